"""排查: rounds with their days above, what the chosen round found below; one key makes a finding a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from db.models.case_after import ScreeningFinding
from views.kit import keys
from views.kit.controls import Button, ChoiceField, DateField, Label, Panel, Rule, TextField
from views.kit.fields import Field
from views.kit.grid import DataGrid
from views.pages.page_head import at_right, page_head
from views.pages.small_form import day_field, small_form
from views.state.printing import paper_sheet
from views.state.screening import FOUND, ScreeningState
from views.state.typing import CHOSEN

if TYPE_CHECKING:
    from views.bench import Bench

HINTS = N_("回车 完成这次排查　Ctrl+N 登记发现的纠纷　Tab 到下面　Ctrl+回车 立案　Ctrl+P 打印登记表")


class ScreeningPage(Panel):
    """Two grids: rounds, and what the chosen one found."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, ScreeningState(bench.desk)
        self.rowconfigure((1, 4), weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.rounds = DataGrid(self, self.state.columns(), self.state.fetch_rounds, on_select=self._chosen,
                               on_open=self.finish, empty=say(N_("还没有排查安排，点“排出日期”")))
        self.rounds.grid(row=1, column=0, sticky="nsew")
        Rule(self).grid(row=2, column=0, sticky="ew")
        self.about = Label(self, "", 15, bold=True)
        self.about.grid(row=3, column=0, sticky="w", padx=24, pady=(10, 6))
        self.found = DataGrid(self, list(FOUND), self.state.fetch_found, on_open=self.open_case,
                              empty=say(N_("这一次还没有发现纠纷")))
        self.found.grid(row=4, column=0, sticky="nsew")
        for grid in (self.rounds, self.found):
            keys.shortcut(grid.body, "Control-Return", self.open_selected)
        keys.shortcut(self.rounds.body, "Tab", self.found.focus_set)
        keys.shortcut(self.found.body, "Tab", self.rounds.focus_set)

    def _head(self) -> None:
        head = page_head(self, say(N_("矛盾纠纷排查")))
        open_ = Button(head, say(N_("立案")), self.open_selected, rank="primary", icon="scale")
        add = Button(head, say(N_("登记发现的纠纷")), self.add, icon="plus")
        done = Button(head, say(N_("完成这次排查")), lambda: self.finish(self.state.round), icon="circle-check-big")
        plan = Button(head, say(N_("排出日期")), self.ask_plan, icon="calendar")
        paper = Button(head, say(N_("打印登记表")), self.print, icon="printer")
        shown = [open_, add, done, plan] if self.state.may else []
        shown += [paper] if self.bench.desk.may("export") else []
        at_right(head, shown)

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self.reload()
        self.focus_grid()

    def focus_grid(self) -> None:
        """Into the rounds."""
        self.rounds.focus_set()

    def reveal_row(self, rid: int) -> None:
        """A finding was just saved: it is the chosen one, in its round."""
        self.state.round = self.state.round_of(rid) or self.state.round
        self.reload()
        self.found.select_id(rid)

    def changed(self, names: frozenset[str]) -> None:
        """Rounds, findings or cases were written."""
        if self.bench.page is self and (not names or names & {"screenings", "screening_findings", "cases"}):
            self.reload()

    def reload(self) -> None:
        """Read again; the chosen round stays."""
        self.state.load()
        chosen = self.state.round  # showing the rows chooses the first one where none was
        self.rounds.pages.forget(None)
        self.rounds.show(self.state.round_ids(), keep=True)
        self.state.round = chosen
        self.rounds.select_id(chosen)
        self._findings()
        if self.bench.page is self:
            self.bench.status.put(self.state.told)

    def _findings(self) -> None:
        one = next((row for row in self.state.rounds if row["id"] == self.state.round), None)
        self.about.put(say(N_("{name}　发现的纠纷"), name=one["name"]) if one else "")
        self.found.pages.forget(None)
        self.found.show(self.state.found_ids(), keep=True)

    def _chosen(self, rid: int | None) -> None:
        if rid is not None and rid != self.state.round:
            self.state.round = rid
            self._findings()

    # ---- acts
    def finish(self, rid: int) -> None:
        """Enter on a round: it was done; on which day."""
        if not self.state.may or not rid:
            return
        self.state.round = rid
        small_form(self.bench, say(N_("完成这次排查")),
                   lambda inside: {"on": day_field(self.bench, inside, N_("完成日期"))},
                   lambda texts: self.state.finish(texts["on"]), self.shown, go=say(N_("完成")))

    def ask_plan(self) -> None:
        """From when until when rounds are due; the rhythm is a setting."""
        words = say(N_("每 {days} 天一次，在“口径与标准参数”里改"), days=self.bench.desk.number("screening.every_days"))
        fields = small_form(self.bench, say(N_("排出日期")), self._plan_fields, self.state.plan, self.shown,
                            words=words, go=say(N_("排出"))).fields
        days = {"first": "", "until": ""}  # as they were put: what she typed herself stays

        def put() -> None:
            first = self.state.next_day(fields["committee"].get() if "committee" in fields else "")
            for name, now in (("first", first.isoformat()), ("until", f"{first.year}-12-31")):
                if fields[name].get() == days[name]:
                    fields[name].put(now)
                    days[name] = now

        put()
        if "committee" in fields:
            fields["committee"].on_change = put
            fields["committee"].put(self.state.usual_committee)

    def _plan_fields(self, inside: Panel) -> dict[str, Field]:
        offices = self.state.committees()
        today = {"today": lambda: self.bench.desk.today().isoformat()}
        return ({"committee": ChoiceField(inside, N_("调委会"), offices)} if len(offices) > 1 else {}) | {
            "first": DateField(inside, N_("第一次应完成日期"), **today),
            "until": DateField(inside, N_("排到哪一天"), **today), "area": TextField(inside, N_("排查范围"))}

    def add(self) -> None:
        """Ctrl+N: a dispute that the chosen round found, in its form."""
        if not self.state.may or not self.state.round:
            return
        name = next(one["name"] for one in self.state.rounds if one["id"] == self.state.round)
        form = self.bench.go_form(ScreeningFinding, back="screening").form
        form.put_over({"screening": f"{CHOSEN}{self.state.round}",
                       "found_on": self.bench.desk.today().isoformat()}, {"screening": name})
        form.go_to("matter")

    def open_selected(self) -> None:
        """Ctrl+Enter: the chosen finding becomes a case, or its case is opened."""
        rid = self.found.selected
        if rid is None and len(self.state.found_ids()) == 1:
            rid = self.state.found_ids()[0]
        if rid is not None:
            self.open_case(rid)

    def open_case(self, rid: int) -> None:
        """A finding becomes a case, which is opened."""
        if self.state.may or self.state.case_of(rid):
            self.bench.act(lambda: self.state.open_case(rid), self._opened)

    def _opened(self, case: int) -> None:
        self.bench.show("case").open(case, back="screening")

    def edit(self) -> None:
        """Ctrl+E: the chosen finding in its form."""
        if self.state.may and self.found.selected is not None:
            self.bench.go_form(ScreeningFinding, self.found.selected, back="screening")

    def print(self) -> None:
        """Ctrl+P: 矛盾纠纷排查登记表 of the month of the chosen round."""
        from reports.papers import params
        from views.pages.printing import offer

        one = next((row for row in self.state.rounds if row["id"] == self.state.round), None)
        month = str(one["due_on"])[:7] if one else ""
        offer(self.bench, paper_sheet(self.bench.desk, "screening_sheet", params(self.bench.desk, month)))


