"""A panel taller than its place: mouse wheel over anything in it, and the focused control always seen."""

from __future__ import annotations

import tkinter as tk

from views.kit import theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Panel

_LANE = 14  # design px
_WHEEL = 48  # design px a notch


class Scroller(Panel):
    """Put things into `.inside`."""

    def __init__(self, master: tk.Misc, ground: str | None = None):
        super().__init__(master, ground)
        self._canvas = tk.Canvas(self, bd=0, highlightthickness=0)
        self._lane = tk.Canvas(self, bd=0, highlightthickness=0, width=theme.px(_LANE), height=1)  # not Tk's 10 cm
        # the lane first: where there is little room the content gives way, not the bar
        self._lane.pack(side="right", fill="y")
        self._canvas.pack(side="left", fill="both", expand=True)
        self.inside = Panel(self._canvas, self.ground)
        self._high = 0
        self._item = self._canvas.create_window(0, 0, anchor="nw", window=self.inside)
        self._bar = OverlayBar(self._lane, self._jump)
        self._canvas.bind("<Configure>", lambda event: self._fit(event.width))
        self.inside.bind("<Configure>", lambda _event: self._put_bar())
        self._canvas.configure(yscrollcommand=lambda *_share: self._put_bar())
        self._lane.bind("<Button-1>", lambda event: self._bar.press(event.x, event.y))
        self._lane.bind("<B1-Motion>", lambda event: self._bar.drag(event.x, event.y))
        self._lane.bind("<ButtonRelease-1>", lambda _event: self._bar.release())
        theme.follow(self, self._paint_scroller)
        _listen(self.winfo_toplevel())

    def _paint_scroller(self) -> None:
        for canvas in (self._canvas, self._lane):
            canvas.configure(bg=theme.color(self.ground))
        self._put_bar()

    def _fit(self, width: int) -> None:
        self._canvas.itemconfigure(self._item, width=width)
        self._put_bar()

    def _put_bar(self) -> None:
        high = max(1, self.inside.winfo_reqheight())
        if high != self._high:
            # only on a change: setting the region calls us again
            self._high = high
            self._canvas.configure(scrollregion=(0, 0, 1, high))
        seen = self._canvas.winfo_height()
        room = max(1, high - seen)
        top = self._canvas.canvasy(0)
        self._bar.put(top / room, min(1.0, seen / high))

    def _jump(self, share: float) -> None:
        high = max(1, self.inside.winfo_reqheight())
        self._canvas.yview_moveto(share * max(0, high - self._canvas.winfo_height()) / high)

    def scroll(self, pixels: int) -> None:
        """Scroll by device pixels."""
        high = max(1, self.inside.winfo_reqheight())
        if high > self._canvas.winfo_height():
            self._canvas.yview_moveto((self._canvas.canvasy(0) + pixels) / high)

    @property
    def top(self) -> float:
        """How far it is scrolled, device pixels."""
        return self._canvas.canvasy(0)

    def see(self, widget: tk.Misc) -> None:
        """Scroll so that a widget inside is seen; one longer than the view that is seen in part shows its own parts."""
        start, seen = widget.winfo_rooty() - self._canvas.winfo_rooty(), self._canvas.winfo_height()
        high = widget.winfo_height()
        if high <= seen or start >= seen or start + high <= 0:
            self.see_part(widget, 0, high)

    def see_part(self, widget: tk.Misc, top: int, bottom: int) -> None:
        """Scroll so that a part of a widget inside is seen: from `top` to `bottom` in it, device px."""
        start, margin = widget.winfo_rooty() - self.inside.winfo_rooty(), theme.px(40)
        top, bottom = start + top, start + bottom
        start, seen = self._canvas.canvasy(0), self._canvas.winfo_height()
        if top - margin < start:
            self.scroll(round(top - margin - start))
        elif bottom + margin > start + seen:
            self.scroll(round(bottom + margin - start - seen))


def _around(widget) -> Scroller | None:
    while isinstance(widget, tk.Misc):
        if isinstance(widget, Scroller):
            return widget
        widget = widget.master
    return None


def _listen(root: tk.Misc) -> None:
    """One set of bindings for all scrollers of a window: bindings of the dead would pile up."""
    if getattr(root, "kit_scrolls", False):
        return
    root.kit_scrolls = True

    def wheel(event: tk.Event, by: int) -> None:
        scroller = _around(event.widget)
        if scroller:
            scroller.scroll(by)

    def focused(event: tk.Event) -> None:
        scroller = _around(event.widget)
        if scroller and event.widget is not scroller:
            scroller.see(event.widget)

    def step() -> int:
        return theme.px(_WHEEL)  # asked each time: the size of texts may change while the window lives

    if root.tk.call("tk", "windowingsystem") == "x11":
        root.bind_all("<Button-4>", lambda event: wheel(event, -step()), add="+")
        root.bind_all("<Button-5>", lambda event: wheel(event, step()), add="+")
    else:
        root.bind_all("<MouseWheel>", lambda event: wheel(event, -step() if event.delta > 0 else step()), add="+")
    root.bind_all("<FocusIn>", focused, add="+")
