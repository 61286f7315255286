"""楼栋房屋: the tree from the street to the door at the left, what is known of the chosen place at the right."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.places.tree import RECORDS, Node
from center.words import N_, say, spoken
from db.errors import Missing
from db.models.places import Building
from db.record import Record
from views.kit import theme, toast
from views.kit.controls import Button, Label, Link, Panel, Pills, Rule, SearchBox
from views.kit.giving_way import GivingWay
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.pages.places_tree import PlacesTree
from views.state.places import NAMES, WAYS, About, PlacesState, Tally

if TYPE_CHECKING:
    from views.bench import Bench

REST = 60  # ms after a key until the right side follows
TREE, SLIM_TREE, SLIM = 430, 300, 860  # design px of the tree; of the page, below which the tree is slim
WRITTEN = frozenset(RECORDS) | {"unread_addresses"}


class PlacesPage(Panel):
    """The tree with its right side. `show_row(record, id)` opens it down to a row."""

    hints = N_("↑↓ 选择　← → 收起和展开　回车 打开　Ctrl+N 新增下级　Ctrl+E 修改　Ctrl+F 查找")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, PlacesState(bench.desk)
        self.about: About | None = None
        self._stale, self._timer, self._sums = False, "", {}
        self.rowconfigure(3, weight=1)
        self.columnconfigure(2, weight=1)
        self._head()
        self._tools()
        Rule(self).grid(row=2, column=0, columnspan=3, sticky="ew", pady=(12, 0))
        self.left = Panel(self, width=TREE)
        self.left.grid(row=3, column=0, sticky="ns")
        tk.Misc.bind(self, "<Configure>", self._resized, add="+")
        self.tree = PlacesTree(self.left, self.state, self._chosen, self.open)
        self.tree.pack(fill="both", expand=True)
        self.tree.words = say(N_("还没有登记小区和楼栋。点“批量建楼”先建一个小区，或者用“按名单建楼”从已有的表格建。"))
        Rule(self, upright=True).grid(row=3, column=1, sticky="ns")
        self._right()
        self._tell()

    def _resized(self, event: tk.Event) -> None:
        """In a narrow window the tree leaves more to the right side."""
        if event.widget is self:
            tk.Frame.configure(self.left, width=theme.px(TREE if event.width >= theme.px(SLIM) else SLIM_TREE))

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, columnspan=3, sticky="ew", padx=24, pady=(18, 0))
        Label(head, say(N_("楼栋房屋")), 22, bold=True).pack(side="left")
        self._unread = ""
        self.unread = Panel(head)  # holds a word that acts, while there is something to settle
        self.unread.pack(side="left", padx=(14, 0), pady=(6, 0))
        self.buttons: dict[str, Button] = {}
        may = self.bench.desk.may
        if self.state.may_edit:
            self._button(head, "making", say(N_("批量建楼")), "building-2", self.make, "primary")
        self._button(head, "lists", say(N_("名单")), "list", lambda: self.bench.go_list(Building))
        if self.state.may_edit and may("import"):
            self._button(head, "intake", say(N_("按名单建楼")), "upload", lambda: self.bench.show("intake"))
        if may("cover.read"):
            self._button(head, "gaps", say(N_("空缺")), "user-check", self._gaps)
        rest = [button for key, button in self.buttons.items() if key != "making"]
        GivingWay(head, *rest, last=self.buttons.get("making"))

    def _button(self, head: Panel, key: str, text: str, icon: str, act, rank: str = "secondary") -> None:
        self.buttons[key] = Button(head, text, act, rank=rank, icon=icon)
        self.buttons[key].pack(side="right", padx=(8, 0))

    def _tools(self) -> None:
        tools = Panel(self)
        tools.grid(row=1, column=0, columnspan=3, sticky="ew", padx=14, pady=(12, 0))
        ways = [(key, say(words)) for key, words in WAYS]
        self.ways = Pills(tools, ways, self._turn, chosen=self.state.way)
        self.ways.pack(side="left")
        hint = say(N_("门牌、楼栋、小区，回车查找"))
        self.search = SearchBox(tools, hint, lambda _text: None, on_down=self.focus_grid)
        self.search.pack(side="right", padx=(0, 10))
        for name in ("<Return>", "<KP_Enter>"):
            self.search.entry.inner.bind(name, lambda _event: self._look())

    def _right(self) -> None:
        right = Panel(self)
        right.grid(row=3, column=2, sticky="nsew")
        self.row = Panel(right)
        self.row.pack(fill="x", padx=24, pady=(16, 0))
        self.acts = {
            "picture": Button(self.row, say(N_("楼栋图")), self.open, icon="layout-grid"),
            "edit": Button(self.row, say(N_("修改")), self.edit, icon="pencil"),
            "add": Button(self.row, say(N_("新增下级")), self.add, icon="plus"),
            "codes": Button(self.row, say(N_("补编码")), self.give_codes, icon="list-ordered"),
        }
        GivingWay(self.row, *self.acts.values())
        scroller, self.flow = scrolled(right, 24)
        scroller.pack(fill="both", expand=True, pady=(6, 0))

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        if self._stale:
            self.reload()
        self.bench.status.put(self.about.where if self.about else "")
        self._count_unread()

    def _count_unread(self) -> None:
        """Addresses that wait to be settled, as a word that leads there."""
        count = self.state.unread()
        words = say(N_("未能识别的住址 {count} 条"), count=f"{count:,}") if count else ""
        if words != self._unread:
            self._unread = words
            for old in self.unread.winfo_children():
                old.destroy()
            if words:
                Link(self.unread, words, lambda: self.bench.show("settle")).pack()

    def changed(self, names: frozenset[str]) -> None:
        """Places were written: read anew, now or when shown again."""
        if names & WRITTEN or not names:
            self._stale, self._sums = True, {}
            if self.bench.page is self:
                self.reload()

    def reload(self) -> None:
        """Read the tree again; what was open stays open."""
        self._stale = False
        self.state.load()
        self.tree.show()
        self._tell()

    def keep_place(self) -> tuple[str, str, int]:
        """The way, and the chosen row."""
        node = self.state.node
        return self.state.way, node.kind if node else "", node.id if node else 0

    def come_back(self, place: tuple[str, str, int]) -> None:
        """As it was left."""
        way, kind, rid = place
        self.ways.pick(way)
        if kind in RECORDS:
            self.show_row(RECORDS[kind], rid)

    def focus_grid(self) -> None:
        """Into the tree."""
        self.tree.focus_set()

    def show_row(self, record: type[Record], rid: int) -> bool:
        """Open the tree down to a row; False when it is not in it."""
        found = self.state.show(record, rid)
        self.tree.show()
        self._tell()
        return found

    def destroy(self) -> None:
        """No more telling."""
        if self._timer:
            self.after_cancel(self._timer)
        super().destroy()

    # ---- acts
    def open(self) -> None:
        """Enter: a building's picture, a door in it, an enterprise; everything else opens and closes."""
        node = self.state.node
        if node is None:
            return
        if node.kind == "buildings":
            self.bench.show("building").open(node.id)
        elif node.kind == "doors":
            self.bench.show("building").open(node.building, node.id)
        elif node.kind == "enterprises":
            self.bench.open_record("enterprises", node.id)
        else:
            self.state.flip(self.state.place)
            self.tree.show()

    def make(self) -> None:
        """批量建楼, beginning at the chosen place."""
        self.bench.show("making").begin(self.state.begin())

    def edit(self) -> None:
        """Ctrl+E."""
        node = self.state.node
        if node is not None and node.record is not None and self.state.may_edit and node.kind != "enterprises":
            self.bench.go_form(node.record, node.id)

    def add(self) -> None:
        """Ctrl+N: what stands below the chosen place."""
        child = self.state.child()
        if child is None:
            return
        record, texts, labels = child
        page = self.bench.go_form(record)
        if texts:
            page.form.put_over(texts, labels)

    def find(self) -> None:
        """Ctrl+F."""
        self.search.focus_set()

    def give_codes(self) -> None:
        """Codes for everything that has none, in a job: there may be many."""
        self.bench.work(say(N_("补编码")), lambda job: self.bench.desk.do("places.give_codes", progress=job.progress),
                        self._coded)

    def _coded(self, count: int) -> None:
        self.bench.told(say(N_("补了 {count} 个编码"), count=count))

    def _gaps(self) -> None:
        node = self.state.node
        page = self.bench.show("gaps")
        if node is not None and node.community:
            page.open(node.community)

    def _turn(self, way: str) -> None:
        self.state.turn(way)
        self.state.keep()
        self.tree.show()
        self._tell()

    def _look(self) -> str:
        text = self.search.text()
        if text and self.state.find(text):
            self.tree.show()
            self._tell()
            self.focus_grid()
            if self.state.hint:
                toast.show(self.bench.root, say(self.state.hint))
        elif text:
            unknown = say(N_("没有找到“{text}”，换一种写法再试"), text=text)
            toast.show(self.bench.root, say(self.state.hint) if self.state.hint else unknown)
        return "break"

    # ---- the right side
    def _chosen(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
        self._timer = self.after(REST, self._settled)

    def _settled(self) -> None:
        self._timer = ""
        node = self.state.node
        if node is not None and node.kind == "communities":
            self.state.keep()
        self._tell()

    def _tell(self) -> None:
        node = self.state.node
        try:
            self.about = self.state.about(node) if node is not None else None
        except Missing:  # somebody else removed it
            self.about = None
        self._show_acts(node)
        self.flow.write(self._write)
        if node is not None and node.kind == "streets" and node.id not in self._sums:
            self._sum(node)
        if self.bench.page is self:
            self.bench.status.put(self.about.where if self.about else "")

    def _show_acts(self, node: Node | None) -> None:
        edit, kind = self.state.may_edit, node.kind if node else ""
        gaps = self.about.gaps if self.about else ()
        shown = {
            "picture": kind in ("buildings", "doors"),
            "edit": edit and node is not None and node.record is not None and kind != "enterprises",
            "add": edit and self.state.child() is not None,
            "codes": edit and any(one.label == N_("楼栋没有编码") for one in gaps),
        }
        for key, button in self.acts.items():
            button.pack_forget()
            if shown[key]:
                button.pack(side="left", padx=(0, 8))

    def _sum(self, node: Node) -> None:
        def take(found: tuple[int, int]) -> None:
            self._sums[node.id] = found
            if self.winfo_exists() and self.state.node == node:
                self.flow.redraw()

        self.bench.work(say(N_("统计全街道")), lambda _job: self.state.street_sums(node), take)

    def _write(self, pen: Pen) -> None:
        pen.space(10)
        about = self.about
        if about is None:
            return
        pen.text(about.title, 19, bold=True)
        pen.text(about.where or NAMES[about.node.kind], 13, "ink3")
        pen.space(16)
        if about.node.kind == "streets":
            self._write_sums(pen, about.node)
        for one in about.tallies:
            self._tally(pen, one)
        if about.kinds:
            words = "　".join(f"{spoken(label)} {count:,}" for label, count in about.kinds)
            pen.text(words, 13, "ink2")
            pen.space(10)
        for one in about.gaps:
            self._tally(pen, one, "amber_line")
        if about.facts:
            pen.space(10)
            for label, text in about.facts:
                pen.fact(label, text)

    def _write_sums(self, pen: Pen, node: Node) -> None:
        buildings, doors = self._sums.get(node.id, (None, None))
        for label, count in ((N_("楼栋"), buildings), (N_("户室"), doors)):
            pen.pair(label, "…" if count is None else f"{count:,}")

    def _tally(self, pen: Pen, one: Tally, dot: str = "") -> None:
        pen.pair(one.label, f"{one.count:,}", lambda: self._list(one), dot=dot)

    def _list(self, one: Tally) -> None:
        about = self.about
        label = f"{about.title} {spoken(one.label)}" if about else spoken(one.label)
        self.bench.go_list(one.record).only_these(tuple(one.ids()), label)
        self.bench.page.focus_grid()

