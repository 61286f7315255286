"""Questions about places: what stands where, how many, which names and codes are used. Rows: dicts or tuples."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import peewee

from db import dialect
from db.codes import code_list
from db.lots import lots
from db.models.enterprises import Enterprise
from db.models.places import Building, BuildingTerm, Community, Compound, Door, Grid, SentSheet, Street, Unit
from db.record import Record

COUNT = peewee.fn.COUNT


def standing(record: type[Record], day: date | str) -> peewee.Expression:
    """The condition of a place that has not gone by a day (a date, or its ISO text)."""
    return record.valid_to.is_null() | (record.valid_to > str(day))


def there(record: type[Record], day: date) -> peewee.Expression:
    """The condition of a place that was there at a day: begun by then (or it is not known when) and not gone."""
    return standing(record, day) & (record.valid_from.is_null() | (record.valid_from <= str(day)))


def inhabited(record: type[Record]) -> peewee.Expression:
    """The condition of a door, building or compound in which people live; one without a kind is a home."""
    none = code_list(record.kind.argument).flags["uninhabited"]
    return record.kind.is_null() | record.kind.not_in(none)


# ---- what stands above a row, for names and codes

def community_codes() -> dict[int, str]:
    """id → code of every community that has one."""
    query = Community.select(Community.id, Community.code).where(Community.code.is_null(False))
    return dict(query.tuples())


def codes_beginning(record: type[Record], start: str) -> set[str]:
    """The codes of a record that begin with a text, of places that are gone too."""
    end = start[:-1] + chr(ord(start[-1]) + 1)  # a range uses the index, whatever the engine makes of LIKE
    query = record.select(record.code).where(record.code >= start, record.code < end)
    return {code for (code,) in query.tuples()}


def compound_rows(ids: Iterable[int]) -> list[dict[str, Any]]:
    """id, name, kind, community, code."""
    fields = (Compound.id, Compound.name, Compound.kind, Compound.community, Compound.code)
    return [row for some in lots(ids) for row in Compound.select(*fields).where(Compound.id.in_(some)).dicts()]


def grid_rows(ids: Iterable[int]) -> list[dict[str, Any]]:
    """id, name, community, code."""
    fields = (Grid.id, Grid.name, Grid.community, Grid.code)
    return [row for some in lots(ids) for row in Grid.select(*fields).where(Grid.id.in_(some)).dicts()]


def building_rows(ids: Iterable[int] | None = None, compound: int | None = None) -> list[dict[str, Any]]:
    """id, name, number, kind, code, compound, grid, valid_from; compound_name, compound_kind; community.

    The community is its compound's, else its grid's.
    """
    community = peewee.fn.COALESCE(Compound.community, Grid.community).alias("community")
    query = (Building.select(Building.id, Building.name, Building.number, Building.kind, Building.code,
                             Building.compound, Building.grid, Building.valid_from,
                             Compound.name.alias("compound_name"), Compound.kind.alias("compound_kind"), community)
             .join(Compound, peewee.JOIN.LEFT_OUTER, on=(Building.compound == Compound.id)).switch(Building)
             .join(Grid, peewee.JOIN.LEFT_OUTER, on=(Building.grid == Grid.id)))
    if ids is None:
        return list(query.where(Building.compound == compound).dicts())
    return [row for some in lots(ids) for row in query.where(Building.id.in_(some)).dicts()]


def unit_rows(ids: Iterable[int] | None = None, buildings: Iterable[int] = ()) -> list[dict[str, Any]]:
    """id, name, number, code, building; building_name, building_code."""
    query = (Unit.select(Unit.id, Unit.name, Unit.number, Unit.code, Unit.building,
                         Building.name.alias("building_name"), Building.code.alias("building_code"))
             .join(Building, on=(Unit.building == Building.id)))
    wanted = (Unit.building, buildings) if ids is None else (Unit.id, ids)
    return [row for some in lots(wanted[1]) for row in query.where(wanted[0].in_(some)).dicts()]


def door_rows(ids: Iterable[int] | None = None, buildings: Iterable[int] = (), units: Iterable[int] = ()) -> list[dict]:
    """id, name, number, floor, zone, code, building, unit; building_name, building_code; unit_name, unit_code,
    unit_building. Of `buildings` those that hang on the building itself, in no unit."""
    query = (Door.select(Door.id, Door.name, Door.number, Door.floor, Door.zone, Door.code, Door.building, Door.unit,
                         Building.name.alias("building_name"), Building.code.alias("building_code"),
                         Unit.name.alias("unit_name"), Unit.code.alias("unit_code"),
                         Unit.building.alias("unit_building"))
             .join(Building, on=(Door.building == Building.id)).switch(Door)
             .join(Unit, peewee.JOIN.LEFT_OUTER, on=(Door.unit == Unit.id)))
    found: list[dict] = []
    loose = query.where(Door.unit.is_null())
    for asked, field, wanted in ((query, Door.id, ids or ()), (loose, Door.building, buildings),
                                 (query, Door.unit, units)):
        for some in lots(wanted):
            found.extend(asked.where(field.in_(some)).dicts())
    return found


def doors_twice(buildings: Iterable[int]) -> list[dict[str, Any]]:
    """Doors without a unit that stand twice in a building: building, number, first and last id."""
    query = (Door.select(Door.building, Door.number, peewee.fn.MIN(Door.id).alias("first"),
                         peewee.fn.MAX(Door.id).alias("last"))
             .group_by(Door.building, Door.zone, Door.number).having(COUNT(Door.id) > 1))
    return [row for some in lots(buildings)
            for row in query.where(Door.unit.is_null(), Door.building.in_(some)).dicts()]


def twice(record: type[Record], above: str) -> dict[str, list[int]]:
    """Names that stand more than once among the rows that have nothing above: name → ids."""
    field = getattr(record, above)
    rows: dict[str, list[int]] = {}
    for rid, name in record.select(record.id, record.name).where(field.is_null()).order_by(record.id).tuples():
        rows.setdefault(name, []).append(rid)
    return {name: ids for name, ids in rows.items() if name and len(ids) > 1}


def unnumbered(compounds: Iterable[int]) -> list[tuple[int, int, str]]:
    """(id, compound, name) of the buildings of some compounds that have a name and no number."""
    query = Building.select(Building.id, Building.compound, Building.name).where(Building.number.is_null())
    return [row for some in lots(compounds)
            for row in query.where(Building.compound.in_(some)).order_by(Building.id).tuples()]


def building_of_unit(unit: int) -> int | None:
    """The building that a unit stands in."""
    # Plain SQL: asked for each row of a list that is imported, where building the query would cost most.
    sql = 'SELECT "building_id" FROM "units" WHERE "id" = ?'
    found = dialect.execute(Unit._meta.database, sql, (unit,)).fetchone()
    return found[0] if found else None


def open_terms(buildings: Iterable[int]) -> dict[int, dict[str, Any]]:
    """The running term of each building: building → id, grid, compound, since."""
    fields = (BuildingTerm.id, BuildingTerm.building, BuildingTerm.grid, BuildingTerm.compound, BuildingTerm.since)
    rows = (row for some in lots(buildings) for row in BuildingTerm.select(*fields).where(
        BuildingTerm.building.in_(some), BuildingTerm.until.is_null()).dicts())
    return {row["building"]: row for row in rows}


def terms_of(building: int) -> list[dict[str, Any]]:
    """To what a building belonged, oldest first: since, until, grid_name, compound_name."""
    query = (BuildingTerm.select(BuildingTerm.id, BuildingTerm.since, BuildingTerm.until,
                                 Grid.name.alias("grid_name"), Compound.name.alias("compound_name"))
             .join(Grid, peewee.JOIN.LEFT_OUTER, on=(BuildingTerm.grid == Grid.id)).switch(BuildingTerm)
             .join(Compound, peewee.JOIN.LEFT_OUTER, on=(BuildingTerm.compound == Compound.id)))
    return list(query.where(BuildingTerm.building == building).order_by(BuildingTerm.id).dicts())


def sheets_of(building: int) -> list[dict[str, Any]]:
    """The sheets of a building that were handed out: sent_on, taken_on."""
    query = SentSheet.select(SentSheet.sent_on, SentSheet.taken_on).where(SentSheet.building == building)
    return list(query.order_by(SentSheet.id).dicts())


def uncoded(record: type[Record], communities: Sequence[int] | None = None) -> list[int]:
    """Ids of the places without a code; of grids and compounds, only those of some communities."""
    query = record.select(record.id).where(record.code.is_null()).order_by(record.id)
    if communities is not None:
        query = query.where(record.community.in_(list(communities)))
    return [rid for (rid,) in query.tuples()]


# ---- the tree, one community at a time

def streets() -> list[tuple[int, str]]:
    """(id, name) of every street."""
    return list(Street.select(Street.id, Street.name).order_by(Street.code.asc(nulls="FIRST"), Street.id).tuples())


def communities() -> list[tuple[int, str, int | None]]:
    """(id, name, street) of every community, in the order of their codes."""
    return list(Community.select(Community.id, Community.name, Community.street)
                .order_by(Community.code.asc(nulls="FIRST"), Community.id).tuples())


def compounds_of(community: int | None, day: date) -> list[tuple[int, str]]:
    """(id, name) of a community's compounds; None: of those that belong to none."""
    query = Compound.select(Compound.id, Compound.name).where(_at(Compound.community, community))
    return list(query.where(standing(Compound, day)).order_by(Compound.code.asc(nulls="FIRST"), Compound.id).tuples())


