"""The official numbers on paper: what counts today and on what ground, and every value there was or will be."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from center.desk import Desk
from center.numbers import shipped
from center.numbers import shown as words_of
from center.words import N_
from db.listing import Query
from db.models.settings import OfficialNumber
from db.words import Listed, Word
from reports.document import Document, Part, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

PATHS = ("key", "value", "unit", "source", "effective_from", "uncertain", "local", "note")
LABEL = N_("口径与标准参数一览表")
HINT = N_("各地不同，以主管部门正式文件为准。每一项先写现在用的，下面是以前的和还没有到施行日期的。")
LOCAL, DOUBT = N_("本地改过"), N_("待核实")
NOW, BEFORE, LATER = N_("现在用"), N_("以前"), N_("未到")
COLUMNS = (
    TableColumn(N_("参数"), 26),
    TableColumn(N_("值"), 16),
    TableColumn(N_("何时"), 8),
    TableColumn(N_("施行日期"), 12, kind="date"),
    TableColumn(N_("出处"), 38),
    TableColumn(N_("标记"), 10),
    TableColumn(N_("说明"), 26),
)


@paper("official_numbers", LABEL, formats=("pdf", "xlsx"))
def official_numbers(desk: Desk, given: Params) -> Document:
    """Every number by section, with its source and its history."""
    rows, bands, section = [], [], ""
    known = _by_key(desk)
    for key, entry in shipped().items():
        if key not in known:
            continue
        if entry["section"] != section:
            section = entry["section"]
            bands.append((len(rows), section))
        rows += _lines(entry, known[key], desk.today())
    part = Part(LABEL, (Text(HINT, "left", "note"), Table(COLUMNS, tuple(rows), group_rows=tuple(bands))),
                landscape=True)
    return replace(document(desk, papers()["official_numbers"], given, LABEL, (part,)), period="",
                   counted_to=desk.today())


def _by_key(desk: Desk) -> dict[str, list[tuple]]:
    """key → its values, newest first."""
    found: dict[str, list[tuple]] = {}
    ids = desk.ids(Query(OfficialNumber))
    for row in sorted(desk.rows(OfficialNumber, ids, PATHS), key=lambda row: (row.texts[4], row.id), reverse=True):
        found.setdefault(row.texts[0], []).append(row.texts)
    return found


def _lines(entry: dict, values: list[tuple], today: date) -> Iterator[tuple]:
    """The value in force first, under its name; the others newest first."""
    now = next((one for one in values if one[4] <= today.isoformat()), values[-1])
    for one in (now, *(one for one in values if one is not now)):
        key, value, unit, source, since, doubt, local, note = one
        said = words_of(key, value)
        shown = said if not unit else f"{said}%" if unit == "%" else Listed((said, Word(unit)), " ")
        when = NOW if one is now else LATER if since > today.isoformat() else BEFORE
        marks = Listed([word for on, word in ((local, LOCAL), (doubt, DOUBT)) if on == "是"])
        yield (entry["label"] if one is now else "", shown, when, since, source, marks, Word(note) if note else "")
