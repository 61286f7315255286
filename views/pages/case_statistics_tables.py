"""The tables of the statistics on one canvas: one number is chosen; arrows move the ring, Enter opens what is behind.

Items are made once for a shape of tables; another period only writes other texts into them.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import spoken
from views.kit import keys, theme
from views.kit.scroller import Scroller
from views.kit.surface import Placed, ground_of
from views.kit.text_fit import Fit
from views.pages.breaking import broken
from views.state.case_statistics import NARROW, ROWS, WIDE, Block, Spot, StatisticsState

EDGE, NAME, LEAST, MOST, HEAD, ROW, GAP, LINE, PAD = 24, 80, 46, 66, 40, 28, 14, 16, 8  # design px
TALL = 20  # a line of a table's name, which is larger than its heads; a studio's is long


class StatisticsTables(Placed, tk.Canvas):
    """`show(state)`; `on_select()` when the ring goes elsewhere, `on_open()` on Enter or a double click."""

    def __init__(self, master: tk.Misc, on_select: Callable[[], object], on_open: Callable[[], object]) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=1)
        self.on_select, self.on_open = on_select, on_open
        self.state: StatisticsState | None = None
        self.outer: Scroller | None = None
        self._words: list[tuple[str, str]] = []
        self._ground, self._width, self._foot, self._here = ground_of(master), 0, 0, False
        self._name = self._wide = 1
        self._shape: tuple | None = None
        self._cells: dict[Spot, int] = {}
        self._heads: dict[tuple[int, int], int] = {}
        self._tops: list[int] = []
        self._notes: list[int] = []
        self._fill = self._ring = 0
        self._listen()
        theme.follow(self, self._again)

    def _listen(self) -> None:
        moves = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
        for name, (across, down) in moves.items():
            keys.shortcut(self, name, lambda across=across, down=down: self.step(across, down))
        for name in ("Return", "KP_Enter"):
            keys.shortcut(self, name, lambda: self.on_open())
        self.bind("<Configure>", self._resized)
        self.bind("<Button-1>", self._press)
        self.bind("<Double-Button-1>", lambda event: self._at(event.x, event.y) is not None and self.on_open())
        self.bind("<FocusIn>", lambda _event: self._focus(True))
        self.bind("<FocusOut>", lambda _event: self._focus(False))

    # ---- what it shows
    def show(self, state: StatisticsState, notes: list[tuple[str, str]]) -> None:
        """Other numbers; `notes` are (words, ink) under the tables."""
        self.state, self._words = state, notes
        self._draw()
        self.on_select()

    def step(self, across: int, down: int) -> None:
        """The ring to the cell beside."""
        if self.state is not None and self.state.blocks:
            self.choose(self.state.moved(across, down))

    def choose(self, spot: Spot) -> None:
        """The ring to a cell."""
        if spot != self.state.spot and spot in self._cells:
            before, self.state.spot = self.state.spot, spot
            self._ink(before)
            self._mark()
            self.on_select()

    def _press(self, event: tk.Event) -> None:
        self.focus_set()
        spot = self._at(event.x, event.y)
        if spot is not None:
            self.choose(spot)

    def _focus(self, here: bool) -> None:
        self._here = here
        self._mark()

    # ---- places
    def _resized(self, event: tk.Event) -> None:
        if event.width != self._width:
            self._width = event.width
            self._again()

    def _again(self) -> None:
        self._shape = None
        self.configure(bg=theme.color(self._ground))
        if self.state is not None and self.state.blocks:
            self._draw()

    def _measure(self) -> None:
        """How wide the names and a column are, and how many columns stand beside one another: as words and room ask."""
        rows, font = Fit(theme.font(13)), Fit(theme.font(12, True))
        self._name = max(theme.px(NAME), *(rows.width(spoken(words)) + 2 * theme.px(PAD) for _key, words in ROWS))
        least = max(theme.px(LEAST), *(_need(line, font) for block in self.state.blocks for head in block.heads
                                       for line in spoken(self.state.short(head)).split("\n"))) + theme.px(4)
        room = self._width - 2 * theme.px(EDGE) - self._name
        self.state.lay_out(max(NARROW, min(WIDE, room // least)))
        self._wide = max(least, min(max(theme.px(MOST), least), room // self.state.wide))

    def _box(self, spot: Spot) -> tuple[int, int, int, int]:
        block, row, column = spot
        left = theme.px(EDGE) + self._name + column * self._wide
        top = self._tops[block] + self._high(block) + row * theme.px(ROW)
        return left, top, left + self._wide, top + theme.px(ROW)

    def _at(self, x: int, y: int) -> Spot | None:
        for spot in self._cells:
            left, top, right, bottom = self._box(spot)
            if left <= x < right and top <= y < bottom:
                return spot
        return None

    def _high(self, block: int) -> int:
        """Of a head: two lines, more where a translation or the name of a studio is longer."""
        one = self.state.blocks[block]
        lines = max(text.count("\n") + 1 for text in map(self._label, one.heads))
        named = self._title(one).count("\n") + 1
        return max(theme.px(HEAD), lines * theme.px(LINE) + theme.px(8), named * theme.px(TALL) + theme.px(8))

    def _title(self, block: Block) -> str:
        """The name of a table in its first column; where that is too narrow, （续） stands on a line of its own, and
        the lines of a long name are about as long as one another."""
        words, room, font = spoken(block.title), self._name - theme.px(PAD) - 2, Fit(theme.font(13))
        if font.width(words) <= room:
            return words
        return "\n".join(_even(line, room, font) for line in words.replace("（", "\n（").split("\n"))

    def _label(self, head: object) -> str:
        """Broken by hand, and further where it is too wide."""
        font, room = Fit(theme.font(12, True)), self._wide - theme.px(2)
        words = spoken(self.state.short(head))
        return "\n".join(broken(line, room, font.width) for line in words.split("\n"))

    # ---- drawing
    def _draw(self) -> None:
        if self._width < 2:
            return
        self._measure()
        shape = (self._width, self._wide, theme.mode(), tuple((one.title, tuple(map(self._label, one.heads)))
                                                  for one in self.state.blocks))
        if shape != self._shape:
            self._shape = shape
            self._build()
        for spot, item in self._cells.items():
            self.itemconfigure(item, text=self.state.text(spot))
            self._ink(spot)
        self._write_notes()
        self._mark()

    def _build(self) -> None:
        self.delete("all")
        self._cells, self._heads, self._tops, self._notes = {}, {}, [], []
        self._fill = self.create_rectangle(0, 0, 0, 0, width=0)
        top = theme.px(14)
        for nth, block in enumerate(self.state.blocks):
            self._tops.append(top)
            top = self._table(nth, block, top) + theme.px(GAP)
        self._ring = self.create_rectangle(0, 0, 0, 0)
        self._foot = top

    def _table(self, nth: int, block: Block, top: int) -> int:
        """The lines and texts of one table; returns its bottom."""
        left, wide, high, row = theme.px(EDGE), self._wide, self._high(nth), theme.px(ROW)
        start = left + self._name
        right, bottom = start + len(block.heads) * wide, top + high + len(ROWS) * row
        ground = self.create_rectangle(left, top, right, top + high, fill=theme.color("sunken"), width=0)
        self.tag_lower(ground)
        line, font, small = theme.color("line"), theme.font(13), theme.font(12)
        for y in (top, *(top + high + place * row for place in range(len(ROWS) + 1))):
            self.create_line(left, y, right + 1, y, fill=line)
        for x in (left, *(start + place * wide for place in range(len(block.heads) + 1))):
            self.create_line(x, top, x, bottom, fill=line)
        name = self._title(block)
        self.create_text(left + theme.px(PAD), top + high // 2, anchor="w", text=name, font=font,
                         fill=theme.color("ink"))
        for at, (_key, words) in enumerate(ROWS):
            self.create_text(left + theme.px(PAD), top + high + at * row + row // 2, anchor="w", text=spoken(words),
                             font=font, fill=theme.color("ink2"))
        for column, head in enumerate(block.heads):
            middle = start + column * wide + wide // 2
            self._heads[nth, column] = self.create_text(middle, top + high // 2, text=self._label(head), font=small,
                                                        justify="center")
            for at in range(len(ROWS)):
                self._cells[nth, at, column] = self.create_text(middle, top + high + at * row + row // 2)
        return bottom

    def _ink(self, spot: Spot) -> None:
        """本期 is bold, zeros are quiet, the chosen one and its head are red."""
        block, row, column = spot
        chosen, quiet = spot == self.state.spot, self.state.quiet(spot)
        ink = "accent_ink" if chosen else "ink3" if quiet else "ink" if row == 0 else "ink2"
        self.itemconfigure(self._cells[spot], font=theme.font(14, row == 0 and not quiet), fill=theme.color(ink))
        here = self.state.spot[0] == block and self.state.spot[2] == column
        self.itemconfigure(self._heads[block, column], font=theme.font(12, here),
                           fill=theme.color("accent_ink" if here else "ink2"))

    def _mark(self) -> None:
        """The ring, its ground and its head."""
        if self.state is None or self.state.spot not in self._cells:
            return
        left, top, right, bottom = self._box(self.state.spot)
        self.coords(self._fill, left, top, right, bottom)
        self.itemconfigure(self._fill, fill=theme.color("selected"))
        self.coords(self._ring, left, top, right, bottom)
        self.itemconfigure(self._ring, outline=theme.color("accent"), width=theme.px(2 if self._here else 1.5))
        self._ink(self.state.spot)
        if self.outer is not None:
            self.outer.see_part(self, top - self._high(self.state.spot[0]), bottom)

    def _write_notes(self) -> None:
        """The footnote, and what should be looked at."""
        for item in self._notes:
            self.delete(item)
        self._notes, y, room = [], self._foot, self._width - 2 * theme.px(EDGE)
        for words, ink in self._words:
            text = broken(words, room, Fit(theme.font(12)).width)
            item = self.create_text(theme.px(EDGE), y, anchor="nw", text=text, font=theme.font(12),
                                    fill=theme.color(ink))
            self._notes.append(item)
            y = self.bbox(item)[3] + theme.px(4)
        self.configure(height=y + theme.px(14))


def _even(line: str, room: int, font: Fit) -> str:
    """Broken into as few lines as the room asks for, the last one not much shorter than the others."""
    text = broken(line, room, font.width)
    count = text.count("\n")
    rooms = range(font.width(line) // (count + 1), room, 2)
    return next((some for some in (broken(line, one, font.width) for one in rooms) if some.count("\n") == count), text)


def _need(line: str, font: Fit) -> int:
    """How wide a column must be for one line of a head: short ones whole, of long ones each word."""
    whole = font.width(line)
    return whole if whole <= theme.px(MOST) else max(map(font.width, line.split()))
