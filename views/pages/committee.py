"""调委会核对: what the law asks of a committee and what stands here; below, who is in office with hours and letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from db.models.mediation import Committee, Mediator, MediatorTraining
from views.kit import keys
from views.kit.controls import Button, ChoiceField, Label, Panel, Rule
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.pages.page_head import page_head
from views.state.committee import PEOPLE, CommitteeState
from views.state.printing import paper_sheet
from views.state.typing import CHOSEN

if TYPE_CHECKING:
    from views.bench import Bench

HINTS = N_("回车 打开这一条说的人　Tab 到下面　Ctrl+N 登记培训　Ctrl+P 打印核对表")


class CommitteePage(Panel):
    """Two grids: rules, and people."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, CommitteeState(bench.desk)
        self.rowconfigure(1, weight=2)
        self.rowconfigure(4, weight=3)
        self.columnconfigure(0, weight=1)
        self._head()
        self.rules = DataGrid(self, self.state.rule_columns(), self.state.fetch_rules, on_open=self.open_rule,
                              empty=say(N_("还没有登记调委会，请先在“人民调解委员会”里登记")))
        self.rules.grid(row=1, column=0, sticky="nsew")
        Rule(self).grid(row=2, column=0, sticky="ew")
        Label(self, say(N_("在任人员")), 15, bold=True).grid(row=3, column=0, sticky="w", padx=24, pady=(10, 6))
        self.people = DataGrid(self, list(PEOPLE), self.state.fetch_people, on_open=self.open_person,
                               empty=say(N_("还没有登记调解员")))
        self.people.grid(row=4, column=0, sticky="nsew")
        keys.shortcut(self.rules.body, "Tab", self.people.focus_set)
        keys.shortcut(self.people.body, "Tab", self.rules.focus_set)

    def _head(self) -> None:
        head = page_head(self, say(N_("调委会核对")))
        self.name = Label(head, "", 14, "ink3")
        self.name.pack(side="left", padx=(14, 0), pady=(6, 0))
        shown = []
        if self.bench.desk.may("export"):
            shown += [Button(head, say(N_("打印花名册")), lambda: self._paper("team_roster"), icon="printer"),
                      Button(head, say(N_("打印核对表")), self.print, icon="printer")]
        if self.bench.desk.may("mediation.edit"):
            shown.append(Button(head, say(N_("登记培训")), self.add, icon="plus"))
        if len(self.state.areas) > 1:
            self.area = ChoiceField(head, "", [(str(rid), name) for rid, name in self.state.areas],
                                    on_change=self._turned)
            self.area.put(str(self.state.committee))
            self.area.pack(side="left", padx=(14, 0))
        for button in shown:
            button.pack(side="right", padx=(8, 0))
        GivingWay(head, *shown)

    def _turned(self, *_given: object) -> None:
        text = self.area.get()
        if text.isdigit() and int(text) != self.state.committee:
            self.state.committee = int(text)
            self.after_idle(self.reload)

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self.reload()
        self.focus_grid()

    def focus_grid(self) -> None:
        """Into the rules."""
        self.rules.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Committees, mediators, their humans or trainings were written."""
        wanted = {"committees", "mediators", "people", "mediator_trainings", "studios", "numbers"}
        if self.bench.page is self and (not names or names & wanted):
            self.reload()

    def reload(self) -> None:
        """Read again."""
        self.state.load()
        self.name.put(self.state.name if len(self.state.areas) == 1 else "")
        for grid, ids in ((self.rules, self.state.rule_ids()), (self.people, self.state.people_ids())):
            grid.pages.forget(None)
            grid.show(ids, keep=True)
        if self.bench.page is self:
            self.bench.status.put(self.state.told)

    # ---- acts
    def open_rule(self, place: int) -> None:
        """Enter: those whom a rule is about; without any, the studio's or the committee's own form."""
        rule = self.state.rules[place - 1]
        if rule.mediators:
            page = self.bench.go_list(Mediator)
            page.only_these(rule.mediators, say(rule.rule))
            page.focus_grid()
        elif rule.studio:
            self.bench.open_record("studios", rule.studio)
        else:
            self.bench.open_record("committees", self.state.committee)

    def open_person(self, rid: int) -> None:
        """Enter: the mediator in the list."""
        self.bench.open_record("mediators", rid)

    def edit(self) -> None:
        """Ctrl+E: the committee in its form."""
        if self.state.committee and self.bench.desk.may("mediation.edit"):
            self.bench.go_form(Committee, self.state.committee)

    def add(self) -> None:
        """Ctrl+N: a training of the chosen mediator."""
        form = self.bench.go_form(MediatorTraining, back="committee").form
        rid = self.people.selected
        if rid is not None:
            form.put_over({"mediator": f"{CHOSEN}{rid}"}, {"mediator": self.state.people[rid]["name"]})
        form.go_to("mediator" if rid is None else "subject")

    def print(self) -> None:
        """Ctrl+P: 调委会组成核对表."""
        self._paper("committee_check")

    def _paper(self, name: str) -> None:
        from reports.papers import params
        from views.pages.printing import offer

        given = params(self.bench.desk, str(self.bench.desk.today().year), settings={"committee": self.state.name})
        offer(self.bench, paper_sheet(self.bench.desk, name, given))
