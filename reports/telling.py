"""A paper in another language: every text of ours in a Document is said, what people typed stays as it is.

Papers are built in Chinese, of texts that can be said again (`Word`, `Phrase`). Only here, while the file is written
inside `speaking(document.language)`, do they become another language; a Chinese paper is not touched at all.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from center.words import say, spoken
from db.words import Word
from reports.deeds import Entries, Form, Group, Lead, Signing, Stamp
from reports.document import Block, Chart, Document, Facts, Heading, Row, Signatures, Table, TableColumn, Text


def told(document: Document) -> Document:
    """The document in the language that is spoken now."""
    return replace(document, title=_ours(document.title), subtitle=_ours(document.subtitle),
                   period=_ours(document.period), notice=_ours(document.notice), unit_line=_ours(document.unit_line),
                   parts=tuple(replace(part, title=_ours(part.title), blocks=tuple(map(_block, part.blocks)))
                               for part in document.parts))


def _ours(text: str) -> str:
    """What only the program writes: titles, headings, labels; said even where it is no `Word`."""
    return say(text if isinstance(text, Word) else Word(text)) if text else text


def _theirs(text: Any) -> Any:
    """What may be a person's own text, or a number: only a `Word` is said."""
    return spoken(text)


def _block(block: Block) -> Block:
    change = _SAID.get(type(block))
    return change(block) if change else block


def _heading(block: Heading) -> Heading:
    return replace(block, text=_ours(block.text))


def _text(block: Text) -> Text:
    return replace(block, text=_theirs(block.text))


def _facts(block: Facts) -> Facts:
    return replace(block, pairs=tuple((_ours(label), _theirs(value)) for label, value in block.pairs))


def _signatures(block: Signatures) -> Signatures:
    return replace(block, labels=tuple(map(_ours, block.labels)))


def _chart(block: Chart) -> Chart:
    return replace(block, labels=tuple(map(_theirs, block.labels)), title=_ours(block.title))


def _entries(block: Entries) -> Entries:
    return replace(block, pairs=tuple((_ours(label), _theirs(value)) for label, value in block.pairs))


def _lead(block: Lead) -> Lead:
    return replace(block, label=_ours(block.label), text=_theirs(block.text))


def _form(block: Form) -> Form:
    return replace(block, groups=tuple(map(_group, block.groups)))


def _group(group: Group) -> Group:
    rows = tuple(tuple(replace(cell, text=_theirs(cell.text)) for cell in row) for row in group.rows)
    return replace(group, rows=rows, label=_theirs(group.label))


def _signing(block: Signing) -> Signing:
    return replace(block, places=tuple(replace(one, label=_ours(one.label), hint=_ours(one.hint))
                                       for one in block.places))


def _stamp(block: Stamp) -> Stamp:
    return replace(block, organ=_theirs(block.organ), day=_theirs(block.day))


def _table(block: Table) -> Table:
    def rows() -> Iterator[Row]:
        for row in block.each():
            yield tuple(map(_theirs, row))

    return replace(block, columns=tuple(map(_column, block.columns)), rows=rows, count=block.size(),
                   total=None if block.total is None else tuple(map(_theirs, block.total)), note=_theirs(block.note),
                   group_rows=tuple((at, _theirs(text)) for at, text in block.group_rows))


def _column(column: TableColumn) -> TableColumn:
    return replace(column, label=_ours(column.label), group=_ours(column.group), note=_ours(column.note),
                   choices=tuple(map(_theirs, column.choices)))


_SAID: dict[type, Callable[[Any], Any]] = {
    Heading: _heading, Text: _text, Facts: _facts, Signatures: _signatures, Chart: _chart, Table: _table,
    Entries: _entries, Lead: _lead, Form: _form, Signing: _signing, Stamp: _stamp,
}
