"""What is settled before Tk, and the pure parts of the kit."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from views.kit import private_fonts, surroundings, theme
from views.kit.dates import left_date
from views.kit.grid_columns import CHECK, Column, lay_out
from views.kit.grid_pages import KEPT, PAGE, Pages
from views.kit.line_break import break_lines
from views.kit.places import TEMPLATES

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("0318", "2026-03-18"),
        ("3.18", "2026-03-18"),
        ("3月18日", "2026-03-18"),
        ("1987年6月", "1987-06"),
        ("1987", "1987"),
        ("19910701", "1991-07-01"),
        ("198706", "1987-06"),
        ("2007.7.1", "2007-07-01"),
        ("１９８７－６－３", "1987-06-03"),
        ("2026-02-30", "2026-02-30"),
        ("83/6/3", "1983-06-03"),
        ("不详", "不详"),
        ("", ""),
        ("1987年13月", "1987年13月"),
        ("2099", "2099"),
    ],
)
def test_dates_as_people_type_them(typed, spelled):
    assert left_date(typed, "2026-11-20").text == spelled


def test_columns_leave_highest_priority_first_and_flexible_ones_take_the_rest():
    columns = [
        Column("a", "甲", 100),
        Column("b", "乙", 100, priority=1),
        Column("c", "丙", 100, priority=2),
        Column("d", "丁", 100, flex=True),
    ]
    wide = lay_out(columns, 600, 1.0, checks=True)
    assert [span.column.key for span in wide] == [CHECK, "a", "b", "c", "d"]
    assert wide[-1].x + wide[-1].width == 600 - 16
    assert [span.column.key for span in lay_out(columns, 400, 1.0)] == ["a", "b", "d"]
    assert [span.column.key for span in lay_out(columns, 300, 1.0)] == ["a", "d"]
    assert lay_out(columns, 1200, 2.0)[0].width == 200


def test_no_line_begins_with_a_comma_or_ends_with_an_opening_bracket():
    text = "可以重试；再出现时，请把编号（见下）和详情发给维护人员 ABC-123。"
    for room in range(3, 30):
        lines = break_lines(text, len, room).split("\n")
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        for line in lines[1:]:
            assert line[0] not in "，；。）"
        assert not any(line.endswith("（") for line in lines[:-1])
    assert all("ABC-123" in break_lines(text, len, room) for room in range(8, 30))
    said = "where several accounts may share it; no network"
    assert all("it;" in break_lines(said, len, room) for room in range(4, 50))  # a word goes with its sign
    assert break_lines("一\n二", len, 10) == "一\n二"


def test_pages_are_fetched_once_kept_a_while_and_fetched_again_when_forgotten():
    asked = []

    def fetch(ids):
        asked.append(ids)
        return [(one, (str(one),)) for one in ids]

    pages = Pages(fetch)
    pages.use(range(1, 100 * PAGE))
    assert pages.row(0)[1] == ("1",)
    pages.row(PAGE - 1)
    assert len(asked) == 1
    pages.forget([5])
    pages.row(0)
    assert len(asked) == 2
    for page in range(KEPT + 5):
        pages.row(page * PAGE)
    assert len(pages._pages) == KEPT


def test_every_colour_has_two_modes_and_every_tone_a_soft_ground():
    for tone in theme.TONES:
        for token in (tone, f"{tone}_soft"):
            assert all(color.startswith("#") and len(color) == 7 for color in theme.pair(token))


@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", *theme.TONES])
def test_text_is_readable_in_both_modes(ink):
    ground = f"{ink}_soft" if ink in theme.TONES else "surface"
    for text, behind in zip(theme.pair(ink), theme.pair(ground), strict=True):
        assert contrast(text, behind) >= 4.4


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""

    def light(color: str) -> float:
        parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_icons_the_program_uses_are_there():
    glyphs = json.loads((TEMPLATES / "icons" / "lucide.json").read_text(encoding="utf-8"))
    for name in (
        "users",
        "flag",
        "scale",
        "search",
        "settings",
        "chevron-down",
        "heart-handshake",
        "check",
        "x",
        "copy",
    ):
        assert name in glyphs
    assert (TEMPLATES / "icons" / "LUCIDE-LICENSE.txt").is_file()


def test_a_private_font_list_names_our_fonts_and_the_systems(tmp_path):
    text = private_fonts.write(tmp_path / "字体").read_text(encoding="utf-8")
    assert str(TEMPLATES / "fonts") in text
    assert "/etc/fonts/fonts.conf" in text
    assert "assets/fonts" in text


def test_without_a_chinese_font_the_shipped_one_is_used(tmp_path):
    """A system without any font of its own: its font list is an empty one."""
    bare = tmp_path / "bare.conf"
    bare.write_text("<?xml version='1.0'?><fontconfig></fontconfig>")
    code = f"""
