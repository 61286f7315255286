"""临柜模式 in the import preview: names shortened and doors hidden as on lists, until Enter on a row uncovers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from center.importing.header import EXTRA, JOINED, MAPPED, UID
from center.words import N_, say
from views.state.counter import Counter, kinds

if TYPE_CHECKING:
    from center.importing.rows import PreviewRow as Line
    from views.state.import_parts import Problem, Shown
    from views.state.importing import ImportState

ASIDE = N_("（已隐去）")  # a column that is not imported: nobody knows what stands in it
TOLD = ("text", "near", "title", "written", "value")  # what a sentence quotes of the file or of the store


class ImportCover:
    """What may be seen of one preview. `counter` is the workbench's; without one everything may be seen."""

    def __init__(self, state: ImportState) -> None:
        self.state = state
        self.counter: Counter | None = None

    @property
    def on(self) -> bool:
        """Whether 临柜模式 is on."""
        return self.counter is not None and self.counter.on

    def covers(self, number: int) -> bool:
        """Whether the names and doors of a row of the file are hidden now."""
        # a row of the file is no row of the list: its number stands below zero there
        return self.on and self.counter.covers(self.state.record, -number)

    def uncover(self, number: int) -> bool:
        """Enter on a row. False when it is shown already, so that Enter does what it always does."""
        return self.on and number > 0 and self.counter.uncover(self.state.record, -number)

    def leave(self, number: int | None) -> bool:
        """She is at another row now. True when an open one was covered, so that it must be drawn again."""
        left = self.on and (number is None or self.covers(number))
        return left and self.counter.cover_all()

    def hides(self, number: int, path: str) -> bool:
        """Whether a cell may not be seen now, so that its editor starts from empty."""
        return bool(path) and self.covers(number) and bool(self._kind(path))

    def _kind(self, path: str) -> str:
        return kinds(self.state.record, (path,))[0] if path else ""

    def text(self, number: int, path: str, text: str) -> str:
        """A text of a mapped column as it may be seen; a name with figures in it is no `8 人` here."""
        if not self.hides(number, path):
            return text
        seen = self.counter.texts(self.state.record, -number, [path], [text])[0]
        return text[:1] + "*" * (len(text) - 1) if seen == text and self._kind(path) == "name" else seen

    def cell(self, row: Line, at: int, shown: Shown) -> Shown:
        """A cell of the sheet."""
        one = self.state.headings[at]
        if one.role == MAPPED and one.path != UID:
            if not self.hides(row.number, one.path):
                return shown
            text, was = (self.text(row.number, one.path, words) if words else "" for words in (shown.text, shown.was))
            return replace(shown, text=text, was=was if was != text else "")
        if one.role in (EXTRA, JOINED) and shown.text and self.covers(row.number):
            return replace(shown, text=say(ASIDE))
        return shown

    def problem(self, problem: Problem) -> Problem:
        """What is to be settled, as it may be read."""
        if not self.covers(problem.number):
            return problem
        words = problem.words
        if self._kind(problem.path) and problem.message is not None:
            message = problem.message
            params = {key: self.text(problem.number, problem.path, str(value)) if key in TOLD and value else value
                      for key, value in message.params.items()}
            words = say(type(message)(message.message, **params))
        return replace(problem, who=self.counter.person(problem.who) if problem.named else problem.who, words=words)

    def known(self, number: int, words: Sequence[str]) -> tuple[str, ...]:
        """Candidates, whose name stands first: `王芳 · 女 · 1980-03`."""
        if not self.covers(number):
            return tuple(words)
        parted = (one.partition(" · ") for one in words)
        return tuple(self.counter.person(name) + joint + rest for name, joint, rest in parted)

    def missing(self, problem: Problem) -> str:
        """The name of a record that is not there yet."""
        return self.text(problem.number, problem.path, problem.missing)
