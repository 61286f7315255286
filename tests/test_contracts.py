"""What every record, command, measure and paper promises: a new one is tested the moment it is in the catalog."""
from __future__ import annotations

import tomllib
from pathlib import Path

import peewee
import pytest

from center import catalog
from center.editing import RULES
from center.rights import FILE, may
from db import dialect
from db.codes import code_list
from db.fields import Typed
from db.journal import JOURNAL
from db.listing import ids, rows
from db.models import RECORDS
from db.personal import PERSONAL
from db.record import columns, record_name, typed_fields
from reports import papers
from tests.stores import new_desk

TEMPLATES = Path(FILE).parent
KINDS = {
    "text", "long", "whole", "amount", "percent", "yes", "date", "moment", "code", "codes", "id_card", "credit_code",
    "phone", "name", "ref",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    opened = new_desk(tmp_path_factory.mktemp("contract") / "store")
    yield opened
    opened.close()


@pytest.mark.parametrize("record", RECORDS, ids=record_name)
def test_a_record_says_what_it_is(record):
    assert record.label and record.domain in catalog.DOMAINS
    labels = [at.label for at in columns(record)]
    assert len(labels) == len(set(labels)), "two columns with one heading cannot be imported"
    assert all(at.kind in KINDS and at.width > 0 for at in columns(record))
    for at in columns(record):
        if at.kind in ("code", "codes"):
            assert code_list(at.field.argument).items


@pytest.mark.parametrize("record", RECORDS, ids=record_name)
def test_the_options_of_a_field_hide_no_word_of_peewee(record):
    ours = {"label", "required", "help", "section", "width", "search", "sensitive", "argument", "kind"}
    assert not ours & set(vars(peewee.Field)) and not ours & set(vars(peewee.Field(None)))
    assert all(isinstance(field, Typed) for _name, field in typed_fields(record))


def test_every_personal_field_says_what_it_is_for():
    purposes = tomllib.loads((TEMPLATES / "purposes.toml").read_text(encoding="utf-8"))["purpose"]
    personal = {
        f"{record_name(record)}.{name}" for record in RECORDS for name, field in typed_fields(record) if field.sensitive
    }
    assert personal and personal <= set(purposes)


@pytest.mark.parametrize("record", (*RECORDS, *JOURNAL, *PERSONAL), ids=lambda one: one._meta.table_name)
def test_the_migrated_table_is_what_the_model_says(desk, record):
    database = desk.store.database
    there = {column.name: column for column in database.get_columns(record._meta.table_name)}
    assert set(there) == {field.column_name for field in record._meta.sorted_fields}
    unique = {tuple(index.columns) for index in database.get_indexes(record._meta.table_name) if index.unique}
    expected = {(field.column_name,) for field in record._meta.sorted_fields if field.unique}
    expected |= {
        tuple(record._meta.fields[name].column_name for name in names) for names, one in record._meta.indexes if one
    }
    assert expected <= unique


def test_every_plain_record_can_be_added_changed_and_removed():
    names = set(catalog.commands())
    for record in RULES:
        assert {f"{record_name(record)}.{verb}" for verb in ("add", "edit", "remove")} <= names


def test_every_command_has_words_and_a_right_that_somebody_holds():
    roles = tomllib.loads(FILE.read_text(encoding="utf-8"))["roles"]
    for command in catalog.commands().values():
        assert command.label and command.parameters is not None
        assert any(may((role,), command.right) for role in roles)


def test_roles_are_the_roles_of_the_code_list():
    roles = tomllib.loads(FILE.read_text(encoding="utf-8"))["roles"]
    assert set(roles) == set(code_list("role").items)


def test_the_administrator_reads_no_person_and_the_street_no_roster():
    assert not may(("admin",), "members.read") and not may(("admin",), "people.read")
    assert not may(("street",), "members.read") and not may(("street",), "reveal")


@pytest.mark.parametrize("record", RECORDS, ids=record_name)
def test_no_masked_column_shows_more_than_its_mask(desk, record):
    for at in columns(record):
        if not at.sensitive:
            continue
        sample = {"id_card": "11010519491231002X", "phone": "13800001234"}.get(at.kind, "晨光小区3号楼2单元501室")
        shown = at.field.show(sample)
        assert shown != sample and "*" in shown
        if at.kind == "id_card":
            assert shown.replace("*", "") == "1X", "a birthday beside it gives eight digits away"


def test_every_measure_has_a_label():
    for name, measure in catalog.measures().items():
        assert measure.name == name and measure.label


def test_papers_are_named_and_have_a_format():
    for name, paper in papers.papers().items():
        assert paper.name == name and paper.label and paper.domain in catalog.DOMAINS
        assert paper.formats and set(paper.formats) <= {"xlsx", "pdf", "docx"}


def test_nothing_in_a_sample_list_needs_an_engine_word(desk):
    from db.listing import Query

    for record in RECORDS:
        found = ids(desk.store, Query(record, search="晨光"))
        assert rows(record, found) is not None
    assert dialect.is_sqlite(desk.store.database)
