"""The preview of an import: every row judged before anything is written, and mended in place."""
from __future__ import annotations

import pytest

from center.desk import Desk
from center.importing import Preview, failed_rows, preview_of, problems, summary
from db.errors import Denied, Unreadable
from db.models.members import Branch, Member
from db.models.people import Person
from tests.sheets import Sheet
from tests.stores import NOON, add_branch, add_member, id_card

HEAD = ["序号", "姓名", "身份证号", "出生日期", "人员类别", "入党时间", "联系电话", "所在党支部"]
ONE, TWO, THREE = (id_card("19600301", number) for number in (11, 22, 33))


def first_rows(desk: Desk) -> None:
    add_branch(desk)


def row(name="沈一", card=ONE, birth=None, category="正式党员", joined="1985年7月", phone=None, branch="第一党支部"):
    return [1, name, card, birth, category, joined, phone, branch]


def preview(desk, *rows, record=Member, head=HEAD, **options):
    return preview_of(desk, record, Sheet([["花名册"], list(head), *rows]), **options)


def states(shown: Preview) -> list[str]:
    return [one.state for one in shown.rows]


def messages(shown: Preview, level: str) -> list[tuple[str, str]]:
    return [(one["cell"], one["message"]) for one in problems(shown) if one["level"] == level]


def test_a_good_row_is_new_and_its_sex_birth_and_standing_are_completed(desk):
    shown = preview(desk, row())
    assert states(shown) == ["new"] and problems(shown) == []
    assert shown.rows[0].changes["person.birth"] == "1960-03-01" and shown.rows[0].changes["person.sex"] == "1"
    assert shown.rows[0].changes["standing"] == "1" and shown.rows[0].changes["joined"] == "1985-07"


def test_each_fault_stands_at_its_own_cell_of_the_original_file(desk):
    shown = preview(desk, row(card=9.9e17), row(name=None, card=TWO), row(card=THREE, birth="2076-03-11"),
                    row("沈四", id_card("19600301", 44), joined="1950.1"))
    assert states(shown) == ["refused"] * 4
    assert [cell for cell, _words in messages(shown, "refused")] == ["C3", "B4", "D5", "F6"]
    assert problems(shown)[0] == {"sheet": "花名册", "cell": "C3", "column": "身份证号", "level": "refused",
                                  "message": problems(shown)[0]["message"]}


def test_a_fault_without_a_column_stands_at_the_rows_first_cell(desk):
    shown = preview(desk, ["沈一", "13912345678"], head=["姓名", "电话"])
    assert states(shown) == ["refused"]
    assert {one["cell"] for one in problems(shown)} == {"A3"}


def test_as_above_takes_the_value_above_even_in_chains(desk):
    shown = preview(desk, row(), row("沈二", TWO, branch="同上", joined="〃"), row("沈三", THREE, branch="同上"))
    assert states(shown) == ["new"] * 3
    assert shown.rows[1].changes["joined"] == "1985-07"
    cell = shown.cell(2, 7)
    assert (cell.state, cell.raw, cell.text) == ("changed", "同上", "第一党支部")


def test_as_above_in_the_first_row_is_refused(desk):
    assert states(preview(desk, row(branch="同上"))) == ["refused"]


def test_a_second_phone_goes_to_the_landline_when_there_is_room(desk):
    shown = preview(desk, row(phone="13912345678/13887654321"))
    assert shown.rows[0].changes["person.landline"] == "13887654321" and states(shown) == ["new"]
    both = preview(desk, ["沈一", ONE, "13912345678/13887654321", "0535-6123456", "第一党支部", "正式"],
                   head=["姓名", "身份证号", "手机号", "固定电话", "支部", "类别"])
    assert messages(both, "warning")[0][0] == "C3" and both.rows[0].changes["person.landline"] == "0535-6123456"


def test_a_birth_date_that_differs_from_the_id_is_only_a_warning(desk):
    shown = preview(desk, row(birth="1961-03-01"), row("沈二", TWO, birth="1960.3"))
    assert states(shown) == ["new", "new"] and [cell for cell, _words in messages(shown, "warning")] == ["D3"]


def test_an_empty_category_is_asked_and_may_be_left_empty(desk):
    shown = preview(desk, row(category=None))
    assert states(shown) == ["ask"] and messages(shown, "ask")[0][0] == "E3"
    shown.answer(0, "new")
    assert states(shown) == ["new"] and "category" not in shown.rows[0].changes
    shown.answer(0, "")
    shown.correct(0, "category", "预备")
    assert states(shown) == ["new"] and shown.rows[0].changes["category"] == "2"


