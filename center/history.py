"""Everything that was done with one record, newest first: who, when, what changed in words (masked), and why.

The source is the audit, which outlives the before-images: when those were let go as the rules say, the labels of what
was changed stay and the values do not. A domain adds its own days by `events(desk, record, rid)` in
`center/<domain>/events.py`, found by its name.
"""
from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from center import catalog
from center.acts import act_words
from center.seeing import see
from center.words import N_, say
from db import listing
from db.days import SHANGHAI, Day
from db.fields import Typed
from db.questions.journal import images_of, names_of_accounts, told_of
from db.record import Record, columns, record_name, typed_fields
from db.words import Listed, Word

if TYPE_CHECKING:
    from center.desk import Desk

OPS = {"add": N_("登记"), "change": N_("修改"), "remove": N_("删除")}
OUT = {
    "reveal": N_("查看了完整内容"), "print": N_("打印：{text}"), "attach": N_("添加附件：{text}"),
    "detach": N_("删除附件：{text}"), "attach_name": N_("附件改名：{text}"), "attach_look": N_("打开附件：{text}"),
    "attach_copy": N_("另存附件：{text}"), "export": N_("导出：{text}"), "case_value": N_("查看了一项完整内容"),
    "seal": N_("写了保密内容"), "seal_removed": N_("删除了保密内容"), "unseal": N_("打开了保密内容"),
    "seal_grant": N_("授权{text}查看保密内容"), "seal_revoke": N_("收回{text}查看保密内容的授权"),
    "seal_recovered": N_("用恢复钥匙找回了保密内容"), "seal_recovery": N_("把保密内容交给了恢复钥匙"),
}
UNNAMED = {
    "attach": N_("添加附件"), "detach": N_("删除附件"), "attach_name": N_("附件改名"), "attach_look": N_("打开附件"),
    "attach_copy": N_("另存附件"),
}
"""What was done with the files of a quiet row: the audit does not know what they are called."""
BECAME, FILLED, EMPTIED, REWRITTEN = (
    N_("{label}：{old} → {new}"), N_("{label}：填写 {new}"), N_("{label}：清空，原为 {old}"), N_("{label}：改了内容"))
PURGED = N_("修改内容已按规定清理")
UNDONE = N_("（已撤销）")
_PLAIN = (".add", ".edit", ".remove")


@dataclass(frozen=True)
class Event:
    """One thing that was done or happened: `lines` say it in detail, `target` is the row it opens.

    A domain's own event has only its day (`timed` False).
    """

    at: datetime
    what: str
    who: str = ""
    lines: tuple[str, ...] = ()
    reason: str = ""
    target: tuple[str, int] | None = None
    timed: bool = True


def on(day: Day, what: str, *lines: str, target: tuple[str, int] | None = None) -> Event:
    """A domain's event of a day."""
    return Event(datetime.combine(day.first, time(0), SHANGHAI), what, lines=lines, target=target, timed=False)


def timeline(desk: Desk, record: type[Record], rid: int, limit: int = 30) -> tuple[list[Event], bool]:
    """The newest events of a row and of the human it is about, and whether there are more. Raises Denied, Missing."""
    desk.need(f"{record.domain}.read")
    with desk.moment():
        see(desk, record, rid)
        rows = _rows(desk, record, rid)
        read = told_of([uid for _one, _rid, uid in rows], 4 * limit + 1)
        told = _acts(desk, [row for row in read if row["action"] in OPS or row["action"] in OUT], rows)
        own = [one for hook in _hooks() for one in hook(desk, record, rid)]
    cut = len(read) > 4 * limit
    if cut and told:  # what is older than the oldest line read comes with the next page
        own = [one for one in own if one.at >= told[-1].at]
    whole = sorted(told + own, key=lambda one: one.at, reverse=True)
    return whole[:limit], cut or len(whole) > limit


def _rows(desk: Desk, record: type[Record], rid: int) -> list[tuple[type[Record], int, str]]:
    """(record, id, uid in hex) of the row and, for who may read people, of the human it is about."""
    row = listing.record_row(record, rid)
    found = [(record, rid, row["uid"].hex())]
    for owner in dict.fromkeys(at.owner for at in columns(record) if at.owner):
        target = record._meta.fields[owner].rel_model
        if row[owner] and desk.may(f"{target.domain}.read"):
            found.append((target, row[owner], listing.record_row(target, row[owner])["uid"].hex()))
    return found


@cache
def _hooks() -> tuple[Any, ...]:
    names = (f"center.{domain}.events" for domain in catalog.DOMAINS)
    return tuple(import_module(name).events for name in names if find_spec(name))


