"""`run` without a screen does the whole work headless; `look` and `run` choose rightly."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from views import screen, starting

TOP = Path(__file__).parent.parent


def test_a_screen_is_needed_on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux asks for DISPLAY")
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not starting.has_screen()


def test_without_a_screen_everything_is_made_and_named(tmp_path: Path) -> None:
    program = (
        f"import sys; from pathlib import Path; from views.headless import run; sys.exit(run(Path({str(tmp_path)!r})))"
    )
    surroundings = {name: value for name, value in os.environ.items() if name != "DISPLAY"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=TOP,
        env=surroundings,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    made = {path.name for path in tmp_path.iterdir()}
    assert {"demo", "党群服务中心标准化自查报告.xlsx", "党群服务中心标准化自查报告.pdf"} <= made
    assert ("home.png" in made) == screen.can_make() or "没有画面" in done.stdout
    assert "导入 党员花名册（样例）.xlsx" in done.stdout and "自查报告" in done.stdout


def test_a_user_error_is_one_sentence_and_exit_code_1(capsys, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from argparse import Namespace

    monkeypatch.setattr(screen.shutil, "which", lambda _name: None)
    assert starting.start(Namespace(verb="look", to=tmp_path, data=None)) == 1
    assert "Xvfb" in capsys.readouterr().err


def test_the_language_asked_for_by_option_is_the_windows(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from views import languages, window
    from views.cli.arguments import parser

    spoken = []

    class Opened(Exception):
        pass

    def opened(_folder: Path, lang: str = "") -> None:
        spoken.append((languages.current(), languages.asked("zh_TW", lang)))
        raise Opened

    monkeypatch.delenv("CENTER_LANG", raising=False)
    monkeypatch.setattr(starting, "has_screen", lambda: True)
    monkeypatch.setattr(window, "Window", opened)
    try:
        for words in (["--lang", "en", "run"], ["run", "--lang", "en"], ["run"]):
            with pytest.raises(Opened):
                starting.start(parser().parse_args(["--data", str(tmp_path / "store"), *words]))
    finally:
        languages.use(languages.CHINESE)
    assert spoken == [("en", "en"), ("en", "en"), ("zh_CN", "zh_TW")]
