"""Enterprises: their code, the stays that follow from their row, the situation table, and how far the Party reaches."""
from __future__ import annotations

from datetime import date

import pytest

from center.enterprises.measures import coverage
from center.enterprises.rules import check_council, check_enterprise, doubts_enterprise
from center.enterprises.situation import Stay, by_month, line_of, situation
from center.history import timeline
from center.periods import period
from center.places.layers import seen
from db.checks import read_credit_code
from db.days import Day
from db.errors import Denied, Invalid, Problems
from db.listing import Query
from db.models.enterprises import CouncilMember, Enterprise, Tenancy
from db.models.places import Building, Door
from db.questions.enterprises import stays_of
from tests.stores import new_desk

CODE = "91990101MA0000001Y"
NOVEMBER = period("2026-11")


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """Two towers with a room each; every test brings enterprises of its own."""
    opened = new_desk(tmp_path_factory.mktemp("enterprises") / "store")
    for name in ("中信大厦", "时代广场"):
        at = opened.do("buildings.add", values=opened.take(Building, {"name": name, "kind": "商务楼宇"}))
        opened.do("doors.add", values={"building": at, "number": "1203", "floor": 12})
    yield opened
    opened.close()


@pytest.fixture(autouse=True)
def clean(desk):
    """No enterprise is left over from another test."""
    yield
    desk.do("enterprises.remove_many", reason="测试", ids=list(desk.ids(Query(Enterprise))))


def building(desk, name: str = "中信大厦") -> int:
    return desk.ids(Query(Building, filters=(("name", "eq", name),)))[0]


def room(desk, name: str = "中信大厦") -> int:
    return desk.ids(Query(Door, filters=(("building", "eq", building(desk, name)),)))[0]


def add(desk, name: str, **values) -> int:
    days = {key: Day(values.pop(key)) for key in ("came_on", "left_on") if values.get(key)}
    return desk.do("enterprises.add", values={"name": name, **values, **days})


def numbers(line) -> tuple[int, ...]:
    return tuple(map(len, (line.opening, line.new, line.came_in, line.out, line.closed, line.closing)))


def test_a_credit_code_with_a_wrong_check_character_is_refused_at_its_field(desk):
    good = read_credit_code(CODE)
    typed = desk.take(Enterprise, {"name": "晨光设计", "credit_code": CODE[:-1] + ("1" if CODE[-1] != "1" else "2")})
    assert not isinstance(good, Invalid) and isinstance(typed["credit_code"], Invalid)
    with pytest.raises(Problems) as refused:
        desk.do("enterprises.add", values=typed)
    assert set(refused.value.fields) == {"credit_code"}
    add(desk, "晨光设计", credit_code=CODE)
    with pytest.raises(Problems) as twice:
        add(desk, "晨光设计二店", credit_code=CODE)
    assert set(twice.value.fields) == {"credit_code"}


def test_leaving_needs_way_and_day_and_comes_after_coming():
    assert set(check_enterprise({"left": "out"}, date(2026, 11, 20))) == {"left_on"}
    assert set(check_enterprise({"left_on": Day("2026-05")}, date(2026, 11, 20))) == {"left"}
    both = {"left": "out", "left_on": Day("2026-05"), "came_on": Day("2026-06-01"), "staff": 3, "members": 4}
    assert set(check_enterprise(both, date(2026, 11, 20))) == {"left_on", "members"}
    same_month = {"left": "out", "left_on": Day("2026-05"), "came_on": Day("2026-05-12")}
    assert check_enterprise(same_month, date(2026, 11, 20)) == {}
    wrong = {"since": Day("2026-06"), "until": Day("2026-05")}
    assert set(check_council(wrong, date(2026, 11, 20))) == {"until"}


def test_what_the_table_would_miss_is_doubted_and_blocks_nothing():
    today = date(2026, 11, 20)
    assert set(doubts_enterprise({"came": "new"}, today)) == {"came_on"}
    assert set(doubts_enterprise({"came_on": Day("2026")}, today)) == {"came"}
    assert set(doubts_enterprise({"organisation_state": "guided", "organisation": 3}, today)) == {
        "guide", "organisation_state"}


