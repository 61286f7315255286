"""Work lists: 未遇 stays with the list and goes with it; coverage, duties, papers, command line and states."""
from __future__ import annotations

import json
import shutil
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from center import catalog, removed
from center.desk import Desk, Who
from center.duties import home
from center.history import timeline
from center.periods import period
from center.visits import unmet
from center.visits.measures import by_head, of_list
from db import backup, driver
from db.days import Day
from db.errors import Denied, Problems
from db.listing import Query, record_row
from db.models.cover import DutyTerm
from db.models.households import Residency
from db.models.places import Building, Door, Grid, Unit
from db.models.visits import VisitList
from db.questions.visits import stops_of
from tests.rounds import add, door_of, make, store
from tests.stores import Clock, copy_desk

HIDDEN = "欧阳雪"  # who lives there: on no list, sheet or timeline of a visit


@pytest.fixture
def desk(tmp_path: Path, clock: Clock):
    opened = copy_desk(store(), tmp_path / "store", clock)
    yield opened
    opened.close()


# ---- 未遇
def everything(desk: Desk) -> str:
    """All that a store keeps of acts, in one text."""
    tables = ("act", "trace", "audit", "search_term")
    return repr([desk.store.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables])


def test_nobody_met_leaves_no_act_no_audit_no_search_and_no_event(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]
    before, undo = everything(desk), desk.next_undo()
    unmet.set_unmet(desk, rid, stop["id"], True)
    assert everything(desk) == before and desk.next_undo() == undo
    assert unmet.unmet(desk, rid) == {stop["id"]}
    assert not [one for one in timeline(desk, Door, stop["door"])[0] if one.target == ("visit_lists", rid)]


