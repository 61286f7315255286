"""Backups: checked when made, refused when harmed, and restored whole or not at all."""
from __future__ import annotations

import json
import os
import sys
import zipfile
from datetime import date, datetime, timedelta, timezone

import pytest

from db import backup, driver, keyring, restoring, rotation, wrapping
from db.errors import Denied, Missing, Unreadable, UserError
from db.places import KEYRING, KEYRING_COPY, STORE, SWAP
from tests.needs import ENCRYPTION

NOW = datetime(2026, 11, 20, 18, 0, tzinfo=timezone(timedelta(hours=8)))
SEALED = [pytest.param(True, marks=ENCRYPTION), False]


class Centre:
    """A store with a keyring, made for a test."""

    def __init__(self, folder, sealed=driver.ENCRYPTED):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.ring, self.data_key, self.recovery = keyring.create(
            folder, "admin", "first-secret", sealed=sealed, kdf=wrapping.FAST)
        self.key = self.ring.file_key(self.data_key)
        self.connection = driver.connect(folder / STORE, self.key)
        self.connection.execute("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT)")
        self.connection.execute("CREATE TABLE audit (seq INTEGER PRIMARY KEY, hash TEXT)")
        self.connection.execute("INSERT INTO audit VALUES (1, 'ab')")
        self.connection.execute("PRAGMA user_version=1")
        self.add(300)

    def add(self, count):
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.executemany("INSERT INTO people (name) VALUES (?)", [("张三" * 9,)] * count)
        self.connection.execute("COMMIT")

    def backup(self, target, **options):
        return backup.backup(self.folder / STORE, self.key, self.folder / KEYRING, target,
                             made_at=NOW, program="0.1", **options)


@pytest.fixture(params=SEALED)
def centre(request, tmp_path):
    made = Centre(tmp_path / "data", request.param)
    yield made
    made.connection.close()


def by_password(ring):
    return ring.unlock("admin", "first-secret", NOW)


def rows(folder, key):
    connection = driver.connect(folder / STORE, key)
    count = connection.execute("SELECT count(*) FROM people").fetchone()[0]
    connection.close()
    return count


def test_a_backup_of_an_open_store_says_what_it_holds_and_is_whole(centre, tmp_path):
    target = tmp_path / "b.dqbak"
    made = centre.backup(target, head_of=lambda c: c.execute("SELECT seq, hash FROM audit").fetchone())
    assert made.counts == {"audit": 1, "people": 300} and made.schema == 1
    assert made.head == (1, "ab") and made.encrypted == (centre.key is not None) and made.store == centre.ring.store
    assert backup.inspect(target) == backup.verify(target, centre.key) == made
    assert sorted(os.listdir(centre.folder)) == sorted([KEYRING, KEYRING_COPY, STORE, STORE + "-shm", STORE + "-wal"])
    assert os.listdir(tmp_path) == ["data", "b.dqbak"] or sorted(os.listdir(tmp_path)) == ["b.dqbak", "data"]


@ENCRYPTION
def test_names_do_not_stand_readable_in_an_encrypted_backup(tmp_path):
    centre = Centre(tmp_path / "data")
    centre.backup(tmp_path / "b.dqbak")
    assert "张三".encode() not in (tmp_path / "b.dqbak").read_bytes()


def test_moving_to_a_new_computer_with_a_password_or_the_recovery_key(centre, tmp_path):
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    for name, unlock in (("new", by_password), ("newer", lambda ring: ring.unlock_recovery(centre.recovery, NOW))):
        folder = tmp_path / name
        assert restoring.restore(target, folder, unlock, NOW) == centre.data_key
        assert sorted(os.listdir(folder)) == [STORE, KEYRING]
        assert rows(folder, centre.key) == 300
        assert keyring.load(folder).unlock("admin", "first-secret", NOW) == centre.data_key


def test_the_replaced_store_is_kept_and_can_be_opened(centre, tmp_path):
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    other = Centre(tmp_path / "other", sealed=False)
    other.connection.execute("DELETE FROM people WHERE id > 7")
    restoring.restore(target, other.folder, by_password, NOW)  # with its log still there, as after a crash
    other.connection.close()
    assert rows(other.folder, centre.key) == 300
    names = os.listdir(other.folder)
    assert f"{STORE}.replaced-20261120-180000" in names and f"{KEYRING}.replaced-20261120-180000" in names
    assert f"{STORE}.replaced-20261120-180000-wal" in names
    old = driver.connect(other.folder / f"{STORE}.replaced-20261120-180000")
    assert old.execute("SELECT count(*) FROM people").fetchone()[0] == 7
    old.close()


def test_a_wrong_password_leaves_everything_as_it_was(centre, tmp_path):
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    other = Centre(tmp_path / "other", sealed=False)
    before = sorted(os.listdir(other.folder))
    with pytest.raises(Denied):
        restoring.restore(target, other.folder, lambda ring: ring.unlock("admin", "wrong", NOW), NOW)
    assert sorted(os.listdir(other.folder)) == before
    assert rows(other.folder, None) == 300
    other.connection.close()


