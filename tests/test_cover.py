"""Duty persons: the place that a role is for, terms that do not overlap, gaps, the five-level chain, measures."""
from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from center import catalog
from center.cover.chain import coverage
from center.cover.incentives import matrix
from center.cover.rules import ABOVE, PLACES, check_incentive, check_term, doubts_term
from center.desk import Desk
from center.duties import home
from center.importing import preview_of
from center.periods import period
from db.days import Day
from db.errors import Missing, Problems
from db.models.addresses import UnreadAddress
from db.models.cover import DutyTerm, Incentive
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Community, Compound, Grid, Street
from db.questions.cover import terms_at
from tests.sheets import Sheet
from tests.stores import NOON, Clock, add_branch, copy_desk, demo_desk, new_desk
from views.state.gaps import GapsState, percent

TODAY = NOON.date()
YEAR = period("2026")


def build(desk: Desk) -> None:
    """晨光社区 with one grid and 晨光里: 1号楼 and 2号楼 of two units each, one door, and an office tower."""
    desk.do("streets.add", values=desk.take(Street, {"街道名称": "示例街道"}))
    desk.do("communities.add", values=desk.take(Community, {"社区名称": "晨光社区", "所属街道": "示例街道"}))
    desk.do("grids.add", values=desk.take(Grid, {"网格名称": "第1网格", "所属社区": "晨光社区"}))
    desk.do("compounds.add", values=desk.take(Compound, {"小区名称": "晨光里", "所属社区": "晨光社区"}))
    for number in ("1", "2"):
        given = {"楼栋名称": f"晨光里{number}号楼", "楼号": number, "所属小区": "晨光里", "所属网格": "第1网格"}
        building = desk.do("buildings.add", values=desk.take(Building, given))
        for unit in ("1", "2"):
            desk.do("units.add", values={"building": building, "number": unit, "name": f"晨光里{number}号楼{unit}单元"})
    desk.do("buildings.add", values=desk.take(Building, {"楼栋名称": "晨光大厦", "所属网格": "第1网格",
                                                        "楼栋类型": "商务楼宇"}))
    desk.do("doors.add", values={"building": 1, "number": "101", "name": "晨光里1号楼101"})


@pytest.fixture(scope="module")
def master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cover") / "store"
    desk = new_desk(folder)
    build(desk)
    desk.close()
    return folder


@pytest.fixture
def desk(master: Path, tmp_path: Path) -> Iterator[Desk]:
    opened = copy_desk(master, tmp_path / "store", Clock())
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


def add(desk: Desk, name: str, role: str, **values: object) -> int:
    texts = {path: Day(value) if path in ("since", "until", "chosen_on") else value for path, value in values.items()}
    return desk.do("duty_terms.add", values={"person.name": name, "role": role} | texts)


def lacking(kind: str, community: int | None = None, day: date = TODAY) -> list[tuple]:
    return [gap.where[1:] for gap in coverage(community, day).of(kind)]


# ---- rules
@pytest.mark.parametrize(("role", "right"), [
    ("grid_head", {"grid": 1}), ("grid_worker", {"grid": 1}), ("building_head", {"building": 1}),
    ("unit_head", {"unit": 1}), ("floor_head", {"building": 1, "floor": 3}), ("core_household", {"door": 1}),
    ("cadre", {"community": 1}), ("cadre", {"compound": 1}), ("cadre", {"building": 1}), ("cadre", {"unit": 1})])
def test_each_role_takes_its_own_place_and_no_other(role: str, right: dict) -> None:
    assert check_term({"role": role} | right, TODAY) == {}
    assert check_term({"role": role}, TODAY)
    allowed = {*right, *ABOVE.get(role, ())}
    others = ["door"] if role == "cadre" else [place for place in PLACES if place not in allowed]
    for other in others:
        assert other in check_term({"role": role, other: 1} | right, TODAY)


def test_a_cadre_is_given_one_place_at_a_time() -> None:
    found = check_term({"role": "cadre", "compound": 1, "building": 2}, TODAY)
    assert list(found) == ["building"] and "两条" in str(found["building"])


