"""What stands over the sheet of an import: how many rows go in or must be mended, where they were found, one bar."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel
from views.kit.text_fit import Fit
from views.state.importing import ImportState

BAR, ABOUT_EDGE = 8, 120  # design px; the second is what stands right of the words about the sheet


class ImportHead(Panel):
    """`show(state)` after any change of it; `ask_header` asks which row is the heading."""

    def __init__(self, master: tk.Misc, ask_header: Callable[[], object]) -> None:
        super().__init__(master)
        self.state: ImportState | None = None
        self.words = Panel(self)
        self.words.pack(fill="x", padx=24, pady=(12, 0))
        self.numbers = [Label(self.words, "", 14, ink, True) for ink in ("ink", "red", "blue")]
        for label in self.numbers:
            label.pack(side="left", padx=(0, 18))
        Button(self.words, say(N_("改表头行")), ask_header, rank="quiet", height=26).pack(side="right")
        self.about = Label(self.words, "", 12, "ink2")
        self.about.pack(side="right")
        self.words.bind("<Configure>", lambda _event: self._put_about())
        self.bar = tk.Canvas(self, bd=0, highlightthickness=0, height=theme.px(BAR))
        self.bar.pack(fill="x", padx=theme.px(24), pady=(theme.px(10), theme.px(14)))
        self.bar.bind("<Configure>", lambda _event: self._paint_bar())
        theme.follow(self.bar, self._paint_bar)

    def show(self, state: ImportState) -> None:
        """Count it again."""
        self.state, counts = state, state.counts
        self.numbers[0].put(say(N_("{count} 行可导入"), count=f"{state.takes:,}"))
        self.numbers[1].put(say(N_("{count} 行需修改"), count=f"{counts['refused']:,}") if counts["refused"] else "")
        blue = [say(N_("{count} 行请确认"), count=counts["ask"])] if counts["ask"] else []
        blue += [say(N_("{count} 行没有变化"), count=counts["unchanged"])] if counts["unchanged"] else []
        self.numbers[2].put("　".join(blue))
        self._put_about()
        self._paint_bar()

    def _put_about(self) -> None:
        if self.state is not None:
            used = sum(label.winfo_reqwidth() + theme.px(18) for label in self.numbers)
            room = self.words.winfo_width() - used - theme.px(ABOUT_EDGE)
            self.about.put(Fit(theme.font(12)).elide(self.state.about, room))

    def _paint_bar(self) -> None:
        self.bar.delete("all")
        self.bar.configure(bg=theme.color("surface"))
        if self.state is None:
            return
        counts, width, high = self.state.counts, self.bar.winfo_width(), theme.px(BAR)
        total, x = max(1, counts["rows"]), 0
        parts = (
            (self.state.takes, "green_line"),
            (counts["refused"], "red_line"),
            (counts["ask"], "blue_line"),
            (counts["rows"] - self.state.takes - counts["refused"] - counts["ask"], "grey_line"),
        )
        for count, tone in parts:
            wide = round(width * count / total)
            if wide:
                self.bar.create_rectangle(x, 0, x + max(1, wide - 2), high, fill=theme.color(tone), width=0)
                x += wide
