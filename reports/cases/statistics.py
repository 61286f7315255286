"""Papers of the statistics of mediation: the table with all columns, one line to copy from, the posted copy, the team.

Exact numbers and no names: for the justice office and the street. The posted copy has a rule of its own.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from center.cases.columns import MONEY, StatColumn, column
from center.cases.numbers import TYPES
from center.cases.posted import below, postable, posted, small
from center.cases.prevention import WITH_PEOPLE, Figure, PreventionLine, prevention
from center.cases.statistics import (
    ACCEPTED,
    AWAY,
    CLOSED,
    FOLDED,
    LAST_YEAR,
    NOW,
    OF_STUDIOS,
    READERS,
    TO_DATE,
    Cell,
    Statistics,
    StudioLine,
    table,
)
from center.cases.team import TOTAL, Team, team_of
from center.desk import Desk
from center.measures import FIGURES
from center.numbers import typed
from center.words import N_
from db.errors import Invalid
from db.models.cases import Case
from db.questions.case_statistics import committee_names
from db.words import Following, Listed, Phrase
from reports.document import Document, Part, Signatures, Table, TableColumn, Text
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

POSTED = N_("人民调解案件情况统计表（公示版）")
TITLE, TEAM = N_("人民调解案件情况统计表"), N_("人民调解组织队伍经费保障情况统计表")
ROWS = ((NOW, N_("本期")), (TO_DATE, N_("本年累计")), (LAST_YEAR, N_("上年同期")))
BLOCKS = ((1, 14), (15, 28), (29, 41))
"""The official columns in three tables under one another, each as wide as the page; all of them on one page."""
HIGH = 100
"""Points for each of them: their rows stand closer, so that notes and signatures have their room."""
BEHIND = 200
"""Points for each of the two tables of page two."""
SIGNERS = (N_("单位负责人"), N_("审核人"), N_("填表人"))
SIGNED = Signatures(SIGNERS, date_line=False, seal=False)
"""One line: the day and the place of the seal stand at the head of the form."""
BASES = {ACCEPTED: N_("口径：按受理日期统计，同一纠纷多次调解计 1 件"),
         CLOSED: N_("口径：按结案日期统计，同一纠纷多次调解计 1 件")}
COUNTED = N_("撤回、调解不成的计入总数，不予受理的不计入；达成书面或口头协议为调解成功")
KEPT = N_("约定事项全部履行（没有分项约定的已经结案）的计为履行，裁定确认有效的计为司法确认")
LOCAL = N_("统计口径和第 {columns} 栏的位置以当地司法所口径为准")
NEITHER = N_("—")
UNTOLD = N_("“*”里有制表人不能查阅的案件，准确数请调委会主任打印")
NO, ITEM, UNIT = N_("栏次"), N_("项目"), N_("单位：件、人、万元")


@paper("case_statistics", TITLE, domain="mediation", takes=("basis", "types", "committee"), rights=READERS)
def case_statistics(desk: Desk, given: Params) -> Document:
    """All columns of a period, of its year so far and of the same period before; prevention and studios on page two.

    `basis` 按受理 or 按结案, `types` 18 类 or 15 类 (or their codes), `committee` its name; the settings and all
    committees else.
    """
    committee = _committee(given)
    found = _table(desk, given, committee)
    blocks = [_block(found, first, last) for first, last in BLOCKS]
    front = Part(TITLE, (*blocks, Text(_note(found), style="note"), SIGNED), landscape=True)
    behind = [_prevention(prevention(given.period, committee))]
    behind += [_studios(found.studios)] if found.studios else []
    parts = (front, Part(N_("预防工作"), (*behind, SIGNED), landscape=True))
    return document(desk, papers()["case_statistics"], given, TITLE, parts, _org(given), unit_line=UNIT,
                    meta={"basis": found.basis, "types": "folded" if found.folded else "full"})


def _table(desk: Desk, given: Params, committee: int | None) -> Statistics:
    asked = given.settings.get("types", "")
    view = typed(TYPES, asked) if asked else None
    if isinstance(view, Invalid):
        raise view
    return table(desk, given.period, given.settings.get("basis", ""), view and view == FOLDED, committee)


def _committee(given: Params) -> int | None:
    """The committee of that name, None for all. Raises Invalid naming those there are."""
    name = given.settings.get("committee", "").strip()
    known = {text: rid for rid, text in committee_names().items()}
    if name and name not in known:
        raise Invalid("没有叫“{name}”的调委会，请从这里选：{known}", name=name, known=Listed(known))
    return known.get(name)


def _org(given: Params) -> str:
    """Whose table it is: the committee's that was asked for, or the only one's; of several the centre hands it in."""
    names = list(committee_names().values())
    return given.settings.get("committee", "").strip() or (names[0] if len(names) == 1 else "")


# ---- the table
def _block(found: Statistics, first: int, last: int) -> Table:
    """Some columns beside one another, in their order; what stands in no official one at the end of its group."""
    places = [at for at, one in enumerate(found.columns) if first <= abs(one.no) <= last]
    heads = (TableColumn("", 9, "center"), *(_head(found.columns[at]) for at in places))
    numbers = (NO, *(str(one.no) if one.no > 0 else NEITHER for one in (found.columns[at] for at in places)))
    rows = [numbers] + [(label, *(_value(found.columns[at], found.row(which)[at]) for at in places))
                        for which, label in ROWS]
    return Table(heads, rows, within=HIGH)


def _head(one: StatColumn) -> TableColumn:
    kind = "amount" if one.kind == MONEY else "whole"
    return TableColumn(one.label, 10, "center", kind, group=one.group)


def _value(one: StatColumn, cell: Cell) -> Number | int | str:
    """The number with the cases behind it; an amount in hundredths of 万元, as it is written."""
    if cell.away:
        return AWAY
    if one.kind == MONEY:
        return _hundredths(cell)
    return Number(cell.value, Case, cell.found.ids, one.label) if cell.found.ids else cell.value


def _hundredths(cell: Cell) -> int:
    return int(cell.text.replace(".", ""))


def _note(found: Statistics) -> str:
    """Basis and rules, the sums that agree, what should be looked at."""
    unsure = Listed(str(one.no) for one in found.columns if one.uncertain)
    lines = [Following(*(_sentence(words) for words in (
        BASES[found.basis], COUNTED, KEPT, Phrase(LOCAL, columns=unsure), *([UNTOLD] if found.untold else []))))]
    if found.checks:
        lines.append(Phrase(N_("核对：{sums}。"), sums=Listed(found.checks, "；")))
    if found.wrong:
        lines.append(Phrase(N_("请看：{matters}。"), matters=Listed(found.wrong, "；")))
    return Listed(lines, "\n")


def _sentence(words: str) -> Phrase:
    return Phrase(N_("{words}。"), words=words)


# ---- prevention and studios
_TWICE = (TableColumn(N_("件（次）"), 9, "center", "whole", group=N_("本期")),
          TableColumn(N_("人"), 9, "center", "whole", group=N_("本期")),
          TableColumn(N_("件（次）"), 9, "center", "whole", group=N_("本年累计")),
          TableColumn(N_("人"), 9, "center", "whole", group=N_("本年累计")),
          TableColumn(N_("件（次）"), 9, "center", "whole", group=N_("上年同期")),
          TableColumn(N_("人"), 9, "center", "whole", group=N_("上年同期")))
PREVENTION = (TableColumn(N_("预防工作"), 24), *_TWICE, TableColumn(N_("填报人、填报日期"), 22))


def _prevention(lines: Sequence[PreventionLine]) -> Table:
    """What was typed, with who and when; what nobody typed stays empty."""
    rows = [(one.label, *(value for figure in (one.now, one.total_to_date, one.last_year)
                          for value in _figure(figure, one.kind in WITH_PEOPLE)), _sources(one)) for one in lines]
    note = N_("预防工作由填报人按月填报，不由案件算出；没有填报的空着，不算 0。")
    return Table(PREVENTION, rows, note=note, within=BEHIND)


def _figure(figure: Figure, people: bool) -> tuple[int | str | None, int | str | None]:
    return figure.cases, figure.people if people else NEITHER


def _sources(one: PreventionLine) -> str:
    """Who gave it and when; how many sheets are still missing."""
    told: dict[str, dict[str, None]] = {}
    for _committee, _month, by, on in one.sources:
        told.setdefault(by, {})[on] = None
    words = [Phrase(N_("{who} {day}"), who=by, day=Listed(days)) for by, days in told.items()]
    if one.now.given < one.now.wanted:
        words.append(Phrase(N_("还缺 {count} 份"), count=one.now.wanted - one.now.given))
    return Listed(words, "；")


def _studios(lines: Sequence[StudioLine]) -> Table:
    """Each personal studio with what it did, in the period, in the year so far and in the same period before."""
    own = [column(no) for no in OF_STUDIOS]
    heads = (TableColumn(N_("个人调解工作室"), 26), TableColumn(N_("时间"), 10, "center"),
             *(replace(_head(one), group="") for one in own))
    rows = []
    for one in lines:
        for which, label in ROWS:
            rows.append((one.name if which == NOW else None, label,
                         *(_value(head, cell) for head, cell in zip(own, getattr(one, which), strict=True))))
    return Table(heads, rows, merge=(0,), within=BEHIND)


# ---- one line to copy from
@paper("case_statistics_line", N_("人民调解案件情况统计表（一行，供抄录）"), domain="mediation", formats=("xlsx",),
       takes=("basis", "types", "committee"), rights=READERS)
def case_statistics_line(desk: Desk, given: Params) -> Document:
    """The official columns in one line, as the superior's table has them."""
    found = _table(desk, given, _committee(given))
    heads = (TableColumn(ITEM, 10), *(_head(one) for one in found.columns))
    rows = [(label, *(_value(one, cell) for one, cell in zip(found.columns, found.row(which), strict=True)))
            for which, label in ROWS]
    part = Part(TITLE, (Table(heads, rows, note=_note(found)),), landscape=True)
    return document(desk, papers()["case_statistics_line"], given, TITLE, (part,), _org(given),
                    unit_line=UNIT)


