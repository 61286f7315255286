"""临柜模式: at a public counter names are shortened and doors hidden, until Enter on the row. Papers stay whole."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from center import catalog
from center.acts import act_words
from center.drafts import IMPORT, label_of
from center.duties import OWN
from center.words import N_, say, spoken
from db.fields import Ref
from db.pinyin import bare, surname_length
from db.record import Record, column, columns, record_name

if TYPE_CHECKING:
    from center.desk import Desk
    from center.duties import Duty
    from center.finding import Hit
    from db.personal import Kept

KEY = "counter"
DOOR = N_("（住址已隐去）")
FEW = 20  # names looked up for one line; a line about more people names none of them


class Counter:
    """Kept for the account. `open_row` is the one row whose names and door are shown until she looks elsewhere."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.on = bool(desk.preference(KEY, False))
        self.open_row: tuple[str, int] | None = None

    def turn(self, on: bool) -> None:
        """Switch it; kept at once."""
        self.on, self.open_row = on, None
        self.desk.prefer(KEY, on or None)

    def uncover(self, record: type[Record], rid: int) -> bool:
        """Enter on a row: show it. False when it is shown already, so that Enter does what it always does."""
        row = (record_name(record), rid)
        if not self.on or self.open_row == row:
            return False
        self.open_row = row
        return True

    def cover_all(self) -> bool:
        """She looks elsewhere. True when a row was open, so that its page must be drawn again."""
        was, self.open_row = self.open_row, None
        return was is not None

    def covers(self, record: type[Record], rid: int) -> bool:
        """Whether this row's names and door are hidden now."""
        return self.on and self.open_row != (record_name(record), rid)

    def texts(self, record: type[Record], rid: int, paths: Sequence[str], texts: Sequence[str]) -> tuple[str, ...]:
        """A row's texts as they may be seen at the counter."""
        if not self.covers(record, rid):
            return tuple(texts)
        return tuple(_cover(kind, text) for kind, text in zip(kinds(record, tuple(paths)), texts, strict=True))

    def title(self, record: type[Record], rid: int, text: str) -> str:
        """What a row is called, likewise."""
        return self.texts(record, rid, [record.title[0]], [text])[0]

    def called(self, record: type[Record], text: str) -> str:
        """What a row is called where no Enter opens it: an offer, a row that is gone."""
        return _cover(kinds(record, record.title[:1])[0], text) if self.on else text

    def act(self, label: str) -> str:
        """What an act is called, without whom it was done to."""
        return act_words(label, named=not self.on)

    def hit(self, hit: Hit) -> Hit:
        """Something found, likewise; its line of details is cut to the kind of record."""
        record = catalog.record(hit.record)
        if not self.covers(record, hit.id) or not any(kinds(record, _paths(record))):
            return hit
        return type(hit)(hit.record, hit.id, hit.uid, self.title(record, hit.id, hit.title), say(record.label))

    def duty(self, duty: Duty) -> tuple[str, str, str]:
        """(title, detail, person) of a line of 今日待办: the names that stand in it shortened."""
        said = tuple(map(str, map(spoken, (duty.title, duty.detail, duty.person))))
        if not self.on:
            return said
        names = [duty.person] if duty.person else []
        if duty.domain == OWN:  # its number is that of a draft, not of a row
            kept = self.desk.draft(duty.id)
            names += [kept.title] if kept and not kept.record.startswith(IMPORT) else []  # that one is a file's
        elif duty.record:
            names += self._names(catalog.record(duty.record), duty.ids or (duty.id,))
        for name in sorted({name for name in names if name}, key=len, reverse=True):
            said = tuple(text.replace(name, shortened(name)) for text in said)
        return said

    def draft(self, one: Kept) -> str:
        """What a half-typed form is called."""
        return label_of(one) if one.record.startswith(IMPORT) else label_of(one, self.person)

    def person(self, name: str) -> str:
        """A name that stands alone."""
        return shortened(name) if self.on and name else name

    def _names(self, record: type[Record], ids: Sequence[int]) -> list[str]:
        paths = [at.path for at, kind in zip(columns(record), kinds(record, _paths(record)), strict=True)
                 if kind == "name"]
        if not paths or not self.desk.may(f"{record.domain}.read"):
            return []
        return [text for row in self.desk.rows(record, ids[:FEW], paths) for text in row.texts]


def _paths(record: type[Record]) -> tuple[str, ...]:
    return tuple(at.path for at in columns(record))


@cache
def kinds(record: type[Record], paths: tuple[str, ...]) -> tuple[str, ...]:
    """What is hidden of each column: 'name', 'door' or '' (nothing)."""
    return tuple(_kind(record, path) for path in paths)


def _kind(record: type[Record], path: str) -> str:
    field = column(record, path).field
    while isinstance(field, Ref):
        field = column(field.rel_model, field.rel_model.title[0]).field
    if field.kind == "name":
        return "name"
    return "door" if field.kind == "text" and field.argument == "address" else ""


def _cover(kind: str, text: str) -> str:
    if not kind or not text:
        return text
    return shortened(text) if kind == "name" else say(DOOR)


def shortened(name: str) -> str:
    """`王芳` → `王*`, `欧阳雪` → `欧阳*`, `张建国` → `张**`: the surname, and a star for each other sign."""
    if any(sign.isdigit() for sign in name):
        return name  # `8 人` is nobody
    plain = bare(name)
    kept = min(surname_length(plain), max(1, len(plain) - 1)) if plain else 0
    return name[:kept] + "*" * max(1, len(name) - kept)
