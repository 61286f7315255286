"""The course of a case, from the knock on the door to the closed case: every edge, and what is refused at its field."""
from __future__ import annotations

from datetime import date

import pytest

from center.cases.course import EDGES, STAGES, doubts, open_edges
from center.cases.facts import CaseFacts, facts
from center.desk import Desk, Who
from center.history import timeline
from db.codes import code_list
from db.errors import Missing, Problems
from db.models.cases import Case
from db.models.mediation import Committee, Mediator
from tests.stores import new_desk

DAY = "2026-11-02"
APPLICANT = {"side": "申请人", "kind": "个人", "name": "甲某"}
RESPONDENT = {"side": "被申请人", "kind": "个人", "name": "乙某"}
THIRD = {"side": "其他当事人", "kind": "单位", "name": "丙物业公司",
         "agents": [{"kind": "委托代理人", "name": "丁某", "authority": "一般代理"}]}
CASE = {"name": "水管漏水纠纷", "type": "邻里", "source": "当事人申请", "registered_on": DAY}


def of(desk: Desk, login: str, *roles: str) -> Desk:
    """The same store for another account."""
    return Desk(desk.store, Who(login, login, roles), clock=desk._clock)


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """A committee with a chair, a mediator with her login and a clerk; the desk of the mediator."""
    desk = new_desk(tmp_path_factory.mktemp("course") / "store")
    chair = of(desk, "wu", "chair")
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    for login, duty in (("wu", "主任"), ("sun", "委员"), ("gao", "记录员")):
        chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": login, "duty": duty, "login": login}) | {"committee": committee})
    yield of(desk, "sun", "mediator")
    desk.close()


def register(desk: Desk, *parties: dict, host: str = "sun", **values: str) -> int:
    """A registered case with its parties and presiding mediator."""
    return desk.do("cases.register", values=CASE | {"committee": "红旗社区人民调解委员会"} | values, parties=parties,
                   workers=[{"mediator": host, "role": "主持调解"}] if host else [])


def accepted(desk: Desk, *parties: dict, **values: str) -> int:
    """An accepted case of two parties, or those given."""
    case = register(desk, *(parties or (APPLICANT, RESPONDENT)), **values)
    desk.do("cases.accept", case=case, on=values.get("registered_on", DAY), agreed="all")
    return case


def agreed(desk: Desk, *parties: dict, **values: str) -> int:
    """A case with a written agreement that nobody has signed."""
    case = accepted(desk, *parties, **values)
    desk.do("cases.session", case=case, result="达成协议", on="2026-11-05")
    desk.do("cases.agree", case=case, form="书面协议", clauses="乙修好水管", on="2026-11-05",
            promises=[{"what": "修水管", "debtor": "乙某", "due_on": "2026-11-10"}])
    return case


def in_force(desk: Desk, *parties: dict, **values: str) -> int:
    """A case whose agreement binds since 2026-11-06."""
    case = agreed(desk, *parties, **values)
    desk.do("cases.sign", case=case, party="all", worker="all", seal=True, on="2026-11-06")
    return case


def refused(desk: Desk, command: str, **given: object) -> dict:
    """What an act is refused with, by field."""
    with pytest.raises(Problems) as told:
        desk.do(command, **given)
    return told.value.fields


def steps(desk: Desk, case: int) -> list[str]:
    """Kinds of the timeline, in the order of days."""
    return [step.kind for step in facts(desk, case).steps]


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
        ("review", {"why": "属于"}), ("accept", {"on": DAY, "agreed": "all"}), ("notify", {}),
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
    assert "现在是“已登记”，不能办理达成一致" in told and "受理" in told and "不予受理" in told
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
    office.do("cases.decline", case=case, why="不属于民间纠纷")
    office.do("cases.remedies", case=case)
    assert doubts(facts(office, case), "close")
    office.do("cases.reply", case=case, text="不予受理，已告知其他途径")
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
        ("case_parties.edit", {"id": party, "values": {"side": "respondent"}}, "side"),
        ("case_parties.remove", {"id": party}, ""), ("case_steps.remove", {"id": accept.id}, ""),
        ("case_steps.edit", {"id": accept.id, "values": {"kind": "close"}}, "kind"),
        ("case_steps.add", {"values": {"case": case, "kind": "close", "on": "2026-11-07"}}, "kind"),
        ("case_workers.remove", {"id": now.workers[0].id}, ""),
        ("cases.edit", {"id": case, "values": {"type": None}}, "type"),
    ):
        assert field in refused(office, command, **given), command


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
