"""Finding the heading of somebody else's table, and what each column means."""
from __future__ import annotations

from center.importing.header import EXTRA, MAPPED, NUMBER, find_header, header_at
from center.importing.lines import FOOTER, HEADING, NOTE, TITLE, TOTAL, sort_lines
from db.models.governance import Expense
from db.models.members import Branch, Member
from db.models.people import Person


def paths(rows, record=Member, **place):
    return [heading.path for heading in find_header(rows, record, **place).headings]


def test_the_heading_is_found_under_a_title_and_a_note():
    rows = [["晨光社区党员花名册（2026年11月）"], ["填报单位（盖章）：", None, "填报日期：2026年11月18日"],
            ["序号", "党员姓名", "性别", "身份证号码", "出生年月", "文化程度", "入党时间", "支部"],
            [1, "沈一", "女", "x", "1958-03-14", "高中", "1985年7月", "第一支部"]]
    header = find_header(rows, Member)
    assert (header.top, header.bottom, header.known) == (2, 2, 7)
    assert header.headings[0].role == NUMBER
    assert [one.path for one in header.headings[1:]] == [
        "person.name", "person.sex", "person.id_card", "person.birth", "person.education", "joined", "branch"]


def test_every_synonym_of_the_exchange_rules_is_known():
    for word in ("身份证号", "公民身份号码", "公民身份证号", "身份证号码", "证件号码", "身 份 证 号", "身份证号*",
                 "身份证号（18位）"):
        assert paths([["姓名", word]], Person) == ["name", "id_card"], word
    for word in ("联系电话", "手机号", "手机号码", "电话", "联系方式", "本人电话", "党员\n电话"):
        assert paths([["姓名", word]], Person) == ["name", "phone"], word
    for word in ("入党日期", "入党时间", "加入党组织日期", "加入中共组织日期"):
        assert paths([["姓名", word]]) == ["person.name", "joined"], word


def test_a_column_called_as_the_record_calls_it_goes_before_a_synonym():
    assert paths([["姓名", "联系电话", "手机号"]], Person) == ["name", "landline", "phone"]
    assert paths([["党组织名称", "书记", "联系电话"]], Branch) == ["name", "secretary", "phone"]


def test_a_heading_of_two_rows_is_put_together():
    rows = [["名册"], ["姓名", "出生", "入党", None, "联系方式", None, "支部"],
            [None, "年月", "时间", "介绍人", "手机", "座机", None], ["沈一", "1958.3", "1985.7", "李四", "1", "2"]]
    merged = [(2, 1, 3, 1), (2, 3, 2, 4), (2, 5, 2, 6), (2, 7, 3, 7)]
    header = find_header(rows, Member, 1, merged)
    assert (header.top, header.bottom) == (1, 2)
    assert [one.path for one in header.headings] == ["person.name", "person.birth", "joined", "", "person.phone",
                                                    "person.landline", "branch"]
    assert header.headings[3].role == EXTRA and header.headings[3].text == "入党介绍人"


def test_a_heading_merged_downwards_ends_where_the_merge_ends():
    rows = [["姓名", "性别", "支部"], ["姓名", "性别", "支部"], ["沈一", "女", "第一支部"]]
    header = find_header(rows, Member, 4, [(4, 1, 5, 1), (4, 2, 5, 2), (4, 3, 5, 3)])
    assert header.bottom == 1 and sort_lines(rows, header).data == [2]


def test_a_table_with_few_known_columns_has_its_best_row_as_heading():
    header = find_header([["支出表"], ["甲", "金额", "丙"], ["2026-03-01", "3", "x"]], Expense)
    assert header.top == 1
    assert find_header([["日期", "用途摘要", "金额（元）"]], Expense).known == 3


def test_a_person_may_say_which_row_is_the_heading():
    rows = [["姓名", "性别", "民族"], ["姓名", "身份证号", None], ["沈一", "x", None]]
    assert header_at(rows, Member, 1).headings[1].path == "person.id_card"


def test_titles_totals_footers_and_repeated_headings_are_left_out():
    heading = ["序号", "姓名", "性别", "身份证号", "支部"]
    rows = [["花名册"], ["说明：逐项填写"], heading, [1, "沈一", "女", "a", "第一支部"], [],
            [2, None, None, None, None], heading, [3, "沈二", "女", "b", "第一支部"], ["小计", None, 2],
            ["合 计", None, None, None, "2人"],
            ["单位负责人：", None, "审核人：", None, "填表人：沈三"], ["注：本表一式两份"]]
    lines = sort_lines(rows, find_header(rows, Member))
    assert lines.data == [3, 7] and lines.blank == 2
    assert [lines.count(kind) for kind in (TITLE, NOTE, HEADING, TOTAL, FOOTER)] == [1, 1, 2, 2, 2]


def test_columns_that_are_not_known_are_kept_aside_by_name():
    header = find_header([["姓名", "身份证号", "党支部", "健康状况", "原因", "UID"]], Member)
    assert [one.role for one in header.headings] == [MAPPED, MAPPED, MAPPED, EXTRA, "reason", MAPPED]
    assert header.headings[5].path == "uid"
