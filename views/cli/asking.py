"""records, commands, papers, list and find: reading."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import replace

from center import aside, catalog
from center.desk import Desk
from center.listing import column_named, filters, sorting, typed
from center.seeing import seen
from center.words import N_, say, spoken
from db.errors import Missing
from db.listing import Query, uids
from db.record import Column, Record, columns, record_name
from db.words import Listed
from views.cli.doing import ELSEWHERE
from views.cli.speaking import Answer, desk
from views.state.listing import ListState

UID = N_("系统编号")
STAND_ASIDE = N_("条件：{words}。要一起列出，请加 --all")
LEFT_OUT = N_("另有 {count} 条没有列出")


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
    """The commands that `do` does, with their arguments."""
    found = [
        {"name": one.name, "label": one.label, "right": one.right, "arguments": list(one.parameters)}
        for one in sorted(catalog.commands().values(), key=lambda one: one.name)
        if one.name not in ELSEWHERE
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
        query, asked = _asked(opened, record, arguments)
        told = [] if arguments.all or arguments.view else _aside(opened, query)
        query = aside.ordinary(opened, query) if told else query
        masked = not arguments.reveal.strip()
        ids = opened.ids(query)
        shown = ids[: arguments.limit]
        if not masked:
            opened.hand_out(record.label, len(shown), False, arguments.reveal)
        rows = opened.rows(record, shown, [at.path for at in asked], masked=masked)
        names = uids(record, [row.id for row in rows])
    outside, headings = [names[row.id].hex() for row in rows], [at.label for at in asked]
    data = {"total": len(ids), "headings": headings, "rows": [list(row.texts) for row in rows], "ids": outside}
    lines = [headings, *(row.texts for row in rows)]
    if arguments.uid:
        lines = [(first, *texts) for first, texts in zip([UID, *outside], lines, strict=True)]
    return Answer(data | ({"conditions": [told[0]]} if told else {}), "\n".join(
        ["\t".join(map(spoken, texts)) for texts in lines] + [say(N_("共 {total} 条"), total=len(ids)), *told]
    ))


def _aside(opened: Desk, query: Query) -> list[str]:
    """What stands aside unasked, in words; how many of them she may open is told beside a whole list only: beside a
    search for a name the number would tell of one family."""
    if not aside.stand(query):
        return []
    words = [say(STAND_ASIDE, words=aside.told(query.record))]
    left = 0 if query.search or query.filters else aside.count(opened, query.record)
    return [*words, say(LEFT_OUT, count=left)] if left else words


def _asked(opened: Desk, record: type[Record], arguments: Namespace) -> tuple[Query, list[Column]]:
    """What is asked for in words, on top of a saved view if one is named."""
    start, shown = Query(record), list(seen(opened, record))
    if arguments.view:
        state = ListState(opened, record)
        if arguments.view not in state.views.names():
            raise Missing("没有叫“{name}”的视图，请从这里选：{names}", name=arguments.view,
                          names=Listed(state.views.names()))
        state.views.open(arguments.view)
        start, shown = state.query, [one.column for one in state.columns]
    wheres = [typed(opened, record, text) for text in arguments.filter]
    names = [name for name in arguments.columns.split(",") if name.strip()]
    query = replace(start, search=arguments.search or start.search, sort=sorting(record, arguments.sort) or start.sort,
                    filters=start.filters + filters(wheres, opened.today()))
    return query, [column_named(record, name) for name in names] or shown


def find(arguments: Namespace) -> Answer:
    """Everything a text finds."""
    with desk(arguments) as opened:
        hits, more = opened.find(arguments.text, arguments.limit)
    found = [{"record": hit.record, "id": hit.uid, "title": hit.title, "detail": hit.detail} for hit in hits]
    first = [f"{hit.record}  {hit.uid}  " if arguments.uid else "" for hit in hits]
    words = "\n".join(f"{at}{spoken(hit.title)}  {spoken(hit.detail)}" for at, hit in zip(first, hits, strict=True))
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
