"""The course of a case, from the knock on the door to the closed case: every edge, and what is refused at its field."""
from __future__ import annotations

from datetime import date

import pytest

from center.cases.compulsory import table_on
from center.cases.course import EDGES, STAGES, doubts, open_edges
from center.cases.facts import CaseFacts, facts
from center.cases.filing import lacking
from center.cases.slots import Table
from center.history import timeline
from db.codes import code_list
from db.errors import Missing
from db.models.cases import Case
from tests.cases_under_way import (
    APPLICANT,
    DAY,
    RESPONDENT,
    THIRD,
    accepted,
    agreed,
    in_force,
    refused,
    register,
    steps,
)
from tests.stores import of


def test_every_edge_has_a_command_a_name_and_leads_somewhere_that_exists(office):
    from center import catalog

    names, stages = code_list("case_step").items, code_list("case_stage").items
    assert set(STAGES) == set(stages) and {edge.step for edge in EDGES} == set(names)
    for edge in EDGES:
        assert set(edge.start) <= set(STAGES) and (edge.end is None or edge.end in STAGES)
        assert edge.command in catalog.commands() or edge.command in ("dossier.file", "cases.violence")
    reached = {"registered"}
    while more := {edge.end for edge in EDGES if edge.end and set(edge.start) & reached} - reached:
        reached |= more
    assert reached == set(STAGES), "every stage is reached from the registration"


def test_a_case_of_three_parties_goes_its_whole_course(office):
    case = register(office, APPLICANT, RESPONDENT, THIRD)
    assert facts(office, case).number == "" and facts(office, case).stage == "registered"
    office.do("cases.review", case=case, why="属于民间纠纷", on=DAY)
    number = office.do("cases.accept", case=case, on=DAY, agreed="all")
    assert number.startswith("（2026）红旗人调字第") and facts(office, case).row["limit_on"] == "2026-12-02"
    office.do("cases.notify", case=case, on=DAY)
    office.do("cases.inquire", case=case, subject="乙某", record="看了现场", on="2026-11-03")
    office.do("cases.session", case=case, result="有待继续调解", on="2026-11-04", present="三方")
    office.do("cases.extend", case=case, to="2026-12-12", why="等鉴定", agreed="all", on="2026-11-04")
    office.do("cases.session", case=case, result="达成协议", on="2026-11-05", present="三方")
    assert facts(office, case).stage == "agreed"
    office.do("cases.agree", case=case, form="书面协议", clauses="乙付三千元", amount="三千元", on="2026-11-05",
              promises=[{"what": "付三千元", "debtor": "乙某", "creditor": "甲某", "amount": "3000",
                         "due_on": "2026-11-10"}])
    agent = f"party.{facts(office, case).side('third')[0].id}.signed_by"
    assert "特别授权" in str(refused(office, "cases.sign", case=case, party="丙物业公司", by="委托代理人")[agent])
    [clerk] = [one.agents[0].id for one in facts(office, case).side("third")]
    office.do("case_agents.edit", id=clerk, values={"authority": "special"})
    office.do("cases.sign", case=case, party=["甲某", "乙某"], worker="all", on="2026-11-05")
    office.do("cases.sign", case=case, party="丙物业公司", by="委托代理人", on="2026-11-06")
    assert facts(office, case).effective_on is None, "the seal is missing"
    office.do("cases.sign", case=case, seal=True, on="2026-11-06")
    now = facts(office, case)
    assert (now.stage, now.effective_on, now.row["outcome"]) == ("performing", "2026-11-06", "written")
    assert now.agreement["confirm_due"] == "2026-12-07", "30 days end on Sunday 2026-12-06"
    office.do("cases.confirm", case=case, state="各方不申请", on="2026-11-06")
    office.do("cases.perform", case=case, performance="付三千元", state="已履行", done_on="2026-11-09", proof="收条")
    office.do("cases.visit", case=case, record="已付清", satisfaction="满意", on="2026-11-12")
    office.do("cases.close", case=case, on="2026-11-12")
    assert facts(office, case).stage == "closed" and facts(office, case).promises[0].row["paid"] == 300_000
    assert steps(office, case) == ["apply", "review", "accept", "notify", "inquire", "session", "extend", "session",
                                   "agree", "sign", "sign", "sign", "confirm", "perform", "visit", "close"]
    assert [step.row["nth"] for step in facts(office, case).of("session")] == [1, 2]
    assert facts(office, case).of("accept")[0].row["article"] == "人民调解法第17条"


def test_the_next_step_is_always_the_usual_one(office):
    case = register(office, APPLICANT, RESPONDENT)

    def following() -> str:
        now = facts(office, case)
        return open_edges(now.stage, now)[0].step

    for step, given in (
        ("review", {"why": "属于", "on": DAY}), ("accept", {"on": DAY, "agreed": "all"}), ("notify", {}),
        ("session", {"result": "达成协议"}), ("agree", {"form": "书面", "clauses": "修", "promises": [{"what": "修"}]}),
        ("sign", {"party": "all", "worker": "all", "seal": True}),
        ("perform", {"performance": "all", "state": "未履行"}),
        ("urge", {}), ("visit", {"record": "还没修"}), ("close", {}),
    ):
        assert following() == step
        office.do(f"cases.{step}", case=case, **given)
    assert following() == "file"


