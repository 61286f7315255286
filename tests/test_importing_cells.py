"""The dirt of real tables, cell by cell: what is read, what is said, and that nothing is ever guessed."""
from __future__ import annotations

import datetime as dt

import pytest

from center.importing.cell import CHANGED, OK, REFUSED, WARNING
from center.importing.cells import ColumnReader
from db.models.governance import Expense
from db.models.members import Member
from db.models.people import Person
from db.record import column
from tests.stores import id_card

TODAY = dt.date(2026, 11, 20)


def read(path, raw, record=Member):
    return ColumnReader(column(record, path), TODAY).read(raw)


@pytest.mark.parametrize(("raw", "value", "state"), [
    ("1987-06-03", "1987-06-03", OK), ("1987年6月", "1987-06", OK), ("1987年6月3日", "1987-06-03", OK),
    ("1987.6", "1987-06", CHANGED), ("19870603", "1987-06-03", CHANGED), ("87/6/3", "1987-06-03", CHANGED),
    ("１９８７．６．３", "1987-06-03", CHANGED), ("1987/6/3 00:00:00", "1987-06-03", CHANGED), ("1987", "1987", OK),
    (19870603, "1987-06-03", CHANGED), (198706, "1987-06", CHANGED), (1987, "1987", OK), (1987.6, "1987-06", CHANGED),
    (31931, "1987-06-03", CHANGED), ("31931", "1987-06-03", CHANGED), ("３１９３１", "1987-06-03", CHANGED),
    (dt.date(1987, 6, 3), "1987-06-03", OK), (dt.datetime(1987, 6, 3), "1987-06-03", OK)])
def test_dates_keep_the_precision_they_were_written_with(raw, value, state):
    cell = read("joined", raw)
    assert (cell.value, cell.state) == (value, state)


def test_a_month_lost_by_excel_is_not_guessed():
    cell = read("joined", 1987.1)
    assert (cell.value, cell.state) == ("1987", WARNING) and "10 月" in str(cell.message)


@pytest.mark.parametrize("raw", ["2076-03-11", "1987-13-01", "大约八七年", 990101, "2026-11-21"])
def test_dates_that_cannot_be_are_refused(raw):
    assert read("person.birth", raw).state == REFUSED


def test_an_id_number_stored_as_a_number_is_refused_and_never_repaired():
    for raw in (9.9010119870601e17, 990101198706011234, "9.90101E+17"):
        cell = read("person.id_card", raw)
        assert cell.state == REFUSED and cell.value is None and "已经丢失" in str(cell.message)


def test_id_numbers_are_cleaned_but_checked():
    good = id_card("19870603", 4)
    assert read("person.id_card", good).state == OK
    for raw in (f" {good[:6]} {good[6:]} ", f"'{good}", f'="{good}"', "".join(chr(ord(one) + 0xFEE0) for one in good)):
        assert read("person.id_card", raw).value == good, raw
    wrong = good[:17] + ("0" if good[17] != "0" else "1")
    for raw, words in ((wrong, "校验"), (good[:17], "17 位"), ("990101870603001", "15 位")):
        cell = read("person.id_card", raw)
        assert cell.state == REFUSED and words in str(cell.message)


def test_two_phones_in_one_cell_are_told_apart():
    cell = read("person.phone", "13912345678、13887654321")
    assert (cell.value, cell.spare, cell.state) == ("13912345678", "13887654321", CHANGED)
    assert read("person.phone", "0535-6123456/13912345678").value == "13912345678"
    assert read("person.phone", "13912345678 13887654321").spare == "13887654321"
    assert read("person.phone", "13912345678（女儿）").state == WARNING
    assert read("person.phone", 13912345678).state == OK
    assert read("person.phone", "139-1234-5678").state == CHANGED
    assert read("person.phone", "没有电话").state == REFUSED


@pytest.mark.parametrize("raw", ["无", "—", "空", "-", "/", " ", "　", "无。", None, "\u200b"])
def test_words_for_nothing_are_nothing(raw):
    cell = read("person.address", raw)
    assert cell.value is None and cell.state == OK


def test_no_is_not_nothing_where_it_is_an_answer():
    assert read("lost", "无").value is False and read("lost", "是").value is True


def test_invisible_and_full_width_characters_are_cleaned():
    assert read("person.name", "沈\u3000一\u200b").value == "沈一"
    assert read("person.phone", "１３９１２３４５６７８").value == "13912345678"


def test_usual_words_become_codes_without_noise_and_doubtful_ones_are_shown():
    assert read("person.education", "大专").state == OK
    assert read("person.education", "硕士").state == WARNING
    cell = read("person.sex", "人")
    assert cell.state == REFUSED and "下拉" in str(cell.message)


def test_as_above_is_left_to_the_row_but_not_for_names_and_numbers():
    assert read("category", "同上").same and read("joined", "〃").same
    assert read("person.name", "同上").state == REFUSED and read("person.id_card", "同上").state == REFUSED


def test_masked_numbers_are_named():
    cell = read("phone", "139****5678", Person)
    assert cell.state == REFUSED and cell.masked


def test_numbers_become_money_without_noise():
    assert read("amount", 1409.5, Expense).value == 140950
    assert read("amount", 1409.3, Expense).value == 140930
    assert read("amount", "1,409.50元", Expense).value == 140950
