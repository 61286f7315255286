"""The DataGrid: any number of rows on one canvas, drawn from pages of ids, driven by keyboard.

Data contract: `show(ids)` with an `array('q')`, and `fetch(list of ids) -> rows of (id, texts)`.
A negative id is a group head; its texts are (code, title, note, figure at the right).
"""

from __future__ import annotations

import tkinter as tk
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from center.words import N_
from views.kit import grid_keys, theme
from views.kit.grid_columns import Cell, Column, Row, Span
from views.kit.grid_edit import CellEditor
from views.kit.grid_pages import Pages
from views.kit.grid_picks import Picks
from views.kit.grid_rows import State
from views.kit.grid_view import GridView, Shape
from views.kit.surface import Placed

ROW, COMPACT_ROW, SHEET_ROW = 40, 34, 33
NUMBERS = 44  # width of the number column, design px
SETTLE = 40  # ms: the detail pane follows when the arrow key rests


def _nothing(*_args) -> None:
    return None


class DataGrid(Placed, tk.Frame):
    """A table of any length.

    `on_select(id or None)` after the selection rests, `on_open(id)` on Enter or double click,
    `on_edit(id, key, text)` when a cell's text was changed, `on_check(set of ids)`,
    `on_sort(((key, "asc" | "desc"), …))`, `on_link(id, key)` for columns of look "link".
    `on_menu(key, x, y)` on a right click (a column's key, or "" from the keyboard) on the current row,
    `on_head(key, x, y)` on one of a header, x and y on the screen; `on_width(key, design px)` and
    `on_move(key, before)` after a header was dragged (`before` "" for the end).
    `number(position, id)` gives the text (or Cell) of a leading number column; `dim(row)` greys a row.
    `wide` scrolls sideways with `frozen` columns and draws a sheet's lines; `cells` moves a cursor from
    cell to cell. `edit_text(id, key)` is the text an editor opens with (a masked number opens empty).
    """

    def __init__(
        self,
        master: tk.Misc,
        columns: Sequence[Column],
        fetch: Callable[[list[int]], Iterable[Row]],
        *,
        on_select: Callable = _nothing,
        on_open: Callable = _nothing,
        on_edit: Callable = _nothing,
        on_check: Callable = _nothing,
        on_sort: Callable = _nothing,
        on_link: Callable = _nothing,
        on_menu: Callable = _nothing,
        on_head: Callable = _nothing,
        on_width: Callable = _nothing,
        on_move: Callable | None = None,
        checks: bool = False,
        number: Callable[[int, int], str | Cell] | None = None,
        wide: bool = False,
        frozen: int = 0,
        cells: bool = False,
        row: int = ROW,
        dim: Callable[[Row], bool] | None = None,
        ground: str = "surface",
        edit_text: Callable[[int, str], str] | None = None,
        empty: str = N_("没有符合条件的记录"),
    ):
        tk.Frame.__init__(self, master, bd=0, highlightthickness=0)
        # copies: dragging a header changes a width, and columns are often shared constants
        self.columns, self.pages = [replace(column) for column in columns], Pages(fetch)
        self.on_select, self.on_open, self.on_edit = on_select, on_open, on_edit
        self.on_check, self.on_sort, self.on_link = on_check, on_sort, on_link
        self.on_menu, self.on_head, self.on_width, self.on_move = on_menu, on_head, on_width, on_move
        self.on_layout: Callable[[], None] = _nothing
        self._checks, self._number, self._cells = checks, number, cells
        self._dim, self._edit_text = dim, edit_text
        self.ids: Sequence[int] = array("q")
        self.picks = Picks()
        self.sort: tuple[tuple[str, str], ...] = ()
        self.current, self.cell_key = 0, ""
        self.ring = self.pressed_by_mouse = False
        self._timer, self._told = "", (None, "")
        self.view = GridView(self, Shape(row, checks, NUMBERS if number else 0, wide, frozen, ground, empty))
        self.body = self.view.body
        self.editor = CellEditor(self.body, self._edited, self.body.focus_set)
        grid_keys.bind(self)
        theme.follow(self, self.view.rebuild)

    # ---- data
    def show(self, ids: Sequence[int], keep: bool = True) -> None:
        """Show these ids. With `keep`, the selected row and the checked ones stay if still among them."""
        self.editor.cancel()
        was = self.selected if keep else None
        self.ids = ids
        self.pages.use(ids)
        self.picks.use(ids)
        place = _place_of(ids, was)
        self.current = place if place is not None else self._beside_group(0, 1)
        self.view.first = self.view.first if place is not None else 0
        self.view.bring_into_view(self.current, self.cell_key)
        self.view.paint()
        self.view.check_head()
        self._tell(at_once=True)

    def refresh(self, ids: Iterable[int] | None = None) -> None:
        """Fetch these rows again (all if None): their texts changed."""
        self.pages.forget(ids)
        self.view.paint()

    def set_columns(self, columns: Sequence[Column]) -> None:
        """Other columns over the same ids."""
        self.columns = [replace(column) for column in columns]
        self.pages.forget()
        self.view.rebuild()

    def set_empty(self, text: str) -> None:
        """The sentence shown when there are no rows."""
        if text != self.view.empty:
            self.view.empty = text
            if not len(self.ids):
                self.view.paint()

    def set_sort(self, sort: Sequence[tuple[str, str]]) -> None:
        """Show the arrows of (key, "asc" | "desc"); the rows are sorted by whoever gives the ids."""
        if tuple(sort) != self.sort:
            self.sort = tuple(sort)
            self.view.draw_head()

    @property
    def selected(self) -> int | None:
        """The id of the current row."""
        if not 0 <= self.current < len(self.ids) or self.ids[self.current] < 0:
            return None
        return self.ids[self.current]

    @property
    def cell(self) -> tuple[int, str] | None:
        """(id, column key) under the cell cursor."""
        return (self.selected, self.cell_key) if self.selected is not None and self.cell_key else None

    def is_group(self, position: int) -> bool:
        """Whether a group head stands there."""
        return 0 <= position < len(self.ids) and self.ids[position] < 0

    def state_of(self, position: int, row: Row) -> State:
        """How the view should draw a row."""
        return State(
            current=position == self.current,
            hovered=position == self.view.hover,
            checked=row[0] in self.checked,
            dim=bool(self._dim and self._dim(row)),
            number=self._number(position, row[0]) if self._number else "",
        )

    # ---- moving about
    def select(self, position: int, key: str | None = None, at_once: bool = False) -> None:
        """Make a row current (and, with a cell cursor, a cell), and bring it into view."""
        self.editor.commit("")
        if not len(self.ids):
            return
        position = max(0, min(len(self.ids) - 1, position))
        position = self._beside_group(position, 1 if position >= self.current else -1)
        was, self.current = self.current, position
        self.picks.start(position)
        if self._cells:
            self.cell_key = key or self.cell_key or next((s.column.key for s in self.view.spans if s.index >= 0), "")
        if self.view.bring_into_view(position, self.cell_key):
            self.view.paint()
        else:
            self.view.repaint(was, position)
            self.view.paint_frame()
        self._tell(at_once)

    def select_id(self, one: int, key: str | None = None) -> bool:
        """Make the row with this id current; False if it is not in the list."""
        place = _place_of(self.ids, one)
        if place is None:
            return False
        self.select(place, key, at_once=True)
        return True

    def _beside_group(self, position: int, step: int) -> int:
        for direction in (step, -step):
            place = position
            while self.is_group(place):
                place += direction
            if 0 <= place < len(self.ids):
                return place
        return position

    def step(self, rows: int) -> None:
        """Move the selection by rows."""
        self.select(self.current + rows)

    def step_page(self, pages: int) -> None:
        """Move the selection by screens."""
        self.select(self.current + pages * self.view.page_rows)

    def step_cell(self, by: int) -> None:
        """Move the cell cursor sideways; a grid without one scrolls instead."""
        if not self._cells:
            self.view.scroll_side(by * theme.px(60))
            return
        names = [span.column.key for span in self.view.spans if span.index >= 0]
        place = names.index(self.cell_key) if self.cell_key in names else 0
        self.select(self.current, names[max(0, min(len(names) - 1, place + by))])

    def _tell(self, at_once: bool = False) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = ""
        if at_once:
            self._tell_now()
        else:
            self._timer = self.after(SETTLE, self._tell_now)

    def _tell_now(self) -> None:
        self._timer = ""
        now = (self.selected, self.cell_key)
        if now != self._told:
            self._told = now
            self.on_select(self.selected)

    def destroy(self) -> None:
        """A selection that has not been told yet is told no more."""
        if self._timer:
            self.after_cancel(self._timer)
        self.view.forget()
        super().destroy()

    # ---- focus and opening
    def focus_changed(self, gained: bool) -> None:
        """The ring is for those who came by keyboard."""
        self.ring = gained and not self.pressed_by_mouse
        self.pressed_by_mouse = False
        self.view.paint_frame()

    def focus_set(self) -> None:
        """The body takes the keys."""
        self.body.focus_set()

    def follow_link(self, position: int, span: Span) -> None:
        """A click on a cell of look "link"."""
        self.on_link(self.ids[position], span.column.key)

    def open_current(self) -> None:
        """Enter: edit where the cell may be edited, else open."""
        if not self.edit_current() and self.selected is not None:
            self.on_open(self.selected)

    # ---- checking
    @property
    def checked(self) -> set[int]:
        """The checked ids."""
        return self.picks.ids

    @checked.setter
    def checked(self, ids: Iterable[int]) -> None:
        self.picks.ids = set(ids)
        self.picks.start(self.current)

    def toggle_current(self) -> None:
        """Space."""
        self.toggle(self.current)

    def toggle(self, position: int) -> None:
        """Check or uncheck one row."""
        if self._checks and 0 <= position < len(self.ids) and not self.is_group(position):
            self.picks.toggle(self.ids[position], position)
            self._tell_checked()

    def reach(self, by: int) -> None:
        """Shift+arrow: check while moving."""
        origin = self.picks.origin  # moving alone would start anew where it goes
        self.select(self.current + by)
        self.picks.origin = origin
        self.reach_to(self.current)

    def reach_to(self, position: int) -> None:
        """Check everything between the last touched row and this one."""
        if self._checks:
            self.picks.reach(self.ids, position)
            self._tell_checked()

    def all_checked(self) -> bool:
        """Whether every row is checked."""
        return self.picks.all

    def check_all(self) -> None:
        """Check all rows, or none if all are checked."""
        if self._checks:
            self.picks.flip_all(self.ids)
            self._tell_checked()

    def uncheck(self) -> bool:
        """Check no row; False when none was."""
        had = self.picks.clear()
        if had:
            self._tell_checked()
        return had

    def _tell_checked(self) -> None:
        self.view.paint()
        self.view.draw_head()
        self.on_check(set(self.checked))

    # ---- sorting, widths, menus
    def sort_by(self, key: str, also: bool = False) -> None:
        """A click on a header: up, then down. With `also` (Shift) behind the others, and the third time no more."""
        was = dict(self.sort).get(key)
        if also:
            rest = tuple(one for one in self.sort if one[0] != key)
            way = {None: "asc", "asc": "desc"}.get(was)
            again = tuple((one, way) if one == key else (one, old) for one, old in self.sort)
            sort = rest if way is None else again if was else (*rest, (key, way))
        else:
            sort = ((key, "desc" if was == "asc" and len(self.sort) == 1 else "asc"),)
        self.set_sort(sort)
        self.on_sort(sort)

    def set_width(self, key: str, width: int, done: bool = True) -> None:
        """A header's edge is dragged; design pixels. `done` when it was let go."""
        column = next(column for column in self.columns if column.key == key)
        if (column.width, column.flex) != (width, False):
            column.width, column.flex = width, False
            self.view.rebuild()
        if done:
            self.on_width(key, width)

    def menu_here(self) -> None:
        """The menu key: the current row's menu, at the row."""
        slot = self.view.slot_of(self.current)
        if self.selected is not None and slot is not None:
            x, y = self.body.winfo_rootx(), self.body.winfo_rooty()
            self.on_menu(self.cell_key, x + theme.px(64), y + slot.y + slot.height)

    # ---- editing
    def edit_current(self, typed: str = "") -> bool:
        """Open the editor on the cell under the cursor; False if it may not be edited."""
        if self.view.bring_into_view(self.current, self.cell_key):
            self.view.paint()
        span, slot = self.view.span_of(self.cell_key), self.view.slot_of(self.current)
        if not self._cells or span is None or slot is None or self.selected is None or not span.column.editable:
            return False
        row = self.pages.row(self.current)
        value = row[1][span.index] if span.index < len(row[1]) else ""
        text = value.text if isinstance(value, Cell) else str(value)
        if self._edit_text:
            text = self._edit_text(row[0], span.column.key)
        self._editing = (row[0], span.column.key, text)
        x = self.view.left_of(span)
        self.editor.show(x - 1, slot.y - 1, span.width + 1, slot.height + 1, text, typed)
        return True

    def _edited(self, text: str, step: str) -> None:
        one, key, before = self._editing
        if step:
            self.body.focus_set()
        if text != before:
            self.on_edit(one, key, text)
            self.refresh([one])
        if step == "down":
            self.step(1)
        elif step:
            self.step_cell(1 if step == "next" else -1)


def _place_of(ids: Sequence[int], one: int | None) -> int | None:
    if one is None:
        return None
    try:
        return ids.index(one)
    except ValueError:
        return None
