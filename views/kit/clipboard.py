"""What this program copies, and taking it away again when it was meant for one person's eyes only."""

from __future__ import annotations

import tkinter as tk


def put(window: tk.Misc, text: str) -> None:
    """Copy a text."""
    root = window.winfo_toplevel()
    root.clipboard_clear()
    root.clipboard_append(text)
    root.kit_copied = text


def forget(window: tk.Misc) -> None:
    """Empty the clipboard if it still holds what was copied here; what others copied is theirs."""
    root = window.winfo_toplevel()
    text, root.kit_copied = getattr(root, "kit_copied", ""), ""
    try:
        if text and root.clipboard_get() == text:
            root.clipboard_clear()
    except tk.TclError:
        return  # nothing there
