"""The pane at the right of a page: beside it in a wide window, over it in a narrow one, with a handle to pull it in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button
from views.kit.surface import Panel, Rule

if TYPE_CHECKING:
    from views.bench import Bench

SIDE, TIGHT = 340, 1180  # design px: width of the pane, and of the window below which the pane lies over the page


class SidePane(Panel):
    """Pages make their pane on it and keep it as `page.side`; `follow(page)` shows that of the page in front."""

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench, "surface", width=SIDE, height=10)
        self.bench, self.tight = bench, False
        Rule(self, upright=True).pack(side="left", fill="y")
        self.handle = Button(
            bench, "", self.show, icon="chevron-left", height=44, width=24, tip=say(N_("打开右侧（Ctrl+B）"))
        )

    def follow(self, page: Any, on: bool) -> None:
        """Show the page's pane, or take it away before the page goes."""
        side = getattr(page, "side", None)
        self.place_forget()
        self.grid_remove()
        if on:
            self._put_handle()
        if side is None:
            return
        if not on:
            side.pack_forget()
            return
        side.pack(side="left", fill="both", expand=True)
        if not self.tight:
            self.grid(row=0, column=3, rowspan=2, sticky="ns")

    def show(self) -> None:
        """In a narrow window: lay the pane over the page."""
        if self.tight and self._has_pane():
            self.place(relx=1.0, rely=0, relheight=1.0, width=SIDE, anchor="ne")
            self.lift()
            self.handle.place_forget()

    def hide(self) -> bool:
        """Take the pane off the page; False when it does not lie over it."""
        if not self.tight or not self.winfo_ismapped():
            return False
        self.place_forget()
        self._put_handle()
        return True

    def resized(self, width: int) -> None:
        """The window has another width, device pixels."""
        tight = width < theme.px(TIGHT)
        if tight != self.tight:
            self.tight = tight
            if self.bench.page is not None:
                self.follow(self.bench.page, True)

    def _has_pane(self) -> bool:
        return getattr(self.bench.page, "side", None) is not None

    def _put_handle(self) -> None:
        if self.tight and self._has_pane():
            self.handle.place(relx=1.0, rely=0.5, x=2, anchor="e")
            self.handle.lift()
        else:
            self.handle.place_forget()
