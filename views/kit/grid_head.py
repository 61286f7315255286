"""The header of a grid: labels, sort arrows, the box that checks all, widths changed by dragging."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from views.kit import icons, shapes, theme
from views.kit.grid_columns import CHECK, Span

HEIGHT = 38
_NARROWEST = 40


class Head(tk.Canvas):
    """Draws the spans a grid gives it; tells the grid what was asked."""

    def __init__(
        self,
        master: tk.Misc,
        on_sort: Callable[[str], None],
        on_all: Callable[[], None],
        on_width: Callable[[str, int], None],
    ):
        super().__init__(master, bd=0, highlightthickness=0, height=theme.px(HEIGHT))
        self._on_sort, self._on_all, self._on_width = on_sort, on_all, on_width
        self._spans: list[Span] = []
        self._shift = 0
        self._pull: tuple[Span, int] | None = None
        self.bind("<Button-1>", self._press)
        self.bind("<B1-Motion>", self._drag)
        self.bind("<ButtonRelease-1>", lambda _event: setattr(self, "_pull", None))
        self.bind("<Motion>", self._hover)

    def draw(
        self, spans: list[Span], width: int, shift: int, sort: tuple[str, str] | None, checked: bool, lines: bool
    ) -> None:
        """Draw everything anew: on a change of layout, sort or mode, never while scrolling."""
        self._spans, self._shift = spans, 0
        self.delete("all")
        high = theme.px(HEIGHT)
        self.configure(bg=theme.color("sunken"), height=high)
        for frozen in (False, True):
            if frozen and lines:
                edge = max((span.x + span.width for span in spans if span.frozen), default=0)
                self.create_rectangle(0, 0, edge, high, fill=theme.color("sunken"), width=0)
            for span in spans:
                if span.frozen == frozen:
                    self._label(span, sort, checked, lines)
        line = theme.color("line")
        self.create_rectangle(0, 0, width, 1, fill=line, width=0)
        self.create_rectangle(0, high - 1, width, high, fill=line, width=0)
        self.scroll_to(shift)

    def _label(self, span: Span, sort: tuple[str, str] | None, checked: bool, lines: bool) -> None:
        tags = () if span.frozen else ("side",)
        middle, pad, column = theme.px(HEIGHT) // 2, theme.px(8), span.column
        if lines:
            x = span.x + span.width
            self.create_rectangle(x - 1, 0, x, middle * 2, fill=theme.color("line"), width=0, tags=tags)
        if column.key == CHECK:
            self.create_image(span.x + span.width // 2, middle, image=shapes.checkbox(checked), tags=tags)
            return
        sorted_by = bool(sort) and sort[0] == column.key
        anchor = column.align
        x = {"w": span.x + pad, "e": span.x + span.width - pad, "center": span.x + span.width // 2}[anchor]
        size = 12 if "\n" in column.label else 13
        ink = theme.color("ink" if sorted_by else "ink2")
        text = self.create_text(x, middle, text=column.label, anchor=anchor, font=theme.font(size), fill=ink, tags=tags)
        if sorted_by:
            left, _, right, _ = self.bbox(text)
            arrow = icons.photo("chevron-down" if sort[1] == "desc" else "chevron-up", 14, "accent")
            at = left - theme.px(10) if anchor == "e" else right + theme.px(10)
            self.create_image(at, middle, image=arrow, tags=tags)

    def scroll_to(self, shift: int) -> None:
        """Follow the body sideways."""
        self.move("side", self._shift - shift, 0)
        self._shift = shift

    def _at(self, x: int) -> Span | None:
        for span in sorted(self._spans, key=lambda span: not span.frozen):
            left = span.x - (0 if span.frozen else self._shift)
            if left <= x < left + span.width:
                return span
        return None

    def _edge(self, x: int) -> Span | None:
        for span in self._spans:
            right = span.x + span.width - (0 if span.frozen else self._shift)
            if span.index >= 0 and abs(x - right) < theme.px(5) and not span.column.flex:
                return span
        return None

    def _hover(self, event: tk.Event) -> None:
        span = self._at(event.x)
        clickable = span and (span.column.sortable or span.column.key == CHECK)
        self.configure(cursor="sb_h_double_arrow" if self._edge(event.x) else "hand2" if clickable else "")

    def _press(self, event: tk.Event) -> None:
        edge = self._edge(event.x)
        self._pull = (edge, event.x) if edge else None
        span = self._at(event.x)
        if edge or span is None:
            return
        if span.column.key == CHECK:
            self._on_all()
        elif span.column.sortable and span.index >= 0:
            self._on_sort(span.column.key)

    def _drag(self, event: tk.Event) -> None:
        if self._pull:
            span, x = self._pull
            width = round((span.width + event.x - x) / theme.scale())
            self._on_width(span.column.key, max(_NARROWEST, width))
