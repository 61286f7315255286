"""The handbook over the whole window: contents at the left, the topic at the right, a box to find in it.

F1 opens it at the topic of the page in front and closes it again; the page under it is not touched.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import overlay, theme
from views.kit.controls import Button, Label, Panel, Rule, SearchBox
from views.kit.giving_way import GivingWay
from views.kit.keys import typed_text
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.pages.choices import ChoiceList
from views.pages.flow import Flow
from views.pages.handbook_pen import WIDEST, Gallery, write_topic
from views.pages.pen import Pen
from views.state.handbook import FIRST, groups, search, topic, topic_of, topics
from views.state.handbook_paper import TITLE, paper

if TYPE_CHECKING:
    from views.bench import Bench

CONTENTS = 236  # design px
SEARCH = (320, 240)  # design px: the box, and the box in such a narrow head
NARROW = 1060  # design px of the window below which the head has room for icons only
STEP = 54  # design px an arrow key scrolls
TAG = "Handbook"
FRONT = {"WelcomePage": "welcome", "SetupPage": "setup", "RecoveryPage": "recovery", "SignInPage": "sign-in"}
BACK = ("<Alt-Left>", "<BackSpace>")


def open_at(bench: Bench, key: str = "") -> Handbook | None:
    """Open the handbook at the topic of a page (`bench.key` when none is given); where it is open already, close it."""
    key = key or bench.key
    if key == "settings":
        key = f"settings:{bench.page.list.chosen}"
    return flip(bench.root, topic_of(key), bench)


def open_in_front(root: tk.Misc, front: object) -> Handbook | None:
    """Before signing in: the topic of the page that stands there."""
    return flip(root, topic_of(FRONT.get(type(front).__name__, "")))


def flip(root: tk.Misc, key: str = FIRST, bench: Bench | None = None) -> Handbook | None:
    """Open the handbook at a topic, or close it; before signing in there is only the window."""
    shown: Handbook | None = getattr(root, "kit_handbook", None)
    if shown is not None and shown.box.winfo_exists():
        shown.close()
        return None
    return Handbook(root, key, bench)


class Handbook:
    """The open handbook; `show(key)`, `find(words)`, `back()` and `close()` are all it does."""

    def __init__(self, root: tk.Misc, key: str = FIRST, bench: Bench | None = None) -> None:
        self.root, self.bench, self.key, self._gallery = root, bench, "", Gallery()
        self._trail: list[str] = []
        root.kit_handbook = self
        self.box = Overlay(root, on_away=self._gone)
        self.box.inside.set_ground("surface")
        inside = self.box.inside
        inside.columnconfigure(2, weight=1)
        inside.rowconfigure(2, weight=1)
        self._head()
        self.list = ChoiceList(Panel(inside, "rail", width=CONTENTS, height=10), self.show)
        self.list.master.grid(row=2, column=0, sticky="ns")
        self.list.pack(fill="both", expand=True)
        self.list.put([(one.label, [(key, topics()[key].title) for key in one.topics]) for one in groups()])
        self.edge = Rule(inside, upright=True)
        self.edge.grid(row=2, column=1, sticky="ns")
        self.scroller = Scroller(inside)
        self.scroller.grid(row=2, column=2, sticky="nsew")
        self.flow = Reader(self)
        self.flow.pack(fill="x", expand=True)
        self._keys()
        for part in (self.list.inside, self.list._canvas):
            tk.Misc.bind(part, "<Configure>", lambda _event: self.root.after_idle(self._see_chosen), add="+")
        self.box.print = self.ask_print  # Ctrl+P
        self.box.open()
        self.box.place_configure(relx=0, rely=0, relwidth=1, relheight=1, width="", anchor="nw")
        self.show(key)
        self.list.canvas.focus_set()

    def _head(self) -> None:
        head = Panel(self.box.inside)
        head.grid(row=0, column=0, columnspan=3, sticky="ew", padx=24, pady=(14, 14))
        head.columnconfigure(2, weight=1)
        Label(head, say(TITLE), 22, bold=True).grid(row=0, column=0)
        narrow = self.root.winfo_width() < theme.px(NARROW)
        wide = SEARCH[narrow]
        self.search = SearchBox(head, say(N_("查找，可用拼音")), self.find, on_down=self._into, width=wide)
        self.search.grid(row=0, column=1, padx=(36, 0))
        self.count = Label(head, "", 13, "ink3")
        self.count.grid(row=0, column=2, sticky="w", padx=(14, 0))
        if self.bench is not None:
            row = Panel(head)
            row.grid(row=0, column=3, padx=(0, 8))
            for words, act, icon in (
                (say(N_("再看入门指引")), self.tour, "signpost"),
                (say(N_("打印")), self.ask_print, "printer"),
            ):
                told = {"tip": words} if narrow else {}
                Button(row, "" if narrow else words, act, rank="quiet", icon=icon, **told).pack(side="left")
        self.back_button = Button(head, say(N_("上一篇")), self.back, icon="chevron-left")
        self.back_button.grid(row=0, column=4, padx=(0, 8))
        close = Button(head, say(N_("关闭（Esc）")), self.close, icon="x")
        close.grid(row=0, column=5)
        GivingWay(head, self.back_button, close)
        Rule(self.box.inside).grid(row=1, column=0, columnspan=3, sticky="ew")

    def _keys(self) -> None:
        canvas = self.list.canvas
        for sequence in ("<Right>", "<Return>", "<KP_Enter>"):
            canvas.bind(sequence, lambda _event: self._into())
        for sequence, pages in (("<Next>", 1), ("<Prior>", -1), ("<space>", 1)):
            canvas.bind(sequence, lambda _event, pages=pages: self.turn(pages))
        self.search.entry.inner.bind("<Return>", lambda _event: self._first())
        for widget in (canvas, self.flow):
            widget.bind("<Key>", self._typed)
            for sequence in BACK:
                widget.bind(sequence, lambda _event: self.back())
        self._before_the_window(self.box)
        for sequence, act in (("<Control-f>", self._look), ("<Control-F>", self._look)):
            self.box.bind_class(TAG, sequence, lambda _event, act=act: act())
        self.box.bind_class(TAG, "<F1>", self._f1)

    def _before_the_window(self, widget: tk.Misc) -> None:
        """F1 and Ctrl+F mean the handbook here: they must not reach the window's own shortcuts."""
        widget.bindtags((TAG, *widget.bindtags()))
        for child in widget.winfo_children():
            self._before_the_window(child)

    # ---- what is shown
    def show(self, key: str) -> None:
        """Another topic; where one came from is kept for `back`."""
        one = topic(key)
        if self.key and one.key != self.key:
            self._trail.append(self.key)
        self._put(one.key)

    def _put(self, key: str) -> None:
        if key not in topics():
            self.search.put(key[1:])  # a search one came from
            self.find(key[1:])
            return
        self.key = key
        self.search._told = ""
        self.search.put("")
        self.list.choose(key)
        self._see_chosen()
        self.count.put("")
        self._gallery.forget()
        self.flow.finding = False
        self.flow.write(lambda pen: write_topic(pen, topics()[key], self.show, self._gallery))
        self.scroller.scroll(-100_000)
        self.back_button.enable(bool(self._trail))

    def find(self, words: str) -> None:
        """What holds the words, as links; nothing looked for shows the topic again."""
        if not words:
            self._put(self.key if self.key in topics() else self._trail.pop() if self._trail else FIRST)
            return
        found = search(words)
        if self.key in topics():
            self._trail.append(self.key)
        self.key = f"?{words}"
        self.list.choose("")
        self.count.put(say(N_("找到 {count} 篇"), count=len(found)))
        self.flow.finding = True
        self.flow.write(lambda pen: self._write_found(pen, words, found))
        self.scroller.scroll(-100_000)
        self.back_button.enable(bool(self._trail))

    def _write_found(self, pen: Pen, words: str, found) -> None:
        pen.right = min(pen.right, pen.left + theme.px(WIDEST))
        pen.space(22)
        if not found:
            pen.text(say(N_("没有找到“{words}”"), words=words), 17, bold=True)
            pen.space(8)
            pen.text(say(N_("换一个说法，或只写其中两个字；也可以从左边的目录里找。")), 14, "ink2")
            pen.space(20)
            return
        for one in found:
            top = pen.y
            pen.space(8)
            pen.text(one.title, 16, "accent_ink", bold=True)
            if one.excerpt:
                pen.space(3)
                pen.text(one.excerpt, 13, "ink2")
            pen.space(10)
            pen.area(top, lambda key=one.key: self.show(key))
            pen.rule(edge=False)

    # ---- keys
    def back(self) -> str:
        """Where one was before."""
        if self._trail:
            self._put(self._trail.pop())
        return "break"

    def turn(self, pages: int) -> str:
        """A page of the text down or up."""
        self.scroller.scroll(pages * max(theme.px(STEP), self.scroller.winfo_height() - theme.px(STEP)))
        return "break"

    def _into(self) -> str:
        self.flow.focus_set()
        return "break"

    def _first(self) -> str:
        self.search._now()
        if self.flow.finding and self.flow.links():
            self.flow.follow(0)
            self._into()
        return "break"

    def _look(self) -> str:
        self.search.focus_set()
        return "break"

    def _typed(self, event: tk.Event) -> str | None:
        """Whoever just types is looking for something."""
        words = typed_text(event)
        if not words.strip():
            return None
        self.search.put(words)
        self.search.entry.focus_set()
        self.search.entry.inner.icursor("end")
        return "break"

    def _see_chosen(self) -> None:
        if not self.box.winfo_exists():
            return
        for key, top, bottom in self.list._places:
            if key == self.key:
                seen, start = self.list._canvas.winfo_height(), self.list._canvas.canvasy(0)
                if top < start or bottom > start + seen > 1:
                    self.list.scroll(round(top - start - seen / 3))

    def _f1(self, event: tk.Event) -> str | None:
        # on Windows a letter of an input method comes as a function key
        return None if typed_text(event) else self.close()

    def tour(self) -> None:
        """Close, and look around once more."""
        from views.pages.tour import Tour

        self.close()
        Tour(self.bench)

    def ask_print(self) -> None:
        """This topic, or the whole book."""
        if self.key not in topics():
            return self.print(tuple(topics()))
        choices = [("all", say(N_("整本手册"))), ("one", say(N_("这一篇")))]
        words = say(N_("打印的是文字，不带图片。按 Esc 不打印。"))

        def answer(key: str) -> None:
            self.print((self.key,) if key == "one" else tuple(topics()))

        overlay.ask(self.root, say(N_("打印哪些？")), words, choices, answer)
        return None

    def print(self, keys: Sequence[str]) -> None:
        """Some topics, to look at and to print."""
        from db.questions.accounts import centre_row
        from views.pages.printing import offer
        from views.state.printing import Sheet

        centre, made_at = (centre_row() or {}).get("name") or "", self.bench.desk.now()
        offer(self.bench, Sheet(self.bench.desk, TITLE, lambda: paper(keys, centre, made_at), ours=True))

    def close(self) -> str:
        """Back to the page under it."""
        return self.box.close()

    def _gone(self) -> None:
        self.root.kit_handbook = None
        self._gallery.forget()


