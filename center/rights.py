"""Who may do what: roles are data (`templates/roles.toml`), a right is `domain.action` or one word."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "templates" / "roles.toml"


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {role: tuple(rights) for role, rights in data["roles"].items()}


def holders(right: str) -> tuple[str, ...]:
    """The roles that hold a right, in the order of the list of roles; every role for an empty right."""
    return tuple(role for role in _roles() if may((role,), right))


def may(roles: Iterable[str], right: str) -> bool:
    """Whether any of the roles holds the right; an empty right is everybody's.

    A pattern that begins with `!` takes away what the role's other patterns give (`*`, but no case); another role may
    still give it.
    """
    return not right or any(_holds(_roles().get(role, ()), right) for role in roles)


def _holds(patterns: Iterable[str], right: str) -> bool:
    taken = any(pattern[0] == "!" and fnmatchcase(right, pattern[1:]) for pattern in patterns)
    return not taken and any(pattern[0] != "!" and fnmatchcase(right, pattern) for pattern in patterns)