def _acts(desk: Desk, read: Sequence[dict], rows: Sequence[tuple[type[Record], int, str]]) -> list[Event]:
    """One event an act (a member's row and her person's change together), and one for looks that follow at once."""
    acts = [row["act"] for row in read if row["action"] == "change" and row["act"] is not None]
    images = images_of([(record_name(record), rid) for record, rid, _uid in rows], acts)
    records, names = {record_name(record): record for record, _rid, _uid in rows}, names_of_accounts()
    found: list[Event] = []
    last: tuple = ()
    for row in read:
        one = _event(desk, row, records[row["record"]], images, names)
        same = (row["account"], row["reason"], row["at"][:16]) if row["action"] == "reveal" else (row["act"],)
        if found and same == last:
            lines = (*one.lines, *found[-1].lines) if row["action"] == "reveal" else (*found[-1].lines, *one.lines)
            what = found[-1].what if found[-1].what != say(OPS["change"]) else one.what
            found[-1] = replace(found[-1], what=what, lines=tuple(dict.fromkeys(lines)))
        else:
            found.append(one)
        last = same
    return found


def _event(desk: Desk, row: dict, record: type[Record], images: dict, names: dict[str, str]) -> Event:
    action, lines = row["action"], ()
    if action in OUT:
        what = say(OUT[action] if row["text"] else UNNAMED.get(action, OUT[action]), text=row["text"] or "")
        if action in ("reveal", "case_value"):
            lines = (_label(record, row["text"] or ""),)
    else:
        plain = (row["command"] or "").endswith(_PLAIN)
        what = say(OPS[action]) if plain else act_words(row["label"] or "") or say(OPS[action])
        if action == "change":
            lines = _changes(desk, record, row, images.get((row["act"], row["record"])))
    if row["undone_by"]:
        what += say(UNDONE)
    who = names.get(row["account"] or "", row["account"] or "")
    return Event(datetime.fromisoformat(row["at"]), what, who, lines, row["reason"] or "")


def _label(record: type[Record], path: str) -> str:
    return next((at.label for at in columns(record) if at.path == path), path)


def _changes(desk: Desk, record: type[Record], row: dict, image: tuple[str, str] | None) -> tuple[str, ...]:
    """What an act changed, a line a field, under the labels it had then; of the columns this account may see."""
    fields = dict(typed_fields(record))
    hidden = {field.label for field in fields.values() if not desk.may(field.right)}
    told = {label: texts for label, texts in json.loads(row["text"] or "{}").items() if label not in hidden}
    if image is None:
        return (say(Listed(map(Word, told))), say(PURGED)) if told else (say(PURGED),)
    before, after = json.loads(image[0]), json.loads(image[1])
    lines = [_change(fields[name], before.get(name), after[name])
             for name in after if name in fields and desk.may(fields[name].right)]
    today = {field.label for field in fields.values()}
    lines += [say(BECAME, label=label, old=texts[0], new=texts[-1]) for label, texts in told.items()
              if label not in today and len(texts) == 2]  # a field that has another name or is gone now
    return tuple(lines)


def _change(field: Typed, before: Any, after: Any) -> str:
    if field.kind == "long" and before and after:
        return say(REWRITTEN, label=field.label)
    old, new = _shown(field, before), _shown(field, after)
    if not old:
        return say(FILLED, label=field.label, new=new)
    if not new:
        return say(EMPTIED, label=field.label, old=old)
    return say(BECAME, label=field.label, old=old, new=new)


def _shown(field: Typed, value: Any) -> str:
    """A stored value in masked words; a link by the name of its row, as far as that is there."""
    if value is None:
        return ""
    if field.kind == "ref":
        return listing.title_of(field.rel_model, value) or say(N_("已删除的记录"))
    return field.show(field.python_value(value))


def related(desk: Desk, record: type[Record], rid: int) -> Iterable[tuple[type[Record], int]]:
    """Where else the same human is: (record, id) of her other rows that this account may read."""
    human = next((at.owner for at in columns(record) if at.owner), "")
    person = listing.record_row(record, rid)[human] if human else rid
    about = record._meta.fields[human].rel_model if human else record
    for other in catalog.records():
        owner = next((at.owner for at in columns(other) if at.owner), "")
        if other is record or not owner or other._meta.fields[owner].rel_model is not about:
            continue
        if desk.may(f"{other.domain}.read"):
            query = listing.Query(other, filters=((owner, "eq", person),))
            yield from ((other, found) for found in desk.ids(query)[:3])
    if human and desk.may(f"{about.domain}.read") and person:
        yield about, person
