"""当事人退出: of several parties one leaves, the others go on; who left, why, and what she signed stays in the case."""
from __future__ import annotations

from io import BytesIO

from pypdf import PdfReader

from center import removed
from center.attachments import Upload
from center.cases.course import open_edges
from center.cases.facts import facts
from center.cases.filing import told_statement
from center.cases.masking import masked
from center.cases.papers import contents
from center.history import timeline
from db.listing import Query
from db.models.cases import Case, CaseAgent
from reports.cases.dossier import bound
from reports.cases.making import pdf_of
from reports.cases.wording import signs
from tests.cases_under_way import APPLICANT, DAY, RESPONDENT, THIRD, accepted, agreed, refused, register, steps
from tests.volumes import photograph

OTHER = {"side": "被申请人", "kind": "个人", "name": "丙某",
         "agents": [{"kind": "委托代理人", "name": "丁某", "authority": "一般代理"}]}
UNNAMED = {"name": ""}


def names(desk, case: int) -> list[str]:
    return [one.name for one in facts(desk, case).parties]


def test_one_of_three_leaves_an_accepted_case_and_the_others_go_on_under_its_number(office):
    case = accepted(office, APPLICANT, RESPONDENT, OTHER, **UNNAMED)
    before = facts(office, case)
    assert before.row["name"] == "甲某与乙某、丙某邻里纠纷"
    found = refused(office, "cases.leave", case=case, party="丙某", why="", by="戊某", on="2026-11-01")
    assert set(found) == {"why", "by", "on"}
    assert "一位一位" in str(refused(office, "cases.leave", case=case, party="all", why="不愿意")["party"])
    office.do("cases.leave", case=case, party="丙某", why="明确拒绝调解", by="丁某", on="2026-11-03")
    now = facts(office, case)
    assert names(office, case) == ["甲某", "乙某"] and now.row["name"] == "甲某与乙某邻里纠纷"
    assert (now.number, now.stage) == (before.number, "accepted")
    [step] = now.of("leave")
    assert (step.row["present"], step.row["reason"], step.row["subject"], step.row["subject_facts"], step.on) == (
        "丙某", "明确拒绝调解", "丁某", "丁某", "2026-11-03")
    assert "当事人退出" in str(timeline(office, Case, case))
    office.do("cases.session", case=case, result="有待继续调解", on="2026-11-04")
    office.undo()
    assert office.undo() == "当事人退出"
    back = facts(office, case)
    assert names(office, case) == ["甲某", "乙某", "丙某"] and not back.of("leave")
    assert back.parties[2].agents[0].name == "丁某" and back.row["name"] == before.row["name"]


def test_before_acceptance_she_leaves_by_the_same_step_or_a_mistyped_one_is_just_removed(office):
    case = register(office, APPLICANT, RESPONDENT, OTHER, THIRD, **UNNAMED)
    office.do("cases.leave", case=case, party="丙某", why="不愿意参加")
    assert names(office, case) == ["甲某", "乙某", "丙物业公司"] and "leave" in steps(office, case)
    third = facts(office, case).side("third")[0]
    office.do("case_parties.remove", id=third.id)
    assert names(office, case) == ["甲某", "乙某"], "with who acts for it"
    assert not office.ids(Query(CaseAgent, filters=(("party", "eq", third.id),)))


def test_nobody_leaves_where_one_side_would_be_empty_or_somebody_has_signed(office):
    case = accepted(office)
    now = facts(office, case)
    assert "leave" not in [edge.step for edge in open_edges(now.stage, now)]
    assert "" in refused(office, "cases.leave", case=case, party="乙某", why="不愿意")
    case = accepted(office, APPLICANT, RESPONDENT, OTHER)
    assert "拒绝调解" in str(refused(office, "cases.leave", case=case, party="甲某", why="不愿意")["party"])
    case = agreed(office, APPLICANT, RESPONDENT, OTHER)
    assert "履行" in str(refused(office, "cases.leave", case=case, party="乙某", why="不愿意")["party"])
    office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
    assert "" in refused(office, "cases.leave", case=case, party="丙某", why="不愿意")