# ---- the posted copy
@paper("case_posted", POSTED, domain="mediation", usual="quarter", rights=READERS)
def case_posted(desk: Desk, given: Params) -> Document:
    """For the notice board, teaching and publicity: one finished period, small numbers as “<5”.

    A period that is not over or not the kind that is posted has its sentence in the place of the table.
    """
    found, least = table(desk, given.period), small(desk)
    refused = postable(desk, given.period)
    if refused is not None:
        words = Text(Phrase(refused.message, **refused.params), style="note")
        return document(desk, papers()["case_posted"], given, POSTED, (Part(TITLE, (words,), landscape=True),),
                        _org(given))
    said = posted(found, least)
    blocks = [_posted_block(found, said, first, last) for first, last in BLOCKS]
    words: list[str] = [BASES[found.basis],
                        Phrase(N_("小于 {least} 的数写作“{below}”"), least=least, below=below(least))]
    if AWAY in said:
        words.append(N_("为防止推算，另有几格写作“*”"))
    note = Text(Following(*(_sentence(one) for one in words)), style="note")
    part = Part(TITLE, (*blocks, note), landscape=True)
    return document(desk, papers()["case_posted"], given, POSTED, (part,), _org(given),
                    unit_line=UNIT)


def _posted_block(found: Statistics, said: Sequence[str], first: int, last: int) -> Table:
    """Texts only: no number of the posted copy knows its cases, in any format."""
    places = [at for at, one in enumerate(found.columns) if first <= abs(one.no) <= last]
    heads = (TableColumn("", 9, "center"),
             *(TableColumn(found.columns[at].label, 10, "center", group=found.columns[at].group) for at in places))
    return Table(heads, [(N_("本期"), *(said[at] for at in places))])


