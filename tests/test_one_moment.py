"""What must agree is read as of one moment, on each engine: a paper, however long it is written, whoever types."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from center.desk import Desk
from db.listing import Query
from db.models.members import Branch
from db.store import Store
from reports import papers
from tests.stores import add_branch
from tests.test_store_engines import desk as desk
from tests.test_store_engines import store as store


def typed_elsewhere(desk: Desk, name: str) -> None:
    """Somebody types at the window while a job reads: in another thread, on a connection of its own."""
    done = []

    def write() -> None:
        try:
            done.append(add_branch(desk, name))
        finally:
            desk.store.close()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(timeout=30)
    assert done, name


def names(path: Path) -> list[str]:
    rows = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return [cell for row in rows for cell in row if isinstance(cell, str) and cell.endswith("支部")]


def test_a_paper_that_is_being_written_has_the_rows_of_its_beginning(desk, tmp_path):
    add_branch(desk, "第一党支部")
    typed = []

    def progress(_done: int, _total: int) -> None:
        if not typed:
            typed.append("第二党支部")
            typed_elsewhere(desk, typed[0])

    for target, expected in ((tmp_path / "a.xlsx", 1), (tmp_path / "b.xlsx", 2)):
        papers.hand_out(desk, "list_branches", papers.params(desk, "2026Q4"), target, progress=progress)
        assert len(names(target)) == expected and len(desk.ids(Query(Branch))) == 2


def test_a_paper_asks_all_its_questions_of_one_moment(desk, monkeypatch):
    asked = []

    def of_two_questions(own: Desk, _given: papers.Params) -> object:
        asked.append(len(own.ids(Query(Branch))))
        typed_elsewhere(own, f"第{len(asked)}党支部")
        asked.append(len(own.ids(Query(Branch))))
        return papers.Document("two", "两问", "", (), made_at=None)

    monkeypatch.setitem(papers.papers(), "two", papers.Paper("two", "两问", "members", of_two_questions))
    papers.make(desk, "two", papers.params(desk, "2026Q4"))
    assert asked == [0, 0] and len(desk.ids(Query(Branch))) == 1


def test_a_paper_that_somebody_changed_before_it_is_written_is_made_again(desk, tmp_path, monkeypatch):
    """Between the counting of its rows for the audit and the writing: what is written is of one state all the same."""
    made = []

    def of_branches(own: Desk, given: papers.Params) -> object:
        made.append(len(own.ids(Query(Branch))))
        return papers.papers()["list_branches"].function(own, given)

    monkeypatch.setitem(papers.papers(), "mine", papers.Paper("mine", "支部", "members", of_branches, ("xlsx",)))
    add_branch(desk, "第一党支部")
    clock = desk._clock

    def late() -> object:
        if len(made) == 1 and len(desk.ids(Query(Branch))) == 1:
            desk._clock = clock
            typed_elsewhere(desk, "第二党支部")
        return clock()

    desk._clock = late  # the audit of what leaves asks it
    papers.hand_out(desk, "mine", papers.params(desk, "2026Q4"), tmp_path / "a.xlsx")
    assert made == [1, 2] and len(names(tmp_path / "a.xlsx")) == 2


def test_what_is_read_in_one_moment_agrees_whoever_writes_meanwhile(desk: Desk):
    add_branch(desk)
    with desk.moment():
        before = list(desk.ids(Query(Branch)))
        typed_elsewhere(desk, "第二党支部")
        with desk.moment():
            assert list(desk.ids(Query(Branch))) == before
    assert len(desk.ids(Query(Branch))) == len(before) + 1


def test_in_a_moment_nothing_is_written(store: Store, desk: Desk):
    with desk.moment(), pytest.raises(RuntimeError):
        add_branch(desk)
    assert not desk.ids(Query(Branch))
    add_branch(desk)
    assert len(desk.ids(Query(Branch))) == 1
