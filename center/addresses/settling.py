"""Commands that settle addresses by hand, and read those again that were written before a building was known.

Only the tick 以后这样写的都这样认 (`keep`) makes the reader know more than the grammar: a ruling that can be seen,
changed and removed like any other record.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from center.acts import act_label
from center.addresses.following import OWNER, Homes
from center.commands import command
from center.stopping import Cancel, Progress, step
from center.words import N_
from db.days import Day
from db.errors import Denied, Missing
from db.models.addresses import AddressRuling, UnreadAddress
from db.models.households import Residency
from db.questions import addresses as asked
from db.record import record_name
from db.tx import Tx
from db.words import Phrase

_BATCH = 1_000
SETTLED, OUTSIDE = act_label(N_("认定地址 {count} 条")), act_label(N_("登记为不在辖区 {count} 条"))


@command(N_("查看要认的地址"), right="addresses.edit", name="addresses.look")
def look(tx: Tx, id: int) -> str:
    """The whole text of a row, for who settles it and says why; audited as every look at what is masked."""
    if not tx.reason.strip():
        raise Denied("请写明为什么要查看完整内容")
    row = tx.row(UnreadAddress, id)
    tx.told("reveal", record_name(UnreadAddress), row["uid"].hex(), "text")
    return row["text"]


@command(N_("认定地址"), right="addresses.edit")
def settle(tx: Tx, ids: list[int], door: int, keep: bool = False) -> int:
    """The people of these rows live behind this door; `keep`: their spellings mean it from now on. Returns how many.

    Who had another home with facts of its own (a date, her relation) moves today: the old stay is closed, not lost.
    """
    rows = _rows(tx, ids)
    owners = {row["owner_uid"] for row in rows if row["owner"] == OWNER}
    people = asked.people_of(owners)
    if not people:
        raise Missing("这些地址的主人已经不在了，请刷新后再办")
    homes = Homes(tx, people.values())
    for uid, person in people.items():
        known = homes.homes.get(person)
        if known is not None and known[1] != door and known[2]:
            tx.change(Residency, known[0], {"until": Day(tx.today)})
            tx.add(Residency, {"person": person, "door": door, "since": Day(tx.today)})
            del homes.homes[person]
            homes.settled(uid)
        else:
            homes.house(person, uid, door)
    homes.write()
    if keep:
        _rule(tx, rows, {"door": door, "building": None, "outside": None})
    tx.rename(Phrase(SETTLED, count=len(rows)))
    return len(rows)


@command(N_("登记为不在辖区"), right="addresses.edit")
def outside(tx: Tx, ids: list[int], keep: bool = False) -> int:
    """These addresses lie elsewhere; `keep`: so do all that are spelled like them."""
    rows = _rows(tx, ids)
    tx.remove_many(UnreadAddress, [row["id"] for row in rows])
    if keep:
        _rule(tx, rows, {"door": None, "building": None, "outside": True})
    tx.rename(Phrase(OUTSIDE, count=len(rows)))
    return len(rows)


@command(N_("地址保持原样"), right="addresses.edit")
def leave(tx: Tx, ids: list[int]) -> int:
    """Nothing follows from these addresses: the home that is registered is right."""
    tx.remove_many(UnreadAddress, [row["id"] for row in _rows(tx, ids)])
    return len(ids)


@command(N_("重新认地址"), right="addresses.edit")
def again(tx: Tx, everyone: bool = False, progress: Progress | None = None,
          cancel: Cancel | None = None) -> dict[str, int]:
    """Read the queue again (`everyone`: the address of every person), as after buildings were added.

    Returns `read`, and `waiting`: how many rows the queue has now.
    """
    uids = [row["owner_uid"] for row in asked.waiting()]
    people = asked.people_with_address() if everyone else list(asked.people_of(uids).values())
    for start in range(0, len(people), _BATCH):
        step(progress, cancel, start, len(people))
        Homes(tx, people[start:start + _BATCH]).lead()
    return {"read": len(people), "waiting": len(asked.waiting())}


@command(N_("清理无主的待认地址"), right="addresses.edit")
def tidy(tx: Tx) -> int:
    """Let the rows go whose person is gone; returns how many."""
    gone = asked.gone()
    tx.remove_many(UnreadAddress, gone)
    return len(gone)


def _rows(tx: Tx, ids: Iterable[int]) -> list[dict[str, Any]]:
    return [tx.row(UnreadAddress, rid) for rid in dict.fromkeys(ids)]


def _rule(tx: Tx, rows: list[dict[str, Any]], meaning: dict[str, Any]) -> None:
    for text in dict.fromkeys(row["text"] for row in rows):
        known = asked.ruling_of(text)
        values = meaning | {"decided_on": Day(tx.today)}
        if known is None:
            tx.add(AddressRuling, {"text": text} | {name: value for name, value in values.items() if value is not None})
        else:
            tx.change(AddressRuling, known, values)
