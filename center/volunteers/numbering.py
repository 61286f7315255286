"""Volunteers' own numbers: V, the community's 12-digit code and a serial without a gap, so that no ID is shown.

What somebody brought from elsewhere stays as it is; a number of our own series is never given twice and never skipped.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from center.following import follows
from center.numbers import number
from center.places.codes import of_community
from center.words import N_
from db.errors import Invalid, Problems
from db.models.volunteers import Volunteer
from db.questions.volunteers import community_codes, numbers_like, unnumbered
from db.record import Record
from db.tx import Tx

FORM, WIDTH = "volunteer.number", "volunteer.number_width"
COMMUNITY = "community"
LETTER = "V"
LEAST, MOST = 3, 8  # digits of a serial
_OURS = re.compile(rf"({LETTER}(?:\d{{12}})?)(\d{{{LEAST},{MOST}}})")
GAP = N_("编号要接着编，不能有空号，下一个是 {number}；这一格可以不填")
KEPT = N_("编号 {number} 后面已经编了别人，删掉会有空号；不再服务的，请填退出日期")


def series(text: str | None) -> tuple[str, int] | None:
    """What a number of our form begins with, and its serial: ('V', 7) of V00007; None of any other text."""
    match = _OURS.fullmatch(text or "")
    return (match[1], int(match[2])) if match else None


def highest(first: str, numbers: Iterable[str]) -> int:
    """The highest serial of the numbers that begin so."""
    return max((found[1] for found in map(series, numbers) if found and found[0] == first), default=0)


@follows(Volunteer)
def numbered(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Who has no number gets the next; raises Problems when somebody typed one that leaves a gap."""
    fresh = [rid for rid, names in rows.items() if "number" in names]
    if not fresh:
        return
    asked = number(FORM, tx.today) == COMMUNITY
    codes, width = community_codes(), min(max(int(number(WIDTH, tx.today)), LEAST), MOST)
    only = next(filter(None, map(of_community, codes.values())), "")
    last: dict[str, int] = {}
    for rid, community in unnumbered(fresh):
        first = LETTER + ((of_community(codes.get(community)) or only) if asked else "")
        if first not in last:
            last[first] = highest(first, numbers_like(first))
        last[first] += 1
        tx.change(Volunteer, rid, {"number": f"{first}{last[first]:0{width}d}"})
    _no_gap({LETTER, *(LETTER + code for code in map(of_community, codes.values()) if code)}, width)


def _no_gap(firsts: Iterable[str], width: int) -> None:
    given: dict[str, set[int]] = {}
    for found in filter(None, map(series, numbers_like(LETTER))):
        given.setdefault(found[0], set()).add(found[1])
    for first in sorted(firsts):
        there = given.get(first, set())
        hole = next((place for place in range(1, len(there) + 1) if place not in there), None)
        if hole is not None:
            raise Problems({"number": Invalid(GAP, number=f"{first}{hole:0{width}d}")})


def keep_number(tx: Tx, record: type[Record], rid: int, revision: int | None = None) -> None:
    """Remove a row that was entered by mistake: only the last of its series, others would leave a gap."""
    text = tx.row(record, rid)["number"]
    found = series(text)
    if found and found[1] < highest(found[0], numbers_like(found[0])):
        raise Problems({"": Invalid(KEPT, number=text)})
    tx.remove(record, rid, revision)
