"""`make look-all`: every page at every size, scale, mode and language as a picture, with what the reader says of it.

Takes an hour or more and is no test; the pictures and `faults.txt` stand in the folder that is given. The looks that
differ most come first, so a run that is stopped has seen the most it could, and `faults.txt` grows while it goes.
`--only zh_CN` (or a page, or a scale as 1.5) keeps to the looks and pages that have it; may be given several times.
`--part 1/8` does the first eighth of the looks, `--part 2/8` the next. `--read` reads only, without pictures.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from itertools import product
from pathlib import Path

from center import opening
from center.demo.making import PASSWORD, USER
from tests.gui.geometry import faults
from tests.gui.pairs import all_pairs
from tests.gui.test_fits import FACTORS
from tests.gui.walking import PAGES, furnish, walk
from tests.stores import Clock, demo_store
from views import screen
from views.kit.pictures import snapshot
from views.window import Window

SIZES = (*FACTORS["size"], (1920, 1080))
SCREEN = (1920, 1200)


def looks(only: list[str]) -> list[dict]:
    """All of them: first those in which every two values meet, then the others, built anew as seldom as may be."""
    names = ("scale", "language", "size", "mode")
    factors = {**{name: FACTORS[name] for name in names}, "size": SIZES}
    rows = (dict(zip(names, row, strict=True)) for row in product(*factors.values()))
    first = all_pairs(factors)
    kept = {word for word in only if word not in PAGES}
    return [
        look for look in (*first, *(row for row in rows if row not in first))
        if kept <= {_word(value) for value in look.values()}
    ]


def part_of(rows: list[dict], part: str) -> list[dict]:
    """Those of one part: `2/8` is the second eighth. ValueError when it is not such a part."""
    number, _stroke, of = part.partition("/")
    if not 1 <= int(number) <= int(of):
        raise ValueError(part)
    return rows[(int(number) - 1) * len(rows) // int(of):int(number) * len(rows) // int(of)]


def _word(value: object) -> str:
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


def main(argv: list[str]) -> int:
    """Draw and read; 1 when there were faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("out/look-all"))
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--read", action="store_true")
    given = parser.parse_args(argv)
    pages = [word for word in given.only if word in PAGES] or list(PAGES)
    rows = part_of(looks(given.only), given.part)
    given.to.mkdir(parents=True, exist_ok=True)
    told = given.to / f"faults{given.part.replace('/', 'of') if given.part != '1/1' else ''}.txt"
    with tempfile.TemporaryDirectory(prefix="dangqun-all-") as place, screen.own_screen(*SCREEN):
        shutil.copytree(demo_store(), Path(place) / "data")
        window = Window(Path(place) / "data", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
        window.work(opening.sign_in(window.folder, USER, PASSWORD, clock=Clock()))
        count = 0
        with told.open("w", encoding="utf-8", buffering=1) as file:
            for number, look in enumerate(rows, 1):
                found = _one(window, look, pages, None if given.read else given.to)
                print(f"{number}/{len(rows)} {_name(look)}: {len(found)}", *found, sep="\n  ", file=sys.stderr)
                file.writelines(f"{line}\n" for line in found)
                count += len(found)
        window.close()
    print(f"{len(rows)} looks in {given.to}, {count} faults")
    return 1 if count else 0


def _one(window: Window, look: dict, pages: list[str], to: Path | None) -> list[str]:
    furnish(window, **look)
    found = []
    for page in walk(window, pages):
        found += faults(f"{page} ({_name(look)})", window.root)
        if to is not None:
            snapshot(window.root, to / f"{page.replace(' ', '_')}-{_name(look)}.png")
    return found


def _name(look: dict) -> str:
    return "-".join(_word(value) for value in look.values())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
