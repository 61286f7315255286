"""Nothing is clipped, squeezed, covered or cut short: every page, at sizes, scales, modes and languages by pairs.

`python -m tests.gui.looking_all` (make look-all) walks every combination instead, and keeps the pictures.
"""

from __future__ import annotations

import shutil
import tkinter as tk
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from center import opening
from center.demo.making import PASSWORD, USER
from tests.gui.geometry import faults
from tests.gui.hands import wait
from tests.gui.pairs import all_pairs
from tests.gui.seats import show
from tests.gui.walking import PAGES, furnish, walk
from tests.stores import Clock, demo_store
from views import languages
from views.kit import start, theme
from views.kit.controls import Button, Label, Panel
from views.window import Window

FACTORS = {
    "size": ((1024, 700), (1180, 760), (1366, 768), (1440, 900)),
    "scale": (1.0, 1.1, 1.25, 1.5),
    "language": ("zh_CN", "en", "zh_TW"),
    "mode": ("light", "dark"),
}
# Each page meets each of these; what lies between them (110 %, the widest window) is met once, by the fullest pages.
WALKED = FACTORS | {"size": FACTORS["size"][:3], "scale": (1.0, 1.25, 1.5)}
BETWEEN = {"scale": 1.1, "language": "en", "size": (1440, 900), "mode": "dark"}
FULLEST = ["home", "member detail", "filter value", "form problems", "import side", "building", "papers", "why"]


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Window]:
    """The window signed in to the demo centre; it speaks Chinese again afterwards."""
    shutil.copytree(demo_store(), tmp_path / "store")
    made = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    made.work(opening.sign_in(made.folder, USER, PASSWORD, clock=Clock()))
    yield show(made)
    made.close()
    languages.use(languages.CHINESE)
    theme.set_scale(1.0)


def looks() -> list[tuple[dict, list[str]]]:
    """How the window looks, and the pages to read then; looks that are built alike stand together."""
    rows = all_pairs({**WALKED, "page": tuple(PAGES)})
    found: dict[tuple, list[str]] = {}
    for row in rows:
        found.setdefault(tuple(row[name] for name in ("scale", "language", "size", "mode")), []).append(row["page"])
    order = list(PAGES)
    return [
        (dict(zip(("scale", "language", "size", "mode"), key, strict=True)), sorted(set(pages), key=order.index))
        for key, pages in sorted(found.items())
    ] + [(BETWEEN, FULLEST)]


def test_nothing_is_clipped_on_any_page(demo: Window):
    found = []
    for look, pages in looks():
        furnish(demo, **look)
        where = "{size[0]}x{size[1]}, {scale:.0%}, {language}, {mode}".format(**look)
        for page in walk(demo, pages):
            found += faults(f"{page} ({where})", demo.root)
    assert not found, "\n".join(found)


def test_pairs_meet_each_other_in_few_combinations():
    rows = all_pairs(FACTORS)
    for one, other in combinations(FACTORS, 2):
        met = {(row[one], row[other]) for row in rows}
        assert met == {(value, second) for value in FACTORS[one] for second in FACTORS[other]}
    assert len(rows) <= 20  # of 96
    assert rows == all_pairs(FACTORS)


@pytest.mark.parametrize(("make", "told"), [
    (lambda page: Label(page, "长" * 300).pack(), "more in width"),
    (lambda page: Label(page, "在外面").place(x=1350, y=10), "is clipped: right"),
    (lambda page: Button(_small(page), "很长很长的一个按钮").pack(), "more in width"),
    (lambda page: Button(_small(page), "低").pack(), "px high"),
    (lambda page: Label(page, "没有说完…").pack(), "is cut short"),
    (lambda page: _two_in_one_place(page), "over"),
    (lambda page: _drawn(page, 2000, "出去了"), "is clipped"),
    (lambda page: (_drawn(page, 100, "上面一句")).create_text(110, 50, text="下面一句"), "over"),
    (lambda page: _nothing_left(page), "has no room at all"),
    (lambda page: Button(page, "保存", rank="primary").place(x=0, y=5000), "only after scrolling"),
])
def test_the_reader_sees(root: tk.Misc, make, told: str):
    make(_page(root))
    root.update()
    assert told in "\n".join(faults("a page", root))


def test_the_reader_is_content_with_a_plain_page(root: tk.Misc):
    page = _page(root)
    Label(page, "一句话").pack()
    Button(page, "保存", rank="primary").pack()
    root.update()
    assert faults("a page", root) == []


@pytest.fixture
def root() -> Iterator[tk.Misc]:
    """A window of 1366x768."""
    start.prepare("light", 1.0)
    root = start.window("测试", 1366, 768)
    root.geometry("1366x768+0+0")
    wait(root, root.winfo_viewable)
    yield root
    start.close(root)


def _page(root: tk.Misc) -> Panel:
    place = Panel(root, "surface")
    place.pack(fill="both", expand=True)
    return place


def _small(page: Panel) -> Panel:
    small = Panel(page, width=60, height=20)
    small.pack()
    return small


def _two_in_one_place(page: Panel) -> None:
    for words in ("一", "二"):
        Label(page, words * 3).grid(row=0, column=0)


def _drawn(page: Panel, x: int, words: str) -> tk.Canvas:
    canvas = tk.Canvas(page, width=400, height=100)
    canvas.pack()
    canvas.create_text(x, 50, text=words)
    return canvas


def _nothing_left(page: Panel) -> None:
    Panel(page, width=3000, height=10).pack(side="left")
    Label(page, "没有地方").pack(side="left")

