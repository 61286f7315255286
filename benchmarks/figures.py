"""One measured figure: ours beside its floor or rival of the same run, so that another machine's noise cancels out."""
from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """`ours` and `other` are medians in `unit`; `against` says what the other is.

    The goal is the most that `ratio` may be, or, in a unit of time, the most that `ours` may be.
    """

    name: str
    ours: float
    other: float
    against: str
    unit: str = "s"
    most_ratio: float | None = None
    most: float | None = None

    @property
    def ratio(self) -> float:
        """How many times the other's time is ours."""
        return self.ours / self.other if self.other else 0.0

    @property
    def kept(self) -> bool | None:
        """Whether the goal is kept; None without one."""
        if self.most is not None:
            return self.ours <= self.most
        return None if self.most_ratio is None else self.ratio <= self.most_ratio

    def line(self) -> str:
        """The row of the table."""
        goal = f"≤ {self.most:g} {self.unit}" if self.most is not None else f"≤ {self.most_ratio or 0:g} ×"
        goal = "–" if self.kept is None else goal
        verdict = {True: "kept", False: "MISSED", None: ""}[self.kept]
        return (f"{self.name:34} {self.ours:10.3f} {self.unit:3} {self.other:10.3f} {self.unit:3} {self.ratio:8.2f} × "
                f"{goal:>10} {verdict:7} {self.against}")


HEADING = f"{'what':34} {'ours':>14} {'other':>14} {'ratio':>10} {'goal':>10} {'':7} against"


def packed(figures: list[Figure]) -> str:
    """The figures as one line for a parent process."""
    return json.dumps([asdict(figure) for figure in figures], ensure_ascii=False)


def unpacked(line: str) -> list[Figure]:
    """The figures of such a line."""
    return [Figure(**values) for values in json.loads(line)]


def seconds(act) -> tuple[float, object]:
    """(seconds on the wall, what the act returned)."""
    start = perf_counter()
    result = act()
    return perf_counter() - start, result


def middle(acts: dict[str, object], rounds: int) -> dict[str, float]:
    """Medians of acts run in turn, so that what else the machine does falls on all of them."""
    taken: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(rounds):
        for name, act in acts.items():
            taken[name].append(seconds(act)[0])
    return {name: median(times) for name, times in taken.items()}
