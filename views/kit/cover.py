"""A page over the whole window: nothing behind it is readable, and no key or click reaches it."""

from __future__ import annotations

import tkinter as tk

from views.kit import keys, popover, tooltip
from views.kit.focus import focused
from views.kit.surface import Panel


class Cover(Panel):
    """`stand(first)` covers the window and gives `first` the keys; `go()` gives everything back as it was."""

    def __init__(self, window: tk.Misc, ground: str = "surface") -> None:
        root = window.winfo_toplevel()
        super().__init__(root, ground)
        self._under, self._before = root, focused(root)
        tk.Misc.bind(self, "<Button-1>", lambda _event: "break")

    def stand(self, first: tk.Misc | None = None) -> None:
        """Over everything."""
        root = self._under
        popover.of(root).hide()
        tooltip.hide()
        asked = getattr(root, "kit_overlay", None)
        if asked is not None and asked.winfo_exists():
            asked.grab_release()
        root.kit_cover = self
        keys.keep_inside(self)
        tk.Place.place_configure(self, relx=0, rely=0, relwidth=1, relheight=1)
        self.lift()
        (first or self).focus_set()

    def go(self) -> None:
        """Away; a question that waited under it has the keys again, else what had them before."""
        root, before = self._under, self._before
        root.kit_cover = None
        self.destroy()
        asked = getattr(root, "kit_overlay", None)
        keys.keep_inside(asked)
        if asked is not None and asked.winfo_exists():
            asked.take_keys()
        if before is not None and before.winfo_exists():
            before.focus_set()
        elif asked is not None and asked.winfo_exists():
            keys.into(asked)


def of(widget: tk.Misc) -> Cover | None:
    """What covers the widget's window now."""
    return getattr(widget.winfo_toplevel(), "kit_cover", None)


def keep_on_top(root: tk.Misc | None) -> bool:
    """After something was put over the window: the cover stays uppermost. False when there is none."""
    top = of(root) if root is not None else None
    if top is None:
        return False
    top.lift()
    keys.keep_inside(top)
    return True
