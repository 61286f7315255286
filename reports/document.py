"""What a paper is, without any file format: frozen blocks that the PDF, Excel and Word writers draw.

Values in table cells (see `TableColumn.kind`):

=========  =====================================  =========================
kind       value                                  shown as
=========  =====================================  =========================
text       str (an ID number is text)             as it stands
whole      int                                    1234
number     int or float                           92.6
points     int or float                           1.0, 92.5
amount     int, cents                             1,234.56
percent    int, hundredths of a percent           91.50%
date       datetime.date, or a str in ISO form    2026-03-05, 1987-06, 1987
=========  =====================================  =========================

None is an empty cell. A str is allowed in every kind ("—") and is shown as it stands.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from center.tongues import CHINESE, LANGUAGES
from center.words import N_, say
from db.days import Day, show_day
from db.words import Following
from reports.deeds import Deed, Lead, Signing, Stamp

Row = Sequence[Any]
Rows = Sequence[Row] | Callable[[], Iterable[Row]]
Kind = Literal["text", "whole", "number", "points", "amount", "percent", "date"]
Align = Literal["left", "center", "right"]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 黑体 “一、”, level 2 楷体 “（一）”, level 3 仿宋 “1.”; the number is part of the text."""
    level: int
    text: str


@dataclass(frozen=True)
class Text:
    """A paragraph. "justify" starts two characters in; style "note" is small print."""
    text: str
    align: Literal["justify", "center", "right", "left"] = "justify"
    style: Literal["body", "note"] = "body"


@dataclass(frozen=True)
class Facts:
    """Label and value pairs in a ruled form, `columns` pairs beside one another."""
    pairs: tuple[tuple[str, str], ...]
    columns: int = 2


@dataclass(frozen=True)
class TableColumn:
    """One column. `width_chars` counts half-width characters (a Chinese character is two).

    `group` is the upper header cell; neighbours with the same group share it.
    `choices` become a drop-down in Excel, `note` a hint at the cell; a `required` label is red where one types in.
    A `hidden` column (a row's id) stands only in Excel, hidden; a `spare` one only in Excel, seen: a page has no room
    for it. Where any column is `locked`, the Excel sheet is
    protected (without a password) and only the cells of the other columns can be filled in.
    """
    label: str
    width_chars: float = 10
    align: Align = "left"
    kind: Kind = "text"
    group: str = ""
    choices: tuple[str, ...] = ()
    hidden: bool = False
    spare: bool = False
    note: str = ""
    required: bool = False
    locked: bool = False


@dataclass(frozen=True)
class Table:
    """Columns and rows. `rows` is a sequence, or a function without arguments that starts a new iteration.

    `count` is the number of rows when `rows` is a function (else the writers count by one more pass).
    `total` is one row as wide as the columns, its first text usually “合计”.
    `group_rows` are bands over the whole width: (index of the row before which the band stands, text).
    `blank_rows` empty rows follow the rows: to be written on by hand, or typed into with drop-downs in Excel.
    `merge` are the places of columns in which a None belongs to the cell above it: a group's name spans the group,
    and a group is not torn over two pages when it fits on one. Such a table has no bands.
    `within` is the height in points that all of it should keep to on PDF paper, by rows that stand closer, or less
    where what stands under it needs the room; 0 is free. A worksheet with such a table prints on one page.
    """
    columns: tuple[TableColumn, ...]
    rows: Rows = ()
    total: Row | None = None
    note: str = ""
    stripes: bool = False
    group_rows: tuple[tuple[int, str], ...] = ()
    count: int | None = None
    blank_rows: int = 0
    merge: tuple[int, ...] = ()
    within: int = 0

    def each(self) -> Iterator[Row]:
        """The rows, from the first, as often as asked."""
        return iter(self.rows() if callable(self.rows) else self.rows)

    def size(self) -> int:
        """The number of rows, without blank ones."""
        if self.count is not None:
            return self.count
        return sum(1 for _ in self.rows()) if callable(self.rows) else len(self.rows)

    @property
    def shown(self) -> tuple[int, ...]:
        """The places of the columns that stand on paper."""
        return tuple(i for i, column in enumerate(self.columns) if not (column.hidden or column.spare))

    def spans(self, place: int) -> Iterator[tuple[int, int]]:
        """(first row, last row) of every cell of a merged column that goes on over more than one row."""
        first = last = 0
        for last, row in enumerate(self.each()):
            if row[place] is not None:
                if last - first > 1:
                    yield first, last - 1
                first = last
        if last > first:
            yield first, last

    @property
    def grouped(self) -> bool:
        """Whether the header has two levels."""
        return any(column.group for column in self.columns)


