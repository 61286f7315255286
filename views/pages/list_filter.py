"""筛选: which column to ask, then what of it: tick values with their counts, choose, or type from and to."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Problems
from views.kit import keys
from views.kit.controls import Button, Label, Panel, TextField, submit_on_enter
from views.kit.entry import Entry
from views.kit.flyout import Flyout
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.state.list_filter import Filtering, asked

if TYPE_CHECKING:
    from views.pages.lists import ListPage

WIDE, ROW, MOST_ROWS = 340, 34, 8  # design px; rows without scrolling
PAD, FEW = 16, 2  # FEW: only 已填 and 未填, so one rather types


def flip(page: ListPage, path: str = "") -> FilterFlyout | None:
    """Open it at the button, or at the condition on a column; an open one is closed."""
    box = getattr(page.bench.root, "kit_overlay", None)
    if isinstance(box, FilterFlyout):
        box.close()
        return None
    if box is not None:
        return None
    at = page.tools.tokens.box_of(path) if path and page.state.condition(path) else page.tools.filter_button
    if page.grid_.checked and not isinstance(at, tuple):
        at = page.search  # the button is away while rows are checked
    return FilterFlyout(page, path, at)


class FilterFlyout(Flyout):
    """Two steps in one panel: the columns, then one column's condition."""

    def __init__(self, page: ListPage, path: str, at) -> None:
        super().__init__(page.bench.root, WIDE)
        self.page, self.state = page, page.state
        self.content: Panel | None = None
        self.making: Filtering | None = None
        self._at = at
        if path:
            self.begin(path)
        else:
            self.choose()

    def _anew(self) -> Panel:
        if self.content is not None:
            self.content.destroy()
        self.content = Panel(self.inside, "floating")
        self.content.pack(fill="both", expand=True)
        return self.content

    def _show(self, first) -> None:
        self.open(first, at=self._at)

    # ---- which column
    def choose(self) -> None:
        """The columns that may be asked, those on the screen first."""
        content = self._anew()
        Label(content, say(N_("按哪一项筛选")), 15, bold=True).pack(fill="x", padx=PAD, pady=(14, 8))
        self.fields = asked(self.state)
        self.search = Entry(content, hint=say(N_("打字找列名")), on_change=lambda _text: self._find())
        self.search.pack(fill="x", padx=PAD, pady=(0, 8))
        self.grid_ = _list(content, [Column("label", "", 100, flex=True, sortable=False)],
                           lambda ids: [(one, (self.fields[one][1],)) for one in ids],
                           lambda one: self.begin(self.fields[one][0]), len(self.fields))
        _walk(self.search, self.grid_, self._first)
        self._find()
        self._show(self.search)

    def _find(self) -> None:
        wanted = self.search.text().strip().lower()
        self.grid_.show(array("q", [place for place, one in enumerate(self.fields) if wanted in one[1].lower()]))

    def _first(self) -> None:
        if self.grid_.selected is not None:
            self.begin(self.fields[self.grid_.selected][0])

    # ---- its condition
    def begin(self, path: str) -> None:
        """Ask one column."""
        self.making = making = Filtering(self.state, path)
        content = self._anew()
        head = Panel(content)
        head.pack(fill="x", padx=(8, PAD), pady=(10, 6))
        back = Button(head, "", self.choose, rank="quiet", icon="chevron-left", height=30, tip=say(N_("换一项")))
        back.pack(side="left")
        Label(head, making.label, 15, bold=True).pack(side="left", padx=(4, 0))
        first = None
        if making.note:
            Label(content, making.note, 13, "ink3", wrap=WIDE - 2 * PAD).pack(fill="x", padx=PAD, pady=(0, 8))
        if making.ticks and len(making.offers) > MOST_ROWS:
            self.search = Entry(content, hint=say(N_("打字找")), on_change=lambda _text: self._narrow())
            self.search.pack(fill="x", padx=PAD, pady=(0, 8))
            first = self.search
        self._offers(content)
        if first is not None:
            _walk(self.search, self.grid_, self._apply)
        self._fields(content)
        self._foot(content)
        self._show(first or (self.grid_ if len(self.offers) > FEW or not self.boxes else self._first_box()))

    def _offers(self, content: Panel) -> None:
        making = self.making
        self.offers = list(making.offers)
        columns = [Column("label", "", 100, flex=True, sortable=False)]
        if making.ticks:
            columns.append(Column("count", "", 64, align="e", look="dim", sortable=False))
        opened = self._apply if making.ticks else self._chosen
        self.grid_ = _list(content, columns, self._rows, opened, len(self.offers), checks=making.ticks)
        self._by_place = self.offers
        self.grid_.show(array("q", range(len(self.offers))))
        ticked = making.ticked()
        places = {place for place, one in enumerate(self.offers) if one.value in ticked}
        if making.ticks:
            self.grid_.checked = places
            self.grid_.view.paint()
        elif places:
            self.grid_.select(min(places), at_once=True)

    def _rows(self, ids: Sequence[int]) -> list[tuple]:
        return [(one, (self._by_place[one].label, self._by_place[one].count)) for one in ids]

    def _narrow(self) -> None:
        """Other offers under the same numbers: what is ticked stays ticked though it is not seen."""
        known = {one.value: place for place, one in enumerate(self._by_place)}
        for one in self.making.narrowed(self.search.text()):
            if one.value not in known:
                known[one.value] = len(self._by_place)
                self._by_place.append(one)
        wanted = self.making.narrowed(self.search.text())
        kept = set(self.grid_.checked)
        self.grid_.show(array("q", [known[one.value] for one in wanted]))
        self.grid_.checked = kept
        self.grid_.view.paint()

    def _fields(self, content: Panel) -> None:
        self.boxes: dict[str, TextField] = {}
        if not self.making.typings:
            return
        row = Panel(content)
        row.pack(fill="x", padx=PAD, pady=(8, 0))
        row.columnconfigure((0, 1), weight=1, uniform="boxes")
        for place, one in enumerate(self.making.typings):
            box = TextField(row, one.label, hint=one.hint)
            box.put(one.text)
            box.grid(row=0, column=place, sticky="ew", padx=(0 if place == 0 else 8, 0))
            submit_on_enter(box, self._apply)
            self.boxes[one.key] = box

    def _first_box(self) -> TextField:
        return next(iter(self.boxes.values()))

    def _foot(self, content: Panel) -> None:
        foot = Panel(content)
        foot.pack(fill="x", padx=PAD, pady=(10, 14))
        if self.making.ticks or self.boxes:
            Button(foot, say(N_("确定")), self._apply, rank="primary", height=32).pack(side="right", padx=(8, 0))
        if self.making.was is not None:
            Button(foot, say(N_("去掉这个条件")), self._drop, height=32).pack(side="right")
        hint = N_("空格勾选，回车确定") if self.making.ticks else N_("回车选定")
        Label(foot, say(hint), 12, "ink3").pack(side="left")

    # ---- done
    def _chosen(self, place: int) -> None:
        self._finish(self.making.of_offers([self._by_place[place].value]))

    def _apply(self, place: int | None = None) -> None:
        """确定: what is ticked (else the line under the cursor), or what is typed."""
        making = self.making
        if making.ticks:
            ticked = sorted(self.grid_.checked) or [one for one in (place, self.grid_.selected) if one is not None][:1]
            self._finish(making.of_offers([self._by_place[one].value for one in ticked]))
            return
        try:
            condition = making.of_texts({key: box.get() for key, box in self.boxes.items()})
        except Problems as wrong:
            for key, box in self.boxes.items():
                box.problem(say(wrong.fields[key]) if key in wrong.fields else None)
            self.boxes[next(iter(wrong.fields))].focus_set()
            return
        self._finish(condition)

    def _finish(self, condition) -> None:
        path = self.making.at.path
        self.close()
        if condition is None:
            self.state.drop(path)
        else:
            self.state.ask(condition)
        self.page.reload()

    def _drop(self) -> None:
        path = self.making.at.path
        self.close()
        self.page.drop(path)


def _list(content: Panel, columns: Sequence[Column], fetch, opened, count: int, checks: bool = False) -> DataGrid:
    """A short list without a header line, as high as it has rows."""
    from views.kit import theme

    grid = DataGrid(content, columns, fetch, on_open=opened, checks=checks, row=ROW, ground="floating", empty="")
    grid.view.head.grid_remove()
    grid.view.body.configure(height=theme.px(ROW) * max(1, min(count, MOST_ROWS)), width=theme.px(WIDE) - 2)
    grid.pack(fill="x")
    return grid


def _walk(box: Entry, grid: DataGrid, enter) -> None:
    """From the box into the list with Down; Enter takes the marked line."""
    box.inner.bind("<Down>", lambda _event: grid.focus_set() or "break")
    for key in ("Return", "KP_Enter"):
        keys.shortcut(box.inner, key, enter)
    grid.body.bind("<Escape>", lambda _event: None)
