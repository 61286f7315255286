"""Family violence: what the law asks for by who is harmed, a named decision, and nobody pushed to be reconciled."""
from __future__ import annotations

from dataclasses import replace

import pytest

from center.attachments import Upload
from center.cases import showing, violence
from center.cases.course import PUSHED, next_step, open_edges
from center.cases.facts import facts
from center.duties import home
from center.listing import words
from center.offering import offer
from center.seeing import hidden
from db.errors import Denied, Problems
from db.listing import Query
from db.models.attachments import Attachment
from db.models.case_after import ScreeningFinding
from db.models.cases import Case, CaseParty, Volume
from db.personal import Kept
from reports.document import Table
from reports.papers import hand_out, make, params
from tests.case_rows import writing
from tests.closed_doors import COMMITTEE, acts_and_audit, answer, built
from tests.stores import Clock, new_desk, of
from views.cli import asking
from views.state.case_statistics import StatisticsState
from views.state.counter import Counter
from views.state.listing import ListState
from views.state.palette import RECENT, PaletteState
from views.state.review import ReviewState
from views.state.screening import ScreeningState


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    first = new_desk(tmp_path_factory.mktemp("violence") / "store", Clock())
    yield built(first)
    first.close()


@pytest.fixture
def family(house):
    """A case in which somebody of the house may be harmed: a child, a grandmother who needs a guardian, an adult."""
    sun = house["sun"]
    people = (("申请人", "小甲", {"birth": "2015-01-01"}), ("申请人", "奶奶乙", {"capacity": "限制行为能力"}),
              ("申请人", "成年丙", {"birth": "1990-01-01", "phone": "13800000003"}),
              ("被申请人", "对方丁", {"birth": "1985-01-01", "phone": "13800000004"}))
    case = sun.do("cases.register", values={
        "name": "家里的事", "registered_on": "2026-11-02", "source": "当事人申请", "type": "婚姻家庭",
        "committee": COMMITTEE, "violence": "是"},
        parties=[{"side": side, "kind": "个人", "name": name} | more for side, name, more in people],
        workers=({"mediator": "sun", "role": "host", "recusal_looked": "看过"},))
    return sun, case, {one.name: one for one in facts(sun, case).parties}


@pytest.mark.parametrize(("name", "kind", "ways", "article"), [
    ("小甲", "minor", ["minor", "reported", "none"], "未成年人保护法第11条"),
    ("奶奶乙", "unable", ["reported", "none"], "反家庭暴力法第14条"),
    ("成年丙", "adult", ["told", "reported", "none"], "反家庭暴力法第5条"),
])
def test_who_is_harmed_says_what_the_law_asks_for(family, name, kind, ways, article):
    sun, case, parties = family
    assert dict((party.name, one) for party, one in violence.victims(facts(sun, case)))[name] == kind
    duty = violence.duty(kind)
    assert [one.way for one in duty.choices] == ways and duty.choices[-1].reason
    assert f"{duty.articles[0].law}{duty.articles[0].number}" == article
    assert bool(duty.told) == (kind == "adult")
    asked = sun.do("cases.violence", case=case, way=ways[0], by="吴主任", victim=name)
    step = facts(sun, case).of("violence")[0]
    assert (step.row["uid"].hex(), step.row["article"], step.row["decided_by"]) == (asked, article, "吴主任")
    assert step.row["by"] is None  # who reported is told to nobody


@pytest.mark.parametrize(("given", "at"), [
    ({}, {"way", "by", "victim"}),
    ({"way": "told", "by": "吴主任"}, {"victim"}),  # a child is among them: the duty cannot be passed over
    ({"way": "told", "by": "吴主任", "victim": "小甲"}, {"way"}),
    ({"way": "minor", "by": "吴主任", "victim": "成年人不是当事人"}, {"victim"}),
    ({"way": "none", "by": "吴主任", "victim": "奶奶乙"}, {"note"}),
    ({"way": "reported", "victim": "奶奶乙"}, {"by"}),
])
def test_what_is_missing_of_the_decision_is_told_at_once_at_its_field(family, given, at):
    sun, case, _parties = family
    with pytest.raises(Problems) as refused:
        sun.do("cases.violence", case=case, **given)
    assert set(refused.value.fields) == at
    assert facts(sun, case).row["violence_way"] is None


