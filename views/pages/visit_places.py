"""Where a work list goes: a small form over the page; places can be added one after another."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Problems, UserError
from views import trouble
from views.kit.controls import Button, ChoiceField, Label, Panel, TextField, submit_on_enter
from views.kit.overlay import Overlay
from views.state.visit_places import PlacesState

if TYPE_CHECKING:
    from views.bench import Bench

WIDE, REST = 520, 200  # design px; ms until the doors are counted
ORDER = N_("按走路的顺序排，有电梯的从顶层往下。")


class PlacesBox:
    """`added(count)` is called after each place that was put on the list. Enter adds, Escape closes."""

    def __init__(self, bench: Bench, state: PlacesState, added: Callable[[int], object]) -> None:
        self.bench, self.state, self.added, self._timer = bench, state, added, ""
        self.box = Overlay(bench.root, width=WIDE, on_away=self._gone)
        inside = self.box.inside
        Label(inside, say(N_("选择地方")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 10))
        self.fields: dict[str, ChoiceField | TextField] = {}
        self._make(inside)
        self.count = Label(inside, say(ORDER), 14, "ink2", wrap=WIDE - 48)
        self.count.pack(fill="x", padx=24, pady=(0, 8))
        row = Panel(inside)
        row.pack(fill="x", padx=24, pady=(2, 20))
        Button(row, say(N_("加进清单")), self.save, rank="primary").pack(side="right", padx=(8, 0))
        Button(row, say(N_("完成")), self.box.close).pack(side="right")
        self.box.save = self.save
        self.box.open(self.fields["where"])

    def _make(self, inside: Panel) -> None:
        where = ChoiceField(inside, N_("地方"), self.state.offered(), required=True, on_change=self._changed,
                            help=N_("社区、小区、网格、楼栋或单元"))
        where.pack(fill="x", padx=24)
        self.fields["where"] = where
        rows = (("houses", N_("楼号")), ("unit_numbers", N_("单元"))), (("floors", N_("楼层")), ("what", N_("走什么")))
        for pair in rows:
            row = Panel(inside)
            row.pack(fill="x", padx=24)
            row.columnconfigure((0, 1), weight=1, uniform="half")
            for column, (name, label) in enumerate(pair):
                field = ChoiceField(row, label, self.state.what(), on_change=self._changed) if name == "what" else \
                    TextField(row, label, help=N_("不填是全部"), on_change=self._changed)
                field.grid(row=0, column=column, sticky="ew", padx=(0, 8) if column == 0 else (8, 0))
                self.fields[name] = field
        self.fields["what"].put("", self.state.what()[0][1])
        for name in ("houses", "unit_numbers", "floors"):
            submit_on_enter(self.fields[name], self.save)

    def texts(self) -> dict[str, str]:
        """What was typed, by field."""
        return {name: field.get() for name, field in self.fields.items()}

    def _changed(self) -> None:
        if self._timer:
            self.box.after_cancel(self._timer)
        self._timer = self.box.after(REST, self._count)

    def _count(self) -> None:
        self._timer = ""
        self.count.put(self.state.count(self.texts()) or say(ORDER))

    def save(self) -> None:
        """Enter or Ctrl+S: put the place on the list."""
        self.bench.act(lambda: self.state.add(self.texts()), self._added, self._refused)

    def _added(self, count: int) -> None:
        for name in ("where", "houses", "unit_numbers", "floors"):
            self.fields[name].put("")
        self.count.put(say(N_("加了 {count} 户，可以接着加别的地方"), count=count))
        self.fields["where"].focus_set()
        self.added(count)

    def _refused(self, error: UserError) -> None:
        if not isinstance(error, Problems):
            trouble.show(self.bench.root, error)
            return
        for path, problem in error.fields.items():
            self.fields[path].problem(say(problem))
        self.fields[next(iter(error.fields))].focus_set()

    def _gone(self) -> None:
        if self._timer:
            self.box.after_cancel(self._timer)
        self._timer = ""
