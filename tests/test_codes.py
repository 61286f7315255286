"""The code lists and official numbers in templates/: complete, unique, and understanding what clerks write."""
from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from center import numbers
from center.numbers import shipped
from db.codes import FOLDER, apart, code_list
from db.days import Day
from db.errors import Invalid
from db.fields import Code
from db.models import RECORDS
from db.record import typed_fields

LISTS = sorted(path.stem for path in FOLDER.glob("*.toml"))
TEMPLATES = FOLDER.parent


def test_every_list_is_that_of_a_field() -> None:
    fields = [field for record in RECORDS for _name, field in typed_fields(record)]
    asked = {"escalation_risk"}  # chosen in the form of a step, which keeps it among its facts
    assert set(LISTS) - asked == {field.argument for field in fields if field.kind in ("code", "codes")}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_has_unique_codes_and_names_and_its_synonyms_lead_to_a_code(name: str) -> None:
    raw = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    codes = code_list(name)
    assert codes.name and codes.source
    assert len(codes.items) == len(raw["items"]) == len(set(codes.items.values()))
    for word, code in codes.synonyms.items():
        assert code in codes.items and codes.code_of(word) == code
    for word, (code, question) in codes.asks.items():
        assert code in codes.items and question.endswith("？") and codes.code_of(word) is None
    assert set(codes.short) <= set(codes.items)
    assert all(set(flagged) <= set(codes.items) for flagged in codes.flags.values())
    grouped = [code for group in codes.groups.values() for code in group]
    assert len(grouped) == len(set(grouped)) and (not grouped or set(grouped) == set(codes.items))


def test_no_two_lists_have_the_same_name() -> None:
    names = [code_list(name).name for name in LISTS]
    assert len(names) == len(set(names))


def test_every_list_a_record_names_is_there() -> None:
    used = {field.argument for record in RECORDS for _name, field in typed_fields(record) if isinstance(field, Code)}
    assert used <= set(LISTS)


def test_ethnicity_is_understood_with_and_without_zu() -> None:
    codes = code_list("ethnicity")
    assert len(codes.items) == 58
    assert codes.code_of("汉") == codes.code_of("汉族") == "01"
    assert codes.code_of("维吾尔") == "05" and codes.items["05"] == "维吾尔族"


@pytest.mark.parametrize(("word", "code"), [("大专", "31"), ("本科", "21"), ("高中", "61"), ("中专", "41"),
                                            ("初中", "71"), ("小学", "81"), ("研究生", "10"), ("大学本科毕业", "21")])
def test_common_words_for_education_are_understood(word: str, code: str) -> None:
    assert code_list("education").code_of(word) == code


def test_of_several_names_between_commas_one_that_has_commas_itself_stays_whole() -> None:
    known = code_list("unconfirmable").code_of
    names = list(code_list("unconfirmable").items.values())
    assert apart("、".join(names), known) == names, "a record shows them so, and reads them back"
    assert apart(" 违背公序良俗， 别的", known) == ["违背公序良俗", "别的"] and apart("", known) == [""]


def test_a_degree_is_asked_about_and_not_taken_for_an_education() -> None:
    codes = code_list("education")
    assert codes.code_of("硕士") is None
    assert codes.asks["硕士"] == ("14", "硕士是学位，学历写研究生？")


def test_every_official_number_names_its_source() -> None:
    every = tomllib.loads((TEMPLATES / "settings" / "numbers.toml").read_text(encoding="utf-8"))
    assert len(every) > 45
    for key, number in every.items():
        assert re.fullmatch(r"[a-z_]+\.[a-z0-9_]+", key)
        assert number["label"] and number["source"] and number["section"]
        assert number["kind"] in {"whole", "percent", "list", "choice", "codes"}
        assert isinstance(number["uncertain"], bool)
        assert (number["kind"] in {"whole", "percent"}) == isinstance(number["value"], int)
        assert not number["effective_from"] or Day(number["effective_from"])


def test_a_number_that_nothing_counts_with_says_so() -> None:
    files = [path.read_text(encoding="utf-8") for part in ("db", "center", "reports", "views")
             for path in (TEMPLATES.parent / part).rglob("*.py")]
    silent = {key for key in shipped() if not any(f'"{key}"' in text for text in files)}
    silent -= {f"backup.keep_{span}" for span in ("daily", "weekly", "monthly")}
    assert silent == {key for key, number in shipped().items() if number.get("note", "").startswith("备查")}


def test_a_choice_is_shown_by_name_and_kept_by_code() -> None:
    assert numbers.shown("space.rule", "fixed") == "按固定面积"
    assert numbers.typed("space.rule", "按固定面积") == numbers.typed("space.rule", "fixed") == "fixed"
    assert numbers.typed("case.types", "15 类") == "folded"  # a name with a space in it
    for text in ("随便", "", "按百户、按固定面积"):
        assert isinstance(numbers.typed("space.rule", text), Invalid)
    assert numbers.shown("rule.required", "first_asked,seal") == "首问负责、印章管理"
    assert numbers.typed("rule.required", "首问负责、 印章管理") == "first_asked,seal"


@pytest.mark.parametrize(("typed", "kept"), [("35、45，60", "35,45,60"), ("35", "35"), ("三十五", None), ("", None)])
def test_a_list_of_numbers_holds_numbers_only(typed, kept) -> None:
    read = numbers.typed("statistics.age_bands", typed)
    assert read == kept if kept else isinstance(read, Invalid)


@pytest.mark.parametrize("text", ["nan", "inf", "-1", "", "四十"])
def test_a_number_is_a_number_that_can_be_counted_with(text) -> None:
    assert isinstance(numbers.typed("training.staff_hours", text), Invalid)


def test_rest_days_are_kept_by_the_office_and_none_are_shipped() -> None:
    days = tomllib.loads((TEMPLATES / "settings" / "rest_days.toml").read_text(encoding="utf-8"))
    assert days["year"] == [] and "放假通知" in days["note"]


def test_every_field_about_a_human_has_a_purpose() -> None:
    purposes = tomllib.loads((TEMPLATES / "purposes.toml").read_text(encoding="utf-8"))
    known = {f"{record._meta.table_name}.{name}" for record in RECORDS for name, _field in typed_fields(record)}
    assert set(purposes["purpose"]) == set(purposes["retention"]) <= known
    for table in ("people", "members"):
        assert {path for path in known if path.startswith(table + ".")} <= set(purposes["purpose"])
    assert all(text.endswith("。") for text in purposes["purpose"].values())


def test_templates_hold_no_python_and_name_no_machine() -> None:
    for path in Path(TEMPLATES).rglob("*.toml"):
        assert "/root" not in path.read_text(encoding="utf-8")