def test_the_decision_is_written_by_its_step_alone_and_closes_the_case(family, house):
    sun, case, _parties = family
    with pytest.raises(Problems) as refused:
        sun.do("cases.edit", id=case, values={"violence_way": "told", "violence_by": "某"})
    assert set(refused.value.fields) == {"violence_way", "violence_by"}
    assert case in hidden(house["gao"], Case) and case not in hidden(house["wu"], Case)


def test_nobody_is_pushed_to_be_reconciled_before_the_decision_or_after_it(family):
    sun, case, _parties = family
    assert next_step("registered", facts(sun, case)) == "violence"
    sun.do("cases.violence", case=case, way="told", by="吴主任", victim="成年丙")
    for stage in ("accepted", "mediating", "agreed"):
        known = replace(facts(sun, case), parties=())  # nobody is left to be told
        order = [edge.step for edge in open_edges(stage, known)]
        assert order[0] == next_step(stage, known) == "note" and order[-1] in PUSHED


def test_nobody_turns_to_the_other_side_without_a_named_decision_each_time(family):
    sun, case, parties = family
    sun.do("cases.violence", case=case, way="told", by="吴主任", victim="成年丙")
    assert showing.value(sun, CaseParty, parties["成年丙"].id, "phone") == "13800000003"
    for _time in range(2):
        with pytest.raises(Problems) as refused:
            showing.value(sun, CaseParty, parties["对方丁"].id, "phone")
        assert set(refused.value.fields) == {"decided_by"}
        assert showing.value(sun, CaseParty, parties["对方丁"].id, "phone", "吴主任") == "13800000004"
    assert [step.row["decided_by"] for step in facts(sun, case).of("note")] == ["吴主任", "吴主任"]
    assert "13800000004" not in answer(lambda: acts_and_audit(sun)) and "吴主任" not in answer(
        lambda: acts_and_audit(sun))


def test_a_notice_or_a_reply_goes_out_on_the_day_it_was_decided(family, tmp_path):
    sun, case, _parties = family
    uid = sun.get(Case, case).uid
    given = params(sun, settings={"case": uid})
    for send in (lambda: showing.hand_out(sun, case, "权利义务告知书"),
                 lambda: hand_out(sun, "case_notice", given, tmp_path / "notice.pdf")):
        with pytest.raises(Denied, match="决定人"):
            send()
    hand_out(sun, "case_application", given, tmp_path / "application.pdf")
    sun.do("cases.violence", case=case, way="told", by="吴主任", victim="成年丙")
    sun.do("cases.note", case=case, record="决定告知对方")
    with pytest.raises(Denied):
        hand_out(sun, "case_notice", given, tmp_path / "notice.pdf")
    showing.value(sun, CaseParty, facts(sun, case).parties[-1].id, "phone", "吴主任")
    hand_out(sun, "case_notice", given, tmp_path / "notice.pdf")
    assert (tmp_path / "notice.pdf").exists()


def test_a_list_shows_such_a_case_only_when_somebody_asks(family):
    sun, case, _parties = family
    listed = ListState(sun, Case)
    assert case not in listed.ids() and [str(words(Case, one)) for one in listed.conditions] == ["涉家暴：否、未填"]
    listed.conditions = []
    assert case in listed.ids()


