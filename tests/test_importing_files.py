"""From an ugly file to the store and back: reader, preview, act, failed rows and exports together."""
from __future__ import annotations

import sys

import openpyxl
import pytest

from center.importing import failed_rows, preview_of, problems, summary
from db.listing import Query
from db.models.members import Member
from db.models.people import Person
from db.models.staff import Training
from reports.reading import read_table
from reports.reading.child import VERB, child_command
from tests.sheets import Sheet
from tests.stores import add_branch, add_member, id_card, new_desk


@pytest.fixture
def desk(tmp_path):
    desk = new_desk(tmp_path / "store")
    yield desk
    desk.close()


def sample_path():
    from pathlib import Path

    return Path(__file__).parents[1] / "templates" / "samples" / "党员花名册（样例）.xlsx"


def test_the_sample_roster_is_judged_as_a_clerk_would(desk):
    for name in ("第一", "第二", "第三"):
        add_branch(desk, f"中共晨光社区{name}支部委员会")
    shown = preview_of(desk, Member, read_table(sample_path()))
    told = {key: number for key, number in summary(shown).items() if number}
    assert told == {"rows": 60, "added": 50, "refused": 6, "warned": 1, "ask": 4}
    found = {one["cell"]: one["level"] for one in problems(shown) if one["level"] != "changed"}
    assert found == {"D9": "refused", "D14": "refused", "E17": "refused", "G36": "refused", "B42": "refused",
                     "D53": "refused", "H11": "ask", "D31": "ask", "I47": "ask", "B58": "ask",
                     "F23": "warning"}
    assert shown.extra == ["健康状况"] and shown.left_out()["total"] == shown.left_out()["footer"] == 1
    numbers = desk.do("import", preview=shown)
    assert numbers["added"] == 50 and len(desk.ids(Query(Member))) == 50
    again = preview_of(desk, Member, read_table(sample_path()))
    assert summary(again) | {"warned": 0} == summary(shown) | {"added": 0, "unchanged": 50, "warned": 0}


def test_failed_rows_saved_corrected_and_read_again_are_taken(desk, tmp_path):
    add_branch(desk)
    good = id_card("19600301", 11)
    head = ["姓名", "身份证号", "所在党支部", "类别"]
    rows = [["沈一", 9.9e17, "第一党支部", "正式"], ["沈二", good, "同上", "正式"]]
    shown = preview_of(desk, Member, Sheet([head, *rows]))
    failed = failed_rows(shown)
    book = openpyxl.Workbook()
    book.active.append(failed.headings)
    book.active.append([good if at == 1 else text for at, text in enumerate(failed.rows[0])])
    book.save(tmp_path / "要改的行.xlsx")
    assert summary(preview_of(desk, Member, read_table(tmp_path / "要改的行.xlsx")))["added"] == 1


def test_an_outside_id_finds_its_row_even_when_the_name_was_changed(desk):
    add_branch(desk)
    add_member(desk, "沈一", id_card("19600301", 11))
    other = id_card("19600301", 22)
    add_member(desk, "沈二", other)
    rows = {desk.get(Member, rid).title: desk.get(Member, rid).uid for rid in desk.ids(Query(Member))}
    table = Sheet([["系统编号", "姓名", "公民身份证号"], [rows["沈一"], "沈壹", None], [rows["沈一"], None, other]])
    shown = preview_of(desk, Member, table)
    assert shown.rows[0].state == "update" and shown.rows[0].changes == {"person.name": "沈壹"}
    assert shown.rows[1].state == "refused" and any("另一个人" in one["message"] for one in problems(shown))


def test_a_name_that_several_records_have_stands_when_the_row_is_known(desk):
    for day in ("2026-03-01", "2026-04-01"):
        desk.do("trainings.add", values=desk.take(Training, {"培训内容": "业务规范", "培训日期": day, "学时": "4"}))
    from db.models.staff import Attendance, Staff

    staff = {"姓名": "沈一", "公民身份证号": id_card("19900301", 11), "岗位": "head"}
    worker = desk.do("staff.add", values=desk.take(Staff, staff))
    training = desk.ids(Query(Training))[0]
    seen = desk.do("attendances.add", values={"training": training, "staff": worker, "hours": 4})
    head = ["系统编号", "培训", "工作人员", "实得学时"]
    known = preview_of(desk, Attendance, Sheet([head, [desk.get(Attendance, seen).uid, "业务规范", "沈一", 4]]))
    assert known.rows[0].state == "unchanged" and problems(known) == []
    fresh = preview_of(desk, Attendance, Sheet([head, [None, "业务规范", "沈一", 4]]))
    assert fresh.rows[0].state == "refused" and "写清是哪一个" in problems(fresh)[0]["message"]


def test_a_namesake_without_number_and_phone_is_new_but_pointed_out(desk):
    desk.do("people.add", values=desk.take(Person, {"姓名": "沈一", "民族": "汉族"}))
    shown = preview_of(desk, Person, Sheet([["姓名", "民族"], ["沈一", "汉族"], ["沈一", "满族"]]))
    assert [row.state for row in shown.rows] == ["unchanged", "new"]
    assert [one["level"] for one in problems(shown)] == ["warning"]


def test_the_frozen_program_reads_with_its_own_executable(monkeypatch):
    assert child_command()[1:] == ["-m", "reports.reading.child"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command() == [sys.executable, VERB]
