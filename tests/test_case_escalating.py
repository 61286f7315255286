"""人民调解法第二十五条: what may become a public-security or criminal case is reported, by a decision, and on paper."""
from __future__ import annotations

from center.cases.clocks import clocks, numbers_on
from center.cases.course import doubts, next_step
from center.cases.facts import facts
from center.cases.masking import masked
from center.cases.papers import contents, missing
from center.duties import home
from db.days import Day
from db.listing import record_row
from db.models.case_work import CaseStep
from reports.cases.making import document_of, pdf_of, word_of
from reports.cases.taken_in import pages_in
from tests.cases_under_way import DAY, accepted, refused, register

POLICE = "清溪派出所"  # not called after the committee, whose name the nameless copy replaces anyway
GIVEN = {"measures": "劝开双方，请邻居早晚看一次", "by": "吴主任", "signs": "甲某把门砸坏，两人推搡"}


def words(document) -> str:
    return "\n".join(str(getattr(block, "text", "") or getattr(block, "places", "") or getattr(block, "organ", ""))
                     + str(getattr(block, "label", "")) for part in document.parts for block in part.blocks)


def test_a_possible_public_security_case_names_a_department_and_is_owed_until_it_was_told(office):
    case = accepted(office)
    found = refused(office, "cases.escalate", case=case, risk="治安案件", **GIVEN)
    assert list(found) == ["reported_to"] and "应当及时报告" in str(found["reported_to"])
    found = refused(office, "cases.escalate", case=case, risk="打架", on=DAY, told_on=DAY, **GIVEN)
    assert list(found) == ["risk", "reported_to"]
    office.do("cases.escalate", case=case, risk="security", reported_to=POLICE, on=DAY, **GIVEN)
    now = facts(office, case)
    [step] = now.unreported
    assert (step.row["record"], step.row["reason"], step.row["decided_by"]) == (POLICE, GIVEN["signs"], "吴主任")
    assert next_step(now.stage, now) == "report" and "还没有报告" in str(doubts(now, "close")[-1])
    first = clocks(now, office.today(), numbers_on(office.today()))[0]
    assert (first.key, first.state, first.words) == ("report", "red", "尚未报告")
    assert "激化情况尚未报告" in [str(one.title) for one in home(office).duties if one.id == case]
    assert "record" in refused(office, "case_steps.edit", id=step.id, values={"record": None})
    office.do("cases.report", case=case, on=DAY)
    now = facts(office, case)
    assert not now.unreported and now.of("report")[0].row["record"] == POLICE and next_step(now.stage, now) == "notify"
    assert clocks(now, office.today(), numbers_on(office.today()))[0].state == "done"
    assert "激化情况尚未报告" not in [str(one.title) for one in home(office).duties if one.id == case]


def test_it_is_owed_on_the_home_page_also_while_nothing_else_is_due(office):
    case = register(office, {"side": "申请人", "kind": "个人", "name": "甲某"})
    office.do("cases.escalate", case=case, risk="security", reported_to=POLICE, **GIVEN)
    assert [str(one.title) for one in home(office).duties if one.id == case] == ["激化情况尚未报告"]


def test_of_two_departments_the_one_that_was_not_told_stays_owed(office):
    case, both, other = accepted(office), f"{POLICE}、清溪街道平安办", "清溪街道平安办"
    office.do("cases.escalate", case=case, risk="治安案件", reported_to=both, on=DAY, **GIVEN)
    assert other in str(refused(office, "cases.report", case=case, on=DAY)["reported_to"])
    assert "市局" in str(refused(office, "cases.report", case=case, on=DAY, reported_to="市局")["reported_to"])
    office.do("cases.report", case=case, on=DAY, reported_to=[POLICE], also="市局")
    now = facts(office, case)
    [step] = now.unreported
    assert now.reported(step) == {POLICE: Day(DAY), other: None} and next_step(now.stage, now) == "report"
    first = clocks(now, office.today(), numbers_on(office.today()))[0]
    assert (first.state, first.words) == ("red", "尚未报告")
    assert "激化情况尚未报告" in [str(one.title) for one in home(office).duties if one.id == case]
    [told] = now.of("report")
    paper = words(document_of(office, case, "escalation", step=step.id))
    assert f"{POLICE}，2026年11月2日报告" in paper and f"{other}，报告日期：" in paper and f"{both}：" in paper
    assert f"{POLICE}、市局：" in words(document_of(office, case, "escalation", step=told.id))
    office.do("cases.report", case=case, on=DAY, reported_to="all")
    assert not facts(office, case).unreported
    assert "激化情况尚未报告" not in [str(one.title) for one in home(office).duties if one.id == case]
    office.do("cases.escalate", case=case, risk="治安案件", reported_to=other, on=DAY, **GIVEN)
    office.do("cases.escalate", case=case, risk="治安案件", reported_to=POLICE, on=DAY, told_on=DAY, **GIVEN)
    assert [one.row["record"] for one in facts(office, case).unreported] == [other], "one told at once tells no other"
    nameless = masked(facts(office, case))
    assert not [name for name in (POLICE, other, "平安办") if name in str(nameless.steps)]


def test_measures_alone_owe_nothing_and_one_told_at_once_is_told(office):
    case = accepted(office)
    office.do("cases.escalate", case=case, **GIVEN)
    assert not facts(office, case).unreported and "escalation" not in {one.part for one in contents(office, case)}
    assert "" in refused(office, "cases.report", case=case)
    office.do("cases.escalate", case=case, risk="刑事案件", reported_to=POLICE, on=DAY, told_on=DAY, **GIVEN)
    assert not facts(office, case).unreported and facts(office, case).of("report")[0].on == Day(DAY)


def test_the_report_has_its_own_place_in_the_dossier_and_blocks_nothing(office):
    case = accepted(office)
    office.do("cases.escalate", case=case, risk="治安案件", reported_to=POLICE, on=DAY, **GIVEN)
    [item] = [one for one in contents(office, case) if one.part == "escalation"]
    assert [slot.kind for slot in item.papers] == ["escalation"] and not item.blocks and item.why
    assert "escalation" not in {one.part for one in missing(office, case, for_filing=True)}
    step = facts(office, case).of("escalation")[0].id
    told = words(document_of(office, case, "escalation", step=step))
    for one in (POLICE, "甲某", GIVEN["signs"], GIVEN["measures"], "吴主任于2026年11月2日", "■治安案件", "第二十五条",
                "报告人"):
        assert one in told, one
    assert pages_in("", pdf_of(office, case, "escalation", step=step)) == 1
    assert pages_in("", pdf_of(office, case, "escalation", blank=True)) == 1
    assert word_of(office, case, "escalation", blank=True)[:2] == b"PK"
    blank = words(document_of(office, case, "escalation", blank=True))
    assert POLICE not in blank and "□治安案件" in blank and "吴主任" not in blank
    nameless = masked(facts(office, case))
    assert POLICE not in str(nameless.steps) and "吴主任" not in str(nameless.steps)


def test_with_family_violence_no_paper_and_no_step_names_who_reported(office):
    case = register(office, {"side": "申请人", "kind": "个人", "name": "甲某"}, violence="是")
    office.do("cases.escalate", case=case, risk="刑事案件", reported_to=POLICE, told_on=DAY, on=DAY, **GIVEN)
    now = facts(office, case)
    for kind in ("escalation", "report"):
        assert record_row(CaseStep, now.of(kind)[0].id)["by"] is None
    told = words(document_of(office, case, "escalation"))
    assert "吴主任" in told and "sun" not in told and "不写报告人" in told and "Sign(" not in told
