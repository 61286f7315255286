"""The search index: one row for every term of every record, so that two keys find anyone among a million.

`search_term(record, term, rid)`: a word finds the terms that begin with it, a range of the primary key. The second
index begins with the row: it checks the other words of a query on it, and empties a row's entries.
Every function takes `execute(sql, parameters) → cursor`, whose SQL marks parameters with `?`.
"""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import peewee

from db import dialect
from db.lots import lots
from db.terms import normalise

Execute = Callable[[str, Sequence], Any]
Hit = tuple[str, int]

LAST = "\U0010ffff"  # greater than any sign of a term
NEXT = "\x01"  # smaller than any: a range up to it holds the word itself only
LONG_FIGURES = re.compile(r"\d{5,}x?")  # as normalised; the last four of a number are asked for every day
MANY = 20_000  # rows read of one word; the answer says "more" when a word has more and they might matter
WIDE = 25_000  # entries of one word: reading so many takes 20 to 50 ms
FIGURES = 4  # so many times fewer are wide for figures: spread evenly over the names, a screen of them is soon together
PROBES = 2000  # rows that are looked up one by one for another word, each a cold page at worst
PROBE_COST = 20  # one look-up costs about as much as reading so many rows of a range
_BATCH = 100  # parameters of one IN list

_CHUNK = 10_000  # rows whose terms are sorted together

_INSERT = 'INSERT INTO "search_term" ("record", "term", "rid") VALUES'
_ONCE = "ON CONFLICT DO NOTHING"  # an entry that is there already is what was wanted
_RANGE = '"record" = ? AND "term" >= ? AND "term" < ?'
_AMONG = f'"rid" IN (SELECT "rid" FROM "search_term" WHERE {_RANGE})'
_PROBE = f'EXISTS (SELECT 1 FROM "search_term" WHERE {_RANGE} AND "rid" = "lead"."rid")'


def tables(database: peewee.Database) -> list[str]:
    """The DDL of the index. Terms compare by code point on both engines; record first: rights cut by record."""
    if dialect.is_sqlite(database):
        return ['CREATE TABLE "search_term" ("record" TEXT NOT NULL, "term" TEXT NOT NULL, "rid" INTEGER NOT NULL, '
                'PRIMARY KEY ("record", "term", "rid")) WITHOUT ROWID',
                'CREATE INDEX "search_term_row" ON "search_term" ("record", "rid", "term")']
    return ['CREATE TABLE "search_term" ("record" TEXT COLLATE "C" NOT NULL, "term" TEXT COLLATE "C" NOT NULL, '
            '"rid" INTEGER NOT NULL, PRIMARY KEY ("record", "term", "rid"))',
            'CREATE INDEX "search_term_row" ON "search_term" ("record", "rid", "term")']


def put(execute: Execute, record: str, rid: int, old_terms: Iterable[str], new_terms: Iterable[str]) -> None:
    """Bring one row's entries from `old_terms` to `new_terms`, inside the caller's transaction."""
    old, new = frozenset(old_terms), frozenset(new_terms)
    for part in lots(sorted(old - new), _BATCH):
        marks = ", ".join("?" * len(part))
        execute(f'DELETE FROM "search_term" WHERE "record" = ? AND "term" IN ({marks}) AND "rid" = ?',
                (record, *part, rid))
    for part in lots(sorted(new - old), _BATCH):
        marks = ", ".join(["(?, ?, ?)"] * len(part))
        execute(f"{_INSERT} {marks} {_ONCE}", [value for term in part for value in (record, term, rid)])


