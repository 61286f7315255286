"""Who stands in a case: taken over from the one Person, never on both sides, with guardians, agents and 回避."""
from __future__ import annotations

from datetime import date

import pytest

from center.cases.facts import Agent, Party, facts
from center.cases.parties import both_sides, from_person, same
from center.cases.recusal import unanswered, warnings
from center.desk import Desk
from center.seeing import hidden
from db.errors import Missing, Problems
from db.listing import record_row
from db.models.cases import Case, CaseParty
from db.models.households import Residency
from db.models.mediation import Committee, Mediator
from db.models.people import Person
from db.models.places import Building, Door
from tests.stores import id_card, new_desk, of

COMMITTEE = "红旗社区人民调解委员会"


@pytest.fixture(scope="module")
def office(tmp_path_factory):
    """Two committees; mediators `sun` (who lives in 301) and `gao`; residents in 301, 302, 401 and 501."""
    desk = new_desk(tmp_path_factory.mktemp("parties") / "store")
    head, chair = of(desk, "lin", "head"), of(desk, "wu", "chair")
    building = head.do("buildings.add", values=head.take(Building, {"name": "1号楼", "number": "1"}))
    doors = {number: head.do("doors.add", values=head.take(Door, {"number": number}) | {"building": building})
             for number in ("301", "302", "401", "501")}
    people = {}
    for name, number in (("孙秀英", "301"), ("孙某", "301"), ("赵某", "302"), ("钱某", "401"), ("李某", "501")):
        lives = head.do("residencies.add", values=head.take(Residency, {
            "person.name": name, "person.phone": f"1380000{len(people):04d}",
            "person.id_card": id_card("19700101", len(people) + 1)}) | {"door": doors[number]})
        people[name] = record_row(Residency, lives)["person"]
    for name, short in ((COMMITTEE, "红旗"), ("晨光人民调解委员会", "晨光")):
        chair.do("committees.add", values=chair.take(Committee, {
            "name": name, "short_name": short, "kind": "居调委会"}))
    chair.do("mediators.add", values=chair.take(Mediator, {
        "person.name": "孙秀英", "person.id_card": id_card("19700101"), "committee": COMMITTEE, "duty": "委员"}))
    for login, committee, duty in (("gao", COMMITTEE, "委员"), ("zhou", "晨光人民调解委员会", "主任"),
                                   ("wen", COMMITTEE, "记录员")):
        chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": login, "committee": committee, "duty": duty, "login": login}))
    yield of(desk, "gao", "mediator"), chair, people
    desk.close()


def case_of(desk: Desk, *parties: dict, **values: object) -> int:
    """A registered case of these parties."""
    return desk.do("cases.register", values={
        "name": "某纠纷", "type": "邻里", "source": "主动调解", "registered_on": "2026-11-02", "committee": COMMITTEE}
        | values, parties=parties)


def party(**row: object) -> Party:
    """One party by its row."""
    blank = {"name": "甲", "side": "applicant", "kind": "person", "capacity": None}
    return Party(1, blank | row, minor=row.get("age", 40) < 18, age=row.get("age", 40))


def test_the_same_human_is_known_by_person_number_or_name_and_phone():
    one = {"side": "applicant", "name": "甲", "person": 1, "id_card": "1", "phone": "138"}
    assert same(one, {"person": 1}) == "person" and same(one, {"person": 2, "id_card": "1"}) == "id_card"
    assert same(one, {"name": "甲", "phone": "138"}) == "name" and same(one, {"name": "甲", "phone": "139"}) == ""
    assert same({"kind": "organisation", "name": "丙公司"}, {"kind": "organisation", "name": "丙公司"}) == "name"
    assert both_sides([one, one | {"side": "respondent"}]) == [(1, "person", "respondent", "applicant")]
    assert both_sides([one, dict(one)]) == []


def test_nobody_is_entered_on_both_sides_by_any_door(office):
    gao, _chair, people = office
    case = case_of(gao, {"side": "申请人", "person": people["赵某"]})
    row = {"case": case, "side": "respondent", "kind": "person"}
    for values, field in ((row | {"person": people["赵某"], "name": "换名"}, "person"),
                          (row | {"name": "又名", "id_card": id_card("19700101", 3)}, "id_card"),
                          (row | {"name": "赵某", "phone": "13800000002"}, "name")):
        with pytest.raises(Problems) as refused:
            gao.do("case_parties.add", values=values)
        assert set(refused.value.fields) == {field} and "又是" in str(refused.value)
    other = gao.do("case_parties.add", values=row | {"name": "赵某", "phone": "13900000000"})
    with pytest.raises(Problems) as refused:
        gao.do("case_parties.edit", id=other, values={"phone": "13800000002"})
    assert set(refused.value.fields) == {"name"}


def test_a_party_chosen_from_the_residents_fills_its_empty_cells(office):
    gao, _chair, people = office
    case = case_of(gao, {"side": "申请人", "person": people["赵某"], "phone": "13911112222"})
    [one] = facts(gao, case).parties
    assert (one.name, one.kind, one.row["birth"]) == ("赵某", "person", "1970-01-01")
    assert one.row["phone"] == "13911112222", "what was typed stays"
    rid = gao.do("case_parties.add", values={"case": case, "side": "respondent", "kind": "person",
                                             "person": people["钱某"], "name": "钱某"})
    assert record_row(CaseParty, rid)["id_card"] and record_row(CaseParty, rid)["place"] == 2
    assert set(from_person(record_row(Person, people["钱某"]))) >= {"person", "name", "phone", "id_card", "birth"}


