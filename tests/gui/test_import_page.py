"""The import preview in the window: at the counter, taken back by key, kept as a draft and given back."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from center import opening
from center.importing.cell import ASK, REFUSED
from center.words import spoken
from db.listing import Query
from db.models.members import Member
from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.gui.test_lock import OTHER, add_clerk, unlock
from tests.stores import PASSWORD, add_member, id_card
from views import guarding
from views.kit import resting, toast
from views.pages import importing, long_save
from views.pages.long_save import Note
from views.window import Window

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
    cell = page.grid_.pages.row(list(page.grid_.ids).index(number))[1][at]
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


def signed_in(folder: Path) -> Window:
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, "lin", PASSWORD))
    return show(window)


def test_a_table_that_was_put_right_is_given_back_after_leaving_and_closing_which_ask_nothing(
    centre, tmp_path, monkeypatch
) -> None:
    monkeypatch.setattr(resting, "REST", 30)
    shutil.copytree(centre, tmp_path / "store")
    seat = signed_in(tmp_path / "store")
    page = opened(seat, tmp_path)
    bench, root = seat.bench, seat.root
    wait(root, lambda: bench.desk.drafts())  # unasked, while she rests: also a kill would lose nothing
    grid = page.grid_
    press(grid.body, "<F2>")
    grid.editor.entry.insert(0, GOOD)
    bench.go("home")
    root.update()
    [kept] = bench.desk.drafts()
    assert (kept.title, kept.texts["cells"]) == ("名册.csv", [[3, "person.id_card", GOOD]])
    (tmp_path / "名册.csv").unlink()
    page = bench.show("import:members")
    page.panel.first_answer.invoke()
    seat.ask_close()
    assert seat.bench is None  # nothing was asked
    window = signed_in(tmp_path / "store")
    bench, root = window.bench, window.root
    bench.go("home")
    duty = next(one for one in bench.page.state.home.duties if one.kind == "draft")
    assert duty.title == "上次没导入完的表" and spoken(duty.detail).startswith("导入党员 名册.csv，")
    page = bench.show("import:members")
    root.update()
    assert "上次没导入完的表：名册.csv" in "".join(_texts(page.empty.kept)) and len(page.empty.kept.buttons) == 1
    page.empty.kept.buttons[0].invoke()
    wait(root, lambda: page.state is not None)
    assert page.state.takes == 3 and page.state.text_to_edit(3, 1) == "" and page.grid_.cell[0] == 4
    bench.go("home")
    bench.page.open_duty(duty)  # the same once more
    assert bench.page is page and not window.jobs.busy
    page.drop_button.invoke()
    assert page.state is None and not bench.desk.drafts() and not page.empty.kept.buttons
    root.update()
    note = root.kit_toasts[-1]
    assert note._words.cget("text") == "已放弃没导入完的表：导入党员 名册.csv"
    note._action.event_generate("<ButtonRelease-1>")
    wait(root, lambda: page.state is not None and page.state.takes == 3)
    page.apply()
    wait(root, lambda: bench.key == "list:members" and not window.jobs.busy)
    assert bench.page.state.total == 11 and not bench.desk.drafts()
    assert bench.desk.sheet(kept.id) is None
    window.close()


def test_another_clerk_does_not_see_the_table_and_another_file_does_not_replace_it(seat, tmp_path) -> None:
    add_clerk(seat)
    page = opened(seat, tmp_path)
    page.state.correct(3, "person.id_card", GOOD)
    seat.guard.lock(other=True)
    unlock(seat, OTHER, "wang")
    bench = seat.bench
    mine = bench.show("import:members")
    assert mine.state is None and not bench.desk.drafts() and not mine.empty.kept.buttons
    seat.guard.lock(other=True)
    unlock(seat, PASSWORD, "lin")
    page = seat.bench.pages["import:members"]
    assert page.state.history.places == 1
    other = tmp_path / "另一张.csv"
    other.write_text("姓名,身份证号,所在党支部\n赵六,1,第一党支部\n", encoding="utf-8")
    for _time in range(2):  # without a correction only the file is needed
        page.read(other)
        wait(seat.root, lambda: page.state.path == other and not seat.jobs.busy)
        page.keep()
    assert [one.title for one in seat.bench.desk.drafts()] == ["另一张.csv", "名册.csv"]
    page.take_up(seat.bench.desk.drafts()[1])
    wait(seat.root, lambda: page.state.path != other and not seat.jobs.busy)
    assert [one.title for one in seat.bench.desk.drafts()] == ["名册.csv"] and page.state.draft.places == 1


@pytest.mark.expects_trouble
def test_a_long_table_is_judged_again_under_a_note_that_goes_at_its_end(seat, tmp_path, monkeypatch, nets) -> None:
    root = seat.root
    page = opened(seat, tmp_path)
    monkeypatch.setattr(importing, "AT_ONCE", 0)
    monkeypatch.setattr(long_save, "LOOK", 20)

    def over() -> bool:
        return getattr(root, "kit_overlay", None) is None and not seat.jobs.busy

    page.map(4, "")
    assert isinstance(root.kit_overlay, Note) and root.kit_overlay.close() == "break"
    wait(root, over)
    assert "家庭住址" in page.state.extra and page.state.takes == 1
    page.anew(lambda: page.state.set_header(4))
    wait(root, lambda: root.kit_overlay is not None and not isinstance(root.kit_overlay, Note))
    root.kit_overlay.close()  # the sentence why it was refused
    wait(root, over)
    assert page.state.takes == 1 and page.state.headings[0].text == "党员姓名"
    for times, away in ((1, lambda: root.kit_overlay.close()), (2, lambda: guarding.sweep(root))):
        page.anew(lambda: {}["x"])
        wait(root, lambda times=times: len(nets) == times and not isinstance(root.kit_overlay, Note))
        read: list[bool] = []
        root.after(3 * long_save.LOOK, lambda read=read: read.append(True))  # a person reads the panel over the note
        wait(root, lambda read=read: bool(read))
        away()  # or another clerk takes the window over
        wait(root, over)
    page.grid_.select_id(3, "1")
    press(page.grid_.body, "<F2>")
    page.grid_.editor.entry.insert(0, GOOD)
    press(page.grid_.editor.entry, "<Return>")
    assert page.state.takes == 2 and shown(page, 3, 1) == "9****************0"
