"""Adding, changing and removing plain records: one line `editing(Record)` gives the three commands.

Values are keyed by path. `person.name` and the like belong to the human the record is about: she is found by
her ID number, else entered once.
"""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from center import many
from center.commands import COMMANDS, Command
from center.stopping import Progress
from center.words import N_
from db.errors import Invalid, Problems
from db.listing import record_row, title_of
from db.questions.importing import ids_by_value
from db.questions.people import person_with_id
from db.record import Record, column, columns, record_name
from db.tx import Tx
from db.words import Phrase

Check = Callable[[Mapping[str, Any], date], dict[str, Invalid]]
Complete = Callable[[dict[str, Any]], dict[str, Any]]

@dataclass(frozen=True)
class Rules:
    """A record's rules, all pure, over values by path.

    `check` must be mended; `doubts` should be looked at but blocks nothing; `asks` is asked when left empty;
    `complete` fills what follows from the rest.
    """

    check: Check
    complete: Complete
    doubts: Check
    asks: Check


RULES: dict[type[Record], Rules] = {}
"""The records that a clerk types; the others are written by commands of their own."""


def no_check(_values: Mapping[str, Any], _today: date) -> dict[str, Invalid]:
    """A record without rules between its fields."""
    return {}


def as_given(values: dict[str, Any]) -> dict[str, Any]:
    """A record that completes nothing."""
    return values


NO_RULES = Rules(no_check, as_given, no_check, no_check)


def editing(record: type[Record], *, check: Check = no_check, complete: Complete = as_given, doubts: Check = no_check,
            asks: Check = no_check, right: str = "", adding: Callable | None = None, changing: Callable | None = None,
            removing: Callable | None = None, called: Callable[[Tx, int], str] | None = None) -> None:
    """Give a record its add, edit and remove, and its rules.

    A record whose rows need the store to begin or to end (a number that has no gaps) gives its own `adding(tx,
    record, values)`, `changing(tx, record, id, revision, values)` or `removing(tx, record, id, revision)`; one whose
    acts are not called after its title gives `called(tx, id)`.
    """
    RULES[record] = Rules(check, complete, doubts, asks)
    right = right or f"{record.domain}.edit"
    name, told = record_name(record), called or (lambda _tx, rid: _called(record, rid))

    def add(tx: Tx, values: dict) -> int:
        _allowed(tx, record, values)
        rid = (adding or add_row)(tx, record, values)
        tx.rename(f"新增{record.label} {told(tx, rid)}".rstrip())
        return rid

    def edit(tx: Tx, id: int, values: dict, revision: int | None = None) -> bool:
        _allowed(tx, record, values)
        tx.rename(f"修改{record.label} {told(tx, id)}".rstrip())
        return (changing or edit_row)(tx, record, id, revision, values)

    def remove(tx: Tx, id: int, revision: int | None = None) -> None:
        tx.rename(f"删除{record.label} {told(tx, id)}".rstrip())
        (removing or Tx.remove)(tx, record, id, revision)

    def edit_many(tx: Tx, ids: list[int], values: dict, progress: Progress | None = None) -> int:
        _allowed(tx, record, values)
        return many.edit_many(tx, record, ids, values, changing or edit_row, progress)

    def remove_many(tx: Tx, ids: list[int], progress: Progress | None = None) -> int:
        return many.remove_many(tx, record, ids, removing or Tx.remove, progress)

    verbs = ((N_("新增{label}"), add), (N_("修改{label}"), edit), (N_("删除{label}"), remove),
             (many.EDITED, edit_many), (many.REMOVED, remove_many))
    for label, function in verbs:
        full = f"{name}.{function.__name__}"
        COMMANDS[full] = Command(full, Phrase(label, label=record.label), right, function)


def _called(record: type[Record], rid: int) -> str:
    """What the act's name calls a row; of a quiet record nothing."""
    return "" if record.quiet else title_of(record, rid)


