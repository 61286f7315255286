"""Dates as people type them, spelled as ISO; what is not clear is left as it was typed."""

from __future__ import annotations

import re
from datetime import date

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")


def tidy_date(text: str, today: str = "") -> str:
    """ "2026-03-18", "1987-06" or "1987" for what people type; `today` (ISO) gives a year left out.

    A text whose meaning is not certain comes back unchanged, for the field's own reader to judge.
    """
    plain = re.sub(r"\s+", "", text.strip().translate(_FULL_WIDTH)).rstrip("。.")
    parts = _digits(plain, today) if plain.isdigit() else _split(plain, today)
    if parts is None:
        return text
    year, month, day = parts
    if not _possible(year, month, day):
        return text
    if day:
        return f"{year:04d}-{month:02d}-{day:02d}"
    return f"{year:04d}-{month:02d}" if month else f"{year:04d}"


def _digits(plain: str, today: str) -> tuple[int, int, int] | None:
    if len(plain) == 8:
        return int(plain[:4]), int(plain[4:6]), int(plain[6:])
    if len(plain) == 6 and plain[:2] in ("19", "20"):
        return int(plain[:4]), int(plain[4:]), 0
    if len(plain) == 4 and plain[:2] in ("19", "20"):
        return int(plain), 0, 0
    if len(plain) == 4 and today:
        return int(today[:4]), int(plain[:2]), int(plain[2:])
    return None


def _split(plain: str, today: str) -> tuple[int, int, int] | None:
    if re.search(r"[^0-9年月日号./\-]", plain):
        return None
    parts = [int(part) for part in re.split(r"[年月日号./\-]+", plain) if part]
    if not parts or len(parts) > 3:
        return None
    if parts[0] > 999:
        year, month, day = (*parts, 0, 0)[:3]
        return year, month, day
    if len(parts) == 2 and today and "年" not in plain:
        return int(today[:4]), parts[0], parts[1]
    return None


def _possible(year: int, month: int, day: int) -> bool:
    if not 1800 <= year <= 2200 or month > 12 or (day and not month):
        return False
    if not day:
        return True
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
