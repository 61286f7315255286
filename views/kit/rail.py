"""The rail at the left: brand, pages in groups, account. One canvas; narrow windows get icons only."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from center.words import N_, spoken
from views.kit import icons, shapes, theme
from views.kit.surface import Placed
from views.kit.text_fit import Fit

WIDE, NARROW, TURN = 208, 56, 1280  # design px: both widths, and the window width between them
ROW, STEP = 38, 40
LOW = 520  # design px: a window so low that the rows begin right under the sign


@dataclass
class RailItem:
    """A page: `key` for the program, the rest for the eye."""

    key: str
    label: str
    icon: str
    badge: str = ""


@dataclass
class RailGroup:
    """Pages under one small heading ("" for none)."""

    label: str
    items: Sequence[RailItem]


class Rail(Placed, tk.Canvas):
    """`on_go(key)` for a page; keys "settings" and "account" for the two things at the bottom."""

    ground = "rail"

    def __init__(
        self,
        master: tk.Misc,
        groups: Sequence[RailGroup],
        on_go: Callable[[str], object],
        *,
        brand: str = "",
        tagline: str = N_("党群服务中心"),
    ):
        tk.Canvas.__init__(self, master, bd=0, highlightthickness=0, takefocus=1)
        self.groups, self._on_go = list(groups), on_go
        self._brand, self._tagline = brand, tagline
        self._name, self._role = "", ""
        self._demo = self._plain = self._counter = False
        self.chosen, self._hover, self._cursor = "", "", ""
        self.narrow = False
        self._spots: list[tuple[str, int, int, int, int]] = []
        self.bind("<Configure>", lambda _event: self._draw())
        self.bind("<Motion>", lambda event: self._warm(self._at(event.x, event.y)))
        self.bind("<Leave>", lambda _event: self._warm(""))
        self.bind("<ButtonRelease-1>", lambda event: self._go(self._at(event.x, event.y)))
        self.bind("<FocusIn>", lambda _event: self._focus(self._first()))
        self.bind("<FocusOut>", lambda _event: self._focus(""))
        for sequence, by in (("<Down>", 1), ("<Up>", -1)):
            self.bind(sequence, lambda _event, by=by: self._step(by))
        for sequence in ("<Return>", "<space>", "<KP_Enter>"):
            self.bind(sequence, lambda _event: self._go(self._cursor))
        theme.follow(self, self._draw)

    # ---- what it says
    def select(self, key: str) -> None:
        """Mark the page shown; does not tell."""
        if key != self.chosen:
            self.chosen = key
            self._draw()

    def put_badge(self, key: str, text: str) -> None:
        """A count at a page ("" for none)."""
        for item in self._items():
            if item.key == key and item.badge != text:
                item.badge = text
                self._draw()

    def put_account(self, name: str, role: str) -> None:
        """Who is signed in."""
        self._name, self._role = name, role
        self._draw()

    def put_brand(self, brand: str) -> None:
        """The centre's name."""
        self._brand = brand
        self._draw()

    def put_marks(self, demo: bool, plain: bool, counter: bool = False) -> None:
        """演示数据 (invented people), 未加密 (the store is not encrypted), 临柜模式 (names are shortened)."""
        self._demo, self._plain, self._counter = demo, plain, counter
        self._draw()

    def follow_width(self, window: tk.Misc) -> None:
        """Become narrow and wide with the window."""

        def look(event: tk.Event) -> None:
            if event.widget is window and (event.width < theme.px(TURN)) != self.narrow:
                self.narrow = not self.narrow
                self._draw()

        window.bind("<Configure>", look, add="+")

    # ---- drawing
    def _items(self) -> list[RailItem]:
        return [item for group in self.groups for item in group.items]

    def _keys(self) -> list[str]:
        bottom = ["account", "settings"] if self._name and not self.narrow else ["settings"]
        return [item.key for item in self._items()] + bottom

    def _first(self) -> str:
        """Where the ring comes: the page shown, else the first line (some pages stand in no line of the rail)."""
        keys = self._keys()
        return self.chosen if self.chosen in keys else keys[0]

    def _draw(self) -> None:
        self.delete("all")
        self._spots = []
        width = theme.px(NARROW if self.narrow else WIDE)
        self.configure(bg=theme.color("rail"), width=width)
        if self.winfo_height() == 1:
            return  # it has no size yet, and is drawn when it gets one
        y = self._draw_brand()
        for group in self.groups:
            y = self._draw_group(group, y, width)
        self._draw_bottom(width)

    def _draw_brand(self) -> int:
        p = theme.px
        x, y, side = p(11 if self.narrow else 16), p(18), p(34)
        self.create_image(x, y, anchor="nw", image=shapes.pill(side, side, theme.color("accent"), radius=p(8)))
        self.create_image(x + side // 2, y + side // 2, image=icons.photo("heart-handshake", 20, "on_accent"))
        if not self.narrow:
            name = Fit(theme.font(15, True)).elide(self._brand, p(WIDE - 72))
            self.create_text(p(60), p(26), anchor="w", text=name, font=theme.font(15, True), fill=theme.color("ink"))
            self.create_text(
                p(60), p(46), anchor="w", text=spoken(self._tagline), font=theme.font(12), fill=theme.color("ink3")
            )
        return self._top()

    def _draw_group(self, group: RailGroup, y: int, width: int) -> int:
        p = theme.px
        if group.label and not self.narrow:
            y += p(15)
            self.create_text(
                p(22), y + p(9), anchor="w", text=group.label, font=theme.font(12), fill=theme.color("ink3")
            )
            y += p(24)
        elif group.label:
            gap = self._gap()
            self.create_rectangle(p(14), y + gap // 2, width - p(14), y + gap // 2 + p(1), fill=theme.color("line"),
                                  width=0)
            y += gap
        for item in group.items:
            self._draw_item(item, y, width)
            y += self._step_of_items()
        return y

    def _top(self) -> int:
        """Where the rows begin: right under the sign in a low window."""
        return theme.px(78 if self.winfo_height() >= theme.px(LOW) else 60)

    def _step_of_items(self) -> int:
        """Rows come closer on a low window, so that none lies under the account."""
        p = theme.px
        gaps = self._heads() * (self._gap() if self.narrow else p(39))
        room = (self.winfo_height() - self._top() - self._foot() - p(5) - gaps) // max(1, len(self._items()))
        return max(p(13 if self._cramped() else 15), min(p(STEP), room))

    def _heads(self) -> int:
        return sum(bool(group.label) for group in self.groups)

    def _cramped(self) -> bool:
        """Whether a narrow rail is so low that only without white around its groups and its foot no row is lost."""
        p, marks = theme.px, self._demo + self._plain + self._counter
        whole = p(60) + p(74) + p(28) * marks + self._heads() * p(11) + len(self._items()) * p(15)
        return self.narrow and self.winfo_height() < whole

    def _gap(self) -> int:
        """Between two groups of icons, with the line in its middle."""
        return theme.px(3 if self._cramped() else 11)

    def _foot(self) -> int:
        """What the marks, the line and the settings take at the bottom."""
        return theme.px(38 if self._cramped() else 69) + theme.px(28) * (self._demo + self._plain + self._counter)

    def _draw_item(self, item: RailItem, y: int, width: int) -> None:
        p = theme.px
        left, high = p(8 if self.narrow else 10), min(p(ROW), self._step_of_items() - p(2))
        right = width - left
        on = item.key == self.chosen
        fill = theme.color("rail_selected") if on or item.key == self._hover else None
        ring = theme.color("accent_ink") if item.key == self._cursor else None
        if fill or ring:
            self.create_image(left, y, anchor="nw", image=shapes.pill(right - left, high, fill, ring, p(7), 2))
        icon = icons.photo(item.icon, 18 if high >= p(18) else 13, "accent_ink" if on else "ink2")
        middle = y + high // 2
        self._spots.append((item.key, left, y, right, y + high))
        if self.narrow:
            self.create_image(width // 2, middle, image=icon)
            if item.badge[:1].isdigit():  # a count, not a shortcut
                self.create_image(width // 2 + p(10), middle - p(9), image=shapes.disc(7, "red_line"))
            return
        self.create_image(p(30), middle, image=icon)
        badge = theme.font(12).measure(item.badge) + p(12) if item.badge else 0
        self.create_text(
            p(49),
            middle,
            anchor="w",
            text=Fit(theme.font(14, on)).elide(item.label, right - p(53) - badge),
            font=theme.font(14, on),
            fill=theme.color("ink" if on else "ink2"),
        )
        if item.badge:
            self.create_text(
                right - p(12), middle, anchor="e", text=item.badge, font=theme.font(12), fill=theme.color("ink3")
            )

    def _draw_bottom(self, width: int) -> None:
        p, bottom = theme.px, self.winfo_height()
        if bottom < p(200):
            return
        y = bottom - p(38 if self._cramped() else 69)
        self._draw_marks(y - p(24), width)
        self.create_rectangle(
            p(10 if self.narrow else 16),
            y,
            width - p(10 if self.narrow else 16),
            y + 1,
            fill=theme.color("line"),
            width=0,
        )
        middle = y + p(19 if self._cramped() else 35)
        if self.narrow:
            self._bottom_ring("settings", width // 2 - p(15), middle - p(15), p(30))
            self.create_image(width // 2, middle, image=icons.photo("settings", 17, "ink3"))
            return
        self._bottom_ring("settings", width - p(45), middle - p(15), p(30))
        self.create_image(width - p(30), middle, image=icons.photo("settings", 17, "ink3"))
        if self._name:
            self._draw_account(middle, width)

    def _draw_account(self, middle: int, width: int) -> None:
        """Who is signed in: her first sign, her name and what she is here."""
        p = theme.px
        self._spots.append(("account", p(12), middle - p(22), width - p(50), middle + p(22)))
        if self._cursor == "account" or self._hover == "account":
            fill = theme.color("rail_selected") if self._hover == "account" else None
            line = theme.color("accent_ink") if self._cursor == "account" else None
            self.create_image(
                p(10), middle - p(22), anchor="nw", image=shapes.pill(width - p(60), p(44), fill, line, p(7), 2)
            )
        self.create_image(p(32), middle, image=shapes.disc(32, "rail_selected"))
        self.create_text(p(32), middle, text=self._name[:1], font=theme.font(14), fill=theme.color("ink2"))
        fit = Fit(theme.font(14))
        self.create_text(
            p(58),
            middle - p(10),
            anchor="w",
            text=fit.elide(self._name, width - p(110)),
            font=theme.font(14),
            fill=theme.color("ink"),
        )
        role = Fit(theme.font(12)).elide(spoken(self._role), width - p(110))
        self.create_text(p(58), middle + p(10), anchor="w", text=role, font=theme.font(12), fill=theme.color("ink3"))

    def _bottom_ring(self, key: str, x: int, y: int, side: int) -> None:
        self._spots.append((key, x, y, x + side, y + side))
        fill = theme.color("rail_selected") if key in (self._hover, self.chosen) else None
        line = theme.color("accent_ink") if key == self._cursor else None
        if fill or line:
            self.create_image(x, y, anchor="nw", image=shapes.pill(side, side, fill, line, theme.px(7), 2))

    def _draw_marks(self, middle: int, width: int) -> None:
        """Chips that stand on every page; the rail is on every page."""
        marks = [(N_("未加密"), "red", N_("请尽快改用加密存储"))] if self._plain else []
        marks += [(N_("演示数据"), "amber", N_("人物均为虚构"))] if self._demo else []
        marks += [(N_("临柜模式"), "grey", N_("姓名已缩写"))] if self._counter else []
        small, p = theme.font(12), theme.px
        for text, tone, note in marks:
            if self.narrow:  # four characters are wider than the narrow rail; 未加密 fits whole
                text = {"演示数据": N_("演示"), "临柜模式": N_("临柜")}.get(text, text)
            text, note = spoken(text), spoken(note)
            wide = small.measure(text) + p(16 if not self.narrow else 12)
            x = (width - wide) // 2 if self.narrow else p(16)
            self.create_image(x, middle, anchor="w", image=shapes.pill(wide, p(22), theme.color(f"{tone}_soft")))
            self.create_text(x + wide // 2, middle, text=text, font=small, fill=theme.color(tone))
            if not self.narrow:
                self.create_text(x + wide + p(8), middle, anchor="w", text=note, font=small, fill=theme.color("ink3"))
            middle -= p(28)

    # ---- what is done to it
    def spot(self, key: str) -> tuple[int, int, int, int] | None:
        """Where an entry stands now, device px: left, top, right, bottom; None when it is not there."""
        return next((tuple(box) for name, *box in self._spots if name == key), None)

    def _at(self, x: int, y: int) -> str:
        return next((key for key, x0, y0, x1, y1 in self._spots if x0 <= x < x1 and y0 <= y < y1), "")

    def _warm(self, key: str) -> None:
        if key != self._hover:
            self._hover = key
            self.configure(cursor="hand2" if key else "")
            self._draw()

    def _focus(self, key: str) -> None:
        self._cursor = key
        self._draw()

    def _step(self, by: int) -> str:
        keys = self._keys()
        place = keys.index(self._cursor) if self._cursor in keys else 0
        self._focus(keys[(place + by) % len(keys)])
        return "break"

    def _go(self, key: str) -> str:
        if key:
            self._on_go(key)
            if self._cursor:  # the ring goes with the page; else 回车 would open the one before
                self._focus(key)
        return "break"
