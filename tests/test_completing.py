"""补填: empty fields behind an indicator are offered, what is overdue or broken is not."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import catalog
from center.compliance.completing import WAYS, _asked, _empty, gaps
from center.compliance.sheet import SheetLine, draft, sheet
from center.compliance.standard import load
from center.desk import Desk
from center.periods import period
from db.listing import Query
from db.models.centre import Centre
from db.models.governance import Asset, Check
from db.models.service import Item
from db.record import column, columns
from tests.stores import EVENING, Clock, filled_store


@pytest.fixture(scope="module")
def master() -> Path:
    return filled_store()


@pytest.fixture
def clock() -> Clock:
    return Clock(EVENING)


def drafted(desk: Desk, code: str, text: str = "2026") -> SheetLine:
    return next(line for line in draft(desk, period(text)).lines if line.indicator.code == code)


def test_every_way_belongs_to_a_measure_and_names_fields_of_a_form() -> None:
    catalog.load()
    used = {one.measure or one.proposes for one in load().indicators}
    assert set(WAYS) <= used
    for way in WAYS.values():
        shown = {at.path for at in columns(way.record)}
        assert set(_asked(way)) <= shown, way.record
        assert all(column(way.record, path).label for path in way.paths)


def test_an_empty_field_is_offered_with_its_record_and_its_label(desk: Desk) -> None:
    [gap] = drafted(desk, "8.2").gaps
    assert gap.record is Item and gap.path == "online" and gap.words.endswith("：缺线上渠道")
    assert desk.get(Item, gap.id).values["online"] is None


def test_what_was_filled_in_is_offered_no_longer(desk: Desk) -> None:
    line = drafted(desk, "8.2")
    [gap] = line.gaps
    desk.do("items.edit", id=gap.id, revision=None, values={"online": "无"})
    assert gaps(line.indicator.measure, line.evidence) == () == drafted(desk, "8.2").gaps


def test_what_is_overdue_is_not_offered(desk: Desk) -> None:
    line = drafted(desk, "1.7")
    assert line.state == "差 0.5" and line.gaps == ()
    assert drafted(desk, "9.7", "2026Q2").evidence["numerator"] == 27 and drafted(desk, "9.7", "2026Q2").gaps == ()


def test_a_check_that_was_done_but_has_no_day_is_offered_one_that_was_not_is_not(desk: Desk) -> None:
    late, done = (group["ids"] for group in reversed(drafted(desk, "1.7").evidence["groups"]))
    desk.do("checks.edit", id=done[0], revision=None, values={"done_on": None})
    desk.do("checks.edit", id=done[1], revision=None, values={"done_on": None, "result": None, "checker": None})
    [gap] = drafted(desk, "1.7").gaps
    assert (gap.record, gap.id, gap.path) == (Check, done[0], "done_on") and "实际日期" in gap.words
    assert late[0] not in (done[0], done[1])


def test_an_asset_without_a_day_of_counting_is_offered(desk: Desk) -> None:
    one = desk.ids(Query(Asset))[0]
    assert desk.get(Asset, one).values["state"] != "scrapped"
    for rid in desk.ids(Query(Asset)):
        desk.do("assets.edit", id=rid, revision=None, values={"checked_on": None})
    assert one in [gap.id for gap in drafted(desk, "9.7").gaps]


def test_a_gap_in_the_centres_profile_opens_the_centre(desk: Desk) -> None:
    [rid] = desk.ids(Query(Centre))
    desk.do("centres.edit", id=rid, revision=None, values={"hours": None})
    [gap] = drafted(desk, "2.1").gaps
    assert (gap.record, gap.id, gap.path) == (Centre, rid, "hours")


def test_a_submitted_sheet_offers_nothing(desk: Desk) -> None:
    rid = desk.do("compliance.open", period="2026")
    assert sum(len(line.gaps) for line in sheet(desk, rid).lines) > 0
    desk.do("compliance.submit", inspection=rid)
    assert not any(line.gaps for line in sheet(desk, rid).lines)


@pytest.mark.parametrize(("values", "lacking"), [
    ({}, []), ({"full_since": None}, ["full_since"]), ({"full_since": None, "category": "2"}, []),
    ({"lost": True}, ["lost_on"]), ({"person.phone": None}, []),
    ({"person.phone": None, "person.landline": None}, ["person.phone"]), ({"joined": None}, ["joined"])])
def test_what_a_member_lacks_depends_on_the_member(values: dict, lacking: list[str]) -> None:
    way = WAYS["compliance.data_quality"]
    whole = dict.fromkeys(_asked(way), "1") | {"lost": False, "lost_on": None, "mobile": False, "mobile_to": None}
    assert _empty(way, whole | values) == lacking
