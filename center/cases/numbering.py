"""Numbers of cases, `（2026）红旗人调字第001号`: by committee and year, without gaps, never used twice.

The next one is found inside the Desk's one write transaction, so two that number at once get two numbers; the unique
column holds the rest. An acceptance is not undone (`center.desk.SETTING_UP`), so no number is given back.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import TYPE_CHECKING, Any

from center.following import follows
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.mediation import Committee
from db.questions.case_numbers import numbered_as, numbers_of, years_of
from db.questions.cases import same_short_name
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

FORM = "（{year}）{short_name}人调字第{serial:03d}号"
NUMBER = re.compile(r"[（(]\s*(\d{4})\s*[）)]\s*(\D*?)\s*人调字第?\s*0*(\d+)\s*号?")
SEVERAL = 3  # so many in a row are told by their ends
_SERIAL = re.compile(r"(.*)第(\d+)号")
GAP = "这一年已经编到第 {last} 号，起始号再往后改会留下空号，请改回来"
TAKEN = "别的调委会已经用了这个简称，两边的案号会相同，请换一个简称"


def parsed(number: str | None) -> tuple[int, int] | None:
    """(year, serial) of a number; None of what is none."""
    match = NUMBER.fullmatch((number or "").strip())
    return (int(match[1]), int(match[3])) if match else None


def serials(committee: int, year: int) -> list[int]:
    """The running parts of a committee's numbers of a year, imported ones among them, in order."""
    return [serial for serial, _old in _serials(committee, year)]


def together(numbers: Sequence[str]) -> str | None:
    """The number of a volume that holds several cases, naming no case that is not in it; None without one.

    Three or more in a row are told by their ends: （2026）红旗人调字第001号至第004号、第007、009号. Another year, and
    what is no number of ours, stand by themselves after a ；.
    """
    found: dict[str, dict[int, str]] = {}
    for number in numbers:
        match = _SERIAL.fullmatch(number)
        head, serial = (match[1], match[2]) if match else (number, "")
        found.setdefault(head, {})[int(serial or 0)] = serial
    return "；".join(head + _serials_of(some) if any(some.values()) else head for head, some in found.items()) or None


def _serials_of(written: Mapping[int, str]) -> str:
    """第001号至第004号、第007、009号 of the serials 1–4, 7 and 9, each as it is written in its number."""
    runs: list[list[str]] = []
    for serial in sorted(written):
        if serial - 1 in written:
            runs[-1].append(written[serial])
        else:
            runs.append([written[serial]])
    parts: list[str] = []
    for few, found in groupby(runs, key=lambda run: len(run) < SEVERAL):
        some = list(found)
        parts += [f"第{'、'.join(chain(*some))}号"] if few else [f"第{run[0]}号至第{run[-1]}号" for run in some]
    return "、".join(parts)


def number_for(committee: Mapping[str, Any], year: int) -> str:
    """The next number of a committee (its row) in a year. Only inside the act that writes it."""
    there, first = serials(committee["id"], year), _start(committee, year)
    serial = max([*there, first - 1]) + 1
    return FORM.format(year=year, short_name=committee["short_name"], serial=serial)


def gaps(desk: Desk, committee: int, year: int) -> tuple[int, ...]:
    """Serials of a year that no case has, from the first one to the highest. Raises Denied.

    The first is the set one, else 1; a year that was only imported begins with its lowest.
    """
    desk.need("cases.read")
    there = _serials(committee, year)
    have = {serial for serial, _old in there}
    if not have:
        return ()
    first = _start(record_row(Committee, committee), year)
    first = min(have) if min(have) < first or all(old for _serial, old in there) else first
    return tuple(serial for serial in range(first, max(have) + 1) if serial not in have)


def years(desk: Desk, committee: int) -> tuple[int, ...]:
    """The years in which a committee has numbered cases. Raises Denied."""
    desk.need("cases.read")
    return tuple(int(year) for year in years_of(committee))


def _serials(committee: int, year: int) -> list[tuple[int, bool]]:
    found = ((parsed(number), old) for number, old in numbers_of(committee, year))
    return sorted((one[1], old) for one, old in found if one and one[0] == year)


def _start(committee: Mapping[str, Any], year: int) -> int:
    return committee["start_serial"] or 1 if committee["start_year"] == year else 1


@follows(Committee)
def one_line_of_numbers(_tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Two committees of one short name would give the same numbers, a later start would leave a gap."""
    for rid, names in rows.items():
        row, found = record_row(Committee, rid), {}
        name = row["short_name"]
        if "short_name" in names and (same_short_name(name, rid) or numbered_as(name, rid)):
            found["short_name"] = Invalid(TAKEN)
        given = [serial for serial, old in _serials(rid, row["start_year"] or 0) if not old]
        if {"start_year", "start_serial"} & names and given and row["start_serial"] > max(given) + 1:
            found["start_serial"] = Invalid(GAP, last=max(given))
        if found:
            raise Problems(found)
