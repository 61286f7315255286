"""A building's sheet that came back, for the walk through all pages: what it offers, a conflict, what is unread."""

from __future__ import annotations

from collections.abc import Iterator

from center.places.sheets import Returned, rows_of
from db.listing import Query
from db.models.places import Door
from views.window import Window


def showing(window: Window) -> Iterator[None]:
    """A building's sheet that came back: an offer, a conflict and a cell that cannot be read."""
    desk, page = window.desk, window.bench.show("sheet")
    door = desk.get(Door, desk.ids(Query(Door))[0])
    rows = [[row.uid, *row.locked, *("" for _value in row.values)]
            for row in rows_of(door.values["building"], desk.today())]
    sent = desk.do("places.send_sheet", building=door.values["building"])["sheet"]
    desk.do("doors.edit", id=door.id, values={"note": "门口灯坏了"})
    mine = next(row for row in rows if row[0] == door.uid)
    mine[4:] = ["没人", "7", "楼道灯坏了，雨天漏水，已经报物业三次还没有修"]
    page.compare(Returned(sent, tuple(map(tuple, rows))))
    yield
    page.put_away()