# ---- organisations, team, funds
@paper("team_funds", TEAM, domain="mediation", usual="year", rights=("mediation.read", FIGURES))
def team_funds(desk: Desk, given: Params) -> Document:
    """Organisations, mediators, training and funds by kind of committee, at the end of the period's year."""
    found = team_of(given.period)
    heads = (TableColumn(N_("调委会类型"), 22),
             *(TableColumn(one.label, 9, "center", one.kind, group=one.group) for one in found.columns))
    rows = [(one.label, *one.values) for one in found.lines]
    part = Part(TEAM, (Table(heads, rows, (TOTAL, *found.total.values)), Text(_team_note(found), style="note"),
                       SIGNED), landscape=True)
    return document(desk, papers()["team_funds"], given, TEAM, (part,), _org(given),
                    unit_line=N_("单位：个、人、学时、元"))


def _team_note(found: Team) -> str:
    told = list(dict.fromkeys((by, on) for _committee, _fund, by, on in found.sources))
    lines = [N_("记录员不计入调解员；一人在几个调委会任职的，分栏各计 1 人，合计只计 1 人。"),
             N_("没有填报的经费空着，不算 0。")]
    if told:
        who = Listed((Phrase(N_("{who} {day}"), who=by, day=on) for by, on in told), "；")
        lines.append(Phrase(N_("经费填报：{who}。"), who=who))
    return Listed(lines, "\n")
