"""Code lists: `templates/codes/<name>.toml`, codes are stored and names are shown."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.checks import clean
from db.words import Word

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "codes"
_JOINTS = re.compile(r"([、,，;；/]\s*)")


def apart(text: str, known: Callable[[str], object]) -> list[str]:
    """What stands between 、 and commas; a `known` name that has 、 in itself stays whole. Pure."""
    parts, found, at = _JOINTS.split(text.strip()), [], 0
    while at < len(parts):
        longer = range(len(parts), at + 1, -2)  # words and joints take turns
        end = next((end for end in longer if known("".join(parts[at:end]))), at + 1)
        found.append("".join(parts[at:end]))
        at = end + 1
    return found


@dataclass(frozen=True)
class CodeList:
    """One list, in official order.

    `items` code → name; `short` code → short name; `synonyms` other written word → code; `asks` word →
    (code, question): understood, but a person has to say yes; `groups` name → codes added up in statistics;
    `flags` name → codes that the program treats alike.
    """

    name: str
    source: str
    items: dict[str, str]
    short: dict[str, str]
    synonyms: dict[str, str]
    asks: dict[str, tuple[str, str]]
    groups: dict[str, tuple[str, ...]]
    flags: dict[str, tuple[str, ...]]

    def code_of(self, text: str) -> str | None:
        """The code a clerk means by a name, a code or a usual other word; None if none."""
        return self._words.get(_folded(text))

    @property
    def _words(self) -> dict[str, str]:
        words = _WORDS.get(self.name)
        if words is None:
            words = {code: code for code in self.items}
            words |= {_folded(label): code for code, label in self.items.items()}
            words |= {_folded(word): code for word, code in self.synonyms.items()}
            _WORDS[self.name] = words
        return words


_WORDS: dict[str, dict[str, str]] = {}


def _folded(word: str) -> str:
    """Half-width, as a field cleans what is typed: 已告知，由本人决定 has a comma of its own."""
    return clean(word).casefold().replace(" ", "")


def inhabited(name: str, kind: str | None) -> bool:
    """Whether people live in a place of this kind, by its list (door_kind, …); one without a kind is a home."""
    return kind not in code_list(name).flags["uninhabited"]


@cache
def code_list(name: str) -> CodeList:
    """The list of that name. Raises FileNotFoundError for a name that is no list: that is our bug."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    items = {str(code): Word(label) for code, label in data["items"]}
    asks = {word: (code, question) for word, (code, question) in data.get("ask", {}).items()}
    groups, flags = ({one: tuple(codes) for one, codes in data.get(part, {}).items()} for part in ("groups", "flags"))
    short, synonyms = dict(data.get("short", {})), dict(data.get("synonyms", {}))
    return CodeList(Word(data["name"]), data["source"], items, short, synonyms, asks, groups, flags)
