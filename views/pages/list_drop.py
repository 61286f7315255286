"""Files dropped on a list: attached to the row under the pointer; a workbook may be meant for the import instead."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.attachments import refusal
from center.words import N_, say
from reports.reading import KINDS
from views.kit import dropping, overlay, toast
from views.pages.attaching import Attaching
from views.state.attaching import Attachments

if TYPE_CHECKING:
    from views.pages.lists import ListPage

NOWHERE = N_("要附上文件，请拖到一行上；要导入，请拖表格文件（Excel、WPS、CSV）")
READING = N_("这份名单只能看，不能附文件")


class ListDrop:
    """Made once for a list; `dropped(paths, x, y)` in device px of the rows' canvas."""

    def __init__(self, page: ListPage) -> None:
        self.page, self.bench = page, page.bench
        if page.state.may_edit or page.state.may_import:
            dropping.accept(page.grid_.body, self.dropped, self.part)

    def row(self, y: int) -> int | None:
        """The id of the row at a height; None below the last one and on a head of a group."""
        grid = self.page.grid_
        position = grid.view.position_at(y)
        return None if position is None or grid.ids[position] < 0 else grid.ids[position]

    def part(self, _x: int, y: int) -> dropping.Box | None:
        """The row that would get the files."""
        grid = self.page.grid_
        if self.row(y) is None or not self.page.state.may_edit:
            return None
        slot = grid.view.slot_of(grid.view.position_at(y))
        return 0, slot.y, grid.body.winfo_width(), slot.height

    def dropped(self, paths: list[Path], _x: int, y: int) -> None:
        """Attach; one workbook alone is asked about on a row, and read for the import beside the rows."""
        page, rid = self.page, self.row(y)
        table = len(paths) == 1 and paths[0].suffix.lower() in KINDS and page.state.may_import
        if table and (rid is None or not page.state.may_edit):
            self._import(paths[0])
        elif rid is None:
            toast.show(self.bench.root, say(NOWHERE))
        elif not page.state.may_edit:
            toast.show(self.bench.root, say(READING))
        elif table:
            self._ask(rid, paths[0])
        else:
            self._attach(rid, paths)

    def _ask(self, rid: int, path: Path) -> None:
        words = say(N_("导入会先看预览，一格一格标明要改什么；附上就是原样收在这一条里。"))
        buttons = [("attach", say(N_("附到这一条"))), ("import", say(N_("导入这张表")))]
        overlay.ask(self.bench.root, say(N_("“{name}”是一张表格"), name=path.name), words, buttons,
                    lambda key: self._import(path) if key == "import" else self._attach(rid, [path]))

    def _import(self, path: Path) -> None:
        self.bench.show(f"import:{self.page.state.name}").read(path)

    def _attach(self, rid: int, paths: list[Path]) -> None:
        """As on its pane, which shows it then."""
        page, desk = self.page, self.bench.desk
        page.reveal_row(rid)
        page.detail.show(rid)
        files = Attaching(self.bench, lambda: page.detail.show(rid))

        def add() -> None:
            files.state = Attachments(desk, page.record, desk.get(page.record, rid).uid)

        self.bench.act(add, lambda _none: self._add(files, paths))

    def _add(self, files: Attaching, paths: list[Path]) -> None:
        why = refusal(self.page.record, files.state.uid)
        if why is None:
            files.add(paths)
        else:
            toast.show(self.bench.root, say(why))
