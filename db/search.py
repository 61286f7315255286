"""The search index: one row for every term of every record, so that two keys find anyone among a million.

`search_term(record, term, rid)`: a word finds the terms that begin with it, a range of the primary key. The second
index gives all terms of one row: it checks the other words of a query and empties a row's entries.
Every function takes `execute(sql, parameters) → cursor`, whose SQL marks parameters with `?`.
"""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import peewee

from db import dialect
from db.terms import normalise

Execute = Callable[[str, Sequence], Any]
Hit = tuple[str, int]

LAST = "\U0010ffff"  # greater than any sign of a term
FEW = 500  # candidates that are checked one by one
MANY = 20_000  # rows read of one word when every word of the query is common
_BATCH = 100  # parameters of one IN list

_CHUNK = 10_000  # rows whose terms are sorted together

_INSERT = 'INSERT INTO "search_term" ("record", "term", "rid") VALUES'
_ONCE = "ON CONFLICT DO NOTHING"  # an entry that is there already is what was wanted
_RANGE = '"record" = ? AND "term" >= ? AND "term" < ?'


def tables(database: peewee.Database) -> list[str]:
    """The DDL of the index. Terms compare by code point on both engines; record first: rights cut by record."""
    if dialect.is_sqlite(database):
        return ['CREATE TABLE "search_term" ("record" TEXT NOT NULL, "term" TEXT NOT NULL, "rid" INTEGER NOT NULL, '
                'PRIMARY KEY ("record", "term", "rid")) WITHOUT ROWID',
                'CREATE INDEX "search_term_row" ON "search_term" ("record", "rid")']
    return ['CREATE TABLE "search_term" ("record" TEXT COLLATE "C" NOT NULL, "term" TEXT COLLATE "C" NOT NULL, '
            '"rid" INTEGER NOT NULL, PRIMARY KEY ("record", "term", "rid"))',
            'CREATE INDEX "search_term_row" ON "search_term" ("record", "rid") INCLUDE ("term")']


def put(execute: Execute, record: str, rid: int, old_terms: Iterable[str], new_terms: Iterable[str]) -> None:
    """Bring one row's entries from `old_terms` to `new_terms`, inside the caller's transaction."""
    old, new = frozenset(old_terms), frozenset(new_terms)
    for part in _parts(sorted(old - new)):
        marks = ", ".join("?" * len(part))
        execute(f'DELETE FROM "search_term" WHERE "record" = ? AND "term" IN ({marks}) AND "rid" = ?',
                (record, *part, rid))
    for part in _parts(sorted(new - old)):
        marks = ", ".join(["(?, ?, ?)"] * len(part))
        execute(f"{_INSERT} {marks} {_ONCE}", [value for term in part for value in (record, term, rid)])


def put_many(execute_many: Callable[[str, Iterable[Sequence]], Any], record: str,
             rows: Iterable[tuple[int, Iterable[str]]]) -> None:
    """Write the entries of many new rows: `rows` of (rid, terms)."""
    rows = iter(rows)
    while chunk := list(islice(rows, _CHUNK)):
        # Sorted, the tree grows at neighbouring leaves; in chunks, a hundred thousand rows stay out of memory.
        entries = sorted((record, term, rid) for rid, terms in chunk for term in terms)
        execute_many(f"{_INSERT} (?, ?, ?) {_ONCE}", entries)


def drop(execute: Execute, record: str, rid: int | None = None) -> None:
    """Take out all entries of one row, or of the whole record (before the index is built anew)."""
    if rid is None:
        execute('DELETE FROM "search_term" WHERE "record" = ?', (record,))
    else:
        execute('DELETE FROM "search_term" WHERE "record" = ? AND "rid" = ?', (record, rid))


def find(execute: Execute, text: str, limit: int = 20, records: Sequence[str] | None = None) -> tuple[list[Hit], bool]:
    """The best `limit` rows that all words of `text` find, and whether there are more (还有更多).

    `records`: the names that may be searched, in the order in which equal hits are shown; None: all there are.
    Shortest terms first: who types a whole name sees that person above the longer names.
    """
    words = normalise(text)
    names = list(records) if records is not None else _all_records(execute)
    if not words or not names:
        return [], False
    if len(words) == 1:
        ranked, more = _one_word(execute, words[0], names, 3 * limit + 1)
    else:
        ranked, more = _all_words(execute, words, names)
    places = {name: place for place, name in enumerate(names)}
    hits = sorted(ranked, key=lambda hit: (ranked[hit], places[hit[0]], hit[1]))
    return hits[:limit], more or len(hits) > limit


