"""`make dist-test`: the story "first day" in the frozen program, as the .deb lays it down, by words and by keyboard."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hands import Program, hand, keep, new_page, painted, still, write
from openpyxl import load_workbook
from pypdf import PdfReader

from center.about import VERSION

TOP = Path(__file__).resolve().parents[2]
SAMPLE = TOP / "templates" / "samples" / "党员花名册（样例）.xlsx"
LOGIN, PASSWORD = "lin", "chenguang-2026"
ACCOUNT = {"CENTER_USER": LOGIN, "CENTER_PASSWORD": PASSWORD}
BRANCH = "第一党支部"
NEW, NEW_ID = "尉迟小凤", "99010119871215033"


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What starts the program: of the unpacked .deb, or of the bare folder where no .deb can be made."""
    from subprocess import run

    packages = sorted((TOP / "out" / "build").glob("*.deb"))
    if shutil.which("dpkg-deb") is None:
        return TOP / "out" / "dist" / "dangqun-center" / "dangqun-center"
    assert len(packages) == 1, "make dist-test builds one package"
    root = tmp_path_factory.mktemp("installed")
    run(["dpkg-deb", "-x", str(packages[0]), str(root)], check=True, timeout=120)
    return root / "opt" / "dangqun-center" / "bin" / "launch"


@pytest.fixture
def word(installed: Path) -> Path:
    """What an installed program leaves after its first verified backup; the package made the folder for it."""
    place = installed.parents[3] / "var" / "lib" / "dangqun-center" / "backed-up"
    if installed.name == "launch":
        place.mkdir(parents=True, exist_ok=True)
    return place / VERSION


@pytest.fixture
def program(installed: Path, tmp_path: Path) -> Program:
    """With a centre of one branch, set up by the command line."""
    made = Program(installed, tmp_path / "home")
    told = made.say("init", "--center", "晨光社区党群服务中心", "--admin", "林晓", **ACCOUNT)
    assert told["encrypted"] and len(told["recovery"].split("-")) == 8
    made.say("do", "branches.add", json.dumps({"values": {"name": BRANCH}}), **ACCOUNT)
    return made


@pytest.fixture(autouse=True)
def a_screen_and_hands() -> None:
    """What is missing fails where CI=true; elsewhere it is skipped and counted."""
    lacking = [tool for tool in ("Xvfb", "xdotool") if shutil.which(tool) is None]
    if lacking or not os.environ.get("DISPLAY"):
        say = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        say(f"没有 {'、'.join(lacking) or '屏幕'}：sudo apt-get install xvfb xauth xdotool")


def id_number(first: str) -> str:
    from db.checks import id_check_digit

    return first + id_check_digit(first)


def names(program: Program, *words: str) -> list[str]:
    told = program.say("list", "members", *words, **ACCOUNT)
    return [row[told["headings"].index("姓名")] for row in told["rows"]]


def test_the_first_day_by_the_command_line(program: Program, word: Path, tmp_path: Path) -> None:
    told = program.say("import", "members", SAMPLE, "--create-missing", "--ask", "new",
                       "--failed", tmp_path / "failed.xlsx", **ACCOUNT)
    assert told["added"] > 40, "the child process of the frozen program read the workbook"
    assert (tmp_path / "failed.xlsx").exists()
    assert len(names(program)) == told["added"]
    for kind in ("pdf", "xlsx", "docx"):
        program.say("paper", "members_roster", "--to", tmp_path / f"roster.{kind}", **ACCOUNT)
    program.say("paper", "compliance_report", "--period", "2026Q4", "--to", tmp_path / "report.pdf", **ACCOUNT)
    assert "晨光社区" in "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert load_workbook(tmp_path / "roster.xlsx").worksheets[0].max_row > told["added"]
    program.say("backup", "--to", tmp_path / "a.dqbak", **ACCOUNT)
    if word.parent.is_dir():
        assert word.read_text("utf-8").split()[0] == VERSION, "older programs beside this one may go now"
    assert program.say("check", **ACCOUNT)["ok"]
    assert program.say("papers")["papers"] and program.say("commands")["commands"] and program.say("records")


def test_a_program_that_is_kept_after_an_upgrade_works_and_says_nothing_for_the_new_one(
    program: Program, installed: Path, word: Path, tmp_path: Path
) -> None:
    if not word.parent.is_dir():
        pytest.skip("没有 .deb，不存在升级")
    word.unlink(missing_ok=True)
    home = installed.parents[1]
    shutil.copytree(home / VERSION, home / "kept" / VERSION, symlinks=True, copy_function=os.link)
    program.launch = home / "kept" / VERSION / "dangqun-center"
    program.say("backup", "--to", tmp_path / "a.dqbak", **ACCOUNT)
    assert not word.exists()


def test_the_first_day_at_the_window(program: Program, tmp_path: Path) -> None:
    way = Way(program)

    with program.window("run"):
        painted("the page for signing in")
        write(LOGIN)
        hand("key", "Tab")
        write(PASSWORD)
        with new_page("signing in"):
            hand("key", "Return")
        picture("home")
        with new_page("the empty form of a member"):
            hand("key", way.new_member)
        write(NEW)
        hand("key", "--delay", "60", *["Tab"] * way.tabs("person.name", "person.id_card"))
        write(id_number(NEW_ID))
        hand("key", "--delay", "60", *["Tab"] * way.tabs("person.id_card", "branch"))
        write(BRANCH)
        hand("key", "Tab")
        picture("form")
        with new_page("the list after saving"):
            hand("key", "ctrl+s")
        picture("list")
    assert names(program, "--search", "ycxf") == [NEW]
    log = Path(program.environment["HOME"]) / ".local" / "share" / "dangqun-center" / "logs" / "program.log"
    assert not log.exists() or "ERROR" not in log.read_text("utf-8"), log.read_text("utf-8")


def test_a_backup_that_is_double_clicked_asks_for_its_key(program: Program, tmp_path: Path) -> None:
    program.say("backup", "--to", tmp_path / "a.dqbak", **ACCOUNT)
    shutil.rmtree(program.store)
    environment = program.environment | {"CENTER_DATA": str(program.store)}
    plain = Program(program.launch, tmp_path / "home2")
    plain.environment = environment
    running = subprocess.Popen([str(plain.launch), str(tmp_path / "a.dqbak")], env=environment)
    try:
        hand("search", "--sync", "--onlyvisible", "--class", "Dangqun")
        painted("the question for the key")
        picture("backup")
        assert running.poll() is None
    finally:
        running.terminate()
        running.wait(30)


def picture(name: str) -> None:
    """Keep what is on the screen for people to look at, once it stands still."""
    keep(still(f"a still picture of {name}"), name)


class Way:
    """Which keys lead there: asked of the program's own tables, not counted by hand."""

    def __init__(self, program: Program) -> None:
        from center import opening
        from db.models.members import Member
        from views.state.forms import FormState
        from views.state.home import HomeState
        from views.state.tour import seen

        desk = opening.sign_in(program.store, LOGIN, PASSWORD)
        try:
            self._order = [field.path for field in FormState(desk, Member).fields]
            seen(desk)  # it comes a moment after signing in, and would take the keys from whoever is quicker
            keys = next(one.keys for one in HomeState(desk).quick() if one.record is Member)
        finally:
            desk.close()
        self.new_member = keys.lower()  # xdotool writes them as people do, but small

    def tabs(self, first: str, last: str) -> int:
        """How often Tab goes from one field of the member form to another."""
        return self._order.index(last) - self._order.index(first)
