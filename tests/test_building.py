"""One building: its facts for an account, the plan of its doors, the picture and the keys in it, its paper."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from center.desk import Desk, Who
from center.households.layers import KINDS, occupancy
from center.places.building import BuildingFacts, DoorFact, facts, neighbours
from center.places.layers import Kind, Layer, Mark
from center.places.plan import plan
from db.errors import Denied, Invalid, Missing
from db.models.places import Building, Door
from reports import papers
from reports.document import Facts, Table
from reports.numbers import Number
from tests.buildings import appoint, live, stand, writer
from tests.stores import new_desk
from views.state.building import Picture
from views.state.counter import Counter
from views.state.one_building import BuildingState


def given(units: int = 3, floors: int = 18, each: int = 2, more: tuple[DoorFact, ...] = ()) -> BuildingFacts:
    """Facts without a store; ids count from 1 through units, floors, doors."""
    doors: list[DoorFact] = []
    for unit in range(1, units + 1):
        doors += [DoorFact(len(doors) + nth + (floor - 1) * each, f"{floor}{nth:02}", unit, floor, "home")
                  for floor in range(1, floors + 1) for nth in range(1, each + 1)]
    numbers = tuple(replace(one, id=place) for place, one in enumerate(doors, start=1))
    return BuildingFacts(1, "", "晨光花园3号楼", "3号楼", "晨光花园", "第4网格", tuple(range(1, floors + 1)),
                         tuple((unit, str(unit)) for unit in range(1, units + 1)), (*numbers, *more), (), True, {})


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, dict]:
    """A small building in a store, with people and duty persons; no test of the module changes it."""
    desk = new_desk(tmp_path_factory.mktemp("building") / "store")
    found = stand(desk, units=2, floors=3, fire_points="每层 2 处")
    doors = found["doors"]
    with desk.store.writing():
        tx = writer(desk)
        tx.change(Door, doors[1, "101"], {"use": "rented"})
        tx.change(Door, doors[1, "102"], {"use": "vacant"})
        tx.change(Door, doors[2, "302"], {"valid_to": "2026-01-01"})
        for number in ("10", "2"):
            tx.add(Building, {"name": f"晨光花园{number}号楼", "number": number, "compound": found["compound"]})
        tx.finish()
    live(desk, doors[1, "201"], "张党员", number=1, member=True)
    live(desk, doors[1, "201"], "张小小", "2019-05-05", number=3)
    live(desk, doors[2, "201"], "李邻居", number=5)
    appoint(desk, "周桂兰", "building_head", building=found["building"])
    appoint(desk, "马秀英", "unit_head", phone="13800005678", unit=found["units"][0])
    appoint(desk, "罗淑珍", "core_household", door=doors[1, "301"])
    appoint(desk, "高明", "grid_head", grid=found["grid"])
    appoint(desk, "卸任人", "building_head", building=found["building"], until="2025-01-01")
    yield desk, found
    desk.close()


def as_role(desk: Desk, *roles: str) -> Desk:
    """The same store for another account."""
    return Desk(desk.store, Who("other", "别人", roles), clock=desk._clock)


# ---- facts
def test_a_building_tells_its_units_its_doors_and_who_has_a_duty_in_it(kept) -> None:
    desk, found = kept
    told = facts(desk, found["building"])
    assert (told.name, told.short, told.compound, told.grid) == ("晨光花园3号楼", "3号楼", "晨光花园", "第4网格")
    assert [number for _unit, number in told.units] == ["1", "2"] and told.floors == (1, 2, 3)
    assert len(told.doors) == 11  # the one that is gone is not among them
    assert [(one.role, one.name, one.tail) for one in told.duty] == [
        ("building_head", "周桂兰", "1241"), ("unit_head", "马秀英", "5678"), ("core_household", "罗淑珍", "1241"),
        ("grid_head", "高明", "1241")]
    assert told.head["fire_points"] == "每层 2 处" and told.head["community"] == "晨光社区"


def test_who_may_not_read_duty_terms_is_told_nobody_and_no_gap(kept) -> None:
    desk, found = kept
    other = as_role(desk, "meals")
    assert other.may("places.read") and not other.may("cover.read")
    state = BuildingState(other, Counter(other))
    state.load(found["building"])
    assert state.people == () and state.unit_head(found["units"][1]) == ((), False)
    with pytest.raises(Denied):
        facts(as_role(desk, "street"), found["building"])


def test_a_building_that_is_gone_is_told_in_a_sentence(kept) -> None:
    with pytest.raises(Missing, match="这栋楼不在了"):
        facts(kept[0], 9999)


def test_the_buildings_of_a_compound_stand_in_the_order_of_their_numbers(kept) -> None:
    desk, found = kept
    rows = {one.id: one.number for one in Building.select()}
    assert [rows[one] for one in neighbours(desk, found["building"])] == ["2", "3", "10"]


# ---- the plan
def test_doors_whose_numbers_end_alike_stand_above_one_another() -> None:
    first = plan(given(1, 3, 2))
    assert [[cell.door.number for cell in line.cells] for line in first.lines] == [
        ["301", "302"], ["201", "202"], ["101", "102"]]
    gaps = given(1, 3, 2)
    gaps = replace(gaps, doors=tuple(one for one in gaps.doors if one.number != "201"))
    assert [(cell.door.number, cell.column) for cell in plan(gaps).lines[1].cells] == [("202", 1)]


def test_a_public_room_spans_what_is_free_of_its_floor() -> None:
    hall = DoorFact(90, "便民服务站", 1, 0, "public")
    line = plan(given(1, 3, 4, (hall,))).lines[-1]
    assert [(cell.door.number, cell.column, cell.span) for cell in line.cells] == [("便民服务站", 0, 4)]


def test_shops_without_a_unit_share_the_width_and_doors_without_a_floor_come_last() -> None:
    shops = tuple(DoorFact(900 + nth, f"门面{nth}", None, 1, "shop") for nth in range(1, 4))
    garage = DoorFact(990, "车库12", 2, None, "garage")
    lines = plan(given(2, 2, 2, (*shops, garage))).lines
    assert [(line.floor, len(line.cells), len(line.wide)) for line in lines] == [
        (2, 4, 0), (1, 4, 0), (1, 0, 3), (None, 0, 1)]


def test_no_door_is_lost_when_two_of_a_floor_end_alike() -> None:
    twin = DoorFact(77, "0101", 1, 1, "home")
    drawn = plan(given(1, 2, 2, (twin,)))
    assert sorted(one.id for line in drawn.lines for one in line.doors) == [1, 2, 3, 4, 77]


def test_bungalows_without_floors_are_drawn_side_by_side() -> None:
    houses = tuple(DoorFact(nth, str(nth), None, None) for nth in range(1, 41))
    court = replace(given(0, 0, 0), units=(), doors=houses, floors=())
    picture = Picture(court, 818, 569, 1.0)
    assert len(picture.boxes) == 40 and len(picture.rows) > 1
    assert max(box.x + box.w for box in picture.boxes) <= 818


# ---- the picture
@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5])
def test_a_building_of_eighteen_floors_fits_on_1366_by_768(scale: float) -> None:
    picture = Picture(given(), round(818 * scale), round(569 * scale), scale)
    assert picture.foot <= picture.bottom(round(569 * scale)) and not picture.bare
    assert picture.end <= picture.width - picture.right
    edges = {box.x for box in picture.boxes}
    assert len(edges) == 6 and all(isinstance(edge, int) for edge in edges)


def test_thirty_four_floors_keep_the_number_only_and_scroll() -> None:
    picture = Picture(given(4, 34, 2), 818, 569, 1.0)
    assert picture.row == 20 and picture.bare and picture.foot > picture.bottom(569)
    assert len(picture.boxes) == 272 and picture.end <= picture.width - picture.right


def test_a_building_broader_than_the_page_keeps_doors_that_can_be_read() -> None:
    picture = Picture(given(12, 6, 2), 818, 569, 1.0)
    assert picture.door == 44 and picture.end > picture.width


def test_a_point_finds_the_door_under_it_and_none_between_doors() -> None:
    picture = Picture(given(), 818, 569, 1.0)
    box = picture.box(5)
    assert picture.at(box.x, box.y) == 5 and picture.at(box.x + box.w - 1, box.y + box.h - 1) == 5
    assert picture.at(box.x - 1, box.y) is None and picture.at(box.x, 2) is None


def test_arrows_go_over_gaps_and_units_and_stay_at_the_edge() -> None:
    told = given(2, 3, 2)
    told = replace(told, doors=tuple(one for one in told.doors if (one.unit, one.number) != (1, "202")))
    picture = Picture(told, 818, 569, 1.0)
    at = {(one.unit, one.number): one.id for one in told.doors}
    assert picture.step(at[1, "302"], 1, 0) == at[2, "301"]
    assert picture.step(at[1, "201"], 1, 0) == at[2, "201"]
    assert picture.step(at[1, "302"], 0, 1) in (at[1, "201"], at[2, "201"])
    assert picture.step(at[1, "301"], -1, 0) == at[1, "301"] == picture.step(at[1, "301"], 0, -1)
    assert picture.ends(at[1, "302"], True) == at[2, "302"]


def test_a_walk_down_keeps_its_column_past_a_room_that_is_wider() -> None:
    hall = DoorFact(90, "大厅", 1, 0, "public")
    picture = Picture(given(1, 3, 4, (hall,)), 818, 569, 1.0)
    aim = picture.box(4).x + 5
    assert picture.step(4, 0, 1, aim) == 90 and picture.step(90, 0, -1, aim) == 4


# ---- what an account sees
def test_counts_stand_beside_floors_and_under_units(kept) -> None:
    desk, found = kept
    state = BuildingState(desk, Counter(desk))
    state.load(found["building"])
    assert state.layer.key == "occupancy" and state.counted == ("住户", "人")
    first = [one.id for one in state.facts.doors if one.unit == found["units"][0]]
    assert state.counts(first) == (1, 2)
    assert state.sums(found["units"][0])[0] == "6 户 · 住 1 户 2 人"
    assert state.status == "共 11 户 3 人"
    assert [(shade.label, shade.count) for shade in state.legend if shade.label in ("出租", "空置")] == [
        ("出租", 1), ("空置", 1)]


def test_a_sparse_layer_counts_its_doors_and_leaves_the_others_bordered(kept) -> None:
    desk, found = kept
    state = BuildingState(desk, Counter(desk))
    state.load(found["building"])
    state.pick("members")
    looks = state.looks()
    assert looks[found["doors"][1, "201"]][0] == "red" and looks[found["doors"][1, "202"]][0] == "empty"
    assert ("members", "党员", "1 户") in state.pills and state.sums(found["units"][0])[-1] == "1 户"


def test_a_layer_that_a_role_may_not_see_is_not_there(kept) -> None:
    desk, found = kept
    other = as_role(desk, "meals")
    assert other.may("places.read") and not other.may("members.read")
    state = BuildingState(other, Counter(other))
    state.load(found["building"])
    assert "members" not in [pill[0] for pill in state.pills] and "members" not in state.marks
    none = as_role(desk, "mediator")
    state = BuildingState(none, Counter(none))
    state.load(found["building"])
    assert state.counted is None and state.lived is None and not any(state.marks.values())
    assert not any(one.use for one in state.facts.doors)


def test_marks_are_not_even_asked_for_without_the_right(kept) -> None:
    from center.places.building import marks

    desk, found = kept
    asked: list[int] = []
    secret = Layer("secret", "x", "members.read", (Kind("a", "b", "red"),),
                   lambda *given: asked.append(1) or {1: Mark("a")}, 9, True)
    assert marks(as_role(desk, "meals"), facts(desk, found["building"]), secret) == {} and not asked


def test_names_are_shortened_at_a_public_counter(kept) -> None:
    desk, found = kept
    counter = Counter(desk)
    counter.on = True
    state = BuildingState(desk, counter)
    state.load(found["building"])
    assert [one.name for one in state.people][:2] == ["周**", "罗**"]
    assert not any("1241" in one.detail for one in state.people)
    assert state.unit_head(found["units"][0])[0][0] == "单元长 马**"
    assert state.unit_head(found["units"][1]) == (("单元长空缺", "空缺"), True)


# ---- the paper
def made(desk: Desk, building: int):
    uid = Building.get_by_id(building).uid.hex()
    return papers.make(desk, "building_file", papers.params(desk, settings={"building": uid}))


def blocks(document, kind: type) -> list:
    return [block for part in document.parts for block in part.blocks if isinstance(block, kind)]


def test_the_file_carries_door_numbers_and_duty_persons_and_counts(kept) -> None:
    desk, found = kept
    document = made(desk, found["building"])
    pairs = dict(blocks(document, Facts)[0].pairs)
    assert pairs["楼栋长"] == "周桂兰" and pairs["党员中心户"] == "罗淑珍（1单元301）" and pairs["网格长"] == "高明"
    doors, counts = blocks(document, Table)
    assert [row[:3] for row in doors.each()] == [("3", "301", "302"), ("2", "201", "202"), ("1", "101", "102")]
    assert doors.columns[1].group == "1单元 单元长 马秀英" and doors.columns[3].group == "2单元 单元长空缺"
    told = dict(zip([column.label for column in counts.columns], next(counts.each()), strict=True))
    assert (told["住宅"], told["出租"], told["空置"], told["登记人数"], told["其中儿童"], told["其中党员"]) == (
        11, 1, 1, 3, 1, 1)
    assert told["出租"].ids == (found["doors"][1, "101"],) and not isinstance(told["其中儿童"], Number)


def test_the_file_counts_the_use_of_doors_as_the_picture_does(kept) -> None:
    desk, found = kept
    counts = blocks(made(desk, found["building"]), Table)[-1]
    told = dict(zip([column.label for column in counts.columns], next(counts.each()), strict=True))
    homes = [door.id for door in facts(desk, found["building"]).doors if door.home]
    marks = occupancy(desk, found["building"], homes)
    for kind in KINDS:
        assert sorted(told[kind.label].ids) == sorted(rid for rid, mark in marks.items() if mark.kind == kind.key)


def test_the_file_of_a_tower_stays_on_one_page(kept, tmp_path: Path) -> None:
    import pypdfium2
    from openpyxl import load_workbook

    desk, _found = kept
    wish = {"compound": "晨光花园", "grid": None, "first": "90", "units": 2, "floors": 34, "doors": 4}
    desk.do("places.make", wish=wish)
    found = {}
    for language, name in (("", "zh.pdf"), ("en", "en.pdf"), ("", "zh.xlsx")):
        given = papers.params(desk, settings={"building": "晨光花园90号楼"}, language=language)
        papers.hand_out(desk, "building_file", given, tmp_path / name)
        if name.endswith(".pdf"):
            pdf = pypdfium2.PdfDocument(tmp_path / name)
            found[name] = [page.get_textpage().get_text_range() for page in pdf]
            pdf.close()
    desk.undo()
    assert {name: len(texts) for name, texts in found.items()} == {"zh.pdf": 1, "en.pdf": 1}
    assert all(word in found["zh.pdf"][0] for word in ("3404", "填表人", "年　　月　　日"))
    assert load_workbook(tmp_path / "zh.xlsx").worksheets[0].page_setup.fitToHeight == 1


def test_no_list_and_no_record_prints_by_door_how_it_is_used(kept, tmp_path: Path) -> None:
    import pypdfium2
    from openpyxl import load_workbook

    from db.models.places import Door
    from reports.records import sheet
    from views.state.list_many import Many

    desk, found = kept
    for ending in ("pdf", "xlsx"):
        papers.hand_out(desk, "list_doors", papers.params(desk), tmp_path / f"doors.{ending}")
    pdf = pypdfium2.PdfDocument(tmp_path / "doors.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    pdf.close()
    assert "301" in text and not [word for word in ("空置", "自住", "报来人数\n") if word in text]
    page = load_workbook(tmp_path / "doors.xlsx").worksheets[0]
    told = {cell.value for row in page.iter_rows() for cell in row}
    assert "301" in told and not told & {"入住情况", "报来人数", "空置", "自住"}
    assert "空置" not in repr(sheet(desk, Door, found["doors"][1, "101"], papers.params(desk)))
    assert "入住情况" not in repr(sheet(desk, Door, found["doors"][1, "101"], papers.params(desk)))
    copied = Many(desk, Door, [found["doors"][1, "101"]]).as_table(["number", "use", "reported"])
    assert copied.splitlines() == ["室号", "101"]
    with pytest.raises(Invalid, match="不复制"):
        Many(desk, Door, [found["doors"][1, "101"]]).as_table(["number"], ["入住情况：空置"])
    with pytest.raises(Invalid, match="不印"):
        papers.make(desk, "list_doors", papers.params(desk, settings={"where": "入住情况=空置"}))


def test_no_mark_stands_by_a_door_and_no_child_and_no_telephone_in_any_format(kept, tmp_path: Path) -> None:
    import pypdfium2
    from docx import Document as Word
    from openpyxl import load_workbook

    desk, found = kept
    uid = Building.get_by_id(found["building"]).uid.hex()
    given = papers.params(desk, settings={"building": uid})
    for ending in ("pdf", "xlsx", "docx"):
        papers.hand_out(desk, "building_file", given, tmp_path / f"file.{ending}")
    sheet = load_workbook(tmp_path / "file.xlsx").worksheets[0]
    rows = [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    tables = [[cell.text for cell in row.cells] for table in Word(tmp_path / "file.docx").tables for row in table.rows]
    for plan_rows in (rows, tables):
        marked = [row for row in plan_rows if "201" in row]
        assert marked and all(cell.isdigit() for row in marked for cell in row)
    pdf = pypdfium2.PdfDocument(tmp_path / "file.pdf")
    texts = [str(rows), str(tables), "".join(page.get_textpage().get_text_range() for page in pdf)]
    pdf.close()
    for text in texts:
        assert "马秀英" in text and "张" not in text and "13800005678" not in text and "5678" not in text


def test_counts_need_the_right_of_their_layer(kept) -> None:
    desk, found = kept
    meals = [column.label for column in blocks(made(as_role(desk, "meals"), found["building"]), Table)[-1].columns]
    assert "其中党员" not in meals and "登记人数" in meals
    assert "楼栋长" not in dict(blocks(made(as_role(desk, "meals"), found["building"]), Facts)[0].pairs)
    other = made(as_role(desk, "mediator"), found["building"])
    assert [column.label for column in blocks(other, Table)[-1].columns] == ["住宅"]
    assert "楼栋长" not in dict(blocks(other, Facts)[0].pairs)


def test_the_file_of_a_building_that_is_gone_is_refused_with_a_sentence(kept) -> None:
    desk, _found = kept
    with pytest.raises(Missing, match="没有这栋楼"):
        papers.make(desk, "building_file", papers.params(desk, settings={"building": "zz"}))


def test_the_command_line_may_name_the_building(kept) -> None:
    desk, _found = kept
    document = papers.make(desk, "building_file", papers.params(desk, settings={"building": "晨光花园3号楼"}))
    assert document.title == "晨光花园3号楼档案"


# The last one: it opens a store of its own, and the records then speak to that one.
def test_a_broad_building_has_a_table_for_each_unit(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "store")
    found = stand(desk, units=3, floors=2, each=6)
    tables = blocks(made(desk, found["building"]), Table)
    assert len(tables) == 4 and [len(table.columns) for table in tables[:3]] == [7, 7, 7]
    desk.close()
