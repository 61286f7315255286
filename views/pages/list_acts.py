"""What is done from a list to its rows: copy, paste, change many, remove; the menus of rows, headers and views."""

from __future__ import annotations

import tkinter as tk
from typing import TYPE_CHECKING

from center.listing import ANY, ops
from center.words import N_, say, spoken
from db.errors import Problems, UserError
from db.record import column
from reports.by_door import in_order
from views import trouble
from views.kit import clipboard, keys, overlay, toast
from views.kit.grid_columns import Cell
from views.kit.menu import Item, Menu
from views.state.list_many import Many
from views.state.list_paste import table

if TYPE_CHECKING:
    from views.pages.lists import ListPage

LONGEST = 14  # signs of a value in a menu


class ListActs:
    """The acts of one list page."""

    def __init__(self, page: ListPage) -> None:
        self.page, self.bench, self.state = page, page.bench, page.state

    def bind(self, body: tk.Misc) -> None:
        """The keys that work in the rows."""
        for sequence, act in (("Control-c", self.copy), ("Control-v", self.paste), ("Delete", self.remove)):
            keys.shortcut(body, sequence, act)

    def _many(self) -> Many:
        return Many(self.bench.desk, self.page.record, self.page.chosen())

    # ---- the clipboard
    def copy(self) -> None:
        """Ctrl+C: the chosen rows as a table for a spreadsheet, masked; written down as an export."""
        many = self._many()
        if not many.ids:
            return
        many.ids = in_order(self.bench.desk, many.record, many.ids, self.state.sort)
        paths = self.page.seen_paths()

        def done(text: str) -> None:
            clipboard.put(self.bench.root, text)
            words = N_("已复制 {count} 条，可以粘贴到 Excel 或 WPS（号码已遮盖）")
            toast.show(self.bench.root, say(words, count=f"{len(many.ids):,}"))

        self.bench.act(lambda: many.as_table(paths, self.state.told()), done)

    def paste(self) -> None:
        """Ctrl+V: what was copied in a spreadsheet goes into the import preview."""
        if not self.state.may_import:
            toast.show(self.bench.root, say(N_("您的账号不能导入{label}"), label=self.page.record.label))
            return
        labels = [spoken(column(self.page.record, path).label) for path in self.page.seen_paths()]
        try:
            read = table(self.page.record, clipboard.text(self.bench.root), labels)
        except UserError as error:
            trouble.show(self.bench.root, error)
            return
        self.bench.show(f"import:{self.state.name}").take(read)

    # ---- many at once
    def ask_edit(self) -> None:
        """修改某一项: one value for all chosen rows."""
        from views.pages.list_edit import ask

        many = self._many()
        if many.ids and self.state.may_edit:
            ask(self, many)

    def edit(self, many: Many, values: dict) -> None:
        """Set the values on all of them, in a job."""

        def done(count: int) -> None:
            words = N_("已修改 {count} 条") if count else N_("这些本来就是这样，没有改动")
            told = say(words, count=f"{count:,}") if count else say(words)
            self.bench.told(told) if count else toast.show(self.bench.root, told)

        self._do(many, lambda some, job: some.edit(values, job.progress), done, say(N_("批量修改")), (
            N_("有 {count} 条不能这样改，所以一条都没有改"), N_("只改能改的 {count} 条")))

    def remove(self) -> None:
        """Delete: the chosen rows, as one act that 撤销 takes back; for several it is asked why."""
        many = self._many()
        if not many.ids or not self.state.may_edit:
            return
        if len(many.ids) == 1:
            self._remove(many)
            return
        title = say(N_("为什么删除这 {count} 条{label}"), count=f"{len(many.ids):,}", label=many.record.label)
        overlay.ask_text(self.bench.root, title, say(N_("原因")), lambda reason: self._remove(many, reason),
                         help=say(N_("原因会和删除一起记下；可以整批撤销。")))

    def _remove(self, many: Many, reason: str = "") -> None:
        grid, beside = self.page.grid_, self._beside(set(many.ids))

        def done(count: int) -> None:
            grid.uncheck()
            if beside is not None:
                grid.select_id(beside)
            self.bench.told(say(N_("已删除 {count} 条"), count=f"{count:,}") if count > 1 else "")

        self._do(many, lambda some, job: some.remove(reason, job.progress), done, say(N_("批量删除")), (
            N_("有 {count} 条不能删除，所以一条都没有删"), N_("只删能删的 {count} 条")))

    def _beside(self, going: set[int]) -> int | None:
        """Where the keys stay when the current row is among those that go: the next one left, else the one before."""
        grid = self.page.grid_
        if grid.selected not in going:
            return grid.selected
        at = list(grid.ids).index(grid.selected)
        left = [*grid.ids[at:], *reversed(grid.ids[:at])]
        return next((one for one in left if one not in going and one > 0), None)  # below 0: the head of a group

    def _do(self, many: Many, work, done, name: str, words: tuple[str, str]) -> None:
        if self.bench.doubted(lambda: self._do(many, work, done, name, words)):
            return

        def refused(error: BaseException) -> None:
            if isinstance(error, Problems):
                self._ask_rest(many, error, work, done, name, words)
            else:
                trouble.handle(self.bench.root, error)

        self.bench.work(name, lambda job: work(many, job), done, refused)

    def _ask_rest(self, many: Many, error: Problems, work, done, name: str, words: tuple[str, str]) -> None:
        from views.pages.list_edit import ask_rest

        rest = many.without(error.fields)
        ask_rest(self.bench.root, say(words[0], count=f"{len(error.fields):,}"), error,
                 say(words[1], count=f"{len(rest.ids):,}") if rest.ids else "",
                 lambda: self._do(rest, work, done, name, words))

    # ---- menus
    def row_menu(self, path: str, x: int, y: int) -> None:
        """A right click on a row, or the menu key."""
        page, many, desk = self.page, len(self.page.grid_.checked) > 1, self.bench.desk
        may_edit, may_hand = self.state.may_edit, desk.may("export")
        items: list[Item | None] = [Item(say(N_("修改这一条")), page.edit, say(N_("回车")), on=may_edit)]
        if path and (one := self._value_item(path)):
            items.append(one)
        items += [
            None,
            Item(say(N_("给勾选的改同一项…") if many else N_("改其中一项…")), self.ask_edit, on=may_edit),
            Item(say(N_("复制")), self.copy, "Ctrl+C", on=may_hand),
            Item(say(N_("粘贴表格")), self.paste, "Ctrl+V", on=self.state.may_import),
            None,
            Item(say(N_("导出…")), page.handing.ask, on=may_hand),
            Item(say(N_("打印")), page.print, "Ctrl+P", on=may_hand),
            None,
            Item(say(N_("删除勾选的") if many else N_("删除")), self.remove, "Delete", on=may_edit, danger=True),
        ]
        Menu(self.bench.root, items, (x, y))

    def _value_item(self, path: str) -> Item | None:
        """只看 this value, where the column can be asked by ticking."""
        at, rid = column(self.page.record, path), self.page.grid_.selected
        if ANY not in ops(self.bench.desk, at) or at.kind == "codes" or rid is None:
            return None
        value = self.state.raw(rid, path)
        place = [one.path for one in self.state.columns].index(path)
        text = self.page.grid_.pages.row(self.page.grid_.current)[1][place]
        text = text.text if isinstance(text, Cell) else text
        words = say(N_("只看“{value}”"), value=text[:LONGEST]) if value is not None else say(N_("只看没填的"))

        def narrow() -> None:
            self.state.narrow(path, value)
            self.page.reload()

        return Item(words, narrow)

    def head_menu(self, path: str, x: int, y: int) -> None:
        """A right click on a header."""
        page, chosen = self.page, self.state.columns_
        sortable = chosen.every[path].sortable

        def sort(way: str, also: bool = False) -> None:
            kept = tuple(one for one in self.state.sort if one[0] != path) if also else ()
            self.state.sort = (*kept, (path, way))
            page.reload()

        def change(act) -> None:
            act()
            page.relay()

        items: list[Item | None] = [
            Item(say(N_("从小到大排")), lambda: sort("asc"), on=sortable),
            Item(say(N_("从大到小排")), lambda: sort("desc"), on=sortable),
            Item(say(N_("排完前面的再按这列排")), lambda: sort("asc", True), say(N_("Shift+点列名")),
                 on=bool(self.state.sort) and sortable),
            None,
            Item(say(N_("按这一列筛选…")), lambda: page.flip_filters(path)),
            None,
            Item(say(N_("左移")), lambda: change(lambda: chosen.move(path, -1)), on=chosen.paths[0] != path),
            Item(say(N_("右移")), lambda: change(lambda: chosen.move(path, 1)), on=chosen.paths[-1] != path),
            Item(say(N_("不显示这一列")), lambda: change(lambda: chosen.flip(path)), on=path != chosen.title),
            None,
            Item(say(N_("选择列…")), page.flip_columns),
            Item(say(N_("恢复默认列")), lambda: change(chosen.restore), on=chosen.data() is not None),
        ]
        Menu(self.bench.root, items, (x, y))

    def views(self) -> None:
        """视图: open one, save, rename, remove, back to the standard."""
        views = self.state.views
        items: list[Item | None] = [
            Item(name, lambda name=name: self.page.open_view(name), mark=name == views.opened) for name in views.names()
        ]
        if items:
            items.append(None)
        items.append(Item(say(N_("存为新视图…")), self._ask_save))
        if views.opened:
            name = views.opened
            items += [
                Item(say(N_("把“{name}”更新成现在这样"), name=name), lambda: self._save(name)),
                Item(say(N_("改名…")), lambda: self._ask_rename(name)),
                Item(say(N_("删除“{name}”"), name=name), lambda: self._remove_view(name), danger=True),
            ]
        items += [None, Item(say(N_("恢复默认")), self._standard)]
        Menu(self.bench.root, items, self.page.view_button)

    def _ask_save(self) -> None:
        help_ = say(N_("查找、筛选、排序和列都存下，只有您自己看得到。"))
        overlay.ask_text(self.bench.root, say(N_("存为新视图")), say(N_("名字")), self._save, help=help_)

    def _save(self, name: str) -> None:
        def done(name: str) -> None:
            toast.show(self.bench.root, say(N_("已存为视图“{name}”"), name=name))
            self.page.tools.refresh()

        self.bench.act(lambda: self.state.views.save(name), done)

    def _ask_rename(self, old: str) -> None:
        def rename(new: str) -> None:
            self.bench.act(lambda: self.state.views.rename(old, new), lambda _name: self.page.tools.refresh())

        overlay.ask_text(self.bench.root, say(N_("给视图改名")), say(N_("名字")), rename, text=old)

    def _remove_view(self, name: str) -> None:
        def done(data) -> None:
            self.page.tools.refresh()
            toast.show(self.bench.root, say(N_("已删除视图“{name}”"), name=name), say(N_("撤销")),
                       lambda: self.bench.act(lambda: self.state.views.put_back(name, data)))

        self.bench.act(lambda: self.state.views.remove(name), done)

    def _standard(self) -> None:
        """Nothing narrows, the program's own order and columns."""
        again = self.state.views.standard()
        self.page.follow_view()
        self.page._keep_columns()
        if again is None:
            return

        def back() -> None:
            again()
            self.page.follow_view()
            self.page._keep_columns()

        words = say(N_("已恢复默认：筛选、排序和列都回到原样"))
        toast.show(self.bench.root, words, say(N_("撤销")), back, about="view")
