"""What a computed indicator rests on: a numerator, a denominator, and the records and facts behind both."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from center import periods
from center.measures import Count, Found
from center.periods import Period
from db import listing
from db.record import Record, columns, record_name
from db.words import Word

PERSONAL = {"people", "members"}
MOST_TITLES = 300


class Asking(Protocol):
    """What a measure may ask: the Desk, or the act that freezes an inspection."""

    store: Any

    def today(self) -> date: ...

    def number(self, key: str) -> Any: ...


def as_of(asking: Asking, period: Period) -> date:
    """The day a period is looked at."""
    return periods.as_of(period, asking.today())


class Noting:
    """Asks as another does, and notes in `asked` the official numbers it got: key → value as it was then."""

    def __init__(self, asking: Asking) -> None:
        self._asking, self.store = asking, asking.store
        self.asked: dict[str, str] = {}

    def today(self) -> date:
        """As the other."""
        return self._asking.today()

    def number(self, key: str) -> Any:
        """As the other; noted."""
        value = self._asking.number(key)
        self.asked[key] = str(value)
        return value


@dataclass(frozen=True)
class Group:
    """One heap of what was counted: records (a click opens them) or facts in words where there is no record."""

    label: str
    found: Found | None = None
    facts: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.found) if self.found is not None else len(self.facts)


@dataclass(frozen=True)
class Evidence(Count):
    """A Count with its own numerator and denominator (they need not be numbers of records) and its heaps."""

    numerator: int = 0
    denominator: int = 0
    groups: tuple[Group, ...] = ()


def split(record: type[Record], rows: Sequence[Mapping[str, Any]], good: Iterable[int], yes: str, no: str,
          note: str = "") -> Evidence:
    """Rows of one record of which some (`good` ids) count; the heaps are called `yes` and `no`."""
    ids, counted = [row["id"] for row in rows], set(good)
    have = Found(record, tuple(rid for rid in ids if rid in counted))
    lack = Found(record, tuple(rid for rid in ids if rid not in counted))
    groups = tuple(Group(label, found) for label, found in ((yes, have), (no, lack)) if found.ids)
    return Evidence(have, Found(record, tuple(ids)), note, len(have), len(ids), groups)


def of_tests(record: type[Record], tests: Iterable[tuple[bool, str]], yes: str, no: str) -> Evidence:
    """Conditions (met, in words); `record` is where they are looked up."""
    tests = tuple(tests)
    good, bad = (tuple(text for met, text in tests if met is wanted) for wanted in (True, False))
    groups = tuple(Group(label, None, facts) for label, facts in ((yes, good), (no, bad)) if facts)
    return Evidence(Found(record, ()), None, "", len(good), len(tests), groups)


def frozen(evidence: Evidence) -> dict[str, Any]:
    """Plain data to store: numbers, ids, the titles as they were (but no names of residents and members)."""
    return {"numerator": evidence.numerator, "denominator": evidence.denominator, "note": evidence.note,
            "groups": [_plain(group) for group in evidence.groups]}


def _plain(group: Group) -> dict[str, Any]:
    label = group.label if isinstance(group.label, Word) else Word(group.label)
    if group.found is None:
        return {"label": label, "size": len(group), "record": "", "ids": [], "facts": list(group.facts)}
    name = record_name(group.found.record)
    titles: list[str] = []
    if name not in PERSONAL and len(group.found) <= MOST_TITLES:
        rows = listing.rows(group.found.record, group.found.ids, _called(group.found.record))
        titles = [" ".join(row.texts).strip() for row in rows]
    return {"label": label, "size": len(group), "record": name, "ids": list(group.found.ids), "facts": titles}


def _called(record: type[Record]) -> list[str]:
    """The paths that tell one row from another on paper: its title, and its day where it must have one."""
    title = record.title[0]
    return [title, *[at.path for at in columns(record) if at.kind == "date" and at.required and at.path != title][:1]]
