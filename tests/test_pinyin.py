"""Pinyin of names: surnames, both readings, and the order of lists."""
from __future__ import annotations

import pytest

from db import pinyin


@pytest.mark.parametrize(("name", "first", "second"), [
    ("单雄信", "shan", "dan"), ("解晓东", "xie", "jie"), ("仇英", "qiu", "chou"), ("曾国", "zeng", "ceng"),
    ("区明", "ou", "qu"), ("查良", "zha", "cha"), ("盖聂", "ge", "gai"), ("翟让", "zhai", "di"),
    ("乐毅", "yue", "le"), ("覃伟", "qin", "tan"), ("吕布", "lv", "lu"),
])
def test_a_surname_is_read_as_a_surname_and_also_as_people_type_it(name, first, second):
    heads = [reading[0] for reading in pinyin.readings(name)]
    assert heads[0] == first
    assert second in heads


def test_compound_surnames_have_their_own_readings():
    assert pinyin.readings("尉迟恭")[0] == ["yu", "chi", "gong"]
    assert ["wei", "chi", "gong"] in pinyin.readings("尉迟恭")
    assert pinyin.readings("万俟明")[0] == ["mo", "qi", "ming"]
    assert pinyin.readings("长孙皇")[0][:2] == ["zhang", "sun"]
    assert pinyin.readings("爱新觉罗明")[0] == ["ai", "xin", "jue", "luo", "ming"]


def test_a_character_is_read_as_a_surname_only_at_the_front():
    assert pinyin.readings("王单")[0] == ["wang", "dan"]
    assert pinyin.readings("单于") == [["chan", "yu"], ["shan", "yu"], ["dan", "yu"]]


def test_four_readings_are_enough_and_keep_both_surnames():
    found = pinyin.readings("曾乐茜晟")
    assert len(found) == 4
    assert {reading[0] for reading in found} == {"zeng", "ceng"}


def test_every_reading_has_one_syllable_a_character_in_any_name():
    for name in ("张三", "欧阳修", "阿迪力·买买提", "Ｊohn", "𠈌三", "单于", "东方红", "钮祜禄氏"):
        plain = pinyin.bare(name)
        assert all(len(reading) == len(plain) for reading in pinyin.readings(name))


def test_marks_in_a_name_are_dropped_and_an_empty_name_has_no_reading():
    assert pinyin.readings("阿迪力·买买提")[0] == ["a", "di", "li", "mai", "mai", "ti"]
    assert pinyin.readings("") == [] == pinyin.readings(" · ")
    assert pinyin.sort_key("") == ""


def test_lists_go_in_the_order_of_a_dictionary():
    names = ["张伟", "章安", "张勇", "詹三", "陈一", "曾二", "单四", "沈五"]
    assert sorted(names, key=pinyin.sort_key) == ["陈一", "单四", "沈五", "曾二", "詹三", "张伟", "张勇", "章安"]


def test_a_name_of_two_hundred_characters_is_survived():
    assert len(pinyin.readings("张" * 200)) == 1
    assert len(pinyin.readings("行" * 200)) == 4


def test_every_surname_entry_is_well_formed():
    for table in (pinyin.SURNAMES, pinyin.GIVEN):
        for row in table.split("|"):
            sign, *found = row.split(" ")
            assert len(sign) == 1 and found and all(reading.isascii() and reading.isalpha() for reading in found), row
    for row in pinyin.DOUBLE_SURNAMES.split("|"):
        name, *found = row.split(" ")
        assert found and all(len(reading.split("-")) == len(name) for reading in found), row
