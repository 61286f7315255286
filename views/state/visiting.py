"""A work list without a screen: its rows in walking order, what a key does to a stop, jumping, whose part it is."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from center.desk import Desk, Entry
from center.naming import named
from center.places.names import unit_name
from center.visits import unmet
from center.visits.measures import Head, of_list
from center.visits.planning import next_named
from center.words import N_, say
from db.errors import Missing
from db.listing import record_row
from db.models.places import Door
from db.models.visits import VisitList, VisitStop
from db.questions.visits import open_lists, stops_of
from views.kit.grid_columns import Column, Row
from views.speech import short_day

DONE, UNMET = N_("已办"), N_("未遇")
TITLE = 16  # characters of a name in the head


def columns() -> list[Column]:
    """The columns of the grid; the two states have their tone by their word."""
    return [
        Column("place", say(N_("次序")), 64, "e", look="dim", sortable=False),
        Column("door", say(N_("门牌")), 150, look="title", sortable=False),
        Column("state", say(N_("办理")), 92, look="chips", sortable=False,
               tones={say(DONE): "green", say(UNMET): "amber"}),
        Column("day", say(N_("完成日期")), 110, priority=1, look="dim", sortable=False),
        Column("note", say(N_("说明")), 220, flex=True, sortable=False),
    ]


class VisitingState:
    """One list. `load` reads it; `ids` are stops, and negative numbers for the heads of units."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.list, self.entry = 0, None
        self.stops: list[dict[str, Any]] = []
        self.marks: set[int] = set()
        self.units: list[tuple[str, list[int]]] = []
        self._place: dict[int, int] = {}

    def open(self, rid: int) -> None:
        """Another list. Raises Missing."""
        self.list = rid
        self.load()

    def newest(self) -> int:
        """The list that is open and was made last; 0 when there is none."""
        return max((row["id"] for row in open_lists()), default=0)

    def load(self) -> array:
        """Read it again; the ids to show."""
        self.entry: Entry | None = self.desk.get(VisitList, self.list) if self.list else None
        self.stops = stops_of(self.list) if self.list else []
        self.marks = unmet.unmet(self.desk, self.list) if self.list else set()
        self._place = {row["id"]: place for place, row in enumerate(self.stops)}
        self.units, ids = [], array("q")
        for (house, unit), rows in groupby(self.stops, lambda row: (row["building_name"] or "", row["unit"])):
            some = [row["id"] for row in rows]
            self.units.append((unit_name(house, unit) if unit else house, some))
            ids.append(-len(self.units))
            ids.extend(some)
        return ids

    def read_again(self, rid: int) -> int:
        """Read one stop that was just written; returns the head of its unit."""
        row = record_row(VisitStop, rid)
        self.stop(rid).update(done_on=row["done_on"], note=row["note"])
        if row["done_on"]:
            self.marks.discard(rid)
        return -1 - next(nth for nth, (_name, ids) in enumerate(self.units) if rid in ids)

    # ---- what is shown
    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts, and heads of units."""
        return [Row(one, self._head(-one - 1) if one < 0 else self._texts(one)) for one in ids
                if one < 0 or one in self._place]

    def _head(self, place: int) -> tuple[str, ...]:
        name, ids = self.units[place]
        done = sum(bool(self.stop(one)["done_on"]) for one in ids)
        return "", name, "", say(N_("已办 {done} / {total}"), done=done, total=len(ids))

    def _texts(self, rid: int) -> tuple[str, ...]:
        row = self.stop(rid)
        state = say(DONE) if row["done_on"] else say(UNMET) if rid in self.marks else ""
        door = f"{row['number']}　{row['name']}" if row["enterprise"] else row["number"]
        day = short_day(row["done_on"].first, self.desk.today()) if row["done_on"] else ""
        return str(row["place"] or ""), door, state, day, row["note"] or ""

    def stop(self, rid: int) -> dict[str, Any]:
        """One stop of the list."""
        return self.stops[self._place[rid]]

    def called(self, rid: int) -> str:
        """What a stop is called: its door, or its enterprise."""
        return self.stop(rid)["name"] or ""

    @property
    def title(self) -> str:
        """The list's name."""
        return self.entry.values["name"] if self.entry else ""

    @property
    def short_title(self) -> str:
        """The name as far as it has room in the head; the pane has all of it."""
        return self.title if len(self.title) <= TITLE else self.title[:TITLE - 1] + "…"

    @property
    def first(self) -> int | None:
        """The first stop that waits for an entry."""
        return next((row["id"] for row in self.stops if not row["done_on"] and row["id"] not in self.marks), None)

    @property
    def closed(self) -> bool:
        """Whether it can only be looked at."""
        return bool(self.entry and self.entry.values["closed_on"])

    @property
    def may(self) -> bool:
        """Whether this account writes into it."""
        return self.entry is not None and not self.closed and self.desk.may("visits.edit")

    @property
    def left(self) -> int:
        """How many stops are not done."""
        return sum(not row["done_on"] for row in self.stops)

    @property
    def progress(self) -> str:
        """`已办 12 / 48　未遇 3`."""
        counts = {"done": len(self.stops) - self.left, "total": len(self.stops)}
        if self.marks:
            return say(N_("已办 {done} / {total}　未遇 {unmet}"), **counts, unmet=len(self.marks))
        return say(N_("已办 {done} / {total}"), **counts)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """(label, text) of what the list says about itself, without what is empty."""
        keys = ("purpose", "opened_on", "due_on", "closed_on", "keeper", "about", "note")
        fields = VisitList._meta.fields
        keys = ("name", *keys) if self.short_title != self.title else keys
        return [(fields[key].label, self.entry.texts[key]) for key in keys if self.entry and self.entry.texts.get(key)]

    def heads(self) -> tuple[Head, ...]:
        """Each duty person's part of the list, in the order of places."""
        return of_list(self.desk, self.list) if self.list else ()

    # ---- what a key does
    def done(self, rid: int, note: str | None = None) -> None:
        """Done; with a note if one was written."""
        self.desk.do("visits.done", list=self.list, stops=[rid], note=note)

    def not_met(self, rid: int) -> None:
        """Nobody was met: a mark of this list and no act. On a marked stop: take it away."""
        unmet.set_unmet(self.desk, self.list, rid, rid not in self.marks)
        self.marks ^= {rid}

    def clear(self, rid: int) -> None:
        """Neither done nor 未遇."""
        if self.stop(rid)["done_on"]:
            self.desk.do("visits.not_done", list=self.list, stops=[rid])
        elif rid in self.marks:
            self.not_met(rid)

    def close(self) -> int:
        """Close the list; how many stops were not done."""
        return self.desk.do("visits.close", id=self.list)

    def next(self, rid: int) -> int | None:
        """The stop after one that waits for an entry; without one, simply the next; None at the end."""
        after = self.stops[self._place[rid] + 1:]
        waiting = (row["id"] for row in after if not row["done_on"] and row["id"] not in self.marks)
        return next(waiting, after[0]["id"] if after else None)

    def jump(self, text: str, rid: int | None) -> int | None:
        """The next stop of a typed door (501, 2-501, 晨光花园3-2-501) behind one; None when none is called so."""
        at = self._place.get(rid, -1) if rid else -1
        place = next_named(self.stops, text, at)
        if place is None:
            doors = set(named(Door, text)) if text.strip() else set()
            place = next((nth for nth, row in enumerate(self.stops) if row["door"] in doors), None)
        return None if place is None else self.stops[place]["id"]

    def uid(self) -> str:
        """The list's outside id, for its paper. Raises Missing."""
        if self.entry is None:
            raise Missing("请先打开一张上门清单")
        return self.entry.uid
