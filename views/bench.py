"""The workbench after signing in: rail, one page at a time, the pane at the right, the status bar; what pages ask for.

A page is a Panel with `shown()` and `changed(names)`; it may have `side` (a Panel made on `bench.side`), `hints`,
and the acts of the shortcuts: `find`, `add`, `save`, `edit`, `print`. Pages are built when first asked for and kept.
"""

from __future__ import annotations

import threading
import tkinter as tk
from collections.abc import Callable
from typing import Any

from center import catalog
from center.desk import ClockDoubt, Desk
from center.words import N_, say
from db.codes import code_list
from db.errors import Conflict, Missing, Problems, UserError
from db.questions.accounts import centre_row
from db.record import Record, record_name
from views import errands, trouble
from views.kit import overlay, popover, theme, toast
from views.kit.controls import Button
from views.kit.focus import focused
from views.kit.jobs import Job, Jobs
from views.kit.progress import StatusBar
from views.kit.rail import Rail, RailGroup, RailItem
from views.kit.surface import Panel, Rule
from views.state.menu import HOME, Group, Place, lists, menu, place_of

SIDE, TIGHT = 340, 1180  # design px: width of the pane, and of the window below which the pane lies over the page
FIND = "find"


class Bench(Panel):
    """The whole signed-in window. `leave()` is called to sign out, `on_mode()` after a change of light and dark."""

    def __init__(
        self,
        root: tk.Tk,
        desk: Desk,
        jobs: Jobs,
        leave: Callable[[], object],
        on_mode: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(root, "surface")
        self.root, self.desk, self.jobs, self.leave, self.on_mode = root, desk, jobs, leave, on_mode
        self.pages: dict[str, Any] = {}
        self.page: Any = None
        self.key, self.tight = "", False
        self._changed: set[str] = set()
        self._lay_out()
        desk.listen(self._heard)
        tk.Misc.bind(self, "<Configure>", self._resized, add="+")

    def _lay_out(self) -> None:
        self.groups: tuple[Group, ...] = menu(self.desk.may)
        found = [
            RailGroup(
                say(group.label) if group.label else "",
                [RailItem(one.key, say(one.label), one.icon) for one in group.places],
            )
            for group in self.groups
        ]
        if not found or found[0].label:
            found.insert(0, RailGroup("", []))
        found[0].items.append(RailItem(FIND, say(N_("找人、找事")), "search", "Ctrl K"))
        self.rail = Rail(self, found, self.go, brand=brand())
        self.rail.grid(row=0, column=0, rowspan=2, sticky="ns")
        Rule(self, upright=True).grid(row=0, column=1, rowspan=2, sticky="ns")
        self.area = Panel(self, "surface")
        self.area.grid(row=0, column=2, sticky="nsew")
        self.status = StatusBar(self)
        self.status.grid(row=1, column=2, sticky="ew")
        self.side = Panel(self, "surface", width=SIDE, height=10)
        Rule(self.side, upright=True).pack(side="left", fill="y")
        self.handle = Button(
            self, "", self.show_side, icon="chevron-left", height=44, width=24, tip=say(N_("打开右侧（Ctrl+B）"))
        )
        self.rowconfigure(0, weight=1)
        self.columnconfigure(2, weight=1)
        self.area.rowconfigure(0, weight=1)
        self.area.columnconfigure(0, weight=1)
        who = self.desk.who
        roles = code_list("role").items
        self.rail.put_account(who.name, roles.get(who.roles[0], "") if who.roles else "")
        self.rail.put_marks(self.desk.demo, not self.desk.store.encrypted)
        self.rail.follow_width(self)

    # ---- going about
    def start(self) -> None:
        """The first page, and the question about the clock before anything is written."""
        self.go(self.groups[0].places[0].key if self.groups else "settings")
        if doubt := self.desk.clock_doubt():
            self._ask_clock(doubt, lambda: None)

    def go(self, key: str) -> None:
        """Show what a rail entry stands for."""
        if key == FIND:
            self.find_anyone()
        elif key in ("settings", "account"):
            page = self.show("settings")
            if key == "account":
                page.pick("password")
        elif place := self._place(key):
            found = lists(place, self.desk.may)
            if found:
                self.go_list(found[0])
            else:
                self.show(place.key)

    def _place(self, key: str) -> Place | None:
        return next((place for group in self.groups for place in group.places if place.key == key), None)

    def go_list(self, record: type[Record]) -> Any:
        """Show a record's list; returns its page."""
        return self.show(f"list:{record_name(record)}")

    def go_form(self, record: type[Record], rid: int | None = None) -> Any:
        """Show a record's form, for a new row or for one of the list."""
        page = self.show(f"form:{record_name(record)}")
        page.open(rid)
        return page

    def open_record(self, name: str, rid: int) -> None:
        """Show one row in its list, selected, with nothing hiding it."""
        self.go_list(catalog.record(name)).reveal_row(rid)

    def show(self, key: str) -> Any:
        """Bring a page to the front, building it the first time."""
        if key not in self.pages:
            self.pages[key] = self._build(key)
        page = self.pages[key]
        if page is not self.page:
            popover.of(self.root).hide()
            if self.page is not None:
                self.page.grid_remove()
                self._side_of(self.page, False)
            self.page, self.key = page, key
            page.grid(row=0, column=0, sticky="nsew")
            self._side_of(page, True)
            self.status.hints(say(getattr(page, "hints", "")))
            self.rail.select(self._rail_key(key))
        page.shown()
        return page

    def _rail_key(self, key: str) -> str:
        kind, _, name = key.partition(":")
        if name and kind in ("list", "form", "import"):
            return place_of(catalog.record(name)) or "settings"  # rest days and the like are reached from there
        return key

    def _build(self, key: str) -> Any:
        from views.pages import shelf

        return shelf.build(self, key)

    # ---- the pane at the right
    def _side_of(self, page: Any, on: bool) -> None:
        side = getattr(page, "side", None)
        self.side.place_forget()
        self.side.grid_remove()
        if on:
            self._put_handle()
        if side is None:
            return
        if not on:
            side.pack_forget()
            return
        side.pack(side="left", fill="both", expand=True)
        if not self.tight:
            self.side.grid(row=0, column=3, rowspan=2, sticky="ns")

    def take_side(self, page: Any) -> None:
        """A page in front has a pane now."""
        if page is self.page:
            self._side_of(page, True)

    def drop_side(self, page: Any) -> None:
        """A page in front has no pane any more; called before it lets go of it."""
        if page is self.page:
            self._side_of(page, False)

    def show_side(self) -> None:
        """In a narrow window: lay the pane over the page (Escape takes it away)."""
        if self.tight and getattr(self.page, "side", None) is not None:
            self.side.place(relx=1.0, rely=0, relheight=1.0, width=SIDE, anchor="ne")
            self.side.lift()
            self.handle.place_forget()

    def hide_side(self) -> bool:
        """Take the pane off the page; False when it does not lie over it."""
        if not self.tight or not self.side.winfo_ismapped() or getattr(self.root, "kit_overlay", None) is not None:
            return False
        self.side.place_forget()
        self._put_handle()
        return True

    def flip_side(self) -> None:
        """Ctrl+B: in a narrow window, lay the pane over the page or take it off."""
        if not self.hide_side():
            self.show_side()

    def _put_handle(self) -> None:
        if self.tight and getattr(self.page, "side", None) is not None:
            self.handle.place(relx=1.0, rely=0.5, x=2, anchor="e")
            self.handle.lift()
        else:
            self.handle.place_forget()

    def _resized(self, event: tk.Event) -> None:
        if event.widget is not self:
            return
        tight = event.width < theme.px(TIGHT)
        if tight != self.tight:
            self.tight = tight
            if self.page is not None:
                self._side_of(self.page, True)

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
        try:
            result = work()
        except ClockDoubt as doubt:
            self._ask_clock(doubt, lambda: self.act(work, done, refused))
        except (Problems, Conflict) as error:
            if refused is None:
                trouble.show(self.root, error)
            else:
                refused(error)
        except UserError as error:
            trouble.show(self.root, error)
        else:
            done(result)

    def _ask_clock(self, doubt: ClockDoubt, then: Callable[[], object]) -> None:
        def answer(key: str) -> None:
            if key == "right":
                self.desk.accept_clock()
                then()

        buttons = [("right", say(N_("时间没错，继续"))), ("wrong", say(N_("我去校准")))]
        overlay.ask(self.root, say(N_("请先看一下电脑时间")), say(doubt), buttons, answer)

    def doubted(self, then: Callable[[], object]) -> bool:
        """Before long work that writes: is the clock in doubt? Asks, and goes on with `then` when it is right."""
        doubt = self.desk.clock_doubt()
        if doubt is not None:
            self._ask_clock(doubt, then)
        return doubt is not None

    def told(self, words: str = "") -> None:
        """A note of what was just done, with 撤销 beside it."""
        label = self.desk.can_undo()
        if label and self.desk.may("undo"):
            toast.show(self.root, words or label, say(N_("撤销")), self.undo)
        elif words:
            toast.show(self.root, words)

    def undo(self) -> None:
        """Ctrl+Z: take back the newest act and name it; in a text box it is the box's own undo."""
        focus = focused(self.root)
        if isinstance(focus, tk.Text) or (self.key.startswith("form:") and isinstance(focus, tk.Entry)):
            return
        if not self.doubted(self.undo):
            undo = self.desk.undo
            self.work(say(N_("撤销")), lambda job: undo(progress=job.progress), self._undone, self._not_undone)

    def _undone(self, label: str) -> None:
        toast.show(self.root, say(N_("已撤销：{label}"), label=label))

    def _not_undone(self, error: BaseException) -> None:
        if isinstance(error, Missing):
            toast.show(self.root, say(error))
        else:
            trouble.handle(self.root, error)

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

    # ---- what others did
    def _heard(self, names: frozenset[str]) -> None:
        self._changed |= names
        if threading.current_thread() is not threading.main_thread():
            return  # told on the window's thread when the job is done
        try:
            self.heard_all()
        except UserError as error:
            # the act itself was done: what a page has to say about it is no refusal
            trouble.show(self.root, error)

    def heard_all(self) -> None:
        """Tell the pages which records changed."""
        names, self._changed = frozenset(self._changed), set()
        if not names or not self.winfo_exists():
            return
        if "centres" in names:
            self.rail.put_brand(brand())
        for page in tuple(self.pages.values()):
            page.changed(names)

    # ---- shortcuts
    def _here(self, name: str) -> None:
        if getattr(self.root, "kit_overlay", None) is None and self.page is not None:
            act = getattr(self.page, name, None)
            if act is not None:
                act()

    def find_anyone(self) -> None:
        """Ctrl+K."""
        if getattr(self.root, "kit_overlay", None) is None:
            from views.pages.finder import Finder

            self.finder = Finder(self)

    def enter(self, nth: int) -> None:
        """Ctrl+1 to Ctrl+6: a line of quick entry, wherever she is."""
        if getattr(self.root, "kit_overlay", None) is None and self._place(HOME):
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
        """Ctrl+S."""
        self._here("save")

    def edit_here(self) -> None:
        """Ctrl+E."""
        self._here("edit")

    def print_here(self) -> None:
        """Ctrl+P."""
        self._here("print")

    def switch_mode(self) -> None:
        """Ctrl+D."""
        theme.set_mode("dark" if theme.mode() == "light" else "light")
        self.on_mode()


def brand() -> str:
    """The centre's name without the words that stand under it anyway."""
    name = (centre_row() or {}).get("name") or ""
    return name.removesuffix("党群服务中心") or name