def grids_of(community: int | None, day: date) -> list[tuple[int, str]]:
    """(id, name) of a community's grids."""
    query = Grid.select(Grid.id, Grid.name).where(_at(Grid.community, community))
    return list(query.where(standing(Grid, day)).order_by(Grid.code.asc(nulls="FIRST"), Grid.id).tuples())


def buildings_of(community: int | None, day: date) -> list[tuple]:
    """(id, name, number, kind, compound, grid, code) of a community's buildings: whose compound or grid is in it.

    None: those of which neither says a community.
    """
    fields = (Building.id, Building.name, Building.number, Building.kind, Building.compound, Building.grid,
              Building.code)
    compounds = Compound.select(Compound.id).where(Compound.community == community)
    grids = Grid.select(Grid.id).where(Grid.community == community)
    if community is None:
        loose = Compound.select(Compound.id).where(Compound.community.is_null())
        where = Building.grid.is_null() & (Building.compound.is_null() | Building.compound.in_(loose))
    else:
        where = Building.compound.in_(compounds) | Building.grid.in_(grids)
    return list(Building.select(*fields).where(where, standing(Building, day)).tuples())


def door_counts(buildings: Iterable[int], day: date) -> dict[int, int]:
    """building → how many doors it has now."""
    found: dict[int, int] = {}
    for some in lots(buildings):
        query = Door.select(Door.building, COUNT(Door.id)).where(Door.building.in_(some), standing(Door, day))
        found |= dict(query.group_by(Door.building).tuples())
    return found


