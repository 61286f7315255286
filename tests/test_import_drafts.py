"""A table that is being put right, kept as a draft: given back exactly, to nobody else, gone when imported."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from center import drafts
from center.desk import Desk, Who
from center.importing import keeping
from center.importing.cell import ASK, REFUSED
from center.importing.rows import SAME_PERSON
from db.errors import Missing
from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from db.personal import DraftSheet
from db.record import Record
from tests.stores import Clock, add_branch, add_member, copy_desk, id_card
from tests.test_import_by_hand import CARDS, HEADS, Sheet, three, told
from views.state import import_draft
from views.state.importing import ImportState, judge, read


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "欧阳雪", id_card("19850302", 2), **{"person.phone": "13800001234"})


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def desk(master: Path, tmp_path: Path, clock: Clock):
    opened = copy_desk(master, tmp_path / "store", clock)
    yield opened
    opened.close()


def nothing(_done: int, _total: int) -> None:
    pass


def again(desk: Desk, file: Path | None = None, record: type[Record] = Member) -> ImportState:
    return import_draft.take_up(desk, record, desk.drafts()[0], nothing, file)


def test_a_table_survives_with_every_kind_of_value():
    rows = [["甲", 1, 2.5, True, None, date(2024, 2, 29), datetime(2024, 2, 29, 8, 30)], [], ["“乙”\n第二行"]]
    sheet = Sheet(rows, "名册.xls", "表 一", 3, [(3, 1, 3, 2)])
    found = keeping.unpacked(keeping.packed(sheet))
    assert vars(found) == vars(sheet) and [type(one) for one in found.rows[0]] == [type(one) for one in rows[0]]


def test_everything_that_was_done_by_hand_is_given_back(desk: Desk):
    state = three(desk)
    asked = lambda: next(one for one in state.problems(ASK) if one.number == 4)  # noqa: E731
    for step in (
        lambda: state.correct(3, "person.id_card", CARDS[1]),
        lambda: state.correct(2, "branch", "二支部"),
        lambda: state.correct(3, "joined", "2001-07-01"),  # no column of the file
        lambda: state.answer(asked(), "create"),
        lambda: state.map(6, "note"),
        lambda: state.create_all(),
    ):
        step()
        state.draft.keep()
        assert told(again(desk)) == told(state) and len(desk.drafts()) == 1
    assert state.draft.places == again(desk).draft.places == 6
    state.set_header(1)
    state.draft.keep((3, "1"))
    assert told(again(desk)) == told(state) and desk.drafts()[0].beside["place"] == [3, "1"]
    other = Desk(desk.store, Who("chen", "陈录入", ("head",)), clock=desk._clock)
    assert other.drafts() == [] and other.sheet(desk.drafts()[0].id) is None
    given = again(desk)
    numbers = given.apply(nothing)
    assert numbers["added"] == 3 and desk.drafts() == [] and DraftSheet.select().count() == 0


def test_another_heading_row_and_an_answer_about_somebody_are_given_back(desk: Desk):
    table = Sheet([["姓名", "电话", "学历"], ["欧阳雪", "13800001234", "大专"]])
    same = judge(desk, Person, table, nothing)
    problem = next(one for one in same.problems(ASK) if one.why == SAME_PERSON)
    same.answer(problem, "same")
    same.draft.keep()
    given = again(desk, record=Person)
    assert given.counts == same.counts and given.counts["updated"] == 1 and given.draft.places == 1
    desk.do("members.remove", id=desk.ids(Query(Member))[0])
    desk.do("people.remove", id=desk.ids(Query(Person))[0])
    assert again(desk, record=Person).draft.places == 0  # nobody of that name is known any more
    stays = three(desk)
    stays.set_header(2)
    stays.draft.keep()
    assert told(again(desk)) == told(stays) and again(desk).preview.header.top == 1


def test_a_very_large_table_is_read_from_its_own_file_again(desk: Desk, tmp_path: Path, monkeypatch):
    monkeypatch.setattr(import_draft, "MOST_BYTES", 10)
    file = tmp_path / "名册.csv"

    def write(name: str) -> None:
        with file.open("w", encoding="utf-8-sig", newline="") as target:
            csv.writer(target).writerows([HEADS, [name, CARDS[0][:-1], "第一党支部", "正式党员", "", "", ""]])

    write("林德胜")
    state = read(desk, Member, file, nothing)
    state.correct(2, "person.id_card", CARDS[0])
    state.draft.keep()
    assert DraftSheet.select().count() == 0 and again(desk).takes == 1
    moved = file.rename(tmp_path / "搬走了.csv")
    with pytest.raises(Missing, match="只存了改过的 1 处"):
        again(desk)
    assert again(desk, file=moved).takes == 1
    write("别人")
    with pytest.raises(Missing, match="已经改过"):
        again(desk)
    pasted = three(desk)
    pasted.draft.keep()
    assert again(desk).how_many(REFUSED) == 1  # it has no file, so its rows are kept


def test_it_stands_among_the_duties_of_her_day_and_goes_after_its_days(desk: Desk, clock: Clock):
    state = three(desk)
    state.draft.keep()
    [kept] = desk.drafts()
    assert drafts.of_record(desk, Member) == [] and drafts.of_import(desk, Member) == [kept]
    assert drafts.of_import(desk, Branch) == []
    [duty] = drafts.due(desk, desk.today())
    assert duty.title == "上次没导入完的表" and str(duty.detail).startswith("导入党员 名册，") and duty.mine
    reader = Desk(desk.store, Who("lin", "林晓", ("entry",)), clock=desk._clock)
    reader.may = lambda right: right != "import"
    assert list(drafts.due(reader, desk.today())) == []
    clock.forward(days=29)
    state.correct(3, "person.id_card", CARDS[1])
    state.draft.keep()
    clock.forward(days=29)
    assert drafts.let_old_go(desk) == 0 and len(desk.drafts()) == 1
    clock.forward(days=2)
    assert drafts.let_old_go(desk) == 1 and DraftSheet.select().count() == 0
    state.correct(2, "branch", "二支部")
    state.draft.keep()  # given up elsewhere meanwhile: kept anew, with its rows
    assert told(again(desk)) == told(state)
