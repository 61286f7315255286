"""Settings: the yearly notice of rest days, numbers back to their default, backup places, who may change what."""
from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from center.desk import Desk, Who
from center.settings import places
from center.settings.notice import read
from db.errors import Denied, Missing, Problems
from db.questions.settings import rest_days
from tests.stores import Clock

NOTICE = """国务院办公厅关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，各地区、各部门要妥善安排好值班和安全、保卫、疫情防控等工作。"""


# ---- the notice
def test_a_notice_is_read_into_days() -> None:
    notice = read(NOTICE)
    assert notice.source == "国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）"
    assert notice.holidays == ("元旦", "春节", "清明节", "劳动节", "端午节", "国庆节", "中秋节")
    kinds = {day: kind for day, kind, _name in notice.days}
    assert len([kind for kind in kinds.values() if kind == "rest"]) == 33
    work = sorted(day for day, kind in kinds.items() if kind == "work")
    assert work == [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20),
                    date(2026, 10, 10)]


def test_notices_of_other_years_are_read_too() -> None:
    older = read("2023年部分节假日安排的通知\n一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n"
                 "二、春节：1月21日至27日放假调休，共7天。1月28日（星期六）、1月29日（星期日）上班。")
    assert [day for day, _kind, _name in older.days][:3] == [date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)]
    one = read("关于2025年部分节假日安排的通知 一、元旦：1月1日（周三）放假1天，不调休。"
               "二、国庆节、中秋节：10月1日（周三）至8日（周三）放假调休，共8天。9月28日（周日）、10月11日（周六）上班。")
    assert len(one.days) == 11 and one.holidays == ("元旦", "国庆节、中秋节")


@pytest.mark.parametrize(("text", "words"), [
    ("今天天气不错", "没认出是哪一年"), ("2026年部分节假日安排的通知", "没认出放假的日子"),
    ("2026年部分节假日安排的通知\n一、元旦：1月1日至3日放假，共5天。", "写着 5 天，认出来是 3 天"),
    ("2026年部分节假日安排的通知\n一、元旦：2月31日放假。", "认不清"),
    ("2026年部分节假日安排的通知\n一、元旦：1月1日至12月3日放假。", "认不清"),
])
def test_what_cannot_be_right_is_said(text: str, words: str) -> None:
    with pytest.raises(Problems) as refused:
        read(text)
    assert words in str(refused.value.fields["text"])


def test_a_notice_is_written_once_and_taken_back_whole(desk: Desk) -> None:
    assert desk.do("settings.add_rest_days", text=NOTICE) == 39
    assert rest_days()["2026-01-04"] == "work" and desk.do("settings.add_rest_days", text=NOTICE) == 0
    assert desk.next_undo().label == "写入2026年放假通知"
    desk.undo()
    assert rest_days() == {}


# ---- numbers
def test_a_number_goes_back_to_its_default_and_keeps_its_history(desk: Desk, clock: Clock) -> None:
    from views.state.settings import NumbersState

    key = "voice.reply_workdays"
    shipped = desk.number(key)
    desk.do("settings.set_number", key=key, value="3", source="街道〔2026〕3号", reason="街道要求")
    clock.forward(days=1)
    desk.do("settings.reset_number", key=key)
    assert desk.number(key) == shipped
    state = NumbersState(desk)
    assert not state.in_force(key).local
    newest, middle, first = state.changes(key)
    assert (newest.old, newest.new) == (middle.new, first.new) and middle.who == "林晓"
    assert first.old == "" and middle.reason == "街道要求" and middle.at.startswith("2026-11-20")


# ---- accounts
def test_an_account_gets_other_roles_but_somebody_always_keeps_the_accounts(desk: Desk) -> None:
    from db.listing import Query
    from db.models.staff import Account
    from views.state.settings import AccountsState

    state = AccountsState(desk)
    me = desk.ids(Query(Account))[0]
    with pytest.raises(Problems) as refused:
        state.edit(me, {"name": "", "roles": "录入员"})
    assert set(refused.value.fields) == {"name", "roles"} and "没有人能管账号" in str(refused.value.fields["roles"])
    state.edit(me, {"name": "林晓晓", "roles": "中心负责人、党务专干"})
    assert state.given(me) == ("林晓晓", "中心负责人、党务专干")
    assert state.pledged() == ""
    state.pledge()
    assert state.pledged() == "2026-11-20"


# ---- backup places
def test_a_place_gets_backups_and_says_whether_it_is_there(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    with pytest.raises(Problems):
        desk.do("settings.add_backup_place", path=str(stick))
    stick.mkdir()
    assert desk.do("settings.add_backup_place", path=str(stick))
    assert not desk.do("settings.add_backup_place", path=str(stick))
    [place] = places.places(desk)
    assert place.there and place.newest is None and place.same_disk
    places.back_up_to(desk, place.path)
    [place] = places.places(desk)
    assert place.newest == clock.now and len(list((stick / places.FOLDER).glob("auto-*.dqbak"))) == 1
    shutil.rmtree(stick)
    [place] = places.places(desk)
    assert not place.there and place.newest == clock.now
    with pytest.raises(Missing, match="插上 U 盘"):
        places.back_up_to(desk, place.path)
    assert desk.do("settings.drop_backup_place", path=place.path) and places.places(desk) == []


def test_the_days_own_backup_goes_to_every_place_that_is_there(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    from center.upkeep import daily

    here, away, full = tmp_path / "here", tmp_path / "away", tmp_path / "full"
    for folder in (here, away, full):
        folder.mkdir()
        desk.do("settings.add_backup_place", path=str(folder))
    away.rmdir()
    (full / places.FOLDER).write_text("a file in the way")
    said = [words for words in daily(desk) if "没有拷到" in words]
    assert len(said) == 1 and "full" in said[0]
    [copied] = (here / places.FOLDER).iterdir()
    assert copied.name.startswith("auto-20261120")
    assert [words for words in daily(desk) if "here" in words] == []


# ---- who may change what
def test_who_may_change_what_follows_from_the_roles(desk: Desk) -> None:
    from views.state.rights import holders, table

    assert holders("settings.edit") == ("中心负责人", "系统管理员")
    assert holders("backup") == ("中心负责人", "系统管理员")
    groups = dict(table(desk))
    people = next(line for some in groups.values() for line in some if line.label == "居民信息")
    assert "录入员" in people.edit and "街道查阅" not in people.read
    assert all(line.read or line.edit for some in groups.values() for line in some)


def test_settings_are_read_only_without_the_right(desk: Desk) -> None:
    clerk = desk.handed_to(Who("wang", "王晓", ("entry",)))
    for name, arguments in (("add_rest_days", {"text": NOTICE}), ("reset_number", {"key": "voice.reply_workdays"}),
                            ("add_backup_place", {"path": "."})):
        with pytest.raises(Denied):
            clerk.do(f"settings.{name}", **arguments)
