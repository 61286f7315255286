"""A word of help beside the pointer: one shared window, after half a second."""

from __future__ import annotations

import tkinter as tk

from views.kit import theme

DELAY = 500  # ms
_shared: dict[str, object] = {}


def attach(widget: tk.Misc, text: str) -> None:
    """Show `text` when the pointer or the focus rests on `widget`."""
    job = {"id": ""}

    def later(_event: tk.Event) -> None:
        cancel()
        job["id"] = widget.after(DELAY, show)

    def show() -> None:
        job["id"] = ""
        _show(widget, text)

    def cancel(_event: tk.Event | None = None) -> None:
        if job["id"]:
            widget.after_cancel(job["id"])
            job["id"] = ""
        hide()

    for sequence in ("<Enter>", "<FocusIn>"):
        tk.Misc.bind(widget, sequence, later, add="+")
    for sequence in ("<Leave>", "<FocusOut>", "<ButtonPress>", "<Destroy>", "<Key>"):
        tk.Misc.bind(widget, sequence, cancel, add="+")


def _window(root: tk.Misc) -> tuple[tk.Toplevel, tk.Label]:
    top = _shared.get("top")
    if top is None or _shared.get("root") is not root or not top.winfo_exists():
        top = tk.Toplevel(root, bd=0)
        top.withdraw()
        top.overrideredirect(True)
        label = tk.Label(top, justify="left", padx=theme.px(9), pady=theme.px(5), wraplength=theme.px(340))
        label.pack(padx=1, pady=1)
        _shared.update(root=root, top=top, label=label)
    return _shared["top"], _shared["label"]


def _show(widget: tk.Misc, text: str) -> None:
    top, label = _window(widget.winfo_toplevel())
    top.configure(bg=theme.color("line_strong"))
    label.configure(text=text, font=theme.font(12), bg=theme.color("floating"), fg=theme.color("ink2"))
    top.update_idletasks()
    x = min(widget.winfo_rootx(), widget.winfo_screenwidth() - top.winfo_reqwidth() - theme.px(8))
    y = widget.winfo_rooty() + widget.winfo_height() + theme.px(6)
    if y + top.winfo_reqheight() > widget.winfo_screenheight():
        y = widget.winfo_rooty() - top.winfo_reqheight() - theme.px(6)
    top.geometry(f"+{x}+{y}")
    top.deiconify()
    top.lift()


def hide() -> None:
    """Take the shared window away."""
    top = _shared.get("top")
    if isinstance(top, tk.Toplevel) and top.winfo_exists():
        top.withdraw()


def showing() -> str:
    """The text shown now, "" if none."""
    top = _shared.get("top")
    if isinstance(top, tk.Toplevel) and top.winfo_exists() and top.state() == "normal":
        return str(_shared["label"].cget("text"))
    return ""


def forget() -> None:
    """A new window has tips of its own."""
    _shared.clear()
