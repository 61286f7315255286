"""visit: one work list in walking order, and entering it by the numbers of its sheet, 未遇 among them."""

from __future__ import annotations

import re
from argparse import Namespace

from center.desk import Desk
from center.visits import unmet
from center.words import N_, say, spoken
from db.errors import Invalid, Missing
from db.models.visits import VisitList
from db.questions.visits import stops_of
from views.cli.speaking import Answer, desk

_SOME = re.compile(r"\d{1,5}(-\d{1,5})?(,\d{1,5}(-\d{1,5})?)*")


def visit(arguments: Namespace) -> Answer:
    """The list; with --done, --not-met and --clear the stops of these numbers are entered first."""
    with desk(arguments) as opened:
        rid = opened.id_of(VisitList, arguments.id)
        _enter(opened, rid, arguments)
        entry, rows, marks = opened.get(VisitList, rid), stops_of(rid), unmet.unmet(opened, rid)
    states = [_state(row, marks) for row in rows]
    done = sum(bool(row["done_on"]) for row in rows)
    lines = [entry.title, say(N_("已办 {done} / {total}　未遇 {unmet}"), done=done, total=len(rows), unmet=len(marks))]
    lines += ["  ".join(filter(None, (str(row["place"]), row["name"], str(spoken(word)), row["note"])))
              for row, (_key, word) in zip(rows, states, strict=True)]
    stops = [{"place": row["place"], "name": row["name"], "state": key, "done_on": row["done_on"], "note": row["note"]}
             for row, (key, _word) in zip(rows, states, strict=True)]
    return Answer({"name": entry.title, "done": done, "total": len(rows), "unmet": len(marks), "stops": stops},
                  "\n".join(lines))


def _state(row: dict, marks: set[int]) -> tuple[str, str]:
    if row["done_on"]:
        return "done", N_("已办")
    return ("unmet", N_("未遇")) if row["id"] in marks else ("", "")


def _enter(opened: Desk, rid: int, arguments: Namespace) -> None:
    by_place = {row["place"]: row for row in stops_of(rid)}
    if arguments.done:
        stops = [row["id"] for row in _stops(by_place, arguments.done)]
        opened.do("visits.done", list=rid, stops=stops, note=arguments.note or None, on=arguments.on)
    for row in _stops(by_place, arguments.not_met):
        unmet.set_unmet(opened, rid, row["id"], True)
    wrong = _stops(by_place, arguments.clear)
    for row in wrong:
        unmet.set_unmet(opened, rid, row["id"], False)
    if back := [row["id"] for row in wrong if row["done_on"]]:
        opened.do("visits.not_done", list=rid, stops=back)


def _stops(by_place: dict[int, dict], text: str) -> list[dict]:
    """`3,5-9` → those stops. Raises Invalid, Missing."""
    if not text:
        return []
    if not _SOME.fullmatch(text):
        raise Invalid("次序请写成 3,5-9，现在是“{text}”", text=text)
    found = []
    for part in text.split(","):
        low, _dash, high = part.partition("-")
        for place in range(int(low), int(high or low) + 1):
            if place not in by_place:
                raise Missing("清单里没有次序 {place}，请核对", place=place)
            found.append(by_place[place])
    return found
