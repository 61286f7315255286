"""Keyboard for CustomTkinter's controls: a Tab stop, a visible ring, space and Enter."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

import customtkinter as ctk

from views.kit import theme

RING = "accent_ink"


def focused(window: tk.Misc) -> tk.Misc | None:
    """The widget with the keys; None when there is none, or it is in a dialog of Tk's own, unknown to Python."""
    try:
        return window.focus_get()
    except KeyError:
        return None


def focusable(control: ctk.CTkBaseClass, act: Callable[[], object], ring: str = RING) -> None:
    """Make a canvas-drawn control reachable by Tab; space and Enter call `act` unless it is disabled."""
    canvas = control._canvas  # CustomTkinter offers no public way to its only focusable part
    canvas.configure(takefocus=1)

    def fire(_event: tk.Event) -> str:
        if str(control.cget("state")) != "disabled":
            act()
        return "break"

    for sequence in ("<space>", "<Return>", "<KP_Enter>"):
        canvas.bind(sequence, fire, add="+")
    ring_on(canvas, control, ring)
    # CustomTkinter points these at an inner label, which no key reaches
    control.focus_set = control.focus = canvas.focus_set
    control.focus_force = canvas.focus_force


def ring_on(listener: tk.Misc, control: ctk.CTkBaseClass, ring: str = RING) -> None:
    """Show the ring on `control` while `listener` has the focus."""
    rest: dict[str, object] = {}

    def gained(_event: tk.Event) -> None:
        if not rest:
            rest.update(border_width=control.cget("border_width"), border_color=control.cget("border_color"))
        control.configure(border_width=2, border_color=theme.pair(ring))

    def lost(_event: tk.Event) -> None:
        if rest:
            control.configure(**rest)
            rest.clear()

    tk.Misc.bind(listener, "<FocusIn>", gained, add="+")
    tk.Misc.bind(listener, "<FocusOut>", lost, add="+")
