"""The same act on many rows: all or none, one undo step; the table that is copied, and the block that is pasted."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from center.desk import Desk, Who
from db.errors import Denied, Problems, Unreadable
from db.journal import Audit
from db.listing import Query
from db.models.members import Branch, Member
from db.models.people import Person
from tests.stores import add_branch, add_member, id_card
from views.state import importing
from views.state.list_many import Many, cell
from views.state.list_paste import sheet_rows, table
from views.state.listing import ListState

NAMES = ("张三", "单小明", "王芳", "欧阳雪")


def first_rows(desk: Desk) -> None:
    add_branch(desk)
    add_branch(desk, "第二党支部")
    for place, name in enumerate(NAMES):
        add_member(desk, name, id_card(f"19{50 + place}0101", place + 1),
                   **{"joined": "1990-01-01" if place else "2000-01-01", "person.phone": f"1380000123{place}"})


def shown(desk: Desk, path: str) -> list[str]:
    return [row.texts[0] for row in desk.rows(Member, ListState(desk, Member).ids(), [path])]


# ---- one value for all


def test_one_value_is_set_on_all_rows_as_one_act(desk: Desk) -> None:
    many = Many(desk, Member, ListState(desk, Member).ids())
    second = desk.ids(Query(Branch, search="第二"))[0]
    assert many.edit(many.values("branch", f"#{second}")) == 4
    assert set(shown(desk, "branch")) == {"第二党支部"}
    assert desk.next_undo().label == "批量修改党员 4 条：所在党支部"
    desk.undo()
    assert set(shown(desk, "branch")) == {"第一党支部"}


def test_a_fact_of_the_human_is_set_and_found_at_once(desk: Desk) -> None:
    many = Many(desk, Member, ListState(desk, Member).ids()[:2])
    many.edit(many.values("person.address", "3号楼2单元501"))
    assert len(desk.ids(Query(Member, search="3-2-501"))) == 2


def test_one_row_removed_is_named_so_that_undo_says_whom_it_gives_back(desk: Desk) -> None:
    gone = ListState(desk, Member).ids()[:1]
    name = desk.rows(Member, gone, ["person.name"])[0].texts[0]
    Many(desk, Member, gone).remove("")
    assert desk.next_undo().label == f"删除党员 {name}"


def test_one_refusal_refuses_all_and_the_others_can_be_changed_alone(desk: Desk) -> None:
    many = Many(desk, Member, ListState(desk, Member).ids())
    with pytest.raises(Problems) as refused:
        many.edit(many.values("full_since", "1995-06-01"))
    [(key, problem)] = refused.value.fields.items()
    assert str(problem).startswith("张三：") and len(key) == 32
    assert shown(desk, "full_since") == [""] * 4
    rest = many.without(refused.value.fields)
    assert len(rest.ids) == 3 and rest.edit(many.values("full_since", "1995-06-01")) == 3
    assert sorted(shown(desk, "full_since")) == ["", *["1995-06-01"] * 3]


def test_what_belongs_to_one_row_only_is_not_offered(desk: Desk) -> None:
    many = Many(desk, Member, [])
    paths = [one.path for one in many.fields()]
    assert "branch" in paths and not {"person.name", "person.id_card"} & set(paths)
    for path, text, words in (("branch", "", "请填写"), ("joined", "三百年前", ""), ("category", "别的", "下拉")):
        with pytest.raises(Problems, match=words or None):
            many.values(path, text)
    assert many.values("joined", "") == {"joined": None}


# ---- removal


def test_rows_are_removed_as_one_act_and_come_back_with_undo(desk: Desk) -> None:
    ids = ListState(desk, Member).ids()
    assert Many(desk, Member, ids[:3]).remove("重复录入") == 3
    assert len(ListState(desk, Member).ids()) == 1 and desk.next_undo().label == "批量删除党员 3 条"
    desk.undo()
    assert list(ListState(desk, Member).ids()) == list(ids)


def test_removing_several_rows_asks_why_and_the_audit_keeps_it(desk: Desk) -> None:
    ids = ListState(desk, Member).ids()
    with pytest.raises(Denied, match="原因"):
        Many(desk, Member, ids[:2]).remove(" ")
    assert Many(desk, Member, ids[:1]).remove() == 1
    Many(desk, Member, ids[1:3]).remove("重复录入")
    assert [row.reason for row in Audit.select().order_by(Audit.seq.desc()).limit(3)] == ["重复录入", "重复录入", None]


def test_a_row_that_others_need_keeps_all_and_says_which(desk: Desk) -> None:
    many = Many(desk, Branch, desk.ids(Query(Branch)))
    with pytest.raises(Problems, match="第一党支部：还有别的记录用着") as refused:
        many.remove("撤并")
    assert len(desk.ids(Query(Branch))) == 2
    assert many.without(refused.value.fields).remove("撤并") == 1


def test_rows_that_hang_on_one_another_go_together(desk: Desk) -> None:
    first, second = (desk.ids(Query(Branch, search=name))[0] for name in ("第一", "第二"))
    Many(desk, Member, ListState(desk, Member).ids()).remove("撤并")
    desk.do("branches.edit", id=first, values={"parent": second})
    assert Many(desk, Branch, [second, first]).remove("撤并") == 2


def test_many_rows_are_changed_from_the_command_line_too(desk: Desk) -> None:
    from center import catalog
    from views.cli.doing import _argument

    order = catalog.command("members.edit_many")
    assert order.parameters == ("ids", "values", "progress") and order.required == ("ids", "values")
    rid = ListState(desk, Member).ids()[0]
    assert _argument(desk, Member, "ids", [desk.get(Member, rid).uid]) == [rid]


def test_the_command_line_lists_as_the_window_does_and_changes_many(master: Path, tmp_path: Path) -> None:
    import shutil

    from tests.test_cli import Shell

    shutil.copytree(master, tmp_path / "store")
    shell = Shell(tmp_path / "store")
    found = shell("list", "members", "--where", "joined=..1995", "--where", "姓名~芳", "--sort=-joined,姓名",
                  "--columns", "姓名,加入党组织日期")
    assert found["headings"] == ["姓名", "加入党组织日期"] and found["rows"] == [["王芳", "1990-01-01"]]
    assert "没有叫“没存过”的视图" in shell("list", "members", "--view", "没存过", code=1)["error"]
    assert "没有“鞋码”" in shell("list", "members", "--sort", "鞋码", code=1)["error"]
    uids = [hit["id"] for name in ("张三", "王芳") for hit in shell("find", name)["hits"]]
    shell("do", "members.edit_many", json.dumps({"ids": uids, "values": {"所在党支部": "第二党支部"}}))
    assert shell("list", "members", "--where", "所在党支部=第二党支部")["total"] == 2
    refused = shell("do", "members.edit_many", json.dumps({"ids": uids, "转为正式党员日期": "1995-06-01"}), code=1)
    assert any("张三：" in one["message"] for one in refused["problems"])
    assert "原因" in shell("do", "members.remove_many", json.dumps({"ids": uids}), code=1)["error"]
    shell("do", "members.remove_many", json.dumps({"ids": uids}), "--reason", "重复录入")
    assert shell("list", "members")["total"] == 2 and shell("undo")["undone"] == "批量删除党员 2 条"
    shell("paper", "list_members", "--set", "where=姓名~芳", "--set", "columns=姓名,性别",
          "--to", str(tmp_path / "名单.xlsx"))
    from reports.reading import read_table

    cells = [cell for row in read_table(tmp_path / "名单.xlsx").rows for cell in row]
    assert "筛选：姓名：含“芳”" in cells and "王芳" in cells and "张三" not in cells and "手机号" not in cells


# ---- the clipboard


def test_copied_rows_are_masked_and_written_down(desk: Desk) -> None:
    ids = ListState(desk, Member).ids()
    text = Many(desk, Member, ids).as_table(["person.name", "person.id_card", "person.phone"])
    lines = text.split("\r\n")
    assert lines[0] == "姓名\t公民身份证号\t手机号" and len(lines) == 6
    assert "13800001" not in text and "9901" not in text
    newest = Audit.select().order_by(Audit.seq.desc()).get()
    assert newest.action == "export" and newest.text == "复制党员（4 行，已遮盖）"


def test_without_the_right_nothing_is_copied(desk: Desk) -> None:
    nobody = Desk(desk.store, Who("wu", "吴", ()), clock=lambda: desk.now())
    with pytest.raises(Denied):
        Many(nobody, Person, [1]).as_table(["name"])
    with pytest.raises(Unreadable, match="导出"):
        Many(desk, Person, range(20_001)).as_table(["name"])


@pytest.mark.parametrize(("text", "plain", "copied"), [
    ("=1+1", False, "'=1+1"), ("@x", False, "'@x"), ("-5.00", True, "-5.00"), ("-", False, "-"),
    ("张三", False, "张三"),
    ("一\n二\t“三”", False, '"一\n二\t“三”"'), ('5"', False, '"5"""'), ("", False, ""),
])
def test_a_copied_cell_is_no_formula_and_keeps_its_breaks(text: str, plain: bool, copied: str) -> None:
    assert cell(text, plain) == copied
    if not plain and text[:1] not in ("=", "@", "-"):
        assert sheet_rows(copied) in ([[text]], [[]], [])


