"""The drawing half of a DataGrid: layout, pooled rows, scrolling, and what lies under the pointer.

It reads from its grid (ids, current row, states) and changes nothing there.
"""

from __future__ import annotations

import tkinter as tk
from dataclasses import dataclass

from center.words import spoken
from views.kit import theme
from views.kit.grid_columns import Span, lay_out
from views.kit.grid_head import Head
from views.kit.grid_rows import Fits, Look, Slot
from views.kit.overlay_bar import OverlayBar

GROUP_ROW = 36


@dataclass(frozen=True)
class Shape:
    """What kind of table it is; see DataGrid for the words."""

    row: int
    checks: bool
    numbers: int
    wide: bool
    frozen: int
    ground: str
    empty: str


class GridView:
    """Header and body canvases of one grid."""

    def __init__(self, grid, shape: Shape):
        self.grid, self.shape = grid, shape
        self.head = Head(grid)
        self._all_checked = False
        self.body = tk.Canvas(grid, bd=0, highlightthickness=0, takefocus=1)
        self.head.grid(row=0, column=0, sticky="ew")
        self.body.grid(row=1, column=0, sticky="nsew")
        grid.rowconfigure(1, weight=1)
        grid.columnconfigure(0, weight=1)
        self.first, self.shift, self.hover = 0, 0, -1
        self.sideways = shape.wide  # whether it may be scrolled sideways: also when chosen columns have no room
        self.size, self._resize = (0, 0), ""
        self.spans: list[Span] = []
        self.slots: list[Slot] = []
        self.empty = shape.empty
        self.body.bind("<Configure>", self._resized)

    # ---- layout
    @property
    def page_rows(self) -> int:
        """How many whole rows are seen."""
        return max(1, self.size[1] // theme.px(self.shape.row))

    @property
    def frozen_edge(self) -> int:
        """Where the frozen columns end, device pixels."""
        return max((span.x + span.width for span in self.spans if span.frozen), default=0)

    def left_of(self, span: Span) -> int:
        """Where a column stands now, device pixels from the body's left."""
        return span.x - (0 if span.frozen else self.shift)

    def _resized(self, event: tk.Event) -> None:
        if (event.width, event.height) != self.size:
            self.size = (event.width, event.height)
            # once for all the sizes that wait in the queue while an edge is being dragged
            if not self._resize:
                self._resize = self.body.after_idle(self._fit)

    def _fit(self) -> None:
        self._resize, fresh = "", not self.slots
        self.rebuild()
        if fresh and self.bring_into_view(self.grid.current, self.grid.cell_key):
            self.paint()

    def forget(self) -> None:
        """The grid goes."""
        if self._resize:
            self.body.after_cancel(self._resize)

    def rebuild(self) -> None:
        """Lay everything out anew: after a change of size, columns or mode, never while scrolling."""
        shape, ground = self.shape, theme.color(self.shape.ground)
        tk.Frame.configure(self.grid, bg=ground)
        self.body.configure(bg=ground)
        width, height = self.size
        if width < 2:
            return
        self.grid.editor.commit("")
        self.spans = self._lay_out(shape.frozen)
        self.sideways = shape.wide or max((span.x + span.width for span in self.spans), default=0) > width
        if self.sideways and not shape.wide:
            self.spans = self._lay_out(1, whole=True)
        self.body.delete("all")
        self.shift = min(self.shift, self._far_side())
        look = Look(self.spans, width, shape.wide, Fits(), shape.ground, self.sideways)
        shortest = min(theme.px(shape.row), theme.px(GROUP_ROW))
        self.slots = [Slot(self.body, look, f"row{nth}") for nth in range(-(-height // shortest) + 1)]
        self.body.move("side", -self.shift, 0)
        if shape.wide:
            self._draw_lines(height)
        self._frame = self.body.create_rectangle(0, 0, 0, 0, state="hidden")
        self._empty = self.body.create_text(width // 2, height // 3, font=theme.font(14), justify="center")
        self._bar = OverlayBar(self.body, self._jump)
        self._side_bar = OverlayBar(self.body, self._jump_side, across=True)
        self.draw_head()
        self.paint()
        self.grid.on_layout()

    def _lay_out(self, frozen: int, whole: bool = False) -> list[Span]:
        shape = self.shape
        return lay_out(
            self.grid.columns,
            self.size[0],
            theme.scale(),
            numbers=shape.numbers,
            checks=shape.checks,
            wide=shape.wide,
            frozen=frozen,
            whole=whole,
        )

    def _draw_lines(self, height: int) -> None:
        """The vertical rules of a sheet."""
        for span in self.spans:
            x = self.left_of(span) + span.width
            tags = ("rule",) if span.frozen else ("rule", "side")
            self.body.create_rectangle(x - 1, 0, x, height, fill=theme.color("line"), width=0, tags=tags)
        self._tuck_lines()

    def _tuck_lines(self) -> None:
        """Rules of scrolled columns do not cross the frozen part."""
        edge = self.frozen_edge
        for item in self.body.find_withtag("rule&&side"):
            inside = self.body.coords(item)[0] < edge - 1
            self.body.itemconfigure(item, state="hidden" if inside else "normal")

    def check_head(self) -> None:
        """The header again, if its box should look otherwise: other rows alone do not change it."""
        if self.grid.all_checked() != self._all_checked:
            self.draw_head()

    def draw_head(self) -> None:
        """The header, anew."""
        if self.spans:
            grid = self.grid
            self._all_checked = grid.all_checked()
            self.head.draw(self.spans, self.size[0], self.shift, grid.sort, grid.all_checked(), self.shape.wide)

    def _far_side(self) -> int:
        right = max((span.x + span.width for span in self.spans), default=0)
        return max(0, right - self.size[0]) if self.sideways else 0

    # ---- drawing
    def paint(self) -> None:
        """Draw the rows seen now: items are moved and changed, none is made or deleted."""
        if not self.slots:
            return
        count = len(self.grid.ids)
        self.first = max(0, min(self.first, count - self.page_rows))
        y, bottom = 0, self.size[1]
        for nth, slot in enumerate(self.slots):
            height = theme.px(GROUP_ROW if self.grid.is_group(self.first + nth) else self.shape.row)
            if y >= bottom:
                slot.put_at(bottom + height, height, self.shift)
            else:
                slot.put_at(y, height, self.shift)
                self._paint_slot(slot, self.first + nth)
            y += height
        self.body.itemconfigure(self._empty, text="" if count else spoken(self.empty), fill=theme.color("ink3"))
        self.paint_frame()
        self._bar.put(self.first / max(1, count - self.page_rows), self.page_rows / count if count else 1.0)
        self._put_side_bar()

    def _paint_slot(self, slot: Slot, position: int) -> None:
        if not 0 <= position < len(self.grid.ids):
            slot.clear()
            return
        row = self.grid.pages.row(position)
        if row[0] < 0:
            slot.paint_group(row[1])
        else:
            slot.paint(row[1], self.grid.state_of(position, row), self.shift)

    def repaint(self, *positions: int) -> None:
        """Draw some rows again, if they are seen."""
        for position in set(positions):
            slot = self.slot_of(position)
            if slot:
                self._paint_slot(slot, position)

    def paint_frame(self) -> None:
        """The cell cursor, or the keyboard's ring around the current row."""
        if not self.slots:
            return
        grid = self.grid
        slot, span = self.slot_of(grid.current), self.span_of(grid.cell_key)
        hidden = slot is None or grid.selected is None or not (span or grid.ring)
        if hidden or (span and not span.frozen and self.left_of(span) < self.frozen_edge - 1):
            self.body.itemconfigure(self._frame, state="hidden")
            return
        left = self.left_of(span) if span else 1
        right = left + span.width - 1 if span else self.size[0] - 1
        self.body.coords(self._frame, left, slot.y, right - 1, slot.y + slot.height - 2)
        thick = theme.px(2 if span else 1)
        self.body.itemconfigure(self._frame, state="normal", outline=theme.color("accent"), width=thick)
        self.body.tag_raise(self._frame)

    def _put_side_bar(self) -> None:
        far = self._far_side()
        room = max(1, self.size[0] - self.frozen_edge)
        self._side_bar.put(self.shift / far if far else 0, room / (room + far), self.frozen_edge)

    def slot_of(self, position: int) -> Slot | None:
        """The drawn row of a position, if it is seen."""
        nth = position - self.first
        if 0 <= nth < len(self.slots) and self.slots[nth].y < self.size[1]:
            return self.slots[nth]
        return None

    def span_of(self, key: str) -> Span | None:
        """The column with a key, if it is shown."""
        return next((span for span in self.spans if span.column.key == key), None)

    # ---- scrolling
    def bring_into_view(self, position: int, key: str) -> bool:
        """Scroll as little as needed; True if anything moved."""
        before = (self.first, self.shift)
        if not self.slots:
            return False  # not laid out yet: the first layout looks after it
        if position < self.first:
            self.first = position - (1 if self.grid.is_group(position - 1) else 0)
        elif position >= self.first + self.page_rows:
            self.first = position - self.page_rows + 1
        self.first = max(0, self.first)
        span = self.span_of(key)
        if span and not span.frozen and self.sideways:
            if self.left_of(span) < self.frozen_edge:
                self._slide(span.x - self.frozen_edge)
            elif self.left_of(span) + span.width > self.size[0]:
                self._slide(span.x + span.width - self.size[0])
        return before != (self.first, self.shift)

    def scroll(self, rows: int) -> str:
        """Scroll by rows without moving the selection."""
        self.grid.editor.commit("")
        first = max(0, min(self.first + rows, len(self.grid.ids) - self.page_rows))
        if first != self.first:
            self.first = first
            self.paint()
        return "break"

    def scroll_side(self, by: int) -> str:
        """Scroll sideways by device pixels."""
        self.grid.editor.commit("")
        if self._slide(self.shift + by):
            self.paint()
        return "break"

    def _slide(self, shift: int) -> bool:
        shift = max(0, min(shift, self._far_side()))
        if shift == self.shift:
            return False
        self.body.move("side", self.shift - shift, 0)
        self.shift = shift
        self._tuck_lines()
        self.head.scroll_to(shift)
        self.grid.on_layout()
        return True

    def _jump(self, share: float) -> None:
        self.first = round(share * max(0, len(self.grid.ids) - self.page_rows))
        self.paint()

    def _jump_side(self, share: float) -> None:
        if self._slide(round(share * self._far_side())):
            self.paint()

    # ---- the pointer
    def position_at(self, y: int) -> int | None:
        """The row under a height of the body."""
        for nth, slot in enumerate(self.slots):
            if slot.y <= y < slot.y + slot.height and self.first + nth < len(self.grid.ids):
                return self.first + nth
        return None

    def span_at(self, x: int) -> Span | None:
        """The column under a point of the body; frozen ones lie on top."""
        for span in sorted(self.spans, key=lambda span: not span.frozen):
            if self.left_of(span) <= x < self.left_of(span) + span.width:
                return span
        return None

    def point_at(self, x: int, y: int) -> None:
        """Hover; (-1, -1) when the pointer is gone."""
        if not self.slots:
            return
        self._bar.warm(x >= 0 and self._bar.near(x, y))
        self._side_bar.warm(x >= 0 and self._side_bar.near(x, y))
        position = self.position_at(y) if x >= 0 and not self._bar.hot else None
        span = self.span_at(x) if position is not None else None
        self.body.configure(cursor="hand2" if span and span.column.look == "link" else "")
        was, self.hover = self.hover, -1 if position is None else position
        if was != self.hover:
            self.repaint(was, self.hover)

    def press_bars(self, x: int, y: int) -> bool:
        """A press on a scrollbar; False if it was elsewhere."""
        return bool(self.slots) and (self._bar.press(x, y) or self._side_bar.press(x, y))

    def drag_bars(self, x: int, y: int) -> None:
        """A drag of a scrollbar."""
        if self.slots and not self._bar.drag(x, y):
            self._side_bar.drag(x, y)

    def release_bars(self) -> None:
        """The button is up."""
        if self.slots:
            self._bar.release()
            self._side_bar.release()
