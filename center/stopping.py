"""Long work that a person may stop: how it tells where it is and how it ends early."""
from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], object]
Cancel = Callable[[], bool]


class Cancelled(Exception):
    """The person stopped the work; nothing of it was kept."""


def step(progress: Progress | None, cancel: Cancel | None, done: int, total: int) -> None:
    """Tell how far the work is (total 0: unknown). Raises Cancelled when the person asked to stop."""
    if cancel and cancel():
        raise Cancelled
    if progress:
        progress(done, total)