def test_a_pasted_block_is_read_like_a_sheet(desk: Desk) -> None:
    block = f'姓名\t身份证号码\t备注\r\n林德胜\t{id_card("19600610", 51)}\t"两行\n的""话"""\r\n\r\n'
    read = table(Member, block)
    assert read.rows[1][0] == "林德胜" and read.rows[1][2] == '两行\n的"话"' and len(read.rows) == 2
    state = importing.judge(desk, Member, read, lambda _done, _total: None)
    assert state.counts["rows"] == 1


def test_a_block_without_headings_gets_those_of_the_list(desk: Desk) -> None:
    labels = ["姓名", "公民身份证号"]
    assert table(Member, "林德胜\t1", labels).rows == [labels, ["林德胜", "1"]]
    with pytest.raises(Unreadable, match="连表头一起"):
        table(Member, "林德胜\t1\t2", labels)


@pytest.mark.parametrize("text", ["", "\r\n \r\n", "https://example.com"])
def test_a_clipboard_without_a_table_is_a_sentence(text: str) -> None:
    with pytest.raises(Unreadable, match="剪贴板里没有表格"):
        table(Member, text, ["姓名"] * 3)


def test_a_lone_quote_and_a_web_page_are_read_too() -> None:
    assert sheet_rows('5"\t厘米\n6\t厘米') == [['5"', "厘米"], ["6", "厘米"]]
    page = "<html><table><tr><th>姓名</th><th>手机号</th></tr><tr><td>林德胜</td><td>1</td></tr></table></html>"
    assert table(Member, page).rows == [["姓名", "手机号"], ["林德胜", "1"]]


def test_five_thousand_rows_are_pasted_and_a_hundred_thousand_are_too_many(desk: Desk) -> None:
    lines = ["姓名\t身份证号码\t所在支部"]
    lines += [f"林{'德海永'[at % 3]}{'胜燕强'[at // 3 % 3]}\t{id_card(f'19{60 + at % 30}0101', at % 999)}\t第一党支部"
              for at in range(5000)]
    read = table(Member, "\r\n".join(lines))
    state = importing.judge(desk, Member, read, lambda _done, _total: None)
    assert state.counts["rows"] == 5000
    with pytest.raises(Unreadable, match="100,000"):
        table(Member, "姓名\n" + "张三\n" * 100_001)
