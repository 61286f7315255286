"""The only writer of records: each write is traced (for undo), audited (masked, chained) and searchable at once."""
from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import peewee

from db import chain, dialect, pinyin, search
from db.errors import Conflict, Invalid, Missing, Problems
from db.fields import Typed
from db.journal import Act, Blob
from db.journal_words import audit_words, packed, unpacked
from db.listing import record_row, record_rows
from db.lots import lots
from db.record import Record, new_uid, record_name
from db.searching import row_terms, searched
from db.sight import Sight, Viewer
from db.store import Store

if TYPE_CHECKING:
    from db.keyring import Keyring


class Tx:
    """One act while it is being done. Made by the Desk inside one write transaction; `finish` writes its journal."""

    def __init__(self, store: Store, *, command: str, label: str, account: str, now: datetime, reason: str = "",
                 undoes: int | None = None, need: Callable[[str], object] = lambda _right: None,
                 viewer: Viewer | None = None, ring: Keyring | None = None) -> None:
        """`need(right)` raises Denied: for commands whose right depends on their row. `viewer`: see `db.sight`.

        `ring` has the pairs that open sealed texts."""
        self.store, self.now, self.account, self.need, self.ring = store, now, account, need, ring
        self.today: date = now.date()
        self.changed: set[str] = set()
        self.reason, self.sight = reason, Sight(store, viewer)
        self._traces: list[dict] = []
        self._audits: list[dict] = []
        self.act = Act.insert(at=now, account=account, command=command, label=label, reason=reason or None,
                              undoes=undoes).execute()

    def rename(self, label: str) -> None:
        """Give the act a better human name once it is known what was done."""
        Act.update(label=label).where(Act.id == self.act).execute()

    # ---- one row -------------------------------------------------------------------------------------------

    def add(self, record: type[Record], values: Mapping[str, Any]) -> int:
        """Insert one row; returns its id. Raises Problems when it repeats what must be unique."""
        row = dict(values, uid=new_uid(int(self.now.timestamp() * 1000)), revision=1)
        self.sight.links(record, row)
        _keys(record, row)
        try:
            with dialect.refusable(self.store.database):
                rid = record.insert(**row).execute()
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error
        self._index(record, rid, {}, row)
        self._note(record, rid, row["uid"], "add", {}, values, 1)
        return rid

    def change(self, record: type[Record], rid: int, values: Mapping[str, Any], revision: int | None = None) -> bool:
        """Change named fields of one row; False when nothing differs. `revision` is the one the user saw."""
        before = self.row(record, rid)
        if revision is not None and before["revision"] != revision:
            raise Conflict("这条{label}刚被别人改过，请重新打开后再改，您填的内容还在", label=record.label)
        fresh = {name: value for name, value in values.items() if before[name] != value}
        if not fresh:
            return False
        self.sight.links(record, fresh)
        _keys(record, fresh)
        fields = [record._meta.fields[name] for name in fresh]
        given = [field.db_value(fresh[field.name]) for field in fields]
        try:
            with dialect.refusable(self.store.database):
                done = dialect.execute(self.store.database, f'{_update_of(record, fields)} AND "revision" = ?', (
                    *given, before["revision"] + 1, rid, before["revision"])).rowcount
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error
        if not done:
            raise Conflict("这条{label}刚被别人改过，请重新打开后再改，您填的内容还在", label=record.label)
        self._index(record, rid, before, before | fresh)
        old = {name: before[name] for name in fresh}
        self._note(record, rid, before["uid"], "change", old, fresh, before["revision"] + 1)
        return True

    def remove(self, record: type[Record], rid: int, revision: int | None = None) -> None:
        """Delete one row; refused while another record points at it. Its trace keeps it for undo."""
        before = self.row(record, rid)
        if revision is not None and before["revision"] != revision:
            raise Conflict("这条{label}刚被别人改过，请重新打开后再删", label=record.label)
        try:
            with dialect.refusable(self.store.database):
                record.delete().where(record.id == rid).execute()
        except peewee.IntegrityError as error:
            raise Problems({"": Invalid("还有别的记录用着这条{label}，不能删除；请先改掉或删掉它们",
                                        label=record.label)}) from error
        self._index(record, rid, before, {})
        self._note(record, rid, before["uid"], "remove", before, {}, 0)

    def row(self, record: type[Record], rid: int) -> dict[str, Any]:
        """All values of one row, by field name (a Ref as its id). Raises Missing."""
        self.sight.see(record, [rid])
        return record_row(record, rid)

    # ---- many rows -----------------------------------------------------------------------------------------

    def add_many(self, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[int]:
        """Insert many rows in one statement; returns their ids in order. Each is traced, audited and indexed."""
        if not rows:
            return []
        database, table = self.store.database, record_name(record)
        fields = [field for field in record._meta.sorted_fields if field.name != "id"]
        first, stamp = dialect.next_id(database, table), int(self.now.timestamp() * 1000)
        full = []
        for row in rows:
            whole = dict(row, uid=new_uid(stamp), revision=1)
            self.sight.links(record, whole)
            _keys(record, whole)
            full.append(whole)
        given = set().union(*full)
        writers = [(field.name, field.db_value) for field in fields if field.name in given]
        names = ", ".join(f'"{field.column_name}"' for field in fields if field.name in given)
        sql = f'INSERT INTO "{table}" ("id", {names}) VALUES ({", ".join("?" * (len(writers) + 1))})'
        try:
            with database.atomic():  # all of them or none, also for a command that goes on after the refusal
                dialect.execute_many(database, sql, (
                    (first + place, *[write(row.get(name)) for name, write in writers])
                    for place, row in enumerate(full)))
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error
        dialect.keep_sequence(database, table)
        self._index_many(record, first, full)
        for place, row in enumerate(full):
            self._note(record, first + place, row["uid"], "add", {}, rows[place], 1)
        return list(range(first, first + len(full)))

    def change_many(self, record: type[Record], changes: Mapping[int, Mapping[str, Any]]) -> int:
        """Change many rows: id → values by field name. Each that differs is traced, audited and indexed; how many."""
        found = 0
        for some in lots(changes):
            self.sight.see(record, some)
            before = record_rows(record, some)
            fresh = {rid: {name: value for name, value in changes[rid].items() if before[rid][name] != value}
                     for rid in some}
            for values in fresh.values():
                self.sight.links(record, values)
                _keys(record, values)
            moved = [(before[rid], values) for rid, values in fresh.items() if values]
            for names, rows in groupby(moved, key=lambda one: tuple(one[1])):  # in their order: UNIQUE may need it
                self._update(record, names, list(rows))
            self._move(record, moved)
            for row, values in moved:
                old = {name: row[name] for name in values}
                self._note(record, row["id"], row["uid"], "change", old, values, row["revision"] + 1)
            found += len(moved)
        return found

    def _update(self, record: type[Record], names: Sequence[str], rows: Sequence[tuple[Mapping, Mapping]]) -> None:
        """Write the same columns of many rows: (before, values). Nobody else writes meanwhile."""
        fields = [record._meta.fields[name] for name in names]
        try:
            with dialect.refusable(self.store.database):
                dialect.execute_many(self.store.database, _update_of(record, fields), [
                    (*[field.db_value(values[field.name]) for field in fields], row["revision"] + 1, row["id"])
                    for row, values in rows])
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error

    def _move(self, record: type[Record], moved: Sequence[tuple[Mapping, Mapping]]) -> None:
        """Bring the search terms of changed rows up to date: (before, values)."""
        names = {name for name, _kind in searched(record)}
        rows = []
        for row, values in moved:
            if names & values.keys():
                kept = row_terms(record, {name: row[name] for name in names - values.keys()})
                old = row_terms(record, {name: row[name] for name in values})
                rows.append((row["id"], old - kept, row_terms(record, values) - kept))
        if rows:
            search.move_many(self.store.execute_many, record_name(record), rows)

    def remove_many(self, record: type[Record], rids: Sequence[int]) -> None:
        """Delete many rows, each traced, audited and out of the index; refused whole like `remove`."""
        for some in lots(rids):
            self.sight.see(record, some)
            before = record_rows(record, some).values()
            try:
                with dialect.refusable(self.store.database):
                    record.delete().where(record.id.in_(some)).execute()
            except peewee.IntegrityError:  # rows that point at one another go in their own order
                for rid in some:
                    self.remove(record, rid)
                continue
            for row in before:
                search.drop(self.store.execute, record_name(record), row["id"])
                self._note(record, row["id"], row["uid"], "remove", row, {}, 0)

    def restore(self, record: type[Record], row: Mapping[str, Any]) -> None:
        """Put a removed row back as it was, under its own id and uid (undo)."""
        try:
            with dialect.refusable(self.store.database):
                record.insert(**row).execute()
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error
        self._index(record, row["id"], {}, row)
        self._note(record, row["id"], row["uid"], "add", {}, row, row["revision"])

    def restore_many(self, record: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
        """Put many removed rows back, whole rows as their traces hold them, in one statement."""
        fields = list(record._meta.sorted_fields)
        names, marks = ", ".join(f'"{field.column_name}"' for field in fields), ", ".join("?" * len(fields))
        sql = f'INSERT INTO "{record_name(record)}" ({names}) VALUES ({marks})'
        try:
            with self.store.database.atomic():
                dialect.execute_many(self.store.database, sql, (
                    [field.db_value(row.get(field.name)) for field in fields] for row in rows))
        except peewee.IntegrityError as error:
            raise _refused(record, error) from error
        batch = ((row["id"], row_terms(record, row)) for row in rows)
        search.put_many(self.store.execute_many, record_name(record), batch)
        for row in rows:
            self._note(record, row["id"], row["uid"], "add", {}, row, row["revision"])

    def touched(self, record: type[Record]) -> dict[int, frozenset[str]]:
        """Rows of a record that this act added or changed and that still stand: id → names of the written fields."""
        name, every = record_name(record), frozenset(record._meta.fields)
        found: dict[int, frozenset[str]] = {}
        for trace in self._traces:
            if trace["record"] != name:
                continue
            rid = trace["rid"]
            if trace["op"] == "remove":
                found.pop(rid, None)
            elif trace["op"] == "add":
                found[rid] = every
            else:
                found[rid] = found.get(rid, frozenset()) | frozenset(json.loads(trace["after"]))
        return found

    def was(self, record: type[Record]) -> dict[int, dict[str, Any]]:
        """What this act changed in a record's rows, as it was before the act: id → values by field name."""
        name, found = record_name(record), {}
        for trace in self._traces:
            if trace["record"] == name and trace["op"] == "change":
                found[trace["rid"]] = unpacked(record, trace["before"]) | found.get(trace["rid"], {})
        return found

    @property
    def traces(self) -> Sequence[Mapping[str, Any]]:
        """The before-images of this act so far, with the columns of `Trace`."""
        return self._traces

    def keep_file(self, data: bytes) -> str:
        """Store the bytes of an attachment, once however often they come; returns their SHA-256 in hex."""
        sha256 = hashlib.sha256(data).hexdigest()
        Blob.insert(sha256=sha256, data=data).on_conflict_ignore().execute()
        return sha256

    # ---- journal -------------------------------------------------------------------------------------------

    def told(self, action: str, record: str | None = None, uid: str | None = None, text: str = "") -> None:
        """An audit row for something handed out (reveal, export, print): no value is written by it."""
        self._audits.append({"action": action, "record": record, "uid": uid, "text": text, "digest": None})

    def finish(self) -> None:
        """Write before-images and audit rows; called once by the Desk before the commit."""
        self._write("trace", self._traces)
        if not self._audits:
            return
        head = self.store.execute('SELECT "seq", "hash" FROM "audit" ORDER BY "seq" DESC LIMIT 1').fetchone()
        first, last = (head[0] + 1, bytes.fromhex(head[1])) if head else (1, chain.START)
        always = {"at": self.now.isoformat(timespec="seconds"), "account": self.account, "act": self.act,
                  "reason": self.reason or None}
        rows = []
        for seq, entry in enumerate(self._audits, start=first):
            row = {"seq": seq, **always, **entry}
            last = chain.link(self.store.audit_key, last, row)
            row["hash"] = last.hex()
            rows.append(row)
        self._write("audit", rows)

    def _write(self, table: str, rows: Sequence[Mapping[str, Any]]) -> None:
        if rows:
            names = ", ".join(f'"{name}"' for name in rows[0])
            sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join("?" * len(rows[0]))})'
            self.store.execute_many(sql, (tuple(row.values()) for row in rows))

    def _note(self, record: type[Record], rid: int, uid: bytes, op: str, before: Mapping, after: Mapping,
              revision: int) -> None:
        name = record_name(record)
        self.changed.add(name)
        self._traces.append({"act": self.act, "record": name, "rid": rid, "op": op, "revision": revision,
                             "before": packed(record, before) if before else None,
                             "after": packed(record, after) if op == "change" else None})
        masked, true = audit_words(record, before, after)
        digest = chain.digest(self.store.audit_key, name, true)
        self._audits.append({"action": op, "record": name, "uid": uid.hex(), "text": masked, "digest": digest})

    def _index(self, record: type[Record], rid: int, before: Mapping, after: Mapping) -> None:
        old, new = row_terms(record, before), row_terms(record, after)
        if old != new:
            search.put(self.store.execute, record_name(record), rid, old, new)

    def _index_many(self, record: type[Record], first: int, rows: Sequence[Mapping]) -> None:
        batch = ((first + place, row_terms(record, row)) for place, row in enumerate(rows))
        search.put_many(self.store.execute_many, record_name(record), batch)


