"""A household: a door and who lives behind it now. Children are a count; names are for who may read people."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from center.households.rules import HEAD, is_child
from center.places.numbers import CHILD_AGE
from db.codes import code_list
from db.days import Day, years_between
from db.listing import record_row, uids
from db.models.households import Residency
from db.models.places import Door
from db.questions.households import residents_of
from db.questions.journal import names_of_accounts, told_of

if TYPE_CHECKING:
    from center.desk import Desk

CHANGES = ("add", "change", "remove")


@dataclass(frozen=True)
class Resident:
    """Somebody grown up who lives there: `id` of her residency, `relation` a code, `age` None when nobody knows it."""

    id: int
    person: int
    name: str
    sex: str | None
    age: int | None
    relation: str | None
    since: Day | None


@dataclass(frozen=True)
class Household:
    """A door and its current residents. `hidden`: names and counts of grown-ups stand, but not who they are."""

    door: int
    name: str
    number: str
    floor: int | None
    unit: int | None
    building: int
    kind: str | None
    use: str | None
    reported: int | None
    residents: tuple[Resident, ...]
    adults: int
    children: int
    hidden: bool
    updated: datetime | None
    updated_by: str

    @property
    def head(self) -> Resident | None:
        """户主: who is registered as such, nobody else."""
        return next((one for one in self.residents if one.relation == HEAD), None)

    @property
    def count(self) -> int:
        """How many live there, as registered."""
        return self.adults + self.children


def household(desk: Desk, door: int) -> Household:
    """The household behind a door. Raises Denied without `households.read`, Missing for a door that is gone."""
    desk.need("households.read")
    row, today, child_age = record_row(Door, door), desk.today(), int(desk.number(CHILD_AGE))
    found = residents_of([door], today)
    grown = [one for one in found if not is_child(one["birth"], today, child_age)]
    order = list(code_list("household_relation").items)
    grown.sort(key=lambda one: (order.index(one["relation"]) if one["relation"] in order else len(order), one["id"]))
    seen = desk.may("people.read")
    residents = tuple(_resident(one, today) for one in grown) if seen else ()
    when, who = _updated(door, [one["id"] for one in found], row["uid"])
    return Household(door, row["name"] or row["number"], row["number"], row["floor"], row["unit"], row["building"],
                     row["kind"], row["use"], row["reported"], residents, len(grown), len(found) - len(grown),
                     not seen, when, who)


def _resident(one: dict, today) -> Resident:
    age = years_between(one["birth"], today) if one["birth"] else None
    return Resident(one["id"], one["person"], one["name"], one["sex"], age, one["relation"], one["since"])


def _updated(door: int, residencies: list[int], uid: bytes) -> tuple[datetime | None, str]:
    """When the door or one of its current rows was last changed, and by whom; looks at them are no change."""
    whose = [uid.hex(), *(one.hex() for one in uids(Residency, residencies).values())]
    newest = next((row for row in told_of(whose, 20) if row["action"] in CHANGES), None)
    if newest is None:
        return None, ""
    account = newest["account"] or ""
    return datetime.fromisoformat(newest["at"]), names_of_accounts().get(account, account)
