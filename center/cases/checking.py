"""What must agree in the statistics of mediation, and what is told beside them: sums, cases without type or source.

Pure but for two counts of cases that give no day to be counted by.
"""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from center.cases.columns import (
    FORMS,
    KINDS,
    REFERRALS,
    REFERRED,
    SETTLED,
    SOURCES,
    TOTAL,
    TYPES,
    columns,
    fallback,
    places,
)
from center.periods import Period
from center.words import N_
from db.questions.case_statistics import CaseFact, undated, year_only
from db.words import Phrase

Gathered = Mapping[int, Sequence[CaseFact]]
NO_CLOSING = N_("{count} 件历史登记没有结案日期，没有计入")
NO_ACCEPTANCE = N_("{count} 件历史登记没有受理日期，没有计入")


def checks(found: Gathered, folded: bool = False) -> Iterator[tuple[Phrase, bool]]:
    """Each sum in words, and whether it agrees: types, sources and committees with the total, 15～19 with 14, 38 and
    39 with 3."""
    total, settled, referred = (_count(found, no) for no in (TOTAL, SETTLED, REFERRED))
    lists = (KINDS, SOURCES, REFERRALS, TYPES, FORMS)
    kinds, sources, referrals, types, forms = (_sum(found, by, folded) for by in lists)
    yield Phrase(N_("分类合计 {types}，来源合计 {sources}，总数 {total}"), types=types, sources=sources,
                 total=total), types == sources == total
    yield Phrase(N_("不同主体合计 {kinds}，总数 {total}"), kinds=kinds, total=total), kinds == total
    yield Phrase(N_("第15～19栏合计 {referrals}，第14栏 {referred}"), referrals=referrals,
                 referred=referred), referrals == referred
    yield Phrase(N_("口头、书面协议合计 {forms}，调解成功 {settled}"), forms=forms, settled=settled), forms == settled


def _count(found: Gathered, no: int) -> int:
    return len(found.get(no, ()))


def _sum(found: Gathered, by: str, folded: bool) -> int:
    """The sum of a code list's columns, with what stands in none of them."""
    numbers = {one.no for one in columns(folded) if one.by == by}
    if by in (KINDS, SOURCES):
        numbers.add(fallback(by))
    return sum(_count(found, no) for no in numbers)


def left_out(found: Gathered, closed: bool, asked: Period, committee: int | None) -> Iterator[Phrase]:
    """What a person should look at: cases without type, source or kind, and old ones without a day."""
    cases = found.get(TOTAL, ())
    untyped = sum(one.type not in places(TYPES) for one in cases)
    if untyped:
        yield Phrase(N_("{count} 件没有写纠纷类型，先记在“其他纠纷”，请补上"), count=untyped)
    unsourced = sum(one.source not in places(SOURCES) for one in cases)
    if unsourced:
        yield Phrase(N_("{count} 件没有写案件来源，另列一栏，请补上"), count=unsourced)
    unnamed = sum(one.referred_by not in places(REFERRALS) for one in found.get(REFERRED, ()))
    if unnamed:
        yield Phrase(N_("{count} 件委托移送没有写单位类别，先记在“其他部门”，请补上"), count=unnamed)
    unlike = sum(bool(one.form) and one.form != one.outcome for one in found.get(SETTLED, ()))
    if unlike:
        yield Phrase(N_("{count} 件的调解结果和协议形式不一样，按调解结果统计，请核对"), count=unlike)
    old = undated(closed, committee)
    if old:
        yield Phrase(NO_CLOSING if closed else NO_ACCEPTANCE, count=old)
    coarse = 0 if len(asked.text) == 4 else year_only(closed, asked.start.year, committee)
    if coarse:
        yield Phrase(N_("{count} 件只写了年份，只计入全年表"), count=coarse)
