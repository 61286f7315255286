"""One list under a field, shared by all fields of a window; the keys stay in the field."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence

from center.words import spoken
from views.kit import theme

ROWS, WIDEST = 12, 460  # lines; design px up to which a list is wider than its field
_shared: dict[str, Popover] = {}


def of(widget: tk.Misc) -> Popover:
    """The popover of the widget's window."""
    root = widget.winfo_toplevel()
    name = str(root)
    if name not in _shared or not _shared[name].frame.winfo_exists():
        _shared[name] = Popover(root)
    return _shared[name]


def forget() -> None:
    """A new window has a list of its own."""
    _shared.clear()


def take_pointer(root: tk.Misc) -> tk.Misc | None:
    """A question holds the pointer (a grab); while a list of its field is open that must get clicks too."""
    holder = root.grab_current()
    if holder is not None:
        holder.grab_release()
    return holder


def give_pointer(holder: tk.Misc | None) -> None:
    """The list is closed: the question holds the pointer again."""
    if holder is not None and holder.winfo_exists() and holder.winfo_viewable():
        holder.grab_set()


def room_for(root: tk.Misc, owner: tk.Misc, wide: int, high: int) -> tuple[int, int]:
    """Where something of this size stands: under the field, else over it, and never past the window's edge."""
    x = min(owner.winfo_rootx() - root.winfo_rootx(), root.winfo_width() - wide - theme.px(4))
    y, gap = owner.winfo_rooty() - root.winfo_rooty(), theme.px(3)
    below = y + owner.winfo_height() + gap
    if below + high > root.winfo_height():
        below = y - high - gap if y - high - gap > 0 else max(gap, root.winfo_height() - high - gap)
    return max(x, 0), below


class Popover:
    """A placed list, not a window of its own: no window manager has a say in it."""

    def __init__(self, root: tk.Misc):
        self.root, self.owner = root, None
        self.frame = tk.Frame(root, bd=0, highlightthickness=1)
        self.list = tk.Listbox(
            self.frame,
            bd=0,
            highlightthickness=0,
            activestyle="none",
            exportselection=False,
            takefocus=0,
            relief="flat",
        )
        self.list.pack(fill="both", expand=True, padx=theme.px(4), pady=theme.px(4))
        self.list.bind("<ButtonPress-1>", lambda _event: "break")
        self.list.bind("<ButtonRelease-1>", self._clicked)
        self.list.bind("<Motion>", lambda event: self._pick and self._mark(self.list.nearest(event.y)))
        self._followed: set[str] = set()
        self._pick: Callable[[int], None] | None = None
        self._room = 0
        self._held: tk.Misc | None = None
        theme.follow(self.frame, self._paint)

    def _paint(self) -> None:
        ground, ink = theme.color("floating"), theme.color("ink")
        tk.Frame.configure(
            self.frame,
            bg=ground,
            highlightbackground=theme.color("line_strong"),
            highlightcolor=theme.color("line_strong"),
        )
        self.list.configure(
            bg=ground,
            fg=ink,
            selectbackground=theme.color("accent_soft"),
            selectforeground=theme.color("accent_ink"),
            font=theme.font(14),
        )

    def show(self, owner: tk.Misc, labels: Sequence[str], pick: Callable[[int], None], marked: int = 0) -> None:
        """Show labels under (or over) `owner`; `pick(index)` when one is chosen."""
        if not labels:
            self.hide()
            return
        self.owner, self._pick = owner, pick
        self._follow(owner)
        self._held = take_pointer(self.root) or self._held
        self.list.delete(0, "end")
        for label in labels:
            self.list.insert("end", f" {spoken(label)}")
        self.list.configure(height=min(ROWS, len(labels)))
        longest = max(map(str, map(spoken, labels)), key=lambda text: len(text.encode()))  # who is meant is read whole
        self._room = min(theme.px(WIDEST), theme.font(14).measure(f" {longest} ") + theme.px(14))
        self._place(owner)
        self._mark(marked)

    def _follow(self, owner: tk.Misc) -> None:
        """A form that is saved by the keys is gone while the list of its field is open: the list goes with it."""
        if str(owner) not in self._followed:
            self._followed.add(str(owner))
            tk.Misc.bind(owner, "<Unmap>", lambda _event: self._gone(owner), add="+")
            tk.Misc.bind(owner, "<Destroy>", lambda _event: (self._followed.discard(str(owner)), self._gone(owner)),
                         add="+")

    def _gone(self, owner: tk.Misc) -> None:
        if self.owner is owner and self.frame.winfo_exists():
            self.hide()

    def tell(self, owner: tk.Misc, words: str) -> None:
        """Why there is nothing to choose: one line that cannot be chosen."""
        self.show(owner, [words], lambda _index: None)
        self._pick = None
        self._mark(-1)

    def _place(self, owner: tk.Misc) -> None:
        self.frame.update_idletasks()
        high, wide = self.list.winfo_reqheight() + theme.px(10), max(owner.winfo_width(), theme.px(120), self._room)
        x, y = room_for(self.root, owner, wide, high)
        self.frame.place(x=x, y=y, width=wide, height=high)
        self.frame.lift()

    def _mark(self, index: int) -> None:
        self.list.selection_clear(0, "end")
        if 0 <= index < self.list.size():
            self.list.selection_set(index)
            self.list.see(index)

    @property
    def marked(self) -> int | None:
        """The marked line."""
        chosen = self.list.curselection()
        return chosen[0] if chosen else None

    def shown_for(self, owner: tk.Misc) -> bool:
        """Whether it is open for this field."""
        return self.owner is owner

    def step(self, by: int) -> None:
        """Mark the next or the previous line."""
        if self._pick is None:
            return
        now = self.marked
        if now is None:
            now = -1 if by > 0 else self.list.size()
        self._mark(max(0, min(self.list.size() - 1, now + by)))

    def choose(self) -> bool:
        """Pick the marked line; False if there is none."""
        index, pick = self.marked, self._pick
        if self.owner is not None and pick is None:
            self.hide()
            return True
        if self.owner is None or index is None or pick is None:
            return False
        self.hide()
        pick(index)
        return True

    def _clicked(self, event: tk.Event) -> str:
        self._mark(self.list.nearest(event.y))
        self.choose()
        return "break"

    def hide(self) -> None:
        """Close."""
        self.owner = None
        self.frame.place_forget()
        held, self._held = self._held, None
        give_pointer(held)
