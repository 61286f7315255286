"""Blocks of papers that are filled in and signed by hand: entries on a line, ruled forms, blanks, places to sign.

Only the layout "deed" has them, and only PDF and Word draw them.
"""
from __future__ import annotations

from dataclasses import dataclass

from center.words import N_
from db.words import Phrase

SIGN = N_("（签名、盖章或者按指印）")
SIGN_NAME = N_("（签名）")
NAMED = N_("{label}（{name}）")
WRITE_DAY, SEAL_HERE = N_("　　年　　月　　日"), N_("（印章）")
SHARES = 24             # shares of the width of a form
MANY = 12               # places to sign that stand on one page with the seal; more of them go on over the page
TOGETHER = 2            # of so many, the first stay with what is signed, the last with the seal
NAMES_OF, NAMES_OF_NUMBER = N_("《{title}》各方签名："), N_("《{title}》（{number}）各方签名：")


@dataclass(frozen=True)
class Entries:
    """Label and value on a ruled line, one under the other; a value that is empty leaves the line to the hand.

    `lines` are the least lines of each value, `large` is the type of a cover, on which a value that takes more than two
    lines (the numbers of many cases) is set small: a cover is one page.
    """
    pairs: tuple[tuple[str, str], ...]
    lines: int = 1
    large: bool = False


@dataclass(frozen=True)
class Lead:
    """A paragraph that begins with a word in 黑体; `indent` in characters."""
    label: str
    text: str
    indent: int = 0


@dataclass(frozen=True)
class Rules:
    """Ruled empty lines to write on: at least `lines`; with `fill` as many as the page has room for."""
    lines: int = 4
    fill: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell of a form: its text, its share of the width (of 24), whether it is a label."""
    text: str
    share: int
    label: bool = False


@dataclass(frozen=True)
class Group:
    """Rows of cells; with a `label` a narrow cell at their left says what they are. `high` is their least height in
    points; a `head` comes again on every page."""
    rows: tuple[tuple[Cell, ...], ...]
    label: str = ""
    high: float = 27
    head: bool = False


@dataclass(frozen=True)
class Form:
    """A ruled form."""
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Sign:
    """A place to sign: as what, whose name is known, how, and whether the day is written beside it."""
    label: str
    name: str = ""
    hint: str = SIGN
    day: bool = True


@dataclass(frozen=True)
class Signing:
    """Places to sign under one another; `pairs` two beside one another."""
    places: tuple[Sign, ...]
    pairs: bool = False

    @property
    def long(self) -> bool:
        """Whether they may go over pages: then each page says what is signed on it (`heading_of_names`)."""
        return not self.pairs and len(self.places) > MANY


@dataclass(frozen=True)
class Stamp:
    """The organ over its day inside a dashed circle for the seal; without a day a place to write it.

    With `plain` there is no circle: the day alone, at the right.
    """
    organ: str
    day: str = ""
    plain: bool = False


SIGNED_BY = N_("（以上 {count} 处签名，签在《{title}》上。）")
SIGNED_BY_NUMBER = N_("（以上 {count} 处签名，签在《{title}》（{number}）上。）")


def end_of_names(title: str, number: str, count: int) -> Phrase:
    """What stands under very many names where nothing else holds the last of them on the page of the seal."""
    return Phrase(SIGNED_BY_NUMBER if number else SIGNED_BY, count=count, title=title, number=number)


def heading_of_names(title: str, number: str) -> Phrase:
    """What stands over the names on each of their pages: which paper of which number they sign."""
    return Phrase(NAMES_OF_NUMBER, title=title, number=number) if number else Phrase(NAMES_OF, title=title)


Deed = Entries | Lead | Rules | Form | Signing | Stamp
