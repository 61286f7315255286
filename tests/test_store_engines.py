"""The same store on each engine: a plain file, an encrypted file and a PostgreSQL server (`make test-pg`).

Whatever is true here is true of all three, so that nothing above db/ need know which one is below.
"""
from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import peewee
import pytest

from center import catalog, removed
from center.attachments import Upload
from center.attachments.reading import look
from center.demo.fill import fill
from center.desk import Desk, Who
from center.history import timeline
from center.listing import tally
from center.periods import period
from db import chain, migrations, personal
from db.errors import Conflict, Missing, Problems, UserError
from db.journal import Audit, Blob
from db.listing import Query
from db.models import RECORDS
from db.models.members import Branch, Member
from db.models.people import Person
from db.personal import Kept
from db.questions.attachments import sweepable
from db.questions.journal import audit_head, chain_rows, told_of
from db.record import record_name
from db.store import Store
from db.tx import Tx
from db.undoing import purge
from tests.stores import LOGIN, NOON, Clock, add_branch, add_member, id_card

POSTGRES = pytest.param("postgres", marks=pytest.mark.pg)
ENGINES = ["plain", "encrypted", POSTGRES]


def store_of(engine: str, folder: Path, request: pytest.FixtureRequest) -> Store:
    """An empty store on an engine."""
    if engine == "postgres":
        database = peewee.PostgresqlDatabase(request.getfixturevalue("postgres"))
        return Store.over(database, os.urandom(32))
    return Store.create(folder, os.urandom(32) if engine == "encrypted" else None)


