"""A store of the program before this one: backed up unasked, brought to the newest form, nothing of it lost."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import opening
from db import backup, migrations
from db.listing import Query
from db.migrations import m0001_foundation, m0004_buildings, m0005_services, m0006_mediation
from db.migrations.tables import create_record_table
from db.models.members import Member
from db.places import BACKUPS
from tests.stores import LOGIN, PASSWORD, Clock, add_branch, add_member, id_card, new_desk

NEW_TABLES = ("attachments", "preference", "draft", "draft_sheet", "unmet", "sealed_texts", "sealed_keys",
              *m0004_buildings.RECORDS, *m0005_services.RECORDS, *m0006_mediation.RECORDS)  # since m0002


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A centre with one member as the first released form of the store held it."""
    desk = new_desk(tmp_path / "store")
    add_branch(desk)
    add_member(desk, "单小明", id_card("19870312", 7), "第一党支部")
    desk.store.execute('DROP TABLE "voices"')
    for table in reversed(NEW_TABLES):
        desk.store.execute(f'DROP TABLE "{table}"')
    create_record_table(desk.store.database, "voices", m0001_foundation.RECORDS["voices"])
    desk.store.execute('DROP INDEX "audit_uid"')
    migrations._set_version(desk.store.database, 1)
    desk.close()
    return tmp_path / "store"


def test_an_older_store_is_backed_up_then_brought_to_the_newest_form(older):
    desk = opening.sign_in(older, LOGIN, PASSWORD, clock=Clock())
    try:
        assert migrations.version(desk.store.database) == len(migrations.STEPS)
        assert set(NEW_TABLES) <= set(desk.store.database.get_tables())
        assert "audit_uid" in {index.name for index in desk.store.database.get_indexes("audit")}
        [rid] = desk.ids(Query(Member, search="单小明"))
        assert desk.get(Member, rid).title == "单小明"
        desk.prefer("tour", 1)
        assert desk.preference("tour") == 1
        [made] = (older / BACKUPS).iterdir()
        assert backup.verify(made, desk.store.key).counts["members"] == 1
    finally:
        desk.close()


def test_a_store_that_is_new_already_is_opened_without_a_backup(older):
    opening.sign_in(older, LOGIN, PASSWORD, clock=Clock()).close()
    before = sorted((older / BACKUPS).iterdir())
    opening.sign_in(older, LOGIN, PASSWORD, clock=Clock()).close()
    assert sorted((older / BACKUPS).iterdir()) == before
