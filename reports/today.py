"""今日待办 on paper: what is due for one account, as the page shows it, with room to tick off."""
from __future__ import annotations

from dataclasses import replace

from center.desk import Desk
from center.duties import Duty, Home, home
from center.words import N_
from db.words import Phrase, Word
from reports.document import Document, Part, Table, TableColumn, Text
from reports.papers import Paper, Params, document

TITLE = N_("今日待办清单")
GROUPS = (("urgent", N_("请先办")), ("overdue_and_today", N_("已超期和今天")), ("within_three_days", N_("三天以内")),
          ("this_month", N_("本月")), ("later", N_("可以先准备")))
BAND = N_("{group}（{count}）")
COLUMNS = (TableColumn("序号", 5, "center", "whole"), TableColumn("要办的事", 30), TableColumn("说明", 34),
           TableColumn("相关人", 12), TableColumn("到期", 12, "center", "date"), TableColumn("办好", 6, "center"))


def sheet(desk: Desk, given: Params, found: Home | None = None) -> Document:
    """The list as a Document; `found` is the page as it is seen, filtered perhaps."""
    found = found or home(desk)
    rows: list[tuple] = []
    bands: list[tuple[int, str]] = []
    for name, words in GROUPS:
        some: tuple[Duty, ...] = getattr(found, name)
        if some:
            bands.append((len(rows), Phrase(BAND, group=words, count=len(some))))
            rows += [(len(rows) + at, one.title, one.words, one.person, one.due and one.due.isoformat(), "")
                     for at, one in enumerate(some, start=1)]
    about = Text(Phrase(N_("{day}　{name}　共 {count} 件"), day=f"{found.day:%Y-%m-%d}", name=desk.who.name,
                        count=len(rows)), "left", "note")
    part = Part("今日待办", (about, Table(COLUMNS, rows, group_rows=tuple(bands))), landscape=True)
    one = Paper("today", Word(TITLE), "", sheet, ("pdf",))
    return replace(document(desk, one, given, TITLE, (part,)), period="")
