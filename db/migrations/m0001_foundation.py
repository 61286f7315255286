"""The tables of the first landed form, frozen: records, journal and the search index."""
from __future__ import annotations

import peewee

from db import search
from db.migrations.tables import create_record_table, create_table

RECORDS = {
    "centres": {
        "name": "text", "level": "text", "community": "text", "parent": "text", "unit_code": "text",
        "credit_code": "text", "address": "text", "phone": "text", "hours": "text", "open_days": "text",
        "open_slots": "text", "regimes": "text", "area": "integer", "households": "integer", "residents": "integer",
        "note": "text",
    },
    "zones": {
        "name": "text", "kind": "text", "area": "integer", "purpose": "text", "posted": "yes", "note": "text",
    },
    "facilities": {
        "name": "text", "kind": "text", "zone_id": "ref zones", "count": "integer", "state": "text",
        "checked_on": "text", "value": "big", "note": "text",
    },
    "people": {
        "name": "text", "name_key": "text index", "sex": "text", "id_card": "text unique", "ethnicity": "text",
        "birth": "text", "education": "text", "phone": "text index", "landline": "text", "address": "text",
        "basis": "text", "consent": "text", "consent_on": "text", "note": "text",
    },
    "branches": {
        "name": "text unique", "secretary": "text", "contact": "text", "phone": "text", "kind": "text",
        "unit_situation": "text", "unit_name": "text", "unit_nature": "text", "unit_party_state": "text",
        "credit_code": "text", "parent_id": "ref branches", "elected_on": "text", "term_years": "integer",
        "late_approved_on": "text", "committee_size": "integer", "note": "text",
    },
    "members": {
        "person_id": "ref people unique", "category": "text", "branch_id": "ref branches", "joined": "text",
        "full_since": "text", "post": "text", "standing": "text", "lost": "yes", "lost_on": "text", "mobile": "yes",
        "mobile_to": "text", "duty": "text", "note": "text",
    },
    "staff": {
        "person_id": "ref people unique", "post": "text", "duty": "text", "hired_on": "text", "left_on": "text",
        "note": "text",
    },
    "accounts": {
        "login": "text unique", "name": "text", "roles": "text", "pledged_on": "text", "active": "yes",
    },
    "trainings": {
        "title_text": "text", "kind": "text", "held_on": "text", "hours": "integer", "place": "text", "note": "text",
    },
    "attendances": {
        "training_id": "ref trainings", "staff_id": "ref staff", "hours": "integer",
    },
    "windows": {
        "name": "text", "kind": "text", "post_a_id": "ref staff", "post_b_id": "ref staff", "open": "yes",
        "note": "text",
    },
    "item_lists": {
        "version": "text", "published_on": "text", "reviewed_on": "text", "current": "yes", "note": "text",
    },
    "items": {
        "name": "text", "number": "text unique", "kind": "text", "one_window": "yes", "basis": "text",
        "conditions": "text", "materials": "text", "process": "text", "days": "integer", "fee": "text",
        "place": "text", "phone": "text", "online": "text", "active": "yes",
    },
    "shifts": {
        "day": "text", "slot": "text", "staff_id": "ref staff", "regime": "text", "served": "yes",
        "visits": "integer", "note": "text",
    },
    "rules": {
        "name": "text", "topic": "text", "version": "text", "effective_on": "text", "review_by": "text",
        "current": "yes", "posted_on": "text", "text": "text",
    },
    "budgets": {
        "year": "integer", "amount": "big", "source": "text", "approved_on": "text", "approver": "text",
        "note": "text",
    },
    "expenses": {
        "spent_on": "text", "summary": "text", "category": "text", "amount": "big", "voucher": "text",
        "handler": "text", "approver": "text", "note": "text",
    },
    "assets": {
        "name": "text", "number": "text unique", "kind": "text", "count": "integer", "value": "big",
        "acquired_on": "text", "place": "text", "keeper": "text", "state": "text", "checked_on": "text",
        "note": "text",
    },
    "checks": {
        "kind": "text", "subject": "text", "due_on": "text", "done_on": "text", "result": "text", "checker": "text",
        "mended_on": "text", "note": "text",
    },
    "supervisors": {
        "person_id": "ref people unique", "unit": "text", "since": "text", "until": "text", "note": "text",
    },
    "supervisor_activities": {
        "supervisor_id": "ref supervisors", "held_on": "text", "kind": "text", "summary": "text",
        "findings": "integer", "note": "text",
    },
    "voices": {
        "source": "text", "ticket": "text", "received_on": "text", "matter": "text", "content": "text",
        "place": "text", "person_id": "ref people", "caller": "text", "phone": "text", "owner_id": "ref staff",
        "due_on": "text", "answered_on": "text", "answer": "text", "closed_on": "text", "satisfaction": "text",
        "note": "text",
    },
    "certificates": {
        "number": "text unique", "person_id": "ref people", "kind": "text", "requested_by": "text",
        "purpose": "text", "content": "text", "basis": "text", "issued_on": "text", "issuer_id": "ref staff",
        "copies": "integer", "voided_on": "text", "void_reason": "text", "note": "text",
    },
    "seal_uses": {
        "used_on": "text", "seal": "text", "document": "text", "copies": "integer", "applicant": "text",
        "approver": "text", "certificate_id": "ref certificates", "note": "text",
    },
    "inspections": {
        "period": "text", "standard": "text", "version": "text", "template": "text", "state": "text",
        "opened_on": "text", "submitted_at": "text", "total": "integer", "street_total": "integer", "grade": "text",
        "grade_by": "text", "note": "text",
    },
    "scores": {
        "inspection_id": "ref inspections", "code": "text", "method": "text", "points": "integer",
        "proposed": "integer", "own": "integer", "street": "integer", "applicable": "text", "evidence": "text",
        "note": "text",
    },
    "rectifications": {
        "inspection_id": "ref inspections", "code": "text", "problem": "text", "measure": "text", "owner": "text",
        "due_on": "text", "done_on": "text", "rechecked_on": "text", "result": "text",
    },
    "official_numbers": {
        "key": "text", "name": "text", "value": "text", "unit": "text", "source": "text", "effective_from": "text",
        "uncertain": "yes", "local": "yes", "note": "text",
    },
    "rest_days": {
        "day": "text unique", "kind": "text", "name": "text", "source": "text",
    },
}

