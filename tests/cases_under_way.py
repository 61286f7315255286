"""Cases on their way, for tests of their course: an office, and cases registered, accepted, agreed and in force."""
from __future__ import annotations

from pathlib import Path

import pytest

from center.cases.facts import facts
from center.desk import Desk
from db.errors import Problems
from db.models.mediation import Committee, Mediator
from tests.stores import new_desk, of

DAY = "2026-11-02"
APPLICANT = {"side": "申请人", "kind": "个人", "name": "甲某"}
RESPONDENT = {"side": "被申请人", "kind": "个人", "name": "乙某"}
THIRD = {"side": "其他当事人", "kind": "单位", "name": "丙物业公司",
         "agents": [{"kind": "委托代理人", "name": "丁某", "authority": "一般代理"}]}
CASE = {"name": "水管漏水纠纷", "type": "邻里", "source": "当事人申请", "registered_on": DAY,
        "brief": "楼上水管漏水，泡坏吊顶"}


def opened(folder: Path) -> Desk:
    """A committee with a chair, a mediator with her login and a clerk; the desk of the mediator."""
    desk = new_desk(folder)
    chair = of(desk, "wu", "chair")
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    for login, duty in (("wu", "主任"), ("sun", "委员"), ("gao", "记录员")):
        chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": login, "duty": duty, "login": login}) | {"committee": committee})
    return of(desk, "sun", "mediator")


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
