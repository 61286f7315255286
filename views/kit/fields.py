"""Form fields: a label, a control, and one line for what is wrong. All speak text: `get() -> str`, `put(str)`."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import customtkinter as ctk

from views.kit import keys, shapes, theme, tooltip
from views.kit.dates import tidy_date
from views.kit.entry import Entry
from views.kit.surface import Label, Panel, ground_of


class Field(Panel):
    """What all fields share. Subclasses make `self.control`'s widgets in `make` and answer get/put.

    `on_change()` is called after every change by hand or by `put`.
    """

    def __init__(
        self,
        master: tk.Misc,
        label: str,
        *,
        required: bool = False,
        help: str = "",
        tip: str = "",
        on_change: Callable[[], None] | None = None,
    ):
        super().__init__(master)
        self.label_text, self.on_change = label, on_change
        self._problem = ""
        if label:
            head = Panel(self)
            head.pack(fill="x", pady=(0, 5))
            name = Label(head, label, 13, "ink2")
            name.pack(side="left")
            if tip:  # why it is asked at all
                tooltip.attach(name, tip)
            if required:
                Label(head, "*", 13, "red").pack(side="left", padx=4)
            if help:
                Label(head, help, 12, "ink3").pack(side="right")
        self.make()
        # the line below is always there, so a problem does not push the form about
        self._line = Label(self, "", 12, "red")
        self._line.pack(fill="x", pady=(2, 0))

    def make(self) -> None:
        """Make the control."""
        raise NotImplementedError

    def get(self) -> str:
        """The text as typed."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show a text."""
        raise NotImplementedError

    def problem(self, text: str | None) -> None:
        """Show what is wrong under the field, or take it away."""
        self._problem = text or ""
        self._line.put(self._problem)
        self.mark(bool(text))

    @property
    def problem_text(self) -> str:
        """The sentence shown now."""
        return self._problem

    def mark(self, wrong: bool) -> None:
        """Colour the control; nothing by default."""

    def changed(self) -> None:
        """The text changed: an old problem no longer speaks of it."""
        if self._problem:
            self.problem(None)
        if self.on_change:
            self.on_change()


class TextField(Field):
    """One line. `tidy(text)` runs when the field is left and may return a better spelling."""

    def __init__(
        self,
        master: tk.Misc,
        label: str,
        *,
        tidy: Callable[[str], str] | None = None,
        hint: str = "",
        secret: bool = False,
        **options,
    ):
        self._tidy, self._hint, self._secret = tidy, hint, secret
        super().__init__(master, label, **options)

    def make(self) -> None:
        """One entry over the whole width."""
        self.entry = Entry(self, hint=self._hint, secret=self._secret, on_change=lambda _text: self.changed())
        self.entry.pack(fill="x")
        if self._tidy:
            self.entry.inner.bind("<FocusOut>", lambda _event: self.tidy(), add="+")

    def tidy(self) -> None:
        """Spell the text well, if its meaning is clear."""
        text = self.entry.text()
        better = self._tidy(text) if text.strip() else ""
        if better != text and text.strip():
            self.entry.put(better)

    def get(self) -> str:
        """The text, tidied."""
        text = self.entry.text().strip()
        return self._tidy(text) if self._tidy and text else text

    def put(self, text: str) -> None:
        """Show a text."""
        self.entry.put(text)

    def mark(self, wrong: bool) -> None:
        """Red border."""
        self.entry.wrong(wrong)

    def enable(self, on: bool) -> None:
        """Greyed: seen, not changed."""
        self.entry.enable(on)

    def focus_set(self) -> None:
        """Into the entry, all selected: typing replaces."""
        self.entry.focus_set()
        self.entry.inner.select_range(0, "end")


class DateField(TextField):
    """A date typed as people write it: 0318, 3.18, 1987年6月, 19870603. `today()` gives the year left out."""

    def __init__(self, master: tk.Misc, label: str, *, today: Callable[[], str] | None = None, **options):
        options.setdefault("hint", "如 2026-03-18、1987年6月、0318")
        super().__init__(master, label, tidy=lambda text: tidy_date(text, today() if today else ""), **options)


