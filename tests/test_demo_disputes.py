"""The demo's mediation: a year of disputes by the real steps, at every stage, and who may open which."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from center.attachments.reading import attached
from center.cases.clocks import clocks, numbers_on
from center.cases.facts import CaseFacts, facts
from center.cases.statistics import table
from center.demo.disputes import STORIES
from center.desk import Desk, Who
from center.duties import home
from center.history import timeline
from center.mediation.checking import check
from center.periods import period
from db.codes import code_list
from db.listing import Query, record_row
from db.models.case_after import Allowance, Screening, ScreeningFinding
from db.models.cases import Case, Volume
from db.models.mediation import Committee, Mediator, TypedFigure
from db.questions.attachments import data_of, of_row
from reports.sketches import sketch
from tests.stores import NOON, demo_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def told(desk: Desk) -> list[CaseFacts]:
    """Every case, as the demo's own login reads it."""
    return [facts(desk, rid) for rid in desk.ids(Query(Case))]


def test_every_stage_has_a_case(told):
    stages = {one.stage for one in told}
    assert stages == set(code_list("case_stage").items)
    assert {one.row["outcome"] for one in told} >= {"written", "oral", "failed", "refused", "withdrawn"}
    assert len(told) == len(STORIES) + 1 + 15  # one comes of a round, fifteen of the old register


def test_numbers_have_no_gaps_and_go_on_after_the_old_register(told):
    this_year = sorted(one.number for one in told if one.number.startswith("（2026）"))
    assert this_year == [f"（2026）晨光人调字第{nth:03d}号" for nth in range(1, len(this_year) + 1)]


def test_days_come_near_and_are_past(desk, told):
    now = desk.today()
    states = {(clock.key.split(".")[0], clock.state) for one in told for clock in clocks(one, now, numbers_on(now))}
    assert {("limit", "red"), ("limit", "amber"), ("reply", "red"), ("reply", "amber"), ("confirm", "amber"),
            ("confirm", "silent"), ("perform", "red"), ("perform", "amber"), ("visit", "amber")} <= states


def test_home_list_and_case_speak_of_the_same_day_two_years_later(desk, told):
    later = Desk(desk.store, desk.who, clock=lambda: NOON + timedelta(days=800))
    assert later.today() == later.as_of(period("2028")) == home(later).day == date.fromisoformat("2026-11-20")
    duties = {one.id: one for one in home(later).duties if one.domain == "cases" and one.title == "调解期限"}
    for one in told:
        clock = clocks(one, later.today(), numbers_on(later.today()))[0]
        if one.id in duties:
            assert duties[one.id].due == clock.due.last and clock.state in ("running", "amber", "red")
    assert len(duties) >= 3


def test_the_pages_of_a_volume_are_those_that_its_contents_and_its_row_tell(desk):
    for rid in desk.ids(Query(Volume)):
        row = record_row(Volume, rid)
        [file] = of_row("volumes", row["uid"].hex())
        read = PdfReader(BytesIO(data_of(file["sha256"])))
        body = [page.extract_text() for page in read.pages][len(read.pages) - row["pages"]:]
        assert "卷内目录" in read.pages[1].extract_text() and len(read.outline) > 5 and len(body) == row["pages"]
        assert [text.split()[-1] for text in body] == [str(nth) for nth in range(1, len(body) + 1)]


def test_the_login_of_the_demo_opens_all_and_another_head_none_of_them(desk, told):
    closed = [one for one in told if one.restricted]
    assert len(closed) == 2 and sum(bool(one.row["violence"]) for one in closed) == 1
    sun = Desk(desk.store, Who("demo8", "孙秀英", ("mediator",)), clock=desk._clock)
    assert {one.id for one in closed} <= set(sun.ids(Query(Case)))
    stranger = Desk(desk.store, replace(sun.who, login="lu"), clock=desk._clock)
    assert not {one.id for one in closed} & set(stranger.ids(Query(Case)))


def test_three_cases_have_a_drawn_photo_of_evidence_and_one_of_them_in_its_bound_volume(desk, told):
    shown = {one.row["name"]: files for one in told if (files := attached(desk, Case, one.uid))}
    assert len(shown) == 3 and all(one.name.endswith(".png") for files in shown.values() for one in files)
    filed = next(one for one in told if one.row["name"] in shown and one.stage == "filed")
    volume = record_row(Volume, filed.volume["id"])
    book = PdfReader(BytesIO(data_of(of_row("volumes", volume["uid"].hex())[0]["sha256"])))
    assert "证据材料" in book.pages[1].extract_text() and any(page.images for page in book.pages)
    assert "六七月考勤表" in "".join(page.extract_text() for page in book.pages)
    assert sketch("ceiling") == sketch("ceiling"), "a centre that is made again has the same pictures"


def test_an_act_of_the_demo_is_called_by_what_was_done_and_not_by_one_of_its_rows(desk, told):
    done = {event.what for one in told for event in timeline(desk, Case, one.id, 100)[0] if event.timed}
    assert done == {"办理演示案件", "导入历史登记簿：15 件", "立卷归档", "多案一卷立卷归档", "添加附件", "写了保密内容"}


def test_volumes_rounds_findings_and_claims_are_there(desk, told):
    volumes = desk.rows(Volume, desk.ids(Query(Volume)), ["kind"])
    assert sorted(row.texts[0] for row in volumes) == ["一案一卷", "多案一卷"]
    assert all(desk.ids(Query(record)) for record in (Screening, ScreeningFinding, Allowance, TypedFigure))
    assert len(desk.ids(Query(Mediator))) == 6


def test_the_years_table_agrees_with_itself(desk, told):
    found = table(desk, period("2026"))
    count = found.now[0].value
    assert count == 34 and f"分类合计 {count}，来源合计 {count}，总数 {count}" in [str(one) for one in found.checks]
    assert found.now[0].value == sum(one.number.startswith("（2026）") for one in told)


def test_the_committee_is_as_the_law_asks(desk):
    [committee] = desk.ids(Query(Committee))
    assert {one.state for one in check(desk, committee)} == {"good"}
