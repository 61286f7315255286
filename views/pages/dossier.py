"""One dossier: small pages at the left, the real page in the middle, the contents with what lacks at the right."""

from __future__ import annotations

import tkinter as tk
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.errors import UserError
from views import system, trouble
from views.kit import dropping, keys, theme
from views.kit.controls import Button, Chip, Label, Panel, Rule
from views.kit.jobs import Job
from views.kit.surface import within
from views.pages import dossier_acts, dossier_contents
from views.pages.case_pen import Fits
from views.pages.case_zone import Zone
from views.pages.dossier_thumbs import Thumbs
from views.pages.preview import PdfView
from views.state.dossier import COVERED, DossierState, Row
from views.state.rendering import PdfPages

if TYPE_CHECKING:
    from views.bench import Bench

HEAD, LEFT, RIGHT, NARROW = 84, 138, (288, 330), 900  # design px: height; widths; below it no small pages
BINDING = N_("正在装订……")
FILE, EXPORT, SPARE = N_("归档"), N_("导出 PDF"), 860  # design px of the page, below which words give way to icons
FIT = (N_("页宽 {percent}%"), N_("整页 {percent}%"))
HINTS = N_("↑↓ 换文书　PgUp PgDn 翻页　Ctrl+P 打印　Ctrl+E 导出　Ctrl+Enter 归档　Esc 返回案件")
HINTS_FILED = N_("↑↓ 换文书　PgUp PgDn 翻页　Ctrl+P 打印　Ctrl+E 导出　Esc 返回案件")


