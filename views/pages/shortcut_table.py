"""Ctrl+/: every shortcut on one page, by where it holds; drawn from the one table."""

from __future__ import annotations

import tkinter as tk
from itertools import combinations, pairwise

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.overlay import Overlay
from views.pages.breaking import broken
from views.pages.flow import scrolled
from views.pages.pen import Pen
from views.shortcuts import QUICK_KEYS, SCOPES, Scope

WIDTH, COLUMNS, KEYS = 1320, 4, 104
HEADING = 1.7  # lines that a heading takes
SCROLL = (("<Down>", 60), ("<Up>", -60), ("<Next>", 400), ("<Prior>", -400))  # design px, with large text


class ShortcutTable:
    """Over the page; Escape closes it."""

    def __init__(self, root: tk.Misc) -> None:
        room = root.winfo_width() / theme.scale() - 40
        width = int(min(WIDTH, room))
        columns = max(1, min(COLUMNS, width // 300))
        self.box = Overlay(root, width=width)
        head = Panel(self.box.inside)
        head.pack(fill="x", padx=24, pady=(18, 12))
        Label(head, say(N_("快捷键一览")), 19, bold=True).pack(side="left")
        close = Button(head, "", self.box.close, rank="quiet", icon="x", tip=say(N_("关闭（Esc）")))
        close.pack(side="right")
        Rule(self.box.inside).pack(fill="x")
        body = Panel(self.box.inside, height=int(root.winfo_height() / theme.scale() * 0.96) - 80)
        body.pack(fill="x", padx=2)
        for place, scopes in enumerate(in_columns(columns)):
            scroller, flow = scrolled(body, 18)
            for key, by in SCROLL:  # nothing but the button takes the keys here
                close._canvas.bind(key, lambda _event, by=by, on=scroller: on.scroll(theme.px(by)), add="+")
            scroller.grid(row=0, column=place, sticky="nsew")
            body.columnconfigure(place, weight=1, uniform="scopes")
            flow.write(lambda pen, scopes=scopes: _write(pen, scopes))
        body.rowconfigure(0, weight=1)
        self.box.open(close)
        tk.Place.place_configure(self.box, relx=0.5, rely=0.5, anchor="center")


def in_columns(columns: int) -> list[list[Scope]]:
    """The scopes in their order, shared out so that the longest column is as short as can be."""
    sizes = [len(lines(one)) + HEADING for one in SCOPES]
    ways = ((0, *cuts, len(SCOPES)) for cuts in combinations(range(1, len(SCOPES)), columns - 1))
    best = min(ways, key=lambda cuts: max(sum(sizes[start:end]) for start, end in pairwise(cuts)))
    return [list(SCOPES[start:end]) for start, end in pairwise(best)]


def lines(scope: Scope) -> list[tuple[str, str]]:
    """(keys, words) of a scope; the lines of quick entry are one."""
    found = [(say(one.shown), say(one.words)) for one in scope.shortcuts if one.act != "enter"]
    quick = next((one for one in scope.shortcuts if one.act == "enter"), None)
    return [*found, (f"Alt+1 … {QUICK_KEYS}", say(quick.words))] if quick else found


def _write(pen: Pen, scopes: list[Scope]) -> None:
    for scope in scopes:
        pen.space(9)
        pen.heading(say(scope.label))
        for shown, words in lines(scope):
            _line(pen, shown, words)


def _line(pen: Pen, shown: str, words: str) -> None:
    """Closer together than the facts of a record: all of it has to stand on one page."""
    pen.canvas.create_text(
        pen.left, pen.y, anchor="nw", text=shown, font=theme.font(13), fill=theme.color("ink3")
    )
    left = pen.left + theme.px(KEYS)
    text = broken(words, pen.right - left, theme.font(13).measure)
    item = pen.canvas.create_text(left, pen.y, anchor="nw", text=text, font=theme.font(13), fill=theme.color("ink"))
    pen.y = max(pen.canvas.bbox(item)[3], pen.y + theme.px(19))
