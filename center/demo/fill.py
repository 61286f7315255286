"""Stores the demo centre through the Desk: a few acts, each one undo step, in the order in which records point."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center import catalog
from center.commands import command
from center.demo import UNTIL, community
from center.desk import Desk
from center.words import N_
from db.questions.accounts import account_of, centre_row
from db.record import Record, typed_fields
from db.tx import Tx

ACTS = (("centres", "zones", "facilities"), ("branches",),
        ("streets", "communities", "grids", "compounds", "buildings", "units", "doors"),
        ("people", "residencies", "members"),
        ("staff", "accounts", "trainings", "attendances", "shifts"), ("windows", "item_lists", "items"),
        ("rules", "budgets", "expenses", "assets", "checks", "supervisors", "supervisor_activities"),
        ("duty_terms", "incentives"), ("enterprises", "council_members"), ("visit_lists", "visit_stops"),
        ("volunteers",), ("meal_diners", "meal_pauses", "meal_categories"),
        ("voices", "certificates", "seal_uses"))

Rows = Sequence[Mapping[str, Any]]


def fill(desk: Desk, size: str = "small", seed: int = 1, until: date = UNTIL) -> dict[str, int]:
    """Fill an empty centre with demo data; returns how many rows each record has got.

    `size` is small or full (KeyError for another word). Rights: those of the account, `settings.edit` for the lot.
    """
    rows, places = community(size, seed, until), {}
    for act in ACTS:
        places |= desk.do(store_demo, rows={name: rows[name] for name in act}, places=places, until=until)
    return {name: len(rows[name]) for act in ACTS for name in act}


@command(N_("装入演示数据"), right="settings.edit", name="demo.store")
def store_demo(tx: Tx, rows: Mapping[str, Rows], places: Mapping[str, Sequence[int]],
               until: date = UNTIL) -> dict[str, list[int]]:
    """Store rows by record name; `places` has the ids of what was stored before. Returns the ids, in order of rows.

    The day on which the data end is kept with the store: numbers of the demo centre are those of that day.
    """
    tx.store.set_fact("demo_until", until.isoformat())
    done: dict[str, list[int]] = {}
    for name, lot in rows.items():
        record = catalog.record(name)
        if name == "centres":
            done[name] = [_the_centre(tx, record, lot[0])]
        elif name == "branches":
            done[name] = _upward(tx, record, lot)
        else:
            fresh = [row for row in lot if name != "accounts" or account_of(row["login"]) is None]
            done[name] = tx.add_many(record, linked(record, fresh, places | done))
    return done


def linked(record: type[Record], rows: Rows, ids: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """Rows with the place in each link replaced by the id stored for it."""
    links = {name: ids.get(field.rel_model._meta.table_name, ())
             for name, field in typed_fields(record) if field.kind == "ref"}
    return [{name: links[name][value] if name in links and value is not None else value for name, value in row.items()}
            for row in rows]


def _the_centre(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """The centre made at set-up gets the demo's facts; without one it is added."""
    known = centre_row()
    if known is None:
        return tx.add(record, values)
    tx.change(record, known["id"], values)
    return known["id"]


def _upward(tx: Tx, record: type[Record], rows: Rows) -> list[int]:
    """Organisations point at each other: the top one is stored first, the groups last."""
    ids = tx.add_many(record, rows[:1])
    groups = [row for row in rows if row["kind"] == "group"]
    for lot in (rows[1:len(rows) - len(groups)], groups):
        ids += tx.add_many(record, [row | {"parent": None if row["parent"] is None else ids[row["parent"]]}
                                    for row in lot])
    return ids
