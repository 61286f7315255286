"""Numbers of enterprises, and how far the Party's organisation and its work reach among them."""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from center.enterprises.rules import GUIDED, ORGANISED
from center.enterprises.situation import line_of, present, stays
from center.measures import Count, Found, measure
from center.periods import Period
from center.places.numbers import ORGANISATION_FROM
from center.words import N_
from db.models.enterprises import Enterprise
from db.questions.enterprises import party_rows

if TYPE_CHECKING:
    from center.desk import Desk


@dataclass(frozen=True)
class Coverage:
    """Of some enterprises: all of them, those that must have an organisation, of these those that have one; the
    rest of all without one, and of these those with a guide."""

    label: str
    present: Found
    due: Found
    organised: Found
    rest: Found
    guided: Found
    members: int

    @property
    def shares(self) -> tuple[Fraction | None, Fraction | None]:
        """组织覆盖, 工作覆盖; None where nothing could be covered."""
        return Count(self.organised, self.due).share, Count(self.guided, self.rest).share


def coverage(desk: Desk, period: Period) -> tuple[tuple[Coverage, ...], Coverage]:
    """By building in its order, and of all, at the day a period is looked at. Party facts are those of now."""
    here, facts, least = present(desk, period), party_rows(), int(desk.number(ORGANISATION_FROM))
    groups: dict[int, list[int]] = {}
    names = {}
    for stay in here:
        groups.setdefault(stay.building, []).append(stay.enterprise)
        names[stay.building] = stay.place
    lines = tuple(_coverage(names[building], ids, facts, least) for building, ids in groups.items())
    return lines, _coverage(N_("合计"), [stay.enterprise for stay in here], facts, least)


def of_building(desk: Desk, period: Period, building: int) -> Coverage:
    """The enterprises of one building at the day a period is looked at."""
    here = [stay.enterprise for stay in present(desk, period) if stay.building == building]
    return _coverage("", here, party_rows(), int(desk.number(ORGANISATION_FROM)))


def _coverage(label: str, ids: list[int], facts: dict[int, dict], least: int) -> Coverage:
    ids = list(dict.fromkeys(ids))
    rows = [facts[rid] for rid in ids]

    def found(some: list[dict]) -> Found:
        return Found(Enterprise, tuple(row["id"] for row in some))

    due = [row for row in rows if (row["members"] or 0) >= least]
    rest = [row for row in rows if row["organisation_state"] not in ORGANISED]
    guided = [row for row in rest if row["guide"] or row["organisation_state"] == GUIDED]
    return Coverage(label, found(rows), found(due), found([row for row in due if row not in rest]), found(rest),
                    found(guided), sum(row["members"] or 0 for row in rows))


@measure("enterprises.present", N_("在驻企业"))
def here(desk: Desk, period: Period) -> Count:
    """Enterprises in our buildings at the day a period is looked at."""
    return Count(coverage(desk, period)[1].present)


@measure("enterprises.organised", N_("企业党组织覆盖"))
def organised(desk: Desk, period: Period) -> Count:
    """Of the enterprises with enough members, those with an organisation of their own or a joint one."""
    total = coverage(desk, period)[1]
    return Count(total.organised, total.due)


@measure("enterprises.guided", N_("企业党的工作覆盖"))
def guided(desk: Desk, period: Period) -> Count:
    """Of the enterprises without an organisation, those with a guide."""
    total = coverage(desk, period)[1]
    return Count(total.guided, total.rest)


@measure("enterprises.new", N_("新设企业"))
def founded(_desk: Desk, period: Period) -> Count:
    """Founded in our buildings within the period."""
    return Count(line_of("", stays(), period).new)


@measure("enterprises.moved_in", N_("迁入企业"))
def moved_in(_desk: Desk, period: Period) -> Count:
    """Moved in within the period."""
    return Count(line_of("", stays(), period).came_in)


@measure("enterprises.moved_out", N_("迁出企业"))
def moved_out(_desk: Desk, period: Period) -> Count:
    """Moved out within the period."""
    return Count(line_of("", stays(), period).out)


@measure("enterprises.closed", N_("注销企业"))
def closed(_desk: Desk, period: Period) -> Count:
    """Closed down within the period."""
    return Count(line_of("", stays(), period).closed)
