"""Parties: taken over from a Person, never on both sides, and what each must bring before a case is accepted.

A sentence about a party stands at its field and names nobody: side and place say which one it is.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from center.cases.facts import CaseFacts, Party, told
from center.cases.given import EVERY, Found, at_paths, day, locked, refuse, rows_of
from center.cases.keeping import STEP_WRITES, not_filed
from center.commands import command
from center.editing import add_row, problems_of
from center.taking import take
from center.words import N_
from db.codes import code_list
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.cases import Case, CaseAgent, CaseParty
from db.models.people import Person
from db.tx import Tx

TELL_APART = ("person", "id_card", "birth", "phone")
"""Facts of two of one name by which they are two humans, where both have them and they differ."""
OF_PARTY = ("told_on", "signed_on", "signed_by")
"""What only a step writes: who was told, who signed."""
TAKEN_OVER = ("name", "sex", "ethnicity", "birth", "id_card", "phone", "address")
ONE_SIDE = "受理要有双方当事人，现在只有一方；登记可以先等，受理前请补上对方"
BOTH_SIDES = N_("同一个人不能既是{side}又是{other}，请核对")
TOLD_APART = N_("双方同名怎样区分")
NAMESAKES = N_("双方有姓名相同的当事人，请核对是不是同一个人；不是的请写明怎样区分，或者补上双方的身份证号、电话")
TWIN = "对方有姓名相同的当事人，请核对是不是同一个人；不是的请在备注写明怎样区分，或者补上双方的身份证号、电话"
NOT_AGREED = "还没有写这位当事人同意调解的日期；明确拒绝的，请办理“当事人拒绝调解”"
WHO_AGREES = "请选哪些当事人同意调解"
AGREED_LATE = "同意调解的日期比受理日期晚，请核对"
GUARDIAN = "未满 18 周岁或没有完全行为能力，请登记法定代理人或监护人"
SIGNED = "已经有人签署协议，当事人不能再增减；还没有生效的请先撤销签署，已经生效的请另外登记一件"
LAST_OF_SIDE = "受理以后双方都要有当事人，请先登记接替的人，再删除或改动这一位"


def from_person(row: Mapping[str, Any]) -> dict[str, Any]:
    """What a party takes over from a Person's row; only its empty cells are filled with it."""
    return {"kind": "person", "person": row["id"]} | {name: row[name] for name in TAKEN_OVER if row[name] is not None}


def both_sides(parties: Sequence[Mapping[str, Any]]) -> list[tuple[int, str, str, str]]:
    """Who stands on two sides: (place in `parties`, field, its side, the other side). Pure.

    The same human by Person, by ID number, or by name and phone; the same unit by its number or its name.
    """
    found = []
    for place, one in enumerate(parties):
        for other in parties[:place]:
            name = "" if one.get("side") == other.get("side") else same(one, other)
            if name:
                found.append((place, name, one["side"], other["side"]))
                break
    return found


def same(one: Mapping[str, Any], other: Mapping[str, Any]) -> str:
    """The field by which two parties are one; '' when nothing says so."""
    for name in ("person", "id_card", "credit_code"):
        if one.get(name) is not None and one.get(name) == other.get(name):
            return name
    if one.get("name") and one.get("name") == other.get("name"):
        unit = one.get("kind") == other.get("kind") == "organisation"
        return "name" if unit or one.get("phone") and one.get("phone") == other.get("phone") else ""
    return ""


def unclear(parties: Iterable[Party | Mapping[str, Any]]) -> bool:
    """Whether somebody stands opposite a person of the same name and nothing says that they are two. Pure."""
    rows = [one.row if isinstance(one, Party) else one for one in parties]
    people = [row for row in rows if row.get("name") and row.get("kind") != "organisation"]
    return any(one["name"] == other["name"] and {one.get("side"), other.get("side")} == {"applicant", "respondent"}
               and not any(one.get(name) and other.get(name) and one[name] != other[name] for name in TELL_APART)
               for place, one in enumerate(people) for other in people[:place])


def twin(facts: CaseFacts | None, row: Mapping[str, Any], rid: int | None = None, at: str = "") -> Found:
    """The sentence at the note of a party who comes into an accepted case opposite one of the same name; before its
    acceptance a case is asked there."""
    if facts is None or not facts.number or row.get("note") or not isinstance(row.get("name"), str):
        return {}
    others = [one.row for one in facts.parties if one.id != rid and one.name == row["name"]]
    return {f"{at}note": Invalid(TWIN)} if unclear([*others, row]) and not unclear(others) else {}


def told_twice(parties: Sequence[Mapping[str, Any]], path: Any) -> Found:
    """The sentence at each that stands on two sides; `path(place)` is what its fields begin with."""
    sides = code_list("party_side").items
    return {path(place) + name: Invalid(BOTH_SIDES, side=sides[mine], other=sides[other])
            for place, name, mine, other in both_sides(parties)}


