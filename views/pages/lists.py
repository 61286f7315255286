"""The list of any record with its pane: title, views, search, conditions, the grid; import, export, print, new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.aside import aside
from center.words import N_, say
from db.errors import UserError
from db.record import Record
from views import trouble
from views.kit import toast
from views.kit.controls import Button, Label, Panel
from views.kit.giving_way import GivingWay
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column
from views.pages import list_place
from views.pages.detail import DetailPane
from views.pages.drafts import DraftsButton
from views.pages.handing import Handing
from views.pages.list_acts import ListActs
from views.pages.list_drop import ListDrop
from views.pages.list_tabs import ListTabs
from views.pages.list_tools import ListTools
from views.state.listing import AMONG, ASIDE, ListState
from views.state.menu import MENU, PAGES, Place, place_of
from views.state.shown import Shown, wide

if TYPE_CHECKING:
    from views.bench import Bench

REST = 400  # ms after a key until all rows of a very wide search are asked for
PANE = 60  # ms after a key until the pane shows the row it led to
BEGUN_AS = {"cases": N_("登记案件")}
"""What a new row of a record is called that has a page of its own."""
LABEL = 12  # half characters: how long a name may stand on the button that adds one


class ListPage(Panel):
    """One record's list. Change its state and call `reload`, or `relay` when its columns changed."""

    hints = N_("↑↓ 选择　空格 勾选　回车 修改　Ctrl+F 查找　Ctrl+N 新增")
    hints_reading = N_("↑↓ 选择　空格 勾选　Ctrl+F 查找")
    hints_opening = N_("↑↓ 选择　空格 勾选　回车 打开　Ctrl+F 查找　Ctrl+E 修改　Ctrl+N 新增")
    hints_opening_reading = N_("↑↓ 选择　空格 勾选　回车 打开　Ctrl+F 查找")

    def __init__(self, bench: Bench, record: type[Record]) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.record = bench, record
        self.state = ListState(bench.desk, record)
        self.state.cover = bench.counter.texts
        self.handing = Handing(bench, self)
        self.acts = ListActs(self)
        if self.state.name in PAGES:
            self.hints = self.hints_opening if self.state.may_edit else self.hints_opening_reading
        elif not self.state.may_edit:
            self.hints = self.hints_reading
        self._stale, self._wanted = True, None
        self._rest, self._pane, self._typing = "", "", False
        self.rowconfigure(3, weight=1)
        self.columnconfigure(0, weight=1)
        self._head()
        ListTabs(self, self._place())
        self.tools = ListTools(self)
        self.tools.grid(row=2, column=0, sticky="ew", padx=24, pady=14)
        self.search, self.pills = self.tools.search, self.tools.pills
        self.grid_ = self._grid()
        self.grid_.grid(row=3, column=0, sticky="nsew")
        self.grid_.body.bind("<FocusIn>", lambda _event: self.finish(), add="+")
        self.acts.bind(self.grid_.body)
        self.drop = ListDrop(self)
        self.side = Panel(bench.side, "surface")
        self.detail = DetailPane(self.side, bench, record, self.edit)
        self.detail.pack(fill="both", expand=True)

    # ---- building
    def _head(self) -> None:
        head = Panel(self)
        head.grid(row=0, column=0, sticky="ew", padx=24, pady=(18, 0))
        place = self._place()
        self.title = Label(head, say(place.label) if place else say(self.record.label), 22, bold=True)
        self.title.pack(side="left")
        self.count = Label(head, "", 14, "ink3")
        self.count.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.view_button = Button(head, say(N_("视图")), lambda: self.acts.views(), rank="quiet", icon="bookmark",
                                  height=30, tip=say(N_("存下现在的筛选、排序和列，下次一点就来")))
        self.view_button.pack(side="left", padx=(6, 0), pady=(4, 0))
        self.drafts = DraftsButton(head, self.bench, self.record)
        self.buttons: dict[str, Button] = {}
        if self.state.may_edit:
            self._button(head, "add", self._new_words(), "plus", self.add, "primary")
        if self.bench.desk.may("export"):
            self._button(head, "print", say(N_("打印")), "printer", self.print)
            self._button(head, "export", say(N_("导出")), "download", self.handing.ask)
        if self.state.may_import:
            self._button(head, "import", say(N_("导入")), "upload", self.import_)
        GivingWay(head, *(button for key, button in self.buttons.items() if key != "add"),
                  last=self.buttons.get("add"))

    def _new_words(self) -> str:
        """`新增党员`, or what the page of a new row is called; a name too long for a button is left out, not cut."""
        if self.state.name in BEGUN_AS:
            return say(BEGUN_AS[self.state.name])
        label = self.record.label
        return say(N_("新增{label}"), label=label) if wide(label) <= LABEL else say(N_("新增"))

    def _button(self, head: Panel, key: str, text: str, icon: str, act, rank: str = "secondary") -> None:
        self.buttons[key] = Button(head, text, act, rank=rank, icon=icon, width=0 if rank == "primary" else 84)
        self.buttons[key].pack(side="right", padx=(8, 0))

    def _place(self) -> Place | None:
        return next((one for group in MENU for one in group.places if one.key == place_of(self.record)), None)

    def _grid(self) -> DataGrid:
        return DataGrid(
            self,
            [_column(one) for one in self.state.columns],
            self.state.fetch,
            checks=True,
            on_select=self._selected,
            on_open=self._opened,
            on_sort=self._sorted,
            on_check=self._checked,
            on_menu=self.acts.row_menu,
            on_head=self.acts.head_menu,
            on_width=self._widened,
            on_move=self._moved,
            empty=self.state.empty,
        )

    # ---- asking
    def shown(self) -> None:
        """Comes to the front: the rows are asked for when something changed meanwhile."""
        self.drafts.refresh()
        if self._stale:
            self.reload()
        elif self.detail.rid is None:
            self.detail.show(self.grid_.selected)
        self.say_count()

    def changed(self, names: frozenset[str]) -> None:
        """Somebody wrote: reload now when in front, else when shown again."""
        self._stale = True
        if self.bench.page is self:
            self.reload()

    def reload(self) -> None:
        """Ask for the ids again; the selected row and the checked ones stay when they are still there."""
        self._stale = False
        self._rest_over()
        ids = self.state.ids()
        self.grid_.set_empty(self.state.empty)
        columns = [_column(one) for one in self.state.columns]
        if [one.priority for one in columns] != [one.priority for one in self.grid_.columns]:
            self.grid_.set_columns(columns)  # what is sorted by does not leave a narrow window
        self.grid_.set_sort(self.state.sort)
        self.grid_.show(ids)
        if self._wanted is not None:
            self.grid_.select_id(self._wanted)
            self._wanted = None
        self.count.put(self.state.count)
        self.tools.refresh()
        if not self._typing:
            self.detail.show(self.grid_.selected)
        self.say_count()

    def hurry(self) -> None:
        """While she types: of a very wide search the first rows now, all of them when she rests."""
        self._rest_over()
        first, self._typing = self.state.first_ids(), True
        if first is None:
            self.reload()
        else:
            self.grid_.show(first)
            self.count.put("…")
            self._rest = self.after(REST, self.reload)
        self._typing = False
        self._pane = self.after(PANE, lambda: self.detail.show(self.grid_.selected))

    def _rest_over(self) -> None:
        for timer in filter(None, (self._rest, self._pane)):
            self.after_cancel(timer)
        self._rest = self._pane = ""

    def finish(self) -> None:
        """Ask for all rows now, when only the first are shown."""
        if self._rest:
            self.reload()

    def relay(self, keep: bool = True) -> None:
        """Draw other columns over the same rows, and keep them for this account."""
        self.grid_.set_columns([_column(one) for one in self.state.columns])
        if keep:
            self._keep_columns()

    def _keep_columns(self) -> None:
        try:
            self.state.columns_.keep()
        except UserError as error:  # a full disk: the columns are shown all the same
            trouble.show(self.bench.root, error)

    def say_count(self) -> None:
        """How many there are and are checked, in the status bar."""
        if self.bench.page is not self:
            return
        total, checked = f"{self.state.total:,}", len(self.grid_.checked)
        if checked:
            words = say(N_("共 {total} 条，已选 {count} 条"), total=total, count=f"{checked:,}")
        else:
            words = say(N_("共 {total} 条"), total=total)
        self.bench.status.put(words)

    def chosen(self) -> list[int]:
        """The checked rows in the order of the list; the selected one when none is checked."""
        grid = self.grid_
        if grid.checked:
            return [one for one in grid.ids if one in grid.checked]
        return [] if grid.selected is None else [grid.selected]

    def seen_paths(self) -> list[str]:
        """The columns on the screen, in order."""
        seen = [span.column.key for span in self.grid_.view.spans if span.index >= 0]
        return seen or [one.path for one in self.state.columns]

    def reveal_row(self, rid: int) -> None:
        """Select a row, with nothing hiding it."""
        if not self.grid_.select_id(rid):
            self.all(quiet=True, whole=rid in aside(self.bench.desk, self.record))
            self._wanted = rid
            self.reload()
        self.bench.show_side()

    def only_these(self, ids: tuple[int, ...], label: str) -> None:
        """List a number's names."""
        self.all(quiet=True)
        self.state.only(ids, label)
        self.reload()

    def all(self, quiet: bool = False, whole: bool = False) -> None:
        """Take every search and condition away; what stands aside is shown only when `whole` or by its own token."""
        self.state.clear(whole)
        self.tools.follow_state()
        if not quiet:
            self.reload()

    def drop(self, path: str) -> None:
        """Take one condition away."""
        self.state.drop(path)
        self.reload()

    def open_view(self, name: str) -> None:
        """Show a saved view; says what of it is no more."""
        told = self.state.views.open(name)
        self.follow_view()
        if told:
            toast.show(self.bench.root, told)

    def follow_view(self) -> None:
        """The state became another one as a whole."""
        self.tools.follow_state()
        self.relay(keep=False)
        self.reload()

    # ---- what the grid tells
    def _sorted(self, sort: tuple[tuple[str, str], ...]) -> None:
        self.state.sort = sort
        self.reload()

    def _widened(self, path: str, width: int) -> None:
        self.state.columns_.set_width(path, width)
        self._keep_columns()

    def _moved(self, path: str, before: str) -> None:
        # columns that left a narrow window keep their places; what is moved is chosen from now on
        self.state.columns_.put_before(path, before)
        self.relay()

    def _checked(self, ids: set[int]) -> None:
        self.tools.show_checked(len(ids))
        self.grid_.view.paint()
        self.say_count()

    def _selected(self, rid: int | None) -> None:
        if self.bench.counter.on and self.bench.counter.open_row != (self.state.name, rid):
            self.bench.counter.cover_all()
            self.grid_.refresh()
        if not self._typing:
            self.detail.show(rid)

    def _opened(self, rid: int) -> None:
        if self.bench.counter.uncover(self.record, rid):  # at the counter Enter shows the row first
            self.grid_.refresh()
            self.detail.show(rid)
            return
        if self.state.name in PAGES:
            key, opens = PAGES[self.state.name]
            getattr(self.bench.show(key), opens)(rid)
        elif self.bench.tight:
            self.bench.show_side()
        else:
            self.edit(rid)

    # ---- away and back
    def keep_place(self) -> list_place.ListPlace:
        """For `come_back`: what is asked for, and the row."""
        return list_place.keep(self)

    def come_back(self, place: list_place.ListPlace) -> None:
        """As it was left."""
        list_place.come_back(self, place)

    # ---- acts
    def focus_grid(self) -> None:
        """From the search box into the rows."""
        self.finish()
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

    def flip_filters(self, path: str = "") -> None:
        """筛选: choose a column to ask, or change the condition on one; closes what it opened."""
        from views.pages.list_filter import flip

        if path not in (AMONG, ASIDE):
            flip(self, path)

    def flip_columns(self) -> None:
        """列: which columns are shown, in which order, how wide, and what is sorted by."""
        from views.pages.list_columns import flip

        flip(self)

    def destroy(self) -> None:
        """No more asking."""
        self._rest_over()
        super().destroy()

    def print(self) -> None:
        """Ctrl+P: the list as it is seen; the record, while the keys are in its pane."""
        if self.bench.desk.may("export"):
            if self.detail.has_keys() and self.detail.state is not None:
                self.detail.print_paper()
            elif not self.state.total:
                toast.show(self.bench.root, say(N_("没有可以打印的内容")))
            else:
                self.handing.print()


def _column(one: Shown) -> Column:
    return Column(
        one.path,
        say(one.label),
        one.width,
        one.align,
        one.priority,
        one.look,
        one.flex,
        one.sortable,
        tones={word: tone or "grey" for word, tone in one.tones.items()},
    )
