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
        self._under, self._before, self._keys = root, focused(root), self
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
        _listen(root)
        self._keys = first or self  # before its FocusIn comes: one of the page beneath may still be on its way
        self._keys.focus_set()

    def keep_keys(self, widget: tk.Misc) -> None:
        """The keys went to `widget`: back here if it lies under the page, where nobody sees what they do."""
        if _stands_in(widget, self):
            self._keys = widget
            return
        self._before = widget  # a page that came to the front meanwhile: it has them when this goes
        (self._keys if self._keys.winfo_exists() else self).focus_set()

    def go(self) -> None:
        """Away; a question that waited under it has the keys again, else what had them or wanted them."""
        root, before = self._under, self._before
        root.kit_cover = None
        self.destroy()
        asked = getattr(root, "kit_overlay", None)
        keys.keep_inside(asked)
        lives = before is not None and before.winfo_exists()
        if asked is not None and asked.winfo_exists():
            asked.take_keys()
            before.focus_set() if lives and _stands_in(before, asked) else keys.into(asked)
        elif lives:
            before.focus_set()


def _stands_in(widget: tk.Misc, area: tk.Misc) -> bool:
    return f"{widget}.".startswith(f"{area}.")


def _listen(root: tk.Misc) -> None:
    """Once for a window: work that ends under a cover shows its page, which takes the keys for itself."""
    if getattr(root, "kit_covers", False):
        return
    root.kit_covers = True

    def given(event: tk.Event) -> None:
        top = of(root)
        if top is not None and isinstance(event.widget, tk.Misc):  # dialogs of Tk's own come as names
            top.keep_keys(event.widget)

    root.bind_all("<FocusIn>", given, add="+")


def of(widget: tk.Misc) -> Cover | None:
    """What covers the widget's window now."""
    return getattr(widget.winfo_toplevel(), "kit_cover", None)


def beneath(root: tk.Misc) -> tk.Misc | None:
    """What has the keys, or gets them when the cover goes."""
    top = of(root)
    return focused(root) if top is None else top._before


def keep_on_top(root: tk.Misc | None) -> bool:
    """After something was put over the window: the cover stays uppermost. False when there is none."""
    top = of(root) if root is not None else None
    if top is None:
        return False
    top.lift()
    keys.keep_inside(top)
    return True
