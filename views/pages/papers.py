"""The report centre: choose a paper and its period, look at its real pages, print it, keep it as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center.tongues import LANGUAGES
from center.words import N_, say
from db.errors import UserError
from views import system, trouble
from views.kit import choosers, overlay, toast
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.jobs import Job
from views.pages.flow import scrolled
from views.pages.paper_frame import paper_frame
from views.pages.pen import Pen
from views.pages.period_bar import PeriodBar
from views.pages.preview import PdfView
from views.state.papers import FORMATS, PapersState
from views.state.rendering import PdfPages
from views.state.sources import name_of, of_paper, source_of, value_of

if TYPE_CHECKING:
    from views.bench import Bench

LISTED = 234  # design px: width of the list of papers
FIRST = "compliance_report"
OWN_PAGES = {"case_statistics": "case_statistics"}
"""Papers that are looked at on a page where each number opens what is behind it."""


class PapersPage(Panel):
    """`pick(name)` shows a paper; everything slow runs in jobs."""

    hints = N_("↑↓ 换报表　PgUp PgDn 翻页　Ctrl+P 打印")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, PapersState(bench.desk)
        self._folder = system.private_folder()
        self._made, self._stale = 0, True
        self.list, self.right = paper_frame(self, self.state.listed(), self._picked, LISTED)
        self.right.rowconfigure(4, weight=1)
        self._head()
        self._view()
        self.side = None
        self._numbers_side()

    # ---- building
    def _head(self) -> None:
        head = Panel(self.right)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        self.export_button = Button(head, say(N_("导出")), self.ask_export, rank="primary", icon="download", width=84)
        self.export_button.pack(side="right", padx=(8, 0))
        self.print_button = Button(head, say(N_("打印")), self.print, icon="printer", width=84)
        self.print_button.pack(side="right")
        self.title = Label(head, "", 19, bold=True, wrap=800)
        self.title.pack(side="left", fill="x", expand=True)  # else a longer name breaks at the width of the one before
        tools = Panel(self.right)
        tools.grid(row=1, column=0, sticky="ew", padx=24, pady=12)
        self.period = PeriodBar(tools, self._kind, self._step)
        Rule(self.right).grid(row=2, column=0, sticky="ew")
        self.strip = Panel(self.right, "sunken")
        self.strip.grid(row=3, column=0, sticky="ew")
        self.where = Label(self.strip, "", 13, "ink2")
        self.where.pack(side="left", padx=(24, 0))
        zoom = Panel(self.strip)
        zoom.pack(side="right", padx=(0, 16), pady=2)
        self.language_button = Button(zoom, "", self.ask_language, rank="quiet", height=30, tip=say(N_("纸上的语言")))
        self.language_button.pack(side="left", padx=(0, 8))
        self._language_words()
        Button(zoom, "", lambda: self._zoom(-1), icon="minus", rank="quiet", height=30, tip=say(N_("缩小"))).pack(
            side="left"
        )
        self.fit_button = Button(zoom, say(N_("适合宽度")), self._flip_fit, rank="quiet", height=30)
        self.fit_button.pack(side="left")
        Button(zoom, "", lambda: self._zoom(1), icon="plus", rank="quiet", height=30, tip=say(N_("放大"))).pack(
            side="left"
        )

    def _view(self) -> None:
        self.view = PdfView(self.right, self._in_job, self._page_told)
        self.view.grid(row=4, column=0, sticky="nsew")
        self.blank = Panel(self.right)
        self.blank_words = Label(self.blank, "", 14, "ink2", wrap=420, align="center")
        self.blank_words.place(relx=0.5, rely=0.4, anchor="center")

    def _numbers_side(self) -> None:
        self._numbers_panel = Panel(self.bench.side, "surface")
        self.numbers_scroller, self.numbers = scrolled(self._numbers_panel)
        self.numbers_scroller.pack(fill="both", expand=True)

    # ---- coming and going
    def shown(self) -> None:
        """In front: the first time the self-inspection, later what was looked at, anew when records changed."""
        if self.state.chosen is None:
            names = [one.name for _group, some in self.state.groups() for one in some]
            if names:
                self.pick(FIRST if FIRST in names else names[0])
        elif self._stale:
            self.make()

    def keep_place(self) -> str:
        """Which paper is shown."""
        return self.list.chosen

    def come_back(self, place: str) -> None:
        """The paper that was shown."""
        if place and place != self.list.chosen:
            self.pick(place)

    def changed(self, names: frozenset[str]) -> None:
        """Records changed: the paper in front is made again, others when they are shown."""
        self._stale = True
        if self.bench.page is self:
            self.make()

    def focus_grid(self) -> None:
        """Into the list of papers."""
        self.list.canvas.focus_set()

    def _picked(self, name: str) -> None:
        """Chosen by hand: some papers have a page of their own."""
        if name in OWN_PAGES:
            self.bench.show(OWN_PAGES[name])
        else:
            self.pick(name)

    def pick(self, name: str) -> None:
        """Show another paper."""
        self.list.choose(name)
        self.state.choose(name)
        self.period.show(self.state.kind)
        self.make()

    def _kind(self, kind: str) -> None:
        self.state.use_kind(kind)
        self.make()

    def _step(self, by: int) -> None:
        self.state.step(by)
        self.make()

    # ---- the pages
    def make(self) -> None:
        """Make the chosen paper in a job and show its pages."""
        state, one = self.state, self.state.chosen
        self._stale = False
        self.title.put(one.label)
        self.period.told(state.period.label, state.dated)
        self.print_button.enable(state.previewed)
        self._side(False)
        if not state.previewed:
            self._say_blank(say(N_("空表是给别人填的 Excel：带下拉框，填好能直接导入。点“导出”存一份。")))
            return
        self._made += 1
        number = self._made
        target = self._folder / f"{number}.pdf"

        def work(_job: Job):
            document, missing = state.make(target)
            return document, missing, PdfPages(target)

        self.bench.status.put(say(N_("正在排版……")))
        self.bench.work(
            say(N_("排版{label}"), label=one.label), work, lambda made: self._show(number, *made), self._failed
        )

    def _show(self, number: int, document, missing, pages: PdfPages) -> None:
        if number != self._made:
            self._in_job(pages.close, lambda _none: None)
            return
        self.state.document = document
        self.blank.grid_remove()
        self.view.grid(row=4, column=0, sticky="nsew")
        self.view.show(pages)
        words = say(N_("共 {count} 页，证件号、电话、住址已遮盖"), count=len(pages.sizes))
        if missing:
            words += say(
                N_("；没有字体能印出：{signs}"), signs="、".join(dict.fromkeys(one.character for one in missing))
            )
        self.bench.status.put(words)
        found = self.state.numbers()
        self._side(bool(found) or bool(of_paper(self.state.chosen.name)))
        self.numbers.write(lambda pen: self._write_numbers(pen, found))

    def _failed(self, error: BaseException) -> None:
        self._say_blank(say(error) if isinstance(error, UserError) else "")

    def _say_blank(self, words: str) -> None:
        self.view.show(None)
        self.view.grid_remove()
        self.blank_words.put(words)
        self.blank.grid(row=4, column=0, sticky="nsew")
        self.where.put("")
        self.bench.status.put("")

    def _in_job(self, work, done):
        return self.bench.jobs.run(say(N_("画页面")), lambda _job: work(), lambda result: done(result))

    def _page_told(self, at: int, count: int) -> None:
        self.where.put(
            say(N_("第 {at} / {count} 页　{percent}%"), at=at + 1, count=count, percent=self.view.percent)
            if count
            else ""
        )

    def _zoom(self, step: int) -> None:
        self.view.zoom_by(step)
        self._fit_words()

    def _flip_fit(self) -> None:
        self.view.use("page" if self.view.fit == "width" else "width")
        self._fit_words()

    def _fit_words(self) -> None:
        self.fit_button.configure(text=say(N_("整页")) if self.view.fit == "page" else say(N_("适合宽度")))
        self._page_told(self.view.current, len(self.view.pages.sizes) if self.view.pages else 0)

    def ask_language(self) -> None:
        """What the papers are written in: Chinese unless asked, whatever the window speaks."""
        overlay.ask(self.bench.root, say(N_("纸上的语言")), say(N_("译文以中文文本为准，纸的下边会写明。")),
                    [(code, name) for code, name in reversed(LANGUAGES)], self.use_language)

    def use_language(self, code: str) -> None:
        """Look at, print and keep the papers in that language from now on."""
        if code in dict(LANGUAGES) and code != self.state.language:
            self.state.language = code
            self._language_words()
            if self.state.chosen is not None:
                self.make()

    def _language_words(self) -> None:
        self.language_button.configure(text=dict(LANGUAGES)[self.state.language])

    # ---- numbers and their names
    def _side(self, on: bool) -> None:
        if on == (self.side is not None):
            return
        if not on:
            self.bench.drop_side(self)
        self.side = self._numbers_panel if on else None
        if on:
            self.bench.take_side(self)

    def _write_numbers(self, pen: Pen, found) -> None:
        pen.space(20)
        pen.text(say(N_("数字后面的名单")), 17, bold=True)
        pen.space(4)
        pen.text(say(N_("点一个数，看是哪些人、哪些记录")), 12, "ink3")
        pen.space(14)
        for one in found:
            pen.pair(one.label, f"{int(one.number):,}", lambda one=one: self.open_names(one))
        self._write_sources(pen)

    def _write_sources(self, pen: Pen) -> None:
        """The official numbers it was counted with; where each comes from is told to the pointer and the keys."""
        desk, keys = self.bench.desk, of_paper(self.state.chosen.name)
        if keys:
            pen.space(8)
            pen.rule()
            pen.space(14)
            pen.heading(say(N_("用到的口径")), say(N_("停在上面看出处")))
            for key in keys:
                pen.source(name_of(key), value_of(desk, key), source_of(desk, key))

    def open_names(self, one) -> None:
        """The list of the records a number counts."""
        label = f"{self.state.chosen.label} · {one.label} · {int(one.number):,}"
        self.bench.go_list(one.number.record).only_these(one.number.ids, label)

    # ---- handing out
    def print(self) -> None:
        """Ctrl+P: the masked paper, written down as handed out once it is printed."""
        from views.pages.printing import offer

        if self.state.previewed:
            offer(self.bench, self.state.sheet())

    def ask_export(self) -> None:
        """Which format, and a reason when numbers stand in full."""
        state = self.state
        if state.chosen is None:
            return
        formats = [(kind, FORMATS[kind]) for kind in reversed(state.chosen.formats)]
        if len(formats) == 1:
            self._choose(formats[0][0], "")
        elif state.chosen.personal and self.bench.desk.may("reveal"):
            words = say(N_("证件号、电话、住址默认遮盖。要完整号码，请写明用途，会记入操作日志；不写就遮盖。"))
            overlay.ask_text(
                self.bench.root,
                say(N_("导出{label}"), label=state.chosen.label),
                say(N_("用途")),
                lambda reason: self._ask_kind(formats, reason),
                help=words,
            )
        else:
            self._ask_kind(formats, "")

    def _ask_kind(self, formats: list[tuple[str, str]], reason: str) -> None:
        overlay.ask(self.bench.root, say(N_("存成哪一种？")), "", formats, lambda kind: self._choose(kind, reason))

    def _choose(self, kind: str, reason: str) -> None:
        name = choosers.ask_save(
            parent=self.bench.root,
            defaultextension=f".{kind}",
            filetypes=[(FORMATS[kind], f"*.{kind}")],
            initialfile=self.state.file_name(kind),
        )
        if name:
            self.export(Path(name), reason)

    def export(self, target: Path, reason: str = "") -> Job | None:
        """Write the paper in a job; a doubted clock is asked about first, for handing out is written down."""
        if self.bench.doubted(lambda: self.export(target, reason)):
            return None
        state = self.state

        def done(_missing) -> None:
            toast.show(
                self.bench.root,
                say(N_("已存成 {name}"), name=target.name),
                say(N_("打开")),
                lambda: system.open_file(target),
            )

        return self.bench.work(
            say(N_("导出{label}"), label=state.chosen.label),
            lambda job: state.hand_out(target, reason, job.progress),
            done,
            lambda error: trouble.show(self.bench.root, error),
        )

    def destroy(self) -> None:
        """The previews are not kept."""
        if self.view.pages is not None:
            self.view.pages.close()
        system.remove(self._folder)
        super().destroy()
