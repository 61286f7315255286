"""Long work for the workbench: in the job thread, with progress and 取消, and its connection closed after it."""

from __future__ import annotations

from collections.abc import Callable
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
    going: dict[str, Job] = {}

    def over() -> bool:
        going.clear()
        return bool(bench.winfo_exists())

    def finish(result: Any) -> None:
        if over():
            bench.hearing.tell()
            done(result)

    def fail(error: BaseException) -> None:
        if not over():
            return
        if isinstance(error, SecondWanted):
            acting.ask_second(bench, error, lambda: run(bench, name, work, done, failed, cancelled))
        elif failed is not None and isinstance(error, UserError):
            failed(error)
        else:
            trouble.handle(bench.root, error)

    def stop() -> None:
        if over():
            toast.show(bench.root, say(N_("已取消：{name}"), name=name))
            if cancelled:
                cancelled()

    job = going["job"] = bench.jobs.run(name, lambda job: _work(bench, job, work), finish, fail, stop)
    bench.root.after(PATIENCE, lambda: _name(bench, going))
    return job


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


def _name(bench: Bench, going: dict[str, Job]) -> None:
    if going and bench.winfo_exists() and not going["job"].quiet and not bench.status.working:
        bench.status.progress(going["job"])
