"""The book's test vectors of mediation, through the steps as a mediator does them: days, numbers, money, numerals."""
from __future__ import annotations

from datetime import date

import pytest

from center.capitals import capitals
from center.cases.clocks import clocks, confirm_due, limit_on, numbers_on
from center.cases.facts import facts
from center.desk import Desk
from db.chinese_figures import counted, in_figures
from db.days import Day
from db.errors import Problems
from db.models.settings import RestDay
from reports.cases.wording import numeral
from tests.cases_under_way import APPLICANT, RESPONDENT, accepted, opened, register
from tests.stores import of

REST = {f"2026-04-{day:02d}": "rest" for day in (4, 5, 6)}
TABLES = (
    ({}, "2026-04-06"),  # plain weekends: the Saturday rolls to Monday
    (REST, "2026-04-07"),  # Qingming: three rest days
    ({"2026-04-04": "work"}, "2026-04-04"),  # a shifted working Saturday stands
)


@pytest.fixture
def desk(tmp_path) -> Desk:
    at_work = opened(tmp_path / "store")
    yield at_work
    at_work.close()


def in_force(desk: Desk) -> int:
    """A case of which the last signature stands on 2026-03-05."""
    case = accepted(desk, registered_on="2026-03-01")
    desk.do("cases.session", case=case, result="达成协议", on="2026-03-04")
    desk.do("cases.agree", case=case, form="书面协议", clauses="乙修好水管", on="2026-03-04")
    desk.do("cases.sign", case=case, party="甲某", worker="all", seal=True, on="2026-03-04")
    assert facts(desk, case).effective_on is None, "one signature is lacking"
    desk.do("cases.sign", case=case, party="乙某", on="2026-03-05")
    return case


@pytest.mark.parametrize(("table", "due"), TABLES)
def test_confirmation_is_asked_within_thirty_days_of_the_last_signature(desk, table, due):
    lead = of(desk, "lin", "head")
    for day, kind in table.items():
        lead.do("rest_days.add", values=lead.take(RestDay, {"day": day, "kind": kind}))
    assert confirm_due(Day("2026-03-05"), 30, table) == due
    told = facts(desk, in_force(desk))
    assert told.effective_on == "2026-03-05" and told.agreement["confirm_due"] == due
    on = date.fromisoformat(due)
    clock = next(one for one in clocks(told, on, numbers_on(on)) if one.key == "confirm")
    assert clock.due == due and clock.left == 0


def test_the_usual_month_of_a_case_accepted_on_the_first_of_march_ends_on_the_last(desk):
    told = facts(desk, accepted(desk, registered_on="2026-03-01"))
    assert told.row["limit_on"] == "2026-03-31" == limit_on(Day("2026-03-01"), "days", 30)


def test_numbers_run_by_year_and_committee_and_a_refused_case_takes_none(desk):
    first = facts(desk, accepted(desk, registered_on="2025-12-30")).number
    second = facts(desk, accepted(desk, registered_on="2026-01-04")).number
    refused = register(desk, APPLICANT, RESPONDENT, registered_on="2026-01-05")
    desk.do("cases.decline", case=refused, why="人民法院已经受理", on="2026-01-06")
    third = facts(desk, accepted(desk, registered_on="2026-01-07")).number
    assert (first, second, third) == ("（2025）红旗人调字第001号", "（2026）红旗人调字第001号",
                                      "（2026）红旗人调字第002号")
    assert facts(desk, refused).number == ""


def test_a_party_that_clearly_refuses_ends_the_mediation(desk):
    case = accepted(desk)
    desk.do("cases.refuse", case=case, party="乙某", on="2026-11-05")
    assert facts(desk, case).stage == "failed"
    with pytest.raises(Problems):
        desk.do("cases.session", case=case, result="达成协议", on="2026-11-06")


def test_an_oral_agreement_binds_from_the_day_it_was_reached(desk):
    case = accepted(desk, registered_on="2026-03-01")
    desk.do("cases.session", case=case, result="达成协议", on="2026-03-05")
    desk.do("cases.agree", case=case, form="口头协议", clauses="乙当天修好水管", on="2026-03-05")
    told = facts(desk, case)
    assert told.effective_on == "2026-03-05" and told.agreement["confirm_due"] == "2026-04-06"


def test_money_stands_in_capitals_and_numerals_above_twenty_are_words():
    assert capitals(300_000, "") == "叁仟元整" and capitals(140_950, "") == "壹仟肆佰零玖元伍角"
    assert [numeral(nth) for nth in (3, 12, 20, 21, 30, 102, 110)] == [
        "三", "十二", "二十", "二十一", "三十", "一百零二", "一百一十"]
    assert all(counted(in_figures(number)) == str(number) for number in range(1, 1000))
