"""A form of a case asks for what the answer calls for, and for nothing else; what is missing is what can be there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from center.desk import Desk
from center.taking import take
from db.checks import clean
from db.codes import FOLDER, code_list
from db.errors import Problems
from db.models.cases import Case, CaseAgent
from tests.disputes import SIDES, agreed, committee_of, disputes_desk, told
from views.state import case_due, case_told
from views.state.case import CaseState
from views.state.case_new import NewCase
from views.state.case_records import party_sheet
from views.state.case_sheets import sheet_of
from views.state.counter import Counter
from views.state.listing import ListState
from views.state.menu import EARLY, beside


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Iterator[tuple[Desk, int, dict[str, int]]]:
    desk = disputes_desk(tmp_path_factory.mktemp("forms") / "store")
    yield desk, *committee_of(desk)
    desk.close()


def state_of(kept, **values) -> CaseState:
    desk, committee, people = kept
    state = CaseState(desk, Counter(desk))
    state.load(told(desk, committee, people, **values))
    return state


def asked(state: CaseState, step: str, /, **texts: str) -> set[str]:
    """Paths of the fields that stand in a step's form when the texts were typed."""
    sheet = sheet_of(state, step)
    held = {ask.path: ask.start for ask in sheet.asks} | texts
    return {ask.path for ask in sheet.asks if ask.when is None or ask.when(held)}


def accepted(state: CaseState) -> None:
    desk, case = state.desk, state.facts.id
    desk.do("cases.review", case=case, why="各方同意")
    desk.do("cases.accept", case=case, agreed="all")
    state.load(case)


def test_what_a_later_entry_rests_on_is_asked_only_when_the_day_is_not_today(kept):
    state = state_of(kept)
    accepted(state)
    for step in ("notify", "inquire", "session", "note"):
        assert "late_why" not in asked(state, step) and "late_why" in asked(state, step, on="2026-11-20"), step
        assert "late_why" not in asked(state, step, on="")


def test_the_next_promise_is_asked_for_when_one_is_there(kept):
    state = state_of(kept)
    accepted(state)
    lines = {path for path in asked(state, "agree") if path[-1].isdigit()}
    assert lines == {"what0"}
    lines = {path for path in asked(state, "agree", what0="付清") if path[-1].isdigit()}
    assert lines == {"what0", "debtor0", "creditor0", "amount0", "due_on0", "what1"}
    # what was typed never goes out of sight
    assert {"what1", "debtor1"} <= asked(state, "agree", what0="", what1="修好") and "amount0" in asked(
        state, "agree", what0="", amount0="3000")


def test_of_judicial_confirmation_only_what_its_state_needs_is_asked(kept):
    state = state_of(kept)
    agreed(state.desk, state.facts.id)
    state.desk.do("cases.sign", case=state.facts.id, party="all", worker="all", seal=True)
    state.load(state.facts.id)
    assert asked(state, "confirm", state="declined") == {"state", "on"}
    assert {"court", "looked", "looked_by"} <= asked(state, "confirm", state="applied")
    assert asked(state, "confirm", state="valid") == {"state", "on", "court", "ruling"}


def test_judicial_confirmation_stays_ahead_until_the_parties_have_said_what_they_want(kept):
    state = state_of(kept)
    desk, case = state.desk, state.facts.id
    agreed(desk, case)
    desk.do("cases.sign", case=case, party="all", worker="all", seal=True)
    desk.do("cases.perform", case=case, performance="all", state="done")
    state.load(case)
    assert state.next.step == "visit" and "司法确认" in [str(one[0]) for one in case_told.ahead(state)]
    desk.do("cases.confirm", case=case, state="declined")
    state.load(case)
    assert "司法确认" not in [str(one[0]) for one in case_told.ahead(state)]


def test_a_mistyped_day_of_acceptance_is_put_right_by_its_form(kept):
    state = state_of(kept, registered_on="2026-11-20")
    desk, case = state.desk, state.facts.id
    desk.do("cases.review", case=case, why="各方同意", on="2026-11-20")
    desk.do("cases.accept", case=case, agreed="all")
    state.load(case)
    number, sheet = state.facts.number, sheet_of(state, "correct")
    with pytest.raises(Problems) as refused:
        sheet.give({"on": "2026-11-19", "why": ""})
    assert set(refused.value.fields) == {"on", "why"}
    sheet.give({"on": "2026-11-21", "why": "登记表上是 21 日"})
    state.load(case)
    assert state.facts.row["accepted_on"].first.day == 21 and state.facts.number == number


