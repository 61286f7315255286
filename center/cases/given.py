"""What a step was given: rows by id, uid or name, texts as a clerk types them; all problems are told at once.

Paths of problems: the argument's name; of a row of the case `party.<id>.<field>`, `worker.<id>.<field>`,
`guest.<id>.<field>`, `performance.<id>.<field>`; of a row that is just being entered `parties.<n>.<field>`.
"""
from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from center.taking import take
from center.words import N_
from db.days import Day
from db.errors import Invalid, Missing, Problems
from db.listing import id_of_uid
from db.models.case_work import CaseStep
from db.models.cases import Case
from db.record import Record, column
from db.tx import Tx

HOUR = re.compile(r"(\d{1,2})\s*[:：]\s*(\d{2})")
UID = re.compile(r"[0-9a-f]{32}")
EVERY = "all"
FILL = N_("请填写{label}")
AHEAD = N_("日期在今天之后，请核对")
BEFORE = N_("日期比{label}早，请核对")
WHOLE_DAY = N_("请写到日，例如 {example}")
NO_HOUR = N_("没有这个时间，请写成 14:30 这样")
ENDS_FIRST = N_("结束时间比开始时间早，请核对")
NOT_HERE = N_("这件案件里没有这一位，请从本案的名单里选")

Found = dict[str, Invalid]


def refuse(found: Found) -> None:
    """Raise Problems when there are any."""
    if found:
        raise Problems(found)


def row_id(record: type[Record], given: Any) -> int:
    """The id of a row that is named by id or by uid in hex. Raises Missing."""
    rid = given
    if isinstance(given, str):
        rid = id_of_uid(record, bytes.fromhex(given)) if UID.fullmatch(given) else None
    if not isinstance(rid, int) or isinstance(rid, bool):
        raise _unknown(record, given)
    return rid


def _unknown(record: type[Record], given: Any) -> Missing:
    return Missing("没有编号为 {uid} 的{label}，请核对编号", uid=given, label=record.label)


def texts(record: type[Record], today: date, found: Found, needed: Sequence[str] = (), at: str = "", /,
          **given: Any) -> dict[str, Any]:
    """Values by field; what could not be read or is missing goes into `found`, at its field behind `at`."""
    values = {}
    for name, value in take(record, given, today).items():
        if isinstance(value, Invalid):
            found[at + name] = value
        else:
            values[name] = value
    for name in needed:
        if values.get(name) is None and at + name not in found:
            found[at + name] = Invalid(FILL, label=column(record, name).label)
    return values


def hours(found: Found, values: Mapping[str, Any]) -> None:
    """From when to when it lasted: 25:00 is no hour. A time in words (“上午九点”) stands as it is."""
    read = {}
    for name in ("begins", "ends"):
        if spelled := HOUR.fullmatch(str(values.get(name) or "").strip()):
            read[name] = int(spelled[1]), int(spelled[2])
            if read[name] > (23, 59) or read[name][1] > 59:
                found[name] = Invalid(NO_HOUR)
    if len(read) == 2 and not found.keys() & read.keys() and read["ends"] < read["begins"]:
        found["ends"] = Invalid(ENDS_FIRST)


def day(today: date, found: Found, value: Any, name: str = "on", after: Any = None, label: str = "",
        ahead: bool = False) -> Day:
    """A whole day, not after today, and not before another day (`label` says which). Empty is today."""
    read = Day(today)
    if value not in (None, ""):
        field = Case._meta.fields["extended_to"] if ahead else CaseStep._meta.fields["on"]
        read = field.read(str(value), today)
    if isinstance(read, Invalid):
        found[name] = read
    elif read.precision != "day":
        found[name] = Invalid(WHOLE_DAY, example=today.isoformat())
    elif not ahead and read.first > today:
        found[name] = Invalid(AHEAD)
    elif after and read.first < after.first:
        found[name] = Invalid(BEFORE, label=label)
    return Day(today) if name in found else read


def rows_of(some: Sequence[Any], given: Any, found: Found, name: str) -> list[Any]:
    """Rows of a case (parties, workers, promises) that were named: `all`, or one or several by id, uid or name."""
    if given == EVERY:
        return list(some)
    if given in (None, "", ()):
        return []
    chosen = []
    for one in given if isinstance(given, list | tuple) else [given]:
        match = [row for row in some if _is(row, one)]
        if len(match) != 1:
            found[name] = Invalid(NOT_HERE)
        chosen += match[:1]
    return chosen


def _is(row: Any, given: Any) -> bool:
    if isinstance(given, int):
        return row.id == given
    if UID.fullmatch(str(given)):
        return bytes(row.row["uid"]).hex() == given
    return given in (getattr(row, "name", None), row.row.get("what"))


def at_paths(problems: Problems, prefix: str) -> Found:
    """The problems of a row at its place in a list."""
    return {f"{prefix}{name}" if name else prefix.rstrip("."): problem for name, problem in problems.fields.items()}


def locked(tx: Tx, record: type[Record], given: Any) -> int:
    """The id of a row that this account may open. Raises Missing."""
    rid = row_id(record, given)
    if isinstance(given, str) and tx.sight.shut(record, [rid]):
        raise _unknown(record, given)  # a uid that is closed is a uid that is not there
    tx.row(record, rid)
    return rid


def facts_of(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    """Those of the values that were given."""
    return {name: values[name] for name in names if values.get(name) is not None}
