"""The first registers of two services: volunteers, and the diners of the meal service."""
from __future__ import annotations

import peewee

from db.migrations.tables import create_record_table

RECORDS = {
    "volunteers": {
        "person_id": "ref people unique", "number": "text unique", "fields": "text", "skills": "text",
        "registered_on": "text", "entered": "yes", "guardian": "text", "guardian_consent_on": "text",
        "left_on": "text", "left_reason": "text", "note": "text",
    },
    "meal_diners": {
        "person_id": "ref people unique", "mode": "text", "days": "text", "meals": "text", "since": "text",
        "until": "text", "diet": "text", "allergies": "text", "door_note": "text", "contact": "text",
        "contact_relation": "text", "contact_phone": "text", "contact2": "text", "contact2_relation": "text",
        "contact2_phone": "text", "consent": "text", "consent_on": "text", "consent_by": "text",
        "consent_name": "text", "note": "text",
    },
    "meal_pauses": {"diner_id": "ref meal_diners", "since": "text", "until": "text", "note": "text"},
    "meal_categories": {
        "diner_id": "ref meal_diners", "category": "text", "basis": "text", "since": "text", "until": "text",
        "checked_by_id": "ref staff", "checked_on": "text", "note": "text",
    },
}


def run(database: peewee.Database) -> None:
    """Make the tables."""
    for name, columns in RECORDS.items():
        create_record_table(database, name, columns)
