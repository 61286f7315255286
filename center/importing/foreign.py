"""What our own papers say in other languages, read back: the names of codes, 是 and 否."""
from __future__ import annotations

import re

from center.tongues import translations
from db.fields import NO, YES
from db.record import Column


class Foreign:
    """The names that may stand in one column, in every language of papers but Chinese."""

    def __init__(self, at: Column) -> None:
        names = [YES, NO] if at.kind == "yes" else []
        if at.kind in ("code", "codes"):
            names = list(at.field.codes.items.values())
        taken = {_as_compared(name) for name in names}
        self._names: dict[str, str] = {}
        for name in names:
            for said in map(_as_compared, translations(name)):
                if said not in taken:
                    self._names.setdefault(said, name)
        any_name = "|".join(map(re.escape, sorted(self._names, key=len, reverse=True)))
        self._several = re.compile(rf"({any_name})(?:[,、]|$)") if at.kind == "codes" and any_name else None

    def chinese(self, text: str) -> str:
        """The text in Chinese where it is a name, or several names, in another language; else as it is."""
        if not self._names or text.isdigit():
            return text
        said = _as_compared(text)
        if said in self._names:
            return self._names[said]
        if self._several and self._several.sub("", said) == "":
            return "、".join(self._names[one] for one in self._several.findall(said))
        return text


def _as_compared(text: str) -> str:
    return re.sub(r"\s+", "", text).casefold()
