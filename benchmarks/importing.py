"""Import of a roster: the preview against bare reading of the file, the commit against a bare bulk insert.

Bare reading is calamine alone, in this process, to Python values. The bare insert writes the same people and
members into the same tables with the same keys, in one transaction, by executemany and nothing else.
"""
from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure, seconds
from benchmarks.search import people

HEADINGS = ("序号", "姓名", "性别", "公民身份证号", "民族", "出生日期", "学历", "人员类别", "所在党支部",
            "加入党组织日期", "转为正式党员日期", "工作岗位", "手机号", "家庭住址", "党籍状态", "备注")
ROUNDS = 3


def invented(count: int) -> Iterator[tuple[str, str, str, str]]:
    """Invented people with different valid ID numbers: (name, ID number, phone, address)."""
    from db.checks import id_check_digit

    for number, (name, _card, phone, home) in enumerate(people(count)):
        born = date(1935, 1, 1) + timedelta(days=number * 37 % 25_000)
        first = f"990101{born:%Y%m%d}{number // 25_000:03d}"
        yield name, first + id_check_digit(first), phone, home


def workbook(path: Path, rows: int) -> None:
    """A roster of invented members, 16 columns, 30 branches."""
    from reports.document import Document, Part, Table, TableColumn
    from reports.write import write

    def lines():
        for number, (name, card, phone, address) in enumerate(invented(rows), start=1):
            birth = f"{card[6:10]}-{card[10:12]}-{card[12:14]}"
            joined = min(date(int(card[6:10]) + 24, 7, 1), date(2025, 7, 1))
            yield (number, name, "男" if int(card[16]) % 2 else "女", card, "汉族", birth, "大学本科", "正式党员",
                   f"第{number % 30 + 1}党支部", joined.isoformat(),
                   joined.replace(year=joined.year + 1).isoformat(), "", phone, address, "正常", "")

    columns = tuple(TableColumn(label, 12) for label in HEADINGS)
    part = Part("花名册", (Table(columns, lines, count=rows),), landscape=True)
    write(Document("bench", "花名册", "晨光社区", (part,), made_at=datetime(2026, 11, 20)), path)


def bare_read(path: Path) -> int:
    """Calamine alone; how many rows."""
    from python_calamine import CalamineWorkbook

    return len(CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python())


def bare_insert(folder: Path, key: bytes | None, rows: list[dict]) -> None:
    """The same people and members by executemany into the same tables: no terms, no journal, no audit."""
    from db import dialect
    from db.models.members import Branch, Member
    from db.models.people import Person
    from db.record import new_uid
    from db.store import Store

    store = Store.create(folder, key)
    with store.writing():
        store.execute('INSERT INTO "branches" ("id", "uid", "revision", "name") VALUES (1, ?, 1, ?)',
                      (new_uid(), "支部"))
        for record in (Person, Member):
            fields = [field for field in record._meta.sorted_fields if field.name != "id"]
            names = ", ".join(f'"{field.column_name}"' for field in fields)
            marks = ", ".join("?" * len(fields))
            table = record._meta.table_name
            lines = ([row[record].get(field.name) for field in fields] for row in rows)
            dialect.execute_many(store.database, f'INSERT INTO "{table}" ({names}) VALUES ({marks})', lines)
    assert Branch.select().count() == 1 and Member.select().count() == len(rows)
    store.close()


def bare_rows(preview) -> list[dict]:
    """What the preview would write, as plain rows for the bare insert."""
    from db.models.members import Member
    from db.models.people import Person
    from db.record import new_uid

    made = []
    for number, row in enumerate(preview.rows, start=1):
        human = {path[7:]: value for path, value in row.changes.items() if path.startswith("person.")}
        own = {path: value for path, value in row.changes.items() if "." not in path}
        own |= {"person": number, "branch": 1, "uid": new_uid(), "revision": 1}
        made.append({Person: human | {"uid": new_uid(), "revision": 1, "name_key": human["name"]}, Member: own})
    return made


def measure(rows: int = 50_000, rounds: int = ROUNDS) -> list[Figure]:
    """Preview and commit of a roster of `rows` members."""
    from db.driver import ENCRYPTED

    taken: dict[str, list[float]] = {name: [] for name in ("bare reading", "preview", "bare insert", "commit")}
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "roster.xlsx"
        workbook(path, rows)
        for turn in range(rounds):
            folder = Path(place) / str(turn)
            folder.mkdir()
            one_round(path, rows, folder, os.urandom(32) if ENCRYPTED else None, taken)
    found = {name: median(times) for name, times in taken.items()}
    return [Figure(f"import preview, {rows:,} rows", found["preview"], found["bare reading"],
                   "bare calamine reading of the same file", most_ratio=6),
            Figure(f"import commit, {rows:,} rows", found["commit"], found["bare insert"],
                   "bare bulk insert of the same rows")]


def one_round(path: Path, rows: int, folder: Path, key: bytes | None, taken: dict[str, list[float]]) -> None:
    """All four once, one after the other."""
    from center.desk import Desk, Who
    from center.importing import preview_of
    from db.models.members import Member
    from db.store import Store
    from reports.reading import read_table

    (folder / "bare").mkdir()
    (folder / "ours").mkdir()
    taken["bare reading"].append(seconds(lambda: bare_read(path))[0])
    desk = Desk(Store.create(folder / "ours", key), Who("bench", "林晓", ("head", "admin")))
    spent, preview = seconds(lambda: preview_of(desk, Member, read_table(path), create_missing=True))
    taken["preview"].append(spent)
    spent, done = seconds(lambda: desk.do("import", preview=preview))
    taken["commit"].append(spent)
    assert done["added"] == rows, done
    plain = bare_rows(preview)
    desk.close()
    taken["bare insert"].append(seconds(lambda: bare_insert(folder / "bare", key, plain))[0])