def test_a_room_brings_its_building_and_another_building_leaves_the_room(desk):
    rid = add(desk, "晨光设计", door=room(desk))
    row = desk.get(Enterprise, rid).values
    assert (row["building"], row["room"]) == (building(desk), "1203")
    desk.do("enterprises.edit", id=rid, values={"building": building(desk, "时代广场")})
    assert desk.get(Enterprise, rid).values["door"] is None
    with pytest.raises(Problems) as refused:
        add(desk, "晨光咨询", door=room(desk), building=building(desk, "时代广场"))
    assert "晨光咨询" in str(refused.value.fields["door"]) and len(desk.ids(Query(Enterprise))) == 1


def test_a_move_closes_the_old_stay_on_the_day_of_the_new_one_and_one_undo_takes_all_back(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="new", came_on="2025-03")
    [first] = stays_of(rid)
    assert (first["came"], first["came_on"], first["left_on"]) == ("new", "2025-03", None)
    moved = {"building": building(desk, "时代广场"), "came": "in", "came_on": Day("2026-11-05")}
    desk.do("enterprises.edit", id=rid, values=moved)
    old, new = stays_of(rid)
    assert (old["left"], old["left_on"]) == ("out", "2026-11-05") and (new["came"], new["left_on"]) == ("in", None)
    desk.undo()
    assert stays_of(rid) == [first]
    desk.redo()
    assert len(stays_of(rid)) == 2


def test_a_move_without_a_new_day_is_of_today_and_the_row_says_so(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="new", came_on="2025-03")
    desk.do("enterprises.edit", id=rid, values={"building": building(desk, "时代广场")})
    row = desk.get(Enterprise, rid).values
    assert (row["came"], row["came_on"]) == ("in", "2026-11-20") and stays_of(rid)[0]["left_on"] == "2026-11-20"
    desk.do("enterprises.edit", id=rid, values={"note": "电话已核"})
    assert len(stays_of(rid)) == 2


def test_a_building_written_wrongly_is_corrected_with_a_reason_and_counted_as_no_move(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="new", came_on="2026-11-02")
    right = building(desk, "时代广场")
    with pytest.raises(Denied, match="原因"):
        desk.do("enterprises.correct", id=rid, building=right)
    desk.do("enterprises.correct", "抄错了楼名", id=rid, building="时代广场")
    row, [stay] = desk.get(Enterprise, rid).values, stays_of(rid)
    assert (row["building"], row["came"], row["came_on"]) == (right, "new", "2026-11-02")
    assert (stay["building"], stay["came"], stay["left_on"]) == (right, "new", None)
    table = situation(NOVEMBER)
    assert numbers(table.total) == (0, 1, 0, 0, 0, 1) and table.agrees and not len(table.inside)
    assert desk.next_undo().label == "更正所在楼宇 晨光设计"
    desk.undo()
    assert stays_of(rid)[0]["building"] == building(desk)
    desk.do("enterprises.correct", "房间写错", id=rid, door=room(desk, "时代广场"))
    assert desk.get(Enterprise, rid).values["room"] == "1203" and len(stays_of(rid)) == 1
    with pytest.raises(Problems) as refused:
        desk.do("enterprises.correct", "写错", id=rid, building=building(desk), door=room(desk, "时代广场"))
    assert set(refused.value.fields) == {"door"}


def test_a_building_does_not_end_while_an_enterprise_is_in_it(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="new", came_on="2026-11-02")
    end = {"valid_to": Day("2026-11-10")}
    with pytest.raises(Problems) as refused:
        desk.do("buildings.edit", id=building(desk), values=end)
    assert str(refused.value.fields["valid_to"]) == "中信大厦还有 1 家企业在驻，请先登记迁出，再填拆除日期"
    desk.do("enterprises.edit", id=rid, values={"left": "out", "left_on": Day("2026-11-09")})
    assert desk.do("buildings.edit", id=building(desk), values=end)
    desk.undo()


