"""Names of other records in a table: the Party branch that a row says it belongs to."""
from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass
from difflib import get_close_matches

from center.importing.cell import ASK, CHANGED, OK, REFUSED, Cell
from center.naming import NAMES, named, several, why
from db.errors import Invalid
from db.fields import Text
from db.listing import title_of
from db.questions.importing import titled, titles
from db.record import Column, Record, columns


@dataclass(frozen=True)
class NewRef:
    """A record that is not there yet and will be made when the import is done."""

    record: type[Record]
    name: str


def creatable(record: type[Record]) -> bool:
    """Whether a name alone makes a record of this kind; a place that is known by its address has its own page."""
    if record in NAMES:
        return False
    name = record.title[0]
    own = record._meta.fields.get(name)
    others = [at for at in columns(record) if at.required and at.path != name]
    return isinstance(own, Text) and not others


_COMPARED = 1_000
"""Names that are compared with an unknown one: among the doors of a community each would take half a second."""
_NONE = "没有叫“{text}”的{label}。请改成已有的名称，或先去登记"
_NEAR = "没有叫“{text}”的{label}，相近的有：{near}。请改成已有的名称，或先去登记"
_NONE_OR_NEW = "没有叫“{text}”的{label}。可以新建，或改成已有的名称"
_NEAR_OR_NEW = "没有叫“{text}”的{label}，相近的有：{near}。可以新建，或改成已有的名称"


class RefNames:
    """What the names of one Ref column mean. Reads the titles once; `find(text)` gives the Cell of a name.

    Rows that are `shut` to who imports are not there.
    """

    def __init__(self, at: Column, shut: Set[int] = frozenset()) -> None:
        self.at, self.target, self._shut = at, at.field.rel_model, shut
        self._titles = self._open(titles(self.target))
        self._short: dict[str, list[str]] = {}
        for title in self._titles or {}:
            for word in {_short(title), _tail(_short(title))}:
                self._short.setdefault(word, []).append(title)
        self._makes = creatable(self.target)

    def find(self, text: str) -> Cell:
        """Exactly one record of that name, else the only one merely longer (中共…社区…委员会), else a question."""
        found = self._ids(text)
        if len(found) == 1:
            return Cell(OK, text, text, found[0])
        if found:
            return Cell(REFUSED, text, text, message=several(self.target, text, found), among=tuple(found))
        meant = [rid for rid in named(self.target, text) if rid not in self._shut]
        if len(meant) == 1:
            title = title_of(self.target, meant[0])
            return Cell(CHANGED, text, title, meant[0], Invalid("就是“{title}”", title=title))
        if meant:
            return Cell(REFUSED, text, text, message=several(self.target, text, meant), among=tuple(meant))
        alike = self._short.get(_short(text), [])
        if len(alike) == 1 and len(self._ids(alike[0])) == 1:
            return Cell(CHANGED, text, alike[0], self._ids(alike[0])[0], Invalid("就是“{title}”", title=alike[0]))
        return self._unknown(text)

    def _open(self, known: dict[str, list[int]] | None) -> dict[str, list[int]] | None:
        if known is None or not self._shut:
            return known
        left = {title: [rid for rid in ids if rid not in self._shut] for title, ids in known.items()}
        return {title: ids for title, ids in left.items() if ids}

    def _ids(self, text: str) -> list[int]:
        if self._titles is not None:
            return self._titles.get(text, [])
        return [rid for rid in titled(self.target, text) if rid not in self._shut]

    def _unknown(self, text: str) -> Cell:
        told = None if self._makes else why(self.target, text)
        if told is not None:
            return Cell(REFUSED, text, text, message=told)
        words = {"text": text, "label": self.target.label, "near": "、".join(self._near(text))}
        if not self._makes:
            return Cell(REFUSED, text, text, message=Invalid(_NEAR if words["near"] else _NONE, **words))
        message = Invalid(_NEAR_OR_NEW if words["near"] else _NONE_OR_NEW, **words)
        return Cell(ASK, text, text, NewRef(self.target, text), message, missing=text)

    def _near(self, text: str) -> list[str]:
        known = [title for title in self._titles or {} if title]
        ends = [title for title in known if _short(title).endswith(_short(text))]
        alike = get_close_matches(text, known, n=3, cutoff=0.6) if len(known) <= _COMPARED else []
        return list(dict.fromkeys(ends + alike))[:3]


_PLACE = re.compile(r"^.*?(社区|街道|镇|乡|村)(?=.*支部)")
_PARTY = re.compile(r"^(中国共产党|中共)|\s+")


def _tail(short: str) -> str:
    """What is left when the name of the community or street in front is left out."""
    return _PLACE.sub("", short) or short


def _short(title: str) -> str:
    """A name without what clerks leave out: 中共 in front, 党 in 党支部, blanks, 委员会 behind."""
    return _PARTY.sub("", title).replace("党支部", "支部").removesuffix("委员会")


