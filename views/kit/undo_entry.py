"""Undo and redo inside a text field: Tk's entries have none, its text boxes too coarse a one.

An entry's history is made of whole texts, so it does not matter who changed them: keys, an input method, paste, or a
field that was filled in. What is typed without a pause is one step; so are the signs of one word.
"""

from __future__ import annotations

import time
import tkinter as tk
from collections.abc import Callable
from typing import NamedTuple

from views.kit import popover

MOST = 50  # states of one entry
PAUSE = 1.0  # s without a key, after which a new step begins
AT_ONCE = 0.02  # s: a selection that is typed over goes and comes in one act of Tk
_BREAKS = " \t，。；：、,.;:"


class State(NamedTuple):
    """A text and where the caret stood, in Tk's units; -1 is the end."""

    text: str
    caret: int


class History:
    """The states of one text, pure: `note` what it is now, `back` and `forth` give the one to show."""

    def __init__(self, text: str = "", clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self.forget(text)

    def forget(self, text: str = "") -> None:
        """Begin anew with a text."""
        self.states, self.at = [State(text, -1)], 0
        self._when, self._kind, self._joins, self.resting = 0.0, "", False, False

    def note(self, text: str, caret: int) -> None:
        """The text has changed."""
        here = self.states[self.at]
        if text == here.text:
            return
        now, kind, joins = self._clock(), *_judged(here.text, text)
        del self.states[self.at + 1:]
        same = kind == self._kind and joins and self._joins and now - self._when < PAUSE
        over = kind == "add" and self._kind == "cut" and now - self._when < AT_ONCE
        if self.at and (same or over):
            self.states[self.at] = State(text, caret)
        else:
            self.states.append(State(text, caret))
            del self.states[:-MOST]
            self.at = len(self.states) - 1
        self._when, self._kind, self._joins = now, kind, joins and text[-1:] not in _BREAKS

    def back(self) -> State | None:
        """The state before; None when there is none."""
        return self._go(-1)

    def forth(self) -> State | None:
        """The state after; None when there is none."""
        return self._go(1)

    def _go(self, by: int) -> State | None:
        if not 0 <= self.at + by < len(self.states):
            return None
        self.at += by
        self._kind, self._joins = "", False
        return self.states[self.at]

    @property
    def untouched(self) -> bool:
        """Nothing was ever typed here."""
        return len(self.states) == 1


def _judged(old: str, new: str) -> tuple[str, bool]:
    """(add, cut or put, whether it is one sign and so belongs to the step before)."""
    if len(new) > len(old):
        return "add", len(new) - len(old) == 1
    if len(new) < len(old):
        return "cut", len(old) - len(new) == 1
    return "put", False


def install(window: tk.Misc) -> None:
    """Every entry and text box of this window: Ctrl+Z, Ctrl+Y, Ctrl+Shift+Z."""
    window.bind_class("Entry", "<FocusIn>", lambda event: _met(event.widget), add="+")
    for kind, press in (("Entry", _entry_key), ("Text", _text_key)):
        for letter in "zZyY":
            window.bind_class(kind, f"<Control-Key-{letter}>", press)
    window.bind_class("Text", "<Key>", _part_text, add="+")


def attach(entry: tk.Entry, nothing: Callable[[], object] | None = None) -> History:
    """Follow an entry from now on. `nothing()` is called when there is nothing to take back any more.

    Without it the key goes on to the window's own undo as long as nothing was ever typed here.
    """
    history = getattr(entry, "kit_history", None)
    if history is None:
        history = entry.kit_history = History(entry.get())
        name = str(entry.cget("textvariable"))
        if name:
            _watch(entry, name)
        else:
            entry.bind("<KeyRelease>", lambda _event: _changed(entry), add="+")
    if nothing is not None:
        entry.kit_nothing = nothing
    return history


def _watch(entry: tk.Entry, name: str) -> None:
    variable = entry.kit_watched = _Lent(entry, name=name)
    trace = variable.trace_add("write", lambda *_names: _changed(entry))
    entry.bind("<Destroy>", lambda _event: variable.trace_remove("write", trace), add="+")


class _Lent(tk.StringVar):
    """A second handle on somebody's variable: it must not take the variable along when it goes."""

    def __del__(self) -> None:
        pass


def forget(widget: tk.Misc) -> None:
    """Another text stands here: what was typed before belongs to it no more."""
    if isinstance(widget, tk.Text):
        widget.edit_reset()
    elif isinstance(widget, tk.Entry) and getattr(widget, "kit_history", None) is not None:
        widget.kit_history.forget(widget.get())


def _met(entry: tk.Misc) -> None:
    # dialogs of Tk's own come as names; a password keeps no history
    if isinstance(entry, tk.Entry) and not entry.cget("show"):
        attach(entry)


def _changed(entry: tk.Entry) -> None:
    if entry.kit_history.resting or not entry.winfo_exists():
        return
    # a variable that was set is told before its entry shows it
    variable = getattr(entry, "kit_watched", None)
    text = entry.get() if variable is None else variable.get()
    entry.kit_history.note(text, entry.index("insert") if text == entry.get() else -1)


def _entry_key(event: tk.Event) -> str | None:
    entry = event.widget
    history: History | None = getattr(entry, "kit_history", None)
    nothing = getattr(entry, "kit_nothing", None)
    if history is None or str(entry.cget("state")) != "normal":
        return None
    _changed(entry)  # without a variable the last sign may not have been told yet
    state = history.forth() if forth(event) else history.back()
    if state is not None:
        _show(entry, state)
        popover.of(entry).hide()  # an offer is for who types
    elif nothing is not None:
        nothing()
    elif history.untouched:
        return None
    return "break"


def forth(event: tk.Event) -> bool:
    """Whether Ctrl+Y or Ctrl+Shift+Z was pressed, not Ctrl+Z."""
    # CapsLock turns the letter, so the Shift key itself is asked for
    return event.keysym in "yY" or bool(event.state & 0x1)


def _show(entry: tk.Entry, state: State) -> None:
    entry.kit_history.resting = True
    variable = getattr(entry, "kit_watched", None)
    if variable is not None:
        variable.set(state.text)  # one change, for whoever listens
    else:
        entry.delete(0, "end")
        entry.insert(0, state.text)
    entry.kit_history.resting = False
    entry.icursor("end" if state.caret < 0 else state.caret)
    entry.selection_clear()


def _text_key(event: tk.Event) -> str | None:
    box, again = event.widget, forth(event)
    if isinstance(box, str) or not box.cget("undo"):
        return None
    if box.tk.call(box._w, "edit", "canredo" if again else "canundo"):
        box.edit_redo() if again else box.edit_undo()
        box.see("insert")
    elif getattr(box, "kit_nothing", None) is not None:
        box.kit_nothing()
    return "break"


def _part_text(event: tk.Event) -> None:
    """A pause parts the steps of a text box: Tk itself takes a whole paragraph for one."""
    box = event.widget
    if isinstance(box, str) or not box.cget("undo"):
        return
    # by Tcl alone: a timer of Python's would not outlive its box well
    box.tk.call("after", "cancel", getattr(box, "kit_pause", ""))
    box.kit_pause = box.tk.call("after", round(PAUSE * 1000), f"catch {{{box._w} edit separator}}")
