"""Every page of the window: shown in light and dark, quick to switch, and doing its work."""

from __future__ import annotations

import csv
import tkinter as tk
from pathlib import Path

import pytest

from center.importing.cell import ASK, REFUSED
from db.listing import Query
from db.models.members import Member
from tests.gui.hands import press, wait
from tests.gui.reading import texts
from tests.stores import id_card
from views.kit import theme
from views.state.menu import MENU

pytestmark = pytest.mark.gui
KEYS = [place.key for group in MENU for place in group.places]


def idle(window) -> None:
    """Until no job is open."""
    wait(window.root, lambda: not window.jobs.busy, 30)


def test_every_page_is_drawn_in_light_and_dark(seat) -> None:  # in every size of texts: test_fits.py
    window, bench = seat, seat.bench
    for key in [*KEYS, "settings"]:
        bench.go(key)
        window.root.update()
    bench.show("import:members")
    for part in ("numbers", "accounts", "password", "backup", "look", "about"):
        bench.show("settings").pick(part)
    bench.go("members")
    bench.add_here()
    idle(window)
    bench.switch_mode()
    window.root.update()
    for page in tuple(bench.pages):
        bench.show(page)
        window.root.update()
        assert bench.page.winfo_ismapped() and bench.page.cget("bg") == theme.color("surface")
    idle(window)
    assert window.look.mode == "dark"


def test_switching_between_built_pages_builds_nothing(seat) -> None:
    bench, root = seat.bench, seat.root
    for key in ("people", "members", "people"):
        bench.go(key)
        root.update()
    wait(root, lambda: bench.pages["home"].state.figures)  # what the first page still reads is drawn beside them
    idle(seat)
    built = dict(bench.pages), widgets(root)
    for key in ("members", "people") * 3:
        bench.go(key)
        root.update()
    assert (dict(bench.pages), widgets(root)) == built


def widgets(one: tk.Misc) -> int:
    """How many there are inside."""
    return sum(1 + widgets(child) for child in one.winfo_children())