def street_sums(street: int, day: date) -> tuple[int, int]:
    """(buildings, doors) of all communities of a street that stand now."""
    inside = Community.select(Community.id).where(Community.street == street)
    here = (Building.compound.in_(Compound.select(Compound.id).where(Compound.community.in_(inside)))
            | Building.grid.in_(Grid.select(Grid.id).where(Grid.community.in_(inside))))
    buildings = Building.select(Building.id).where(here, standing(Building, day))
    return buildings.count(), Door.select(Door.id).where(Door.building.in_(buildings), standing(Door, day)).count()


def doors_under(compound: int) -> int:
    """How many doors have its name in theirs."""
    inside = Building.select(Building.id).where(Building.compound == compound)
    return Door.select(Door.id).where(Door.building.in_(inside)).count()


def units_of(building: int, day: date) -> list[tuple[int, str, int]]:
    """(id, number, doors) of a building's units."""
    here = (Door.unit == Unit.id) & standing(Door, day)
    query = (Unit.select(Unit.id, Unit.number, COUNT(Door.id)).join(Door, peewee.JOIN.LEFT_OUTER, on=here)
             .where(Unit.building == building, standing(Unit, day)).group_by(Unit.id, Unit.number))
    return list(query.tuples())


def doors_of(building: int, unit: int | None, day: date) -> list[tuple[int, str, int | None, str | None, str | None]]:
    """(id, number, floor, kind, zone) of a unit's doors, or (None) of those that hang on the building itself."""
    query = Door.select(Door.id, Door.number, Door.floor, Door.kind, Door.zone)
    return list(query.where(Door.building == building, _at(Door.unit, unit), standing(Door, day)).tuples())


def enterprises_at(doors: Iterable[int], day: date) -> list[tuple[int, int, str]]:
    """(id, door, name) of the enterprises that have not left some rooms by a day."""
    query = Enterprise.select(Enterprise.id, Enterprise.door, Enterprise.name).where(
        Enterprise.left_on.is_null() | (Enterprise.left_on > day.isoformat()))
    return [row for some in lots(doors)
            for row in query.where(Enterprise.door.in_(some)).order_by(Enterprise.id).tuples()]