def test_with_violence_nothing_leads_on_to_an_agreement_before_and_after_it_is_decided_what_is_done(kept):
    state = state_of(kept, violence=True)
    assert str(case_told.next_of(state).law) == "反家庭暴力法第5条", "only capable adults are parties"
    assert state.next.step == "violence" and case_told.ahead(state) == ()
    assert "consent" not in {one.key for one in case_due.lacks(state)}
    state.desk.do("cases.violence", case=state.facts.id, way="told", by="孙秀英", victim="adult")
    state.load(state.facts.id)
    assert state.lawful("accept") is not None, "it stays possible where she wants it"
    assert case_told.ahead(state) == () and "consent" not in {one.key for one in case_due.lacks(state)}


def test_who_alone_can_sign_for_an_organisation_must_have_special_authority(kept):
    desk, committee, people = kept
    parties = (*SIDES[:2], {"side": "respondent", "kind": "organisation", "name": "安和物业",
                            "agents": [{"kind": "agent", "name": "韩雪", "authority": "general"}]})
    state = CaseState(desk, Counter(desk))
    state.load(told(desk, committee, people, parties))
    company = state.facts.parties[2]
    [lack] = [one for one in case_due.lacks(state) if one.act == "authority"]
    assert "或由代表人签" in str(company.may_sign(company.agents[0]))  # an organisation has no 本人
    assert lack.chip.words == "必须" and "缺特别授权" in str(lack.title) and "韩雪" in str(lack.detail)
    desk.do("case_agents.edit", id=company.agents[0].id, values={"authority": "special"})
    state.load(state.facts.id)
    assert not [one for one in case_due.lacks(state) if one.act == "authority"]
    desk.do("case_agents.edit", id=company.agents[0].id, values={"authority": "general"})
    desk.do("case_agents.add", values=desk.take(CaseAgent, {"name": "周明", "kind": "representative"})
            | {"party": company.id})
    state.load(state.facts.id)
    assert not [one for one in case_due.lacks(state) if one.act == "authority"]


def test_a_paper_whose_step_has_not_come_is_not_missing(kept):
    state = state_of(kept)
    accepted(state)
    parts = {one.key for one in case_due.lacks(state)}
    assert "part:intake" in parts and not parts & {"part:record", "part:result"}
    state.desk.do("cases.session", case=state.facts.id, result="continue", record="分歧较大")
    state.load(state.facts.id)
    parts = {one.key for one in case_due.lacks(state)}
    assert "part:record" in parts and "part:result" not in parts


def test_an_organisation_is_not_asked_what_only_a_person_has(kept):
    asks = NewCase(kept[0], Counter(kept[0])).party_asks(0)
    own = {kind: {ask.path for ask in asks if ask.when is None or ask.when({"p0.kind": kind})}
           for kind in ("person", "organisation")}
    assert own["person"] - own["organisation"] == {"p0.sex", "p0.age", "p0.id_card"}
    assert {"p0.name", "p0.phone"} <= own["organisation"]


def test_of_a_simple_case_it_can_be_said_that_nobody_asks_the_court(kept):
    desk = kept[0]
    new = NewCase(desk, Counter(desk), simple=True)
    asks = (*new.party_asks(0), *new.party_asks(1), *new.result_asks(), *new.case_asks())
    texts = {ask.path: ask.start for ask in asks} | {
        "p0.name": "赵国强", "p1.name": "钱小红", "facts": "楼道堆物", "clauses": "当天清走", "type": "neighbour",
        "host": str(kept[2]["孙秀英"])}
    state = CaseState(desk, Counter(desk))
    state.load(new.settle(texts))
    assert state.facts.agreement["confirm"] is None
    state.load(new.settle(texts | {"declined": "是"}))
    assert state.facts.agreement["confirm"] == "declined" and state.facts.stage == "closed"


def test_a_type_that_was_not_chosen_is_missing_before_acceptance(kept):
    state = state_of(kept, type="")
    assert "type" in {one.key for one in case_due.lacks(state)}
    state.desk.do("cases.edit", id=state.facts.id, values={"type": "neighbour"})
    state.load(state.facts.id)
    assert "type" not in {one.key for one in case_due.lacks(state)}


