"""What the book of ethics forbids of places and the people in them: nothing there marks, ranks or follows anybody."""
from __future__ import annotations

import pytest

from center.rights import may
from db.codes import code_list
from db.models import RECORDS
from db.models.places import Door, SentSheet
from db.record import column, columns, record_name

DOMAINS = ("places", "addresses", "households", "cover", "enterprises", "visits", "volunteers", "meals")
FORBIDDEN = ("重点", "管控", "维稳", "不放心", "信访", "涉稳", "帮教", "宗教", "信仰", "风险等级",
             "打分", "评分", "轨迹")
OURS = [record for record in RECORDS if record.domain in DOMAINS]


@pytest.mark.parametrize("record", OURS, ids=record_name)
def test_no_field_of_a_place_or_a_household_marks_people(record):
    said = [str(at.label) for at in columns(record) if at.record is record] + [str(record.label)]
    assert not [(word, label) for word in FORBIDDEN for label in said if word in label]


def test_no_code_of_a_place_or_a_household_marks_people():
    used = {at.field.argument for record in OURS for at in columns(record) if at.kind in ("code", "codes")}
    assert "household_relation" in used, "the code lists of these records are read"
    names = [(name, str(one)) for name in used for one in code_list(name).items.values()]
    assert not [(name, said) for name, said in names for word in FORBIDDEN if word in said]


@pytest.mark.parametrize("role", ["street", "admin"])
@pytest.mark.parametrize("domain", DOMAINS)
def test_who_does_not_serve_there_reads_no_door(role, domain):
    assert not may((role,), f"{domain}.read") and not may((role,), f"{domain}.edit")


def test_doors_and_people_carry_no_open_list_of_marks():
    for record in OURS:
        kinds = {at.kind for at in columns(record) if at.record is record}
        if record_name(record) in ("doors", "residencies"):
            assert "codes" not in kinds, "a door or a home has no field that takes several marks"


def test_how_a_door_is_used_has_a_right_of_its_own():
    """Empty or rented by door is for those who serve its households; the others read the door without it."""
    assert {column(Door, path).right for path in ("use", "reported")} == {"households.read"}
    assert column(SentSheet, "cells").right == "households.read", "what a sheet asked for holds the same"
    assert may(("mediator",), "places.read") and not may(("mediator",), "households.read")
