"""Nobody learns of a closed case by any door.

Each door is tried by every account that does not handle the case, once with the case that is there and once with one
that never was: the two answers must be the same. Doors that are not asked for anything must tell nothing of it. That
the doors are doors at all is seen by who handles it.
"""
from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from center import backups, catalog, opening, removed
from center.accounts import keys
from center.attachments import Upload
from center.attachments.reading import attached, attached_to, copy, look
from center.cases import notes, register, showing, statistics
from center.cases.facts import facts
from center.desk import Desk
from center.duties import figures, home
from center.history import related, timeline
from center.importing import preview_of
from center.listing import ANY, ops, tally, typed
from center.offering import offer
from center.periods import period
from center.seeing import hidden, seen
from db.errors import Denied, Missing, Problems, UserError
from db.listing import Query, record_row
from db.models import RECORDS
from db.models.attachments import Attachment
from db.models.cases import Case, CaseParty
from db.models.mediation import Committee, Mediator
from db.models.people import Person
from db.wrapping import FAST
from reports.cases.dossier import dossier
from reports.papers import hand_out, make, papers, params
from reports.records import sheet
from tests.sheets import Sheet
from tests.stores import Clock, new_desk
from views import cli

TITLE, NEVER = "绝密题名", "从无其事"
SECRETS = ("绝密", "13900008888")
PASSWORD = "tiaojie-2026"
ROLES = {"sun": ("mediator",), "wu": ("chair",), "gao": ("mediator",), "fang": ("chair",), "zhou": ("head",),
         "guan": ("admin",), "lu": ("entry",), "jie": ("street",), "dang": ("party",)}
OUTSIDE = tuple(login for login in ROLES if login not in ("sun", "wu"))
MEDIATORS = ("gao", "fang")
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


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    """Two committees; a closed case of one of them, settled and with a note, a file and a paper; an open one."""
    first = new_desk(tmp_path_factory.mktemp("ethics") / "store", Clock())
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
    yield House(desks, case, uid, party, file, other, resident, mediators["gao"])
    first.close()


def committee(desk: Desk, name: str, people: dict[str, str], by: Desk | None = None) -> dict[str, int]:
    """A committee with its people and their logins; their ids by login."""
    desk = by or desk
    rid = desk.do("committees.add", values=desk.take(Committee, {
        "name": f"{name}社区人民调解委员会", "short_name": name, "kind": "居调委会"}))
    return {login: desk.do("mediators.add", values=desk.take(Mediator, {
        "person.name": login, "duty": duty, "login": login}) | {"committee": rid}) for login, duty in people.items()}


def told(desk: Desk, name: str, more: dict, resident: int, host: int) -> int:
    """A case between a resident and somebody who is none."""
    parties = ({"side": "申请人", "kind": "个人", "name": "住户甲", "person": resident},
               {"side": "被申请人", "kind": "个人", "name": "绝密乙" if name == TITLE else "丙", "phone": "13900008888"})
    return desk.do("cases.register", values={
        "name": f"{name} 邻居共用", "registered_on": "2026-11-02", "source": "当事人申请", "type": "邻里",
        "committee": "红旗社区人民调解委员会", "brief": f"{name}怎样发生"} | more, parties=parties,
        workers=({"mediator": host, "role": "host", "recusal_looked": "看过"},))


def settle(desk: Desk, case: int) -> None:
    """Accepted, told, agreed by word."""
    desk.do("cases.accept", case=case, on="2026-11-03", agreed="all")
    desk.do("cases.notify", case=case)
    desk.do("cases.session", case=case, result="达成协议", record="绝密记录" if case == 1 else "谈了")
    desk.do("cases.agree", case=case, form="口头协议", clauses="绝密条款" if case == 1 else "修好", amount="300")


# ---- doors that ask for a case by a word -------------------------------------------------------------------------


def table(*rows: list[Any]) -> Sheet:
    return Sheet([list(row) for row in rows], "表.xlsx", "表")


