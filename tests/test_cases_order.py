"""Days of a case stand in the order of its course, and what was told once is kept; else a sentence at the field."""
from __future__ import annotations

import pytest

from center.cases.clocks import clocks, numbers_on
from center.cases.course import open_edges
from center.cases.facts import facts
from db.models.cases import CaseParty
from db.models.mediation import Committee
from tests.cases_under_way import APPLICANT, CASE, DAY, RESPONDENT, THIRD, accepted, agreed, in_force, refused, register
from tests.stores import of

SIMPLE = CASE | {"committee": "红旗社区人民调解委员会"}


def test_a_case_is_not_accepted_before_its_review(office):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.review", case=case, why="属于民间纠纷", on="2026-11-10")
    assert "审查" in str(refused(office, "cases.accept", case=case, on="2026-11-05", agreed="all")["on"])
    office.do("cases.accept", case=case, on="2026-11-10", agreed="all")
    assert "审查" in str(refused(office, "cases.correct_acceptance", case=case, on="2026-11-05", why="写错")["on"])


def test_an_acceptance_keeps_the_day_on_which_a_party_agreed_before(office):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.consent", case=case, parties="甲某", on="2026-11-03")
    assert set(refused(office, "cases.consent", case=case, parties=[])) == {"parties"}
    office.do("cases.consent", case=case, on="2026-11-04")
    assert [one.row["agreed_on"] for one in facts(office, case).parties] == ["2026-11-03", "2026-11-04"]
    office.undo()
    office.do("cases.accept", case=case, on="2026-11-05", agreed="all")
    assert [one.row["agreed_on"] for one in facts(office, case).parties] == ["2026-11-03", "2026-11-05"]


@pytest.mark.parametrize(("step", "given"), [("refuse", {"party": "甲某"}), ("withdraw", {"party": "甲某"})])
def test_an_accepted_case_does_not_end_before_its_acceptance(office, step, given):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.accept", case=case, on="2026-11-05", agreed="all")
    assert "受理日期" in str(refused(office, f"cases.{step}", case=case, on="2026-11-03", **given)["on"])


def test_a_corrected_acceptance_takes_the_consent_of_that_day_along_and_stays_before_what_followed(office):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.accept", case=case, on="2026-11-10", agreed="all")
    office.do("cases.correct_acceptance", case=case, on="2026-11-05", why="登记表上是 5 日")
    assert {one.row["agreed_on"] for one in facts(office, case).parties} == {"2026-11-05"}
    office.do("cases.terminate", case=case, why="差距大", on="2026-11-06")
    assert set(refused(office, "cases.correct_acceptance", case=case, on="2026-11-12", why="写错")) == {"on"}


def test_a_case_is_not_closed_before_the_parties_were_told_of_other_remedies(office):
    case = accepted(office)
    office.do("cases.terminate", case=case, why="差距大", on="2026-11-06")
    office.do("cases.remedies", case=case, on="2026-11-15")
    assert set(refused(office, "cases.close", case=case, on="2026-11-10")) == {"on"}
    office.do("cases.close", case=case, on="2026-11-15")


def test_a_court_does_not_rule_before_it_was_asked_and_a_new_application_has_no_ruling(office):
    case = in_force(office)
    office.do("cases.confirm", case=case, state="已申请", on="2026-11-15", court="某区法院")
    assert "申请日期" in str(refused(office, "cases.confirm", case=case, state="确认有效", on="2026-11-10")["on"])
    office.do("cases.confirm", case=case, state="撤回确认申请", on="2026-11-16")
    office.do("cases.confirm", case=case, state="已申请", on="2026-11-17")
    agreement = facts(office, case).agreement
    assert (agreement["applied_on"], agreement["decided_on"]) == ("2026-11-17", None)


def test_a_holiday_that_is_told_after_the_agreement_moves_the_last_day_for_the_court(office):
    case = agreed(office)
    office.do("cases.sign", case=case, party="all", worker="all", seal=True, on="2026-11-06")
    of(office, "lin", "head").do("rest_days.add", values={"day": "2026-12-07", "kind": "rest"})
    [clock] = [one for one in clocks(facts(office, case), office.today(), numbers_on(office.today()))
               if one.key == "confirm"]
    assert clock.due == "2026-12-08"


def test_an_agreement_is_not_older_than_the_session_that_reached_it(office):
    case = accepted(office)
    office.do("cases.session", case=case, result="达成协议", on="2026-11-10")
    given = {"form": "书面", "clauses": "修"}
    assert set(refused(office, "cases.agree", case=case, on="2026-11-05", **given)) == {"on"}
    office.do("cases.agree", case=case, on="2026-11-10", **given)


def test_visits_and_reminders_are_noted_of_an_agreement_in_force_by_every_door(office):
    case = register(office, APPLICANT)
    for kind in ("回访", "督促履行"):
        assert set(refused(office, "cases.note", case=case, record="问了", kind=kind)) == {"kind"}
    assert set(refused(office, "case_steps.add", values={"case": case, "kind": "visit", "on": DAY})) == {"kind"}
    bound = in_force(office)
    late = {"record": "问了", "kind": "回访", "late_why": "工作笔记"}
    assert set(refused(office, "cases.note", case=bound, on="2026-11-03", **late)) == {"on"}
    office.do("cases.note", case=bound, on="2026-11-08", **late)
    assert facts(office, bound).of("visit")[0].row["nth"] == 1


