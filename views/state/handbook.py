"""The handbook without a screen: its topics, which one a page opens, and finding in it (by pinyin too).

`templates/handbook/contents.toml` holds the order and the topic of every page; each topic is one short Markdown file.
What can be had from the program (shortcuts, official numbers) is put in here and never typed a second time.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, groupby

from center.numbers import shipped
from center.numbers import shown as words_of
from center.words import N_, say
from db.errors import Missing
from db.pinyin import syllables
from views.folders import TREE
from views.shortcuts import SCOPES
from views.state.handbook_text import Block, Span, blocks, plain

FOLDER = TREE / "templates" / "handbook"
PICTURES = FOLDER / "pictures"
FIRST = "start"
CLOSING = "，。；：、！？）”》】 "  # no excerpt begins with these
BLURRED = re.compile("ng|zh|ch|sh")
AROUND = 22  # characters shown on each side of what was found
NO_TOPIC = N_("手册里没有“{topic}”这一篇，请从目录里选")


@dataclass(frozen=True)
class Topic:
    """One page of the handbook; `key` is its file's name."""

    key: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """All its words, one block a line."""
        return "\n".join(plain(block) for block in self.blocks)


@dataclass(frozen=True)
class Group:
    """Topics under one heading of the contents."""

    label: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """A topic that holds what was looked for, with the words around it (its first ones where its title holds it)."""

    key: str
    title: str
    excerpt: str


@cache
def _contents() -> dict:
    with (FOLDER / "contents.toml").open("rb") as source:
        return tomllib.load(source)


def groups() -> tuple[Group, ...]:
    """The contents, in order."""
    return tuple(Group(one["label"], tuple(one["topics"])) for one in _contents()["groups"])


@cache
def topics() -> dict[str, Topic]:
    """Every topic by its key, in the order of the contents."""
    return {key: _topic(key) for group in groups() for key in group.topics}


def topic(key: str) -> Topic:
    """One topic, by key or title. Raises Missing."""
    known = topics()
    found = known.get(key) or next((one for one in known.values() if one.title == key), None)
    if found is None:
        raise Missing(NO_TOPIC, topic=key)
    return found


def topic_of(page: str) -> str:
    """The topic of a page of the window (`list:members`, `settings:backup` …); the nearest one known."""
    pages = _contents()["pages"]
    while page:
        if page in pages:
            return pages[page]
        page = page.rpartition(":")[0]
    return FIRST


def _topic(key: str) -> Topic:
    text = (FOLDER / f"{key}.md").read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    return Topic(key, first.removeprefix("# ").strip(), tuple(blocks(rest, MADE)))


# ---- what the program knows better than a writer
def _shortcuts() -> list[Block]:
    """Every scope under its heading; neighbours that do the same stand in one row, as Alt+1 … Alt+6."""
    made = []
    for scope in SCOPES:
        made.append(Block("heading", (Span(say(scope.label)),)))
        for words, some in groupby(scope.shortcuts, key=lambda one: one.words):
            shown = [say(one.shown) for one in some]
            caps = shown[0] if len(shown) == 1 else f"{shown[0]} … {shown[-1]}"
            made.append(Block("row", (Span(say(words)),), caps, keys=True))
    return made


def _numbers() -> list[Block]:
    made, section = [], ""
    for key, entry in shipped().items():
        if entry["section"] != section:
            section = entry["section"]
            made.append(Block("heading", (Span(section),)))
        value = words_of(key, str(entry["value"]))
        unit = entry["unit"]
        words = f"{value}{unit}" if unit == "%" else f"{value} {unit}".strip()
        made.append(Block("row", (Span(f"{words}　"), Span(entry["source"], "quiet")), entry["label"]))
    return made


MADE = {"shortcuts": _shortcuts, "numbers": _numbers}


# ---- finding
@dataclass(frozen=True)
class _Words:
    """A topic as it is searched: the shown words, the same folded, and their pinyin initials, sign for sign.

    `spelled` is the whole pinyin in one row with where each sign's syllable begins in it, twice: as it is, and blurred
    as many people type it.
    """

    shown: str
    folded: str
    initials: str
    spelled: tuple[tuple[str, tuple[int, ...]], ...]


