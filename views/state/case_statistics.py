"""The page of the statistics of mediation, without Tk: its tables as they stand on the screen, the chosen number, the
cases behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from center.aside import UNNAMED, aside
from center.cases.columns import FORMS, KINDS, MONEY, REFERRALS, SOURCES, TYPES, StatColumn, column
from center.cases.posted import below
from center.cases.prevention import WITH_PEOPLE, Figure, PreventionLine, prevention
from center.cases.statistics import (
    ACCEPTED,
    CLOSED,
    LAST_YEAR,
    NAMES,
    NOW,
    OF_STUDIOS,
    TO_DATE,
    Cell,
    Statistics,
    StudioLine,
    basis_of,
    table,
    ten_thousands,
    view_of,
)
from center.desk import Desk
from center.periods import month_of, period_of
from center.words import N_, say
from db.days import Day, show_day
from db.models.cases import Case
from db.questions.case_statistics import CaseLine, case_lines, committee_names, sums_of
from db.words import Phrase
from views.state.counter import Counter

WIDE, NARROW = 9, 3  # columns beside one another, at most and at least
MOST = 60  # cases listed in the pane; the list has all of them
ROWS = ((NOW, N_("本期")), (TO_DATE, N_("本年累计")), (LAST_YEAR, N_("上年同期")))
TYPES_TITLE, MORE_TYPES = N_("案件分类"), N_("分类（续）")
BLOCKS = ((N_("总体与结果"), ("", FORMS)), (N_("调解主体"), (KINDS,)), (N_("案件来源"), (SOURCES, REFERRALS)),
          (TYPES_TITLE, (TYPES,)))
"""Which columns stand together: by the code lists that divide them."""
PREVENTION = N_("预防工作")
SHORT = {"screening": N_("排查\n次数"), "found": N_("排查发现\n纠纷"), "prevented": N_("预防\n纠纷"),
         "suicide": N_("防自杀\n件/人"), "crime": N_("防转刑案\n件/人"), "gathering": N_("防上访\n件/人"),
         "fight": N_("防械斗\n件/人")}
UNITS = {"cases": N_("件"), "people": N_("人"), "money": N_("万元")}
OUTCOMES = {"written": (N_("书面协议"), "green"), "oral": (N_("口头协议"), "green"), "failed": (N_("未达成"), "grey"),
            "refused": (N_("未达成"), "grey"), "withdrawn": (N_("撤回"), "grey")}
BASES = {ACCEPTED: N_("按受理"), CLOSED: N_("按结案")}
VIEWS = {"full": N_("18 类"), "folded": N_("15 类")}
MORE = N_("上年同期 {before} {unit}，多 {by} {unit}；本年累计 {total} {unit}")
LESS = N_("上年同期 {before} {unit}，少 {by} {unit}；本年累计 {total} {unit}")
SAME = N_("上年同期 {before} {unit}，持平；本年累计 {total} {unit}")
UNTOLD = N_("写作“*”的人数、金额里有不在您查阅范围的案件，准确数请问调委会主任")
SERIAL = re.compile(r"第\d+号")


@dataclass(frozen=True)
class Block:
    """One table of the screen: its name, its heads (column of the statistics, or line of the prevention block); of a
    personal studio its own numbers."""

    title: str
    heads: tuple[StatColumn | PreventionLine, ...]
    studio: StudioLine | None = None

    @property
    def typed(self) -> bool:
        """Whether its numbers are typed, not computed."""
        return bool(self.heads) and isinstance(self.heads[0], PreventionLine)


Spot = tuple[int, int, int]
"""Block, row (0 本期, 1 累计, 2 上年同期), column."""


@dataclass(frozen=True)
class Line:
    """One case of the pane."""

    id: int
    name: str
    under: str
    state: str
    tone: str


@dataclass(frozen=True)
class Chosen:
    """The chosen number in words, and the cases behind it that this account may open."""

    above: str
    title: str
    compared: str
    lines: tuple[Line, ...] = ()
    ids: tuple[int, ...] = ()
    more: int = 0
    sums: str = ""
    note: tuple[str, ...] = ()


class StatisticsState:
    """Period, basis and view as chosen here; `load` is slow where there are many cases."""

    def __init__(self, desk: Desk, counter: Counter) -> None:
        self.desk, self.counter = desk, counter
        self.kind, self.period = "month", month_of(desk.today())
        self.basis, self.folded = basis_of(desk), view_of(desk)
        self.committee: int | None = None  # all of them
        self.found: Statistics | None = None
        self.lines: tuple[PreventionLine, ...] = ()
        self.blocks: tuple[Block, ...] = ()
        self.wide = WIDE
        self.spot: Spot = (0, 0, 0)

    # ---- what is asked for
    def use_kind(self, kind: str) -> None:
        """Month, quarter, half or year around the same end."""
        self.kind = kind
        self.period = period_of(kind, min(self.period.end, self.desk.today()))

    def step(self, by: int) -> None:
        """The next or the previous period of the same kind."""
        day = self.period.end if by > 0 else self.period.start
        self.period = period_of(self.kind, day + timedelta(days=by))

    def settings(self) -> dict[str, str]:
        """For the papers: what is chosen here."""
        office = {"committee": self.offices()[self.committee]} if self.committee in self.offices() else {}
        return {"basis": self.basis, "types": "folded" if self.folded else "full"} | office

    def offices(self) -> dict[int, str]:
        """The committees there are, by id."""
        return committee_names()

    # ---- reading
    def load(self) -> tuple[Statistics, tuple[PreventionLine, ...]]:
        """The table and the typed figures of what is asked for."""
        with self.desk.moment():
            return (table(self.desk, self.period, self.basis, self.folded, self.committee),
                    prevention(self.period, self.committee))

    def take(self, loaded: tuple[Statistics, tuple[PreventionLine, ...]]) -> None:
        """Show what was read; the chosen number stays where it can."""
        self.found, self.lines = loaded
        self.blocks = tuple(_blocks(self.found, self.lines, self.wide))
        self.spot = self._inside(self.spot)

    def lay_out(self, wide: int) -> None:
        """So many columns beside one another; the chosen number stays chosen."""
        if wide == self.wide:
            return
        head, row, studio = self.head, self.spot[1], self.blocks[self.spot[0]].studio
        self.wide = wide
        self.blocks = tuple(_blocks(self.found, self.lines, wide))
        self.spot = next((nth, row, one.heads.index(head)) for nth, one in enumerate(self.blocks)
                         if head in one.heads and one.studio == studio)

    def _inside(self, spot: Spot) -> Spot:
        block, row, column = spot
        block = min(block, len(self.blocks) - 1)
        return block, row, min(column, len(self.blocks[block].heads) - 1)

    # ---- the tables
    @property
    def head(self) -> StatColumn | PreventionLine:
        """What the chosen cell stands under."""
        return self.blocks[self.spot[0]].heads[self.spot[2]]

    @property
    def typed(self) -> bool:
        """Whether the chosen number is typed."""
        return self.blocks[self.spot[0]].typed

    def text(self, spot: Spot) -> str:
        """What stands in a cell."""
        block, row, column = spot
        head = self.blocks[block].heads[column]
        if isinstance(head, PreventionLine):
            return figure_text(head, getattr(head, ROWS[row][0]))
        return self._cell(spot).text

    def short(self, head: StatColumn | PreventionLine) -> str:
        """A head as it stands over its narrow column."""
        return SHORT[head.kind] if isinstance(head, PreventionLine) else head.short

    def quiet(self, spot: Spot) -> bool:
        """Whether a cell is zero or empty."""
        return self.text(spot).strip("0./—") == ""

    def _cell(self, spot: Spot) -> Cell:
        block, row, column_ = spot
        one, which = self.blocks[block], ROWS[row][0]
        head = one.heads[column_]
        if one.studio is not None:
            return getattr(one.studio, which)[OF_STUDIOS.index(head.no)]
        return self.found.row(which)[self.found.columns.index(head)]

    def moved(self, across: int, down: int) -> Spot:
        """The cell beside; from the last row of a table into the first of the next."""
        block, row, column = self.spot
        row += down
        if row >= len(ROWS) and block + 1 < len(self.blocks):
            block, row = block + 1, 0
        elif row < 0 and block > 0:
            block, row = block - 1, len(ROWS) - 1
        row = max(0, min(row, len(ROWS) - 1))
        column = max(0, min(column + across, len(self.blocks[block].heads) - 1))
        return self._inside((block, row, column))

    def typing(self) -> dict[str, str]:
        """What a new typed figure begins with: texts by field, its committee where there is one only."""
        texts = {"period": self.period.text, "kind": str(self.head.label), "given_by": self.desk.who.name,
                 "given_on": self.desk.today().isoformat()}
        offices = self.offices()
        one = offices.get(self.committee) or (next(iter(offices.values())) if len(offices) == 1 else "")
        return texts | ({"committee": one} if one else {})

    # ---- the pane
    def chosen(self) -> Chosen:
        """The number under the ring, in words, with its cases."""
        block, row, column = self.spot
        one = self.blocks[block]
        head = one.heads[column]
        above = say(N_("{period}，{row}，{block}"), period=say(self.period.label), row=say(ROWS[row][1]),
                    block=say(one.title))
        if isinstance(head, PreventionLine):
            return _typed(head, row, above)
        cell, words = self._cell(self.spot), say(UNITS[head.kind])
        title = say(N_("{label} {value} {unit}"), label=_plain(say(head.label)), value=cell.text, unit=words)
        compared = self._compared(self.spot) if row == 0 else ""
        note = (say(UNTOLD),) if cell.away else ()
        if not self.desk.may(NAMES):
            return Chosen(above, title, compared, note=(say(N_("这里只看数；案件给办案人员看")),))
        ids = cell.found.ids
        return Chosen(above, title, compared, tuple(self._lines(ids)), ids, cell.more, _sums(ids) if ids else "", note)

    def named(self) -> str:
        """The chosen number as the list of its cases is called: which period, which row, which column."""
        return say(N_("{period}，{row}，{block}"), period=say(self.period.label), row=say(ROWS[self.spot[1]][1]),
                   block=say(self.head.label))

    def _compared(self, spot: Spot) -> str:
        head = self.blocks[spot[0]].heads[spot[2]]
        now, total, before = cells = [self._cell((spot[0], row, spot[2])) for row in range(len(ROWS))]
        if any(cell.away for cell in cells):
            return ""
        by = now.value - before.value
        words = MORE if by > 0 else LESS if by < 0 else SAME
        shown = ten_thousands(abs(by)) if head.kind == MONEY else str(abs(by))
        return say(words, before=before.text, by=shown, unit=say(UNITS[head.kind]), total=total.text)

    def _lines(self, ids: tuple[int, ...]) -> Iterator[Line]:
        away = aside(self.desk, Case)
        for one in case_lines(ids, self.basis == CLOSED)[:MOST]:
            state, tone = OUTCOMES.get(one.outcome) or (Case._meta.fields["stage"].show(one.stage), "amber")
            name = say(UNNAMED) if one.id in away else self.counter.title(Case, one.id, one.name)
            yield Line(one.id, name, _under(one, self.period.start.year),
                       say(state), tone)


def _plain(label: str) -> str:
    """A label without its unit: the number behind it has one."""
    return re.sub(r"[（(][^（）()]*[）)]$", "", label)


def _under(one: CaseLine, year: int) -> str:
    """Number, day and who presides; of the year that is looked at the day needs no year."""
    number, day = SERIAL.search(one.number or ""), Day(one.day) if one.day else None
    if day is not None and day.date is not None and day.date.year == year:
        day = say(N_("{month}月{day}日"), month=day.date.month, day=day.date.day)
    elif day is not None:
        day = say(show_day(day))
    return "　".join(filter(None, (number[0] if number else one.number or one.old_number, day, one.host)))


def _sums(ids: tuple[int, ...]) -> str:
    """Of the listed cases only: those that are closed to her must not follow by subtraction."""
    people, cents = sums_of(ids)
    return say(N_("所列案件当事人 {people} 人，协议金额 {amount} 万元"), people=people, amount=ten_thousands(cents))


def figure_text(line: PreventionLine, figure: Figure) -> str:
    """2 or 1/3 (cases and people); — where nothing was typed."""
    parts = (figure.cases, figure.people) if line.kind in WITH_PEOPLE else (figure.cases,)
    return "—" if all(part is None for part in parts) else "/".join("—" if one is None else str(one) for one in parts)


def _typed(head: PreventionLine, row: int, above: str) -> Chosen:
    """A typed number: who gave it for which month and when, and how many sheets are still missing."""
    figure: Figure = getattr(head, ROWS[row][0])
    notes = [say(N_("{month}　{who}　{day} 填报"), month=month, who=by, day=on)
             for _committee, month, by, on in head.sources] if row == 0 else []
    if figure.given < figure.wanted:
        notes.append(say(N_("已填 {given} 份，还缺 {left} 份"), given=figure.given, left=figure.wanted - figure.given))
    title = say(N_("{label} {value}"), label=say(head.label), value=figure_text(head, figure))
    return Chosen(above, title, say(N_("由填报人填写，不由案件算出")), note=tuple(notes))


def _blocks(found: Statistics, lines: tuple[PreventionLine, ...], wide: int) -> Iterator[Block]:
    """The columns in tables so wide at most, what stands in no official column at the end of its group; then what is
    typed, and each personal studio."""
    groups = [(title, tuple(one for one in found.columns if one.by in lists), None) for title, lists in BLOCKS]
    own = tuple(column(no) for no in OF_STUDIOS)
    studios = [(one.name, own, one) for one in found.studios]
    for title, heads, studio in (*groups, (PREVENTION, lines, None), *studios):
        more = MORE_TYPES if title == TYPES_TITLE else Phrase(N_("{title}（续）"), title=title)
        size = -(-len(heads) // -(-len(heads) // wide))  # tables of one group are about as wide as one another
        for start in range(0, len(heads), size):
            yield Block(title if start == 0 else more, heads[start:start + size], studio)


def basis_note(found: Statistics, least: int) -> str:
    """The footnote of the screen; numbers below `least` are not posted."""
    words = N_("口径：按受理日期") if found.basis == ACCEPTED else N_("口径：按结案日期")
    return Phrase(N_("{basis}；同一纠纷多次调解计 1 件。对外公开版中，小于 {least} 的数写作“{below}”。"), basis=words,
                  least=least, below=below(least))

