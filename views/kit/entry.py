"""One bordered entry: placeholder, variable trace, ring and problem colour; the base of all text fields."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import customtkinter as ctk

from center.words import spoken
from views.kit import clipboard, theme
from views.kit.surface import ground_of
from views.kit.text_fit import Fit

LONGEST = 2000  # signs that one line takes from the clipboard


class Entry(ctk.CTkEntry):
    """A CTkEntry whose text is watched by a variable: an input method's commit sends no key event.

    `on_change(text)` after every change by anyone. `inner` is the Tk entry, which has the focus.
    """

    def __init__(
        self,
        master: tk.Misc,
        *,
        hint: str = "",
        on_change: Callable[[str], None] | None = None,
        width: int = 140,
        secret: bool = False,
    ):
        ground = theme.pair(ground_of(master))
        self._inset: tuple[int, int] | None = None
        super().__init__(
            master,
            width=width,
            height=36,
            corner_radius=8,
            border_width=1,
            font=theme.ctk_font(14),
            fg_color=theme.pair("surface"),
            bg_color=ground,
            border_color=theme.pair("line_strong"),
            text_color=theme.pair("ink"),
        )
        self.inner: tk.Entry = self._entry  # CustomTkinter offers no public way to it
        self._focused = self._wrong = False
        self._on_change = on_change
        self._variable = tk.StringVar(self)
        self.inner.configure(textvariable=self._variable, show="●" if secret else "")
        self._words = spoken(hint)
        self._hint = tk.Label(self.inner, text=self._words, bd=0, padx=0, pady=0, cursor="xterm", anchor="w")
        self._hint.bind("<Button-1>", lambda _event: self.inner.focus_set())
        if hint:
            self.inner.bind("<Configure>", self._fit_hint, add="+")
        self._trace = self._variable.trace_add("write", self._changed)
        self.inner.bind("<<Paste>>", self._paste)
        self.inner.bind("<FocusIn>", lambda _event: self._focus(True), add="+")
        self.inner.bind("<FocusOut>", lambda _event: self._focus(False), add="+")
        theme.follow(self, self._paint_hint)
        self._show_hint()

    def inset(self, left: int, right: int) -> None:
        """Keep the text clear of the signs in the entry: design px from its edges."""
        self._inset = (left, right)
        self._create_grid()

    def _create_grid(self) -> None:
        # CustomTkinter places the text anew with each width of the border, so at each focus: the signs keep their room
        super()._create_grid()
        if self._inset:
            self._entry.grid_configure(padx=tuple(theme.px(side) for side in self._inset))

    def _paint_hint(self) -> None:
        self._hint.configure(bg=theme.color("surface"), fg=theme.color("ink3"), font=theme.font(14))
        ink = theme.color("ink")
        self.inner.configure(selectbackground=theme.color("blue_soft"), selectforeground=ink, insertbackground=ink)

    def _fit_hint(self, event: tk.Event) -> None:
        """A hint longer than a narrow entry is shortened, not cut."""
        words = Fit(theme.font(14)).elide(self._words, event.width - theme.px(1))
        if words != self._hint.cget("text"):
            self._hint.configure(text=words)

    def _show_hint(self) -> None:
        if self._words and not self._variable.get():
            self._hint.place(x=theme.px(1), rely=0.5, anchor="w")
        else:
            self._hint.place_forget()

    def _changed(self, *_names) -> None:
        self._show_hint()
        if self._on_change:
            self._on_change(self._variable.get())

    def _paste(self, _event: tk.Event) -> str | None:
        """A block of a spreadsheet in one line: its beginning, in one line. Thousands of rows would stop the window."""
        text = clipboard.text(self.inner, clipboard.PLAIN)
        if not text:  # nothing there, or no text
            return "break"
        plain = len(text) <= LONGEST and not any(sign in text for sign in "\n\r\t")
        if str(self.inner.cget("state")) == "normal":
            if self.inner.selection_present():  # on Linux Tk itself would put the text beside what is marked
                self.inner.delete("sel.first", "sel.last")
            if not plain:
                self.inner.insert("insert", " ".join(text[:LONGEST].split()))
        return None if plain else "break"

    def text(self) -> str:
        """The text as it stands."""
        return self._variable.get()

    def put(self, text: str) -> None:
        """Replace the text; the caret goes to its end."""
        if self._variable.get() != text:
            self._variable.set(text)
        self.inner.icursor("end")

    def wrong(self, on: bool) -> None:
        """Colour the border for a problem."""
        self._wrong = on
        self._paint_border()

    def _focus(self, on: bool) -> None:
        self._focused = on
        self._paint_border()

    def _paint_border(self) -> None:
        token = "red_line" if self._wrong else "accent_ink" if self._focused else "line_strong"
        self.configure(border_width=2 if self._focused else 1, border_color=theme.pair(token))

    def enable(self, on: bool) -> None:
        """A disabled entry shows its text and takes none."""
        ground = "surface" if on else "sunken"
        self.configure(
            state="normal" if on else "disabled",
            fg_color=theme.pair(ground),
            text_color=theme.pair("ink" if on else "ink2"),
        )

    def destroy(self) -> None:
        """The variable lets go of the entry; else Tk would keep both, and the page around them, for ever."""
        self._variable.trace_remove("write", self._trace)
        super().destroy()

    def focus_set(self) -> None:
        """The inner entry takes the keys."""
        self.inner.focus_set()
