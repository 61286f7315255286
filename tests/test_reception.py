"""The front desk: reports and their steps, certificates whose numbers have no gap, seal uses, and their papers."""
from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from center.desk import Desk, Who
from center.periods import period
from center.reception.certificates import missing_numbers, next_number
from center.reception.voices import STATES, STEPS, deadline_of, state_of
from db.days import Day
from db.errors import Denied, Problems
from db.listing import Query, record_row, uids
from db.models.people import Person
from db.models.reception import Certificate, SealUse, Voice
from db.models.settings import RestDay
from db.models.staff import Staff
from reports import papers
from tests.stores import Clock, id_card


def first_rows(desk: Desk) -> None:
    clerk = {"姓名": "何晶琴", "公民身份证号": id_card("19850302", 2), "岗位": "window"}
    caller = {"姓名": "王䶮", "公民身份证号": id_card("19900607", 1), "手机号": "15400000001"}
    desk.do("staff.add", values=desk.take(Staff, clerk))
    desk.do("people.add", values=desk.take(Person, caller))


def add_voice(desk: Desk, **texts: str) -> int:
    given = {"来源": "来访", "收到日期": "2026-11-16", "反映事项": "5号楼门禁不灵"} | texts
    return desk.do("voices.add", values=desk.take(Voice, given))


def add_certificate(desk: Desk, **texts: str) -> int:
    given = {"出具日期": "2026-11-18", "当事人": "王䶮", "证明类别": "居住情况", "用途": "子女入学",
             "证明内容": "经核实，现居住在本社区。", "要求出具的单位": "示例小学"} | texts
    return desk.do("certificates.add", values=desk.take(Certificate, given))


def pdf_text(path: Path) -> str:
    import pypdfium2

    found = pypdfium2.PdfDocument(path)
    return "\n".join(page.get_textpage().get_text_bounded() for page in found).replace("\u2002", " ")


# ---- what people report


def test_the_deadline_of_an_answer_is_counted_in_working_days(desk: Desk):
    assert record_row(Voice, add_voice(desk))["due_on"] == "2026-11-23"
    desk.do("rest_days.add", values=desk.take(RestDay, {"日期": "2026-11-19", "安排": "放假"}))
    assert record_row(Voice, add_voice(desk))["due_on"] == "2026-11-24"
    assert record_row(Voice, add_voice(desk, 答复期限="2026-12-01"))["due_on"] == "2026-12-01"


def test_the_number_of_working_days_is_a_setting(desk: Desk):
    desk.do("settings.set_number", key="voice.reply_workdays", value="2", source="街道通知")
    assert record_row(Voice, add_voice(desk))["due_on"] == "2026-11-18"


def test_an_imported_row_without_a_deadline_has_one_all_the_same():
    assert deadline_of(Day("2026-11-16"), None, 5, {}) == date(2026, 11, 23)
    assert deadline_of(Day("2026-11"), None, 1, {}) == date(2026, 12, 1)


def test_a_report_goes_from_step_to_step(desk: Desk):
    rid = add_voice(desk)
    assert state_of(record_row(Voice, rid)) == "registered"
    desk.do("voices.assign", id=rid, owner="何晶琴")
    assert state_of(record_row(Voice, rid)) == "assigned"
    desk.do("voices.reply", id=rid, answer="已修好")
    row = record_row(Voice, rid)
    assert state_of(row) == "replied" and row["answered_on"] == "2026-11-20"
    desk.do("voices.close", id=rid, satisfaction="满意")
    row = record_row(Voice, rid)
    assert state_of(row) == "closed" and row["satisfaction"] == "satisfied"
    assert desk.undo() == "办结群众反映 5号楼门禁不灵"


MOVES = {"assigned": ("voices.assign", {"owner": "何晶琴"}), "replied": ("voices.reply", {"answer": "已修好"}),
         "closed": ("voices.close", {"satisfaction": "满意"})}
WAYS = {"registered": (), "assigned": ("assigned",), "replied": ("replied",), "closed": ("replied", "closed")}


@pytest.mark.parametrize("state", STEPS)
@pytest.mark.parametrize("to", MOVES)
def test_only_the_steps_of_the_table_can_be_taken(desk: Desk, state: str, to: str):
    rid = add_voice(desk)
    for step in WAYS[state]:
        desk.do(MOVES[step][0], id=rid, **MOVES[step][1])
    assert state_of(record_row(Voice, rid)) == state and set(STATES) == set(STEPS)
    name, arguments = MOVES[to]
    if to in STEPS[state]:
        desk.do(name, id=rid, **arguments)
        assert state_of(record_row(Voice, rid)) == to
    else:
        with pytest.raises(Problems, match=STATES[state]):
            desk.do(name, id=rid, **arguments)


