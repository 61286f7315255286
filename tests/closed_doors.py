"""The doors by which somebody might learn of a closed case, and a store that has one: for tests/test_cases_ethics.py.

BY_WORD are asked by a word, BY_NUMBER (with every step and every paper) by a number inside or outside, UNASKED are
asked for nothing.
"""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from openpyxl import load_workbook
from pypdf import PdfReader

from center import catalog, opening, removed
from center.accounts import keys
from center.attachments import Upload
from center.attachments.reading import attached, attached_to
from center.cases import notes, register, showing, statistics
from center.cases.facts import facts
from center.compliance import sheet as self_check
from center.desk import Desk
from center.duties import figures, home
from center.history import timeline
from center.importing import Preview
from center.listing import ANY, ops, tally, typed
from center.offering import offer
from center.periods import period
from center.seeing import hidden, seen
from db.errors import Denied, Problems, UserError
from db.listing import Query
from db.models import RECORDS
from db.models.cases import Case, CaseParty
from db.models.mediation import Committee, Mediator
from db.models.people import Person
from db.wrapping import FAST
from reports.cases.dossier import dossier
from reports.papers import hand_out, make, papers, params
from reports.records import sheet
from tests.sheets import Sheet
from views.state.typing import FormTyping

TITLE, NEVER = "绝密题名", "从无其事"
SECRETS = ("绝密", "13900008888")
PASSWORD = "tiaojie-2026"
ROLES = {"sun": ("mediator",), "wu": ("chair",), "gao": ("mediator",), "fang": ("chair",), "zhou": ("head",),
         "guan": ("admin",), "lu": ("entry",), "jie": ("street",), "dang": ("party",)}
OUTSIDE = tuple(login for login in ROLES if login not in ("sun", "wu"))
MEDIATORS = ("gao", "fang")
COMMITTEE = "红旗社区人民调解委员会"
BOOKS = ("case_register_book", "allowance_list", "case_gaps", "case_posted", "list_agreements", "list_case_steps")
NO_ID, NO_UID = 987_654, "0" * 32
RECORDS_OF_CASES = tuple(record for record in RECORDS if record.domain == "cases")


@dataclass
class House:
    """The open store, seen by each account; the closed case, its uid, a party and a file of it; an open case."""

    desks: dict[str, Desk]
    case: int
    uid: str
    party: int
    file: int
    other: int
    resident: int
    mediator: int

    def __getitem__(self, login: str) -> Desk:
        return self.desks[login]


def built(first: Desk) -> House:
    """Two committees; a closed case of one of them, settled and with a note and a file; an open one."""
    for login, roles in ROLES.items():
        keys.add_account(first, login, login, roles, PASSWORD, kdf=FAST)
    desks = {login: opening.hand_over(first, login, PASSWORD) for login in ROLES}
    sun, wu = desks["sun"], desks["wu"]
    mediators = committee(wu, "红旗", {"wu": "主任", "sun": "委员", "gao": "聘任调解员"})
    committee(desks["fang"], "东风", {"fang": "主任"}, by=wu)
    resident = wu.do("people.add", values=wu.take(Person, {"name": "住户甲", "phone": "13900001111"}))
    case = told(sun, TITLE, {"scope": "仅办案人员"}, resident, mediators["sun"])
    settle(sun, case)
    uid = sun.get(Case, case).uid
    file = sun.do("attachments.add", owner="cases", row=uid, file=Upload("绝密证据.txt", "绝密".encode()))
    sun.do("cases.write_note", case=case, text="绝密笔记")
    gone = sun.do("case_guests.add", values={"case": case, "name": "绝密丁"})
    sun.do("case_guests.remove", id=gone)
    other = told(sun, "水管", {}, resident, mediators["sun"])
    settle(sun, other)
    party = next(one.id for one in facts(sun, case).parties if one.name == "绝密乙")
    return House(desks, case, uid, party, file, other, resident, mediators["gao"])


def committee(desk: Desk, name: str, people: dict[str, str], by: Desk | None = None) -> dict[str, int]:
    """A committee with its people and their logins; their ids by login."""
    desk = by or desk
    rid = desk.do("committees.add", values=desk.take(Committee, {
        "name": f"{name}社区人民调解委员会", "short_name": name, "kind": "居调委会"}))
    return {login: desk.do("mediators.add", values=desk.take(Mediator, {
        "person.name": login, "duty": duty, "login": login}) | {"committee": rid}) for login, duty in people.items()}


