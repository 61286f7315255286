"""A small panel that opens at a button or at a point: what stands in it has the keys until it is closed."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import cover, keys, theme
from views.kit.focus import focused
from views.kit.grid import DataGrid
from views.kit.surface import Panel, within

FEWEST = 3  # rows of a list in it, in however low a window
GAP, EDGE = 4, 8  # design px under its button, and to the window's edge


class Flyout(Panel):
    """Put things into `.inside`, then `open`. Escape and a click elsewhere close it; the focus then goes back.

    One at a time: opening another one closes this. `on_close()` is called once, however it is closed.
    """

    def __init__(self, window: tk.Misc, width: int, *, on_close: Callable[[], object] | None = None):
        root = window.winfo_toplevel()
        older = getattr(root, "kit_overlay", None)
        if isinstance(older, Flyout):
            older.close()
        super().__init__(root, "line_strong")
        self._before, self._on_close, self._width = focused(root), on_close, width
        self._outer, self._timer = getattr(root, "kit_overlay", None), ""
        self._tag = f"Flyout{id(self)}"
        self.inside = Panel(self, "floating")
        tk.Pack.pack_configure(self.inside, fill="both", expand=True, padx=1, pady=1)
        tk.Misc.bind(self, "<Button-1>", self._pressed)
        tk.Misc.bind(self, "<Button-3>", self._pressed)
        keys.on_tag(self, self._tag, "<Escape>", lambda _event: self.close())
        root.kit_overlay = self
        keys.keep_inside(self)

    def open(self, first: tk.Misc | None = None, *, at: tk.Misc | tuple[int, int] | None = None) -> None:
        """Show it under a widget, or at a point of the screen; give `first` the focus."""
        self.hear()
        self.update_idletasks()
        root, wide, edge = self.winfo_toplevel(), theme.px(self._width), theme.px(EDGE)
        self._lower(self.winfo_reqheight() - root.winfo_height() + 2 * edge)
        high = self.winfo_reqheight()
        left, top = root.winfo_rootx(), root.winfo_rooty()
        if isinstance(at, tuple):
            x, y, over = at[0] - left, at[1] - top, at[1] - top - high
        else:
            x = at.winfo_rootx() - left
            y = at.winfo_rooty() - top + at.winfo_height() + theme.px(GAP)
            over = at.winfo_rooty() - top - high - theme.px(GAP)
            if x + wide > root.winfo_width() - edge:
                x = at.winfo_rootx() - left + at.winfo_width() - wide
        if y + high > root.winfo_height() - edge:
            y = over if over > edge else root.winfo_height() - edge - high
        x = max(edge, min(x, root.winfo_width() - edge - wide))
        tk.Place.place_configure(self, x=x, y=max(edge, y), width=wide)
        self.lift()
        if cover.keep_on_top(root):
            return  # it waits under the cover, which gives it the keys when it goes
        self._grab()
        if first is not None:
            first.focus_set()

    def _lower(self, by: int) -> None:
        """In a low window the list in it shows fewer rows, `by` device pixels less; it scrolls."""
        grid = next((one for one in within(self) if isinstance(one, DataGrid)), None)
        if by > 0 and grid is not None:
            body = grid.view.body
            row = theme.px(grid.view.shape.row)
            body.configure(height=max(FEWEST * row, (int(body.cget("height")) - by) // row * row))
            self.update_idletasks()

    def take_keys(self) -> None:
        """What covered it is gone: pointer and keys again."""
        self._grab()

    def hear(self) -> None:
        """Escape works in everything that stands in it now; call it again after putting more in."""
        for widget in within(self):
            if self._tag not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), self._tag))

    def _grab(self) -> None:
        if cover.of(self) is not None:
            return
        if self.winfo_viewable():
            self.grab_set()
        else:
            # by the window: a timer of this panel would outlive it, and its name may then be another command's
            root = self.winfo_toplevel()
            self._timer = root.after(30, lambda: root.kit_overlay is self and self.winfo_exists() and self._grab())

    def _pressed(self, event: tk.Event) -> str:
        # the grab sends every press of the window here; one outside means that something else is wanted
        x, y = event.x_root - self.winfo_rootx(), event.y_root - self.winfo_rooty()
        if not (0 <= x < self.winfo_width() and 0 <= y < self.winfo_height()):
            self.close()
        return "break"

    def close(self) -> str:
        """Take it away."""
        if not self.winfo_exists():
            return "break"
        root = self.winfo_toplevel()
        if root.kit_overlay is self:
            root.kit_overlay = self._outer
            keys.keep_inside(self._outer)
        on_close, self._on_close = self._on_close, None
        if self._timer:
            root.after_cancel(self._timer)
        self.grab_release()
        self.destroy()
        if not cover.keep_on_top(root) and self._before is not None and self._before.winfo_exists():
            self._before.focus_set()
        if on_close:
            on_close()
        return "break"
