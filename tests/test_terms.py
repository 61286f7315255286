"""What a value is found by, and how a query is cut into words."""
from __future__ import annotations

import pytest

from db.terms import LONGEST, normalise, terms


def test_a_name_is_found_by_its_tails_initials_and_pinyin():
    assert terms("name", "张三丰") == {
        "张三丰", "三丰", "丰", "zsf", "sf", "f", "zhangsanfeng", "sanfeng", "feng", "zhangsf"}


@pytest.mark.parametrize(("name", "typed"), [
    ("单雄信", "sxx"), ("单雄信", "shanx"), ("单雄信", "danx"), ("解晓东", "xiexd"), ("仇英", "qiuying"),
    ("曾国", "zg"), ("区明", "oum"), ("区明", "qum"), ("尉迟恭", "yuchig"), ("尉迟恭", "ycg"), ("尉迟恭", "weichi"),
    ("欧阳娜", "ouyangn"), ("欧阳娜", "oyn"), ("吕布", "lvb"), ("吕布", "lubu"),
])
def test_surnames_are_found_by_either_reading(name, typed):
    assert any(term.startswith(typed) for term in terms("name", name))


def test_an_id_number_is_found_whole_from_the_birth_date_and_by_its_tail():
    found = terms("id_card", "99010119900101123X")
    assert found == {"99010119900101123x", "19900101123x", "01123x", "1123x", "123x"}


def test_a_phone_is_found_whole_and_by_its_tail():
    assert terms("phone", "138-0000-1234") == {"13800001234", "00001234", "1234"}


@pytest.mark.parametrize("written", [
    "幸福里3号楼2单元501", "幸福里3栋2单元501室", "幸福里 3幢 2单元 501室", "幸福里3-2-501",
    "幸福里三号楼二单元501", "幸福里3#2-501",
])
def test_an_address_has_one_form_however_it_is_written(written):
    assert {"3-2-501", "幸福里3-2-501"} <= terms("address", written)


def test_a_long_address_is_found_from_its_estate():
    found = terms("address", "某某省某某市某某区某某街道西苑小区3号楼2单元501室")
    assert {"西苑小区3-2-501", "西苑3-2-501", "3-2-501"} <= found


def test_an_address_without_a_building_is_found_by_any_part():
    assert any(term.startswith("路12") for term in terms("address", "解放路12号"))


def test_a_record_number_is_found_by_each_part():
    found = terms("number", "DY-2026-0012")
    assert {"dy-2026-0012", "2026-0012", "0012", "12", "dy20260012"} <= found


def test_an_organisation_is_found_by_any_part_of_its_name():
    assert {"第一党支部", "党支部", "dydzb", "dzb"} <= terms("text", "第一党支部")


@pytest.mark.parametrize(("query", "words"), [
    ("zs 3-2", ["zs", "3-2"]),
    ("ＺＳ　３－２", ["zs", "3-2"]),
    ("张三，3号楼", ["张三", "3-"]),
    ("3-2 单", ["3-2", "单"]),
    ("3-2-501 户云", ["3-2-501", "户云"]),
    ("3号楼 张三", ["3-", "张三"]),
    ("3号楼2单元501 张三", ["3-2-501", "张三"]),
    ("2单元 张三", ["2-", "张三"]),
    ("3号楼2单元", ["3-2-"]),
    ("3号楼 2单元 501室", ["3-2-501"]),
    ("翠湖苑小区3号楼2单元501", ["翠湖苑3-2-501"]),
    ("十二栋", ["12-"]),
    ("A座1201", ["a-1201"]),
    ("138 0000 0001", ["13800000001"]),
    ("990101 19900101 123Ⅹ", ["99010119900101123x"]),
    ("阿迪力·买买提", ["阿迪力买买提"]),
    ("lü", ["lv"]),
    ("党调〔2026〕15号", ["党调", "2026", "15号"]),
    ("  ", []), ("- ·", []), ("%_'\"", []),
])
def test_a_query_is_cut_into_words(query, words):
    assert normalise(query) == words


def test_every_value_is_found_by_typing_it_whole():
    for kind, value in (("name", "阿迪力·买买提"), ("name", "王小明"), ("id_card", "99010119900101123X"),
                        ("phone", "138 0000 1234"), ("address", "西苑小区3号楼2单元501室"), ("address", "解放路12号"),
                        ("number", "党调〔2026〕15号"), ("text", "第一党支部（退休）")):
        for word in normalise(value):
            assert any(term.startswith(word) for term in terms(kind, value)), (value, word)


def test_terms_are_bounded_whatever_is_pasted():
    for kind in ("name", "text", "address", "number"):
        found = terms(kind, "行" * 5000)
        assert len(found) < 200 and max(map(len, found)) <= LONGEST
    assert terms("name", "") == set()


def test_an_unknown_kind_is_our_mistake():
    with pytest.raises(ValueError):
        terms("colour", "红")
