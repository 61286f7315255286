"""Official numbers with their history, and rest days."""
from __future__ import annotations

from datetime import timedelta
from typing import Any

from center.commands import command
from center.editing import editing
from center.numbers import number, shipped, typed
from center.settings.notice import read
from center.settings.places import add_backup_place, drop_backup_place  # noqa: F401  commands
from center.settings.writing import refuse, sourced, write
from center.words import N_
from db.days import Day
from db.errors import Invalid, Problems
from db.models.settings import OfficialNumber, RestDay
from db.questions.settings import known_keys, rest_days
from db.tx import Tx
from db.undoing import purge

editing(RestDay)


@command(N_("装入标准参数"), right="settings.edit")
def load_numbers(tx: Tx) -> int:
    """Put the shipped numbers that the store does not have into its table; returns how many."""
    have = known_keys()
    rows = [{"key": key, "name": entry["label"], "value": str(entry["value"]), "unit": entry.get("unit"),
             "source": entry["source"], "effective_from": entry.get("effective_from") or None,
             "uncertain": entry.get("uncertain", False), "local": False, "note": entry.get("note")}
            for key, entry in shipped().items() if key not in have]
    tx.add_many(OfficialNumber, rows)
    return len(rows)


@command(N_("修改标准参数"), right="settings.edit")
def set_number(tx: Tx, key: str, value: str, source: str, effective_from: Any = None) -> int:
    """Change a number: a new row with its own source, the old one stays as history. Returns the new row's id."""
    entry = shipped().get(key)
    if entry is None:
        raise Problems({"key": Invalid("没有叫 {key} 的参数，请核对代号", key=key)})
    problems: dict[str, Invalid] = {}
    sourced(source, problems)
    kept = typed(key, value)
    if isinstance(kept, Invalid):
        problems["value"] = kept
    refuse(problems)
    tx.rename(f"修改标准参数 {entry['label']}")
    return write(tx, key, entry, kept, source, effective_from)


@command(N_("恢复标准参数的默认值"), right="settings.edit")
def reset_number(tx: Tx, key: str) -> int:
    """Back to the shipped value with its own source, from today on; what stood before stays as history."""
    entry = shipped().get(key)
    if entry is None:
        raise Problems({"key": Invalid("没有叫 {key} 的参数，请核对代号", key=key)})
    tx.rename(f"恢复标准参数 {entry['label']}")
    return write(tx, key, entry, str(entry["value"]), entry["source"], shipped=True)


@command(N_("写入放假通知"), right="settings.edit")
def add_rest_days(tx: Tx, text: str, source: str = "") -> int:
    """The days of a pasted 国务院 notice; days that stand already are left as they are. Returns how many were added."""
    notice, have = read(text), rest_days()
    rows = [{"day": Day(day), "kind": kind, "name": name, "source": source.strip() or notice.source}
            for day, kind, name in notice.days if day.isoformat() not in have]
    tx.rename(f"写入{notice.year}年放假通知")
    tx.add_many(RestDay, rows)
    return len(rows)


@command(N_("清理到期的修改前内容"), right="")
def purge_history(tx: Tx) -> int:
    """Drop what undo and history keep past their days (`history.before_image_days`); how many rows.

    Everybody's sign-in may do it: what goes follows from the setting alone, and the audit stays.
    """
    dropped = purge(tx.now - timedelta(days=int(number("history.before_image_days", tx.today))))
    tx.told("purge", text=f"{dropped}")
    return dropped