def test_leaving_correcting_and_coming_back_are_three_different_things(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="in", came_on="2025-03")
    desk.do("enterprises.edit", id=rid, values={"left": "out", "left_on": Day("2026-05-01")})
    assert [stay["left_on"] for stay in stays_of(rid)] == ["2026-05-01"]
    desk.do("enterprises.edit", id=rid, values={"came_on": Day("2025-03-12")})
    assert [stay["came_on"] for stay in stays_of(rid)] == ["2025-03-12"]
    back = {"came": "in", "came_on": Day("2026-10-08"), "left": None, "left_on": None}
    desk.do("enterprises.edit", id=rid, values=back)
    assert [(stay["came_on"], stay["left_on"]) for stay in stays_of(rid)] == [
        ("2025-03-12", "2026-05-01"), ("2026-10-08", None)]


def test_an_enterprise_goes_with_its_stays_and_comes_back_with_them(desk):
    rid = add(desk, "晨光设计", building=building(desk), came="in", came_on="2025-03")
    desk.do("enterprises.remove", id=rid)
    assert not list(Tenancy.select())
    desk.undo()
    assert len(stays_of(rid)) == 1


def test_the_situation_of_a_month_adds_up_by_building_and_by_industry(desk):
    here, there = building(desk), building(desk, "时代广场")
    stayed = add(desk, "甲", building=here, industry="I", came="new", came_on="2024")
    left = add(desk, "乙", building=here, industry="I", came="in", came_on="2025-02", left="out", left_on="2026-11-03")
    gone = add(desk, "丙", building=here, industry="L", came="in", came_on="2025", left="closed", left_on="2026-11")
    new = add(desk, "丁", building=there, came="new", came_on="2026-11-11")
    mover = add(desk, "己", building=here, industry="J", came="new", came_on="2023-05-01")
    desk.do("enterprises.edit", id=mover, values={"building": there, "came": "in", "came_on": Day("2026-11-08")})
    add(desk, "无楼", industry="I")
    table = situation(NOVEMBER)
    assert [(line.label, numbers(line)) for line in table.lines] == [
        ("中信大厦", (4, 0, 0, 2, 1, 1)), ("时代广场", (0, 1, 1, 0, 0, 2))]
    assert numbers(table.total) == (4, 1, 1, 2, 1, 3) and table.agrees
    assert set(table.total.opening.ids) == {stayed, left, gone, mover}
    assert table.inside.ids == (mover,) and len(table.unplaced) == 1 and not len(table.odd)
    kinds = situation(NOVEMBER, "industry")
    assert [(line.label, numbers(line)) for line in kinds.lines] == [
        ("信息传输、软件和信息技术服务业", (2, 0, 0, 1, 0, 1)), ("金融业", (1, 0, 1, 1, 0, 1)),
        ("租赁和商务服务业", (1, 0, 0, 0, 1, 0)), ("未填行业", (0, 1, 0, 0, 0, 1))]
    assert new in kinds.total.new.ids and kinds.agrees
    assert numbers(situation(period("2026-12")).total)[0] == 3


def test_a_coming_without_a_way_is_told_and_not_made_to_fit(desk):
    rid = add(desk, "甲", building=building(desk), came_on="2026-11-02")
    table = situation(NOVEMBER)
    assert not table.agrees and table.odd.ids == (rid,)
    assert table.total.computed == 0 and len(table.total.closing) == 1


def test_a_stay_of_one_month_counts_as_coming_and_as_leaving():
    stay = Stay(1, 1, "", None, "in", "out", date(2026, 11, 5), date(2026, 11, 5), True)
    assert numbers(line_of("", [stay], NOVEMBER)) == (0, 0, 1, 1, 0, 0)