def test_parties_are_put_in_order_and_age_is_counted_on_the_day_asked_for(office):
    gao, _chair, _people = office
    case = case_of(gao, {"side": "被申请人", "name": "乙", "birth": "2008-11-21"}, {"side": "申请人", "name": "甲"},
                   {"side": "其他当事人", "name": "丙", "age": "16"})
    assert [one.name for one in facts(gao, case).parties] == ["甲", "乙", "丙"]
    _first, second, third = facts(gao, case).parties
    assert (second.age, second.minor, second.needs_guardian, third.needs_guardian) == (17, True, True, True)


def test_who_may_sign_for_a_party():
    agent = Agent(1, {"kind": "agent", "authority": "general", "name": "丁"})
    assert "特别授权" in str(party().may_sign(agent))
    assert party().may_sign(Agent(1, agent.row | {"authority": "special"})) is None
    guardian = Agent(2, {"kind": "guardian", "authority": None, "name": "父"})
    assert party(age=12).may_sign(guardian) is None and party(age=30).may_sign(guardian) is not None
    assert party(capacity="none").may_sign(guardian) is None
    manager = Agent(3, {"kind": "representative", "authority": None, "name": "经理"})
    assert party(kind="organisation").may_sign(manager) is None and party().may_sign(manager) is not None


def test_a_minor_signs_through_a_guardian(office):
    gao, chair, _people = office
    case = case_of(gao, {"side": "申请人", "name": "甲"}, {
        "side": "被申请人", "name": "乙", "age": "12", "agents": [{"kind": "监护人", "name": "乙父"}]})
    gao.do("cases.appoint", case=case, mediator="gao")
    gao.do("cases.accept", case=case, on="2026-11-02", agreed="all")
    gao.do("cases.session", case=case, result="达成协议", on="2026-11-03")
    gao.do("cases.agree", case=case, form="书面", clauses="道歉", on="2026-11-03")
    [child] = facts(gao, case).side("respondent")
    with pytest.raises(Problems) as refused:
        gao.do("cases.sign", case=case, party="乙", by="本人")
    assert set(refused.value.fields) == {f"party.{child.id}.signed_by"}
    gao.do("cases.sign", case=case, party="all", worker="all", seal=True)
    assert facts(gao, case).side("respondent")[0].row["signed_by"] == "guardian" and facts(gao, case).effective_on


@pytest.mark.parametrize(("name", "type", "words"), [
    ("孙秀英", "合同", "就是本案当事人"), ("孙某", "合同", "近亲属"), ("赵某", "邻里", "近邻"),
    ("钱某", "邻里", "近邻"), ("赵某", "合同", ""), ("李某", "邻里", ""),
])
def test_recusal_is_warned_of_and_tells_no_address(office, name, type, words):
    gao, _chair, people = office
    case = case_of(gao, {"side": "申请人", "person": people[name]}, {"side": "被申请人", "name": "乙"}, type=type)
    found = "；".join(warnings(facts(gao, case), 1))
    assert (words in found) if words else found == ""
    assert "号楼" not in found and "30" not in found and name not in found


def test_a_warning_is_answered_by_a_person_before_the_acceptance(office):
    gao, _chair, people = office
    case = case_of(gao, {"side": "申请人", "person": people["孙某"]}, {"side": "被申请人", "name": "乙"})
    gao.do("cases.appoint", case=case, mediator="孙秀英")
    [(worker, told)] = unanswered(facts(gao, case))
    assert told
    with pytest.raises(Problems) as refused:
        gao.do("cases.accept", case=case, on="2026-11-02", agreed="all")
    assert set(refused.value.fields) == {f"worker.{worker}.recusal_looked"}
    gao.do("cases.recuse", case=case, worker=worker, decision="吴主任：回避，换人", withdraw=True)
    gao.do("cases.appoint", case=case, mediator="gao")
    gao.do("cases.accept", case=case, on="2026-11-02", agreed="all")
    assert facts(gao, case).host.name == "gao" and "孙秀英" not in facts(gao, case).readers


def test_who_handles_a_case_is_of_its_committee_in_office_and_one_presides(office):
    gao, chair, _people = office
    case = case_of(gao)
    for mediator, field in (("zhou", "mediator"), ("wen", "role"), ("没有这人", "mediator")):
        with pytest.raises(Problems) as refused:
            gao.do("cases.appoint", case=case, mediator=mediator, role="主持")
        assert set(refused.value.fields) == {field}
    gao.do("cases.appoint", case=case, mediator="gao")
    with pytest.raises(Problems) as refused:
        gao.do("case_workers.add", values={"case": case, "mediator": 1, "role": "host"})
    assert set(refused.value.fields) == {"role"}
    gao.do("cases.appoint", case=case, mediator="wen", role="记录人")
    with pytest.raises(Problems) as refused:
        chair.do("case_workers.add", values={"case": case, "mediator": 3, "role": "recorder"})
    assert set(refused.value.fields) == {"mediator"}


def test_facts_of_a_closed_case_are_told_to_nobody_else(office):
    gao, chair, people = office
    case = case_of(chair, {"side": "申请人", "person": people["李某"]}, scope="仅办案人员")
    assert case in hidden(gao, Case)
    with pytest.raises(Missing):
        facts(gao, case)
    assert facts(chair, case).restricted and facts(chair, case).row["registered_on"].first == date(2026, 11, 2)
