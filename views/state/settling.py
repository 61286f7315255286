"""未能识别的地址 without a screen: the queue by spelling, how each was read, what it may be, and settling it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

from center.addresses.reading import PARTIAL, Reading, places, told
from center.desk import Desk
from center.words import N_, say, spoken
from db.codes import code_list
from db.errors import Invalid
from db.listing import Query
from db.models.addresses import UnreadAddress
from db.models.people import Person
from db.models.places import Building, Door
from db.questions import addresses as asked
from views.kit.grid_columns import Column, Row
from views.state.counter import Counter

ALL = ""
OFFERED = 5
TONES = {"unread": "grey", "unknown": "red", "partial": "amber", "several": "violet", "differs": "blue"}
COLUMNS = (
    Column("reason", N_("原因"), 150, look="chips", tones={}, sortable=False),
    Column("text", N_("地址原文"), 200, look="title", flex=True, sortable=False),
    Column("found", N_("可能是"), 240, flex=True, priority=1, sortable=False),
    Column("count", N_("几个人"), 80, align="e", sortable=False),
)
OPEN_PARTS = ("above", "head", "zone", "house")  # as far as the mask of an address shows it
PARTS = (("above", N_("区域")), ("head", N_("小区或楼宇")), ("zone", N_("分区")), ("house", N_("楼号")),
         ("unit", N_("单元")), ("floor", N_("楼层")), ("room", N_("室号")), ("tail", N_("方位")))


@dataclass(frozen=True)
class Line:
    """Rows of the queue with one spelling and one reason; `rid` is the first of them."""

    rid: int
    ids: tuple[int, ...]
    text: str
    reason: str
    found: str
    owner_uid: str


class SettlingState:
    """`load` reads the queue; a grid row's id is the first queue row of its line."""

    def __init__(self, desk: Desk, counter: Counter | None = None) -> None:
        self.desk, self.counter = desk, counter or Counter(desk)
        self.reason, self.lines = ALL, {}
        self.counts: dict[str, int] = {}
        self.revealed: dict[int, str] = {}
        self.here: Line | None = None
        self.reading: Reading | None = None
        self.offers: list[tuple[int, str]] = []
        self.typed = False  # whether the doors offered were looked for by hand
        self.why_looked = ""  # given once for this sitting; every look is written down with it

    # ---- the list
    def load(self) -> array:
        """The ids to show: those of the chosen reason, the spelling of most people first."""
        self.desk.need("addresses.read")
        grouped: dict[tuple[str, str], list[dict]] = {}
        self.counts = {}
        for row in asked.waiting():
            grouped.setdefault((row["reason"], row["text"]), []).append(row)
            self.counts[row["reason"]] = self.counts.get(row["reason"], 0) + 1
        if self.reason and self.reason not in self.counts:
            self.reason = ALL
        self.lines = {}
        for (reason, text), rows in sorted(grouped.items(), key=lambda one: -len(one[1])):
            if self.reason in (ALL, reason):
                first = rows[0]
                self.lines[first["id"]] = Line(first["id"], tuple(row["id"] for row in rows), text, reason,
                                               first["found"] or "", first["owner_uid"])
        return array("q", self.lines)

    def pills(self) -> list[tuple[str, str, str]]:
        """(reason, words, how many people) for those that wait."""
        names = code_list("address_reason").items
        all_ = (ALL, say(N_("全部")), f"{sum(self.counts.values()):,}")
        return [all_, *((code, spoken(name), f"{self.counts[code]:,}") for code, name in names.items()
                        if code in self.counts)]

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts, the address masked."""
        wanted = [one for one in ids if one in self.lines]
        masked = {row.id: row.texts for row in self.desk.rows(UnreadAddress, wanted, ["text", "found"])}
        names = code_list("address_reason").items
        rows = []
        for one in wanted:
            line = self.lines[one]
            texts = self.counter.texts(UnreadAddress, one, ["text", "found"], masked.get(one, ("", "")))
            rows.append(Row(one, ((spoken(names.get(line.reason, line.reason)),), *texts, f"{len(line.ids):,}")))
        return rows

    def masked(self) -> str:
        """The address of the open line: as revealed, else masked."""
        if self.here is None:
            return ""
        return self.revealed.get(self.here.rid) or self.fetch([self.here.rid])[0].texts[1]

    # ---- one line
    def open(self, rid: int | None) -> None:
        """Look at a line: how it was read, and what it may be."""
        if self.here is None or rid != self.here.rid:
            self.revealed = {}
        self.here = self.lines.get(rid) if rid is not None else None
        self.reading, self.offers, self.typed = None, [], False
        if self.here is not None:
            self.reading = places().read(self.here.text)
            self.offers = self._named(_likely(self.reading))

    def parts(self) -> list[tuple[str, str]]:
        """(what, text) as the reader took the address apart, unit and room only of a text that was asked for.

        Nothing of what is only words, or at the counter.
        """
        if self.reading is None or not self.reading.parts.names_place:
            return []
        if self.counter.covers(UnreadAddress, self.here.rid):
            return []
        found = [(label, getattr(self.reading.parts, name)) for name, label in PARTS
                 if self.looked or name in OPEN_PARTS]
        return [(spoken(label), str(value)) for label, value in found if value not in ("", None)]

    @property
    def looked(self) -> bool:
        """Whether the whole text of the open line stands on the screen."""
        return self.here is not None and self.here.rid in self.revealed

    @property
    def veiled(self) -> bool:
        """Whether the doors offered would tell the masked text: they wait until it was asked for."""
        return not self.looked and not self.typed

    @property
    def names(self) -> list[str]:
        """What the doors offered are called, as far as they may be seen."""
        mask = UnreadAddress._meta.fields["found"].mask
        return [mask(name) if self.veiled else name for _door, name in self.offers]

    def why(self) -> str:
        """The sentence about the open line."""
        if self.here is None:
            return ""
        if not self.reading.reason:
            sentence = Invalid("地址认出来了，可是登记的住处是另一户。请选这一户，或者保持原样")
        else:
            names = asked.names_of(Building, [self.reading.building] if self.reading.building else [])
            sentence = told(self.reading, names.get(self.reading.building or 0, ""))
        return say(sentence)

    def look_for(self, text: str) -> None:
        """Offer other doors: those of an address that is typed, else what the search finds."""
        self.typed = bool(text.strip())
        if not self.typed:
            self.offers = self._named(_likely(self.reading)) if self.reading else []
            return
        read = places().read(text)
        ids = [read.door] if read.door else list(read.among)
        if not ids and self.desk.may("places.read"):
            ids = list(self.desk.ids(Query(Door, search=text))[:OFFERED])
        self.offers = self._named(ids[:OFFERED])

    def _named(self, doors: Iterable[int]) -> list[tuple[int, str]]:
        wanted = list(doors)
        names = asked.names_of(Door, wanted)
        return [(door, names[door]) for door in wanted if door in names]

    def reveal(self, reason: str) -> str:
        """The whole text, for a reason that is written down. Who settles may look; so may who holds `reveal`."""
        if self.desk.may("addresses.edit"):
            text = self.desk.do("addresses.look", reason, id=self.here.rid)
        else:
            text = self.desk.reveal(UnreadAddress, self.here.rid, "text", reason)
        self.revealed, self.why_looked = {self.here.rid: text}, reason
        return text

    @property
    def may_look(self) -> bool:
        """Whether this account may ask for the whole text."""
        return self.desk.may("addresses.edit") or self.desk.may("reveal")

    def person(self) -> int | None:
        """Whose address the open line is, if it is one person's."""
        if self.here is None or len(self.here.ids) > 1 or not self.desk.may(f"{Person.domain}.read"):
            return None
        return asked.people_of([self.here.owner_uid]).get(self.here.owner_uid)

    # ---- acts
    def settle(self, place: int, keep: bool) -> int:
        """All people of the open line live behind the door offered at a place."""
        door, _name = self.offers[place]
        return self.desk.do("addresses.settle", ids=list(self.here.ids), door=door, keep=keep)

    def outside(self, keep: bool) -> int:
        """The address lies elsewhere."""
        return self.desk.do("addresses.outside", ids=list(self.here.ids), keep=keep)

    def leave(self) -> int:
        """What is registered is right."""
        return self.desk.do("addresses.leave", ids=list(self.here.ids))


def _likely(reading: Reading) -> list[int]:
    """Doors that the text may mean, the likeliest first."""
    if reading.door:
        return [reading.door]
    if reading.among:
        return list(reading.among[:OFFERED])
    parts = reading.parts
    if reading.reason == PARTIAL or not parts.room:
        return []
    buildings = reading.buildings or ((reading.building,) if reading.building else ())
    if not buildings and parts.house:  # an unknown compound: the same house elsewhere
        home = "-".join(part for part in (parts.house, parts.unit, parts.room) if part)
        found = places().read(home)
        return [found.door] if found.door else list(found.among[:OFFERED])
    return _alike(reading, buildings)


def _alike(reading: Reading, buildings: Iterable[int]) -> list[int]:
    """Doors of the building whose numbers look like the one that is not there."""
    wanted, scored = reading.parts, []
    for rid, _building, unit, number, _floor, _zone in asked.doors_of(buildings, places().day):
        alike = SequenceMatcher(None, wanted.room, number).ratio() + (unit == wanted.unit) * 0.5
        scored.append((-alike, rid))
    return [rid for alike, rid in sorted(scored)[:OFFERED] if alike < -0.7]
