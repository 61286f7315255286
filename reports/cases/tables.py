"""What the office has set for its dossiers, on one page: 卷宗文书必须与按需表."""
from __future__ import annotations

from dataclasses import replace

from center.cases.compulsory import Line, lines, moved
from center.desk import Desk
from center.words import N_
from db.words import Following, Phrase
from reports.document import Document, Part, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

LABEL = N_("卷宗文书必须与按需表")
HINT = N_("必须的不齐，不能归档；打印不受限制。以当地司法所口径为准。")
USUAL, SHIPPED = N_("默认值的依据：{source}。"), N_("默认值")
BY = N_("{day} {who}")
ORDERED = N_("次序由{who}于 {day} 改，依据：{source}。")
COLUMNS = (
    TableColumn(N_("序号"), 5, "center", "whole"), TableColumn(N_("卷宗文书"), 24),
    TableColumn(N_("归档"), 7, "center"), TableColumn(N_("默认"), 7, "center"), TableColumn(N_("依据"), 24),
    TableColumn(N_("谁、什么时候定的"), 18), TableColumn(N_("说明"), 44))


@paper("dossier_table", LABEL, domain="mediation", formats=("pdf", "xlsx"))
def dossier_table(desk: Desk, given: Params) -> Document:
    """Every section in its order: compulsory or not, as shipped, on what ground, who set it and when."""
    order = moved(desk)
    note = Phrase(ORDERED, who=order.who, day=order.at[:10], source=order.source) if order else ""
    table_lines = lines(desk)
    ground = next((one.step.source for one in table_lines if not one.step.who), "")
    hint = Following(*(text for text in (HINT, Phrase(USUAL, source=ground) if ground else "", note) if text))
    table = Table(COLUMNS, tuple(_row(one) for one in table_lines))
    part = Part(LABEL, (Text(hint, "left", "note"), table), landscape=True)
    made = document(desk, papers()["dossier_table"], given, LABEL, (part,))
    return replace(made, period="", counted_to=desk.today())


def _row(one: Line) -> tuple:
    by = Phrase(BY, day=one.step.at[:10], who=one.step.who) if one.step.who else ""
    return one.place, one.label, one.need, one.usually, one.step.source if one.step.who else SHIPPED, by, one.told
