"""Places down to the door, who lives and works there, duty persons and work lists."""
from __future__ import annotations

import peewee

from db import dialect
from db.migrations.tables import create_record_table, create_table

VALID = {"valid_from": "text", "valid_to": "text", "note": "text"}

RECORDS = {
    "streets": {"name": "text unique", "code": "text unique", "organisation_id": "ref branches", "note": "text"},
    "communities": {
        "name": "text", "street_id": "ref streets", "code": "text unique", "organisation_id": "ref branches",
        "note": "text",
    },
    "grids": {"name": "text", "community_id": "ref communities", "code": "text unique", "kind": "text", **VALID},
    "compounds": {
        "name": "text", "aliases": "text", "kind": "text", "community_id": "ref communities", "code": "text unique",
        "organisation_id": "ref branches", "property": "text", "property_phone": "text", "committee": "yes", **VALID,
    },
    "buildings": {
        "name": "text", "number": "text", "compound_id": "ref compounds", "grid_id": "ref grids",
        "code": "text unique", "kind": "text", "built": "integer", "floors": "integer", "elevators": "integer",
        "group_id": "ref branches", "facilities": "text", "fire_points": "text", **VALID,
    },
    "units": {
        "name": "text", "building_id": "ref buildings", "number": "text", "code": "text unique", **VALID,
    },
    "doors": {
        "name": "text index", "building_id": "ref buildings", "unit_id": "ref units", "number": "text",
        "floor": "integer", "zone": "text", "kind": "text", "use": "text", "reported": "integer",
        "code": "text unique", **VALID,
    },
    "building_terms": {
        "building_id": "ref buildings", "grid_id": "ref grids", "compound_id": "ref compounds", "since": "text",
        "until": "text",
    },
    "sent_sheets": {
        "building_id": "ref buildings", "token": "text unique", "digest": "text", "cells": "text", "sent_on": "text",
        "taken_on": "text",
    },
    "residencies": {
        "person_id": "ref people", "door_id": "ref doors", "relation": "text", "since": "text", "until": "text",
        "registration": "text", "note": "text",
    },
    "unread_addresses": {
        "text": "text", "owner": "text", "owner_uid": "text", "reason": "text", "found": "text", "seen_on": "text",
    },
    "address_rulings": {
        "text": "text unique", "door_id": "ref doors", "building_id": "ref buildings", "outside": "yes",
        "decided_on": "text", "note": "text",
    },
    "duty_terms": {
        "person_id": "ref people", "role": "text", "community_id": "ref communities", "grid_id": "ref grids",
        "compound_id": "ref compounds", "building_id": "ref buildings", "unit_id": "ref units", "floor": "integer",
        "door_id": "ref doors", "since": "text", "until": "text", "way": "text", "chosen_on": "text", "mode": "text",
        "home_unit": "text", "party": "yes", "trained_on": "text", "note": "text",
    },
    "incentives": {
        "term_id": "ref duty_terms", "kind": "text", "given_on": "text", "until": "text", "amount": "big",
        "basis": "text", "note": "text",
    },
    "enterprises": {
        "name": "text", "credit_code": "text unique", "industry": "text", "building_id": "ref buildings",
        "door_id": "ref doors", "room": "text", "came": "text", "came_on": "text", "left": "text", "left_on": "text",
        "staff": "integer", "members": "integer", "organisation_state": "text", "organisation_id": "ref branches",
        "guide": "text", "union": "yes", "league": "yes", "women": "yes", "contact": "text", "phone": "text",
        "needs": "text", "note": "text",
    },
    "tenancies": {
        "enterprise_id": "ref enterprises", "building_id": "ref buildings", "came": "text", "came_on": "text",
        "left": "text", "left_on": "text",
    },
    "council_members": {
        "name": "text", "building_id": "ref buildings", "unit": "text", "side": "text", "duty": "text",
        "phone": "text", "since": "text", "until": "text", "note": "text",
    },
    "visit_lists": {
        "name": "text", "purpose": "text", "opened_on": "text", "due_on": "text", "closed_on": "text",
        "keeper_id": "ref staff", "about": "text", "note": "text",
    },
    "visit_stops": {
        "list_id": "ref visit_lists", "place": "integer", "door_id": "ref doors", "enterprise_id": "ref enterprises",
        "done_on": "text", "note": "text",
    },
}

TOGETHER = {
    "communities": [("street_id", "name")],
    "grids": [("community_id", "name")],
    "compounds": [("community_id", "name")],
    "buildings": [("compound_id", "number")],
    "units": [("building_id", "number")],
    "doors": [("building_id", "unit_id", "number")],
    "unread_addresses": [("owner", "owner_uid")],
    "visit_stops": [("list_id", "door_id"), ("list_id", "enterprise_id")],
}

UNMET = {"id": "serial", "list": "integer index required", "stop": "integer unique required", "day": "text required"}


def run(database: peewee.Database) -> None:
    """Make the tables; what people report gets the place it is about."""
    for name, columns in RECORDS.items():
        create_record_table(database, name, columns, TOGETHER.get(name, ()))
    create_table(database, "unmet", UNMET)
    for column, table in (("building_id", "buildings"), ("door_id", "doors")):
        dialect.execute(database, f'ALTER TABLE "voices" ADD COLUMN "{column}" INTEGER '
                                  f'REFERENCES "{table}" ("id") ON DELETE RESTRICT')
        dialect.execute(database, f'CREATE INDEX "voices_{column}" ON "voices" ("{column}")')
