"""Search per key at 20,000 and 1,000,000 people, beside a LIKE scan of the same people in the same run.

    python benchmarks/search.py [--people 20000 1000000] [--plain] [--keys 200]

Prints one line per size: p50 and p99 of one key press, goals 16 ms and 50 ms. All people are invented; their
ID numbers begin with an area that does not exist.
"""
from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.figures import Figure  # noqa: E402
from db import search  # noqa: E402
from db.driver import ENCRYPTED, StoreDatabase  # noqa: E402
from db.pinyin import readings  # noqa: E402
from db.terms import terms  # noqa: E402

GOALS = {20_000: 16.0, 1_000_000: 50.0}  # p99 of one key press, milliseconds
KINDS = ("name", "id_card", "phone", "address")
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)

SURNAMES = dict(zip(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任沈"
    "钟姜崔谭陆范汪廖石金韦贾夏方邹熊白孟秦邱侯江尹薛段雷黎史陶贺毛顾龚邵万覃武钱戴严莫孔单解仇查盖区翟乐",
    (7.1, 7.0, 6.7, 5.1, 4.6, 3.2, 2.5, 2.2, 2.1, 2.0, 1.5, 1.4, 1.3, 1.3, 1.2, 1.2, 1.2, 1.1, 1.1, 1.0, *[0.4] * 99),
    strict=False)) | {"欧阳": 0.05, "尉迟": 0.01, "诸葛": 0.01, "上官": 0.01}
GIVEN = ("国建明军志德文永华荣福生平庆春林贵昌宝山海清金成树秀英桂兰玉珍淑芳素梅霞香莲丽敏静艳娟燕玲"
         "婷洁慧倩雪晶佳伟强勇杰涛磊鹏辉超刚浩亮宇轩泽睿嘉然逸晨")
ESTATES = ("幸福里 阳光花园 锦绣家园 翠湖苑 朝阳新村 和平里 春风里 金色家园 桂花园 建设新村 "
           "文华苑 西苑小区 明珠苑 丽景园 福安里 望江楼").split()


def people(count: int, seed: int = 1) -> Iterator[tuple[str, str, str, str]]:
    """Invented people: (name, ID number, phone, address)."""
    chance = random.Random(seed)
    surnames, weights = list(SURNAMES), list(SURNAMES.values())
    for place in range(count):
        name = chance.choices(surnames, weights)[0] + chance.choice(GIVEN) + (
            chance.choice(GIVEN) if chance.random() < 0.75 else "")
        born = date(1935, 1, 1) + timedelta(days=chance.randrange(29_000))
        body = f"9901{place // 900_000:02d}{born:%Y%m%d}{place % 1000:03d}"
        check = "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, WEIGHTS, strict=True)) % 11]
        home = (f"{chance.choice(ESTATES)}{chance.randint(1, 30)}号楼{chance.randint(1, 4)}单元"
                f"{chance.randint(1, 18)}{chance.randint(1, 4):02d}")
        yield name, body + check, f"1{chance.choice('35789')}{chance.randrange(10**9):09d}", home


def build(database: StoreDatabase, count: int) -> float:
    """Fill the people and their terms; the seconds of the index alone."""
    table, *indexes = search.tables(database)
    database.execute_sql(table)
    database.execute_sql("PRAGMA cache_size=-500000")  # while filling; the questions are asked with the usual one
    database.execute_sql("CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT, id_card TEXT, phone TEXT, "
                         "address TEXT)")
    connection = database.connection()
    with database.atomic("IMMEDIATE"):
        connection.executemany("INSERT INTO people (name, id_card, phone, address) VALUES (?, ?, ?, ?)", people(count))
        started = time.perf_counter()
        search.put_many(connection.executemany, "people", (
            (rid, set().union(*(terms(kind, value) for kind, value in zip(KINDS, row, strict=True))))
            for rid, row in enumerate(people(count), start=1)))
        for statement in indexes:
            database.execute_sql(statement)
    database.close()
    database.connect()
    return time.perf_counter() - started


