"""The line over a list: search, quick pills, 筛选 and 列; the conditions below it; what can be done to checked rows."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Pills, SearchBox
from views.kit.tokens import Tokens

if TYPE_CHECKING:
    from views.pages.lists import ListPage

PILL_EDGE = 32  # design px around the word of a pill
SEARCH, STRIP_EDGE = 344, 24  # design px: the box, so wide that its hint is whole; around what can be done to rows
ICON = 34  # design px of a button that is an icon alone
LONGEST = 8  # signs of a view's name on its button


class ListTools(Panel):
    """Made once; `refresh` after each asking, `follow_state` when the state became another one as a whole."""

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self.page, self.state = page, page.state
        self.columnconfigure(1, weight=1)
        hint = (
            say(N_("姓名、拼音、证件或电话后四位、住址"))
            if self.state.name in ("people", "members", "staff")
            else say(N_("查找{label}"), label=self.state.label)
        )
        self.search = SearchBox(self, hint, self._searched, on_down=page.focus_grid, width=SEARCH)
        self.search.grid(row=0, column=0, sticky="w")
        self._pills()
        self._buttons()
        self.tokens = Tokens(self, page.flip_filters, page.drop)
        self._strip: Panel | None = None
        tk.Misc.bind(self, "<Configure>", lambda _event: self._fit_strip(), add="+")

    def _pills(self) -> None:
        self.room = Panel(self)
        self.room.grid(row=0, column=1, sticky="ew", padx=(12, 0))
        self.pills = None
        if pills := self.state.pills():
            self.pills = Pills(self.room, [(value, say(name)) for value, name in pills], self._pill)
            self.pills.pack(side="left")
            tk.Misc.bind(self.room, "<Configure>", lambda event: self._fit_pills(event.width))

    def _buttons(self) -> None:
        self.right = Panel(self)
        self.right.grid(row=0, column=2, sticky="e")
        self.filter_button = Button(self.right, say(N_("筛选")), self.page.flip_filters, rank="quiet",
                                    icon="sliders-horizontal")
        self.filter_button.pack(side="left")
        self.column_button = Button(self.right, "", self.page.flip_columns, rank="quiet", icon="columns-3",
                                    tip=say(N_("选择要看的列，调顺序、宽窄和排序")))
        self.column_button.pack(side="left")

    def _fit_pills(self, width: int) -> None:
        """As many pills as have room; the others are found under 筛选."""
        font, kept, used = theme.font(14), [], 0
        for value, name in self.state.pills():
            used += font.measure(say(name)) + theme.px(PILL_EDGE)
            if used <= width or value == self.state.pill:
                kept.append((value, say(name)))
        self.pills.set_choices(kept)

    # ---- following
    def refresh(self) -> None:
        """The conditions of now."""
        items = self.state.tokens()
        if items != self.tokens.items:
            self.tokens.put(items)
            if items:
                self.tokens.grid(row=1, column=0, columnspan=3, sticky="ew", pady=(10, 0))
            else:
                self.tokens.grid_remove()
        opened = self.state.views.opened
        self.page.view_button.configure(text=_short(opened) or say(N_("视图")))
        self.show_checked(len(self.page.grid_.checked))

    def follow_state(self) -> None:
        """Search box and pills show what the state has."""
        self.search.put(self.state.search)
        self.search._told = self.state.search
        if self.pills:
            self.pills.chosen = self.state.pill
            self._fit_pills(self.room.winfo_width())

    def _searched(self, text: str) -> None:
        self.state.search = text
        self.page.hurry()

    def _pill(self, value: str) -> None:
        self.state.pill = value
        self.page.reload()

    # ---- checked rows
    def show_checked(self, count: int) -> None:
        """What can be done to the checked rows stands where the pills were, so that no row moves."""
        if not count:
            if self._strip is not None and self._strip.winfo_manager():
                self._strip.grid_remove()
                self._narrow_search(0)
                self.room.grid()
                self.right.grid()
            return
        if self._strip is None:
            self._strip = self._make_strip()
        if not self._strip.winfo_manager():
            self.room.grid_remove()
            self.right.grid_remove()
            self._strip.grid(row=0, column=1, columnspan=2, sticky="e", padx=(12, 0))
        self.checked.put(say(N_("已选 {count} 条"), count=f"{count:,}"))
        self._fit_strip()

    def _make_strip(self) -> Panel:
        page, acts, strip = self.page, self.page.acts, Panel(self)
        self._acts: list[tuple[Button, str]] = []
        self.checked = Label(strip, "", 14, "ink", True)
        self.checked.pack(side="left", padx=(0, 4))
        may_hand = page.bench.desk.may("export")
        every = (
            (page.state.may_edit, N_("修改"), "pencil", acts.ask_edit),
            (may_hand, N_("复制"), "copy", acts.copy),
            (may_hand, N_("导出"), "download", page.handing.ask),
            (may_hand, N_("打印"), "printer", page.print),
            (page.state.may_edit, N_("删除"), "trash-2", acts.remove),
        )
        for may, words, icon, act in every:
            if may:
                button = Button(strip, say(words), act, rank="quiet", icon=icon, height=30, width=72, tip=say(words))
                button.pack(side="left")
                self._acts.append((button, say(words)))
        clear = Button(strip, "", page.grid_.uncheck, rank="quiet", icon="x", height=30, tip=say(N_("取消勾选（Esc）")))
        clear.pack(side="left")
        tk.Misc.bind(strip, "<Configure>", lambda _event: self._fit_strip(), add="+")
        strip.update_idletasks()
        self._words_need = strip.winfo_reqwidth() - self.checked.winfo_reqwidth() + theme.px(STRIP_EDGE)
        return strip

    def _fit_strip(self) -> None:
        """In a narrow window the icons speak alone, with their words beside the pointer."""
        if self._strip is not None and self._strip.winfo_manager():
            need = self._words_need + self.checked.winfo_reqwidth()
            words = need <= self.winfo_width() - theme.px(SEARCH)
            for button, text in self._acts:
                if bool(button.cget("text")) != words:
                    button.configure(text=text if words else "", width=72 if words else 32)
            icons = theme.px(ICON * (len(self._acts) + 1) + STRIP_EDGE) + self.checked.winfo_reqwidth()
            self._narrow_search(0 if words else max(0, theme.px(SEARCH) + icons - self.winfo_width()))
        else:
            self._narrow_search(0)

    def _narrow_search(self, by: int) -> None:
        """In a very narrow window the box gives room to what can be done to checked rows, device px."""
        tk.Frame.configure(self.search, width=theme.px(SEARCH) - by)


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else name[: LONGEST - 1] + "…"
