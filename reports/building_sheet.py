"""The sheet of one building for its head: locked columns, drop-downs, a hidden number; and reading it back.

The columns to fill in go out empty: what a door is used for, and how many live there, stands on no paper by door.
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from center.desk import Desk
from center.places.sheets import ASKED, Returned, rows_of
from center.tongues import translations
from center.words import N_
from db.models.places import Building, Door
from db.record import column
from db.words import Phrase
from reports.document import Document, Part, Row, Signatures, Table, TableColumn, Text
from reports.lists import ID_HEADING, drop_down
from reports.papers import Params, document, paper, papers

NAME = "building_sheet"
FIRST = (TableColumn(ID_HEADING, 12, hidden=True, locked=True), TableColumn(N_("单元"), 8, "center", locked=True),
         TableColumn(N_("室号"), 10, "center", locked=True), TableColumn(N_("楼层"), 7, "center", "whole", locked=True))
WIDTHS = {"use": 14, "reported": 11, "note": 34}
HEADINGS = {"note": N_("说明")}
HINT = N_("只填后面三列：入住情况从下拉里选，报来人数写实际住的人数，说明只写设施和需要，不写人。"
          "没有变化的、不清楚的空着。前面的列已锁住，不要加行、删行。")
SIGNERS = (N_("楼栋长"), N_("签名"))
NOTICE = N_("填好后请原样交回社区，不要转发到群里，不要另存成别的格式。")
_UID = re.compile(r"[0-9a-f]{32}")


def send(desk: Desk, given: Params) -> Params:
    """The sheet goes out: what stands in it is noted, and its number becomes part of the paper."""
    building = desk.id_of(Building, given.need("building"))
    number = desk.do("places.send_sheet", building=building)["sheet"]
    return replace(given, settings={**given.settings, "sheet": number})


@paper(NAME, N_("楼栋长填报表"), domain="places", formats=("xlsx",), needs=("building",), takes=("sheet",), sends=send)
def building_sheet(desk: Desk, given: Params) -> Document:
    """One row a door in walking order. `building` is its system number; `sheet` the number under which it goes out."""
    uid, number = given.need("building"), given.settings.get("sheet", "")
    rid = desk.id_of(Building, uid)
    rows = rows_of(rid, desk.today())
    name = desk.get(Building, rid).values["name"] or ""
    fields = [column(Door, path) for path in ASKED]
    asked = (TableColumn(HEADINGS.get(at.path, at.label), WIDTHS[at.path],
                         "left" if at.path == "note" else "center", "whole" if at.kind == "whole" else "text",
                         choices=drop_down(desk, at)) for at in fields)
    body = [(row.uid, *row.locked[:2], int(row.locked[2]) if row.locked[2] else None, *(None for _at in ASKED))
            for row in rows]
    title = Phrase(N_("{building}楼栋长填报表"), building=name)
    told = Phrase(N_("表号：{number}　共 {count} 户"), number=number or "—", count=len(rows))
    table = Table((*FIRST, *asked), body)
    part = Part("楼栋长填报表", (Text(HINT, "left", "note"), table, Signatures(SIGNERS, seal=False)))
    return document(desk, papers()[NAME], given, title, (part,), unit_line=told, notice=NOTICE,
                    meta={"building": uid, "token": number})


def read_back(path: str | Path) -> Returned:
    """The number and the rows of a workbook that came back. Raises Unreadable with a sentence.

    A workbook that is none of ours has no number; then nothing else of it is read.
    """
    from reports.excel.seal import read_meta
    from reports.reading import read_table

    meta = read_meta(path) if Path(path).suffix.lower() == ".xlsx" else None
    if meta is None or meta.get("template") != NAME or not meta.get("token"):
        return Returned("", ())
    rows = read_table(path).rows
    return Returned(meta["token"], tuple(_rows([_texts(row) for row in rows])))


def _rows(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    """From the first door to the last one, and every row of more than one word that somebody put under it.

    The line to sign is one cell whatever is written there, and no row, even where an office suite took it apart.
    """
    places = [at for at, row in enumerate(rows) if _UID.fullmatch(row[0])]
    if places:
        yield from (row for row in rows[places[0]:places[-1] + 1] if any(row))
        signers = tuple(word for label in SIGNERS for word in (label, *translations(label)))
        yield from (row for row in rows[places[-1] + 1:]
                    if sum(map(bool, row)) > 1 and not any(text.startswith(signers) for text in row))


def _texts(row: list) -> tuple[str, ...]:
    width = len(FIRST) + len(ASKED)
    return tuple("" if value is None else str(value).strip() for value in [*row, *[None] * width][:width])
