"""What follows from what was written: in the same act, with its undo, and for rows that still stand."""
from __future__ import annotations

import pytest

from center import following
from center.following import follows
from db.listing import Query
from db.models.members import Branch
from db.models.people import Person
from db.unmet import Unmet, let_go, let_old_go, mark, unmark, unmet
from tests.stores import add_branch, new_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    opened = new_desk(tmp_path_factory.mktemp("following") / "store")
    yield opened
    opened.close()


@pytest.fixture
def seen():
    """A follower of branches that notes what it was told and writes a person once; taken away afterwards."""
    told: list[dict] = []
    before = list(following.FOLLOWS)

    @follows(Branch)
    def note(tx, rows) -> None:
        told.append(dict(rows))
        for rid in rows:
            tx.add(Person, {"name": f"书记{rid}"})

    yield told
    following.FOLLOWS[:] = before


def test_a_new_row_is_told_with_all_its_fields_and_a_changed_one_with_those_written(desk, seen):
    rid = add_branch(desk, "跟随支部")
    desk.do("branches.edit", id=rid, values={"secretary": "林晓"})
    assert set(seen[0]) == {rid} and {"name", "phone"} <= seen[0][rid]
    assert seen[1] == {rid: frozenset({"secretary"})}


def test_what_followed_goes_with_the_undo_and_is_not_done_twice(desk, seen):
    add_branch(desk, "再撤销支部")
    there = len(desk.ids(Query(Person)))
    desk.undo()
    assert len(desk.ids(Query(Person))) == there - 1 and len(seen) == 1
    desk.redo()
    assert len(desk.ids(Query(Person))) == there and len(seen) == 1


def test_nobody_met_is_a_mark_of_the_list_and_leaves_nothing_behind(desk):
    acts = desk.store.execute('SELECT count(*) FROM "audit"').fetchone()
    with desk.store.writing():
        for stop in (1, 2, 3, 3):
            mark(7, stop, desk.today())
        unmark([2])
    assert unmet(7) == {1, 3}
    with desk.store.writing():
        assert let_old_go(desk.today()) == 0 and let_go(7) == 2
    assert desk.store.execute('SELECT count(*) FROM "audit"').fetchone() == acts
    traced = {name for (name,) in desk.store.execute('SELECT DISTINCT "record" FROM "trace"')}
    assert Unmet._meta.table_name not in traced
