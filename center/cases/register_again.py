"""Whether a row of an old register was imported before: by its number and day, by what it is called, or, after the case
was given another name, by its committee, day and people. What may be the same and may be another is asked about. Pure.

A name, a type, a day, a number or a party may have been put right by hand since; so more than one of them is asked for
before a row is taken as known, and what only resembles a case is never left out without a person's word.
"""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from center.cases.register_rows import BAD, RegisterRow, people_of
from center.importing.cell import ASK, EMPTY
from center.words import N_

AGAIN, SAME, OTHER = "again", "same", "other"
"""The column of the answer whether a row is a case that is there, and its two answers."""
ANSWERS = {SAME: N_("就是那一件，不再导入"), OTHER: N_("是另一件，要导入")}


@dataclass(frozen=True)
class Found:
    """What is there of a row: the `case` that it is (an id), or those that it `may` be."""

    case: int | None = None
    may: tuple[int, ...] = ()


@dataclass
class Earlier:
    """The cases of earlier registers (`db.questions.mediation.registered_before`), found by what rows tell of them.

    `closed`: ids of those that who imports may not read. They are found by their people as a whole and no other way:
    nobody learns of them by asking for one name after the other.
    """

    cases: Mapping[int, Mapping[str, Any]]
    closed: frozenset[int] = frozenset()
    _by: dict[tuple, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for rid, case in self.cases.items():
            committee, day = case["committee"], case["accepted_on"]
            self._by["name", committee, case["name"], day].append(rid)
            self._by["people", _names(case["people"]), day].append(rid)
            if case["old_number"]:
                self._by["number", committee, case["old_number"], day].append(rid)
            if rid in self.closed:
                continue
            if case["closed_on"]:
                self._by["closed", _names(case["people"]), case["closed_on"]].append(rid)
            for name in _names(case["people"]):
                self._by["one", committee, name, day].append(rid)
                if case["old_number"]:
                    self._by["one and number", committee, name, case["old_number"]].append(rid)

    def numbered(self, case: Mapping[str, Any]) -> int | None:
        """The case of an old number on its day."""
        return next(iter(self._at("number", case["committee"], case["old_number"], case["accepted_on"])), None)

    def named(self, case: Mapping[str, Any]) -> list[int]:
        """The cases that are called so, of that committee and day."""
        return self._at("name", case["committee"], case["name"], case["accepted_on"])

    def sure(self, row: RegisterRow) -> list[int]:
        """Cases of the same committee, day, people and type as a row without a number. A type that has to be asked for
        first is no type."""
        case = row.case
        if _number(case) or row.cells.get("type", EMPTY).state == ASK:
            return []
        people = people_of(row)
        return [rid for rid in self._at("people", _names(people), case["accepted_on"])
                for one in [self.cases[rid]] if one["committee"] == case["committee"] and one["people"] == people
                and (None in (case["type"], one["type"]) or case["type"] == one["type"])]

    def perhaps(self, row: RegisterRow) -> list[int]:
        """Cases that share with a row its people and a day, or with one of its people its committee and its day or
        its number; two numbers are two cases where they share no more than one of their people."""
        case, names = row.case, _names(people_of(row))
        committee, day, number = case["committee"], case["accepted_on"], _number(case)
        found = {*self._at("people", names, day), *self._at("closed", names, case["closed_on"])}
        found |= set() if number else {*self.named(case)}
        for name in names:
            found |= {rid for rid in self._at("one", committee, name, day)
                      if None in (number, _number(self.cases[rid]))}
            found |= {*self._at("one and number", committee, name, case["old_number"])}
        return sorted(found)

    def _at(self, *key: Any) -> list[int]:
        return self._by.get(key, []) if None not in key else []


def _names(people: Iterable[tuple[str, str]]) -> frozenset[str]:
    return frozenset(name for _side, name in people)


def _number(case: Mapping[str, Any]) -> str | None:
    return case["number"] or case["old_number"] or None


def find_again(rows: Sequence[RegisterRow], earlier: Earlier, known: Mapping[int, int],
               answers: Mapping[int, str]) -> dict[int, Found]:
    """What is there of the rows, by place. `known`: place → its case, told by its number. What a row is known as is no
    other row's. `answers`: place → SAME or OTHER, as a person said."""
    found, taken = dict(known), set(known.values())

    def take(more: Mapping[int, int]) -> None:
        found.update(more)
        taken.update(more.values())

    def free(rids: Iterable[int]) -> list[int]:
        return [rid for rid in rids if rid not in taken]

    for place, row in enumerate(rows):  # of two that are called so, a person says which
        if place not in found and not _number(row.case) and len(rids := free(earlier.named(row.case))) == 1:
            take({place: rids[0]})
    asked = [place for place, row in enumerate(rows)
             if place not in found and row.state != BAD and row.parties and answers.get(place) != OTHER]
    take(_single({place: free(earlier.sure(rows[place])) for place in asked}))
    may = {place: free(earlier.perhaps(rows[place])) for place in asked if place not in found}
    take(_single({place: rids for place, rids in may.items() if answers.get(place) == SAME}))
    return {place: Found(rid) for place, rid in found.items()} | {
        place: Found(may=tuple(rids)) for place, rids in may.items() if rids and place not in found}


def _single(offered: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Those that have one case only, which no other row has."""
    wanted = Counter(rid for rids in offered.values() for rid in rids)
    return {place: rids[0] for place, rids in offered.items() if len(rids) == 1 and wanted[rids[0]] == 1}