def test_a_step_says_what_is_missing_and_writes_nothing(desk: Desk):
    rid = add_voice(desk)
    with pytest.raises(Problems, match="请填写承办人"):
        desk.do("voices.assign", id=rid, owner="")
    with pytest.raises(Problems, match="没有叫“张三丰”的工作人员"):
        desk.do("voices.assign", id=rid, owner="张三丰")
    with pytest.raises(Problems, match="请填写答复内容"):
        desk.do("voices.reply", id=rid, answer=" ")
    with pytest.raises(Problems, match="答复日期比收到日期早"):
        desk.do("voices.reply", id=rid, answer="已修好", answered_on="2026-11-01")
    assert record_row(Voice, rid)["revision"] == 1


def test_days_out_of_order_are_told_at_their_fields(desk: Desk):
    with pytest.raises(Problems) as refused:
        add_voice(desk, 答复期限="2026-11-01", 答复内容="好", 办结日期="2026-11-18")
    assert set(refused.value.fields) == {"due_on", "answered_on", "closed_on"}


def test_who_reported_may_stay_unknown_and_a_phone_is_masked(desk: Desk):
    rid = add_voice(desk, 反映人称呼="林女士", 回复电话="15400000002")
    [row] = desk.rows(Voice, [rid], ["person", "caller", "phone"])
    assert row.texts[0] == "" and row.texts[1].startswith("林*") and "****" in row.texts[2]
    add_voice(desk)


# ---- certificates


def test_numbers_of_a_year_follow_one_another(desk: Desk):
    numbers = [record_row(Certificate, add_certificate(desk, 出具日期=day))["number"]
               for day in ("2025-12-30", "2026-01-04", "2026-11-18")]
    assert numbers == ["2025-0001", "2026-0001", "2026-0002"]


def test_a_number_that_is_not_the_next_one_is_refused(desk: Desk):
    add_certificate(desk, 编号="2026-0001")
    with pytest.raises(Problems, match="下一个是 2026-0002"):
        add_certificate(desk, 编号="2026-0005")
    assert next_number(2027, []) == "2027-0001" and next_number(2026, ["2026-0099", "旧号"]) == "2026-0100"


def test_a_certificate_is_made_void_and_never_removed(desk: Desk):
    rid = add_certificate(desk)
    with pytest.raises(Problems, match="不能删除"):
        desk.do("certificates.remove", id=rid)
    with pytest.raises(Problems, match="不能改"):
        desk.do("certificates.edit", id=rid, values={"number": "2026-0009"})
    with pytest.raises(Problems, match="作废原因"):
        desk.do("certificates.void", id=rid, why="")
    desk.do("certificates.void", id=rid, why="姓名写错")
    with pytest.raises(Problems, match="已经作废"):
        desk.do("certificates.void", id=rid, why="姓名写错")
    row = record_row(Certificate, rid)
    assert row["voided_on"] == "2026-11-20" and row["number"] == "2026-0001"
    assert desk.measure("reception.certificates", period("2026")).value == 0
    assert record_row(Certificate, add_certificate(desk))["number"] == "2026-0002"


def test_an_unreadable_day_is_the_only_problem_of_a_certificate(desk: Desk):
    with pytest.raises(Problems) as refused:
        add_certificate(desk, 出具日期="什么时候")
    assert set(refused.value.fields) == {"issued_on"}


def test_missing_numbers_are_named():
    assert missing_numbers(2026, ["2026-0001", "2026-0004"]) == ["2026-0002", "2026-0003"]
    assert missing_numbers(2026, []) == []


def test_a_seal_on_a_certificate_takes_its_name_and_copies_from_it(desk: Desk):
    proof = add_certificate(desk, 份数="2")
    alone = {"用印日期": "2026-11-18", "印章": "居委会公章", "申请人": "何晶琴", "批准人": "林晓"}
    given = alone | {"对应证明": "2026-0001"}
    row = record_row(SealUse, desk.do("seal_uses.add", values=desk.take(SealUse, given)))
    assert (row["document"], row["copies"], row["certificate"]) == ("居住情况证明 2026-0001", 2, proof)
    with pytest.raises(Problems) as refused:
        desk.do("seal_uses.add", values=desk.take(SealUse, alone))
    assert set(refused.value.fields) == {"document", "copies"}


