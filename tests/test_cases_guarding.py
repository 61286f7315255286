"""What forms, undo and the one page of small disputes may do to a case, and what only its steps do."""
from __future__ import annotations

import pytest

from center.cases.course import open_edges
from center.cases.facts import facts
from db.errors import Problems
from db.models.cases import Case
from tests.cases_under_way import APPLICANT, CASE, DAY, RESPONDENT, accepted, in_force, refused, register, steps
from tests.stores import of


def test_a_small_dispute_is_told_once_and_settled_in_one_act(office):
    before = office.store.execute('SELECT count(*) FROM "act"').fetchone()[0]
    case = office.do("cases.simple", values=CASE | {"committee": "红旗社区人民调解委员会"},
                     parties=[APPLICANT, RESPONDENT], finished=True, declined=True,
                     agreement={"clauses": "乙道歉并赔五十元", "amount": "50", "promises": [{"what": "赔五十元"}]})
    now = facts(office, case)
    assert (now.stage, now.row["outcome"], now.agreement["form"], bool(now.number)) == ("closed", "oral", "oral", True)
    assert office.store.execute('SELECT count(*) FROM "act"').fetchone()[0] == before + 1
    assert now.promises[0].row["state"] == "done" and now.agreement["confirm"] == "declined"


def test_a_small_dispute_tells_all_its_problems_at_the_fields_of_its_one_page(office):
    found = refused(office, "cases.simple", values=CASE | {"committee": "没有的", "type": ""}, parties=[
        APPLICANT | {"phone": "13800000001"}, RESPONDENT | {"name": "甲某", "phone": "13800000001"}],
        agreement={"clauses": "", "amount": "五x"})
    assert set(found) == {"committee", "type", "parties.1.name", "agreement.clauses", "agreement.amount"}
    found = refused(office, "cases.simple", values=CASE | {"committee": "红旗社区人民调解委员会"}, parties=[
        APPLICANT, RESPONDENT | {"birth": "2012-05-01"}], agreement={"clauses": "道歉"})
    assert set(found) == {"parties.1.guardian"}


def test_a_small_dispute_says_what_it_was_about_in_the_case_or_in_the_agreement(office):
    given = CASE | {"committee": "红旗社区人民调解委员会", "brief": ""}
    found = refused(office, "cases.simple", values=given, parties=[APPLICANT, RESPONDENT], agreement={"clauses": ""})
    assert set(found) == {"agreement.facts", "agreement.clauses"}
    case = office.do("cases.simple", values=given, parties=[APPLICANT, RESPONDENT],
                     agreement={"clauses": "道歉", "facts": "楼道堆物"})
    assert facts(office, case).row["brief"] == "楼道堆物"


def test_who_was_asked_is_missed_by_the_name_of_the_step(office):
    found = refused(office, "cases.inquire", case=accepted(office), subject="")
    assert str(found["subject"]) == "请填写被调查人"


def test_forms_write_nothing_that_a_step_writes(office):
    case = in_force(office)
    now = facts(office, case)
    agreement, promise, party, accept = now.agreement["id"], now.promises[0].id, now.parties[0].id, now.of("accept")[0]
    for command, given, field in (
        ("agreements.edit", {"id": agreement, "values": {"effective_on": "2026-11-01"}}, "effective_on"),
        ("agreements.edit", {"id": agreement, "values": {"confirm": "valid"}}, "confirm"),
        ("agreements.edit", {"id": agreement, "values": {"clauses": "别的"}}, "clauses"),
        ("agreements.remove", {"id": agreement}, ""), ("agreements.add", {"values": {"case": case}}, ""),
        ("performances.edit", {"id": promise, "values": {"what": "别的"}}, "what"),
        ("case_parties.edit", {"id": party, "values": {"signed_on": None}}, "signed_on"),
        ("case_parties.edit", {"id": party, "values": {"told_on": "2026-10-01"}}, "told_on"),
        ("case_parties.edit", {"id": party, "values": {"side": "respondent"}}, "side"),
        ("case_parties.remove", {"id": party}, ""), ("case_steps.remove", {"id": accept.id}, ""),
        ("case_steps.edit", {"id": accept.id, "values": {"kind": "close"}}, "kind"),
        ("case_steps.add", {"values": {"case": case, "kind": "close", "on": "2026-11-07"}}, "kind"),
        ("case_workers.remove", {"id": now.workers[0].id}, ""),
        ("cases.edit", {"id": case, "values": {"type": None}}, "type"),
        ("cases.edit", {"id": case, "values": {"registered_by": "somebody"}}, "registered_by"),
        ("cases.edit", {"id": case, "values": {"volume_place": 3}}, "volume_place"),
        ("cases.edit", {"id": case, "values": {"end_reason": "别的", "reply": "别的"}}, "end_reason"),
        ("cases.edit", {"id": case, "values": {"reply": "别的"}}, "reply"),
    ):
        assert field in refused(office, command, **given), command


