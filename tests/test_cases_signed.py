"""Two accounts at one case: what one wrote and another had signed since, no undo and no redo takes from under it."""
from __future__ import annotations

import pytest

from center.cases.facts import facts
from db.errors import Problems
from tests.cases_under_way import APPLICANT, RESPONDENT, agreed, register
from tests.stores import of

OTHER = {"side": "被申请人", "kind": "个人", "name": "丙某"}


def sign(office, case: int, who: str = "甲某") -> None:
    """The chair has a party sign, with her own account."""
    of(office, "wu", "chair").do("cases.sign", case=case, party=who, on="2026-11-06")


def stays(step) -> str:
    """What undo or redo is refused with."""
    with pytest.raises(Problems, match="签署") as told:
        step()
    return str(told.value.fields[""])


def names(office, case: int) -> list[str]:
    return [one.name for one in facts(office, case).parties]


def test_nobody_comes_back_into_what_the_others_signed_and_nobody_goes(office):
    case = agreed(office, APPLICANT, RESPONDENT, OTHER)
    office.do("cases.leave", case=case, party="丙某", why="不愿意")
    sign(office, case)
    assert "不能再增减" in stays(office.undo) and names(office, case) == ["甲某", "乙某"]
    case = agreed(office)
    office.do("cases.add_party", case=case, values=OTHER)
    sign(office, case)
    assert "不能再增减" in stays(office.undo) and len(names(office, case)) == 3
    case = agreed(office)
    office.do("cases.add_party", case=case, values=OTHER)
    office.undo()
    sign(office, case, "all")
    assert "不能再增减" in stays(office.redo) and len(names(office, case)) == 2


def test_an_agreement_is_not_undone_from_under_a_signature_and_goes_on(office):
    case = agreed(office)
    sign(office, case)
    assert "不能再改" in stays(office.undo)
    office.do("cases.sign", case=case, party="all", worker="all", seal=True, on="2026-11-06")
    assert facts(office, case).effective_on
    case = agreed(office)
    now = facts(office, case)
    office.do("agreements.edit", id=now.agreement["id"], values={"clauses": "乙修好水管并刷墙"})
    office.do("performances.edit", id=now.promises[0].id, values={"what": "修水管并刷墙"})
    sign(office, case)
    assert "不能再改" in stays(office.undo) and facts(office, case).promises[0].row["what"] == "修水管并刷墙"


def test_a_signature_stays_under_what_binds_by_it_until_who_signed_last_takes_hers_back(office):
    case = agreed(office)
    office.do("cases.sign", case=case, party="甲某", on="2026-11-06")
    chair = of(office, "wu", "chair")
    chair.do("cases.sign", case=case, party="乙某", worker="all", seal=True, on="2026-11-06")
    assert "请先由那位同事撤销" in stays(office.undo) and facts(office, case).parties[0].row["signed_on"]
    chair.undo()
    assert office.undo() == "登记签署" and not facts(office, case).signed
    edit = {"id": facts(office, case).agreement["id"], "values": {"clauses": "甲赔一百元"}}
    chair.do("agreements.edit", **edit)
    assert "内容有改动" in stays(office.redo) and not facts(office, case).signed
    chair.undo()
    assert office.redo() == "登记签署"


def test_the_consent_stays_on_which_another_one_accepted(office):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.consent", case=case, on="2026-11-02")
    of(office, "wu", "chair").do("cases.accept", case=case, on="2026-11-03")
    with pytest.raises(Problems, match="同意调解的登记不能撤销"):
        office.undo()
    office.do("cases.add_party", case=case, values=OTHER)
    office.do("cases.consent", case=case, parties="丙某")
    assert office.undo() == "登记同意调解" and facts(office, case).parties[2].row["agreed_on"] is None


def test_ones_own_steps_go_back_one_after_the_other_and_forth_again(office):
    case = agreed(office)
    office.do("cases.sign", case=case, party="all", worker="all", seal=True, on="2026-11-06")
    assert [office.undo(), office.undo()] == ["登记签署", "订立协议"]
    assert facts(office, case).agreement is None and not facts(office, case).signed
    assert [office.redo(), office.redo()] == ["订立协议", "登记签署"] and facts(office, case).effective_on
    [promise] = facts(office, case).promises
    office.do("cases.perform", case=case, performance=promise.id, state="已履行", done_on="2026-11-08")
    office.undo()
    assert facts(office, case).promises[0].row["done_on"] is None, "what came of it is no word of the agreement"


def test_a_session_stays_under_the_agreement_that_another_one_wrote(office):
    case = register(office, APPLICANT, RESPONDENT)
    office.do("cases.accept", case=case, on="2026-11-03", agreed="all")
    office.do("cases.session", case=case, result="达成协议", on="2026-11-05")
    chair = of(office, "wu", "chair")
    chair.do("cases.agree", case=case, form="书面", clauses="乙修好水管", on="2026-11-05")
    with pytest.raises(Problems, match="已经写了调解协议"):
        office.undo()
    assert facts(office, case).stage == "agreed" and facts(office, case).agreement
    chair.undo()
    assert office.undo() == "记录一次调解" and facts(office, case).stage == "accepted"
