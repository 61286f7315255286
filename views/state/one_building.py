"""One building as an account may see it: its words, its layers and counts, whose duty it is; without a screen."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from center.desk import Desk
from center.places.building import BuildingFacts, DutyFact, facts, lived, marks, neighbours
from center.places.layers import Layer, Mark, seen
from center.words import N_, say
from db.codes import code_list
from db.questions.building import building_of
from db.words import Listed, Phrase
from views.state.counter import Counter as AtCounter

ROLES = ("building_head", "group", "cadre", "core_household", "grid_head", "grid_worker", "floor_head")
"""In this order they stand over the picture; heads of units stand over their unit."""
DOT = " · "
FIRMS = "enterprises"  # the layer of a commercial building


@dataclass(frozen=True)
class Person:
    """One with a duty, over the picture; `short` says less of it where room is dear; `gap` when nobody has it."""

    name: str
    detail: str
    short: str
    gap: bool = False


@dataclass(frozen=True)
class Shade:
    """One state of the layer in the legend: how it is drawn, its word, how many doors."""

    tone: str
    label: str
    count: int


class BuildingState:
    """`load(building)` reads it; `layer` is the one that is seen, kept from building to building.

    At a public counter none is seen, and nobody is counted behind a door, until a layer is picked; another building
    is covered again.
    """

    def __init__(self, desk: Desk, counter: AtCounter) -> None:
        self.desk, self.counter = desk, counter
        self.layers: tuple[Layer, ...] = ()
        self.layer: Layer | None = None
        self.facts: BuildingFacts | None = None
        self.marks: Mapping[str, Mapping[int, Mark]] = {}
        self.living: Mapping[int, int] | None = None
        self._counted: tuple[tuple[int, int], frozenset[int]] = ((0, 0), frozenset())
        self._at_counter = counter.on
        self._tower = False

    def load(self, building: int) -> None:
        """Read a building. Raises Denied, Missing."""
        found = facts(self.desk, building)
        self.layers = seen(self.desk.may)
        other = self.facts is None or self.facts.id != building or self._at_counter != self.counter.on
        if self.counter.on and other:
            self.layer = None
        elif self.layer not in self.layers and not self.counter.on:
            self.layer = next(iter(self.layers), None)
        if other and not self.counter.on:
            self._suit(found)
        self.facts, self._at_counter = found, self.counter.on
        self.marks = {one.key: marks(self.desk, found, one) for one in self.layers}
        self.living = lived(self.desk, building)

    def _suit(self, found: BuildingFacts) -> None:
        """A tower without homes begins with its enterprises, the next house with its homes again; a pick stays."""
        first, firms = next(iter(self.layers), None), next((one for one in self.layers if one.key == FIRMS), None)
        tower = bool(found.doors) and not any(door.home for door in found.doors)
        usual = {False: first, True: firms or first}
        if tower != self._tower and self.layer == usual[self._tower]:
            self.layer = usual[tower]
        self._tower = tower

    @property
    def covered(self) -> bool:
        """Whether colours and counts wait for a layer to be picked: at a public counter."""
        return self.counter.on and self.layer is None

    @property
    def lived(self) -> Mapping[int, int] | None:
        """How many live behind each door; None for who may not know, or while that is covered."""
        return None if self.covered else self.living

    def pick(self, key: str) -> None:
        """See another layer; at a public counter the one that is seen goes again."""
        if self.counter.on and self.layer is not None and self.layer.key == key:
            self.layer = None
        else:
            self.layer = next((one for one in self.layers if one.key == key), self.layer)

    def beside(self, by: int) -> int | None:
        """The building before (-1) or after (1) in its compound; None at the end."""
        order = neighbours(self.desk, self.facts.id)
        place = order.index(self.facts.id) + by if self.facts.id in order else -1
        return order[place] if 0 <= place < len(order) else None

    def building_of(self, door: int) -> int | None:
        """The building of a door."""
        return building_of(door)

    # ---- the head
    @property
    def subtitle(self) -> str:
        """`晨光花园 · 第4网格 · 18 层 × 3 单元 × 2 户`."""
        return Listed((part for part in (self.facts.compound, self.facts.grid, self._size()) if part), DOT)

    def _size(self) -> str:
        given, homes = self.facts, [one for one in self.facts.doors if one.home]
        floors, units = len([floor for floor in given.floors if floor > 0]), len(given.units)
        if not given.doors:
            return ""
        if len(homes) * 2 < len(given.doors):
            return Phrase(N_("{floors} 层 {rooms} 间"), floors=floors, rooms=len(given.doors))
        each = set(Counter((one.unit, one.floor) for one in homes).values())
        if units and len(each) == 1 and len(homes) == floors * units * (most := max(each)):
            return Phrase(N_("{floors} 层 × {units} 单元 × {doors} 户"), floors=floors, units=units, doors=most)
        if units:
            return Phrase(N_("{floors} 层 {units} 单元 {doors} 户"), floors=floors, units=units, doors=len(homes))
        return Phrase(N_("{floors} 层 {doors} 户"), floors=floors, doors=len(homes))

    @property
    def people(self) -> tuple[Person, ...]:
        """Who has a duty for the whole building; a building without a head says so. Empty for who may not know."""
        given = self.facts
        if not given.duty_seen:
            return ()
        found: list[Person] = []
        for role in ROLES:
            if role == "group":
                found += self._group()
            else:
                found += [self._person(one) for one in given.of(role)]
            if role == "building_head" and not found:
                found.append(Person(N_("楼栋长空缺"), N_("还没有人负责这栋楼"), "", gap=True))
        return tuple(found)

    def _group(self) -> Iterable[Person]:
        group, secretary = self.facts.head["group"], self.facts.head["secretary"]
        if group:
            label = N_("楼栋党小组")
            yield Person(self._name(secretary), label, label) if secretary else Person(label, group, "")

    def _person(self, one: DutyFact) -> Person:
        more: list[str] = [code_list("duty_role").items.get(one.role, one.role)]
        if one.mode:
            more.append(Listed((code_list("cover_mode").items.get(code, code) for code in one.mode), "/"))
        elif one.door and not self.counter.on:
            more.append(one.door.removeprefix(self.facts.name))
        elif one.floor is not None and one.role == "floor_head":
            more.append(Phrase(N_("{floor} 层"), floor=one.floor))
        elif one.tail and not self.counter.on:
            more.append(Phrase(N_("尾号 {tail}"), tail=one.tail))
        return Person(self._name(one.name), Listed(more, DOT), more[0])

    def _name(self, name: str) -> str:
        return self.counter.person(name)

    def unit_head(self, unit: int | None) -> tuple[Sequence[str], bool]:
        """What stands over a unit, the fullest first (`单元长 马秀英`), and whether it is a gap; () for who may not
        know."""
        if unit is None or not self.facts.duty_seen:
            return (), False
        heads = self.facts.of("unit_head", unit)
        if not heads:
            return (N_("单元长空缺"), N_("空缺")), True
        names = Listed(self._name(one.name) for one in heads)
        return (Phrase(N_("单元长 {name}"), name=names), names), False

    # ---- layers
    @property
    def pills(self) -> list[tuple]:
        """(key, label) of a layer, with the number of its doors where most have none."""
        words = N_("{rooms} 间") if self.rooms else N_("{doors} 户")     # doors, not people: 党员 4 户
        counts = {one.key: len(self.marks[one.key]) for one in self.layers}
        return [(one.key, one.label, say(words, rooms=counts[one.key], doors=counts[one.key]))
                if one.sparse and not self.covered
                else (one.key, one.label) for one in self.layers]

    @property
    def legend(self) -> list[Shade]:
        """The states of the layer that occur."""
        if self.layer is None:
            return []
        counts = Counter(mark.kind for mark in self._seen().values())
        return [Shade(kind.tone, kind.label, counts[kind.key]) for kind in self.layer.kinds if counts[kind.key]]

    def _seen(self) -> Mapping[int, Mark]:
        return self.marks.get(self.layer.key, {}) if self.layer else {}

    def looks(self) -> dict[int, tuple[str, str]]:
        """Door → (tone, word): tones of the layer, `empty` where a sparse one says nothing of the door."""
        found, layer = self._seen(), self.layer
        tones = {kind.key: kind.tone for kind in layer.kinds} if layer else {}
        kinds = code_list("door_kind").items
        blank = "hollow" if layer is not None and not layer.sparse else "empty"
        looks = {}
        for one in self.facts.doors:
            mark = found.get(one.id)
            if mark is not None:
                looks[one.id] = (tones.get(mark.kind, "grey"), mark.word)
            else:
                word = kinds.get(one.kind, "") if one.kind == "public" else ""
                looks[one.id] = (blank if one.home else "empty", word)
        return looks

    # ---- counts
    @property
    def rooms(self) -> bool:
        """Whether it has rooms and no homes: an office tower."""
        return not any(one.home for one in self.facts.doors)

    @property
    def counted(self) -> tuple[str, str] | None:
        """What the two columns beside the picture count, '' for nothing; None for who may not know."""
        if self.lived is None:
            return None
        if self.rooms:
            return N_("间"), N_("人") if any(self.lived.values()) else ""
        return (N_("住户"), N_("人")) if self.layer is None or not self.layer.sparse else (N_("户"), N_("人"))

    def counts(self, doors: Iterable[int]) -> tuple[int, int]:
        """(doors lived in, or with a mark of a sparse layer; people) of some doors."""
        lived, doors = self.lived or {}, set(doors)
        people = sum(lived.get(door, 0) for door in doors)
        if self.layer is not None and self.layer.sparse:
            return len(doors & self._seen().keys()), people
        return len(doors & self._homes()), people

    def _homes(self) -> frozenset[int]:
        """Doors that are lived in, as the measure households.occupied counts, so that the numbers agree."""
        key = (id(self.facts), id(self.lived))
        if self._counted[0] != key:
            lived = self.lived or {}
            found = frozenset(one.id for one in self.facts.doors if one.home and lived.get(one.id))
            self._counted = (key, found)
        return self._counted[1]

    def sums(self, unit: int | None) -> Sequence[str]:
        """What stands under a unit, the fullest first, for a place that may be narrow."""
        doors = [one for one in self.facts.doors if one.unit == unit]
        homes = sum(one.home for one in doors)
        whole = Phrase(N_("{doors} 户"), doors=homes)
        if self.layer is not None and self.layer.sparse:
            count = len({one.id for one in doors} & self._seen().keys())
            words = N_("{layer} {doors} 间") if self.rooms else N_("{layer} {doors} 户")
            bare = Phrase(N_("{rooms} 间"), rooms=count) if self.rooms else Phrase(N_("{doors} 户"), doors=count)
            return Phrase(words, layer=self.layer.label, doors=count), bare
        if self.rooms:
            return (Phrase(N_("{rooms} 间"), rooms=len(doors)),)
        if self.lived is None:
            return (whole,)
        lived_in, people = self.counts(one.id for one in doors)
        here = Phrase(N_("住 {doors} 户 {people} 人"), doors=lived_in, people=people)
        return Listed((whole, here), DOT), here, whole

    @property
    def status(self) -> str:
        """`共 106 户 270 人，公共用房 1 处`."""
        doors, people = self.facts.doors, sum((self.lived or {}).values())
        homes, public = sum(one.home for one in doors), sum(one.kind == "public" for one in doors)
        others = len(doors) - homes - public
        first = (Phrase(N_("共 {doors} 户"), doors=homes) if self.lived is None
                 else Phrase(N_("共 {doors} 户 {people} 人"), doors=homes, people=people))
        more = [first] if homes or not doors else [Phrase(N_("共 {rooms} 间"), rooms=len(doors))]
        more += [Phrase(N_("公共用房 {count} 处"), count=public)] if public else []
        more += [Phrase(N_("其他房屋 {count} 间"), count=others)] if others and homes else []
        more += [N_("临柜模式，选一个图层才显示住的情况")] if self.covered and self.layers else []
        return Listed(more, "，")
