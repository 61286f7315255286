"""For every record: its list as a paper that can be imported back, and a blank workbook with drop-downs."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from center import aside, catalog
from center.desk import Desk
from center.editing import RULES
from center.listing import column_named, filters, sorting, typed, words
from center.seeing import asked_for
from center.seeing import seen as seen_columns
from center.words import N_
from db import sight
from db.fields import NO, YES
from db.listing import Query, uids
from db.models.places import Door
from db.record import Column, Record, column, columns, record_name
from db.words import Listed, Phrase
from reports.by_door import NOT_BY_DOOR, in_order, no_list_by_use, off_paper
from reports.document import Document, Part, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

ID_HEADING = N_("系统编号")
LISTED, BLANK = N_("{label}一览表"), N_("{label}登记空表")
BLANK_ROWS = 200
BLANK_TITLE = N_("{label}登记表（空表）")
BLANK_HINT = N_("必填：{needed}。日期可写 1987-06-15、1987年6月或 1987.6；身份证号和电话请先把单元格设成“文本”。")
MOST_CHOICES = 500
NARROWED = N_("筛选：{words}")
SEARCHED = N_("查找：{text}")
SEEN = N_("共 {count} 条")
IN_ALL = N_("打印的只有主要的 {count} 栏，全部 {every} 栏在 Excel 表里")


def table_column(at: Column, choices: tuple[str, ...] = ()) -> TableColumn:
    """A record's column on paper."""
    return TableColumn(at.label, max(at.width, 6), "right" if at.field.align == "right" else "left", "text",
                       choices=choices, required=at.required, note=at.help)


def drop_down(desk: Desk, at: Column) -> tuple[str, ...]:
    """What may be chosen in a blank form: a code's names, 是 and 否, or what is registered (branches, staff …)."""
    if at.kind == "code":
        return tuple(at.field.codes.items.values())
    if at.kind == "yes":
        return (YES, NO)
    if at.kind == "ref" and desk.may(f"{at.field.rel_model.domain}.read"):
        target = at.field.rel_model
        ids = desk.ids(aside.ordinary(desk, Query(target)))[:MOST_CHOICES]
        return tuple(dict.fromkeys(row.texts[0] for row in desk.rows(target, ids, target.title[:1]) if row.texts[0]))
    return ()


def list_table(desk: Desk, record: type[Record], ids: list[int], masked: bool, *, paths: Sequence[str] = (),
               groups: Mapping[str, str] = MappingProxyType({}), numbered: bool = False) -> Table:
    """A table of rows as the list shows them, streamed; the hidden first column finds each row again.

    `groups` maps a path to its upper heading; `numbered` puts 序号 first.
    """
    chosen = [column(record, path) for path in paths] or list(seen_columns(desk, record))
    asked_for(desk.may, record, [at.path for at in chosen])  # now: its rows are read when the paper is written
    chosen = [at for at in chosen if not off_paper(at)]
    spare = () if paths or not record.on_paper else [at for at in chosen if at.path not in record.on_paper]
    heads = [replace(table_column(at), group=groups.get(at.path, ""), spare=at in spare) for at in chosen]
    first = [TableColumn(ID_HEADING, 12, hidden=True)]
    if numbered:
        first.append(TableColumn("序号", 5, "center", "whole"))

    def rows() -> Iterator[tuple]:
        for start in range(0, len(ids), 1000):
            some = ids[start:start + 1000]
            names = uids(record, some)
            for place, row in enumerate(desk.rows(record, some, [at.path for at in chosen], masked), start=start + 1):
                yield (names[row.id].hex(), *((place,) if numbered else ()), *row.texts)

    return Table((*first, *heads), rows, count=len(ids))


def _meta(record: type[Record]) -> dict[str, str]:
    """What tells the importer whose rows come back."""
    return {"record": record_name(record)}


def seen(desk: Desk, record: type[Record], ids: Sequence[int], given: Params, *, paths: Sequence[str] = (),
         told: Sequence[str] = ()) -> Document:
    """A list as it is seen today, of no period: these rows and columns in their order; `told` says what narrowed it,
    in words."""
    lines = [Text(Phrase(SEEN, count=f"{len(ids):,}"), "left", "note")] if paths or told else []
    if record is Door:
        no_list_by_use(told)
        lines.append(Text(NOT_BY_DOOR, "left", "note"))
    if told:
        lines.insert(0, Text(Phrase(NARROWED, words=Listed(told, "；")), "left", "note"))
    table = list_table(desk, record, list(ids), given.masked, paths=paths)
    spare = sum(at.spare for at in table.columns)
    if spare:
        every = sum(not at.hidden for at in table.columns)
        lines.append(Text(Phrase(IN_ALL, count=every - spare, every=every), "left", "note"))
    part = Part(record.label, (*lines, table), landscape=True)
    one = papers()[f"list_{record_name(record)}"]
    made = document(desk, one, given, Phrase(LISTED, label=record.label), (part,), meta=_meta(record))
    return replace(made, period="", counted_to=desk.today())


def _listing(record: type[Record]):
    def make(desk: Desk, given: Params) -> Document:
        settings = given.settings
        wheres = [typed(desk, record, text) for text in settings.get("where", "").split(";") if text.strip()]
        query = Query(record, search=settings.get("search", ""), filters=filters(wheres, desk.today()),
                      sort=sorting(record, settings.get("sort", "")))
        told = [words(record, one) for one in wheres]
        if aside.stand(query) and settings.get("all", "") != "yes":
            query = aside.ordinary(desk, query)
            told.append(aside.told(record))
        if query.search:
            told.append(Phrase(SEARCHED, text=query.search))
        paths = [column_named(record, name).path for name in settings.get("columns", "").split(",") if name.strip()]
        ids = in_order(desk, record, desk.ids(query), query.sort)
        return seen(desk, record, ids, given, paths=paths, told=told)

    return make


def _blank(record: type[Record], name: str):
    def make(desk: Desk, given: Params) -> Document:
        heads = tuple(table_column(at, drop_down(desk, at)) for at in seen_columns(desk, record))
        needed = Listed(at.label for at in columns(record) if at.required)
        hint = Text(Phrase(BLANK_HINT, needed=needed), style="note")
        part = Part(record.label, (hint, Table(heads, blank_rows=BLANK_ROWS)), landscape=True)
        title = Phrase(BLANK_TITLE, label=record.label)
        made = document(desk, papers()[name], given, title, (part,), meta=_meta(record))
        return replace(made, period="")

    return make


def personal(record: type[Record]) -> bool:
    """Whether its sheet holds anything that is masked."""
    return any(at.sensitive for at in columns(record))


for _record in catalog.records():
    _name = f"list_{record_name(_record)}"
    _takes = ("where", "search", "sort", "columns", *(["all"] if _record in sight.ASIDE else []))
    paper(_name, Phrase(LISTED, label=_record.label), domain=_record.domain, formats=("xlsx", "pdf"),
          personal=personal(_record), group="一览表", takes=_takes)(_listing(_record))
for _record in RULES:  # only what a clerk types has a blank form
    _name = f"blank_{record_name(_record)}"
    paper(_name, Phrase(BLANK, label=_record.label), domain=_record.domain, formats=("xlsx",),
          group="空表")(_blank(_record, _name))
