"""`look --to DIR`: a picture of every page, light and dark, at 1.0 and 1.5, on an Xvfb of our own."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from db.errors import Missing
from views import screen
from views.headless import SAMPLE, settle
from views.window import Window, open_demo

SCREEN = (1600, 1000)
LOOKS = (
    ("light", 1.0, (1440, 900)),
    ("dark", 1.0, (1440, 900)),
    ("light", 1.0, (1366, 768)),
    ("light", 1.5, (1366, 768)),
    ("dark", 1.5, (1440, 900)),
)


def look(to: Path) -> int:
    """Write the pictures; prints where. Raises Missing without Xvfb."""
    if not screen.can_make():
        raise Missing(screen.NO_XVFB)
    to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dangqun-look-") as place:
        master = Path(place) / "master"
        open_demo(master).close()
        with screen.own_screen(*SCREEN):  # one for all: Tk does not survive its screen
            for mode, scale, size in LOOKS:
                _all(master, Path(place), to, mode, scale, size)
    print(f"{len(list(to.glob('*.png')))} 张画面：{to}")
    return 0


def _all(master: Path, place: Path, to: Path, mode: str, scale: float, size: tuple[int, int]) -> None:
    from views.kit.pictures import snapshot

    folder = place / "data"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(master, folder)
    width, height = (round(side / scale) for side in size)
    window = Window(folder, mode=mode, scale=scale, size=(width, height), upkeep=False)
    name = f"{mode}-{scale:g}-{size[0]}"
    try:
        for page in chain(_front(window), _pages(window)):
            settle(window.root)
            snapshot(window.root, to / f"{page}-{name}.png")
            print(f"  {page}-{name}.png", file=sys.stderr)
    finally:
        window.close()


def _front(window: Window) -> Iterator[str]:
    window.welcome()
    yield "welcome"
    window.set_up()
    window.front.make()
    yield "setup"
    window.ask_in()
    yield "sign-in"
    window.ask_in(recover=True)
    yield "recover"


def _pages(window: Window) -> Iterator[str]:
    window.work(open_demo(window.folder))
    bench = window.bench
    settle(bench.root, 1.0)
    yield "home"
    bench.show_side()
    yield "home-side"
    bench.hide_side()
    for key in ("people", "members", "branches", "items", "reception", "rules"):
        bench.go(key)
        yield f"list-{key}"
    bench.go("members")
    page = bench.page
    page.flip_filters()
    yield "list-members-filters"
    page.flip_filters()
    page.edit()
    yield "form"
    bench.page.leave()
    bench.add_here()
    bench.save_here()
    yield "form-problems"
    bench.page.leave()
    bench.find_anyone()
    bench.finder.entry.put("wang")
    bench.finder.look()
    yield "find"
    bench.finder.box.close()
    yield from _importing(bench)
    yield from _others(bench)


def _importing(bench: Any) -> Iterator[str]:
    page = bench.show("import:members")
    yield "import-empty"
    if SAMPLE.exists():
        page.read(SAMPLE)
        settle(bench.root, 2.0)
        yield "import"
        bench.show_side()
        yield "import-panel"
        bench.hide_side()


def _building(bench: Any) -> Iterator[str]:
    from db.listing import Query
    from db.models.places import Building

    page = bench.show("building")
    page.open(bench.desk.ids(Query(Building))[0])
    yield "building"
    for layer in page.state.layers[1:]:
        page.pick(layer.key)
        yield f"building-{layer.key}"


def _others(bench: Any) -> Iterator[str]:
    yield from _building(bench)
    for key in ("papers", "inspection"):
        bench.show(key)
        settle(bench.root, 1.5)
        yield key
    bench.show_side()
    yield "inspection-why"
    bench.hide_side()
    for part in ("numbers", "dossier_table", "transcription", "case_texts", "accounts", "password", "backup", "look",
                 "about"):
        bench.show("settings").pick(part)
        yield f"settings-{part}"
    yield from _help(bench)


def _help(bench: Any) -> Iterator[str]:
    from views.pages import handbook, tour

    bench.go("home")
    book = handbook.open_at(bench)
    yield "handbook"
    for key in ("forms", "shortcuts"):
        book.show(key)
        yield f"handbook-{key}"
    book.search.put("备份")
    book.find("备份")
    yield "handbook-find"
    book.close()
    walk = tour.Tour(bench)
    for step in range(1, 6):
        yield f"tour-{step}"
        walk.go(1)
