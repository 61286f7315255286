"""records, commands, papers, list and find: reading."""

from __future__ import annotations

from argparse import Namespace

from center import catalog
from center.listing import column_named, filters, sorting, typed
from center.words import N_, say, spoken
from db.listing import Query
from db.record import columns, record_name
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
    return Answer({"records": found}, "\n".join(f"{one['name']:24}{spoken(one['label'])}" for one in found))


def commands(_arguments: Namespace) -> Answer:
    """The commands there are, with their arguments."""
    found = [
        {"name": one.name, "label": one.label, "right": one.right, "arguments": list(one.parameters)}
        for one in sorted(catalog.commands().values(), key=lambda one: one.name)
    ]
    lines = (f"{one['name']:28}{spoken(one['label'])}  {' '.join(one['arguments'])}" for one in found)
    return Answer({"commands": found}, "\n".join(lines))


def papers(_arguments: Namespace) -> Answer:
    """The papers there are."""
    from reports import papers as shelf

    found = [
        {"name": one.name, "label": one.label, "domain": one.domain, "formats": list(one.formats)}
        | ({"needs": list(one.needs)} if one.needs else {})
        for one in shelf.papers().values()
    ]
    return Answer({"papers": found}, "\n".join(f"{one['name']:28}{spoken(one['label'])}" for one in found))


def listed(arguments: Namespace) -> Answer:
    """One record's rows: names in full; ID, phone and address masked unless revealed with a reason."""
    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        wheres = [typed(opened, record, text) for text in arguments.filter]
        query = Query(record, search=arguments.search or "", filters=filters(wheres, opened.today()),
                      sort=sorting(record, arguments.sort))
        names = [name for name in arguments.columns.split(",") if name.strip()]
        asked = [column_named(record, name) for name in names] or list(columns(record))
        masked = not arguments.reveal.strip()
        ids = opened.ids(query)
        shown = ids[: arguments.limit]
        if not masked:
            opened.hand_out(record.label, len(shown), False, arguments.reveal)
        rows = opened.rows(record, shown, [at.path for at in asked], masked=masked)
    headings = [at.label for at in asked]
    data = {"total": len(ids), "headings": headings, "rows": [list(row.texts) for row in rows]}
    return Answer(data, "\n".join(
        ["\t".join(map(spoken, texts)) for texts in (headings, *(row.texts for row in rows))]
        + [say(N_("共 {total} 条"), total=len(ids))]
    ))


def find(arguments: Namespace) -> Answer:
    """Everything a text finds."""
    with desk(arguments) as opened:
        hits, more = opened.find(arguments.text, arguments.limit)
    found = [{"record": hit.record, "id": hit.uid, "title": hit.title, "detail": hit.detail} for hit in hits]
    words = "\n".join(f"{spoken(hit.title)}  {spoken(hit.detail)}" for hit in hits)
    return Answer({"hits": found, "more": more}, words or say(N_("没有找到")))


def handbook(arguments: Namespace) -> Answer:
    """One topic of the handbook, by its key or title; without one, the contents."""
    from views.state.handbook import groups, topic, topics

    if arguments.topic:
        one = topic(arguments.topic)
        return Answer({"key": one.key, "title": one.title, "text": one.text}, f"{one.title}\n\n{one.text}")
    lines = []
    for group in groups():
        lines += [group.label, *(f"  {key}　{topic(key).title}" for key in group.topics)]
    return Answer({"topics": {key: one.title for key, one in topics().items()}}, "\n".join(lines))
