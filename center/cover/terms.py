"""A duty person's place is the one her role is for, and no two terms of hers at one place overlap."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.cover.rules import ABOVE
from center.following import follows
from center.words import N_
from db.errors import Invalid, Problems
from db.models.cover import DutyTerm
from db.questions.cover import places_above, terms_of
from db.tx import Tx

ROLE_PLACE = {"grid_head": "grid", "grid_worker": "grid", "building_head": "building", "floor_head": "building",
              "unit_head": "unit", "core_household": "door"}
OFF = N_("和下面选的地方对不上，请核对这一格，或者清空")
PLACES = ("role", "community", "grid", "compound", "building", "unit", "floor", "door")


@follows(DutyTerm)
def one_place(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Of a place and those above it only the place itself is kept. Raises Problems at one that it is not in."""
    for rid in [rid for rid, names in rows.items() if names & set(PLACES)]:
        term = tx.row(DutyTerm, rid)
        given = [place for place in ABOVE.get(term["role"], ()) if term[place] is not None]
        if not given:
            continue
        own = ROLE_PLACE[term["role"]]
        true = places_above(own, term[own])
        for place in given:
            if true.get(place) is not None and true[place] != term[place]:
                raise Problems({place: Invalid(OFF)})
        tx.change(DutyTerm, rid, dict.fromkeys(given))


@follows(DutyTerm)
def no_overlap(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """One person has one term at a time in one role at one place. Raises Problems naming the other term."""
    if not any(names & {"person", "since", "until", *PLACES} for names in rows.values()):
        return
    by_aim: dict[tuple, list[dict[str, Any]]] = {}
    for term in terms_of(list(rows)):
        by_aim.setdefault((term["person"], *(term[place] for place in PLACES)), []).append(term)
    for terms in by_aim.values():
        for place, term in enumerate(terms):
            for other in terms[:place]:
                if (term["id"] in rows or other["id"] in rows) and overlap(term, other):
                    raise Problems({"since": overlapping(other)})


def overlapping(other: Mapping[str, Any]) -> Invalid:
    """The sentence about a term that overlaps this one."""
    return Invalid("这个人在这里已有一段任期（{since} 到 {until}），两段重叠了，请改日期",
                   since=str(other.get("since") or N_("没写日期")), until=str(other.get("until") or N_("现在")))


def overlap(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """Whether two terms have a day in common; the day on which a term ends is no day of it."""
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def _begins(term: Mapping[str, Any]) -> str:
    return term["since"].first.isoformat() if term.get("since") else ""


def _ends(term: Mapping[str, Any]) -> str:
    """As `in_office` reads it: one to June ends where the next, from June, begins."""
    return term["until"].first.isoformat() if term.get("until") else "9999"