def test_nobody_is_reminded_in_a_case_of_violence_without_a_named_decision(office):
    case = in_force(office)
    office.do("cases.violence", case=case, way="told", by="吴主任", victim="adult", on="2026-11-07")
    office.do("cases.perform", case=case, performance="all", state="未履行")
    assert set(refused(office, "cases.urge", case=case)) == {"decided_by"}
    assert set(refused(office, "cases.note", case=case, record="打了电话", kind="督促履行")) == {"kind"}
    office.do("cases.urge", case=case, decided_by="吴主任")
    assert facts(office, case).of("urge")[0].row["decided_by"] == "吴主任"


def test_who_signed_and_for_whom_stays_as_it_was_signed(office):
    for case in (in_force(office, APPLICANT, RESPONDENT, {"side": "其他当事人", "kind": "个人", "name": "戊某"}),
                 agreed(office, APPLICANT, RESPONDENT, {"side": "其他当事人", "kind": "个人", "name": "戊某"})):
        if facts(office, case).stage == "agreed":
            office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
        assert set(refused(office, "cases.add_party", case=case, values=THIRD)) == {""}
        plain = office.take(CaseParty, {"side": "其他当事人", "kind": "个人", "name": "己某"})
        assert set(refused(office, "case_parties.add", values=plain | {"case": case})) == {""}
        third = facts(office, case).side("third")[0].id
        assert set(refused(office, "case_parties.remove", id=third)) == {""}


def test_a_party_that_came_of_age_since_still_signed_through_its_guardian(office):
    young = APPLICANT | {"birth": "2008-11-15", "agents": [{"kind": "法定代理人", "name": "甲父"}]}
    case = agreed(office, young, RESPONDENT)
    office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
    assert facts(office, case).side("applicant")[0].row["signed_by"] == "guardian"


def test_a_small_dispute_tells_who_may_not_sign_at_her_place_in_the_form(office):
    company = {"side": "被申请人", "kind": "单位", "name": "丙物业公司"}
    found = refused(office, "cases.simple", values=SIMPLE, parties=[APPLICANT, company], agreement={"clauses": "付"})
    assert set(found) == {"parties.1.signed_by"}


def test_what_is_wholly_signed_is_not_offered_for_signing_again(office):
    case = office.do("cases.simple", values=SIMPLE, parties=[APPLICANT, RESPONDENT], agreement={"clauses": "付"})
    now = facts(office, case)
    assert now.stage == "performing" and "sign" not in [edge.step for edge in open_edges(now.stage, now)]


def test_a_performance_that_was_noted_by_mistake_leaves_no_money_behind(office):
    case = accepted(office)
    office.do("cases.session", case=case, result="达成协议", on="2026-11-05")
    office.do("cases.agree", case=case, form="口头协议", clauses="付", on="2026-11-05",
              promises=[{"what": "付款", "amount": "300"}])
    office.do("cases.perform", case=case, performance="all", state="已履行", done_on="2026-11-06")
    office.do("cases.perform", case=case, performance="all", state="未履行")
    assert facts(office, case).promises[0].row["paid"] is None
    office.do("cases.perform", case=case, performance="all", state="部分履行", done_on="2026-11-07", paid="100")
    office.do("cases.perform", case=case, performance="all", state="反悔起诉", on="2026-11-09")
    row = facts(office, case).promises[0].row
    assert (row["state"], row["paid"], row["done_on"]) == ("sued", 10_000, "2026-11-07"), "what was paid stays paid"


def test_a_short_name_under_which_another_committee_has_numbered_is_not_taken(office):
    chair = of(office, "wu", "chair")
    accepted(office)
    [committee] = {facts(office, 1).row["committee"]}
    chair.do("committees.edit", id=committee, values={"short_name": "红旗新"})
    other = chair.take(Committee, {"name": "晨光人民调解委员会", "short_name": "红旗", "kind": "居调委会"})
    assert set(refused(chair, "committees.add", values=other)) == {"short_name"}
    chair.do("committees.edit", id=committee, values={"short_name": "红旗"})


def test_an_application_is_withdrawn_by_who_applied_or_by_who_acts_for_her(office):
    case = accepted(office, APPLICANT | {"agents": [{"kind": "委托代理人", "name": "丙某"}]}, RESPONDENT)
    assert "拒绝调解" in str(refused(office, "cases.withdraw", case=case, party="乙某")["party"])
    assert "代理人" in str(refused(office, "cases.withdraw", case=case, party="甲某", by="丁某")["by"])
    told = refused(office, "cases.withdraw", case=case, party="甲某", by="丙某", why="已经修好")
    assert "没有写代理权限" in str(told["decided_by"]), "what her mandate covers a named person looks at"
    office.do("cases.withdraw", case=case, party="甲某", by="丙某", why="已经修好", decided_by="吴主任")
    [step] = facts(office, case).of("withdraw")
    assert (step.row["present"], step.row["decided_by"]) == ("甲某（由丙某提出）", "吴主任")
    assert facts(office, case).stage == "withdrawn"