def told(desk: Desk, name: str, more: dict, resident: int, host: int) -> int:
    """A case between a resident and somebody who is none."""
    against = "绝密乙" if name == TITLE else "丙"
    parties = ({"side": "申请人", "kind": "个人", "name": "住户甲", "person": resident},
               {"side": "被申请人", "kind": "个人", "name": against, "phone": "13900008888"})
    return desk.do("cases.register", values={
        "name": f"{name} 邻居共用", "registered_on": "2026-11-02", "source": "当事人申请", "type": "邻里",
        "committee": COMMITTEE, "brief": f"{name}怎样发生"} | more, parties=parties,
        workers=({"mediator": host, "role": "host", "recusal_looked": "看过"},))


def settle(desk: Desk, case: int) -> None:
    """Accepted, told, agreed by word."""
    desk.do("cases.accept", case=case, on="2026-11-03", agreed="all")
    desk.do("cases.notify", case=case)
    desk.do("cases.session", case=case, result="达成协议", record="绝密记录" if case == 1 else "谈了",
            present="绝密戊" if case == 1 else "")
    desk.do("cases.agree", case=case, form="口头协议", clauses="绝密条款" if case == 1 else "修好", amount="300")


# ---- doors that ask for a case by a word -------------------------------------------------------------------------


def table(*rows: list[Any]) -> Sheet:
    return Sheet([list(row) for row in rows], "表.xlsx", "表")


def party_of(word: str) -> str:
    return "绝密乙" if word == TITLE else "从无乙"


def previewed(desk: Desk, record: type, rows: Sheet) -> Any:
    """A table as it would be judged: no table is taken as this record, but what is judged must tell nothing either."""
    desk.need("cases.edit")
    preview = Preview(record, rows, desk.today(), shut=lambda target: hidden(desk, target))
    return [(row.state, row.target, row.changes, [str(cell) for cell in row.cells],
             [str(fault) for fault in row.faults]) for row in preview.rows]


def read_register(desk: Desk, word: str) -> Any:
    head = ["案号", "受理日期", "申请人", "被申请人", "纠纷类别", "案件来源", "调解结果"]
    line = ["旧1号", "2026-11-03", word, "绝密乙", "邻里", "当事人申请", "口头协议"]
    read = register.preview(desk, table(head, line), committee=COMMITTEE)
    return [str(row) for row in read.rows]


BY_WORD: dict[str, Callable[[Desk, str], Any]] = {
    "the one box": lambda desk, word: desk.find(word),
    "the one box, a very short answer": lambda desk, word: desk.find(word, limit=1),
    "search in the list": lambda desk, word: list(desk.ids(Query(Case, search=word))),
    "search, the first ones": lambda desk, word: list(desk.first_ids(Query(Case, search=word)) or ())
    or list(desk.ids(Query(Case, search=word))),
    "search among parties": lambda desk, word: list(desk.ids(Query(CaseParty, search=party_of(word)))),
    "a filter by a text": lambda desk, word: list(desk.ids(Query(Case, filters=(("name", "has", word),)))),
    "a page that is filtered and sorted": lambda desk, word: desk.page(
        Query(Case, filters=(("brief", "has", word),), sort=(("name", "asc"),)), paths=("name", "number")).rows,
    "a count by value": lambda desk, word: tally(desk, Query(Case, search=word), "type"),
    "a condition that names the case": lambda desk, word: typed(desk, CaseParty, f"案件={word} 邻居共用"),
    "a link typed by its title": lambda desk, word: desk.take(CaseParty, {"案件": f"{word} 邻居共用"})["case"],
    "what is offered while one types": lambda desk, word: offer(desk, Case, word),
    "a file that names it in a column": lambda desk, word: previewed(
        desk, CaseParty, table(["案件", "当事人地位", "姓名或名称"], [f"{word} 邻居共用", "第三人", "戊"])),
    "a file that says it again": lambda desk, word: previewed(
        desk, Case, table(["案件名称", "登记日期", "调委会"], [f"{word} 邻居共用", "2026-11-02", COMMITTEE])),
    "a file that names its party again": lambda desk, word: previewed(
        desk, CaseParty, table(["姓名或名称", "联系方式"], [party_of(word), "13900008888"])),
    "an old register that has its day and party": read_register,
}


