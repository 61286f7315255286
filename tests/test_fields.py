"""What each type reads, refuses and shows."""
from __future__ import annotations

from datetime import date

import pytest

from db import fields
from db.checks import id_check_digit
from db.days import Day, years_between
from db.errors import Invalid

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("typed", "kept"), [
    ("1987.6", "1987-06"), ("1987年6月", "1987-06"), ("19870603", "1987-06-03"), ("87/6/3", "1987-06-03"),
    ("１９８７－０６－０３", "1987-06-03"), ("1987-06-03 00:00:00", "1987-06-03"), ("1987", "1987"),
    ("198706", "1987-06"),
    ("0318", "2026-03-18"), ("3.18", "2026-03-18"), ("今天", "2026-11-20"), ("26/3/5", "2026-03-05"),
    ("27/3/5", "1927-03-05"),
])
def test_a_day_keeps_the_precision_it_was_written_with(typed, kept):
    assert fields.Date("日期", "future").read(typed, TODAY) == kept


@pytest.mark.parametrize("typed", ["1987-13", "2026-02-30", "大约1987", "3.7", "1987.6.31"])
def test_what_is_no_day_is_refused(typed):
    assert isinstance(fields.Date("日期").read(typed), Invalid)


def test_a_day_to_come_is_refused_unless_the_field_expects_one():
    assert isinstance(fields.Date("出生日期").read("2076-03-11", TODAY), Invalid)
    assert fields.Date("到期", "future").read("2076-03-11", TODAY) == "2076-03-11"


def test_a_month_knows_its_first_and_last_day():
    assert Day("1988-02").first == date(1988, 2, 1)
    assert Day("1988-02").last == date(1988, 2, 29)
    assert Day("1988-02").date is None


def test_full_years_count_to_the_birthday():
    assert years_between(Day("1990-11-21"), TODAY) == 35
    assert years_between(Day("1990-11-20"), TODAY) == 36


@pytest.mark.parametrize("number", [
    "11010519491231002X", "440524188001010014", "11010519491231002x", "110105 19491231 002X",
])
def test_the_standard_own_id_numbers_are_read(number):
    assert fields.IdCard("身份证").read(number) in ("11010519491231002X", "440524188001010014")


@pytest.mark.parametrize(("number", "word"), [
    ("110105194912310021", "校验"), ("11010519491231002", "17 位"), ("3.70611E+17", "存成了数字"),
    ("110105491231002", "15 位"), ("11010519491331002X", "出生日期"), ("11010519491231002A", "数字"),
])
def test_a_wrong_id_number_says_what_is_wrong(number, word):
    assert word in str(fields.IdCard("身份证").read(number))


def test_an_id_number_of_tomorrow_is_refused():
    number = "99010120991231001"
    assert "今天之后" in str(fields.IdCard("身份证").read(number + id_check_digit(number), TODAY))


def test_the_mask_of_an_id_shows_one_sign_at_each_end():
    assert fields.IdCard("身份证", sensitive=True).show("11010519491231002X") == "1****************X"


@pytest.mark.parametrize(("typed", "kept"), [
    ("138 0000 1234", "13800001234"), ("+86 13800001234", "13800001234"), ("010-62345678", "010-62345678"),
    ("05356234567", "0535-6234567"), ("01062345678", "010-62345678"), ("6234567", "6234567"),
    ("(0535)6234567", "0535-6234567"), ("12345", "12345"),
])
def test_phones_are_read_as_people_type_them(typed, kept):
    assert fields.Phone("电话").read(typed) == kept


def test_a_short_mobile_number_is_refused():
    assert "11 位" in str(fields.Phone("电话").read("1380000123"))


def test_money_is_whole_cents():
    assert fields.Amount("金额").read("1,409.50") == 140950
    assert fields.Amount("金额").read("1.5万") == 1500000
    assert isinstance(fields.Amount("金额").read("1.005"), Invalid)
    assert fields.Amount("金额").show(140950) == "1,409.50"


def test_a_credit_code_has_its_check_sign():
    good = "91350100M000100Y43"
    assert fields.CreditCode("代码").read(good) == good
    assert isinstance(fields.CreditCode("代码").read("91350100M000100Y44"), Invalid)


def test_a_code_is_found_by_its_name_its_code_and_a_usual_word():
    education = fields.Code("学历", "education")
    assert education.read("大专") == education.read("31") == education.read("大学专科毕业") == "31"
    assert "博导" in str(education.read("博导"))


def test_several_codes_are_read_and_shown():
    days = fields.Codes("开放日", "weekday")
    assert days.read("周一、周三") == ("1", "3")
    assert days.show(("1", "3")) == "周一、周三"
    assert days.python_value(days.db_value(("1", "3"))) == ("1", "3")


def test_a_name_of_200_signs_is_refused_and_a_rare_one_is_not():
    assert "50 字" in str(fields.PersonName("姓名").read("王" * 200))
    assert fields.PersonName("姓名").read("王 䶮") == "王䶮"
    assert isinstance(fields.PersonName("姓名").read("123"), Invalid)


def test_an_address_is_masked_down_to_the_building():
    address = fields.Text("住址", "address", sensitive=True)
    assert address.show("晨光小区3号楼2单元501") == "晨光小区3号楼***"
    assert address.show("3-2-501") == "3***"


def test_chinese_punctuation_stays_as_it_was_typed():
    assert fields.Long("备注").read("　说明：３号楼，已联系（本人）；“好”。 ") == "说明：3号楼，已联系（本人）；“好”。"