@pytest.mark.parametrize("done", range(6))
def test_a_restore_cut_by_a_power_failure_is_finished_at_the_next_start(tmp_path, monkeypatch, done):
    centre = Centre(tmp_path / "data")
    centre.backup(tmp_path / "b.dqbak")
    centre.connection.close()
    other = Centre(tmp_path / "other")
    other.connection.close()
    calls, rename = [], restoring.durable.rename

    class Cut(BaseException):
        """The power goes."""

    def failing(source, target):
        if target.name != SWAP and len(calls) == done:
            raise Cut
        calls.append(target.name)
        rename(source, target)

    monkeypatch.setattr(restoring.durable, "rename", failing)
    try:
        restoring.restore(tmp_path / "b.dqbak", other.folder, by_password, NOW)
    except Cut:
        monkeypatch.undo()
        restoring.finish(other.folder)
    assert keyring.load(other.folder).unlock("admin", "first-secret", NOW) == centre.data_key
    assert rows(other.folder, centre.key) == 300
    assert not restoring.finish(other.folder)
    assert not [name for name in os.listdir(other.folder) if restoring.INCOMING in name or name == SWAP]


def test_what_was_taken_out_before_the_plan_was_written_counts_for_nothing(tmp_path):
    (tmp_path / (STORE + restoring.INCOMING)).write_bytes(b"half")
    (tmp_path / ".backup-x1").mkdir()
    (tmp_path / ".backup-x1" / "store.db").write_bytes(b"half")
    assert not restoring.finish(tmp_path)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("cut", [0, 1, 30, 0.5, 0.9, -1, -30])
def test_a_truncated_backup_is_a_sentence(centre, tmp_path, cut):
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    data = target.read_bytes()
    target.write_bytes(data[:int(cut * len(data)) if isinstance(cut, float) else cut])
    with pytest.raises(Unreadable, match="备份"):
        backup.inspect(target)
    with pytest.raises(Unreadable):
        restoring.restore(target, tmp_path / "new", by_password, NOW)
    assert os.listdir(tmp_path / "new") == []


def test_a_flipped_bit_anywhere_is_seen(tmp_path):
    centre = Centre(tmp_path / "data")
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    whole = target.read_bytes()
    with zipfile.ZipFile(target) as box:
        starts = [box.getinfo(name).header_offset + 60 + len(name) for name in sorted(backup.PARTS)]
    for start in starts:
        for place in (start, start + 900):
            harmed = bytearray(whole)
            harmed[place] ^= 4
            target.write_bytes(harmed)
            with pytest.raises(Unreadable):
                backup.verify(target, centre.key)
    centre.connection.close()


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n" * 99, b"PK\x03\x04" + bytes(500)])
def test_a_foreign_file_is_a_sentence(tmp_path, data):
    (tmp_path / "x.dqbak").write_bytes(data)
    with pytest.raises(Unreadable, match="x.dqbak"):
        backup.inspect(tmp_path / "x.dqbak")
    with pytest.raises(Missing, match="找不到"):
        backup.inspect(tmp_path / "gone.dqbak")


def repacked(source, target, change=None, compress=zipfile.ZIP_STORED, extra=()):
    """A copy of a backup with another manifest."""
    with zipfile.ZipFile(source) as box, zipfile.ZipFile(target, "w", compress) as out:
        for name in box.namelist():
            data = box.read(name)
            if name == backup.MANIFEST_PART and change:
                data = json.dumps({**json.loads(data), **change}).encode()
            out.writestr(name, data)
        for name in extra:
            out.writestr(name, b"x")


def test_a_backup_of_a_newer_program_is_told(centre, tmp_path):
    centre.backup(tmp_path / "b.dqbak")
    for change in ({"format": 2}, {"schema": 999}):
        repacked(tmp_path / "b.dqbak", tmp_path / "n.dqbak", change)
        with pytest.raises(Unreadable, match="更新版本"):
            backup.inspect(tmp_path / "n.dqbak")


def test_a_zip_that_is_not_quite_ours_is_refused(centre, tmp_path):
    centre.backup(tmp_path / "b.dqbak")
    for options in ({"compress": zipfile.ZIP_DEFLATED}, {"extra": ("../evil",)}, {"change": {"format": "x"}},
                    {"change": {"sha256": {}}}, {"change": {"counts": [1]}}, {"change": {"more": 1}}):
        repacked(tmp_path / "b.dqbak", tmp_path / "n.dqbak", **options)
        with pytest.raises(Unreadable):
            backup.inspect(tmp_path / "n.dqbak")


