"""records, commands, papers, list and find: reading."""

from __future__ import annotations

from argparse import Namespace
from typing import Any

from center import catalog
from center.desk import Desk
from center.taking import read
from db.errors import Invalid, Missing, Problems
from db.listing import Query
from db.record import Column, Record, columns, record_name
from views.cli.speaking import Answer, desk


def records(_arguments: Namespace) -> Answer:
    """The records there are, with their columns."""
    found = [
        {
            "name": record_name(one),
            "label": one.label,
            "domain": one.domain,
            "columns": [
                {"path": at.path, "label": at.label, "kind": at.kind, "required": at.required} for at in columns(one)
            ],
        }
        for one in catalog.records()
    ]
    return Answer({"records": found}, "\n".join(f"{one['name']:24}{one['label']}" for one in found))


def commands(_arguments: Namespace) -> Answer:
    """The commands there are, with their arguments."""
    found = [
        {"name": one.name, "label": one.label, "right": one.right, "arguments": list(one.parameters)}
        for one in sorted(catalog.commands().values(), key=lambda one: one.name)
    ]
    return Answer(
        {"commands": found}, "\n".join(f"{one['name']:28}{one['label']}  {' '.join(one['arguments'])}" for one in found)
    )


def papers(_arguments: Namespace) -> Answer:
    """The papers there are."""
    from reports import papers as shelf

    found = [
        {"name": one.name, "label": one.label, "domain": one.domain, "formats": list(one.formats)}
        | ({"needs": list(one.needs)} if one.needs else {})
        for one in shelf.papers().values()
    ]
    return Answer({"papers": found}, "\n".join(f"{one['name']:28}{one['label']}" for one in found))


def listed(arguments: Namespace) -> Answer:
    """One record's rows: names in full; ID, phone and address masked unless revealed with a reason."""
    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        filters = tuple(_filter(opened, record, text) for text in arguments.filter)
        query = Query(record, search=arguments.search or "", filters=filters)
        masked = not arguments.reveal.strip()
        ids = opened.ids(query)
        shown = ids[: arguments.limit]
        if not masked:
            opened.hand_out(record.label, len(shown), False, arguments.reveal)
        rows = opened.rows(record, shown, masked=masked)
    headings = [at.label for at in columns(record)]
    data = {"total": len(ids), "headings": headings, "rows": [list(row.texts) for row in rows]}
    return Answer(data, "\n".join(["\t".join(headings), *("\t".join(row.texts) for row in rows), f"共 {len(ids)} 条"]))


def _filter(opened: Desk, record: type[Record], text: str) -> tuple[str, str, Any]:
    name, equals, value = text.partition("=")
    at = _named(record, name.strip())
    if not equals or at is None:
        raise Missing(
            "筛选请写成 列名=值；{label}的列名有：{names}",
            label=record.label,
            names="、".join(one.label for one in columns(record)),
        )
    if not value.strip():
        return at.path, "empty", True
    read_value = read(at, value, opened.today())
    if isinstance(read_value, Invalid):
        raise Problems({at.label: read_value})
    return (at.path, "has", read_value[0]) if at.kind == "codes" else (at.path, "eq", read_value)


def _named(record: type[Record], name: str) -> Column | None:
    return next((at for at in columns(record) if name in (at.label, at.path)), None)


def find(arguments: Namespace) -> Answer:
    """Everything a text finds."""
    with desk(arguments) as opened:
        hits, more = opened.find(arguments.text, arguments.limit)
    found = [{"record": hit.record, "id": hit.uid, "title": hit.title, "detail": hit.detail} for hit in hits]
    return Answer({"hits": found, "more": more}, "\n".join(f"{hit.title}  {hit.detail}" for hit in hits) or "没有找到")
