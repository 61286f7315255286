"""Several of a list: typed with 、 between them and ticked in a list below, or a line with a box each."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

from center.words import N_, spoken
from db.codes import apart
from views.kit import icons, keys, popover, shapes, theme
from views.kit.fields import AIR, Field, TextField

JOINT = "、"
TICK, BLANK = "√　", "　　"


class TickField(TextField):
    """`choices` are (value, name). ↓, F4 or the arrow opens the list: Space or a click ticks, Enter or Esc closes."""

    def __init__(self, master: tk.Misc, label: str, choices: Sequence[tuple[str, str]], **options):
        self._names = [str(spoken(name)) for _value, name in choices]
        options.setdefault("hint", N_("多个用顿号隔开，↓ 打开来勾选"))
        super().__init__(master, label, **options)

    def make(self) -> None:
        """The entry with an arrow."""
        super().make()
        inner = self.entry.inner
        self.entry.inset(8, 30)
        self._arrow = tk.Label(self.entry, bd=0, padx=0, pady=0, cursor="hand2")
        self._arrow.place(relx=1.0, rely=0.5, x=-theme.px(10), anchor="e")
        self._arrow.bind("<ButtonRelease-1>", lambda _event: self._flip())
        theme.follow(self._arrow, self._paint_arrow)
        for sequence, act in (
            ("<Down>", lambda: self._walk(1)),
            ("<Up>", lambda: self._walk(-1)),
            ("<Alt-Down>", self.open),
            ("<space>", self._tick),
            ("<Return>", self._close),
            ("<KP_Enter>", self._close),
            ("<Escape>", self._close),
        ):
            inner.bind(sequence, lambda _event, act=act: "break" if act() else None)
        inner.bind("<F4>", lambda event: None if keys.typed_text(event) else ("break" if self.open() else None))
        inner.bind("<FocusOut>", lambda _event: self._close(), add="+")

    def _paint_arrow(self) -> None:
        self._arrow.configure(image=icons.photo("chevron-down", 16, "ink3"), bg=theme.color("surface"))

    @property
    def popover(self) -> popover.Popover:
        """The window's shared list."""
        return popover.of(self)

    @property
    def ticked(self) -> list[str]:
        """The names that stand in the entry, those we do not know among them."""
        return [word for word in apart(self.entry.text(), self._names.__contains__) if word]

    def open(self, marked: int = 0) -> bool:
        """Show the list with its ticks."""
        if str(self.entry.inner.cget("state")) == "disabled":
            return False
        ticked = set(self.ticked)
        labels = [(TICK if name in ticked else BLANK) + name for name in self._names]
        self.popover.show(self.entry, labels, self._picked, marked)
        return True

    def _flip(self) -> None:
        self.entry.focus_set()
        if not self._close():
            self.open()

    def _walk(self, by: int) -> bool:
        if self.popover.shown_for(self.entry):
            self.popover.step(by)
            return True
        return self.open()

    def _tick(self) -> bool:
        return self.popover.shown_for(self.entry) and self.popover.choose()

    def _picked(self, index: int) -> None:
        """Tick or untick one, in the order of the list; the list stays open."""
        name, ticked = self._names[index], self.ticked
        kept = [word for word in ticked if word != name] if name in ticked else [*ticked, name]
        known = [word for word in self._names if word in kept]
        self.entry.put(JOINT.join([*known, *(word for word in kept if word not in known)]))
        self.open(index)

    def _close(self) -> bool:
        if not self.popover.shown_for(self.entry):
            return False
        self.popover.hide()
        return True


class TickLines(Field):
    """Each choice on a line with its box, for what must be gone through one by one. ↑↓ another line, Space ticks it."""

    def __init__(self, master: tk.Misc, label: str, choices: Sequence[tuple[str, str]], **options):
        self._names = [str(spoken(name)) for _value, name in choices]
        self._values = [value for value, _name in choices]
        self._on: set[str] = set()
        self._at, self._ring = 0, False
        super().__init__(master, label, **options)

    def make(self) -> None:
        """The lines; the keys come in at the one that was left."""
        self.lines = [self._line_of(nth) for nth in range(len(self._names))]
        tk.Misc.bind(self, "<Configure>", lambda event: self._wrap(event.width), add="+")
        theme.follow(self.lines[0], self._draw)
        self._enter(0)

    def _line_of(self, nth: int) -> tk.Label:
        line = tk.Label(self, text=f"  {self._names[nth]}", compound="left", bd=0, padx=0, pady=theme.px(3),
                        takefocus=0, anchor="w", justify="left", cursor="hand2")
        line.pack(fill="x")
        line.bind("<Button-1>", lambda _event: self._tick(nth))
        line.bind("<space>", lambda _event: self._tick(nth))
        line.bind("<Up>", lambda _event: self._walk(-1))
        line.bind("<Down>", lambda _event: self._walk(1))
        line.bind("<FocusIn>", lambda _event: self._focus(nth, True))
        line.bind("<FocusOut>", lambda _event: self._focus(nth, False))
        return line

    def _wrap(self, width: int) -> None:
        for line in self.lines:
            line.configure(wraplength=max(1, width - theme.px(26) - AIR))

    def _draw(self) -> None:
        for nth, line in enumerate(self.lines):
            ring = self._ring and nth == self._at
            image = shapes.checkbox(self._values[nth] in self._on, self.ground, ring)
            line.configure(image=image, font=theme.font(13), bg=theme.color(self.ground),
                           fg=theme.color("accent_ink" if ring else "ink"))

    def _enter(self, nth: int) -> None:
        """Tab meets one line only."""
        self.lines[self._at].configure(takefocus=0)
        self._at = nth
        self.lines[nth].configure(takefocus=1)

    def _focus(self, nth: int, on: bool) -> None:
        self._enter(nth)
        self._ring = on
        self._draw()

    def _walk(self, by: int) -> str:
        self.lines[max(0, min(len(self.lines) - 1, self._at + by))].focus_set()
        return "break"

    def _tick(self, nth: int) -> str:
        self.lines[nth].focus_set()
        self._on ^= {self._values[nth]}
        self._draw()
        self.changed()
        return "break"

    def get(self) -> str:
        """The codes of what is ticked, in the order of the list."""
        return JOINT.join(value for value in self._values if value in self._on)

    def put(self, text: str) -> None:
        """Tick what is named, by code or name."""
        words = set(apart(text, self._names.__contains__))
        self._on = {value for value, name in zip(self._values, self._names, strict=True) if words & {value, name}}
        self._draw()

    def focus_set(self) -> None:
        """On the line that was left."""
        self.lines[self._at].focus_set()
