"""Long work for the workbench: in the job thread, with progress and 取消, and its connection closed after it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from center.accounts.second import SecondWanted
from center.words import N_, say
from db.errors import UserError
from views import acting, trouble
from views.kit import toast
from views.kit.jobs import Job

if TYPE_CHECKING:
    from views.bench import Bench

PATIENCE = 200  # ms after which work that does not count itself is named in the status bar


def run(
    bench: Bench,
    name: str,
    work: Callable[[Job], Any],
    done: Callable[[Any], object],
    failed: Callable[[BaseException], object] | None = None,
    cancelled: Callable[[], object] | None = None,
) -> Job:
    """Queue `work(job)`; then, on the window's thread, `done(result)`, `failed(UserError)` or `cancelled()`.

    A UserError without `failed` is shown as its sentence; anything else is our bug and goes to the one place.
    """
    return _Errand(bench, name, work, done, failed, cancelled).queue()


@dataclass
class _Errand:
    """One piece of work and what comes after it; queued again when a second person had to agree first."""

    bench: Bench
    name: str
    work: Callable[[Job], Any]
    done: Callable[[Any], object]
    failed: Callable[[BaseException], object] | None
    cancelled: Callable[[], object] | None
    job: Job | None = None  # while it goes on

    def queue(self) -> Job:
        """Into the line of jobs."""
        bench = self.bench
        job = self.job = bench.jobs.run(
            self.name, lambda job: _work(bench, job, self.work), self._finish, self._fail, self._stop
        )
        bench.root.after(PATIENCE, self._tell_name)
        return job

    def _over(self) -> bool:
        self.job = None
        return bool(self.bench.winfo_exists())

    def _finish(self, result: Any) -> None:
        if self._over():
            self.bench.hearing.tell()
            self.done(result)

    def _fail(self, error: BaseException) -> None:
        if not self._over():
            return
        if isinstance(error, SecondWanted):
            acting.ask_second(self.bench, error, self.queue, self._stop)
        elif self.failed is not None and isinstance(error, UserError):
            self.failed(error)
        else:
            trouble.handle(self.bench.root, error)

    def _stop(self) -> None:
        if self._over():
            toast.show(self.bench.root, say(N_("已取消：{name}"), name=self.name))
            if self.cancelled:
                self.cancelled()

    def _tell_name(self) -> None:
        bench, job = self.bench, self.job
        if job is not None and bench.winfo_exists() and not job.quiet and not bench.status.working:
            bench.status.progress(job)


def _work(bench: Bench, job: Job, work: Callable[[Job], Any]) -> Any:
    from center.stopping import Cancelled as Stopped
    from reports.write import Cancelled as NotWritten
    from views.kit.jobs import Cancelled

    try:
        return work(job)
    except (Stopped, NotWritten) as stopped:
        raise Cancelled from stopped
    finally:
        bench.desk.store.close()
