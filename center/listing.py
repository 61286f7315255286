"""What a list may be narrowed by: conditions as plain data, in the clerk's words, and what each account may ask.

A `Condition` is JSON-able, so a saved view keeps it; "本月" stays "本月" until it is asked.
"""
from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from center.periods import Period, month_of, period, quarter_of
from center.seeing import asked_for, hidden
from center.taking import read
from center.words import N_, say
from db.day_words import understand
from db.days import Day
from db.errors import Denied, Invalid, Missing, Problems
from db.listing import UNTYPED, Query, rows
from db.listing import tally as count_values
from db.models.people import Person
from db.record import Column, Record, column, columns
from db.words import Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk

ANY, SPAN, RANGE, HAS, IS, EMPTY = "any", "span", "range", "has", "is", "empty"
_OF_KIND = {
    **dict.fromkeys(("code", "codes", "yes", "ref"), (ANY,)),
    **dict.fromkeys(("date", "moment", "id_card"), (SPAN, EMPTY)),
    **dict.fromkeys(("whole", "amount", "percent"), (RANGE, EMPTY)),
    **dict.fromkeys(("text", "long", "name", "phone", "credit_code"), (HAS, IS, EMPTY)),
}
SPANS = {"today": N_("今天"), "week": N_("本周"), "month": N_("本月"), "quarter": N_("本季度"), "year": N_("今年")}
STANDING = "standing"
"""A span of the day on which a place ends: it has none, or one that is still to come."""
_STANDING = N_("在用")
NOT_FILLED = N_("未填")
_WHOLE = ("eq", "in", ANY, EMPTY)
"""Ops that ask for a whole hidden value or none. By any other it could be found sign by sign."""


class Condition(NamedTuple):
    """One condition of a list.

    op and value: any – values, None for empty; span – a name of SPANS, STANDING, or [first, last] ISO days,
    None for open;
    range – [low, high] stored numbers, None for open; has, is – a text; empty – True, or False for filled in.
    """

    path: str
    op: str
    value: Any


@dataclass(frozen=True)
class Lost:
    """A part of a saved view that is no more: the name of its column as far as it is known."""

    name: str


def ops(desk: Desk, at: Column) -> tuple[str, ...]:
    """What this account may ask of a column; the first one is what most people want. () for none."""
    if not desk.may(at.right):
        return ()
    if at.sensitive and at.kind != "id_card" and not desk.may("reveal"):
        return (EMPTY,)
    if at.kind == "ref" and at.field.rel_model is Person:
        return (HAS, EMPTY)  # counted by resident, the list would rank who complains most
    return _OF_KIND.get(at.kind, (EMPTY,))


def guard(desk: Desk, query: Query) -> Query:
    """The query as this account may ask it: nothing that lets it guess a hidden value, by its signs or its place.

    A search for long figures finds whole numbers only; a condition or an order by a hidden column raises Denied, and
    by a column that needs a right of its own without that.
    """
    asked_for(desk.may, query.record, (path for path, *_rest in (*query.filters, *query.sort)))
    if shut := hidden(desk, query.record):
        query = replace(query, besides=tuple(sorted(shut.union(query.besides))))
    if desk.may("reveal"):
        return query
    for path, op, _value in query.filters:
        if op not in _WHOLE and (at := _hidden(query.record, path)) and not (at.kind == "id_card" and op == "within"):
            raise Denied("“{label}”是遮盖的，请按“已填”或“未填”筛选", label=at.label)
    for path, _way in query.sort:
        if at := _hidden(query.record, path):
            raise Denied("“{label}”是遮盖的，请按别的列排序", label=at.label)
    return replace(query, whole=True)


def sortable(desk: Desk, at: Column) -> bool:
    """Whether this account may sort by a column: the order of hidden values tells of them."""
    return desk.may(at.right) and (not at.sensitive or desk.may("reveal"))


def _hidden(record: type[Record], path: str) -> Column | None:
    if path.rpartition(".")[2] in UNTYPED:
        return None
    return at if (at := column(record, path)).sensitive else None


def tally(desk: Desk, query: Query, path: str) -> dict[Any, int]:
    """How often each value of a column to be ticked stands in a list, the most frequent first; None for empty."""
    desk.need(f"{query.record.domain}.read")
    query = guard(desk, query)
    asked_for(desk.may, query.record, [path])
    at = column(query.record, path)
    if at.sensitive:
        desk.need("reveal")
    if ANY not in ops(desk, at):
        raise Denied("“{label}”不按值计数，请按别的列", label=at.label)
    return count_values(desk.store, query, path)


