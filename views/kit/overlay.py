"""Questions and details inside the window: placed panels, not windows (those leak and lose the focus)."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Iterable, Sequence

from center.words import N_
from views.kit import cover, keys, theme
from views.kit.buttons import Button
from views.kit.fields import TextField, submit_on_enter
from views.kit.surface import Label, Panel, within


class Overlay(Panel):
    """A panel over the page. Tab stays in it; Escape closes it; the focus then goes back.

    Put things into `.inside`. `on_close()` is called once, however it is closed, but not when it was dismissed;
    `on_away()` then too.
    """

    def __init__(
        self,
        window: tk.Misc,
        *,
        width: int = 460,
        on_close: Callable[[], object] | None = None,
        on_away: Callable[[], object] | None = None,
    ):
        root = window.winfo_toplevel()
        super().__init__(root, "line_strong")
        self._before, self._on_close, self._on_away = cover.beneath(root), on_close, on_away
        self._width, self._timer = width, ""
        self._outer = getattr(root, "kit_overlay", None)
        root.kit_overlay = self
        self.inside = Panel(self, "floating")
        tk.Pack.pack_configure(self.inside, fill="both", expand=True, padx=1, pady=1)
        tk.Misc.bind(self, "<Button-1>", lambda _event: "break")
        keys.keep_inside(self)
        tag = f"Overlay{id(self)}"
        self._tag = tag
        keys.on_tag(self, tag, "<Escape>", lambda _event: self.close())

    def open(self, first: tk.Misc | None = None) -> None:
        """Show it and give `first` the focus."""
        for widget in within(self):
            widget.bindtags((*widget.bindtags(), self._tag))
        tk.Place.place_configure(self, relx=0.5, rely=0.42, width=theme.px(self._width), anchor="center")
        self.lift()
        if cover.keep_on_top(self.winfo_toplevel()):
            return  # it waits under the cover, which gives it the keys when it goes
        self._grab()
        if first is not None:
            first.focus_set()

    def take_keys(self) -> None:
        """The cover over it is gone: pointer and keys again."""
        self._grab()

    def _grab(self) -> None:
        # the pointer stays in the question; waits until the window is on the screen
        self.update_idletasks()
        if cover.of(self) is not None:
            return
        if self.winfo_viewable():
            self.grab_set()
        else:
            # by the window: a timer of this panel would outlive it, and its name may then be another command's
            self._timer = self.winfo_toplevel().after(30, lambda: self.winfo_exists() and self._grab())

    def close(self) -> str:
        """Take it away."""
        root = self.winfo_toplevel()
        root.kit_overlay = self._outer
        keys.keep_inside(self._outer)
        on_close, self._on_close = self._on_close, None
        if self._timer:
            root.after_cancel(self._timer)
        self.grab_release()
        self.destroy()
        if not cover.keep_on_top(root):
            self._give_back()
        if self._on_away:
            self._on_away()
        if on_close:
            on_close()
        return "break"

    def _give_back(self) -> None:
        """Keys and pointer to what had them before."""
        if self._before is not None and self._before.winfo_exists():
            self._before.focus_set()
        if self._outer is not None and self._outer.winfo_exists():
            self._outer.take_keys()


def saved_by_keys(box: Overlay, fields: Iterable[tk.Misc], save: Callable[[], object]) -> None:
    """Ctrl+S saves what a small form asks for (as in every form), and so does Enter in its one-line fields."""
    box.save = save
    for field in fields:
        if isinstance(field, TextField):
            submit_on_enter(field, save)


def dismiss(box: Overlay) -> None:
    """Take a question away unanswered."""
    box._on_close = None
    box.close()


def ask(
    window: tk.Misc,
    title: str,
    text: str,
    buttons: Sequence[tuple[str, str]],
    answer: Callable[[str], object],
    *,
    escape: str = "",
    danger: bool = False,
) -> Overlay:
    """A question. `buttons` are (key, words), the last one is filled and has the focus; `answer(key)`.

    Escape answers `escape` ("" for no answer). With `danger` the focus starts on the first button.
    """
    said = {"key": escape}
    box = Overlay(window, on_close=lambda: said["key"] and answer(said["key"]))
    _words(box, title, text)
    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(8, 20))

    def choose(key: str) -> None:
        said["key"] = key
        box.close()

    made = []
    for place, (key, words) in enumerate(reversed(buttons)):
        button = Button(row, words, lambda key=key: choose(key), rank="primary" if place == 0 else "secondary")
        button.pack(side="right", padx=(8, 0))
        made.append(button)
    box.open(made[-1] if danger else made[0])
    _arrows(made)
    return box


def tell(window: tk.Misc, title: str, text: str, done: Callable[[], object] | None = None) -> Overlay:
    """Something to read, with one button."""
    return ask(window, title, text, [("ok", N_("知道了"))], lambda _key: done and done(), escape="ok")


def ask_text(
    window: tk.Misc,
    title: str,
    label: str,
    answer: Callable[[str], object],
    *,
    text: str = "",
    help: str = "",
    secret: bool = False,
) -> Overlay:
    """A question answered in words; `answer(text)` on 确定 or Enter, nothing on Escape."""
    box = Overlay(window)
    _words(box, title, help)
    field = TextField(box.inside, label, secret=secret)
    field.pack(fill="x", padx=24)
    field.put(text)

    def take() -> None:
        words = field.get()
        box.close()
        answer(words)

    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(2, 20))
    Button(row, N_("确定"), take, rank="primary").pack(side="right", padx=(8, 0))
    Button(row, N_("取消"), box.close).pack(side="right")
    submit_on_enter(field, take)
    box.field = field
    box.open(field)
    return box


def _words(box: Overlay, title: str, text: str) -> None:
    Label(box.inside, title, 17, bold=True, wrap=box._width - 48).pack(fill="x", padx=24, pady=(20, 8))
    if text:
        Label(box.inside, text, 14, "ink2", wrap=box._width - 48).pack(fill="x", padx=24, pady=(0, 12))


def _arrows(made: list[Button]) -> None:
    for place, button in enumerate(made):
        left, right = made[min(place + 1, len(made) - 1)], made[max(place - 1, 0)]
        button._canvas.bind("<Left>", lambda _event, to=left: to.focus_set())
        button._canvas.bind("<Right>", lambda _event, to=right: to.focus_set())
