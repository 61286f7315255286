"""立卷归档: one act, whole or not at all: the volume, the case's stage, the step, and the bound PDF that is kept.

多案一卷 binds a month's or a quarter's simple cases under one cover. What is compulsory and lacks blocks this act only.
"""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from center.attachments import Upload
from center.cases.compulsory import table_on
from center.cases.course import at
from center.cases.facts import CaseFacts, told
from center.cases.given import day, locked, refuse
from center.cases.numbering import together
from center.cases.papers import RIGHT, keep, missing, whole
from center.cases.slots import Table, items_of
from center.cases.steps import done
from center.cases.wholeness import form_of
from center.commands import command
from center.periods import period as read_period
from center.seeing import hidden
from center.words import N_
from db.codes import code_list
from db.days import show_day
from db.errors import Conflict, Invalid
from db.listing import id_of_uid
from db.models.cases import Case, CaseWorker, Volume
from db.models.mediation import Committee, Mediator
from db.questions.case_papers import bindable
from db.questions.cases import mediators_named, mediators_of
from db.questions.journal import newest_traced
from db.tx import Tx
from db.words import Following, Listed, Phrase

if TYPE_CHECKING:
    from center.desk import Desk

CLOSED_ON = N_("结案日期")
LACKS = N_("{part}：{why}")
MOVED = N_("装订的时候又有新的改动，装好的这一卷不是最新的；请再归档一次，您填的内容还在")
NOT_YET = N_("还没有签字件")
JOINT_NAME = N_("{period}简易纠纷调解卷宗")
TELL_LACK = N_("缺页、待补：{list}。")
TELL_LEFT, LEFT = N_("办理中退出的当事人：{list}。"), N_("{name}，{day}退出，原因：{why}")
TELL_CHANGED = N_("更正：{list}。")
CHANGED = N_("{paper}第 {version} 版，{day}由{who}更正，原因：{why}")


@command(N_("立卷归档"), right=RIGHT, name="dossier.file")
def file(tx: Tx, case: Any, filer: Any, retention: str, file: Upload, statement: str = "", pages: int | None = None,
         on: Any = None, as_of: int | None = None) -> int:
    """Bind one closed case: volume, stage, step and the bound PDF in one act. Returns the volume's id.

    Opened again for a correction and filed anew, the same volume gets the new PDF beside the old one.
    `as_of` is the newest change that the bound file knows of. Raises Conflict after a later one, and Problems: a
    section's code for what lacks, `filer`, `retention`, `file`, `on`.
    """
    _still(as_of)
    of, found = told(locked(tx, Case, case), tx.today), {}
    at(of, "file")
    found |= lacking(of, table_on(tx.today))
    who = _filer(of.row["committee"], filer, found)
    when, kept = _checked(tx, file, retention, found, on, of)
    refuse(found)
    values = {"name": of.row["name"], "committee": of.row["committee"], "number": of.row["number"], "kind": "single",
              "retention": kept, "filer": who, "filed_on": when, "pages": pages,
              "statement": statement.strip() or None}
    volume = of.volume["id"] if of.volume and of.volume["kind"] == "single" else None
    if volume is None:
        volume = tx.add(Volume, values)
    else:
        tx.change(Volume, volume, values)
    _shelve(tx, of, volume, who, when, 1)
    keep(tx, Volume, volume, Upload(f"{Volume.label}-{when}.pdf", file.data), "pdf")
    return volume


@command(N_("多案一卷立卷归档"), right=RIGHT, name="dossier.bind")
def bind(tx: Tx, committee: Any, period: str, cases: Sequence[Any], filer: Any, retention: str, file: Upload,
         statement: str = "", pages: int | None = None, on: Any = None, as_of: int | None = None) -> int:
    """Bind a period's simple closed cases as one volume, all of them or none. Returns the volume's id.

    `as_of` as for one. Raises Problems: `cases` when one is another committee's, not simple, not closed, or for its
    handlers only.
    """
    _still(as_of)
    of = [told(locked(tx, Case, case), tx.today) for case in cases]
    committee = locked(tx, Committee, committee)
    found = _joint(of, committee)
    called = read_period(period)
    for one in of:
        for part, why in lacking(one, table_on(tx.today)).items():
            found.setdefault(f"cases.{one.id}.{part}", Invalid(
                "{number}的{part}还不齐：{why}；请补齐后再归档", number=one.number, **why.params))
    who = _filer(committee, filer, found)
    when, kept = _checked(tx, file, retention, found, on, *of)
    refuse(found)
    volume = tx.add(Volume, {**joint_head(of, called.text, str(called.label)), "retention": kept, "filer": who,
                             "filed_on": when, "pages": pages, "statement": statement.strip() or None})
    for place, one in enumerate(of, start=1):
        _shelve(tx, one, volume, who, when, place)
    keep(tx, Volume, volume, Upload(f"{Volume.label}-{when}.pdf", file.data), "pdf")
    return volume


def _still(as_of: int | None) -> None:
    """What is filed is what was bound: nobody changed anything since its papers were made."""
    if as_of is not None and newest_traced() != as_of:
        raise Conflict(MOVED)