@cache
def _searched(key: str) -> tuple[_Words, tuple[tuple[_Words, bool], ...]]:
    one = topics()[key]
    read = [block for block in one.blocks if block.kind != "picture"]
    return _words(one.title), tuple((_words(plain(block)), block.kind == "heading") for block in read)


def _words(text: str) -> _Words:
    shown = text.replace(" ", "").replace("\u3000", " ")  # a row's gap stays, blanks between Latin and Chinese go
    folded = "".join(_fold(sign) for sign in shown)
    said = [(syllables(sign) or [sign])[0] for sign in folded]
    rows = tuple(("".join(row), tuple(accumulate(map(len, row), initial=0))) for row in (said, list(map(_blur, said))))
    return _Words(shown, folded, "".join(one[:1] for one in said), rows)


def _blur(pinyin: str) -> str:
    """Where the north and the south speak differently (yin, ying; shi, si), one spelling for both."""
    return BLURRED.sub(lambda found: found[0][0], pinyin)


def _spelled(one: _Words, word: str) -> tuple[int, int] | None:
    """(place, length) in signs of what a word in whole pinyin stands for; None when it is not there.

    It begins with a syllable, and its last one may be half typed (`dayi`).
    """
    for (row, starts), wanted in zip(one.spelled, (word, _blur(word)), strict=True):
        at = row.find(wanted)
        while at >= 0:
            first = bisect_left(starts, at)
            if starts[first] == at:
                return first, bisect_left(starts, at + len(wanted)) - first
            at = row.find(wanted, at + 1)
    return None


def _fold(sign: str) -> str:
    half = unicodedata.normalize("NFKC", sign).lower()
    return half if len(half) == 1 else sign  # one sign stays one: places in both texts must agree


def search(words: str) -> tuple[Found, ...]:
    """The topics that hold every one of the words: titles first, then headings and text, then by pinyin.

    Initials (`bf` → 备份) and whole pinyin (`beifen`) are looked for in titles and headings from two letters on, in
    the text initials from three and pinyin from four.
    """
    wanted = ["".join(map(_fold, word)) for word in words.split()]
    if not wanted:
        return ()
    found = []
    for place, key in enumerate(topics()):
        hits = [_hit(key, word) for word in wanted]
        if all(hit is not None for hit in hits):
            found.append((max(hit[0] for hit in hits), place, key, _excerpt(hits) or _beginning(key)))
    return tuple(Found(key, topics()[key].title, excerpt) for _rank, _place, key, excerpt in sorted(found))


def _hit(key: str, word: str) -> tuple[int, _Words | None, int, int] | None:
    """(how good, the words it stands in, its place, its length); None when the topic does not hold it."""
    title, texts = _searched(key)
    letters = word.isascii() and word.isalpha()
    if word in title.folded:
        return 0, None, 0, 0
    if letters and len(word) > 1 and (word in title.initials or _spelled(title, word)):
        return 1, None, 0, 0
    for one, _heading in texts:
        if word in one.folded:
            return 2, one, one.folded.index(word), len(word)
    for one, heading in texts if letters and len(word) > 1 else ():
        if (heading or len(word) > 2) and word in one.initials:
            return 3, one, one.initials.index(word), len(word)
        if (heading or len(word) > 3) and (place := _spelled(one, word)):
            return 3, one, *place
    return None


def _beginning(key: str) -> str:
    first = next((plain(block) for block in topics()[key].blocks if block.kind == "text"), "")
    return first if len(first) <= 2 * AROUND else f"{first[: 2 * AROUND]}……"


def _excerpt(hits: Sequence[tuple[int, _Words | None, int, int]]) -> str:
    for _rank, words, at, length in hits:
        if words is not None:
            start, end = max(0, at - AROUND), at + length + AROUND
            before = "……" if start else ""
            after = "……" if end < len(words.shown) else ""
            return f"{before}{words.shown[start:end].lstrip(CLOSING)}{after}"
    return ""
