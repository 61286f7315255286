"""One case on one page: who it is about, the timeline with its next step, what is due and missing; all by keys."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.errors import UserError
from db.models.cases import Case
from views import trouble
from views.kit import keys, theme
from views.kit.controls import Button, Panel, Rule
from views.kit.surface import within
from views.pages import case_acts, case_due, case_head, case_parties, case_timeline
from views.pages.case_pen import Fits
from views.pages.case_zone import Zone
from views.state.case import CaseState
from views.state.case_due import Lack, Papers
from views.state.case_told import Done, Sign

if TYPE_CHECKING:
    from views.bench import Bench

HEAD = 84  # design px
LEFT, RIGHT = (244, 284), (268, 340)  # design px: narrowest and widest of the side zones
NARROW = 860  # design px of the page, below which the parties stand under what is due


class CasePage(Panel):
    """`open(case)` shows one. `zones` are parties, timeline and due, in the order of F6."""

    hints = N_("Ctrl+Enter 下一步　F6 换区　↑↓ 选择　回车 打开　Ctrl+N 添加当事人　Ctrl+P 文书　Ctrl+G 卷宗　Esc 返回")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, CaseState(bench.desk, bench.counter)
        self.fits, self.band_at = Fits(), (0.0, 0.0)
        self._stale, self._narrow, self._wide, self._back = False, None, 0, ""
        self._head()
        Rule(self).pack(fill="x")
        self.violence = Zone(self, lambda pen: case_head.violence(self, pen), self.fits, "red_soft")
        self.body = Panel(self)
        self.body.pack(fill="both", expand=True)
        self.parties = Zone(self.body, self._draw(case_parties.draw), self.fits)
        self.middle = Zone(self.body, self._draw(case_timeline.draw), self.fits)
        self.due = Zone(self.body, self._draw(case_due.draw), self.fits)
        self.rules = (Rule(self.body, upright=True), Rule(self.body, upright=True), Rule(self.body))
        self.zones = (self.parties, self.middle, self.due)
        tk.Misc.bind(self.body, "<Configure>", lambda event: self._lay_out(event.width, event.height), add="+")
        for zone in (*self.zones, self.violence):
            self._listen(zone)
        for part in (self.head, *within(self.buttons)):  # the keys of the page hold on its head too
            self._keys(part)

    def _head(self) -> None:
        head = Panel(self, height=HEAD)
        head.pack(fill="x")
        head.pack_propagate(False)
        self.buttons = Panel(head)
        self.buttons.pack(side="right", padx=(8, 24))
        Button(self.buttons, "", self.more, icon="ellipsis", tip=say(N_("其他"))).pack(side="right", padx=(8, 0))
        Button(self.buttons, say(N_("卷宗")), self.dossier, icon="folder-open").pack(side="right", padx=(8, 0))
        Button(self.buttons, say(N_("文书")), self.print, icon="file-text").pack(side="right")
        self.head = Zone(head, self._draw(case_head.draw), self.fits)
        self.head.configure(takefocus=0)
        self.head.pack(side="left", fill="both", expand=True)

    def _draw(self, draw):
        return lambda pen: draw(self, pen) if self.state.facts is not None else None

    def _listen(self, zone: Zone) -> None:
        zone.before = self._uncover
        self._keys(zone)
        keys.shortcut(zone, "Escape", self.leave)

    def _keys(self, part: tk.Misc) -> None:
        acts = {"Control-Return": self.next_step, "Control-KP_Enter": self.next_step, "Control-g": self.dossier,
                "Control-r": lambda: case_acts.reply(self), "F6": lambda: self.walk(part, 1),
                "Shift-F6": lambda: self.walk(part, -1)}
        for name, act in acts.items():
            keys.shortcut(part, name, act)

    # ---- places of the zones
    @property
    def middle_high(self) -> float:
        """How high the timeline's zone is, design pixels."""
        return max(1, self.middle.winfo_height()) / theme.scale()

    @property
    def side_high(self) -> float:
        """How high the right zone is."""
        return max(1, self.due.winfo_height()) / theme.scale()

    def _lay_out(self, width: int, height: int) -> None:
        wide = width / theme.scale()
        narrow = wide < NARROW
        if wide == self._wide and narrow == self._narrow and height == self._high:
            return
        resized = wide != self._wide
        self._wide, self._narrow, self._high = wide, narrow, height
        if resized:  # its sentences break elsewhere
            self._put_violence()
        left = 0 if narrow else round(min(LEFT[1], max(LEFT[0], wide * 0.235)))
        right = round(min(RIGHT[1], max(RIGHT[0], wide * 0.28)))
        one, two, across = self.rules
        if narrow:
            tall = height / theme.scale()
            upper = round(tall * 0.58)
            self.middle.place(x=0, y=0, width=wide - right - 1, height=tall)
            self.due.place(x=wide - right, y=0, width=right, height=upper)
            across.place(x=wide - right, y=upper, width=right, height=1)
            self.parties.place(x=wide - right, y=upper + 1, width=right, height=tall - upper - 1)
            one.place_forget()
        else:
            across.place_forget()
            tall = height / theme.scale()
            self.parties.place(x=0, y=0, width=left, height=tall)
            one.place(x=left, y=0, width=1, height=tall)
            self.middle.place(x=left + 1, y=0, width=wide - left - right - 2, height=tall)
            self.due.place(x=wide - right, y=0, width=right, height=tall)
        two.place(x=wide - right - 1, y=0, width=1, height=height / theme.scale())

    # ---- coming and going
    def open(self, case: int, back: str = "") -> None:
        """Show a case, at its next step. `back` is the page that Esc leads to, instead of the list of cases."""
        if back or self.state.facts is None or self.state.facts.id != case:
            self._back = back
        try:
            self.state.load(case)
        except UserError as error:  # removed, or closed to her meanwhile
            self.state.facts, self._stale = None, False
            trouble.show(self.bench.root, error)
            self.leave()
            return
        self._stale = False
        self._fill()
        self.middle.key = "next"
        self.focus_grid()

    def _fill(self) -> None:
        self._put_violence()
        for zone in (self.head, *self.zones):
            zone.refresh()
        self.middle.show(*self.band_at)
        self.say_status()

    def _put_violence(self) -> None:
        high = case_head.violence_high(self)
        if high:
            self.violence.configure(height=theme.px(high))
            self.violence.pack(fill="x", before=self.body)
            self.violence.refresh()
        else:
            self.violence.pack_forget()

    def shown(self) -> None:
        """In front: what changed is read."""
        if self._stale and self.state.facts is not None:
            self._read()
        self.say_status()

    def changed(self, _names: frozenset[str]) -> None:
        """Somebody wrote."""
        self._stale = True
        if self.bench.page is self and self.state.facts is not None:
            self._read()

    def _read(self) -> None:
        self._stale = False
        case = self.state.facts.id
        try:
            self.state.load(case)
        except UserError:
            self.state.facts = None
            self.leave()
            return
        self._fill()

    def say_status(self) -> None:
        """Who can read this case, in the status bar."""
        if self.bench.page is self and self.state.facts is not None:
            self.bench.status.put(say(self.state.status))

    def _uncover(self) -> bool:
        """At the counter the first Enter shows the case."""
        if self.state.facts is None or not self.state.uncover():
            return False
        self._fill()
        return True

    def keep_place(self) -> int | None:
        """Which case."""
        return self.state.facts.id if self.state.facts else None

    def come_back(self, place: int | None) -> None:
        """The case that was open."""
        if place is not None:
            self.open(place)

    def focus_grid(self) -> None:
        """The keys go to the next step."""
        self.middle.focus_set()

    def leave(self) -> None:
        """Esc: to the page it was opened from, else to the list of cases, at this one."""
        if self._back:
            self.bench.show(self._back).focus_grid()
            return
        case = self.state.facts.id if self.state.facts else None
        page = self.bench.go_list(Case)
        if case is not None:
            page.grid_.select_id(case)  # quietly: in a narrow window the pane would lie over the list
        page.focus_grid()

    def walk(self, part: tk.Misc, by: int) -> None:
        """F6: to the next zone; from the head to the first, or the last."""
        known = [one for one in (self.violence, *self.zones) if one.winfo_ismapped() and one.spots]
        at = known.index(part) if part in known else -1 if by > 0 else 0
        known[(at + by) % len(known)].focus_set()

    def open_note(self) -> None:
        """保密笔记."""
        from views.pages.case_note import open_note

        if self.state.facts is not None and not self.state.covered:
            open_note(self)

    # ---- acts; the rest stands in case_acts
    def next_step(self) -> None:
        """Ctrl+Enter."""
        if self.state.next is not None:
            self.do_step(self.state.next.step)

    def do_step(self, step: str, **about: Any) -> None:
        """Ask what a step needs, and do it."""
        if not self._uncover():
            case_acts.do_step(self, step, **about)

    def other_steps(self) -> None:
        """Every lawful step but the usual one."""
        case_acts.other_steps(self)

    def sign_one(self, one: Sign) -> None:
        """Note one signature."""
        case_acts.do_step(self, "sign", who=one)

    def step_menu(self, one: Done) -> None:
        """What may be done with a step that was done."""
        case_acts.step_menu(self, one)

    def party_menu(self, party: int, key: str) -> None:
        """What may be done with a party."""
        case_acts.party_menu(self, party, key)

    def worker_menu(self, worker: int, key: str) -> None:
        """What may be done with who handles it."""
        case_acts.worker_menu(self, worker, key)

    def add(self) -> None:
        """Ctrl+N."""
        self.add_party()

    def add_party(self) -> None:
        """One more party."""
        case_acts.add_party(self)

    def change_worker(self) -> None:
        """Appoint somebody."""
        case_acts.appoint(self)

    def change_agreed(self) -> None:
        """Who else takes part, open or closed."""
        case_acts.agreed_menu(self)

    def fill_lack(self, one: Lack) -> None:
        """What the button of a missing thing does."""
        case_acts.fill_lack(self, one)

    def edit(self) -> None:
        """Ctrl+E: the form of the case."""
        if self.state.may_edit and self.state.facts is not None:
            self.bench.go_form(Case, self.state.facts.id)

    def more(self) -> None:
        """The menu of the page."""
        case_acts.more(self)

    def paper_words(self, kind: str) -> str:
        """What a paper is called on its button."""
        return case_acts.paper_words(self.state, kind)

    def print_paper(self, kind: str, party: int | None = None, step: int | None = None, blank: bool = False) -> None:
        """Make one paper and show it with the printers."""
        case_acts.print_paper(self, kind, party, step, blank)

    def open_paper(self, one: Papers) -> None:
        """Look at papers of a kind."""
        self.print_paper(one.kind)

    def print(self) -> None:
        """Ctrl+P: which paper."""
        case_acts.papers_menu(self)

    def dossier(self) -> None:
        """Ctrl+G: the whole dossier."""
        case_acts.dossier(self)
