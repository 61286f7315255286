"""The import preview in the window: at the counter, taken back by key, and asked about before the window closes."""

from __future__ import annotations

import csv
from pathlib import Path

from center.importing.cell import ASK, REFUSED
from db.listing import Query
from db.models.members import Member
from tests.gui.hands import press, wait
from tests.stores import add_member, id_card
from views.kit import toast

GOOD = id_card("19610101", 53)


def opened(seat, tmp_path: Path):
    """The import page with a row that is fine, one with a short number, and one of an unknown branch."""
    path = tmp_path / "名册.csv"
    rows = [
        ["党员姓名", "身份证号码", "所在支部", "人员类别", "家庭住址"],
        ["林德胜", id_card("19600610", 51), "第一党支部", "正式党员", "3号楼501"],
        ["宋海燕", GOOD[:-1], "第二党支部", "正式党员", "5号楼402"],
        ["梁永强", id_card("19620202", 55), "三支部", "正式党员", ""],
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    page = seat.bench.show("import:members")
    page.read(path)
    wait(seat.root, lambda: page.state is not None and not seat.jobs.busy)
    return page


def shown(page, number: int, at: int) -> str:
    """The text that stands in a cell of the sheet."""
    cell = page._fetch([number])[0][1][at]
    return getattr(cell, "text", cell)


def notes(root) -> list[str]:
    """What the notes say."""
    found = []
    waiting = [root]
    while waiting:
        one = waiting.pop()
        waiting += one.winfo_children()
        if isinstance(one, toast.Toast):
            found += _texts(one)
    return found


def _texts(widget) -> list[str]:
    own = [str(widget.cget("text"))] if "text" in (widget.keys() or ()) else []
    return own + [text for child in widget.winfo_children() for text in _texts(child)]


def test_ctrl_z_takes_back_the_corrections_of_the_preview_and_nothing_else(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    add_member(bench.desk, "高远", id_card("19700101", 71))
    there = len(bench.desk.ids(Query(Member)))
    page = opened(seat, tmp_path)
    grid = page.grid_
    press(grid.body, "<F2>")
    grid.editor.entry.insert(0, GOOD)
    press(grid.editor.entry, "<Return>")
    page.panel.first_answer.invoke()
    assert page.state.takes == 3
    press(grid.body, "<Control-z>")
    assert page.state.how_many(ASK) == 1 and "已撤销：第 4 行的回答" in notes(root)
    press(grid.body, "<Control-z>")
    assert page.state.how_many(REFUSED) == 1 and "已撤销：第 3 行 公民身份证号" in notes(root)
    assert grid.cell == (3, "1") and page.panel.field.get() == ""
    page.panel.field.focus_set()
    root.update()
    press(root.focus_get(), "<Control-z>")
    assert "预览里没有可以撤销的了" in notes(root)
    assert len(bench.desk.ids(Query(Member))) == there
    press(grid.body, "<Control-y>")
    assert page.state.how_many(REFUSED) == 0 and "已重做：第 3 行 公民身份证号" in notes(root)
    page.map(4, "")
    press(page.grid_.body, "<Control-z>")
    assert page.state.heading_word(4)[1] == "green"


def test_at_the_counter_the_sheet_and_its_panel_are_covered_until_enter(seat, tmp_path) -> None:
    bench = seat.bench
    page = opened(seat, tmp_path)
    grid, panel = page.grid_, page.panel
    assert panel.who.cget("text") == "宋海燕"
    bench.switch_counter()
    assert (shown(page, 3, 0), shown(page, 3, 4), panel.who.cget("text")) == ("宋**", "（住址已隐去）", "宋**")
    grid.select_id(3, "0")
    press(grid.body, "<F2>")
    assert grid.editor.entry.get() == ""
    press(grid.editor.entry, "<Escape>")
    press(grid.body, "<Return>")
    assert not grid.editor.open and (shown(page, 3, 0), panel.who.cget("text")) == ("宋海燕", "宋海燕")
    press(grid.body, "<Return>")
    assert grid.editor.open and grid.editor.entry.get() == "宋海燕"
    press(grid.editor.entry, "<Return>")  # goes down
    wait(seat.root, lambda: shown(page, 3, 0) == "宋**")
    assert shown(page, 4, 0) == "梁**" and page.state.history.places == 0
    bench.switch_counter()
    assert shown(page, 4, 0) == "梁永强"


def test_closing_over_a_preview_asks_once_and_goes_on_by_enter(seat, tmp_path) -> None:
    root = seat.root
    page = opened(seat, tmp_path)
    page.state.correct(3, "person.id_card", GOOD)
    seat.ask_close()
    seat.ask_close()
    root.update()
    assert "有一份表格还没有导入，关闭后要重新打开并重改 1 处" in _texts(root.kit_overlay)
    press(root.focus_get(), "<Return>")
    assert getattr(root, "kit_overlay", None) is None and page.state.history.places == 1
    page.apply()
    wait(root, lambda: seat.bench.key == "list:members")