def spans(at: Column) -> dict[str, str]:
    """The named spans of a column of days."""
    return {STANDING: _STANDING} | SPANS if at.name == "valid_to" else SPANS


# ---- to the store


def filters(conditions: Iterable[Condition], today: date) -> tuple[tuple[str, str, Any], ...]:
    """The conditions as `Query.filters`, relative days counted from today."""
    return tuple(_filter(one, today) for one in conditions)


def _filter(one: Condition, today: date) -> tuple[str, str, Any]:
    if one.op == SPAN and one.value == STANDING:
        return one.path, STANDING, today.isoformat()
    if one.op == SPAN:
        return one.path, "within", _days(one.value, today)
    if one.op == RANGE:
        return one.path, "between", tuple(one.value)
    if one.op == IS:
        return one.path, "eq", one.value
    return one.path, one.op, tuple(one.value) if one.op == ANY else one.value


def _days(span: str | Sequence[str | None], today: date) -> tuple[str | None, str | None]:
    if not isinstance(span, str):
        return span[0], span[1]
    if span == "week":
        monday = today - timedelta(days=today.weekday())
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()
    found = {"month": month_of, "quarter": quarter_of, "year": lambda day: period(f"{day.year}")}.get(span, _day)(today)
    return found.start.isoformat(), found.end.isoformat()


def _day(day: date) -> Period:
    return Period(day.isoformat(), day, day)


# ---- in words


def words(record: type[Record], one: Condition) -> Phrase:
    """A condition as people say it: `所在党支部：第一党支部、第二党支部`; Chinese, to be said in any language."""
    at = column(record, one.path)
    if one.op == ANY:
        return Phrase(N_("{label}：{values}"), label=at.label, values=Listed(names(at, one.value)))
    if one.op == EMPTY:
        return Phrase(N_("{label}：未填") if one.value else N_("{label}：已填"), label=at.label)
    if one.op == SPAN and isinstance(one.value, str):
        return Phrase(N_("{label}：{values}"), label=at.label, values=spans(at)[one.value])
    if one.op == HAS:
        return Phrase(N_("{label}：含“{text}”"), label=at.label, text=one.value)
    if one.op == IS:
        return Phrase(N_("{label}：是“{text}”"), label=at.label, text=at.field.show(one.value))
    return _range_words(at, *one.value)


def _range_words(at: Column, low: Any, high: Any) -> Phrase:
    low, high = (None if one is None else one if isinstance(one, str) else at.field.show(one) for one in (low, high))
    if low == high:
        return Phrase(N_("{label}：{values}"), label=at.label, values=low)
    if high is None:
        return Phrase(N_("{label}：{low} 起"), label=at.label, low=low)
    if low is None:
        return Phrase(N_("{label}：到 {high} 为止"), label=at.label, high=high)
    return Phrase(N_("{label}：{low} 到 {high}"), label=at.label, low=low, high=high)


def names(at: Column, values: Iterable[Any]) -> list[str]:
    """What values of a column to be ticked are called; a record that is gone has no name and is left out."""
    values = list(values)
    known = labels(at, [value for value in values if value is not None])
    return list(known.values()) + ([NOT_FILLED] if None in values else [])


def labels(at: Column, values: Sequence[Any]) -> dict[Any, str]:
    """The name of each value; a record that is gone has none."""
    if at.kind == "ref":
        target = at.field.rel_model
        return {row.id: row.texts[0] for row in rows(target, values, target.title[:1])} if values else {}
    if at.kind == "codes":  # one code of several is shown by its own list's name
        return {code: at.field.codes.items.get(code, code) for code in values}
    return {value: at.field.show(value) for value in values}


# ---- from a saved view


def understood(desk: Desk, record: type[Record], data: Sequence[Any]) -> tuple[Condition | None, Lost | None]:
    """A kept condition as far as it still means something, and what of it is gone."""
    path, op, value = (*data, None, None, None)[:3]
    at = next((one for one in columns(record) if one.path == path), None)
    if at is None:
        return None, Lost(str(path))
    if not desk.may(at.right) or op not in (*ops(desk, at), IS) or not _whole(op, value):
        return None, Lost(at.label)
    if op != ANY:
        return Condition(path, op, value), None
    kept = [one for one in value if one is None or names(at, [one]) and _known(at, one)]
    lost = Lost(at.label) if len(kept) < len(value) else None
    return (Condition(path, ANY, tuple(kept)) if kept else None), lost