def _update_of(record: type[Record], fields: Sequence[peewee.Field]) -> str:
    """The statement that writes some columns of one row: their values, the new revision, the id."""
    columns = ", ".join(f'"{field.column_name}" = ?' for field in fields)
    return f'UPDATE "{record_name(record)}" SET {columns}, "revision" = ? WHERE "id" = ?'


def _keys(record: type[Record], row: dict[str, Any]) -> None:
    """Derived columns: the pinyin sort key beside a name."""
    if "name" in row and "name_key" in record._meta.fields:
        row["name_key"] = pinyin.sort_key(row["name"]) if row["name"] else None


def _refused(record: type[Record], error: Exception) -> Exception:
    """The sentence at the field for a UNIQUE or foreign key refusal; anything else stays our bug."""
    fields = record._meta.fields
    names = [name if name in fields else name.removesuffix("_id") for name in dialect.unique_columns(error)]
    typed = [name for name in names if name in fields and isinstance(fields[name], Typed)]
    if len(typed) > 1:  # 3号楼 may stand once in each compound: it is the last of them that is wrong here
        *_others, above, name = typed
        return Problems({name: Invalid("同一个{above}里已有这个{field}的{label}，请查找后修改那一条，不要重复登记",
                                       above=fields[above].label, field=fields[name].label, label=record.label)})
    if typed:
        return Problems({typed[0]: Invalid("已有一条{label}是这个{field}，请查找后修改那一条，不要重复登记",
                                           label=record.label, field=fields[typed[0]].label)})
    if "FOREIGN KEY" in str(error).upper():
        return Missing("所选的记录已经不在了，请重新选择")
    return error
