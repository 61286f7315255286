"""The status bar: a sentence at the left, keys at the right, and a running job with 取消."""

from __future__ import annotations

import tkinter as tk

from center.words import N_, spoken
from views.kit import shapes, theme
from views.kit.buttons import Link
from views.kit.jobs import Job
from views.kit.surface import Label, Panel, Rule
from views.kit.text_fit import Fit

HEIGHT = 34
_LONG = 160  # design px: the progress line
EDGE, BETWEEN = 24, "　"  # design px at both sides; what stands between two keys


class StatusBar(Panel):
    """`put(text)` and `hints(text)`; give `progress` to `Jobs` as its `on_progress`."""

    def __init__(self, master: tk.Misc):
        super().__init__(master, "sunken", height=HEIGHT)
        Rule(self).pack(fill="x", side="top")
        self._text, self._words = Label(self, "", 12, "ink3"), ""
        self._text.pack(side="left", padx=(24, 0))
        self._hints, self._keys = Label(self, "", 12, "ink3"), ""
        self._hints.pack(side="right", padx=(0, 24))
        self._job: Job | None = None
        self._work = Panel(self)
        self._name = Label(self._work, "", 12, "ink2")
        self._name.pack(side="left")
        self._line = tk.Canvas(self._work, bd=0, highlightthickness=0, width=theme.px(_LONG), height=theme.px(6))
        self._line.pack(side="left", padx=theme.px(10))
        self._trough = self._line.create_image(0, 0, anchor="nw")
        self._fill = self._line.create_image(0, 0, anchor="nw")
        self._share = 0.0
        self.cancel = Link(self._work, N_("取消"), self._cancel, 12)
        self.cancel.pack(side="left")
        tk.Misc.bind(self, "<Configure>", lambda _event: self._fit(), add="+")
        theme.follow(self, self._paint_line)

    def put(self, text: str) -> None:
        """The sentence at the left."""
        self._words = spoken(text)
        self._fit()

    def hints(self, text: str) -> None:
        """The keys at the right."""
        self._keys = spoken(text)
        self._fit()

    def _fit(self) -> None:
        """The sentence, elided where it must be; as many keys as have room beside it: all are under Ctrl+/."""
        work = self._work.winfo_reqwidth() + theme.px(EDGE) if self._job else 0
        whole = self.winfo_width() - work - theme.px(2 * EDGE)
        self._text.put(Fit(theme.font(12)).elide(self._words, whole) if whole > 1 else self._words)
        room = whole - self._text.winfo_reqwidth() - theme.px(EDGE)
        parts = self._keys.split(BETWEEN)
        known = self.winfo_width() > 1
        while known and len(parts) > 1 and theme.font(12).measure(BETWEEN.join(parts)) > room:
            parts.pop()
        words = BETWEEN.join(parts)
        self._hints.put("" if known and room < theme.font(12).measure(words) else words)

    @property
    def working(self) -> bool:
        """Whether a job is shown."""
        return self._job is not None

    def progress(self, job: Job | None, done: int = 0, total: int = 0, text: str = "") -> None:
        """Show how far a job is; None takes it away."""
        if job is None:
            self._job = None
            self._work.pack_forget()
            self._fit()
            return
        if self._job is None:
            self._work.pack(side="left", padx=(24, 0))
        self._job = job
        count = f"  {done:,} / {total:,}" if total else ""
        self._name.put(f"{text or job.name}{count}")
        self._fit()
        self._share = done / total if total else 0.0
        self._paint_line()

    def _paint_line(self) -> None:
        long, high = theme.px(_LONG), theme.px(6)
        self._line.configure(bg=theme.color("sunken"))
        self._line.itemconfigure(self._trough, image=shapes.pill(long, high, theme.color("line")))
        filled = round(long * min(1.0, self._share))
        image = shapes.pill(max(high, filled), high, theme.color("accent")) if filled else ""
        self._line.itemconfigure(self._fill, image=image)

    def _cancel(self) -> None:
        if self._job:
            self._job.cancel()
            self._name.put(N_("正在取消……"))