def typed(count: int, targets: int, seed: int = 7) -> Iterator[str]:
    """Every key press of somebody looking up `targets` people, each in one of the ways clerks do."""
    chance = random.Random(seed)
    chosen = set(chance.sample(range(count), targets))
    for place, (name, id_card, phone, address) in enumerate(people(count)):
        if place not in chosen:
            continue
        syllables = readings(name)[0]
        initials, home = "".join(syllable[0] for syllable in syllables), address[-12:]
        ways = (name, initials, "".join(syllables), phone, phone[-4:], id_card, id_card[-4:], id_card[6:], address,
                f"{initials} {home}", f"{name[0]} {phone[-4:]}", f"{initials} 3-2")
        whole = chance.choice(ways)
        yield from (whole[:end] for end in range(1, len(whole) + 1))


def like(database: StoreDatabase, text: str) -> list:
    """The rival: a scan of the four columns."""
    mark = f"%{text}%"
    return database.execute_sql("SELECT id FROM people WHERE name LIKE ? OR id_card LIKE ? OR phone LIKE ? "
                                "OR address LIKE ? LIMIT 20", (mark,) * 4).fetchall()


def timed(ask, texts: list[str]) -> tuple[float, float, float, str]:
    """(p50, p99, worst in ms, the slowest text)."""
    taken = []
    for text in texts:
        started = time.perf_counter()
        ask(text)
        taken.append((1000 * (time.perf_counter() - started), text))
    taken.sort()
    return taken[len(taken) // 2][0], taken[int(len(taken) * 0.99)][0], *taken[-1]


def main() -> None:
    """Run all sizes and print their lines."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--people", type=int, nargs="+", default=[20_000, 1_000_000])
    asked.add_argument("--keys", type=int, default=200, help="people looked up")
    asked.add_argument("--plain", action="store_true", help="without encryption")
    options = asked.parse_args()
    key = os.urandom(32) if ENCRYPTED and not options.plain else None
    for count in options.people:
        with tempfile.TemporaryDirectory() as folder:
            print(measured(StoreDatabase(Path(folder) / "people.db", key), count, options.keys), flush=True)


def measured(database: StoreDatabase, count: int, targets: int) -> str:
    """The lines of one size."""
    seconds = build(database, count)
    (p50, p99, worst, text), slow, keys = asked_both(database, count, targets)
    goal = GOALS.get(count)
    said = f"  goal {goal:.0f} ms {'kept' if p99 <= goal else 'MISSED'}" if goal else ""
    size = os.path.getsize(database.database) / 1e6
    database.close()
    return (f"search {count:>9,} people, {keys} keys, {'encrypted' if database.key else 'plain'}: "
            f"p50 {p50:.2f} ms  p99 {p99:.2f} ms  worst {worst:.1f} ms ({text!r}){said}\n"
            f"       LIKE scan: p50 {slow[0]:.2f} ms  p99 {slow[1]:.2f} ms; p99 ratio {p99 / slow[1]:.3f}; "
            f"index built in {seconds:.1f} s, file {size:.0f} MB")


def asked_both(database: StoreDatabase, count: int, targets: int) -> tuple[tuple, tuple, int]:
    """(ours, the scan, how many keys); the first two as `timed` gives them."""
    texts = list(typed(count, targets))
    ours = timed(lambda text: search.find(database.execute_sql, text), texts)
    # A scan of a million is slow: it gets fewer of the keys.
    return ours, timed(lambda text: like(database, text), texts[:: max(1, count // 20_000)]), len(texts)


def measure(count: int, targets: int = 200) -> list[Figure]:
    """p50 and p99 of one key press among `count` people, in an encrypted store where this computer has that."""
    with tempfile.TemporaryDirectory() as folder:
        database = StoreDatabase(Path(folder) / "people.db", os.urandom(32) if ENCRYPTED else None)
        build(database, count)
        ours, scan, _keys = asked_both(database, count, targets)
        database.close()
    return [Figure(f"search a key, {count:,} people, {name}", ours[at], scan[at], "LIKE scan of the same people", "ms",
                   most=GOALS.get(count) if name == "p99" else None) for at, name in enumerate(("p50", "p99"))]


if __name__ == "__main__":
    main()