def test_coverage_counts_organisations_among_those_with_enough_members_and_guides_among_the_rest(desk):
    here = building(desk)
    own = add(desk, "甲", building=here, members=5, organisation_state="single")
    due = add(desk, "乙", building=here, members=3, organisation_state="guided", guide="林晓")
    add(desk, "丙", building=here, members=1, organisation_state="joint")
    add(desk, "丁", building=here)
    add(desk, "走了", building=here, members=9, organisation_state="single", left="out", left_on="2026-01-05")
    [line], total = coverage(desk, NOVEMBER)
    assert (set(line.due.ids), line.organised.ids, line.guided.ids) == ({own, due}, (own,), (due,))
    assert len(total.present) == 4 and total.members == 9
    assert desk.measure("enterprises.organised", NOVEMBER).share.as_integer_ratio() == (1, 2)
    assert desk.measure("enterprises.guided", NOVEMBER).share.as_integer_ratio() == (1, 2)
    assert desk.measure("enterprises.present", NOVEMBER).value == 4
    for name in ("new", "moved_in", "moved_out", "closed"):
        assert desk.measure(f"enterprises.{name}", NOVEMBER).value == 0


def test_the_layer_says_who_is_in_a_room_and_the_timeline_when_it_came(desk):
    rid = add(desk, "晨光设计工作室", door=room(desk), came="new", came_on="2026-03-01", organisation_state="joint")
    [shown] = [one for one in seen(desk.may) if one.key == "enterprises"]
    marks = shown.function(desk, building(desk), [room(desk)])
    assert {door: (mark.kind, mark.word) for door, mark in marks.items()} == {
        room(desk): ("organised", "晨光设计")}
    assert not [one for one in seen(lambda right: right != "enterprises.read") if one.key == "enterprises"]
    found, _more = timeline(desk, Enterprise, rid)
    assert ("新设", ("中信大厦",)) in [(one.what, one.lines) for one in found]


def test_a_conference_member_is_a_plain_row_of_a_building(desk):
    desk.do("council_members.add", values={"name": "周建国", "building": building(desk), "side": "property"})
    assert len(desk.ids(Query(CouncilMember))) == 1
    desk.undo()


def _tables(made) -> list:
    from reports.document import Table

    return [block for part in made.parts for block in part.blocks if isinstance(block, Table)]


def test_the_situation_paper_is_checked_and_every_number_opens_its_enterprises(desk):
    from reports.document import Chart
    from reports.papers import make, params

    add(desk, "甲", building=building(desk), industry="I", came="new", came_on="2026-11-02")
    odd = add(desk, "乙", building=building(desk, "时代广场"), came_on="2026-11-02")
    made = make(desk, "situation", params(desk, "2026-11"))
    tables = _tables(made)
    assert [[*map(int, row[1:])] for row in tables[0].rows] == [[0, 1, 0, 0, 0, 1], [0, 0, 0, 0, 0, 1]]
    assert [int(cell) for cell in tables[1].total[1:]] == [0, 1, 0, 0, 0, 2]
    assert tables[0].rows[1][6].ids == (odd,) and "不等于期末" in tables[0].note and "乙" in tables[0].note
    desk.do("enterprises.edit", id=odd, values={"came": "in"})
    made = make(desk, "situation", params(desk, "2026-11"))
    assert "核对" in _tables(made)[0].note and "注意" not in _tables(made)[0].note
    charts = [block for part in made.parts for block in part.blocks if isinstance(block, Chart)]
    assert [sum(chart.values) for chart in charts] == [2, 2]


def test_the_months_of_a_year_follow_one_another_up_to_today(desk):
    from reports.papers import make, params

    add(desk, "甲", building=building(desk), came="new", came_on="2026-02-10", left="out", left_on="2026-08-02")
    add(desk, "乙", building=building(desk), came="in", came_on="2025-02")
    months = by_month(period("2026"), desk.today())
    assert len(months) == 11 and all(line.agrees for line in months)
    assert all(len(one.closing) == len(after.opening) for one, after in zip(months, months[1:], strict=False))
    tables = _tables(make(desk, "situation", params(desk, "2026")))
    assert len(tables) == 3 and [int(cell) for cell in tables[0].total[1:]] == [1, 1, 0, 1, 0, 1]
    assert len(_tables(make(desk, "situation", params(desk, "2026-11")))) == 2


