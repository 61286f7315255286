"""Printing: the real pages to look at, the printer, copies and pages beside them; or the PDF in the system's viewer."""

from __future__ import annotations

from subprocess import Popen
from typing import TYPE_CHECKING

from center.tongues import LANGUAGES
from center.words import N_, say
from db.errors import Missing, UserError
from views import printing, system, trouble
from views.kit import theme, toast
from views.kit.controls import Button, ChoiceField, Label, Panel, Rule, TextField, YesField, submit_on_enter
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.pages.preview import PdfView
from views.state.printing import PrintState, Sheet
from views.state.rendering import PdfPages

if TYPE_CHECKING:
    from views.bench import Bench

WIDE, HIGH = 980, 0.82  # design px at most; share of the window
BESIDE = 268
SECOND, SEEKING = 1000, 6  # ms; how long the system may look for a viewer, in seconds


def offer(bench: Bench, sheet: Sheet) -> None:
    """Make the sheet in a job and show it with the printers; nothing leaves the computer before she says so."""
    if getattr(bench.root, "kit_printing", False):
        return
    if not sheet.ours and not bench.desk.may("export"):
        trouble.show(bench.root, _denied(bench))
        return
    folder, state = system.private_folder(), PrintState(bench.desk)
    target = folder / sheet.file_name
    bench.root.kit_printing = True

    def work(job):
        sheet.write(target, job.progress)
        state.look()
        return PdfPages(target)

    def over() -> None:
        bench.root.kit_printing = False

    def done(pages: PdfPages) -> None:
        over()
        PrintBox(bench, sheet, state, pages)

    def failed(error: BaseException) -> None:
        over()
        system.remove(folder)
        trouble.handle(bench.root, error)

    def stopped() -> None:
        over()
        system.remove(folder)

    bench.work(say(N_("准备打印")), work, done, failed, stopped)


def _denied(bench: Bench) -> UserError:
    from db.errors import Denied

    return Denied(N_("{name}没有打印和导出的权限，请找中心负责人或有权限的同事办理"), name=bench.desk.who.name)


