"""The pages of a PDF under one another on a canvas; those in view are drawn in the job thread, a few are kept."""

from __future__ import annotations

import tkinter as tk
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PIL import ImageTk

from views.kit import theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.state.rendering import PdfPages

GAP, EDGE = 18, 28  # design px between pages, and beside them
KEPT = 10
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)
SCREEN = 96 / 72  # device pixels a point at 100 %


class PdfView(Placed, tk.Canvas):
    """`show(pages)`; `fit` is "width", "page" or "" (then `zoom`). `run(work, done)` works in the job thread."""

    ground = "veil"

    def __init__(
        self,
        master: tk.Misc,
        run: Callable[[Callable[[], Any], Callable[[Any], object]], object],
        on_page: Callable[[int, int], object] = lambda _at, _count: None,
    ) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=theme.px(2), takefocus=1, width=1, height=1)
        self._run, self._on_page = run, on_page
        self.pages: PdfPages | None = None
        self.fit, self.zoom = "width", 1.0
        self._tops: list[tuple[int, int, int]] = []  # y, width, height in device pixels
        self._pictures: OrderedDict[tuple[int, int], ImageTk.PhotoImage] = OrderedDict()
        self._wanted: set[tuple[int, int]] = set()
        self._top, self._high, self._told = 0, 0, -1
        self._bar = OverlayBar(self, self._jump)
        self._listen()
        theme.follow(self, self._lay_out)

    def _listen(self) -> None:
        self.bind("<Configure>", lambda _event: self._lay_out())
        step = theme.px(70)
        if self.tk.call("tk", "windowingsystem") == "x11":
            self.bind("<Button-4>", lambda event: self._wheel(event, -step))
            self.bind("<Button-5>", lambda event: self._wheel(event, step))
        else:
            self.bind("<MouseWheel>", lambda event: self._wheel(event, -step if event.delta > 0 else step))
        for key, by in (("<Down>", step), ("<Up>", -step)):
            self.bind(key, lambda _event, by=by: self.scroll(by))
        self.bind("<Next>", lambda _event: self.turn(1))
        self.bind("<Prior>", lambda _event: self.turn(-1))
        self.bind("<Home>", lambda _event: self.go_to(0))
        self.bind("<End>", lambda _event: self.go_to(len(self._tops) - 1))
        self.bind("<Button-1>", self._press)
        self.bind("<B1-Motion>", lambda event: self._bar.drag(event.x, event.y))
        self.bind("<ButtonRelease-1>", lambda _event: self._bar.release())

    def _press(self, event: tk.Event) -> None:
        self.focus_set()
        self._bar.press(event.x, event.y)

    # ---- what is shown
    def show(self, pages: PdfPages | None) -> None:
        """Show another file from its first page; the one before is closed in the job thread."""
        before, self.pages = self.pages, pages
        if before is not None:
            self._run(before.close, lambda _none: None)
        self._pictures.clear()
        self._wanted.clear()
        self._top, self._told = 0, -1
        self._lay_out()

    def use(self, fit: str = "", zoom: float = 0.0) -> None:
        """Fit the width or the whole page, or take a zoom."""
        self.fit, self.zoom = fit, zoom or self.zoom
        self._lay_out()

    def zoom_by(self, step: int) -> None:
        """The next larger or smaller zoom."""
        now = self._scale() / SCREEN / theme.scale()
        larger = [one for one in ZOOMS if one > now + 0.01]
        smaller = [one for one in ZOOMS if one < now - 0.01]
        self.use("", (larger[:1] or ZOOMS[-1:])[0] if step > 0 else (smaller[-1:] or ZOOMS[:1])[0])

    @property
    def percent(self) -> int:
        """The zoom in use."""
        return round(100 * self._scale() / SCREEN / theme.scale())

    @property
    def current(self) -> int:
        """The page in view (from 0)."""
        middle = self._top + self.winfo_height() // 3
        return next(
            (at for at, (y, _wide, high) in enumerate(self._tops) if y + high > middle), max(0, len(self._tops) - 1)
        )

    @property
    def drawn(self) -> int:
        """How many pages are drawn just now: for tests and pictures."""
        return len(self._pictures)

    def _scale(self) -> float:
        if self.pages is None or not self.pages.sizes:
            return SCREEN
        room = max(100, self.winfo_width() - 2 * theme.px(EDGE))
        wide = max(size[0] for size in self.pages.sizes)
        if self.fit == "width":
            return min(room / wide, SCREEN * theme.scale() * 1.5)
        if self.fit == "page":
            high = max(100, self.winfo_height() - 2 * theme.px(GAP))
            at = min(self.current, len(self.pages.sizes) - 1) if self._tops else 0
            return min(room / self.pages.sizes[at][0], high / self.pages.sizes[at][1])
        return self.zoom * SCREEN * theme.scale()

    def _lay_out(self) -> None:
        ground = theme.color(self.ground)
        self.configure(bg=ground, highlightbackground=ground, highlightcolor=theme.color("accent_ink"))
        if self.pages is None or self.winfo_width() < 2:
            self._tops = []
            self.delete("page")
            return
        share = self._top / self._high if self._high else 0
        scale, y = self._scale(), theme.px(GAP)
        tops = []
        for wide, high in self.pages.sizes:
            tops.append((y, round(wide * scale), round(high * scale)))
            y += tops[-1][2] + theme.px(GAP)
        self._tops, self._high = tops, y
        self._top = round(share * y)
        self._paint()

    def _paint(self) -> None:
        self._top = max(0, min(self._top, self._high - self.winfo_height()))
        self.delete("page")
        bottom = self._top + self.winfo_height()
        for at, (y, wide, high) in enumerate(self._tops):
            if y + high >= self._top and y <= bottom:
                self._page(at, y - self._top, wide, high)
        if self._high:
            self._bar.put(
                self._top / max(1, self._high - self.winfo_height()), min(1.0, self.winfo_height() / self._high)
            )
        if self._told != self.current:
            self._told = self.current
            self._on_page(self.current, len(self._tops))

    def _page(self, at: int, y: int, wide: int, high: int) -> None:
        x = max(theme.px(EDGE), (self.winfo_width() - wide) // 2)
        line = theme.color("line_strong")
        self.create_rectangle(x - 1, y - 1, x + wide, y + high, fill="#FFFFFF", outline=line, tags="page")
        picture = self._pictures.get((at, wide))
        if picture is not None:
            self._pictures.move_to_end((at, wide))
            self.create_image(x, y, anchor="nw", image=picture, tags="page")
        elif (at, wide) not in self._wanted:
            self._want(at, wide)

    def _want(self, at: int, wide: int) -> None:
        pages = self.pages
        self._wanted.add((at, wide))

        def drawn(picture) -> None:
            self._wanted.discard((at, wide))
            if self.pages is not pages or not self.winfo_exists():
                return
            self._pictures[at, wide] = ImageTk.PhotoImage(picture, master=self)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            self._paint()

        self._run(lambda: pages.draw(at, wide), drawn)

    # ---- moving
    def scroll(self, by: int) -> str:
        """By device pixels."""
        if self._tops:
            self._top += by
            self._paint()
        return "break"

    def turn(self, by: int) -> str:
        """To the next or the previous page."""
        return self.go_to(self.current + by)

    def go_to(self, at: int) -> str:
        """To a page (from 0)."""
        if self._tops:
            self._top = self._tops[max(0, min(len(self._tops) - 1, at))][0] - theme.px(GAP)
            self._paint()
        return "break"

    def _wheel(self, event: tk.Event, by: int) -> str:
        if event.state & 0x4:
            self.zoom_by(-1 if by > 0 else 1)
            return "break"
        return self.scroll(by)

    def _jump(self, share: float) -> None:
        self._top = round(share * max(0, self._high - self.winfo_height()))
        self._paint()