def test_a_term_that_ends_before_it_begins_is_told_at_its_end() -> None:
    values = {"role": "unit_head", "unit": 1, "since": Day("2026-05-01"), "until": Day("2025-05-01")}
    assert list(check_term(values, TODAY)) == ["until"]
    assert list(doubts_term(values | {"mode": ("usual",), "chosen_on": Day("2026-06-01")}, TODAY)) == [
        "mode", "chosen_on"]


def test_a_measure_is_not_given_tomorrow_nor_ended_before_it_is_given() -> None:
    assert list(check_incentive({"given_on": Day("2027-01-01")}, TODAY)) == ["given_on"]
    assert list(check_incentive({"given_on": Day("2026-01-01"), "until": Day("2025-01-01")}, TODAY)) == ["until"]


# ---- terms
def test_two_terms_of_one_person_in_one_office_do_not_overlap_and_nothing_is_half_saved(desk: Desk) -> None:
    first = add(desk, "林德胜", "building_head", building=1, since="2024-01-01", until="2026-12-31")
    person = DutyTerm.get_by_id(first).person_id
    with pytest.raises(Problems) as refused:
        add(desk, "林德胜", "building_head", building=1, person=person, since="2026-06-01")
    assert list(refused.value.fields) == ["since"] and "2024-01-01 到 2026-12-31" in str(refused.value)
    assert DutyTerm.select().count() == 1
    add(desk, "林德胜", "building_head", building=1, person=person, since="2026-12-31")
    add(desk, "林德胜", "unit_head", unit=1, person=person, since="2024-01-01")
    assert DutyTerm.select().count() == 3 and Person.select().count() == 1


def test_the_places_above_are_let_go_and_one_that_does_not_hold_it_is_refused(desk: Desk) -> None:
    term = add(desk, "林德胜", "unit_head", unit=3, building=2, compound=1, community=1)
    row = DutyTerm.get_by_id(term)
    assert (row.unit_id, row.building_id, row.compound_id, row.community_id) == (3, None, None, None)
    with pytest.raises(Problems) as refused:
        add(desk, "周玉梅", "unit_head", unit=3, building=1)
    assert list(refused.value.fields) == ["building"] and DutyTerm.select().count() == 1
    add(desk, "王长江", "core_household", door=1, building=1, grid=1)
    with pytest.raises(Problems):
        add(desk, "王长江", "core_household", door=1, building=2)


def test_changing_the_days_so_that_they_overlap_is_refused_too(desk: Desk) -> None:
    first = add(desk, "林德胜", "unit_head", unit=1, until="2025-12-31")
    second = add(desk, "林德胜", "unit_head", unit=1, person=DutyTerm.get_by_id(first).person_id, since="2026-01-01")
    with pytest.raises(Problems) as refused:
        desk.do("duty_terms.edit", id=second, values={"since": Day("2025-06-01")})
    assert "没写日期 到 2025-12-31" in str(refused.value)


def test_a_term_known_to_the_month_goes_over_into_the_next_one(desk: Desk) -> None:
    first = add(desk, "林德胜", "building_head", building=1, since="2023-06", until="2026-06")
    person = DutyTerm.get_by_id(first).person_id
    second = add(desk, "林德胜", "building_head", building=1, person=person, since="2026-06", until="2029-06")
    assert [row["id"] for row in terms_at(date(2026, 5, 31))] == [first]
    assert [row["id"] for row in terms_at(date(2026, 6, 1))] == [second]


def test_somebody_entered_already_is_found_by_name_and_telephone(desk: Desk) -> None:
    known = desk.do("people.add", values=desk.take(Person, {"姓名": "周玉梅", "手机号": "15400000001"}))
    term = add(desk, "周玉梅", "unit_head", unit=2, **{"person.phone": "15400000001"})
    other = add(desk, "周玉梅", "unit_head", unit=3, **{"person.phone": "15400000002"})
    assert DutyTerm.get_by_id(term).person_id == known != DutyTerm.get_by_id(other).person_id


def test_who_is_in_office_stands_with_the_places_above(desk: Desk) -> None:
    add(desk, "林德胜", "unit_head", unit=3, since="2026-01-01")
    add(desk, "旧人", "unit_head", unit=4, until="2026-11-20")
    [row] = terms_at(TODAY, community=1)
    assert (row["name"], row["area"], row["estate"], row["house"], row["unit_number"]) == (
        "林德胜", "晨光社区", "晨光里", "晨光里2号楼", "1")
    assert terms_at(TODAY, building=1) == [] and len(terms_at(date(2026, 1, 1))) == 2


