"""Official numbers: the store's table first, the shipped defaults else. Nothing official stands in code."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from db.questions.settings import stored_number

FILE = Path(__file__).resolve().parent.parent / "templates" / "settings" / "numbers.toml"


@cache
def shipped() -> dict[str, dict[str, Any]]:
    """The numbers as shipped: key → {value, kind, label, section, unit, source, effective_from, uncertain}."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def number(key: str, fallback: Any = None) -> Any:
    """The value in force: int, float or str by its kind. Raises KeyError for a key nobody ships (our bug)."""
    text = stored_number(key)
    if text is None:
        entry = shipped().get(key)
        if entry is None and fallback is not None:
            return fallback
        return shipped()[key]["value"]
    return _read(text, shipped().get(key, {}).get("kind", "text"))


def _read(text: str, kind: str) -> Any:
    if kind in ("whole", "percent", "amount", "number"):
        value = float(text.rstrip("%"))
        return int(value) if value == int(value) else value
    return text
