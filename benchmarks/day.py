"""A day's acts at the real window, ten times over: does its memory grow?

Each tenth: 200 page switches, 50 saves, 30 dialogs, 10 imports and 10 exports, through the pages themselves. What
the process holds after the last tenth is compared with what it held after the first.
"""

from __future__ import annotations

import gc
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.grid import memory

TENTHS, SWITCHES, SAVES, DIALOGS, IMPORTS, EXPORTS = 10, 200, 50, 30, 10, 10
MOST_GROWTH, PATIENCE = 1.10, 30.0
ROWS = 5  # of a sheet that is imported


class Day:
    """One window on a demo centre, and what a clerk does there."""

    def __init__(self, folder: Path) -> None:
        from views.window import Window, open_demo

        self.folder, self.number = folder, 0
        self.window = Window(folder / "data", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
        self.window.work(open_demo(folder / "data"))
        self.bench, self.root = self.window.bench, self.window.root
        self.root.focus_force()
        self.places = [one.key for group in self.bench.groups for one in group.places]

    def until(self, there: Callable[[], object]) -> None:
        """Let the window work until something is there."""
        end = time.monotonic() + PATIENCE
        while not there():
            assert time.monotonic() < end, "the window did not get there in time"
            self.root.after(2, lambda: None)
            self.root.tk.dooneevent()
        self.root.update()

    def tenth(self) -> float:
        """A tenth of the day; megabytes held after it."""
        for nth in range(SWITCHES):
            self.bench.go(self.places[nth % len(self.places)])
            self.root.update()
        for _ in range(SAVES):
            self.save()
        for _ in range(DIALOGS):
            self.dialog()
        for _ in range(IMPORTS):
            self.bring_in()
        for _ in range(EXPORTS):
            self.hand_out()
        gc.collect()
        return memory()

    def save(self) -> None:
        """A new branch, typed into its form."""
        from db.models.members import Branch

        self.number += 1
        page = self.bench.go_form(Branch)
        page.form.fields["name"].put(f"测试第{self.number}党支部")
        page.save()
        self.until(lambda: self.bench.key == "list:branches")

    def dialog(self) -> None:
        """A question, answered by its last button."""
        from views.kit import overlay

        answers: list[str] = []
        overlay.ask(self.root, "要继续吗", "", [("no", "不"), ("yes", "继续")], answers.append)
        self.root.update()
        self.root.kit_overlay.close()
        self.until(lambda: getattr(self.root, "kit_overlay", None) is None)

    def bring_in(self) -> None:
        """A small sheet of new branches, previewed and taken."""
        sheet = self.folder / "in.csv"
        first = self.number + 1
        self.number += ROWS
        lines = [f"测试第{number}党支部" for number in range(first, self.number + 1)]
        sheet.write_text("\n".join(["党组织名称", *lines]) + "\n", encoding="utf-8")
        page = self.bench.show("import:branches")
        page.read(sheet)
        self.until(lambda: not self.window.jobs.busy)
        page.apply()
        self.until(lambda: not self.window.jobs.busy)

    def hand_out(self) -> None:
        """The list of branches as Excel."""
        self.bench.go("branches")
        page = self.bench.page
        page.handing.export(list(page.state.ids()), self.folder / "out.xlsx")
        self.until(lambda: not self.window.jobs.busy)


def measure() -> list[Figure]:
    """Megabytes after the last tenth beside those after the first."""
    with tempfile.TemporaryDirectory() as place:
        day = Day(Path(place))
        held = [day.tenth() for _ in range(TENTHS)]
        branches = day.number
        day.window.close()
    words = f"after the first tenth; {branches} branches made; MB: " + " ".join(f"{one:.0f}" for one in held)
    return [Figure("memory after a day's acts", held[-1], held[0], words, "MB", most_ratio=MOST_GROWTH)]
