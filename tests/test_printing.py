"""Printing without a screen: the command of each system, real fake print services on PATH, what is remembered."""
from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from center.desk import Desk
from db.errors import Denied, Invalid, Missing, Problems, UserError
from db.listing import Query
from db.models.members import Member
from db.questions.journal import chain_rows
from tests.stores import add_branch, add_member, id_card, new_desk
from views import printing
from views.printing import Order
from views.state.printing import PrintState, list_sheet, pages_of, record_sheet, today_sheet

PDF = Path("/tmp/一览表.pdf")
cups = pytest.mark.skipif(sys.platform == "win32", reason="lp is of CUPS")


@pytest.fixture
def desk(tmp_path: Path):
    desk = new_desk(tmp_path / "store")
    add_branch(desk)
    add_member(desk, "张三", id_card("19800101"))
    yield desk
    desk.close()


@pytest.fixture
def service(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two printers: `lp` writes down what it was asked, or refuses while a file `off` stands there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    _script(folder / "lpstat", 'case "$1" in\n-a) cat "$(dirname "$0")/printers";;\n'
                               '-d) echo "system default destination: 二楼";;\nesac')
    _script(folder / "lp", 'cd "$(dirname "$0")"\ntest -e off && exit 1\nprintf "%s\\n" "$@" > asked')
    (folder / "printers").write_text("一楼 accepting requests since Fri\n二楼 accepting requests since Fri\n", "utf-8")
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder


def _script(path: Path, body: str) -> None:
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)


# ---- commands
def test_each_system_has_its_own_command() -> None:
    whole = Order("二楼", 2, "1-3", both=True)
    words = printing.command(whole, PDF, "linux")
    assert words[:9] == ("lp", "-t", "一览表", "-d", "二楼", "-n", "2", "-P", "1-3")
    assert "sides=two-sided-long-edge" in words and words[-2:] == ("--", str(PDF))
    assert printing.command(whole, PDF, "darwin") == words
    assert printing.command(Order(), PDF, "linux")[:5] == ("lp", "-t", "一览表", "-o", "sides=one-sided")
    assert printing.command(whole, PDF, "win32") == ("printto", str(PDF), '"二楼"')
    assert printing.command(Order(), PDF, "win32") == ("print", str(PDF))


def test_only_where_the_program_decides_are_copies_not_asked_for() -> None:
    assert printing.chooses("linux") and printing.chooses("darwin") and not printing.chooses("win32")


# ---- services
@cups
def test_printers_are_listed_and_the_file_is_handed_over(service: Path, tmp_path: Path) -> None:
    found = printing.printers()
    assert found == printing.Printers(("一楼", "二楼"), "二楼")
    printing.send(Order("一楼", 3), tmp_path / "名单.pdf")
    asked = (service / "asked").read_text("utf-8").splitlines()
    assert asked[2:6] == ["-d", "一楼", "-n", "3"] and asked[-1].endswith("名单.pdf")


@cups
def test_a_printer_that_is_gone_or_off_says_so(service: Path) -> None:
    with pytest.raises(Missing, match="找不到打印机“三楼”"):
        printing.send(Order("三楼"), PDF)
    (service / "off").touch()
    with pytest.raises(UserError, match="“一楼”没有收下.*打开 PDF"):
        printing.send(Order("一楼"), PDF)
    (service / "printers").write_text("", "utf-8")
    assert printing.printers().why == printing.NO_PRINTER


@cups
def test_without_a_print_service_the_viewer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert printing.printers().why == printing.NO_TOOLS
    with pytest.raises(Missing, match="打开 PDF"):
        printing.send(Order(), PDF)


# ---- what was typed
@pytest.mark.parametrize(("text", "read"), [
    ("", ""), ("全部", ""), ("1-3", "1-3"), ("1－3，5", "1-3,5"), ("第2至4页", "2-4"),
    ("5-2", None), ("9", None), ("0", None),
])
def test_pages_are_read_as_people_write_them(text: str, read: str | None) -> None:
    found = pages_of(text, 8)
    assert isinstance(found, Invalid) if read is None else found == read


@cups
def test_the_printer_is_remembered_and_a_lost_one_is_said(desk: Desk, service: Path) -> None:
    state = PrintState(desk)
    state.look()
    assert state.choose().printer == "二楼" and state.note == ""
    with pytest.raises(Problems) as refused:
        state.order({"printer": "三楼", "copies": "很多", "pages": "7"}, 2)
    assert set(refused.value.fields) == {"printer", "copies", "pages"}
    order = state.order({"printer": "一楼", "copies": "", "pages": "2", "both": "是"}, 2)
    assert order == Order("一楼", 1, "2", True)
    state.keep(order)
    again = PrintState(desk)
    again.look()
    assert again.choose() == Order("一楼", both=True)
    (service / "printers").write_text("二楼 accepting\n", "utf-8")
    again.look()
    assert again.choose().printer == "二楼" and "“一楼”现在不在" in again.note


# ---- sheets
def test_nothing_is_written_down_before_it_is_handed_out(desk: Desk, tmp_path: Path) -> None:
    ids = list(desk.ids(Query(Member)))
    sheet = list_sheet(desk, Member, ids, ("person.name", "branch"), ["党支部：第一党支部"])
    before = len(list(chain_rows()))
    sheet.write(tmp_path / sheet.file_name)
    assert (tmp_path / "党员一览表.pdf").read_bytes().startswith(b"%PDF") and len(list(chain_rows())) == before
    sheet.hand_out()
    assert "已遮盖" in list(chain_rows())[-1]["text"]


def test_any_record_and_the_day_can_be_printed(desk: Desk, tmp_path: Path) -> None:
    rid = desk.ids(Query(Member))[0]
    for sheet in (record_sheet(desk, Member, rid), today_sheet(desk)):
        assert sheet.write(tmp_path / sheet.file_name) == ()
        sheet.hand_out()
    told = [row for row in chain_rows() if row["action"] == "print"]
    assert [row["record"] for row in told] == ["members"]


def test_who_may_not_export_may_not_print(desk: Desk, tmp_path: Path) -> None:
    from center.desk import Who

    sheet = today_sheet(desk.handed_to(Who("wai", "外人", ())))
    sheet.write(tmp_path / "今日.pdf")
    with pytest.raises(Denied):
        sheet.hand_out()
