"""What a person does to an import preview: taken back and done again, and what of it is seen at the counter."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from center.desk import Desk
from center.importing.cell import ASK, REFUSED
from db.errors import UserError
from db.models.members import Member
from tests.stores import Clock, add_branch, add_member, copy_desk, id_card
from views.state.counter import Counter
from views.state.importing import ImportState, judge

HEADS = ["党员姓名", "身份证号码", "所在支部", "人员类别", "联系电话", "家庭住址", "情况"]
CARDS = [id_card("19600610", 51), id_card("19610101", 53), id_card("19620202", 55)]


@dataclass
class Sheet:
    """A table as a file reader gives it."""

    rows: list[list[Any]]
    name: str = "名册"
    sheet: str = "Sheet1"
    first_row: int = 1
    merged: list = field(default_factory=list)


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "欧阳雪", id_card("19850302", 2), **{"person.phone": "13800001234"})


@pytest.fixture(scope="module")
def desk(master: Path, tmp_path_factory: pytest.TempPathFactory):
    opened = copy_desk(master, tmp_path_factory.mktemp("copy") / "store", Clock())
    yield opened
    opened.close()


def preview(desk, *rows: list[str], heads: list[str] = HEADS) -> ImportState:
    return judge(desk, Member, Sheet([heads, *rows]), lambda done, total: None)


def three(desk) -> ImportState:
    return preview(
        desk,
        ["林德胜", CARDS[0], "第一党支部", "正式党员", "15412340001", "3号楼501", "林德胜之妻"],
        ["宋海燕", CARDS[1][:-1], "同上", "正式党员", "15412340002", "", ""],
        ["梁永强", CARDS[2], "三支部", "正式党员", "15412340003", "5号楼402", ""],
    )


def told(state: ImportState) -> tuple:
    return (state.counts, [[(one.address, one.words) for one in state.problems(level)] for level in (REFUSED, ASK)],
            [dict(row.values) for row in state.preview.rows],
            [[cell.text for cell in cells] for _number, cells in state.fetch([2, 3, 4])])


def test_every_step_is_taken_back_in_turn_and_done_again(desk) -> None:
    state = three(desk)
    seen, names = [told(state)], []
    steps = [
        lambda: state.correct(3, "person.id_card", CARDS[1]),
        lambda: state.correct(2, "branch", "二支部"),  # 同上 in the row below follows
        lambda: state.correct(3, "joined", "2001-07-01"),  # no column of the file
        lambda: state.answer(next(one for one in state.problems(ASK) if one.number == 4), "create"),
        lambda: state.create_all(),
        lambda: state.skip(SimpleNamespace(index=0, number=2, path="")),
        lambda: state.map(4, ""),
        lambda: state.set_header(2),
    ]
    for step in steps:
        step()
        seen.append(told(state))
    assert all(before != after for before, after in zip(seen, seen[1:], strict=False))
    assert state.history.places == len(steps)
    for before in reversed(seen[:-1]):
        names.append(state.history.next(False).words)
        state.turn(False)
        assert told(state) == before
    assert names == ["表头行", "E 列对应的项目", "第 2 行不导入", "缺的都新建", "第 4 行的回答",
                     "第 3 行 加入党组织日期", "第 2 行 所在党支部", "第 3 行 公民身份证号"]
    assert state.history.next(False) is None and state.history.places == 0
    for after in seen[1:]:
        state.turn(True)
        assert told(state) == after
    assert state.history.next(True) is None


def test_a_new_correction_ends_what_could_be_done_again_and_a_cell_counts_once(desk) -> None:
    state = three(desk)
    state.correct(3, "person.id_card", "12345")
    state.correct(3, "person.id_card", CARDS[1])
    assert state.history.places == 1
    state.turn(False)
    assert state.how_many(REFUSED) == 1 and state.history.next(True).words == "第 3 行 公民身份证号"
    state.correct(2, "person.phone", "15412340009")
    assert state.history.next(True) is None


def test_an_answer_for_many_rows_is_one_step(desk) -> None:
    rows = [[name, card, "第一党支部"] for name, card in zip(("林德胜", "宋海燕", "梁永强"), CARDS, strict=True)]
    state = preview(desk, *rows, heads=HEADS[:3])
    before = told(state)
    for answer, words in (("=正式党员", "3 行的人员类别"), ("new", "3 行的回答")):
        state.answer_all(state.problems(ASK)[0], answer)
        assert state.takes == 3 and state.history.next(False).words == words
        state.turn(False)
        assert told(state) == before


def test_what_is_refused_leaves_the_preview_as_it_was(desk) -> None:
    state = three(desk)
    before = told(state)
    for row in (99, 4):  # no such row; nothing under it
        with pytest.raises(UserError):
            state.set_header(row)
        assert told(state) == before and state.history.next(False) is None


# ---- at the counter


@pytest.fixture
def at_counter(desk):
    counter = Counter(desk)
    counter.turn(True)
    yield counter
    counter.turn(False)


def test_names_doors_and_what_is_not_imported_are_hidden_until_enter(desk, at_counter) -> None:
    state = three(desk)
    [(_number, open_cells)] = state.fetch([2])
    state.cover.counter = at_counter
    [(_number, cells)] = state.fetch([2])
    assert [cells[at].text for at in (0, 2, 5, 6)] == ["林**", "第一党支部", "（住址已隐去）", "（已隐去）"]
    assert [state.text_to_edit(2, at) for at in (0, 2, 5)] == ["", "第一党支部", ""]
    assert state.cover.uncover(2) and not state.cover.uncover(2)
    assert state.fetch([2])[0][1] == open_cells and state.text_to_edit(2, 0) == "林德胜"
    assert state.fetch([4])[0][1][0].text == "梁**"
    assert not state.cover.leave(2) and state.cover.leave(4) and state.text_to_edit(2, 0) == ""


def test_the_row_uncovered_is_no_row_of_the_list(desk, at_counter) -> None:
    state = three(desk)
    state.cover.counter = at_counter
    state.cover.uncover(2)
    assert at_counter.covers(Member, 2)


def test_what_is_asked_about_a_row_names_nobody(desk, at_counter) -> None:
    state = preview(
        desk,
        ["欧阳雪", "", "第一党支部", "正式党员", "13800001234", "9号楼101", ""],
        ["林德胜1", CARDS[0], "第一党支部", "正式党员", "15412340001", "", ""],
        heads=HEADS,
    )
    asked = next(one for one in state.problems(ASK) if one.number == 2)
    assert asked.who == "欧阳雪" and state.candidates(asked)[0].startswith("欧阳雪 · ")
    state.cover.counter = at_counter
    assert state.cover.problem(asked).who == "欧阳*" and state.candidates(asked)[0].startswith("欧阳* · ")
    [(_number, cells)] = state.fetch([3])
    assert cells[0].text == "林***" and cells[0].was == ""


def test_an_empty_cell_stays_empty_and_nobody_is_no_name(desk, at_counter) -> None:
    state = preview(desk, ["", CARDS[0], "第一党支部", "正式党员", "", "", ""])
    state.cover.counter = at_counter
    [(_number, cells)] = state.fetch([2])
    assert cells[5].text == "" and cells[6].text == ""
    assert {state.cover.problem(one).who for one in state.problems(REFUSED)} == {"（没有姓名）"}
