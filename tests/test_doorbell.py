"""A second start finds the first one's bell; without the word nobody is answered; a dead one is no hindrance."""

from __future__ import annotations

import json
import os
import socket
import stat
import subprocess
import sys
import tkinter as tk
from pathlib import Path

import pytest

from tests.gui.hands import wait
from views.doorbell import FILE, HOST, YES, Answer, Doorbell, ring

pytestmark = pytest.mark.gui
HOME = Path(__file__).resolve().parent.parent
RINGER = (
    "import sys, pathlib; from views.doorbell import ring; "
    "print(*ring(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None)[:2])"
)


@pytest.fixture
def root():
    window = tk.Tk()
    yield window
    window.destroy()


def second_start(folder: Path, *file: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-c", RINGER, str(folder), *file], cwd=HOME, stdout=subprocess.PIPE, text=True
    )


def test_a_second_start_brings_the_first_window_forward_with_its_file(root, tmp_path) -> None:
    rung = []
    bell = Doorbell(root, tmp_path, rung.append)
    other = second_start(tmp_path, str(tmp_path / "花名册.xlsx"))
    wait(root, lambda: other.poll() is not None)
    assert other.communicate()[0].split() == ["True", "True"] and rung == [tmp_path / "花名册.xlsx"]
    bell.take_down()
    assert not (tmp_path / FILE).exists() and ring(tmp_path) == Answer(False)


def test_only_its_owner_can_read_the_word_and_it_listens_on_this_computer_alone(root, tmp_path) -> None:
    bell = Doorbell(root, tmp_path, lambda _file: None)
    if os.name != "nt":
        assert stat.S_IMODE((tmp_path / FILE).stat().st_mode) == 0o600
    assert bell._line.getsockname()[0] == HOST == "127.0.0.1"
    bell.take_down()
    bell.take_down()


def test_who_rings_without_the_word_is_not_answered(root, tmp_path) -> None:
    rung = []
    bell = Doorbell(root, tmp_path, rung.append)
    port = json.loads((tmp_path / FILE).read_text())["port"]
    with socket.create_connection((HOST, port), 2) as line:
        line.sendall(b"0" * 32)
        line.shutdown(socket.SHUT_WR)
        root.update()
        wait(root, lambda: line.recv(8) != YES)
    assert not rung
    bell.take_down()


def test_a_window_that_was_killed_is_no_hindrance(tmp_path) -> None:
    with socket.create_server((HOST, 0)) as gone:
        port = gone.getsockname()[1]
    (tmp_path / FILE).write_text(json.dumps({"pid": 4321, "port": port, "word": "0"}))
    assert ring(tmp_path) == Answer(False)
    (tmp_path / FILE).write_text("no json")
    assert ring(tmp_path) == Answer(False)


def test_a_window_that_does_not_answer_is_told_with_its_process(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("views.doorbell.PATIENCE", 0.1)
    with socket.create_server((HOST, 0)) as busy:
        told = {"pid": 4321, "port": busy.getsockname()[1], "word": "0"}
        (tmp_path / FILE).write_text(json.dumps(told))
        assert ring(tmp_path) == Answer(True, False, 4321)
