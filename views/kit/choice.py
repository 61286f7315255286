"""A field that offers what may be chosen, and narrows the offer while one types."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from functools import cache

from center.words import N_, say, spoken
from db.pinyin import initials
from views.kit import icons, popover, theme
from views.kit.entry import Entry
from views.kit.fields import Field

# (value, label), then words one may also type (initials), then what tells it apart in the list (a namesake's street)
Choice = tuple[str, ...]
LIMIT = 200
NEW = N_("新建“{text}”")
NONE, NONE_YET, MAKE_ONE = N_("没有可以选的"), N_("还没有{label}"), N_("还没有{label}：打字可以新建")


class ChoiceField(Field):
    """`choices` is a list of (value, label[, words]), or a function from typed text to such a list.

    `get()` gives the chosen value, or what was typed if it is none of the choices (the record's own
    reader then says what is wrong). `put(value, label)` may bring a label the list does not have.
    `create(text)` makes what the list does not have and returns it as a choice (None: it was refused);
    `of` is what is chosen from (党组织), told when there is none yet.
    """

    def __init__(
        self,
        master: tk.Misc,
        label: str,
        choices: Sequence[Choice] | Callable[[str], Sequence[Choice]],
        *,
        hint: str = "",
        create: Callable[[str], Choice | None] | None = None,
        of: str = "",
        **options,
    ):
        self._create, self._of = create, of
        self._choices = choices if callable(choices) else _spoken(choices)
        self._hint = hint
        self._value, self._shown = "", ""
        self._offer: list[Choice] = []
        self._quiet = False
        super().__init__(master, label, **options)

    def make(self) -> None:
        """An entry with an arrow."""
        self.entry = Entry(self, hint=self._hint, on_change=self._typed)
        self.entry.pack(fill="x")
        self.entry.inset(8, 30)
        self._arrow = tk.Label(self.entry, bd=0, padx=0, pady=0, cursor="hand2")
        self._arrow.place(relx=1.0, rely=0.5, x=-theme.px(10), anchor="e")
        self._arrow.bind("<ButtonRelease-1>", lambda _event: self._flip())
        theme.follow(self._arrow, self._paint_arrow)
        inner = self.entry.inner
        for sequence, act in (
            ("<Down>", lambda: self._walk(1)),
            ("<Up>", lambda: self._walk(-1)),
            ("<Return>", self._choose),
            ("<KP_Enter>", self._choose),
            ("<Escape>", self._close),
            ("<Tab>", self._take_typed),
        ):
            inner.bind(sequence, lambda _event, act=act: "break" if act() else None)
        inner.bind("<FocusOut>", lambda _event: self._left(), add="+")
        inner.bind("<Button-1>", lambda _event: self.after_idle(self.open), add="+")

    def _paint_arrow(self) -> None:
        self._arrow.configure(image=icons.photo("chevron-down", 16, "ink3"), bg=theme.color("surface"))

    # ---- text
    def get(self) -> str:
        """The chosen value, or the typed text."""
        text = self.entry.text().strip()
        if text == self._shown:
            return self._value
        match = self._exact(text)
        return match[0] if match else text

    def put(self, text: str, label: str | None = None) -> None:
        """Show a value by its label."""
        self._value = text
        self._shown = spoken(label) if label is not None else self._label_of(text)
        self._write(self._shown)

    def _write(self, text: str) -> None:
        self._quiet = True
        self.entry.put(text)
        self._quiet = False
        self.changed()

    def _label_of(self, value: str) -> str:
        if callable(self._choices) or not value:
            return value
        return next((choice[1] for choice in self._choices if choice[0] == value), value)

    def _exact(self, text: str) -> Choice | None:
        return next((choice for choice in self._find(text) if text and choice[1] == text), None)

    def _find(self, text: str) -> list[Choice]:
        if callable(self._choices):
            return _spoken(self._choices(text))[:LIMIT]
        wanted = text.strip().lower()
        if not wanted:
            return list(self._choices[:LIMIT])
        sounds = wanted.isascii() and wanted.isalpha()
        hits = [
            choice
            for choice in self._choices
            if any(wanted in part.lower() for part in choice) or sounds and _sounds(choice[1], wanted)
        ]
        return sorted(hits, key=lambda choice: not choice[1].lower().startswith(wanted))[:LIMIT]

    # ---- the list
    @property
    def popover(self) -> popover.Popover:
        """The window's shared list."""
        return popover.of(self)

    def _typed(self, text: str) -> None:
        if self._quiet:
            return
        self.changed()
        self._show(text)

    def open(self) -> None:
        """Offer everything (the text is one of the choices) or what fits the text."""
        text = self.entry.text()
        self._show("" if text == self._shown else text)

    def _show(self, text: str) -> None:
        if str(self.entry.cget("state")) == "disabled":
            return
        self._offer = self._find(text)
        labels = [choice[1] for choice in self._offer]
        wanted = text.strip() or self._shown
        marked = labels.index(wanted) if wanted in labels else 0
        shown = [f"{choice[1]}　{choice[3]}" if len(choice) > 3 and choice[3] else choice[1] for choice in self._offer]
        if self._create and text.strip() and text.strip() not in labels:
            shown.append(say(NEW, text=text.strip()))
        if shown or text.strip():
            self.popover.show(self.entry, shown, self._picked, marked)
        else:  # asked for, and nothing there to choose: an arrow that opens nothing seems broken
            self.popover.tell(self.entry, self._nothing())

    def _nothing(self) -> str:
        if not self._of:
            return say(NONE)
        return say(MAKE_ONE if self._create else NONE_YET, label=self._of)

    def _flip(self) -> None:
        self.entry.focus_set()
        if not self._close():
            self.open()

    def _walk(self, by: int) -> bool:
        if self.popover.shown_for(self.entry):
            self.popover.step(by)
        else:
            self.open()
        return True

    def _choose(self) -> bool:
        return self.popover.shown_for(self.entry) and self.popover.choose()

    def _close(self) -> bool:
        if not self.popover.shown_for(self.entry):
            return False
        self.popover.hide()
        return True

    def _left(self) -> None:
        self._close()
        match = self._exact(self.entry.text().strip())
        if match and match[0] != self._value:
            self._value, self._shown = match[0], match[1]

    def _take_typed(self) -> bool:
        """Tab takes the marked line when it was typed for; nothing that she did not look for."""
        text = self.entry.text().strip()
        if text and text != self._shown and self._offer and self._choose():
            pass
        return False  # Tab goes on to the next field

    def _picked(self, index: int) -> None:
        if index >= len(self._offer):
            made = self._create(self.entry.text().strip()) if self._create else None
            if made is None:
                return
            self._offer = [made]
            index = 0
        self._value, self._shown = self._offer[index][:2]
        self._write(self._shown)
        self.entry.focus_set()

    def mark(self, wrong: bool) -> None:
        """Red border."""
        self.entry.wrong(wrong)

    def enable(self, on: bool) -> None:
        """Greyed: seen, not changed."""
        self.entry.enable(on)

    def focus_set(self) -> None:
        """Into the entry, all selected."""
        self.entry.focus_set()
        self.entry.inner.select_range(0, "end")


@cache
def _initials(label: str) -> tuple[frozenset[str], ...]:
    """`正式党员` → `zsdy`: one types it without the input method."""
    return tuple(initials(label))


def _sounds(label: str, typed: str) -> bool:
    """Whether a label begins with these initials, by any reading of its characters."""
    known = _initials(label)
    return len(typed) <= len(known) and all(letter in sign for letter, sign in zip(typed, known, strict=False))


def _spoken(choices: Sequence[Choice]) -> list[Choice]:
    """With the labels as they are shown in the chosen language."""
    return [(choice[0], spoken(choice[1]), *choice[2:]) for choice in choices]
