"""The header of a grid: labels, sort arrows, the box that checks all; dragged to widen or to move a column."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from center.words import spoken
from views.kit import icons, shapes, theme
from views.kit.grid_columns import CHECK, Span
from views.kit.text_fit import Fit

HEIGHT = 38
NARROWEST = 40
_FAR = 6  # design px a header is pulled before it moves
_SHIFT = 0x1

Sort = Sequence[tuple[str, str]]


class Head(tk.Canvas):
    """Draws the spans a grid gives it; tells the grid what was asked."""

    def __init__(self, grid):
        super().__init__(grid, bd=0, highlightthickness=0, height=theme.px(HEIGHT))
        self.owner = grid
        self._spans: list[Span] = []
        self._shift = 0
        self._edge_held: tuple[Span, int] | None = None
        self._held: tuple[Span, int] | None = None
        self._target: str | None = None
        self.bind("<Button-1>", self._press)
        self.bind("<B1-Motion>", self._drag)
        self.bind("<ButtonRelease-1>", self._release)
        self.bind("<Motion>", self._hover)
        for button in ("<Button-2>", "<Button-3>"):
            self.bind(button, self._menu)

    # ---- drawing
    def draw(self, spans: list[Span], width: int, shift: int, sort: Sort, checked: bool, lines: bool) -> None:
        """Draw everything anew: on a change of layout, sort or mode, never while scrolling."""
        self._spans, self._shift = spans, 0
        self.delete("all")
        high = theme.px(HEIGHT)
        self.configure(bg=theme.color("sunken"), height=high)
        for frozen in (False, True):
            if frozen:
                edge = max((span.x + span.width for span in spans if span.frozen), default=0)
                self.create_rectangle(0, 0, edge, high, fill=theme.color("sunken"), width=0)
            for span in spans:
                if span.frozen == frozen:
                    self._label(span, sort, checked, lines)
        line = theme.color("line")
        self.create_rectangle(0, 0, width, 1, fill=line, width=0)
        self.create_rectangle(0, high - 1, width, high, fill=line, width=0)
        self._drop = self.create_rectangle(0, 0, 0, 0, width=0, state="hidden", fill=theme.color("accent"))
        self.scroll_to(shift)

    def _label(self, span: Span, sort: Sort, checked: bool, lines: bool) -> None:
        tags = () if span.frozen else ("side",)
        middle, pad, column = theme.px(HEIGHT) // 2, theme.px(8), span.column
        if lines:
            x = span.x + span.width
            self.create_rectangle(x - 1, 0, x, middle * 2, fill=theme.color("line"), width=0, tags=tags)
        if column.key == CHECK:
            self.create_image(span.x + span.width // 2, middle, image=shapes.checkbox(checked), tags=tags)
            return
        ways = dict(sort)
        anchor = column.align
        x = {"w": span.x + pad, "e": span.x + span.width - pad, "center": span.x + span.width // 2}[anchor]
        size = 12 if "\n" in column.label else 13
        ink = theme.color("ink" if column.key in ways else "ink2")
        words, font = spoken(column.label), theme.font(size)
        if size == 13:  # a translation may be longer than its column
            words = Fit(font).elide(words, span.width - pad - (theme.px(26) if column.key in ways else 0))
        text = self.create_text(x, middle, text=words, anchor=anchor, font=font, fill=ink, tags=tags)
        if column.key in ways:
            rank = [key for key, _way in sort].index(column.key) + 1 if len(sort) > 1 else 0
            self._arrow(text, anchor, ways[column.key], rank, tags)

    def _arrow(self, text: int, anchor: str, way: str, rank: int, tags: tuple[str, ...]) -> None:
        """The arrow beside a label, and which of several sort keys it is."""
        left, _, right, _ = self.bbox(text)
        middle, step = theme.px(HEIGHT) // 2, theme.px(10)
        at = left - step if anchor == "e" else right + step
        arrow = icons.photo("chevron-down" if way == "desc" else "chevron-up", 14, "accent")
        self.create_image(at, middle, image=arrow, tags=tags)
        if rank:
            beside = at - step if anchor == "e" else at + step
            ink = theme.color("accent_ink")
            self.create_text(beside, middle, text=str(rank), font=theme.font(12), fill=ink, tags=tags)

    def scroll_to(self, shift: int) -> None:
        """Follow the body sideways."""
        self.move("side", self._shift - shift, 0)
        self._shift = shift

    # ---- the pointer
    def _left(self, span: Span) -> int:
        return span.x - (0 if span.frozen else self._shift)

    def _at(self, x: int) -> Span | None:
        for span in sorted(self._spans, key=lambda span: not span.frozen):
            if self._left(span) <= x < self._left(span) + span.width:
                return span
        return None

    def _edge(self, x: int) -> Span | None:
        for span in self._spans:
            if span.index >= 0 and abs(x - self._left(span) - span.width) < theme.px(5):
                return span
        return None

    def _hover(self, event: tk.Event) -> None:
        span = self._at(event.x)
        clickable = span and (span.column.sortable or span.column.key == CHECK)
        self.configure(cursor="sb_h_double_arrow" if self._edge(event.x) else "hand2" if clickable else "")

    def _press(self, event: tk.Event) -> None:
        edge, span = self._edge(event.x), self._at(event.x)
        self._edge_held = (edge, event.x) if edge else None
        self._held, self._target = (None if edge or span is None else (span, event.x)), None

    def _drag(self, event: tk.Event) -> None:
        if self._edge_held:
            self._widen(event.x, done=False)
        elif self._held and self.owner.on_move is not None and self._held[0].index >= 0:
            if self._target is not None or abs(event.x - self._held[1]) > theme.px(_FAR):
                self._show_target(event.x)

    def _widen(self, x: int, done: bool) -> None:
        span, start = self._edge_held
        width = round((span.width + x - start) / theme.scale())
        self.owner.set_width(span.column.key, max(NARROWEST, width), done)

    def _show_target(self, x: int) -> None:
        """A line where the column would go; `_target` is the key of the one behind it, "" at the end."""
        movable = [span for span in self._spans if span.index >= 0]
        behind = next((span for span in movable if x < self._left(span) + span.width // 2), None)
        self._target = behind.column.key if behind else ""
        at = self._left(behind) if behind else self._left(movable[-1]) + movable[-1].width
        self.coords(self._drop, at - theme.px(1), 0, at + theme.px(1), theme.px(HEIGHT))
        self.itemconfigure(self._drop, state="normal")
        self.tag_raise(self._drop)
        self.configure(cursor="fleur")

    def _release(self, event: tk.Event) -> None:
        held, target, edge = self._held, self._target, self._edge_held
        if edge and event.x != edge[1]:
            self._widen(event.x, done=True)
        self._edge_held = self._held = self._target = None
        if target is not None:
            self.itemconfigure(self._drop, state="hidden")
            self.configure(cursor="")
            if target != held[0].column.key:
                self.owner.on_move(held[0].column.key, target)
        elif held is not None:
            self._clicked(held[0], also=bool(event.state & _SHIFT))

    def _clicked(self, span: Span, also: bool) -> None:
        if span.column.key == CHECK:
            self.owner.check_all()
        elif span.column.sortable and span.index >= 0:
            self.owner.sort_by(span.column.key, also)

    def _menu(self, event: tk.Event) -> str:
        span = self._at(event.x)
        if span is not None and span.index >= 0:
            self.owner.on_head(span.column.key, event.x_root, event.y_root)
        return "break"