def put_many(execute_many: Callable[[str, Iterable[Sequence]], Any], record: str,
             rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write the entries of many new rows: `rows` of (rid, terms)."""
    for chunk in lots(rows, _CHUNK):
        # Sorted, the tree grows at neighbouring leaves; in chunks, a hundred thousand rows stay out of memory.
        entries = sorted((term, rid) for rid, terms in chunk for term in terms)
        execute_many(f"{_INSERT} (?, ?, ?) {_ONCE}", ((record, term, rid) for term, rid in entries))


def move_many(execute_many: Callable[[str, Iterable[Sequence]], Any], record: str,
              rows: Sequence[tuple[int, frozenset[str], frozenset[str]]]) -> None:
    """Bring the entries of many rows from their old terms to the new ones: `rows` of (rid, old, new)."""
    gone = sorted((term, rid) for rid, old, new in rows for term in old - new)
    execute_many('DELETE FROM "search_term" WHERE "record" = ? AND "term" = ? AND "rid" = ?',
                 ((record, term, rid) for term, rid in gone))
    put_many(execute_many, record, ((rid, new - old) for rid, old, new in rows))


def drop(execute: Execute, record: str, rid: int | None = None) -> None:
    """Take out all entries of one row, or of the whole record (before the index is built anew)."""
    if rid is None:
        execute('DELETE FROM "search_term" WHERE "record" = ?', (record,))
    else:
        execute('DELETE FROM "search_term" WHERE "record" = ? AND "rid" = ?', (record, rid))


class Whole(str):
    """A word that a term must equal, not begin with."""

    __slots__ = ()


def _words(text: str, whole: bool) -> list[str]:
    """The words of a text. `whole`: long figures find only the number that they are, never one that begins so:
    who may not see a masked number must not find it out sign by sign."""
    return [Whole(word) if whole and LONG_FIGURES.fullmatch(word) else word for word in normalise(text)]


def _end(word: str) -> str:
    """The end of the range of terms that a word finds."""
    return word + (NEXT if isinstance(word, Whole) else LAST)


def find(execute: Execute, text: str, limit: int = 20, records: Sequence[str] | None = None,
         whole: bool = False) -> tuple[list[Hit], bool]:
    """The best `limit` rows that all words of `text` find, and whether there are more (还有更多).

    `records`: the names that may be searched, in the order in which equal hits are shown; None: all there are.
    Shortest terms first: who types a whole name sees that person above the longer names. `whole`: see `_words`.
    """
    words = _words(text, whole)
    names = list(records) if records is not None else _all_records(execute)
    if not words or not names:
        return [], False
    ranked: dict[Hit, int] = {}
    more = False
    for name in names:
        found, cut = (_one_word(execute, words[0], name, 3 * limit + 1) if len(words) == 1
                      else _all_words(execute, words, name, limit + 1))
        ranked |= found
        more = more or cut
    places = {name: place for place, name in enumerate(names)}
    hits = sorted(ranked, key=lambda hit: (ranked[hit], places[hit[0]], hit[1]))
    return hits[:limit], more or len(hits) > limit


def matching(execute: Execute, record: str, via: tuple[str, str] | None, text: str,
             limit: int | None = None, whole: bool = False) -> list[int]:
    """Ids of the rows of one record that all words of `text` find, in the order of ids; no words find nothing.

    `via`: (other record, column of this record's table that points at it), whose terms count as this row's own:
    a member is found by the name of the person. `limit` cuts the answer; `whole`: see `_words`.
    """
    words, many = _words(text, whole), {}
    if len(words) > 1:  # the rarest first: the others are then asked about its rows only
        many = {word: _amount(execute, via[0] if via else record, word) for word in words}
        words = sorted(words, key=many.__getitem__)
    found: set[int] | None = None
    for word in words:
        if found is None or len(found) > PROBES or len(found) * PROBE_COST > many[word] < MANY:
            rows = _of_word(execute, record, via, word)
            found = rows if found is None else found & rows
        else:
            found = _that_have(execute, record, via, word, found)
        if not found:
            return []
    return sorted(found or ())[:limit]


def _of_word(execute: Execute, record: str, via: tuple[str, str] | None, word: str) -> set[int]:
    """Ids of all rows that a word finds."""
    sql, parameters = f'SELECT "rid" FROM "search_term" WHERE {_RANGE}', [record, word, _end(word)]
    if via is not None:
        sql += (f' UNION SELECT "id" FROM "{record}" WHERE "{via[1]}" IN '
                f'(SELECT "rid" FROM "search_term" WHERE {_RANGE})')
        parameters += [via[0], word, _end(word)]
    return {rid for (rid,) in execute(sql, parameters).fetchall()}


def _that_have(execute: Execute, record: str, via: tuple[str, str] | None, word: str, rids: set[int]) -> set[int]:
    """Those of some rows that a word finds, looked up one by one."""
    among = ",".join(str(rid) for rid in rids)
    sql = f'SELECT "rid" FROM "search_term" WHERE {_RANGE} AND "rid" IN ({among})'
    parameters = [record, word, _end(word)]
    if via is not None:
        sql += (f' UNION SELECT "id" FROM "{record}" AS "lead" WHERE "id" IN ({among}) AND '
                f'EXISTS (SELECT 1 FROM "search_term" WHERE {_RANGE} AND "rid" = "lead"."{via[1]}")')
        parameters += [via[0], word, _end(word)]
    return {rid for (rid,) in execute(sql, parameters).fetchall()}


def wide(execute: Execute, record: str, text: str, whole: bool = False) -> list[str]:
    """The words of a text, rarest first, when so many entries begin with one that reading them takes a moment."""
    words = sorted(_words(text, whole), key=lambda word: _amount(execute, record, word))
    most = WIDE // FIGURES if words and words[-1].isdigit() else WIDE
    sql = f'SELECT 1 FROM "search_term" WHERE {_RANGE} LIMIT 1 OFFSET {most}'
    return words if words and execute(sql, (record, words[-1], _end(words[-1]))).fetchone() else []


def first_of_all(execute: Execute, record: str, words: Sequence[str],
                 in_order: Callable[[Iterable[int]], Iterable[int]], limit: int) -> list[int]:
    """Ids of the first rows in an order that all words find: the rarest word's rows, looked up lot by lot."""
    rows = iter(in_order(_of_word(execute, record, None, words[0])))
    found: list[int] = []
    while len(found) < limit and (lot := list(islice(rows, _BATCH))):
        left = set(lot)
        for word in words[1:]:
            left = _that_have(execute, record, None, word, left) if left else left
        found += [rid for rid in lot if rid in left]
    return found[:limit]


def first(execute: Execute, record: str, word: str, key: str, limit: int) -> list[int]:
    """Ids of the first rows by an indexed column that a wide word finds: most rows fit, so few are looked at."""
    sql = (f'SELECT "id" FROM "{record}" AS "lead" WHERE EXISTS (SELECT 1 FROM "search_term" WHERE {_RANGE} '
           f'AND "rid" = "lead"."id") ORDER BY "{key}", "id" LIMIT {limit}')
    return [rid for (rid,) in execute(sql, (record, word, _end(word))).fetchall()]


def _one_word(execute: Execute, word: str, name: str, rows: int) -> tuple[dict[Hit, int], bool]:
    """{hit: how much longer its best term is than the word} and whether there were more rows than were read."""
    found = execute(f'SELECT "term", "rid" FROM "search_term" WHERE {_RANGE} ORDER BY "term", "rid" LIMIT {rows}',
                    (name, word, _end(word))).fetchall()
    ranked: dict[Hit, int] = {}
    for term, rid in found:
        extra = len(term) - len(word)
        ranked[name, rid] = min(extra, ranked.get((name, rid), extra))
    return ranked, len(found) == rows


def _all_words(execute: Execute, words: Sequence[str], name: str, rows: int) -> tuple[dict[Hit, int], bool]:
    """Like `_one_word` for several words in one record: reads the rarest word's rows and asks for the others."""
    amounts = {word: _amount(execute, name, word) for word in words}
    lead = min(words, key=lambda word: (amounts[word], -len(word)))
    if not amounts[lead]:
        return {}, False
    others = [word for word in words if word != lead]
    asked = [_PROBE if amounts[word] == MANY or amounts[lead] * PROBE_COST < amounts[word] else _AMONG
             for word in others]
    read = PROBES if _PROBE in asked else MANY
    sql = (f'SELECT DISTINCT "rid" FROM (SELECT "rid" FROM "search_term" WHERE {_RANGE} ORDER BY "term", "rid" '
           f'LIMIT {read}) AS "lead" WHERE {" AND ".join(asked)} LIMIT {rows}')
    parameters = [value for word in (lead, *others) for value in (name, word, _end(word))]
    rids = [rid for (rid,) in execute(sql, parameters).fetchall()]
    ranked = {(name, rid): extra for rid, extra in _extras(execute, name, rids, words).items()}
    return ranked, len(rids) == rows or amounts[lead] >= read


def _amount(execute: Execute, name: str, word: str) -> int:
    """How many rows of the index begin with the word, counted up to MANY."""
    sql = f'SELECT count(*) FROM (SELECT 1 FROM "search_term" WHERE {_RANGE} LIMIT {MANY}) AS "some"'
    return execute(sql, (name, word, _end(word))).fetchone()[0]


def _extras(execute: Execute, name: str, rids: Sequence[int], words: Sequence[str]) -> dict[int, int]:
    """{row: how much longer than the words its best terms are} for rows that all the words find."""
    total = dict.fromkeys(rids, 0)
    for part in lots(rids, _BATCH):
        sql = (f'SELECT "rid", min(length("term")) FROM "search_term" WHERE {_RANGE} '
               f'AND "rid" IN ({", ".join("?" * len(part))}) GROUP BY "rid"')
        for word in words:
            for rid, length in execute(sql, (name, word, _end(word), *part)).fetchall():
                total[rid] += length - len(word)
    return total


def _all_records(execute: Execute) -> list[str]:
    # Hops from one record name to the next by the index; DISTINCT would read every term.
    names = []
    sql = 'SELECT min("record") FROM "search_term" WHERE "record" > ?'
    name = execute(sql, ("",)).fetchone()[0]
    while name is not None:
        names.append(name)
        name = execute(sql, (name,)).fetchone()[0]
    return names
