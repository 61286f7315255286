"""Work that nothing may come between: written or judged in a job, with a note over the page until it is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.errors import UserError
from views.kit.controls import Label
from views.kit.jobs import Job
from views.kit.overlay import Overlay

if TYPE_CHECKING:
    from views.bench import Bench

MANY = 400  # rows that follow: from here on the window would stand still
LOOK = 200  # ms


class Note(Overlay):
    """No key takes it away: what is typed meanwhile would be lost."""

    def __init__(self, bench: Bench, words: str) -> None:
        super().__init__(bench)
        self.bench, self.job = bench, None
        Label(self.inside, words, 14, wrap=400).pack(padx=24, pady=24)
        self.open(self)

    def close(self) -> str:
        """Escape: it stays as long as the job does; another clerk who comes afterwards finds the page free."""
        return "break" if self.job is None or self.bench.jobs.holds(self.job) else super().close()

    def save(self) -> None:
        """Ctrl+S again: it is being saved."""

    print = save

    def over(self) -> None:
        """Done, or refused. What stands over it, perhaps the panel of an error, goes first: it leads back here."""
        if not self.winfo_exists():
            return
        if self.bench.root.kit_overlay is self:
            super().close()
        else:
            self.bench.root.after(LOOK, self.over)

    def watch(self, job: Job) -> None:
        """Gone when the job is, also when it ended by an error of ours: else the window would stay locked."""
        self.job = job
        if self.bench.jobs.holds(job):
            self.bench.root.after(LOOK, lambda: self.winfo_exists() and self.watch(job))
        else:
            self.over()


def during(bench: Bench, name: str, words: str, work: Callable[[], Any], done: Callable[[Any], object],
           refused: Callable[[UserError], object]) -> None:
    """`work()` in a job under a note; then `done(result)` or `refused(error)`."""
    note = Note(bench, words)

    def then(act: Callable) -> Callable:
        return lambda given: (note.over(), act(given))

    note.watch(bench.work(name, lambda _job: work(), then(done), then(refused), note.over))


def save(bench: Bench, rows: int, work: Callable[[], int], done: Callable[[int], object],
         refused: Callable[[UserError], object]) -> None:
    """`work()` in a job; then `done(row)` or `refused(error)`. A clock in doubt is asked about first."""
    if bench.doubted(lambda: save(bench, rows, work, done, refused)):
        return
    words = say(N_("正在保存，{count} 户的名称跟着改，请稍等"), count=f"{rows:,}")
    during(bench, say(N_("保存")), words, work, done, refused)