# ---- doors that ask for a case by its number inside or outside ---------------------------------------------------


def do(name: str, **arguments: Any) -> Callable[[Desk, int, str], Any]:
    """A command; RID and UID stand for the case's."""
    def door(desk: Desk, rid: int, uid: str) -> Any:
        return desk.do(name, **filled(arguments, rid, uid))
    return door


def filled(given: Any, rid: int, uid: str) -> Any:
    """The same with what stands for the case."""
    if isinstance(given, dict):
        return {key: filled(value, rid, uid) for key, value in given.items()}
    if isinstance(given, list):
        return [filled(value, rid, uid) for value in given]
    return {"RID": rid, "UID": uid}.get(given, given) if isinstance(given, str) else given


BY_NUMBER: dict[str, Callable[[Desk, int, str], Any]] = {
    "rows": lambda desk, rid, uid: desk.rows(Case, [rid]),
    "one row": lambda desk, rid, uid: desk.get(Case, rid),
    "its uid": lambda desk, rid, uid: desk.id_of(Case, uid),
    "a list of just it": lambda desk, rid, uid: list(desk.ids(Query(Case, among=(rid,)))),
    "its parties by the link": lambda desk, rid, uid: list(desk.ids(Query(CaseParty, filters=(("case", "eq", rid),)))),
    "a link typed by its uid": lambda desk, rid, uid: str(desk.take(CaseParty, {"案件": uid})["case"]),
    "its facts": lambda desk, rid, uid: facts(desk, rid),
    "its timeline": lambda desk, rid, uid: timeline(desk, Case, rid),
    "a full value": lambda desk, rid, uid: desk.reveal(Case, rid, "referrer_phone", "核对"),
    "a shown value": lambda desk, rid, uid: showing.value(desk, Case, rid, "name"),
    "asking to print it": lambda desk, rid, uid: showing.hand_out(desk, rid, "封面"),
    "its record sheet": lambda desk, rid, uid: sheet(desk, Case, rid, params(desk)),
    "its dossier": lambda desk, rid, uid: dossier(desk, rid),
    "its anonymous dossier": lambda desk, rid, uid: dossier(desk, rid, anonymous=True),
    "its files": lambda desk, rid, uid: attached(desk, Case, uid),
    "its files among others'": lambda desk, rid, uid: attached_to(desk, Case, [uid]),
    "its note": lambda desk, rid, uid: notes.note(desk, rid),
    "the text of its note": lambda desk, rid, uid: notes.opened(desk, rid),
    "the sealed text itself": do("sealed.open", owner="cases", row="UID", field="note"),
    "sealing one": do("sealed.seal", owner="cases", row="UID", field="note", text="我写的"),
    "granting it to oneself": do("sealed.grant", owner="cases", row="UID", account="gao"),
    "revoking it": do("sealed.revoke", owner="cases", row="UID", account="sun"),
    "adding a file": do("attachments.add", owner="cases", row="UID", file=Upload("a.txt", b"abc")),
    "opening it to all": do("cases.edit", id="RID", values={"scope": "ordinary"}),
    "opening many": do("cases.edit_many", ids=["RID"], values={"scope": "ordinary"}),
    "removing it": do("cases.remove", id="RID"),
    "a party in it": do("case_parties.add", values={"case": "RID", "side": "applicant", "kind": "person",
                                                    "name": "绝密乙", "phone": "13900008888"}),
    "oneself as worker": do("case_workers.add", values={"case": "RID", "mediator": 3, "role": "filer"}),
    "a step in it": do("case_steps.add", values={"case": "RID", "kind": "note"}),
    "an agreement of it": do("agreements.add", values={"case": "RID", "form": "oral", "clauses": "无"}),
    "an allowance for it": do("allowances.add", values={"case": "RID"}),
}


