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
from typing import Any

import pytest

from center import backups, opening, removed
from center.accounts import keys
from center.attachments import Upload
from center.attachments.reading import attached, copy, look
from center.cases import notes, showing, statistics
from center.cases.facts import facts
from center.desk import Desk, Who
from center.history import related, timeline
from center.importing import preview_of
from center.listing import typed
from center.periods import period
from center.seeing import hidden, seen
from db.errors import Denied, Missing, Problems, UserError
from db.listing import Query, record_row
from db.models.cases import Case, CaseParty
from db.models.mediation import Mediator
from db.models.people import Person
from db.wrapping import FAST
from reports.papers import hand_out, params
from tests.closed_doors import (
    BY_NUMBER,
    BY_WORD,
    MEDIATORS,
    NEVER,
    NO_ID,
    NO_UID,
    OUTSIDE,
    PASSWORD,
    RECORDS_OF_CASES,
    SECRETS,
    TITLE,
    UNASKED,
    acts_and_audit,
    answer,
    built,
    every_book,
    every_list,
    every_paper,
    every_step,
    table,
    words_of,
)
from tests.stores import Clock, new_desk
from views import cli


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory):
    first = new_desk(tmp_path_factory.mktemp("ethics") / "store", Clock())
    yield built(first)
    first.close()


@pytest.mark.parametrize("login", OUTSIDE)
def test_who_names_a_closed_case_hears_what_she_hears_of_one_that_never_was(house, login):
    told_apart = {}
    for name, door in BY_WORD.items():
        there, never = (answer(lambda door=door, word=word: door(house[login], word), word) for word in (TITLE, NEVER))
        there, never = (re.sub("绝密乙|从无乙|13900008888", "□", text) for text in (there, never))  # typed by her
        if there != never or any(secret in there for secret in SECRETS):
            told_apart[name] = there, never
    assert not told_apart, list(told_apart)


@pytest.mark.parametrize("login", OUTSIDE)
def test_who_has_its_number_hears_what_she_hears_of_one_that_never_was(house, login):
    told_apart, before = {}, record_row(Case, house.case)
    for name, door in (BY_NUMBER | every_step() | every_paper()).items():
        there = answer(lambda door=door: door(house[login], house.case, house.uid), house.uid)
        never = answer(lambda door=door: door(house[login], NO_ID, NO_UID), NO_UID)
        if there != never or any(secret in there for secret in SECRETS):
            told_apart[name] = there, never
    assert not told_apart, list(told_apart)
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
    assert not told_apart, list(told_apart)


@pytest.mark.parametrize("login", OUTSIDE)
def test_what_nobody_asked_for_tells_nothing_of_it(house, login):
    for name, door in UNASKED.items():
        told_ = answer(lambda door=door: door(house[login]))
        assert not [secret for secret in SECRETS if secret in told_], name


@pytest.mark.parametrize("login", [login for login in OUTSIDE if login not in MEDIATORS])
def test_without_a_case_role_even_an_ordinary_case_is_not_known_by_its_title_or_number(house, login):
    desk, uid = house[login], house["sun"].get(Case, house.other).uid
    doors = (lambda word, _uid: str(desk.take(CaseParty, {"案件": word})["case"]),
             lambda word, _uid: typed(desk, CaseParty, f"案件={word}"),
             lambda _word, uid: desk.id_of(Case, uid),
             lambda _word, uid: attached(desk, Case, uid))
    for door in doors:
        there = answer(lambda door=door: door("水管 邻居共用", uid), "水管 邻居共用", uid)
        assert there == answer(lambda door=door: door(NEVER, NO_UID), NEVER, NO_UID)


def test_who_handles_it_finds_it_by_the_same_doors(house):
    sun = house["sun"]
    closed = ("a file", "an old register")  # a mediator imports nothing
    for name, door in BY_WORD.items():
        if not name.startswith(closed):
            there, never = (answer(lambda door=door, word=word: door(sun, word), word) for word in (TITLE, NEVER))
            assert there != never, name
    for name in ("one row", "its facts", "its timeline", "its note", "its files", "its record sheet"):
        assert not answer(lambda name=name: BY_NUMBER[name](sun, house.case, house.uid)).startswith("Missing"), name
    assert notes.opened(sun, house.case) == notes.opened(house["wu"], house.case) == "绝密笔记"
    for door in (every_list, every_book):
        assert "绝密" in answer(lambda door=door: door(sun)), door.__name__


@pytest.mark.parametrize("login", MEDIATORS)
def test_there_is_no_more_to_find_because_of_a_closed_case(house, login):
    hits, more = house[login].find("邻居共用", limit=1)
    assert [hit.id for hit in hits] == [house.other] and not more
    assert house["sun"].find("邻居共用", limit=1)[1]


