"""What stands in `templates/mediation/`: articles beside each step, fixed texts of papers, the order of a dossier …

Data that a justice office may change; Chinese as official texts are, so it is shown as it stands.
"""
from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from db.questions.settings import own_value

_SHIPPED: ContextVar[bool] = ContextVar("texts as shipped", default=False)
FOLDER = Path(__file__).resolve().parent.parent.parent / "templates" / "mediation"


@cache
def book(name: str) -> dict[str, Any]:
    """One file: law, texts, dossier, clauses, review or statistics."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Article:
    """One article: `第17条` of 人民调解法, and what it says in short."""

    law: str
    number: str
    text: str


@cache
def articles(step: str) -> tuple[Article, ...]:
    """The articles shown at a step (code of `case_step`), the first one beside its title."""
    return laws(book("law")["steps"].get(step, ()))


def laws(keys: Iterable[str]) -> tuple[Article, ...]:
    """Articles by their keys in law.toml, in that order."""
    known = {one["key"]: Article(one["law"], one["number"], one["text"]) for one in book("law")["article"]}
    return tuple(known[key] for key in keys)


def kept_under(part: str, name: str) -> str:
    """The key in the settings of a text that the office words otherwise."""
    return f"text.{part}.{name}"


@contextmanager
def as_shipped(on: bool) -> Iterator[None]:
    """Within it no text is the office's own, which may name somebody: for the copy that names nobody."""
    before = _SHIPPED.set(on)
    try:
        yield
    finally:
        _SHIPPED.reset(before)


def text(part: str, name: str) -> Any:
    """A fixed text of a paper, or several: `text("notice", "rights")`; the office's own where it has one."""
    shipped, kept = book("texts")[part][name], None if _SHIPPED.get() else own_value(kept_under(part, name))
    if kept is None:
        return shipped
    return kept.split("\n") if isinstance(shipped, list) else kept
