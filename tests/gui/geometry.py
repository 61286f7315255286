"""Reads the geometry of a window: what is clipped, squeezed, covered or cut short, each as one sentence.

Walks the live widgets. What scrolls is read inside its content, so only what nobody can reach is a fault.
"""

from __future__ import annotations

import re
import tkinter as tk
import tkinter.font as tkfont
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path

import customtkinter as ctk

from center.words import say
from views.kit import theme
from views.kit.flyout import Flyout
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.kit.toast import Toast
from views.pages.front import Front

CATALOG = Path(__file__).parents[2] / "templates" / "locale" / "messages.pot"
FAR = 1_000_000  # px: further than anything is scrolled
EDGE = 1  # px that rounding may cost
LEAST = 28  # design px: the height of a button
LEADING = 0.2  # share of a line's height that is air: two lines may come that close
MAY_CUT = ("DutyList", "PaletteRows", "MappingStrip", "Tokens", "ImportHead")  # have a part that gives way
LOW = 700  # design px: in a lower window a page before signing in may be scrolled to its button
SIDEWAYS = "side"  # the tag of what is scrolled sideways in a grid
SLIDES = ("MappingStrip",)  # canvases that follow a grid sideways


@dataclass(frozen=True)
class Box:
    """A rectangle on the screen, device px."""

    left: float
    top: float
    right: float
    bottom: float

    def within(self, other: Box) -> Box:
        """The part that lies in another."""
        return Box(
            max(self.left, other.left), max(self.top, other.top),
            min(self.right, other.right), min(self.bottom, other.bottom),
        )

    def past(self, other: Box) -> str:
        """By how much it stands out of another: `right 12 px`; '' when it does not."""
        out = {
            "left": other.left - self.left, "top": other.top - self.top,
            "right": self.right - other.right, "bottom": self.bottom - other.bottom,
        }
        return ", ".join(f"{side} {round(by)} px" for side, by in out.items() if by > EDGE)

    def shared(self, other: Box) -> tuple[float, float]:
        """How wide and how high two lie over each other; 0, 0 when they do not."""
        part = self.within(other)
        wide, high = part.right - part.left, part.bottom - part.top
        return (wide, high) if wide > EDGE and high > EDGE else (0, 0)


@dataclass(frozen=True)
class Seen:
    """A widget on the screen: its box, and the area in which it can be seen (unbounded where it is scrolled)."""

    widget: tk.Misc
    box: Box
    room: Box


def faults(page: str, root: tk.Misc) -> list[str]:
    """What is wrong with what the window shows now: of the uppermost question, or of everything."""
    top = getattr(root, "kit_cover", None) or getattr(root, "kit_overlay", None) or root
    found: list[str] = []
    seen = list(_walk(top, _box(root)))
    for one in seen:
        found += _lost(one)
        found += _of_widget(one)
    found += _overlaps(seen) + _primary(seen, _box(root))
    return [f"{page}: {words}" for words in found]


def _box(widget: tk.Misc) -> Box:
    x, y = widget.winfo_rootx(), widget.winfo_rooty()
    return Box(x, y, x + widget.winfo_width(), y + widget.winfo_height())


def _walk(widget: tk.Misc, room: Box) -> Iterator[Seen]:
    if not widget.winfo_viewable() or isinstance(widget, Toast):
        return
    box = _box(widget)
    yield Seen(widget, box, room)
    if isinstance(widget.master, Scroller) and isinstance(widget, tk.Canvas):
        inside = Box(max(box.left, room.left), -FAR, min(box.right, room.right), FAR)
    else:
        inside = box.within(room)
    for child in widget.winfo_children():
        if not isinstance(child, tk.Toplevel):
            yield from _walk(child, inside)


# ---- one widget
def _of_widget(one: Seen) -> list[str]:
    widget = one.widget
    if isinstance(widget, ctk.CTkButton):
        return _of_button(one)
    if isinstance(widget, tk.Canvas):
        return _of_canvas(one)
    if isinstance(widget, tk.Label):
        return _of_label(one)
    if isinstance(widget, tk.Listbox):
        return _of_list(one)
    if isinstance(widget, Overlay | Flyout | ctk.CTkEntry) and (out := one.box.past(one.room)):
        return [_say(widget, "", f"stands out: {out}")]
    return []


