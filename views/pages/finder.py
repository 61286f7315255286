"""The find-anyone box over any page: type, ↑↓, Enter opens the record in its list."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from views.kit import icons, theme
from views.kit.entry import Entry
from views.kit.overlay import Overlay
from views.kit.surface import Label, Panel
from views.kit.text_fit import Fit
from views.state.finding import FindState

if TYPE_CHECKING:
    from views.bench import Bench

WIDTH, ROW, ROUND, REST = 620, 46, 130, 60  # design px (ROUND: all but the hits), ms
MOST = 8
ICONS = {"people": "user", "members": "flag", "branches": "network", "staff": "id-card", "items": "clipboard-list"}


class Finder:
    """Opens at once; closes on Escape or when a hit is opened."""

    def __init__(self, bench: Bench) -> None:
        room = bench.root.winfo_height() * 0.9 / theme.scale() - ROUND
        self.bench, self.state, self._timer = bench, FindState(bench.desk, max(3, min(MOST, int(room // ROW)))), ""
        self.box = Overlay(bench.root, width=WIDTH, on_close=self._gone)
        head = Panel(self.box.inside)
        head.pack(fill="x", padx=16, pady=(16, 8))
        self.entry = Entry(head, hint="找人、找事：姓名、首字母、后四位、住址", on_change=self._typed)
        self.entry.pack(fill="x")
        self.rows = tk.Canvas(self.box.inside, bd=0, highlightthickness=0, height=1)
        self.rows.pack(fill="x")
        self.note = Label(self.box.inside, "", 12, "ink3", wrap=WIDTH - 40)
        self.note.pack(fill="x", padx=20, pady=(8, 14))
        inner = self.entry.inner
        inner.bind("<Down>", lambda _event: self._step(1))
        inner.bind("<Up>", lambda _event: self._step(-1))
        inner.bind("<Return>", lambda _event: self.open())
        inner.bind("<KP_Enter>", lambda _event: self.open())
        self.rows.bind("<Motion>", self._hover)
        self.rows.bind("<ButtonRelease-1>", lambda _event: self.open())
        theme.follow(self.rows, self._draw)
        self.box.open(self.entry)
        tk.Place.place_configure(self.box, relx=0.5, rely=0.06, anchor="n")  # it grows downwards, the box stays

    def _typed(self, _text: str) -> None:
        if self._timer:
            self.box.after_cancel(self._timer)
        self._timer = self.box.after(REST, self.look)

    def look(self) -> None:
        """Search for what stands in the box."""
        self._timer = ""
        self.state.look(self.entry.text())
        self._draw()

    def _step(self, by: int) -> str:
        self.state.step(by)
        self._draw()
        return "break"

    def _hover(self, event: tk.Event) -> None:
        place = int(event.y // theme.px(ROW))
        if place != self.state.mark and place < len(self.state.hits):
            self.state.mark = place
            self._draw()

    def _draw(self) -> None:
        rows, state, p = self.rows, self.state, theme.px
        rows.delete("all")
        rows.configure(bg=theme.color("floating"), height=max(1, p(ROW) * len(state.hits)))
        title, small, room = theme.font(14, True), theme.font(13), p(WIDTH - 84)
        for place, hit in enumerate(state.hits):
            top, on = place * p(ROW), place == state.mark
            if on:
                rows.create_rectangle(0, top, p(WIDTH), top + p(ROW), fill=theme.color("selected"), width=0)
                rows.create_rectangle(0, top, p(3), top + p(ROW), fill=theme.color("accent"), width=0)
            icon = icons.photo(ICONS.get(hit.record, "file-text"), 18, "accent_ink" if on else "ink3")
            rows.create_image(p(30), top + p(ROW) // 2, image=icon)
            rows.create_text(
                p(54),
                top + p(14),
                anchor="w",
                text=Fit(title).elide(hit.title, room),
                font=title,
                fill=theme.color("ink"),
            )
            rows.create_text(
                p(54),
                top + p(33),
                anchor="w",
                text=Fit(small).elide(hit.detail, room),
                font=small,
                fill=theme.color("ink2"),
            )
        self.note.put(state.note)

    def open(self) -> str:
        """Open the marked hit."""
        if self._timer:
            self.box.after_cancel(self._timer)
            self.look()
        hit = self.state.marked
        if hit is not None:
            self.box.close()
            self.bench.open_record(hit.record, hit.id)
        return "break"

    def _gone(self) -> None:
        if self._timer:
            self.box.after_cancel(self._timer)
            self._timer = ""
