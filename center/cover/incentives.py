"""What is done for duty persons (S2-15, nine measures that can be edited): who has each, and who lacks it."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.measures import Found
from db.codes import code_list
from db.models.cover import DutyTerm
from db.questions.cover import given, terms_in

INSURANCE = "1"
NOT_THEIRS = ("cadre",)
"""Cadres are paid by their own unit: the measures are for the others."""


@dataclass(frozen=True)
class Measure:
    """One measure: its code, its name, the terms that have it in force and those that lack it."""

    kind: str
    label: str
    have: Found
    lack: Found


def matrix(community: int | None, day: date) -> tuple[Measure, ...]:
    """Every measure of the list for everybody in office; lasting or not yet run out on the day."""
    terms = [rid for rid, role in terms_in(community, day) if role not in NOT_THEIRS]
    known = given(day)
    return tuple(Measure(kind, label, Found(DutyTerm, tuple(one for one in terms if (one, kind) in known)),
                         Found(DutyTerm, tuple(one for one in terms if (one, kind) not in known)))
                 for kind, label in code_list("incentive_kind").items.items())


def insured(day: date) -> set[int]:
    """Terms whose accident insurance is in force on a day."""
    return {term for term, kind in given(day) if kind == INSURANCE}
