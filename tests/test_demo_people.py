"""The demo centre: the same for the same seed, of nobody who lives, and good enough to be stored as it is."""
from __future__ import annotations

import statistics
from datetime import date

import pytest

from center.demo import SIZES, UNTIL, community, people
from center.demo.dispute_office import NAMED
from center.demo.names import RARE
from db.checks import id_birth, id_sex, read_credit_code, read_id_card, read_phone
from db.codes import code_list
from db.days import Day, years_between
from db.fields import Code, Codes, Date
from db.models import RECORDS
from db.record import record_name, typed_fields

RARE_AND_NAMED = len(RARE) + 60  # rows among which rare names and the committee's people stand


@pytest.fixture(scope="module", params=sorted(SIZES))
def rows(request: pytest.FixtureRequest) -> dict[str, list[dict]]:
    return community(request.param)


def test_the_same_seed_gives_the_same_centre_and_another_seed_another() -> None:
    assert community("small", 3) == community("small", 3)
    assert community("small", 3)["people"] != community("small", 4)["people"]


def test_the_sizes_are_the_ones_promised(rows: dict[str, list[dict]]) -> None:
    scale = SIZES["full" if len(rows["people"]) > 5000 else "small"]
    assert len(rows["people"]) == scale.people and len(rows["members"]) == scale.members
    assert len(rows["items"]) == 64
    if scale is SIZES["full"]:
        assert (scale.people, scale.members) == (20_000, 600)
        assert sum(row["kind"] in {"branch", "joint"} for row in rows["branches"]) == 12


def test_those_who_mediate_have_each_a_door_of_their_own(rows: dict[str, list[dict]]) -> None:
    names = [name for name, _sex in NAMED]
    doors = [row["address"] for row in rows["people"][:RARE_AND_NAMED] if row["name"] in names]
    assert len(doors) == len(set(doors)) == len(names)


def test_every_value_is_one_that_its_field_would_take(rows: dict[str, list[dict]]) -> None:
    for record in RECORDS:
        fields = dict(typed_fields(record))
        for row in rows.get(record_name(record), []):
            assert set(row) <= set(fields)
            for name, value in row.items():
                field = fields[name]
                assert value is not None or not field.required, name
                if value is None:
                    continue
                if isinstance(field, Codes):
                    assert set(value) <= set(code_list(field.argument).items), name
                elif isinstance(field, Code):
                    assert value in code_list(field.argument).items, (name, value)
                elif isinstance(field, Date):
                    assert isinstance(value, Day), name
                    assert field.argument == "future" or value.first <= UNTIL, (record, name, value)
                elif field.kind not in {"ref", "yes"}:
                    assert field.read(field.show(value, masked=False), UNTIL) == value, (record, name, value)


def test_every_link_points_at_a_row_that_comes_before(rows: dict[str, list[dict]]) -> None:
    order = list(rows)
    for record in RECORDS:
        name = record_name(record)
        for field_name, field in typed_fields(record):
            if field.kind != "ref" or name not in rows:
                continue
            target = record_name(field.rel_model)
            assert order.index(target) <= order.index(name)
            for place, row in enumerate(rows[name]):
                link = row.get(field_name)
                assert link is None or 0 <= link < (place if target == name else len(rows[target]))


def test_numbers_are_well_formed_and_belong_to_nobody(rows: dict[str, list[dict]]) -> None:
    numbers = [row["id_card"] for row in rows["people"] if row["id_card"]]
    assert len(numbers) == len(set(numbers))
    for row in rows["people"]:
        if row["id_card"]:
            assert read_id_card(row["id_card"]) == row["id_card"] and row["id_card"].startswith("990101")
            assert id_sex(row["id_card"]) == row["sex"]
        assert row["phone"] is None or (row["phone"].startswith("154") and read_phone(row["phone"]) == row["phone"])
    codes = [row["credit_code"] for row in rows["branches"] if row["credit_code"]]
    assert codes and all(read_credit_code(code) == code for code in codes)


def test_about_one_row_in_a_hundred_has_a_fault(rows: dict[str, list[dict]]) -> None:
    everyone = rows["people"]
    faults = sum(row["birth"].date != id_birth(row["id_card"]) for row in everyone if row["id_card"])
    faults += sum(not row["id_card"] or (not row["phone"] and years_between(row["birth"], UNTIL) > 13)
                  or not row["ethnicity"] for row in everyone)
    assert 0.002 < faults / len(everyone) < 0.03


def test_every_member_has_what_a_member_must_have(rows: dict[str, list[dict]]) -> None:
    ages = []
    for row in rows["members"]:
        person = rows["people"][row["person"]]
        assert person["id_card"] and row["branch"] > 0
        assert (row["category"] == "2") == (row["full_since"] is None)
        ages.append(years_between(person["birth"], UNTIL))
    assert 50 <= statistics.median(ages) <= 64 and min(ages) >= 18
    assert len({row["person"] for row in rows["members"]}) == len(rows["members"])


def test_rare_names_are_among_the_members(rows: dict[str, list[dict]]) -> None:
    names = {rows["people"][row["person"]]["name"] for row in rows["members"]}
    assert {"王䶮", "李𬱖", "单春华", "解志明", "仇玉兰", "曾国强", "区永健", "尉迟文静"} <= names
    assert len(RARE) == 14


def test_the_rosters_fill_two_years_and_end_on_the_fixed_day() -> None:
    rows = community("small")
    days = [row["day"] for row in rows["shifts"]]
    assert min(days) <= "2024-11-04" and max(days) == "2026-11-20"
    assert len({(row["day"], row["slot"], row["staff"]) for row in rows["shifts"]}) == len(rows["shifts"])


def test_the_centre_can_end_on_another_day() -> None:
    early = community("small", until=date(2025, 3, 31))
    assert max(row["day"] for row in early["shifts"]) == "2025-03-31"
    assert max(row["spent_on"] for row in early["expenses"]) <= "2025-03-31"


def test_residents_alone_can_be_had_in_any_number() -> None:
    assert len(people(1, 1234)) == 1234
