"""A building's sheet: what goes out is locked and numbered; what comes back is compared, taken by cells, or refused."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from center.places.sheets import CONFLICT, OFFER, SAME, TAKEN, UNREAD, compare
from db.errors import Denied, Invalid, Missing, Problems, Unreadable
from db.listing import Query
from db.models.places import Building, Door, SentSheet
from tests.stores import new_desk

PLACES = {"use": 5, "reported": 6, "note": 7}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A building of two units, two floors and two doors each."""
    opened = new_desk(tmp_path_factory.mktemp("sheets") / "store")
    compound = opened.do("compounds.add", values={"name": "晨光花园"})
    building = opened.do("buildings.add", values={"number": "3", "compound": compound, "name": "晨光花园3号楼"})
    for unit in ("1", "2"):
        at = opened.do("units.add", values={"building": building, "number": unit, "name": f"晨光花园3号楼{unit}单元"})
        for number in ("201", "202", "101", "102"):
            opened.do("doors.add", values={"building": building, "unit": at, "number": number, "use": "own",
                                           "floor": int(number[0])})
    opened.do("buildings.add", values={"number": "4", "compound": compound, "name": "晨光花园4号楼"})
    opened.building, opened.compound = building, compound
    yield opened
    opened.close()


@pytest.fixture
def sheet(desk, tmp_path) -> Path:
    """One that has just gone out."""
    return _sent(desk, tmp_path / "sheet.xlsx")


def _sent(desk, path: Path, language: str = "") -> Path:
    from reports.papers import hand_out, params

    uid = desk.get(Building, desk.building).uid
    hand_out(desk, "building_sheet", params(desk, settings={"building": uid}, language=language), path)
    return path


def _back(path: Path):
    from reports.building_sheet import read_back

    return read_back(path)


def _fill(path: Path, typed: dict[tuple[str, str], dict[str, object]]) -> None:
    """As the building's head types: (unit, room) → what."""
    book = openpyxl.load_workbook(path)
    for row in book.worksheets[0].iter_rows():
        for name, value in typed.get((row[1].value, row[2].value), {}).items():
            row[PLACES[name] - 1].value = value
    book.save(path)


def _door(desk, unit: str, number: str) -> int:
    query = Query(Door, filters=(("number", "eq", number), ("unit.number", "eq", unit)))
    return desk.ids(query)[0]


def _states(found) -> dict[tuple[str, str], str]:
    return {(cell.place, cell.path): cell.state for cell in found.cells if cell.state != SAME}


def _name(desk, unit: str, number: str) -> str:
    return desk.get(Door, _door(desk, unit, number)).values.get("name") or f"晨光花园3号楼{unit}单元{number}"


def test_only_what_is_asked_for_can_be_typed_and_codes_are_drop_downs(sheet):
    page = openpyxl.load_workbook(sheet).worksheets[0]
    rows = [row for row in page.iter_rows() if row[0].value and len(str(row[0].value)) == 32]
    assert page.protection.sheet and not page.protection.password and page.column_dimensions["A"].hidden
    assert [[cell.protection.locked for cell in row] for row in rows] == [[True] * 4 + [False] * 3] * 8
    [rule] = [one for one in page.data_validations.dataValidation if one.type == "list"]
    assert "自住" in rule.formula1 and str(rule.sqref) == f"E{rows[0][0].row}:E{rows[-1][0].row}"
    assert [(row[1].value, row[2].value) for row in rows[:3]] == [("1", "101"), ("1", "102"), ("1", "201")]


def test_what_is_asked_for_goes_out_empty_so_that_no_door_is_marked_on_paper(desk, sheet):
    page = openpyxl.load_workbook(sheet).worksheets[0]
    rows = [row for row in page.iter_rows() if row[0].value and len(str(row[0].value)) == 32]
    assert len(rows) == 8 and not [cell.value for row in rows for cell in row[4:] if cell.value is not None]
    assert not [word for row in page.iter_rows() for word in ("自住", "空置", "出租") if word in str(row[4].value)]