def test_a_time_that_no_clock_shows_is_refused_at_its_field(kept):
    state = state_of(kept)
    accepted(state)
    for times, wrong in (({"begins": "25:00", "ends": "9:60"}, {"begins", "ends"}),
                         ({"begins": "14:30", "ends": "9：00"}, {"ends"})):
        for step, texts in (("session", {"result": "continue"}), ("inquire", {"subject": "郑桂芳"})):
            with pytest.raises(Problems) as refused:
                sheet_of(state, step).give({"on": "2026-11-24", "record": "", "late_why": ""} | times | texts)
            assert set(refused.value.fields) == wrong
    sheet_of(state, "session").give({"on": "2026-11-24", "result": "continue", "begins": "上午九点", "ends": "23:59"})


def test_every_word_of_every_code_list_is_taken_as_it_is_shown():
    for name in sorted(path.stem for path in FOLDER.glob("*.toml")):
        codes = code_list(name)
        wrong = [label for code, label in codes.items.items() if codes.code_of(clean(label)) != code]
        assert not wrong, (name, wrong)
    assert take(Case, {"violence_way": "已告知，由本人决定"}, date(2026, 11, 22)) == {"violence_way": "told"}


def test_a_mediator_is_told_of_no_button_she_does_not_have_and_a_simple_case_is_the_second_tab(kept):
    desk = kept[0]
    state = ListState(desk, Case)
    assert state.may_edit and not state.may_import and "导入" not in state.empty
    assert ("simple_case", "以案定补申报") == (next(iter(EARLY)), dict(beside("cases", desk.may))["allowances"])


def test_what_was_typed_of_a_party_without_a_name_is_asked_about_and_never_dropped(kept):
    desk = kept[0]
    new = NewCase(desk, Counter(desk))
    parties = [ask for nth in range(3) for ask in new.party_asks(nth)]
    texts = {ask.path: ask.start for ask in (*new.case_asks(), *parties)}
    assert new.told_of(texts) == []
    texts |= {"p0.name": "甲某", "p2.phone": "13800000000", "p0.agent.relation": "哥哥"}
    with pytest.raises(Problems) as refused:
        new.register(texts)
    assert new.told_of(texts) == [0, 2] and "p1.name" in {new.place_of(path) for path in refused.value.fields}
    with pytest.raises(Problems) as refused:
        new.register(texts | {"p2.name": "乙某"})
    assert "p0.agent.name" in {new.place_of(path) for path in refused.value.fields}


def test_who_was_not_accepted_is_told_so_and_not_that_mediation_ended(kept):
    state = state_of(kept)
    state.desk.do("cases.decline", case=state.facts.id, why="不属于民间纠纷")
    state.load(state.facts.id)
    assert (case_told.next_of(state).step, case_told.next_of(state).paper) == ("remedies", "declined")


def test_nobody_is_asked_to_apply_for_what_the_committee_took_up_itself(kept):
    assert [case_told.next_of(state_of(kept, source=source)).paper for source in ("own", "application")] == [
        "register", "application"]


def shown(asks, **texts: str) -> list[str]:
    """Paths that stand in a form when the texts were typed."""
    held = {ask.path: ask.start for ask in asks} | {path.replace("__", "."): words for path, words in texts.items()}
    return [ask.path for ask in asks if ask.when is None or ask.when(held)]


def test_a_second_agent_is_asked_for_when_the_first_is_named_and_her_facts_when_she_is(kept):
    asks = NewCase(kept[0], Counter(kept[0])).party_asks(0)
    usual = shown(asks)
    assert not [path for path in usual if "agent2" in path or "agent3" in path], "the usual way is no longer"
    assert [path for path in shown(asks, p0__agent__name="丁某") if path not in usual] == ["p0.agent2.name"]
    both = {"p0__agent__name": "丁某", "p0__agent2__name": "戊某"}
    facts = [f"p0.agent2.{name}" for name in ("name", "kind", "relation", "authority")]
    assert [path for path in shown(asks, **both) if path not in usual] == facts, "two agents are enough"
    unit = {"p0__kind": "organisation"} | both
    assert "p0.agent3.name" in shown(asks, **unit), "a unit has its representative besides"
    assert "p0.agent2.relation" in shown(asks, p0__agent2__relation="儿子"), "what was typed stays in sight"


