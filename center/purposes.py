"""What each personal field is collected for (PIPL articles 5–7 and 17): data in `templates/purposes.toml`."""
from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from db.record import Column, record_name
from db.words import Word

FILE = Path(__file__).resolve().parent.parent / "templates" / "purposes.toml"


@cache
def _purposes() -> dict[str, str]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))["purpose"]


def purpose(at: Column) -> str:
    """The sentence that says why a field is asked; '' for a field that is not about a person."""
    return Word(_purposes().get(f"{record_name(at.record)}.{at.name}", ""))