def test_an_unknown_branch_is_offered_and_made_only_when_allowed(desk):
    shown = preview(desk, row(branch="二支部"), row("沈二", TWO, branch="同上"), row("沈三", THREE, branch="三支部"))
    assert states(shown) == ["ask"] * 3 and "可以新建" in messages(shown, "ask")[0][1]
    shown.create("branch", "二支部")
    assert states(shown) == ["new", "new", "ask"] and shown.cell(0, 7).state == "warning"
    shown.create_missing = True
    assert states(shown) == ["new"] * 3
    numbers = desk.do("import", preview=shown)
    assert numbers["added"] == 3 and numbers["created"] == 2
    assert desk.page(desk_query(Branch)).total == 3
    desk.undo()
    assert desk.page(desk_query(Branch)).total == 1 and desk.page(desk_query(Person)).total == 0


def desk_query(record):
    from db.listing import Query

    return Query(record)


def test_a_branch_that_is_only_written_shorter_is_found(desk):
    shown = preview(desk, row(branch="第一支部"))
    assert states(shown) == ["new"] and shown.cell(0, 7).state == "changed" and shown.cell(0, 7).text == "第一党支部"


def test_a_known_id_is_the_same_human_and_only_what_differs_is_written(desk):
    add_member(desk, "沈一", ONE, 手机号="13912345678", 加入党组织日期="1985-07-15")
    shown = preview(desk, row(), row("沈二", TWO))
    assert states(shown) == ["unchanged", "new"], "a month does not overwrite a day"
    shown = preview(desk, row(phone="13800000000"))
    assert states(shown) == ["update"] and shown.rows[0].changes == {"person.phone": "13800000000"}
    assert desk.do("import", preview=shown)["updated"] == 1
    assert states(preview(desk, row(phone="13800000000"))) == ["unchanged"]


def test_another_name_under_a_known_id_is_asked(desk):
    add_member(desk, "沈一", ONE)
    shown = preview(desk, row("沈壹"))
    assert states(shown) == ["ask"]
    shown.answer(0, "same")
    assert states(shown) == ["update"] and shown.rows[0].changes == {"person.name": "沈壹", "joined": "1985-07"}


def test_name_and_phone_are_asked_and_both_answers_are_done(desk):
    add_member(desk, "沈一", ONE, 手机号="13912345678")
    shown = preview(desk, ["沈一", "13912345678", "大专"], head=["姓名", "电话", "学历"], record=Person)
    assert states(shown) == ["ask"] and shown.rows[0].candidates[0][1].startswith("沈一")
    shown.answer(0, "same")
    assert states(shown) == ["update"] and shown.rows[0].changes == {"education": "31"}
    shown.answer(0, "new")
    assert states(shown) == ["new"]
    shown.answer(0, "skip")
    assert states(shown) == ["skip"] and problems(shown) == []


def test_a_known_person_becomes_a_member_without_being_entered_twice(desk):
    desk.do("people.add", values=desk.take(Person, {"姓名": "沈一", "公民身份证号": ONE, "手机号": "13912345678"}))
    shown = preview(desk, row(phone="13800000000"))
    assert states(shown) == ["new"] and shown.rows[0].person is not None
    desk.do("import", preview=shown)
    assert desk.page(desk_query(Person)).total == 1 and desk.page(desk_query(Member)).total == 1


def test_the_same_id_twice_is_unchanged_when_identical_and_asked_when_not(desk):
    shown = preview(desk, row(), row(), row(phone="13912345678"))
    assert states(shown) == ["new", "unchanged", "ask"]
    assert messages(shown, "ask")[0][0] == "C5" and "第 3 行" in messages(shown, "ask")[0][1]
    shown.answer(2, "new")
    assert states(shown)[2] == "ask", "one number cannot be two people"
    shown.answer(2, "same")
    assert desk.do("import", preview=shown) == {"rows": 3, "added": 1, "updated": 1, "unchanged": 1, "refused": 0,
                                                "warned": 0, "ask": 0, "created": 0}
    assert desk.rows(Person, desk.ids(desk_query(Person)), ["phone"], masked=False)[0].texts == ("13912345678",)


def test_correcting_one_of_two_equal_ids_frees_both(desk):
    shown = preview(desk, row(), row("沈二"))
    assert states(shown) == ["new", "ask"]
    shown.correct(1, "person.id_card", TWO)
    assert states(shown) == ["new", "new"]
    shown.correct(1, "person.id_card", ONE)
    assert states(shown) == ["new", "ask"]


def test_a_correction_in_place_mends_the_row_and_what_says_as_above(desk):
    shown = preview(desk, row(card=9.9e17, branch="错支部"), row("沈二", TWO, branch="同上"))
    assert shown.correct(0, "person.id_card", "1234").state == "refused"
    cell = shown.correct(0, "person.id_card", ONE)
    assert cell.state == "changed" and cell.raw == "9.90000E+17"
    shown.correct(0, "branch", "第一党支部")
    assert states(shown) == ["new", "new"]