def every_step() -> dict[str, Callable[[Desk, int, str], Any]]:
    """Every command that takes a case or several, whatever it asks for besides; a case by its number or its uid."""
    catalog.load()
    given = {"values": {}, "file": Upload("a.txt", b"abc"), "committee": 1, "filer": 2, "period": "2026-11",
             "retention": "short", "mediator": 3, "kind": "notice", "cases": ["RID"], "why": "核对", "by": "吴"}
    found = {}
    for order in catalog.commands().values():
        if {"case", "cases"} & set(order.parameters):
            whole = {name: given.get(name, "") for name in order.required}
            for which in ("RID", "UID"):
                case = {"case": which} if "case" in order.parameters else {"cases": [which]}
                found[f"step {order.name} by {which}"] = do(order.name, **(whole | case))
    return found


def every_paper() -> dict[str, Callable[[Desk, int, str], Any]]:
    """Every paper that is made of a case."""
    def door(name: str) -> Callable[[Desk, int, str], Any]:
        return lambda desk, rid, uid: make(desk, name, params(desk, settings={"case": uid}))
    return {f"paper {name}": door(name) for name, one in papers().items() if "case" in one.needs}


# ---- doors that are asked for nothing --------------------------------------------------------------------------


def every_list(desk: Desk) -> Any:
    return [desk.page(Query(record), paths=[at.path for at in seen(desk, record)] or ("id",)).rows
            for record in RECORDS if desk.may(f"{record.domain}.read")]


def every_count(desk: Desk) -> Any:
    return [tally(desk, Query(record), at.path) for record in RECORDS_OF_CASES if desk.may("cases.read")
            for at in seen(desk, record) if ANY in ops(desk, at)]


def every_number(desk: Desk) -> Any:
    """Of every measure the ids that can be opened: none of them is of the closed case."""
    found = []
    for name in [name for name in catalog.measures() if name.startswith("cases.")]:
        try:
            count = desk.measure(name, period("2026-11"))
        except Denied:
            continue
        found += [rid for rid in count.counted.ids if rid > 0 and count.counted.record is Case]
    return ["绝密" for rid in found if rid == 1]


def acts_and_audit(desk: Desk) -> Any:
    asked = ('SELECT "label", "reason" FROM "act"', 'SELECT "text", "reason" FROM "audit"')
    return [desk.store.execute(sql).fetchall() for sql in asked]


def every_book(desk: Desk) -> Any:
    """Registers, claims and tables as workbooks: what can be written without naming a case."""
    found = []
    with TemporaryDirectory() as folder:
        for name in BOOKS:
            try:
                hand_out(desk, name, params(desk, "2026"), target := Path(folder) / f"{name}.xlsx")
            except UserError as refused:
                found.append(str(refused))
            else:
                found.append(words_of(target))
    return found


def words_of(path: Path) -> str:
    """The text of a written file."""
    if path.suffix == ".xlsx":
        return repr([[cell.value for cell in row] for page in load_workbook(path) for row in page.iter_rows()])
    return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")


def every_known(desk: Desk) -> Any:
    """What fields offer of what was written in others' rows."""
    found = []
    for record in RECORDS_OF_CASES:
        suggest = FormTyping(desk, record, desk.do).suggest
        asked = [suggest(at) for at in seen(desk, record)]
        found += [list(offered("")) + list(offered("绝密")) for offered in asked if offered]
    return found


UNASKED: dict[str, Callable[[Desk], Any]] = {
    "every list": every_list,
    "every count by value": every_count,
    "every value written before": every_known,
    "every number": every_number,
    "today": lambda desk: (home(desk), figures(desk)),
    "what was removed": removed.lines,
    "what can be taken back": lambda desk: (desk.next_undo(), desk.next_redo(), desk.drafts()),
    "the names of acts and the audit": acts_and_audit,
    "the evidence of the self-check": lambda desk: self_check.draft(desk, period("2026")),
    "the table of the year": lambda desk: str(statistics.table(desk, period("2026"))),
    "every register and table as a workbook": every_book,
    "the list of accounts' own choices": lambda desk: desk.preferences(""),
}


def answer(ask: Callable[[], Any], *names: str) -> str:
    """What a door says, in words; a refusal by its kind and sentence. What was asked by stands as □."""
    try:
        found = repr(ask())
    except Problems as refused:
        found = repr({path: (type(one).__name__, str(one)) for path, one in refused.fields.items()})
    except UserError as refused:
        found = f"{type(refused).__name__} {refused}"
    for name in names:
        found = found.replace(name, "□")
    return re.sub(r" at 0x[0-9a-f]+", "", found)
