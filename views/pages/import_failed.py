"""What an import cannot take: a table that is told why, the rows to be mended, saved as a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.addresses.importing import WholeAddresses
from center.words import N_, say
from views import system, trouble
from views.kit import choosers, overlay, toast

if TYPE_CHECKING:
    from center.importing import Table
    from views.bench import Bench
    from views.kit.jobs import Job
    from views.state.importing import ImportState


def tell(bench: Bench, error: BaseException, what: Path | Table) -> None:
    """Why a table was not read; one of whole addresses may go on where places are made of it."""
    if not isinstance(error, WholeAddresses):
        trouble.handle(bench.root, error)
        return

    def go(key: str) -> None:
        if key == "intake":
            page = bench.show("intake")
            page.read(what) if isinstance(what, Path) else page.take(what, Path(what.name))

    buttons = [("later", say(N_("先不管"))), ("intake", say(N_("按名单建楼")))]
    overlay.ask(bench.root, say(N_("这是整条地址的名单")), say(error), buttons, go)


def ask(bench: Bench, state: ImportState) -> None:
    """Where it goes, then write it."""
    name = choosers.ask_save(
        parent=bench.root,
        defaultextension=".xlsx",
        filetypes=[("Excel", "*.xlsx")],
        initialfile=f"{state.path.stem}（要改的行）.xlsx",
    )
    if name:
        save(bench, state, Path(name))


def save(bench: Bench, state: ImportState, target: Path) -> Job:
    """Write it in a job."""

    def done(_none: None) -> None:
        toast.show(
            bench.root,
            say(N_("已存成 {name}，改好再导入一次"), name=target.name),
            say(N_("打开")),
            lambda: system.open_file(target),
        )

    return bench.work(say(N_("另存要改的行")), lambda _job: state.save_failed(target), done)


def offer(bench: Bench, state: ImportState, left: int) -> None:
    """After the import: so many rows were not written."""
    words = say(N_("它们没有写入。可以另存成一张表，照“原因”一栏改好，再导入一次。"))
    overlay.ask(
        bench.root,
        say(N_("还有 {count} 行没有导入"), count=left),
        words,
        [("later", say(N_("先不管"))), ("save", say(N_("另存要改的行")))],
        lambda key: ask(bench, state) if key == "save" else None,
    )
