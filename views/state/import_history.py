"""What was done by hand in one import preview, taken back and done again step by step; and how often anew."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from center.importing import Preview
from center.importing.by_hand import ByHand
from center.words import say
from db.errors import UserError


@dataclass(frozen=True)
class Step:
    """One correction, answer or mapping.

    `place` is what it settled (the same twice is one thing to do again); `number` and `path` the cell to look at
    (0: none); `anew` says that the whole file was judged again; `kept` is what stood before it.
    """

    place: tuple
    template: str
    kept: ByHand
    params: dict[str, Any] = field(default_factory=dict)
    number: int = 0
    path: str = ""
    anew: bool = False

    @property
    def words(self) -> str:
        """What it is called."""
        return say(self.template, **self.params)


class History:
    """Two stacks of small steps. Every act on the preview goes through `do`."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self._done: list[Step] = []
        self._undone: list[Step] = []

    def do(
        self,
        work: Callable[[], object],
        place: tuple,
        template: str,
        *,
        cells: Iterable[tuple[int, str]] = (),
        answers: Iterable[int] = (),
        **about: Any,
    ) -> None:
        """Do `work()`, which changes only these cells and answers. What is refused leaves everything as it was."""
        kept = self.preview.by_hand(cells, answers)
        try:
            work()
        except UserError:
            self.preview.put_back(kept)
            raise
        self._done.append(Step(place, template, kept, **about))
        self._undone.clear()

    @property
    def places(self) -> int:
        """How many things would have to be done again if the preview were lost."""
        return len({step.place for step in self._done})

    def next(self, again: bool) -> Step | None:
        """The step that `turn` takes back or does again; None without one."""
        stack = self._undone if again else self._done
        return stack[-1] if stack else None

    def turn(self, again: bool) -> None:
        """Take back the newest step, or do again the one taken back last."""
        source, target = (self._undone, self._done) if again else (self._done, self._undone)
        step = source[-1]
        now = self.preview.by_hand(step.kept.cells, step.kept.answers)
        self.preview.put_back(step.kept)
        source.pop()
        target.append(replace(step, kept=now))