@dataclass(frozen=True)
class Chart:
    """A bar or radar chart; `maximum` is the end of the axis, 0 for the largest value."""
    kind: Literal["bar", "radar"]
    labels: tuple[str, ...]
    values: tuple[float, ...]
    maximum: float = 0
    title: str = ""


@dataclass(frozen=True)
class Signatures:
    """Places to sign by hand; with `seal` a blank place marked （盖章） — a seal's picture is never printed."""
    labels: tuple[str, ...]
    date_line: bool = True
    seal: bool = True


@dataclass(frozen=True)
class Space:
    """Empty lines."""
    lines: float = 1


@dataclass(frozen=True)
class PageBreak:
    """The next block starts a new page."""


Block = Heading | Text | Facts | Table | Chart | Signatures | Space | PageBreak | Deed


@dataclass(frozen=True)
class Part:
    """A new page run in PDF and Word, a worksheet in Excel (named by `title`). An empty title prints no title.

    `whose` part it is stands under the paper's title in Excel and Word, where this is the first of several.
    """
    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    whose: str = ""


@dataclass(frozen=True)
class Document:
    """A whole paper.

    `name` is the paper's English name, `org` who hands it in, `made_at` the moment of the act (never the clock),
    `notice` a sentence for every page, `unit_line` the right end of the line under a form's title (“单位：人”),
    `confidential` adds the line 内部资料 注意保密 · who · when; `meta` are the rows of the hidden sheet `_meta`
    (schema, template, version, unit …), to which the Excel writer adds its own. With `cover` what stands before the
    first page break is a cover page: the title high on it, the organ and the date at its foot.
    What tells how things stand on a day has it in `counted_to`, and says that day instead of when it was filled in.
    `layout` deed is a paper that is signed by hand (`reports.deeds`): its subtitle stands at the right, a `cover` has
    its organ over the title; `numbered` is false when a dossier gives it its page numbers.
    `language` is what the paper is written in: the document itself is Chinese, `reports.write` has it said.
    """
    name: str
    title: str
    org: str
    parts: tuple[Part, ...]
    subtitle: str = ""
    period: str = ""
    notice: str = ""
    demo: bool = False
    made_at: datetime = field(kw_only=True)
    made_by: str = ""
    layout: Literal["form", "text", "deed"] = "form"
    unit_line: str = ""
    confidential: bool = False
    cover: bool = False
    counted_to: date | None = None
    numbered: bool = True
    meta: Mapping[str, str] = field(default_factory=dict)
    language: str = CHINESE

    @property
    def tag(self) -> str:
        """The language as files name it: `zh-CN`."""
        return self.language.replace("_", "-")

    @property
    def translated(self) -> str:
        """Of a translation: which language it is, and that the Chinese text prevails."""
        return "" if self.language == CHINESE else say(TRANSLATED, language=dict(LANGUAGES)[self.language])

    @property
    def foot(self) -> str:
        """What stands small at the foot of every page: the notice, and of a translation what it is."""
        return say(Following(*filter(None, (self.notice, self.translated))))

    @property
    def filler_line(self) -> str:
        """The left end of the line under a form's title."""
        return say(N_("填报单位（盖章）：{org}"), org=self.org)

    @property
    def date_line(self) -> str:
        """The day of the newest act, in the line under a form's title; or the day on which things stood so."""
        if self.counted_to is not None:
            return say(N_("数据截至：{day}"), day=show_day(Day(self.counted_to)))
        return say(N_("填报日期：{day}"), day=show_day(Day(self.made_at)))

    @property
    def under(self) -> str:
        """The line under the title: the subtitle, else the period in brackets."""
        return self.subtitle or (say(N_("（{period}）"), period=self.period) if self.period else "")

    @property
    def confidential_line(self) -> str:
        """The line at the foot of a paper with personal data, or nothing."""
        if not self.confidential:
            return ""
        who = f" · {self.made_by}" if self.made_by else ""
        return f"{say(INTERNAL)}{who} · {self.made_at:%Y-%m-%d %H:%M}"


