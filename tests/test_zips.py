"""A broken or hostile zip is a sentence wherever one is opened: a workbook, a Word copy, an attachment."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from center.attachments.kinds import kind_of
from center.cases.wholeness import UNPACKED, form_of
from db import backup
from db.errors import Invalid, Unreadable
from db.zips import BROKEN_ZIP
from reports.reading.guard import check_zip
from reports.reading.sniff import sniff
from reports.reading.table import Limits
from tests.broken_zips import END, LISTED, broken_zips, put, zipped

WORD, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
WRONG = tuple(broken_zips(WORD))


def read_whole(source: object) -> None:
    with zipfile.ZipFile(source) as parts:
        for part in parts.namelist():
            parts.read(part)


@pytest.mark.parametrize("wrong", WRONG)
def test_each_broken_zip_raises_what_the_one_tuple_foresees(tmp_path, wrong):
    data, kinds = broken_zips(WORD)[wrong]
    (tmp_path / "a.zip").write_bytes(data)
    for source in (io.BytesIO(data), tmp_path / "a.zip"):
        with pytest.raises(kinds) as caught:
            read_whole(source)
        assert isinstance(caught.value, BROKEN_ZIP)


def test_the_tuple_foresees_nothing_that_no_file_raises():
    kinds = {kind for _data, several in broken_zips(WORD).values() for kind in several}
    assert all(any(issubclass(kind, foreseen) for kind in kinds) for foreseen in BROKEN_ZIP)
    read_whole(io.BytesIO(zipped(WORD)))


@pytest.mark.parametrize("wrong", WRONG)
def test_a_broken_word_copy_is_a_sentence(wrong):
    with pytest.raises(Invalid, match="不完整"):
        form_of("协议.docx", broken_zips(WORD)[wrong][0])


def test_a_word_copy_that_would_fill_the_memory_is_not_unpacked():
    assert form_of("协议.docx", zipped(WORD)) == "word"
    with pytest.raises(Invalid, match="不完整"):
        form_of("协议.docx", put(zipped(WORD), LISTED, 24, (UNPACKED + 1).to_bytes(4, "little")))


@pytest.mark.parametrize("part", [SHEET, "mimetype"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_broken_workbook_is_a_sentence(tmp_path, wrong, part):
    path = Path(tmp_path / "a.xlsx")
    path.write_bytes(broken_zips(part)[wrong][0])
    with pytest.raises(Unreadable):
        sniff(path)
        check_zip(path, Limits())


@pytest.mark.parametrize(("mark", "place", "value"), [(LISTED, 6, b"\xff\0"), (END, 16, b"\x40\x42\x0f\0")],
                         ids=["a version to come", "before the beginning"])
def test_a_broken_backup_is_a_sentence(tmp_path, mark, place, value):
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w") as parts:
        for name in sorted(backup.PARTS):
            parts.writestr(name, b"{}")
    (tmp_path / "a.dqbak").write_bytes(put(memory.getvalue(), mark, place, value))
    with pytest.raises(Unreadable, match="损坏"):
        backup.inspect(tmp_path / "a.dqbak")


@pytest.mark.parametrize("wrong", WRONG)
def test_a_broken_zip_is_known_by_its_parts_or_is_no_attachment(wrong):
    known = kind_of("a.docx", broken_zips(WORD)[wrong][0])
    assert known is None or known.code == "word"
