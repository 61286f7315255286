"""What a case is called when nobody gave it a name: 甲与乙、丙邻里纠纷, as a register calls it.

Such a name follows when a party comes, goes or is called otherwise, or the type changes; a name that somebody typed
stays. A case that is filed keeps its name, as its volume does, and an imported one that of its register, which is known
again by it.
"""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from center.following import follows
from db.codes import code_list
from db.listing import record_row, record_rows
from db.models.cases import Case, CaseParty
from db.questions.cases import rows_under
from db.tx import Tx

SHOWN = 2
"""So many names of one side are told; of more 等 stands for the rest."""
LONGEST = 200


def called(parties: Sequence[Mapping[str, Any]], type: Any = None) -> str:
    """The name of a dispute of a type (its code) between parties with `side` and `name`; '' without a name. Pure."""
    named = [one for one in parties if isinstance(one.get("name"), str) and one["name"]]
    if not named:
        return ""
    first = [one["name"] for one in named if one.get("side") == "applicant"]
    others = [one["name"] for one in named if one.get("side") != "applicant"]
    kind = code_list("dispute_type").items.get(type, "纠纷") if isinstance(type, str) else "纠纷"
    return ("与".join(filter(None, map(_side, (first, others)))) + str(kind))[:LONGEST]


def _side(names: Sequence[str]) -> str:
    return "、".join(names[:SHOWN]) + ("等" if len(names) > SHOWN else "")


# ---- a name that was made follows what it was made of
def gone(tx: Tx, party: Mapping[str, Any]) -> None:
    """A party (its row) is about to leave its case: what it was called goes with it."""
    case = record_row(Case, party["case"])
    before = rows_under(CaseParty, "case", [case["id"]], "place")
    _rename(tx, case, called(before, case["type"]), [one for one in before if one["id"] != party["id"]])


@follows(CaseParty)
def parties_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Who came or is called otherwise; who left is told by `guarding.leave_party`."""
    told = [rid for rid, names in rows.items() if names & {"name", "side"}]
    _follow(tx, {row["case"] for row in record_rows(CaseParty, told).values()})


@follows(Case)
def types_follow(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Another type of dispute."""
    was = tx.was(Case)
    _follow(tx, {rid for rid in rows if "type" in was.get(rid, {})})


def _follow(tx: Tx, cases: Iterable[int]) -> None:
    """Give cases the name that is made of them now, where they had the one that was made of them before this act."""
    written, was, were = tx.touched(CaseParty), tx.was(Case), tx.was(CaseParty)
    every, whole = frozenset(CaseParty._meta.fields), frozenset(Case._meta.fields)
    new = {rid for rid, names in tx.touched(Case).items() if names == whole}  # named a moment ago, perhaps in heaps
    for case in record_rows(Case, sorted(set(cases) - new)).values():
        before = was.get(case["id"], {})
        if "name" in before or _keeps(case):
            continue
        now = rows_under(CaseParty, "case", [case["id"]], "place")
        old = [row | were.get(row["id"], {}) for row in now if written.get(row["id"]) != every]
        old.sort(key=lambda row: (row["place"] is None, row["place"] or 0, row["id"]))
        _rename(tx, case, called(old, before.get("type", case["type"])), now)


def _rename(tx: Tx, case: Mapping[str, Any], before: str, parties: Sequence[Mapping[str, Any]]) -> None:
    name = called(parties, case["type"])
    if before and name and case["name"] == before and not _keeps(case):
        tx.change(Case, case["id"], {"name": name})


def _keeps(case: Mapping[str, Any]) -> bool:
    return bool(case["filed_on"] or case["historical"])