class DossierPage(Panel):
    """`open(case)` binds and shows the dossier of a case."""

    hints = HINTS

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state, self.fits = bench, DossierState(bench.desk, bench.counter), Fits()
        self.part, self._made, self._stale, self._size = "", 0, False, (0, 0)
        self._folder = system.private_folder()
        self.rowconfigure(2, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        Rule(self).grid(row=1, column=0, sticky="ew")
        self.body = Panel(self)
        self.body.grid(row=2, column=0, sticky="nsew")
        self.body.grid_propagate(False)
        self.thumbs = Thumbs(self.body, self._in_job, self._go_page)
        self.middle = Panel(self.body)
        self._middle()
        self.list = dossier_contents.Contents(self.body, self, self._draw(dossier_contents.draw))
        self.rules = (Rule(self.body, upright=True), Rule(self.body, upright=True))
        tk.Misc.bind(self.body, "<Configure>", lambda event: self._lay_out(event.width, event.height), add="+")
        self._listen()
        dropping.accept(self, lambda paths: dossier_acts.dropped(self, paths))

    def _head(self) -> None:
        head = Panel(self, height=HEAD)
        head.grid(row=0, column=0, sticky="ew")
        head.pack_propagate(False)
        buttons = Panel(head)
        buttons.pack(side="right", padx=(8, 24))
        self.buttons = buttons
        may = self.bench.desk.may
        self.may_hand_out = may("export") and may("cases.edit")
        self.print_button = Button(buttons, say(N_("打印")), self.print, rank="primary", icon="printer")
        self.export_button = Button(buttons, say(EXPORT), self.edit, icon="file-down", tip=say(EXPORT))
        if self.may_hand_out:
            self.print_button.pack(side="right", padx=(8, 0))
            self.export_button.pack(side="right", padx=(8, 0))
        self.file_button = Button(buttons, say(FILE), self.file, icon="archive", tip=say(FILE))
        self.more_button = Button(buttons, "", self.more, icon="ellipsis", tip=say(N_("其他")))
        self.more_button.pack(side="right", padx=(8, 0))
        self._wide = {button: button.cget("width") for button in (self.file_button, self.export_button)}
        self.head = Zone(head, self._draw(dossier_contents.head), self.fits)
        self.head.configure(takefocus=0)
        self.head.pack(side="left", fill="both", expand=True)

    def _middle(self) -> None:
        strip = Panel(self.middle, "sunken", height=40)
        strip.pack(fill="x")
        strip.pack_propagate(False)
        self.which = Label(strip, "", 13)
        self.which.pack(side="left", padx=(16, 8))
        self.chip = Chip(strip, "", "grey")
        self.tools = tools = Panel(strip)
        tools.pack(side="right", padx=(0, 8))
        self.zooming = Panel(tools)
        self.zooming.pack(side="right")
        self._tool(self.zooming, "plus", lambda: self._zoom(1), N_("放大"))
        self.fit = Button(self.zooming, say(N_("整页")), self._flip, rank="quiet", height=30)
        self.fit.pack(side="right")
        self._tool(self.zooming, "minus", lambda: self._zoom(-1), N_("缩小"))
        self.turning = Panel(tools)
        self.turning.pack(side="left")
        self._tool(self.turning, "chevron-right", lambda: self.view.turn(1), N_("下一页"))
        self.where = Label(self.turning, "", 13, "ink2")
        self.where.pack(side="right", padx=2)
        self._tool(self.turning, "chevron-left", lambda: self.view.turn(-1), N_("上一页"))
        Rule(self.middle).pack(fill="x")
        self.view = PdfView(self.middle, self._in_job, self._page_told)
        self.view.fit = "page"
        self.view.pack(fill="both", expand=True)
        self.blank = Label(self.middle, "", 14, "ink2", wrap=420, align="center")

    def _tool(self, row: Panel, icon: str, act, tip: str) -> None:
        Button(row, "", act, icon=icon, rank="quiet", height=30, tip=say(tip)).pack(side="right")

    def _draw(self, draw):
        return lambda pen: draw(self, pen) if self.state.facts is not None else None

    def _listen(self) -> None:
        head = (self.head, *within(self.buttons), *within(self.tools))
        for area in (self.list, self.view, *head):  # also when a button of the head has the keys
            for name, act in (("Control-Return", self.file), ("Control-KP_Enter", self.file),
                              ("F6", self._other_zone)):
                keys.shortcut(area, name, act)
        for area in (self.list, self.view):
            keys.shortcut(area, "Escape", self.leave)

    @property
    def side_high(self) -> float:
        """How high the contents' zone is, design pixels."""
        return max(1, self.list.winfo_height()) / theme.scale()

    def _lay_out(self, width: int, height: int) -> None:
        if (width, height) == self._size:
            return
        self._size = (width, height)
        wide, tall = width / theme.scale(), height / theme.scale()
        left = LEFT if wide >= NARROW else 0
        self._give_way(wide >= SPARE)
        right = round(min(RIGHT[1], max(RIGHT[0], wide * 0.28)))
        one, two = self.rules
        if left:
            self.thumbs.place(x=0, y=0, width=left, height=tall)
            one.place(x=left, y=0, width=1, height=tall)
        else:
            self.thumbs.place_forget()
            one.place_forget()
        at = left + 1 if left else 0
        self.middle.place(x=at, y=0, width=wide - at - right - 1, height=tall)
        two.place(x=wide - right - 1, y=0, width=1, height=tall)
        self.list.place(x=wide - right, y=0, width=right, height=tall)

    def _give_way(self, room: bool) -> None:
        """Where there is little room the icons speak alone, and Ctrl with the wheel zooms."""
        for button, words in ((self.file_button, FILE), (self.export_button, EXPORT)):
            button.configure(text=say(words) if room else "", width=self._wide[button] if room else 36)
        if room:
            self.zooming.pack(side="right")
        else:
            self.zooming.pack_forget()

    # ---- coming and going
    def open(self, case: int) -> None:
        """Show the dossier of a case, bound as it stands now."""
        if self.state.facts is None or self.state.facts.id != case:
            self._put(None)
            self.part = ""
        if self._load(case):
            self.make()
            self.focus_grid()

    def _load(self, case: int) -> bool:
        try:
            self.state.load(case)
        except UserError as error:  # removed, or closed to her meanwhile
            self.state.facts, self._stale = None, False
            trouble.show(self.bench.root, error)
            self.bench.go("cases")
            return False
        self._stale = False
        self._fill()
        return True

    def _fill(self) -> None:
        filed = bool(self.state.facts.row["filed_on"])  # then there is nothing more to file until it is opened again
        self.hints = HINTS_FILED if filed else HINTS
        if filed or not self.bench.desk.may("cases.edit"):
            self.file_button.pack_forget()
        else:
            self.file_button.pack(side="right")
        self.head.refresh()
        self.list.refresh()
        self.say_status()

    def make(self) -> None:
        """Bind it in a job and show its pages; what was chosen stays in front."""
        if self.state.covered:
            self._put(None)
            self.blank.put(say(COVERED))
            return
        self._made += 1
        number, state = self._made, self.state
        target = self._folder / f"{number}.pdf"

        def work(job: Job) -> tuple[Any, PdfPages]:
            return state.make(target, job.progress), PdfPages(target)

        if self.view.pages is None:
            self.blank.put(say(BINDING))
            self.blank.place(relx=0.5, rely=0.4, anchor="center")
        self.bench.work(say(N_("装订卷宗")), work, lambda made: self._show(number, *made), self._failed)

    def _show(self, number: int, book: Any, pages: PdfPages) -> None:
        if number != self._made or not self.winfo_exists():
            self._in_job(pages.close, lambda _none: None)
            return
        at = self.view.current if self.state.book is not None else 0
        empty = self.part and self.state.book is not None and not self.state.book.of(self.part)
        self.state.book = book
        if empty and (filled := next((row.page for row in self.state.rows
                                      if row.part == self.part and row.page >= 0), 0)):
            at = filled                 # what was just added to a section without a page is looked at
        self._put(pages)
        for old in self._folder.glob("*.pdf"):
            if old != pages.path:
                with suppress(OSError):  # one that is still open on Windows goes with the folder
                    old.unlink()
        self._fill()
        self._go_page(self._first() if at == 0 else min(at, len(pages.sizes) - 1))

    def _first(self) -> int:
        """Where one looks first: at the first section that blocks, else that waits, else at the cover."""
        for tone in ("red", "amber"):
            for row in self.state.rows:
                if row.tone == tone and row.page >= 0:
                    return row.page
        return 0

    def _put(self, pages: PdfPages | None) -> None:
        if pages is None:
            self.state.book = None
        else:
            self.blank.place_forget()
        self.thumbs.show(pages, self.state.page_name)
        self.view.show(pages)

    def _failed(self, error: BaseException) -> None:
        self.blank.put(say(error) if isinstance(error, UserError) else "")
        trouble.handle(self.bench.root, error)

    def shown(self) -> None:
        """In front: what changed is read and bound again."""
        if self._stale and self.state.facts is not None:
            self._again()
        self.say_status()

    def changed(self, _names: frozenset[str]) -> None:
        """Somebody wrote."""
        self._stale = True
        if self.bench.page is self and self.state.facts is not None:
            self._again()

    def _again(self) -> None:
        if self._load(self.state.facts.id):
            self.make()

    def say_status(self) -> None:
        """How it was made, in the status bar."""
        if self.bench.page is self and self.state.facts is not None:
            self.bench.status.put(say(self.state.status))
            self.bench.status.hints(say(self.hints))

    def keep_place(self) -> int | None:
        """Which case."""
        return self.state.facts.id if self.state.facts else None

    def come_back(self, place: int | None) -> None:
        """The dossier that was open."""
        if place is not None:
            self.open(place)

    def focus_grid(self) -> None:
        """The keys go to the contents."""
        self.list.focus_set()

    def leave(self) -> None:
        """Esc: back to the case."""
        case = self.state.facts.id if self.state.facts else None
        page = self.bench.show("case")
        if case is not None:
            page.open(case)

    def _other_zone(self) -> None:
        (self.view if self.list is self.focus_get() else self.list).focus_set()

    # ---- pages
    def _in_job(self, work, done):
        return self.bench.jobs.run(say(N_("画页面")), lambda _job: work(), lambda result: done(result))

    def _go_page(self, page: int) -> None:
        self.view.go_to(page)

    def _page_told(self, at: int, count: int) -> None:
        if not count or self.state.book is None:
            self.which.put("")
            self.where.put("")
            self.chip.pack_forget()
            return
        words, state, tone = self.state.strip(at)
        self.where.put(self.state.number_of(at))
        self.fit.configure(text=say(FIT[self.view.fit == "page"], percent=self.view.percent))
        self.chip.put(say(state), tone)
        fit, room = self.fits.of(13), self.middle.winfo_width() - self.tools.winfo_reqwidth() - theme.px(48)
        wide = min(fit.width(say(words)), theme.px(150))
        beside = bool(state) and wide + self.chip.winfo_reqwidth() <= room  # else the list at the right tells it
        self.chip.pack_forget()
        if beside:
            self.chip.pack(side="left")
        self.which.put(fit.elide(say(words), max(theme.px(60), room - beside * self.chip.winfo_reqwidth())))
        self.thumbs.go_to(at)
        row = self.state.row_at(at)
        self._mark(row.part if row else "")

    def _mark(self, part: str) -> None:
        if part != self.part:
            self.part = part
            self.list.mark(part)

    def _zoom(self, by: int) -> None:
        self.view.zoom_by(by)
        self._page_told(self.view.current, len(self.view.pages.sizes) if self.view.pages else 0)

    def _flip(self) -> None:
        self.view.use("width" if self.view.fit == "page" else "page")
        self._page_told(self.view.current, len(self.view.pages.sizes) if self.view.pages else 0)

    def walk(self, by: int) -> None:
        """↑↓: the section before or after, and its first page."""
        rows = self.state.rows
        places = [row.part for row in rows]
        at = places.index(self.part) + by if self.part in places else (0 if by > 0 else -1)
        if 0 <= at < len(rows):
            self.pick(rows[at].part)

    def pick(self, part: str) -> None:
        """Show a section; one without a page is marked only."""
        row = next(row for row in self.state.rows if row.part == part)
        if row.page >= 0:
            self._go_page(row.page)
        self._mark(part)

    def press(self) -> None:
        """Enter: what the button of the section does."""
        row = next((row for row in self.state.rows if row.part == self.part), None)
        if row is not None and row.act:
            self.fill(row)

    # ---- acts; what they do stands in dossier_acts
    def fill(self, row: Row) -> None:
        """What lacks in a section is put in."""
        dossier_acts.fill(self, row)

    def file(self) -> None:
        """归档, or what still stands before it."""
        dossier_acts.file(self)

    def more(self) -> None:
        """The menu of the page."""
        dossier_acts.more(self)

    def print(self) -> None:
        """Ctrl+P: the whole dossier."""
        dossier_acts.print_it(self)

    def edit(self) -> None:
        """Ctrl+E: the bound PDF to a file."""
        dossier_acts.export(self)

    def ask_copy(self) -> None:
        """The copy for teaching."""
        dossier_acts.ask_copy(self)

    def destroy(self) -> None:
        """The previews are not kept."""
        if self.view.pages is not None:
            self.view.pages.close()
        system.remove(self._folder)
        super().destroy()
