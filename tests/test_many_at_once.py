"""Many rows changed at once: as one by one, with trace, audit and search, and a compound's doors renamed that way."""
from __future__ import annotations

import pytest

from center.following import carried
from db.errors import Missing, Problems
from db.listing import Query, record_row
from db.lots import lots
from db.models.members import Branch
from db.models.places import Building, Compound, Door
from db.tx import Tx
from tests.stores import add_branch, new_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("many") / "store")
    opened.do("places.make", wish={"compound": "晨光花园", "buildings": 2, "units": 2, "floors": 3, "doors": 2})
    yield opened
    opened.close()


def change(desk, changes) -> int:
    """Change doors in one act."""
    with desk.store.writing():
        tx = Tx(desk.store, command="doors.edit", label="改户室", account="lin", now=desk.now())
        count = tx.change_many(Door, changes)
        tx.finish()
    return count


def named(desk, text: str) -> list[int]:
    return list(desk.ids(Query(Door, search=text)))


def test_lots_hold_what_one_question_may_name_in_order():
    assert list(lots(range(5), 2)) == [[0, 1], [2, 3], [4]] and list(lots(())) == []


def test_many_rows_are_changed_found_by_their_new_words_and_put_back_as_one_act(desk):
    first, second, third = desk.ids(Query(Door))[:3]
    before = record_row(Door, first)
    count = change(desk, {first: {"name": "湖畔别墅甲"}, second: {"name": "湖畔别墅乙", "floor": 9},
                          third: {"floor": record_row(Door, third)["floor"]}})
    assert count == 2 and record_row(Door, second)["floor"] == 9
    assert record_row(Door, first)["revision"] == before["revision"] + 1
    assert named(desk, "湖畔") == [first, second] and first not in named(desk, before["name"])
    assert desk.undo() == "改户室" and not named(desk, "湖畔")
    assert record_row(Door, first)["name"] == before["name"] and first in named(desk, before["name"])


def test_a_refusal_names_its_field_and_a_row_that_is_gone_stops_all(desk):
    one, two = desk.ids(Query(Door))[:2]
    with pytest.raises(Problems) as refused:
        change(desk, {two: {"number": record_row(Door, one)["number"]}})
    assert list(refused.value.fields) == ["number"]
    with pytest.raises(Missing):
        change(desk, {one: {"floor": 8}, 999_999: {"floor": 8}})
    assert record_row(Door, one)["floor"] != 8


def test_a_compound_with_another_name_renames_its_doors_in_few_statements_and_undo_gives_the_old_ones(desk, statements):
    [compound] = desk.ids(Query(Compound))
    assert carried(Compound, compound, {"name"}) == 24 and not carried(Compound, compound, {"note"})
    assert not carried(Building, 1, {"name"})
    desk.do("compounds.edit", id=compound, values={"name": "新名苑"})
    assert len(named(desk, "新名苑2-1-301")) == 1 and not named(desk, "晨光花园")
    assert len(statements) < 150  # of 24 doors, 4 units, 2 buildings; one by one it was four for every row
    desk.undo()
    assert len(named(desk, "晨光花园2-1-301")) == 1


def test_a_row_that_one_act_changed_twice_goes_back_the_same_way(desk):
    rid = add_branch(desk, "两步支部")
    with desk.store.writing():
        tx = Tx(desk.store, command="branches.edit", label="两步", account="lin", now=desk.now())
        tx.change(Branch, rid, {"name": "第二步支部"})
        tx.change(Branch, rid, {"secretary": "林晓"})
        tx.finish()
    desk.undo()
    row = record_row(Branch, rid)
    assert (row["name"], row["secretary"]) == ("两步支部", None)