import views.kit.private_fonts as fonts
from pathlib import Path
fonts._CONF = fonts._CONF.replace("{{system}}", {str(bare)!r})
fonts.has_chinese_font = lambda: False
from views.kit import start, theme
start.prepare(folder=Path({str(tmp_path / "private")!r}))
root = start.window("x")
print(theme.family())
"""
    answer = run(code, {"HOME": str(tmp_path)})
    assert answer.stdout.strip() == "DqHei", answer.stderr


def test_a_home_that_cannot_be_written_is_survived(tmp_path):
    code = f"""
import views.kit.private_fonts as fonts
from pathlib import Path
fonts.home_is_writable = lambda: False
from views.kit import start
start.prepare(folder=Path({str(tmp_path / "private")!r}))
from views.kit.controls import Button
import customtkinter
root = start.window("x")
Button(root, "保存").pack()
root.update()
print(customtkinter.DrawEngine.preferred_drawing_method)
"""
    answer = run(code, {"HOME": "/proc/none"})
    assert answer.stdout.strip() == "font_shapes", answer.stderr


def test_a_locale_that_is_not_utf8_is_replaced_before_tk(tmp_path):
    code = """
from views.kit import start
start.prepare()
import locale, os
print(locale.nl_langinfo(locale.CODESET), os.environ["LC_ALL"])
"""
    changes = {"LC_ALL": "POSIX", "LANG": "", "HOME": str(tmp_path), "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = run(code, changes)
    assert answer.stdout.split() == ["UTF-8", "C.UTF-8"], answer.stderr


def run(code: str, changes: dict[str, str]) -> subprocess.CompletedProcess:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "FONTCONFIG"))}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**environment, **changes},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X11 sessions")
def test_the_input_method_that_runs_is_named_to_tk(monkeypatch):
    monkeypatch.delenv("XMODIFIERS", raising=False)
    monkeypatch.setattr(surroundings, "_running", lambda: ["bash", "fcitx5"])
    surroundings.settle_input_method()
    assert os.environ.pop("XMODIFIERS") == "@im=fcitx"


def test_the_scale_comes_from_the_desktop(monkeypatch):
    monkeypatch.setenv("GDK_SCALE", "2")
    assert surroundings.screen_scale() == 2.0
    monkeypatch.setenv("GDK_SCALE", "")
    monkeypatch.setenv("QT_SCALE_FACTOR", "1.25")
    assert surroundings.screen_scale() == 1.25


# Words and plain facts that all need: how a day is written or a name sounds, what a text means, a refusal as a value.
PLAIN = {"center.words", "db.words", "db.codes", "db.days", "db.day_words", "db.errors", "db.fields", "db.pinyin"}


def test_the_kit_knows_nothing_of_the_domain():
    for path in (ROOT / "views" / "kit").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("from reports", "import peewee", "views.pages", "views.state"):
            assert word not in text, f"{path.name}: {word}"
        below = set(re.findall(r"from ((?:center|db)[.\w]*) import", text))
        assert below <= PLAIN, f"{path.name}: {below - PLAIN}"
