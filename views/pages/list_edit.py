"""One value for many rows: which field, which value; and what to do when some rows refuse."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say, spoken
from db.errors import Problems
from views.kit.controls import Button, ChoiceField, Field, Label, Panel, submit_on_enter
from views.kit.form_fields import field_for
from views.kit.overlay import Overlay
from views.state.list_many import Many
from views.state.typing import FormTyping

if TYPE_CHECKING:
    from views.pages.list_acts import ListActs

MOST_TOLD = 8


def ask(acts: ListActs, many: Many) -> EditMany:
    """Ask for the field and its value; then all rows are changed."""
    return EditMany(acts, many)


class EditMany:
    """The question; `field` chooses, `value` is the control that the field has in its form."""

    def __init__(self, acts: ListActs, many: Many) -> None:
        self.acts, self.many = acts, many
        self.value: Field | None = None
        self.path = ""
        self.fields = {one.path: one for one in many.fields()}
        self.box = Overlay(acts.bench.root)
        inside = self.box.inside
        words = N_("给 {count} 条{label}改同一项") if len(many.ids) > 1 else N_("改这一条{label}的一项")
        given = {"count": f"{len(many.ids):,}"} if len(many.ids) > 1 else {}
        title = say(words, label=many.record.label, **given)
        Label(inside, title, 17, bold=True, wrap=412).pack(fill="x", padx=24, pady=(20, 10))
        choices = [(path, spoken(one.label)) for path, one in self.fields.items()]
        self.field = ChoiceField(inside, say(N_("改哪一项")), choices, on_change=self._chosen)
        self.field.pack(fill="x", padx=24)
        self.room = Panel(inside)
        self.room.pack(fill="x", padx=24)
        self.note = Label(inside, say(N_("留空就是清空这一项。一次改完，可以整批撤销。")), 13, "ink3", wrap=412)
        self.note.pack(fill="x", padx=24, pady=(0, 12))
        row = Panel(inside)
        row.pack(fill="x", padx=24, pady=(2, 20))
        self.go = Button(row, say(N_("修改")), self.apply, rank="primary")
        self.go.pack(side="right", padx=(8, 0))
        Button(row, say(N_("取消")), self.box.close).pack(side="right")
        self.box.open(self.field)

    def _chosen(self) -> None:
        path = self.field.get()
        if path == self.path or path not in self.fields:
            return
        self.path, one = path, self.fields[path]
        if self.value is not None:
            self.value.destroy()
        bench = self.acts.bench
        self.value = field_for(self.room, one, {"required": one.required, "help": one.help}, self.many.choices(one),
                               lambda: bench.desk.today().isoformat(),
                               FormTyping(bench.desk, self.many.record, bench.act))
        self.value.pack(fill="x")
        if hasattr(self.value, "entry"):
            submit_on_enter(self.value, self.apply)
        _tag(self.value, self.box._tag)

    def apply(self) -> None:
        """Read the value, close, and change the rows."""
        if self.value is None:
            self.field.problem(say(N_("请先选一项")))
            return
        try:
            values = self.many.values(self.path, self.value.get())
        except Problems as wrong:
            self.value.problem(say(next(iter(wrong.fields.values()))))
            self.value.focus_set()
            return
        self.box.close()
        self.acts.edit(self.many, values)


def _tag(widget: tk.Misc, tag: str) -> None:
    """Escape closes the question in what was put into it later, too."""
    widget.bindtags((*widget.bindtags(), tag))
    for child in widget.winfo_children():
        _tag(child, tag)


def ask_rest(root: tk.Misc, title: str, error: Problems, words: str, go: Callable[[], object]) -> Overlay:
    """Which rows refuse and why; `words` offers to do it to the others ('' when there are none)."""
    box = Overlay(root, width=560)
    Label(box.inside, title, 17, bold=True, wrap=512).pack(fill="x", padx=24, pady=(20, 10))
    problems = list(error.fields.values())
    for problem in problems[:MOST_TOLD]:
        Label(box.inside, say(problem), 14, "ink2", wrap=512).pack(fill="x", padx=24, pady=(0, 6))
    if len(problems) > MOST_TOLD:
        more = say(N_("另有 {count} 条"), count=f"{len(problems) - MOST_TOLD:,}")
        Label(box.inside, more, 13, "ink3").pack(fill="x", padx=24)
    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(12, 20))

    def take() -> None:
        box.close()
        go()

    first = Button(row, say(N_("都不动")), box.close)
    if words:
        Button(row, words, take, rank="primary").pack(side="right", padx=(8, 0))
    first.pack(side="right")
    box.open(first)
    return box