@pytest.mark.parametrize("login", MEDIATORS)
@pytest.mark.parametrize("ending", ["xlsx", "pdf"])
def test_what_is_written_out_holds_nothing_of_it(house, login, ending, tmp_path):
    for name in ("list_cases", "list_case_parties"):
        target = tmp_path / f"{name}.{ending}"
        hand_out(house[login], name, params(house[login]), target)
        text = words_of(target)
        assert ("水管" in text or "丙" in text) and not [secret for secret in SECRETS if secret in text]


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
    withdrawn(sun, house.other, "gao")
    assert worker and isinstance(notes.opened(gao, house.other), Denied)
    assert [one.account for one in notes.note(sun, house.other).readers] == ["sun", "wu"]


def test_who_could_not_be_granted_at_once_is_when_somebody_reads_the_note_again_and_reading_is_not_taken_back(house):
    sun, wu = house["sun"], house["wu"]
    wu.do("mediators.edit", id=house.mediator, values={"login": "later"})
    keys.add_account(wu.handed_to(Who("lin", "林晓", ("admin",))), "later", "later", ("mediator",), PASSWORD, kdf=FAST)
    sun.do("case_workers.add", values={"case": house.case, "mediator": house.mediator, "role": "mediator"})
    assert notes.note(sun, house.case).waiting == ("later",)
    later = opening.hand_over(sun, "later", PASSWORD)
    assert isinstance(notes.opened(later, house.case), Denied)
    assert notes.opened(sun, house.case) == notes.opened(later, house.case) == "绝密笔记"
    assert sun.next_undo() is None and notes.note(sun, house.case).waiting == ()
    wu.do("mediators.edit", id=house.mediator, values={"login": "gao"})  # her login follows, and so does the key
    assert isinstance(refused(lambda: notes.opened(later, house.case)), Missing)
    assert notes.opened(house["gao"], house.case) == "绝密笔记"
    withdrawn(sun, house.case, "gao")


def withdrawn(desk: Desk, case: int, name: str) -> None:
    """Somebody leaves a case."""
    worker = next(one.id for one in facts(desk, case).workers if one.name == name and not one.left)
    desk.do("cases.recuse", case=case, worker=worker, decision="主任决定", withdraw=True)


def refused(ask: Callable[[], Any]) -> UserError | None:
    try:
        ask()
    except UserError as error:
        return error
    return None


def test_what_steps_write_is_taken_from_no_table(house):
    for record in (Case, CaseParty):
        with pytest.raises(Denied, match="导入登记簿"):
            preview_of(house["fang"], record, table(["案件名称"], ["某案"]))


def test_who_withdrew_does_not_open_the_case_any_more(house):
    sun, gao = house["sun"], house["gao"]
    sun.do("case_workers.add", values={"case": house.case, "mediator": house.mediator, "role": "recorder"})
    assert house.case not in hidden(gao, Case) and notes.opened(gao, house.case) == "绝密笔记"
    withdrawn(sun, house.case, "gao")
    assert house.case in hidden(gao, Case)
    with pytest.raises(Missing):
        notes.opened(gao, house.case)
    assert "绝密" not in answer(lambda: (gao.next_undo(), every_list(gao), removed.lines(gao)))


def test_a_chair_opens_no_case_of_another_committee_by_a_link_of_her_own_making(house):
    """The login at a mediator opens cases: for her committee its chair says whose it is, and nobody unlinks herself."""
    fang, wu = house["fang"], house["wu"]
    mediators = {login: rid for rid, login in fang.store.execute(
        "SELECT id, login FROM mediators WHERE login IN ('sun', 'fang', 'wu', 'gao')").fetchall()}
    committee = record_row(Mediator, mediators["wu"])["committee"]
    herself = fang.take(Mediator, {"person.name": "fang", "duty": "主任", "login": "fang"}) | {"committee": committee}
    for order, given in (("mediators.edit", {"id": mediators["sun"], "values": {"login": "fang"}}),
                         ("mediators.edit", {"id": mediators["fang"], "values": {"committee": committee}}),
                         ("mediators.edit", {"id": mediators["fang"], "values": {"login": None}}),
                         ("mediators.remove", {"id": mediators["fang"]}),
                         ("mediators.add", {"values": herself})):
        with pytest.raises(Problems):
            fang.do(order, **given)
        assert house.case in hidden(fang, Case)
    wu.do("mediators.edit", id=mediators["gao"], values={"duty": wu.take(Mediator, {"duty": "委员"})["duty"]})


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
             ["paper", "case_cover", "--to", str(tmp_path / "cover.pdf"), "--set", f"case={house.uid}"])
    monkeypatch.setenv("CENTER_PASSWORD", PASSWORD)
    for login in ("gao", "zhou", "sun"):
        monkeypatch.setenv("CENTER_USER", login)
        for words in lines if login != "zhou" else lines[::3]:
            cli.main(["--data", str(folder), "--accept-clock", *words])
        said = "".join(capsys.readouterr())
        assert ("绝密" in said.replace(TITLE, "", 1)) == (login == "sun")
        assert (tmp_path / "cover.pdf").exists() == (login == "sun")
