"""What the program does by itself once a day: a backup, a look at the disk, and letting old traces go."""
from __future__ import annotations

from center import upkeep
from center.desk import Desk
from db import ballast, places
from db.journal import Audit, Trace
from db.listing import Query
from db.models.addresses import UnreadAddress
from db.models.members import Branch
from db.models.settings import OfficialNumber
from db.undoing import last_act, purgeable
from db.unmet import Unmet, mark
from tests.stores import LOGIN, Clock, add_branch


def the_backups(desk: Desk) -> list[str]:
    return sorted(path.name for path in (desk.store.folder / places.BACKUPS).glob("auto-*"))


def test_the_days_first_sign_in_makes_one_backup(desk: Desk, clock: Clock):
    assert upkeep.daily(desk) == ["今天的自动备份已完成"]
    assert upkeep.daily(desk) == [] and len(the_backups(desk)) == 1
    clock.forward(days=1)
    assert upkeep.daily(desk) == ["今天的自动备份已完成"] and len(the_backups(desk)) == 2


def test_a_backup_that_fails_is_told_and_nothing_is_let_go(desk: Desk, clock: Clock):
    add_branch(desk)
    clock.forward(days=40)
    desk.do("branches.add", values={"name": "今天的支部"})
    (desk.store.folder / places.BACKUPS).write_text("a file where the folder should be")
    [said] = upkeep.daily(desk)
    assert said.startswith("今天的自动备份没有做成：")
    assert Trace.select().where(Trace.record == "branches").count() == 2


def test_before_images_past_their_days_go_and_the_audit_stays(desk: Desk, clock: Clock):
    add_branch(desk, "旧支部")
    clock.forward(days=40)
    add_branch(desk, "新支部")
    audited = Audit.select().count()
    assert "30 天以前的修改内容已按规定清理" in upkeep.daily(desk)
    assert [trace.rid for trace in Trace.select().where(Trace.record == "branches")] == [2]
    assert Audit.select().count() == audited + 1 and purgeable(desk.now()) is False
    assert desk.page(Query(Branch)).total == 2
    assert last_act(LOGIN).label == "新增党组织 新支部"
    assert upkeep.daily(desk) == []


def test_the_days_are_a_setting(desk: Desk, clock: Clock):
    desk.do("settings.set_number", key="history.before_image_days", value="90", source="本中心规定")
    add_branch(desk, "旧支部")
    clock.forward(days=40)
    upkeep.daily(desk)
    assert Trace.select().where(Trace.record == "branches").count() == 1


def test_numbers_a_newer_program_knows_come_into_the_table(desk: Desk):
    OfficialNumber.delete().where(OfficialNumber.key.startswith("case.")).execute()  # a store made before mediation
    upkeep.daily(desk)
    assert OfficialNumber.select().where(OfficialNumber.key == "case.limit_days").count() == 1
    assert upkeep.daily(desk) == []


def test_little_room_on_the_disk_is_told(desk: Desk):
    assert any("磁盘只剩 120 MB" in said for said in upkeep.daily(desk, lambda folder: 120))


def test_the_reserve_is_let_go_when_the_disk_is_nearly_full(desk: Desk):
    reserve = desk.store.folder / ballast.NAME
    upkeep.daily(desk, lambda folder: 5000)
    assert reserve.stat().st_size == ballast.MEGABYTES << 20
    assert upkeep.daily(desk, lambda folder: 3)[0].startswith("磁盘快满了") and not reserve.exists()
    assert "磁盘只剩 3 MB" in upkeep.daily(desk, lambda folder: 3)[0] and not reserve.exists()


def test_a_clock_in_doubt_does_nothing(desk: Desk, clock: Clock):
    clock.forward(days=500)
    assert upkeep.daily(desk) == [] and the_backups(desk) == []


def test_unmet_marks_and_addresses_of_people_who_are_gone_are_let_go(desk: Desk, clock: Clock):
    desk.do("compounds.add", values={"name": "晨光花园"})
    desk.do("buildings.add", values={"name": "晨光花园3号楼", "number": "3"})
    person = desk.do("people.add", values={"name": "王芳", "address": "隔壁老王家"})
    assert len(desk.ids(Query(UnreadAddress))) == 1
    desk.do("people.remove", id=person)
    with desk.store.writing():
        mark(1, 1, desk.today())
    clock.forward(days=120)
    upkeep.daily(desk)
    assert not desk.ids(Query(UnreadAddress)) and not Unmet.select().count()