def previewed(desk: Desk, record: type, rows: Sheet) -> Any:
    preview = preview_of(desk, record, rows)
    return [(row.state, row.target, row.changes, [str(cell) for cell in row.cells],
             [str(fault) for fault in row.faults]) for row in preview.rows]


def read_register(desk: Desk, word: str) -> Any:
    head = ["案号", "受理日期", "申请人", "被申请人", "纠纷类别", "案件来源", "调解结果"]
    read = register.preview(desk, table(head, ["旧1号", "2026-11-03", word, "绝密乙", "邻里", "当事人申请", "口头协议"]),
                            committee="红旗社区人民调解委员会")
    return [str(row) for row in read.rows]


BY_WORD: dict[str, Callable[[Desk, str], Any]] = {
    "the one box": lambda desk, word: desk.find(word),
    "the one box, a very short answer": lambda desk, word: desk.find(word, limit=1),
    "search in the list": lambda desk, word: list(desk.ids(Query(Case, search=word))),
    "search, the first ones": lambda desk, word: list(desk.first_ids(Query(Case, search=word)) or ()),
    "search among parties": lambda desk, word: list(desk.ids(Query(CaseParty, search="绝密乙" if word == TITLE else "无"))),
    "a filter by a text": lambda desk, word: list(desk.ids(Query(Case, filters=(("name", "has", word),)))),
    "a page that is filtered and sorted": lambda desk, word: desk.page(
        Query(Case, filters=(("brief", "has", word),), sort=(("name", "asc"),)), paths=("name", "number")).rows,
    "a count by value": lambda desk, word: tally(desk, Query(Case, search=word), "type"),
    "a condition that names the case": lambda desk, word: typed(desk, CaseParty, f"案件={word} 邻居共用"),
    "a link typed by its title": lambda desk, word: desk.take(CaseParty, {"案件": f"{word} 邻居共用"})["case"],
    "what is offered while one types": lambda desk, word: offer(desk, Case, word),
    "a file that names it in a column": lambda desk, word: previewed(
        desk, CaseParty, table(["案件", "当事人地位", "当事人种类", "姓名或名称"], [f"{word} 邻居共用", "第三人", "个人", "戊"])),
    "a file that says it again": lambda desk, word: previewed(
        desk, Case, table(["案件名称", "登记日期", "调委会"], [f"{word} 邻居共用", "2026-11-02", "红旗社区人民调解委员会"])),
    "a file that names its party again": lambda desk, word: previewed(
        desk, CaseParty, table(["姓名或名称", "联系方式"], ["绝密乙" if word == TITLE else "从无乙", "13900008888"])),
    "an old register that has its day and party": read_register,
}


# ---- doors that ask for a case by its number inside or outside ---------------------------------------------------


def do(name: str, **arguments: Any) -> Callable[[Desk, int, str], Any]:
    """A command; RID and UID stand for the case's."""
    def door(desk: Desk, rid: int, uid: str) -> Any:
        given = {key: {"RID": rid, "UID": uid}.get(value, value) if isinstance(value, str) else value
                 for key, value in arguments.items()}
        if "values" in given:
            given["values"] = {key: rid if value == "RID" else value for key, value in given["values"].items()}
        return desk.do(name, **given)
    return door


