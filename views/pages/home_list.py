"""What is due, as one canvas: groups and rows, pooled; ↑↓ walk, Enter and a click open."""

from __future__ import annotations

import tkinter as tk
from bisect import bisect_right
from collections.abc import Callable, Sequence

from center.duties import Duty
from views.kit import icons, keys, pointer, theme, tooltip
from views.kit.overlay_bar import OverlayBar
from views.kit.surface import Placed
from views.pages.home_rows import EDGE, Fits, Slot, columns
from views.state.home import Head, Line

HEAD, ROW, SHORT = 40, 42, 40
LOW = 560  # design px of the list, below which rows are a little shorter


class DutyList(Placed, tk.Canvas):
    """`show(lines)`; `on_open(duty)` on Enter or a click. `current` is the place of the row the keys are on.

    `tells(duty)` gives more words about a row, shown where the pointer rests; `on_choose(duty)` hears of the keys.
    """

    def __init__(
        self,
        master: tk.Misc,
        on_open: Callable[[Duty], object],
        tells: Callable[[Duty], str] = lambda _duty: "",
        on_choose: Callable[[Duty], object] = lambda _duty: None,
    ) -> None:
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, width=1, height=1, takefocus=1)
        self.on_open, self.edge, self.tells, self.on_choose = on_open, EDGE, tells, on_choose
        self.lines: list[Head | Line] = []
        self.words = ""
        self.current, self.hover, self.top = -1, -1, 0
        self.keys_here = False
        self._tops: list[int] = [0]
        self._slots: list[Slot] = []
        self._size, self._at, self._fits = (0, 0), columns(1), Fits()
        self._empty = (self.create_image(0, 0, state="hidden"), self.create_text(0, 0, state="hidden"))
        self._bar = OverlayBar(self, self._jump)
        self._listen()
        tooltip.over(self, self._part)
        theme.follow(self, self._recolour)

    def _listen(self) -> None:
        moves = {
            "Down": lambda: self.step(1),
            "Up": lambda: self.step(-1),
            "Next": lambda: self.step(self._page_rows()),
            "Prior": lambda: self.step(-self._page_rows()),
            "Home": lambda: self.choose(self._rows()[0] if self._rows() else -1),
            "End": lambda: self.choose(self._rows()[-1] if self._rows() else -1),
            "Return": self.open_current,
            "KP_Enter": self.open_current,
            "space": self.open_current,
        }
        for name, act in moves.items():
            keys.shortcut(self, name, act)
        self.bind("<Configure>", self._resized)
        self.bind("<Button-1>", self._press)
        pointer.over_rows(self, self._bar, self.place_at, self._warm, self._focus, self.scroll)
        self.bind("<ButtonRelease-1>", self._release)

    # ---- what it shows
    def show(self, lines: Sequence[Head | Line], words: str = "") -> None:
        """Other lines; the row the keys were on stays if it is still there. `words` is said when there are none."""
        before = self._duty_at(self.current)
        self.lines, self.words = list(lines), words
        rows = self._rows()
        same = [place for place in rows if before and _same(self.lines[place].duty, before)]
        nearest = [place for place in rows if place >= self.current] or rows[-1:]
        self.current = (same or nearest or [-1])[0]
        self._lay_out()
        self.paint()

    def keep_free(self, edge: int) -> None:
        """Leave this much free at the right, design pixels: the handle of the pane may stand there."""
        if edge != self.edge:
            self.edge = edge
            self._lay_out()
            self.paint()

    def _rows(self) -> list[int]:
        return [place for place, line in enumerate(self.lines) if isinstance(line, Line)]

    def _duty_at(self, place: int) -> Duty | None:
        line = self.lines[place] if 0 <= place < len(self.lines) else None
        return line.duty if isinstance(line, Line) else None

    def _lay_out(self) -> None:
        width, height = self._size
        self._at = columns(width, self.edge)
        row = theme.px(SHORT if height < theme.px(LOW) else ROW)
        tops = [0]
        for line in self.lines:
            tops.append(tops[-1] + (theme.px(HEAD) if isinstance(line, Head) else row))
        self._tops = tops
        self._clamp()

    @property
    def high(self) -> int:
        """Of all lines, device pixels, with a little room after the last."""
        return self._tops[-1] + theme.px(12)

    def _clamp(self) -> None:
        self.top = max(0, min(self.top, self.high - self._size[1]))

    # ---- drawing
    def paint(self) -> None:
        """Refill the pooled rows with what is seen now."""
        height = self._size[1]
        if height < 2:
            return
        used, place = 0, max(0, bisect_right(self._tops, self.top) - 1)
        while place < len(self.lines) and self._tops[place] - self.top < height:
            if used == len(self._slots):
                self._slots.append(Slot(self))
            self._fill(self._slots[used], place)
            used, place = used + 1, place + 1
        for slot in self._slots[used:]:
            slot.hide()
        self._say_empty()
        self._bar.put(self.top / max(1, self.high - height), min(1.0, height / max(1, self.high)))

    def _fill(self, slot: Slot, place: int) -> None:
        line, top = self.lines[place], self._tops[place] - self.top
        high = self._tops[place + 1] - self._tops[place]
        if isinstance(line, Head):
            slot.put_head(line, self._at, top, high, self._fits)
            return
        here = place == self.current and self.keys_here
        tint = "selected" if here else "hover" if place == self.hover else ""
        slot.put(line, self._at, top, high, self._fits, tint, here)

    def _say_empty(self) -> None:
        image, text = self._empty
        state = "hidden" if self.lines or not self.words else "normal"
        for item in self._empty:
            self.itemconfigure(item, state=state)
        if state == "normal":
            width, height = self._size
            self.itemconfigure(image, image=icons.photo("check-check", 32, "ink3"))
            self.coords(image, width // 2, height // 3)
            self.itemconfigure(text, text=self.words, font=theme.font(14), fill=theme.color("ink3"))
            self.coords(text, width // 2, height // 3 + theme.px(40))

    def _recolour(self) -> None:
        self.configure(bg=theme.color("surface"))
        self.paint()

    def _resized(self, event: tk.Event) -> None:
        if (event.width, event.height) != self._size:
            self._size = (event.width, event.height)
            self._lay_out()
            self.paint()

    # ---- keys
    def step(self, by: int) -> None:
        """Walk by rows."""
        rows = self._rows()
        if rows:
            now = rows.index(self.current) if self.current in rows else 0
            self.choose(rows[max(0, min(len(rows) - 1, now + by))])

    def choose(self, place: int) -> None:
        """Put the keys on a row, and bring it into view with its heading."""
        self.current = place
        if place >= 0:
            first = place - 1 if place and isinstance(self.lines[place - 1], Head) else place
            self.top = min(self.top, self._tops[first])
            self.top = max(self.top, self._tops[place + 1] - self._size[1])
            self._clamp()
        self.paint()
        if self.keys_here and (duty := self._duty_at(place)) is not None:
            self.on_choose(duty)

    def open_current(self) -> None:
        """Enter."""
        duty = self._duty_at(self.current)
        if duty is not None:
            self.on_open(duty)

    def _page_rows(self) -> int:
        return max(1, self._size[1] // theme.px(ROW) - 1)

    def _focus(self, on: bool) -> None:
        self.keys_here = on
        self.paint()

    # ---- mouse
    def scroll(self, rows: int) -> None:
        """By the height of some rows."""
        self._move(self.top + rows * theme.px(ROW))

    def _jump(self, share: float) -> None:
        self._move(round(share * max(0, self.high - self._size[1])))

    def _move(self, top: int) -> None:
        self.top = top
        self._clamp()
        self.paint()

    def place_at(self, y: int) -> int:
        """The place of the row at a height of the canvas; -1 for a heading or nothing."""
        place = bisect_right(self._tops, y + self.top) - 1
        return place if self._duty_at(place) is not None and y >= 0 else -1

    def _press(self, event: tk.Event) -> str:
        self.focus_set()
        if not self._bar.press(event.x, event.y):
            self.choose(self.place_at(event.y) if self.place_at(event.y) >= 0 else self.current)
        return "break"

    def _release(self, event: tk.Event) -> str:
        held = self._bar._grip is not None
        self._bar.release()
        if not held and self.place_at(event.y) >= 0 and self.place_at(event.y) == self.current:
            self.open_current()
        return "break"

    def _warm(self, place: int) -> None:
        if place != self.hover:
            self.hover = place
            self.configure(cursor="hand2" if place >= 0 else "")
            self.paint()

    def _part(self, _x: int, y: int) -> tuple[tooltip.Box, Callable[[], str]] | None:
        """The row under the pointer, and what more there is to tell about it."""
        place = self.place_at(y)
        duty = self._duty_at(place)
        if duty is None:
            return None
        top, bottom = self._tops[place] - self.top, self._tops[place + 1] - self.top
        return (theme.px(EDGE), top, self._size[0], bottom), lambda: self.tells(duty)


def _same(one: Duty, other: Duty) -> bool:
    """The same matter, though its words may have changed."""
    return (one.kind, one.record, one.id, one.ids) == (other.kind, other.record, other.id, other.ids)