def test_who_left_is_not_put_back_when_the_others_have_signed(office):
    for signed in (False, True):
        case = agreed(office, APPLICANT, RESPONDENT, OTHER)
        gone = facts(office, case).parties[2].row["uid"].hex()
        office.do("cases.leave", case=case, party="丙某", why="不愿意")
        assert gone in [one.uid for one in removed.lines(office)]
        if signed:
            office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
            assert "签署" in str(refused(office, "restore_removed", rows=[gone])[""])
        else:
            office.do("restore_removed", rows=[gone])
        assert len(names(office, case)) == (2 if signed else 3)


def test_an_accepted_case_loses_no_party_without_a_word_in_its_course(office):
    case = accepted(office, APPLICANT, RESPONDENT, OTHER)
    rid = facts(office, case).parties[2].id
    assert "当事人退出" in str(refused(office, "case_parties.remove", id=rid)[""])
    assert len(names(office, case)) == 3


def test_what_she_signed_stays_in_the_dossier_under_her_name_and_the_copy_for_teaching_does_not_tell_it(office):
    case = accepted(office, APPLICANT, RESPONDENT, OTHER, OTHER | {"name": "庚某"})
    office.do("cases.notify", case=case, on=DAY)
    for one in facts(office, case).parties[2:]:
        office.do("case_papers.sign", case=case, kind="notice", party=one.id,
                  file=Upload("签字.jpg", photograph(90, 130)))
        office.do("case_papers.check_original", case=case, party=one.id, by="孙某")
    for name in ("丙某", "庚某"):
        office.do("cases.leave", case=case, party=name, why=f"{name}不愿意再谈，丁某也不来")
    [notice] = [one for one in contents(office, case) if one.part == "notice"]
    told = {str(slot.label): slot.bytes_kept for slot in notice.papers}
    assert told == {"权利义务告知书（甲某）": False, "权利义务告知书（乙某）": False,
                    "权利义务告知书（丙某）": True, "权利义务告知书（庚某）": True}
    assert "丙某，2026年11月" in told_statement(office, facts(office, case))
    whole = bound(office, case)
    assert (len(whole.of("notice")), len(whole.of("identity"))) == (4, 1) and PdfReader(BytesIO(whole.data)).pages
    assert len(bound(office, case, anonymous=True).of("notice")) == 2
    [left, _other] = facts(office, case).of("leave")
    again = {"case": case, "kind": "notice", "step": left.id, "file": Upload("更正.jpg", photograph(90, 130))}
    office.do("case_papers.sign", **again, who="孙某", why="扫描不全")
    [notice] = [one for one in contents(office, case) if one.part == "notice"]
    assert [slot.kept.version for slot in notice.papers if slot.which == "丙某"] == [2]
    copy = str([dict(step.row) for step in masked(facts(office, case)).steps])
    assert not [name for name in ("丙某", "庚某", "丁某") if name in copy]


def test_two_agents_of_one_party_have_a_mandate_each_and_sign_by_what_it_says(office):
    both = [{"kind": "委托代理人", "name": "丁某", "authority": "特别授权", "authority_scope": "代为变更请求"},
            {"kind": "委托代理人", "name": "戊某", "authority": "一般代理"}]
    case = agreed(office, APPLICANT | {"agents": both}, RESPONDENT)
    pages = PdfReader(BytesIO(pdf_of(office, case, "authority"))).pages
    assert [("丁某" in page.extract_text(), "戊某" in page.extract_text()) for page in pages] == [
        (True, False), (False, True)]
    places = [(str(one.label), one.name) for one in signs(facts(office, case).parties, binding=True)]
    assert places == [("当事人", "甲某"), ("委托代理人", "丁某"), ("当事人", "乙某")], "general authority signs nothing"
