"""One building: who has a duty in it, its doors as a picture in layers, counts beside it; a door's household."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.places.layers import seen
from center.words import N_, say
from db.errors import UserError
from views import trouble
from views.kit import keys
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.giving_way import GivingWay
from views.pages.building_canvas import BuildingCanvas
from views.pages.building_layers import LayerBar
from views.pages.building_people import DutyStrip
from views.pages.household import HouseholdPane
from views.state.building import EDGE
from views.state.building_paper import file_sheet
from views.state.one_building import BuildingState

if TYPE_CHECKING:
    from views.bench import Bench

HANDLED = 40  # design px free at the right where the handle of the pane stands
PANE = 60  # ms after a key until the pane shows the door it led to


class BuildingPage(Panel):
    """`open(building, door)` shows one; nothing is read before."""

    hints = N_("←↑↓→ 换门　回车 打开住户　1–9 换图层　PgUp PgDn 换楼　Ctrl+P 打印")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, BuildingState(bench.desk, bench.counter)
        if not seen(bench.desk.may):
            self.hints = N_("←↑↓→ 换门　回车 打开户室　PgUp PgDn 换楼　Ctrl+P 打印")
        self._timer, self._soon, self._stale = "", "", False
        self.rowconfigure(5, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.strip = DutyStrip(self)
        self.strip.grid(row=1, column=0, sticky="ew", pady=(12, 0))
        Rule(self).grid(row=2, column=0, sticky="ew", pady=(14, 0))
        self.layers = LayerBar(self, self.pick)
        self.layers.grid(row=3, column=0, sticky="ew", padx=(14, 24), pady=8)
        Rule(self).grid(row=4, column=0, sticky="ew")
        self.canvas = BuildingCanvas(self, self._selected, lambda _door: self.open_door())
        self.canvas.grid(row=5, column=0, sticky="nsew")
        self.empty = Panel(self)
        Label(self.empty, say(N_("这栋楼还没有登记户室")), 14, "ink3").pack(pady=(80, 12))
        if bench.desk.may("places.edit"):
            Button(self.empty, say(N_("批量建楼")), lambda: bench.show("making"), icon="plus").pack()
        self._listen()
        self.side = Panel(bench.side, "surface")
        self.pane = HouseholdPane(self.side, bench)
        self.pane.pack(fill="both", expand=True)
        tk.Misc.bind(self, "<Configure>", lambda _event: self._resized(), add="+")

    def _resized(self) -> None:
        self.canvas.keep_free(HANDLED if self.bench.tight else EDGE)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        self.title = Label(head, "", 22, bold=True)
        self.title.pack(side="left")
        self.subtitle = Label(head, "", 14, "ink3")
        self.subtitle.pack(side="left", padx=(12, 0), pady=(6, 0))
        may, self.visit_button, self.paper_button = self.bench.desk.may, None, None
        if may("visits.edit"):
            self.visit_button = Button(head, say(N_("做上门清单")), self.visit, rank="primary", icon="list-checks")
            self.visit_button.pack(side="right", padx=(8, 0))
        if may("export"):
            self.paper_button = Button(head, say(N_("楼栋档案")), self.print, icon="printer")
            self.paper_button.pack(side="right", padx=(8, 0))
        self.sheet_button = None
        if may("export") and may("places.edit"):
            self.sheet_button = Button(head, say(N_("填报表")), self.send_sheet, rank="quiet", icon="file-spreadsheet",
                                       tip=say(N_("存一份给楼栋长填，交回来再收")))
            self.sheet_button.pack(side="right", padx=(8, 0))
        given = [one for one in (self.sheet_button, self.paper_button, self.visit_button) if one is not None]
        if given:
            GivingWay(head, *given)

    def send_sheet(self) -> None:
        """Hand out the sheet that the building's head fills in."""
        self.bench.show("sheet").send(self.state.facts.id)

    def _listen(self) -> None:
        for nth in range(1, 10):
            keys.shortcut(self.canvas, f"Key-{nth}", lambda nth=nth: self._nth(nth))
        keys.shortcut(self.canvas, "Prior", lambda: self.go_beside(-1))
        keys.shortcut(self.canvas, "Next", lambda: self.go_beside(1))

    # ---- coming and going
    def open(self, building: int, door: int | None = None) -> None:
        """Show a building, with the ring on a door."""
        try:
            self.state.load(building)
        except UserError as error:  # removed meanwhile, perhaps by taking back what made it
            self.state.facts, self._stale = None, False
            trouble.show(self.bench.root, error)
            self.bench.go("places")
            return
        self._stale = False
        self._fill(door)

    def open_door_of(self, door: int) -> None:
        """Show a door in its building."""
        building = self.state.building_of(door)
        if building is not None:
            self.open(building, door)

    def _fill(self, door: int | None = None) -> None:
        state = self.state
        self.title.put(state.facts.short)
        self.subtitle.put(say(state.subtitle))
        self.strip.show(state.people)
        self.layers.show(state)
        if state.facts.doors:
            self.empty.grid_remove()
            self.canvas.grid()
            self.canvas.show(state, door)
        else:
            self.canvas.grid_remove()
            self.empty.grid(row=5, column=0, sticky="nsew")
            self.pane.show(None)
        self.say_count()

    def shown(self) -> None:
        """In front: what has changed is read when nothing else is opened at once."""
        if self._stale and not self._soon:
            self._soon = self.after_idle(self._read_again)
        self.say_count()

    def _read_again(self) -> None:
        self._soon = ""
        if self._stale and self.state.facts is not None:
            self.open(self.state.facts.id, self.canvas.door)

    def changed(self, _names: frozenset[str]) -> None:
        """Somebody wrote, or the public counter was switched: read again, now or when shown."""
        self._stale = True
        if self.bench.page is self:
            self._read_again()

    def say_count(self) -> None:
        """What the building holds, in the status bar."""
        if self.bench.page is self and self.state.facts is not None:
            self.bench.status.put(say(self.state.status))

    def keep_place(self) -> tuple[int, int | None, str] | None:
        """The building, the door, the layer."""
        state = self.state
        return (state.facts.id, self.canvas.door, state.layer.key if state.layer else "") if state.facts else None

    def come_back(self, place: tuple[int, int | None, str] | None) -> None:
        """As it was left."""
        if place is not None:
            self.open(place[0], place[1])
            if self.state.facts is not None and not self.bench.counter.on:  # there nothing is seen unasked
                self.pick(place[2])

    def focus_grid(self) -> None:
        """Into the picture."""
        self.canvas.focus_set()

    # ---- layers, doors, buildings
    def pick(self, key: str) -> None:
        """See another layer."""
        before = self.state.covered
        self.state.pick(key)
        self.layers.show(self.state)
        if self.state.facts is None or not self.state.facts.doors:
            return
        if self.state.covered == before:
            self.canvas.recolour()
        else:  # the counts beside the doors come or go
            self.canvas.show(self.state, self.canvas.door)
            self.say_count()

    def _nth(self, nth: int) -> None:
        if nth <= len(self.state.layers):
            self.pick(self.state.layers[nth - 1].key)

    def go_beside(self, by: int) -> None:
        """PgUp and PgDn: the building before or after."""
        other = self.state.beside(by) if self.state.facts is not None else None
        if other is not None:
            self.open(other)

    def _selected(self, _door: int) -> None:
        self._rest_over()
        self._timer = self.after(PANE, self._show_door)

    def _show_door(self) -> None:
        self._timer = ""
        if self.canvas.door != self.pane.door:
            self.bench.counter.cover_all()  # at a public counter the door before is covered again
        self.pane.show(self.canvas.door)

    def _rest_over(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def open_door(self) -> None:
        """Enter: in a narrow window the pane first, then the people of the household."""
        if self._timer:
            self._rest_over()
            self._show_door()
        if self.bench.tight and not self.bench.side.winfo_ismapped():
            self.bench.show_side()
        else:
            self.pane.open_list()

    # ---- acts
    def edit(self) -> None:
        """Ctrl+E: the form of the door."""
        if self.canvas.door is not None and self.bench.desk.may("places.edit"):
            from db.models.places import Door

            self.bench.go_form(Door, self.canvas.door)

    def print(self) -> None:
        """Ctrl+P: 楼栋档案; the household, while the keys are in its pane."""
        if self.pane.has_keys():
            self.pane.print_paper()
        elif self.state.facts is not None:
            from views.pages.printing import offer

            offer(self.bench, file_sheet(self.bench.desk, self.state.facts))

    def visit(self) -> None:
        """A work list of this building."""
        from views.pages.building_visit import ask_list

        if self.state.facts is not None:
            ask_list(self.bench, self.state.facts)

    def destroy(self) -> None:
        """No timer outlives the page."""
        self._rest_over()
        if self._soon:
            self.after_cancel(self._soon)
        super().destroy()