def test_no_ordinary_list_search_offer_book_or_home_names_it_until_somebody_asks(family):
    sun, case, told = family
    mine = {one.id for one in told.values()}
    parties = ListState(sun, CaseParty)
    assert not mine & set(parties.ids()) and [words for _path, words in parties.tokens()] == ["涉家暴：否、未填"]
    parties.drop("aside")
    assert mine < set(parties.ids()) and not parties.tokens()
    assert case in [hit.id for hit in sun.find("家里的事")[0]]
    assert not sun.find("家里")[0] and not sun.find("对方丁")[0]
    assert offer(sun, Case, "家里的事") and not offer(sun, Case, "家里")
    assert offer(sun, Case, "", limit=1), "it takes no other's place among the newest"
    for asked, named in (({}, False), ({"all": "yes"}, True), ({"where": "涉家暴=是"}, True)):
        paper = make(sun, "list_cases", params(sun, settings=asked))
        rows = [row for block in paper.parts[0].blocks if isinstance(block, Table) for row in block.each()]
        assert any("家里的事" in row for row in rows) == named == ("涉家暴：否、未填" not in str(paper))
    sun.keep_draft(Kept(0, "case_parties", told["小甲"].id, "小甲", {"name": "小甲改"}, {}, sun.now()))
    said = [f"{duty.title}{duty.words}" for duty in home(sun, sun.today()).duties]
    assert any("修改当事人 不列" in one for one in said) and not any("家里" in one or "小甲" in one for one in said)
    counts = [len(asking._aside(sun, query)) for query in (Query(Case), Query(Case, search="甲"))]
    assert counts == [2, 1], "how many there are is not told beside a search: it would tell of one family"
    state = ListState(sun, Case)
    state.clear(whole=False)
    assert case not in state.ids(), "who empties the search box did not ask for it"
    state.only([case], "统计表的一格")
    assert list(state.ids()) == [case]


def test_its_files_stand_aside_with_it_in_the_list_of_files(family):
    sun, case, _told = family
    file = sun.do("attachments.add", owner="cases", row=facts(sun, case).uid, file=Upload("伤情.txt", b"1"))
    files = ListState(of(sun, "wu", "chair", "head"), Attachment)
    assert file not in files.ids() and [words for _path, words in files.tokens()] == ["涉家暴：否、未填"]
    files.drop("aside")
    assert file in files.ids()


def test_no_page_beside_the_list_names_it(family):
    sun, case, told = family
    found = sun.do("screenings.add", values={"committee": 1, "name": "十一月", "due_on": "2026-11-30"})
    row = sun.do("screening_findings.add", values=sun.take(ScreeningFinding, {
        "matter": "家里吵架", "parties": "小甲家", "found_on": "2026-11-02"}) | {"screening": found, "case": case})
    state = ScreeningState(sun)
    state.round = found
    [shown] = state.fetch_found([row])
    assert shown.texts[1:3] == ("不列", "不列") and "家里" not in str(shown)
    assert "家里吵架" not in str(make(sun, "screening_sheet", params(sun, "2026")))
    sun.prefer(RECENT, [f"record:cases:{sun.get(Case, case).uid}"])
    palette = PaletteState(sun)
    palette.look("")
    assert "家里" not in str(palette.lines)
    with writing(sun) as tx:
        volume = tx.add(Volume, {"kind": "single", "committee": 1, "number": "第1号", "name": "家里的事"})
        tx.change(Case, case, {"volume": volume})
    assert ReviewState(sun).volumes[volume][:2] == ("第1号", "不列")


def test_the_book_of_cases_keeps_its_number_and_figures_and_prints_no_name(family):
    sun, case, _told = family
    sun.do("cases.edit", id=case, values={"violence": False})
    sun.do("case_agents.add", values={"party": facts(sun, case).parties[0].id, "kind": "guardian", "name": "妈妈"})
    sun.do("case_agents.add", values={"party": facts(sun, case).parties[1].id, "kind": "guardian", "name": "女儿"})
    sun.do("cases.accept", case=case, on="2026-11-03", agreed="all")
    sun.do("cases.edit", id=case, values={"violence": True})
    [table] = [block for block in make(sun, "case_register_book", params(sun, "2026")).parts[0].blocks
               if isinstance(block, Table)]
    [row] = [row for row in table.each() if row[1] == facts(sun, case).number]
    assert row[3:5] == ("不列", "不列") and row[7] == 4 and "不列" in str(table.note)
    state = StatisticsState(sun, Counter(sun))
    assert [line.name for line in state._lines((case,))] == ["不列"]
    number = facts(sun, case).number.replace("（", "(").replace("）", ") ")
    assert [hit.id for hit in sun.find(number)[0]] == [case], "who types its number finds it, in whichever signs"
