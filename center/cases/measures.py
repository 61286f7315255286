"""Measures of mediation by the basis and view of the settings: one for each column of the table that counts cases."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.cases.columns import CASES, TOTAL, StatColumn, columns
from center.cases.statistics import CLOSED, basis_of, gather, span_of
from center.measures import Count, Found, measure
from center.periods import Period
from db.models.cases import Case
from db.questions.case_statistics import case_facts

if TYPE_CHECKING:
    from center.desk import Desk

NAMES = {1: "cases.total", 3: "cases.settled", 4: "cases.hard", 40: "cases.performed", 41: "cases.confirmed"}


def name_of(one: StatColumn) -> str:
    """cases.total, cases.dispute_type_neighbour …"""
    return NAMES.get(one.no) or f"cases.{one.by}_{one.codes[0]}"


def _declare(one: StatColumn) -> None:
    @measure(name_of(one), one.label)
    def counted(desk: Desk, asked: Period) -> Count:
        """The cases of one column, of all cases of the period."""
        closed = basis_of(desk) == CLOSED
        found = gather(case_facts(closed, *span_of(asked.start, asked.end)), False)
        return Count(_found(found.get(one.no, ())), None if one.no == TOTAL else _found(found.get(TOTAL, ())))


def _found(facts: list) -> Found:
    return Found(Case, tuple(fact.id for fact in facts))


for _one in columns():
    if _one.kind == CASES:
        _declare(_one)
