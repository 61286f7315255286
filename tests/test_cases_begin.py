"""The first rules of cases: who sees which one by every door, what a form may write, and what the audit keeps."""
from __future__ import annotations

from datetime import date

import pytest

from center import removed
from center.attachments import Upload
from center.attachments.reading import attached
from center.duties import home
from center.history import timeline
from center.listing import tally
from center.offering import offer
from center.rights import may
from center.seeing import hidden
from db.errors import Denied, Missing, Problems
from db.listing import Query
from db.models import RECORDS
from db.models.case_work import CaseStep
from db.models.cases import Case, CaseParty, Volume
from db.models.mediation import Committee, Mediator
from db.record import record_name
from tests.stores import of

SECRET = "隐名甲"
KEPT: dict[str, object] = {}  # ids of what `first_rows` entered


def first_rows(desk) -> None:
    """A committee with a chair and two mediators; an ordinary case and a restricted one of the mediator `sun`."""
    chair = of(desk, "wu", "chair")
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会"}))
    people = {}
    for login, duty in (("wu", "主任"), ("sun", "委员"), ("gao", "聘任调解员")):
        people[login] = chair.do("mediators.add", values=chair.take(Mediator, {
            "person.name": login, "duty": duty, "login": login}) | {"committee": committee})
    cases = {}
    for name, texts in (("水管", {}), (SECRET, {"scope": "仅办案人员"})):
        rid = chair.do("cases.add", values=chair.take(Case, {
            "name": f"{name}纠纷", "registered_on": "2026-11-01", "type": "邻里", **texts}) | {"committee": committee})
        chair.do("case_workers.add", values={"case": rid, "mediator": people["sun"], "role": "host"})
        chair.do("case_parties.add", values=chair.take(CaseParty, {
            "side": "申请人", "kind": "个人", "name": name}) | {"case": rid})
        chair.do("case_steps.add", values=chair.take(CaseStep, {
            "kind": "申请", "on": "2026-11-01", "record": f"{name}说了什么"}) | {"case": rid})
        cases[name] = rid
    KEPT.update(committee=committee, people=people, cases=cases)


@pytest.fixture
def kept(desk):
    """The desk of this test's own copy, the committee, the mediators by login and the cases by name."""
    return desk, KEPT["committee"], KEPT["people"], KEPT["cases"]


@pytest.fixture
def doors(kept):
    """Who handles it, who presides, and a mediator who has nothing to do with it."""
    desk, _committee, _people, cases = kept
    return of(desk, "sun", "mediator"), of(desk, "wu", "chair"), of(desk, "gao", "mediator"), cases


def test_a_restricted_case_is_open_to_who_handles_it_and_to_the_chair_only(doors):
    sun, wu, gao, cases = doors
    assert set(sun.ids(Query(Case))) == set(wu.ids(Query(Case))) == set(cases.values())
    assert list(gao.ids(Query(Case))) == [cases["水管"]]


def test_a_closed_case_cannot_be_found_opened_counted_or_read_by_another_mediator(doors):
    _sun, wu, gao, cases = doors
    closed = cases[SECRET]
    uid = wu.get(Case, closed).uid
    assert list(gao.ids(Query(Case, search=SECRET))) == [] and list(gao.ids(Query(Case, among=(closed,)))) == []
    assert gao.first_ids(Query(Case, search=SECRET)) in (None, [])
    assert gao.find(SECRET)[0] == [] and wu.find(SECRET)[0] != []
    assert gao.rows(Case, [closed]) == [] and offer(gao, Case, SECRET) == []
    assert tally(gao, Query(Case), "type") == {"neighbour": 1}
    assert list(gao.ids(Query(Case, filters=(("scope", "eq", "workers"),)))) == []
    for ask in (lambda: gao.get(Case, closed), lambda: gao.id_of(Case, uid), lambda: timeline(gao, Case, closed),
                lambda: attached(gao, Case, uid)):
        with pytest.raises(Missing):
            ask()


@pytest.mark.parametrize("record", [CaseParty, CaseStep], ids=record_name)
def test_what_hangs_on_a_closed_case_is_closed_with_it(doors, record):
    _sun, wu, gao, _cases = doors
    [gone] = set(wu.ids(Query(record))) - set(gao.ids(Query(record)))
    assert gone in hidden(gao, record) and not hidden(wu, record)
    with pytest.raises(Missing):
        gao.get(record, gone)


def test_nobody_writes_into_a_closed_case(doors):
    _sun, wu, gao, cases = doors
    closed, before = cases[SECRET], wu.get(Case, cases[SECRET])
    for order, values in (("cases.edit", {"id": closed, "values": {"scope": "ordinary"}}),
                          ("cases.remove", {"id": closed}),
                          ("case_parties.add", {"values": {"case": closed, "side": "third", "kind": "person",
                                                           "name": "某某"}})):
        with pytest.raises(Missing):
            gao.do(order, **values)
    with pytest.raises(Missing):
        gao.do("attachments.add", owner="cases", row=before.uid, file=Upload("证据.txt", b"abc"))
    assert wu.get(Case, closed).revision == before.revision


