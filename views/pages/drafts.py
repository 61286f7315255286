"""草稿 N on a list: the half-typed forms of its record, to go on with or to give up."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center import drafts
from center.words import N_, say
from db.personal import Kept
from db.record import Record
from views.kit import overlay, toast
from views.kit.controls import Button, Label, Panel

if TYPE_CHECKING:
    from views.bench import Bench

MOST = 8


class DraftsButton(Button):
    """Stands in a list's head only while there are drafts: `refresh()` whenever the list is shown."""

    def __init__(self, master: Panel, bench: Bench, record: type[Record]) -> None:
        super().__init__(master, "", self.choose, rank="quiet", icon="pencil", tip=N_("没填完、自动存下的表单"))
        self.bench, self.record = bench, record
        self.drafts: list[Kept] = []

    def refresh(self) -> None:
        """Count again, and show or hide."""
        self.drafts = drafts.of_record(self.bench.desk, self.record)
        if self.drafts:
            self.configure(text=say(N_("草稿 {count}"), count=len(self.drafts)))
            self.pack(side="left", padx=(8, 0))
        else:
            self.pack_forget()

    def choose(self) -> None:
        """The only one opens at once; of several one is chosen."""
        self.refresh()
        if len(self.drafts) == 1:
            self.bench.go_draft(self.drafts[0].id)
        elif self.drafts:
            self._ask()

    def _ask(self) -> None:
        box = overlay.Overlay(self.bench.root, width=520)
        Label(box.inside, N_("没填完的草稿"), 18, bold=True).pack(fill="x", padx=24, pady=(20, 8))
        first = None
        for one in self.drafts[:MOST]:
            row = Panel(box.inside)
            row.pack(fill="x", padx=24, pady=4)
            Button(row, N_("放弃"), lambda one=one: self._drop(box, one), rank="quiet").pack(side="right")
            go = Button(row, N_("接着填"), lambda one=one: self._go(box, one))
            go.pack(side="right", padx=(12, 6))
            first = first or go
            words = f"{self.bench.counter.draft(one)}　{drafts.when(one, self.bench.desk.today())}"
            Label(row, words, 14, wrap=260).pack(side="left")
        if len(self.drafts) > MOST:
            more = say(N_("还有 {count} 份，填完前面的再看"), count=len(self.drafts) - MOST)
            Label(box.inside, more, 13, "ink3").pack(fill="x", padx=24, pady=(4, 0))
        Panel(box.inside, height=16).pack()
        box.open(first)

    def _go(self, box: overlay.Overlay, one: Kept) -> None:
        box.close()
        self.bench.go_draft(one.id)

    def _drop(self, box: overlay.Overlay, one: Kept) -> None:
        box.close()
        self.bench.desk.drop_draft(one.id)
        self.refresh()
        dropped(self.bench, one, lambda _number: self.refresh() if self.winfo_exists() else None)


def dropped(bench: Bench, one: Kept, then: Callable[[int], object]) -> None:
    """The note about a draft that was given up; its 撤销 keeps the draft again and tells `then` the new number."""
    def again() -> None:
        then(bench.desk.keep_draft(one._replace(id=0)))

    words = say(N_("已放弃没填完的内容：{name}"), name=bench.counter.draft(one))
    toast.show(bench.root, words, N_("撤销"), again)