# ---- gaps
def test_every_place_without_its_person_is_a_gap_and_an_office_tower_is_none(desk: Desk) -> None:
    assert lacking("grid_head") == [("第1网格", "", "")] and lacking("cadre") == [("晨光里", "", "")]
    assert lacking("building_head") == [("晨光里", "1号楼", ""), ("晨光里", "2号楼", "")]
    add(desk, "林德胜", "building_head", building=2)
    add(desk, "包联人", "cadre", unit=1, mode=("usual",))
    assert lacking("building_head") == [("晨光里", "1号楼", "")] and lacking("cadre") == []
    assert len(lacking("unit_head")) == 4 and len(lacking("unit_head", 1)) == 4 and lacking("unit_head", 99) == []


def test_a_place_is_covered_only_while_the_term_lasts(desk: Desk) -> None:
    add(desk, "林德胜", "grid_head", grid=1, since="2026-01-01", until="2026-11-30")
    assert lacking("grid_head") == []
    assert lacking("grid_head", day=date(2025, 12, 31)) and lacking("grid_head", day=date(2026, 11, 30))


def test_a_house_that_was_pulled_down_lacks_nobody(desk: Desk) -> None:
    desk.do("buildings.edit", id=1, values={"valid_to": Day("2026-10-01")})
    assert lacking("building_head") == [("晨光里", "2号楼", "")] and len(lacking("unit_head")) == 2


def test_the_chain_counts_five_levels_and_opens_what_is_behind(desk: Desk) -> None:
    branch = add_branch(desk, "晨光里党支部")
    desk.do("compounds.edit", id=1, values={"organisation": branch})
    desk.do("buildings.edit", id=2, values={"group": branch})
    add(desk, "林德胜", "core_household", door=1)
    found = {one.name: one for one in coverage(1, TODAY).levels}
    assert list(found) == ["street", "community", "compound", "building", "core_household"]
    assert [(len(one.counted), len(one.base)) for one in found.values()] == [(0, 1), (0, 1), (1, 1), (1, 2), (1, 2)]
    assert found["building"].counted.ids == (2,) and found["core_household"].gaps.ids == (2,)
    assert desk.measure("cover.compounds_organised", YEAR).share == 1
    assert desk.measure("cover.buildings_grouped", YEAR).counted.record is Building


def test_measures_of_incentives_tell_who_has_and_who_lacks_them(desk: Desk) -> None:
    term = add(desk, "林德胜", "building_head", building=1)
    add(desk, "包联人", "cadre", building=1, mode=("usual",))
    assert desk.measure("cover.insured", YEAR).share == 0
    given = {"人员": "林德胜", "措施": "意外伤害保险", "落实日期": "2026-01-01", "有效期到": "2026-11-25"}
    desk.do("incentives.add", values=desk.take(Incentive, given))
    found = {one.label: one for one in matrix(1, TODAY)}
    assert len(found) == 9 and found["意外伤害保险"].have.ids == (term,) and found["通信补贴"].lack.ids == (term,)
    assert desk.measure("cover.insured", YEAR).share == 1
    assert found["意外伤害保险"].lack.ids == () and matrix(1, date(2026, 11, 26))[0].lack.ids == (term,)


def test_ends_of_terms_and_insurances_and_empty_offices_stand_among_todays_work(desk: Desk) -> None:
    assert [duty for duty in home(desk).duties if duty.domain == "cover"] == []
    term = add(desk, "林德胜", "building_head", building=1, until="2026-12-01")
    add(desk, "旧人", "unit_head", unit=1, until="2026-10-01")
    desk.do("incentives.add", values={"term": term, "kind": "1", "given_on": Day("2026-01-01"),
                                      "until": Day("2026-11-25")})
    told = [(duty.kind, str(duty.title), str(duty.detail)) for duty in home(desk).duties if duty.domain == "cover"]
    assert sorted(told) == [("insurance", "保险到期", "林德胜"), ("missing", "没有楼栋长", "1 处，共 2 处"),
                            ("term", "任期届满", "楼栋长　林德胜")]


