"""What may be answered to one question of an import preview, and the answer given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.importing.cell import ASK
from center.importing.rows import EMPTY_VALUE, MISSING, OTHER_NAME, SAME_PERSON, TWIN
from center.words import N_, say

if TYPE_CHECKING:
    from views.state.import_parts import Problem
    from views.state.importing import ImportState


def answers(state: ImportState, problem: Problem) -> list[tuple[str, str]]:
    """(answer, words) of the buttons for a question; [] when it is not one."""
    if problem.level != ASK:
        return []
    if problem.why == MISSING:
        name = state.cover.missing(problem)
        return [("create", say(N_("新建“{name}”"), name=name)), ("skip", say(N_("这行不导入")))]
    if problem.why == TWIN and "姓名、电话" not in problem.words:
        return [("same", say(N_("是同一人，更新"))), ("skip", say(N_("这行不导入")))]
    if problem.why in (SAME_PERSON, TWIN):
        return [("same", say(N_("是同一人，更新"))), ("new", say(N_("不是，新建")))]
    if problem.why == OTHER_NAME:
        return [("same", say(N_("是同一人，更新"))), ("skip", say(N_("这行不导入")))]
    if problem.why == EMPTY_VALUE:
        return [("new", say(N_("先空着"))), ("skip", say(N_("这行不导入")))]
    return [("skip", say(N_("这行不导入")))]


def give(state: ImportState, problem: Problem, answer: str) -> None:
    """Give one of `answers`, or leave the row out (`skip`); the state counts anew afterwards."""
    preview, row = state.preview, state.preview.rows[problem.index]
    about = {"number": problem.number, "path": problem.path, "params": {"number": problem.number}}
    if answer == "create":
        place = ("create", problem.path, problem.missing)
        made = lambda: preview.create(problem.path, problem.missing)  # noqa: E731
        state.history.do(made, place, N_("第 {number} 行的回答"), **about)
        return
    person = row.candidates[0][0] if answer == "same" and row.candidates else None
    words = N_("第 {number} 行不导入") if answer == "skip" else N_("第 {number} 行的回答")
    given = lambda: preview.answer(problem.index, answer, person)  # noqa: E731
    state.history.do(given, ("answer", problem.number), words, answers=[problem.number], **about)


def create_all(state: ImportState) -> None:
    """Make every record that rows name and that is not there."""
    state.history.do(lambda: setattr(state.preview, "create_missing", True), ("create_all",), N_("缺的都新建"))
