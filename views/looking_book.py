"""`look --handbook`: the pictures of the handbook, from the demo centre on a fixed day, small enough to ship.

Same machine, same fonts, same bytes. Invented people only; no path of a computer is in a picture.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from center import opening
from center.desk import Desk
from db.days import SHANGHAI
from db.errors import Missing
from views import screen
from views.headless import SAMPLE, settle
from views.state.handbook import PICTURES
from views.window import Window

DAY = datetime(2026, 11, 20, 9, 30, tzinfo=SHANGHAI)
SIZE = (1280, 720)
COLOURS = 56  # enough for a window of few tones; text stays smooth
RAIL, SIDE, FOOT = 209, 341, 34  # px that a picture may leave out: at the left, at the right, at the bottom
PLACE = "D:\\党群中心数据"

Box = tuple[int, int, int, int]
WHOLE: Box = (0, 0, *SIZE)
PAGE: Box = (RAIL, 0, SIZE[0], SIZE[1] - FOOT)


def handbook_pictures(to: Path = PICTURES) -> int:
    """Write them all; prints where. Raises Missing without Xvfb."""
    if not screen.can_make():
        raise Missing(screen.NO_XVFB)
    with tempfile.TemporaryDirectory(prefix="dangqun-book-") as place, screen.own_screen(*SIZE):
        folder = Path(place) / "data"
        _demo(folder).close()
        window = Window(folder, mode="light", scale=1.0, size=SIZE, upkeep=False)
        window.root.option_add("*insertOffTime", 0)  # a caret that blinks is in every other picture
        try:
            for name, box in chain(_front(window), _pages(window)):
                _keep(window, to / f"{name}.png", box)
        finally:
            window.close()
    print(f"{len(list(to.glob('*.png')))} 张手册图片：{to}")
    return 0


def _demo(folder: Path) -> Desk:
    from center.demo.making import PASSWORD, USER
    from reports.demo import make

    def day() -> datetime:
        return DAY

    desk = (
        opening.sign_in(folder, USER, PASSWORD, clock=day)
        if opening.exists(folder)
        else make(folder, clock=day)[0].desk
    )
    desk.store.close()
    return desk


def _keep(window: Window, target: Path, box: Box) -> None:
    from PIL import Image

    from views.kit.pictures import snapshot

    settle(window.root)
    with tempfile.TemporaryDirectory(prefix="dangqun-book-") as place:
        picture = Image.open(snapshot(window.root, Path(place) / "whole.png")).crop(box)
    target.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(target, optimize=True)


def _front(window: Window) -> Iterator[tuple[str, Box]]:
    window.set_up()
    window.front.fields["folder"].put(PLACE)
    window.front.fields["name"].focus_set()
    yield "setup", (320, 0, 960, 720)
    window.ask_in()
    yield "sign-in", (360, 20, 920, 520)


def _pages(window: Window) -> Iterator[tuple[str, Box]]:
    window.work(_demo(window.folder))
    bench = window.bench
    settle(bench.root, 1.5)
    yield "home", (0, 0, SIZE[0], 620)
    bench.go("members")
    bench.page.focus_grid()
    settle(bench.root)
    yield "members", (0, 0, SIZE[0], 560)
    yield "detail", (SIZE[0] - SIDE - 330, 0, SIZE[0], SIZE[1] - FOOT)
    bench.page.edit()
    yield "form", PAGE
    bench.page.leave()
    for name in ("people", "reception"):
        bench.go(name)
        yield name, (RAIL, 0, SIZE[0], 480)
    yield from _found(bench)
    yield from _worked(bench)
    yield from _disputes(bench)
    bench.counter.turn(True)
    bench.go("people")
    bench.redraw_all()
    yield "counter", (RAIL, 0, SIZE[0], 420)


def _found(bench: Any) -> Iterator[tuple[str, Box]]:
    bench.find_anyone()
    bench.finder.entry.put("wang")
    bench.finder.look()
    yield "find", (RAIL, 0, SIZE[0], 560)
    bench.finder.box.close()


def _worked(bench: Any) -> Iterator[tuple[str, Box]]:
    bench.show("import:members").read(SAMPLE)
    settle(bench.root, 2.0)
    yield "import", PAGE
    for name in ("papers", "inspection"):
        bench.show(name)
        settle(bench.root, 2.0)
        yield name, PAGE
    settings = bench.show("settings")
    settings.pick("numbers")
    settings.part.grid_.select_id(settings.part.state.ids()[1])
    yield "settings", (RAIL, 0, SIZE[0], 480)
    settings.pick("backup")
    yield "backup", (RAIL, 0, SIZE[0], 420)


def _disputes(bench: Any) -> Iterator[tuple[str, Box]]:
    from db.listing import Query
    from db.models.cases import Case

    told = bench.desk.ids(Query(Case, search="李秀兰"))[0]
    bench.show("case").open(told)
    yield "case", (RAIL, 0, SIZE[0], 620)
    bench.show("dossier").open(told)
    settle(bench.root, 2.0)
    yield "dossier", PAGE
    bench.show("case_statistics")
    settle(bench.root, 2.0)
    yield "case-statistics", (414, 0, SIZE[0], 600)
