"""The statistics of mediation: every number against a count by hand, sums, sight, the posted copy, prevention, team."""
from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import product
from typing import Any

import pytest

from center.cases.columns import columns
from center.cases.posted import postable, posted, protected
from center.cases.statistics import Cell, Statistics, drill, spans_of, table, ten_thousands
from center.measures import Found
from center.periods import period
from db.days import Day
from db.errors import Denied, Invalid
from db.models.cases import Case
from reports.papers import make, params
from tests.case_rows import add, add_at_once, offices, told, writing
from tests.stores import new_desk, of

PERIODS = ("2026-03", "2026-10", "2026Q3", "2026H1", "2026H2", "2026", "2025")
OF = {6: "village", 7: "residents", 8: "town", 9: "street", 10: "enterprise", 11: "social"}
SOURCE = {12: "own", 13: "application", 14: "referral"}
REFERRAL = {15: "court", 16: "procuratorate", 17: "police", 18: "petition", 19: "other"}
TYPE = dict(enumerate((
    "family", "neighbour", "housing", "contract", "business", "damage", "land", "demolition", "pollution", "wages",
    "labour", "tourism", "ecommerce", "consumer", "medical", "traffic", "property", "other"), start=20))


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """Two hundred and forty random cases of two years: the desk, the cases as they were told, the kinds."""
    desk, rng = new_desk(tmp_path_factory.mktemp("statistics") / "store"), random.Random(20261122)
    with writing(desk) as tx:
        kinds, studios = offices(tx)
        cases = [told(rng, tuple(kinds), studios) for _nth in range(240)]
        for one in cases:
            one["id"] = add(tx, one)
    yield desk, cases, kinds
    desk.close()


# ---- the oracle: one case, one column, by the rules of the book and nothing of the program
def lies_in(day: str | None, first: str, last: str) -> bool:
    """Whether all that a day may mean lies between two days."""
    if not day:
        return False
    low, high = (day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10], (day + "-12-31")[:10]
    high = high if len(day) != 7 else day + "-31"
    return first <= low and high[:7] <= last[:7]


def settled(one: dict[str, Any]) -> bool:
    return one["outcome"] in ("written", "oral")


def stands_in(one: dict[str, Any], no: int, kinds: dict[int, str]) -> bool:
    """Whether a counted case belongs to one official column."""
    agreement = one["agreement"] or {"amount": None, "promises": [], "confirm": None}
    promises = agreement["promises"]
    if no in (1, 2):
        return True
    if no in OF:
        return kinds[one["committee"]] == OF[no]
    if no in SOURCE:
        return one["source"] == SOURCE[no]
    if no in REFERRAL:
        return one["source"] == "referral" and (one["referred_by"] or "other") == REFERRAL[no]
    if no in TYPE:
        return (one["type"] or "other") == TYPE[no]
    return {3: settled(one), 4: one["hard"], 5: settled(one) and bool(agreement["amount"]),
            38: one["outcome"] == "oral", 39: one["outcome"] == "written",
            40: settled(one) and all(state == "done" for state in promises) and (
                bool(promises) or bool(one["closed_on"]) and not one["historical"]),
            41: settled(one) and agreement["confirm"] == "valid"}[no]


def by_hand(cases: list[dict[str, Any]], basis: str, first: str, last: str, no: int,
            kinds: dict[int, str]) -> tuple[int, set[int]]:
    """The number of one column and the cases behind it."""
    value, ids = 0, set()
    for one in cases:
        day = one["accepted_on"] if basis == "accepted" else one["closed_on"]
        taken = one["accepted_on"] or one["historical"]
        if not taken or not lies_in(day, first, last) or not stands_in(one, no, kinds):
            continue
        ids.add(one["id"])
        if no == 2:
            value += one["parties"] if one["people"] is None else one["people"]
        else:
            value += one["agreement"]["amount"] if no == 5 else 1
    return value, ids


def times(text: str) -> dict[str, tuple[str, str]]:
    """The days of the period, of its year so far, of the same period before."""
    asked = period(text)
    year, start, end = asked.start.year, asked.start.isoformat(), asked.end.isoformat()
    return {"now": (start, end), "total_to_date": (f"{year}-01-01", end),
            "last_year": (f"{year - 1}{start[4:]}", f"{year - 1}{end[4:]}")}


