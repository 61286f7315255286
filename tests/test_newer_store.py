"""A store that a newer program has brought to its form names the version to install, and is left as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from center import backups, opening
from center.about import VERSION
from center.clock import clock
from db import migrations
from db.errors import Unreadable
from tests.stores import PASSWORD, new_desk


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    new_desk(tmp_path / "store").close()
    return tmp_path / "store"


def test_a_store_remembers_the_program_that_brought_it_to_its_form(folder: Path) -> None:
    desk = opening.sign_in(folder, "lin", PASSWORD)
    assert desk.store.fact(migrations.PROGRAM) == VERSION
    desk.close()


def test_an_older_program_names_the_version_to_install_and_changes_nothing(folder: Path) -> None:
    desk = opening.sign_in(folder, "lin", PASSWORD)
    with desk.store.writing():
        desk.store.set_fact(migrations.PROGRAM, "1.4")
        migrations._set_version(desk.store.database, len(migrations.STEPS) + 1)
    desk.close()
    with pytest.raises(Unreadable, match="请安装 1.4 或更新的版本"):
        opening.sign_in(folder, "lin", PASSWORD)
    with pytest.raises(Unreadable, match="1.4"):  # its lock is free again, and it still says so
        opening.sign_in(folder, "lin", PASSWORD)


def test_a_newer_store_that_does_not_say_who_made_it_says_its_version(folder: Path) -> None:
    desk = opening.sign_in(folder, "lin", PASSWORD)
    with desk.store.writing():
        desk.store.set_fact(migrations.PROGRAM, None)
        migrations._set_version(desk.store.database, len(migrations.STEPS) + 1)
    desk.close()
    with pytest.raises(Unreadable, match="数据版本"):
        opening.sign_in(folder, "lin", PASSWORD)


def test_going_back_is_restoring_the_backup_from_before_and_the_newer_store_stays_beside(folder: Path) -> None:
    desk = opening.sign_in(folder, "lin", PASSWORD)
    before = backups.automatic(folder, desk.store.key, desk.now())  # what a newer program makes before it begins
    with desk.store.writing():
        migrations._set_version(desk.store.database, len(migrations.STEPS) + 1)
    desk.close()
    backups.restore(before, folder, lambda ring: ring.unlock("lin", PASSWORD, clock()))
    opening.sign_in(folder, "lin", PASSWORD).close()
    assert len(list(folder.glob("center.db.replaced-*"))) == 1
