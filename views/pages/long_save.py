"""Saving what much hangs on: written in a job, with a note over the form that lies there until it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views.kit.controls import Label
from views.kit.overlay import Overlay

if TYPE_CHECKING:
    from views.bench import Bench

MANY = 400  # rows that follow: from here on the window would stand still


class Note(Overlay):
    """No key takes it away: what is typed meanwhile would be lost."""

    def __init__(self, bench: Bench, rows: int) -> None:
        super().__init__(bench)
        words = say(N_("正在保存，{count} 户的名称跟着改，请稍等"), count=f"{rows:,}")
        Label(self.inside, words, 14, wrap=400).pack(padx=24, pady=24)
        self.open(self)

    def close(self) -> str:
        """Escape: it stays."""
        return "break"

    def save(self) -> None:
        """Ctrl+S again: it is being saved."""

    print = save

    def over(self) -> None:
        """Done, or refused."""
        super().close()


def save(bench: Bench, rows: int, work: Callable[[], int], done: Callable[[int], object],
         refused: Callable[[UserError], object]) -> None:
    """`work()` in a job; then `done(row)` or `refused(error)`. A clock in doubt is asked about first."""
    if bench.doubted(lambda: save(bench, rows, work, done, refused)):
        return
    note = Note(bench, rows)

    def then(act: Callable) -> Callable:
        return lambda given: (note.over(), act(given))

    bench.work(say(N_("保存")), lambda _job: work(), then(done), then(refused), note.over)
