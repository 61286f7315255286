"""People's mediation: committees and mediators, cases with all that belongs to them, volumes, screening, figures."""
from __future__ import annotations

import peewee

from db import dialect
from db.migrations.tables import create_record_table

RECORDS = {
    "committees": {
        "name": "text unique", "short_name": "text", "kind": "text", "elected_on": "text", "until": "text",
        "mixed": "yes", "address": "text", "phone": "text", "start_year": "integer", "start_serial": "integer",
        "note": "text",
    },
    "studios": {
        "name": "text unique", "committee_id": "ref committees", "own_name": "text", "founded_on": "text",
        "closed_on": "text", "note": "text",
    },
    "mediators": {
        "person_id": "ref people", "committee_id": "ref committees", "duty": "text", "work": "text",
        "studio_id": "ref studios", "party": "yes", "since": "text", "until": "text", "grade": "text",
        "letter": "text", "letter_on": "text", "letter_until": "text", "login": "text", "note": "text",
    },
    "mediator_trainings": {
        "mediator_id": "ref mediators", "subject": "text", "held_on": "text", "hours": "integer", "organiser": "text",
        "result": "text", "note": "text",
    },
    "volumes": {
        "name": "text", "committee_id": "ref committees", "number": "text", "kind": "text", "period": "text",
        "retention": "text", "filer_id": "ref mediators", "filed_on": "text", "pages": "integer", "statement": "text",
        "note": "text",
    },
    "cases": {
        "name": "text", "number": "text unique", "stage": "text", "type": "text", "source": "text",
        "committee_id": "ref committees", "studio_id": "ref studios", "registered_on": "text",
        "registered_by": "text", "brief": "text", "requests": "text", "place": "text", "simple": "yes", "hard": "yes",
        "hard_reason": "text", "manner": "text", "manner_why": "text", "scope": "text", "violence": "yes",
        "violence_way": "text", "violence_note": "text", "violence_on": "text", "violence_by": "text",
        "referred_by": "text", "referrer": "text", "letter": "text", "referred_on": "text",
        "referrer_contact": "text", "referrer_phone": "text", "reply_due": "text", "replied_on": "text",
        "reply": "text", "accepted_on": "text", "limit_on": "text", "extended_to": "text", "extended_why": "text",
        "outcome": "text", "outcome_on": "text", "end_reason": "text", "remedies_told_on": "text",
        "closed_on": "text", "filed_on": "text", "volume_id": "ref volumes", "volume_place": "integer",
        "historical": "yes", "old_number": "text", "people": "integer", "note": "text",
    },
    "case_parties": {
        "case_id": "ref cases", "side": "text", "kind": "text", "person_id": "ref people", "name": "text",
        "sex": "text", "ethnicity": "text", "birth": "text", "age": "integer", "id_card": "text",
        "occupation": "text", "phone": "text", "address": "text", "credit_code": "text", "capacity": "text",
        "place": "integer", "agreed_on": "text", "told_on": "text", "signed_on": "text", "signed_by": "text",
        "note": "text",
    },
    "case_agents": {
        "party_id": "ref case_parties", "kind": "text", "name": "text", "relation": "text", "phone": "text",
        "id_card": "text", "address": "text", "authority": "text", "authority_scope": "text", "given_on": "text",
        "note": "text",
    },
    "case_workers": {
        "case_id": "ref cases", "mediator_id": "ref mediators", "role": "text", "chosen": "text", "since": "text",
        "until": "text", "why": "text", "recusal_looked": "text", "signed_on": "text",
    },
    "case_guests": {
        "case_id": "ref cases", "name": "text", "kind": "text", "unit": "text", "consented": "yes",
        "consented_on": "text", "note": "text",
    },
    "case_steps": {
        "case_id": "ref cases", "kind": "text", "on": "text", "nth": "integer", "begins": "text", "ends": "text",
        "place": "text", "present": "text", "subject": "text", "subject_facts": "text", "record": "text",
        "result": "text", "reason": "text", "article": "text", "satisfaction": "text", "sued": "yes",
        "sued_result": "text", "tension": "yes", "measures": "text", "decided_by": "text", "by": "text",
        "late": "yes", "late_why": "text",
    },
    "agreements": {
        "case_id": "ref cases unique", "form": "text", "facts": "text", "duties": "text", "clauses": "text",
        "performance": "text", "amount": "big", "copies": "integer", "agreed_on": "text", "sealed_on": "text",
        "effective_on": "text", "confirm": "text", "confirm_due": "text", "confirm_looked": "text",
        "confirm_looked_by": "text", "declined_on": "text", "applied_on": "text", "court": "text",
        "decided_on": "text", "ruling": "text", "note": "text",
    },
    "performances": {
        "agreement_id": "ref agreements", "what": "text", "debtor_id": "ref case_parties",
        "creditor_id": "ref case_parties", "amount": "big", "due_on": "text", "state": "text", "done_on": "text",
        "paid": "big", "proof": "text", "urged_on": "text", "note": "text",
    },
    "case_papers": {
        "case_id": "ref cases", "kind": "text", "part": "text", "party_id": "ref case_parties",
        "step_id": "ref case_steps", "version": "integer", "origin": "text", "made_on": "text", "signed_on": "text",
        "signed_by": "text", "summary": "text", "checked_by": "text", "checked_on": "text", "pages": "integer",
        "sha256": "text", "replaced_why": "text", "replaced_by": "text", "replaced_on": "text",
    },
    "screenings": {
        "name": "text", "committee_id": "ref committees", "due_on": "text", "done_on": "text", "area": "text",
        "organiser": "text", "note": "text",
    },
    "screening_findings": {
        "screening_id": "ref screenings", "found_on": "text", "matter": "text", "parties": "text", "type": "text",
        "place": "text", "handling": "text", "handler": "text", "done_on": "text", "case_id": "ref cases",
        "note": "text",
    },
    "allowances": {
        "case_id": "ref cases", "mediator_id": "ref mediators", "period": "text", "grade": "text", "amount": "big",
        "confirmed_by": "text", "confirmed_on": "text", "paid_on": "text", "note": "text",
    },
    "transcriptions": {
        "case_id": "ref cases unique", "fields": "text", "done_on": "text", "by": "text", "number": "text",
    },
    "volume_checks": {
        "volume_id": "ref volumes", "item": "text", "result": "text", "problem": "text", "checked_by": "text",
        "checked_on": "text", "mended_on": "text", "mended_by": "text", "note": "text",
    },
    "typed_figures": {
        "committee_id": "ref committees", "period": "text", "kind": "text", "cases": "integer", "people": "integer",
        "amount": "big", "given_by": "text", "given_on": "text", "note": "text",
    },
    "clause_templates": {
        "name": "text", "kind": "text", "types": "text", "text": "text", "place": "integer", "retired_on": "text",
    },
    "type_names": {
        "name": "text unique", "type": "text", "note": "text",
    },
}

TOGETHER = {
    "mediators": [("committee_id", "person_id")],
    "case_workers": [("case_id", "mediator_id", "role")],
    "allowances": [("case_id", "mediator_id")],
    "volume_checks": [("volume_id", "item")],
    "typed_figures": [("committee_id", "period", "kind")],
}

BESIDE = (
    ("cases", ("accepted_on",)),
    ("cases", ("closed_on",)),
    ("cases", ("stage",)),
    ("case_steps", ("case_id", "on")),
    ("case_papers", ("case_id", "kind")),
)
"""Indexes that are not unique."""


def run(database: peewee.Database) -> None:
    """Make the tables of people's mediation."""
    for name, columns in RECORDS.items():
        create_record_table(database, name, columns, TOGETHER.get(name, ()))
    for name, columns in BESIDE:
        words = ", ".join(f'"{column}"' for column in columns)
        dialect.execute(database, f'CREATE INDEX "{name}_{"_".join(columns)}" ON "{name}" ({words})')
