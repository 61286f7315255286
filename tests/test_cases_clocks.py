"""What runs in a case: the usual month, confirmation, performances, visits, replies; and the home page."""
from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import count

import pytest

from center.cases import duties
from center.cases.clocks import Numbers, clocks, confirm_due, limit_on, numbers_on, reply_due, visit_due
from center.cases.facts import CaseFacts, Promise, Step, facts
from center.desk import Desk
from center.duties import home
from db.days import Day
from db.listing import Query
from db.models.cases import Case
from db.models.mediation import Committee, Mediator
from db.questions.case_duties import handled_by
from db.record import typed_fields
from tests.stores import of

BLANK = {name: None for name, _field in typed_fields(Case)} | {"stage": "accepted", "name": "某纠纷"}
HOLIDAY = {f"2026-04-{day:02d}": "rest" for day in (4, 5, 6)}
WEEKS = Numbers("days", limit_days=30, amber_days=5, confirm_days=30, visit_days=15, reply_days=15)


def case(agreement: dict | None = None, promises: tuple = (), visits: tuple = (), **row: object) -> CaseFacts:
    """Facts with just what clocks look at."""
    blank = {"effective_on": None, "confirm": None, "confirm_due": None}
    return CaseFacts(1, "", BLANK | row, {}, agreement=None if agreement is None else blank | agreement,
                     promises=tuple(Promise(place, {"due_on": None, "state": None, "done_on": None} | one)
                                    for place, one in enumerate(promises)),
                     steps=tuple(Step(0, "visit", Day(day), {}) for day in visits))


def stands(one: CaseFacts, today: str, numbers: Numbers = WEEKS) -> dict[str, tuple]:
    """Each clock by key: (state, words)."""
    return {clock.key: (clock.state, str(clock.words)) for clock in clocks(one, date.fromisoformat(today), numbers)}


def test_the_usual_month_is_thirty_days_or_the_same_day_of_the_next_month_and_never_rolls():
    assert limit_on(Day("2026-03-01"), "days", 30) == "2026-03-31"
    assert limit_on(Day("2026-03-01"), "month", 30) == "2026-04-01"
    assert limit_on(Day("2026-01-31"), "month", 30) == "2026-02-28"
    assert limit_on(Day("2026-03-05"), "days", 30) == "2026-04-04", "a Saturday stays"


def test_confirmation_excludes_its_first_day_and_rolls_over_rest_days():
    assert confirm_due(Day("2026-03-05"), 30, {}) == "2026-04-06"
    assert confirm_due(Day("2026-03-05"), 30, HOLIDAY) == "2026-04-07"


def test_the_other_periods_are_plain_days():
    assert visit_due(Day("2026-03-05"), 15) == "2026-03-20" and reply_due(Day("2026-03-05"), 15) == "2026-03-20"


def test_past_the_usual_month_the_words_are_never_those_of_a_breach():
    one = case(accepted_on=Day("2026-10-01"), limit_on=Day("2026-10-31"))
    assert stands(one, "2026-10-20")["limit"] == ("running", "还有 11 天")
    assert stands(one, "2026-10-26")["limit"] == ("amber", "还有 5 天")
    assert stands(one, "2026-10-31")["limit"] == ("amber", "今天到期")
    assert stands(one, "2026-11-03")["limit"] == ("red", "超一般期限 3 天")
    assert stands(case(), "2026-11-03")["limit"] == ("none", "未起算")
    assert stands(replace(one, row=one.row | {"stage": "performing"}), "2026-11-03")["limit"][0] == "done"


def test_an_extension_takes_the_place_of_the_month():
    one = case(accepted_on=Day("2026-10-01"), limit_on=Day("2026-10-31"), extended_to=Day("2026-11-30"))
    found = stands(one, "2026-11-28")
    assert found["limit"] == ("silent", "已延长到 2026年11月30日") and found["extended"] == ("amber", "还有 2 天")


def test_a_promise_runs_only_with_an_agreement_in_force():
    promise = {"due_on": Day("2026-11-10")}
    [clock] = [one for one in clocks(case({}, (promise,), stage="agreed"), date(2026, 11, 20), WEEKS)
               if one.key == "perform"]
    assert (clock.state, clock.left, clock.due) == ("none", None, "2026-11-10")
    bound = {"effective_on": Day("2026-11-05")}
    assert stands(case(bound, (promise,)), "2026-11-20")["perform"] == ("red", "已过期 10 天")
    done = promise | {"state": "done", "done_on": Day("2026-11-09")}
    assert stands(case(bound, (done,)), "2026-11-20")["perform"][0] == "done"
    assert stands(case(bound, (promise | {"state": "none"},)), "2026-11-20")["perform"][0] == "red"
    assert stands(case(bound, (promise | {"state": "sued"},)), "2026-11-20")["perform"] == ("silent", "反悔起诉")


def test_confirmation_is_silent_once_the_parties_do_not_apply():
    bound = {"effective_on": Day("2026-11-05"), "confirm_due": Day("2026-12-07")}
    assert stands(case(bound), "2026-12-05")["confirm"] == ("amber", "还有 2 天")
    assert stands(case(bound), "2026-12-08")["confirm"][0] == "red"
    longer = replace(WEEKS, rest={"2026-12-07": "rest"})
    assert stands(case(bound), "2026-12-08", longer)["confirm"] == ("amber", "今天到期"), "a holiday told since"
    assert stands(case(bound | {"confirm": "declined"}), "2026-12-08")["confirm"] == ("silent", "各方不申请")
    assert stands(case(bound | {"confirm": "applied"}), "2026-12-08")["confirm"][0] == "done"


