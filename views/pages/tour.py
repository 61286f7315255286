"""The first look around: five coach marks beside the real things. Enter goes on, Escape skips; nothing moves."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel
from views.kit.overlay import Overlay
from views.state.tour import STEPS, count_words, seen, steps, wanted

if TYPE_CHECKING:
    from views.bench import Bench

WIDTH, GAP, EDGE = 344, 12, 12  # design px: the mark, between it and the thing, between it and the window's edge
RING = 2  # design px

Box = tuple[int, int, int, int]  # device px in the window: left, top, right, bottom


def offer(bench: Bench) -> Tour | None:
    """Start it when this account has never seen it and nothing else is asked just now."""
    if getattr(bench.root, "kit_overlay", None) is None and wanted(bench.desk):
        return Tour(bench)
    return None


class Tour:
    """The open tour; `go(by)` and `close()` are all it does."""

    def __init__(self, bench: Bench) -> None:
        self.bench, self.root, self.at = bench, bench.root, 0
        if "home" in [place.key for group in bench.groups for place in group.places]:
            bench.go("home")
        self.steps = steps(self._here())
        self._ring = [Panel(self.root, "accent") for _side in range(4)]
        self.box = Overlay(self.root, width=WIDTH, on_close=self._gone)
        tk.Misc.bind(self.box, "<Destroy>", self._unframe, add="+")
        self.box.set_ground("accent")
        self._build()
        self.box.open(self.next)
        self._show()

    def _build(self) -> None:
        inside = self.box.inside
        self.count = Label(inside, "", 12, "ink3")
        self.count.pack(fill="x", padx=20, pady=(16, 2))
        self.title = Label(inside, "", 17, bold=True, wrap=WIDTH - 40)
        self.title.pack(fill="x", padx=20, pady=(0, 6))
        self.words = Label(inside, "", 14, "ink2", wrap=WIDTH - 40)
        self.words.pack(fill="x", padx=20, pady=(0, 8))
        row = Panel(inside)
        row.pack(fill="x", padx=20, pady=(4, 16))
        self.next = Button(row, "", lambda: self.go(1), rank="primary", width=96)
        self.next.pack(side="right", padx=(8, 0))
        self.skip = Button(row, say(N_("跳过（Esc）")), self.close, rank="quiet")
        self.skip.pack(side="right")
        canvas = self.next._canvas
        canvas.bind("<Right>", lambda _event: self.go(1))
        canvas.bind("<Left>", lambda _event: self.go(-1))

    # ---- steps
    def go(self, by: int) -> str:
        """The next step or the one before; after the last it is over."""
        at = self.at + by
        if at >= len(self.steps):
            self.close()
        elif at >= 0:
            self.at = at
            self._show()
        return "break"

    def _show(self) -> None:
        step, last = self.steps[self.at], self.at == len(self.steps) - 1
        self.count.put(count_words(self.at, len(self.steps)))
        self.title.put(say(step.title))
        self.words.put(say(step.words))
        self.next.configure(text=say(N_("开始工作")) if last else say(N_("下一步")))
        self.root.update_idletasks()
        thing = self._thing(step.place)
        self._frame(thing)
        self._stand_beside(thing)

    def close(self) -> str:
        """Over, walked through or skipped."""
        return self.box.close()

    def _gone(self) -> None:
        seen(self.bench.desk)

    def _unframe(self, event: tk.Event) -> None:
        """However the mark went (the lock takes it away unanswered), its frame goes too."""
        if event.widget is self.box:
            for side in self._ring:
                side.destroy()

    # ---- where the things are
    def _here(self) -> set[str]:
        """The places of the steps that this account has: quick entry only for who may enter something."""
        state = getattr(self.bench.page, "state", None)
        quick = getattr(state, "quick", tuple)
        gone = {"quick"} if self.bench.key == "home" and not quick() else set()
        return {step.place for step in STEPS} - gone

    def _thing(self, place: str) -> Box | None:
        bench = self.bench
        if place == "rail":
            return self._box(bench.rail)
        if place == "find":
            left, top, _right, _bottom = self._box(bench.rail)
            spot = bench.rail.spot("find")
            return spot and (left + spot[0], top + spot[1], left + spot[2], top + spot[3])
        if place == "help":
            return self._box(bench.status)
        if place == "quick":
            thing = bench.side.handle if bench.tight else getattr(bench.page, "side", None)
        else:
            thing = getattr(bench.page, "list", None)
        return self._box(thing) if isinstance(thing, tk.Misc) and thing.winfo_ismapped() else None

    def _box(self, widget: tk.Misc) -> Box:
        left, top = widget.winfo_rootx() - self.root.winfo_rootx(), widget.winfo_rooty() - self.root.winfo_rooty()
        return left, top, left + widget.winfo_width(), top + widget.winfo_height()

    def _frame(self, thing: Box | None) -> None:
        for side in self._ring:
            side.place_forget()
        if thing is None:
            return
        left, top, right, bottom = thing
        wide, edge = right - left, theme.px(RING)
        places = (
            (left, top, wide, edge),
            (left, bottom - edge, wide, edge),
            (left, top, edge, bottom - top),
            (right - edge, top, edge, bottom - top),
        )
        for side, (x, y, width, height) in zip(self._ring, places, strict=True):
            tk.Place.place_configure(side, x=x, y=y, width=width, height=height)
            side.lift()

    def _stand_beside(self, thing: Box | None) -> None:
        """Beside the thing where there is room: at its right, its left, over it, else in the middle."""
        box, wide, high = self.box, theme.px(WIDTH), self.box.winfo_reqheight()
        room, tall = self.root.winfo_width(), self.root.winfo_height()
        gap, edge = theme.px(GAP), theme.px(EDGE)
        if thing is None:
            x, y = (room - wide) // 2, (tall - high) // 2
        elif thing[2] + gap + wide + edge <= room:
            x, y = thing[2] + gap, thing[1] + edge
        elif thing[0] - gap - wide >= edge:
            x, y = thing[0] - gap - wide, thing[1] + edge
        elif thing[1] - gap - high >= edge:
            x, y = thing[2] - wide - edge, thing[1] - gap - high
        else:
            x, y = (thing[0] + thing[2] - wide) // 2, (thing[1] + thing[3] - high) // 2
        y = max(edge, min(y, tall - high - edge))
        x = max(edge, min(x, room - wide - edge))
        box.place_configure(relx=0, rely=0, x=x, y=y, width=wide, anchor="nw")
        box.lift()