JOURNAL = {
    "act": {
        "id": "serial", "at": "text", "account": "text", "command": "text required", "label": "text required",
        "reason": "text", "undoes": "integer", "undone_by": "integer index",
    },
    "trace": {
        "id": "serial", "act": "integer index required", "record": "text required", "rid": "integer required",
        "op": "text required", "before": "text", "after": "text", "revision": "integer required",
    },
    "audit": {
        "seq": "serial", "at": "text required", "account": "text", "act": "integer", "action": "text required",
        "record": "text", "uid": "text", "text": "text", "reason": "text", "digest": "text", "hash": "text required",
    },
    "fact": {
        "key": "text primary", "value": "text",
    },
    "blob": {
        "sha256": "text primary", "data": "bytes required",
    },
}

TOGETHER = {
    "attendances": [('training_id', 'staff_id')],
    "shifts": [('day', 'slot', 'staff_id')],
    "inspections": [('period', 'standard')],
    "scores": [('inspection_id', 'code')],
    "official_numbers": [('key', 'effective_from')],
    "trace": [],
}


def run(database: peewee.Database) -> None:
    """From nothing to the first form."""
    for name, columns in RECORDS.items():
        create_record_table(database, name, columns, TOGETHER.get(name, ()))
    for name, columns in JOURNAL.items():
        create_table(database, name, columns, TOGETHER.get(name, ()))
    database.execute_sql('CREATE INDEX "trace_record_rid" ON "trace" ("record", "rid")')
    for statement in search.tables(database):
        database.execute_sql(statement)
