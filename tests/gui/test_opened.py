"""A backup opened in the file manager: it is told or put back, and a centre that stands there is not touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from center import backups
from views.opened import offer

pytestmark = pytest.mark.gui


def words_of(widget) -> str:
    """All the texts within an overlay."""
    own = [widget.cget("text")] if "text" in widget.keys() else []
    return " ".join([*map(str, own), *map(words_of, widget.winfo_children())])


def test_where_a_centre_stands_a_backup_is_only_told(seat, tmp_path: Path) -> None:
    file = tmp_path / "晨光.dqbak"
    backups.back_up(seat.desk, file)
    offer(seat, file)
    seat.root.update()
    assert "打开备份不会动它" in words_of(seat.root.kit_overlay) and seat.bench is not None


def test_what_is_no_backup_gets_its_sentence(seat, tmp_path: Path) -> None:
    file = tmp_path / "其他.dqbak"
    file.write_text("not one", "utf-8")
    offer(seat, file)
    seat.root.update()
    assert "这不是本程序的备份文件" in words_of(seat.root.kit_overlay)
