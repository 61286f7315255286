"""Files dropped on a list: the row under the pointer, a workbook, what is no table; and nothing under the lock."""

from __future__ import annotations

import csv
import re
import tkinter as tk
from pathlib import Path

import pytest

from center.attachments.reading import attached
from db.listing import Query
from db.models.members import Member
from reports.reading import KINDS
from tests.gui.hands import wait
from tests.gui.test_drafts import notes
from tests.gui.test_lock import unlock
from tests.stores import id_card
from views.kit.surface import Panel
from views.pages import file_start, importing, intake, list_drop, register


def send(area: tk.Misc, event: str, x: int, y: int, *paths: Path) -> str:
    """What the system's library does on an event: its script with the values put in; answers the action."""
    script = str(area.tk.call("bind", str(area), event))
    if not script:
        pytest.skip("这台电脑没有拖放的库")
    values = {"%X": area.winfo_rootx() + x, "%Y": area.winfo_rooty() + y, "%W": area, "%A": "copy", "%e": event,
              "%D": "{" + " ".join(f"{{{path}}}" for path in paths) + "}", "%%": "%"}
    answer = str(area.tk.eval(re.sub("%(CST|CTT|CPT|ST|TT|.)", lambda one: str(values.get(one[0], "{}")), script)))
    area.update()
    return answer


def sides(body: tk.Misc) -> list[Panel]:
    return [one for one in body.winfo_children() if isinstance(one, Panel) and one.winfo_manager() == "place"]


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    paper, table, picture = tmp_path / "审批 表.pdf", tmp_path / "名册.csv", tmp_path / "合影.png"
    paper.write_bytes(b"%PDF-1.7")
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    rows = [["党员姓名", "身份证号码", "所在支部", "人员类别"],
            ["林德胜", id_card("19600610", 51), "第一党支部", "正式党员"]]
    with table.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    return {"paper": paper, "table": table, "picture": picture}


def test_files_dropped_on_a_row_belong_to_it_and_a_workbook_is_asked_about(seat, files) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    root.update()
    body, slot = page.grid_.body, page.grid_.view.slots[2]
    rid, y = page.grid_.ids[2], slot.y + 5
    kept = lambda: attached(bench.desk, Member, bench.desk.get(Member, rid).uid)  # noqa: E731
    assert send(body, "<<DropEnter>>", 30, y, files["paper"]) == "copy"
    assert [one.winfo_y() for one in sides(body)][0] == slot.y and len(sides(body)) == 4
    send(body, "<<DropPosition>>", 30, page.grid_.view.slots[3].y + 5)
    assert [one.winfo_y() for one in sides(body)][0] == page.grid_.view.slots[3].y
    send(body, "<<DropLeave>>", 30, y)
    assert not sides(body)
    send(body, "<<Drop>>", 30, y, files["paper"], files["picture"])
    wait(root, lambda: len(kept()) == 2)
    assert page.grid_.selected == rid and page.detail.rid == rid and "已添加 2 个附件" in "".join(notes(seat))
    send(body, "<<Drop>>", 30, y, files["table"])
    assert bench.key == "list:members" and len(kept()) == 2
    root.focus_get().event_generate("<Return>")
    wait(root, lambda: bench.key == "import:members" and bench.page.state is not None)
    bench.go("members")
    root.update()
    below = page.grid_.view.slots[len(page.grid_.ids)].y + 3
    send(body, "<<Drop>>", 30, below, files["picture"])
    assert "请拖到一行上" in "".join(notes(seat))


def test_what_is_dropped_on_a_locked_or_blanked_window_goes_nowhere(seat, files) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    root.update()
    body, y = page.grid_.body, page.grid_.view.slots[1].y + 5
    acts = bench.desk.next_undo()
    send(body, "<<DropEnter>>", 30, y, files["paper"])
    for cover in (seat.guard.lock, seat.guard.blank):
        cover()
        root.update()
        assert send(body, "<<DropEnter>>", 30, y, files["paper"]) == "refuse_drop"
        assert send(body, "<<Drop>>", 30, y, files["paper"]) == "refuse_drop"
        assert send(page.detail, "<<Drop>>", 5, 5, files["paper"]) == "refuse_drop"
        seat.guard.unblank() if not seat.guard.locked else unlock(seat)
        root.update()
    assert bench.desk.next_undo() == acts and not getattr(root, "kit_toasts", ())
    assert len(bench.desk.ids(Query(Member))) == 8
    assert files["paper"].is_file()
    send(body, "<<Drop>>", 30, y, files["paper"])
    wait(root, lambda: bench.desk.next_undo() != acts)


def test_one_list_of_kinds_stands_behind_choosing_and_dropping_a_table() -> None:
    assert KINDS is file_start.KINDS is list_drop.KINDS
    assert {file_start.choose_table} == {page.choose_table for page in (importing, intake, register)}
    assert {".xlsm", ".htm", ".et"} < set(KINDS)
