"""A table that is being put right, as plain data: its rows packed, and what was done to them by hand.

So that it can be kept as a draft and given back over another preview of the same rows, days later.
"""
from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from center.importing.by_hand import ByHand
from center.importing.header import UID, find_header, header_at
from center.importing.preparing import as_read
from center.importing.preview import Preview, Table

Rows = list[list[Any]]


@dataclass
class Sheet:
    """A read table, unpacked."""

    name: str
    sheet: str
    rows: Rows
    first_row: int = 1
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def packed(table: Table) -> bytes:
    """The table as its file has it, compressed: days and moments are named as such, every other value is JSON's own."""
    table = as_read(table)
    whole = [table.name, table.sheet, table.first_row, table.merged, table.rows]
    return zlib.compress(json.dumps(whole, ensure_ascii=False, separators=(",", ":"), default=_day).encode(), 1)


def _day(value: Any) -> dict[str, str]:
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    raise TypeError(f"a cell holds a {type(value).__name__}")


def unpacked(data: bytes) -> Sheet:
    """What `packed` made."""
    name, sheet, first_row, merged, rows = json.loads(zlib.decompress(data), object_hook=_read_day)
    return Sheet(name, sheet, rows, first_row, [tuple(one) for one in merged])


def _read_day(value: dict[str, str]) -> Any:
    return datetime.fromisoformat(value["moment"]) if "moment" in value else date.fromisoformat(value["day"])


def by_hand(preview: Preview) -> dict[str, Any]:
    """Everything a person did to a preview, JSON-able; `{}` when nothing."""
    now = preview.all_by_hand()
    found = find_header(preview.table.rows, preview.record, preview.table.first_row, preview.table.merged)
    moved = (now.header.top, now.header.bottom) != (found.top, found.bottom)
    done = {
        "cells": [[number, path, text] for (number, path), text in now.cells.items()],
        "answers": [[number, *answer] for number, answer in now.answers.items() if answer[0]],
        "allowed": sorted(now.allowed),
        "create": now.create_missing,
        "maps": sorted(now.maps.items()),
        "header": now.header.top if moved else None,
    }
    return {name: value for name, value in done.items() if value not in (None, False, [])}


def places(done: Mapping[str, Any]) -> int:
    """How many things were done by hand."""
    lists = ("cells", "answers", "allowed", "maps")
    return sum(len(done.get(name, ())) for name in lists) + sum(name in done for name in ("create", "header"))


def do_again(preview: Preview, done: Mapping[str, Any]) -> None:
    """Do it all to a fresh preview of the same rows. An answer about somebody who is no more among them is asked anew.

    Rows that are not there (another file) are passed over.
    """
    table = preview.table
    header = preview.header
    if "header" in done and done["header"] < len(table.rows):
        header = header_at(table.rows, preview.record, done["header"], table.first_row, table.merged)
    allowed = frozenset((path, name) for path, name in done.get("allowed", ()))
    known = {at.path for at in preview.mappable()} | {UID}
    maps = {at: path for at, path in done.get("maps", ()) if not path or path in known}
    preview.put_back(ByHand({}, {}, allowed, bool(done.get("create")), maps, header))
    numbers = {row.number for row in preview.rows}
    cells = {(number, path): text for number, path, text in done.get("cells", ())
             if number in numbers and path in known}
    preview.put_back(replace(preview.by_hand(), cells=cells))
    people = {row.number: {person for person, _words in row.candidates} for row in preview.rows if row.candidates}
    answers = {number: (answer, person) for number, answer, person in done.get("answers", ())
               if number in numbers and (person is None or person in people.get(number, ()))}
    preview.put_back(replace(preview.by_hand(), answers=answers))