INTERNAL = N_("内部资料 注意保密")
TRANSLATED = N_("本件为{language}译本，以中文文本为准。")
DEMO_MARK = N_("演示数据")
SEAL = N_("（盖章）")
NO_DAY = N_("年　　月　　日")


@dataclass(frozen=True)
class MissingGlyph:
    """A character that no font can draw, and the text in which it stands."""
    character: str
    where: str


def show(kind: str, value: Any) -> str:
    """A cell's value as text, the same in every format that has no numbers of its own."""
    if value is None:
        return ""
    if isinstance(value, str):
        return str(value)  # a Day is a str too; the drawing below knows plain text only
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    if kind == "points":
        tenths = int(abs(value) * 10 + 0.5 + 1e-9)      # half up, as everywhere; a float's own rounding is not
        return f"{'-' if value < 0 else ''}{tenths // 10}.{tenths % 10}"
    if kind == "amount":
        return f"{value / 100:,.2f}"
    if kind == "percent":
        return f"{value / 100:.2f}%"
    if isinstance(value, float):
        return f"{value:.10g}"
    return str(value)


def chinese_date(day: date) -> str:
    """2026年3月5日: Arabic digits, full year, no leading zeros (GB/T 9704-2012)."""
    return say(show_day(Day(day)))


def with_colon(label: str) -> str:
    """`审核人：`, to be written behind by hand."""
    return say(N_("{label}："), label=label.rstrip("：").rstrip(":"))


def sealed(org: str) -> str:
    """The organ with the place of its seal."""
    return say(N_("{org}（盖章）"), org=org)


def width_of(text: str) -> int:
    """The width in half-width characters: Chinese counts two."""
    if text.isascii():
        return len(text)
    return sum(2 if ord(sign) > 0x2E7F or sign in "“”‘’—…·×①②③④⑤⑥⑦⑧⑨⑩" else 1 for sign in text)


def tail_of(blocks: Sequence[object]) -> int:
    """Where the end of a paper begins that is not torn: places to sign with the last lines before them.

    So nobody signs a page that says nothing of what is signed; where these are not enough (`lines_of`), the block
    before them, a form or a long paragraph, is torn so that its last lines go along.
    """
    place = len(blocks)
    while place and (isinstance(blocks[place - 1], Signing | Stamp | Space)
                     or isinstance(blocks[place - 1], Text) and blocks[place - 1].style == "note"):
        place -= 1
    if place in (0, len(blocks)):
        return place
    signed = place
    while place and _carried(blocks[place - 1]) and lines_of(blocks[place:signed]) < LEAST_LINES:
        place -= 1
    while place and _heads(blocks[place - 1]) and place < signed:       # its heading goes with it
        place -= 1
    return place


CARRIED = 200   # characters of a paragraph that goes with the signatures under it; a longer one is torn instead
LEAST_LINES = 2  # of a paper's text that stand on the page on which it is signed
LINE, NO_LINE = 31, 6   # characters of a line; so few say nothing by themselves


def lines_of(blocks: Sequence[object]) -> int:
    """About how many lines of a paper's text these are; the name of the organ at the right is none."""
    texts = [one.text for one in blocks if isinstance(one, Text) and one.align != "right" and one.style != "note"]
    return sum(1 + len(text) // LINE for text in texts if len(text) > NO_LINE)


def torn_before(blocks: Sequence[object], tail: int) -> bool:
    """Whether the block before the end must give its last lines to it, so that what is signed stands over the names."""
    return any(isinstance(one, Signing) for one in blocks[tail:]) and lines_of(blocks[tail:]) < LEAST_LINES


def _heads(block: object) -> bool:
    return isinstance(block, Heading) or (isinstance(block, Lead) and not block.text)


def _carried(block: object) -> bool:
    """Whether a block may go over the page whole."""
    return _heads(block) or isinstance(block, Space) or (isinstance(block, Text) and len(block.text) <= CARRIED)
