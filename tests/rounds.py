"""A small place for the tests of work lists: two houses, an office tower, and a store with them in milliseconds."""
from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from center.desk import Desk
from db.days import Day
from db.listing import Query
from db.models.enterprises import Enterprise
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.questions.visits import stops_of
from db.record import Record
from tests.stores import new_desk


def add(desk: Desk, record: type[Record], **values: object) -> int:
    return desk.do(f"{record._meta.table_name}.add", values=values)


def build(desk: Desk) -> None:
    """Two houses of a compound (3号楼 with two units, and 12号楼 with a lift), a garage, an office tower."""
    community = add(desk, Community, name="晨光社区")
    grid = add(desk, Grid, name="第1网格", community=community)
    garden = add(desk, Compound, name="晨光花园", community=community)
    house = add(desk, Building, name="晨光花园3号楼", number="3", compound=garden, grid=grid)
    tall = add(desk, Building, name="晨光花园12号楼", number="12", compound=garden, elevators=2)
    for unit in ("1", "2"):
        rid = add(desk, Unit, building=house, number=unit)
        for number in ("201", "102", "101", "1001"):
            add(desk, Door, building=house, unit=rid, number=number, floor=int(number[:-2]), kind="home",
                use="vacant" if number == "102" else None)
    for number in ("101", "201"):
        add(desk, Door, building=tall, number=number, floor=int(number[:-2]))
    add(desk, Door, building=tall, number="车库1", floor=-1, kind="garage")
    add(desk, Door, building=tall, number="301", floor=3, valid_to=Day("2026-01-01"))
    tower = add(desk, Building, name="中信大厦")
    room = add(desk, Door, building=tower, number="1203", floor=12, kind="office")
    add(desk, Enterprise, name="晨光科技有限公司", building=tower, door=room, came="new", came_on=Day("2026-01-05"))
    add(desk, Enterprise, name="走了的公司", building=tower, came="new", came_on=Day("2026-01-05"), left="closed",
        left_on=Day("2026-03-01"))


@cache
def store() -> Path:
    """A centre with these places, made once in a test run: to be copied."""
    folder = Path(tempfile.mkdtemp(prefix="rounds-")) / "store"
    atexit.register(shutil.rmtree, folder.parent, ignore_errors=True)
    desk = new_desk(folder)
    build(desk)
    desk.close()
    return folder


def make(desk: Desk, name: str = "燃气检查", **more: object) -> int:
    given = {"name": name, "purpose": "check", "places": {"buildings": ["晨光花园3号楼"]}} | more
    return desk.do("visits.make", **given)


def walked(desk: Desk, rid: int) -> list[str]:
    desk.need("visits.read")
    return [f"{row['house']}-{row['unit']}-{row['number']}" for row in stops_of(rid)]


def door_of(desk: Desk, number: str) -> int:
    return desk.ids(Query(Door, filters=(("number", "eq", number),)))[0]