def _known(at: Column, value: Any) -> bool:
    return at.kind not in ("code", "codes") or value in at.field.codes.items


def _whole(op: str, value: Any) -> bool:
    """Whether a value has the shape its op asks for: a store may be older or newer than this program."""
    if op == ANY:
        return isinstance(value, list | tuple) and bool(value)
    if op == EMPTY:
        return isinstance(value, bool)
    if op in (HAS, IS):
        return isinstance(value, str) and bool(value)
    if isinstance(value, str):
        return op == SPAN and value in (*SPANS, STANDING)
    kind = str if op == SPAN else int
    pair = isinstance(value, list | tuple) and len(value) == 2 and any(one is not None for one in value)
    return pair and all(one is None or isinstance(one, kind) for one in value)


# ---- as typed


def typed(desk: Desk, record: type[Record], text: str) -> Condition:
    """A condition as typed: `列名=值、值`, `列名=低..高`, `列名~文字`, `列名=` (未填), `列名!=` (已填), `列名=本月`.

    Raises Missing naming the columns, or Problems at the column whose value cannot be read.
    """
    match = re.match(r"\s*([^=~!]+?)\s*(!=|=|~)\s*(.*?)\s*$", text, re.S)
    if match is None:
        raise Missing("筛选请写成 列名=值；{label}的列名有：{names}", label=record.label, names=_all_names(record))
    at = column_named(record, match[1])
    sign, value = match[2], match[3]
    if not value:
        return Condition(at.path, EMPTY, sign == "=")
    if sign == "~":
        return Condition(at.path, HAS, value)
    allowed = _OF_KIND.get(at.kind, (EMPTY,))
    if ANY in allowed:
        parts = re.split(r"[、,，]\s*", value)
        return Condition(at.path, ANY, tuple(None if part == NOT_FILLED else _value(desk, at, part) for part in parts))
    if SPAN in allowed and (at.kind != "id_card" or ".." in value):
        return Condition(at.path, SPAN, read_span(at, value, desk.today()))
    if RANGE in allowed:
        low, dots, high = value.partition("..")
        pair = [None if not one.strip() else _value(desk, at, one) for one in (low, high if dots else low)]
        return Condition(at.path, RANGE, tuple(pair))
    return Condition(at.path, IS, _value(desk, at, value))


def column_named(record: type[Record], name: str) -> Column:
    """The column of a record by its name or path. Raises Missing naming all of them."""
    found = next((one for one in columns(record) if name.strip() in (one.label, one.path)), None)
    if found is None:
        raise Missing("{label}没有“{name}”这一列，请从这里选：{names}", label=record.label, name=name.strip(),
                      names=_all_names(record))
    return found


def _all_names(record: type[Record]) -> Listed:
    return Listed([at.label for at in columns(record)])


def sorting(record: type[Record], text: str) -> tuple[tuple[str, str], ...]:
    """A sort as typed: `列名,-列名`, the minus for downwards. Raises Missing."""
    parts = [part.strip() for part in re.split("[,，]", text) if part.strip()]
    return tuple((column_named(record, part.lstrip("-")).path, "desc" if part[0] == "-" else "asc") for part in parts)


def _value(desk: Desk, at: Column, text: str) -> Any:
    found = read(at, text.strip(), desk.today(), lambda target: hidden(desk, target))
    if isinstance(found, Invalid):
        raise Problems({at.label: found})
    return found[0] if at.kind == "codes" else found


def read_span(at: Column, text: str, today: date) -> str | tuple[str | None, str | None]:
    """Days as typed: a name of SPANS, one day (month, year), or two with `..` between. Raises Problems."""
    for token, name in spans(at).items():
        if text in (token, name, say(name)):
            return token
    low, dots, high = text.partition("..")
    first, last = (bound(at, one, today) for one in (low, high if dots else low))
    return (None if first is None else first.first.isoformat(), None if last is None else last.last.isoformat())


def bound(at: Column, text: str, today: date) -> Day | None:
    """One end of a span as typed, None for open. Raises Problems at the column."""
    if not text.strip():
        return None
    day = understand(text.strip(), today, getattr(at.field, "argument", None) == "future")
    if isinstance(day, Invalid):
        raise Problems({at.label: day})
    if day is None:
        raise Problems({at.label: Invalid("看不懂“{text}”这个日期，请写成 1987-06-15、1987年6月 或 1987", text=text)})
    return day
