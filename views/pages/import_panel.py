"""The panel beside the import sheet: what is to be settled, one thing open with its field or its answers."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.importing.cell import ASK, REFUSED
from center.words import N_, say
from db.record import record_name
from db.words import Listed
from views.kit import focus, overlay, theme
from views.kit.controls import Button, Chip, ChoiceField, Label, Panel, Pills, Rule, TextField
from views.kit.fields import submit_on_enter
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.state.import_parts import LEVEL_WORDS, LEVELS, TONES, Problem

if TYPE_CHECKING:
    from views.pages.importing import ImportPage

MOST = 120  # things drawn in the list; the rest is counted
WRAP = 296
SAME = 3  # buttons that answer one question of many rows
NAMED = 20  # names told before they are created


class ImportPanel(Panel):
    """`refresh()` after any change; `step(by)` goes to the next thing, `follow(number, at)` to the one at a cell."""

    def __init__(self, master: tk.Misc, page: ImportPage) -> None:
        super().__init__(master, "surface")
        self.page, self.place, self._problems = page, 0, []
        head = Panel(self)
        head.pack(fill="x", padx=22, pady=(20, 6))
        self.title = Label(head, "", 19, bold=True)
        self.title.pack(side="left")
        self.where = Label(head, "", 13, "ink3")
        self.where.pack(side="right")
        self.levels = Pills(self, [("", "")], self._level)
        self.levels.pack(anchor="w", padx=12, pady=(4, 10))
        self.bind("<Configure>", lambda event: self.levels.fit(event.width - theme.px(24)), add="+")
        Rule(self).pack(fill="x")
        self.box = Panel(self, "selected")
        self._box()
        self.rule = Rule(self)
        self.scroller, self.flow = scrolled(self)
        self.scroller.pack(fill="both", expand=True)
        self.flow.write(_nothing)

    def _box(self) -> None:
        bar = Panel(self.box, "accent", width=3, height=1)
        tk.Pack.pack_configure(bar, side="left", fill="y")
        inside = Panel(self.box)
        inside.pack(side="left", fill="both", expand=True, padx=(19, 22), pady=14)
        top = Panel(inside)
        top.pack(fill="x")
        self.chip = Chip(top)
        self.chip.pack(side="left")
        self.name = Label(top, "", 14, bold=True)
        self.name.pack(side="left", padx=(8, 0))
        self.who = Label(top, "", 13, "ink3")
        self.who.pack(side="right")
        self.words = Label(inside, "", 14, "ink2", wrap=WRAP)
        self.words.pack(fill="x", pady=(8, 8))
        self.known = Label(inside, "", 13, "ink2", wrap=WRAP)
        self.edit = Panel(inside)
        self.field = TextField(self.edit, "", hint=say(N_("改成")))
        self.choice = ChoiceField(self.edit, "", lambda typed: self._codes(typed))
        self.fix = Button(self.edit, say(N_("改好")), self.correct)
        self.fix.pack(side="right", anchor="n", padx=(8, 0))
        submit_on_enter(self.field, self.correct)
        self.answers = Panel(inside)
        self.first_answer = Button(self.answers, "", lambda: self._answer(0))
        self.second_answer = Button(self.answers, "", lambda: self._answer(1))
        self.same_answers = [Button(inside, "", lambda place=place: self._answer_same(place)) for place in range(SAME)]
        self.all_answer = Button(inside, say(N_("缺的都新建")), self._ask_create)
        self.build = Button(inside, say(N_("没有的楼和户，按名单建")), self._build, icon="building", height=28)
        self.skip = Button(inside, say(N_("这行不导入")), self._skip, rank="quiet", height=28)

    def _codes(self, typed: str) -> list[tuple[str, str]]:
        problem = self.problem
        known = self.page.state.codes(problem) if problem and self.page.state else []
        return [one for one in known if typed.strip() in one[1]]

    # ---- what is shown
    @property
    def problem(self) -> Problem | None:
        """The open one."""
        return self._problems[self.place] if 0 <= self.place < len(self._problems) else None

    def refresh(self) -> None:
        """Everything anew; the same place stays open."""
        state = self.page.state
        if state is None:
            self.title.put("")
            self.where.put("")
            self._problems = []
            self.levels.set_choices([("", "")])
            self.box.pack_forget()
            self.flow.write(_nothing)
            return
        todo = state.how_many(REFUSED) + state.how_many(ASK)
        self.title.put(say(N_("要处理的 {count} 处"), count=todo) if todo else say(N_("可以导入了")))
        self.levels.set_choices(
            [(level, say(LEVEL_WORDS[level]), state.how_many(level)) for level in LEVELS if state.how_many(level)]
            or [("", say(N_("没有问题")))]
        )
        if self.levels.chosen in LEVELS:
            state.level = self.levels.chosen
        self._problems = state.problems()
        self.place = max(0, min(self.place, len(self._problems) - 1))
        self._open()

    def first(self) -> None:
        """After a file was read: the worst level, its first thing."""
        state = self.page.state
        self.place = 0
        self.levels.chosen = state.level
        self.refresh()
        if self.problem:
            self.page.show_cell(self.problem.number, self.problem.at)

    def _level(self, level: str) -> None:
        if level in LEVELS and self.page.state is not None:
            self.page.state.level = level
            self.place = 0
            self.refresh()
            if self.problem:
                self.page.show_cell(self.problem.number, self.problem.at)

    def step(self, by: int) -> None:
        """The next or the previous thing, and its cell; the open one first when the sheet stands elsewhere."""
        here = self.problem
        if here and by > 0 and not self.page.stands_at(here.number, here.at):
            self.go_to(self.place)
        elif self._problems:
            self.go_to((self.place + by) % len(self._problems))

    def go_to(self, place: int) -> None:
        """Open one thing and show its cell."""
        self.place = place
        self._open()
        problem = self.problem
        if problem:
            self.page.show_cell(problem.number, problem.at)

    def follow(self, number: int, at: int) -> None:
        """The cursor of the sheet came to a cell: open what is said about it."""
        here = self.problem
        if here and (here.number, here.at) == (number, at):
            return
        found = next((nth for nth, one in enumerate(self._problems) if (one.number, one.at) == (number, at)), None)
        if found is not None:
            self.place = found
            self._open()

    def look_at(self, number: int, at: int) -> None:
        """Show a cell and open what is said about it, at whatever level."""
        state = self.page.state
        for level in LEVELS:
            places = ((one.number, one.at) for one in state.problems(level))
            found = next((nth for nth, place in enumerate(places) if place == (number, at)), None)
            if found is not None:
                state.level = self.levels.chosen = level
                self.place = found
                self.refresh()
                break
        self.page.show_cell(number, at)

    def _open(self) -> None:
        problem = self.problem
        count = len(self._problems)
        self.where.put(f"{self.place + 1} / {count}" if count else "")
        if problem is None:
            self.box.pack_forget()
            self.rule.pack_forget()
        else:
            self._fill(problem)
            self.box.pack(fill="x", before=self.scroller)
            self.rule.pack(fill="x", before=self.scroller)
        self.flow.write(self._write)

    def _fill(self, problem: Problem) -> None:
        self.chip.put(problem.address, TONES[problem.level])
        self.name.put(problem.label)
        state = self.page.state
        seen = state.cover.problem(problem)
        self.who.put(seen.who)
        self.words.put(seen.words)
        known = state.candidates(problem)
        self.known.put("；".join(known))
        _pack(self.known, bool(known), fill="x", pady=(0, 8))
        self._fill_edit(problem)
        answers = state.answers(problem)
        for button, answer in zip((self.first_answer, self.second_answer), (*answers, None, None), strict=False):
            if answer:
                button.configure(text=answer[1])
                button.pack(side="left", fill="x", expand=True, padx=(0 if button is self.first_answer else 8, 0))
            else:
                button.pack_forget()
        _pack(self.answers, bool(answers), fill="x", pady=(4, 2))
        same = state.answers_for_all(problem)[:SAME]
        for button in self.same_answers:
            button.pack_forget()
        for button, (_answer, words) in zip(self.same_answers, same, strict=False):
            button.configure(text=words)
            button.pack(fill="x", pady=(8, 0))
        several = problem.missing and len({one.missing for one in self._problems if one.missing}) > 1
        _pack(self.all_answer, bool(several), fill="x", pady=(8, 0))
        _pack(self.build, state.names_place(problem), fill="x", pady=(8, 0))
        _pack(self.skip, problem.level == REFUSED, anchor="w", pady=(4, 0))

    def _fill_edit(self, problem: Problem) -> None:
        state = self.page.state
        codes = state.codes(problem)
        use, other = (self.choice, self.field) if codes else (self.field, self.choice)
        other.pack_forget()
        use.pack(side="left", fill="x", expand=True)
        if codes:
            self.choice.put("", "")
        else:
            self.field.put(state.own_text(problem))
        _pack(self.edit, problem.level in (REFUSED, ASK) and bool(problem.path), fill="x")

    def _write(self, pen: Pen) -> None:
        for place, problem in enumerate(self._problems[:MOST]):
            if place != self.place:
                self._item(pen, place, problem)
        left = len(self._problems) - MOST
        if left > 0:
            pen.space(12)
            pen.text(say(N_("后面还有 {count} 处"), count=left), 13, "ink3")
        if not self._problems:
            _nothing(pen)
        pen.space(16)

    def _item(self, pen: Pen, place: int, problem: Problem) -> None:
        top = pen.y
        pen.space(12)
        seen = self.page.state.cover.problem(problem)
        pen.problem(problem.address, TONES[problem.level], problem.label, seen.who, seen.words)
        pen.space(12)
        pen.rule()
        pen.area(top, lambda: self.go_to(place))

    # ---- acts
    def correct(self) -> None:
        """Take what was typed."""
        problem = self.problem
        if problem is None:
            return
        field = self.choice if self.page.state.codes(problem) else self.field
        text = field.get()
        self.page.act(lambda: self.page.state.correct(problem.number, problem.path, text))
        if self.problem:
            self.page.show_cell(self.problem.number, self.problem.at)

    def _answer(self, place: int) -> None:
        problem = self.problem
        if problem is not None:
            answer = self.page.state.answers(problem)[place][0]
            self._settle(lambda: self.page.state.answer(problem, answer))

    def _answer_same(self, place: int) -> None:
        problem = self.problem
        if problem is not None:
            answer = self.page.state.answers_for_all(problem)[place][0]
            self._settle(lambda: self.page.state.answer_all(problem, answer))

    def _settle(self, work) -> None:
        """Do it; the pressed button may be gone then, so the keys go on in the sheet, at what comes next."""
        self.page.act(work)
        if self.problem:
            self.page.show_cell(self.problem.number, self.problem.at)
        pressed = focus.focused(self)
        if pressed is None or not pressed.winfo_viewable():
            self.page.grid_.focus_set()

    def _ask_create(self) -> None:
        """What would be made is read before it is made: a misspelt name is one branch too many."""
        names = self.page.state.will_create()
        told = say(Listed(names[:NAMED])) + (say(N_(" 等")) if len(names) > NAMED else "")

        def answer(key: str) -> None:
            if key == "create":
                self._settle(self.page.state.create_all)

        buttons = [("no", say(N_("取消"))), ("create", say(N_("都新建")))]
        overlay.ask(self.page.bench.root, say(N_("要新建这 {count} 个吗？"), count=len(names)), told, buttons, answer)

    def _build(self) -> None:
        """Doors and buildings that the file names and that are not there: offered for creation on their own page."""
        state = self.page.state
        self.page.bench.show("intake").take(state.preview.table, state.path, record_name(state.record))

    def _skip(self) -> None:
        problem = self.problem
        if problem is not None:
            self._settle(lambda: self.page.state.skip(problem))


def _pack(widget, on: bool, **options) -> None:
    if on:
        widget.pack(**options)
    else:
        widget.pack_forget()


def _nothing(pen: Pen) -> None:
    pen.space(60)
    pen.icon("check")
    pen.space(6)
    pen.middle(say(N_("这里会列出要看一眼的格子")))
