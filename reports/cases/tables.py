"""What the office has set for its dossiers, on one page: 卷宗文书必须与按需表."""
from __future__ import annotations

from dataclasses import replace

from center.cases.compulsory import Line, lines, moved
from center.desk import Desk
from center.words import N_
from db.words import Phrase
from reports.document import Document, Facts, Part, Table, TableColumn, Text
from reports.papers import Params, document, paper, papers

LABEL = N_("卷宗文书必须与按需表")
HINT = N_("必须的不齐，不能归档；打印不受限制。以当地司法所口径为准。")
USUAL, ORDERED = N_("默认值的依据"), N_("改次序的依据")
BY, SHIPPED = N_("{day} {who}"), N_("默认值")
COLUMNS = (
    TableColumn(N_("序号"), 5, "center", "whole"), TableColumn(N_("卷宗文书"), 24),
    TableColumn(N_("归档时"), 8, "center"), TableColumn(N_("默认"), 7, "center"), TableColumn(N_("依据的文件"), 24),
    TableColumn(N_("谁、什么时候定的"), 18), TableColumn(N_("说明"), 44))


@paper("dossier_table", LABEL, domain="mediation", formats=("pdf", "xlsx"))
def dossier_table(desk: Desk, given: Params) -> Document:
    """Every section in its order: compulsory or not, as shipped, on what ground, who set it and when."""
    some, order = lines(desk), moved(desk)
    usual = next((one.step.source for one in some if not one.step.who), "")
    grounds = [(USUAL, usual)] if usual else []
    if order:
        grounds.append((ORDERED, f"{order.source}（{order.at[:10]} {order.who}）"))
    blocks = (Text(HINT, "left", "note"), Facts(tuple(grounds), 1), Table(COLUMNS, tuple(_row(one) for one in some)))
    made = document(desk, papers()["dossier_table"], given, LABEL, (Part(LABEL, blocks, landscape=True),))
    return replace(made, period="", counted_to=desk.today())


def _row(one: Line) -> tuple:
    by = Phrase(BY, day=one.step.at[:10], who=one.step.who) if one.step.who else ""
    return one.place, one.label, one.need, one.usually, one.step.source if one.step.who else SHIPPED, by, one.told
