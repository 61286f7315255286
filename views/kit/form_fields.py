"""Which control a column of a form gets, and what helps typing into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from center.words import N_
from db.fields import YES
from views.kit.choice import Choice, ChoiceField
from views.kit.dates import Left
from views.kit.fields import DateField, Field, LongField, TextField, YesField
from views.kit.suggest import SuggestField
from views.kit.surface import Panel
from views.kit.tick_list import TickField, TickLines


class Typing(Protocol):
    """What helps typing into one form; each answers for a column, None where there is nothing."""

    def reader(self, column: Any) -> Callable[[str], Left] | None:
        """What the text becomes when the field is left."""

    def suggest(self, column: Any) -> Callable[[str], Sequence[str]] | None:
        """What was written there before."""

    def of(self, column: Any) -> str:
        """What a link points at, as people call it."""

    def create(self, column: Any) -> Callable[[str], Choice | None] | None:
        """Makes the row that the list of a link does not have."""

    def ahead(self, column: Any) -> bool:
        """Whether a date takes days to come."""

    def rest(self) -> Mapping[str, str]:
        """The rest days that a calendar marks."""


def insert(ask: Any, field: Field, at: Field) -> None:
    """A phrase was chosen in `field`: its words stand on a line of their own at the end of what `at` holds."""
    if words := ask.inserts.get(field.get()):
        before = at.get()
        at.put(f"{before}\n{words}" if before else words)
        field.put("")


def field_for(body: Panel, column: Any, options: dict, choices: Any, today: Callable[[], str] | None,
              typing: Typing | None) -> Field:
    """The control of a column. `choices` is a list or a function for a choice, None for typed text."""
    if column.kind == "codes" and getattr(column, "choices", ()):
        kind = TickLines if getattr(column, "lines", False) else TickField
        return kind(body, column.label, column.choices, **options)
    if choices is not None:
        of, create = (typing.of(column), typing.create(column)) if typing else ("", None)
        return ChoiceField(body, column.label, choices, create=create, of=of, **options)
    if column.kind == "yes":
        return YesField(body, column.label, word=YES, **options)
    if column.kind == "long":
        return LongField(body, column.label, **options)
    reader = typing.reader(column) if typing else None
    if column.kind == "date":
        rest = typing.rest if typing else dict
        ahead = typing.ahead(column) if typing else False
        return DateField(body, column.label, today=today, reader=reader, rest=rest, ahead=ahead, **options)
    suggest = typing.suggest(column) if typing else None
    if suggest is not None:
        return SuggestField(body, column.label, suggest, **options)
    hint = N_("如 2026-03-18 14:30、明天下午2点") if column.kind == "moment" else ""
    return TextField(body, column.label, hint=hint, reader=reader, **options)
