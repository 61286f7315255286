"""What this program copies and pastes, and taking it away again when it was meant for one person's eyes only."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence

MINE = "PARTY_SERVICE_CENTER_COPY"
"""Beside the text, under a kind of this name, stands which copy it is: it goes as soon as anybody copies anything."""
PLAIN = ("UTF8_STRING", "STRING")


def put(window: tk.Misc, text: str) -> None:
    """Copy a text."""
    root = window.winfo_toplevel()
    number = getattr(root, "kit_copies", 0) + 1
    root.clipboard_clear()
    root.clipboard_append(text)
    root.clipboard_append(str(number), type=MINE)
    root.kit_copied, root.kit_copies = text, number


def text(window: tk.Misc, kinds: Sequence[str] = (*PLAIN, "text/html")) -> str:
    """What was copied last, by anybody, in the first of these kinds; '' when there is none.

    Our own copy is taken as it was put: Tk 8.6.13 tears a sign of several bytes at every 4,000th byte when the window
    that pastes is the one that copied.
    """
    root = window.winfo_toplevel()
    if _still_ours(root):
        return root.kit_copied
    for kind in kinds:
        try:
            return root.clipboard_get(type=kind)
        except tk.TclError:
            continue  # nothing there in this form
    return ""


def forget(window: tk.Misc) -> None:
    """Empty the clipboard if it still holds what was copied here; what others copied is theirs."""
    root = window.winfo_toplevel()
    if getattr(root, "kit_copied", "") and (_still_ours(root) or text(root) == root.kit_copied):
        root.clipboard_clear()
    root.kit_copied = ""


def _still_ours(root: tk.Misc) -> bool:
    """Whether nobody copied anything after us. Tk does not say who owns the clipboard; our own kind beside it does.

    Where a system keeps no kinds but its own (Windows) the answer is no, and the text comes back through the system.
    """
    if not getattr(root, "kit_copied", ""):
        return False
    try:
        return root.clipboard_get(type=MINE) == str(root.kit_copies)
    except tk.TclError:
        return False
