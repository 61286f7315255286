"""Why a score is what it is: the division, the thresholds, the records counted, and the answer of a person."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.compliance.scoring import show_points
from center.compliance.sheet import SheetLine
from center.words import N_, say, spoken
from db.errors import Problems, UserError
from db.questions.settings import rest_days
from views.kit import dropping, toast
from views.kit.controls import Button, DateField, Label, Panel, Rule, TextField
from views.kit.fields import submit_on_enter
from views.kit.overlay import Overlay
from views.pages.attaching import Attaching
from views.pages.flow import scrolled
from views.pages.kept_words import KeptWords, note
from views.pages.pen import Pen
from views.pages.scale import draw_scale
from views.pages.small_form import ends
from views.state.inspection import Heap
from views.state.sources import name_of, source_of

if TYPE_CHECKING:
    from views.pages.inspection import InspectionPage

FACTS = 6
DOTS = ("green_line", "amber_line", "grey_line", "blue_line")


class WhyPane(Panel):
    """`show(line)` fills it; the answer's box stands at the foot while a person may answer."""

    def __init__(self, master: tk.Misc, page: InspectionPage) -> None:
        super().__init__(master, "surface")
        self.page, self.line = page, None
        self.scroller, self.flow = scrolled(self)
        self.scroller.pack(fill="both", expand=True)
        self.files = Attaching(page.bench, self.flow.redraw)
        self.foot = Panel(self, "sunken")
        self._foot()
        dropping.accept(self, self._dropped)
        self.flow.write(_nothing)

    def _foot(self) -> None:
        Rule(self.foot).pack(fill="x")
        inside = Panel(self.foot)
        inside.pack(fill="x", padx=22, pady=(12, 14))
        self.asked = Label(inside, "", 13, "ink2", wrap=296)
        self.asked.pack(fill="x", pady=(0, 8))
        pair = Panel(inside)
        pair.pack(fill="x")
        self.points = TextField(pair, say(N_("得分")))
        self.points.pack(side="left", fill="x", expand=True)
        self.remark = TextField(pair, say(N_("说明")))
        self.remark.pack(side="left", fill="x", expand=True, padx=(8, 0))
        row = Panel(inside)
        row.pack(fill="x")
        self.save = Button(row, say(N_("填好")), self.answer)
        self.save.pack(side="left", fill="x", expand=True)
        self.confirm = Button(row, "", self._confirm)
        self.not_applicable = Button(row, say(N_("不适用")), self._no)
        self.confirm_all = Button(inside, "", self.page.confirm_all)
        self.words: KeptWords | None = None
        for field in (self.points, self.remark):
            submit_on_enter(field, self.answer)
            field.on_change = lambda: self.words and self.words.typed()

    def show(self, line: SheetLine | None) -> None:
        """Show a line; what was being typed for another one is kept, and given back there."""
        self._leave()
        self.line = line
        self.files.state = self.page.state.files(line) if line else None
        self.flow.write(self._write if line else _nothing)
        what = self.page.state.may_answer(line) if line else ""
        if not what:
            self.foot.pack_forget()
            return
        one = line.indicator
        self.asked.put(one.asked or one.formula)
        mine = line.street if what == "score" else line.own
        self.points.put("" if mine is None else show_points(mine))
        self.remark.put(line.note)
        self.words = KeptWords(self.page.bench, f"answer {self.page.state.period.text} {one.code}", 0,
                               {"points": self.points, "remark": self.remark})
        for field in (self.points, self.remark):
            field.problem(None)
        self._offer(what, line)
        self.foot.pack(fill="x", side="bottom", before=self.scroller)

    def _offer(self, what: str, line: SheetLine) -> None:
        """The buttons of what may be answered."""
        self.save.configure(text=say(N_("填考核分")) if what == "score" else say(N_("填好")))
        for button in (self.confirm, self.not_applicable, self.confirm_all):
            button.pack_forget()
        waiting = len(self.page.state.waiting)
        if what == "confirm" and waiting > 1:
            self.confirm_all.configure(text=say(N_("全部按建议确认（{count} 项）"), count=waiting))
            self.confirm_all.pack(fill="x", pady=(8, 0))
        if what == "confirm":
            self.confirm.configure(text=say(N_("确认 {points} 分"), points=show_points(line.proposed)))
            self.confirm.pack(side="left", fill="x", expand=True, padx=(8, 0))
        if what != "score" and line.indicator.na_allowed:
            self.not_applicable.pack(side="left", padx=(8, 0))

    def _leave(self) -> None:
        if self.words is not None:
            self.words.leave()
            self.words = None

    def keep(self) -> None:
        """Locking, leaving, closing: what stands half typed is written at once."""
        if self.words is not None:
            self.words.keep()

    def _answered(self, work: Callable[[], object]) -> None:
        words = self.words
        self.page.act(lambda: (work(), words.done()))

    def read_files(self) -> None:
        """The evidence files were changed: by this pane, by an undo, or elsewhere."""
        if self.line is not None and self.winfo_exists():
            self.files.state = self.page.state.files(self.line)
            self.flow.redraw()

    def focus_answer(self) -> None:
        """Into the score."""
        if self.foot.winfo_manager():
            self.points.focus_set()

    # ---- drawing
    def _write(self, pen: Pen) -> None:
        line, state = self.line, self.page.state
        one = line.indicator
        pen.space(20)
        full = show_points(one.points, 0 if not one.points % 100 else 1)
        pen.text(say(N_("{code} {name} · 满分 {full} 分"), code=one.code, name=one.name, full=full), 13, "ink2")
        pen.space(6)
        got = line.got
        title = say(N_("还没有填")) if got is None else say(N_("为什么是 {points} 分"), points=show_points(got))
        if line.unconfirmed and got is None:
            title = say(N_("没有人确认")) if line.frozen else say(N_("请确认"))
        pen.text(say(N_("不适用，不计分")) if not line.applies else title, 18, bold=True)
        pen.space(14)
        self._formula(pen)
        scale = state.scale(line)
        if scale is not None:
            pen.space(14)
            draw_scale(pen, scale)
        pen.space(12)
        if line.evidence.get("explanation"):
            pen.text(line.evidence["explanation"], 12, "ink3")
            pen.space(4 if line.proposal or line.confirmed else 14)
        if line.proposal or line.confirmed:
            pen.text(line.proposal or line.confirmed, 12, "amber" if line.proposal else "ink3")
            pen.space(14)
        self._heaps(pen, state.heaps(line))
        self._sources(pen)
        self._gaps(pen)
        self._issues(pen)
        self._before(pen)
        self._notes(pen)
        self.files.write(pen)
        pen.space(20)

    def _formula(self, pen: Pen) -> None:
        line = self.line
        top = pen.y
        pen.space(12)
        pen.text(line.indicator.formula or line.indicator.evidence, 13, "ink2")
        above, below, share = self.page.state.formula(line)
        if above:
            pen.space(4)
            short = line.got is not None and line.got < line.indicator.points
            pen.division(above, below, share, "amber" if short else "ink")
        pen.space(12)
        pen.band(top)
        pen.rule()

    def _heaps(self, pen: Pen, heaps: list[Heap]) -> None:
        if not heaps:
            return
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("算进来的记录")))
        for place, heap in enumerate(heaps):
            size = say(N_("{count} 条"), count=f"{heap.size:,}")
            act = (lambda heap=heap: self._open(heap)) if heap.record is not None else None
            pen.pair(heap.label, size, act, DOTS[min(place, len(DOTS) - 1)])
            if heap.facts and (heap.record is None or place):
                self._facts(pen, heap)

    def _sources(self, pen: Pen) -> None:
        """The official numbers it was counted with; where each comes from is told to the pointer and the keys."""
        desk, numbers = self.page.bench.desk, self.page.state.numbers(self.line)
        if not numbers:
            return
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("用到的口径")), say(N_("停在上面看出处")))
        for key, value in numbers:
            pen.source(name_of(key), value, source_of(desk, key))
        pen.space(6)

    def _facts(self, pen: Pen, heap: Heap) -> None:
        for fact in heap.facts[:FACTS]:
            pen.text(fact, 12, "ink2", indent=16)
            pen.space(3)
        left = len(heap.facts) - FACTS
        if left > 0:
            pen.text(say(N_("……还有 {count} 条"), count=left), 12, "ink3", indent=16)
        pen.space(8)

    def _gaps(self, pen: Pen) -> None:
        found = self.page.state.gaps(self.line)
        if not found:
            return
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("可以照实补填")), say(N_("{count} 处"), count=len(found)))
        for gap in found[:FACTS]:
            pen.entry(gap.words, say(N_("补填")), lambda gap=gap: self.page.fill_in(gap))
        if len(found) > FACTS:
            pen.text(say(N_("……还有 {count} 处"), count=len(found) - FACTS), 12, "ink3")
            pen.space(6)
        pen.text(say(N_("只补做过而没有登记的；没做的、超期的照实列入问题清单。")), 12, "ink3")
        pen.space(12)

    def _issues(self, pen: Pen) -> None:
        issues = self.page.state.issues(self.line)
        if not issues:
            return
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("问题和整改")))
        for issue in issues:
            pen.text(issue["problem"], 14)
            pen.space(4)
            told = [
                issue.get("measure"),
                issue.get("owner"),
                issue.get("due_on") and say(N_("限 {day}"), day=issue["due_on"]),
                issue.get("done_on") and say(N_("完成 {day}"), day=issue["done_on"]),
                issue.get("result"),
            ]
            pen.text(" · ".join(str(one) for one in told if one) or say(N_("还没有写整改措施")), 12, "ink3")
            pen.space(6)
            if self.page.state.may and self.page.state.state == "listed":
                pen.link(say(N_("填整改")), lambda issue=issue: self._ask_mend(issue))
            elif self.page.state.may and self.page.state.state == "rectified":
                pen.link(say(N_("复查通过")), lambda issue=issue: self._recheck(issue, True))
                pen.link(say(N_("退回重新整改")), lambda issue=issue: self._recheck(issue, False))

    def _before(self, pen: Pen) -> None:
        before = self.page.state.before(self.line)
        if before is None:
            return
        label, points, why = before
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("和上期比")))
        pen.pair(label, say(N_("{points} 分"), points=points) if points != "—" else "—")
        if why:
            pen.text(why, 12, "ink2")
            pen.space(10)

    def _notes(self, pen: Pen) -> None:
        line = self.line
        if line.note:
            pen.rule()
            pen.space(14)
            pen.heading(say(N_("说明")))
            pen.text(line.note, 14)
        if line.evidence.get("note"):
            pen.space(8)
            pen.text(line.evidence["note"], 12, "ink3")

    # ---- acts
    def _open(self, heap: Heap) -> None:
        label = f"{self.line.indicator.code} {spoken(heap.label)} · {heap.size:,}"
        self.page.bench.go_list(heap.record).only_these(heap.ids, label)

    def answer(self) -> None:
        """Take the typed score."""
        line, points, note = self.line, self.points.get(), self.remark.get()
        state = self.page.state
        if state.may_answer(line) == "score":
            self._answered(lambda: state.score(line, points, note))
        else:
            self._answered(lambda: state.answer(line, points, note))

    def _confirm(self) -> None:
        line, note = self.line, self.remark.get()
        self._answered(lambda: self.page.state.confirm(line, note))

    def _dropped(self, paths: list[Path]) -> None:
        """Files dropped on the pane become evidence of the line; a 草稿 has no place for them yet."""
        if self.files.state is None:
            toast.show(self, say(N_("还没有建立自查，先点“建立自查”，再添加证明材料。")))
        elif not self.files.state.may_edit:
            toast.show(self, say(N_("这里现在不能添加附件。")))
        else:
            self.files.add(paths)

    def _no(self) -> None:
        line, note = self.line, self.remark.get()
        self._answered(lambda: self.page.state.answer(line, "", note, applies=False))

    def problems(self, error: UserError) -> bool:
        """Show a refusal at the score field; False when it is about something else."""
        if isinstance(error, Problems) and "points" in error.fields and self.foot.winfo_manager():
            self.points.problem(say(error.fields["points"]))
            self.points.focus_set()
            return True
        return False

    def _recheck(self, issue: Any, passed: bool) -> None:
        self.page.act(lambda: self.page.state.recheck(issue["id"], passed, ""))

    def _ask_mend(self, issue: Any) -> None:
        box = Overlay(self.page.bench.root)
        Label(box.inside, say(N_("填整改")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 4))
        Label(box.inside, issue["problem"], 13, "ink2", wrap=412).pack(fill="x", padx=24, pady=(0, 10))
        fields = self._mend_fields(box)
        for name, field in fields.items():
            field.pack(fill="x", padx=24)
            field.put(str(issue.get(name) or ""))
        words = KeptWords(self.page.bench, "mend", issue["id"], fields, box)
        note(box.inside, words)
        ends(self.page.bench, box, fields, lambda texts: self.page.state.mend(issue["id"], texts),
             lambda: (words.done(), box.close()))
        box.open(fields["measure"])

    def _mend_fields(self, box: Overlay) -> dict[str, TextField]:
        def today() -> str:
            return self.page.bench.desk.today().isoformat()

        return {
            "measure": TextField(box.inside, say(N_("整改措施"))),
            "owner": TextField(box.inside, say(N_("责任人"))),
            "due_on": DateField(box.inside, say(N_("完成时限")), today=today, rest=rest_days, ahead=True),
            "done_on": DateField(box.inside, say(N_("完成日期")), today=today, rest=rest_days),
        }


def _nothing(pen: Pen) -> None:
    pen.space(120)
    pen.middle(say(N_("选一项指标，这里看为什么是这个分")))
