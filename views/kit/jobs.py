"""Long work off the window's thread: one worker, a queue, polled by `after`; progress and cancel.

The work must not touch Tk, and opens its own connection to whatever it reads. The next one begins when the window has
shown what the one before it did: what a page reads then is not written to at the same time.
"""

from __future__ import annotations

import queue
import sys
import threading
import time
import tkinter as tk
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

POLL = 50  # ms
SLICE = 0.0001  # s a worker may hold the interpreter while the window waits: Python's own 5 ms made each key wait
TELL = 0.1  # s between two progress reports


class Cancelled(Exception):
    """Raised inside the work by `job.progress` or `job.check` after 取消."""


@dataclass
class Job:
    """One piece of work, as the work and the window see it. A `quiet` one keeps nobody from leaving."""

    name: str
    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None = None
    cancelled: Callable[[], object] | None = None
    quiet: bool = False
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
        sys.setswitchinterval(SLICE)
        self._window, self._on_progress = window, on_progress
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="jobs")
        self._news: queue.Queue[tuple] = queue.Queue()
        self._open: list[Job] = []
        self._running: Future | None = None
        self._timer = ""

    def run(
        self,
        name: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Queue `work(job)`; then, on the window's thread, `done(result)`, `failed(error)` or `cancelled()`.

        Without `failed` an error is raised again on the window's thread, where the one place for errors is.
        """
        job = Job(name, work, done, failed, cancelled)
        job._news = lambda *news: self._news.put(news)
        self._open.append(job)
        if not self._timer:
            self._begin()
            self._timer = self._window.after(POLL, self._poll)
        return job

    def _begin(self) -> None:
        """Let the first one work, if none does."""
        if self._running is None and self._open:
            self._running = self._worker.submit(_do, self._open[0])

    @property
    def busy(self) -> bool:
        """Whether anything runs or waits that somebody would miss."""
        return any(not job.quiet for job in self._open)

    def holds(self, job: Job) -> bool:
        """Whether a job waits or works, or the window does not know of its end yet."""
        return any(one is job for one in self._open)

    def _poll(self) -> None:
        # the next look is arranged first: what follows may raise, or ask a person and wait
        self._timer = self._window.after(POLL, self._poll) if self._open else ""
        self._tell_progress()
        if self._running is None:
            self._begin()
        elif self._running.done():
            job, future, self._running = self._open.pop(0), self._running, None
            if not self._open and self._on_progress:
                self._on_progress(None, 0, 0, "")
            try:
                self._finish(job, future)
            finally:
                if self._timer:  # not closed meanwhile
                    self._begin()

    def _tell_progress(self) -> None:
        latest = None
        while not self._news.empty():
            latest = self._news.get_nowait()
        if latest and self._on_progress and self._open and latest[0] is self._open[0]:
            self._on_progress(*latest)

    def _finish(self, job: Job, future: Future) -> None:
        error = future.exception()
        if error is None:
            job.done(future.result())
        elif isinstance(error, Cancelled):
            if job.cancelled:
                job.cancelled()
        elif job.failed:
            job.failed(error)
        else:
            raise error

    def close(self) -> None:
        """Cancel everything and stop listening: the window goes."""
        for job in self._open:
            job.cancel()
        if self._timer:
            self._window.after_cancel(self._timer)
            self._timer = ""
        self._worker.shutdown(wait=False, cancel_futures=True)
        self._open.clear()
        self._running = None

    def wait(self) -> None:
        """After `close`: until the work under way has stopped, so that its store can be closed under nobody."""
        self._worker.shutdown(wait=True)


def _do(job: Job) -> Any:
    job.check()
    return job.work(job)