def test_the_return_visit_runs_from_the_last_performance():
    bound = {"effective_on": Day("2026-11-05"), "confirm": "declined"}
    half = ({"state": "done", "done_on": Day("2026-11-09")}, {"state": "none"})
    assert stands(case(bound, half), "2026-11-20")["visit"] == ("none", "未起算")
    whole = (half[0], {"state": "done", "done_on": Day("2026-11-10")})
    assert stands(case(bound, whole), "2026-11-20")["visit"] == ("amber", "还有 5 天")
    assert stands(case(bound, whole, ("2026-11-09",)), "2026-11-20")["visit"][0] == "amber", "it was too early"
    assert stands(case(bound, whole, ("2026-11-12",)), "2026-11-20")["visit"][0] == "done"
    assert stands(case(bound), "2026-11-20")["visit"][0] == "amber", "nothing was promised: from the day of effect"


def test_a_reply_is_due_by_the_letter_or_by_the_usual_days():
    one = case(referred_by="court", referred_on=Day("2026-11-01"))
    assert stands(one, "2026-11-10")["reply"] == ("running", "还有 6 天")
    assert stands(replace(one, row=one.row | {"reply_due": Day("2026-11-12")}), "2026-11-10")["reply"][0] == "amber"
    assert stands(replace(one, row=one.row | {"replied_on": Day("2026-11-09")}), "2026-11-20")["reply"][0] == "done"
    assert "reply" not in stands(case(), "2026-11-20")


# ---- the home page
CASES: list[int] = []  # what `first_rows` entered: an ordinary one, one of family violence, one with an agreement


def first_rows(desk) -> None:
    """Two mediators, a chair; the mediator `sun` handles three old cases, `gao` none."""
    chair, sun = of(desk, "wu", "chair"), of(desk, "sun", "mediator")
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    for login, duty in (("wu", "主任"), ("sun", "委员"), ("gao", "委员")):
        chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": login, "duty": duty, "login": login}) | {"committee": committee})
    phones = count(13800000000)

    def accepted(name: str, **values: object) -> int:
        case = sun.do("cases.register", values={
            "name": name, "type": "邻里", "source": "主动调解", "registered_on": "2026-10-20",
            "committee": "红旗社区人民调解委员会"} | values, workers=[{"mediator": "sun", "role": "host"}],
            parties=[{"side": side, "name": "某人", "phone": str(next(phones))} for side in ("申请人", "被申请人")])
        sun.do("cases.accept", case=case, on="2026-10-20", agreed="all")
        return case

    plain, hurt = accepted("水管"), accepted("家事", violence=True)
    bound = accepted("围墙")
    sun.do("cases.session", case=bound, result="达成协议", on="2026-10-25")
    sun.do("cases.agree", case=bound, form="书面", clauses="修", on="2026-10-25",
           promises=[{"what": "修墙", "due_on": "2026-11-10"}])
    sun.do("cases.sign", case=bound, party="all", worker="all", seal=True, on="2026-10-26")
    CASES[:] = plain, hurt, bound


@pytest.fixture
def office(desk):
    """The desks of sun, the chair and gao over this test's own copy, and the cases."""
    return of(desk, "sun", "mediator"), of(desk, "wu", "chair"), of(desk, "gao", "mediator"), tuple(CASES)


def told(desk: Desk, day: date = date(2026, 11, 20)) -> list[tuple[int, str, str]]:
    """What stands on the home page about cases: (case, title, detail)."""
    return [(duty.id, str(duty.title), str(duty.words)) for duty in home(desk, day).duties if duty.domain == "cases"]


def test_what_is_due_in_her_cases_stands_on_the_mediators_home_page(office):
    sun, _chair, _gao, (plain, hurt, bound) = office
    found = told(sun)
    assert (plain, "调解期限", "水管，超一般期限 1 天") in found
    assert (bound, "协议履行到期", "围墙") in found
    assert [one for one in found if one[0] == hurt] == [
        (hurt, "案件待决定处置", facts(sun, hurt).number)], "nobody is pushed to mediate, nobody reads a name"
    assert all(duty.mine for duty in home(sun, date(2026, 11, 20)).duties if duty.domain == "cases")


def test_the_chair_sees_those_of_her_committee_and_others_see_nothing(office):
    sun, chair, gao, _cases = office
    assert told(chair) == told(sun) and not any(duty.mine for duty in home(chair, date(2026, 11, 20)).duties)
    assert told(gao) == [] and told(of(sun, "lin", "head")) == [] and told(of(sun, "lin", "admin")) == []


def test_a_large_register_is_told_to_a_bound_and_the_rest_opens_as_a_list(office, monkeypatch):
    _sun, chair, _gao, (plain, _hurt, bound) = office
    monkeypatch.setattr(duties, "SHOWN", 1)
    rest = [duty for duty in home(chair, date(2026, 11, 20)).duties if duty.ids]
    assert [(duty.ids, str(duty.detail)) for duty in rest] == [((plain, bound), "另有 2 件，请打开名单看")]


def test_the_numbers_of_clocks_are_settings(office):
    sun, _chair, _gao, _cases = office
    assert numbers_on(date(2026, 11, 20)) == replace(WEEKS, rest=numbers_on(date(2026, 11, 20)).rest)
    of(sun, "lin", "head").do("settings.set_number", key="case.limit_days", value="60", source="当地司法所口径",
                              effective_from="2026-11-01")
    assert numbers_on(date(2026, 11, 20)).limit_days == 60


def test_who_left_the_committee_has_its_cases_no_more_on_the_home_page(office):
    sun, chair, _gao, _cases = office
    assert handled_by("sun")
    mediator = next(iter(chair.ids(Query(Mediator, filters=(("login", "eq", "sun"),)))))
    chair.do("mediators.edit", id=mediator, values={"until": "2026-11-10"})
    assert handled_by("sun") == set() and told(sun) == []
