"""Form fields: a label, a control, and one line for what is wrong. All speak text: `get() -> str`, `put(str)`."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING

import customtkinter as ctk

from center.words import N_, spoken
from views.kit import icons, keys, shapes, theme, tooltip
from views.kit.entry import Entry
from views.kit.surface import Label, Panel, ground_of

if TYPE_CHECKING:
    from views.kit.dates import Left

AIR = 6  # device px that the line under a field leaves free

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
        self._line: Label | None = None
        self._head: Panel | None = None
        self._problem = self._note = self._below = ""
        self._wide = 0
        if label:
            head = self._head = Panel(self)
            head.pack(fill="x", pady=(0, 5))
            name = Label(head, label, 13, "ink2")
            name.pack(side="left")
            if tip:  # why it is asked at all
                tooltip.attach(name, tip)
            if required:
                Label(head, "*", 13, "red").pack(side="left", padx=4)
            self._help = Label(head, help, 12, "ink3") if help else None
            if help:
                self._help.pack(side="right")
        self.make()
        # the line below is always there, so a problem does not push the form about
        self._line = Label(self, "", 12, "red")
        self._line.pack(fill="x", pady=(2, 0))
        tk.Misc.bind(self, "<Configure>", lambda event: self._fit(event.width), add="+")

    def _fit(self, width: int) -> None:
        """Sentences break at the field's width; a help that has no room beside the label stands under the field."""
        if width == self._wide or self._line is None:
            return
        self._wide = width
        # a line as wide as the field would ask for all of it, and two columns would take the odd pixel in turn for ever
        self._line.wrap_at((width - AIR) / theme.scale())
        if self._head is None or self._help is None:
            return
        need = sum(part.winfo_reqwidth() for part in self._head.winfo_children()) + theme.px(12)
        below = self._help.text if need > width else ""
        if below != self._below:
            self._below = below
            if below:
                self._help.pack_forget()
            else:
                self._help.pack(side="right")
            self._say()

    def _say(self) -> None:
        """The line under the field: what is wrong, else how it was understood, else the help that has no room above."""
        self._line.on(self.ground, "red" if self._problem else "ink3")
        self._line.put(self._problem or self._note or self._below)

    def make(self) -> None:
        """Make the control."""
        raise NotImplementedError

    def get(self) -> str:
        """The text as typed."""
        raise NotImplementedError

    def put(self, text: str) -> None:
        """Show a text."""
        raise NotImplementedError

    def note(self, text: str) -> None:
        """Say quietly under the field how it was understood; what is wrong goes before it."""
        self._note = text
        self._say()

    def problem(self, text: str | None) -> None:
        """Show what is wrong under the field, or take it away."""
        words = spoken(text) or ""
        if words != self._problem:  # drawing a border anew costs 2 ms, and a form has thirty
            self._problem = words
            self._say()
            self.mark(bool(words))

    @property
    def problem_text(self) -> str:
        """The sentence shown now."""
        return self._problem

    def mark(self, wrong: bool) -> None:
        """Colour the control; nothing by default."""

    def changed(self) -> None:
        """The text changed: an old problem and an old note no longer speak of it."""
        self._note = ""
        if self._problem:
            self.problem(None)
        elif self._line is not None and self._line.text != self._below:
            self._say()
        if self.on_change:
            self.on_change()