def lacking(facts: CaseFacts, on: date) -> Found:
    """What the parties lack for an acceptance on a day: both sides, consent of each, a guardian where one is needed."""
    found = {} if two_sides(facts.parties) else {"parties": Invalid(ONE_SIDE)}
    found |= told_twice([party.row for party in facts.parties], lambda place: f"party.{facts.parties[place].id}.")
    for party in facts.parties:
        if party.row["agreed_on"] is None:
            found[f"party.{party.id}.agreed_on"] = Invalid(NOT_AGREED)
        elif party.row["agreed_on"].first > on:
            found[f"party.{party.id}.agreed_on"] = Invalid(AGREED_LATE)
        if party.needs_guardian and not party.acting("guardian"):
            found[f"party.{party.id}.guardian"] = Invalid(GUARDIAN)
    return found


def as_signed(facts: CaseFacts | None) -> None:
    """Raise Problems when somebody has signed: an agreement binds those who signed it, no more and no fewer."""
    if facts and facts.signed:
        raise Problems({"": Invalid(SIGNED)})


def two_sides(parties: Iterable[Party]) -> bool:
    """Whether somebody stands opposite somebody."""
    return {"applicant", "respondent"} <= {party.side for party in parties}


def read_party(values: Mapping[str, Any], today: date, prefix: str) -> tuple[dict[str, Any], Found]:
    """One party as typed, with the empty cells filled from its Person; its problems behind `prefix`."""
    taken = take(CaseParty, {name: text for name, text in values.items() if name != "agents"}, today)
    if isinstance(taken.get("person"), int):
        known = from_person(record_row(Person, taken["person"]))
        taken |= {name: value for name, value in known.items() if taken.get(name) is None}
    taken["kind"] = taken.get("kind") or "person"
    problems = problems_of(CaseParty, taken, today)
    problems.pop("case", None)
    problems |= {name: Invalid(STEP_WRITES, label=CaseParty._meta.fields[name].label) for name in OF_PARTY
                 if taken.get(name) is not None}
    return taken, {prefix + name: problem for name, problem in problems.items()}


def read_parties(given: Sequence[Mapping[str, Any]], today: date) -> tuple[list[dict[str, Any]], Found]:
    """Parties as typed, and the problems of all of them at `parties.<n>.<field>`, n from 0."""
    read = [read_party(values, today, f"parties.{place}.") for place, values in enumerate(given)]
    rows, found = [taken for taken, _problems in read], {}
    for _taken, problems in read:
        found |= problems
    sided = [row if isinstance(row.get("side"), str) else {} for row in rows]
    return rows, found | told_twice(sided, lambda place: f"parties.{place}.")


def add_parties(tx: Tx, case: int, rows: Sequence[Mapping[str, Any]], given: Sequence[Mapping[str, Any]]) -> None:
    """Enter parties that were read, with the `agents` of each as given. Raises Problems at an agent's field."""
    for place, (taken, values) in enumerate(zip(rows, given, strict=True)):
        rid = add_row(tx, CaseParty, dict(taken) | {"case": case, "place": place + 1})
        _agents(tx, rid, values.get("agents") or (), f"parties.{place}.agents.")


def _agents(tx: Tx, party: int, given: Sequence[Mapping[str, Any]], prefix: str) -> None:
    for place, values in enumerate(given):
        taken = take(CaseAgent, values, tx.today) | {"party": party}
        try:
            add_row(tx, CaseAgent, taken)
        except Problems as problems:
            raise Problems(at_paths(problems, f"{prefix}{place}.")) from problems


@command(N_("登记同意调解"), right="cases.edit", name="cases.consent")
def consent(tx: Tx, case: Any, parties: Any = "all", on: Any = None) -> None:
    """Parties (some by id, uid or name; all: those who have not said so yet) agree to mediation: it begins with
    nobody's refusal (art. 17). It accepts nothing and gives no number."""
    facts, found = told(locked(tx, Case, case), tx.today), {}
    not_filed(facts.row)
    when = day(tx.today, found, on)
    some = rows_of(facts.parties, parties, found, "parties")
    if not some:
        found.setdefault("parties", Invalid(WHO_AGREES))
    refuse(found)
    tx.change_many(CaseParty, {one.id: {"agreed_on": when} for one in some
                               if parties != EVERY or one.row["agreed_on"] is None})


@command(N_("新增当事人"), right="cases.edit", name="cases.add_party")
def add_party(tx: Tx, case: Any, values: Mapping[str, Any]) -> int:
    """One more party with its `agents`, as typed; its id. On one side only. Problems at `parties.0.<field>`."""
    facts = told(locked(tx, Case, case), tx.today)
    not_filed(facts.row)
    as_signed(facts)
    taken, found = read_party(values, tx.today, "parties.0.")
    if isinstance(taken.get("side"), str):
        found |= told_twice([*[one.row for one in facts.parties], taken], lambda _place: "parties.0.")
    refuse(found | twin(facts, taken, at="parties.0."))
    place = max([one.row["place"] or 0 for one in facts.parties], default=0) + 1
    rid = add_row(tx, CaseParty, taken | {"case": facts.id, "place": place})
    _agents(tx, rid, values.get("agents") or (), "parties.0.agents.")
    return rid
