"""Phrases and clauses to begin from: loaded once from `templates/mediation/clauses.toml`, then edited as rows.

Gaps stand in 【】; what is known of an agreement fills them, amounts also in capitals (大写).
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from center.cases.book import book
from center.commands import command
from center.words import N_
from db.models.mediation import ClauseTemplate
from db.questions.mediation import clause_names, clauses
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

STEP = 10
OF_AN_AGREEMENT = ("clause", "closing")
"""The uses of phrases that an agreement's clauses are written of (`clause_kind`)."""


@dataclass(frozen=True)
class Clause:
    """One phrase: its row, its name and its text with gaps."""

    id: int
    name: str
    text: str


@command(N_("装入常用条款"), right="mediation.edit", name="clauses.load")
def load(tx: Tx) -> int:
    """Put the shipped phrases among the rows; how many. One whose name is there stays as it was edited."""
    there = clause_names()
    fresh = [(place, one) for place, one in enumerate(book("clauses")["clause"], start=1) if one["name"] not in there]
    tx.add_many(ClauseTemplate, [{"name": one["name"], "kind": one["kind"], "types": tuple(one["types"]) or None,
                                  "text": one["text"], "place": place * STEP} for place, one in fresh])
    return len(fresh)


def of_an_agreement(desk: Desk, *types: str | None) -> dict[str, str]:
    """Names of the phrases for the clauses of an agreement in disputes of these types, and their texts."""
    return {one.name: one.text for kind in OF_AN_AGREEMENT for type in types
            for one in clause_text(desk, kind, type)}


def clause_text(desk: Desk, kind: str, type: str | None) -> tuple[Clause, ...]:
    """The phrases for a use and a type of dispute (None: those for all), in their order; those of the type first.

    While no row was loaded, and for who may not read the rows, the shipped ones (with id 0).
    """
    rows = clauses(kind) if desk.may("mediation.read") and clause_names() else [
        {"id": 0, **one} for one in book("clauses")["clause"] if one["kind"] == kind]
    fit = [row for row in rows if not row["types"] or type in row["types"]]
    fit.sort(key=lambda row: not row["types"])
    return tuple(Clause(row["id"], row["name"], row["text"]) for row in fit)
