"""最近删除: what was removed in the last days, newest first; Enter or 恢复 puts rows back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views import trouble
from views.kit.controls import Button, Label, Panel
from views.kit.grid import DataGrid
from views.state.removed import COLUMNS, RemovedState

if TYPE_CHECKING:
    from views.bench import Bench


class RemovedPage(Panel):
    """One grid; several rows are put back at once as one act, which can itself be taken back."""

    hints = N_("↑↓ 选择　空格 勾选　回车 恢复")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, RemovedState(bench.desk, bench.counter.called)
        self.rowconfigure(1, weight=1)
        self.columnconfigure(0, weight=1)
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 14))
        # the button first: where there is little room the sentence breaks
        self.button = Button(head, N_("恢复"), self.restore, rank="primary", icon="rotate-ccw", width=96)
        self.button.pack(side="right")
        Label(head, N_("最近删除"), 22, bold=True).pack(side="left")
        self.about = Label(head, "", 14, "ink3", wrap=720)
        self.about.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.grid_ = DataGrid(
            self, list(COLUMNS), self.state.fetch, checks=True, on_open=lambda _one: self.restore(),
            on_check=lambda _ids: self._say(), empty=self.state.empty,
        )
        self.grid_.grid(row=1, column=0, sticky="nsew")

    def shown(self) -> None:
        """In front: read again, a removal elsewhere may have brought new rows."""
        self.reload()
        self.grid_.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote: what is in front reads again."""
        if self.bench.page is self:
            self.reload()

    def reload(self) -> None:
        """Read what is gone."""
        self.grid_.checked = set()  # a row's id is its place: it means another row now
        ids = self.state.load()
        self.grid_.set_empty(self.state.empty)
        self.grid_.pages.forget(None)
        self.grid_.show(ids, keep=False)
        self.about.put(self.state.about)
        self.button.enable(bool(ids))
        self._say()

    def _say(self) -> None:
        if self.bench.page is self:
            checked = len(self.grid_.checked)
            self.bench.status.put(self.state.count + (say(N_("，已勾选 {count} 条"), count=checked) if checked else ""))

    def restore(self) -> None:
        """Put back the checked rows, else the one under the cursor."""
        chosen = set(self.grid_.checked) or {self.grid_.selected} - {None}
        self.bench.act(lambda: self.state.restore(chosen), self._restored, self._refused)

    def _restored(self, count: int) -> None:
        self.bench.told(say(N_("已恢复，连同有关的一共 {count} 行"), count=count) if count > 1 else "")

    def _refused(self, error: UserError) -> None:
        trouble.show(self.bench.root, error)
