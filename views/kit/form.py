"""A form built once from a record's columns, then refilled; problems stand at their fields.

A column is anything with `path, label, kind, required, section, width, help` (width in characters).
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from views.kit import keys
from views.kit.choice import ChoiceField
from views.kit.fields import DateField, Field, LongField, TextField, YesField
from views.kit.scroller import Scroller
from views.kit.surface import Label, Panel, Rule

WHOLE_ROW = 30  # characters: wider columns take the whole row
GAP = 24  # design px between the two columns


class Column(Protocol):
    """What the form needs to know of a field."""

    path: str
    label: str
    kind: str
    required: bool
    section: str
    width: int


class Form(Panel):
    """`choices(column)` gives a list or a function for ChoiceField, None for a free text.

    `on_save()` on Ctrl+S, `on_cancel()` on Escape, `on_change(dirty)` when the form becomes dirty or clean.
    """

    def __init__(
        self,
        master: tk.Misc,
        columns: Sequence[Column],
        *,
        choices: Callable[[Column], object] | None = None,
        on_save: Callable[[], object] | None = None,
        on_cancel: Callable[[], object] | None = None,
        on_change: Callable[[bool], object] | None = None,
        today: Callable[[], str] | None = None,
        ground: str | None = None,
    ):
        super().__init__(master, ground)
        self._choices, self._today, self._on_change = choices, today, on_change
        self.fields: dict[str, Field] = {}
        self._clean: dict[str, str] = {}
        self._filling = self.dirty = False
        self.scroller = Scroller(self)
        self.scroller.pack(fill="both", expand=True)
        self._build(columns)
        self._hook(on_save, on_cancel)

    def _build(self, columns: Sequence[Column]) -> None:
        body = self.scroller.inside
        body.columnconfigure((0, 1), weight=1, uniform="form")
        section, row, side = None, 0, 0
        for column in columns:
            name = getattr(column, "section", "") or ""
            if name != section:
                section, row, side = name, row + bool(side), 0
                row = self._head(body, name, row)
            field = self._field(body, column)
            self.fields[column.path] = field
            whole = column.kind in ("long", "files") or (getattr(column, "width", 0) or 0) >= WHOLE_ROW
            if whole and side:
                row, side = row + 1, 0
            pad = (0, GAP // 2) if side == 0 and not whole else (GAP // 2, 0) if not whole else (0, 0)
            field.grid(row=row, column=side, columnspan=2 if whole else 1, sticky="new", padx=pad, pady=(0, 2))
            row, side = (row + 1, 0) if whole or side else (row, 1)

    def _head(self, body: Panel, name: str, row: int) -> int:
        if not name:
            return row
        head = Panel(body)
        head.grid(row=row, column=0, columnspan=2, sticky="ew", pady=(14 if row else 0, 12))
        Label(head, name, 14, "ink", True).pack(side="left")
        Rule(head).pack(side="left", fill="x", expand=True, padx=(12, 0))
        return row + 1

    def _field(self, body: Panel, column: Column) -> Field:
        options = {"required": column.required, "help": getattr(column, "help", "") or "",
                   "tip": getattr(column, "purpose", ""), "on_change": self._changed}
        choices = self._choices(column) if self._choices else None
        if choices is not None:
            return ChoiceField(body, column.label, choices, **options)
        if column.kind == "yes":
            return YesField(body, column.label, word="是", **options)
        if column.kind == "long":
            return LongField(body, column.label, **options)
        if column.kind in ("date", "moment"):
            return self._date(body, column, options)
        hint = "多个用顿号隔开" if column.kind == "codes" else ""
        return TextField(body, column.label, hint=hint, **options)

    def _date(self, body: Panel, column: Column, options: dict) -> Field:
        if column.kind == "date":
            return DateField(body, column.label, today=self._today, **options)
        return TextField(body, column.label, hint="如 2026-03-18 14:30", **options)

    def _hook(self, on_save, on_cancel) -> None:
        # on the form itself: its descendants reach it through a tag put on each of them
        tag = f"Form{id(self)}"
        for widget in _descendants(self):
            widget.bindtags((*widget.bindtags(), tag))
        if on_save:
            for letter in "sS":
                self.bind_class(tag, f"<Control-{letter}>", lambda _event: on_save())
        if on_cancel:
            self.bind_class(tag, "<Escape>", lambda _event: on_cancel())

    # ---- texts in and out
    def fill(self, texts: Mapping[str, str], labels: Mapping[str, str] | None = None) -> None:
        """Show these texts (missing paths become empty) and no problems; the form is clean.

        `labels` gives what a chosen value is called, where its list may not hold it (a Ref).
        """
        self._filling = True
        for path, field in self.fields.items():
            label = (labels or {}).get(path)
            if label is not None and isinstance(field, ChoiceField):
                field.put(texts.get(path, ""), label)
            else:
                field.put(texts.get(path, ""))
            field.problem(None)
        self._filling = False
        self.settled()

    def read(self) -> dict[str, str]:
        """All texts by path."""
        return {path: field.get() for path, field in self.fields.items()}

    def changes(self) -> dict[str, str]:
        """Only what differs from what was filled in."""
        return {path: text for path, text in self.read().items() if text != self._clean.get(path, "")}

    def settled(self) -> None:
        """What stands here now is saved: the form is clean."""
        self._clean = self.read()
        self._tell(False)

    def _changed(self) -> None:
        if not self._filling:
            self._tell(bool(self.changes()))

    def _tell(self, dirty: bool) -> None:
        if dirty != self.dirty:
            self.dirty = dirty
            if self._on_change:
                self._on_change(dirty)

    # ---- problems
    def problems(self, found: Mapping[str, object]) -> list[str]:
        """Show what is wrong at its fields (all others become clean) and go to the first one.

        Returns the sentences of paths the form has no field for, for the caller to show.
        """
        first = None
        for path, field in self.fields.items():
            field.problem(str(found[path]) if path in found else None)
            if path in found and first is None:
                first = field
        if first:
            first.focus_set()
        return [str(problem) for path, problem in found.items() if path not in self.fields]

    def focus_first(self) -> None:
        """Into the first field."""
        for field in self.fields.values():
            field.focus_set()
            return


def bind_everywhere(area: tk.Misc, name: str, act: Callable[[], object]) -> None:
    """A shortcut that works wherever the focus is in `area`'s window."""
    keys.shortcut(area.winfo_toplevel(), name, act)


def _descendants(widget: tk.Misc) -> list[tk.Misc]:
    found = [widget]
    for child in widget.winfo_children():
        found += _descendants(child)
    return found