def test_a_narrow_window_lays_the_pane_over_the_page(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    root.geometry("1040x700+0+0")
    wait(root, lambda: bench.tight and not bench.side.winfo_ismapped())
    press(bench.page.grid_.body, "<Return>")
    wait(root, bench.side.winfo_ismapped)
    assert bench.hide_side()
    root.geometry("1366x768+0+0")
    wait(root, lambda: not bench.tight and bench.side.winfo_ismapped())


def test_pills_filters_and_headers_narrow_and_sort_the_list(seat) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    page.pills.pick("2")
    assert page.state.total == 0 and page.grid_.view.empty.startswith("没有符合条件")
    page.all()
    page.state.narrow("person.sex", "2")
    page.reload()
    assert 0 < page.state.total < 8 and [text for _path, text in page.tools.tokens.items] == ["性别：女"]
    page.all()
    page.grid_.sort_by("person.birth")
    page.grid_.sort_by("person.birth")
    assert page.state.sort == (("person.birth", "desc"),) and page.state.total == 8
    root.update()


def test_a_preview_is_corrected_in_the_grid_and_imported_as_one_act(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    path = tmp_path / "名册.csv"
    rows = [
        ["党员姓名", "身份证号码", "所在支部", "人员类别"],
        ["林德胜", id_card("19600610", 51), "第一党支部", "正式党员"],
        ["宋海燕", id_card("19610101", 53)[:-1], "第二党支部", "正式党员"],
        ["梁永强", id_card("19620202", 55), "三支部", "正式党员"],
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    page = bench.show("import:members")
    page.read(path)
    wait(root, lambda: page.state is not None, 20)
    assert page.go.cget("text") == "导入 1 行" and page.panel.problem.address == "B3"
    assert page.grid_.cell == (3, "1")
    grid = page.grid_
    press(grid.body, "<F2>")
    assert grid.editor.entry.get() == ""
    grid.editor.entry.insert(0, id_card("19610101", 53))
    press(grid.editor.entry, "<Return>")
    assert page.state.how_many(REFUSED) == 0 and page.go.cget("text") == "导入 2 行"
    assert page.panel.problem.level == ASK and page.panel.first_answer.cget("text") == "新建“三支部”"
    page.panel.first_answer.invoke()
    assert page.go.cget("text") == "导入 3 行"
    page.apply()
    wait(root, lambda: bench.key == "list:members", 20)
    assert len(bench.desk.ids(Query(Member))) == 11
    idle(seat)
    bench.undo()
    wait(root, lambda: bench.page.state.total == 8)


def test_a_question_of_every_row_is_answered_once_and_ctrl_down_skips_nothing(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    path = tmp_path / "名册.csv"
    cards = [id_card(f"196{at}0101", 51) for at in range(5)]
    rows = [["序号", "姓名", "身份证号码", "所在支部"]]
    rows += [[str(at), f"{'林宋梁陶戚'[at]}海燕", card[:-1] if at < 3 else card, f"第{'一二三四五'[at]}党支部"]
             for at, card in enumerate(cards)]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(rows)
    page = bench.show("import:members")
    page.read(path)
    wait(root, lambda: page.state is not None, 20)
    grid = page.grid_
    assert grid.cell == (2, "2")
    press(grid.body, "<F2>")
    grid.editor.entry.insert(0, cards[0])
    press(grid.editor.entry, "<Return>")
    grid.select_id(5, "2")
    press(grid.body, "<Control-Down>")
    assert grid.cell == (3, "2") and page.panel.problem.number == 3
    press(grid.body, "<Control-Down>")
    assert grid.cell == (4, "2")
    page.panel.levels.pick(ASK)
    root.update()
    page.panel.go_to(next(at for at, one in enumerate(page.state.problems(ASK)) if one.path == "category"))
    first = page.panel.same_answers[0]
    assert page.panel.problem.at == 1 and first.cget("text") == "5 行全部设为正式党员"
    first.invoke()
    assert not [one for one in page.state.problems(ASK) if one.path == "category"]
    root.update()
    page.panel.all_answer.invoke()
    root.update()
    assert page.state.will_create()  # asked first
    press(root.focus_get(), "<Return>")
    assert page.state.how_many(ASK) == 0


def test_an_id_number_that_was_left_is_judged_at_once_and_fills_its_birth_date(seat) -> None:
    bench = seat.bench
    page = bench.show("form:members")
    page.open(None)
    seat.root.update()
    fields = page.form.fields
    inner, card = fields["person.id_card"].entry.inner, id_card("19600610", 51)
    fields["person.id_card"].put(card[:-1])
    inner.event_generate("<FocusOut>")
    assert fields["person.id_card"].problem_text
    fields["person.id_card"].put(card)
    inner.event_generate("<FocusOut>")
    assert not fields["person.id_card"].problem_text
    assert (fields["person.birth"].get(), fields["person.sex"].get()) == ("1960-06-10", "1")


def test_a_picture_renamed_xlsx_is_told_in_a_sentence(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    (tmp_path / "照片.xlsx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    page = bench.show("import:members")
    page.read(tmp_path / "照片.xlsx")
    wait(root, lambda: getattr(root, "kit_overlay", None) is not None, 20)
    assert page.state is None and page.empty.winfo_ismapped()


def test_a_paper_is_looked_at_kept_and_its_numbers_open_their_names(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    bench.go("papers")
    page = bench.page
    page.pick("members_statistics")
    wait(root, lambda: page.state.document and page.state.document.name == "members_statistics" and page.view.drawn, 30)
    number = next(one for one in page.state.numbers() if one.label == "男")
    page.export(tmp_path / "统计.xlsx")
    wait(root, lambda: (tmp_path / "统计.xlsx").exists() and not seat.jobs.busy, 30)
    for title in ("花名册", "市场主体态势表"):  # the longer one stands in one line, as there is room
        page.title.put(title)
        root.update()
    assert page.title.cget("text") == "市场主体态势表"
    page.open_names(number)
    assert bench.key == "list:members" and bench.page.state.total == int(number.number)
    bench.page.all()
    assert bench.page.state.total == 8


def test_the_list_is_exported_masked_unless_a_reason_is_given(seat, tmp_path) -> None:
    bench, root = seat.bench, seat.root
    bench.go("members")
    page = bench.page
    page.grid_.toggle(0)
    page.handing.export(page.handing.ids(), tmp_path / "一人.xlsx")
    wait(root, lambda: (tmp_path / "一人.xlsx").exists() and not seat.jobs.busy, 30)
    from reports.reading import read_table

    cells = [str(cell) for row in read_table(tmp_path / "一人.xlsx").rows for cell in row if cell is not None]
    assert any("****" in cell for cell in cells) and not any(cell.startswith("990101") for cell in cells)


def test_an_inspection_is_opened_answered_and_its_records_opened(seat, tmp_path: Path) -> None:
    bench, root = seat.bench, seat.root
    bench.go("inspection")
    page = bench.page
    wait(root, lambda: page.state.sheet is not None, 30)
    page.go_on()
    wait(root, lambda: page.state.state == "opened", 30)
    page.grid_.select_id(page.state.place_of("1.3"))
    page.edit()
    page.why.points.put("9")
    page.why.answer()
    assert "0 到" in page.why.points.problem_text
    page.why.points.put("1")
    page.why.answer()
    wait(root, lambda: page.state.line(page.state.place_of("1.3")).own == 100, 30)
    page.go_on()
    assert {"全部按建议确认", "逐项确认", "就这样提交"} < set(texts(root.kit_overlay))
    root.kit_overlay.close()
    page._if_yes("all")
    assert root.kit_overlay is not None and len(page.state.waiting) == 3
    root.kit_overlay.close()
    page.act(page.state.confirm_all)
    wait(root, lambda: not page.state.waiting, 30)
    (tmp_path / "门头.txt").write_text("看过", "utf-8")
    page.why._dropped([tmp_path / "门头.txt"])
    assert [one.name for one in page.why.files.state.kept] == ["门头.txt"]
    bench.desk.undo()
    wait(root, lambda: page.why.files.state.kept == ())
    heap = next(heap for line in page.state.sheet.lines for heap in page.state.heaps(line) if heap.record)
    page.why._open(heap)
    assert bench.page.state.total == heap.size
    idle(seat)


def test_an_inspection_is_compared_with_the_one_before(seat) -> None:
    bench, root = seat.bench, seat.root
    page = bench.show("inspection")
    wait(root, lambda: page.state.sheet is not None, 30)
    assert not page.before_button.winfo_ismapped()
    now = page.state.period
    page.state.step(-1)
    before = page.state.period
    bench.desk.do("compliance.open", period=before.text)
    page.at(before.text, "1.3")
    wait(root, lambda: page.state.state == "opened" and page.why.line.indicator.code == "1.3", 30)
    page.act(lambda: page.state.answer(page.why.line, "1", "有"))
    page.at(now.text)
    wait(root, lambda: page.state.comparison is not None and page.before_button.winfo_ismapped(), 30)
    page.compare()
    box = root.kit_overlay
    root.update()
    assert [one.code for one in page.state.comparison.changed] == ["1.3"] and box.flow.links() == 1
    press(box.flow, "<Return>")
    assert page.why.line.indicator.code == "1.3" and getattr(root, "kit_overlay", None) is None
    idle(seat)


def test_an_official_number_is_changed_in_the_window(seat) -> None:
    bench = seat.bench
    part = bench.show("settings").parts["numbers"]
    part.edit()
    part.box_fields["value"].put("36")
    part.box_save()
    assert part.box_fields["source"].problem_text
    part.box_fields["source"].put("街道通知")
    part.box_save()
    assert part.value.value == "36" and "本地改过" in part.value.marks


def test_the_unencrypted_mark_stands_on_the_rail(seat) -> None:
    rail = seat.bench.rail
    assert not rail._plain and not rail._demo
    rail.put_marks(True, True)
    texts = [rail.itemcget(item, "text") for item in rail.find_all() if rail.type(item) == "text"]
    assert {"未加密", "演示数据"} <= set(texts)
