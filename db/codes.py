"""Code lists: `templates/codes/<name>.toml`, codes are stored and names are shown."""
from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.words import Word

FOLDER = Path(__file__).resolve().parent.parent / "templates" / "codes"


@dataclass(frozen=True)
class CodeList:
    """One list, in official order.

    `items` code → name; `short` code → short name; `synonyms` other written word → code; `asks` word →
    (code, question): understood, but a person has to say yes; `groups` name → codes added up in statistics.
    """

    name: str
    source: str
    items: dict[str, str]
    short: dict[str, str]
    synonyms: dict[str, str]
    asks: dict[str, tuple[str, str]]
    groups: dict[str, tuple[str, ...]]

    def code_of(self, text: str) -> str | None:
        """The code a clerk means by a name, a code or a usual other word; None if none."""
        return self._words.get(text.strip().casefold().replace(" ", ""))

    @property
    def _words(self) -> dict[str, str]:
        words = _WORDS.get(self.name)
        if words is None:
            words = {code: code for code in self.items}
            words |= {label.casefold().replace(" ", ""): code for code, label in self.items.items()}
            words |= {word.casefold().replace(" ", ""): code for word, code in self.synonyms.items()}
            _WORDS[self.name] = words
        return words


_WORDS: dict[str, dict[str, str]] = {}


@cache
def code_list(name: str) -> CodeList:
    """The list of that name. Raises FileNotFoundError for a name that is no list: that is our bug."""
    data = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    items = {str(code): Word(label) for code, label in data["items"]}
    asks = {word: (code, question) for word, (code, question) in data.get("ask", {}).items()}
    groups = {group: tuple(codes) for group, codes in data.get("groups", {}).items()}
    short, synonyms = dict(data.get("short", {})), dict(data.get("synonyms", {}))
    return CodeList(Word(data["name"]), data["source"], items, short, synonyms, asks, groups)