def test_who_was_met_after_all_is_not_marked_any_more(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    unmet.set_unmet(desk, rid, stop, True)
    unmet.set_unmet(desk, rid, stop, True)
    desk.do("visits.done", list=rid, stops=[stop])
    assert not unmet.unmet(desk, rid)
    desk.undo()
    assert not unmet.unmet(desk, rid)
    desk.redo()
    with pytest.raises(Denied, match="已经办了"):
        unmet.set_unmet(desk, rid, stop, True)


@pytest.mark.parametrize("way", ["close", "edit", "remove", "undo"])
def test_the_marks_go_with_the_list_whichever_way_it_goes(desk, way):
    rid = make(desk)
    first, second = (row["id"] for row in stops_of(rid)[:2])
    unmet.set_unmet(desk, rid, second, True)
    if way == "undo":
        desk.undo()
        assert unmet.forget_old(desk) == 0, "they went with the undo"
    else:
        desk.do("visits.done", list=rid, stops=[first])
    if way == "close":
        assert desk.do("visits.close", id=rid) == 7
    if way == "edit":
        desk.do("visit_lists.edit", id=rid, values={"closed_on": Day(desk.today())})
    if way == "remove":
        desk.do("visit_lists.remove", id=rid)
    assert desk.store.execute('SELECT count(*) FROM "unmet"').fetchone() == (0,)
    assert [row["id"] for row in stops_of(rid)] == ([first] if way in ("close", "edit") else [])


def test_a_closed_list_is_changed_no_more_and_its_closing_can_be_taken_back(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    desk.do("visits.close", id=rid)
    for again in (lambda: desk.do("visits.close", id=rid), lambda: desk.do("visits.done", list=rid, stops=[]),
                  lambda: desk.do("visits.extend", list=rid, places={"buildings": ["中信大厦"]})):
        with pytest.raises(Denied, match="已经结束"):
            again()
    desk.undo()
    assert len(stops_of(rid)) == 8
    unmet.set_unmet(desk, rid, stop, True)


def test_marks_go_after_three_months(desk, clock):
    rid = make(desk)
    unmet.set_unmet(desk, rid, stops_of(rid)[0]["id"], True)
    clock.forward(days=85)
    assert unmet.forget_old(desk) == 0
    clock.forward(days=10)
    assert unmet.forget_old(desk) == 1 and not unmet.unmet(desk, rid)


def test_who_may_not_write_lists_marks_nothing(desk):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    street = Desk(desk.store, Who("jd", "街道", ("street",)), clock=Clock())
    with pytest.raises(Denied):
        unmet.set_unmet(street, rid, stop, True)
    with pytest.raises(Denied):
        unmet.unmet(street, rid)


# ---- coverage and duties
def test_coverage_by_duty_person_is_in_the_order_of_places_and_shows_what_is_left(desk):
    house, [unit] = desk.ids(Query(Building, filters=(("number", "eq", "3"),)))[0], desk.ids(
        Query(Unit, filters=(("number", "eq", "2"),)))
    grid = desk.ids(Query(Grid))[0]
    add(desk, DutyTerm, **{"person.name": "张三"}, role="unit_head", unit=unit)
    add(desk, DutyTerm, **{"person.name": "李四"}, role="building_head", building=house)
    add(desk, DutyTerm, **{"person.name": "王五"}, role="grid_head", grid=grid)
    rid = make(desk)
    stops = stops_of(rid)
    desk.do("visits.done", list=rid, stops=[row["id"] for row in stops if row["unit"] == "2"][:3])
    heads = by_head(desk, period("2026-11"))
    assert [(one.name, len(one.counted), len(one.base)) for one in heads] == [
        ("王五", 3, 8), ("李四", 3, 8), ("张三", 3, 4)]
    assert heads[2].left.ids == (next(row["door"] for row in stops if row["unit"] == "2" and row["number"] == "1001"),)
    assert [(one.name, len(one.counted), len(one.base)) for one in of_list(desk, rid)] == [
        ("王五", 3, 8), ("李四", 3, 8), ("张三", 3, 4)]
    count = desk.measure("visits.coverage", period("2026-11"))
    assert (count.value, len(count.base)) == (3, 11)
    assert desk.measure("visits.done", period("2026-10")).value == 0


def test_a_list_with_a_last_day_is_a_duty_until_it_is_closed(desk):
    rid = make(desk, due_on="2026-11-22")
    [duty] = [one for one in home(desk).duties if one.record == "visit_lists"]
    assert (duty.detail, duty.due, duty.id) == ("燃气检查，还有 8 户", date(2026, 11, 22), rid)
    desk.do("visits.close", id=rid)
    assert not [one for one in home(desk).duties if one.record == "visit_lists"]


# ---- paper
def texts(desk: Desk, rid: int) -> str:
    from reports.papers import make as make_paper
    from reports.papers import params

    uid = record_row(VisitList, rid)["uid"].hex()
    return repr(make_paper(desk, "visit_list", params(desk, settings={"id": uid})))


def test_the_sheet_holds_doors_and_boxes_but_no_residents_name_and_no_mark(desk):
    door = door_of(desk, "101")
    add(desk, Residency, **{"person.name": HIDDEN}, door=door, relation="head")
    rid = make(desk, about="带上检查单")
    before = texts(desk, rid)
    unmet.set_unmet(desk, rid, stops_of(rid)[1]["id"], True)
    assert texts(desk, rid) == before
    assert "带上检查单" in before and "1001" in before and "收回" in before
    assert HIDDEN not in before and "空置" not in before and "vacant" not in before


def test_the_sheet_and_the_coverage_are_written_in_their_formats(desk, tmp_path):
    from reports.papers import hand_out, papers, params

    rid = make(desk)
    uid = record_row(VisitList, rid)["uid"].hex()
    for ending in papers()["visit_list"].formats:
        assert not hand_out(desk, "visit_list", params(desk, settings={"id": uid}), tmp_path / f"清单.{ending}")
    assert not hand_out(desk, "visit_coverage", params(desk, "2026-11"), tmp_path / "覆盖.xlsx")


def test_a_removed_list_comes_back_with_its_stops(desk):
    rid = make(desk)
    desk.do("visit_lists.remove", id=rid)
    uids = [line.uid for line in removed.lines(desk) if line.record is VisitList]
    desk.do("restore_removed", rows=uids)
    assert len(desk.ids(Query(VisitList))) == 1


def test_everything_of_lists_is_a_command_that_entry_clerks_hold():
    from center.rights import may

    for name in ("make", "extend", "done", "not_done", "note", "close"):
        assert may(("entry",), catalog.command(f"visits.{name}").right)


# ---- without a window
def test_the_command_line_enters_a_list_by_the_numbers_of_its_sheet(tmp_path):
    from tests.test_cli import Shell

    shutil.copytree(store(), tmp_path / "store")
    shell = Shell(tmp_path / "store")
    given = {"name": "燃气检查", "purpose": "检查", "places": {"compounds": ["晨光花园"], "houses": "3"}}
    shell("do", "visits.make", json.dumps(given))
    uid = shell("find", "燃气检查")["hits"][0]["id"]
    answer = shell("visit", uid, "--done", "1,3-4", "--note", "已换软管", "--not-met", "2,5")
    assert (answer["done"], answer["unmet"], answer["total"]) == (3, 2, 8)
    answer = shell("visit", uid, "--clear", "4-5")
    assert [stop["state"] for stop in answer["stops"][:5]] == ["done", "unmet", "done", "", ""]
    assert "没有次序 9" in shell("visit", uid, "--not-met", "9", code=1)["error"]
    shell("do", "visits.done", json.dumps({"list": uid, "stops": []}))
    shell("do", "visits.close", json.dumps({"id": uid}))


def test_typed_places_become_what_the_command_takes(desk):
    from views.state.visit_places import PlacesState

    rid = make(desk)
    state = PlacesState(desk, rid)
    labels = [label for _value, label, _words, _kind in state.offered()]
    assert labels == ["晨光社区", "晨光花园", "第1网格", "中信大厦"]
    assert state.count({"where": "晨光花园", "houses": "12"}) == "这些地方现有 2 户"
    assert state.count({"where": "中信大厦", "what": "enterprises"}) == "这些地方现有 1 家企业"
    assert state.count({"where": "没有"}) == ""
    assert state.add({"where": "晨光花园12号楼", "what": "garage"}) == 1
    with pytest.raises(Problems) as told:
        state.add({"where": "晨光花园", "floors": "顶"})
    assert set(told.value.fields) == {"floors"}


def test_a_state_says_its_progress_and_whose_part_it_is(desk):
    from views.state.visiting import VisitingState

    state = VisitingState(desk)
    assert not len(state.load()) and not state.may and state.heads() == ()
    rid = make(desk, due_on="2026-11-30")
    assert state.newest() == rid
    state.open(rid)
    first = state.stops[0]["id"]
    assert state.fetch([-1, first])[0].texts[3] == "已办 0 / 4"
    state.not_met(first)
    state.read_again(first)
    assert (state.progress, state.fetch([first])[0].texts[2]) == ("已办 0 / 8　未遇 1", "未遇")
    state.not_met(first)
    assert state.progress == "已办 0 / 8" and ("完成期限", "2026-11-30") in state.facts
    assert state.next(state.stops[-1]["id"]) is None


# ---- what is left of a mark
def sequence(desk: Desk) -> int:
    found = desk.store.execute("SELECT seq FROM sqlite_sequence WHERE name = 'unmet'").fetchone()
    return found[0] if found else 0


def test_closing_again_by_redo_lets_go_of_marks_made_in_between(desk):
    rid = make(desk)
    desk.do("visits.close", id=rid)
    desk.undo()
    unmet.set_unmet(desk, rid, stops_of(rid)[0]["id"], True)
    desk.redo()
    assert record_row(VisitList, rid)["closed_on"] and not stops_of(rid)
    assert desk.store.execute('SELECT count(*) FROM "unmet"').fetchone()[0] == 0 == sequence(desk)
    desk.undo()
    assert stops_of(rid) and not unmet.unmet(desk, rid), "and no undo brings them back"


def test_a_list_that_is_taken_back_takes_its_marks_with_it(desk):
    rid = make(desk)
    unmet.set_unmet(desk, rid, stops_of(rid)[0]["id"], True)
    desk.undo()
    assert desk.store.execute('SELECT count(*) FROM "unmet"').fetchone()[0] == 0


def test_the_engine_does_not_remember_how_many_marks_there_were(desk):
    rid = make(desk)
    first, second = (stop["id"] for stop in stops_of(rid)[:2])
    unmet.set_unmet(desk, rid, first, True)
    unmet.set_unmet(desk, rid, second, True)
    assert sequence(desk) == 2
    unmet.set_unmet(desk, rid, second, False)
    assert sequence(desk) == 1
    desk.do("visits.close", id=rid)
    assert sequence(desk) == 0


def test_no_backup_holds_the_marks_of_an_open_list(desk, tmp_path: Path):
    rid = make(desk)
    stop = stops_of(rid)[0]["id"]
    unmet.set_unmet(desk, rid, stop, True)
    key = desk.keyring.file_key(desk.data_key)
    target = tmp_path / "copy.dqbak"
    made = backup.backup(desk.store.folder / "center.db", key, desk.store.folder / "keyring.json", target,
                         made_at=desk.now(), program="test")
    assert made.counts["unmet"] == 0 and made.counts["visit_stops"] > 0
    assert backup.verify(target, key).counts["unmet"] == 0, "the copy agrees with what it says of itself"
    with zipfile.ZipFile(target) as box:
        box.extract("store.db", tmp_path)
    with closing(driver.connect_copy(tmp_path / "store.db", key)) as opened:
        assert opened.execute('SELECT count(*) FROM "unmet"').fetchone()[0] == 0
        assert opened.execute("SELECT count(*) FROM sqlite_sequence WHERE name = 'unmet'").fetchone()[0] == 0
    assert unmet.unmet(desk, rid) == {stop}, "the open list keeps it"
