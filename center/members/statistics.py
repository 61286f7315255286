"""党员情况统计: every number with the members behind it. 在职报到党员 are no members here and never counted."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from center.measures import Count, Found, measure
from center.members.rules import FULL
from center.periods import Period
from center.words import N_
from db.codes import code_list
from db.days import years_between
from db.models.members import Member
from db.questions.members import facts_at
from db.words import Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

PARTY_AGES = ((0, 4, N_("5年以下")), (5, 9, N_("5—9年")), (10, 19, N_("10—19年")), (20, 29, N_("20—29年")),
              (30, 39, N_("30—39年")), (40, 49, N_("40—49年")), (50, 200, N_("50年及以上")))
UNKNOWN, PROBATION = N_("未填"), N_("预备期")
HAN, OTHERS = N_("汉族"), N_("少数民族")


@dataclass(frozen=True)
class Cell:
    """One number: its name as a measure, its label, its members."""

    name: str
    label: str
    found: Found


@dataclass(frozen=True)
class Section:
    """One breakdown; its cells always add up to all members."""

    name: str
    label: str
    cells: tuple[Cell, ...]


def sections(desk: Desk, period: Period) -> tuple[Section, ...]:
    """All breakdowns of the members as of the period's end."""
    end = desk.as_of(period)
    facts = facts_at(end)
    bands = [int(text) for text in str(desk.number("statistics.age_bands")).split(",")]
    ages = [label for _, label in _age_labels(bands)]
    educations = [Word(group) for group in code_list("education").groups]
    party_ages = [PROBATION, *(label for *_, label in PARTY_AGES)]
    return (
        _section("sex", N_("性别"), facts, _coded("sex", "sex")),
        _section("nationality", N_("民族"), facts, lambda fact: _nationality(fact["ethnicity"])),
        _section("age", N_("年龄"), facts, lambda fact: _band(fact["birth"], end, bands), ages),
        _section("education", N_("学历"), facts, lambda fact: _education(fact["education"]), educations),
        _section("category", N_("人员类别"), facts, _coded("category", "member_category")),
        _section("party_age", N_("党龄"), facts, lambda fact: _party_age(fact, end), party_ages),
    )


def _section(
    name: str, label: str, facts: list[dict], group: Callable[[dict], str], order: Sequence[str] = ()
) -> Section:
    members: dict[str, list[int]] = {text: [] for text in order}
    for fact in facts:
        members.setdefault(group(fact), []).append(fact["id"])
    texts = [text for text in members if text != UNKNOWN] + ([UNKNOWN] if members.get(UNKNOWN) else [])
    found = (Found(Member, tuple(members[text])) for text in texts)
    cells = (Cell(f"members.{name}.{place}", *one) for place, one in enumerate(zip(texts, found, strict=True)))
    return Section(name, label, tuple(cells))


def _coded(field: str, codes: str) -> Callable[[dict], str]:
    names = code_list(codes).items
    return lambda fact: names.get(fact[field], UNKNOWN)


def _nationality(code: str | None) -> str:
    return UNKNOWN if not code else HAN if code == "01" else OTHERS


def _age_labels(bands: list[int]) -> list[tuple[int, str]]:
    labels = [(bands[0], Phrase(N_("{age}岁及以下"), age=bands[0]))]
    labels += [(high, Phrase(N_("{low}—{high}岁"), low=low + 1, high=high))
               for low, high in zip(bands, bands[1:], strict=False)]
    return [*labels, (200, Phrase(N_("{age}岁及以上"), age=bands[-1] + 1))]


def _band(birth, end: date, bands: list[int]) -> str:
    if birth is None:
        return UNKNOWN
    age = years_between(birth, end)
    return next(label for high, label in _age_labels(bands) if age <= high)


def _education(code: str | None) -> str:
    return next((Word(group) for group, codes in code_list("education").groups.items() if code in codes), UNKNOWN)


def _party_age(fact: dict, end: date) -> str:
    """Counts from the day of becoming a full member; probation has none."""
    if fact["category"] != FULL and fact["full_since"] is None:
        return PROBATION if fact["category"] else UNKNOWN
    if fact["full_since"] is None:
        return UNKNOWN
    years = max(years_between(fact["full_since"], end), 0)
    return next(label for low, high, label in PARTY_AGES if low <= years <= high)


@measure("members.total", "党员总数")
def total(desk: Desk, period: Period) -> Count:
    """All members as of the period's end, or as of today while it runs."""
    return Count(Found(Member, tuple(fact["id"] for fact in facts_at(desk.as_of(period)))))


def cell(desk: Desk, period: Period, name: str) -> Cell:
    """One number of the statistics by its name, such as `members.sex.0`."""
    found = {one.name: one for section in sections(desk, period) for one in section.cells}
    return found[name]


