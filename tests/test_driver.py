"""The driver: the same settings on every connection, and a sentence for every way a store file can fail."""
from __future__ import annotations

import datetime
import os

import peewee
import pytest

from db import driver
from db.errors import Missing, Unreadable, UserError
from tests.needs import ENCRYPTION

KEY = bytes(range(32))
KEYS = [pytest.param(KEY, marks=ENCRYPTION), None]
BOTH = pytest.mark.parametrize("key", KEYS, ids=["encrypted", "plain"])


def filled(path, key):
    connection = driver.connect(path, key)
    connection.execute("CREATE TABLE t (x)")
    connection.executemany("INSERT INTO t VALUES (?)", [("秘密" * 300,)] * 50)
    connection.close()


@BOTH
def test_every_connection_has_the_settings_that_lose_nothing(tmp_path, key):
    connection = driver.connect(tmp_path / "s.db", key)
    found = {name: connection.execute(f"PRAGMA {name}").fetchone()[0]
             for name in ("journal_mode", "synchronous", "foreign_keys", "cache_size", "temp_store", "busy_timeout")}
    connection.close()
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "cache_size": -65536,
                     "temp_store": 2, "busy_timeout": 5000}


@ENCRYPTION
def test_an_encrypted_file_shows_nothing(tmp_path):
    filled(tmp_path / "s.db", KEY)
    data = (tmp_path / "s.db").read_bytes()
    assert "秘密".encode() not in data and b"CREATE TABLE" not in data
    assert not data.startswith(b"SQLite format 3")


@ENCRYPTION
@pytest.mark.parametrize(("made", "tried"), [(KEY, bytes(32)), (KEY, None), (None, KEY)])
def test_a_key_that_does_not_fit_is_a_sentence_and_prints_nothing(tmp_path, capfd, made, tried):
    filled(tmp_path / "s.db", made)
    before = (tmp_path / "s.db").read_bytes()
    for opened in (driver.connect, driver.connect_copy):
        with pytest.raises(Unreadable, match="打不开"):
            opened(tmp_path / "s.db", tried)
    with pytest.raises(Unreadable, match="打不开"):
        driver.StoreDatabase(tmp_path / "s.db", tried).connect()
    assert (tmp_path / "s.db").read_bytes() == before
    assert capfd.readouterr().err == ""


@BOTH
@pytest.mark.parametrize("left", [0.9, 0.5, 5000, 700, 10])
def test_a_truncated_store_is_a_sentence(tmp_path, key, left):
    filled(tmp_path / "s.db", key)
    data = (tmp_path / "s.db").read_bytes()
    (tmp_path / "s.db").write_bytes(data[:int(left * len(data)) if isinstance(left, float) else left])
    with pytest.raises(Unreadable, match="损坏"):
        driver.connect(tmp_path / "s.db", key)


def test_an_empty_or_absent_store_does_not_count_as_a_new_one(tmp_path):
    with pytest.raises(Missing):
        driver.must_hold_data(tmp_path / "s.db")
    (tmp_path / "s.db").touch()
    with pytest.raises(Unreadable, match="是空的"):
        driver.must_hold_data(tmp_path / "s.db")
    filled(tmp_path / "t.db", None)
    driver.must_hold_data(tmp_path / "t.db")


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(Unreadable, match="文件夹"):
        driver.connect(tmp_path / "gone" / "s.db")


def test_without_the_encrypted_driver_a_sealed_store_is_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setattr(driver, "cipher", None)
    with pytest.raises(Unreadable, match="没有加密组件"):
        driver.connect(tmp_path / "s.db", KEY)
    assert os.listdir(tmp_path) == []


def test_a_key_of_the_wrong_length_is_our_mistake(tmp_path):
    if driver.ENCRYPTED:
        with pytest.raises(ValueError):
            driver.connect(tmp_path / "s.db", b"short")


class Row(peewee.Model):
    """A table of a test."""

    day = peewee.DateField()
    at = peewee.DateTimeField()
    text = peewee.TextField(unique=True)


@BOTH
def test_peewee_works_on_it_in_any_thread(tmp_path, key):
    from concurrent.futures import ThreadPoolExecutor

    database = driver.StoreDatabase(tmp_path / "s.db", key)
    with database.bind_ctx([Row]):
        database.create_tables([Row])
        Row.create(day=datetime.date(2026, 11, 20), at=datetime.datetime(2026, 11, 20, 9), text="一")
        with pytest.raises(peewee.IntegrityError):
            Row.create(day=datetime.date(2026, 11, 20), at=datetime.datetime(2026, 11, 20, 9), text="一")

        def count():
            with database.connection_context():
                return Row.select().count()

        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(count).result() == 1
        assert Row.get().day == datetime.date(2026, 11, 20) and Row.get().at.hour == 9
    database.close()


@BOTH
def test_a_disk_that_fills_up_in_an_act_is_told_and_nothing_is_half_written(tmp_path, key):
    database = driver.StoreDatabase(tmp_path / "s.db", key)
    with database.bind_ctx([Row]):
        database.create_tables([Row])
        database.execute_sql("PRAGMA max_page_count=12")
        with pytest.raises(peewee.OperationalError) as failed, database.atomic("IMMEDIATE"):
            for number in range(2000):
                Row.create(day=datetime.date(2026, 1, 1), at=datetime.datetime(2026, 1, 1), text=f"{number}" * 99)
        assert "磁盘已满" in str(driver.sentence(failed.value))
        assert Row.select().count() == 0
        database.execute_sql("PRAGMA max_page_count=999999")
        Row.create(day=datetime.date(2026, 1, 1), at=datetime.datetime(2026, 1, 1), text="x" * 5000)
    database.close()


def test_an_error_that_is_our_own_has_no_sentence():
    assert driver.sentence(peewee.OperationalError("no such table: t")) is None
    assert isinstance(driver.sentence(peewee.OperationalError("database is locked")), UserError)