def doors_by_kind(buildings: Iterable[int], day: date) -> dict[str | None, int]:
    """kind → how many doors of it some buildings have."""
    found: dict[str | None, int] = {}
    for some in lots(buildings):
        query = Door.select(Door.kind, COUNT(Door.id)).where(Door.building.in_(some), standing(Door, day))
        for kind, count in query.group_by(Door.kind).tuples():
            found[kind] = found.get(kind, 0) + count
    return found


def ids_of_doors(buildings: Iterable[int], day: date, unit: int | None = None) -> list[int]:
    """Ids of the doors of some buildings, or of one unit of them."""
    found: list[int] = []
    for some in lots(buildings):
        query = Door.select(Door.id).where(Door.building.in_(some), standing(Door, day))
        query = query.where(Door.unit == unit) if unit is not None else query
        found += [rid for (rid,) in query.order_by(Door.id).tuples()]
    return found


def ids_of_units(buildings: Iterable[int], day: date) -> list[int]:
    """Ids of the units of some buildings."""
    return [rid for some in lots(buildings) for (rid,) in
            Unit.select(Unit.id).where(Unit.building.in_(some), standing(Unit, day)).order_by(Unit.id).tuples()]


def above(record: type[Record], rid: int) -> dict[str, int | None]:
    """The ids over a place: street, community, compound, grid, building, unit; {} when it is not there."""
    if record is Door:
        row = Door.select(Door.building, Door.unit).where(Door.id == rid).tuples().first()
        return above(Building, row[0]) | {"building": row[0], "unit": row[1]} if row else {}
    if record is Unit:
        row = Unit.select(Unit.building).where(Unit.id == rid).tuples().first()
        return above(Building, row[0]) | {"building": row[0]} if row else {}
    if record is Building:
        [row] = building_rows([rid]) or [None]
        return {"community": row["community"], "compound": row["compound"], "grid": row["grid"]} if row else {}
    if record in (Compound, Grid):
        row = record.select(record.community).where(record.id == rid).tuples().first()
        return {"community": row[0]} if row else {}
    if record is Community:
        row = Community.select(Community.street).where(Community.id == rid).tuples().first()
        return {"street": row[0]} if row else {}
    return {}


# ---- measures

def ids_at(record: type[Record], day: date) -> list[int]:
    """Ids of the places that stand at a day: begun by then (or it is not known when) and not gone."""
    return [rid for (rid,) in record.select(record.id).where(there(record, day)).order_by(record.id).tuples()]


def buildings_in_grids(day: date) -> list[int]:
    """Ids of the buildings that have a grid."""
    query = Building.select(Building.id).where(Building.grid.is_null(False), standing(Building, day))
    return [rid for (rid,) in query.order_by(Building.id).tuples()]


def any_grid() -> bool:
    """Whether this centre works with grids at all."""
    return Grid.select(Grid.id).limit(1).tuples().first() is not None


# ---- making many

def known_buildings(compound: int | None, names: Sequence[str] = ()) -> list[tuple[int, str, str]]:
    """(id, number, name) of the buildings of a compound; without one, of those with some names."""
    query = Building.select(Building.id, Building.number, Building.name)
    if compound is not None:
        return list(query.where(Building.compound == compound).tuples())
    return [row for some in lots(names)
            for row in query.where(Building.compound.is_null(), Building.name.in_(some)).tuples()]


def known_units(buildings: Iterable[int]) -> list[tuple[int, int, str]]:
    """(id, building, number)."""
    return [row for some in lots(buildings) for row in
            Unit.select(Unit.id, Unit.building, Unit.number).where(Unit.building.in_(some)).tuples()]


def known_doors(buildings: Iterable[int]) -> list[tuple[int, int, int | None, str, str | None]]:
    """(id, building, unit, number, zone)."""
    return [row for some in lots(buildings) for row in Door.select(
        Door.id, Door.building, Door.unit, Door.number, Door.zone).where(Door.building.in_(some)).tuples()]


def known_compounds(name: str) -> list[tuple[int, int | None, str | None]]:
    """(id, community, kind) of the compounds of a name."""
    return list(Compound.select(Compound.id, Compound.community, Compound.kind).where(Compound.name == name).tuples())


def _at(field: peewee.Field, value: int | None) -> peewee.Expression:
    return field.is_null() if value is None else field == value


def ids_about(record: type[Record], building: int) -> list[int]:
    """Ids of what only belongs to a building: its terms, its sheets."""
    return [rid for (rid,) in record.select(record.id).where(record.building == building).order_by(record.id).tuples()]
