"""The demo centre in a store: filled through the Desk, linked, and quick."""
from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from center import opening
from center.demo import UNTIL
from center.demo.fill import ACTS, fill
from center.desk import Desk
from center.periods import period
from db.days import SHANGHAI
from db.listing import Query
from db.models.members import Member
from db.models.people import Person

CENTRE = {"name": "演示中心", "level": "community"}


def evening() -> datetime:
    return datetime(UNTIL.year, UNTIL.month, UNTIL.day, 17, 30, tzinfo=SHANGHAI)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = opening.create(tmp_path / "demo", CENTRE, "demo", "演示员", "demo-2026", demo=True, clock=evening)
    yield made.desk
    made.desk.close()


def test_a_small_demo_centre_holds_what_it_promises(desk: Desk) -> None:
    counts = fill(desk)
    assert counts["members"] == 60 and counts["people"] == 600 and counts["items"] == 64
    assert set(counts) == {name for act in ACTS for name in act}
    assert len(desk.ids(Query(Person))) == 600


def test_a_member_of_the_demo_centre_is_linked_to_person_and_branch(desk: Desk) -> None:
    fill(desk)
    [rid] = desk.ids(Query(Member, search="王䶮"))
    [row] = desk.rows(Member, [rid], ["person.name", "branch", "person.id_card"])
    assert row.texts[0] == "王䶮" and row.texts[1].startswith("中共晨光社区") and "****" in row.texts[2]


def test_the_numbers_of_the_demo_centre_are_those_of_its_last_day(desk: Desk) -> None:
    fill(desk)
    desk._clock = lambda: evening() + timedelta(days=30)
    desk = desk.handed_to(desk.who)
    year = desk.measure("compliance.shifts", period("2026"))
    assert year.numerator == 460 and year.denominator == 464


def test_each_act_of_filling_is_one_undo_step(desk: Desk) -> None:
    fill(desk)
    assert desk.undo() == "装入演示数据"
    assert len(desk.ids(Query(Person))) == 600
