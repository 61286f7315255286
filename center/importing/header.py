"""Finds the heading row of somebody else's table and says which column is what."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from center.importing.words import bare, import_words, plain
from center.tongues import translations
from db.record import Record, columns

Merge = tuple[int, int, int, int]
LOOK_DOWN = 10
ENOUGH = 3
TALLEST = 3
UID = "uid"
"""The path that a column of outside ids gets; no record declares it."""

NUMBER, REASON, EXTRA, MAPPED, BLANK, JOINED = "number", "reason", "extra", "mapped", "blank", "joined"


@dataclass(frozen=True)
class Heading:
    """One column of the file: its 0-based index, its written name, and the path it is imported as ('' for none).

    `role` is `mapped`, `number` (a running number), `reason` (our own 原因), `blank`, `extra` (kept aside) or `joined`
    (read together with others: 小区, 楼栋 and 室号 as one address).
    """

    index: int
    text: str
    path: str
    role: str


@dataclass(frozen=True)
class Header:
    """Where the headings stand: 0-based first and last row of those read, the columns, and all words written."""

    top: int
    bottom: int
    headings: tuple[Heading, ...]
    words: frozenset[str] = frozenset()

    @property
    def known(self) -> int:
        """How many columns are imported."""
        return sum(heading.role == MAPPED for heading in self.headings)


class Names:
    """Which path each written heading means for one record."""

    def __init__(self, record: type[Record]) -> None:
        words = import_words()
        labels: dict[str, list[str]] = {}
        for at in columns(record):
            for label in (at.label, *translations(at.label)):  # our own lists come back in any of their languages
                labels.setdefault(plain(label), []).append(at.path)
                labels.setdefault(bare(label), []).append(at.path)
        self._exact = labels
        self._others: dict[str, list[str]] = {}
        for word, group in words.names.items():
            self._others[word] = [path for label in group for path in labels.get(label, ())]
        self._prefixes = words.prefixes

    def own(self, text: str) -> list[str]:
        """Paths whose own label this is."""
        return [path for word in (plain(text), bare(text)) for path in self._exact.get(word, ())]

    def others(self, text: str) -> list[str]:
        """Paths that a usual other name may mean, best first; [] when it is unknown."""
        found: list[str] = []
        for word in self._spellings(text):
            found += self._exact.get(word, ())
            found += self._others.get(word, ())
        return list(dict.fromkeys(found))

    def _spellings(self, text: str) -> list[str]:
        words = [plain(text), bare(text)]
        words += [word.removeprefix(prefix) for word in words[1:] for prefix in self._prefixes if word != prefix]
        return [word for word in dict.fromkeys(words) if word]


def find_header(rows: Sequence[Sequence[Any]], record: type[Record], first_row: int = 1,
                merged: Sequence[Merge] = ()) -> Header:
    """The best heading within the first ten rows: the one that knows most columns; the lowest and upper of equals.

    One to three rows high. A table of which nothing is known has its first full row as heading.
    """
    names, spread = Names(record), _spread(rows, first_row, merged)
    best: Header | None = None
    for height in range(1, TALLEST + 1):
        for top in range(min(LOOK_DOWN, len(rows) - height + 1)):
            header = _header(spread, top, height, names)
            if best is None or header.known > best.known:
                best = header
    if best is None or not best.known:
        fullest = max(range(min(LOOK_DOWN, len(rows))), key=lambda at: (_texts(rows[at]), -at))
        best = _header(spread, fullest, 1, names)
    return _lengthen(best, rows, first_row, merged)


def header_at(rows: Sequence[Sequence[Any]], record: type[Record], top: int, first_row: int = 1,
              merged: Sequence[Merge] = ()) -> Header:
    """The heading that a person says begins at a row (0-based)."""
    names, spread = Names(record), _spread(rows, first_row, merged)
    one = _header(spread, top, 1, names)
    two = _header(spread, top, 2, names) if top + 1 < len(rows) and any(rows[top + 1]) else one
    return _lengthen(two if two.known > one.known else one, rows, first_row, merged)


def _spread(rows: Sequence[Sequence[Any]], first_row: int, merged: Sequence[Merge]) -> list[list[Any]]:
    """The rows, with a heading merged over several columns repeated in each of them."""
    spread = [list(row) if at < LOOK_DOWN + TALLEST else row for at, row in enumerate(rows)]
    for top, left, low, right in merged:
        for at in range(top - first_row, min(low - first_row + 1, LOOK_DOWN + TALLEST, len(rows))):
            if right > left and at >= 0 and left <= len(spread[at]) and spread[at][left - 1] is not None:
                spread[at] += [None] * (right - len(spread[at]))
                spread[at][left - 1:right] = [spread[at][left - 1]] * (right - left + 1)
    return spread


def _texts(row: Sequence[Any]) -> int:
    return sum(isinstance(value, str) for value in row)


def _header(rows: Sequence[Sequence[Any]], top: int, height: int, names: Names) -> Header:
    """Reads the rows as one heading: per column the lowest name that is known, else the names put together."""
    part = rows[top:top + height]
    width = max(len(row) for row in rows[top:top + height + 20])
    stacks = [[str(row[at]) for row in part if at < len(row) and row[at] is not None] for at in range(width)]
    words = frozenset(value for row in part for value in row if isinstance(value, str))
    return Header(top, top + height - 1, tuple(_roles(stacks, names)), words)


def _roles(stacks: list[list[str]], names: Names) -> list[Heading]:
    chosen = _choose(stacks, names)
    words = import_words()
    headings = []
    for at, stack in enumerate(stacks):
        text = "".join(dict.fromkeys(" ".join(part.split()) for part in stack))
        word = bare(text)
        if chosen[at]:
            role = MAPPED
        elif word in words.numbering:
            role = NUMBER
        elif word in words.reason:
            role = REASON
        else:
            role = EXTRA if stack else BLANK
        if role == EXTRA and word in words.uid:
            chosen[at], role = UID, MAPPED
        headings.append(Heading(at, text, chosen[at], role))
    return headings


def _choose(stacks: list[list[str]], names: Names) -> list[str]:
    """A path for each column; own labels choose before other names, each path is given once."""
    own = [_wishes(stack, names.own) for stack in stacks]
    others = [_wishes(stack, names.others) for stack in stacks]
    chosen, taken = [""] * len(stacks), set()
    for wishes in (own, others):
        for rank in range(max((len(wish) for wish in wishes), default=0)):
            for at, wish in enumerate(wishes):
                if not chosen[at] and rank < len(wish) and wish[rank] not in taken:
                    chosen[at] = wish[rank]
                    taken.add(wish[rank])
    return chosen


def _wishes(stack: list[str], ask: Callable[[str], list[str]]) -> list[str]:
    """Paths a column may mean: by its lowest name, by all its names together, by its upper names."""
    candidates = [*stack[-1:], "".join(dict.fromkeys(stack)), *reversed(stack[:-1])]
    return list(dict.fromkeys(path for text in candidates if text for path in ask(text)))


def _lengthen(header: Header, rows: Sequence[Sequence[Any]], first_row: int, merged: Sequence[Merge]) -> Header:
    """Down to where merged headings end, and over a heading that merely repeats itself."""
    bottom = header.bottom
    for top, _left, low, _right in merged:
        if header.top <= top - first_row <= header.bottom < low - first_row < header.top + TALLEST + 1:
            bottom = max(bottom, low - first_row)
    while bottom + 1 < len(rows) and is_heading(rows[bottom + 1], header):
        bottom += 1
    return replace(header, bottom=min(bottom, len(rows) - 1))


def is_heading(row: Sequence[Any], header: Header) -> bool:
    """Whether a row repeats the headings, as printed tables do on every page."""
    if header.words.isdisjoint(row):
        return False
    mapped = [heading for heading in header.headings if heading.role == MAPPED and heading.index < len(row)]
    same = sum(isinstance(row[one.index], str) and plain(row[one.index]) == plain(one.text) for one in mapped)
    return same >= min(ENOUGH, max(header.known, 1))