@pytest.mark.parametrize("basis", ["accepted", "closed"])
@pytest.mark.parametrize("text", PERIODS)
def test_every_number_of_every_row_is_what_one_counts_by_hand(filled, text, basis):
    desk, cases, kinds = filled
    found = table(of(desk, "wu", "chair"), period(text), basis, folded=False)
    assert [one.no for one in found.columns if one.no > 0] == list(range(1, 42))
    for which, (first, last) in times(text).items():
        for no in range(1, 42):
            value, ids = by_hand(cases, basis, first, last, no, kinds)
            cell = found.cell(no, which)
            assert (cell.value, cell.cases) == (value, len(ids)), (text, basis, which, no)
            assert set(cell.found.ids) == ids, (text, which, no)
        self_made = by_hand(cases, basis, first, last, 5, kinds)[0]
        assert found.cell(5, which).text == f"{(self_made + 5000) // 10000 / 100:.2f}"


@pytest.mark.parametrize("text", PERIODS)
def test_the_sums_agree_in_both_views_and_no_case_without_type_or_source_is_lost(filled, text):
    desk, cases, _kinds = filled
    for basis, folded in product(("accepted", "closed"), (False, True)):
        found = table(of(desk, "wu", "chair"), period(text), basis, folded)
        assert len(found.checks) == 4
        for which in ("now", "total_to_date", "last_year"):
            cells = list(zip(found.columns, found.row(which), strict=True))
            total = found.cell(1, which).value
            for by in ("dispute_type", "case_source", "committee_kind"):
                assert sum(cell.value for one, cell in cells if one.by == by) == total
            assert sum(found.cell(no, which).value for no in range(15, 20)) == found.cell(14, which).value
            assert found.cell(38, which).value + found.cell(39, which).value == found.cell(3, which).value
    assert len([one for one in found.columns if one.by == "dispute_type"]) == 15
    full = table(of(desk, "wu", "chair"), period(text), "closed", False)
    assert found.cell(29).value == full.cell(29).value + full.cell(30).value
    assert found.cell(31).value == sum(full.cell(no).value for no in (31, 32, 33))


def test_what_should_be_looked_at_is_told(filled):
    desk, cases, _kinds = filled
    found = table(of(desk, "wu", "chair"), period("2026"), "accepted")
    own = [one for one in cases if lies_in(one["accepted_on"], "2026-01-01", "2026-12-31")]
    words = "；".join(found.wrong)
    assert f"{sum(one['type'] is None for one in own)} 件没有写纠纷类型" in words
    assert f"{sum(one['source'] is None for one in own)} 件没有写案件来源" in words
    assert f"{sum(one['historical'] and not one['accepted_on'] for one in cases)} 件历史登记没有受理日期" in words
    assert "只写了年份" in "".join(table(of(desk, "wu", "chair"), period("2026-10"), "accepted").wrong)


def test_a_case_that_was_never_accepted_is_no_case_and_a_withdrawn_one_is(filled):
    desk, *_rest = filled
    found = table(of(desk, "wu", "chair"), period("2019-05"), "accepted")
    assert found.cell(1).value == 0
    with writing(desk) as tx:
        home = next(iter(_rest[1]))
        base = {"parties": 2, "agreement": None, "name": "甲与乙", "committee": home,
                "registered_on": Day("2019-05-01"), "type": "neighbour", "source": "own",
                "closed_on": "2019-05-09", "stage": "closed"}
        add(tx, base | {"accepted_on": None, "outcome": None})
        add(tx, base | {"accepted_on": "2019-05-02", "outcome": "withdrawn"})
    for basis in ("accepted", "closed"):
        found = table(of(desk, "wu", "chair"), period("2019-05"), basis)
        assert (found.cell(1).value, found.cell(3).value, found.cell(2).value) == (1, 0, 2)


# ---- who sees what
def test_head_and_street_get_exact_numbers_and_no_case(filled):
    desk, *_rest = filled
    whole = table(of(desk, "wu", "chair"), period("2026"))
    for role in ("head", "street"):
        other = of(desk, "x", role)
        found = table(other, period("2026"))
        assert [cell.value for cell in found.now] == [cell.value for cell in whole.now]
        assert not any(cell.found.ids for which in ("now", "total_to_date", "last_year") for cell in found.row(which))
        assert not any(cell.found.ids for line in found.studios for cell in (*line.now, *line.total_to_date))
        with pytest.raises(Denied):
            drill(other, period("2026"), "", 21)
        assert other.measure("cases.total", period("2026")).value == whole.cell(1).value
        behind = other.measure("cases.dispute_type_neighbour", period("2026")).counted.ids
        assert len(behind) and all(rid < 0 for rid in behind)
    for role in ("admin", "entry", "party", "meals", "volunteers"):
        with pytest.raises(Denied):
            table(of(desk, "x", role), period("2026"))


