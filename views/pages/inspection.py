"""The inspection: ten dimensions, every indicator with its score, why it is so, and the next step of the procedure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.compliance.completing import Gap
from center.compliance.sheet import Sheet
from center.periods import period as read_period
from center.words import N_, say
from db.errors import UserError
from views import trouble
from views.kit import icons, overlay, theme
from views.kit.controls import Button, ChoiceField, Label, Panel, Rule, TextField
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.grid_columns import Cell, Column
from views.pages import comparing
from views.pages.dimensions import Dimensions
from views.pages.flow import Flow
from views.pages.pen import Pen
from views.pages.why import WhyPane
from views.state.inspection import InspectionState, tones
from views.state.inspection_open import proposals, submit_words

if TYPE_CHECKING:
    from views.bench import Bench


class InspectionPage(Panel):
    """One period's sheet. `load()` reads it in a job (a 草稿 counts the ledgers)."""

    hints = N_("↑↓ 换指标　Ctrl+E 填得分")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.state = bench, InspectionState(bench.desk)
        self._stale, self._asked, self._wanted = True, 0, ""
        self.side = Panel(bench.side, "surface")
        self.why = WhyPane(self.side, self)
        self.why.pack(fill="both", expand=True)
        self.rowconfigure(3, weight=1)
        self.columnconfigure(2, weight=1)
        self._head()
        self.dimensions = Dimensions(self, self._dimension)
        self.dimensions.grid(row=3, column=0, sticky="ns")
        Rule(self, upright=True).grid(row=3, column=1, sticky="ns")
        self.grid_ = DataGrid(
            self,
            _columns({}),
            self._fetch,
            on_select=self._selected,
            on_open=lambda _place: self.edit(),
            on_link=lambda _place, _key: self.bench.show_side(),
            empty=say(N_("正在核算……")),
        )
        self.grid_.grid(row=3, column=2, sticky="nsew")

    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, columnspan=3, sticky="ew", padx=24, pady=(18, 0))
        Label(head, say(N_("标准化自查")), 22, bold=True).pack(side="left")
        when = Panel(head)
        when.pack(side="left", padx=(10, 0), pady=(4, 0))
        Button(
            when, "", lambda: self._step(-1), rank="quiet", icon="chevron-left", height=28, tip=say(N_("上一季度"))
        ).pack(side="left")
        self.when = Label(when, "", 14, "ink2")
        self.when.pack(side="left", padx=2)
        Button(
            when, "", lambda: self._step(1), rank="quiet", icon="chevron-right", height=28, tip=say(N_("下一季度"))
        ).pack(side="left")
        self.next_button = Button(head, "", self.go_on, rank="primary", icon="send", width=110)
        self.report_button = Button(head, say(N_("看报告")), self._report, icon="file-text")
        self.report_button.pack(side="right")
        self.before_button = Button(head, say(N_("对比上期")), self.compare, icon="git-compare")
        self.again_button = Button(head, say(N_("重新计算")), self._compute, icon="rotate-ccw")
        GivingWay(head, self.report_button, self.before_button, self.again_button)
        self.steps = Flow(self)
        self.steps.grid(row=1, column=0, columnspan=3, sticky="ew", pady=(10, 10))
        Rule(self).grid(row=2, column=0, columnspan=3, sticky="ew")

    # ---- coming and going
    def shown(self) -> None:
        """In front."""
        if self._stale:
            self.load()
        else:
            self._say()

    def changed(self, names: frozenset[str]) -> None:
        """Records changed: a 草稿 is counted again; an opened inspection only when it changed itself."""
        if not self.state.state or names & {"inspections", "scores", "rectifications"}:
            self._stale = True
            if self.bench.page is self:
                self.load()
        if "attachments" in names:  # what is being typed beside them stays
            self.why.read_files()

    def _step(self, by: int) -> None:
        self.state.step(by)
        self.load()

    def at(self, period: str, code: str = "") -> None:
        """Another period, as text (2026Q3), with one indicator chosen."""
        self.state.period, self._wanted = read_period(period), code
        self.load()

    def keep(self) -> None:
        """What is half typed beside an indicator is written at once."""
        self.why.keep()

    def keep_place(self) -> tuple[str, str]:
        """The period, and the indicator the keys are on."""
        place, code = self.grid_.selected, self._wanted
        if self.state.sheet is not None and place is not None and place > 0:
            code = self.state.line(place).indicator.code
        return self.state.period.text, code

    def come_back(self, place: tuple[str, str]) -> None:
        """As it was left; the period of today is being counted already."""
        if place[0] == self.state.period.text:
            self._wanted = place[1]
        else:
            self.at(*place)

    def load(self) -> None:
        """Read the sheet of the period in a job."""
        self._stale = False
        self._asked += 1
        asked = self._asked
        self.when.put(self.state.period.label)
        self.bench.status.put(say(N_("正在核算……")))
        self.bench.work(
            say(N_("核算自查")),
            lambda _job: self.state.load(),
            lambda sheet: self._take(asked, sheet),
            lambda error: trouble.show(self.bench.root, error),
        )

    def _take(self, asked: int, sheet: Sheet) -> None:
        if asked != self._asked or not self.winfo_exists():
            return
        state = self.state
        first = state.sheet is None
        state.take(sheet)
        self.dimensions.show(state)
        self.grid_.set_columns(_columns(tones(lambda: sheet.lines)))
        self.grid_.show(state.ids(), keep=not first)
        self.grid_.refresh()
        self._buttons()
        self.steps.write(self._write_steps)
        self._choose(self._wanted)
        self._wanted = ""
        self._selected(self.grid_.selected)
        self._say()

    def _buttons(self) -> None:
        act = self.state.next
        if act is None:
            self.next_button.pack_forget()
        else:
            self.next_button.configure(text=say(act.words))
            self.next_button.pack(side="right", padx=(8, 0), before=self.report_button)
        self.before_button.pack_forget()
        if self.state.comparison is not None:
            self.before_button.pack(side="right", padx=(0, 8), after=self.report_button)
        if self.state.state == "opened" and self.state.may:
            self.again_button.pack(side="right", padx=(0, 8), after=self.report_button)
        else:
            self.again_button.pack_forget()

    def _say(self) -> None:
        sheet = self.state.sheet
        if sheet is not None and self.bench.page is self:
            draft = say(N_("草稿：按现在的台账算，还没有建立自查。")) if not sheet.state else ""
            self.bench.status.put(draft + say(N_("工作模板，非标准原文；以主管部门正式文件为准。")))

    def _write_steps(self, pen: Pen) -> None:
        canvas, x, y = pen.canvas, theme.px(24), theme.px(11)
        for place, (word, when) in enumerate(self.state.steps):
            font = theme.font(13, when == "now")
            if x + font.measure(word) + theme.px(44) > pen.width - theme.px(24):  # the next ones stand below
                x, y = theme.px(24), y + theme.px(24)
                pen.space(24)
            elif place:
                canvas.create_rectangle(x, y, x + theme.px(18), y + 1, fill=theme.color("line_strong"), width=0)
                x += theme.px(26)
            if when == "done":
                canvas.create_image(x + theme.px(7), y, image=icons.photo("check", 14, "green"))
                x += theme.px(18)
            ink = {"done": "green", "now": "ink", "later": "ink3"}[when]
            canvas.create_text(x, y, anchor="w", text=word, font=font, fill=theme.color(ink))
            x += font.measure(word) + theme.px(8)
        pen.space(22)

    # ---- the table
    def _fetch(self, ids: list[int]) -> list[tuple]:
        if self.state.sheet is None:
            return []
        return [(one, self.state.head(-one) if one < 0 else self._texts(one)) for one in ids]

    def _texts(self, place: int) -> tuple:
        texts = list(self.state.texts(place))
        short = texts[7].startswith("差")
        texts[3] = Cell(texts[3], "amber" if short else "", tint=False, strong=True)
        return tuple(texts)

    def _selected(self, place: int | None) -> None:
        if place is None or self.state.sheet is None:
            self.why.show(None)
            return
        line = self.state.line(place)
        self.dimensions.choose(line.indicator.dimension)
        self.why.show(line)

    def _dimension(self, code: str) -> None:
        lines = self.state.sheet.of(code)
        if lines:
            self.grid_.select_id(self.state.place_of(lines[0].indicator.code))

    def _choose(self, code: str) -> None:
        if code in [line.indicator.code for line in self.state.sheet.lines]:
            self.grid_.select_id(self.state.place_of(code))

    def compare(self) -> None:
        """What changed since the inspection before."""
        if self.state.comparison is not None:
            comparing.show(self.bench.root, self.state.comparison, self._choose)

    def edit(self) -> None:
        """Ctrl+E or Enter: into the score field of the pane."""
        self.bench.show_side()
        self.why.focus_answer()

    def fill_in(self, gap: Gap) -> None:
        """Open the form of a record at the field that was left empty."""
        page = self.bench.go_form(gap.record, gap.id)
        if gap.path in page.form.fields:
            page.form.fields[gap.path].focus_set()

    # ---- acts
    def focus_grid(self) -> None:
        """Into the list of indicators."""
        self.grid_.focus_set()

    def act(self, work) -> None:
        """Write something; the page reloads because the records changed, and the keys go on in the list."""
        self.bench.act(work, lambda _result: (self.bench.told(), self.focus_grid()), self._refused)

    def _refused(self, error: UserError) -> None:
        if not self.why.problems(error):
            trouble.show(self.bench.root, error)

    def go_on(self) -> None:
        """Take the next step; what cannot be taken back lightly is asked first."""
        act, state, root = self.state.next, self.state, self.bench.root
        if act is None:
            return
        later = ("no", say(N_("再看看")))
        if act.asks == "submit":
            buttons = [later, ("yes", say(N_("提交自评")))]
            if state.waiting:  # the filled button is not the one that loses points; Escape is 再看看
                buttons = [("yes", say(N_("就这样提交"))), ("one", say(N_("逐项确认"))),
                           ("all", say(N_("全部按建议确认")))]
            overlay.ask(root, say(N_("提交自评？")), submit_words(state.sheet), buttons, self._if_yes)
        elif act.asks == "rest" and any(line.street is None and line.applies for line in state.sheet.lines):
            words = say(
                N_("还有 {count} 项没有考核分。"),
                count=sum(line.street is None and line.applies for line in state.sheet.lines),
            )
            overlay.ask(root, say(N_("完成考核")), words, [later, ("rest", say(N_("其余照自评")))], self._if_yes)
        elif act.asks == "grade":
            self._ask_grade()
        elif act.asks == "close":
            overlay.ask(
                root,
                say(N_("结束这次自查？")),
                say(N_("结束后只能看，不能再改。")),
                [later, ("yes", say(N_("结束")))],
                self._if_yes,
            )
        else:
            self.act(state.do_next)

    def _if_yes(self, key: str) -> None:
        if key == "rest":
            self.act(lambda: (self.state.score_rest(), self.state.do_next()))
        elif key == "one":
            self._choose(self.state.waiting[0].indicator.code)
            self.edit()
        elif key == "all":
            self.confirm_all()
        elif key == "yes":
            self.act(self.state.do_next)

    def confirm_all(self) -> None:
        """Show every proposal with its points, and who would stand for it; a yes confirms just those."""
        state = self.state
        if not state.waiting:
            return
        who = say(N_("确认人：{name}，会记在自查里。"), name=self.bench.desk.who.name)
        words = f"{proposals(state.waiting)}\n\n{who}"
        title = say(N_("按台账的建议确认这 {count} 项？"), count=len(state.waiting))
        overlay.ask(self.bench.root, title, words, [("no", say(N_("再看看"))), ("yes", say(N_("确认")))],
                    lambda key: key == "yes" and self.act(state.confirm_all))

    def _ask_grade(self) -> None:
        box = overlay.Overlay(self.bench.root)
        Label(box.inside, say(N_("定级")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 8))
        Label(box.inside, say(N_("等级由人确定，程序只提建议。")), 14, "ink2").pack(fill="x", padx=24, pady=(0, 10))
        grade = ChoiceField(box.inside, say(N_("等级")), [(one, one) for one in self.state.grades()], required=True)
        grade.pack(fill="x", padx=24)
        grade.put(self.state.sheet.band.label)
        by = TextField(box.inside, say(N_("定级人")), required=True)
        by.pack(fill="x", padx=24)
        row = Panel(box.inside)
        row.pack(fill="x", padx=24, pady=(2, 20))

        def give() -> None:
            chosen, name = grade.get(), by.get()
            box.close()
            self.act(lambda: self.state.do_next(grade=chosen, by=name))

        Button(row, say(N_("定级")), give, rank="primary").pack(side="right", padx=(8, 0))
        Button(row, say(N_("取消")), box.close).pack(side="right")
        box.open(by)

    def _compute(self) -> None:
        self.act(self.state.compute)

    def _report(self) -> None:
        page = self.bench.show("papers")
        page.state.kind, page.state.period = "quarter", self.state.period
        page.pick("compliance_report")

    def print(self) -> None:
        """Ctrl+P: the report."""
        self._report()


def _columns(chips: dict[str, str]) -> list[Column]:
    return [
        Column("code", say(N_("编号")), 52, look="dim", sortable=False),
        Column("name", say(N_("指标")), 180, flex=True, sortable=False),
        Column("points", say(N_("分值")), 52, "e", sortable=False),
        Column("own", say(N_("自评")), 68, "e", look="strong", sortable=False),
        Column("street", say(N_("考核")), 56, "e", 1, look="dim", sortable=False),
        Column("method", say(N_("方式")), 72, priority=3, look="dim", sortable=False),
        Column("basis", say(N_("依据")), 136, priority=2, look="link", sortable=False),
        Column("state", say(N_("状态")), 84, look="chips", sortable=False, tones=chips),
    ]
