"""One record saved: audited, traced, searchable and undoable, against the bare UPDATE of the same row.

Both are one transaction on the disk (write-ahead log, synchronous FULL) in a store that already holds people.
"""
from __future__ import annotations

import os
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, seconds
from benchmarks.importing import invented

SAVES = 300


def measure(count: int = 20_000, saves: int = SAVES) -> list[Figure]:
    """Milliseconds of one save: a changed phone number of one of `count` people."""
    from center.desk import Desk, Who
    from db.driver import ENCRYPTED
    from db.models.people import Person
    from db.store import Store
    from db.tx import Tx

    with tempfile.TemporaryDirectory() as folder:
        store = Store.create(Path(folder), os.urandom(32) if ENCRYPTED else None)
        desk = Desk(store, Who("bench", "林晓", ("head", "admin")))
        with store.writing():
            tx = Tx(store, command="fill", label="fill", account="bench", now=desk.now())
            tx.add_many(Person, [{"name": name, "id_card": card, "phone": phone, "address": home}
                                 for name, card, phone, home in invented(count)])
            tx.finish()
        taken: dict[str, list[float]] = {"edit": [], "add": [], "bare edit": [], "bare add": []}
        for number in range(saves):
            for name, act in acts(desk, number * (count // saves) + 1, number).items():
                taken[name].append(seconds(act)[0] * 1000)
        desk.close()
    found = {name: median(times) for name, times in taken.items()}
    return [Figure("save a changed record", found["edit"], found["bare edit"], "bare UPDATE in one transaction", "ms"),
            Figure("save a new record", found["add"], found["bare add"], "bare INSERT in one transaction", "ms")]


def acts(desk, rid: int, number: int) -> dict:
    """The four saves of one round."""
    values = {"name": "王小明", "phone": f"1390000{number:04d}", "address": "和平里3号楼2单元501", "basis": "law"}
    columns = ", ".join(f'"{name}"' for name in ("uid", "revision", *values))

    def in_transaction(sql: str, *parameters: object) -> None:
        with desk.store.writing():
            desk.store.execute(sql, parameters)

    return {
        "bare edit": lambda: in_transaction('UPDATE "people" SET "phone" = ? WHERE "id" = ?',
                                            f"1370000{number:04d}", rid),
        "edit": lambda: desk.do("people.edit", id=rid, revision=1, values={"phone": f"1380000{number:04d}"}),
        "bare add": lambda: in_transaction(f'INSERT INTO "people" ({columns}) VALUES (?, ?, ?, ?, ?, ?)',
                                           os.urandom(16), 1, *values.values()),
        "add": lambda: desk.do("people.add", values=dict(values)),
    }
