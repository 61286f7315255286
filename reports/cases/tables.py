"""What the office has set for its cases: 卷宗文书必须与按需表, 文书文字一览表, 抄录栏目和顺序表."""
from __future__ import annotations

from dataclasses import replace

from center.cases.compulsory import Line, lines, moved
from center.cases.fixed_texts import Fixed, fixed_texts
from center.cases.transcribing import standing_order
from center.desk import Desk
from center.settings.writing import Step
from center.words import N_
from db.codes import code_list
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
    return (one.place, one.label, one.need, one.usually, one.step.source if one.step.who else SHIPPED, _by(one.step),
            one.told)


def _by(step: Step) -> str:
    """Who set it and when; '' as shipped."""
    return Phrase(BY, day=step.at[:10], who=step.who) if step.who else ""


TEXTS = N_("文书文字一览表")
TEXTS_HINT = N_("【】里的由程序填。新做的文书用现在的文字，已签的不变。")
LOCAL = N_("本地改过")
TEXT_COLUMNS = (
    TableColumn(N_("文书和文字"), 22), TableColumn(N_("现在的文字"), 78), TableColumn(N_("标记"), 9, "center"),
    TableColumn(N_("依据的文件"), 24), TableColumn(N_("谁、什么时候定的"), 18))


@paper("case_texts", TEXTS, domain="mediation", formats=("pdf", "xlsx"))
def case_texts(desk: Desk, given: Params) -> Document:
    """Every fixed text of the case papers as it reads now, paper by paper, with its ground."""
    some = fixed_texts(desk)
    bands = [(nth, one.paper) for nth, one in enumerate(some) if nth == 0 or some[nth - 1].paper != one.paper]
    blocks = (Text(TEXTS_HINT, "left", "note"),
              Table(TEXT_COLUMNS, tuple(_text(one) for one in some), group_rows=tuple(bands)))
    made = document(desk, papers()["case_texts"], given, TEXTS, (Part(TEXTS, blocks, landscape=True),))
    return replace(made, period="", counted_to=desk.today())


def _text(one: Fixed) -> tuple:
    return (one.name, one.value, LOCAL if one.local else "", one.step.source if one.local else SHIPPED,
            _by(one.step) if one.local else "")


COPIED = N_("抄录栏目和顺序表")
COPIED_HINT = N_("照上级系统录入页面的先后排。案件页面的“抄录”按这个顺序列出来。")
FIELD_COLUMNS = (TableColumn(N_("序号"), 6, "center", "whole"), TableColumn(N_("栏目"), 40),
                 TableColumn(N_("抄录或不抄录"), 16, "center"))
YES, NOT = N_("抄录"), N_("不抄录")
GROUND, GROUNDED = N_("依据"), N_("{source}（{by}）")


@paper("transcription_fields", COPIED, domain="mediation", formats=("pdf", "xlsx"))
def transcription_fields(desk: Desk, given: Params) -> Document:
    """The fields of a case that are copied into the superior's system, in its order, then those that are not."""
    chosen, step = standing_order(desk)
    names = code_list("transcription_field").items
    rows = [(nth, names[one], YES) for nth, one in enumerate(chosen, start=1)]
    rows += [(None, name, NOT) for one, name in names.items() if one not in chosen]
    ground = Phrase(GROUNDED, source=step.source, by=_by(step)) if step.local and step.who else step.source
    blocks = (Text(COPIED_HINT, "left", "note"), Facts(((GROUND, ground),), 1), Table(FIELD_COLUMNS, tuple(rows)))
    made = document(desk, papers()["transcription_fields"], given, COPIED, (Part(COPIED, blocks),))
    return replace(made, period="", counted_to=desk.today())