def test_a_number_opens_the_cases_in_sight_and_tells_how_many_are_not(filled):
    desk, cases, _kinds = filled
    closed = {one["id"] for one in cases if one["scope"] == "workers"}
    for no in (1, 3, 21, 14, 37):
        whole, none = drill(of(desk, "wu", "chair"), period("2026"), "accepted", no)
        some, more = drill(of(desk, "gao", "mediator"), period("2026"), "accepted", no)
        assert none == 0 and set(some.ids) == set(whole.ids) - closed and more == len(set(whole.ids) & closed)
        assert some.record is Case
    mediator = of(desk, "gao", "mediator")
    found = table(mediator, period("2026"), "accepted")
    assert found.hidden == found.cell(1).more == len(closed & {one["id"] for one in cases if lies_in(
        one["accepted_on"], "2026-01-01", "2026-12-31")})
    assert not closed & {rid for which in ("now", "total_to_date", "last_year") for cell in found.row(which)
                         for rid in cell.found.ids}


def test_what_is_closed_to_a_mediator_does_not_follow_from_people_and_money_by_subtraction(filled):
    desk, cases, _kinds = filled
    closed = {one["id"] for one in cases if one["scope"] == "workers"}
    gao, whole = of(desk, "gao", "mediator"), table(of(desk, "wu", "chair"), period("2026"), "accepted")
    found = table(gao, period("2026"), "accepted")
    assert closed and found.untold and not whole.untold
    assert not table(of(desk, "x", "head"), period("2026")).untold, "exact figures go to the office and the street"
    lines = zip((found, *found.studios), (whole, *whole.studios), strict=True)
    for cell, exact in ((one, two) for own, all_ in lines for one, two in zip(own.now, all_.now, strict=True)):
        shut = bool(set(exact.found.ids) & closed)
        assert cell.text == ("*" if cell.kind != "cases" and shut else exact.text)
    written = [str(cell) for row in make(gao, "case_statistics", params(gao, "2026")).parts[0].blocks[0].rows
               for cell in row]
    assert "*" in written and whole.cell(5).text.replace(".", "") not in written


def test_a_measure_is_the_number_of_the_table(filled):
    desk, *_rest = filled
    chair = of(desk, "wu", "chair")
    found = table(chair, period("2026Q3"))
    names = {1: "cases.total", 3: "cases.settled", 14: "cases.case_source_referral", 15: "cases.referral_kind_court",
             39: "cases.agreement_form_written", 40: "cases.performed"}
    for no, name in names.items():
        assert chair.measure(name, period("2026Q3")).value == found.cell(no).value


def test_studios_and_the_cases_of_none_add_up(filled):
    desk, _cases, kinds = filled
    found = table(of(desk, "wu", "chair"), period("2026-10"))
    assert [line.name for line in found.studios[-1:]] == ["未经工作室"]
    assert sum(line.now[0].value for line in found.studios) == found.cell(1).value
    assert sum(line.total_to_date[3].value for line in found.studios) == found.cell(5, "total_to_date").value
    town = next(rid for rid, kind in kinds.items() if kind == "town")
    found = table(of(desk, "wu", "chair"), period("2026-02"), committee=town)
    before = {line.studio for line in found.studios if line.last_year[0].value}
    assert before - {line.studio for line in found.studios if line.total_to_date[0].value}, "one had cases then alone"
    for which in ("now", "total_to_date", "last_year"):
        assert sum(getattr(line, which)[0].value for line in found.studios) == found.cell(1, which).value


def test_amounts_are_rounded_once_half_up():
    assert [ten_thousands(cents) for cents in (0, 4_999, 5_000, 1_864_00_00, 14_999, -5_000)] == [
        "0.00", "0.00", "0.01", "18.64", "0.01", "-0.01"]


def test_another_basis_than_the_two_is_refused(filled):
    with pytest.raises(Invalid, match="按受理、按结案"):
        table(of(filled[0], "wu", "chair"), period("2026"), "amount")
    assert table(of(filled[0], "wu", "chair"), period("2026"), "按结案").basis == "closed"


# ---- the posted copy
def tables(parts: int, whole: int) -> Iterator[tuple[int, ...]]:
    """All ways to divide a sum."""
    for some in product(range(whole + 1), repeat=parts - 1):
        if sum(some) <= whole:
            yield (*some, whole - sum(some))


def leaks(parts: int, least: int, whole: int, say: Callable[..., tuple[str, ...]]) -> list[tuple]:
    """Hidden cells that who knows the sum, what is printed and the rule itself could compute: by trying all tables."""
    alike = defaultdict(list)
    for one in tables(parts, whole):
        alike[say(one, least)].append(one)
    return [(said, at) for said, some in alike.items() for at, text in enumerate(said)
            if not text.isdigit() and len({one[at] for one in some}) < 2]


@pytest.mark.parametrize(("parts", "least", "most"), [(2, 5, 30), (3, 5, 24), (4, 5, 17), (5, 5, 11), (3, 3, 16),
                                                      (4, 3, 13), (5, 3, 10), (4, 4, 13)])
