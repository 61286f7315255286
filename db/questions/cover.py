"""Questions about duty persons: who is in office where on a day, and which places have nobody.

One community is asked for by ids and indexes, so a street of fifty answers as quickly as one. `community` None is the
whole store. Places that are gone (`valid_to`) do not count, nor do houses where nobody lives.
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from db.lots import lots
from db.models.cover import DutyTerm, Incentive
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Grid, Street, Unit
from db.questions.places import inhabited, standing

PLACE = ("community", "grid", "compound", "building", "unit", "floor", "door")
Rows = dict[int, dict[str, Any]]


@dataclass(frozen=True)
class Scope:
    """The places of one community on a day: rows by id. Of buildings those where people live, of compounds likewise."""

    streets: Rows
    communities: Rows
    grids: Rows
    compounds: Rows
    buildings: Rows
    units: Rows


def scope(community: int | None, day: date) -> Scope:
    """The places of a community (None: all) that there are on a day."""
    ours = _rows(Community, ("name", "street", "organisation"), Community.id == community if community else None)
    roads = [row["street"] for row in ours.values() if row["street"]]
    streets = _rows(Street, ("name", "organisation"), Street.id.in_(roads) if community else None)
    grids = _rows(Grid, ("name", "community"), standing(Grid, day), Grid.community == community if community else None)
    estates = _rows(Compound, ("name", "community", "organisation", "kind"), standing(Compound, day),
                    inhabited(Compound), Compound.community == community if community else None)
    buildings = dict(_buildings(community, day))
    units = {}
    for some in lots(buildings) if community else (None,):
        units |= _rows(Unit, ("name", "number", "building"), standing(Unit, day),
                       Unit.building.in_(some) if some else None)
    units = {rid: row for rid, row in units.items() if row["building"] in buildings}
    return Scope(streets, ours, grids, estates, buildings, units)


def _buildings(community: int | None, day: date) -> Iterator[tuple[int, dict[str, Any]]]:
    """Buildings of the community where people live: by their compound, else by their grid; `estate`, `net`: their
    names."""
    every = (Building.select(Building.id, Building.name, Building.number, Building.kind, Building.group,
                             Building.compound, Building.grid, Compound.name.alias("estate"), Grid.name.alias("net"),
                             Compound.community.alias("by_compound"), Grid.community.alias("by_grid"))
             .join(Compound, JOIN.LEFT_OUTER, on=(Building.compound == Compound.id))
             .join(Grid, JOIN.LEFT_OUTER, on=(Building.grid == Grid.id))
             .where(standing(Building, day), inhabited(Building)))
    found: Rows = {}
    for query in (every,) if community is None else (every.where(one) for one in _of_community(community)):
        found |= {row["id"]: row for row in query.dicts()}
    for rid, row in sorted(found.items()):
        row["community"] = row.pop("by_compound") or row.pop("by_grid")
        if community is None or row["community"] == community:
            yield rid, row


def _of_community(community: int) -> tuple[Any, Any]:
    """Two conditions on buildings, each with its index; one over both would read every building."""
    estates = Compound.select(Compound.id).where(Compound.community == community)
    nets = Grid.select(Grid.id).where(Grid.community == community)
    return Building.compound.in_(estates), Building.grid.in_(nets)


def _rows(record: Any, names: Sequence[str], *where: Any) -> Rows:
    query = record.select(record.id, *(getattr(record, name) for name in names))
    given = [one for one in where if one is not None]
    query = query.where(*given) if given else query
    return {row["id"]: row for row in query.order_by(record.id).dicts()}


def in_office(day: date) -> Any:
    """The condition that a term has begun and not ended on a day; its last day is no day of it."""
    text = day.isoformat()
    begun = DutyTerm.since.is_null() | (DutyTerm.since <= text)
    return begun & (DutyTerm.until.is_null() | (DutyTerm.until > text))


@dataclass(frozen=True)
class Holders:
    """Who is in office in a scope: role → place id → ids of the terms. Core households stand under their building.

    `cadres` are (kind of place, id) → ids of the terms.
    """

    roles: dict[str, dict[int, list[int]]]
    cadres: dict[tuple[str, int], list[int]]


def holders(places: Scope, day: date) -> Holders:
    """The terms of these places on a day."""
    roles: dict[str, dict[int, list[int]]] = {}
    cadres: dict[tuple[str, int], list[int]] = {}
    asked = (("community", places.communities), ("grid", places.grids), ("compound", places.compounds),
             ("building", places.buildings), ("unit", places.units))
    for name, rows in asked:
        link = getattr(DutyTerm, name)
        for some in lots(rows):
            query = DutyTerm.select(DutyTerm.id, DutyTerm.role, link).where(link.in_(some), in_office(day))
            for term, role, place in sorted(query.tuples()):
                if role == "cadre":
                    cadres.setdefault((name, place), []).append(term)
                else:
                    roles.setdefault(role, {}).setdefault(place, []).append(term)
    for some in lots(places.buildings):
        query = (DutyTerm.select(DutyTerm.id, DutyTerm.role, Door.building)
                 .join(Door, on=(DutyTerm.door == Door.id))
                 .where(DutyTerm.door > 0, Door.building.in_(some), in_office(day)))  # only terms with a door
        for term, role, building in sorted(query.tuples()):
            roles.setdefault(role, {}).setdefault(building, []).append(term)
    return Holders(roles, cadres)


def terms_at(day: date, building: int | None = None, community: int | None = None,
             roles: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Who is in office on a day: the term's fields, `name`, `phone` and `sex` of the person, and where it is.

    `estate`, `house`, `house_number`, `unit_number`, `net`, `area` and `core` are the names of compound, building, its
    number, unit, grid, community and core household, from the place of the role upwards; `at_building` is its id.
    """
    house, estate, net = Building.alias(), Compound.alias(), Grid.alias()
    by_house, area = Grid.alias(), Community.alias()
    at_building = fn.COALESCE(DutyTerm.building, Unit.building, Door.building)
    query = (DutyTerm.select(DutyTerm, Person.name, Person.phone, Person.sex, Unit.number.alias("unit_number"),
                             Door.name.alias("core"), house.id.alias("at_building"), house.name.alias("house"),
                             house.number.alias("house_number"), estate.name.alias("estate"),
                             net.name.alias("net"), area.name.alias("area"), area.id.alias("area_id"))
             .join(Person, on=(DutyTerm.person == Person.id)).switch(DutyTerm)
             .join(Door, JOIN.LEFT_OUTER, on=(DutyTerm.door == Door.id))
             .join(Unit, JOIN.LEFT_OUTER, on=(fn.COALESCE(DutyTerm.unit, Door.unit) == Unit.id))
             .join(house, JOIN.LEFT_OUTER, on=(at_building == house.id))
             .join(estate, JOIN.LEFT_OUTER, on=(fn.COALESCE(DutyTerm.compound, house.compound) == estate.id))
             .join(net, JOIN.LEFT_OUTER, on=(DutyTerm.grid == net.id))
             .join(by_house, JOIN.LEFT_OUTER, on=(house.grid == by_house.id))
             .join(area, JOIN.LEFT_OUTER, on=(fn.COALESCE(DutyTerm.community, estate.community, net.community,
                                                          by_house.community) == area.id))
             .where(in_office(day)))
    if building is not None:
        query = query.where(at_building == building)
    if community is not None:
        query = query.where(area.id == community)
    if roles:
        query = query.where(DutyTerm.role.in_(list(roles)))
    return list(query.order_by(DutyTerm.id).dicts())