def joint_head(of: Sequence[CaseFacts], period: str, label: str) -> dict[str, Any]:
    """Name, number, kind and period of a joint volume of these cases."""
    number = together([one.number for one in of if one.number])
    return {"name": str(Phrase(JOINT_NAME, period=label)), "committee": of[0].row["committee"], "number": number,
            "kind": "joint", "period": period}


def lacking(of: CaseFacts, table: Table) -> dict[str, Invalid]:
    """What 归档 waits for, by the code of its section."""
    found = {}
    for item in items_of(whole(of), table):
        if item.blocks:
            why = Listed(item.why, "；") if item.why else NOT_YET
            found[item.part] = Invalid("{part}还不齐：{why}；请补齐后再归档", part=item.label, why=why)
    return found


def _joint(of: Sequence[CaseFacts], committee: int) -> dict[str, Invalid]:
    """Why these cases are no joint volume."""
    if not of:
        return {"cases": Invalid("这段时间没有可以合订的简易案件，请另选时间")}
    if any(one.row["committee"] != committee for one in of):
        return {"cases": Invalid("有别的调委会的案件，请分开立卷")}
    if any(one.stage != "closed" or one.row["filed_on"] for one in of):
        return {"cases": Invalid("有还没结案或者已经归档的案件，请去掉再合订")}
    if any(not one.row["simple"] for one in of):
        return {"cases": Invalid("多案一卷只装简易登记的案件，其他案件请一案一卷")}
    if any(one.restricted for one in of):
        return {"cases": Invalid("仅办案人员可以看的案件请单独立卷")}
    return {}


def _filer(committee: int, filer: Any, found: dict[str, Invalid]) -> int | None:
    """The mediator who files: by id, uid or name, of this committee."""
    of = {row["id"]: row["name"] for row in mediators_of(committee)}
    if isinstance(filer, str) and len(filer) == 32:
        filer = id_of_uid(Mediator, bytes.fromhex(filer)) if all(one in "0123456789abcdef" for one in filer) else filer
    match = [rid for rid, name in of.items() if filer in (rid, name)]
    if len(match) != 1:
        found["filer"] = Invalid("请从本调委会的人员里选立卷人")
        return None
    return match[0]


def _checked(tx: Tx, file: Upload, retention: str, found: dict[str, Invalid], on: Any,
             *of: CaseFacts) -> tuple[Any, str | None]:
    """The day it is filed, and the code of the retention as it was written."""
    kept = code_list("case_retention").code_of(retention or "")
    if kept is None:
        found["retention"] = Invalid("请选保管期限")
    try:  # no limit of size: it holds all that was taken in one by one
        if form_of(file.name, file.data) != "pdf":
            found["file"] = Invalid("卷宗要是 PDF，请在卷宗页面生成")
    except Invalid as error:
        found["file"] = error
    last = max((one.row["closed_on"] for one in of if one.row["closed_on"]), default=None)
    return day(tx.today, found, on, "on", last, CLOSED_ON), kept


def _shelve(tx: Tx, of: CaseFacts, volume: int, filer: int | None, when: Any, place: int) -> None:
    """One case into a volume: its stage, its step, and who files may open it from now on."""
    tx.change(Case, of.id, {"stage": "filed", "filed_on": when, "volume": volume, "volume_place": place})
    if not any(one.mediator == filer and one.role == "filer" for one in of.workers):
        tx.add(CaseWorker, {"case": of.id, "mediator": filer, "role": "filer", "since": when})
    done(tx, of, "file", when)


# ---- what the page asks before
def candidates(desk: Desk, committee: int, period: str) -> tuple[int, ...]:
    """Simple cases of a period that a joint volume may bind and this account may open, by their number."""
    desk.need("cases.read")
    span, shut = read_period(period), hidden(desk, Case)
    return tuple(row["id"] for row in bindable(committee, span.start, span.end)
                 if row["id"] not in shut and row["scope"] != "workers" and not row["violence"])


def filers(desk: Desk, committee: int) -> dict[int, str]:
    """Who may be named as 立卷人: mediators of the committee by id."""
    desk.need("cases.read")
    return {row["id"]: row["name"] for row in mediators_of(committee)}


def filer_named(rid: int | None) -> str:
    """The name of a 立卷人; '' without one."""
    return mediators_named([rid])[rid]["name"] if rid else ""


def told_statement(desk: Desk, of: CaseFacts) -> str:
    """What 卷宗情况说明 has to tell by itself: what lacks, each correction, each party who left, with when and why."""
    lacks = [Phrase(LACKS, part=item.label, why=Listed(item.why, "；"))
             for item in missing(desk, of.id) if item.why and item.required]
    names = code_list("case_paper_kind").items
    changed = [Phrase(CHANGED, paper=names[one.kind], version=one.version + 1, day=show_day(one.row["replaced_on"]),
                      who=one.row["replaced_by"], why=one.row["replaced_why"])
               for one in of.papers if one.row["replaced_on"]]
    parts = [Phrase(TELL_LACK, list=Listed(lacks, "；"))] if lacks else []
    parts += [Phrase(TELL_CHANGED, list=Listed(changed, "；"))] if changed else []
    left = [Phrase(LEFT, name=step.row["present"], day=show_day(step.on), why=step.row["reason"])
            for step in of.of("leave")]
    parts += [Phrase(TELL_LEFT, list=Listed(left, "；"))] if left else []
    return str(Following(*parts)) if parts else ""
