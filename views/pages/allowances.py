"""以案定补: settled cases of a period with their conditions; ticked ones are claimed, confirmed, paid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from db.models.case_after import Allowance
from views.kit.controls import Button, Label, Panel, TextField
from views.kit.grid import DataGrid
from views.pages.page_head import at_right, page_head
from views.pages.period_bar import PeriodBar
from views.pages.small_form import day_field, small_form
from views.state.allowances import CLAIMED, CONFIRMED, READY, AllowanceState
from views.state.printing import paper_sheet

if TYPE_CHECKING:
    from views.bench import Bench

HINTS = N_("空格 勾选　Ctrl+A 全选　Ctrl+S 申报勾选的　回车 看案件，已申报的改金额　Ctrl+P 打印申报表")


class AllowancePage(Panel):
    """One grid; what is ticked, else the chosen row, is acted on."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, AllowanceState(bench.desk)
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        row = Panel(self)
        row.grid(row=1, column=0, sticky="ew", padx=20, pady=(0, 6))
        self.bar = PeriodBar(row, self._kind, self._step)
        self.bar.told(self.state.period.label, True)
        words = N_("条件和金额照“口径与标准参数”核对，审核由人决定；金额以当地文件为准。")
        self.about = Label(self, say(words), 13, "ink3", wrap=1000)
        self.about.grid(row=2, column=0, sticky="w", padx=24, pady=(0, 8))
        self.grid_ = DataGrid(self, self.state.columns(), self.state.fetch, checks=True, on_open=self.open_row,
                              on_check=lambda _ids: self._say(),
                              empty=say(N_("这一期没有调解成功并结案的案件（历史登记的不算）")))
        self.grid_.grid(row=3, column=0, sticky="nsew")

    def _head(self) -> None:
        head = page_head(self, say(N_("以案定补申报")), 10)
        self.claim_button = Button(head, say(N_("申报")), self.save, rank="primary", icon="check")
        self.confirm_button = Button(head, say(N_("审核")), self.ask_confirm, icon="stamp")
        self.pay_button = Button(head, say(N_("登记发放")), self.ask_pay, icon="coins")
        self.reopen_button = Button(head, say(N_("取消审核")), self.reopen, icon="undo-2")
        shown = [self.claim_button, self.confirm_button, self.pay_button, self.reopen_button] if self.state.may else []
        if self.bench.desk.may("export"):
            shown.append(Button(head, say(N_("打印申报表")), self.print, icon="printer"))
            shown.append(Button(head, say(N_("打印核对表")), self.print_check, icon="list-checks"))
        at_right(head, shown)

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self.reload()
        self.focus_grid()

    def focus_grid(self) -> None:
        """Into the list."""
        self.grid_.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Cases, their steps or claims were written."""
        if self.bench.page is self and (not names or names & {"cases", "allowances", "case_steps", "performances"}):
            self.reload()

    def reload(self) -> None:
        """Read the period again."""
        self.state.load()
        self._fill()

    def _fill(self) -> None:
        self.bar.show(self.state.kind)
        self.bar.told(self.state.period.label, True)
        self.grid_.set_columns(self.state.columns())
        self.grid_.pages.forget(None)
        self.grid_.show(self.state.ids(), keep=True)
        self._say()

    def _kind(self, key: str) -> None:
        self.grid_.checked = set()
        self.state.turn(key)
        self._fill()

    def _step(self, by: int) -> None:
        self.grid_.checked = set()
        self.state.step(by)
        self._fill()

    def chosen(self) -> list[int]:
        """The ticked cases; the chosen one when none is ticked."""
        grid = self.grid_
        if grid.checked:
            return [rid for rid in grid.ids if rid in grid.checked]
        return [] if grid.selected is None else [grid.selected]

    def _say(self) -> None:
        if self.bench.page is self:
            self.bench.status.put(self.state.told)

    # ---- acts
    def save(self) -> None:
        """Ctrl+S: claim for the ticked ones that are ready."""
        cases = self.chosen()
        if not self.state.may or not cases:
            return
        if not self.state.of(cases, READY):
            self.bench.status.put(say(N_("选的里没有可申报的：缺条件的先补齐，已申报的不用再报")))
            return
        self.bench.act(lambda: self.state.claim(cases), self._claimed)

    def _claimed(self, count: int) -> None:
        self._acted()
        self.bench.told(say(N_("已申报 {count} 件"), count=count))

    def ask_confirm(self) -> None:
        """A named person confirms what is ticked."""
        cases = self.chosen()
        if not self.state.of(cases, CLAIMED):
            self.bench.status.put(say(N_("请先选已申报、还没有审核的")))
            return
        small_form(self.bench, say(N_("审核以案定补")), lambda inside: {"by": TextField(inside, N_("审核人"))},
                   lambda texts: self.state.confirm(cases, texts["by"]), self._acted)

    def reopen(self) -> None:
        """Take the confirmation of what is not paid yet back, so that it can be changed."""
        cases = self.chosen()
        if not self.state.of(cases, CONFIRMED):
            self.bench.status.put(say(N_("请先选已审核、还没有发放的")))
            return
        self.bench.act(lambda: self.state.reopen(cases), self._reopened)

    def _reopened(self, count: int) -> None:
        self._acted()
        self.bench.told(say(N_("已取消 {count} 件的审核"), count=count))

    def ask_pay(self) -> None:
        """What was confirmed is paid, on which day."""
        cases = self.chosen()
        if not self.state.of(cases, CONFIRMED):
            self.bench.status.put(say(N_("请先选已审核、还没有发放的")))
            return
        small_form(self.bench, say(N_("登记发放")),
                   lambda inside: {"on": day_field(self.bench, inside, N_("发放日期"))},
                   lambda texts: self.state.pay(cases, texts["on"]), self._acted)

    def _acted(self) -> None:
        self.grid_.checked = set()
        self._fill()
        self.focus_grid()

    def open_row(self, rid: int) -> None:
        """Enter: the claim in its form (grade, amount); a case without one on its page."""
        one = self.state.claims[rid]
        if one.row and self.state.may:
            self.bench.go_form(Allowance, one.row["id"], back="allowances")
        else:
            self.bench.show("case").open(rid, back="allowances")

    def print(self) -> None:
        """Ctrl+P: 以案定补申报表 of the period."""
        self._paper("allowance_list")

    def print_check(self) -> None:
        """Which conditions each case meets."""
        self._paper("allowance_check")

    def _paper(self, name: str) -> None:
        from reports.papers import params
        from views.pages.printing import offer

        offer(self.bench, paper_sheet(self.bench.desk, name, params(self.bench.desk, self.state.period.text)))
