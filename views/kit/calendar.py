"""A month to take a day from, under a date field: one canvas, one for all fields of a window, all by keys.

Arrows move by day and week, PgUp/PgDn by month, with Shift by year, Home goes to today, Enter takes, Esc leaves.
"""

from __future__ import annotations

import tkinter as tk
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from center.words import N_, say
from db.days import Day, months_after
from views.kit import icons, popover, shapes, theme
from views.speech import day_words

CELL, ROW, HEAD, NAMES, FOOT, PAD = 44, 34, 42, 26, 36, 10  # design px
DAYS, SHOWN = 7, 42
FIRST, LAST = date(1851, 1, 1), date(2199, 12, 31)
WEEKDAYS = (N_("周一"), N_("周二"), N_("周三"), N_("周四"), N_("周五"), N_("周六"), N_("周日"))
MARKS = {"rest": (N_("休"), "green"), "work": (N_("班"), "amber")}


def of(widget: tk.Misc) -> Calendar:
    """The calendar of the widget's window."""
    root = widget.winfo_toplevel()
    known = getattr(root, "kit_calendar", None)
    if known is None or not known.canvas.winfo_exists():  # the window may have been emptied for another size of text
        known = root.kit_calendar = Calendar(root)
    return known


class Calendar:
    """`show(owner, day, …)` places it under (or over) a field and takes the keys until a day is taken or not."""

    def __init__(self, root: tk.Misc) -> None:
        self.root, self.owner = root, None
        self.day = self.today = date(2000, 1, 1)
        self._rest: Mapping[str, str] = {}
        self._pick: Callable[[date], object] = lambda _day: None
        width, height = theme.px(DAYS * CELL + 2 * PAD), theme.px(HEAD + NAMES + 6 * ROW + FOOT)
        self.canvas = tk.Canvas(root, width=width, height=height, bd=0, highlightthickness=1, takefocus=0)
        self._make()
        self._bind()
        theme.follow(self.canvas, self._paint)

    # ---- building: every item once, later only moved and coloured
    def _make(self) -> None:
        make, high = self.canvas.create_text, theme.px(HEAD) // 2
        self._ring = self.canvas.create_image(0, 0, state="hidden")
        self._fill = self.canvas.create_image(0, 0)
        self._title = make(self._x(3), high, font=theme.font(14, True))
        self._turns = {}
        for icon, place, months in (("chevrons-left", 0, -12), ("chevron-left", 1, -1), ("chevron-right", 5, 1),
                                    ("chevrons-right", 6, 12)):
            item = self.canvas.create_image(self._x(place), high)
            self._turns[item] = icon
            self.canvas.tag_bind(item, "<ButtonRelease-1>", lambda _event, by=months: self.turn(by))
        row = theme.px(HEAD + NAMES / 2)
        self._names = [make(self._x(place), row, font=theme.font(12)) for place in range(DAYS)]
        self._numbers = [make(self._x(place % DAYS), self._y(place // DAYS), font=theme.font(14))
                         for place in range(SHOWN)]
        self._marks = [make(self._x(place % DAYS) + theme.px(16), self._y(place // DAYS) - theme.px(8),
                            font=theme.font(12)) for place in range(SHOWN)]
        foot = theme.px(HEAD + NAMES + 6 * ROW + FOOT / 2)
        self._now = make(theme.px(PAD + 8), foot, anchor="w", font=theme.font(13))
        self._help = make(theme.px(DAYS * CELL + PAD - 8), foot, anchor="e", font=theme.font(12))
        self.canvas.tag_bind(self._now, "<ButtonRelease-1>", lambda _event: self._take(self.today))

    def _x(self, place: int) -> int:
        return theme.px(PAD + (place + 0.5) * CELL)

    def _y(self, row: int) -> int:
        return theme.px(HEAD + NAMES + (row + 0.5) * ROW)

    def _bind(self) -> None:
        moves = {"Left": -1, "Right": 1, "Up": -7, "Down": 7}
        acts: dict[str, Callable[[], object]] = {
            **{f"<{key}>": (lambda by=by: self.go(self.day + timedelta(days=by))) for key, by in moves.items()},
            "<Prior>": lambda: self.turn(-1), "<Next>": lambda: self.turn(1),
            "<Shift-Prior>": lambda: self.turn(-12), "<Shift-Next>": lambda: self.turn(12),
            "<Home>": lambda: self.go(self.today),
            "<Return>": lambda: self._take(self.day), "<KP_Enter>": lambda: self._take(self.day),
            "<space>": lambda: self._take(self.day), "<Escape>": self.leave, "<Tab>": self.leave,
        }
        for sequence, act in acts.items():
            self.canvas.bind(sequence, lambda _event, act=act: (act(), "break")[1])
        self.canvas.bind("<FocusOut>", lambda _event: self.hide())
        self.canvas.bind("<ButtonRelease-1>", self._clicked)
        self.canvas.bind("<Button-1>", lambda _event: "break")

    # ---- showing
    def show(self, owner: tk.Misc, day: date, today: date, pick: Callable[[date], object],
             rest: Mapping[str, str]) -> None:
        """Under `owner`, or over it where there is no room below; `pick(day)` when one is taken."""
        popover.of(owner).hide()
        self.owner, self.today, self._pick, self._rest = owner, today, pick, rest
        self._held = popover.take_pointer(self.root)
        self.go(day)
        x, y = popover.room_for(self.root, owner, self.canvas.winfo_reqwidth(), self.canvas.winfo_reqheight())
        self.canvas.place(x=x, y=y)
        tk.Misc.lift(self.canvas)
        self.canvas.focus_set()

    @property
    def showing(self) -> bool:
        """Whether it is open."""
        return self.owner is not None

    def go(self, day: date) -> None:
        """Choose a day; its month is shown."""
        self.day = min(max(day, FIRST), LAST)
        self._write()

    def turn(self, months: int) -> None:
        """Leaf by months; the day of the month stays as far as there is one."""
        place = self.day.year * 12 + self.day.month - 1 + months
        if FIRST.year * 12 <= place < (LAST.year + 1) * 12:
            self.go(months_after(self.day, months))

    def _begin(self) -> date:
        first = self.day.replace(day=1)
        return first - timedelta(days=first.weekday())  # the week begins on Monday (GB/T 7408.1)

    def _write(self) -> None:
        begin, put = self._begin(), self.canvas.itemconfigure
        put(self._title, text=day_words(Day(f"{self.day:%Y-%m}")))
        last = monthrange(self.day.year, self.day.month)[1]
        for place in range(SHOWN):
            day = begin + timedelta(days=place)
            mine = day.month == self.day.month and 1 <= day.day <= last
            word, tone = MARKS.get(self._rest.get(day.isoformat(), ""), ("", "ink3"))
            chosen = day == self.day
            ink = "on_accent" if chosen else "ink3" if not mine else "ink2" if day.weekday() > 4 else "ink"
            put(self._numbers[place], text=str(day.day), fill=theme.color(ink))
            put(self._marks[place], text=say(word) if word else "", fill=theme.color("on_accent" if chosen else tone))
        self._put(self._fill, self.day, begin)
        self._put(self._ring, self.today, begin)

    def _put(self, item: int, day: date, begin: date) -> None:
        place = (day - begin).days
        if 0 <= place < SHOWN:
            self.canvas.coords(item, self._x(place % DAYS), self._y(place // DAYS))
        self.canvas.itemconfigure(item, state="normal" if 0 <= place < SHOWN else "hidden")

    def _paint(self) -> None:
        ground, put = theme.color("floating"), self.canvas.itemconfigure
        line = theme.color("line_strong")
        self.canvas.configure(bg=ground, highlightbackground=line, highlightcolor=line)
        size = theme.px(CELL - 2), theme.px(ROW - 2)
        put(self._fill, image=shapes.pill(*size, theme.color("accent"), radius=theme.px(7)))
        put(self._ring, image=shapes.pill(*size, ground, theme.color("accent"), radius=theme.px(7)))
        put(self._title, fill=theme.color("ink"))
        for item, icon in self._turns.items():
            put(item, image=icons.photo(icon, 16, "ink2"))
        for item, word in zip(self._names, WEEKDAYS, strict=True):
            put(item, text=say(word), fill=theme.color("ink3"))
        put(self._now, text=say(N_("今天")), fill=theme.color("accent_ink"))
        put(self._help, text=say(N_("PgUp PgDn 换月，加 Shift 换年")), fill=theme.color("ink3"))
        if self.showing:
            self._write()

    # ---- taking
    def _clicked(self, event: tk.Event) -> str:
        column, row = (event.x - theme.px(PAD)) // theme.px(CELL), (event.y - theme.px(HEAD + NAMES)) // theme.px(ROW)
        if 0 <= column < DAYS and 0 <= row < 6:
            self._take(self._begin() + timedelta(days=row * DAYS + column))
        return "break"

    def _take(self, day: date) -> None:
        pick = self._pick
        self.hide()
        pick(day)

    def leave(self) -> None:
        """Esc: nothing is taken; the keys go back to the field."""
        owner = self.owner
        self.hide()
        if owner is not None and owner.winfo_exists():
            owner.focus_set()

    def hide(self) -> None:
        """Close."""
        if self.owner is None:
            return
        self.owner = None
        self.canvas.place_forget()
        popover.give_pointer(self._held)
