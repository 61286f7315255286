"""Official numbers: the store's table first, the shipped defaults else. Nothing official stands in code."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from db.codes import code_list
from db.errors import Invalid
from db.questions.settings import number_row, stored_number
from db.words import Listed, Word

NUMERIC = ("whole", "percent")
NUMBER, WHOLE = re.compile(r"[0-9]+(\.[0-9]+)?%?"), re.compile(r"[0-9]+")
SEPARATORS = re.compile(r"[\s,，、;；]+")
FILE = Path(__file__).resolve().parent.parent / "templates" / "settings" / "numbers.toml"


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """As shipped: key → {value, kind, label, section, unit, source, effective_from, uncertain}, and perhaps note.

    A `choice` has `choices` (code → name), `codes` the code list whose codes it holds.
    """
    found = tomllib.loads(FILE.read_text(encoding="utf-8"))
    for entry in found.values():
        entry |= {name: Word(entry[name]) for name in ("label", "section", "unit", "note") if name in entry}
        if "choices" in entry:
            entry["choices"] = {code: Word(name) for code, name in entry["choices"].items()}
    return found


def number(key: str, today: date) -> Any:
    """The value in force today: int or float where it is a number, else its text. KeyError for an unknown key."""
    entry, text = shipped()[key], stored_number(key, today)
    if text is None:
        return entry["value"]
    return _read(text) if entry["kind"] in NUMERIC else text


@dataclass(frozen=True)
class Standing:
    """How a number stands: its value as stored, and what it rests on; `since` '' when the source gives no day."""

    value: str
    source: str
    since: str
    uncertain: bool
    local: bool
    note: str


def standing(key: str, today: date) -> Standing:
    """A number in force today with its source. KeyError for an unknown key. Anybody may ask: a source is no secret."""
    entry, row = shipped()[key], number_row(key, today)
    if row is None:
        day = str(entry["effective_from"] or "")
        return Standing(str(entry["value"]), entry["source"], day, entry["uncertain"], False, entry.get("note", ""))
    since, note = str(row["effective_from"] or ""), row["note"] or ""
    return Standing(row["value"], row["source"], since, bool(row["uncertain"]), bool(row["local"]), note)


def _read(text: str) -> int | float:
    value = float(text.rstrip("%"))
    return int(value) if value == int(value) else value


def names(key: str) -> dict[str, str]:
    """What may be chosen for a key, code → name; empty where the value is typed."""
    entry = shipped()[key]
    return code_list(entry["codes"]).items if entry["kind"] == "codes" else entry.get("choices", {})


def shown(key: str, value: str) -> str:
    """A stored value in the clerk's words: codes by their names, everything else as it is."""
    known = names(key)
    return Listed(known.get(code, code) for code in value.split(",")) if known else value


def typed(key: str, text: str) -> str | Invalid:
    """What to store for what a clerk typed or chose (names or codes of a choice), or why it cannot be."""
    text, kind, known = text.strip(), shipped()[key]["kind"], names(key)
    parts = [part for part in SEPARATORS.split(text) if part]
    if kind in NUMERIC:
        return text if NUMBER.fullmatch(text) else Invalid("请写数字")
    if kind == "list":
        return ",".join(parts) if parts and all(WHOLE.fullmatch(part) for part in parts) else Invalid("请写数字")
    if not known:
        return text
    codes = {name: code for code, name in known.items()} | {code: code for code in known}
    if text in codes:  # a name may hold a space (15 类)
        return codes[text]
    strange = [part for part in parts if part not in codes]
    if strange or not parts or kind == "choice" and len(parts) > 1:
        return Invalid("请从“{names}”里选", names=Listed(known.values()))
    return ",".join(codes[part] for part in parts)
