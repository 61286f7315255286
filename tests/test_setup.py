"""The two commands on a bare machine: which Python is taken, what is installed when, what is said when it can't be.

The setup scripts run for real, with a PATH that holds only what the test put there.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
SETUP = TOP / "packaging" / "setup"
LOCKS = [TOP / "packaging" / f"requirements{part}.lock" for part in ("", "-test", "-bench", "-pg")]
ON_EVERY_MACHINE = ("sh", "id", "uname", "dirname", "rm", "cp", "cmp", "cat", "chmod", "mkdir", "make")

needs_a_shell = pytest.mark.skipif(os.name != "posix", reason="make and its scripts are for Linux and macOS")


class Machine:
    """A PATH of our own: the tools of every Unix, and the programs that a test puts there."""

    def __init__(self, folder: Path, root: bool = False) -> None:
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.diary = folder / "diary"
        for tool in ON_EVERY_MACHINE:
            if found := shutil.which(tool):
                (self.bin / tool).symlink_to(found)
        (self.bin / "id").unlink()
        self.put("id", f"echo {0 if root else 1000}")

    def put(self, name: str, script: str) -> Path:
        path = self.bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def put_python(self, name: str, version: str = "") -> Path:
        """A name for the Python that runs this test; with a version, one that claims to be it."""
        if not version:
            return self.put(name, f'exec "{sys.executable}" "$@"')
        claim = f"import sys; sys.version_info = ({version}); exec(sys.argv[2])"
        return self.put(name, f'exec "{sys.executable}" -c "{claim}" "$@"')

    def run(self, *command: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": str(self.bin), "DIARY": str(self.diary), **more}
        return subprocess.run(
            [str(part) for part in command], env=environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.fixture
def machine_of_root(tmp_path: Path) -> Machine:
    return Machine(tmp_path, root=True)


@needs_a_shell
def test_the_first_python_that_really_runs_is_taken(machine: Machine) -> None:
    machine.put("python3.13", "echo 'not installed' >&2; exit 127")
    taken = machine.put_python("python3.11")
    machine.put_python("python3")
    done = machine.run("sh", SETUP / "python.sh")
    assert (done.returncode, done.stdout) == (0, f"{taken}\n")


@needs_a_shell
@pytest.mark.parametrize("version", ["3, 10, 9", "3, 14, 0"])
def test_a_python_too_old_or_too_new_is_passed_over(machine: Machine, version: str) -> None:
    machine.put_python("python3", version)
    assert machine.run("sh", SETUP / "python.sh").returncode == 1


@needs_a_shell
@pytest.mark.parametrize("version", ["3, 11, 0", "3, 12, 4", "3, 13, 9"])
def test_each_python_the_program_is_made_for_is_taken(machine: Machine, version: str) -> None:
    machine.put_python("python3", version)
    assert machine.run("sh", SETUP / "python.sh").returncode == 0


@needs_a_shell
@pytest.mark.parametrize("lacking", ["tkinter", "venv", "ensurepip"])
def test_a_python_without_its_parts_is_passed_over(machine: Machine, lacking: str) -> None:
    hide = f"import sys; sys.modules['{lacking}'] = None; exec(sys.argv[2])"
    machine.put("python3", f'exec "{sys.executable}" -c "{hide}" "$@"')
    assert machine.run("sh", SETUP / "python.sh").returncode == 1


@needs_a_shell
def test_without_rights_one_sentence_says_the_line_that_helps(machine: Machine) -> None:
    machine.put("apt-get", 'echo "$*" >> "$DIARY"')
    done = machine.run("sh", SETUP / "python.sh")
    assert done.returncode == 1 and done.stdout == ""
    assert len(done.stderr.splitlines()) == 1 and "sudo apt-get install python3-venv python3-tk" in done.stderr
    assert not machine.diary.exists()


@needs_a_shell
def test_root_gets_python_through_apt_after_one_update(machine_of_root: Machine) -> None:
    late = machine_of_root.put_python("python3").rename(machine_of_root.bin / "brought")
    brings = f'echo "$*" >> "$DIARY"; case "$*" in *install*) cp "{late}" "{machine_of_root.bin}/python3";; esac'
    machine_of_root.put("apt-get", brings)
    done = machine_of_root.run("sh", SETUP / "python.sh")
    assert (done.returncode, done.stdout) == (0, f"{machine_of_root.bin}/python3\n")
    update, install = machine_of_root.diary.read_text().splitlines()
    assert update.startswith("update") and install.endswith("python3-venv python3-tk")


@needs_a_shell
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a screen of their own")
def test_a_missing_screen_is_one_sentence_and_no_failure(machine: Machine) -> None:
    done = machine.run("sh", SETUP / "screen.sh")
    assert done.returncode == 0
    assert len(done.stderr.splitlines()) == 1 and "sudo apt-get install xvfb xauth xdotool" in done.stderr


@needs_a_shell
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a screen of their own")
def test_apt_is_not_asked_when_the_screen_is_there(machine_of_root: Machine) -> None:
    for tool in ("Xvfb", "xauth", "xdotool"):
        machine_of_root.put(tool, "exit 0")
    machine_of_root.put("apt-get", 'echo "$*" >> "$DIARY"')
    done = machine_of_root.run("sh", SETUP / "screen.sh")
    assert (done.returncode, done.stderr) == (0, "") and not machine_of_root.diary.exists()


@pytest.fixture
def tree(tmp_path: Path, machine: Machine) -> Path:
    """A checkout with its .venv already made, whose Python writes down what pip is asked to install."""
    top = tmp_path / "tree"
    shutil.copytree(TOP / "packaging", top / "packaging")
    shutil.copy(TOP / "Makefile", top)
    (top / ".venv" / "bin").mkdir(parents=True)
    notes = f'case "$*" in *pip*install*) echo "$*" >> "$DIARY";; *) exec "{sys.executable}" "$@";; esac'
    machine.put("python", notes).rename(top / ".venv" / "bin" / "python")
    (top / "main.py").write_text("import sys; print('started with', *sys.argv[1:])\n")
    return top


@needs_a_shell
def test_only_a_changed_lock_is_installed_again(tree: Path, machine: Machine) -> None:
    prepare = tree / "packaging" / "setup" / "prepare.sh"
    assert machine.run("sh", prepare).returncode == 0
    assert re.findall(r"requirements\S*", machine.diary.read_text()) == ["requirements.lock"]
    second = machine.run("sh", prepare)
    assert (second.returncode, second.stderr, len(machine.diary.read_text().splitlines())) == (0, "", 1)
    with (tree / "packaging" / "requirements.lock").open("a") as lock:
        lock.write("# changed\n")
    assert machine.run("sh", prepare, "test").returncode == 0
    assert re.findall(r"requirements\S*", machine.diary.read_text())[1:] == [
        "requirements.lock", "requirements-test.lock",
    ]


@needs_a_shell
def test_pip_is_held_to_the_hashes_and_told_no_index(tree: Path, machine: Machine) -> None:
    machine.run("sh", tree / "packaging" / "setup" / "prepare.sh")
    asked = machine.diary.read_text()
    assert "--require-hashes" in asked and "--no-deps" in asked and "index" not in asked


@needs_a_shell
def test_an_install_that_fails_is_not_taken_for_done(tree: Path, machine: Machine) -> None:
    python = tree / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *pip*install*) exit 1;; *) exec "{sys.executable}" "$@";; esac\n')
    done = machine.run("sh", tree / "packaging" / "setup" / "prepare.sh")
    assert done.returncode == 1 and "安装没有完成" in done.stderr
    assert not (tree / ".venv" / "requirements.lock").exists()


@needs_a_shell
@pytest.mark.skipif(not shutil.which("make"), reason="make is not installed here")
def test_make_run_starts_the_program(tree: Path, machine: Machine) -> None:
    done = machine.run("make", "-C", tree, "run", "ARGS=--more")
    assert done.returncode == 0, done.stderr
    assert "started with run --more" in done.stdout


def pins(text: str) -> dict[str, str]:
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==([\w.]+)", text, re.M)}


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_pins_what_is_asked_for_with_hashes_and_names_no_place(lock: Path) -> None:
    text = lock.read_text("utf-8")
    assert pins(lock.with_suffix(".in").read_text("utf-8")).items() <= pins(text).items()
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.M)
    assert entries[0].strip() == "" and all("--hash=sha256:" in entry for entry in entries[1:])
    assert "://" not in text and "/" not in text and "index" not in text


@pytest.mark.parametrize("library", ["pillow", "lxml", "cryptography", "python-calamine", "sqlcipher3-wheels"])
def test_compiled_libraries_are_locked_for_every_platform(library: str) -> None:
    entry = re.search(rf"^{library}==.*?(?=^[\w.-]+==|\Z)", LOCKS[0].read_text("utf-8"), re.M | re.S)
    assert entry and entry.group().count("--hash=") > 20  # one a system, processor and Python; a narrow lock has a few


def test_the_locks_agree_about_what_they_share() -> None:
    versions: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in pins(lock.read_text("utf-8")).items():
            versions.setdefault(name, set()).add(version)
    assert not {name: found for name, found in versions.items() if len(found) > 1}


def test_ci_runs_the_command_that_people_run() -> None:
    script = TOP / ".ci" / "run"
    assert "make test" in script.read_text() and (os.name != "posix" or os.access(script, os.X_OK))


SCREEN_TEST = """
import pytest

