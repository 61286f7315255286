"""One store, one process: the second one is told, and a killed one leaves nothing in the way."""
from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from db import instance
from db.errors import Denied, Unreadable

HOME = Path(__file__).resolve().parent.parent
HOLDER = "import sys, pathlib; from db import instance; held = instance.take(pathlib.Path(sys.argv[1]), 4321); " \
         "print('held', flush=True); sys.stdin.read()"


@pytest.fixture
def other(tmp_path):
    """Another process that holds the lock of `tmp_path`."""
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], cwd=HOME, text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_process_is_refused_with_the_sentence(other, tmp_path):
    with pytest.raises(Denied, match="同一时间只给一台电脑的一个程序用") as refused:
        instance.take(tmp_path)
    assert refused.value.params["pid"] == other.pid
    assert instance.holder(tmp_path) == (other.pid, 4321)


def test_the_lock_is_free_after_the_process_was_killed(other, tmp_path):
    os.kill(other.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
    other.wait()
    with instance.take(tmp_path) as held:
        held.tell(99)
        assert instance.holder(tmp_path) == (os.getpid(), 99)


def test_a_released_lock_can_be_taken_again(tmp_path):
    held = instance.take(tmp_path)
    with pytest.raises(Denied):
        instance.take(tmp_path)
    held.release()
    held.release()
    instance.take(tmp_path).release()


def test_rubbish_in_the_lock_file_means_nothing(tmp_path):
    (tmp_path / instance.LOCK).write_bytes(b"\xff" * 200)
    assert instance.holder(tmp_path) == (0, 0)
    instance.take(tmp_path).release()


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="不能写入"):
        instance.take(tmp_path / "gone")
