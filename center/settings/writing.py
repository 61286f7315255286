"""One place where a value of the settings is written: a row with its source that counts from a day, what stood stays.

And how a value came to be: each step with who, when and why, for tables whose lines are parts of one value.
"""
from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from db.errors import Invalid, Problems
from db.models.settings import OfficialNumber
from db.questions.journal import images_of, names_of_accounts, told_of
from db.questions.settings import number_rows, row_since
from db.record import record_name
from db.tx import Tx

MOST = 400  # lines of the audit that are read of one row: years of changes on one day


def write(tx: Tx, key: str, entry: Mapping[str, Any], value: str, source: str, effective_from: Any = None,
          shipped: bool = False) -> int:
    """Keep a value from a day on (today unless told); returns the row's id. `shipped`: it is the program's own again.

    `entry` is as in `center.numbers.shipped`. Changed again on the day it begins, it is still one row of history.
    """
    day = str(effective_from or tx.today.isoformat())
    values = {"key": key, "name": entry["label"], "value": value, "unit": entry.get("unit"), "source": source.strip(),
              "effective_from": day, "uncertain": shipped and entry.get("uncertain", False), "local": not shipped,
              "note": entry.get("note")}
    same = row_since(key, day)
    if same is None:
        return tx.add(OfficialNumber, values)
    tx.change(OfficialNumber, same, values)
    return same


def sourced(source: str, found: dict[str, Invalid]) -> None:
    """A value of the office names the paper or the person it rests on; what lacks goes into `found`."""
    if not source.strip():
        found["source"] = Invalid("请写明依据的文件或谁定的")


def refuse(found: Mapping[str, Invalid]) -> None:
    """Raise Problems when there are any."""
    if found:
        raise Problems(dict(found))


@dataclass(frozen=True)
class Step:
    """One value that stood: since when (`at`, "2026-11-22 09:12"), by whom, on what ground; as shipped: no `who`."""

    value: str
    source: str
    at: str = ""
    who: str = ""
    local: bool = False


def steps(key: str, entry: Mapping[str, Any], today: date) -> tuple[Step, ...]:
    """What has stood until today, oldest first; the first one is as shipped. What was undone has not stood."""
    found = [Step(str(entry["value"]), entry["source"])]
    names = names_of_accounts()
    for row in number_rows(key):
        if str(row["effective_from"] or "") <= today.isoformat():
            found += _of_row(row, names)
    return tuple(found)


def _of_row(row: Mapping[str, Any], names: Mapping[str, str]) -> list[Step]:
    told = [one for one in told_of([row["uid"].hex()], MOST) if one["action"] in ("add", "change")][::-1]
    images = images_of([(record_name(OfficialNumber), row["id"])], [one["act"] for one in told if one["act"]])
    pairs = [(one, *(json.loads(text) for text in images.get((one["act"], record_name(OfficialNumber)), ("{}", "{}"))))
             for one in told]
    state = dict(row)
    for one, before, _after in pairs[::-1]:
        if one["action"] == "change":
            state |= before
    found: list[Step] = []
    for one, _before, after in pairs:
        if one["action"] == "change":
            state |= after
        if one["command"] == "undo" and found:
            found.pop()
        else:
            who = names.get(one["account"] or "", one["account"] or "")
            found.append(Step(str(state["value"]), str(state["source"]), one["at"][:16].replace("T", " "), who,
                              bool(state["local"])))
    return found


def changed(some: Sequence[Step], part: Callable[[str], Hashable]) -> Step | None:
    """The step by which a part of the value became what it is; None while it is as it was shipped."""
    for before, after in zip(some[-2::-1], some[:0:-1], strict=False):
        if part(before.value) != part(after.value):
            return after
    return None
