"""The small pages at the left of a dossier: one canvas, drawn as they come into view, the page in front framed."""

from __future__ import annotations

import tkinter as tk
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from PIL import ImageTk

from center.words import spoken
from views.kit import pointer, theme
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.kit.text_fit import Fit
from views.state.rendering import PdfPages

WIDE, HIGH, STEP, TOP = 84, 119, 153, 14  # design px: a small page, from one to the next, above the first
KEPT = 60
NOTCH = 76


class Thumbs(Placed, tk.Canvas):
    """`show(pages, name)`: `name(page)` stands under each; `on_pick(page)` when one is clicked."""

    def __init__(self, master: tk.Misc, run: Callable[[Callable[[], Any], Callable[[Any], object]], object],
                 on_pick: Callable[[int], object]) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=0)
        self._run, self._on_pick = run, on_pick
        self.pages: PdfPages | None = None
        self.current, self._top, self._name = 0, 0, str
        self._pictures: OrderedDict[int, ImageTk.PhotoImage] = OrderedDict()
        self._wanted: set[int] = set()
        self._pool: list[tuple[int, int, int]] = []
        self._bar = OverlayBar(self, self._jump)
        self.bind("<Configure>", lambda _event: self.paint())
        self.bind("<Button-1>", self._press)
        self.bind("<B1-Motion>", lambda event: self._bar.drag(event.x, event.y))
        self.bind("<ButtonRelease-1>", lambda _event: self._bar.release())
        pointer.wheel(self, lambda by: self._scroll(by * theme.px(NOTCH)), 1)
        theme.follow(self, self._recolour)

    @property
    def drawn(self) -> int:
        """How many small pages are drawn: for tests."""
        return len(self._pictures)

    def show(self, pages: PdfPages | None, name: Callable[[int], str]) -> None:
        """Another file."""
        self.pages, self._name = pages, name
        for _sheet, picture, _words in self._pool:  # an item must not hold a picture that goes
            self.itemconfigure(picture, image="")
        self._pictures.clear()
        self._wanted.clear()
        self.paint()

    def go_to(self, page: int) -> None:
        """Frame a page and bring it into view."""
        self.current = page
        upper = theme.px(TOP + page * STEP)
        room = self.winfo_height()
        self._top = min(upper - theme.px(TOP), max(self._top, upper + theme.px(STEP) - room))
        self.paint()

    def _high(self) -> int:
        count = len(self.pages.sizes) if self.pages else 0
        return theme.px(2 * TOP + count * STEP)

    def paint(self) -> None:
        """Put the pages that are in view to their places; items are made once and moved."""
        room, step = self.winfo_height(), theme.px(STEP)
        self._top = max(0, min(self._top, self._high() - room))
        count = len(self.pages.sizes) if self.pages else 0
        first = max(0, (self._top - theme.px(TOP)) // step)
        shown = range(first, min(count, first + room // step + 2)) if room > 2 else range(0)
        while len(self._pool) < len(shown):
            self._pool.append((self.create_rectangle(0, 0, 0, 0), self.create_image(0, 0, anchor="nw"),
                               self.create_text(0, 0, anchor="n")))
        for nth, items in enumerate(self._pool):
            self._put(items, shown[nth] if nth < len(shown) else -1)
        high = max(1, self._high())
        self._bar.put(self._top / max(1, high - room), min(1.0, room / high))

    def _put(self, items: tuple[int, int, int], page: int) -> None:
        sheet, picture, words = items
        if page < 0:
            self.itemconfigure(picture, image="")
            for item in items:
                self.itemconfigure(item, state="hidden")
            return
        wide, high = theme.px(WIDE), theme.px(HIGH)
        left, top = (self.winfo_width() - wide) // 2, theme.px(TOP + page * STEP) - self._top
        here = page == self.current
        edge = theme.px(3) if here else 1
        self.coords(sheet, left - edge, top - edge, left + wide + edge - 1, top + high + edge - 1)
        self.itemconfigure(sheet, state="normal", fill="#FFFFFF", width=theme.px(2) if here else 1,
                           outline=theme.color("accent" if here else "line_strong"))
        seen = self._pictures.get(page)
        if seen is not None:
            self.coords(picture, left + (wide - seen.width()) // 2, top + (high - seen.height()) // 2)
        self.itemconfigure(picture, image=seen or "", state="normal" if seen else "hidden")
        if seen is None:
            self._want(page)
        self.coords(words, left + wide // 2, top + high + theme.px(7))
        font = theme.font(12, here)
        text = Fit(font).elide(spoken(self._name(page)), self.winfo_width() - theme.px(12))
        ink = theme.color("accent_ink" if here else "ink2")
        self.itemconfigure(words, state="normal", text=text, font=font, fill=ink)

    def _want(self, page: int) -> None:
        if page in self._wanted:
            return
        pages = self.pages
        self._wanted.add(page)
        wide, high = pages.sizes[page]
        width = theme.px(min(WIDE, HIGH * wide / high))

        def drawn(picture: Any) -> None:
            self._wanted.discard(page)
            if self.pages is not pages or not self.winfo_exists():
                return
            self._pictures[page] = ImageTk.PhotoImage(picture, master=self)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
            self.paint()

        self._run(lambda: pages.draw(page, width), drawn)

    def _press(self, event: tk.Event) -> None:
        if self._bar.press(event.x, event.y) or self.pages is None:
            return
        page = (event.y + self._top - theme.px(TOP)) // theme.px(STEP)
        if 0 <= page < len(self.pages.sizes):
            self._on_pick(page)

    def _scroll(self, by: int) -> None:
        self._top += by
        self.paint()

    def _jump(self, share: float) -> None:
        self._top = round(share * max(0, self._high() - self.winfo_height()))
        self.paint()

    def _recolour(self) -> None:
        self.configure(bg=theme.color("surface"))
        self.paint()