def test_what_may_not_be_done_at_a_stage_is_told_with_what_may(office):
    case = register(office, APPLICANT, RESPONDENT)
    told = str(refused(office, "cases.agree", case=case, form="书面", clauses="修")[""])
    assert "现在是“已登记”，不能办理订立协议" in told and "受理" in told and "不予受理" in told
    case = agreed(office)
    assert "不能办理履行" in str(refused(office, "cases.perform", case=case, performance="修水管", state="已履行")[""])
    assert "不能办理结案" in str(refused(office, "cases.close", case=case)[""])


def test_an_acceptance_tells_everything_that_is_missing_at_once(office):
    case = register(office, APPLICANT | {"birth": "2015-01-01"}, host="", type="")
    found = refused(office, "cases.accept", case=case, on=DAY)
    [party] = facts(office, case).parties
    assert set(found) == {"parties", f"party.{party.id}.agreed_on", f"party.{party.id}.guardian", "type", "host"}
    assert "只有一方" in str(found["parties"]) and facts(office, case).stage == "registered"
    assert "甲某" not in "".join(map(str, found.values())), "no name in a sentence"


def test_an_acceptance_lies_between_the_registration_and_today(office):
    case = register(office, APPLICANT, RESPONDENT)
    for day, words in (("2026-11-01", "登记日期"), ("2026-11-21", "今天之后"), ("2026-11", "写到日"), ("昨前", "")):
        assert words in str(refused(office, "cases.accept", case=case, on=day, agreed="all")["on"])
    assert facts(office, case).parties[0].row["agreed_on"] is None, "nothing of a refused act stays"


def test_declined_and_refused_cases_take_no_number_and_are_told_of_other_remedies(office):
    for step, given in (("decline", {"why": "法院已经受理"}), ("refuse", {"party": "乙某"})):
        case = register(office, APPLICANT, RESPONDENT)
        office.do(f"cases.{step}", case=case, **given)
        assert facts(office, case).stage == "declined" and facts(office, case).number == ""
        assert "告知其他途径" in str(refused(office, "cases.close", case=case)["remedies_told_on"])
        office.do("cases.remedies", case=case)
        office.do("cases.close", case=case)
        assert facts(office, case).row["outcome"] is None


@pytest.mark.parametrize(("step", "given", "stage", "outcome"), [
    ("refuse", {"party": "乙某"}, "failed", "refused"), ("terminate", {"why": "差距大"}, "failed", "failed"),
    ("withdraw", {"party": "甲某"}, "withdrawn", "withdrawn"),
])
def test_an_accepted_case_may_end_without_an_agreement(office, step, given, stage, outcome):
    case = accepted(office)
    office.do(f"cases.{step}", case=case, **given)
    now = facts(office, case)
    assert (now.stage, now.row["outcome"], bool(now.number)) == (stage, outcome, True)
    office.do("cases.remedies", case=case)
    office.do("cases.close", case=case)


def test_an_unsigned_agreement_may_be_written_anew_or_given_up(office):
    case = agreed(office)
    office.do("cases.agree", case=case, form="书面", clauses="换成赔偿", on="2026-11-06", promises=[])
    assert facts(office, case).agreement["clauses"] == "换成赔偿" and facts(office, case).promises == ()
    office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
    assert "不能再改" in str(refused(office, "cases.agree", case=case, form="书面", clauses="再换")["clauses"])
    office.do("cases.terminate", case=case, why="乙不愿签")
    assert facts(office, case).effective_on is None and facts(office, case).row["outcome"] == "failed"


def test_bad_days_and_amounts_of_an_agreement_stand_at_their_fields(office):
    case = accepted(office)
    office.do("cases.session", case=case, result="达成协议", on="2026-11-05")
    found = refused(office, "cases.agree", case=case, form="书面", clauses="", amount="three k", on="2026-11-01",
                    promises=[{"what": "", "amount": "3x", "due_on": "2026-10-30", "debtor": "不在本案"}])
    assert set(found) == {"on", "clauses", "amount", "promises.0.what", "promises.0.amount", "promises.0.debtor"}
    found = refused(office, "cases.agree", case=case, form="书面", clauses="修", on="2026-11-05",
                    promises=[{"what": "修", "due_on": "2026-11-04"}])
    assert set(found) == {"promises.0.due_on"}


def test_an_extension_asks_for_all_parties_a_reason_and_a_day_to_come(office):
    case = accepted(office, registered_on="2026-10-01")
    found = refused(office, "cases.extend", case=case, to="2026-10-20", why="", agreed=["甲某"])
    assert set(found) == {"to", "why", "agreed"}
    assert "已经过了" in str(refused(office, "cases.extend", case=case, to="2026-11-10", why="等", agreed="all")["to"])
    office.do("cases.extend", case=case, to="2026-12-01", why="等", agreed="all")