class Reader(Flow):
    """The text: arrows scroll it, Tab walks its links, Enter follows; what was found is walked by arrows."""

    def __init__(self, book: Handbook) -> None:
        self.book, self.finding = book, False
        super().__init__(book.scroller.inside, 40)
        self.outer = book.scroller
        self.bind("<FocusIn>", lambda _event: self._gained())
        self.bind("<FocusOut>", lambda _event: self._lost())
        self.bind("<Down>", lambda _event: self._arrow(1))
        self.bind("<Up>", lambda _event: self._arrow(-1))
        for sequence, pages in (("<Next>", 1), ("<Prior>", -1)):
            self.bind(sequence, lambda _event, pages=pages: book.turn(pages))
        self.bind("<space>", lambda _event: self._follow(self._at) if self._at >= 0 else book.turn(1))
        self.bind("<Left>", lambda _event: book.list.canvas.focus_set())
        self.bind("<Tab>", lambda _event: self._tab(1))
        back = "<ISO_Left_Tab>" if self.tk.call("tk", "windowingsystem") == "x11" else "<Shift-Tab>"
        self.bind(back, lambda _event: self._tab(-1))
        for sequence, end in (("<Home>", -1), ("<End>", 1)):
            self.bind(sequence, lambda _event, end=end: book.scroller.scroll(end * 100_000))

    def redraw(self) -> None:
        """Draw again; the keys reach a text without links too."""
        super().redraw()
        self.configure(takefocus=1)

    def _gained(self) -> None:
        tk.Frame.configure(self.book.edge, bg=theme.color("accent_ink"))
        if self.finding:
            self._walk_to(0)

    def _lost(self) -> None:
        tk.Frame.configure(self.book.edge, bg=theme.color("line"))
        self._walk_to(-1)

    def _arrow(self, by: int) -> str:
        if self.finding:
            return self._walk_to(max(0, self._at + by))
        self.book.scroller.scroll(by * theme.px(STEP))
        return "break"

    def _tab(self, by: int) -> str | None:
        at = self._at + by
        return self._walk_to(at) if 0 <= at < self.links() else None
