"""Signed papers: the bytes of a version are kept and never change; a correction says who, when and why, and is the
next version. And what a case's dossier holds and lacks, section by section."""
from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from center.attachments import MEGABYTE, Upload, guarded
from center.cases.compulsory import table_on
from center.cases.facts import CaseFacts, Kept, facts, told
from center.cases.given import day, locked, refuse, rows_of
from center.cases.keeping import FILED
from center.cases.slots import CHECKED, STEPS, Dossier, File, Item, Slot, items_of, part_of
from center.cases.wholeness import form_of
from center.commands import command
from center.following import leaves
from center.numbers import number
from center.words import N_
from db.codes import code_list
from db.errors import Invalid, Missing, Problems
from db.listing import record_row
from db.models.attachments import Attachment
from db.models.case_work import Agreement, CasePaper, CaseStep, Performance
from db.models.cases import Case, Volume
from db.questions.attachments import data_of, of_row, of_rows
from db.questions.case_papers import bereft
from db.questions.journal import names_of_accounts
from db.record import Record, record_name
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

RIGHT = "cases.edit"
SIGNED = N_("登记签字件")
LOOKED = N_("核对身份原件")
SIGNED_STAYS = "已登记的签字件和归档卷宗不能改动，要更正请另放一份新的，写明更正人和原因"
ORIGINS = ("made", "scan", "word")
REGISTERED = N_("登记日期")


# ---- what is frozen
@guarded(CasePaper)
def signed_stays(_paper: int) -> Invalid:
    """The bytes of a signed version are never changed."""
    return Invalid(SIGNED_STAYS)


@guarded(Volume)
def bound_stays(_volume: int) -> Invalid:
    """Nor is a bound dossier."""
    return Invalid(SIGNED_STAYS)


@guarded(Case)
def filed_stays(case: int) -> Invalid | None:
    """The evidence of a filed case stays as it is until it is opened for a correction."""
    return Invalid(FILED) if record_row(Case, case)["filed_on"] else None


@leaves(Agreement)
def agreement_stays(_tx: Tx) -> None:
    """Undo takes no agreement from under the signed paper that was made of it. Raises Problems."""
    if bereft():
        raise Problems({"": Invalid("协议已经有签字件，不能撤销掉；写错了请另放一份更正的签字件")})


def _of_filed(record: type[Record], name: str, above: type[Record] | None = None) -> None:
    @guarded(record)
    def stays(rid: int) -> Invalid | None:
        case = record_row(record, rid)[name]
        return filed_stays(record_row(above, case)["case"] if above else case)


_of_filed(CaseStep, "case")
_of_filed(Agreement, "case")
_of_filed(Performance, "agreement", Agreement)


# ---- acts
@command(SIGNED, right=RIGHT, name="case_papers.sign")
def sign(tx: Tx, case: Any, kind: str, file: Upload, party: Any = None, step: Any = None, signed_on: Any = "",
         origin: str = "scan", summary: str = "", pages: int | None = None, who: str = "", why: str = "") -> int:
    """Keep a signed paper: what the program made, a scan, a picture, or an edited Word copy. Returns the row's id.

    The first is version 1; where one stands already, `who` corrects and `why` are needed, and both versions stay.
    Raises Problems at `kind`, `party`, `step`, `file`, `signed_on`, `who`, `why`.
    """
    of, found = told(locked(tx, Case, case), tx.today), {}
    if of.row["filed_on"]:
        raise Problems({"": Invalid(FILED)})
    ids = _which(of, kind, party, step, found)
    when = day(tx.today, found, signed_on, "signed_on", of.row["registered_on"], REGISTERED)
    form = _taken(tx, file, found)
    before = _newest(of, kind, *ids)
    who = who.strip() or (_name(tx) if before is None else "")
    _reasons(before, who, why, found)
    refuse(found)
    values = {"origin": {"word": "word", "picture": "scan"}.get(form, origin if origin in ORIGINS else "scan"),
              "signed_on": when, "signed_by": _name(tx), "summary": summary.strip() or None, "pages": pages,
              "sha256": hashlib.sha256(file.data).hexdigest(), "made_on": tx.today.isoformat()}
    paper = _next(tx, of, kind, ids, before, values, who, why)
    ending = {"pdf": ".pdf", "word": ".docx"}.get(form) or "." + file.name.rpartition(".")[2].lower()
    version = record_row(CasePaper, paper)["version"]
    keep(tx, CasePaper, paper, Upload(f"{code_list('case_paper_kind').items[kind]}-{version}{ending}", file.data), form)
    return paper


@command(LOOKED, right=RIGHT, name="case_papers.check_original")
def check_original(tx: Tx, case: Any, party: Any, by: str = "", on: Any = "", who: str = "", why: str = "") -> int:
    """A party's identity was looked at in the original: by whom, on which day; no copy is kept."""
    of, found = told(locked(tx, Case, case), tx.today), {}
    if of.row["filed_on"]:
        raise Problems({"": Invalid(FILED)})
    ids = _which(of, "identity", party, None, found)
    if ids[0] is None:
        found.setdefault("party", Invalid("请选核对了哪一位当事人"))
    if not by.strip():
        found["by"] = Invalid("请填写核对人")
    when = day(tx.today, found, on)
    before = _newest(of, "identity", *ids)
    _reasons(before, who, why, found)
    refuse(found)
    values = {"origin": CHECKED, "checked_by": by.strip(), "checked_on": when, "made_on": tx.today.isoformat()}
    return _next(tx, of, "identity", ids, before, values, who, why)


