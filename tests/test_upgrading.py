"""The version before an upgrade stays beside the new one until that has made its first verified backup (real dpkg)."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import pytest

from center import backups
from center.about import VERSION
from tests.stores import new_desk
from views import installed

sys.path.insert(0, str(Path(__file__).parent.parent / "packaging" / "dist"))
contents, staging = (import_module(name) for name in ("contents", "staging"))
NAME = contents.NAME


def _dpkg_installs_here() -> bool:
    if not shutil.which("dpkg-deb") or os.geteuid() != 0:
        return False
    told = subprocess.run(["dpkg", "--force-help"], capture_output=True, text=True, check=False)
    return "script-chrootless" in told.stdout


needs_dpkg = pytest.mark.skipif(not _dpkg_installs_here(), reason="needs root and a dpkg that installs below a folder")


class Computer:
    """A system below a folder, with packages of small programs that only say their version."""

    def __init__(self, folder: Path, work: Path) -> None:
        self.folder, self.work = folder, work
        self.home, self.word = folder / "opt" / NAME, folder / "var" / "lib" / NAME / "backed-up"
        (folder / "var/lib/dpkg/updates").mkdir(parents=True)
        (folder / "var/lib/dpkg/info").mkdir()
        (folder / "var/lib/dpkg/status").touch()

    def dpkg(self, *words: object) -> subprocess.CompletedProcess[str]:
        command = ["dpkg", f"--root={self.folder}", "--force-script-chrootless", "--force-depends", *map(str, words)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        return done

    def package(self, version: str, monkeypatch: pytest.MonkeyPatch) -> Path:
        """The package of this version, made once for all these computers."""
        bundle, place = self.work / f"bundle-{version}", self.work / version
        if made := list(place.glob("*.deb")):
            return made[0]
        (bundle / "_internal").mkdir(parents=True, exist_ok=True)
        (bundle / NAME).write_text(f"#!/bin/sh\necho {version} $*\n", "utf-8")
        (bundle / NAME).chmod(0o755)
        place.mkdir(exist_ok=True)
        with monkeypatch.context() as patch:
            patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
            patch.setattr(contents, "version", lambda: version)
            patch.setattr(staging.copyrights, "text", lambda bundle: "")
            return staging.build(bundle, place, place, quick=True)

    def install(self, version: str, monkeypatch: pytest.MonkeyPatch) -> None:
        self.dpkg("-i", self.package(version, monkeypatch))

    def start(self, *words: str) -> str:
        """What a start from the menu's command says."""
        command = [str(self.home / "bin" / "launch"), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout.strip()

    def day(self) -> None:
        """What cron does once a day."""
        subprocess.run([str(self.home / "bin" / "prune")], check=True, timeout=60)

    def kept(self) -> set[str]:
        """The versions that are kept."""
        return {path.name for path in self.home.glob("kept/*")}


@pytest.fixture(scope="module")
def work(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the packages are made."""
    return tmp_path_factory.mktemp("packages")


@pytest.fixture
def computer(tmp_path: Path, work: Path) -> Computer:
    return Computer(tmp_path / "system", work)


@pytest.fixture
def install(computer: Computer, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    return lambda version: computer.install(version, monkeypatch)


@needs_dpkg
def test_every_version_stays_until_the_newest_has_made_a_verified_backup(computer: Computer, install) -> None:
    for version in ("0.1.0", "0.2.0", "0.10.0"):
        install(version)
        computer.day()
    assert computer.start("check") == "0.10.0 check"
    assert computer.start("--kept").split() == ["0.2.0", "0.1.0"]
    assert (computer.start("--previous"), computer.start("--kept", "0.1.0", "run")) == ("0.2.0", "0.1.0 run")
    (computer.word / "0.2.0").touch()  # an older program that was started by name: says nothing about the newest
    computer.day()
    assert computer.kept() == {"0.1.0", "0.2.0"}
    (computer.word / "0.10.0").touch()
    computer.day()
    assert computer.kept() == set() and computer.start() == "0.10.0"


@needs_dpkg
def test_the_next_upgrade_lets_go_what_may_go_and_keeps_the_version_before_it(computer: Computer, install) -> None:
    install("0.1.0")
    install("0.2.0")
    (computer.word / "0.2.0").touch()
    install("0.3.0")
    assert computer.kept() == {"0.2.0"} and not list(computer.word.iterdir())


@needs_dpkg
def test_going_back_to_an_older_version_keeps_the_newer_one_the_same_way(computer: Computer, install) -> None:
    install("0.1.0")
    (computer.word / "0.1.0").touch()
    install("0.2.0")
    install("0.1.0")
    computer.day()  # what the older one said in its first life does not count
    assert (computer.start(), computer.kept()) == ("0.1.0", {"0.2.0"})
    install("0.1.0")  # the same once more: nothing changes
    assert computer.kept() == {"0.2.0"}
    (computer.word / "0.1.0").touch()
    install("0.1.0")
    assert computer.kept() == set()


@needs_dpkg
def test_everybody_may_leave_word_and_a_removal_leaves_nothing(computer: Computer, install) -> None:
    install("0.1.0")
    assert stat.S_IMODE(computer.word.stat().st_mode) == 0o1777
    assert stat.S_IMODE(computer.word.parent.stat().st_mode) == 0o755
    install("0.2.0")
    (computer.word / "0.2.0").symlink_to("/etc/passwd")  # nobody's word
    computer.day()
    assert computer.kept() == {"0.1.0"}
    computer.dpkg("--remove", NAME)
    daily = computer.folder / "etc/cron.daily" / NAME
    assert not computer.home.exists() and not computer.word.parent.exists() and daily.exists()
    computer.dpkg("--purge", NAME)
    assert not daily.exists()


def test_only_an_installed_program_leaves_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "opt" / NAME / VERSION / NAME
    assert installed.home(program) is None, "a tree of sources"
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert installed.home(program) == tmp_path / "opt" / NAME
    for other in (f"opt/{NAME}/kept/{VERSION}", f"opt/{NAME}/9.9", f"home/lin/{NAME}", f"home/lin/{NAME}/{VERSION}"):
        assert installed.home(tmp_path / other / NAME) is None
    (tmp_path / "opt" / NAME / "kept" / "0.0.9").mkdir(parents=True)
    assert installed.kept(program) == ["0.0.9"]


def test_the_first_verified_backup_is_told_and_the_one_before_a_migration_is_not(tmp_path: Path) -> None:
    desk, told = new_desk(tmp_path / "store"), []
    end = backups.when_made(told.append)
    try:
        backups.automatic(desk.store.folder, desk.store.key, desk.now())
        assert told == []
        backups.of_the_day(desk)
        backups.back_up(desk, tmp_path / "a.dqbak")
        assert told == [desk, desk]
    finally:
        end()
        desk.close()


def test_the_word_has_version_and_time_and_no_failure_stops_a_backup(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "store")
    installed.leave_word(tmp_path, desk)
    words = (tmp_path / VERSION).read_text("utf-8").split()
    assert words == [VERSION, desk.now().isoformat(timespec="seconds")]
    installed.leave_word(tmp_path, desk)
    installed.leave_word(tmp_path / "gone", desk)
    desk.close()
