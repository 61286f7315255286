"""`make look-all`: every page at every size, scale, mode and language as a picture, with what the reader says of it.

Takes many minutes and is no test; the pictures and `faults.txt` stand in the folder that is given.
`--only zh_CN` (or a page, or a scale as 1.5) keeps to the looks and pages that have it; may be given several times.
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
from tests.gui.test_fits import FACTORS
from tests.gui.walking import PAGES, furnish, walk
from tests.stores import Clock, demo_store
from views import screen
from views.kit.pictures import snapshot
from views.window import Window

SIZES = (*FACTORS["size"], (1920, 1080))
SCREEN = (1920, 1200)


def looks(only: list[str]) -> list[dict]:
    """All of them, ordered so that the window is built anew as seldom as may be."""
    names = ("scale", "language", "size", "mode")
    rows = product(FACTORS["scale"], FACTORS["language"], SIZES, FACTORS["mode"])
    found = [dict(zip(names, row, strict=True)) for row in rows]
    kept = {word for word in only if word not in PAGES}
    return [look for look in found if kept <= {_word(value) for value in look.values()}]


def _word(value: object) -> str:
    return "x".join(map(str, value)) if isinstance(value, tuple) else str(value)


def main(argv: list[str]) -> int:
    """Draw and read; 1 when there were faults."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=Path("out/look-all"))
    parser.add_argument("--only", action="append", default=[])
    given = parser.parse_args(argv)
    pages = [word for word in given.only if word in PAGES] or list(PAGES)
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dangqun-all-") as place, screen.own_screen(*SCREEN):
        shutil.copytree(demo_store(), Path(place) / "data")
        window = Window(Path(place) / "data", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
        window.work(opening.sign_in(window.folder, USER, PASSWORD, clock=Clock()))
        found = []
        for look in looks(given.only):
            found += _one(window, look, pages, given.to)
        window.close()
    (given.to / "faults.txt").write_text("\n".join(found) + "\n", encoding="utf-8")
    print(f"{len(list(given.to.glob('*.png')))} pictures in {given.to}, {len(found)} faults")
    return 1 if found else 0


def _one(window: Window, look: dict, pages: list[str], to: Path) -> list[str]:
    furnish(window, **look)
    name, found = "-".join(_word(value) for value in look.values()), []
    for page in walk(window, pages):
        found += faults(f"{page} ({name})", window.root)
        snapshot(window.root, to / f"{page.replace(' ', '_')}-{name}.png")
    print(f"{name}: {len(found)}", *found, sep="\n  ", file=sys.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
