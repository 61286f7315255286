"""人民调解组织队伍经费保障情况统计表, by kind of committee and year: organisations, mediators, training, funds.

Who belongs to two committees stands in the line of each and once in the total. Keepers of records are no mediators.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from center.cases.columns import KINDS
from center.periods import Period
from center.words import N_
from db.codes import code_list
from db.questions.case_statistics import (
    Teamed,
    committee_names,
    committees_by_kind,
    studios_by_kind,
    team,
    typed_figures,
)
from db.words import Word

FUNDS = ("fund_office", "fund_committee", "fund_allowance")
TOTAL = N_("合计")
COLLEGE = ("研究生", "大学本科", "大学专科")
"""Groups of educations that count as 大专及以上."""


@dataclass(frozen=True)
class TeamColumn:
    """One column; `kind` is whole or amount (cents)."""

    key: str
    group: str
    label: str
    kind: str = "whole"


@dataclass(frozen=True)
class TeamLine:
    """One kind of committee, or all. A fund nobody typed is None."""

    label: str
    values: tuple[int | None, ...]


_HEADS = (
    ("committees", N_("组织"), N_("调委会（个）")), ("studios", N_("组织"), N_("个人调解工作室（个）")),
    ("mediators", N_("队伍"), N_("调解员（人）")), ("full", N_("队伍"), N_("专职")), ("part", N_("队伍"), N_("兼职")),
    ("men", N_("队伍"), N_("男")), ("women", N_("队伍"), N_("女")), ("party", N_("队伍"), N_("党员")),
    ("college", N_("队伍"), N_("大专及以上")), ("trained", N_("队伍"), N_("参加培训（人）")),
    ("hours", N_("队伍"), N_("培训学时")),
)


def team_columns() -> tuple[TeamColumn, ...]:
    """Organisations, the team, the funds."""
    names = code_list("typed_figure").items
    return (*(TeamColumn(*one) for one in _HEADS),
            *(TeamColumn(key, N_("经费（元）"), Word(names[key]), "amount") for key in FUNDS))


@dataclass(frozen=True)
class Team:
    """The table of a year. `sources` are (committee, fund, by whom, when)."""

    columns: tuple[TeamColumn, ...]
    lines: tuple[TeamLine, ...]
    total: TeamLine
    sources: tuple[tuple[str, str, str, str], ...]


def team_of(asked: Period) -> Team:
    """How organisations, team and funds stood at the end of the period's year."""
    year, last = str(asked.start.year), asked.end.isoformat()
    rows, committees, studios = team(year, last), committees_by_kind(), studios_by_kind(last)
    funds = [one for one in typed_figures([year]) if one.kind in FUNDS]
    kind_of, names = dict(committees), committee_names()
    kinds: dict[str, Callable[[str | None], bool]] = {
        label: lambda kind, code=code: kind == code for code, label in code_list(KINDS).items.items()}
    known = set(code_list(KINDS).items)
    if any(kind not in known for _rid, kind in committees):
        kinds[N_("未列类型")] = lambda kind: kind not in known

    def line(label: str, wanted: Callable[[str | None], bool]) -> TeamLine:
        own = [one for one in rows if wanted(one.kind)]
        paid = [one for one in funds if wanted(kind_of.get(one.committee))]
        amounts = [[one.amount for one in paid if one.kind == key and one.amount is not None] for key in FUNDS]
        places = [sum(wanted(kind) for _rid, kind in some) for some in (committees, studios)]
        return TeamLine(label, (*places, *_people(own), *(sum(some) if some else None for some in amounts)))

    labels = code_list("typed_figure").items
    sources = tuple((names[one.committee], Word(labels[one.kind]), one.given_by, str(one.given_on)) for one in funds)
    return Team(team_columns(), tuple(line(label, wanted) for label, wanted in kinds.items()),
                line(TOTAL, lambda _kind: True), sources)


def _people(rows: Sequence[Teamed]) -> tuple[int, ...]:
    """Each human once; full-time in one committee is full-time."""
    humans: dict[int, list[Teamed]] = {}
    for one in rows:
        humans.setdefault(one.person, []).append(one)
    groups = code_list("education").groups
    college = {code for name in COLLEGE for code in groups[name]}
    full = sum(any(one.work == "full" for one in some) for some in humans.values())
    part = sum(any(one.work == "part" for one in some) and all(one.work != "full" for one in some)
               for some in humans.values())
    first = [some[0] for some in humans.values()]
    return (len(humans), full, part, sum(one.sex == "1" for one in first), sum(one.sex == "2" for one in first),
            sum(any(one.party for one in some) for some in humans.values()),
            sum(one.education in college for one in first),
            sum(any(one.hours for one in some) for some in humans.values()), sum(one.hours for one in rows))
