"""回避: what speaks against a mediator in a case. Facts for a person to decide on; nothing is forbidden by the program.

No address is told: who sees the warning need not be allowed to know where somebody lives.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from center.cases.facts import CaseFacts, Party
from center.words import N_
from db.questions.cases import doors_of, mediators_named
from db.words import Phrase

IS_PARTY = N_("这位办案人可能就是本案当事人，请核对是否回避")
ACTS_FOR = N_("这位办案人与当事人的代理人姓名相同，请核对是否回避")
IS_GUEST = N_("这位办案人与邀请的参加人姓名相同，请核对")
RELATIVE = N_("与一位当事人同姓并可能住在一处，可能是近亲属，请核对是否回避")
SAME_DOOR = N_("可能与一位当事人住在一处，请核对是否回避")
NEIGHBOUR = N_("可能是近邻，邻里纠纷请核对是否回避")
NEIGHBOURLY = "neighbour"
_ROOM = re.compile(r"(\d+)\D*$")


def warnings(facts: CaseFacts, mediator: int) -> tuple[Phrase, ...]:
    """What to look at before this mediator (id) handles the case; () when nothing speaks against her."""
    who = mediators_named([mediator]).get(mediator)
    if who is None:
        return ()
    found = [IS_PARTY] if any(_same(who, party) for party in facts.parties) else []
    if any(agent.name == who["name"] for party in facts.parties for agent in party.agents):
        found.append(ACTS_FOR)
    if any(guest["name"] == who["name"] for guest in facts.guests):
        found.append(IS_GUEST)
    near = _near(facts, who)
    return tuple(Phrase(text) for text in (*found, *([near] if near and IS_PARTY not in found else [])))


def unanswered(facts: CaseFacts) -> tuple[tuple[int, tuple[Phrase, ...]], ...]:
    """(id of the case_workers row, its warnings) of who still handles it and nobody has decided about."""
    found = []
    for worker in facts.workers:
        if not worker.left and not worker.row["recusal_looked"]:
            told = warnings(facts, worker.mediator)
            found += [(worker.id, told)] if told else []
    return tuple(found)


def _same(who: Mapping[str, Any], party: Party) -> bool:
    if party.row["person"] is not None and party.row["person"] == who["person"]:
        return True
    same_name = party.kind == "person" and party.name == who["name"]
    return same_name and (not party.row["phone"] or not who["phone"] or party.row["phone"] == who["phone"])


def _near(facts: CaseFacts, who: Mapping[str, Any]) -> str:
    """Lives where a party lives, or next door to one in a dispute of neighbours."""
    linked = {party.row["person"]: party for party in facts.parties if party.row["person"] is not None}
    doors = doors_of([who["person"], *linked])
    own = doors.get(who["person"])
    if own is None:
        return ""
    for person, party in linked.items():
        other = doors.get(person)
        if person == who["person"] or other is None:
            continue
        if other["door"] == own["door"]:
            return RELATIVE if party.name[:1] == who["name"][:1] else SAME_DOOR
        if facts.row["type"] == NEIGHBOURLY and _next_to(own, other):
            return NEIGHBOUR
    return ""


def _next_to(one: Mapping[str, Any], other: Mapping[str, Any]) -> bool:
    """The neighbouring door of the floor, or the one above or below, in the same unit."""
    if (one["building"], one["unit"]) != (other["building"], other["unit"]):
        return False
    rooms = [_ROOM.search(door["number"] or "") for door in (one, other)]
    if None in rooms:
        return False
    apart = abs(int(rooms[0][1]) - int(rooms[1][1]))
    return apart in (1, 100) or one["floor"] is not None and one["floor"] == other["floor"] and apart <= 1