# ---- papers


def certificate(desk: Desk, rid: int, target: Path, reason: str = "") -> str:
    uid = uids(Certificate, [rid])[rid].hex()
    papers.hand_out(desk, "certificate", papers.params(desk, "2026", reason=reason, settings={"id": uid}), target)
    return pdf_text(target)


def test_one_certificate_leaves_the_id_number_to_the_pen_unless_there_is_a_purpose(desk: Desk, tmp_path: Path):
    rid = add_certificate(desk)
    text = certificate(desk, rid, tmp_path / "plain.pdf")
    assert "编号：2026-0001" in text and "王䶮" in text and "示例小学：" in text and "2026年11月18日" in text
    assert "990101" not in text and "内部资料" not in text
    assert id_card("19900607", 1) in certificate(desk, rid, tmp_path / "full.pdf", reason="出具证明")
    desk.do("certificates.void", id=rid, why="姓名写错")
    assert "作废" in certificate(desk, rid, tmp_path / "void.pdf")


def test_the_books_of_a_period_count_what_is_in_it(desk: Desk, tmp_path: Path):
    add_certificate(desk, 出具日期="2026-08-03")
    add_certificate(desk)
    add_voice(desk, 反映人称呼="林女士")
    add_voice(desk, 收到日期="2026-06-01")
    for name, words in (("certificates_ledger", ("2026-0002", "没有缺号", "共 1 条")),
                        ("voices_ledger", ("林某", "待交办", "共 1 条")), ("seal_ledger", ("共 0 条",)),
                        ("certificates", ("本期共出具证明 1 份",))):
        target = tmp_path / f"{name}.pdf"
        papers.hand_out(desk, name, papers.params(desk, "2026Q4"), target)
        text = pdf_text(target)
        assert all(word in text for word in words), (name, text)


def test_a_full_reporter_needs_a_purpose(desk: Desk, tmp_path: Path):
    add_voice(desk, 反映人="王䶮")
    papers.hand_out(desk, "voices_ledger", papers.params(desk, "2026", reason="回访"), tmp_path / "full.pdf")
    assert "王䶮" in pdf_text(tmp_path / "full.pdf")


def test_the_books_come_back_without_a_change(desk: Desk, tmp_path: Path):
    from center import catalog
    from center.importing import preview_of, summary
    from reports.reading import read_table

    add_certificate(desk)
    add_voice(desk, 反映人="王䶮")
    for name in ("voices", "certificates"):
        papers.hand_out(desk, f"list_{name}", papers.params(desk, "2026"), tmp_path / f"{name}.xlsx")
        numbers = summary(preview_of(desk, catalog.record(name), read_table(tmp_path / f"{name}.xlsx")))
        assert numbers["unchanged"] == numbers["rows"] == 1, (name, numbers)


def test_an_old_book_is_imported_with_its_own_numbers_and_a_row_without_one_is_refused(desk: Desk):
    from center.importing import preview_of, summary
    from tests.sheets import Sheet

    head = ["编号", "出具日期", "当事人", "证明类别", "用途", "证明内容"]
    rows = [head, ["2025-0007", "2025-03-04", "王䶮", "居住情况", "开户", "现居住在本社区。"],
            ["", "2025-03-05", "王䶮", "居住情况", "开户", "现居住在本社区。"]]
    preview = preview_of(desk, Certificate, Sheet(rows))
    assert (summary(preview)["added"], summary(preview)["refused"]) == (1, 1)
    desk.do("import", preview=preview)
    assert record_row(Certificate, add_certificate(desk, 出具日期="2025-03-06"))["number"] == "2025-0008"


# ---- rights and numbers


def test_only_those_with_the_right_keep_the_books(desk: Desk):
    meals = Desk(desk.store, Who("meals", "送餐员", ("meals",)), clock=Clock())
    with pytest.raises(Denied):
        add_voice(meals)
    with pytest.raises(Denied):
        meals.ids(Query(Voice))
    clerk = Desk(desk.store, Who("entry", "录入员", ("entry",)), clock=Clock())
    assert add_voice(clerk)


def test_a_number_opens_its_names(desk: Desk):
    first, second = add_voice(desk), add_voice(desk, 收到日期="2026-10-30")
    desk.do("voices.reply", id=first, answer="已修好")
    assert desk.measure("reception.voices", period("2026-11")).counted.ids == (first,)
    assert desk.measure("reception.voices_open", period("2026-11")).counted.ids == (second,)
    assert desk.measure("reception.voices_open", period("2026-10")).value == 1