def test_adding_a_duty_person_is_taken_back_by_undo(desk: Desk) -> None:
    add(desk, "林德胜", "building_head", building=1)
    desk.undo()
    assert DutyTerm.select().count() == 0 and len(lacking("building_head")) == 2


# ---- the demo centre
def test_the_demo_centre_has_people_in_office_and_a_few_gaps(demo: Desk) -> None:
    found = coverage(1, TODAY)
    for level in found.levels:
        assert len(level.counted) + len(level.gaps) == len(level.base) > 0
    assert {gap.kind for gap in found.gaps} >= {"building_head", "unit_head", "grid_worker", "cadre", "compound"}
    for name in ("buildings_headed", "units_headed", "grids_headed", "core_households", "insured"):
        share = demo.measure(f"cover.{name}", YEAR).share
        assert 0.5 < share <= 1, name
    assert "cover.heads" in catalog.measures()


def test_everybody_of_the_demo_centre_lives_behind_a_door_but_four_whose_address_is_to_be_settled(demo: Desk) -> None:
    current = {row.person_id for row in Residency.select().where(Residency.until.is_null())}
    assert Person.select().count() - len(current) == 4
    assert sorted(row.reason for row in UnreadAddress.select()) == ["partial", "several", "unknown", "unread"]


def test_no_field_or_code_of_cover_marks_a_person() -> None:
    from db.codes import code_list
    from db.record import typed_fields

    words = [str(field.label) for record in (DutyTerm, Incentive) for _name, field in typed_fields(record)]
    words += [name for code in ("duty_role", "duty_way", "cover_mode", "incentive_kind")
              for name in code_list(code).items.values()]
    assert not [word for word in words for bad in ("重点", "管控", "维稳", "不放心") if bad in word]


def test_a_roster_with_compound_building_and_unit_in_columns_is_imported(demo: Desk) -> None:
    lines = [["姓名", "身份", "小区", "楼栋", "单元", "联系电话", "网格"],
             ["李小河", "单元长", "晨光里", "2号楼", "1单元", "15400001112", None],
             ["张大山", "楼长", None, "2号楼", None, "15400001111", None],
             ["王长江", "网格员", None, None, None, "15400001113", "第4网格"]]
    preview = preview_of(demo, DutyTerm, Sheet(lines))
    assert [row.state for row in preview.rows] == ["new"] * 3
    before = DutyTerm.select().count()
    demo.do("import", preview=preview)
    added = list(DutyTerm.select().order_by(DutyTerm.id.desc()).limit(3))
    assert DutyTerm.select().count() == before + 3
    assert [(row.role, row.building_id, row.unit_id, row.grid_id) for row in reversed(added)] == [
        ("unit_head", None, 5, None), ("building_head", 2, None, None), ("grid_worker", None, None, 4)]
    demo.undo()


# ---- papers
def paper(desk: Desk, name: str, **settings: str):
    from reports import papers

    return papers.make(desk, name, papers.params(desk, "2026", settings=settings))


def rows(document, part: int = 0) -> list[tuple]:
    return [tuple(str(cell) for cell in row) for row in document.parts[part].blocks[0].each()]


def test_every_paper_ends_in_names_and_a_day_and_looks_at_one_day_only(demo: Desk) -> None:
    from reports.document import Signatures

    for name in ("duty_roster", "cadre_ledger", "chain_cover", "gaps_sheet"):
        made = paper(demo, name)
        assert all(isinstance(part.blocks[-1], Signatures) and part.blocks[-1].date_line for part in made.parts)
        assert "数据截至：2026年11月20日" in made.date_line
        notes = [str(block.text) for part in made.parts for block in part.blocks if hasattr(block, "text")]
        assert not any("2026" in note for note in notes)
    assert [part.title for part in paper(demo, "chain_cover").parts][1] == "空缺清单"


