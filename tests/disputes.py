"""A committee with its people, and a dispute told step by step: for tests of the case page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from center import opening
from center.accounts import keys
from center.desk import Desk
from db.days import SHANGHAI
from db.models.mediation import Committee, Mediator
from tests.stores import CENTRE, QUICK, Clock

PASSWORD = "disputes-2026"
PEOPLE = (("吴敏", "主任", "wu"), ("孙秀英", "委员", "sun"), ("高建民", "委员", "gao"), ("陈晓梅", "记录员", "chen"))
SIDES = ({"side": "applicant", "kind": "person", "name": "李秀兰", "sex": "2", "age": "67", "phone": "13812341241"},
         {"side": "respondent", "kind": "person", "name": "王建国", "sex": "1", "age": "45", "phone": "15912343251"},
         {"side": "respondent", "kind": "organisation", "name": "安和物业",
          "agents": [{"kind": "representative", "name": "周明", "relation": "经理"}]})


def on(month: int, day: int, hour: int = 9) -> datetime:
    """A moment of 2026 at the office."""
    return datetime(2026, month, day, hour, tzinfo=SHANGHAI)


def disputes_desk(folder: Path, clock: Clock | None = None) -> Desk:
    """A new centre, opened by the chair of its committee."""
    clock = clock or Clock(on(11, 24))
    first = opening.create(folder, CENTRE, "lin", "林晓", PASSWORD, clock=clock, kdf=QUICK).desk
    keys.add_account(first, "wu", "吴敏", ("chair",), PASSWORD, kdf=QUICK)
    return opening.hand_over(first, "wu", PASSWORD)


def committee_of(desk: Desk) -> tuple[int, dict[str, int]]:
    """(the committee, its mediators by name)."""
    committee = desk.do("committees.add", values=desk.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    people = {name: desk.do("mediators.add", values=desk.take(Mediator, {
        "person.name": name, "duty": duty, "login": login}) | {"committee": committee}) for name, duty, login in PEOPLE}
    return committee, people


def told(desk: Desk, committee: int, people: dict[str, int], parties: tuple = SIDES, **values: str) -> int:
    """A registered case of neighbours with a host and a second mediator; returns its id."""
    given = {"name": "渗水纠纷", "type": "neighbour", "source": "application", "committee": committee,
             "brief": "厨房顶面渗水"} | values
    workers = [{"mediator": people["孙秀英"], "role": "host", "chosen": "parties"},
               {"mediator": people["高建民"], "role": "mediator"}]
    return desk.do("cases.register", values=given, parties=list(parties), workers=workers)


def agreed(desk: Desk, case: int) -> None:
    """Reviewed, accepted, told, mediated once and agreed in writing; nobody has signed."""
    desk.do("cases.review", case=case, why="各方同意")
    desk.do("cases.accept", case=case, agreed="all")
    desk.do("cases.notify", case=case)
    desk.do("cases.session", case=case, result="agreed", record="王建国赔 3,000 元")
    desk.do("cases.agree", case=case, form="written", clauses="王建国赔偿李秀兰 3,000 元。", amount="3000", promises=[
        {"what": "付清赔偿", "debtor": "王建国", "creditor": "李秀兰", "amount": "3000", "due_on": "2026-12-10"}])
