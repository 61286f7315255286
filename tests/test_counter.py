"""临柜模式: which texts are shortened, until Enter on the row; papers are not touched."""

from __future__ import annotations

import pytest

from center.desk import Desk
from center.duties import Duty
from center.finding import Hit
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.reception import Certificate
from tests.stores import add_branch, add_member, id_card
from views.state.counter import Counter, shortened
from views.state.forms import FormState
from views.state.removed import RemovedState


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_member(desk, "欧阳雪", id_card("19850302", 2), **{"person.address": "3号楼2单元501"})


@pytest.mark.parametrize(
    ("name", "short"),
    [("王芳", "王*"), ("张建国", "张**"), ("欧阳雪", "欧阳*"), ("欧阳", "欧*"), ("王", "王*"),
     ("阿迪力·买买提", "阿******"), ("", "*")],
)  # fmt: skip
def test_a_name_keeps_its_surname(name, short) -> None:
    assert shortened(name) == short


def test_it_is_kept_for_the_account(desk) -> None:
    assert not Counter(desk).on
    Counter(desk).turn(True)
    assert Counter(desk).on
    Counter(desk).turn(False)
    assert desk.preference("counter") is None


def test_names_and_doors_are_hidden_until_enter_on_the_row(desk) -> None:
    counter = Counter(desk)
    paths, texts = ("person.name", "person.address", "branch"), ("欧阳雪", "3号楼2单元501", "第一党支部")
    assert counter.texts(Member, 1, paths, texts) == texts
    counter.turn(True)
    assert counter.texts(Member, 1, paths, texts) == ("欧阳*", "（住址已隐去）", "第一党支部")
    assert counter.title(Person, 1, "欧阳雪") == "欧阳*"
    assert counter.uncover(Member, 1) and not counter.uncover(Member, 1)
    assert counter.texts(Member, 1, paths, texts) == texts and counter.covers(Member, 2)
    counter.cover_all()
    assert counter.covers(Member, 1)


def test_a_hit_says_no_more_than_what_kind_it_is(desk) -> None:
    counter = Counter(desk)
    hit = Hit("members", 1, "00", "欧阳雪", "党员 · 女 · 3号楼2单元")
    assert counter.hit(hit) is hit
    counter.turn(True)
    assert (counter.hit(hit).title, counter.hit(hit).detail) == ("欧阳*", "党员")
    branch = Hit("branches", 1, "00", "第一党支部", "党组织 · 书记")
    assert counter.hit(branch).title == "第一党支部"


def test_names_in_what_is_due_are_shortened_too(desk) -> None:
    counter = Counter(desk)
    duty = Duty("members", "probation", "欧阳雪 预备期满", "欧阳雪，请支部讨论", "林晓", record="members", id=1)
    assert counter.duty(duty) == (duty.title, duty.detail, duty.person)
    counter.turn(True)
    assert counter.duty(duty) == ("欧阳* 预备期满", "欧阳*，请支部讨论", "林*")


def test_the_desk_itself_and_so_every_paper_says_names_in_full(desk) -> None:
    Counter(desk).turn(True)
    assert desk.rows(Member, [1], ["person.name"])[0].texts == ("欧阳雪",)


def test_an_offer_a_removed_row_and_a_note_name_nobody_whole(desk) -> None:
    counter = Counter(desk)
    form = FormState(desk, Certificate)
    [whole] = form.offer("person", "欧阳雪", counter)
    assert whole[1] == "欧阳雪" and "号楼" in whole[3]
    desk.do("members.remove", id=1, revision=desk.get(Member, 1).revision)
    label = desk.next_undo().label
    assert counter.act(label) == "删除党员 欧阳雪"
    counter.turn(True)
    [short] = form.offer("person", "欧阳雪", counter)
    assert short[0] == whole[0] and short[1] == "欧阳*" and "号楼" not in short[3]
    assert counter.act(label) == "删除党员" and counter.act("撤销：" + label) == "撤销：删除党员"
    removed = RemovedState(desk, counter.called)
    [row] = removed.fetch(removed.load())
    assert row[1][1] == "欧阳*" and counter.called(Branch, "第一党支部") == "第一党支部"
    desk.undo()
