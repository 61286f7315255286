"""Working days and periods: the test vectors of the field."""
from __future__ import annotations

from datetime import date

import pytest

from center.periods import month_of, period, quarter_of
from center.workdays import add_workdays, deadline, is_workday, next_workday
from db.errors import Invalid


def test_a_last_day_on_a_weekend_rolls_to_monday():
    assert deadline(date(2026, 3, 5), 30, {}) == date(2026, 4, 6)


def test_a_last_day_in_a_holiday_rolls_behind_it():
    rest = {"2026-04-04": "rest", "2026-04-05": "rest", "2026-04-06": "rest"}
    assert deadline(date(2026, 3, 5), 30, rest) == date(2026, 4, 7)


def test_the_start_day_is_not_counted():
    assert deadline(date(2026, 3, 1), 30, {}) == date(2026, 3, 31)


def test_ten_working_days_after_a_friday():
    assert add_workdays(date(2026, 3, 6), 10, {}) == date(2026, 3, 20)


def test_a_shifted_saturday_is_a_working_day():
    shifted = {"2026-03-07": "work"}
    assert is_workday(date(2026, 3, 7), shifted) and not is_workday(date(2026, 3, 8), shifted)
    assert add_workdays(date(2026, 3, 6), 1, shifted) == date(2026, 3, 7)
    assert next_workday(date(2026, 3, 7), {}) == date(2026, 3, 9)


@pytest.mark.parametrize(("text", "start", "end", "label"), [
    ("2026", "2026-01-01", "2026-12-31", "2026年"), ("2026H1", "2026-01-01", "2026-06-30", "2026年上半年"),
    ("2026h2", "2026-07-01", "2026-12-31", "2026年下半年"), ("2026Q3", "2026-07-01", "2026-09-30", "2026年第三季度"),
    ("2024-02", "2024-02-01", "2024-02-29", "2024年2月"),
])
def test_a_period_knows_its_days_and_its_words(text, start, end, label):
    found = period(text)
    assert (found.start.isoformat(), found.end.isoformat(), found.label) == (start, end, label)


@pytest.mark.parametrize("text", ["2026Q5", "2026H3", "2026-13", "26Q1", "去年", "2026-9", ""])
def test_what_is_no_period_says_how_to_write_one(text):
    with pytest.raises(Invalid, match="2026H1"):
        period(text)


def test_a_day_lies_in_its_month_and_quarter():
    assert month_of(date(2026, 11, 20)).text == "2026-11" and quarter_of(date(2026, 11, 20)).text == "2026Q4"
    assert quarter_of(date(2026, 1, 31)).text == "2026Q1"
