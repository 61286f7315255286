"""Why somebody looks at a full value: the reasons she gave lately, then the usual ones."""

from __future__ import annotations

import tomllib
from functools import cache

from center.desk import Desk
from center.purposes import FILE

KEY, MOST = "reveal.reasons", 5


@cache
def _usual() -> tuple[str, ...]:
    return tuple(tomllib.loads(FILE.read_text(encoding="utf-8")).get("reasons", ()))


def reasons(desk: Desk) -> list[str]:
    """Choices for the question, hers first."""
    return list(dict.fromkeys((*desk.preference(KEY, ()), *_usual())))


def remember(desk: Desk, reason: str) -> None:
    """This one first, next time."""
    mine = [one for one in desk.preference(KEY, ()) if one != reason.strip()]
    desk.prefer(KEY, [reason.strip(), *mine][:MOST])
