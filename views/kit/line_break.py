"""Breaking Chinese text into lines: no line begins with 。，）or ends with （ (Tk's own wrapping does not know)."""

from __future__ import annotations

import re
from collections.abc import Callable

NOT_FIRST = set("，。、；：？！）》」』】〕”’…—·％%,.;:?!)]}")
NOT_LAST = set("（《「『【〔“‘([{￥$")
_WORD = r"[A-Za-z0-9_./:@#*+\-]+\s*"
_PIECES = re.compile(rf"{_WORD}|\s+|.", re.DOTALL)
_LAST = re.compile(rf"(?:{_WORD}|.)\Z", re.DOTALL)


def break_lines(text: str, measure: Callable[[str], int], room: int) -> str:
    """The text with newlines where it must break to fit `room`; words of Latin letters and digits stay whole."""
    return "\n".join(line for part in text.split("\n") for line in _lines(part, measure, room))


def _lines(text: str, measure: Callable[[str], int], room: int) -> list[str]:
    lines, line = [], ""
    for piece in _PIECES.findall(text):
        if not line or measure((line + piece).rstrip()) <= room:
            line += piece
            continue
        head, tail = _carry(line, piece)
        lines.append(head.rstrip())
        line = tail
    return [*lines, line]


def _carry(line: str, piece: str) -> tuple[str, str]:
    """Move characters, and Latin words as a whole, to the next line until neither side breaks the rule."""
    tail = piece.lstrip() if piece.isspace() else piece
    while len(line) > 1 and (tail[:1] in NOT_FIRST or line[-1] in NOT_LAST):
        at = _LAST.search(line).start() or len(line) - 1  # a word that fills the line is cut
        line, tail = line[:at], line[at:] + tail
    return line, tail