def test_a_column_may_be_mapped_anew_and_the_heading_moved(desk):
    shown = preview(desk, ["沈一", ONE, "第一党支部", "正式"], head=["姓名", "公民号", "支部", "类别"])
    assert shown.extra == ["公民号"] and states(shown) == ["refused"]
    shown.map(1, "person.id_card")
    assert states(shown) == ["new"] and shown.extra == []
    shown.map(0, None)
    assert states(shown) == ["refused"]
    shown.set_header(1)
    assert (shown.header.top, shown.header.bottom) == (0, 1), "the named row and the one below are one heading"


def test_nothing_to_import_and_too_much_are_sentences(desk):
    with pytest.raises(Unreadable, match="一行数据也没有"):
        preview(desk)
    with pytest.raises(Unreadable, match="拆成几份"):
        preview(desk, *[["沈一"]] * 100_001, head=["姓名"], record=Person)


def test_records_that_are_not_human_are_matched_by_what_is_unique(desk):
    head = ["党组织名称", "书记", "联系电话"]
    shown = preview(desk, ["第一党支部", "沈一", "0535-6123456"], ["第二党支部", None, None], record=Branch, head=head)
    assert states(shown) == ["update", "new"]
    desk.do("import", preview=shown)
    shown = preview(desk, ["第一党支部", "沈一", "0535-6123456"], ["第二党支部", None, None], record=Branch, head=head)
    assert states(shown) == ["unchanged", "unchanged"]


def test_a_masked_export_with_its_ids_comes_back_without_a_change(desk):
    add_member(desk, "沈一", ONE, 手机号="13912345678")
    [rid] = desk.ids(desk_query(Member))
    uid = desk.get(Member, rid).uid
    paths = ["person.name", "person.id_card", "person.phone", "branch"]
    [masked] = desk.rows(Member, [rid], paths)
    shown = preview(desk, [*masked.texts, uid], head=["姓名", "公民身份证号", "手机号", "所在党支部", "uid"])
    assert states(shown) == ["unchanged"] and problems(shown) == []
    [full] = desk.rows(Member, [rid], paths, masked=False)
    head = ["姓名", "公民身份证号", "手机号", "所在党支部"]
    assert states(preview(desk, list(full.texts), head=head)) == ["unchanged"]


def test_the_failed_rows_can_be_corrected_and_imported_again(desk):
    shown = preview(desk, row(), row("沈二", 9.9e17, branch="同上"))
    failed = failed_rows(shown)
    assert failed.headings == (*HEAD, "原因") and len(failed.rows) == 1
    assert failed.rows[0][7] == "第一党支部" and "丢失" in failed.rows[0][8]
    again = [list(failed.headings), [TWO if text == "9.90000E+17" else text for text in failed.rows[0]]]
    second = preview_of(desk, Member, Sheet(again))
    assert states(second) == ["new"] and failed_rows(second) is None and second.extra == []


def test_the_numbers_are_told_as_the_command_line_names_them(desk):
    shown = preview(desk, row(birth="1961-03-01"), row("沈二", 1.0), row("沈三", THREE, category=None))
    told = summary(shown)
    assert told == {"rows": 3, "added": 1, "updated": 0, "unchanged": 0, "refused": 1, "warned": 1, "ask": 1}
    assert shown.left_out() == {"title": 1, "note": 0, "heading": 1, "total": 0, "footer": 0, "blank": 0}


def test_an_account_without_the_right_may_not_even_look(desk):
    from center.desk import Desk, Who

    other = Desk(desk.store, Who("x", "沈九", ("mediator",)), clock=lambda: NOON)
    with pytest.raises(Denied):
        preview(other, row())


def test_one_import_is_one_act_that_can_be_undone(desk):
    shown = preview(desk, *[row(f"沈{at}", id_card("19700101", at)) for at in range(1, 40)])
    assert desk.do("import", preview=shown)["added"] == 39
    assert desk.next_undo().label == "导入党员 39 行"
    desk.undo()
    assert desk.page(desk_query(Person)).total == 0


def test_a_stopped_import_leaves_nothing_behind(desk):
    from center.stopping import Cancelled

    shown = preview(desk, *[row(f"沈{at}", id_card("19700101", at)) for at in range(1, 40)])
    with pytest.raises(Cancelled):
        desk.do("import", preview=shown, cancel=lambda: True)
    assert desk.page(desk_query(Person)).total == 0


def test_a_record_that_nobody_types_comes_back_unchanged_and_is_never_written_by_a_table(desk):
    from center.catalog import record

    head = ["登录名", "姓名"]
    known, other = preview(desk, ["lin", "林晓"], ["boss", "外人"], record=record("accounts"), head=head).rows
    assert known.state == "unchanged" and other.state == "refused"
    changed = preview(desk, ["lin", "改名"], record=record("accounts"), head=head)
    assert summary(changed)["refused"] == 1 and "不能用表格增改" in problems(changed)[-1]["message"]
