"""未能识别的地址: the queue at the left, one address and what it may be at the right; nothing is learned silently."""

from __future__ import annotations

import tkinter as tk
from dataclasses import replace
from typing import TYPE_CHECKING

from center.words import N_, say
from db.codes import code_list
from db.models.addresses import UnreadAddress
from views import trouble
from views.kit import keys, theme
from views.kit.controls import Button, Label, Panel, Pills, Rule, SearchBox, YesField
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.jobs import Job
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.pages.reason import ask_reason
from views.state.settling import ALL, COLUMNS, OFFERED, TONES, SettlingState

if TYPE_CHECKING:
    from views.bench import Bench

OPEN_FOR = 30_000  # ms a revealed address stays readable


class SettlingPage(Panel):
    """One line of the list is one spelling, however many people it was written for: settled once for all of them."""

    hints = N_("↑↓ 选择　回车 选第一处　1–5 选一处　O 不在辖区　K 保持原样　Ctrl+F 找一户")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, SettlingState(bench.desk, bench.counter)
        self.rowconfigure(2, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self.pills = Pills(self, [("", say(N_("全部")))], self._reason)
        self.pills.grid(row=1, column=0, sticky="w", padx=20, pady=(0, 10))
        names = code_list("address_reason").items
        tones = {say(name): TONES.get(code, "grey") for code, name in names.items()}
        columns = [replace(COLUMNS[0], tones=tones), *COLUMNS[1:]]
        self.grid_ = DataGrid(self, columns, self.state.fetch, on_select=self._selected, on_open=self._enter,
                              empty=N_("没有要认的地址"))
        self.grid_.grid(row=2, column=0, sticky="nsew")
        self._letters(self.grid_.body)
        self.side = Panel(bench.side, "surface")
        self.pane = SettlingPane(self.side, self)
        self.pane.pack(fill="both", expand=True)

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 12))
        Label(head, N_("未能识别的地址"), 22, bold=True).pack(side="left")
        Label(head, N_("认不出的不会自己去猜"), 14, "ink3").pack(side="left", padx=(12, 0), pady=(6, 0))
        self.rules = Button(head, N_("以前的认定"), lambda: self.bench.go_list(_rulings()), icon="list-checks",
                            tip=say(N_("勾过“以后都这样认”的写法，可以改、可以删")))
        self.rules.pack(side="right")
        self.again = Button(head, N_("重新认一遍"), self.read_again, icon="refresh-cw",
                            tip=say(N_("建了楼或改了地址以后，把全部住址再认一遍")))
        self.again.pack(side="right", padx=(0, 8))
        GivingWay(head, self.again, self.rules)

    def _letters(self, body: tk.Misc) -> None:
        for place in range(OFFERED):
            keys.shortcut(body, f"Key-{place + 1}", lambda place=place: self.take(place))
        for letter, act in (("Key-o", self.outside), ("Key-k", self.leave)):
            keys.shortcut(body, letter, act)

    # ---- coming and going
    def shown(self) -> None:
        """In front: read again; why somebody looks is asked anew."""
        self.state.why_looked = ""
        self.reload()
        self.grid_.focus_set()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote, or what may be seen is another now."""
        if self.bench.page is self:
            self.reload()

    def focus_grid(self) -> None:
        """The keys to the list."""
        self.grid_.focus_set()

    def find(self) -> None:
        """Ctrl+F: look for a door by hand."""
        if self.state.here is not None:
            self.bench.show_side()
            self.pane.search.focus_set()

    def open(self, rid: int) -> None:
        """Show the line to which a row of the queue belongs."""
        self.state.reason = ALL
        self.reload()
        line = next((one.rid for one in self.state.lines.values() if rid in one.ids), None)
        if line is not None:
            self.grid_.select_id(line)

    def reload(self) -> None:
        """Read the queue; the cursor stays where it was, or at what moved up there."""
        place = self.grid_.current
        ids = self.state.load()
        self.pills.chosen = self.state.reason
        self.pills.set_choices(self.state.pills())
        self.grid_.pages.forget(None)
        self.grid_.show(ids)
        if self.grid_.selected is not None and self.grid_.current == 0 and place:
            self.grid_.select(min(place, len(ids) - 1), at_once=True)
        self._selected(self.grid_.selected)
        self._say()

    def _say(self) -> None:
        if self.bench.page is self:
            waiting = sum(self.state.counts.values())
            words = say(N_("{count} 个人的住址要认"), count=f"{waiting:,}") if waiting else ""
            self.bench.status.put(words)

    def _reason(self, key: str) -> None:
        self.state.reason = key
        self.reload()
        self.grid_.focus_set()

    def _selected(self, rid: int | None) -> None:
        was = self.state.here
        self.state.open(rid)
        self.pane.show(fresh=was is None or self.state.here is None or was.rid != self.state.here.rid)

    def _enter(self, _rid: int) -> None:
        here = self.state.here
        if here is not None and self.bench.counter.uncover(UnreadAddress, here.rid):
            self.reload()
        elif self.bench.tight and not self.side.winfo_viewable():
            self.bench.show_side()
        else:
            self.take(0)

    # ---- acts
    @property
    def may(self) -> bool:
        """Whether this account settles addresses."""
        return self.bench.desk.may("addresses.edit")

    def take(self, place: int) -> None:
        """The door offered at a place is meant. While the address is masked it is shown first."""
        if self.may and self.state.offers and self.state.veiled:
            self.reveal()
        elif self.may and place < len(self.state.offers):
            keep = self.pane.keeps
            self._act(lambda: self.state.settle(place, keep))

    def outside(self) -> None:
        """The address lies elsewhere."""
        keep = self.pane.keeps
        self._act(lambda: self.state.outside(keep))

    def leave(self) -> None:
        """What is registered stays."""
        self._act(self.state.leave)

    def _act(self, work) -> None:
        if self.may and self.state.here is not None:
            self.bench.act(work, self._done, lambda error: trouble.show(self.bench.root, error))

    def _done(self, _count: object) -> None:
        self.bench.told()
        self.grid_.focus_set()

    def read_again(self) -> Job | None:
        """Every address of every person once more, in a job."""
        if self.bench.doubted(self.read_again):
            return None
        desk = self.bench.desk

        def work(job: Job) -> dict[str, int]:
            return desk.do("addresses.again", everyone=True, progress=job.progress)

        return self.bench.work(say(N_("重新认地址")), work, lambda _counts: self.bench.told())

    def reveal(self) -> None:
        """Ask why, once for a sitting, then show the whole text for half a minute."""
        if self.state.here is None or not self.state.may_look:
            return

        def show(reason: str) -> None:
            self.bench.act(lambda: self.state.reveal(reason), lambda _text: self.pane.reveal())

        if self.state.why_looked:
            show(self.state.why_looked)
            return
        help = say(N_("请写明为什么要看。离开这一页以前只问一次，看的每一条都记入操作日志；"
                      "30 秒自动盖上，按 Esc 马上盖上。"))
        ask_reason(self.bench, say(N_("查看地址原文")), help, show)

    def open_person(self) -> None:
        """Show whose address it is."""
        person = self.state.person()
        if person is not None:
            self.bench.open_record("people", person)


class SettlingPane(Panel):
    """One address: the text, why it is here, how it was read, the doors it may be, and the acts."""

    def __init__(self, master: tk.Misc, page: SettlingPage) -> None:
        super().__init__(master, "surface")
        self.page, self.state, self._timer = page, page.state, ""
        self.scroller, self.flow = scrolled(self)
        self.foot = Panel(self)
        self.foot.pack(side="bottom", fill="x", padx=22, pady=(10, 16))
        Rule(self).pack(side="bottom", fill="x")
        self.scroller.pack(fill="both", expand=True)
        self.search = SearchBox(self.foot, N_("找一户，例如 3-2-501"), self._look_for, width=296,
                                on_down=self.flow.focus_set)
        self.search.pack(fill="x")
        self.search.entry.inner.bind("<Return>", lambda _event: self._only())
        self.keep = YesField(self.foot, "", word=N_("以后这样写的都这样认"))
        self.keep.pack(fill="x", pady=(8, 6))
        row = Panel(self.foot)
        row.pack(fill="x")
        self.buttons = [Button(row, N_("不在辖区"), page.outside, tip=say(N_("这个地址不归这里管（O）"))),
                        Button(row, N_("保持原样"), page.leave, tip=say(N_("不登记，也不改住处（K）")))]
        for button in self.buttons:
            button.pack(side="left", fill="x", expand=True, padx=(0 if button is self.buttons[0] else 8, 0))
        keys.shortcut(self.flow, "Escape", self.cover)

    @property
    def keeps(self) -> bool:
        """Whether the tick stands."""
        return self.keep.get() == "是"

    def show(self, fresh: bool = True) -> None:
        """Fill the pane with the open line; `fresh`: another one, so the tick and the search begin anew."""
        if fresh:
            self.keep.put("")
            self.search.put("")
            self._stop()
        for button in self.buttons:
            button.enable(self.state.here is not None and self.page.may)
        self.flow.write(self._write)

    def reveal(self) -> None:
        """The whole text was asked for: it stands half a minute."""
        self._stop()
        self._timer = self.after(OPEN_FOR, self.cover)
        self.flow.redraw()

    def cover(self) -> None:
        """Mask it again."""
        self._stop()
        self.state.revealed = {}
        self.flow.redraw()

    def _stop(self) -> None:
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""

    def _look_for(self, text: str) -> None:
        self.state.look_for(text)
        self.flow.redraw()

    def _only(self) -> str:
        """Enter in the search takes what was found when it is one door; of several one is chosen below."""
        self._look_for(self.search.text())
        if self.search.text() and len(self.state.offers) == 1:
            self.page.take(0)
        elif self.state.offers:
            self.flow.focus_set()
        return "break"

    def _write(self, pen: Pen) -> None:
        line = self.state.here
        if line is None:
            pen.space(60)
            pen.icon("check")
            pen.space(6)
            pen.middle(say(N_("选一条，这里写出它可能是哪一户")))
            return
        pen.space(18)
        pen.text(self.state.masked(), 17, bold=True)
        pen.space(8)
        if not self.state.looked and self.state.may_look:
            pen.link(say(N_("查看原文")), self.page.reveal)
        pen.text(self.state.why(), 14, "ink2")
        pen.space(10)
        if len(line.ids) > 1:
            pen.text(say(N_("有 {count} 个人这样写，会一起登记"), count=len(line.ids)), 13, "ink3")
            pen.space(10)
        elif self.state.person() is not None:
            pen.link(say(N_("打开这个人")), self.page.open_person)
            pen.space(6)
        self._offers(pen)  # before the parts: on a low screen they must be seen
        self._parts(pen)
        pen.space(16)

    def _parts(self, pen: Pen) -> None:
        parts = self.state.parts()
        if parts:
            pen.space(10)
            pen.rule()
            pen.space(12)
            pen.heading(say(N_("认出来的部分")))
            for label, text in parts:
                pen.fact(label, text)

    def _offers(self, pen: Pen) -> None:
        pen.rule()
        pen.space(12)
        pen.heading(say(N_("可能是")))
        for place, name in enumerate(self.state.names):
            top = pen.y
            pen.space(8)
            middle = pen.y + theme.px(10)
            pen.canvas.create_text(pen.left, middle, anchor="w", text=str(place + 1), font=theme.font(14, True),
                                   fill=theme.color("accent_ink"))
            pen.text(name, 14, indent=22)
            pen.space(8)
            if self.page.may:
                pen.area(top, lambda place=place: self.page.take(place))
        if not self.state.offers:
            pen.text(say(N_("没有相近的，请在下面找一户")), 13, "ink3")

    def destroy(self) -> None:
        """No timer left behind."""
        self._stop()
        super().destroy()


def _rulings() -> type:
    from db.models.addresses import AddressRuling

    return AddressRuling