def _lost(one: Seen) -> list[str]:
    """Children that were put somewhere but have no room at all."""
    return [
        _say(child, _words(child), "has no room at all")
        for child in one.widget.winfo_children()
        if child.winfo_manager() in ("pack", "grid") and not child.winfo_ismapped()
        and one.box.right - one.box.left > 1 and (child.winfo_reqwidth() > 1 and child.winfo_reqheight() > 1)
    ]


def _of_label(one: Seen) -> list[str]:
    label, words = one.widget, _words(one.widget)
    if not words or isinstance(label.master, ctk.CTkButton):
        return []
    found = [_say(label, words, f"is clipped: {out}")] if (out := one.box.past(one.room)) else []
    wide, high = label.winfo_reqwidth() - label.winfo_width(), label.winfo_reqheight() - label.winfo_height()
    if wide > EDGE:
        found.append(_say(label, words, f"needs {wide} px more in width"))
    if high > EDGE:
        found.append(_say(label, words, f"needs {high} px more in height"))
    return found if isinstance(label.master, tk.Entry) else found + _cut(label, words)  # a hint may end in dots


def _of_button(one: Seen) -> list[str]:
    button, words = one.widget, _words(one.widget)
    found = [_say(button, words, f"is clipped: {out}")] if (out := one.box.past(one.room)) else []
    if button.winfo_manager() == "place":
        found = []  # the handle of a pane grows out of the window's edge
    need = _need(button)
    if need > button.winfo_width() + EDGE:
        found.append(_say(button, words, f"needs {need - button.winfo_width()} px more in width"))
    if button.winfo_height() < theme.px(LEAST) - EDGE:
        found.append(_say(button, words, f"is only {button.winfo_height()} px high"))
    return found + _cut(button, words)


def _need(button: ctk.CTkButton) -> int:
    """The width its words and its icon ask for, and a hair at both sides."""
    parts = [part for part in (button._text_label, button._image_label) if part is not None]
    return sum(part.winfo_reqwidth() for part in parts) + theme.px(8)


def _of_list(one: Seen) -> list[str]:
    box, found = one.widget, []
    face = tkfont.Font(font=box.cget("font"))
    for line in box.get(0, "end"):
        if face.measure(str(line)) > box.winfo_width():
            found.append(_say(box, str(line), f"needs {face.measure(str(line)) - box.winfo_width()} px more"))
    return found


# ---- a canvas
def _of_canvas(one: Seen) -> list[str]:
    canvas = one.widget
    if isinstance(canvas.master, ctk.CTkButton | Scroller | ctk.CTkEntry | ctk.CTkTextbox):
        return []
    texts = list(_texts(canvas, one.box))
    rolls = _rolls(canvas)
    room = one.box.within(one.room)
    high = Box(room.left, -FAR, room.right, FAR) if rolls else room
    found = []
    for words, tags, box in texts:
        slides = SIDEWAYS in tags or type(canvas).__name__ in SLIDES
        out = "" if slides else box.past(high)
        if out and not (rolls and (box.top > room.bottom or box.bottom < room.top)):
            found.append(_say(canvas, words, f"is clipped: {out}"))
        found += _cut(canvas, words)
    still = [text for text in texts if SIDEWAYS not in text[1]]
    return found + _crossing(canvas, still, one.box)


def _texts(canvas: tk.Canvas, at: Box) -> Iterator[tuple[str, tuple[str, ...], Box]]:
    """The texts that are drawn: words, tags, box on the screen."""
    dx, dy = at.left - canvas.canvasx(0), at.top - canvas.canvasy(0)
    for item in canvas.find_all():
        if canvas.type(item) != "text" or canvas.itemcget(item, "state") == "hidden":
            continue
        words, box = canvas.itemcget(item, "text"), canvas.bbox(item)
        if words.strip() and box:
            left, top, right, bottom = box
            yield words, canvas.gettags(item), Box(left + dx + 1, top + dy, right + dx - 1, bottom + dy)


