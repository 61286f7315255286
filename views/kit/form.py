"""A form built once from a record's columns, then refilled; problems stand at their fields.

A column is anything with `path, label, kind, required, section, width, help` (width in characters).
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping, Sequence
from typing import Protocol

from center.words import say
from views.kit import keys, undo_entry
from views.kit.choice import ChoiceField
from views.kit.fields import Field
from views.kit.focus import focused
from views.kit.form_fields import Typing, field_for
from views.kit.scroller import Scroller
from views.kit.surface import Label, Panel, Rule, within

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
    `on_typed()` after every change that is not a filling, `on_nothing()` when a field has nothing to take back.

    `head` stands over the fields and scrolls with them; it is shown while something is packed into it.
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
        on_typed: Callable[[], object] | None = None,
        on_nothing: Callable[[], object] | None = None,
        today: Callable[[], str] | None = None,
        typing: Typing | None = None,
        ground: str | None = None,
    ):
        super().__init__(master, ground)
        self._typing = typing
        self._choices, self._today, self._on_change, self._on_typed = choices, today, on_change, on_typed
        self.fields: dict[str, Field] = {}
        self._clean: dict[str, str] = {}
        self._filling = self.dirty = False
        self._answers: dict[Field, undo_entry.History] = {}
        self.scroller = Scroller(self)
        self.scroller.pack(fill="both", expand=True)
        self._build(columns)
        self._hook(on_save, on_cancel)
        for field in self.fields.values():
            self._follow(field, on_nothing)

    def _build(self, columns: Sequence[Column]) -> None:
        body = self.scroller.inside
        body.columnconfigure((0, 1), weight=1, uniform="form")
        self.head = Panel(body)
        section, row, side = None, 1, 0
        for column in columns:
            name = getattr(column, "section", "") or ""
            if name != section:
                section, row, side = name, row + bool(side), 0
                row = self._head(body, name, row)
            field = self._field(body, column)
            self.fields[column.path] = field
            whole = column.kind == "long" or (getattr(column, "width", 0) or 0) >= WHOLE_ROW
            if whole and side:
                row, side = row + 1, 0
            pad = (0, GAP // 2) if side == 0 and not whole else (GAP // 2, 0) if not whole else (0, 0)
            field.grid(row=row, column=side, columnspan=2 if whole else 1, sticky="new", padx=pad, pady=(0, 2))
            row, side = (row + 1, 0) if whole or side else (row, 1)

    def _head(self, body: Panel, name: str, row: int) -> int:
        if not name:
            return row
        head = Panel(body)
        head.grid(row=row, column=0, columnspan=2, sticky="ew", pady=(14 if row > 1 else 0, 12))
        Label(head, name, 14, "ink", True).pack(side="left")
        Rule(head).pack(side="left", fill="x", expand=True, padx=(12, 0))
        return row + 1

    def _field(self, body: Panel, column: Column) -> Field:
        options = {"required": column.required, "help": getattr(column, "help", "") or "",
                   "tip": getattr(column, "purpose", ""), "on_change": self._changed}
        choices = self._choices(column) if self._choices else None
        return field_for(body, column, options, choices, self._today, self._typing)

    def _follow(self, field: Field, on_nothing: Callable[[], object] | None) -> None:
        inner = writing_in(field)
        if isinstance(inner, tk.Entry):
            undo_entry.attach(inner, on_nothing)
        elif inner is not None:
            inner.kit_nothing = on_nothing
        else:  # a box: no text of its own, so its answers are the states
            history = self._answers[field] = undo_entry.History(field.get())
            for widget in within(field):
                for letter in "zZyY":
                    widget.bind(f"<Control-Key-{letter}>",
                                lambda event: self._answer(event, field, history, on_nothing))

    def _answer(self, event: tk.Event, field: Field, history: undo_entry.History, on_nothing) -> str:
        state = history.forth() if undo_entry.forth(event) else history.back()
        if state is not None:
            field.put(state.text)
            field.changed()
        elif on_nothing:
            on_nothing()
        return "break"

    def show_head(self, on: bool) -> None:
        """Show or hide what stands over the fields."""
        if on:
            self.take_in(self.head)
            self.head.grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, 14))
        else:
            self.head.grid_remove()

    def _hook(self, on_save, on_cancel) -> None:
        # on the form itself: its descendants reach it through a tag put on each of them
        tag = self._tag = f"Form{id(self)}"
        self.take_in(self)
        if on_save:
            for letter in "sS":
                keys.on_tag(self, tag, f"<Control-{letter}>", lambda _event: on_save())
        if on_cancel:
            keys.on_tag(self, tag, "<Escape>", lambda _event: on_cancel())

    def take_in(self, part: tk.Misc) -> None:
        """Ctrl+S and Escape work in this part too."""
        for widget in within(part):
            if self._tag not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), self._tag))

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
        self._forget()

    def put_over(self, texts: Mapping[str, str], labels: Mapping[str, str] | None = None) -> None:
        """Texts typed before, over what was filled in: the form is dirty with them."""
        self._filling = True
        for path, text in texts.items():
            field, label = self.fields.get(path), (labels or {}).get(path)
            if isinstance(field, ChoiceField) and (label is not None or text):
                field.put(text, label)
            elif field is not None:
                field.put(text)
        self._filling = False
        self._forget()
        self._tell(bool(self.changes()))

    def put_one(self, path: str, text: str, label: str = "") -> None:
        """Another text in one field, as if it had been typed."""
        field = self.fields[path]
        if isinstance(field, ChoiceField):
            field.put(text, label or None)
        else:
            field.put(text)

    def on_leave_window(self, act: Callable[[], object]) -> None:
        """Call `act()` when the keys leave a field for another window."""
        keys.on_tag(self, self._tag, "<FocusOut>", lambda _event: focused(self) is None and act())

    def _forget(self) -> None:
        """What is taken back in a field begins with what stands there now."""
        for field, history in self._answers.items():
            history.forget(field.get())
        for field in self.fields.values():
            inner = writing_in(field)
            if inner is not None:
                undo_entry.forget(inner)

    def place(self) -> tuple[str, int]:
        """(the field with the keys or '', how far it is scrolled in device pixels)."""
        return self._with_keys(), round(self.scroller.top)

    def _with_keys(self) -> str:
        widget = focused(self)
        while widget is not None and widget is not self:
            for path, field in self.fields.items():
                if widget is field:
                    return path
            widget = widget.master
        return ""

    def go_to(self, path: str, top: int = 0) -> None:
        """Into a field (the first one when there is no such), scrolled as it was."""
        self.scroller.scroll(-100_000)
        self.scroller.scroll(top)
        if path in self.fields:
            self.fields[path].focus_set()
        else:
            self.focus_first()

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
            for field, history in self._answers.items():
                history.note(field.get(), -1)
            self._tell(bool(self.changes()))
            if self._on_typed:
                self._on_typed()

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
        return [say(problem) for path, problem in found.items() if path not in self.fields]

    def focus_first(self) -> None:
        """Into the first field."""
        for field in self.fields.values():
            field.focus_set()
            return


def writing_in(field: Field) -> tk.Entry | tk.Text | None:
    """What takes the keys of a field that is typed into."""
    entry = getattr(field, "entry", None)
    inner = entry.inner if entry is not None else getattr(field, "inner", None)
    return inner if isinstance(inner, tk.Entry | tk.Text) else None
