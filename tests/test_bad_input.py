"""Seven mistakes about places and people: each has its own sentence at its field or cell, nothing is half saved."""
from __future__ import annotations

from contextlib import contextmanager

import pytest

from center.importing import preview_of, problems
from db.days import Day
from db.errors import Problems
from db.models import RECORDS
from db.models.cover import DutyTerm
from db.models.households import Residency
from db.models.places import Building, Unit
from db.questions.importing import all_ids, stored
from reports.reading.table import RawTable
from tests.stores import id_card, new_desk
from tests.test_addresses_queue import add_doors, place


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("bad") / "store")
    garden, other = (place(opened, "compounds", name=name) for name in ("晨光花园", "翠湖苑"))
    opened.three = place(opened, "buildings", number="3", compound=garden, code="K3")
    opened.doors = add_doors(opened, opened.three, {"2": ["501", "502"]})
    add_doors(opened, place(opened, "buildings", number="3", compound=other), {"2": ["501"]})
    opened.wang = {"person.name": "王一", "person.id_card": id_card("19500101"), "person.phone": "13800000001"}
    opened.home = opened.do("residencies.add", values={
        **opened.wang, "door": opened.doors["晨光花园3号楼2-501"], "since": Day("2020-01-01")})
    opened.term = opened.do("duty_terms.add", values={
        **opened.wang, "role": "building_head", "building": opened.three, "since": Day("2024-01-01")})
    yield opened
    opened.close()


@contextmanager
def refused(desk, path: str, words: str):
    """What is done inside is refused at one field in these words, and the store is as it was."""
    before = rows(desk)
    with pytest.raises(Problems) as told:
        yield
    assert words in str(told.value.fields[path])
    assert rows(desk) == before


def rows(_desk) -> dict:
    """Every row of every record, so that nothing is half saved anywhere."""
    return {record.__name__: stored(record, all_ids(record)) for record in RECORDS}


def cell(desk, record, *lines: list) -> tuple[str, str]:
    """(cell, words) of the only problem of a list whose other row is good; the good one is imported and taken back."""
    table = RawTable("xlsx", "名单.xlsx", ["表"], "表", [list(line) for line in lines])
    preview = preview_of(desk, record, table)
    [one] = [one for one in problems(preview) if one["level"] == "refused"]
    before = rows(desk)
    assert desk.do("import", preview=preview)["added"] == 1
    desk.undo()
    assert rows(desk) == before
    return one["cell"], one["message"]


def test_two_buildings_with_one_code(desk):
    with refused(desk, "code", "已有一条楼栋是这个楼栋编码"):
        desk.do("buildings.add", values={"name": "中信大厦", "code": "K3"})
    at, words = cell(desk, Building, ["小区", "楼号", "楼栋编码"], ["晨光花园", "8", "K3"], ["晨光花园", "9", "K9"])
    assert (at, words) == ("C2", "这个楼栋编码已经是“晨光花园3号楼”的，请核对；“晨光花园3号楼”写错了的，请先改正那一条")


def test_a_unit_under_a_floor(desk):
    with refused(desk, "number", "单元在楼层的上面"):
        desk.do("units.add", values={"building": desk.three, "number": "5层"})
    at, words = cell(desk, Unit, ["所属楼栋", "单元号"], ["晨光花园3号楼", "5层"], ["晨光花园3号楼", "7单元"])
    assert at == "B2" and "单元在楼层的上面" in words
    at, words = cell(desk, Residency, ["姓名", "住处"], ["王二", "晨光花园5层2单元"], ["王三", "晨光花园3-2-502"])
    assert at == "B2" and "楼层下面没有单元" in words


def test_a_move_out_before_the_move_in(desk):
    with refused(desk, "until", "迁出日期比迁入日期早"):
        desk.do("residencies.edit", id=desk.home, values={"until": Day("2019-01-01")})
    at, words = cell(desk, Residency, ["姓名", "住处", "迁入日期", "迁出日期"],
                     ["王二", "晨光花园3-2-502", "2020-01-01", "2019-01-01"],
                     ["王三", "晨光花园3-2-502", "2019-01-01", "2020-01-01"])
    assert at == "D2" and "迁出日期比迁入日期早" in words


def test_a_person_in_two_current_households(desk):
    with refused(desk, "door", "王一现在住在晨光花园3号楼2单元501"):
        desk.do("residencies.add", values={**desk.wang, "door": desk.doors["晨光花园3号楼2-502"]})
    at, words = cell(desk, Residency, ["姓名", "身份证号", "住处"], ["王一", id_card("19500101"), "晨光花园3-2-502"],
                     ["王三", "", "晨光花园3-2-502"])
    assert at == "C2" and "请先登记迁出" in words


def test_a_duty_person_with_overlapping_terms(desk):
    with refused(desk, "since", "两段重叠了"):
        desk.do("duty_terms.add", values={**desk.wang, "role": "building_head", "building": desk.three,
                                          "since": Day("2025-01-01")})
    at, words = cell(desk, DutyTerm, ["姓名", "联系电话", "身份", "楼栋", "任职日期", "届满日期"],
                     ["王一", "13800000001", "楼栋长", "晨光花园3号楼", "2023-01-01", "2024-06-01"],
                     ["王三", "", "楼栋长", "翠湖苑3号楼", "2023-01-01", ""])
    assert at == "E2" and "两段重叠了" in words


def test_a_returned_sheet_with_changed_rows(desk, tmp_path):
    from openpyxl import load_workbook

    from center.places.sheets import compare
    from db.listing import record_row
    from reports import papers
    from reports.building_sheet import read_back

    file = tmp_path / "楼栋长填报表.xlsx"
    given = papers.params(desk, "", settings={"building": record_row(Building, desk.three)["uid"].hex()})
    papers.hand_out(desk, "building_sheet", given, file)
    book = load_workbook(file)
    sheet = book.active
    row = next(row for row in sheet.iter_rows() if any(cell.value == "502" for cell in row))
    next(cell for cell in row if cell.value == "502").value = "509"
    book.save(file)
    before = rows(desk)
    found = compare(desk, read_back(file))
    assert "锁住的列改动过" in str(found.refused) and not found.cells
    assert rows(desk) == before


def test_an_address_that_fits_two_doors(desk):
    with refused(desk, "door", "有 2 个叫“3-2-501”的户室"):
        desk.do("residencies.add", values=desk.take(Residency, {"姓名": "王九", "住处": "3-2-501"}))
    at, words = cell(desk, Residency, ["姓名", "住处"], ["王二", "3-2-501"], ["王三", "晨光花园3-2-502"])
    assert at == "B2" and "晨光花园3号楼2单元501、翠湖苑3号楼2单元501" in words
