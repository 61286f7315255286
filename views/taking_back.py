"""Undo and redo of acts in the window: each names what it does, and asks first where nobody would expect it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from center.desk import Desk
from center.drafts import moment
from center.words import N_, say
from db.errors import Missing
from db.undoing import Step
from views import trouble
from views.kit import overlay, toast

if TYPE_CHECKING:
    from views.bench import Bench

ACT = "act"  # notes about acts: the newest one stands alone


def told(bench: Bench, words: str = "") -> None:
    """A note of what was just done, with 撤销 beside it: it takes back this act and no later one.

    Saving what stood there already is no act: the one before it is not offered again as if it were just done.
    """
    last = bench.desk.next_undo()
    if last is not None and last.act > bench.told_act and bench.desk.may("undo"):
        bench.told_act = last.act
        toast.show(bench.root, words or bench.counter.act(last.label), N_("撤销"), lambda: undo(bench, last.act),
                   about=ACT)
        return
    if last is None:  # what was done is never taken back (a number was given), nor is what came before
        toast.drop(bench.root, ACT)
    if words:
        toast.show(bench.root, words)


def undo(bench: Bench, act: int | None = None) -> None:
    """Take back the newest act. Without `act` one of an earlier day, or of many rows, is named and asked about."""
    _step(bench, act, UNDO)


def redo(bench: Bench, act: int | None = None) -> None:
    """Do again what was taken back last; asks like `undo`."""
    _step(bench, act, REDO)


class Way(NamedTuple):
    """Undo or redo: the page's own step of that name, the newest act that it means, what does it, and its words."""

    own: str
    newest: Callable[[Desk], Step | None]
    act: Callable[[Bench, int | None, Step | None], None]
    question: str
    no: str
    yes: str


def _step(bench: Bench, act: int | None, way: Way) -> None:
    if act is None and _of_page(bench, way.own):
        return
    if (act is None and _typing(bench)) or bench.doubted(lambda: _step(bench, act, way)):
        return
    last = way.newest(bench.desk)
    if act is not None or last is None or not bench.desk.long_ago(last):
        way.act(bench, act, last)
        return
    question = say(way.question, when=_when(bench, last), label=bench.counter.act(last.label))
    overlay.ask(bench.root, question, _size(last), [("no", way.no), ("yes", way.yes)],
                lambda key: key == "yes" and way.act(bench, last.act, None))


def _of_page(bench: Bench, name: str) -> bool:
    """A page that keeps steps of its own (the import preview) takes back those, and says when it has none left."""
    own = getattr(bench.page, name, None)
    return own is not None and own()


def _typing(bench: Bench) -> bool:
    """In a half-typed form nobody means an earlier act, wherever the keys are: she is told so."""
    typing = getattr(getattr(bench.page, "form", None), "dirty", False)
    if typing:
        bench.status.put(say(N_("正在填表：先保存或放弃，再撤销以前的操作")))
    return typing


def _meant(act: int | None, meant: Step | None, newest: Callable[[], Step | None]) -> int | None:
    """The act somebody means who pressed the key: the newest of that moment, though work may begin after her next act.

    When an earlier press has taken it by now, it is the one before.
    """
    if act is not None or meant is None:
        return act
    now = newest()
    return now.act if now is not None and now.act < meant.act else meant.act


def _undo(bench: Bench, act: int | None, meant: Step | None) -> None:
    back, newest = bench.desk.undo, bench.desk.next_undo

    def done(label: str) -> None:
        again = bench.desk.next_redo()
        words = say(N_("已撤销：{label}"), label=bench.counter.act(label))
        if again is None:
            toast.show(bench.root, words, about=ACT)
        else:
            toast.show(bench.root, words, N_("重做"), lambda: redo(bench, again.act), about=ACT)

    failed = lambda error: _refused(bench, error)  # noqa: E731
    bench.work(say(N_("撤销")), lambda job: back(_meant(act, meant, newest), progress=job.progress), done, failed)


def _redo(bench: Bench, act: int | None, meant: Step | None) -> None:
    forth, newest = bench.desk.redo, bench.desk.next_redo
    bench.work(
        say(N_("重做")),
        lambda job: forth(_meant(act, meant, newest), progress=job.progress),
        lambda label: told(bench, say(N_("已重做：{label}"), label=bench.counter.act(label))),
        lambda error: _refused(bench, error),
    )


UNDO = Way("take_back", Desk.next_undo, _undo, N_("撤销 {when} 的“{label}”？"), N_("不撤销"), N_("撤销"))
REDO = Way("do_again", Desk.next_redo, _redo, N_("重做 {when} 撤销的“{label}”？"), N_("不重做"), N_("重做"))


def _when(bench: Bench, last: Step) -> str:
    return moment(last.at, bench.desk.today())


def _size(last: Step) -> str:
    return say(N_("一共会动到 {count} 行"), count=f"{last.rows:,}") if last.rows > 1 else ""


def _refused(bench: Bench, error: BaseException) -> None:
    if isinstance(error, Missing):
        toast.show(bench.root, say(error))
    else:
        trouble.handle(bench.root, error)
