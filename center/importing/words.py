"""The words of other people's tables: synonyms of headings, words for "nothing" and "as above", footers."""
from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from center.tongues import translations
from db.checks import clean

FILE = Path(__file__).resolve().parents[2] / "templates" / "import" / "synonyms.toml"
_NOISE = re.compile(r"[\s*＊:：、,，.。·\-—_/\\?？!！\"'“”‘’\[\]【】<>《》]+")
_BRACKETS = re.compile(r"\([^()]*\)")


@dataclass(frozen=True)
class ImportWords:
    """`names` written heading → every heading of its group, in the group's order; the rest are sets of plain words."""

    names: dict[str, tuple[str, ...]]
    prefixes: tuple[str, ...]
    numbering: frozenset[str]
    reason: frozenset[str]
    uid: frozenset[str]
    empty: frozenset[str]
    same: frozenset[str]
    totals: frozenset[str]
    footers: tuple[str, ...]


def plain(text: object) -> str:
    """A heading as it is compared: half-width, small letters, without blanks and punctuation."""
    return _NOISE.sub("", clean(str(text))).casefold()


def bare(text: object) -> str:
    """`plain` without what stands in brackets; the whole when nothing else is left."""
    return plain(_BRACKETS.sub("", clean(str(text)))) or plain(text)


@cache
def import_words() -> ImportWords:
    """The lists of `templates/import/synonyms.toml`."""
    data = tomllib.loads(FILE.read_text(encoding="utf-8"))
    names: dict[str, tuple[str, ...]] = {}

    def everywhere(key: str) -> list[str]:  # our own papers come back in any of their languages
        return [said for word in data[key] for said in (word, *translations(word))]

    for group in data["groups"]:
        words = tuple(dict.fromkeys(plain(word) for word in group))
        for word in words:
            names[word] = (*names.get(word, ()), *words)
    sets = {key: frozenset(map(plain, everywhere(key))) for key in ("numbering", "reason", "uid", "totals")}
    raw = {key: frozenset(clean(word).casefold() for word in data[key]) for key in ("empty", "same")}
    footers = tuple(sorted({"".join(word.split()) for word in everywhere("footers")}, key=len, reverse=True))
    return ImportWords(names, tuple(data["prefixes"]), **sets, **raw, footers=footers)