def matching(execute: Execute, record: str, via: tuple[str, str] | None, text: str,
             limit: int | None = None) -> list[int]:
    """Ids of the rows of one record that all words of `text` find, in the order of ids; no words find nothing.

    `via`: (other record, column of this record's table that points at it), whose terms count as this row's own:
    a member is found by the name of the person. `limit` cuts the answer.
    """
    found: set[int] | None = None
    for word in normalise(text):
        sql, parameters = f'SELECT "rid" FROM "search_term" WHERE {_RANGE}', [record, word, word + LAST]
        if via is not None:
            sql += (f' UNION SELECT "id" FROM "{record}" WHERE "{via[1]}" IN '
                    f'(SELECT "rid" FROM "search_term" WHERE {_RANGE})')
            parameters += [via[0], word, word + LAST]
        rows = {rid for (rid,) in execute(sql, parameters).fetchall()}
        found = rows if found is None else found & rows
        if not found:
            return []
    return sorted(found or ())[:limit]


def _one_word(execute: Execute, word: str, names: Sequence[str], rows: int) -> tuple[dict[Hit, int], bool]:
    """{hit: how much longer its best term is than the word} and whether a record had more rows than were read."""
    ranked: dict[Hit, int] = {}
    more = False
    for name in names:
        found = execute(f'SELECT "term", "rid" FROM "search_term" WHERE {_RANGE} ORDER BY "term", "rid" LIMIT {rows}',
                        (name, word, word + LAST)).fetchall()
        more = more or len(found) == rows
        for term, rid in found:
            extra = len(term) - len(word)
            ranked[name, rid] = min(extra, ranked.get((name, rid), extra))
    return ranked, more


def _all_words(execute: Execute, words: Sequence[str], names: Sequence[str]) -> tuple[dict[Hit, int], bool]:
    """Like `_one_word` for several: the rarest word gives candidates, the others are checked on them."""
    rarest, (ranked, more) = _rarest(execute, words, names, FEW + 1)
    if more:  # all words are common: read far more of each, and cut the sets with one another
        return _cut(execute, words, names)
    others = [word for word in words if word != rarest]
    for name in names:
        rids = [rid for record, rid in ranked if record == name]
        kept = _checked(execute, name, rids, others)
        for rid in rids:
            if rid in kept:
                ranked[name, rid] += kept[rid]
            else:
                del ranked[name, rid]
    return ranked, False


def _rarest(execute: Execute, words: Sequence[str], names: Sequence[str],
            rows: int) -> tuple[str, tuple[dict[Hit, int], bool]]:
    best = None
    for word in sorted(words, key=len, reverse=True):
        found = _one_word(execute, word, names, rows)
        if best is None or (found[1], len(found[0])) < (best[1][1], len(best[1][0])):
            best = (word, found)
        if not found[1] and len(found[0]) <= _BATCH:
            break
    return best


def _cut(execute: Execute, words: Sequence[str], names: Sequence[str]) -> tuple[dict[Hit, int], bool]:
    both: dict[Hit, int] | None = None
    cut = False
    for word in words:
        ranked, more = _one_word(execute, word, names, MANY)
        cut = cut or more
        both = ranked if both is None else {hit: both[hit] + ranked[hit] for hit in both.keys() & ranked.keys()}
    return both or {}, cut


def _checked(execute: Execute, record: str, rids: Sequence[int], words: Sequence[str]) -> dict[int, int]:
    """{row: how much longer its terms are} of those rows that every one of the words finds."""
    best: dict[int, list[int | None]] = {rid: [None] * len(words) for rid in rids}
    for part in _parts(rids):
        marks = ", ".join("?" * len(part))
        sql = f'SELECT "rid", "term" FROM "search_term" WHERE "record" = ? AND "rid" IN ({marks})'
        for rid, term in execute(sql, (record, *part)).fetchall():
            for place, word in enumerate(words):
                if term.startswith(word):
                    extra = len(term) - len(word)
                    known = best[rid][place]
                    best[rid][place] = extra if known is None else min(known, extra)
    return {rid: sum(extras) for rid, extras in best.items() if None not in extras}


def _parts(values: Sequence) -> Iterator[Sequence]:
    return (values[start:start + _BATCH] for start in range(0, len(values), _BATCH))


def _all_records(execute: Execute) -> list[str]:
    # Hops from one record name to the next by the index; DISTINCT would read every term.
    names = []
    sql = 'SELECT min("record") FROM "search_term" WHERE "record" > ?'
    name = execute(sql, ("",)).fetchone()[0]
    while name is not None:
        names.append(name)
        name = execute(sql, (name,)).fetchone()[0]
    return names
