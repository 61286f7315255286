"""What a case is called when nobody gave it a name: 甲与乙、丙邻里纠纷, as a register calls it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from db.codes import code_list

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
