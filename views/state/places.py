"""The tree of places without a screen: which lines stand open, where the keys are, what is told of the chosen one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from center.desk import Desk
from center.places.tree import COMPOUNDS, GRIDS, RECORDS, Node, Tree
from center.words import N_, say, spoken
from db.codes import code_list
from db.errors import Invalid, Missing
from db.listing import Query, lookup
from db.models.addresses import UnreadAddress
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.questions import places
from db.record import Record, columns
from db.words import Listed, Phrase
from views.state.forms import CHOSEN

if TYPE_CHECKING:
    from center.addresses.reading import Reading

KEPT = "places.tree"  # the preference: which community was open last, and along which way
WAYS = ((COMPOUNDS, N_("按小区")), (GRIDS, N_("按网格")))
NAMES = {
    "streets": N_("街道"), "communities": N_("社区"), "compounds": N_("小区"), "grids": N_("网格"),
    "buildings": N_("楼栋"), "units": N_("单元"), "floors": N_("楼层"), "doors": N_("户室"),
    "enterprises": N_("楼宇企业"), "loose": N_("没有归属"), "ungridded": N_("没有网格"),
}
CHILD: dict[str, tuple[type[Record], str]] = {
    "streets": (Community, "street"), "communities": (Compound, "community"), "compounds": (Building, "compound"),
    "grids": (Building, "grid"), "buildings": (Unit, "building"), "units": (Door, "building"),
    "floors": (Door, "building"), "loose": (Compound, ""),
}
"""What Ctrl+N adds under a place, and the field that says where."""
ALIKE = N_("{count} 处都这样写，先到 {place}。要到别处，请写上小区名")
LOOKED_IN = (Compound, Grid, Community, Building, Door)  # for a text that is no address


@dataclass(frozen=True)
class Line:
    """One line of the tree as it is seen."""

    node: Node
    depth: int
    open: bool


@dataclass(frozen=True)
class Tally:
    """A number under a place; `ids` asks for the rows behind it when somebody wants to see them."""

    label: str
    record: type[Record]
    count: int
    ids: Callable[[], Sequence[int]]


@dataclass(frozen=True)
class About:
    """What is told of a place: its name, where it is, its facts (label, text), its numbers and what is missing."""

    node: Node
    title: str
    where: str
    facts: tuple[tuple[str, str], ...]
    tallies: tuple[Tally, ...]
    kinds: tuple[tuple[str, int], ...]
    gaps: tuple[Tally, ...]


class PlacesState:
    """The tree of one account. `load()` reads it anew and leaves open what was."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self._kept = desk.preference(KEPT) or {}
        self.way = self._kept.get("way", COMPOUNDS)
        self._last = self._kept.get("community")
        self.chosen: tuple = ()
        self._open: set[tuple] = set()
        self._first = True
        self.lines: list[Line] = []
        self.hint: Phrase | Invalid | None = None  # of the text that was looked for last
        self.load()

    @property
    def may_edit(self) -> bool:
        return self.desk.may("places.edit")

    # ---- lines
    def load(self) -> None:
        """Read the store anew: one community at a time, as it is opened."""
        self.tree = Tree(self.desk)
        self._children: dict[tuple, list[Node]] = {}
        self._roots = self.tree.roots()
        if self._first:
            self._first = False
            self._open_last()
        self._lay()

    def _open_last(self) -> None:
        """The community that was open last, else the first one."""
        inside = [(root, one) for root in self._roots if root.kind == "streets" for one in self.children(root)]
        every = [(None, one) for one in self._roots if one.kind == "communities"] + inside
        if not every:
            return
        above, one = next((pair for pair in every if pair[1].id == self._last), every[0])
        self._open |= {node.key for node in (above, one) if node is not None}
        self.chosen = one.key

    def _lay(self) -> None:
        self.lines = []
        self._put(self._roots, 0)
        if self.lines and not any(line.node.key == self.chosen for line in self.lines):
            self.chosen = self.lines[0].node.key

    def _put(self, nodes: Sequence[Node], depth: int) -> None:
        for node in nodes:
            shown = node.opens and node.key in self._open
            self.lines.append(Line(node, depth, shown))
            if shown:
                self._put(self.children(node), depth + 1)

    def children(self, node: Node) -> list[Node]:
        """What hangs under a place, read once."""
        if node.key not in self._children:
            self._children[node.key] = self.tree.children(node, self.way)
        return self._children[node.key]

    # ---- walking
    @property
    def place(self) -> int:
        """Where the chosen line stands; -1 in an empty tree."""
        return next((at for at, line in enumerate(self.lines) if line.node.key == self.chosen), -1)

    @property
    def node(self) -> Node | None:
        """The chosen place."""
        return self.lines[self.place].node if self.lines else None

    def choose(self, at: int) -> None:
        """Another line."""
        if self.lines:
            self.chosen = self.lines[max(0, min(len(self.lines) - 1, at))].node.key

    def step(self, by: int) -> None:
        """↑↓."""
        self.choose(self.place + by)

    def right(self) -> None:
        """→: open, or to the first below."""
        at = self.place
        if at < 0 or not self.lines[at].node.opens:
            return
        if self.lines[at].open:
            self.choose(at + 1)
        else:
            self.flip(at)

    def left(self) -> None:
        """←: close, or to the place above."""
        at = self.place
        if at < 0:
            return
        if self.lines[at].open:
            self.flip(at)
        else:
            self.choose(next((up for up in range(at - 1, -1, -1) if self.lines[up].depth < self.lines[at].depth), at))

    def flip(self, at: int) -> None:
        """Open or close a line; a community that was opened is remembered."""
        node = self.lines[at].node
        if not node.opens:
            return
        self._open ^= {node.key}
        self.chosen = node.key
        if node.kind == "communities" and node.key in self._open:
            self._last = node.id
        self._lay()

    def keep(self) -> None:
        """Remember the community and the way for this account, if they are others than before."""
        now = {"community": self._last, "way": self.way}
        if now != self._kept:
            self._kept = now
            self.desk.prefer(KEPT, now)

    def turn(self, way: str) -> None:
        """Along compounds or along grids; the chosen row stays in sight when it is there too."""
        node = self.node
        self.way, self._children = way, {}
        self._lay()
        if node is not None and node.record is not None and node.kind not in ("compounds", "grids"):
            self.show(node.record, node.id)

    def show(self, record: type[Record], rid: int) -> bool:
        """Open the tree down to a row and choose it; False when it is not in it."""
        way = self.tree.way_to(record, rid, self.way)
        if not way:
            return False
        self._open |= {node.key for node in way[:-1]}
        self.chosen = way[-1].key
        self._lay()
        return self.lines[self.place].node.key == way[-1].key

    def find(self, text: str) -> bool:
        """Go to what a text means: an address as people write it, else a place whose name it finds.

        `hint` says what was not sure: that other places are written alike, or why no door was found.
        """
        self.hint = None
        if not text.strip():
            return False
        from center.addresses.reading import places as reader

        index = reader()
        within, own = self._nearest()
        alone = index.read(text.strip())
        near = [index.read(text.strip(), compound) for compound in within]
        for found in (*near, alone):
            for door in filter(None, (found.door, *found.among[:1])):
                if self.show(Door, door):
                    self._doubt(found if own and found is near[0] else alone if alone.among else found)
                    return True
        for record in LOOKED_IN:
            for rid in (*lookup(record, text.strip()), *self.desk.ids(Query(record, search=text.strip()))[:1]):
                if self.show(record, rid):
                    return True
        meant = near[0] if own and near[0].building else alone
        self._untold(meant)
        return bool(meant.building) and self.show(Building, meant.building)

    def _doubt(self, found: Reading) -> None:
        """Several doors are written like this: the nearest is shown, and that there are others is said."""
        if len(found.among) > 1:
            about = self.about(self.node)
            self.hint = Phrase(ALIKE, count=len(found.among), place=about.title)

    def _untold(self, found: Reading) -> None:
        """Why an address leads to no door; nothing of a text that is no address."""
        from center.addresses.reading import told

        if found.reason and found.parts.house:
            names = self.desk.rows(Building, [found.building], ("name",)) if found.building else ()
            self.hint = told(found, names[0].texts[0] if names else "")

    def _nearest(self) -> tuple[list[int], bool]:
        """The compounds that a short address means first: the chosen one (then True), those of the open community."""
        node = self.node
        if node is None:
            return [], False
        own = self.begin().get("compound")
        rest = [rid for rid, _name in self.tree.stock(node.community).compounds] if node.community else []
        return [rid for rid in dict.fromkeys((own, *rest)) if rid], bool(own)

    # ---- what is told
    def words(self, node: Node) -> str:
        """What stands at the right of a line."""
        parts = []
        if node.buildings is not None:
            parts.append(Phrase(N_("{count} 栋"), count=f"{node.buildings:,}"))
        if node.doors is not None:
            parts.append(Phrase(N_("{count} 户"), count=f"{node.doors:,}"))
        return say(Listed(parts, " · ")) if parts else ""

    def about(self, node: Node) -> About:
        """Everything the right side tells of a place."""
        record, title, facts = node.record, spoken(node.name), ()
        if record is not None:
            entry = self.desk.get(record, node.id)
            title = entry.title or title
            facts = tuple((at.label, entry.texts[at.path]) for at in columns(record)
                          if entry.texts.get(at.path) and at.path not in (record.title[0], "number"))
        return About(node, title, self._where(node), facts, *self._numbers(node))

    def _where(self, node: Node) -> str:
        """The places over it, from the top."""
        at = next((at for at, line in enumerate(self.lines) if line.node.key == node.key), 0)
        found, depth = [], self.lines[at].depth if self.lines else 0
        for line in reversed(self.lines[:at]):
            if line.depth < depth:
                found.append(line.node.name)
                depth = line.depth
        return say(Listed(reversed(found), " · ")) if found else ""

    def buildings(self, node: Node) -> list[tuple]:
        """The buildings under a place, as the tree read them; of a street none: too many to read at once."""
        if node.kind in ("communities", "loose"):
            return self.tree.stock(node.id or None).rows(node)
        if node.kind in ("compounds", "grids", "ungridded", "buildings"):
            return self.tree.stock(node.community).rows(node)
        return []

    def _numbers(self, node: Node) -> tuple[tuple[Tally, ...], tuple[tuple[str, int], ...], tuple[Tally, ...]]:
        day = self.tree.day
        if node.kind == "units":
            doors = places.ids_of_doors([node.building], day, node.id)
            return (Tally(N_("户室"), Door, len(doors), lambda: doors),), (), ()
        rows = self.buildings(node)
        if not rows:
            return (), (), ()
        ids, kinds = [row[0] for row in rows], places.doors_by_kind([row[0] for row in rows], day)
        units = places.ids_of_units(ids, day)
        tallies = [Tally(N_("楼栋"), Building, len(ids), lambda: ids)] if node.kind != "buildings" else []
        tallies += [Tally(N_("单元"), Unit, len(units), lambda: units),
                    Tally(N_("户室"), Door, sum(kinds.values()), lambda: places.ids_of_doors(ids, day))]
        return tuple(one for one in tallies if one.count), _kinds(kinds), _gaps(rows)

    def street_sums(self, node: Node) -> tuple[int, int]:
        """(buildings, doors) of a whole street: asked in a job, it reads every community."""
        return places.street_sums(node.id, self.tree.day)

    def unread(self) -> int | None:
        """How many addresses wait in the queue; None for who may not read it."""
        return len(self.desk.ids(Query(UnreadAddress))) if self.desk.may("addresses.read") else None

    def child(self) -> tuple[type[Record], dict[str, str], dict[str, str]] | None:
        """What Ctrl+N adds under the chosen place: the record, and what its form begins with (texts, labels)."""
        node = self.node
        if node is None or not self.may_edit:
            return (Compound, {}, {}) if node is None and self.may_edit else None
        record, field = self._below(node)
        if record is None:
            return None
        texts: dict[str, str] = {}
        labels: dict[str, str] = {}
        if field and (node.building or node.record):
            above, rid = (Building, node.building) if node.building else (RECORDS[node.kind], node.id)
            self._refer(texts, labels, field, above, rid)
        if node.kind == "units":
            self._refer(texts, labels, "unit", Unit, node.id)
        elif node.kind == "floors":
            texts["floor"] = str(node.id)
            if node.unit:
                self._refer(texts, labels, "unit", Unit, node.unit)
        return record, texts, labels

    def _below(self, node: Node) -> tuple[type[Record] | None, str]:
        """What is added under a place: in a building without units a door, along grids a grid."""
        if node.kind == "communities" and self.way == GRIDS:
            return Grid, "community"
        if node.kind == "buildings" and (inside := self.children(node)) and inside[0].kind != "units":
            return Door, "building"
        return CHILD.get(node.kind, (None, ""))

    def _refer(self, texts: dict[str, str], labels: dict[str, str], field: str, record: type[Record], rid: int) -> None:
        try:
            labels[field] = self.desk.get(record, rid).title
        except Missing:
            return
        texts[field] = f"{CHOSEN}{rid}"

    def begin(self) -> dict[str, int | None]:
        """Where making many would begin: the compound and grid of the chosen place."""
        node = self.node
        if node is None:
            return {}
        if node.kind in ("compounds", "grids"):
            return {"compound" if node.kind == "compounds" else "grid": node.id}
        if node.building:
            over = places.above(Building, node.building)
            return {"compound": over.get("compound"), "grid": over.get("grid")}
        return {"community": node.community}


def _kinds(found: Mapping[str | None, int]) -> tuple[tuple[str, int], ...]:
    """Doors by kind in the order of the code list; those without one last."""
    items = code_list("door_kind").items
    order = [*items, None]
    return tuple((items.get(kind) or N_("没有填类型"), found[kind])
                 for kind in sorted(found, key=lambda one: order.index(one) if one in order else len(order)))


def _gaps(rows: Sequence[tuple]) -> tuple[Tally, ...]:
    """Buildings without a code, and without a grid where the centre works with grids."""
    uncoded = [row[0] for row in rows if not row[6]]
    ungridded = [row[0] for row in rows if row[5] is None] if places.any_grid() else []
    found = ((N_("楼栋没有编码"), uncoded), (N_("楼栋没有划网格"), ungridded))
    return tuple(Tally(label, Building, len(ids), lambda ids=ids: ids) for label, ids in found if ids)
