"""The DataGrid at 100,000 rows against its goals: shown within 100 ms, 16 ms a scroll step, memory flat.

Run with a screen: `xvfb-run -a python benchmarks/grid.py`. Rows come from a SQLite file in memory, as in life.
Every time includes drawing (an X round trip after `update`).
"""

from __future__ import annotations

import sqlite3
import statistics
import sys
import time
from array import array
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

ROWS = 100_000
STEPS = 300
GOALS = {"show": 100.0, "scroll": 16.0, "page": 16.0, "jump": 16.0, "growth": 15.0}


def memory() -> float:
    """Resident megabytes of this process (Linux; 0 elsewhere)."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * 4096 / 1e6


def store() -> sqlite3.Connection:
    """Invented people, ten columns."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE p (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h, i, j)")
    rows = (
        (n, f"居民{n}", "男女"[n % 2], str(n % 90), f"138 {n % 9000:04d} {n % 7000:04d}", f"和平里{n % 30}号楼{n % 6}单元{n % 900}",
         f"第{n % 12}网格", "党员、志愿者" if n % 5 == 0 else "", "2026-03-18", "汉族", "高中")
        for n in range(1, ROWS + 1)
    )  # fmt: skip
    connection.executemany("INSERT INTO p VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)
    return connection


def timed(window, act) -> float:
    """Milliseconds of one act, drawn."""
    begin = time.perf_counter()
    act()
    window.update()
    window.winfo_pointerxy()
    return (time.perf_counter() - begin) * 1000


def make(window, connection):
    """The grid of a list page."""
    from views.kit.grid import DataGrid
    from views.kit.grid_columns import Column

    def fetch(ids):
        marks = ",".join("?" * len(ids))
        return [(row[0], row[1:]) for row in connection.execute(f"SELECT * FROM p WHERE id IN ({marks})", ids)]

    labels = "姓名 性别 年龄 手机 住址 网格 标签 更新 民族 学历".split()
    widths = (92, 56, 64, 138, 200, 86, 160, 104, 70, 70)
    columns = [Column(label, label, width) for label, width in zip(labels, widths, strict=True)]
    columns[0].look, columns[4].flex, columns[6].look = "title", True, "chips"
    return DataGrid(window, columns, fetch, checks=True)


def measure() -> dict[str, list[float]]:
    """Milliseconds by act, and megabytes by which memory grew over all scrolling."""
    from views.kit import start

    start.prepare("light", 1.0)
    window = start.window("benchmark", 1440, 900)
    window.update()
    connection = store()
    ids = array("q", (row[0] for row in connection.execute("SELECT id FROM p")))
    grid = make(window, connection)

    def show() -> None:
        grid.pack(fill="both", expand=True)
        grid.show(ids)

    found = {"show": [timed(window, show)]}
    before = memory()
    found["scroll"] = [timed(window, lambda: grid.view.scroll(3)) for _ in range(STEPS)]
    found["page"] = [timed(window, lambda: grid.step_page(1)) for _ in range(STEPS)]
    found["jump"] = [timed(window, lambda n=n: grid.select(n * 7919 % ROWS)) for n in range(STEPS)]
    found["select"] = [timed(window, lambda: grid.step(1)) for _ in range(STEPS)]
    found["growth"] = [memory() - before]
    start.close(window)
    return found


def main() -> int:
    """Print the table; 1 if a goal was missed."""
    missed = 0
    for name, times in measure().items():
        times.sort()
        median, p95 = statistics.median(times), times[int(len(times) * 0.95) if len(times) > 1 else 0]
        goal = GOALS.get(name)
        late = goal is not None and p95 > goal
        missed += late
        unit = "MB" if name == "growth" else "ms"
        print(f"{name:8} median {median:6.1f}  p95 {p95:6.1f} {unit}  goal {goal or '-'}{'  MISSED' if late else ''}")
    return 1 if missed else 0


if __name__ == "__main__":
    raise SystemExit(main())