def test_the_building_head_signs_at_the_foot_and_what_is_written_there_is_no_row(desk, sheet):
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    [foot] = [cell for row in page.iter_rows() for cell in row if str(cell.value or "").startswith("楼栋长：")]
    assert "签名：" in foot.value and "年" in page.cell(foot.row + 1, foot.column).value
    assert not foot.protection.locked and not page.cell(foot.row + 1, foot.column).protection.locked
    foot.value = foot.value.replace("楼栋长：", "楼栋长：甲")
    page.unmerge_cells(next(str(one) for one in page.merged_cells.ranges if foot.coordinate in one))
    page.cell(foot.row, 6).value, page.cell(foot.row + 1, foot.column).value = "签名：甲", "2026年11月20日"
    book.save(sheet)
    assert compare(desk, _back(sheet)).refused is None


def test_an_empty_cell_reports_nothing_even_when_the_program_was_changed_since(desk, sheet):
    desk.do("doors.edit", id=_door(desk, "1", "101"), values={"use": "vacant"})
    assert not _states(compare(desk, _back(sheet)))
    _fill(sheet, {("1", "101"): {"use": "自住"}, ("1", "102"): {"use": "自住"}})
    found = compare(desk, _back(sheet))
    assert _states(found) == {(_name(desk, "1", "101"), "use"): CONFLICT, (_name(desk, "1", "102"), "use"): TAKEN}
    assert (found.of(CONFLICT)[0].sent, found.of(CONFLICT)[0].now) == ("own", "vacant")
    desk.undo()


def test_a_paper_without_locked_columns_is_not_protected(desk, tmp_path):
    from reports.papers import hand_out, params

    hand_out(desk, "list_doors", params(desk), tmp_path / "doors.xlsx")
    assert not openpyxl.load_workbook(tmp_path / "doors.xlsx").worksheets[0].protection.sheet


def test_looking_at_the_sheet_writes_nothing_and_handing_it_out_is_noted(desk, tmp_path):
    from reports.papers import make, params

    before = len(list(SentSheet.select()))
    uid = desk.get(Building, desk.building).uid
    make(desk, "building_sheet", params(desk, settings={"building": uid}))
    assert len(list(SentSheet.select())) == before
    _sent(desk, tmp_path / "one.xlsx")
    assert len(list(SentSheet.select())) == before + 1


def test_the_sheet_names_nobody(desk, sheet):
    book = openpyxl.load_workbook(sheet)
    texts = " ".join(str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value)
    assert not [word for word in ("姓名", "电话", "身份证", "户主") if word in texts]


def test_a_sheet_that_came_back_empty_offers_nothing(desk, sheet):
    found = compare(desk, _back(sheet))
    assert found.refused is None and found.building == desk.building
    assert len(found.cells) == 24 and not _states(found)


def test_each_changed_cell_is_an_offer_a_conflict_already_so_or_unread(desk, sheet):
    _fill(sheet, {("1", "101"): {"use": "空置", "reported": 2}, ("1", "102"): {"use": "出租"},
                  ("2", "201"): {"use": "空置"}, ("2", "202"): {"reported": "好多", "use": "没人"}})
    desk.do("doors.edit", id=_door(desk, "1", "102"), values={"use": "vacant"})
    desk.do("doors.edit", id=_door(desk, "2", "201"), values={"use": "vacant"})
    desk.do("doors.edit", id=_door(desk, "2", "101"), values={"use": "rented"})
    found = compare(desk, _back(sheet))
    assert _states(found) == {
        (_name(desk, "1", "101"), "use"): OFFER, (_name(desk, "1", "101"), "reported"): OFFER,
        (_name(desk, "1", "102"), "use"): CONFLICT, (_name(desk, "2", "201"), "use"): TAKEN,
        (_name(desk, "2", "202"), "use"): UNREAD, (_name(desk, "2", "202"), "reported"): UNREAD}
    [conflict] = found.of(CONFLICT)
    assert (conflict.sent, conflict.now, conflict.back) == ("own", "vacant", "rented")
    assert all(isinstance(cell.problem, Invalid) for cell in found.of(UNREAD))
    for _ in range(3):
        desk.undo()


