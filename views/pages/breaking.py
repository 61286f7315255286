"""Lines of Chinese text: Tk breaks at blanks first and tears numbers apart, so lines are broken here."""

from __future__ import annotations

import re
from collections.abc import Callable

TOKENS = re.compile(r"[A-Za-z0-9+.,%*/:\-–]+[，。；：、！？）”》]*|.[，。；：、！？）”》]*|\s", re.S)


def broken(words: str, room: int, width: Callable[[str], int]) -> str:
    """The text with line breaks so that no line is wider than `room` (in the units of `width`).

    Numbers and latin words stay whole where they fit at all, and no line starts with a closing mark.
    """
    return "\n".join(_lines(paragraph, room, width) for paragraph in words.split("\n"))


def _lines(words: str, room: int, width: Callable[[str], int]) -> str:
    done, line, used = [], "", 0
    for token in TOKENS.findall(words):
        wide = width(token)
        if line and used + wide > room:
            done.append(line.rstrip())
            line, used = "", 0
            if token.isspace():
                continue
        line, used = line + token, used + wide
    return "\n".join([*done, line])