def _rolls(canvas: tk.Canvas) -> bool:
    """Whether what stands under its edge can be reached."""
    return hasattr(canvas, "_bar") or hasattr(canvas.master, "view") or bool(canvas.cget("scrollregion"))


def _may_cut(widget: tk.Misc) -> bool:
    """Whether it has columns or sentences that are shortened by design: cells, the line about a sheet."""
    body = getattr(getattr(widget.master, "view", None), "body", None)
    return body is widget or any(type(part).__name__ in MAY_CUT for part in (widget, *_around(widget)))


def _crossing(canvas: tk.Canvas, texts: list, at: Box) -> list[str]:
    found, rows = [], sorted((text for text in texts if text[2].bottom > at.top and text[2].top < at.bottom),
                             key=lambda text: text[2].top)
    for place, (words, _tags, box) in enumerate(rows):
        for other, _others, second in rows[place + 1:]:
            if second.top >= box.bottom:
                break
            wide, high = box.shared(second)
            if wide > 2 and high > LEADING * (min(box.bottom - box.top, second.bottom - second.top)):
                found.append(_say(canvas, words, f"lies {round(wide)}x{round(high)} px over “{other[:20]}”"))
    return found


# ---- one beside another
def _overlaps(seen: list[Seen]) -> list[str]:
    """Brothers that the packer or the grid has put over each other."""
    by_parent: dict[str, list[Seen]] = {}
    for one in seen:
        if one.widget.winfo_manager() in ("pack", "grid"):
            by_parent.setdefault(one.widget.winfo_parent(), []).append(one)
    found = []
    for brothers in by_parent.values():
        if isinstance(brothers[0].widget.master, ctk.CTkBaseClass):
            continue  # its parts lie over each other by design
        for one, other in combinations(brothers, 2):
            wide, high = one.box.shared(other.box)
            if wide and high and not _flat(one) and not _flat(other):
                found.append(_say(one.widget, _words(one.widget),
                                  f"lies {round(wide)}x{round(high)} px over {_name(other.widget)}"))
    return found


def _flat(one: Seen) -> bool:
    return one.box.right - one.box.left <= 1 or one.box.bottom - one.box.top <= 1


def _primary(seen: list[Seen], window: Box) -> list[str]:
    """The one filled button is on the screen without scrolling."""
    found = []
    for one in seen:
        button = one.widget
        if isinstance(button, ctk.CTkButton) and getattr(button, "_rank_fill", None) == theme.pair("accent"):
            view, around_it = window, list(_around(button))
            if window.bottom - window.top < theme.px(LOW) and any(isinstance(part, Front) for part in around_it):
                continue
            for around in around_it:
                if isinstance(around, Scroller):
                    view = view.within(_box(around))
            if out := one.box.past(view):
                found.append(_say(button, _words(button), f"the filled button is seen only after scrolling: {out}"))
    return found


def _around(widget: tk.Misc) -> Iterator[tk.Misc]:
    while widget.master is not None:
        widget = widget.master
        yield widget


# ---- words
def _words(widget: tk.Misc) -> str:
    if isinstance(widget, ctk.CTkButton | tk.Label):
        return str(widget.cget("text") or "")
    return ""


def _cut(widget: tk.Misc, words: str) -> list[str]:
    """Text that ends in an ellipsis where nothing may be cut short (…… is a sentence that goes on)."""
    if not re.search(r"(?<!…)…$", words) or words in _asking() or _may_cut(widget):
        return []
    return [_say(widget, words, "is cut short")]


def _asking() -> set[str]:
    """The words of acts that ask something first; they end like a text that was cut short."""
    return {say(words) for words in re.findall(r'^msgid "(.+…)"$', _catalog(), re.MULTILINE)}


@cache
def _catalog() -> str:
    return CATALOG.read_text("utf-8")


def _name(widget: tk.Misc) -> str:
    names = [type(part).__name__ for part in (widget, *_around(widget))]
    return "/".join(reversed(names[:-1][:4]))


def _say(widget: tk.Misc, words: str, fault: str) -> str:
    short = words.replace("\n", "⏎")
    short = short if len(short) <= 40 else f"{short[:38]}…"
    return f"{_name(widget)} “{short}” {fault}"
