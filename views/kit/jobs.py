"""Long work off the window's thread: one worker, a queue, polled by `after`; progress and cancel.

The work must not touch Tk, and opens its own connection to whatever it reads.
"""

from __future__ import annotations

import queue
import threading
import time
import tkinter as tk
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

POLL = 50  # ms
TELL = 0.1  # s between two progress reports


class Cancelled(Exception):
    """Raised inside the work by `job.progress` or `job.check` after 取消."""


@dataclass
class Job:
    """One piece of work, as the work and the window see it."""

    name: str
    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None = None
    cancelled: Callable[[], object] | None = None
    _stop: threading.Event = field(default_factory=threading.Event)
    _news: Callable[[Job, int, int, str], None] | None = None
    _last: float = 0.0

    def progress(self, done: int, total: int, text: str = "") -> None:
        """Say how far the work is (told at most ten times a second). Raises Cancelled after 取消."""
        self.check()
        now = time.monotonic()
        if self._news and (now - self._last >= TELL or done >= total):
            self._last = now
            self._news(self, done, total, text)

    def check(self) -> None:
        """Raises Cancelled after 取消; call it between two steps that cannot be counted."""
        if self._stop.is_set():
            raise Cancelled

    def cancel(self) -> None:
        """Ask the work to stop at its next step."""
        self._stop.set()


class Jobs:
    """The window's work list: one job at a time, in order.

    `on_progress(job, done, total, text)`, and `on_progress(None, 0, 0, "")` when the list is empty.
    """

    def __init__(self, window: tk.Misc, on_progress: Callable[[Job | None, int, int, str], object] | None = None):
        self._window, self._on_progress = window, on_progress
        self._work: queue.Queue[Job | None] = queue.Queue()
        self._news: queue.Queue[tuple] = queue.Queue()
        self._open: list[Job] = []
        self._timer = ""
        self._thread: threading.Thread | None = None

    def run(
        self, name: str, work: Callable[[Job], Any], done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None, cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Queue `work(job)`; then, on the window's thread, `done(result)`, `failed(error)` or `cancelled()`.

        Without `failed` an error is raised again on the window's thread, where the one place for errors is.
        """
        job = Job(name, work, done, failed, cancelled)
        job._news = lambda *news: self._news.put(("progress", *news))
        self._open.append(job)
        self._work.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._loop, name="jobs", daemon=True)
            self._thread.start()
        if not self._timer:
            self._timer = self._window.after(POLL, self._poll)
        return job

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits."""
        return bool(self._open)

    def _loop(self) -> None:
        while True:
            job = self._work.get()
            if job is None:
                return
            try:
                job.check()
                self._news.put(("done", job, job.work(job)))
            except Cancelled:
                self._news.put(("cancelled", job))
            except BaseException as error:  # noqa: BLE001 - carried to the window's thread, never swallowed
                self._news.put(("failed", job, error))

    def _poll(self) -> None:
        self._timer = self._window.after(POLL, self._poll) if self._open else ""
        while True:
            try:
                kind, job, *rest = self._news.get_nowait()
            except queue.Empty:
                return
            if kind == "progress":
                if self._on_progress and job in self._open:
                    self._on_progress(job, *rest)
                continue
            self._open.remove(job)
            if not self._open and self._on_progress:
                self._on_progress(None, 0, 0, "")
            self._finish(kind, job, rest)

    def _finish(self, kind: str, job: Job, rest: list) -> None:
        if kind == "done":
            job.done(rest[0])
        elif kind == "cancelled":
            if job.cancelled:
                job.cancelled()
        elif job.failed:
            job.failed(rest[0])
        else:
            raise rest[0]

    def close(self) -> None:
        """Cancel everything and stop listening: the window goes."""
        for job in self._open:
            job.cancel()
        if self._timer:
            self._window.after_cancel(self._timer)
            self._timer = ""
        self._work.put(None)
        self._open.clear()