def _allowed(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> None:
    """Who may not see a column does not write it either. Raises Denied."""
    for path in values:
        tx.need(column(record, path).right)


def problems_of(record: type[Record], values: Mapping[str, Any], today: date) -> dict[str, Invalid]:
    """All problems of one row's values by path: what is required, what was unreadable, what does not fit together."""
    found = {path: value for path, value in values.items() if isinstance(value, Invalid)}
    for at in columns(record):
        if at.required and values.get(at.path) is None and at.path not in found:
            found[at.path] = Invalid("请填写{label}", label=at.label)
    good = {path: value for path, value in values.items() if not isinstance(value, Invalid)}
    return RULES[record].check(good, today) | found


def add_row(tx: Tx, record: type[Record], values: Mapping[str, Any]) -> int:
    """Check, complete and insert one row with its human. Raises Problems with all problems at once."""
    whole = RULES[record].complete(dict(values))
    _refuse(record, problems_of(record, whole, tx.today))
    own, humans = _split(record, whole)
    for owner, facts in humans.items():
        if own.get(owner) is None:
            own[owner] = _human(tx, record, owner, facts)
    if humans:
        _not_twice(record, own, humans)
    return _at_paths(record, lambda: tx.add(record, own))


def _not_twice(record: type[Record], own: Mapping[str, Any], humans: Mapping[str, Any]) -> None:
    """One human, one row of a record that says so: told at the field she was found by."""
    for owner in humans:
        if record._meta.fields[owner].unique and ids_by_value(record, owner, [own[owner]]):
            told = Invalid("这个身份证号已经登记为{label}，请查找后修改那一条，不要重复登记", label=record.label)
            raise Problems({f"{owner}.id_card": told})


def edit_row(tx: Tx, record: type[Record], rid: int, revision: int | None, values: Mapping[str, Any]) -> bool:
    """Check the row as it will be and write what differs. Raises Problems, Conflict or Missing."""
    before = current(record, rid)
    whole = RULES[record].complete(before | dict(values))
    _refuse(record, problems_of(record, whole, tx.today))
    own, humans = _split(record, {path: value for path, value in whole.items() if before.get(path) != value})
    row = record_row(record, rid)
    changed = False
    for owner, facts in humans.items():
        target = record._meta.fields[owner].rel_model
        _not_another(owner, facts, row[owner])
        changed |= _at_paths(record, lambda t=target, o=owner, f=facts: tx.change(t, row[o], f), owner)
    return _at_paths(record, lambda: tx.change(record, rid, own, revision)) or changed


def current(record: type[Record], rid: int) -> dict[str, Any]:
    """The values of a row by path, its human's facts among them."""
    row = record_row(record, rid)
    humans = {at.owner for at in columns(record) if at.owner}
    facts = {owner: record_row(record._meta.fields[owner].rel_model, row[owner]) for owner in humans if row[owner]}
    return {at.path: facts.get(at.owner, {}).get(at.name) if at.owner else row[at.path] for at in columns(record)}


def _split(record: type[Record], values: Mapping[str, Any]) -> tuple[dict, dict[str, dict]]:
    own: dict[str, Any] = {}
    humans: dict[str, dict[str, Any]] = {}
    for path, value in values.items():
        at = column(record, path)
        if at.owner:
            humans.setdefault(at.owner, {})[at.name] = value
        else:
            own[path] = value
    return own, humans


def _human(tx: Tx, record: type[Record], owner: str, facts: Mapping[str, Any]) -> int:
    """The human's row: the one with this ID number, brought up to date, else a new one."""
    target = record._meta.fields[owner].rel_model
    known = person_with_id(facts.get("id_card"))
    if known is None:
        return _at_paths(record, lambda: tx.add(target, facts), owner)
    row = record_row(target, known)
    if facts.get("name") and row["name"] != facts["name"]:
        told = Invalid("这个身份证号登记的姓名是“{name}”，请核对姓名或身份证号", name=row["name"])
        raise Problems({f"{owner}.name": told})
    tx.change(target, known, {name: value for name, value in facts.items() if value is not None})
    return known


def _not_another(owner: str, facts: Mapping[str, Any], mine: int) -> None:
    other = person_with_id(facts.get("id_card"))
    if other is not None and other != mine:
        raise Problems({f"{owner}.id_card": Invalid("这个身份证号已经登记在另一个人名下，请核对")})


def _at_paths(record: type[Record], write: Callable[[], Any], owner: str = "") -> Any:
    """Problems of the human's row come back at the paths of this record's form."""
    try:
        return write()
    except Problems as problems:
        if not owner:
            raise
        at_paths = {f"{owner}.{name}" if name else "": problem for name, problem in problems.fields.items()}
        raise Problems(at_paths) from problems


def _refuse(record: type[Record], problems: dict[str, Invalid]) -> None:
    if problems:
        order = {at.path: place for place, at in enumerate(columns(record))}
        raise Problems(dict(sorted(problems.items(), key=lambda item: order.get(item[0], -1))))
