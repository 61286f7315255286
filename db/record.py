"""The record: a peewee model with an integer id inside, a UUIDv7 outside, and a revision that grows.

Everything that shows or takes a record (form, list, import, roster) draws from `columns(record)`.
"""
from __future__ import annotations

import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

import peewee

from db.fields import Typed
from db.words import Word

database = peewee.DatabaseProxy()


class Record(peewee.Model):
    """One kind of record. Written only by `db.tx.Tx`; `save()` and `delete_instance()` raise.

    `same`: of several rows about one human, the fields that tell which one is meant (importing).
    `on_paper`: of a record with more columns than a page has room for, those of its printed list; a workbook has all.
    `quiet`: the audit and the names of acts tell that a row was written, never what it holds or is called.
    `aside`: the 是/否 column whose rows a list shows only when somebody asks for them.
    """

    label: ClassVar[str] = ""
    sheet: ClassVar[tuple[str, ...]] = ()
    title: ClassVar[tuple[str, ...]] = ("name",)
    must: ClassVar[tuple[str, ...]] = ()
    on_paper: ClassVar[tuple[str, ...]] = ()
    same: ClassVar[tuple[str, ...]] = ()
    domain: ClassVar[str] = ""
    listed: ClassVar[bool] = True
    quiet: ClassVar[bool] = False
    aside: ClassVar[str] = ""

    id = peewee.AutoField()
    uid = peewee.BlobField(unique=True)
    revision = peewee.IntegerField(default=1)

    class Meta:
        database = database
        legacy_table_names = False

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.label = Word(cls.label)

    def save(self, *_args: Any, **_options: Any) -> int:
        raise RuntimeError("records are written by a command through Desk.do")

    def delete_instance(self, *_args: Any, **_options: Any) -> int:
        raise RuntimeError("records are removed by a command through Desk.do")


@dataclass(frozen=True)
class Column:
    """One column of a record's sheet: `path` is `branch` or `person.name`; the rest is its field's own word."""

    path: str
    field: Typed
    record: type[Record]
    must: bool = False

    @property
    def label(self) -> str:
        return self.field.label

    @property
    def kind(self) -> str:
        return self.field.kind

    @property
    def required(self) -> bool:
        """Required by its own field, or by this record (`must`) of its human."""
        return self.field.required or self.must

    @property
    def width(self) -> int:
        return self.field.width

    @property
    def sensitive(self) -> bool:
        return self.field.sensitive

    @property
    def right(self) -> str:
        """What an account must hold to see or ask for it; '': whoever reads the record."""
        return self.field.right

    @property
    def section(self) -> str:
        return self.field.section

    @property
    def help(self) -> str:
        return self.field.help

    @property
    def name(self) -> str:
        return self.path.rsplit(".", 1)[-1]

    @property
    def owner(self) -> str:
        """The Ref through which it is reached: `person` for `person.name`, '' for an own field."""
        return self.path.rpartition(".")[0]


def typed_fields(record: type[Record]) -> Iterator[tuple[str, Typed]]:
    """The record's own declared fields, in the order written."""
    for field in record._meta.sorted_fields:
        if isinstance(field, Typed):
            yield field.name, field


@cache
def columns(record: type[Record]) -> tuple[Column, ...]:
    """What form, list, import and roster show, in the order of `sheet` (else all own fields)."""
    paths = record.sheet or tuple(name for name, _field in typed_fields(record))
    return tuple(column(record, path) for path in paths)


@cache
def column(record: type[Record], path: str) -> Column:
    """The column at a path. Raises AttributeError for a path that leads nowhere: our bug."""
    at, *rest = path.split(".")
    field = record._meta.fields.get(at)
    if field is None:
        raise AttributeError(f"{record.__name__}.{path}")
    if rest:
        inner = column(field.rel_model, ".".join(rest))
        return Column(path, inner.field, inner.record, path in record.must)
    return Column(path, field, record)


def record_name(record: type[Record]) -> str:
    """English plural: the name on the command line, in packages and of the table."""
    return record._meta.table_name


def new_uid(milliseconds: int | None = None) -> bytes:
    """A UUIDv7 (RFC 9562): 48 bits of Unix milliseconds, then random; 16 bytes."""
    moment = int(time.time() * 1000) if milliseconds is None else milliseconds
    tail = secrets.randbits(80)
    head = (moment & 0xFFFFFFFFFFFF) << 80
    value = head | (0x7 << 76) | ((tail >> 68 & 0xFFF) << 64) | (0b10 << 62) | (tail & ((1 << 62) - 1))
    return value.to_bytes(16, "big")
