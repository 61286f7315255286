"""The list of any record with its pane: title, search, pills, filters, the grid; import, export, print, new."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.words import N_, say
from db.record import Record, record_name
from views.kit import theme, toast
from views.kit.controls import Button, ChoiceField, Label, Panel, Pills, SearchBox
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.pages.detail import DetailPane
from views.pages.handing import Handing
from views.state.listing import ListState
from views.state.menu import MENU, Place, lists, place_of

if TYPE_CHECKING:
    from views.bench import Bench

PILL_EDGE = 32  # design px around the word of a pill
FILTERS = 4


class ListPage(Panel):
    """One record's list. Change its state and call `reload`."""

    hints = N_("↑↓ 选择　空格 勾选　回车 修改　Ctrl+F 查找　Ctrl+N 新增")

    def __init__(self, bench: Bench, record: type[Record]) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.record = bench, record
        self.state = ListState(bench.desk, record)
        self.handing = Handing(bench, self.state)
        self._stale, self._wanted = True, None
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        self._tabs()
        self._tools()
        self.grid_ = DataGrid(
            self,
            [_column(one) for one in self.state.columns],
            self.state.fetch,
            checks=True,
            on_select=self._selected,
            on_open=self._opened,
            on_sort=self._sorted,
            on_check=self._checked,
            empty=self.state.empty,
        )
        self.grid_.grid(row=3, column=0, sticky="nsew")
        self.side = Panel(bench.side, "surface")
        self.detail = DetailPane(self.side, bench, record, self.edit)
        self.detail.pack(fill="both", expand=True)

    # ---- building
    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        place = self._place()
        self.title = Label(head, say(place.label) if place else self.record.label, 22, bold=True)
        self.title.pack(side="left")
        self.count = Label(head, "", 14, "ink3")
        self.count.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.buttons: dict[str, Button] = {}
        if self.state.may_edit:
            self._button(head, "add", say(N_("新增")) + self.record.label[:4], "plus", self.add, "primary")
        if self.bench.desk.may("export"):
            self._button(head, "print", say(N_("打印")), "printer", self.print)
            self._button(head, "export", say(N_("导出")), "download", self.handing.ask)
        if self.state.may_import:
            self._button(head, "import", say(N_("导入")), "upload", self.import_)

    def _button(self, head: Panel, key: str, text: str, icon: str, act, rank: str = "secondary") -> None:
        self.buttons[key] = Button(head, text, act, rank=rank, icon=icon, width=84)
        self.buttons[key].pack(side="right", padx=(8, 0))

    def _place(self) -> Place | None:
        return next((one for group in MENU for one in group.places if one.key == place_of(self.record)), None)

    def _tabs(self) -> None:
        place = self._place()
        shared = lists(place, self.bench.desk.may) if place else ()
        self.tabs = None
        if len(shared) > 1:
            self._shared = {record_name(one): one for one in shared}
            choices = [(name, one.label) for name, one in self._shared.items()]
            self.tabs = Pills(self, choices, self._tab, chosen=self.state.name)
            self.tabs.grid(row=1, column=0, sticky="w", padx=14, pady=(10, 0))

    def _tab(self, name: str) -> None:
        self.tabs.chosen = self.state.name
        self.tabs.set_choices([(key, one.label) for key, one in self._shared.items()])
        self.bench.go_list(self._shared[name])

    def _tools(self) -> None:
        tools = Panel(self)
        tools.grid(row=2, column=0, sticky="ew", padx=24, pady=14)
        tools.columnconfigure(1, weight=1)
        hint = (
            say(N_("姓名、拼音、证件或电话后四位、住址"))
            if self.state.name in ("people", "members", "staff")
            else say(N_("查找{label}"), label=self.record.label)
        )
        self.search = SearchBox(tools, hint, self._searched, on_down=self.focus_grid, width=300)
        self.search.grid(row=0, column=0, sticky="w")
        pills = self.state.pills()
        self.pills = None
        room = Panel(tools)
        room.grid(row=0, column=1, sticky="ew", padx=(12, 0))
        if pills:
            self.pills = Pills(room, pills, self._pill)
            self.pills.pack(side="left")
            tk.Misc.bind(room, "<Configure>", lambda event: self._fit_pills(event.width))
        self.only = Panel(tools)
        self._only_words = Label(self.only, "", 13, "accent_ink")
        self._only_words.pack(side="left", padx=(0, 8))
        Button(self.only, say(N_("看全部")), self.all, height=30).pack(side="left")
        if self.state.filters():
            self.filter_button = Button(
                tools, say(N_("筛选")), self.flip_filters, rank="quiet", icon="sliders-horizontal"
            )
            self.filter_button.grid(row=0, column=2, sticky="e")
        self._filter_row: Panel | None = None
        self._filter_fields: dict[str, ChoiceField] = {}

    def _fit_pills(self, width: int) -> None:
        """As many pills as have room; the others stand in the filter row."""
        font, kept, used = theme.font(14), [], 0
        for pill in self.state.pills():
            used += font.measure(pill[1]) + theme.px(PILL_EDGE)
            if used <= width or pill[0] == self.state.pill:
                kept.append(pill)
        self.pills.set_choices(kept)

    def flip_filters(self) -> None:
        """Open the filter row, or close and empty it."""
        if self._filter_row is None:
            self._filter_row = self._make_filters()
        elif self._filter_row.winfo_manager():
            self._filter_row.grid_remove()
            self.clear_filters()
        else:
            self._filter_row.grid()

    def _make_filters(self) -> Panel:
        tools = self.search.master
        row = Panel(tools)
        row.grid(row=1, column=0, columnspan=3, sticky="ew", pady=(10, 0))
        for place, one in enumerate(self.state.filters()[:FILTERS]):
            choices = [("", say(N_("全部"))), *one.choices]
            field = ChoiceField(row, one.label, choices, on_change=lambda path=one.path: self._narrowed(path))
            field.grid(row=0, column=place, sticky="ew", padx=(0 if place == 0 else 12, 0))
            row.columnconfigure(place, weight=1, uniform="filters")
            self._filter_fields[one.path] = field
        return row

    # ---- asking
    def shown(self) -> None:
        """Comes to the front: the rows are asked for when something changed meanwhile."""
        if self._stale:
            self.reload()
        elif self.detail.rid is None:
            self.detail.show(self.grid_.selected)
        self._say()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote: reload now when in front, else when shown again."""
        self._stale = True
        if self.bench.page is self:
            self.reload()

    def reload(self) -> None:
        """Ask for the ids again; the selected row stays selected when it is still there."""
        self._stale = False
        ids = self.state.ids()
        self.grid_.set_empty(self.state.empty)
        self.grid_.show(ids)
        if self._wanted is not None:
            self.grid_.select_id(self._wanted)
            self._wanted = None
        self.count.put(self.state.count)
        self.detail.show(self.grid_.selected)
        self._say()

    def _say(self) -> None:
        if self.bench.page is self:
            checked = len(self.grid_.checked)
            words = say(N_("共 {total} 条"), total=f"{self.state.total:,}")
            self.bench.status.put(words + (say(N_("，已勾选 {count} 条"), count=checked) if checked else ""))

    def reveal_row(self, rid: int) -> None:
        """Select a row, with nothing hiding it."""
        if not self.grid_.select_id(rid):
            self.all(quiet=True)
            self._wanted = rid
            self.reload()
        self.bench.show_side()

    def only_these(self, ids: tuple[int, ...], label: str) -> None:
        """List a number's names."""
        self.all(quiet=True)
        self.state.only(ids, label)
        if self.pills:
            self.pills.master.grid_remove()
        self._only_words.put(label)
        self.only.grid(row=0, column=1, sticky="w", padx=(12, 0))
        self.reload()

    def all(self, quiet: bool = False) -> None:
        """Take every search and filter away."""
        self.state.only(None)
        self.state.search, self.state.pill = "", ""
        self.state.narrowed.clear()
        self.only.grid_remove()
        self.search.put("")
        self.search._told = ""
        if self.pills:
            self.pills.master.grid()
            self.pills.chosen = ""
            self._fit_pills(self.pills.master.winfo_width())
        for field in self._filter_fields.values():
            field.put("", say(N_("全部")))
        if not quiet:
            self.reload()

    def clear_filters(self) -> None:
        """Empty the filter row."""
        self.state.narrowed.clear()
        for field in self._filter_fields.values():
            field.put("", say(N_("全部")))
        self.reload()

    def _searched(self, text: str) -> None:
        self.state.search = text
        self.reload()

    def _pill(self, value: str) -> None:
        self.state.pill = value
        self.reload()

    def _narrowed(self, path: str) -> None:
        field = self._filter_fields.get(path)
        if field is None:
            return
        value, known = field.get(), dict(next(one.choices for one in self.state.filters() if one.path == path))
        value = value if value in known else ""
        if self.state.narrowed.get(path, "") != value:
            self.state.narrow(path, value)
            self.reload()

    def _sorted(self, path: str, way: str) -> None:
        self.state.order(path, way)
        self.reload()

    def _checked(self, _ids: set[int]) -> None:
        self._say()

    def _selected(self, rid: int | None) -> None:
        self.detail.show(rid)

    def _opened(self, rid: int) -> None:
        if self.bench.tight:
            self.bench.show_side()
        else:
            self.edit(rid)

    # ---- acts
    def focus_grid(self) -> None:
        """From the search box into the rows."""
        self.grid_.focus_set()

    def find(self) -> None:
        """Ctrl+F."""
        self.search.focus_set()

    def add(self) -> None:
        """Ctrl+N."""
        if self.state.may_edit:
            self.bench.go_form(self.record)

    def edit(self, rid: int | None = None) -> None:
        """Ctrl+E or Enter on a row."""
        chosen = rid if rid is not None else self.grid_.selected
        if chosen is not None and self.state.may_edit:
            self.bench.go_form(self.record, chosen)

    def import_(self) -> None:
        """Read a workbook into this list."""
        self.bench.show(f"import:{self.state.name}").choose()

    def print(self) -> None:
        """Ctrl+P."""
        if self.bench.desk.may("export"):
            if not self.state.total:
                toast.show(self.bench.root, say(N_("没有可以打印的内容")))
            else:
                self.handing.print()


def _column(one) -> Column:
    return Column(
        one.path,
        one.label,
        one.width,
        one.align,
        one.priority,
        one.look,
        one.flex,
        tones={word: tone or "grey" for word, tone in one.tones.items()},
    )