def test_taking_back_is_one_act_and_one_undo_and_only_once(desk, sheet):
    _fill(sheet, {("1", "101"): {"use": "空置", "note": "管道漏水"}, ("2", "102"): {"reported": 4}})
    found = compare(desk, _back(sheet))
    cells = [[cell.uid, cell.path, cell.back] for cell in found.of(OFFER)]
    assert desk.do("places.take_sheet", sheet=found.token, cells=cells) == 2
    row = desk.get(Door, _door(desk, "1", "101")).values
    assert (row["use"], row["note"]) == ("vacant", "管道漏水")
    again = compare(desk, _back(sheet))
    assert again.refused is not None and "已经" in str(again.refused)
    with pytest.raises(Invalid):
        desk.do("places.take_sheet", sheet=found.token, cells=[])
    desk.undo()
    assert desk.get(Door, _door(desk, "1", "101")).values["use"] == "own"
    assert len(compare(desk, _back(sheet)).of(OFFER)) == 3


def test_a_bad_cell_leaves_nothing_half_taken(desk, sheet):
    found = compare(desk, _back(sheet))
    uid = found.cells[0].uid
    with pytest.raises(Problems):
        desk.do("places.take_sheet", sheet=found.token, cells=[[uid, "use", "空置"], [uid, "number", "999"]])
    with pytest.raises(Problems):
        desk.do("places.take_sheet", sheet=found.token, cells=[[uid, "use", "空置"], [uid, "reported", "好多"]])
    with pytest.raises(Missing):
        desk.do("places.take_sheet", sheet=found.token, cells=[["0" * 32, "use", "空置"]])
    assert not _states(compare(desk, _back(sheet)))


@pytest.mark.parametrize("spoil", ["number", "floor", "uid", "remove", "add", "below"])
def test_changed_rows_or_locked_cells_refuse_the_whole_sheet(desk, sheet, spoil):
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    first = next(cell.row for cell in page["A"] if cell.value and len(str(cell.value)) == 32)
    if spoil in ("number", "floor", "uid"):
        page.cell(first + 1, {"number": 3, "floor": 4, "uid": 1}[spoil]).value = "7" if spoil != "uid" else "a" * 32
    elif spoil == "remove":
        page.delete_rows(first + 2)
    elif spoil == "add":
        page.insert_rows(first + 1)
        page.cell(first + 1, 3).value = "车库1"
    else:
        page.cell(page.max_row + 1, 3).value, page.cell(page.max_row, 5).value = "车库1", "空置"
    book.save(sheet)
    assert "改动过" in str(compare(desk, _back(sheet)).refused)


def test_rows_that_were_only_sorted_still_fit(desk, sheet):
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    first = next(cell.row for cell in page["A"] if cell.value and len(str(cell.value)) == 32)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=first, max_row=first + 7)][::-1]
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            page.cell(first + at, place + 1).value = value
    book.save(sheet)
    assert compare(desk, _back(sheet)).refused is None


def test_a_foreign_workbook_and_one_whose_sending_was_taken_back_are_refused(desk, sheet, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["单元", "室号", "入住情况"])
    book.save(tmp_path / "own.xlsx")
    assert "不是本软件" in str(compare(desk, _back(tmp_path / "own.xlsx")).refused)
    desk.undo()
    assert "编号" in str(compare(desk, _back(sheet)).refused)


def test_a_file_that_is_not_there_is_said_so_and_an_unread_text_stands_beside_its_reason(desk, sheet, tmp_path):
    from views.state.sheet_back import SheetBackState

    with pytest.raises(Unreadable, match="没有找到文件"):
        _back(tmp_path / "没有.xlsx")
    _fill(sheet, {("1", "101"): {"reported": "三", "use": "没人"}})
    state = SheetBackState(desk)
    state.open(_back(sheet))
    assert [cell["back"] for cell in state.lines()] == ["“没人”不在入住情况里，请从下拉里选一项", "三（请写整数）"]
    assert [row.texts[4].text for row in state.fetch([1, 2])] == [cell["back"] for cell in state.lines()]