BY_NUMBER: dict[str, Callable[[Desk, int, str], Any]] = {
    "rows": lambda desk, rid, uid: desk.rows(Case, [rid]),
    "one row": lambda desk, rid, uid: desk.get(Case, rid),
    "its uid": lambda desk, rid, uid: desk.id_of(Case, uid),
    "a list of just it": lambda desk, rid, uid: list(desk.ids(Query(Case, among=(rid,)))),
    "its parties by the link": lambda desk, rid, uid: list(desk.ids(Query(CaseParty, filters=(("case", "eq", rid),)))),
    "a link typed by its uid": lambda desk, rid, uid: str(desk.take(CaseParty, {"案件": uid})["case"]),
    "its facts": lambda desk, rid, uid: facts(desk, rid),
    "its timeline": lambda desk, rid, uid: timeline(desk, Case, rid),
    "where else it is": lambda desk, rid, uid: list(related(desk, CaseParty, rid)) if desk.may("none") else None,
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
    """Every command that takes a case, whatever it asks for besides."""
    catalog.load()
    return {f"step {order.name}": do(order.name, **({name: "" for name in order.required} | {"case": "RID"}))
            for order in catalog.commands().values() if "case" in order.parameters}


def every_paper() -> dict[str, Callable[[Desk, int, str], Any]]:
    """Every paper that is made of a case."""
    def door(name: str) -> Callable[[Desk, int, str], Any]:
        return lambda desk, rid, uid: make(desk, name, params(desk, settings={"case": uid}))
    return {f"paper {name}": door(name) for name, one in papers().items() if "case" in one.needs}


# ---- doors that are asked for nothing --------------------------------------------------------------------------


def every_list(desk: Desk) -> Any:
    return [desk.page(Query(record)).rows for record in RECORDS if record.listed and desk.may(f"{record.domain}.read")]


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


UNASKED: dict[str, Callable[[Desk], Any]] = {
    "every list": every_list,
    "every count by value": every_count,
    "every number": every_number,
    "today": lambda desk: (home(desk), figures(desk)),
    "what was removed": removed.lines,
    "what can be taken back": lambda desk: (desk.next_undo(), desk.next_redo(), desk.drafts()),
    "the names of acts and the audit": acts_and_audit,
    "the table of the year": lambda desk: str(statistics.table(desk, period("2026"))),
    "the list of accounts' own choices": lambda desk: desk.preferences(""),
}


# ---- the tests ---------------------------------------------------------------------------------------------------


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


@pytest.mark.parametrize("login", OUTSIDE)
def test_who_names_a_closed_case_hears_what_she_hears_of_one_that_never_was(house, login):
    told_apart = {}
    for name, door in BY_WORD.items():
        there, never = (answer(lambda door=door, word=word: door(house[login], word), word) for word in (TITLE, NEVER))
        there, never = (text.replace("绝密乙", "□").replace("从无乙", "□") for text in (there, never))
        if there != never or any(secret in there for secret in SECRETS):
            told_apart[name] = there, never
    assert not told_apart


@pytest.mark.parametrize("login", OUTSIDE)
def test_who_has_its_number_hears_what_she_hears_of_one_that_never_was(house, login):
    told_apart, before = {}, record_row(Case, house.case)
    for name, door in (BY_NUMBER | every_step() | every_paper()).items():
        there = answer(lambda door=door: door(house[login], house.case, house.uid), house.uid)
        never = answer(lambda door=door: door(house[login], NO_ID, NO_UID), NO_UID)
        if there != never or any(secret in there for secret in SECRETS):
            told_apart[name] = there, never
    assert not told_apart
    assert record_row(Case, house.case) == before


@pytest.mark.parametrize("login", OUTSIDE)
def test_its_rows_and_files_are_not_there_either(house, login):
    desk, doors = house[login], {
        "a party": lambda rid, _file: desk.get(CaseParty, rid),
        "a party's phone": lambda rid, _file: showing.value(desk, CaseParty, rid, "phone"),
        "a party's full phone": lambda rid, _file: desk.reveal(CaseParty, rid, "phone", "核对"),
        "a party's days": lambda rid, _file: timeline(desk, CaseParty, rid),
        "changing a party": lambda rid, _file: desk.do("case_parties.edit", id=rid, values={"name": "别人"}),
        "an agent of a party": lambda rid, _file: desk.do("case_agents.add", values={
            "party": rid, "kind": "agent", "name": "某"}),
        "looking at a file": lambda _rid, file: look(desk, file),
        "a copy of a file": lambda _rid, file: copy(desk, file, "核对"),
        "another name for a file": lambda _rid, file: desk.do("attachments.rename", id=file, name="改名"),
        "removing a file": lambda _rid, file: desk.do("attachments.remove", id=file)}
    told_apart = {}
    for name, door in doors.items():
        there = answer(lambda door=door: door(house.party, house.file))
        never = answer(lambda door=door: door(NO_ID, NO_ID))
        if there != never:
            told_apart[name] = there, never
    assert not told_apart


@pytest.mark.parametrize("login", OUTSIDE)
def test_what_nobody_asked_for_tells_nothing_of_it(house, login):
    for name, door in UNASKED.items():
        told_ = answer(lambda door=door: door(house[login]))
        assert not [secret for secret in SECRETS if secret in told_], name


def test_who_handles_it_finds_it_by_the_same_doors(house):
    sun = house["sun"]
    closed = ("a file", "an old register")  # a mediator imports nothing
    for name, door in BY_WORD.items():
        if not name.startswith(closed):
            there, never = (answer(lambda door=door, word=word: door(sun, word), word) for word in (TITLE, NEVER))
            assert there != never, name
    for name in ("one row", "its facts", "its timeline", "its note", "its files", "its dossier", "its record sheet"):
        assert "Missing" not in answer(lambda name=name: BY_NUMBER[name](sun, house.case, house.uid)), name
    assert notes.opened(sun, house.case) == notes.opened(house["wu"], house.case) == "绝密笔记"
    assert "绝密" in answer(lambda: every_list(sun))


@pytest.mark.parametrize("login", MEDIATORS)
def test_there_is_no_more_to_find_because_of_a_closed_case(house, login):
    hits, more = house[login].find("邻居共用", limit=1)
    assert [hit.id for hit in hits] == [house.other] and not more
    assert house["sun"].find("邻居共用", limit=1)[1]


@pytest.mark.parametrize("login", MEDIATORS)
@pytest.mark.parametrize("ending", ["xlsx", "csv", "pdf"])
def test_what_is_written_out_holds_nothing_of_it(house, login, ending, tmp_path):
    for name in ("list_cases", "list_case_parties"):
        target = tmp_path / f"{name}.{ending}"
        if ending not in papers()[name].formats:
            pytest.skip("not written in this form")
        hand_out(house[login], name, params(house[login]), target)
        text = words_of(target)
        assert ("水管" in text or "丙" in text) and not [secret for secret in SECRETS if secret in text]


def words_of(path: Path) -> str:
    """The text of a written file."""
    if path.suffix == ".xlsx":
        from openpyxl import load_workbook

        return repr([[cell.value for cell in row] for page in load_workbook(path) for row in page.iter_rows()])
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        return "".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", "")
    return path.read_text(encoding="utf-8-sig")


def test_the_statistics_count_it_and_name_it_to_nobody_else(house):
    """Subtraction: the month minus one's own list is a number that the table may say, and never a name or an id."""
    month = period("2026-11")
    for login in ("sun", *MEDIATORS, "zhou", "jie"):
        whole = statistics.table(house[login], month)
        assert whole.cell(1).value == 2 and (whole.cell(1).more, whole.hidden)[0] == {"sun": 0}.get(
            login, 1 if login in MEDIATORS else 2), login
        assert house.case not in whole.cell(1).found.ids or login == "sun"
    for login in MEDIATORS:
        for one in statistics.table(house[login], month).columns:
            found, _more = statistics.drill(house[login], month, "", one.no)
            assert house.case not in found.ids
    for login in ("zhou", "guan", "lu", "jie", "dang"):
        with pytest.raises(Denied):
            statistics.drill(house[login], month, "", 1)


def test_the_page_of_a_resident_gathers_no_case_of_hers(house):
    """Not even for who handles it: what somebody quarrelled about is not a property of the person."""
    assert not [path for path in (at.path for at in seen(house["sun"], CaseParty)) if "." in path]
    for login in ("sun", "wu", *MEDIATORS):
        desk = house[login]
        assert [record for record, _rid in related(desk, Person, house.resident) if record in RECORDS_OF_CASES] == []
        assert "绝密" not in repr(timeline(desk, Person, house.resident))
        mine = [record for record, _rid in related(desk, Mediator, house.mediator)]
        assert not set(mine) & set(RECORDS_OF_CASES)
        assert "绝密" not in repr(timeline(desk, Mediator, house.mediator))
    assert "案" not in repr(house["sun"].page(Query(Person, among=(house.resident,))).rows)


def test_what_is_called_how_in_the_files_of_a_case_stands_in_no_audit(house):
    sun = house["sun"]
    file = sun.do("attachments.add", owner="cases", row=house.uid, file=Upload("绝密二.txt", b"abc"))
    sun.do("attachments.rename", id=file, name="绝密三")
    look(sun, file)
    copy(sun, file, "交给法院")
    sun.do("attachments.remove", id=file)
    assert "绝密" not in answer(lambda: acts_and_audit(sun))
    assert "附件改名" in answer(lambda: timeline(sun, Case, house.case))


def test_only_who_handles_a_case_writes_and_opens_its_note_even_of_an_ordinary_one(house):
    sun, gao = house["sun"], house["gao"]
    sun.do("cases.write_note", case=house.other, text="只给办案的")
    assert not notes.note(gao, house.other).hers and isinstance(notes.opened(gao, house.other), Denied)
    with pytest.raises(Denied):
        gao.do("cases.write_note", case=house.other, text="我的")
    assert isinstance(notes.opened(house["fang"], house.other), Denied)
    worker = sun.do("case_workers.add", values={"case": house.other, "mediator": house.mediator, "role": "recorder"})
    assert notes.opened(gao, house.other) == "只给办案的"
    sun.do("cases.recuse", case=house.other, worker="gao", decision="主任决定", withdraw=True)
    assert worker and isinstance(notes.opened(gao, house.other), Denied)
    assert [one.account for one in notes.note(sun, house.other).readers] == ["sun", "wu"]


def test_who_withdrew_does_not_open_the_case_any_more(house):
    sun, gao = house["sun"], house["gao"]
    sun.do("case_workers.add", values={"case": house.case, "mediator": house.mediator, "role": "recorder"})
    assert house.case not in hidden(gao, Case) and notes.opened(gao, house.case) == "绝密笔记"
    sun.do("cases.recuse", case=house.case, worker="gao", decision="主任决定", withdraw=True)
    assert house.case in hidden(gao, Case)
    with pytest.raises(Missing):
        notes.opened(gao, house.case)
    assert "绝密" not in answer(lambda: (gao.next_undo(), every_list(gao), removed.lines(gao)))


def test_the_command_line_and_a_restored_backup_keep_it_closed(house, tmp_path, monkeypatch, capsys):
    """The backup file holds no word of it; what is restored of it is closed to the same accounts."""
    file, folder = tmp_path / "b.dqbak", tmp_path / "again"
    backups.back_up(house["guan"], file)
    if house["guan"].store.encrypted:
        assert not [secret for secret in ("绝密", *SECRETS) for code in ("utf-8", "utf-16-le", "gb18030")
                    if secret.encode(code) in file.read_bytes()]
    backups.restore(file, folder, lambda ring: ring.unlock("gao", PASSWORD, Clock()()))
    with closing(opening.sign_in(folder, "gao", PASSWORD, clock=Clock())) as gao:
        assert list(gao.ids(Query(Case))) == [house.other]
    lines = (["list", "cases"], ["list", "case_parties"], ["find", TITLE], ["show", "cases", house.uid],
             ["timeline", "cases", house.uid], ["attachments", "cases", house.uid], ["removed"], ["today"],
             ["do", "cases.open_note", json.dumps({"case": house.uid})],
             ["paper", "case_cover", str(tmp_path / "cover.pdf"), "--set", f"case={house.uid}"])
    monkeypatch.setenv("CENTER_PASSWORD", PASSWORD)
    for login in ("gao", "zhou", "sun"):
        monkeypatch.setenv("CENTER_USER", login)
        for words in lines:
            cli.main(["--data", str(folder), "--accept-clock", *words])
        said = "".join(capsys.readouterr())
        assert ("绝密" in said.replace(TITLE, "", 1)) == (login == "sun")
        assert (tmp_path / "cover.pdf").exists() == (login == "sun")
