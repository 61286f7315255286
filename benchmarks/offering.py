"""One key in a field that offers names and values among 20,000, beside a bare prefix question of the same store."""
from __future__ import annotations

import tempfile
import time
from datetime import datetime
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.search import people, typed

GOAL = 16.0  # ms at p99: what is typed next must not wait
BATCH = 2000


def measure(count: int = 20_000, targets: int = 100) -> list[Figure]:
    """p50 and p99 of one key in a field of names, and of one in a field of values written before."""
    from center import opening
    from center.offering import Known, offer
    from db.days import SHANGHAI
    from db.models.people import Person
    from db.models.service import Item
    from db.record import column
    from db.wrapping import FAST

    clock = lambda: datetime(2026, 11, 20, 12, 0, tzinfo=SHANGHAI)  # noqa: E731
    with tempfile.TemporaryDirectory() as folder:
        centre = {"name": "晨光社区党群服务中心", "level": "community"}
        desk = opening.create(Path(folder) / "store", centre, "lin", "林晓", "bench-2026", clock=clock, kdf=FAST).desk
        # now and then two invented people have one ID number; the store would refuse the second
        rows = list({card: {"name": name, "id_card": card, "phone": phone, "address": home}
                     for name, card, phone, home in people(count)}.values())
        _fill(desk, Person, rows)
        texts = list(typed(count, targets))
        ours = _timed(lambda text: offer(desk, Person, text), texts)
        bare = _timed(lambda text: _prefix(desk, "people", "name", text), texts)
        _fill(desk, Item, [{"name": row["address"], "basis": row["address"][:-3]} for row in rows])
        known = Known(desk, column(Item, "basis"))
        words = [text for text in texts if not text[0].isdigit()]
        values = _timed(lambda text: known.find(text), words)
        bare_values = _timed(lambda text: _prefix(desk, "items", "basis", text), words)
        desk.close()
    said = "a bare prefix question of the same store"
    return [Figure(f"offer a key, {what}, {name}", mine[at], other[at], said, "ms", most=GOAL if at else None)
            for what, mine, other in ((f"{count:,} people", ours, bare), (f"{count:,} values", values, bare_values))
            for at, name in enumerate(("p50", "p99"))]


def _fill(desk, record, rows: list[dict]) -> None:
    from db.tx import Tx

    for start in range(0, len(rows), BATCH):
        with desk.store.writing():
            tx = Tx(desk.store, command="bench", label="bench", account="lin", now=desk.now())
            tx.add_many(record, rows[start:start + BATCH])
            tx.finish()


def _prefix(desk, table: str, name: str, text: str) -> list:
    sql = f'SELECT DISTINCT "{name}" FROM "{table}" WHERE "{name}" >= ? AND "{name}" < ? LIMIT 12'
    return desk.store.execute(sql, (text, text + "\U0010ffff")).fetchall()


def _timed(ask, texts: list[str]) -> tuple[float, float]:
    """(p50, p99) in milliseconds."""
    taken = []
    for text in texts:
        started = time.perf_counter()
        ask(text)
        taken.append(1000 * (time.perf_counter() - started))
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.99)]