def test_two_of_one_name_on_both_sides_are_told_apart_before_they_are_taken(office):
    case = register(office, APPLICANT, RESPONDENT | {"name": "甲某"})
    assert set(refused(office, "cases.accept", case=case, on=DAY, agreed="all")) == {"namesakes"}
    office.do("cases.accept", case=case, on=DAY, agreed="all", namesakes="一老一少")
    assert facts(office, case).of("accept")[0].row["reason"] == "一老一少"
    later = accepted(office)
    twin = {"case": later, "side": "respondent", "kind": "person", "name": "甲某"}
    assert set(refused(office, "case_parties.add", values=twin)) == {"note"}
    found = refused(office, "cases.add_party", case=later, values=RESPONDENT | {"name": "甲某"})
    assert set(found) == {"parties.0.note"}
    assert office.do("case_parties.add", values=twin | {"note": "住三号楼的那一位"})
    told = [APPLICANT | {"phone": "13800000001"}, RESPONDENT | {"name": "甲某", "phone": "13800000002"}]
    assert accepted(office, *told), "two phones are two humans"
    simple = {"values": CASE | {"committee": "红旗社区人民调解委员会"}, "agreement": {"clauses": "道歉"},
              "parties": [APPLICANT, RESPONDENT | {"name": "甲某"}]}
    assert set(refused(office, "cases.simple", **simple)) == {"namesakes"}
    assert office.do("cases.simple", **simple, namesakes="一老一少")


def test_nobody_is_entered_as_told_or_signed_with_a_new_case_or_party(office):
    signed = RESPONDENT | {"signed_on": DAY, "signed_by": "本人", "told_on": DAY}
    with pytest.raises(Problems) as told:
        register(office, APPLICANT, signed)
    assert set(told.value.fields) == {f"parties.1.{name}" for name in ("signed_on", "signed_by", "told_on")}
    found = refused(office, "cases.add_party", case=register(office, APPLICANT), values=signed)
    assert set(found) == {f"parties.0.{name}" for name in ("signed_on", "signed_by", "told_on")}


def test_why_a_case_ended_is_put_right_at_its_step_and_the_case_tells_the_same(office):
    case = accepted(office)
    office.do("cases.terminate", case=case, why="谈不陇")
    [ended] = facts(office, case).of("terminate")
    office.do("case_steps.edit", id=ended.id, values={"reason": "谈不拢"})
    assert facts(office, case).row["end_reason"] == facts(office, case).of("terminate")[0].row["reason"] == "谈不拢"


def test_a_correction_of_a_filed_case_says_who_and_why(office):
    case = in_force(office)
    office.do("cases.perform", case=case, performance="all", state="已履行", done_on="2026-11-09")
    office.do("cases.close", case=case)
    office.store.execute("UPDATE cases SET stage = 'filed', filed_on = '2026-11-20' WHERE id = ?", (case,))
    assert refused(office, "cases.edit", id=case, values={"note": "改"}) and open_edges(
        "filed", facts(office, case))[0].step == "reopen"
    assert set(refused(office, "cases.reopen", case=case, who="", why="")) == {"who", "why"}
    office.do("cases.reopen", case=case, who="吴某", why="日期写错")
    office.do("cases.edit", id=case, values={"note": "改"})


def test_an_acceptance_is_not_taken_back_and_neither_is_what_it_rests_on(office):
    case = register(office, APPLICANT)
    office.do("case_parties.add", values={"case": case, "side": "respondent", "kind": "person", "name": "乙某"})
    office.do("cases.accept", case=case, on=DAY, agreed="all")
    number = facts(office, case).number
    assert office.next_undo() is None, "nor what was done before it: that would come as a surprise"
    chair = of(office, "wu", "chair")
    case = register(office, APPLICANT, host="")
    chair.do("cases.add_party", case=case, values=RESPONDENT)
    chair.do("cases.appoint", case=case, mediator="sun", since=DAY)
    office.do("cases.accept", case=case, on=DAY, agreed="all")
    with pytest.raises(Problems, match="不能撤销掉"):
        chair.undo()
    number = facts(office, case).number
    assert facts(office, case).host
    assert facts(office, case).number == number and len(facts(office, case).parties) == 2


def test_every_step_is_one_act_that_undo_takes_back_whole(office):
    case = accepted(office)
    office.do("cases.session", case=case, result="达成协议")
    assert office.undo() == "记录一次调解"
    assert facts(office, case).stage == "accepted" and not facts(office, case).of("session")


def test_a_mistyped_day_of_acceptance_is_put_right_within_its_year(office):
    case = accepted(office)
    number = facts(office, case).number
    for day in ("2026-11-01", "2026-11-21", "2025-12-31"):
        assert set(refused(office, "cases.correct_acceptance", case=case, on=day, why="写错")) == {"on"}
    office.do("cases.correct_acceptance", case=case, on="2026-11-04", why="登记表上是 4 日")
    now = facts(office, case)
    assert (now.number, now.row["accepted_on"], now.row["limit_on"]) == (number, "2026-11-04", "2026-12-04")
    assert now.of("accept")[0].on == "2026-11-04" and now.of("note")[0].row["reason"] == "登记表上是 4 日"


def test_the_plain_form_begins_the_same_timeline(office):
    case = office.do("cases.add", values=office.take(Case, CASE | {"committee": "红旗社区人民调解委员会"}))
    assert steps(office, case) == ["apply"]