def test_the_roster_names_everybody_in_office_place_by_place_with_a_masked_telephone(demo: Desk) -> None:
    found = rows(paper(demo, "duty_roster", community="晨光社区"))
    assert [row[3] for row in found[:2]] == ["网格长", "专职网格员"]
    assert all("****" in row[7] for row in found if row[7])
    houses = [row[5] for row in found if row[4] == "晨光里" and row[3] == "楼栋长"]
    assert houses == [f"{number}号楼" for number in range(1, 7)]
    first = next(place for place, row in enumerate(found) if row[3] == "楼栋长")
    assert [row[6] for row in found[first:first + 5]] == ["", "1单元", "2单元", "3单元", "4单元"]
    assert len(found) == len(terms_at(TODAY)) - sum(row["role"] == "cadre" for row in terms_at(TODAY))


def test_the_ledger_of_cadres_tells_what_each_looks_after_and_when(demo: Desk) -> None:
    found = rows(paper(demo, "cadre_ledger"))
    assert {"晨光社区", "晨光里", "晨光里3号楼"} <= {row[4] for row in found} and all(row[1] for row in found)
    urgent = rows(paper(demo, "cadre_ledger", mode="urgent"))
    assert 0 < len(urgent) < len(found) and all(row[6] == "√" for row in urgent)


def test_the_sheet_of_the_chain_agrees_with_the_measures_and_lists_the_gaps(demo: Desk) -> None:
    made = paper(demo, "chain_cover", community="晨光社区")
    found = rows(made)
    share = demo.measure("cover.buildings_grouped", YEAR)
    assert found[3][:5] == ("楼栋党小组", str(len(share.base)), str(share.value), str(len(share.base) - share.value),
                            "8333")
    assert found[0][5] == "" and "翠湖苑4号楼" in found[3][5]
    cell = next(iter(made.parts[0].blocks[0].each()))[1]
    assert cell.record is Street and cell.ids == (1,)
    listed = sum(int(row[3]) for row in found)
    assert len(rows(made, 1)) == listed


def test_the_list_of_gaps_is_that_of_the_page_and_can_be_of_one_kind(demo: Desk) -> None:
    assert len(rows(paper(demo, "gaps_sheet"))) == len(coverage(None, TODAY).gaps)
    found = rows(paper(demo, "gaps_sheet", kind="unit_head", community="晨光社区"))
    assert found and {row[5] for row in found} == {"没有单元长"}
    with pytest.raises(Missing):
        paper(demo, "gaps_sheet", community="没有这个社区")


# ---- the page, without a screen
def test_the_page_offers_each_kind_and_leads_to_the_form_that_fills_a_gap(demo: Desk) -> None:
    state = GapsState(demo)
    state.take(state.load(state.community))
    keys = [key for key, *_rest in state.kinds]
    assert keys == ["", "grid_head", "grid_worker", "building_head", "unit_head", "cadre", "chain", "measures"]
    assert state.area == "晨光社区" and len(state.ids()) == state.kinds[0][2]
    assert state.kinds[0][2] == sum(count for key, _word, count in state.kinds if key not in ("", "measures"))
    state.kind = "unit_head"
    [row] = state.fetch(list(state.ids())[:1])
    assert row.texts[1:] == ("晨光里", "2号楼", "1单元", "没有单元长")
    filling = state.filling(1)
    assert filling.record is DutyTerm and filling.texts["role"] == "unit_head" and filling.texts["unit"].startswith("#")
    assert filling.labels == {"role": "单元长", "unit": "晨光里2号楼1单元"}
    state.kind = "compound"
    state.take(state.load(1))
    assert state.kind == "compound" and state.kinds[-2][:2] == ("compound", "其中 小区党支部")
    assert list(state.ids()) == [1]
    assert (state.filling(1).record, state.filling(1).path) == (Compound, "organisation")
    state.kind = "core_household"
    state.ids()
    assert state.filling(1).texts == {"role": "core_household"} and state.may_fill(1)


def test_measures_stand_in_the_page_with_who_has_and_who_lacks_them(demo: Desk) -> None:
    state = GapsState(demo)
    state.take(state.load(1))
    state.kind = "measures"
    [row] = state.fetch(list(state.ids())[:1])
    assert row.texts[0] == "意外伤害保险" and int(row.texts[1]) == len(state.measure(1).have)
    assert len(state.columns) == 3 and percent(state.levels[0]) == "100%"


def test_a_store_without_places_says_what_to_do_first(tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "store")
    state = GapsState(desk)
    state.take(state.load(state.community))
    assert "建楼" in state.empty and list(state.ids()) == [] and state.community is None
    desk.close()
