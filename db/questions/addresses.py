"""Questions of the address reader: the names of places, doors in bulk, rulings, and what waits in the queue."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import peewee

from db import dialect
from db.journal import Act
from db.lots import lots, marks
from db.models.addresses import AddressRuling, UnreadAddress
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Street
from db.questions.places import standing
from db.record import Record, database, record_name


def stamp() -> tuple[Any, int, bool]:
    """(the store's database, its newest act, whether an act is under way): what the reader's index is kept by."""
    newest = Act.select(peewee.fn.MAX(Act.id)).scalar() or 0
    return database.obj, newest, dialect.acting(database.obj)


def content() -> tuple:
    """Figures that differ when a name, a building or a ruling was added, changed or removed."""
    found = []
    for record in (Street, Community, Compound, Building, AddressRuling):
        weight = peewee.fn.SUM(record.id * record.revision)
        query = record.select(peewee.fn.COUNT(record.id), peewee.fn.SUM(record.revision), peewee.fn.MAX(record.id),
                              weight)
        found.append(next(iter(query.tuples())))
    return tuple(found)


def any_building() -> bool:
    """Whether the centre keeps its buildings here at all."""
    return Building.select(Building.id).limit(1).scalar() is not None


def compound_rows(day: str) -> list[tuple]:
    """(id, name, aliases, community's name, street's name) of the compounds that stand on a day (ISO)."""
    query = (Compound.select(Compound.id, Compound.name, Compound.aliases, Community.name, Street.name)
             .join(Community, peewee.JOIN.LEFT_OUTER, on=(Compound.community == Community.id))
             .join(Street, peewee.JOIN.LEFT_OUTER, on=(Community.street == Street.id)))
    return list(query.where(standing(Compound, day)).order_by(Compound.id).tuples())


def building_rows(day: str) -> list[tuple]:
    """(id, name, number, compound id) of the buildings that stand on a day."""
    sql = ('SELECT "id", "name", "number", "compound_id" FROM "buildings"'
           ' WHERE "valid_to" IS NULL OR "valid_to" > ? ORDER BY "id"')
    return dialect.execute(database.obj, sql, (day,)).fetchall()


def doors_of(buildings: Iterable[int], day: str) -> Iterator[tuple]:
    """(id, building, number of the unit or None, number, floor, zone) of the doors that stand on a day."""
    for chunk in lots(dict.fromkeys(buildings)):
        sql = ('SELECT d."id", d."building_id", u."number", d."number", d."floor", d."zone" FROM "doors" d'
               f' LEFT JOIN "units" u ON u."id" = d."unit_id" WHERE d."building_id" IN ({marks(chunk)})'
               ' AND (d."valid_to" IS NULL OR d."valid_to" > ?) ORDER BY d."id"')
        yield from dialect.execute(database.obj, sql, (*chunk, day)).fetchall()


def units_of(buildings: Iterable[int], day: str) -> list[tuple]:
    """(id, building, number) of the units that stand on a day."""
    found = []
    for chunk in lots(dict.fromkeys(buildings)):
        sql = (f'SELECT "id", "building_id", "number" FROM "units" WHERE "building_id" IN ({marks(chunk)})'
               ' AND ("valid_to" IS NULL OR "valid_to" > ?) ORDER BY "id"')
        found += dialect.execute(database.obj, sql, (*chunk, day)).fetchall()
    return found


def rulings(day: str) -> list[tuple]:
    """(text, door, building, outside) of what people said; a ruling on a door that is gone is left out."""
    query = (AddressRuling.select(AddressRuling.text, AddressRuling.door, Door.building, AddressRuling.building,
                                  AddressRuling.outside)
             .join(Door, peewee.JOIN.LEFT_OUTER, on=(AddressRuling.door == Door.id)))
    query = query.where(standing(Door, day)).order_by(AddressRuling.id)
    return [(text, door, at or building, outside) for text, door, at, building, outside in query.tuples()]


def ruling_of(text: str) -> int | None:
    """The ruling on exactly this text."""
    return AddressRuling.select(AddressRuling.id).where(AddressRuling.text == text).scalar()


def names_of(record: type[Record], ids: Iterable[int]) -> dict[int, str]:
    """Names of some doors or buildings."""
    found: dict[int, str] = {}
    for chunk in lots(dict.fromkeys(ids)):
        sql = f'SELECT "id", "name" FROM "{record_name(record)}" WHERE "id" IN ({marks(chunk)})'
        found |= {rid: name or "" for rid, name in dialect.execute(database.obj, sql, chunk).fetchall()}
    return found


def building_of(door: int) -> int | None:
    """The building of a door."""
    return Door.select(Door.building).where(Door.id == door).scalar()


# ---- whose address it is ------------------------------------------------------------------------------------


def addresses_of(people: Iterable[int]) -> dict[int, tuple[str, str | None]]:
    """Person → (uid in hex, address)."""
    found = {}
    for chunk in lots(dict.fromkeys(people)):
        sql = f'SELECT "id", "uid", "address" FROM "people" WHERE "id" IN ({marks(chunk)})'
        found |= {rid: (bytes(uid).hex(), text)
                  for rid, uid, text in dialect.execute(database.obj, sql, chunk).fetchall()}
    return found


def people_with_address() -> list[int]:
    """Everybody whose address is written down."""
    query = Person.select(Person.id).where(Person.address.is_null(False), Person.address != "").order_by(Person.id)
    return [rid for (rid,) in query.tuples().iterator()]


def homes_of(people: Iterable[int]) -> dict[int, tuple[int, int, bool]]:
    """Person → (residency, door, whether anything was typed into it) of where she lives now."""
    found = {}
    for chunk in lots(dict.fromkeys(people)):
        sql = ('SELECT "person_id", "id", "door_id", "since" IS NOT NULL OR "relation" IS NOT NULL'
               ' OR "registration" IS NOT NULL OR "note" IS NOT NULL FROM "residencies"'
               f' WHERE "person_id" IN ({marks(chunk)}) AND "until" IS NULL ORDER BY "id"')
        for person, rid, door, typed in dialect.execute(database.obj, sql, chunk).fetchall():
            found[person] = (rid, door, bool(typed))
    return found


def scenes_of(voices: Iterable[int]) -> dict[int, tuple[str | None, int | None, int | None]]:
    """Voice → (place, building, door)."""
    found = {}
    for chunk in lots(dict.fromkeys(voices)):
        sql = f'SELECT "id", "place", "building_id", "door_id" FROM "voices" WHERE "id" IN ({marks(chunk)})'
        found |= {rid: tuple(rest) for rid, *rest in dialect.execute(database.obj, sql, chunk).fetchall()}
    return found


def people_of(uids: Iterable[str]) -> dict[str, int]:
    """uid in hex → person, for those that are still there."""
    found = {}
    for chunk in lots(dict.fromkeys(bytes.fromhex(uid) for uid in uids)):
        sql = f'SELECT "uid", "id" FROM "people" WHERE "uid" IN ({marks(chunk)})'
        found |= {bytes(uid).hex(): rid for uid, rid in dialect.execute(database.obj, sql, chunk).fetchall()}
    return found


def queue_of(owner: str, uids: Iterable[str]) -> dict[str, int]:
    """uid in hex → its row in the queue."""
    found = {}
    for chunk in lots(dict.fromkeys(uids)):
        sql = f'SELECT "owner_uid", "id" FROM "unread_addresses" WHERE "owner" = ? AND "owner_uid" IN ({marks(chunk)})'
        found |= dict(dialect.execute(database.obj, sql, (owner, *chunk)).fetchall())
    return found


def waiting() -> list[dict[str, Any]]:
    """The whole queue, oldest first: id, text, owner, owner_uid, reason, found; rows whose person is gone left out."""
    query = UnreadAddress.select(UnreadAddress.id, UnreadAddress.text, UnreadAddress.owner, UnreadAddress.owner_uid,
                                 UnreadAddress.reason, UnreadAddress.found).order_by(UnreadAddress.id)
    rows = list(query.dicts())
    there = people_of(row["owner_uid"] for row in rows if row["owner"] == record_name(Person))
    return [row for row in rows if row["owner_uid"] in there]


def gone() -> list[int]:
    """Rows of the queue whose person is gone."""
    query = UnreadAddress.select(UnreadAddress.id, UnreadAddress.owner_uid).tuples()
    rows = list(query)
    there = people_of(uid for _rid, uid in rows)
    return [rid for rid, uid in rows if uid not in there]
