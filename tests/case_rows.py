"""Random cases as rows, for tests of the statistics: told as plain dicts first, so that a test can count them."""
from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from center.desk import Desk
from db import dialect
from db.codes import code_list
from db.days import Day
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty
from db.models.mediation import Committee, Studio
from db.record import record_name
from db.tx import Tx

KINDS = ("village", "residents", "town", "street", "enterprise", "social")
TYPES = tuple(code_list("dispute_type").items)
REFERRALS = tuple(code_list("referral_kind").items)
STATES = ("done", "partly", "none", "sued", None)
CONFIRMS = ("valid", "applied", "refused", "declined", None)


@contextmanager
def writing(desk: Desk) -> Iterator[Tx]:
    """The one writer, of an act of its own."""
    with desk.store.writing():
        tx = Tx(desk.store, command="test", label="测试", account=desk.who.login, now=desk.now())
        yield tx
        tx.finish()


def offices(tx: Tx) -> tuple[dict[int, str], list[int]]:
    """A committee of each kind (id → kind), and two studios of the residents' one."""
    made = {tx.add(Committee, {"name": f"晨光{kind}调委会", "short_name": "晨光", "kind": kind}): kind
            for kind in KINDS}
    home = next(rid for rid, kind in made.items() if kind == "residents")
    return made, [tx.add(Studio, {"name": f"{name}调解工作室", "committee": home}) for name in ("秀英", "建民")]


def day(rng: random.Random, years: Sequence[int] = (2025, 2026)) -> str:
    """A day, now and then known only to its month or year."""
    text = f"{rng.choice(years)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
    return rng.choice([text] * 18 + [text[:7], text[:4]])


def told(rng: random.Random, committees: Sequence[int], studios: Sequence[int]) -> dict[str, Any]:
    """One case with its parties, its agreement and its promises, of any kind that can stand in the store."""
    source = rng.choice(("own", "application", "application", "referral", None))
    accepted = day(rng) if rng.random() < 0.9 else None
    outcome = rng.choice(("written", "oral", "failed", "refused", "withdrawn", None)) if accepted else None
    one = {"name": "甲与乙", "committee": rng.choice(committees), "studio": rng.choice([*studios, None]),
           "registered_on": Day("2025-01-01"), "type": rng.choice((*TYPES, None)), "source": source,
           "referred_by": rng.choice((*REFERRALS, None)) if source == "referral" else None,
           "hard": rng.random() < 0.1, "people": rng.choice((None, None, rng.randint(2, 9))),
           "scope": rng.choice(("ordinary", "ordinary", "ordinary", "workers")), "accepted_on": accepted,
           "closed_on": day(rng) if rng.random() < 0.7 else None, "outcome": outcome, "stage": "accepted",
           "historical": rng.random() < 0.2, "parties": rng.randint(0, 4), "agreement": None}
    if outcome in ("written", "oral") or rng.random() < 0.05:
        form = outcome if outcome in ("written", "oral") else "oral"
        one["agreement"] = {"form": rng.choice((*[form] * 9, "oral")),
                            "amount": rng.choice((None, rng.randint(0, 9_999_999))), "confirm": rng.choice(CONFIRMS),
                            "promises": [rng.choice(("done", "done", *STATES)) for _ in range(rng.randint(0, 3))]}
    return one


def add(tx: Tx, one: dict[str, Any]) -> int:
    """One told case, row by row."""
    own = {name: value for name, value in one.items() if name not in ("parties", "agreement")}
    days = {name: Day(own[name]) if own[name] else None for name in ("accepted_on", "closed_on")}
    rid = tx.add(Case, own | days)
    for nth in range(one["parties"]):
        side = "applicant" if nth else "respondent"
        tx.add(CaseParty, {"case": rid, "side": side, "kind": "person", "name": f"某{nth}"})
    given = one["agreement"]
    if given:
        agreement = tx.add(Agreement, {"case": rid, "clauses": "略", "form": given["form"], "amount": given["amount"],
                                       "confirm": given["confirm"]})
        for state in given["promises"]:
            tx.add(Performance, {"agreement": agreement, "what": "付款", "state": state})
    return rid


def add_at_once(desk: Desk, count: int, seed: int = 7) -> None:
    """Many cases of 2025 and 2026 with two parties, an agreement and a promise each, written past all that follows."""
    rng = random.Random(seed)
    with writing(desk) as tx:
        kinds, studios = offices(tx)
        own = {"committee": next(rid for rid, kind in kinds.items() if kind == "residents"), "name": "甲与乙",
               "registered_on": "2025-01-01", "stage": "closed", "hard": False, "violence": False, "historical": False,
               "simple": False, "revision": 1}
        cases, parties, agreements, promises = [], [], [], []
        for rid in range(1, count + 1):
            cases.append(own | {"id": rid, "uid": rng.randbytes(16), "type": rng.choice(TYPES), "source": "own",
                                "studio": rng.choice((*studios, None)), "outcome": "written",
                                "accepted_on": day(rng), "closed_on": day(rng),
                                "scope": "workers" if rid % 50 == 0 else "ordinary"})
            link = {"uid": None, "revision": 1}
            parties += [link | {"case": rid, "uid": rng.randbytes(16), "side": side, "kind": "person", "name": "某"}
                        for side in ("applicant", "respondent")]
            agreements.append(link | {"id": rid, "case": rid, "uid": rng.randbytes(16), "clauses": "略",
                                      "form": "written", "amount": rng.randint(0, 999_999)})
            promises.append(link | {"agreement": rid, "uid": rng.randbytes(16), "what": "付款",
                                    "state": rng.choice(STATES)})
        for record, rows in ((Case, cases), (CaseParty, parties), (Agreement, agreements), (Performance, promises)):
            names = tuple(rows[0])
            fields = ", ".join(f'"{record._meta.fields[name].column_name}"' for name in names)
            sql = f'INSERT INTO "{record_name(record)}" ({fields}) VALUES ({", ".join("?" * len(names))})'
            dialect.execute_many(desk.store.database, sql, ([row[name] for name in names] for row in rows))
