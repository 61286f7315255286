"""What households add to a door's timeline: who moved in and out. A child is counted and not named."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.households.rules import is_child
from center.places.numbers import CHILD_AGE
from center.words import N_, say
from db.days import Day, show_day
from db.models.households import Residency
from db.models.places import Door
from db.questions.households import stays_of
from db.record import Record, record_name

if TYPE_CHECKING:
    from center.desk import Desk

DAYS = (("since", N_("迁入")), ("until", N_("迁出")))
CHILDREN, SOMEBODY, ONLY = N_("儿童 {count} 人"), N_("{count} 人"), N_("只知道是{day}")


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """Of a door the days on which people moved, for who may read households; names for who may read people."""
    if record is not Door or not desk.may("households.read"):
        return
    today, child_age, named = desk.today(), int(desk.number(CHILD_AGE)), desk.may("people.read")
    unnamed: dict[tuple[Day, str, str], int] = {}
    for stay in stays_of(rid):
        for name, what in DAYS:
            day = stay[name]
            if not day:
                continue
            if named and not is_child(stay["birth"], today, child_age):
                yield on(day, say(what), stay["name"], *_known(day), target=(record_name(Residency), stay["id"]))
            else:
                who = CHILDREN if is_child(stay["birth"], today, child_age) else SOMEBODY
                unnamed[day, what, who] = unnamed.get((day, what, who), 0) + 1
    for (day, what, who), count in unnamed.items():
        yield on(day, say(what), say(who, count=count), *_known(day))


def _known(day: Day) -> tuple[str, ...]:
    """A timeline stands by days: what is known to the month or year only says so."""
    return () if day.precision == "day" else (say(ONLY, day=show_day(day)),)
