"""列: which columns a list shows, in which order, how wide, and what it is sorted by; all of it by keyboard too."""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from center.words import N_, say, spoken
from views.kit import theme
from views.kit.controls import Button, Label, Panel
from views.kit.flyout import Flyout
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column

if TYPE_CHECKING:
    from views.pages.lists import ListPage

WIDE, ROW, MOST_ROWS, PAD = 400, 34, 11, 16  # design px; rows without scrolling
HINTS = N_("空格 显示或不显示　Alt+↑↓ 移动　←→ 宽窄　回车 排序　Shift+回车 加一个排序")
UP, DOWN = N_("↑"), N_("↓")


def flip(page: ListPage) -> ColumnsFlyout | None:
    """Open it under its button; an open one is closed."""
    box = getattr(page.bench.root, "kit_overlay", None)
    if isinstance(box, ColumnsFlyout):
        box.close()
        return None
    if box is not None:
        return None
    return ColumnsFlyout(page)


class ColumnsFlyout(Flyout):
    """The shown columns in their order, then the others; everything takes effect at once."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page.bench.root, WIDE, on_close=page._keep_columns)
        self.page, self.chosen = page, page.state.columns_
        self._start()
        Label(self.inside, say(N_("要看的列")), 15, bold=True).pack(fill="x", padx=PAD, pady=(14, 8))
        columns = [
            Column("label", "", 140, flex=True, sortable=False),
            Column("sort", "", 52, look="strong", sortable=False),
            Column("width", "", 132, align="e", look="dim", sortable=False),
        ]
        self.grid_ = DataGrid(self.inside, columns, self._rows, checks=True, on_check=self._ticked, row=ROW,
                              on_open=lambda _place: self.sort(), ground="floating")
        self.grid_.view.head.grid_remove()
        high = min(len(self.chosen.every), MOST_ROWS)
        self.grid_.view.body.configure(height=theme.px(ROW) * high, width=theme.px(WIDE) - 2)
        self.grid_.pack(fill="x")
        self._keys()
        Label(self.inside, say(HINTS), 12, "ink3", wrap=WIDE - 2 * PAD).pack(fill="x", padx=PAD, pady=(10, 0))
        foot = Panel(self.inside)
        foot.pack(fill="x", padx=PAD, pady=(10, 14))
        Button(foot, say(N_("上移")), lambda: self.move(-1), height=30, icon="arrow-up").pack(side="left")
        Button(foot, say(N_("下移")), lambda: self.move(1), height=30, icon="arrow-down").pack(side="left", padx=(6, 0))
        Button(foot, say(N_("恢复默认列")), self.restore, rank="quiet", height=30).pack(side="right")
        self.refresh()
        at = page.tools.column_button if page.tools.right.winfo_manager() else page.search
        self.open(self.grid_, at=at)

    def _keys(self) -> None:
        acts: dict[str, Callable[[], object]] = {
            "<Alt-Up>": lambda: self.move(-1),
            "<Alt-Down>": lambda: self.move(1),
            "<Left>": lambda: self.widen(-1),
            "<Right>": lambda: self.widen(1),
            "<Shift-Return>": lambda: self.sort(also=True),
            "<Control-a>": lambda: None,
            "<Escape>": self.close,
        }
        for sequence, act in acts.items():
            # in the place of what the grid does with these keys elsewhere
            tk.Misc.bind(self.grid_.body, sequence, lambda _event, act=act: (act(), "break")[1])

    # ---- showing
    def _start(self) -> None:
        self.order = [*self.chosen.paths, *(one.path for one in self.chosen.hidden)]

    def refresh(self, path: str = "") -> None:
        """The list anew; the cursor stays on its column, and what is unticked stays where it stands."""
        shown = iter(self.chosen.paths)
        self.order = [next(shown) if one in self.chosen.paths else one for one in self.order]
        self.places = {path: place for place, path in enumerate(self.chosen.every)}
        self.by_place = list(self.chosen.every)
        self.grid_.checked = ()
        self.grid_.show(array("q", [self.places[one] for one in self.order]))
        self.grid_.checked = {self.places[one] for one in self.chosen.paths}
        self.grid_.refresh()
        if path:
            self.grid_.select_id(self.places[path])

    def _rows(self, places: Sequence[int]) -> list[tuple]:
        sort = [one for one, _way in self.page.state.sort]
        ways = dict(self.page.state.sort)
        found, seen = [], self.page.grid_.view.spans
        for place in places:
            path = self.by_place[place]
            one = self.chosen.every[path]
            told = ""
            if path in ways:
                told = say(DOWN if ways[path] == "desc" else UP) + (str(sort.index(path) + 1) if len(sort) > 1 else "")
            width = self.chosen.widths.get(path)
            wide = say(N_("宽 {width}"), width=width) if width else say(N_("自动宽"))
            if seen and self.page.grid_.view.span_of(path) is None:
                wide = say(N_("窗口窄，暂不显示"))
            found.append((place, (spoken(one.label), told, wide if path in self.chosen.paths else "")))
        return found

    @property
    def path(self) -> str:
        """The column under the cursor."""
        selected = self.grid_.selected
        return "" if selected is None else self.by_place[selected]

    # ---- changing
    def _ticked(self, places: set[int]) -> None:
        now = {self.places[one] for one in self.chosen.paths}
        path = self.path
        for one in [self.by_place[place] for place in places ^ now]:
            self.chosen.flip(one)
            if one in self.chosen.paths:
                behind = self.order[self.order.index(one) + 1 :]
                self.chosen.put_before(one, next((other for other in behind if other in self.chosen.paths), ""))
        self._changed(path)

    def _changed(self, path: str) -> None:
        self.page.relay(keep=False)
        self.refresh(path)

    def move(self, by: int) -> None:
        """Alt+Up, Alt+Down."""
        path = self.path
        if path and self.chosen.move(path, by):
            self._changed(path)

    def widen(self, steps: int) -> None:
        """Right, Left."""
        path = self.path
        if path in self.chosen.paths:
            self.chosen.widen(path, steps)
            self._changed(path)

    def sort(self, also: bool = False) -> None:
        """Enter: by this column, up, then down; with Shift behind the others."""
        path = self.path
        if path and self.chosen.every[path].sortable:
            self.page.grid_.sort_by(path, also)  # which may bring it back into a narrow window
            self.refresh(path)

    def restore(self) -> None:
        """As the program has it."""
        path = self.path
        self.chosen.restore()
        self._start()
        self._changed(path)
        self.grid_.focus_set()
