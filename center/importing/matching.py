"""Who and what a row is about: asked of the store in bulk, never one row at a time."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from datetime import date
from typing import Any

from center.editing import NO_RULES, RULES
from center.importing.cell import REFUSED
from center.importing.knowing import KNOWN_BY, Key
from center.importing.rows import PreviewRow
from db.days import Day
from db.models.people import Person
from db.questions.importing import all_ids, ids_by_uid, ids_by_value, stored
from db.record import Record, columns
from db.words import Listed

IDENTITY = ("name", "id_card", "phone")


def human_prefix(record: type[Record]) -> str | None:
    """`person.` where a record is about a human, '' for people themselves, None for things."""
    if record is Person:
        return ""
    owners = {at.owner for at in columns(record) if at.record is Person and at.owner}
    return f"{owners.pop()}." if len(owners) == 1 else None


def covered(old: Any, new: Any) -> bool:
    """Whether the store already knows this value, or knows it more precisely."""
    if old == new:
        return True
    return isinstance(old, Day) and isinstance(new, Day) and old.startswith(new)


class Matcher:
    """What the store knows about the rows of one preview.

    A human has one row of most records. Of those of which she may have several (homes, duties), a row of the file is
    about the one that goes on and says the same in `record.same`. Rows that are `shut` to who imports are not there.
    """

    def __init__(self, record: type[Record], today: date | None = None, shut: Set[int] = frozenset()) -> None:
        self.record, self.prefix, self.today, self._shut = record, human_prefix(record), today, shut
        self.owner = (self.prefix or "").rstrip(".")
        self.several = bool(self.owner and record.same and not record._meta.fields[self.owner].unique)
        self._own: dict[int, list[int]] = {}
        self.rows: dict[int, dict[str, Any]] = {}
        self.people: dict[int, dict[str, Any]] = {}
        self.clashes: set[int] = set()
        self._targets: dict[int, int] = {}
        self._keys = _unique_keys(record)
        self._alike = KNOWN_BY.get(record)
        self._complete = RULES.get(record, NO_RULES).complete
        self.owned: dict[int, tuple[str, int]] = {}  # row → (its unique column that another row of the store has, id)
        self._known: dict[tuple, int] | None = None

    def existing(self, row: PreviewRow) -> Mapping[str, Any]:
        """Stored values by path of what the row is about; {} for somebody new."""
        if row.target is not None:
            return self.rows.get(row.target, {})
        if row.person is not None and self.owner:
            return {self.prefix + name: value for name, value in self.people.get(row.person, {}).items()}
        return {}

    def match(self, rows: Iterable[PreviewRow], uids: Mapping[int, bytes]) -> None:
        """Set `target`, `person` and `candidates` of the rows. `uids`: row index → outside id, where there is one."""
        rows = list(rows)
        for row in rows:
            row.target = row.person = None
            row.candidates = ()
        self._by_uid(rows, uids)
        if self.prefix is None:
            self._things(rows)
        else:
            self._humans([row for row in rows if row.target is None])
        self.rows |= stored(self.record, {row.target for row in rows if row.target is not None} - self.rows.keys())

    def settle(self, row: PreviewRow, person: int) -> None:
        """A person says that the row is about this human."""
        row.person = person
        row.target = self._target(row)
        if row.target is not None and row.target not in self.rows:
            self.rows |= stored(self.record, [row.target])

    def words(self, person: int) -> str:
        """A candidate as the preview shows her: birth year and masked phone tell namesakes apart."""
        facts = self.people.get(person, {})
        shown = {at.name: at.field.show(facts.get(at.name)) for at in columns(Person) if at.name in facts}
        return Listed((shown[name] for name in ("name", "sex", "birth", "phone") if shown.get(name)), " · ")

    def _by_uid(self, rows: list[PreviewRow], uids: Mapping[int, bytes]) -> None:
        if not uids:
            return
        found = ids_by_uid(self.record, (uids[row.index] for row in rows if row.index in uids))
        found = {uid: rid for uid, rid in found.items() if rid not in self._shut}
        for row in rows:
            row.target = found.get(uids.get(row.index, b""))
        self.rows |= stored(self.record, (row.target for row in rows if row.target is not None))
        if self.prefix is not None:
            self._find_clashes([row for row in rows if row.target is not None])

    def _find_clashes(self, rows: list[PreviewRow]) -> None:
        """Rows found by their outside id whose ID number is somebody else's."""
        path = f"{self.prefix}id_card"
        fresh = [row for row in rows if row.values.get(path) not in (None, self.rows[row.target].get(path))]
        numbers = ids_by_value(Person, "id_card", (row.values[path] for row in fresh))
        self.clashes -= {row.index for row in rows}
        self.clashes |= {row.index for row in fresh if row.values[path] in numbers}

    # ---- humans --------------------------------------------------------------------------------------------

    def _humans(self, rows: list[PreviewRow]) -> None:
        number, phone, name = (self.prefix + word for word in ("id_card", "phone", "name"))
        numbers = ids_by_value(Person, "id_card", (row.values[number] for row in rows if row.values.get(number)))
        loose = []
        for row in rows:
            known = numbers.get(row.values.get(number))
            if known:
                row.person = known[0]
            elif row.values.get(name):
                loose.append(row)
        phones = ids_by_value(Person, "phone", (row.values[phone] for row in loose if row.values.get(phone)))
        names = ids_by_value(Person, "name", (row.values[name] for row in loose if not _told_apart(row, number, phone)))
        maybe = {rid for ids in (*phones.values(), *names.values()) for rid in ids}
        self._learn({row.person for row in rows if row.person is not None} | maybe)
        for row in rows:
            if row.person is not None:
                self.settle_known(row)
        for row in loose:
            told = _told_apart(row, number, phone)
            ids = phones.get(row.values.get(phone), []) if told else names.get(row.values[name], [])
            row.candidates = tuple((rid, self.words(rid)) for rid in ids
                                   if self.people[rid].get("name") == row.values[name])

    def settle_known(self, row: PreviewRow) -> None:
        """The record that the row's human already has here, if any."""
        row.target = self._target(row)

    def _target(self, row: PreviewRow) -> int | None:
        if not self.owner or not self.several:
            return self._targets.get(row.person) if self.owner else row.person
        alike = self.there(row)
        since, until = row.values.get("since"), row.values.get("until")
        begun = [rid for rid in alike if since is not None and covered(self.rows[rid].get("since"), since)]
        if begun:
            return begun[0]
        if self._ended(row.values):  # a stay that is over is another one than what began on another day
            alike = [rid for rid in alike if since is None or self.rows[rid].get("since") is None]
            over = [rid for rid in alike if self.rows[rid].get("until") == until]
            return next(iter(over), next((rid for rid in alike if not self._ended(self.rows[rid])), None))
        return next((rid for rid in alike if not self._ended(self.rows[rid])), None)

    def there(self, row: PreviewRow) -> list[int]:
        """Her rows of the store that say the same in `record.same`: at that door, in that duty, now or before."""
        return [rid for rid in self._own.get(row.person, ())
                if all(self.rows[rid].get(name) == row.values.get(name) for name in self.record.same)]

    def apart(self, row: PreviewRow, other: PreviewRow) -> bool:
        """Two rows of one human that began on different days: two of her stays or terms, no second entry."""
        since, before = row.values.get("since"), other.values.get("since")
        return self.several and since is not None and before is not None and since != before

    def who(self, row: PreviewRow) -> tuple | None:
        """What tells that two rows are about one human; None when nothing does."""
        if row.person is not None:
            return ("person", row.person)
        name, number, phone = (row.values.get(f"{self.owner}.{word}") for word in IDENTITY)
        return ("id_card", number) if number else ("name", name, phone) if name and phone else None

    def others(self, row: PreviewRow) -> dict[int, Mapping[str, Any]]:
        """Her other rows of the record in the store, by id, where she may have several."""
        ids = self._own.get(row.person, ()) if row.person is not None else ()
        return {rid: self.rows[rid] for rid in ids if rid != row.target}

    def _ended(self, values: Mapping[str, Any]) -> bool:
        until = values.get("until")
        return until is not None and (self.today is None or until.first <= self.today)

    def _learn(self, people: set[int]) -> None:
        people -= self.people.keys()
        self.people |= stored(Person, people)
        if self.owner:
            found = self._open(ids_by_value(self.record, self.owner, people))
            if self.several:
                self._own |= found
                self.rows |= stored(self.record, {rid for ids in found.values() for rid in ids} - self.rows.keys())
            self._targets |= {person: ids[0] for person, ids in found.items()}
        else:
            self.rows |= {rid: self.people[rid] for rid in people if rid in self.people}

    def _open(self, found: Mapping[Any, list[int]]) -> dict[Any, list[int]]:
        left = {value: [rid for rid in ids if rid not in self._shut] for value, ids in found.items()}
        return {value: ids for value, ids in left.items() if ids}

    # ---- things --------------------------------------------------------------------------------------------

    def _things(self, rows: list[PreviewRow]) -> None:
        """By a unique key, else a stored row that says the same in every column of the file."""
        if self._known is None:
            self.rows = stored(self.record, (rid for rid in all_ids(self.record) if rid not in self._shut))
            self._known = {}
            for rid, values in self.rows.items():
                for key in self._keys:
                    self._known.setdefault((key, *(values.get(path) for path in key)), rid)
                for alike in self._alike(values, True) if self._alike else ():
                    self._known.setdefault(_key(alike), rid)
        equal: dict[tuple[str, ...], dict[tuple, int]] = {}
        for row in rows:
            self.owned.pop(row.index, None)
            if self._alike:
                self._place(row)
            if row.target is None and row.index not in self.owned:
                row.target = self._by_key(row) or self._equal(row, equal)

    def whole(self, row: PreviewRow) -> dict[str, Any]:
        """What the row says; of a place as it would be written (501室 is 501)."""
        return self._complete(dict(row.values)) if self._alike else row.values

    def named(self, row: PreviewRow) -> list[Key]:
        """By what the row says it is known."""
        return list(self._alike(self.whole(row), False)) if self._alike else []

    def _place(self, row: PreviewRow) -> None:
        """Which place a row is about, by its number or name; a unique column that is another place's is noted."""
        keys = self.named(row)
        found = next((rid for key in keys if (rid := self._known.get(_key(key)))), None)
        firm = bool(keys) and keys[0][0] == "number"
        if row.target is None:
            row.target = found
        elif found is not None and found != row.target:
            self.owned[row.index] = keys[0][0], found
            return
        for key in self._keys:
            value = row.values.get(key[0]) if len(key) == 1 else None
            owner = self._known.get((key, value)) if value is not None else None
            if owner is not None and owner != row.target and (row.target is not None or firm):
                self.owned[row.index] = key[0], owner

    def _by_key(self, row: PreviewRow) -> int | None:
        for key in self._keys:
            wanted = tuple(row.values.get(path) for path in key)
            if None not in wanted and (found := self._known.get((key, *wanted))):
                return found
        return None

    def _equal(self, row: PreviewRow, equal: dict[tuple[str, ...], dict[tuple, int]]) -> int | None:
        paths = tuple(sorted(row.values))
        if not paths or any(cell.state == REFUSED for cell in row.cells):
            return None
        if paths not in equal:
            equal[paths] = {tuple(values.get(path) for path in paths): rid for rid, values in self.rows.items()}
        return equal[paths].get(tuple(row.values[path] for path in paths))

    def keys_of(self, row: PreviewRow) -> list[tuple]:
        """Keys under which two rows of one file are the same: the ID number, name with phone, a unique column."""
        if self.prefix is None:
            wanted = [(key, *(row.values.get(path) for path in key)) for key in self._keys]
            return [_key(key) for key in self.named(row)] + [key for key in wanted if None not in key]
        name, number, phone = (row.values.get(self.prefix + word) for word in IDENTITY)
        which = tuple(row.values.get(at) for at in self.record.same) if self.several else ()
        keys = [("id_card", number, *which)] if number else []
        return [*keys, ("name", name, phone, *which)] if name and phone else keys


def _key(alike: Key) -> tuple:
    """A key in the shape of the others: the columns it is made of first."""
    return ((alike[0],), "alike", *alike)


def _told_apart(row: PreviewRow, number: str, phone: str) -> bool:
    return bool(row.values.get(number) or row.values.get(phone))


def _unique_keys(record: type[Record]) -> list[tuple[str, ...]]:
    """Groups of own columns that no two rows may share."""
    own = {at.path for at in columns(record) if not at.owner}
    single = [(name,) for name in own if record._meta.fields[name].unique]
    several = [tuple(names) for names, unique in record._meta.indexes if unique and set(names) <= own]
    return sorted(single) + several
