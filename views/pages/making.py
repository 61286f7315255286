"""批量建楼: what is wanted at the left, building by building what it will be at the right, made as one act."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Mapping
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Problems
from views import trouble
from views.kit import theme, toast
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.form import Form
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.state.making import ASKS, MakingState

if TYPE_CHECKING:
    from views.bench import Bench

FORM, SLIM_FORM, SLIM = 430, 330, 860  # design px of the form; of the page, below which the form is slim
REST = 90  # ms after a key until the preview follows


class MakingPage(Panel):
    """`begin({"compound": id, "grid": id})` empties the form for a place."""

    hints = N_("Ctrl+S 建立　Ctrl+F 到预览改某一栋　Esc 返回")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, MakingState(bench.desk)
        self._timer, self._kind, self._stale = "", "homes", False
        self.rowconfigure(2, weight=1)
        self.columnconfigure(2, weight=1)
        self._head()
        Rule(self).grid(row=1, column=0, columnspan=3, sticky="ew", pady=(14, 0))
        self.left = Panel(self, width=FORM)
        self.left.grid(row=2, column=0, sticky="ns")
        tk.Misc.bind(self, "<Configure>", self._resized, add="+")
        self.form = Form(self.left, ASKS, choices=self.state.choices, on_save=self.save, on_cancel=self.leave,
                         on_typed=self._typed)
        self.form.pack(fill="both", expand=True, padx=(24, 10), pady=(16, 0))
        Rule(self, upright=True).grid(row=2, column=1, sticky="ns")
        self._preview()
        self.begin({})

    def _resized(self, event: tk.Event) -> None:
        """In a narrow window the form leaves more to the preview."""
        if event.widget is self:
            tk.Frame.configure(self.left, width=theme.px(FORM if event.width >= theme.px(SLIM) else SLIM_FORM))

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, columnspan=3, sticky="ew", padx=24, pady=(18, 0))
        Label(head, say(N_("批量建楼")), 22, bold=True).pack(side="left")
        self.button = Button(head, say(N_("建立")), self.save, rank="primary", icon="check", width=96)
        self.button.pack(side="right", padx=(8, 0))
        Button(head, say(N_("返回")), self.leave).pack(side="right")

    def _preview(self) -> None:
        right = Panel(self)
        right.grid(row=2, column=2, sticky="nsew")
        self.total = Label(right, "", 15, bold=True, wrap=620)
        self.total.pack(fill="x", padx=24, pady=(16, 0))
        self.note = Label(right, "", 13, "ink2", wrap=620)
        self.note.pack(fill="x", padx=24, pady=(4, 10))
        self.grid_ = DataGrid(right, _columns(), self._fetch, on_edit=self._changed, cells=True,
                              empty=say(N_("填好左边，这里逐栋列出要建什么")))
        self.grid_.pack(fill="both", expand=True)
        self.grid_.body.bind("<Escape>", lambda _event: self.form.focus_first())

    # ---- coming and going
    def begin(self, at: Mapping[str, int | None]) -> None:
        """An empty form at a place."""
        texts, labels = self.state.begin(at)
        self._kind = texts["kind"]
        self.form.fill(texts, labels)
        self._rest()
        self._show()

    def shown(self) -> None:
        """In front: into the first field; what was written meanwhile is thought of once nothing else begins."""
        self.bench.status.put("")
        self.form.focus_first()
        if self._stale:
            self._typed()

    def changed(self, _names: frozenset[str]) -> None:
        """What is there may be other now: think again, now or when shown."""
        self._stale = True
        if self.bench.page is self:
            self._think()

    def focus_grid(self) -> None:
        """The keys go to the form: it is what one comes for."""
        self.form.focus_first()

    def find(self) -> None:
        """Ctrl+F: into the preview, where one building may be made otherwise."""
        if self.state.lines:
            self.grid_.select(max(0, self.grid_.current), "units")
            self.grid_.focus_set()

    def leave(self) -> None:
        """Escape: back to the tree; what was typed stays."""
        self.bench.show("places")

    def keep_place(self) -> tuple[dict[str, str], dict[str, dict]]:
        """What was typed, and the buildings that are otherwise."""
        return self.form.read(), self.state.special

    def come_back(self, place: tuple[dict[str, str], dict[str, dict]]) -> None:
        """As it was left."""
        texts, self.state.special = place
        self._kind = texts.get("kind", self._kind)
        self.form.fill(texts, self.state.labels(texts))
        self._think()

    def destroy(self) -> None:
        """No more thinking."""
        self._rest()
        super().destroy()

    # ---- typing
    def _typed(self) -> None:
        self._rest()
        self._timer = self.after(REST, self._think)

    def _rest(self) -> None:
        """What is thought is of now: nothing waits."""
        self._stale = False
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def _think(self) -> None:
        texts = self.form.read()
        if texts["kind"] != self._kind:
            for path, text in self.state.usual(texts["kind"], texts).items():
                self.form.put_one(path, text)
            self._kind, texts = texts["kind"], self.form.read()
        self._rest()
        self.state.typed(texts)
        self._show()

    def _show(self) -> None:
        state = self.state
        self.total.put(state.total)
        quiet = "　".join(state.notes)
        wrong = next((say(problem) for path, problem in state.problems.items() if self._typed_at(path)), "")
        self.note.on("surface", "red" if wrong or (state.plan.places and not state.ready) else "ink2")
        self.note.put(wrong or quiet)
        self.grid_.show(range(1, len(state.lines) + 1))
        self.grid_.refresh()
        self.button.enable(state.ready)

    def _typed_at(self, path: str) -> bool:
        """A field that was never filled is no mistake yet."""
        return path not in self.form.fields or bool(self.form.fields[path].get())

    def _fetch(self, ids: list[int]) -> list[tuple]:
        lines = self.state.lines
        return [(one, self.state.row(lines[one - 1])) for one in ids if 0 < one <= len(lines)]

    def _changed(self, one: int, key: str, text: str) -> None:
        wrong = self.state.change(self.state.lines[one - 1], key, text)
        if wrong:
            toast.show(self.bench.root, wrong)
        self._show()

    # ---- the act
    def save(self) -> None:
        """Ctrl+S: make it, in a job."""
        self._think()
        if self.state.problems:
            for words in self.form.problems(self.state.problems):
                toast.show(self.bench.root, words)
            return
        if not self.state.ready:
            toast.show(self.bench.root, self.note.text or say(N_("没有要新建的")))
            return
        if not self.bench.doubted(self.save):
            self.button.enable(False)
            self.bench.work(say(N_("批量建楼")), lambda job: self.state.make(job.progress), self._made, self._refused)

    def _made(self, counts: dict) -> None:
        words, compound = self.state.made(counts), self.state.known.name
        self.begin({})
        page = self.bench.show("places")
        self.bench.told(words)
        page.state.find(compound or "")
        page.reload()
        page.focus_grid()

    def _refused(self, error: BaseException) -> None:
        self._show()
        if isinstance(error, Problems):
            for words in self.form.problems(error.fields):
                toast.show(self.bench.root, words)
        else:
            trouble.show(self.bench.root, error)


def _columns() -> list[Column]:
    return [
        Column("name", say(N_("楼栋")), 112, look="title", sortable=False),
        Column("units", say(N_("单元")), 52, "e", editable=True, sortable=False),
        Column("floors", say(N_("最高楼层")), 72, "e", editable=True, sortable=False),
        Column("doors", say(N_("每层户数")), 94, "e", editable=True, sortable=False),
        Column("skip", say(N_("没有的楼层")), 84, editable=True, sortable=False),
        Column("count", say(N_("户数")), 60, "e", look="strong", sortable=False),
        Column("span", say(N_("室号")), 120, priority=2, look="dim", sortable=False),
        Column("notes", say(N_("说明")), 150, priority=1, look="dim", flex=True, sortable=False),
    ]
