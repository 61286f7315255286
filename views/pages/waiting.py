"""A front page while something is made: what it is, how far, and 取消."""

from __future__ import annotations

from collections.abc import Callable

from center.words import N_, say
from views.kit.controls import Button, Label
from views.kit.jobs import Job
from views.pages.front import Front


class WaitingPage(Front):
    """`progress(...)` takes what Jobs tells."""

    def __init__(self, root, title: str, words: str) -> None:
        super().__init__(root, title, words)
        self.line = Label(self.inside, "", 13, "ink3")
        self.line.pack(fill="x", pady=(24, 10))
        self.stop = Button(self.inside, say(N_("取消")))
        self.stop.pack(anchor="w")

    def on_cancel(self, act: Callable[[], object]) -> None:
        """What 取消 does."""
        self.stop.configure(command=act)

    def progress(self, job: Job | None, done: int = 0, total: int = 0, text: str = "") -> None:
        """One step further."""
        self.line.put(f"{text or job.name}  {done:,} / {total:,}" if job and total else text)

    def focus_first(self) -> None:
        """On 取消."""
        self.stop.focus_set()