def test_performance_is_noted_only_from_the_day_on_which_the_agreement_binds(office):
    case = in_force(office)
    for day, words in (("2026-11-05", "生效日期"), ("2026-11-25", "今天之后")):
        told = refused(office, "cases.perform", case=case, performance="修水管", state="已履行", done_on=day)
        assert words in str(told["done_on"])
    assert "还没有写履行情况" in "".join(map(str, refused(office, "cases.close", case=case).values()))


def test_guests_take_part_only_with_the_consent_of_the_parties(office):
    case = accepted(office)
    guest = office.do("case_guests.add", values={"case": case, "name": "老邻居", "kind": "neighbour"})
    assert set(refused(office, "cases.session", case=case, result="调解不成")) == {f"guest.{guest}.consented"}
    office.do("case_guests.edit", id=guest, values={"consented": True})
    assert doubts(facts(office, case), "session"), "nobody was told yet: shown, and blocks nothing"
    office.do("cases.session", case=case, result="调解不成")
    assert open_edges("mediating", facts(office, case))[0].step == "notify"


def test_confirmation_follows_its_order_and_family_cases_are_looked_at_first(office):
    case = in_force(office, type="婚姻家庭")
    assert set(refused(office, "cases.confirm", case=case, state="确认有效")) == {"state"}
    office.do("cases.confirm", case=case, state="准备申请")
    assert set(refused(office, "cases.confirm", case=case, state="已申请")) == {"looked_by"}
    office.do("cases.confirm", case=case, state="已申请", court="某区法院", looked_by="孙某")
    office.do("cases.confirm", case=case, state="确认有效", ruling="（2026）某01民特1号")
    assert facts(office, case).agreement["decided_on"] == "2026-11-20"
    assert "confirm" not in [edge.step for edge in open_edges("performing", facts(office, case))]


def test_who_referred_a_case_is_answered_and_asked_for_when_it_is_closed(office):
    case = register(office, APPLICANT, RESPONDENT, source="委托移送", referred_by="法院", referrer="某区法院")
    assert steps(office, case) == ["referral"]
    assert str(refused(office, "cases.review", case=case, why="")["why"]) == "请填写审查意见"
    office.do("cases.decline", case=case, why="不属于民间纠纷")
    office.do("cases.remedies", case=case)
    assert doubts(facts(office, case), "close")
    office.do("cases.reply", case=case)  # the letter says by itself what became of it
    assert facts(office, case).row["replied_on"] == "2026-11-20" and not doubts(facts(office, case), "close")


def test_a_note_of_an_earlier_day_says_what_it_rests_on(office):
    case = accepted(office)
    assert set(refused(office, "cases.note", case=case, record="电话问了", on="2026-11-03")) == {"late_why"}
    assert set(refused(office, "cases.note", case=case, record="签了", kind="签署")) == {"kind"}
    office.do("cases.note", case=case, record="电话问了", on="2026-11-03", late_why="工作笔记第 8 页")
    assert facts(office, case).of("note")[0].row["late"]


def test_family_violence_is_decided_before_anything_else_and_nobody_is_pushed_to_mediate(office):
    case = accepted(office)
    office.do("cases.edit", id=case, values={"violence": True})
    order = [edge.step for edge in open_edges("accepted", facts(office, case))]
    assert order[0] == "violence" and order[-1] in ("session", "agree")
    assert set(refused(office, "cases.notify", case=case)) == {"decided_by"}


def test_who_may_not_open_a_case_does_no_step_of_it(office):
    case = accepted(office, scope="仅办案人员")
    with pytest.raises(Missing):
        of(office, "gao", "mediator").do("cases.notify", case=case)


def test_the_timeline_of_a_case_tells_its_steps(office):
    case = accepted(office)
    told = [event.what for event in timeline(office, Case, case)[0] if not event.timed]
    assert "受理" in told and "申请" in told


def test_facts_need_few_questions_and_no_second_store(office):
    special = THIRD | {"agents": [{"kind": "负责人", "name": "丁某"}]}
    case = in_force(office, APPLICANT, RESPONDENT, special)
    now = facts(office, case)
    assert isinstance(now, CaseFacts) and now.host.name == "sun" and now.readers == ("sun", "wu")
    assert [party.side for party in now.parties] == ["applicant", "respondent", "third"]
    assert date(2026, 11, 20) >= now.effective_on.first


def test_what_a_case_that_ended_without_agreement_cannot_have_is_not_asked_for_when_it_is_filed(office):
    case = accepted(office)
    office.do("cases.terminate", case=case, why="谈不拢")
    asked = Table(table_on(office.today()).order, frozenset(("visit", "performance", "confirmation", "notice")))
    assert set(lacking(facts(office, case), asked)) == {"notice"}