def test_family_violence_closes_a_case_and_who_registered_it_sees_it_until_somebody_is_appointed(kept):
    desk, committee, people, _cases = kept
    gao, wu = of(desk, "gao", "mediator"), of(desk, "wu", "chair")
    rid = gao.do("cases.add", values={"name": "家事", "registered_on": "2026-11-02", "violence": True,
                                      "committee": committee} | gao.take(Case, {"registered_on": "2026-11-02"}))
    assert gao.get(Case, rid).values["scope"] == "workers"
    assert rid in hidden(of(desk, "sun", "mediator"), Case)
    gao.do("case_workers.add", values={"case": rid, "mediator": people["sun"], "role": "host"})
    assert rid in hidden(gao, Case) and rid not in hidden(of(desk, "sun", "mediator"), Case)
    assert rid not in hidden(wu, Case)


def test_a_chair_without_a_link_opens_what_no_linked_chair_presides_over(kept):
    desk, committee, people, cases = kept
    new = of(desk, "new", "chair")
    assert cases[SECRET] in hidden(new, Case), "its committee has a chair"
    with pytest.raises(Problems) as told:
        new.do("mediators.edit", id=people["gao"], values={"login": "new"})
    assert set(told.value.fields) == {"login"}
    other = new.do("committees.add", values=new.take(Committee, {
        "name": "晨光人民调解委员会", "short_name": "晨光", "kind": "居调委会"}))
    rid = of(desk, "gao", "mediator").do("cases.add", values=new.take(Case, {
        "name": "别处", "registered_on": "2026-11-02", "scope": "仅办案人员"}) | {"committee": other})
    assert rid not in hidden(new, Case) and rid in hidden(of(desk, "wu", "chair"), Case)
    of(desk, "gao", "mediator").do("cases.edit", id=rid, values={"violence": True})
    assert [one.id for one in home(new, date(2026, 11, 20)).duties if one.domain == "cases"] == [rid]
    new.do("mediators.add", values=new.take(Mediator, {"person.name": "new", "duty": "主任", "login": "new"})
           | {"committee": other})
    assert rid not in hidden(new, Case) and rid in hidden(of(desk, "newer", "chair"), Case)


@pytest.mark.parametrize("role", ["admin", "head", "entry", "party", "street", "meals", "volunteers"])
def test_without_a_case_role_there_is_no_case(kept, role):
    desk, *_rest = kept
    other = of(desk, "x", role)
    for record in RECORDS:
        if record.domain == "cases":
            with pytest.raises(Denied):
                other.ids(Query(record))
    assert not may((role,), "cases.edit") and not may((role,), "cases.link")
    assert other.find(SECRET)[0] == []
    assert may((role,), "cases.statistics") == (role == "head")


def test_the_head_who_is_also_chair_reads_cases(kept):
    desk, _committee, _people, cases = kept
    seen = of(desk, "head", "head", "chair").ids(Query(Case))
    assert cases["水管"] in seen and cases[SECRET] not in seen, "its committee has another chair"


def test_only_the_chair_says_which_login_is_which_mediator(kept):
    desk, _committee, people, _cases = kept
    for role in ("mediator", "head", "admin"):
        with pytest.raises(Denied):
            of(desk, "x", role).do("mediators.edit", id=people["gao"], values={"login": "x"})


def test_the_audit_and_the_names_of_acts_hold_nothing_of_a_case(kept):
    desk, *_rest = kept
    texts = [text for (text,) in desk.store.execute('SELECT "text" FROM "audit" WHERE "record" IN '
                                                    "('cases', 'case_parties', 'case_steps')").fetchall()]
    labels = [label for (label,) in desk.store.execute('SELECT "label" FROM "act"').fetchall()]
    assert texts and not [text for text in (*texts, *labels) if SECRET in (text or "") or "水管" in (text or "")]


def test_a_form_writes_no_number_and_no_stage(kept):
    desk, _committee, _people, cases = kept
    wu = of(desk, "wu", "chair")
    with pytest.raises(Problems) as refused:
        wu.do("cases.edit", id=cases["水管"], values={"number": "（2026）红旗人调字第001号", "stage": "filed"})
    assert set(refused.value.fields) == {"number", "stage"}


def test_what_was_removed_of_cases_is_put_back_by_who_removed_it_only(kept):
    desk, _committee, _people, cases = kept
    sun, gao = of(desk, "sun", "mediator"), of(desk, "gao", "mediator")
    party = sun.do("case_parties.add", values={"case": cases[SECRET], "side": "third", "kind": "person", "name": "丙"})
    sun.do("case_parties.remove", id=party)
    line = next(one for one in removed.lines(sun) if one.record is CaseParty)
    assert not [one for one in removed.lines(gao) if one.record is CaseParty]
    with pytest.raises(Missing):
        gao.do("restore_removed", rows=[line.uid])
    sun.do("restore_removed", rows=[line.uid])


def test_a_volume_with_a_closed_case_in_it_is_closed(kept):
    desk, committee, _people, cases = kept
    assert list(of(desk, "wu", "chair").ids(Query(Volume))) == []
    assert committee and cases and hidden(of(desk, "gao", "mediator"), Volume) == frozenset()