@pytest.fixture(params=ENGINES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    opened = store_of(request.param, tmp_path, request)
    yield opened
    opened.close()


@pytest.fixture
def desk(store: Store) -> Desk:
    return desk_over(store)


def desk_over(store: Store) -> Desk:
    return Desk(store, Who(LOGIN, "林晓", ("head", "admin")), clock=Clock())


def act(store: Store, label: str = "一步") -> Tx:
    return Tx(store, command="test", label=label, account=LOGIN, now=NOON)


def names(desk: Desk, query: Query) -> list[str]:
    return [row.texts[0] for row in desk.rows(query.record, desk.ids(query))]


def test_a_new_store_has_the_newest_form_and_stays_as_it_is(store: Store):
    assert migrations.version(store.database) == len(migrations.STEPS)
    assert migrations.migrate(store.database, None) == 0
    for record in RECORDS:
        assert record.select().count() == 0, record_name(record)


def test_a_member_is_entered_changed_removed_and_brought_back(desk: Desk):
    add_branch(desk)
    rid = add_member(desk, "单小明", id_card("19491231", 2), 手机号="13800001234", 是否为失联党员="是")
    shown = desk.get(Member, rid)
    assert shown.texts["person.sex"] == "女" and shown.texts["lost"] == "是" and shown.title == "单小明"
    assert desk.do("members.edit", id=rid, revision=1, values={"mobile_to": "青岛", "lost": False})
    edited = desk.get(Member, rid)
    assert (edited.texts["mobile_to"], edited.texts["lost"], edited.revision) == ("青岛", "否", 2)
    desk.do("members.remove", id=rid)
    assert desk.page(Query(Member)).total == 0
    desk.undo()
    assert desk.get(Member, rid) == edited
    desk.undo()
    assert desk.get(Member, rid).values == shown.values


def test_a_stale_revision_is_a_conflict(desk: Desk):
    branch = add_branch(desk)
    desk.do("branches.edit", id=branch, revision=1, values={"term_years": 3})
    with pytest.raises(Conflict):
        desk.do("branches.edit", id=branch, revision=1, values={"term_years": 5})
    assert desk.get(Branch, branch).values["term_years"] == 3


def test_what_must_be_unique_is_refused_at_its_field(store: Store):
    with store.writing():
        tx = act(store)
        tx.add(Branch, {"name": "第一党支部"})
        with pytest.raises(Problems) as refused:
            tx.add(Branch, {"name": "第一党支部"})
        assert "党组织名称" in str(refused.value.fields["name"])
        with pytest.raises(Problems) as refused:
            tx.add_many(Branch, [{"name": "第二党支部"}, {"name": "第一党支部"}])
        assert set(refused.value.fields) == {"name"}
        other = tx.add(Branch, {"name": "第三党支部"})
        with pytest.raises(Problems):
            tx.change(Branch, other, {"name": "第一党支部"})
        tx.change(Branch, other, {"note": "一次拒绝不毁掉整步"})
        tx.finish()
    assert [name for (name,) in Branch.select(Branch.name).order_by(Branch.id).tuples()] == ["第一党支部", "第三党支部"]


def test_a_link_to_nothing_and_a_row_in_use_are_refused(store: Store):
    with store.writing():
        tx = act(store)
        branch = tx.add(Branch, {"name": "第一党支部"})
        person = tx.add(Person, {"name": "王明"})
        with pytest.raises(Missing):
            tx.add(Member, {"person": person, "branch": branch + 99})
        with pytest.raises(Missing):
            tx.add_many(Member, [{"person": person, "branch": branch + 99}])
        tx.add(Member, {"person": person, "branch": branch})
        with pytest.raises(Problems, match="还有别的记录"):
            tx.remove(Branch, branch)
        tx.finish()
    assert Branch.select().count() == Member.select().count() == 1


def test_a_failed_act_leaves_nothing(store: Store):
    with pytest.raises(Problems), store.writing():
        tx = act(store)
        tx.add(Person, {"name": "王明"})
        tx.add_many(Branch, [{"name": "一"}, {"name": "一"}])
    assert Person.select().count() == Audit.select().count() == 0


def test_rows_in_bulk_and_single_rows_share_one_count_of_ids(store: Store):
    with store.writing():
        tx = act(store)
        first = tx.add(Branch, {"name": "零"})
        many = tx.add_many(Branch, [{"name": f"第{number}支部"} for number in range(700)])
        last = tx.add(Branch, {"name": "末"})
        tx.finish()
    assert [first, *many, last] == list(range(first, first + 702))
    assert Audit.select().count() == 702


def test_the_id_of_a_removed_row_is_not_given_to_another(store: Store):
    for add in (lambda tx: tx.add(Branch, {"name": "新"}), lambda tx: tx.add_many(Branch, [{"name": "又新"}])[0]):
        with store.writing():
            tx = act(store)
            gone = tx.add(Branch, {"name": "旧"})
            tx.remove(Branch, gone)
            assert add(tx) > gone
            tx.finish()


def test_a_bulk_act_is_undone_at_once(desk: Desk):
    with desk.store.writing():
        tx = act(desk.store, "导入 30 行")
        tx.add_many(Branch, [{"name": f"第{number}支部", "term_years": number % 9 + 1} for number in range(30)])
        tx.finish()
    assert desk.find("第29支部")[0]
    assert desk.undo() == "导入 30 行"
    assert desk.page(Query(Branch)).total == 0 and desk.find("第29支部") == ([], False)


def test_two_letters_find_a_member_by_her_name(desk: Desk):
    add_branch(desk)
    add_member(desk, "张三", id_card("19700101", 1), 家庭住址="晨光小区3号楼2单元501")
    add_member(desk, "单雄信", id_card("19700102", 1), 手机号="13912345678")
    for typed, name in (("zs", "张三"), ("shan", "单雄信"), ("5678", "单雄信"), ("zs 3-2", "张三"), ("三", "张三")):
        [hit] = desk.find(typed)[0]
        assert (hit.record, hit.title) == ("members", name), typed
    assert names(desk, Query(Member, search="zs")) == ["张三"]


def test_a_list_sorts_filters_and_searches_alike(desk: Desk):
    for name, years, elected in (("乙支部", "3", "2024-06"), ("甲支部", "5", "2024-06-15"), ("丙支部", "", ""),
                                 ("丁支部", "3", "2023-12-31")):
        texts = {"name": name, "term_years": years, "elected_on": elected}
        desk.do("branches.add", values=desk.take(Branch, texts))
    by_day = names(desk, Query(Branch, sort=(("elected_on", "asc"),)))
    assert by_day == ["丙支部", "丁支部", "乙支部", "甲支部"]
    assert names(desk, Query(Branch, sort=(("elected_on", "desc"),))) == ["甲支部", "乙支部", "丁支部", "丙支部"]
    assert names(desk, Query(Branch, sort=(("term_years", "desc"), ("name", "asc"))))[-1] == "丙支部"
    assert set(names(desk, Query(Branch, filters=(("term_years", "eq", 3),)))) == {"乙支部", "丁支部"}
    assert names(desk, Query(Branch, filters=(("elected_on", "lt", "2024-06"),))) == ["丁支部"]
    assert names(desk, Query(Branch, filters=(("elected_on", "empty", True),))) == ["丙支部"]
    assert len(names(desk, Query(Branch, filters=(("name", "has", "支部"),)))) == 4
    assert names(desk, Query(Branch, filters=(("name", "in", ["甲支部", "没有"]),))) == ["甲支部"]
    assert names(desk, Query(Branch, search="丁支部")) == ["丁支部"]
    assert names(desk, Query(Branch, among=(1, 2), filters=(("term_years", "gt", 3),))) == ["甲支部"]


def test_names_stand_in_the_order_of_their_pinyin(desk: Desk):
    for number, name in enumerate(("周平", "单雄信", "阿依古丽", "曾子", "欧阳明"), start=1):
        desk.do("people.add", values=desk.take(Person, {"姓名": name, "公民身份证号": id_card("19700101", number)}))
    assert names(desk, Query(Person)) == ["阿依古丽", "欧阳明", "单雄信", "曾子", "周平"]


def test_the_audit_is_one_chain_that_shows_an_edit(desk: Desk):
    card = id_card("19700101", 1)
    add_branch(desk)
    rid = add_member(desk, "王小明", card)
    desk.reveal(Member, rid, "person.id_card", "核对身份证")
    assert chain.verify(chain_rows(), desk.store.audit_key, audit_head()).whole
    assert card not in "".join(row.text or "" for row in Audit.select())
    with desk.store.writing():
        Audit.update(text="{}").where(Audit.seq == 2).execute()
    assert chain.verify(chain_rows(), desk.store.audit_key).broken == 2


def test_an_official_number_keeps_its_history(desk: Desk):
    assert desk.do("settings.load_numbers") > 40
    desk.do("settings.set_number", key="training.staff_hours", value="48", source="街道2026年通知")
    assert desk.number("training.staff_hours") == 48
    desk.undo()
    assert desk.number("training.staff_hours") == 40


def test_two_threads_that_write_at_once_make_one_chain(store: Store):
    failed: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for number in range(15):
                with store.writing():
                    tx = act(store)
                    tx.add_many(Branch, [{"name": f"{name}{number}"}, {"name": f"{name}{number}副"}])
                    tx.finish()
        except UserError as error:
            failed.append(error)
        finally:
            store.close()  # this thread's own connection

    threads = [threading.Thread(target=work, args=(name,)) for name in "甲乙"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed and Branch.select().count() == Audit.select().count() == 60
    assert chain.verify(chain_rows(), store.audit_key, audit_head()).whole


def test_a_fact_and_an_attachment_are_written_once(store: Store):
    with store.writing():
        store.set_fact("demo", "yes")
        store.set_fact("demo", "no")
        tx = act(store)
        assert tx.keep_file(b"\x00one") == tx.keep_file(b"\x00one")
    assert store.fact("demo") == "no" and store.fact("none") is None


def filled(store: Store) -> dict[str, tuple]:
    """Enters the demo centre: every number with the names behind it; the store is closed then."""
    desk, found = desk_over(store), {}
    desk.do("settings.load_numbers")
    fill(desk)
    for name in catalog.measures():
        count = desk.measure(name, period("2026"))
        found[name] = (record_name(count.counted.record), count.counted.ids, count.base and count.base.ids)
    store.close()
    return found


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple]:
    """The numbers of the demo centre in a plain file."""
    return filled(Store.create(tmp_path_factory.mktemp("plain"), None))


@pytest.mark.parametrize("engine", ["encrypted", POSTGRES])
def test_every_number_of_the_demo_centre_is_the_same(
    engine: str, plain: dict[str, tuple], tmp_path: Path, request: pytest.FixtureRequest
):
    assert filled(store_of(engine, tmp_path, request)) == plain and len(plain) > 20


def test_many_imported_rows_are_matched_again(desk: Desk):
    from center.importing import preview_of
    from tests.sheets import Sheet

    head = ["姓名", "公民身份证号", "所在党支部", "人员类别"]
    rows = [[f"王{chr(0x4E00 + number)}", id_card("19700101", number), "第一党支部", "正式党员"]
            for number in range(1, 60)]
    table = Sheet([head, *rows])
    done = desk.do("import", preview=preview_of(desk, Member, table, create_missing=True))
    assert (done["added"], done["created"]) == (59, 1)
    assert preview_of(desk, Member, table).counts()["unchanged"] == 59


# ---- what an account keeps, attachments, the timeline, what was removed


def test_preferences_and_drafts_are_kept_for_one_account(desk: Desk):
    other = Desk(desk.store, Who("chen", "陈录入", ("entry",)), clock=Clock())
    for value in ({"paths": ["name"]}, ["甲"], None):
        desk.prefer("list.people_%.columns", value)
        assert desk.preference("list.people_%.columns") == value
    desk.prefer("list.people_%.view.一", 1)
    desk.prefer("list.peopleXY.view.二", 2)
    assert desk.preferences("list.people_%.") == {"list.people_%.view.一": 1} and other.preferences("list.") == {}
    new, of_row = (Kept(0, "people", rid, "王…", {"name": "王明"}, {"top": 3}, NOON) for rid in (None, 7))
    first, second, third = desk.keep_draft(new), desk.keep_draft(new), desk.keep_draft(of_row)
    assert len({first, second, third}) == 3 and desk.keep_draft(of_row._replace(title="王")) == third
    assert desk.draft_of(Person, 7).title == "王" and [one.id for one in desk.drafts()] == [third, second, first]
    other.drop_draft(first)
    assert desk.draft(first).texts == {"name": "王明"} and other.draft(first) is None
    assert desk.keep_draft(new._replace(id=second), b"rows") == second and desk.sheet(second) == b"rows"
    assert other.sheet(second) is None and desk.sheet(third) is None
    desk.drop_draft(first)
    assert drop_drafts(desk, NOON) == 0 and drop_drafts(desk, NOON + timedelta(seconds=1)) == 2
    assert desk.sheet(second) is None and personal.DraftSheet.select().count() == 0


def drop_drafts(desk: Desk, before: datetime) -> int:
    assert personal.drafts_before(before) == (before > NOON)
    with desk.store.writing():
        return personal.drop_old_drafts(before)


def test_an_attachment_is_kept_once_and_goes_when_nothing_knows_it(desk: Desk):
    rid = desk.do("people.add", values=desk.take(Person, {"姓名": "王明", "公民身份证号": id_card("19700101", 1)}))
    uid = desk.get(Person, rid).uid
    given = {"owner": "people", "row": uid, "file": Upload("表.pdf", b"%PDF-\x00\xff")}
    first = desk.do("attachments.add", **given)
    desk.do("attachments.remove", id=desk.do("attachments.add", **given))
    assert look(desk, first) == ("表.pdf", b"%PDF-\x00\xff") and Blob.select().count() == 1
    desk.do("people.remove", id=rid)
    assert not sweepable()
    told = [one.what for one in history_of(desk, uid)]
    assert told[0] == "删除人员 王明" or told[0] == "删除"
    with desk.store.writing():
        purge(NOON + timedelta(days=1))
    assert sweepable()
    desk.do("attachments.sweep")
    assert Blob.select().count() == 0 and not sweepable()


def history_of(desk: Desk, uid: str) -> list:
    from center import history

    return history._acts(desk, [one for one in told_of([uid], 50) if one["action"] in history.OPS], [(Person, 1, uid)])


def test_the_timeline_tells_a_change_and_what_took_it_back(desk: Desk):
    add_branch(desk)
    rid = add_member(desk, "王明", id_card("19700101", 1), 手机号="13800001234")
    desk.do("members.edit", id=rid, values=desk.take(Member, {"手机号": "13911112222"}))
    desk.undo()
    assert desk.redo() == "修改党员 王明"
    found, more = timeline(desk, Member, rid)
    assert len(found) == 4 and not more and found[0].lines == ("手机号：138****1234 → 139****2222",)


def test_what_was_removed_comes_back_with_what_it_needs(desk: Desk):
    branch = add_branch(desk)
    rid = add_member(desk, "王明", id_card("19700101", 1))
    before = desk.get(Member, rid)
    desk.do("members.remove", id=rid)
    desk.do("people.remove", id=desk.ids(Query(Person))[0])
    desk.do("branches.remove", id=branch)
    lines = {line.what: line.uid for line in removed.lines(desk)}
    assert set(lines) == {"党员", "人员", "党组织"}
    assert desk.do("restore_removed", rows=[lines["党员"]]) == 3 and desk.get(Member, rid) == before
    assert removed.lines(desk) == [] and desk.find("王明")[0]
    with pytest.raises(Problems):
        desk.do("branches.remove_many", reason="撤并", ids=[branch])
    assert desk.do("members.edit_many", ids=[rid], values={"note": "回来了"}) == 1


def test_conditions_and_counts_of_values_are_alike(desk: Desk):
    add_branch(desk)
    days = ("2026-11-03", "2026-11", "2026", "2026-10-31", "", "")
    for number, joined in enumerate(days, start=1):
        add_member(desk, f"王{'甲乙丙丁戊己'[number - 1]}", id_card(f"19{50 + number}0101", number), joined=joined)
    asked = {
        ("joined", "within", ("2026-11-01", "2026-11-30")): 2, ("joined", "within", ("2026-01-01", None)): 4,
        ("joined", "within", (None, "2026-10-31")): 1, ("joined", "empty", True): 2,
        ("person.id_card", "within", ("1951-01-01", "1952-12-31")): 2, ("person.sex", "any", ("1", None)): 3,
        ("person.name", "has", "甲"): 1, ("person.name", "any", ("王乙", "王丙")): 2,
    }
    assert {one: len(desk.ids(Query(Member, filters=(one,)))) for one in asked} == asked
    assert tally(desk, Query(Member), "person.sex") == {"1": 3, "2": 3}
    assert tally(desk, Query(Member, filters=(("joined", "empty", True),)), "branch") == {1: 2}
