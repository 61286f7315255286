"""All benchmarks, or the named ones: `python -m benchmarks [import save roster list grid search window day …]`.

Each stage runs in a process of its own, so that none inherits another's memory or warm caches. The last line is for
machines: `BENCH {"stage": [figures…], …}`. Exit code 1 when a goal was missed or a stage failed.
"""
from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from benchmarks.figures import HEADING, Figure, packed, unpacked

TOP = Path(__file__).resolve().parent.parent


def importing() -> list[Figure]:
    from benchmarks.importing import measure

    return measure()


def saving() -> list[Figure]:
    from benchmarks.saving import measure

    return measure()


def roster() -> list[Figure]:
    from benchmarks.papers import roster_xlsx

    found = roster_xlsx(100_000)
    rivals = {"XlsxWriter": "XlsxWriter in constant memory, cpu time", "floor": "the least XML that holds the words"}
    return [Figure("roster of 100,000 rows to Excel", found["ours"], found[name], words)
            for name, words in rivals.items() if name in found]


def listing() -> list[Figure]:
    from benchmarks.papers import list_pdf

    found = list_pdf(10_000)
    return [Figure("list of 10,000 rows to PDF", found["ours"], found["floor"], "the least PDF that holds the words")]


def search() -> list[Figure]:
    from benchmarks.search import measure

    return measure(20_000)


def search_million() -> list[Figure]:
    from benchmarks.search import measure

    return measure(1_000_000)


def grid() -> list[Figure]:
    from benchmarks.grid import GOALS, measure

    found = measure()
    floor = statistics.median(found["floor"])
    names = {"show": "grid of 100,000 rows, shown", "scroll": "grid, one scroll step", "jump": "grid, jump to a row"}
    return [Figure(words, statistics.median(found[name]), floor, "a bare canvas with as many texts", "ms",
                   most=GOALS[name])
            for name, words in names.items()]


def window() -> list[Figure]:
    from benchmarks.window import measure

    return measure()


def offering() -> list[Figure]:
    from benchmarks.offering import measure

    return measure()


def day() -> list[Figure]:
    from benchmarks.day import measure

    return measure()


def places() -> list[Figure]:
    from benchmarks.places import measure

    return measure()


def picture() -> list[Figure]:
    from benchmarks.picture import measure

    return measure()


def cases() -> list[Figure]:
    from benchmarks.cases import measure

    return measure()


STAGES: dict[str, Callable[[], list[Figure]]] = {
    "save": saving, "import": importing, "roster": roster, "list": listing, "grid": grid, "search": search,
    "search-million": search_million, "window": window, "day": day,
    "offer": offering, "places": places, "picture": picture,
    "cases": cases,
}
WITH_WINDOW = ("grid", "window", "day", "places", "picture", "cases")


def main() -> int:
    """Run what is asked, print a line a figure as it comes and the machine line at the end."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    asked.add_argument("stages", nargs="*", help=f"any of: {', '.join(STAGES)} (all)")
    asked.add_argument("--stage", choices=STAGES, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if unknown := set(options.stages) - set(STAGES):
        asked.error(f"no such stage: {', '.join(sorted(unknown))}; there are {', '.join(STAGES)}")
    if options.stage:
        with contextlib.redirect_stdout(sys.stderr):
            figures = STAGES[options.stage]()
        print(packed(figures))
        return 0
    return run_all(options.stages or list(STAGES))


def run_all(names: list[str]) -> int:
    """Every stage in a process of its own; 1 when one missed its goal or failed."""
    print(HEADING, flush=True)
    results: dict[str, list[Figure]] = {}
    failed = []
    for name in names:
        done = subprocess.run(command(name), cwd=TOP, capture_output=True, text=True, check=False)
        if done.returncode:
            failed.append(name)
            print(f"{name}: failed\n{done.stderr.strip()[-2000:]}", flush=True)
            continue
        results[name] = unpacked(done.stdout.splitlines()[-1])
        for figure in results[name]:
            print(figure.line(), flush=True)
    machine = {name: [asdict(figure) | {"ratio": round(figure.ratio, 3)} for figure in figures]
               for name, figures in results.items()}
    print("BENCH " + json.dumps(machine, ensure_ascii=False))
    missed = [figure for figures in results.values() for figure in figures if figure.kept is False]
    return 1 if failed or missed else 0


def command(name: str) -> list[str]:
    """The child's command line; a window needs a screen."""
    bare = name in WITH_WINDOW and os.name == "posix" and not os.environ.get("DISPLAY")
    start = ["xvfb-run", "-a"] if bare else []
    return [*start, sys.executable, "-m", "benchmarks", "--stage", name]


if __name__ == "__main__":
    raise SystemExit(main())
