"""A building's sheet that came back, at the keyboard: looked at, chosen, taken in one act, and taken back."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from db.models.places import Door
from tests.gui.hands import press, wait
from views.window import Window

pytestmark = pytest.mark.gui


def test_a_sheet_goes_out_comes_back_and_is_taken_cell_by_cell(seat: Window, tmp_path: Path):
    bench, desk, file = seat.bench, seat.desk, tmp_path / "3号楼.xlsx"
    compound = desk.do("compounds.add", values={"name": "晨光花园"})
    house = desk.do("buildings.add", values={"number": "3", "compound": compound})
    for number in ("101", "102"):
        desk.do("doors.add", values={"building": house, "number": number, "use": "vacant" if number == "102" else None})
    page = bench.show("sheet")
    assert not page.state.sheets
    page.write(house, file)
    wait(seat.root, lambda: file.exists() and page.state.sheets)
    doors = _typed(file)
    [first, second] = [desk.id_of(Door, uid) for uid in doors]
    before = desk.get(Door, first).values["use"]
    desk.do("doors.edit", id=second, values={"use": "own"})
    page.open(file)
    wait(seat.root, lambda: page.state.comparison is not None)
    assert [cell.state for cell in page.state.cells] == ["conflict", "offer", "unread"]
    body = page.back.body
    press(body, "<Control-a>")
    assert page.state.chosen == {2}  # the conflict is looked at by itself, the unread one cannot be taken
    press(body, "<Home>")
    press(body, "<space>")
    assert page.state.chosen == {1, 2} and page.back.checked == {1, 2}
    bench.save_here()
    wait(seat.root, lambda: page.state.comparison is None)
    assert [desk.get(Door, rid).values["use"] for rid in (first, second)] == ["unsure", "rented"]
    bench.undo()
    wait(seat.root, lambda: desk.get(Door, first).values["use"] == before)
    wait(seat.root, lambda: page.state.sheets[0].taken_on is None)
    page.open(file)
    wait(seat.root, lambda: page.state.comparison is not None)
    bench.save_here()  # nothing chosen: it is asked first
    assert seat.root.kit_overlay is not None
    press(seat.root.focus_get(), "<Escape>")
    assert page.state.comparison is not None
    page.put_away()
    page.open(Path(__file__))
    wait(seat.root, lambda: seat.root.kit_overlay is not None)


def _typed(file: Path) -> list[str]:
    """What the head types: 待核实 at the first door, 出租 and a word for a number at the second; their uids."""
    book = openpyxl.load_workbook(file)
    rows = [row for row in book.worksheets[0].iter_rows() if row[0].value and len(str(row[0].value)) == 32][:2]
    rows[0][4].value, rows[1][4].value, rows[1][5].value = "待核实", "出租", "好几个"
    book.save(file)
    return [row[0].value for row in rows]
