"""One dossier: small pages at the left, the real page in the middle, the contents with what lacks at the right."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.cases.filing import LACKS
from center.words import N_, say
from db.errors import UserError
from db.words import Following, Listed
from views import system, trouble
from views.kit import choosers, dropping, keys, overlay, theme, toast
from views.kit.controls import Button, Chip, Label, Panel, Rule
from views.kit.jobs import Job
from views.kit.menu import Item, Menu
from views.pages import dossier_contents, dossier_forms
from views.pages.case_pen import Fits
from views.pages.case_zone import Zone
from views.pages.dossier_thumbs import Thumbs
from views.pages.preview import PdfView
from views.state.dossier import COVERED, DossierSheet, DossierState, Row
from views.state.rendering import PdfPages

if TYPE_CHECKING:
    from views.bench import Bench

HEAD, LEFT, RIGHT, NARROW = 84, 138, (288, 330), 900  # design px: height; widths; below it no small pages
BINDING = N_("正在装订……")
ALSO = N_("登记过的当事人、代理人、参加人、办案人员都会替换。笔录里还提到别的人，请写在这里，用顿号隔开；"
          "生成后请再看一遍。")


class DossierPage(Panel):
    """`open(case)` binds and shows the dossier of a case."""

    hints = N_("↑↓ 换文书　PgUp PgDn 翻页　Ctrl+P 打印　Ctrl+E 导出　Ctrl+Enter 归档　Esc 返回案件")

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
        self.list = Zone(self.body, self._draw(dossier_contents.draw), self.fits)
        self.rules = (Rule(self.body, upright=True), Rule(self.body, upright=True))
        tk.Misc.bind(self.body, "<Configure>", lambda event: self._lay_out(event.width, event.height), add="+")
        self._listen()
        dropping.accept(self, self._dropped)

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
        self.export_button = Button(buttons, say(N_("导出 PDF")), self.edit, icon="file-down")
        if self.may_hand_out:
            self.print_button.pack(side="right", padx=(8, 0))
            self.export_button.pack(side="right", padx=(8, 0))
        self.file_button = Button(buttons, say(N_("归档")), self.file, icon="archive")
        self.more_button = Button(buttons, "", self.more, icon="ellipsis", tip=say(N_("其他")))
        self.more_button.pack(side="right", padx=(8, 0))
        if may("cases.edit"):
            self.file_button.pack(side="right")
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
        tools = Panel(strip)
        tools.pack(side="right", padx=(0, 8))
        for icon, act, tip in (("plus", lambda: self._zoom(1), N_("放大")), (None, None, None),
                               ("minus", lambda: self._zoom(-1), N_("缩小")),
                               ("chevron-right", lambda: self.view.turn(1), N_("下一页")), ("where", None, None),
                               ("chevron-left", lambda: self.view.turn(-1), N_("上一页"))):
            if icon == "where":
                self.where = Label(tools, "", 13, "ink2")
                self.where.pack(side="right", padx=2)
            elif icon is None:
                self.fit = Button(tools, say(N_("整页")), self._flip, rank="quiet", height=30)
                self.fit.pack(side="right")
            else:
                Button(tools, "", act, icon=icon, rank="quiet", height=30, tip=say(tip)).pack(side="right")
        Rule(self.middle).pack(fill="x")
        self.view = PdfView(self.middle, self._in_job, self._page_told)
        self.view.fit = "page"
        self.view.pack(fill="both", expand=True)
        self.blank = Label(self.middle, "", 14, "ink2", wrap=420, align="center")

    def _draw(self, draw):
        return lambda pen: draw(self, pen) if self.state.facts is not None else None

    def _listen(self) -> None:
        for name, by in (("Up", -1), ("Down", 1)):
            keys.shortcut(self.list, name, lambda by=by: self.walk(by))
        keys.shortcut(self.list, "Prior", lambda: self.view.turn(-1))
        keys.shortcut(self.list, "Next", lambda: self.view.turn(1))
        for name in ("Return", "KP_Enter"):
            keys.shortcut(self.list, name, self.press)
        for area in (self.list, self.view):
            for name, act in (("Control-Return", self.file), ("Control-KP_Enter", self.file),
                              ("F6", self._other_zone), ("Escape", self.leave)):
                keys.shortcut(area, name, act)

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
        self.state.book = book
        self._put(pages)
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
        self.which.put(say(words))
        self.where.put(self.state.where(at))
        self.chip.pack_forget()
        if state:
            self.chip.put(say(state), tone)
            self.chip.pack(side="left")
        self.fit.configure(text=say(Following(N_("整页") if self.view.fit == "page" else N_("页宽"))) +
                           f" {self.view.percent}%")
        self.thumbs.go_to(at)
        row = self.state.row_at(at)
        self._mark(row.part if row else "")

    def _mark(self, part: str) -> None:
        if part != self.part:
            self.part = part
            self.list.key = f"row:{part}"
            self.list.refresh()
            self.list._reveal()

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

    # ---- acts
    def fill(self, row: Row) -> None:
        """What lacks in a section is put in."""
        if row.act == "check":
            dossier_forms.check_form(self)
        elif row.act == "evidence":
            names = choosers.ask_several(parent=self.bench.root, title=say(N_("选择证据材料")))
            self._add([Path(name) for name in names])
        elif row.act == "sign":
            dossier_forms.sign_form(self, row.part)

    def _add(self, paths: Sequence[Path]) -> None:
        if paths:
            self.bench.act(lambda: self.state.add_evidence(paths), self._added)

    def _added(self, refused: list[str]) -> None:
        if refused:
            overlay.tell(self.bench.root, say(N_("有文件没有添加")), "\n".join(refused))
        else:
            self.bench.told()

    def _dropped(self, paths: Sequence[Path]) -> None:
        """A file that is dropped is the signed version of the section in front; on evidence it is evidence."""
        if self.state.facts is None or not self.state.may_edit or not paths:
            return
        if self.part == "evidence" or not (self.part and self.state.slots(self.part)):
            self._add(list(paths))
        else:
            dossier_forms.sign_form(self, self.part, str(paths[0]))

    def file(self) -> None:
        """归档, or what still stands before it."""
        state = self.state
        if state.facts is None or not self.bench.desk.may("cases.edit"):
            return
        if state.may_file:
            dossier_forms.file_form(self)
            return
        lines = [say(LACKS, part=item.label, why=Listed(item.why, "；")) for item in state.blocking]
        overlay.tell(self.bench.root, say(state.standing), "\n".join(lines))
        if state.blocking:
            self.pick(state.blocking[0].part)

    def more(self) -> None:
        """The menu of the page."""
        if self.state.facts is None:
            return
        items: list[Item | None] = []
        if self.state.may_edit and self.part and self.state.slots(self.part):
            items.append(Item(say(N_("登记签字件，更正另出新版")), lambda: dossier_forms.sign_form(self, self.part)))
        for slot in self.state.slots(self.part) if self.part and not self.state.covered else ():
            for kept in slot.versions:
                if kept.row["sha256"]:
                    words = say(N_("看{paper}第 {version} 版原件"), paper=slot.label, version=kept.version)
                    items.append(Item(words, lambda kept=kept: self.open_kept(kept)))
        if self.bench.desk.may("cases.edit"):
            items += [None] * bool(items) + [Item(say(N_("多案一卷")), lambda: dossier_forms.joint_form(self))]
        if items:
            Menu(self.bench.root, items, self.more_button)

    def open_kept(self, kept: Any) -> None:
        """A kept version in the system's viewer, through a copy that goes with the program."""
        from db.models.case_work import CasePaper
        from views.state.attaching import Attachments

        files = Attachments(self.bench.desk, CasePaper, bytes(kept.row["uid"]).hex())
        self.bench.act(lambda: files.open_in(files.kept[0], system.private_folder()),
                       lambda path: self.bench.act(lambda: system.open_file(path)))

    # ---- handing out
    def print(self) -> None:
        """Ctrl+P: the whole dossier."""
        from views.pages.printing import offer

        if self.state.book is not None and self.may_hand_out:
            offer(self.bench, DossierSheet(self.state))

    def edit(self) -> None:
        """Ctrl+E: the bound PDF to a file."""
        if self.state.book is None or not self.may_hand_out:
            return
        name = choosers.ask_save(parent=self.bench.root, defaultextension=".pdf", filetypes=[("PDF", "*.pdf")],
                                 initialfile=self.state.file_name())
        if name:
            self.bench.act(lambda: self.state.export(Path(name)), lambda _none: self._kept(Path(name)))

    def ask_copy(self) -> None:
        """The copy for teaching: further names first, then where to."""
        if self.state.facts is not None and not self.state.covered:
            overlay.ask_text(self.bench.root, say(N_("匿名副本，培训用")), say(N_("还要替换的人名")), self._copy_where,
                             help=say(ALSO))

    def _copy_where(self, also: str) -> None:
        name = choosers.ask_save(parent=self.bench.root, defaultextension=".pdf", filetypes=[("PDF", "*.pdf")],
                                 initialfile=self.state.file_name(anonymous=True))
        if not name:
            return
        target = Path(name)
        self.bench.work(say(N_("生成匿名副本")), lambda job: self.state.anonymous(target, also, job.progress),
                        lambda _none: self._kept(target), lambda error: trouble.handle(self.bench.root, error))

    def _kept(self, target: Path) -> None:
        toast.show(self.bench.root, say(N_("已存成 {name}"), name=target.name), say(N_("打开")),
                   lambda: self.bench.act(lambda: system.open_file(target)))

    def destroy(self) -> None:
        """The previews are not kept."""
        if self.view.pages is not None:
            self.view.pages.close()
        system.remove(self._folder)
        super().destroy()
