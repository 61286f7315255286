"""One question that many rows of an import carry, answered for all of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.importing.cell import ASK
from center.importing.rows import ASK_ROW, EMPTY_VALUE, SAME_PERSON
from center.words import N_, say

if TYPE_CHECKING:
    from views.state.import_parts import Problem
    from views.state.importing import ImportState

MOST_CODES = 2  # a button each; of a longer list none may be the right one for all
SET = "="  # `=正式党员` writes this name into the column of every row


def answers(state: ImportState, problem: Problem) -> list[tuple[str, str]]:
    """(answer, words) for the rows that are asked the same; [] where only one is, or where each must be looked at."""
    if problem.why not in (EMPTY_VALUE, SAME_PERSON):
        return []
    rows, free, found = state.alike(problem), _only_asked(state, problem), []
    if problem.why == EMPTY_VALUE and len(rows) > 1:
        words = N_("{count} 行全部设为{name}")
        names = [name for name, _label in state.codes(problem)][:MOST_CODES]
        found = [(SET + name, say(words, count=f"{len(rows):,}", name=name)) for name in names]
    if len(free) > 1:
        words = N_("{count} 行都先空着") if problem.why == EMPTY_VALUE else N_("{count} 行都是新的人")
        found.append(("new", say(words, count=f"{len(free):,}")))
    return found


def give(state: ImportState, problem: Problem, answer: str) -> None:
    """Give one of `answers`; the state counts anew afterwards."""
    preview, place = state.preview, ("alike", problem.why, problem.path)
    about = {"number": problem.number, "path": problem.path}
    if answer.startswith(SET):
        rows, words = state.alike(problem), N_("{count} 行的{label}")
        params = {"count": f"{len(rows):,}", "label": problem.label}
        work = lambda: preview.correct_all(rows, problem.path, answer.removeprefix(SET))  # noqa: E731
        cells = [(preview.rows[index].number, problem.path) for index in rows]
        state.history.do(work, place, words, cells=cells, params=params, **about)
        return
    free = _only_asked(state, problem)
    numbers = [preview.rows[index].number for index in free]
    params = {"count": f"{len(free):,}"}
    work = lambda: preview.answer_all(answer, free)  # noqa: E731
    state.history.do(work, place, N_("{count} 行的回答"), answers=numbers, params=params, **about)


def _only_asked(state: ImportState, problem: Problem) -> list[int]:
    """Rows asked nothing but this: an answer speaks for a whole row, so one with another question stays asked."""
    rows = state.preview.rows
    return [index for index in state.alike(problem)
            if rows[index].state == ASK_ROW and _asked(rows[index]) == {problem.why}]


def _asked(row) -> set[str]:
    return {fault.why for fault in row.faults if fault.level == ASK}