class PrintBox:
    """The pages at the left, how to print at the right. Enter prints, Escape closes."""

    def __init__(self, bench: Bench, sheet: Sheet, state: PrintState, pages: PdfPages) -> None:
        self.bench, self.sheet, self.state, self.pages = bench, sheet, state, pages
        self.handed, self._timer, self._kept = False, "", False
        root, scale = bench.root, theme.scale()
        wide = min(WIDE, round(root.winfo_width() / scale) - 40)
        high = round(root.winfo_height() * HIGH / scale)
        self.box = Overlay(root, width=wide, on_away=self._closed)
        self.box.printing = self
        frame = Panel(self.box.inside, width=wide - 2, height=high)
        frame.pack()
        frame.rowconfigure(0, weight=1)
        frame.columnconfigure(0, weight=1)
        self.view = PdfView(frame, self._in_job, self._page_told)
        self.view.grid(row=0, column=0, sticky="nsew")
        Rule(frame, upright=True).grid(row=0, column=1, sticky="ns")
        beside = Panel(frame, width=BESIDE, height=high)
        beside.grid(row=0, column=2, sticky="ns")
        self._fields(beside)
        self.view.use("page")
        self.view.show(pages)
        self.box.open(self.first)

    # ---- building
    def _fields(self, beside: Panel) -> None:
        found, order = self.state.found, self.state.choose()
        head, foot = Panel(beside), Panel(beside)
        head.pack(fill="x", padx=20, pady=(16, 8))
        foot.pack(fill="x", side="bottom", padx=20, pady=(8, 16))
        Label(head, self.sheet.label, 17, bold=True, wrap=BESIDE - 40).pack(fill="x")
        self.where = Label(head, "", 13, "ink3")
        self.where.pack(fill="x", pady=(2, 0))
        self._buttons(foot, bool(found.names))
        middle = Scroller(beside)  # large texts on a small screen: the buttons stay
        middle.pack(fill="both", expand=True)
        inside = Panel(middle.inside)
        inside.pack(fill="x", padx=(20, 12))
        self.fields: dict[str, ChoiceField | TextField | YesField] = {}
        if not self.sheet.ours:
            self._language(inside)
        if found.names:
            self._how(inside, order.printer, order.both)
        self.note = Label(inside, self.state.note, 13, "ink2", wrap=BESIDE - 48)
        self.note.pack(fill="x")
        for field in self.fields.values():
            if isinstance(field, TextField):
                submit_on_enter(field, self.print)

    def _buttons(self, foot: Panel, ready: bool) -> None:
        self.print_button = Button(foot, say(N_("打印")), self.print, rank="primary", icon="printer")
        if ready:
            self.print_button.pack(fill="x", pady=(0, 8))
        row = Panel(foot)
        row.pack(fill="x")
        rank = "secondary" if ready else "primary"
        self.open_button = Button(row, say(N_("打开 PDF")), self.open, rank=rank, width=108)
        self.open_button.pack(side="left")
        Button(row, say(N_("关闭")), self.close, rank="quiet", width=72).pack(side="right")
        self.first = self.print_button if ready else self.open_button

    def _language(self, inside: Panel) -> None:
        """What the paper is written in: Chinese unless asked, whatever the window speaks."""
        self.language = ChoiceField(inside, say(N_("纸上的语言")), list(LANGUAGES), on_change=self._other_language)
        self.language.put(self.sheet.language)
        self.language.pack(fill="x")

    def _how(self, inside: Panel, printer: str, both: bool) -> None:
        names = [(name, name) for name in self.state.found.names]
        self.fields["printer"] = ChoiceField(inside, say(N_("打印机")), names)
        self.fields["printer"].put(printer)
        self.fields["printer"].pack(fill="x")
        if not printing.chooses(self.state.system):
            return
        row = Panel(inside)
        row.pack(fill="x")
        row.columnconfigure((0, 1), weight=1, uniform="half")
        self.fields["copies"] = TextField(row, say(N_("份数")))
        self.fields["copies"].put("1")
        self.fields["copies"].grid(row=0, column=0, sticky="ew", padx=(0, 8))
        self.fields["pages"] = TextField(row, say(N_("页码")), help=say(N_("不写全印")))
        self.fields["pages"].grid(row=0, column=1, sticky="ew")
        self.fields["both"] = YesField(inside, say(N_("双面打印")))
        self.fields["both"].put("是" if both else "否")
        self.fields["both"].pack(fill="x")

    # ---- acts
    def _other_language(self) -> None:
        """The same sheet in the language that was chosen; until its pages are there nothing is handed out."""
        code = self.language.get()
        if code == self.sheet.language or code not in dict(LANGUAGES):
            return
        self.sheet.use(code)
        self._busy(True)
        target = self.pages.path.with_name(f"{code}_{self.sheet.file_name}")

        def work(job):
            self.sheet.write(target, job.progress)
            return PdfPages(target)

        def done(pages: PdfPages) -> None:
            if self.sheet.language != code or not self.box.winfo_exists():
                self.bench.jobs.run(say(N_("画页面")), lambda _job: pages.close(), lambda _none: None)
                return
            self._busy(False)
            self.pages, self.handed = pages, False  # another paper: it is written down anew
            self.view.show(pages)

        def failed(error: BaseException) -> None:
            self._busy(False)
            trouble.handle(self.bench.root, error)

        self.bench.work(say(N_("准备打印")), work, done, failed)

    def _busy(self, on: bool) -> None:
        if self.box.winfo_exists():
            self.print_button.enable(not on)
            self.open_button.enable(not on)
            self.note.put(say(N_("正在排版……")) if on else self.state.note)

    def print(self) -> None:
        """Hand it to the printer; what is wrong stands at its field, and nothing is lost."""
        for field in self.fields.values():
            field.mark(False)
        try:
            order = self.state.order({name: field.get() for name, field in self.fields.items()}, len(self.pages.sizes))
        except UserError as error:
            for name in error.fields:
                self.fields[name].mark(True)
            self.note.put(say(next(iter(error.fields.values()))))  # the fields are too narrow for sentences
            return
        self._hand(lambda: self._send(order))

    def _send(self, order: printing.Order) -> None:
        self.print_button.enable(False)
        self.note.put(say(N_("正在交给打印机……")))
        state, path = self.state, self.pages.path

        def done(_none: None) -> None:
            state.keep(order)
            words = say(N_("已交给打印机“{name}”：{label}"), name=order.printer, label=self.sheet.label)
            self.close()
            toast.show(self.bench.root, words)

        def failed(error: BaseException) -> None:
            if self.box.winfo_exists():
                self.print_button.enable(True)
                self.note.put(say(error))
            else:
                trouble.handle(self.bench.root, error)

        self.bench.work(say(N_("打印")), lambda _job: printing.send(order, path, state.system), done, failed)

    def open(self) -> None:
        """The PDF in the program the system has for it; it stays until the window is closed."""
        self._hand(self._open)

    def _open(self) -> None:
        try:
            seeking = system.open_file(self.pages.path)
        except (Missing, OSError) as error:
            self.note.put(say(error) if isinstance(error, UserError) else say(NO_VIEWER))
            return
        self._kept = True
        self.note.put(say(N_("已交给系统打开，请在打开的程序里打印")))
        if seeking is not None:
            self._wait_for(seeking, SEEKING)

    def _wait_for(self, seeking: Popen, left: int) -> None:
        """The system looks for a viewer by itself; that it found none is only known a moment later."""
        self._timer = ""
        found = seeking.poll()
        if found is None and left:
            self._timer = self.bench.root.after(SECOND, self._wait_for, seeking, left - 1)
        elif found:
            self._kept = False
            self.note.put(say(NO_VIEWER))

    def _hand(self, then) -> None:
        """Written down once, however often it is printed from this preview."""
        if self.handed:
            then()
            return

        def done(_none: None) -> None:
            self.handed = True
            then()

        self.bench.act(self.sheet.hand_out, done)

    def close(self) -> None:
        """Back to the page."""
        if self.box.winfo_exists():
            self.box.close()

    def _closed(self) -> None:
        if self._timer:  # by the window, which outlives the box: see the palette
            self.bench.root.after_cancel(self._timer)
            self._timer = ""
        pages, kept = self.pages, self._kept

        def away(_none: object) -> None:
            if not kept:
                system.remove(pages.path.parent)

        self.bench.jobs.run(say(N_("画页面")), lambda _job: pages.close(), away)

    # ---- the pages
    def _in_job(self, work, done):
        return self.bench.jobs.run(say(N_("画页面")), lambda _job: work(), lambda result: done(result))

    def _page_told(self, at: int, count: int) -> None:
        self.where.put(say(N_("第 {at} 页，共 {count} 页"), at=at + 1, count=count) if count else "")


NO_VIEWER = N_("这台电脑没有能打开 PDF 的程序。请用“导出”存到 U 盘，换一台电脑打印")