class LongField(Field):
    """Several lines; Tab leaves it, undo works."""

    def __init__(self, master: tk.Misc, label: str, *, lines: int = 3, **options):
        self._lines = lines
        super().__init__(master, label, **options)

    def make(self) -> None:
        """A text box."""
        self.box = ctk.CTkTextbox(
            self,
            height=22 * self._lines + 16,
            corner_radius=8,
            border_width=1,
            border_spacing=4,
            font=theme.ctk_font(14),
            wrap="char",
            fg_color=theme.pair("surface"),
            bg_color=theme.pair(ground_of(self)),
            border_color=theme.pair("line_strong"),
            text_color=theme.pair("ink"),
            undo=True,
            activate_scrollbars=False,
        )
        self.box.pack(fill="x")
        self.inner: tk.Text = self.box._textbox
        self._focused = False
        self.inner.bind("<FocusIn>", lambda _event: self._focus(True), add="+")
        self.inner.bind("<FocusOut>", lambda _event: self._focus(False), add="+")
        self.inner.bind("<<Modified>>", self._modified, add="+")

    def _modified(self, _event: tk.Event) -> None:
        if self.inner.edit_modified():
            self.inner.edit_modified(False)
            self.changed()

    def _focus(self, on: bool) -> None:
        self._focused = on
        self.mark(bool(self._problem))

    def get(self) -> str:
        """The text without the newline Tk adds."""
        return self.inner.get("1.0", "end-1c").strip()

    def put(self, text: str) -> None:
        """Show a text; the undo history starts there."""
        self.inner.delete("1.0", "end")
        self.inner.insert("1.0", text)
        self.inner.edit_reset()

    def mark(self, wrong: bool) -> None:
        """Red border, or the ring."""
        token = "red_line" if wrong else "accent_ink" if self._focused else "line_strong"
        self.box.configure(border_width=2 if self._focused else 1, border_color=theme.pair(token))

    def focus_set(self) -> None:
        """Into the box."""
        self.inner.focus_set()


class YesField(Field):
    """Yes or no: a box with its word. Speaks "是" and "否", and reads 1/是/true as yes."""

    def __init__(self, master: tk.Misc, label: str, *, word: str = "", **options):
        self._word, self._on = word or label, False
        super().__init__(master, label if word else "", **options)

    def make(self) -> None:
        """A canvas-drawn box in a label that takes the keys."""
        self.box = tk.Label(
            self,
            text=f"  {self._word}",
            compound="left",
            bd=0,
            padx=0,
            pady=theme.px(8),
            takefocus=1,
            anchor="w",
            cursor="hand2",
        )
        self.box.pack(fill="x")
        self._ring = False
        for sequence in ("<Button-1>", "<space>"):
            self.box.bind(sequence, self._toggle)
        self.box.bind("<FocusIn>", lambda _event: self._focus(True))
        self.box.bind("<FocusOut>", lambda _event: self._focus(False))
        theme.follow(self.box, self._draw)

    def _draw(self) -> None:
        image = shapes.checkbox(self._on, self.ground, self._ring)
        ink = "accent_ink" if self._ring else "red" if self._problem else "ink"
        self.box.configure(image=image, font=theme.font(14), bg=theme.color(self.ground), fg=theme.color(ink))

    def _focus(self, on: bool) -> None:
        self._ring = on
        self._draw()

    def _toggle(self, _event: tk.Event) -> str:
        self.box.focus_set()
        self._on = not self._on
        self._draw()
        self.changed()
        return "break"

    def get(self) -> str:
        """ "是" or "否"."""
        return "是" if self._on else "否"

    def put(self, text: str) -> None:
        """Show yes or no."""
        self._on = text.strip().lower() in ("是", "1", "true", "yes", "有", "√")
        self._draw()

    def mark(self, wrong: bool) -> None:
        """Red word."""
        self._draw()

    def focus_set(self) -> None:
        """On the box."""
        self.box.focus_set()


def submit_on_enter(field: TextField, act: Callable[[], object]) -> None:
    """Enter in a one-line field acts: for sign-in and small dialogs."""
    for name in ("Return", "KP_Enter"):
        keys.shortcut(field.entry.inner, name, act)
