"""A case that was called after its parties goes on being called so; a name that somebody typed stays."""
from __future__ import annotations

import pytest

from center.cases.facts import facts
from center.desk import Desk
from db.listing import record_row
from db.models.cases import Case, CaseParty
from tests.disputes import committee_of, disputes_desk

LI = {"side": "applicant", "kind": "person", "name": "李秀兰", "age": "67"}
WANG = {"side": "respondent", "kind": "person", "name": "王建国", "age": "45"}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    """A centre with a committee."""
    opened = disputes_desk(tmp_path_factory.mktemp("naming") / "store")
    committee_of(opened)
    yield opened
    opened.close()


def told(desk: Desk, *parties: dict, **values: str) -> int:
    return desk.do("cases.register", values={"type": "neighbour", "source": "application"} | values,
                   parties=list(parties))


def name(case: int) -> str:
    return record_row(Case, case)["name"]


def party(desk: Desk, case: int, who: str) -> int:
    return next(one.id for one in facts(desk, case).parties if one.name == who)


def test_the_other_side_comes_into_the_name_with_the_party_and_goes_with_one_undo(desk):
    case = told(desk, LI)
    assert name(case) == "李秀兰邻里纠纷"
    desk.do("cases.add_party", case=case, values=WANG)
    assert name(case) == "李秀兰与王建国邻里纠纷"
    desk.undo()
    assert name(case) == "李秀兰邻里纠纷" and len(facts(desk, case).parties) == 1
    desk.redo()
    assert name(case) == "李秀兰与王建国邻里纠纷"


def test_whoever_is_called_otherwise_changes_sides_or_leaves_is_so_in_the_name(desk):
    case = told(desk, LI, WANG, WANG | {"name": "安和物业", "kind": "organisation"})
    assert name(case) == "李秀兰与王建国、安和物业邻里纠纷"
    desk.do("case_parties.edit", id=party(desk, case, "王建国"), values={"name": "王建军"})
    desk.do("cases.edit", id=case, values={"type": "property"})
    assert name(case) == "李秀兰与王建军、安和物业物业纠纷"
    desk.do("case_parties.remove", id=party(desk, case, "王建军"))
    assert name(case) == "李秀兰与安和物业物业纠纷"
    desk.do("case_parties.edit", id=party(desk, case, "安和物业"), values={"side": "applicant"})
    assert name(case) == "李秀兰、安和物业物业纠纷"


def test_a_name_that_somebody_typed_stays(desk):
    case = told(desk, LI, name="三楼漏水")
    desk.do("cases.add_party", case=case, values=WANG)
    assert name(case) == "三楼漏水"
    desk.do("cases.edit", id=case, values={"name": "李秀兰与王建国邻里纠纷"})
    desk.do("cases.edit", id=case, values={"name": "漏水", "type": "property"})
    assert name(case) == "漏水"


def test_no_other_word_of_a_party_touches_the_case(desk):
    case = told(desk, LI)
    before = record_row(Case, case)["revision"]
    desk.do("case_parties.edit", id=party(desk, case, "李秀兰"), values={"note": "听力不好"})
    assert record_row(Case, case)["revision"] == before and record_row(CaseParty, party(desk, case, "李秀兰"))["note"]