def terms_in(community: int | None, day: date) -> list[tuple[int, str]]:
    """(id, role) of everybody in office in a community (None: the store), found by the indexes of places."""
    every = DutyTerm.select(DutyTerm.id, DutyTerm.role).where(in_office(day))
    if community is None:
        return sorted(every.tuples())
    houses = [rid for one in _of_community(community) for (rid,) in Building.select(Building.id).where(one).tuples()]
    estates = Compound.select(Compound.id).where(Compound.community == community)
    nets = Grid.select(Grid.id).where(Grid.community == community)
    asked = [DutyTerm.community == community, DutyTerm.grid.in_(nets), DutyTerm.compound.in_(estates)]
    for some in lots(sorted(set(houses))):
        asked += [DutyTerm.building.in_(some), DutyTerm.unit.in_(Unit.select(Unit.id).where(Unit.building.in_(some)))]
    found = {row for one in asked for row in every.where(one).tuples()}
    at = set(houses)
    cores = (every.select(DutyTerm.id, DutyTerm.role, Door.building).join(Door, on=(DutyTerm.door == Door.id))
             .where(DutyTerm.door > 0))
    return sorted(found | {(term, role) for term, role, house in cores.tuples() if house in at})


def unheld(day: date) -> dict[str, tuple[int, int]]:
    """Of grid, building and unit heads in the whole store: (places without one, all places), by role."""
    homes = standing(Building, day) & inhabited(Building)
    units = Unit.select(Unit.id).join(Building, on=(Unit.building == Building.id)).where(standing(Unit, day), homes)
    asked = {"grid_head": (Grid.select(Grid.id).where(standing(Grid, day)), Grid, DutyTerm.grid),
             "building_head": (Building.select(Building.id).where(homes), Building, DutyTerm.building),
             "unit_head": (units, Unit, DutyTerm.unit)}
    found = {}
    for role, (places, record, link) in asked.items():
        held = DutyTerm.select(DutyTerm.id).where(link == record.id, DutyTerm.role == role, in_office(day))
        found[role] = places.where(~fn.EXISTS(held)).count(), places.count()
    return found


