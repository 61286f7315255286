"""The workbench after signing in: rail, one page at a time, the pane at the right, the status bar; what pages ask for.

A page is a Panel with `shown()` and `changed(names)`; it may have `side` (a Panel made on `bench.side`), `hints`,
and the acts of the shortcuts: `find`, `add`, `save`, `edit`, `print`. Pages are built when first asked for and kept.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import Any

from center import catalog
from center.desk import Desk
from center.drafts import IMPORT
from center.words import N_, say
from db.errors import Denied, UserError
from db.record import Record, record_name
from views import acting, errands, returning, taking_back, trouble
from views.hearing import Hearing
from views.kit import popover, theme, toast
from views.kit.focus import focused
from views.kit.jobs import Job, Jobs
from views.kit.progress import StatusBar
from views.kit.surface import Panel, Rule
from views.railing import ACCOUNT, FIND, entry_of, mark, rail_of
from views.side import SidePane
from views.state.counter import Counter
from views.state.menu import BELONGS, HOME, NEEDS, Group, Place, lists, menu
from views.state.whereabouts import Whereabouts

PAGED = {"cases": "case"}
"""Records of which a row is never looked at in its list: the page that it has."""
BEGUN = {"cases": "case_new"}
"""Records that have a page of their own for a new row."""


class Bench(Panel):
    """The whole signed-in window. `leave()` is called to sign out, `on_mode()` after a change of light and dark.

    `window` is what it stands in, for what concerns more than one account: `guard`, `refurnish`.
    """

    def __init__(
        self,
        root: tk.Tk,
        desk: Desk,
        jobs: Jobs,
        leave: Callable[[], object],
        on_mode: Callable[[], object] = lambda: None,
        window: Any = None,
    ) -> None:
        super().__init__(root, "surface")
        self.root, self.desk, self.jobs, self.leave, self.on_mode = root, desk, jobs, leave, on_mode
        self.window, self.counter = window, Counter(desk)
        self.pages: dict[str, Any] = {}
        self.page: Any = None
        self.key = ""
        self.left: dict[str, Any] = {}
        self.told_act = 0  # the newest act that was told of with 撤销 beside it
        self._lay_out()
        self.hearing = Hearing(self)
        tk.Misc.bind(self, "<Configure>", self._resized, add="+")

    def _lay_out(self) -> None:
        self.groups: tuple[Group, ...] = menu(self.desk.may)
        self.rail = rail_of(self, self.groups)
        self.rail.grid(row=0, column=0, rowspan=2, sticky="ns")
        Rule(self, upright=True).grid(row=0, column=1, rowspan=2, sticky="ns")
        self.area = Panel(self, "surface")
        self.area.grid(row=0, column=2, sticky="nsew")
        self.status = StatusBar(self)
        self.status.grid(row=1, column=2, sticky="ew")
        self.side = SidePane(self)
        self.rowconfigure(0, weight=1)
        self.columnconfigure(2, weight=1)
        self.area.rowconfigure(0, weight=1)
        self.area.columnconfigure(0, weight=1)
        for one in (self, self.area):  # their size comes from the window; asking for another, Tk would lay out twice
            one.grid_propagate(False)
        self.rail.follow_width(self)

    # ---- going about
    def start(self, where: Whereabouts | None = None) -> None:
        """The first page (or where she was), and the question about the clock before anything is written."""
        if where is None or not returning.come_back(self, where):
            self.go(self.groups[0].places[0].key if self.groups else "settings")
        if doubt := self.desk.clock_doubt():
            acting.ask_clock(self, doubt, lambda: None)

    def go(self, key: str) -> None:
        """Show what a rail entry stands for."""
        if key == FIND:
            self.find_anyone()
        elif key == ACCOUNT:
            self.open_palette(ACCOUNT)
        elif key == "settings":
            self.show("settings")
        elif place := self._place(key):
            found = lists(place, self.desk.may)
            if found and not place.page:
                self.go_list(found[0])
            else:
                self.show(place.key)
        elif key in BELONGS:
            self.show(key)

    def _place(self, key: str) -> Place | None:
        return next((place for group in self.groups for place in group.places if place.key == key), None)

    def go_list(self, record: type[Record]) -> Any:
        """Show a record's list; returns its page."""
        return self.show(f"list:{record_name(record)}")

    def go_form(self, record: type[Record], rid: int | None = None, back: str = "") -> Any:
        """Show a record's form, for a new row or for one of the list; a new case is told on a page of its own.

        `back` is the key of the page that it leads back to, without one the record's list.
        """
        if rid is None and record_name(record) in BEGUN:
            return self.show(BEGUN[record_name(record)])
        page = self.show(f"form:{record_name(record)}")
        page.open(rid, back)
        return page

    def go_draft(self, number: int) -> None:
        """Go on with a half-typed form of hers; one that is gone meanwhile opens nothing."""
        kept = self.desk.draft(number)
        if kept is not None:
            page = kept.record if kept.record.startswith(IMPORT) else f"form:{kept.record}"
            self.show(page).take_up(kept)

    def open_record(self, name: str, rid: int) -> None:
        """Show one row in its list, selected, with nothing hiding it; a case on its own page."""
        if name in PAGED:
            self.show(PAGED[name]).open(rid)
        else:
            self.go_list(catalog.record(name)).reveal_row(rid)

    def show(self, key: str) -> Any:
        """Bring a page to the front, building it the first time; what this account may not begin says so instead."""
        if key in NEEDS and not self._may_begin(NEEDS[key]):
            return self.page
        new = key not in self.pages
        if new:
            self.pages[key] = self._build(key)
        page = self.pages[key]
        if page is not self.page:
            popover.of(self.root).hide()
            if self.counter.cover_all() and self.page is not None:
                self.page.changed(frozenset())
            before, self.page, self.key = self.page, page, key
            if before is not None:
                self.side.follow(before, False)
            self.side.follow(page, True)  # before the page: it is laid out once then, at the width that stays
            if before is not None:
                before.grid_remove()
            page.grid(row=0, column=0, sticky="nsew")
            self.status.hints(say(getattr(page, "hints", "")))
            self.rail.select(entry_of(key))
        page.shown()
        if new and key in self.left:
            page.come_back(self.left.pop(key))
        self._give_keys(page)
        return page

    def _may_begin(self, right: str) -> bool:
        try:
            self.desk.need(right)
        except Denied as refusal:
            if self.page is None:  # coming back after her rights changed: her first page instead
                raise
            trouble.show(self.root, refusal)
            return False
        return True

    def _give_keys(self, page: Any) -> None:
        """To the rows of the page that came, when they were in the one that left: the palette leads away from any."""
        at = focused(self.root)
        if at is not None and (at is self.root or not at.winfo_viewable()):
            getattr(page, "focus_grid", lambda: None)()

    def _build(self, key: str) -> Any:
        from views.pages import shelf

        return shelf.build(self, key)

    # ---- the pane at the right
    @property
    def tight(self) -> bool:
        """Whether the window is so narrow that the pane lies over the page."""
        return self.side.tight

    def take_side(self, page: Any) -> None:
        """A page in front has a pane now."""
        if page is self.page:
            self.side.follow(page, True)

    def drop_side(self, page: Any) -> None:
        """A page in front has no pane any more; called before it lets go of it."""
        if page is self.page:
            self.side.follow(page, False)

    def show_side(self) -> None:
        """In a narrow window: lay the pane over the page (Escape takes it away)."""
        self.side.show()

    def hide_side(self) -> bool:
        """Take the pane off the page; False when it does not lie over it."""
        return not self._asked and self.side.hide()

    def flip_side(self) -> None:
        """Ctrl+B: in a narrow window, lay the pane over the page or take it off."""
        if not self.hide_side():
            self.show_side()

    def _resized(self, event: tk.Event) -> None:
        if event.widget is self:
            self.side.resized(event.width)

    # ---- acts
    def act(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object] = lambda _result: None,
        refused: Callable[[UserError], object] | None = None,
    ) -> None:
        """Do something that may be refused; asks about a doubted clock and then goes on.

        `refused` gets Problems and Conflict; every other refusal is shown as its sentence.
        """
        acting.act(self, work, done, refused)

    def doubted(self, then: Callable[[], object]) -> bool:
        """Before long work that writes: is the clock in doubt? Asks, and goes on with `then` when it is right."""
        doubt = self.desk.clock_doubt()
        if doubt is not None:
            acting.ask_clock(self, doubt, then)
        return doubt is not None

    def told(self, words: str = "") -> None:
        """A note of what was just done, with 撤销 beside it."""
        taking_back.told(self, words)

    def undo(self) -> None:
        """Ctrl+Z: take back the newest act and name it; in a field of a form it is the field's own undo."""
        if not self._asked and not acting.in_text(self):
            taking_back.undo(self)

    def redo(self) -> None:
        """Ctrl+Y: do again what was taken back; in a field of a form it is the field's own redo."""
        if not self._asked and not acting.in_text(self):
            taking_back.redo(self)

    def work(
        self,
        name: str,
        work: Callable[[Job], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object] | None = None,
        cancelled: Callable[[], object] | None = None,
    ) -> Job:
        """Long work in the job thread: see `views.errands.run`."""
        return errands.run(self, name, work, done, failed, cancelled)

    # ---- shortcuts
    @property
    def _asked(self) -> bool:
        """Whether a question or a menu stands over the page: the page's keys rest."""
        return getattr(self.root, "kit_overlay", None) is not None

    def _here(self, name: str) -> None:
        if not self._asked and self.page is not None:
            act = getattr(self.page, name, None)
            if act is not None:
                act()

    def find_anyone(self) -> None:
        """Ctrl+K."""
        self.open_palette()

    def open_palette(self, part: str = "") -> None:
        """The box over records, pages and commands; `part` shows only that part of the commands."""
        if not self._asked:
            from views.pages.palette import Palette

            self.finder = Palette(self, part)

    def enter(self, nth: int) -> None:
        """Alt+1 to Alt+6: a line of quick entry, wherever she is."""
        if not self._asked and self._place(HOME):
            if HOME not in self.pages:
                self.pages[HOME] = self._build(HOME)
            self.pages[HOME].quick(nth)

    def find_here(self) -> None:
        """Ctrl+F."""
        self._here("find")

    def add_here(self) -> None:
        """Ctrl+N."""
        self._here("add")

    def save_here(self) -> None:
        """Ctrl+S: also what a small form over the page asks for."""
        over = getattr(self.root, "kit_overlay", None)
        getattr(over, "save", lambda: self._here("save"))()

    def edit_here(self) -> None:
        """Ctrl+E."""
        self._here("edit")

    def print_here(self) -> None:
        """Ctrl+P: what is seen, also of what lies over the page (the handbook)."""
        over = getattr(self.root, "kit_overlay", None)
        getattr(over, "print", lambda: self._here("print"))()

    def switch_mode(self) -> None:
        """Ctrl+D."""
        theme.set_mode("dark" if theme.mode() == "light" else "light")
        self.on_mode()
        getattr(self.page, "mode_changed", lambda: None)()

    def show_removed(self) -> None:
        """最近删除."""
        self.show("removed")

    def show_shortcuts(self) -> None:
        """Ctrl+/: the table of shortcuts."""
        if not self._asked:
            from views.pages.shortcut_table import ShortcutTable

            ShortcutTable(self.root)

    def help_here(self) -> None:
        """F1: the handbook, open at this page."""
        if not self._asked:
            from views.pages import handbook

            handbook.open_at(self, self.key)

    def switch_counter(self) -> None:
        """临柜模式 on or off, for this account."""
        self.counter.turn(not self.counter.on)
        mark(self.rail, self)
        self.redraw_all()
        on = N_("临柜模式已打开：姓名缩写，住址隐去，在一行上按回车才显示")
        words = on if self.counter.on else N_("临柜模式已关闭")
        toast.show(self.root, say(words))

    def lock(self) -> None:
        """Ctrl+L."""
        self.window.guard.lock()

    def change_clerk(self) -> None:
        """换一个人: another clerk signs in, this one's page is kept for her."""
        self.window.guard.lock(other=True)

    def blank(self) -> None:
        """Pause: nothing is to be seen, and the same key brings it back."""
        self.window.guard.blank()

    def redraw_all(self) -> None:
        """Every page shows its texts again."""
        for page in tuple(self.pages.values()):
            page.changed(frozenset())

    def destroy(self) -> None:
        """The Desk, which may live on, forgets it."""
        self.hearing.stop()
        super().destroy()