def keep(tx: Tx, record: type[Record], rid: int, file: Upload, kind: str) -> int:
    """Attach bytes to a row inside an act, past the guard that keeps people from changing them afterwards."""
    row = record_row(record, rid)
    return tx.add(Attachment, {
        "name": file.name, "owner": record_name(record), "owner_uid": row["uid"].hex(), "kind": kind,
        "sha256": tx.keep_file(file.data), "size": len(file.data), "added_on": tx.today.isoformat()})


def taken(tx: Tx, file: Upload) -> str:
    """The form of a file that is to be kept: pdf, picture or word. Raises Invalid when it is too large or broken."""
    most = int(number("attachments.max_mb", tx.today))
    if len(file.data) > most * MEGABYTE:
        raise Invalid("“{name}”有 {size} MB，一个附件最大 {most} MB，请压缩或拆开再添加", name=file.name,
                      size=f"{len(file.data) / MEGABYTE:.1f}", most=most)
    if not file.data:
        raise Invalid("“{name}”是空文件，没有添加，请另选", name=file.name)
    return form_of(file.name, file.data)


def _taken(tx: Tx, file: Upload, found: dict[str, Invalid]) -> str:
    try:
        return taken(tx, file)
    except Invalid as error:
        found["file"] = error
        return ""


def _which(of: CaseFacts, kind: str, party: Any, step: Any, found: dict[str, Invalid]) -> tuple[int | None, int | None]:
    """The party and the step that a paper is about; a paper of which there is one for each step needs it."""
    if not part_of(kind):
        found["kind"] = Invalid("请选要登记哪一种文书")
        return None, None
    wanted = STEPS.get(kind)
    steps = of.of(wanted) if wanted else ()
    if wanted and step in (None, "") and len(steps) == 1:
        step = steps[0].id
    one = rows_of(of.parties, party, found, "party")[:1]
    at = rows_of(steps, step, found, "step")[:1] if wanted else [
        left for left in of.of("leave") if step in (left.id, left.row["uid"].hex())]  # a paper of who left the case
    if wanted and not at:
        found.setdefault("step", Invalid("请选是哪一次的{paper}", paper=code_list("case_paper_kind").items[kind]))
    if kind == "agreement" and of.agreement is None:
        found["kind"] = Invalid("还没有登记协议内容，请先办理订立协议")
    return (one[0].id if one else None), (at[0].id if at else None)


def _newest(of: CaseFacts, kind: str, party: int | None, step: int | None) -> Kept | None:
    return (Dossier(of).versions(kind, party, step) or (None,))[-1]


def _reasons(before: Kept | None, who: str, why: str, found: dict[str, Invalid]) -> None:
    if before is not None:
        if not who.strip():
            found["who"] = Invalid("这份文书已有第 {version} 版，更正请写更正人", version=before.version)
        if not why.strip():
            found["why"] = Invalid("这份文书已有第 {version} 版，更正请写原因", version=before.version)


def _next(tx: Tx, of: CaseFacts, kind: str, ids: tuple[int | None, int | None], before: Kept | None,
          values: Mapping[str, Any], who: str, why: str) -> int:
    if before is not None:
        tx.change(CasePaper, before.id, {"replaced_by": who.strip(), "replaced_why": why.strip(),
                                         "replaced_on": tx.today.isoformat()})
    version = before.version + 1 if before else 1
    return tx.add(CasePaper, {"case": of.id, "kind": kind, "part": part_of(kind), "party": ids[0], "step": ids[1],
                              "version": version, **values})


def _name(tx: Tx) -> str:
    return names_of_accounts().get(tx.account, tx.account)


# ---- reading
def contents(desk: Desk, case: int) -> tuple[Item, ...]:
    """Every section of a case's dossier in order, empty ones too. Raises Denied, Missing."""
    return items_of(gathered(desk, facts(desk, case)), table_on(desk.today()))


def missing(desk: Desk, case: int, for_filing: bool = False) -> tuple[Item, ...]:
    """The sections that lack something, compulsory ones first; `for_filing`: only what 归档 waits for."""
    lacking = [item for item in contents(desk, case) if item.blocks or (item.why and not for_filing)]
    return tuple(sorted(lacking, key=lambda item: not item.blocks))


def gathered(desk: Desk, of: CaseFacts) -> Dossier:
    """The facts with what is attached to the case, its steps, its promises and its agreement. Raises Denied."""
    desk.need("cases.read")
    return whole(of)


def whole(of: CaseFacts) -> Dossier:
    """The same for who has asked for the case already."""
    owners = ((Case, [of.uid]), (CaseStep, [step.row["uid"].hex() for step in of.steps]),
              (Performance, [one.row["uid"].hex() for one in of.promises]),
              (Agreement, [of.agreement["uid"].hex()] if of.agreement else []))
    files = {}
    for record, uids in owners:
        name = record_name(record)
        place = {uid: at for at, uid in enumerate(uids)}
        rows = sorted(of_rows(name, uids) if uids else (), key=lambda row: place[row["owner_uid"]])
        files[name] = tuple(File(row["id"], row["name"], name) for row in rows)
    return Dossier(of, files)


def bytes_of(slot: Slot | Kept) -> tuple[str, bytes]:
    """(name, bytes) of the version in force, or of an attachment; who calls has asked `facts`. Raises Missing."""
    if isinstance(slot, Slot) and slot.file is not None:
        row = record_row(Attachment, slot.file.id)
    else:
        kept = slot.kept if isinstance(slot, Slot) else slot
        row = next(iter(of_row(record_name(CasePaper), kept.row["uid"].hex())), None)
    data = data_of(row["sha256"]) if row else None
    if data is None:
        raise Missing("“{name}”的内容不在了，请从备份里找回", name=row["name"] if row else "")
    return row["name"], data
