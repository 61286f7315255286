"""The demo centre's inspections: one closed and graded, one scored and half mended, none in the running quarter."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from center import opening
from center.compliance.sheet import sheet_of
from center.compliance.standard import load
from center.demo import UNTIL
from center.demo.answers import ANSWERS, CONFIRMED, MEASURES, STREET
from center.demo.inspections import StoryClock, begins, periods
from center.demo.making import PASSWORD, USER
from center.desk import Desk
from center.duties import home
from center.periods import period
from db.days import SHANGHAI
from db.questions.compliance import score_rows
from db.questions.journal import newest_act
from reports.demo import make
from tests.stores import demo_desk


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=SHANGHAI)


def acts(desk: Desk) -> list[str]:
    return [row[0] for row in desk.store.execute("SELECT at FROM act ORDER BY id").fetchall()]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store", lambda: at(UNTIL + timedelta(days=2)))
    yield opened
    opened.close()


def test_the_older_inspection_is_closed_and_graded_by_a_named_person(desk: Desk) -> None:
    older = sheet_of(desk, period("2026Q2"))
    assert older.state == "closed" and older.grade == "良好" and "孙志远" in older.grade_words
    assert older.total.points == 8450 and all(row["rechecked_on"] for row in older.rectifications)


def test_the_newer_one_is_scored_with_some_of_its_problems_mended(desk: Desk) -> None:
    newer = sheet_of(desk, period("2026Q3"))
    assert newer.state == "listed" and newer.own.open == 0 and newer.own.points == 8900 and newer.total.points == 8700
    done = [row["code"] for row in newer.rectifications if row["done_on"]]
    assert done == ["1.8", "3.2", "6.3", "7.2", "10.7"]
    assert all(row["owner"] and row["measure"] and row["due_on"] for row in newer.rectifications)
    assert all(line.basis for line in newer.lines)


def test_the_running_quarter_has_no_inspection_and_takes_no_answer_over(desk: Desk) -> None:
    running = sheet_of(desk, period("2026Q4"))
    assert running.id is None and running.own.open == 50


def test_the_answers_are_those_of_asked_indicators() -> None:
    standard = load()
    asked = [one.code for one in standard.indicators if one.asked]
    assert sorted([*ANSWERS, *CONFIRMED]) == sorted(asked)
    assert {*STREET, *MEASURES} <= {one.code for one in standard.indicators}


def test_what_the_note_says_of_the_last_list_is_its_length(desk: Desk) -> None:
    older, newer = sheet_of(desk, period("2026Q2")), sheet_of(desk, period("2026Q3"))
    assert f"上次问题清单 {len(older.rectifications)} 项" in score_rows(newer.id)["10.2"]["note"]


def test_the_acts_stand_in_the_demos_time_and_in_order(desk: Desk) -> None:
    days = acts(desk)
    assert days == sorted(days) and days[0].startswith("2026-07-01") and days[-1] <= "2026-11-20T23"
    assert newest_act() <= at(UNTIL)


def test_two_days_later_the_demo_still_stands_on_its_last_day(desk: Desk) -> None:
    assert desk.clock_doubt() is None and desk.today() == UNTIL == home(desk).day


@pytest.mark.parametrize("now", [date(2025, 1, 5), date(2026, 8, 20)])
def test_a_clock_before_the_demos_days_breaks_nothing(tmp_path: Path, now: date) -> None:
    made, _counts = make(tmp_path / "store", clock=lambda: at(now))
    try:
        days = acts(made.desk)
        assert days == sorted(days) and newest_act() <= at(now)
        assert sheet_of(made.desk, period("2026Q2")).state == "closed"
        assert made.desk.clock_doubt() is None
        for login in ("demo1", "demo8"):  # whoever has an account signs in with the demo's one password
            assert opening.hand_over(made.desk, login, PASSWORD).who.login == login
    finally:
        made.desk.close()
    again = opening.sign_in(tmp_path / "store", USER, PASSWORD, clock=lambda: at(now))
    assert again.clock_doubt() is None
    again.close()


def test_another_last_day_has_its_own_quarters() -> None:
    assert [span.text for span in periods(date(2025, 2, 3))] == ["2024Q3", "2024Q4"]
    assert begins(date(2025, 2, 3)) == date(2024, 10, 1)


def test_the_storys_clock_never_goes_back_nor_past_the_real_one() -> None:
    clock = StoryClock(lambda: at(date(2026, 8, 1)))
    assert clock.go(date(2026, 7, 5)) == date(2026, 7, 5)
    assert clock.go(date(2026, 7, 1)) == date(2026, 7, 5)
    assert clock.go(date(2026, 9, 1)) == date(2026, 8, 1)
    clock.finish()
    assert clock() == at(date(2026, 8, 1))