@pytest.mark.gui
def test_window():
    import tkinter
    tkinter.Tk().destroy()
"""


@pytest.fixture
def window_test(tmp_path: Path) -> Path:
    folder = tmp_path / "elsewhere"
    (folder / "tests").mkdir(parents=True)
    shutil.copy(TOP / "pyproject.toml", folder)
    shutil.copy(TOP / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_window.py").write_text(SCREEN_TEST)
    return folder


@needs_a_shell
@pytest.mark.skipif(sys.platform != "linux", reason="other systems have a screen of their own")
@pytest.mark.parametrize(("ci", "outcome"), [("", "1 skipped"), ("true", "1 error")])
def test_without_a_screen_window_tests_are_skipped_and_counted_but_fail_in_ci(
    machine: Machine, window_test: Path, ci: str, outcome: str
) -> None:
    quiet = ("-p", "no:cacheprovider", "--rootdir", window_test)
    done = machine.run(sys.executable, "-m", "pytest", *quiet, window_test, CI=ci)
    assert outcome in done.stdout and "没有虚拟屏幕" in done.stdout


@pytest.mark.parametrize("address", ["192.0.2.1", "example.invalid"])
def test_a_test_that_asks_the_network_fails_at_that_line(address: str) -> None:
    import socket

    with pytest.raises(pytest.fail.Exception, match="offline"):
        socket.create_connection((address, 80), timeout=1)


def test_home_is_a_folder_of_the_tests_own(home: Path) -> None:
    assert Path.home() == home and not list(home.iterdir()) and "CENTER_DATA" not in os.environ


@pytest.mark.expects_trouble
def test_what_is_logged_as_an_error_is_caught(nets: list[str]) -> None:
    import logging

    logging.getLogger("anything").error("broken %s", "pipe")
    assert nets == ["logged: broken pipe\n"]


@pytest.mark.gui
@pytest.mark.expects_trouble
def test_what_a_window_callback_raises_is_caught(nets: list[str]) -> None:
    import tkinter

    root = tkinter.Tk()
    root.after(0, lambda: 1 / 0)
    root.update()
    root.destroy()
    assert len(nets) == 1 and "ZeroDivisionError" in nets[0]
