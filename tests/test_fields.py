"""What each type reads, refuses and shows."""
from __future__ import annotations

import random
from datetime import date

import pytest

from db import fields
from db.checks import id_check_digit
from db.days import Day, show_day, years_between
from db.errors import Invalid
from views.kit.dates import left

TODAY = date(2026, 11, 20)


@pytest.mark.parametrize(("typed", "kept"), [
    ("1987.6", "1987-06"), ("1987年6月", "1987-06"), ("19870603", "1987-06-03"), ("87/6/3", "1987-06-03"),
    ("１９８７－０６－０３", "1987-06-03"), ("1987-06-03 00:00:00", "1987-06-03"), ("1987", "1987"),
    ("198706", "1987-06"),
    ("今天", "2026-11-20"), ("26/3/5", "2026-03-05"), ("27/3/5", "2027-03-05"), ("87/3/5", "1987-03-05"),
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


# ---- typed as people type ------------------------------------------------------------------------------------

PAST, AHEAD = fields.Date("出生日期"), fields.Date("期限", "future")


@pytest.mark.parametrize("typed", [
    "0318", "318", "3.18", "3/18", "3-18", "3月18", "3月18日", "三月十八日", " ３．１８ ", "3 . 18", "O318",
])
def test_a_day_without_its_year_is_the_nearest_on_the_side_of_the_field(typed):
    assert PAST.read(typed, TODAY) == "2026-03-18"
    assert AHEAD.read(typed, TODAY) == "2027-03-18"
    assert PAST.read(typed, date(2026, 1, 10)) == "2025-03-18"
    assert isinstance(PAST.read(typed), Invalid), "a file has no today: nothing is guessed there"


@pytest.mark.parametrize(("typed", "kept"), [
    ("20260318", "2026-03-18"), ("2026.3.18", "2026-03-18"), ("二〇二六年三月十八日", "2026-03-18"),
    ("一九八七年六月", "1987-06"), ("870603", "1987-06-03"), ("大后天", "2026-11-23"), ("前天", "2026-11-18"),
    ("下周一", "2026-11-23"), ("上周五", "2026-11-13"), ("本周三", "2026-11-18"), ("下下周日", "2026-12-06"),
    ("下星期天", "2026-11-29"), ("周三", "2026-11-25"), ("月底", "2026-11-30"), ("下月底", "2026-12-31"),
    ("年底", "2026-12-31"), ("下个月5号", "2026-12-05"), ("+3", "2026-11-23"), ("-7", "2026-11-13"),
    ("3天后", "2026-11-23"), ("两周后", "2026-12-04"), ("十天前", "2026-11-10"), ("三个月后", "2027-02-20"),
    ("去年3月18日", "2025-03-18"), ("明年3月", "2027-03"), ("0229", "2028-02-29"), ("25号", "2026-11-25"),
])
def test_words_and_short_forms_mean_a_day(typed, kept):
    assert AHEAD.read(typed, TODAY) == kept


@pytest.mark.parametrize(("typed", "word"), [
    ("111", "1月11日，也可以是11月1日"), ("1118", "已经过了"), ("农历三月初五", "公历"), ("正月初一", "公历"),
    ("后天晚些", "看不懂"), ("1340", "看不懂"), ("32号", "看不懂"),
])
def test_what_can_be_two_days_or_none_is_asked_about(typed, word):
    assert word in str(AHEAD.read(typed, TODAY))


def test_every_day_is_read_back_from_every_spelling_of_it():
    chance = random.Random(318)
    for _ in range(400):
        day = date.fromordinal(chance.randrange(date(1930, 1, 1).toordinal(), date(2040, 1, 1).toordinal()))
        today = date.fromordinal(chance.randrange(date(2024, 1, 1).toordinal(), date(2030, 1, 1).toordinal()))
        for spelled in (f"{day:%Y%m%d}", f"{day:%Y-%m-%d}", f"{day.year}.{day.month}.{day.day}", show_day(Day(day)),
                        f"{day.year} 年 {day.month} 月 {day.day} 号", f"{day:%Y/%m/%d}"):
            assert AHEAD.read(spelled, today) == day.isoformat()
        near = AHEAD.read(f"{day:%m%d}", today)
        assert isinstance(near, Invalid) or (near >= today.isoformat() and near[5:] == day.isoformat()[5:])
        back = PAST.read(f"{day.month}.{day.day}", today)
        assert back <= today.isoformat() and back[5:] == day.isoformat()[5:]
        again = left(AHEAD, day.isoformat(), today).text
        assert left(AHEAD, again, today).text == again == day.isoformat()


def test_nothing_that_is_typed_into_a_date_breaks_it():
    chance = random.Random(7)
    signs = "0123456789年月日号周一二三十今明下上底前后天初+-./ oO。，x个"
    for _ in range(3000):
        typed = "".join(chance.choice(signs) for _ in range(chance.randrange(1, 9)))
        others = fields.Moment("时间"), fields.Amount("金额"), fields.Phone("电话"), fields.Whole("数")
        for field in (PAST, AHEAD, *others):
            value = field.read(typed, TODAY)
            if value is not None and not isinstance(value, Invalid):
                assert field.read(left(field, typed, TODAY).text, TODAY) == value


@pytest.mark.parametrize(("typed", "cents"), [
    ("1,200", 120000), ("1200元", 120000), ("1.2万", 1200000), ("壹仟贰佰元整", 120000), ("￥1200", 120000),
    ("１２００", 120000), ("1200元整", 120000), ("12元5角", 1250), ("3块5", 350), ("一亿二千万", 12_000_000_000),
    ("人民币壹万贰仟零叁拾元零伍分", 1203005), ("-30", -3000), ("1OO", 10000), ("三千", 300000), ("伍角", 50),
])
def test_money_is_read_as_people_write_it(typed, cents):
    assert fields.Amount("金额").read(typed) == cents


def test_money_shown_is_money_read():
    chance = random.Random(12)
    field = fields.Amount("金额")
    for _ in range(500):
        cents = chance.randrange(-10**9, 10**10)
        assert field.read(field.show(cents)) == cents


@pytest.mark.parametrize(("typed", "moment"), [
    ("2026-03-05 09:30", "2026-03-05 09:30"), ("明天下午2点半", "2026-11-21 14:30"), ("1205 930", "2026-12-05 09:30"),
    ("下周一上午10点", "2026-11-23 10:00"), ("今天9点", "2026-11-20 09:00"),
])
def test_a_moment_is_read_as_people_say_it(typed, moment):
    field = fields.Moment("时间")
    assert field.show(field.read(typed, TODAY)) == moment


def test_a_field_that_is_left_is_spelled_well_or_left_alone():
    assert left(AHEAD, "下周一", TODAY).text == "2026-11-23"
    assert left(fields.Amount("金额"), "1.2万", TODAY).text == "12,000.00"
    assert left(fields.Phone("电话", sensitive=True), "+86 138 0000 1234", TODAY).text == "13800001234"
    assert left(fields.IdCard("证", sensitive=True), "11010519491231 002x", TODAY).text == "11010519491231002X"
    assert left(fields.Codes("开放日", "weekday"), "周一，周三", TODAY).text == "周一、周三"
    assert left(AHEAD, "不知道", TODAY).text == "不知道"


@pytest.mark.parametrize(("typed", "kept"), [
    ("0086 138-0000-1234", "13800001234"), ("138OOOO1234", "13800001234"), ("（0535）6234567转801", "0535-6234567-801"),
])
def test_a_phone_is_read_with_prefix_letter_and_extension(typed, kept):
    assert fields.Phone("电话").read(typed) == kept


def test_an_old_id_number_says_how_to_go_on():
    assert "先空着" in str(fields.IdCard("身份证").read("110105491231002"))
