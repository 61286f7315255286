"""A list of names that are chosen by space and moved by Alt+↑↓: for settings whose value is a list, without codes."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable

from center.words import N_, say, spoken
from views.kit import theme
from views.kit.controls import Button, Field
from views.kit.grid import COMPACT_ROW, DataGrid
from views.kit.grid_columns import Cell, Column, Row
from views.state.ordered import Ordered

COLUMNS = (
    Column("place", "", 44, "e", look="dim", sortable=False),
    Column("name", N_("名称"), 180, look="title", flex=True, sortable=False),
    Column("state", N_("选用"), 90, sortable=False),
)
IN, OUT = N_("选用"), N_("不用")
KEYS = N_("空格 选用或不用　Alt+↑↓ 移动")
HIGH, ROW, AROUND = 9, COMPACT_ROW, 440  # rows of a list in a small form, design px; what stands around them


class OrderedGrid(DataGrid):
    """`put(ordered)` shows it; `on_turn()` after each change by hand. Without `on_turn` it is only read."""

    def __init__(self, master: tk.Misc, on_turn: Callable[[], object] | None = None, ground: str = "surface",
                 words: tuple[str, str] = (IN, OUT)) -> None:
        self.list, self.on_turn, self._words = Ordered({}, ()), on_turn, words
        super().__init__(master, COLUMNS, self._rows, row=ROW, dim=lambda row: not row.texts[0],
                         on_open=lambda _place: self.flip(), ground=ground)
        acts = {"<space>": self.flip, "<Alt-Up>": lambda: self.move(-1), "<Alt-Down>": lambda: self.move(1)}
        for sequence, act in acts.items():  # in the place of what the grid does with these keys elsewhere
            tk.Misc.bind(self.body, sequence, lambda _event, act=act: (act(), "break")[1])

    def put_list(self, ordered: Ordered, code: str = "") -> None:
        """Show a list; the cursor on a code, else where it stands."""
        self.list = ordered
        self._places = {one: place for place, one in enumerate(ordered.names, start=1)}
        self._codes = {place: one for one, place in self._places.items()}
        self.pages.forget(None)
        self.show(array("q", [self._places[one] for one in ordered.codes]))
        if code:
            self.select_id(self._places[code])

    def _rows(self, places: Iterable[int]) -> list[Row]:
        found = []
        for place in places:
            code = self._codes[place]
            at = self.list.chosen.index(code) + 1 if code in self.list.chosen else 0
            state = Cell(say(self._words[not at]), "green" if at else "", tint=False)
            found.append(Row(place, (str(at or ""), spoken(self.list.names[code]), state)))
        return found

    @property
    def code(self) -> str:
        """The one under the cursor."""
        return "" if self.selected is None else self._codes[self.selected]

    def flip(self) -> None:
        """Space or Enter. One that is left out goes to the end and the cursor to what follows it here."""
        if self.on_turn is not None and self.code:
            code, codes = self.code, self.list.codes
            self.list.flip(code)
            after = codes[min(codes.index(code) + 1, len(codes) - 1)]
            self._turned(code if code in self.list.chosen else after)

    def move(self, by: int) -> None:
        """Alt+Up, Alt+Down."""
        if self.on_turn is not None and self.code and self.list.move(self.code, by):
            self._turned(self.code)

    def _turned(self, code: str) -> None:
        self.select_id(self._places[code])  # first, so that the list does not run after what went to its end
        self.put_list(self.list, code)
        self.on_turn()


class OrderedField(Field):
    """The same as a field of a small form: it speaks codes, parted by commas."""

    def __init__(self, master: tk.Misc, label: str, names: dict[str, str], **options) -> None:
        self._names = names
        super().__init__(master, label, **options)

    def make(self) -> None:
        """The list, and above it two buttons for the pointer."""
        for words, name, by in ((N_("下移"), "arrow-down", 1), (N_("上移"), "arrow-up", -1)):
            Button(self._head, "", lambda by=by: self.grid_.move(by), rank="quiet", icon=name, height=24,
                   tip=say(words)).pack(side="right")
        self.grid_ = OrderedGrid(self, self._changed, ground=self.ground)
        self.grid_.view.head.grid_remove()
        room = (self.winfo_toplevel().winfo_height() / theme.scale() - AROUND) // ROW
        self.grid_.view.body.configure(height=theme.px(ROW) * int(max(3, min(HIGH, room, len(self._names)))))
        self.grid_.pack(fill="x")

    def get(self) -> str:
        """The chosen codes in their order."""
        return ",".join(self.grid_.list.chosen)

    def put(self, text: str) -> None:
        """Show what is chosen."""
        self.grid_.put_list(Ordered(self._names, text.split(",")))
        self.note(KEYS)

    def mark(self, wrong: bool) -> None:
        """The line under it says what is wrong."""

    def focus_set(self) -> None:
        """Into the list."""
        self.grid_.focus_set()

    def _changed(self) -> None:
        if self.on_change:
            self.on_change()
