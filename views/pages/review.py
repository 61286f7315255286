"""卷宗评查: volumes above, the items of the chosen one below, judged by one key each; mending has its name and day."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import keys
from views.kit.controls import Button, Label, Panel, Rule, TextField
from views.kit.grid import DataGrid
from views.pages.page_head import at_right, page_head
from views.pages.small_form import day_field, small_form
from views.state.printing import paper_sheet
from views.state.review import ReviewState

if TYPE_CHECKING:
    from views.bench import Bench

HINTS = N_("回车 评查这一卷　1 符合　2 要改正　3 不适用　回车 登记改正　Ctrl+N 加一项　Ctrl+E 改项目　Ctrl+P 打印")
RESULTS = {"1": "good", "2": "mend", "3": "none"}


class ReviewPage(Panel):
    """`open(volume)` shows one volume."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, ReviewState(bench.desk)
        self.rowconfigure(1, weight=2)
        self.rowconfigure(4, weight=3)
        self.columnconfigure(0, weight=1)
        self._head()
        self.volumes = DataGrid(self, self.state.volume_columns(), self.state.fetch_volumes, on_select=self._chosen,
                                on_open=lambda _rid: self.begin(), empty=say(N_("还没有立卷归档的卷宗")))
        self.volumes.grid(row=1, column=0, sticky="nsew")
        Rule(self).grid(row=2, column=0, sticky="ew")
        self.about = Label(self, "", 15, bold=True)
        self.about.grid(row=3, column=0, sticky="w", padx=24, pady=(10, 6))
        self.items = DataGrid(self, self.state.item_columns(), self.state.fetch_items, on_open=self.mend,
                              empty=say(N_("这一卷还没有开始评查，在上面按回车")))
        self.items.grid(row=4, column=0, sticky="nsew")
        keys.shortcut(self.volumes.body, "Tab", self.items.focus_set)
        keys.shortcut(self.items.body, "Tab", self.volumes.focus_set)
        keys.shortcut(self.items.body, "Delete", self.drop)
        for key, result in RESULTS.items():
            keys.shortcut(self.items.body, f"Key-{key}", lambda result=result: self.judge(result))

    def _head(self) -> None:
        head = page_head(self, say(N_("卷宗评查")))
        shown = []
        if self.state.may:
            shown = [Button(head, say(N_("开始评查")), self.begin, rank="primary", icon="clipboard-check"),
                     Button(head, say(N_("符合")), lambda: self.judge("good"), icon="check"),
                     Button(head, say(N_("要改正")), lambda: self.judge("mend"), icon="wrench"),
                     Button(head, say(N_("不适用")), lambda: self.judge("none"), icon="minus")]
        if self.bench.desk.may("export"):
            shown.append(Button(head, say(N_("打印评查表")), self.print, icon="printer"))
        at_right(head, shown)

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        self.reload()
        self.focus_grid()

    def focus_grid(self) -> None:
        """Into the volumes."""
        self.volumes.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Volumes or checks were written."""
        if self.bench.page is self and (not names or names & {"volumes", "volume_checks", "cases"}):
            self.reload()

    def open(self, volume: int) -> None:
        """One volume."""
        self.state.volume = volume
        self.reload()

    def reload(self) -> None:
        """Read again; what was chosen stays."""
        self.state.load()
        self.volumes.pages.forget(None)
        self.volumes.show(self.state.volume_ids(), keep=True)
        self.volumes.select_id(self.state.volume)
        self._items()
        if self.bench.page is self:
            self.bench.status.put(self.state.told)

    def _items(self) -> None:
        texts = self.state.volumes.get(self.state.volume)
        self.about.put(say(N_("{name}　评查项目"), name=texts[1]) if texts else "")
        self.items.pages.forget(None)
        self.items.show(self.state.item_ids(), keep=True)

    def _chosen(self, rid: int | None) -> None:
        if rid is not None and rid != self.state.volume:
            self.state.volume = rid
            self.state.load()
            self._items()

    # ---- acts
    def begin(self) -> None:
        """Enter on a volume: its items, without results."""
        if self.state.may and self.state.volume:
            self.bench.act(self.state.begin, lambda _count: (self.reload(), self.items.focus_set()))

    def judge(self, result: str) -> None:
        """1, 2, 3 on an item; what must be mended asks what is wrong."""
        rid = self.items.selected
        if rid is None or not self.state.may:
            return
        if result == "mend":
            box = small_form(
                self.bench, say(N_("要改正")),
                lambda inside: {"problem": TextField(inside, N_("存在什么问题")),
                                "by": TextField(inside, N_("评查人"))},
                lambda texts: self.state.judge(rid, result, texts["problem"], texts["by"]), lambda: self._next(rid))
            box.fields["by"].put(self.bench.desk.who.name)
        else:
            self.bench.act(lambda: self.state.judge(rid, result), lambda _none: self._next(rid))

    def _next(self, rid: int) -> None:
        self._items()
        ids = list(self.items.ids)
        if rid in ids:
            self.items.select_id(ids[min(ids.index(rid) + 1, len(ids) - 1)])
        self.items.focus_set()

    def mend(self, rid: int) -> None:
        """Enter on an item that must be mended: who mended it and when."""
        if self.state.may and self.state.result_of(rid) == "mend":
            small_form(
                self.bench, say(N_("登记改正")),
                lambda inside: {"by": TextField(inside, N_("改正人")),
                                "on": day_field(self.bench, inside, N_("改正日期"))},
                lambda texts: self.state.mend(rid, texts["by"], texts["on"]), lambda: self._next(rid))

    def add(self) -> None:
        """Ctrl+N: one item more for this volume."""
        if self.state.may and self.state.volume:
            self._word_item(say(N_("加一项评查项目")), "", self.state.add)

    def edit(self) -> None:
        """Ctrl+E: the chosen item in other words."""
        rid = self.items.selected
        if self.state.may and rid is not None:
            self._word_item(say(N_("改评查项目")), self.state.item(rid), lambda text: self.state.reword(rid, text))

    def _word_item(self, title: str, start: str, act: Callable[[str], object]) -> None:
        rid = self.items.selected

        def done() -> None:
            self._items()
            self.items.select_id(rid if start else list(self.items.ids)[-1])
            self.items.focus_set()

        box = small_form(self.bench, title, lambda inside: {"item": TextField(inside, N_("评查项目"))},
                         lambda texts: act(texts["item"]), done, width=560)
        box.fields["item"].put(start)

    def drop(self) -> None:
        """Delete: an item that this volume has no use for; it can be taken back."""
        rid = self.items.selected
        if self.state.may and rid is not None:
            self.bench.act(lambda: self.state.remove(rid), lambda _none: self._dropped())

    def _dropped(self) -> None:
        self._items()
        self.items.focus_set()
        self.bench.told(say(N_("已删去一项评查项目")))

    def print(self) -> None:
        """Ctrl+P: 评查表 of the chosen volume."""
        from reports.papers import params
        from views.pages.printing import offer

        if uid := self.state.uid():
            given = params(self.bench.desk, settings={"id": uid})
            offer(self.bench, paper_sheet(self.bench.desk, "review_sheet", given))
