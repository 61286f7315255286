"""Which rows of a record a text may mean beyond their exact name: a door is known by any usual spelling of its address.

A domain says `@names(Door)` over a function `(text) → ids`. Asked wherever a clerk, a file or the command line names
another record and no title is exactly so.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence

from center.words import N_
from db.errors import Invalid
from db.listing import rows, uids
from db.models.people import Person
from db.record import Record, columns
from db.words import Listed, Phrase

Names = Callable[[str], Sequence[int]]
Why = Callable[[str], Invalid | None]

MOST = 4
"""So many of several rows of one name are named."""
SEVERAL = "有 {count} 个叫“{text}”的{label}：{found}。请写清是哪一个"
MORE = "有 {count} 个叫“{text}”的{label}，例如{found}。请写清是哪一个"
_TOLD = N_("{name}（{facts}）")

NAMES: dict[type[Record], Names] = {}
WHYS: dict[type[Record], Why] = {}


def names(record: type[Record]) -> Callable[[Names], Names]:
    """Write a function into the list."""

    def note(function: Names) -> Names:
        NAMES[record] = function
        return function

    return note


def whys(record: type[Record]) -> Callable[[Why], Why]:
    """Write a function into the list: `(text) → Invalid` says what is wrong with a text that means no row."""

    def note(function: Why) -> Why:
        WHYS[record] = function
        return function

    return note


def why(record: type[Record], text: str) -> Invalid | None:
    """The sentence about a text that means no row; None when there is none but the usual."""
    return WHYS[record](text) if record in WHYS else None


def named(record: type[Record], text: str) -> Sequence[int]:
    """Ids of the rows that the text may mean; empty when nobody knows."""
    return NAMES[record](text) if record in NAMES else ()


def several(record: type[Record], text: str, ids: Sequence[int]) -> Invalid:
    """The sentence about a text that may mean several rows: it names them, so that one can be chosen."""
    return Invalid(SEVERAL if len(ids) <= MOST else MORE, count=len(ids), text=text, label=record.label,
                   found=apart(record, ids[:MOST]))


def apart(record: type[Record], ids: Sequence[int]) -> Listed:
    """The names of some rows; the same ones with what tells them apart: facts that are not hidden, the uid."""
    asked = [*record.title[:1], *_telling(record)]
    found, outside = rows(record, list(ids), asked), uids(record, list(ids))
    titles = [row.texts[0] for row in found]
    if len(set(titles)) == len(titles):
        return Listed(titles, "、")
    facts = ([text for text in row.texts[1:] if text][:2] + [outside[row.id].hex()] for row in found)
    pairs = zip(titles, facts, strict=True)
    return Listed((Phrase(_TOLD, name=name, facts=Listed(some, "，")) for name, some in pairs), "、")


def _telling(record: type[Record]) -> list[str]:
    """Columns that tell two rows of one name apart; of people only the sex, whoever asks."""
    if record is Person:
        return ["sex"]
    return [at.path for at in columns(record) if not at.owner and not at.sensitive and at.path not in record.title][:4]