def test_no_hidden_number_follows_from_the_sum_the_others_and_the_rule(parts, least, most):
    for whole in range(least, most):
        assert not leaks(parts, least, whole, protected)


def test_the_trial_itself_finds_what_hiding_only_the_small_ones_would_tell():
    def naive(values: tuple[int, ...], least: int) -> tuple[str, ...]:
        return tuple("<" if 0 < value < least else str(value) for value in values)

    assert leaks(3, 5, 12, naive)


def whole(values: dict[int, int]) -> Statistics:
    """A table with these numbers, nought elsewhere."""
    nobody = Found(Case, ())
    cells = tuple(Cell(values.get(one.no, 0), nobody, values.get(one.no, 0), one.kind) for one in columns())
    return Statistics(period("2026Q3"), columns(), cells, cells, cells, (), (), "accepted", False, 0)


def linked(total: int) -> Iterator[dict[int, int]]:
    """Every table of a total over sources with their parts, or over results with their forms."""
    base = {1: total, 7: total, 21: total, 2: 2 * total}
    for own, asked, referred in tables(3, total):
        for some in tables(5, referred):
            yield base | {12: own, 13: asked, 14: referred} | dict(enumerate(some, start=15))
    for oral, written, _failed in tables(3, total):
        for kept in range(oral + written + 1):
            yield base | {13: total, 3: oral + written, 38: oral, 39: written, 40: kept}
    for hard in range(total + 1):
        yield base | {13: total, 4: hard}


@pytest.mark.parametrize("total", [1, 2, 3, 4, 5, 7])
def test_nothing_follows_from_one_sum_within_another(total):
    alike = defaultdict(list)
    for values in linked(total):
        alike[posted(whole(values), 3)].append(values)
    for said, some in alike.items():
        for one, text in zip(columns(), said, strict=True):
            if text.startswith("<") or text == "*" and one.no in (*range(12, 20), 3, 4, 38, 39, 40):
                assert len({values.get(one.no, 0) for values in some}) > 1 or some[0][1] < 3, (said, one.no)
        for part, above in ((3, 1), (4, 1), (40, 3)):
            left = {values.get(above, 0) - values.get(part, 0) for values in some}
            assert left != {1} and left != {2} or some[0][1] < 3, (said, part)


def test_what_is_printed_is_true():
    rng = random.Random(5)
    for _nth in range(3000):
        values = [rng.choice((0, 0, 0, 1, 2, 3, 4, 5, 7, 12)) for _at in range(rng.randint(2, 18))]
        if sum(values) < 5:
            continue
        for value, text in zip(values, protected(values, 5), strict=True):
            assert text == "*" or (text == "<5" and 0 < value < 5) or (text == str(value) and not 0 < value < 5)


@pytest.mark.parametrize("text", PERIODS)
def test_the_posted_table_shows_no_small_number_and_no_part_of_a_hidden_sum(filled, text):
    desk, *_rest = filled
    found = table(of(desk, "wu", "chair"), period(text))
    said = dict(zip((one.no for one in found.columns), posted(found, 5), strict=True))
    for no, shown in said.items():
        assert not shown.isdigit() or found.cell(no).value == int(shown) and not 0 < int(shown) < 5
    for above, parts in ((14, range(15, 20)), (3, (38, 39))):
        if not said[above].isdigit():
            assert {said[no] for no in parts} == {"*"}
    if not said[1].isdigit():
        assert {said[no] for no in said if no != 1} == {"*"}


def test_only_finished_periods_of_one_rhythm_are_posted(filled):
    desk, *_rest = filled
    assert postable(desk, period("2026Q3")) is None
    assert all(postable(desk, period(text)) for text in ("2026-09", "2026", "2026H1", "2026Q4"))


def test_a_day_known_to_its_month_lies_in_its_month_and_one_known_to_its_year_in_the_year():
    first, last = spans_of(period("2026-10"))["now"]
    assert first <= "2026-10" <= last and not first <= "2026" <= last
    first, last = spans_of(period("2026"))["now"]
    assert first <= "2026" <= last and not first <= "2025-12" <= last


# ---- speed
def test_the_table_of_a_year_of_a_thousand_cases_asks_no_more_than_one_of_a_hundred(tmp_path, statements):
    asked = []
    for many in (100, 1000):
        desk = new_desk(tmp_path / f"store{many}")
        add_at_once(desk, many)
        mediator = of(desk, "gao", "mediator")
        statements.clear()
        found = table(mediator, period("2026"), folded=False)
        asked.append(len(statements))
        assert found.cell(1).value + found.cell(1, "last_year").value == many and found.hidden > 0
        desk.close()
    assert asked[0] == asked[1] < 30
