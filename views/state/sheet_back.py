"""楼栋长填报表 without a screen: which sheets are out, and one that came back, cell by cell: sent, now, returned."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from center.desk import Desk
from center.places.sheets import CONFLICT, OFFER, TAKEN, UNREAD, Cell3, Comparison, Returned, Sent, compare, sent
from center.words import N_, say, spoken
from db.errors import Invalid, Missing
from db.models.places import Building, Door, SentSheet
from db.record import column
from views.kit.grid_columns import Cell, Column, Row

OUT = (
    Column("place", N_("楼栋"), 300, look="title", flex=True, sortable=False),
    Column("token", N_("表号"), 180, sortable=False),
    Column("sent", N_("发出日期"), 140, sortable=False),
    Column("taken", N_("收回日期"), 140, sortable=False),
)
BACK = (
    Column("place", N_("门牌"), 200, look="title", flex=True, sortable=False),
    Column("path", N_("栏目"), 90, sortable=False),
    Column("sent", N_("发出时"), 110, sortable=False),
    Column("now", N_("现在的"), 110, sortable=False),
    Column("back", N_("收回的"), 190, flex=True, sortable=False),
    Column("which", N_("取哪个"), 100, sortable=False),
)
GROUPS = (
    (CONFLICT, N_("两边都改过"), N_("发出以后这里也改了，一格一格看")),
    (OFFER, N_("交回来的和这里不一样"), N_("发出以后这里没有改过，可以一起取")),
    (UNREAD, N_("读不出来"), N_("不能取，请问清楚再手工改")),
)
HEADINGS = {"note": N_("说明")}
EMPTY = N_("（空）")
LONGEST = 24  # signs of a cell's text; the whole of it stands in the door's own row


class SheetBackState:
    """`load` lists what is out; `open` lays one that came back beside what is here. Nothing is taken by itself."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.sheets: list[Sent] = []
        self.comparison: Comparison | None = None
        self.returned: Returned | None = None
        self.cells: list[Cell3] = []
        self.chosen: set[int] = set()

    @property
    def may_edit(self) -> bool:
        """Whether sheets may be handed out and taken back."""
        return self.desk.may("places.edit")

    # ---- what is out
    def load(self) -> array:
        """Ids of the sheets that were handed out, newest first: their places, from 1."""
        self.sheets = sent(self.desk)
        return array("q", range(1, len(self.sheets) + 1))

    def fetch_out(self, ids: Iterable[int]) -> list[Row]:
        """Rows of the sheets that were handed out."""
        found = []
        for one in ids:
            sheet = self.sheets[one - 1]
            taken = str(sheet.taken_on) if sheet.taken_on else Cell(say(N_("还没有收回")), "amber", tint=False)
            found.append(Row(one, (sheet.place or "", sheet.token, str(sheet.sent_on or ""), taken)))
        return found

    @property
    def count(self) -> str:
        """`发出 12 份，3 份还没有收回`."""
        out = sum(sheet.taken_on is None for sheet in self.sheets)
        return say(N_("发出 {count} 份，{out} 份还没有收回"), count=len(self.sheets), out=out)

    def building_named(self, text: str) -> int:
        """The building that a clerk means. Raises Invalid, Missing."""
        found = self.desk.take(SentSheet, {"building": text})["building"]
        if isinstance(found, Invalid):
            raise found
        if found is None:
            raise Missing("请写是哪一栋楼")
        return found

    def file_name(self, building: int) -> str:
        """What to offer as the sheet's file name."""
        name = self.desk.get(Building, building).values["name"] or ""
        return say(N_("{building}楼栋长填报表"), building=name) + ".xlsx"

    def send(self, building: int, target: Path) -> None:
        """Note what goes out, and write the file. Slow: call it in a job."""
        from reports.papers import hand_out, params

        uid = self.desk.get(Building, building).uid
        hand_out(self.desk, "building_sheet", params(self.desk, settings={"building": uid}), target)

    # ---- one that came back
    def open(self, back: Returned) -> Comparison:
        """Lay a sheet beside what is here. One that is refused leaves what was open as it was. Raises Invalid."""
        found = compare(self.desk, back)
        if found.refused is not None:
            raise found.refused
        if self.comparison is None or found.token != self.comparison.token:
            self.chosen = set()
        kept = {(self.cells[one - 1].uid, self.cells[one - 1].path) for one in self.chosen}
        self.comparison, self.returned = found, back
        self.cells = [cell for state, _label, _note in GROUPS for cell in found.of(state)]
        self.chosen = {at for at, cell in enumerate(self.cells, 1)
                       if (cell.uid, cell.path) in kept and cell.state != UNREAD}
        return found

    def again(self) -> bool:
        """Lay the same sheet beside what is here now; False when it can no longer be taken: then it is put away."""
        found = compare(self.desk, self.returned)
        if found.refused is not None:
            self.close()
            return False
        self.open(self.returned)
        return True

    def close(self) -> None:
        """Put it away."""
        self.comparison, self.returned, self.cells, self.chosen = None, None, [], set()

    def ids(self) -> array:
        """A head (negative) before each group, then its cells by their places, from 1."""
        found, at = array("q"), 1
        for number, (state, _label, _note) in enumerate(GROUPS, 1):
            count = sum(cell.state == state for cell in self.cells)
            if count:
                found.append(-number)
                found.extend(range(at, at + count))
                at += count
        return found

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of cells and heads of groups."""
        return [Row(one, self._head(-one) if one < 0 else self._texts(one)) for one in ids]

    def _head(self, number: int) -> tuple[str, ...]:
        state, label, note = GROUPS[number - 1]
        return "", say(label), say(note), str(sum(cell.state == state for cell in self.cells))

    def _texts(self, one: int) -> tuple[Any, ...]:
        cell = self.cells[one - 1]
        at = column(Door, cell.path)
        label = say(HEADINGS.get(cell.path, at.label))
        three = [_short(self._shown(cell.path, value)) for value in (cell.sent, cell.now)]
        if cell.state == UNREAD:
            why = Cell(_short(self._unread(cell)), "red", tint=False)
            return cell.place, label, *three, why, say(N_("不能取"))
        back = Cell(_short(self._shown(cell.path, cell.back)), "amber" if cell.state == CONFLICT else "blue")
        return cell.place, label, *three, back, self.which(one)

    def _shown(self, path: str, value: Any) -> str:
        field = column(Door, path).field
        return spoken(EMPTY if value is None else field.show(value, masked=False))

    @staticmethod
    def _unread(cell: Cell3) -> str:
        """What the building's head wrote, and why it is not taken."""
        why = say(cell.problem)
        return why if str(cell.back) in why else say(N_("{text}（{why}）"), text=cell.back, why=why)

    def lines(self) -> list[dict[str, str]]:
        """Every cell that differs as texts, for the command line: door, uid, path, label, sent, now, back, state."""
        found = []
        for cell in self.cells:
            label = HEADINGS.get(cell.path, column(Door, cell.path).label)
            texts = {name: self._shown(cell.path, getattr(cell, name)) for name in ("sent", "now")}
            back = self._unread(cell) if cell.state == UNREAD else self._shown(cell.path, cell.back)
            found.append({"door": cell.place, "uid": cell.uid, "path": cell.path, "label": say(label), **texts,
                          "back": back, "state": cell.state})
        return found

    def whole(self, one: int | None) -> str:
        """What came back in a cell, where it is longer than its place."""
        if one is None or one < 1 or one > len(self.cells):
            return ""
        cell = self.cells[one - 1]
        text = self._unread(cell) if cell.state == UNREAD else self._shown(cell.path, cell.back)
        return say(N_("收回的：{text}"), text=text) if text != _short(text) else ""

    def which(self, one: int) -> str | Cell:
        """Which of the two stands after taking back."""
        return Cell(say(N_("取收回的")), "blue", strong=True) if one in self.chosen else say(N_("留现在的"))

    # ---- choosing
    def choose(self, ids: set[int]) -> set[int]:
        """Take these cells; what may not be taken, and what came in a heap and wants a look, is left out. Returns what
        stays: checking all at once takes only what nobody here has changed."""
        wanted = {one for one in ids if self.cells[one - 1].state != UNREAD}
        added = wanted - self.chosen
        if len(added) > 1 or len(ids) > len(wanted):
            wanted -= {one for one in added if self.cells[one - 1].state != OFFER}
        self.chosen = wanted
        return wanted

    def all_offers(self) -> set[int]:
        """Take everything that only the building's head filled in; the others stay as they were chosen."""
        self.chosen |= {at for at, cell in enumerate(self.cells, 1) if cell.state == OFFER}
        return self.chosen

    @property
    def about(self) -> str:
        """What came back, in one line."""
        found = self.comparison
        if found is None:
            return ""
        name = self.desk.get(Building, found.building).values["name"] or ""
        return say(N_("{building}　表号 {token}　{day} 发出"), building=name, token=found.token, day=found.sent_on)

    @property
    def told(self) -> str:
        """How many cells differ and in which way."""
        found = self.comparison
        if found is None:
            return self.count
        if not self.cells and not found.of(TAKEN):
            return say(N_("交回来的表是空的，没有要取的"))
        words = N_("可取 {offers} 格，两边都改 {conflicts} 格，读不出 {unread} 格，已一样 {same} 格；已选 {chosen} 格")
        return say(words, offers=len(found.of(OFFER)), conflicts=len(found.of(CONFLICT)),
                   unread=len(found.of(UNREAD)), same=len(found.of(TAKEN)), chosen=len(self.chosen))

    def take(self) -> int:
        """Take what was chosen and close the sheet: one act. How many doors changed."""
        cells = [[cell.uid, cell.path, cell.back] for at, cell in enumerate(self.cells, 1) if at in self.chosen]
        changed = self.desk.do("places.take_sheet", sheet=self.comparison.token, cells=cells)
        self.close()
        return changed


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
