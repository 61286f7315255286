"""Killing the program loses no act that was acknowledged, and leaves no half act."""
from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from db import driver
from tests.needs import ENCRYPTION

HOME = Path(__file__).resolve().parent.parent
KEY = bytes(range(32))
# One act writes two tables and a counter in one transaction; its number is told only after the commit.
WRITER = """
import sys
from db import driver
connection = driver.connect(sys.argv[1], bytes.fromhex(sys.argv[2]) or None)
for table in ("a (id INTEGER PRIMARY KEY, pad TEXT)", "b (a INTEGER)", "k (n INTEGER)"):
    connection.execute("CREATE TABLE IF NOT EXISTS " + table)
connection.execute("INSERT INTO k SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM k)")
connection.execute("PRAGMA wal_autocheckpoint=40")
while True:
    connection.execute("BEGIN IMMEDIATE")
    number = connection.execute("INSERT INTO a (pad) VALUES (?)", ("x" * 700,)).lastrowid
    connection.execute("INSERT INTO b VALUES (?)", (number,))
    connection.execute("UPDATE k SET n = n + 1")
    connection.execute("COMMIT")
    print(number, flush=True)
"""


def killed_after(path: Path, key: bytes | None, acts: int) -> int:
    """Start a writer, kill it as soon as it told of so many acts; the last number it told."""
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(path), (key or b"").hex()], cwd=HOME,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    for _ in range(acts):
        line = process.stdout.readline()
        assert line, process.stderr.read().decode()
    process.kill()
    rest = process.stdout.read()  # what it told between the last line read and its death
    process.communicate()
    told = [line for line in rest.splitlines(keepends=True) if line.endswith(b"\n")]
    return int(told[-1] if told else line)


@pytest.mark.parametrize("key", [
    pytest.param(KEY, marks=ENCRYPTION),
    None], ids=["encrypted", "plain"])
def test_no_acknowledged_act_is_lost_when_the_program_is_killed(tmp_path, key):
    path, last = tmp_path / "s.db", 0
    for acts in (1, 60, 7):
        last = max(last, killed_after(path, key, acts))
        connection = driver.connect(path, key)
        highest, count = connection.execute("SELECT max(id), count(*) FROM a").fetchone()
        assert highest >= last
        assert highest == count == connection.execute("SELECT count(*) FROM b").fetchone()[0]
        assert connection.execute("SELECT n FROM k").fetchone()[0] == count
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
    assert last > 0