def test_the_book_holds_who_is_there_masked_and_how_far_the_party_reaches(desk):
    from reports.papers import make, params

    add(desk, "甲", building=building(desk), phone="13800001111", contact="周敏", members=3,
        organisation_state="single")
    add(desk, "走了", building=building(desk), left="out", left_on="2026-05-05")
    book, reach = _tables(make(desk, "enterprises_ledger", params(desk, "2026-11")))
    [row] = list(book.each())
    assert "甲" in row and "138****1111" in row
    assert [str(cell) for cell in reach.total] == ["合计", "1", "3", "1", "1", "10000", "0", "0", "—"]
    full = make(desk, "enterprises_ledger", params(desk, "2026-11", reason="核对"))
    assert "13800001111" in list(_tables(full)[0].each())[0]


def test_the_picture_of_a_tower_begins_with_its_enterprises_and_of_the_next_house_with_its_homes(desk):
    from views.state.counter import Counter
    from views.state.one_building import BuildingState

    desk.do("doors.edit", id=room(desk), values={"kind": "office"})
    state, begun = BuildingState(desk, Counter(desk)), []
    for name in ("时代广场", "中信大厦", "时代广场"):
        state.load(building(desk, name))
        begun.append(state.layer.key)
    assert begun == ["occupancy", "enterprises", "occupancy"]
    state.load(building(desk))
    state.pick("volunteers")
    state.load(building(desk, "时代广场"))
    assert state.layer.key == "volunteers", "what was picked stays"


def test_the_file_of_a_tower_counts_its_enterprises_in_place_of_homes(desk):
    from reports.papers import make, params

    add(desk, "甲", building=building(desk), members=3, organisation_state="single")
    add(desk, "走了", building=building(desk), left="out", left_on="2026-05-05")
    desk.do("doors.edit", id=room(desk), values={"kind": "office"})
    made = make(desk, "building_file", params(desk, settings={"building": "中信大厦"}))
    counts = _tables(made)[-1]
    told = dict(zip((str(one.label) for one in counts.columns), map(str, counts.rows[0]), strict=True))
    assert (told["在驻企业"], told["应建党组织"], told["已建党组织"]) == ("1", "1", "1")
    assert not told.keys() & {"住宅", "自住", "登记人数"}


def test_the_book_is_narrow_enough_to_read_and_every_sheet_is_signed(desk):
    from reports.document import Signatures
    from reports.papers import make, params

    one = add(desk, "甲", building=building(desk), union=True, women=True, came="new", came_on="2026-05-02")
    add(desk, "乙", building=building(desk, "时代广场"))
    book, _reach = _tables(make(desk, "enterprises_ledger", params(desk, "2026-11")))
    assert len(book.columns) == 15 and book.grouped
    assert [(at, str(words)) for at, words in book.group_rows] == [(0, "中信大厦（1 家）"), (1, "时代广场（1 家）")]
    first = next(book.each())
    assert desk.get(Enterprise, one).texts["name"] == first[1] and "工会、妇联组织" in map(str, first)
    for name in ("enterprises_ledger", "situation", "council_roster"):
        made = make(desk, name, params(desk, "2026-11"))
        assert all(isinstance(part.blocks[-1], Signatures) and part.blocks[-1].date_line for part in made.parts)
        assert made.counted_to == desk.as_of(period("2026-11")) and "数据截至：2026年11月20日" in made.date_line


def test_the_demo_centre_has_enterprises_in_two_towers_so_that_bars_can_be_compared():
    from center.demo import community

    rows = community("small")
    assert len({row["building"] for row in rows["enterprises"]}) == len({row["building"] for row in
                                                                        rows["council_members"]}) == 2


def test_the_roster_of_a_conference_names_its_members_of_the_day(desk):
    from reports.papers import make, params

    for name, until in (("陈立新", None), ("周建国", None), ("退了", Day("2026-03"))):
        desk.do("council_members.add", values={"name": name, "building": building(desk), "until": until})
    [table] = _tables(make(desk, "council_roster", params(desk, "2026-11")))
    assert [row[:3] for row in table.rows] == [("中信大厦", 1, "陈立新"), (None, 2, "周建国")] and table.merge == (0,)
    for _ in range(3):
        desk.undo()