def test_a_door_that_went_meanwhile_is_named_and_the_others_can_be_taken(desk, sheet):
    _fill(sheet, {("2", "202"): {"use": "空置"}, ("2", "201"): {"use": "空置"}})
    desk.do("doors.remove", id=_door(desk, "2", "202"))
    found = compare(desk, _back(sheet))
    [lost] = found.of(UNREAD)
    assert lost.place == "2-202" and len(found.of(OFFER)) == 1
    desk.undo()


def test_a_sheet_in_another_language_is_read_all_the_same(desk, tmp_path):
    from center.tongues import translations
    from db.words import Word

    path = _sent(desk, tmp_path / "english.xlsx", "en")
    assert compare(desk, _back(path)).refused is None and not _states(compare(desk, _back(path)))
    words = translations(Word("空置"))
    if words:
        _fill(path, {("1", "101"): {"use": words[0]}})
        assert [cell.back for cell in compare(desk, _back(path)).of(OFFER)] == ["vacant"]


def test_a_building_without_doors_has_no_sheet_and_a_reader_may_send_none(desk):
    empty = desk.ids(Query(Building, filters=(("number", "eq", "4"),)))[0]
    with pytest.raises(Missing):
        desk.do("places.send_sheet", building=empty)
    who, desk.who = desk.who, type(desk.who)("li", "李", ("mediator",))
    try:
        with pytest.raises(Denied):
            desk.do("places.send_sheet", building=desk.building)
    finally:
        desk.who = who


def test_checking_all_takes_what_nobody_here_changed_and_a_change_here_is_seen_at_once(desk, sheet):
    from views.state.sheet_back import SheetBackState

    _fill(sheet, {("1", "101"): {"use": "空置"}, ("1", "102"): {"use": "出租", "note": "灯坏了"},
                  ("2", "202"): {"reported": "好多"}})
    desk.do("doors.edit", id=_door(desk, "1", "102"), values={"use": "vacant"})
    state = SheetBackState(desk)
    state.open(_back(sheet))
    assert [cell.state for cell in state.cells] == [CONFLICT, OFFER, OFFER, UNREAD]
    assert list(state.ids()) == [-1, 1, -2, 2, 3, -3, 4] and len(state.fetch(state.ids())) == 7
    assert state.choose({1, 2, 3, 4}) == {2, 3} and state.choose({1, 2, 3}) == {1, 2, 3}
    desk.do("doors.edit", id=_door(desk, "1", "101"), values={"use": "rented"})
    assert state.again() and [cell.state for cell in state.cells] == [CONFLICT, CONFLICT, OFFER, UNREAD]
    assert {state.cells[at - 1].path for at in state.chosen} == {"use", "note"}
    state.chosen.clear()
    assert len(state.all_offers()) == 1 and state.choose({1, 2, 3}) == {3}
    assert state.choose({1, 3}) == {1, 3} and state.choose({1, 2, 3}) == {1, 2, 3}
    assert state.take() == 2 and state.comparison is None
    state.load()
    assert state.sheets[0].taken_on and "还没有收回" in state.count
    for _ in range(3):
        desk.undo()


def test_the_command_line_looks_takes_and_refuses(desk, tmp_path, monkeypatch, capsys):
    import json

    from tests.stores import LOGIN, PASSWORD, copy_desk
    from views.cli import main

    file = _sent(desk, tmp_path / "cli.xlsx")
    _fill(file, {("1", "101"): {"use": "空置"}})
    copied = copy_desk(desk.store.folder, tmp_path / "store")
    copied.close()
    for name, value in (("DATA", str(tmp_path / "store")), ("USER", LOGIN), ("PASSWORD", PASSWORD)):
        monkeypatch.setenv(f"CENTER_{name}", value)

    def run(*words: str) -> dict:
        main(["--json", "--accept-clock", *words])
        return json.loads(capsys.readouterr().out)

    assert [cell["state"] for cell in run("sheet", str(file))["cells"]] == ["offer"]
    assert run("sheet", str(file), "--take", "offers")["doors"] == 1
    assert "已经在" in run("sheet", str(file))["error"]
    assert "楼栋长填报表" in run("undo")["undone"]