def test_two_agents_are_registered_with_the_case_and_with_a_party_that_is_added(kept):
    desk, committee, people = kept
    new = NewCase(desk, Counter(desk))
    texts = {ask.path: ask.start for ask in (*new.party_asks(0), *new.party_asks(1), *new.case_asks())} | {
        "type": "neighbour", "p0.name": "李秀兰", "p0.agent.name": "丁某", "p0.agent.authority": "special",
        "p0.agent2.name": "戊某", "p0.agent2.authority": "general", "p1.kind": "organisation", "p1.name": "安和物业",
        "p1.agent.name": "周明", "p1.agent2.name": "韩雪", "p1.agent3.name": "赵普"}
    state = CaseState(desk, Counter(desk))
    state.load(new.register(texts))
    found = {party.name: [(one.name, one.kind) for one in party.agents] for party in state.facts.parties}
    assert found == {"李秀兰": [("丁某", "agent"), ("戊某", "agent")],
                     "安和物业": [("周明", "representative"), ("韩雪", "agent"), ("赵普", "agent")]}
    sheet = party_sheet(state, "respondent")
    assert [path for path in shown(sheet.asks) if "agent" in path] == ["agent.name"]
    typed = {"name": "王建国", "agent.name": "丙某", "agent2.name": "庚某"}
    given = {ask.path: ask.start for ask in sheet.asks} | typed
    sheet.give(given)
    state.load(state.facts.id)
    assert [one.name for one in state.facts.parties[2].agents] == ["丙某", "庚某"]
    with pytest.raises(Problems) as refused:
        sheet.give(given | {"name": "", "agent2.name": "", "agent2.relation": "儿子"})
    assert set(refused.value.fields) == {"name"}
    with pytest.raises(Problems) as refused:
        sheet.give(given | {"name": "己某", "agent2.name": "", "agent2.relation": "儿子"})
    assert set(refused.value.fields) == {"agent2.name"}


def test_a_hint_about_consent_leads_to_consent_and_gives_no_number(kept):
    state = state_of(kept)
    [lack] = [one for one in case_due.lacks(state) if one.key == "consent"]
    sheet = sheet_of(state, lack.act)
    assert lack.act == "consent" and "不编号" in str(sheet.told)
    sheet.give({ask.path: ask.start for ask in sheet.asks})
    state.load(state.facts.id)
    assert not state.facts.number and state.facts.stage == "registered"
    assert "consent" not in [one.key for one in case_due.lacks(state)] and state.lawful("accept")


def test_who_refuses_among_several_is_told_that_the_others_may_go_on(kept):
    state = state_of(kept)
    for step in ("refuse", "leave"):
        assert any("继续" in str(one) for one in sheet_of(state, step).told), step
    state.load(told(*kept, SIDES[:2]))
    assert state.lawful("leave") is None and not any("继续" in str(one) for one in sheet_of(state, "refuse").told)


def test_an_agent_who_withdraws_shows_her_mandate_and_a_named_person_decides(kept):
    acts = {"kind": "agent", "name": "韩雪", "authority": "special", "authority_scope": "代为承认、变更请求"}
    state = CaseState(kept[0], Counter(kept[0]))
    state.load(told(*kept, (SIDES[0] | {"agents": [acts]}, *SIDES[1:])))
    sheet = sheet_of(state, "withdraw")
    assert "韩雪登记的权限：特别授权，内容：代为承认、变更请求" in str(sheet.told[0])
    assert "decided_by" not in asked(state, "withdraw") and "decided_by" in asked(state, "withdraw", by="韩雪")
    texts = {ask.path: ask.start for ask in sheet.asks} | {"by": "韩雪", "why": "已经和好"}
    with pytest.raises(Problems) as refused:
        sheet.give(texts)
    assert set(refused.value.fields) == {"decided_by"}
    sheet.give(texts | {"decided_by": "吴敏"})
    state.load(state.facts.id)
    assert state.facts.stage == "withdrawn" and state.facts.of("withdraw")[0].row["decided_by"] == "吴敏"


def test_of_two_departments_the_form_asks_which_was_told(kept):
    state = state_of(kept)
    state.desk.do("cases.escalate", case=state.facts.id, measures="劝开", by="吴敏", risk="security",
                  reported_to="清溪派出所、清溪街道平安办")
    state.load(state.facts.id)
    sheet = sheet_of(state, "report")
    texts = {ask.path: ask.start for ask in sheet.asks}
    assert texts["reported_to"] == ""
    assert [name for name, _label in sheet.asks[0].choices] == ["清溪派出所", "清溪街道平安办"]
    sheet.give(texts | {"reported_to": "清溪街道平安办"})
    state.load(state.facts.id)
    [due] = [one for one in case_due.dues(state) if ":report:" in one.key]
    assert due.chip.tone == "red" and "决定报告清溪派出所" in str(due.left) and "报告清溪街道平安办" in str(due.left)
    assert {ask.path: ask.start for ask in sheet_of(state, "report").asks}["reported_to"] == "清溪派出所"