def terms_of(ids: Sequence[int]) -> list[dict[str, Any]]:
    """Every term of the people whose terms these are: what tells whether two overlap."""
    found: Rows = {}
    for some in lots(ids):
        people = DutyTerm.select(DutyTerm.person).where(DutyTerm.id.in_(some))
        found |= _rows(DutyTerm, ("person", "role", *PLACE, "since", "until"), DutyTerm.person.in_(people))
    return list(found.values())


def places_above(kind: str, place: int) -> dict[str, int | None]:
    """Of a grid, building, unit or door what it lies in: ids by `unit`, `floor`, `building`, `compound` …"""
    if kind == "grid":
        return {"community": Grid.select(Grid.community).where(Grid.id == place).scalar()}
    unit, door, net = Unit.alias(), Door.alias(), Grid.alias()
    query = (Building.select(Building.id.alias("building"), Building.compound, Building.grid,
                             fn.COALESCE(Compound.community, net.community).alias("community"))
             .join(Compound, JOIN.LEFT_OUTER, on=(Building.compound == Compound.id))
             .join(net, JOIN.LEFT_OUTER, on=(Building.grid == net.id)))
    if kind == "unit":
        house = unit.select(unit.building).where(unit.id == place)
    else:
        house = door.select(door.building).where(door.id == place)
    query = query.where(Building.id == (place if kind == "building" else house))
    found = next(iter(query.dicts()), {})
    if kind == "door":
        found |= next(iter(Door.select(Door.unit, Door.floor).where(Door.id == place).dicts()), {})
    return found


def ending(start: date, end: date) -> list[dict[str, Any]]:
    """Terms that end within start…end: id, role, until, name of the person."""
    query = (DutyTerm.select(DutyTerm.id, DutyTerm.role, DutyTerm.until, Person.name)
             .join(Person, on=(DutyTerm.person == Person.id))
             .where(DutyTerm.until >= start.isoformat()[:4], DutyTerm.until <= end.isoformat()))
    return [row for row in query.order_by(DutyTerm.until, DutyTerm.id).dicts() if row["until"].last >= start]


def insurances(kind: str, day: date) -> list[dict[str, Any]]:
    """Of everybody in office on a day the measure of this kind that lasts longest: id, term, until, name."""
    query = (Incentive.select(Incentive.id, Incentive.term, Incentive.until, Person.name)
             .join(DutyTerm, on=(Incentive.term == DutyTerm.id)).join(Person, on=(DutyTerm.person == Person.id))
             .where(Incentive.kind == kind, in_office(day)))
    last: dict[int, dict[str, Any]] = {}
    for row in query.order_by(Incentive.id).dicts():
        known = last.get(row["term"])
        if known is None or _lasts(row) > _lasts(known):
            last[row["term"]] = row
    return [last[term] for term in sorted(last)]


def _lasts(row: dict[str, Any]) -> str:
    """Until when, as text that sorts; without a day for good."""
    return row["until"].last.isoformat() if row["until"] else "9999"


def given(day: date) -> set[tuple[int, str]]:
    """(term, kind) of the measures that were given by a day and are in force on it; one query over all of them."""
    text = day.isoformat()  # what lasts to June lasts to its end, as `_lasts` has it
    lasts = Incentive.until.is_null() | (Incentive.until >= text) | Incentive.until.in_([text[:7], text[:4]])
    query = Incentive.select(Incentive.term, Incentive.kind).where(Incentive.given_on <= text, lasts)
    return set(query.tuples())
