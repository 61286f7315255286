"""The columns of 人民调解案件情况统计表, from `templates/mediation/statistics.toml`: 18 types, or folded to 15."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from center.cases.book import book
from center.words import N_
from db.codes import code_list
from db.words import Word

TOTAL, PEOPLE, SETTLED, HARD, AMOUNT, REFERRED, PERFORMED, CONFIRMED = 1, 2, 3, 4, 5, 14, 40, 41
"""Numbers of the columns that no code list gives, and of the one that has a sum of its own under it."""
KINDS, SOURCES, REFERRALS = "committee_kind", "case_source", "referral_kind"
TYPES, FORMS = "dispute_type", "agreement_form"
LOOSE = {KINDS: (-6, N_("未列类型的调委会"), N_("未列\n类型")), SOURCES: (-12, N_("未写来源"), N_("未写\n来源"))}
"""What stands in no official column: its place (below zero), its name. Shown where there is any: no case is lost."""
CASES, HEADS, MONEY = "cases", "people", "money"


@dataclass(frozen=True)
class StatColumn:
    """One column. `no` is its official number (of a folded one the first of its numbers); `kind` what it counts:
    cases, people or money (whole cents). `by` is the code list that divides it, `codes` what it gathers; `short` is
    its name broken by hand for a narrow head."""

    no: int
    group: str
    label: str
    short: str
    kind: str = CASES
    by: str = ""
    codes: tuple[str, ...] = ()
    uncertain: bool = False

    @property
    def narrower(self) -> bool:
        """Whether it is one of the parts of 接受委托移送 (其中)."""
        return self.by == REFERRALS


_KIND = {PEOPLE: HEADS, AMOUNT: MONEY}


@cache
def columns(folded: bool = False) -> tuple[StatColumn, ...]:
    """The columns in their official order."""
    full = tuple(_column(one) for one in book("statistics")["column"])
    return tuple(_folded(full)) if folded else full


def _column(given: Mapping[str, Any]) -> StatColumn:
    by, code = given.get("by", ""), given.get("code", "")
    label = code_list(by).items[code] if by else Word(given["label"])
    return StatColumn(given["no"], Word(given["group"]), label, Word(given["short"]), _KIND.get(given["no"], CASES),
                      by, (code,) if code else (), given.get("uncertain", False))


def _folded(full: tuple[StatColumn, ...]) -> list[StatColumn]:
    """Types that belong together in one column, at the place of the first of them."""
    data, found, done = book("statistics"), [], set()
    gathered = {code: label for label, codes in data["folded"].items() for code in codes}
    for one in full:
        label = gathered.get(one.codes[0], "") if one.by == TYPES else ""
        if not label:
            found.append(one)
        elif label not in done:
            done.add(label)
            found.append(StatColumn(one.no, one.group, Word(label), Word(data["short"][label]), CASES, TYPES,
                                    tuple(data["folded"][label])))
    return found


@cache
def places(by: str, folded: bool = False) -> Mapping[str, int]:
    """Code → number of the column it is counted in."""
    return {code: one.no for one in columns(folded) if one.by == by for code in one.codes}


@cache
def fallback(by: str, folded: bool = False) -> int:
    """The column of what has no code, or one that the table does not know."""
    code = book("statistics")["missing"].get(by)
    return places(by, folded)[code] if code else LOOSE[by][0]


@cache
def loose(by: str) -> StatColumn:
    """The column that stands at the end of a group for what no official one takes."""
    no, label, short = LOOSE[by]
    group = next(one.group for one in columns() if one.by == by)
    return StatColumn(no, group, label, short, CASES, by)


@cache
def column(no: int, folded: bool = False) -> StatColumn:
    """The column of a number. Raises KeyError for one that the table does not have."""
    known = {one.no: one for one in columns(folded)} | {place: loose(by) for by, (place, *_names) in LOOSE.items()}
    return known[no]