class TextField(Field):
    """One line. `reader(text)` runs when the field is left: a better spelling, how it was understood, what is wrong.

    A text that stands as it was put says nothing, and a masked one is not read.
    """

    def __init__(
        self,
        master: tk.Misc,
        label: str,
        *,
        reader: Callable[[str], Left] | None = None,
        hint: str = "",
        secret: bool = False,
        **options,
    ):
        self._reader, self._hint, self._secret, self._given = reader, hint, secret, ""
        super().__init__(master, label, **options)

    def make(self) -> None:
        """One entry over the whole width."""
        self.entry = Entry(self, hint=self._hint, secret=self._secret, on_change=lambda _text: self.changed())
        self.entry.pack(fill="x")
        if self._reader:
            self.entry.inner.bind("<FocusOut>", lambda _event: self.settle(), add="+")

    def settle(self) -> None:
        """The field is left: spell the text well if its meaning is clear, else say what is wrong."""
        text = self.entry.text()
        if not self._reader or not text.strip() or text == self._given:
            return
        found = self._reader(text)
        if found.text != text:
            self.entry.put(found.text)
        if found.problem:
            self.problem(found.problem)
        else:
            self.note(found.note)

    def get(self) -> str:
        """The text, well spelled."""
        text = self.entry.text().strip()
        masked = "*" in text and text == self._given.strip()
        return self._reader(text).text if self._reader and text and not masked else text

    def put(self, text: str) -> None:
        """Show a text."""
        self._given = text
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
    """A date typed as people write it (0318, 3.18, 下周一), or taken from a calendar: Alt+↓, F4 or its button.

    `today()` gives the ISO day that a year left out counts from, `rest()` the rest days that the calendar marks
    (ISO day → 'rest' or 'work'). Without a `reader`, `ahead` says that days to come are meant.
    """

    def __init__(
        self,
        master: tk.Misc,
        label: str,
        *,
        today: Callable[[], str] | None = None,
        rest: Callable[[], Mapping[str, str]] = dict,
        ahead: bool = False,
        reader: Callable[[str], Left] | None = None,
        **options,
    ):
        from views.kit.dates import left_date  # the page for signing in has no days, and is not to wait for them

        self._today, self._rest = today, rest
        options.setdefault("hint", N_("如 2026-03-18、3.18、下周一") if ahead else N_("如 2026-03-18、20260318、3.18"))
        own = reader or (lambda text: left_date(text, today() if today else "", ahead))
        super().__init__(master, label, reader=own, **options)

    def make(self) -> None:
        """The entry with a button in it."""
        super().make()
        self.entry.inset(8, 32)
        self.button = tk.Label(self.entry, bd=0, padx=0, pady=0, cursor="hand2")
        self.button.place(relx=1.0, rely=0.5, x=-theme.px(10), anchor="e")
        self.button.bind("<ButtonRelease-1>", lambda _event: self.open())
        theme.follow(self.button, self._paint_button)
        tooltip.attach(self.button, N_("选日期（Alt+↓ 或 F4）"))
        for sequence in ("<Alt-Down>", "<F4>"):
            self.entry.inner.bind(sequence, self._asked)

    def _paint_button(self) -> None:
        self.button.configure(image=icons.photo("calendar-days", 16, "ink3"), bg=theme.color("surface"))

    def _asked(self, event: tk.Event) -> str | None:
        if event.keysym == "F4" and keys.typed_text(event):
            return None  # an input method's letter under the name of a function key
        self.open()
        return "break"

    def open(self) -> None:
        """The calendar, at the day that stands here, else at today."""
        from db.days import Day
        from views.kit import calendar

        if str(self.entry.inner.cget("state")) == "disabled":
            return
        today = date.fromisoformat(self._today()) if self._today else date.today()
        found = self._reader(self.entry.text())
        try:
            day = Day(found.text).first
        except ValueError:
            day = today
        calendar.of(self).show(self.entry, day, today, self._picked, self._rest())

    def _picked(self, day: date) -> None:
        from db.days import Day
        from views.kit.dates import told

        self.entry.put(day.isoformat())
        self.focus_set()
        self.note(told(Day(day), date.fromisoformat(self._today()) if self._today else date.today()))


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
        # its bars are never shown, and in some widths telling them where the text stands never came to an end
        self.inner.configure(xscrollcommand="", yscrollcommand="")
        self._focused = False
        self.inner.bind("<FocusIn>", lambda _event: self._focus(True), add="+")
        self.inner.bind("<FocusOut>", lambda _event: self._focus(False), add="+")
        self.inner.bind("<<Paste>>", self._over_marked)
        self.inner.bind("<<Modified>>", self._modified, add="+")

    def _over_marked(self, _event: tk.Event) -> None:
        """What is pasted takes the place of what is marked; on Linux Tk itself would put it beside."""
        if self.inner.tag_ranges("sel"):
            self.inner.delete("sel.first", "sel.last")

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
            text=f"  {spoken(self._word)}",
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
