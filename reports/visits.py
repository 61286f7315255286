"""Papers of work lists: the sheet to walk with (doors and boxes, no resident's name), and the coverage of a period."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from center.desk import Desk
from center.visits.measures import Head, by_head
from center.words import N_
from db.models.visits import VisitList
from db.questions.visits import stops_of
from db.words import Listed, Phrase
from reports.document import Document, Facts, Part, Row, Signatures, Table, TableColumn, Text
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

BOX, DONE = "□", "√"
ROOM = "　" * 9  # what a note needs to be written by hand: an empty cell is only as wide as its label
BESIDE = 2  # doors beside one another
ONE_PAGE, MOST_ROWS = 640, 32  # points of a page; rows and bands that stay readable, and can be written on, within them
SHRED = N_("用完请按清单收回、粉碎。")
HOW = N_("办完一户在“已办”打勾；没有见到人的在“未遇”打勾，只用来安排再去，不写进别处。说明只写与这次上门有关的事。")
TICKS = {"width_chars": 4.5, "align": "center"}
STOP = (TableColumn("次序", 5, "center"), TableColumn("门牌", 10), TableColumn("已办", **TICKS),
        TableColumn("未遇", **TICKS), TableColumn("说明", 18))
FIRM = (TableColumn("次序", 5, "center"), TableColumn("房间", 10), TableColumn("企业", 26),
        TableColumn("已办", **TICKS), TableColumn("未遇", **TICKS), TableColumn("说明", 24))
COVER = (TableColumn("序号", 5, "center", "whole"), TableColumn("身份", 12), TableColumn("姓名", 10, "center"),
         TableColumn("范围", 30), TableColumn("户数", 8, "right", "whole"), TableColumn("已上门", 8, "right", "whole"),
         TableColumn("未上门", 8, "right", "whole"))


@paper("visit_list", N_("上门清单"), needs=("id",))
def visit_list(desk: Desk, given: Params) -> Document:
    """One list in walking order (`id` is its system number): what to say, then unit after unit with boxes to tick.

    What was entered as done stands with a tick; 未遇 never leaves the list, its boxes are always empty.
    """
    rid = desk.id_of(VisitList, given.need("id"))
    entry, stops = desk.get(VisitList, rid), stops_of(rid)
    keys = ("purpose", "opened_on", "due_on", "keeper")
    labels = {path: VisitList._meta.fields[path].label for path in keys}
    facts = Facts(tuple((labels[path], entry.texts.get(path) or "　") for path in keys))
    about = [Text(Phrase(N_("告知内容：{text}"), text=entry.values["about"]))] if entry.values.get("about") else []
    firms = any(row["enterprise"] for row in stops)
    table = _firms(stops) if firms else _doors(stops)
    blocks = (facts, *about, table, Text(HOW, style="note"), Signatures((N_("上门人"), N_("回录人")), seal=False))
    made = document(desk, papers()["visit_list"], given, entry.values["name"], (Part(entry.values["name"], blocks),),
                    notice=SHRED, unit_line=Phrase(N_("共 {count} 户"), count=len(stops)))
    return replace(made, period="", confidential=True)


def _doors(stops: Sequence[dict[str, Any]]) -> Table:
    """Two doors beside one another, a band over each unit."""
    body: list[Row] = []
    bands: list[tuple[int, str]] = []
    for name, rows in _units(stops):
        bands.append((len(body), name))
        cells = [_cells(row) for row in rows]
        cells += [("", "", "", "", ROOM)] * (-len(cells) % BESIDE)
        body += [tuple(part for one in cells[at:at + BESIDE] for part in one) for at in range(0, len(cells), BESIDE)]
    return Table(STOP * BESIDE, body, group_rows=tuple(bands), within=_on_one_page(body, bands))


def _firms(stops: Sequence[dict[str, Any]]) -> Table:
    """Enterprises need the room of a whole line."""
    body: list[Row] = []
    bands: list[tuple[int, str]] = []
    for name, rows in _units(stops):
        bands.append((len(body), name))
        for row in rows:
            place, number, *rest = _cells(row)
            body.append((place, number, row["name"], *rest))
    return Table(FIRM, body, group_rows=tuple(bands), within=_on_one_page(body, bands))


def _on_one_page(body: Sequence[Row], bands: Sequence[tuple[int, str]]) -> int:
    """Rows that nearly fit stand closer, so that who walks carries one sheet, signed where the doors are."""
    return ONE_PAGE if len(body) + len(bands) <= MOST_ROWS else 0


def _units(stops: Sequence[dict[str, Any]]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """(晨光花园3号楼2单元（8 户）, its stops), in the order of the list."""
    for (house, unit), rows in groupby(stops, lambda row: (row["building_name"] or "", row["unit"])):
        some = list(rows)
        words = N_("{building}{unit}单元（{count} 户）") if unit else N_("{building}（{count} 户）")
        yield Phrase(words, building=house, unit=unit, count=len(some)), some


def _cells(row: dict[str, Any]) -> tuple:
    done = bool(row["done_on"])
    return (str(row["place"] or ""), row["number"] or "", DONE if done else BOX, "" if done else BOX,
            row["note"] or ROOM)


@paper("visit_coverage", N_("上门覆盖情况"))
def visit_coverage(desk: Desk, given: Params) -> Document:
    """Of each duty person's doors how many were come to in the period and how many not, in the order of places."""
    heads = by_head(desk, given.period)
    body = [_line(place, one) for place, one in enumerate(heads, start=1)]
    count = desk.measure("visits.coverage", given.period)
    seen = set(count.counted.ids)
    left = tuple(rid for rid in count.base.ids if rid not in seen)
    record = count.base.record
    total = (N_("合计"), "", "", "", Number(len(count.base), record, count.base.ids),
             Number(count.value, record, count.counted.ids), Number(len(left), record, left))
    note = N_("按地方的顺序排，不排名次。网格、楼栋、单元里各算各的，合计每户只算一次；公共用房、车库、地下室不算。")
    part = Part("上门覆盖情况", (Table(COVER, body, total, note), Signatures((N_("填表人"), N_("审核人")))))
    return document(desk, papers()["visit_coverage"], given, "上门覆盖情况", (part,), unit_line=N_("单位：户"))


def _line(place: int, one: Head) -> Row:
    columns = zip((one.base, one.counted, one.left), COVER[-3:], strict=True)
    numbers = (Number(len(found), found.record, found.ids, Listed((one.role, one.place, column.label), " · "))
               for found, column in columns)
    return place, one.role, one.name, one.place, *numbers