def test_a_count_that_differs_is_seen(centre, tmp_path):
    centre.backup(tmp_path / "b.dqbak")
    repacked(tmp_path / "b.dqbak", tmp_path / "n.dqbak", {"counts": {"audit": 1, "people": 299}})
    with pytest.raises(Unreadable, match="记录数"):
        backup.verify(tmp_path / "n.dqbak", centre.key)


def test_a_target_that_cannot_be_written_is_a_sentence_and_the_old_backup_stays(centre, tmp_path):
    with pytest.raises(UserError, match="写不进"):
        centre.backup(tmp_path / "gone" / "b.dqbak")
    target = tmp_path / "b.dqbak"
    centre.backup(target)
    before = target.read_bytes()
    with pytest.raises(UserError):
        backup.backup(centre.folder / STORE, centre.key, centre.folder / KEYRING, tmp_path / "data" / KEYRING / "x",
                      made_at=NOW, program="0.1")
    assert target.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is full")
def test_a_full_disk_is_a_sentence(centre, tmp_path):
    os.symlink("/dev/full", tmp_path / "b.dqbak.part")
    with pytest.raises(UserError, match="磁盘空间不够"):
        centre.backup(tmp_path / "b.dqbak")


def test_a_store_that_is_not_there_is_not_made_by_backing_it_up(tmp_path):
    with pytest.raises(Missing):
        backup.backup(tmp_path / STORE, None, tmp_path / KEYRING, tmp_path / "b", made_at=NOW, program="0.1")
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("sealed", SEALED)
def test_a_damaged_store_is_not_backed_up_over_a_good_backup(tmp_path, sealed):
    centre = Centre(tmp_path / "data", sealed)
    centre.connection.close()
    good = centre.backup(tmp_path / "b.dqbak")
    path = centre.folder / STORE
    data = bytearray(path.read_bytes())
    data[4096 + 8:4096 * 3] = bytes(4096 * 2 - 8)
    path.write_bytes(data)
    with pytest.raises(Unreadable):
        centre.backup(tmp_path / "b.dqbak")
    assert backup.verify(tmp_path / "b.dqbak", centre.key) == good


def test_a_clerk_who_keeps_saving_cannot_spoil_a_backup(tmp_path, monkeypatch):
    centre = Centre(tmp_path / "data")
    counted, seen = backup._counts, []

    def busy(connection):  # she saves just after the rows were counted, as long as she may
        found = counted(connection)
        seen.append(found)
        if len(seen) <= backup._TRIES:
            centre.add(1)
        return found

    monkeypatch.setattr(backup, "_counts", busy)
    made = centre.backup(tmp_path / "b.dqbak")
    assert made.counts["people"] == 300 + backup._TRIES
    centre.connection.close()


def test_automatic_backups_land_beside_the_store_and_grow_old(tmp_path):
    centre = Centre(tmp_path / "data")
    for day in range(9):
        rotation.automatic(centre.folder, centre.key, now=NOW + timedelta(days=day), program="0.1")
    place = centre.folder / "backups"
    (place / "mine.dqbak").write_bytes(b"x")
    (place / "auto-kept.dqbak").write_bytes(b"x")
    path = rotation.automatic(centre.folder, centre.key, now=NOW + timedelta(days=9), program="0.1")
    assert path.name == "auto-20261129-180000.dqbak"
    names = [name for name, _ in rotation.dated(place)]
    assert names[-1] == path.name and len(names) == 8  # seven days, and the Sunday (= the month) is among them, +1 week
    assert (place / "mine.dqbak").exists() and (place / "auto-kept.dqbak").exists()
    centre.connection.close()


def test_seven_days_five_weeks_and_twelve_months_are_kept():
    days = [date(2024, 1, 1) + timedelta(days=place) for place in range(1000)]
    gone = set(rotation.surplus([(day.isoformat(), day) for day in days]))
    kept = [day for day in days if day.isoformat() not in gone]
    assert kept[-7:] == days[-7:]
    assert len({day.isocalendar()[:2] for day in kept if day > days[-36]}) >= 5
    assert len({(day.year, day.month) for day in kept}) == 12
    assert len(kept) <= 7 + 5 + 12


def test_rotation_grows_stable_day_by_day_and_loses_nothing_it_needs_later():
    held: list[tuple[str, date]] = []
    for place in range(400):
        day = date(2025, 1, 1) + timedelta(days=place)
        held.append((day.isoformat(), day))
        gone = set(rotation.surplus(held))
        held = [item for item in held if item[0] not in gone]
    assert len({(day.year, day.month) for _, day in held}) == 12
    assert len({day.isocalendar()[:2] for _, day in held[-14:]}) >= 5


def test_two_backups_of_one_day_leave_the_newer_and_a_long_break_loses_nothing():
    today, last_year = date(2026, 11, 20), date(2025, 1, 3)
    names = [("a", last_year), ("b", today), ("c", today)]
    assert rotation.surplus(names) == ["b"]
    assert rotation.surplus([]) == []
