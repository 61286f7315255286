"""Papers of the work on a case: record of inquiry, list of evidence, record of each session, undisputed facts."""
from __future__ import annotations

from center.cases.book import text
from center.cases.facts import Step
from center.words import N_
from db.days import show_day
from db.words import Listed, Phrase
from reports.cases.blocks import label, prose
from reports.cases.making import Asked, Made, form
from reports.cases.wording import (
    OPEN,
    RECORDER,
    TICKED,
    TIMES,
    code,
    mediators,
    names,
    numbered,
    numeral,
    signs,
    staff,
    when,
    worker,
)
from reports.deeds import NAMED, SIGN, SIGN_NAME, Cell, Entries, Form, Group, Lead, Sign, Signing, Stamp
from reports.document import Block, Space, Text

TIME, PLACE, PRESENT = N_("时间"), N_("地点"), N_("参加人")
PARTIES, HANDLERS = N_("当事人"), N_("人民调解员")
RECORD = N_("调解记录：")
ROUND = N_("第几次调解")
CIRCLES = "①②③④⑤"
OPTION = N_("{circle}{name} {box}")
RESULTS = {"agreed": 0, "failed": 1, "continue": 2}
MANNER = N_("调解方式")


@form("record")
def record(asked: Asked) -> Made:
    """调解记录, one for each session: told of their rights, what was said, the result, read and agreed."""
    steps: tuple[Step | None, ...] = (asked.step,) if asked.step else (None,) if asked.blank else (
        asked.told.of("session") or (None,))
    return Made(N_("人民调解记录"), tuple(_session(asked, step) for step in steps), numbered(asked.told))


def _session(asked: Asked, step: Step | None) -> tuple[Block, ...]:
    told, row = asked.told, step.row if step else {}
    empty = asked.blank or step is None
    nth = row.get("nth") or (told.of("session").index(step) + 1 if step in told.of("session") else None)
    present = row.get("present") or "" if not empty else ""
    pairs = ((ROUND, Phrase(TIMES, nth=numeral(nth)) if nth else ""), (TIME, "" if empty else when(row)),
             (PLACE, "" if empty else row["place"] or ""), (MANNER, code("session_manner", told.row["manner"])),
             (PARTIES, names(told.parties)), (HANDLERS, mediators(told)),
             (PRESENT, present or ("" if empty else _guests(asked))))
    blocks: list[Block] = [
        Entries(pairs), Text(text("record", "told")), Lead(RECORD, ""),
        *prose(row.get("record"), empty, 8, fill=True), Text(_result(None if empty else row["result"]), "left"),
        Text(text("record", "read")), Signing(signs(told.parties, least=2)),
        Signing(_sign_guests(asked), pairs=True) if told.guests else Space(0.1),
        Signing(staff(told), pairs=True),
        Stamp("", "" if empty else show_day(step.on), plain=True)]
    return tuple(blocks)


def _guests(asked: Asked) -> str:
    return Listed([Phrase(NAMED, label=one["name"], name=code("guest_kind", one["kind"]) or PRESENT)
                   for one in asked.told.guests if one["consented"]])


def _sign_guests(asked: Asked) -> tuple[Sign, ...]:
    return tuple(Sign(PRESENT, one["name"], SIGN_NAME, day=False) for one in asked.told.guests if one["consented"])


def _result(chosen: str | None) -> str:
    """①达成协议 □ ②调解不成 □ ③有待继续调解 □."""
    options = [Phrase(OPTION, circle=CIRCLES[nth], name=name, box=TICKED if RESULTS.get(chosen) == nth else OPEN)
               for nth, name in enumerate(text("record", "results"))]
    return Phrase(RESULT_LINE, options=Listed(options, joint="　"))


RESULT_LINE = N_("调解结果：{options}")
ASKED_PERSON, HIS_FACTS = N_("被调查人"), N_("被调查人情况")
FACTS_HINT = N_("（性别、年龄、单位或住址、与当事人的关系）")
INQUIRER, NOTES = N_("调查人"), N_("记录：")


@form("inquiry")
def inquiry(asked: Asked) -> Made:
    """调查记录: who was asked, what was said, read and agreed."""
    steps: tuple[Step | None, ...] = (asked.step,) if asked.step else (None,) if asked.blank else (
        asked.told.of("inquire") or (None,))
    return Made(N_("人民调解调查记录"), tuple(_inquiry(asked, step) for step in steps), numbered(asked.told))


def _inquiry(asked: Asked, step: Step | None) -> tuple[Block, ...]:
    told, row = asked.told, step.row if step else {}
    empty = asked.blank or step is None
    subject = "" if empty else row["subject"] or ""
    pairs = ((TIME, "" if empty else when(row)), (PLACE, "" if empty else row["place"] or ""),
             (PRESENT, "" if empty else row["present"] or ""), (ASKED_PERSON, subject),
             (HIS_FACTS, "" if empty else row["subject_facts"] or ""))
    return (Entries(pairs), Text(FACTS_HINT, "left", "note"), Text(text("inquiry", "told")), Lead(NOTES, ""),
            *prose(row.get("record"), empty, 8, fill=True), Text(text("inquiry", "read")),
            Signing((Sign(ASKED_PERSON, subject, SIGN),)),
            Signing((Sign(INQUIRER, row.get("by") or "", SIGN_NAME, day=False),
                     Sign(RECORDER, worker(told, "recorder"), SIGN_NAME, day=False)), pairs=True),
            Stamp("", "" if empty else show_day(step.on), plain=True))


COLUMNS = ((N_("序号"), 2), (N_("证据名称"), 8), (N_("提供人"), 4), (N_("原件或复印件"), 5), (N_("页数"), 2),
           (N_("证明的事实"), 5))
EVIDENCE_ROWS, PAGES = 12, 4
PROVIDER, TAKER = N_("提供人"), N_("接收人")


@form("evidence")
def evidence(asked: Asked) -> Made:
    """证据材料清单: the attachments of the case by name with their pages, and rows for what came on paper."""
    found = [] if asked.blank else [(one.name.rsplit(".", 1)[0], str(one.pages or "")) for one in asked.evidence]
    head = Group((tuple(label(name, share) for name, share in COLUMNS),), head=True)
    rows = [*found, *[("", "")] * max(EVIDENCE_ROWS - len(found), 3)]
    body = Group(tuple(tuple(Cell({0: str(nth), 1: name, PAGES: pages}.get(at, ""), share)
                             for at, (_, share) in enumerate(COLUMNS))
                       for nth, (name, pages) in enumerate(rows, start=1)))
    blocks = (Form((head, body)), Space(0.5), Signing((Sign(PROVIDER, "", SIGN), Sign(TAKER, "", SIGN_NAME))))
    return Made(N_("人民调解证据材料清单"), (blocks,), numbered(asked.told))


@form("undisputed")
def undisputed(asked: Asked) -> Made:
    """无争议事实记载, where no agreement came about: signed by all (a local form)."""
    told = asked.told
    facts = told.agreement["facts"] if told.agreement else None
    blocks: list[Block] = [Entries(((PARTIES, names(told.parties)),)), Text(text("undisputed", "opening")),
                           *prose(facts, asked.blank, 8, fill=True), Text(text("undisputed", "end")),
                           Signing(signs(told.parties, binding=True)), Signing(staff(told), pairs=True),
                           Stamp(told.committee["name"])]
    return Made(N_("无争议事实记载"), (tuple(blocks),), numbered(told))

