"""What the case page says and asks, without a screen: the next lawful step, its form, what is due and missing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import pytest

from center.attachments import Upload
from center.cases.course import EDGES
from center.desk import Desk, Who
from db.errors import Missing, Problems
from db.models.case_work import Performance
from db.models.cases import CaseAgent
from tests.disputes import SIDES, agreed, committee_of, disputes_desk, told
from tests.stores import Clock
from tests.volumes import photograph
from views.state import case_due, case_people, case_told
from views.state.case import CaseState
from views.state.case_new import NewCase
from views.state.case_records import party_sheet, record_sheet
from views.state.case_sheets import SHEETS, appoint, recuse, sheet_of
from views.state.counter import Counter


@pytest.fixture(scope="module")
def kept(tmp_path_factory) -> Iterator[tuple[Desk, int, dict[str, int]]]:
    desk = disputes_desk(tmp_path_factory.mktemp("cases") / "store")
    yield desk, *committee_of(desk)
    desk.close()


@pytest.fixture
def opened(kept) -> CaseState:
    """A registered case of three parties."""
    desk, committee, people = kept
    state = CaseState(desk, Counter(desk))
    state.load(told(desk, committee, people))
    return state


def starts(state: CaseState, step: str, who=None) -> dict[str, str]:
    return {ask.path: ask.start for ask in sheet_of(state, step, who).asks}


def do(state: CaseState, step: str, **texts: str) -> None:
    """The form of a step as it opens, with a few words more, saved."""
    sheet = sheet_of(state, step)
    assert set(texts) <= {ask.path for ask in sheet.asks}
    sheet.give(starts(state, step) | texts)
    state.load(state.facts.id)


def test_every_step_of_the_course_has_a_form_or_is_the_dossiers():
    steps = {edge.step for edge in EDGES} - {"apply", "own", "referral", "file"}
    assert steps <= {"sign", *SHEETS}


def test_a_case_goes_its_whole_way_by_the_next_step_and_its_form(opened):
    state, said = opened, {"review": {"why": "各方同意"}, "session": {"result": "agreed", "record": "谈妥"},
                           "agree": {"clauses": "赔 3,000 元", "amount": "3000", "what0": "付清赔偿",
                                     "due_on0": "2026-12-10"},
                           "visit": {"record": "已修好", "satisfaction": "satisfied"}}
    state.desk.do("cases.edit", id=state.facts.id, values={"manner": "closed"})
    seen = []
    for _nth in range(12):
        step = state.next.step
        if step == "file":
            break
        seen.append(step)
        band = case_told.next_of(state)
        assert band.law and band.step == step and band.word
        do(state, step, **said.get(step, {}))
    assert seen == ["review", "accept", "notify", "session", "agree", "sign", "perform", "visit", "close"]
    assert state.facts.stage == "closed" and state.facts.number and not any("登记" in str(one) for one in state.line)
    titles = [str(one.title) for one in case_told.done(state)]
    assert titles == ["申请", "审查、受理", "告知权利义务", "第 1 次调解", "订立协议", "签署", "履行", "回访", "结案"]
    assert [str(one[0]) for one in case_told.ahead(state)] == []


@pytest.mark.parametrize("stage", ["registered", "accepted", "agreed", "performing", "failed"])
def test_no_form_is_more_than_refused_when_it_is_saved_with_nothing_in_it(kept, stage):
    desk, committee, people = kept
    state = CaseState(desk, Counter(desk))
    case = told(desk, committee, people, source="referral", referred_by="court")
    if stage in ("agreed", "performing"):
        agreed(desk, case)
    if stage == "performing":
        desk.do("cases.sign", case=case, party="all", worker="all", seal=True)
    if stage in ("accepted", "failed"):
        desk.do("cases.accept", case=case, agreed="all")
    if stage == "failed":
        desk.do("cases.terminate", case=case, why="谈不成")
    state.load(case)
    assert state.facts.stage == stage
    for edge in [edge for edge in state.edges if edge.step != "file"]:
        sheet = sheet_of(state, edge.step)
        with suppress(Problems):
            sheet.give({ask.path: "" for ask in sheet.asks})


def test_a_promise_is_entered_with_who_owes_whom(opened):
    agreed_ = opened
    for step, texts in (("review", {"why": "同意"}), ("accept", {}), ("notify", {}),
                        ("session", {"result": "agreed"})):
        do(agreed_, step, **texts)
    owes, owed = agreed_.facts.parties[1], agreed_.facts.parties[0]
    with pytest.raises(Problems) as refused:
        sheet_of(agreed_, "agree").give(
            starts(agreed_, "agree") | {"clauses": "赔", "what0": "付", "amount0": "三千多块"})
    sheet = sheet_of(agreed_, "agree")
    assert [sheet.renamed.get(path, path) for path in refused.value.fields] == ["amount0"]
    do(agreed_, "agree", clauses="赔", what0="付清", debtor0=str(owes.id), creditor0=str(owed.id), amount0="3000")
    [promise] = agreed_.facts.promises
    assert (promise.row["debtor"], promise.row["creditor"], promise.row["amount"]) == (owes.id, owed.id, 300_000)
    assert starts(agreed_, "agree")["what0"] == "付清"  # it opens again as it stands
    assert Performance._meta.fields["amount"].show(300_000) in starts(agreed_, "agree")["amount0"]


def test_signatures_are_noted_one_by_one_and_who_is_missing_is_named(opened):
    state = opened
    agreed(state.desk, state.facts.id)
    state.load(state.facts.id)
    signs = case_told.next_of(state).signs
    assert [one.name for one in signs] == ["李秀兰", "王建国", "安和物业", "孙秀英", "高建民", "调委会印章"]
    sheet_of(state, "sign", signs[0]).give(starts(state, "sign", signs[0]))
    state.load(state.facts.id)
    [lack] = [one for one in case_due.lacks(state) if one.key == "signs"]
    assert "李秀兰" not in lack.detail and "安和物业" in lack.detail and lack.chip.tone == "red"
    assert "签署" not in [str(one.title) for one in case_told.done(state)]  # the band says who has signed
    do(state, "sign")
    assert state.facts.stage == "performing" and state.facts.effective_on


def test_a_problem_of_a_party_says_whose_it_is(opened):
    sheet = sheet_of(opened, "accept")
    with pytest.raises(Problems) as refused:
        sheet.give(starts(opened, "accept") | {"agreed": "李秀兰"})
    [path, *_rest] = [path for path in refused.value.fields if path.endswith("agreed_on")]
    assert sheet.about(path) == "王建国："


def test_before_acceptance_the_page_names_what_is_missing(kept):
    desk, committee, _people = kept
    case = desk.do("cases.register", values={"name": "只有一方", "type": "neighbour", "source": "own",
                                             "committee": committee}, parties=[SIDES[0]])
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert [one.key for one in case_due.lacks(state)] == ["opponent", "host", "consent"]
    party_sheet(state, "respondent").give({"side": "respondent", "kind": "person", "name": "王建国", "age": "16"})
    host = appoint(state)
    host.give({ask.path: ask.start for ask in host.asks} | {"mediator": next(
        value for value, name, *_rest in host.asks[0].choices if name == "吴敏")})
    state.load(case)
    keys = [one.key for one in case_due.lacks(state)]
    assert not {"opponent", "host"} & set(keys) and any(key.startswith("guardian:") for key in keys)
    [minor] = [one for one in case_people.parties(state) if one.name == "王建国"]
    assert "未成年" in [str(chip.words) for chip in minor.chips]
    agent = record_sheet(state, CaseAgent, ("name", "relation"), "监护人",
                         given={"party": minor.id, "kind": "guardian"})
    agent.give({"name": "王强", "relation": "父亲"})
    state.load(case)
    assert not any(one.key.startswith("guardian:") for one in case_due.lacks(state))


def test_numbers_of_parties_are_masked_and_at_a_counter_nothing_is_read(opened):
    lines = " ".join(line for one in case_people.parties(opened) for line in one.lines)
    assert "138****1241" in lines and "13812341241" not in lines and "代表人 周明，经理" in lines
    opened.counter.turn(True)
    try:
        people = case_people.parties(opened)
        assert opened.title == "临柜模式：内容已遮盖，按回车显示" and not any(one.lines for one in people)
        assert "李秀兰" not in [one.name for one in people]
        assert not any(one.detail for one in case_told.done(opened))
        assert opened.uncover() and not opened.uncover() and opened.title == "渗水纠纷"
    finally:
        opened.counter.turn(False)


def test_with_family_violence_its_disposal_is_next_and_nothing_pushes_to_mediate(kept):
    desk, committee, people = kept
    state = CaseState(desk, Counter(desk))
    state.load(told(desk, committee, people, violence="是"))
    assert state.next.step == "violence"
    sheet = sheet_of(state, "violence")
    assert len(sheet.articles) == 3 and "强制报告" not in "".join(sheet.told)  # only adults are parties here
    with pytest.raises(Problems):
        sheet.give(starts(state, "violence"))
    do(state, "violence", way="told", by="吴敏", victim=str(state.facts.parties[0].id))
    assert state.next.step == "review" and state.facts.row["violence_by"] == "吴敏"
    assert "能看本案" in state.status and "孙秀英" in state.status
    asks = [ask.path for ask in sheet_of(state, "note").asks]
    assert "decided_by" not in asks
    for step, texts in (("review", {"why": "各方同意"}), ("accept", {})):
        do(state, step, **texts)
    assert "decided_by" in [ask.path for ask in sheet_of(state, "notify").asks]


def test_confirmation_shows_the_checklist_for_families_and_houses_only(kept):
    desk, committee, people = kept
    for kind, shown in (("family", True), ("neighbour", False)):
        case = told(desk, committee, people, type=kind)
        agreed(desk, case)
        desk.do("cases.sign", case=case, party="all", worker="all", seal=True)
        state = CaseState(desk, Counter(desk))
        state.load(case)
        sheet = sheet_of(state, "confirm")
        [ask] = [ask for ask in sheet.asks if ask.path == "looked_by"]
        assert ask.required is shown and bool(sheet.told) is shown
        [looked] = [ask for ask in sheet.asks if ask.path == "looked"]
        assert looked.lines is shown, "each on a line of its own, with its box"
        due = {one.key.split(":")[1]: one for one in case_due.dues(state)}
        assert due["confirm"].step == "confirm" and "剩" in str(due["confirm"].chip.words)


def test_who_went_through_the_checklist_and_what_she_found_stands_line_by_line_at_the_step(kept):
    desk, committee, people = kept
    case = told(desk, committee, people, type="family")
    agreed(desk, case)
    desk.do("cases.sign", case=case, party="all", worker="all", seal=True)
    state = CaseState(desk, Counter(desk))
    state.load(case)
    sheet = sheet_of(state, "confirm")
    texts = {ask.path: ask.start for ask in sheet.asks} | {"state": "applied", "looked_by": "孙秀英"}
    sheet.give(texts | {"looked": "status、unclear"})
    state.load(case)
    [step] = state.facts.of("confirm")
    lines = [str(line) for line in case_told.checklist(state.facts, step)]
    assert len(lines) == 11 and "孙秀英" in lines[0] and [line[2:] for line in lines if line.startswith("■")] == [
        "请求确认婚姻、亲子、收养等身份关系无效、有效或者解除", "内容不明确"]
    assert "有 2 种" in str(next(one.detail for one in case_told.done(state) if one.key == f"step:{step.id}"))


def test_of_application_and_register_one_that_is_signed_is_enough(kept):
    desk, committee, people = kept
    case = told(desk, committee, people)
    desk.do("cases.accept", case=case, agreed="all")
    state, chips = CaseState(desk, Counter(desk)), []
    for kind in ("application", "register"):
        state.load(case)
        chips += [str(one.chip.words) for one in case_due.lacks(state) if one.key == "part:intake"]
        desk.do("case_papers.sign", case=case, kind=kind, file=Upload("签字.jpg", photograph(90, 130)))
    assert chips == ["必须", "按需"]


def test_who_comes_into_an_accepted_case_is_asked_whether_she_agrees(kept):
    desk, committee, people = kept
    case = told(desk, committee, people)
    desk.do("cases.review", case=case, why="各方同意")
    desk.do("cases.accept", case=case, agreed="all")
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert "consent" not in [one.key for one in case_due.lacks(state)]
    desk.do("cases.add_party", case=case, values={"side": "respondent", "kind": "person", "name": "甲某"})
    state.load(case)
    [late] = [one for one in case_due.lacks(state) if one.key == "consent"]
    sheet = sheet_of(state, late.act)
    assert str(late.detail) == "甲某" == {ask.path: ask.start for ask in sheet.asks}["parties"]
    sheet.give({ask.path: ask.start for ask in sheet.asks})
    state.load(case)
    assert "consent" not in [one.key for one in case_due.lacks(state)]


def test_who_writes_the_record_is_not_offered_to_preside_and_is_refused(kept):
    desk, committee, people = kept
    state = CaseState(desk, Counter(desk))
    state.load(told(desk, committee, people))
    asks = {ask.path: ask for ask in appoint(state).asks}
    names = {path: {choice[1] for choice in asks[path].choices} for path in ("mediator", "helper")}
    assert names["helper"] - names["mediator"] == {"陈晓梅"}
    assert asks["mediator"].when({"role": "host"}) and not asks["helper"].when({"role": "mediator"})
    assert asks["helper"].when({"role": "recorder"}) and not asks["mediator"].when({"role": "filer"})
    assert "陈晓梅" not in {name for _id, name in NewCase(desk, Counter(desk)).mediators}
    with pytest.raises(Problems) as refused:
        desk.do("cases.appoint", case=state.facts.id, mediator="陈晓梅", role="mediator")
    assert "记录员" in str(refused.value.fields["role"])
    appoint(state).give({"mediator": "", "helper": "陈晓梅", "role": "recorder", "chosen": "assigned",
                         "since": "2026-11-24"})
    state.load(state.facts.id)
    assert ("记录人", "陈晓梅") in [(label, str(words)) for label, words in case_people.agreed(state)]


def test_a_referred_case_is_answered_and_its_period_stands_beside_it(kept):
    desk, committee, people = kept
    case = told(desk, committee, people, source="referral", referred_by="court", referrer="区人民法院",
                letter="（2026）委字第3号", referred_on="2026-11-20", reply_due="2026-11-28")
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert state.lawful("reply") and ("来文", "区人民法院 （2026）委字第3号") in case_people.agreed(state)
    [reply] = [one for one in case_due.dues(state) if ":reply:" in one.key]
    assert reply.step == "reply" and reply.chip.tone == "amber"
    do(state, "reply", text="已受理，正在调解")
    assert state.facts.row["replied_on"]


def test_a_refusal_ends_the_case_and_the_other_ways_are_told_next(opened):
    for step, texts in (("review", {"why": "同意"}), ("accept", {})):
        do(opened, step, **texts)
    do(opened, "refuse", party=str(opened.facts.parties[1].id), why="不愿再谈")
    assert opened.facts.stage == "failed" and opened.next.step == "remedies"
    do(opened, "remedies")
    assert opened.next.step == "close"


def test_a_mediator_may_step_back_and_another_takes_over(opened):
    [host] = [one for one in opened.facts.workers if one.role == "host"]
    recuse(opened, host.id, ()).give({"decision": "吴敏决定更换", "withdraw": "yes", "on": "2026-11-24"})
    opened.load(opened.facts.id)
    assert opened.facts.host is None
    found = {one.id: [str(chip.words) for chip in one.chips] for one in case_people.workers(opened)}
    assert found[host.id] == ["已退出"]


def test_a_mediator_does_the_steps_of_her_case_and_a_closed_one_is_not_there_for_another(kept, opened):
    desk = kept[0]
    desk.do("cases.edit", id=opened.facts.id, values={"scope": "workers"})
    sun, chen = (CaseState(one, Counter(one)) for one in (
        Desk(desk.store, Who(login, login, ("mediator",)), clock=Clock(desk.now())) for login in ("sun", "chen")))
    sun.load(opened.facts.id)
    assert sun.next.step == "review" and sun.may_edit
    with pytest.raises(Missing):
        chen.load(opened.facts.id)


def test_a_new_case_is_made_of_its_page_and_its_problems_stand_at_their_fields(kept):
    desk, _committee, people = kept
    new = NewCase(desk, Counter(desk))
    texts = {ask.path: ask.start for ask in (*new.case_asks(), *new.party_asks(0), *new.party_asks(1))}
    texts |= {"type": "neighbour", "p0.name": "甲某", "p1.name": "乙某", "p1.agent.name": "丙某", "host": "查无此人",
              "p1.phone": "12"}
    for wrong, right in (("p1.phone", ""), ("host", str(people["孙秀英"]))):
        with pytest.raises(Problems) as refused:
            new.register(texts)
        assert wrong in {new.place_of(path) for path in refused.value.fields}
        texts[wrong] = right
    case = new.register(texts)
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert state.facts.row["name"] == "甲某与乙某邻里纠纷" and state.facts.parties[1].agents[0].kind == "agent"


def test_a_party_may_be_a_resident_and_then_a_mediator_of_that_name_is_asked_to_step_back(kept):
    desk, _committee, people = kept
    new = NewCase(desk, Counter(desk))
    texts = {ask.path: ask.start for ask in (*new.case_asks(), *new.party_asks(0), *new.party_asks(1))}
    [offer] = new.residents("孙秀英")
    assert new.residents("孙") == []  # a single character would list half the community
    case = new.register(texts | {"type": "neighbour", "p0.name": offer, "p1.name": "乙某",
                                 "host": str(people["孙秀英"])})
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert state.facts.parties[0].row["person"] and state.facts.parties[0].name == "孙秀英"
    [lack] = [one for one in case_due.lacks(state) if one.act == "recusal"]
    [host] = [one for one in case_people.workers(state) if one.id == lack.rid]
    assert "看回避" in [str(chip.words) for chip in host.chips] and host.tip
    recuse(state, lack.rid, ()).give({"decision": "主任看过，不回避", "withdraw": "no", "on": ""})
    state.load(case)
    assert not [one for one in case_due.lacks(state) if one.act == "recusal"]


def test_the_note_under_the_second_key_is_offered_to_who_handles_the_case(opened):
    assert opened.note().hers and not opened.note().there
    opened.desk.do("cases.write_note", case=opened.facts.id, text="只给办案人员")
    opened.load(opened.facts.id)
    assert opened.note().there and opened.note().opens


def test_a_simple_case_is_told_in_one_act(kept):
    desk, _committee, people = kept
    new = NewCase(desk, Counter(desk), simple=True)
    texts = {ask.path: ask.start for ask in (*new.case_asks(), *new.result_asks(), *new.party_asks(0),
                                             *new.party_asks(1))}
    texts |= {"type": "neighbour", "p0.name": "甲某", "p1.name": "乙某", "facts": "楼道堆物", "clauses": "当天清走"}
    case = new.settle(texts | {"host": str(people["孙秀英"])})
    state = CaseState(desk, Counter(desk))
    state.load(case)
    assert state.facts.stage == "closed" and state.facts.row["simple"] and state.facts.agreement["form"] == "oral"
    assert case_told.next_of(state).step == "file"


def test_every_paper_that_a_hand_may_fill_is_among_the_blanks_of_the_page():
    from db.codes import code_list
    from views.pages.case_acts import OFTEN, SELDOM

    bound = {"cover", "contents", "statement", "back"}      # of the volume: printed with it
    assert {*OFTEN, *SELDOM} == set(code_list("case_paper_kind").items) - bound
