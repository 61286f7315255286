"""The languages of the window and of papers: which there are, and the words of each.

Chinese is what the program is written in and loads nothing. The others are read from `templates/locale` by the standard
library; nothing depends on a locale of the computer, so one that was never generated there does no harm.
"""
from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from db.errors import Missing
from db.words import JOINT

LOCALE = Path(__file__).resolve().parents[1] / "templates" / "locale"
CHINESE = "zh_CN"
LANGUAGES = ((CHINESE, "简体中文"), ("zh_TW", "繁體中文"), ("en", "English"))
"""(code, its own name): a language is found by its own name, whatever is spoken now."""


@dataclass(frozen=True)
class Tongue:
    """How one language says a message; what stands between parts of a list (`joint`), between clauses (`stop`) and
    between whole sentences (`gap`)."""

    code: str
    translate: Callable[[str], str]
    joint: str = JOINT
    stop: str = "；"
    gap: str = ""


SEPARATORS = {"en": (", ", "; ", " ")}
IN_CHINESE = Tongue(CHINESE, str)


@cache
def tongue(code: str, locale: Path = LOCALE) -> Tongue:
    """A language, its words read once. Raises Missing in a sentence: unknown, or its file cannot be read."""
    if code == CHINESE:
        return IN_CHINESE
    names = dict(LANGUAGES)
    if code not in names:
        raise Missing("没有“{code}”这种语言，请从这里选：{known}", code=code, known="、".join(names))
    try:
        with (locale / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
            words = gettext.GNUTranslations(file)
    except (OSError, ValueError, EOFError) as error:
        raise Missing("{name}的字句文件读不出来，只能用简体中文。请重新安装本软件", name=names[code]) from error
    return Tongue(code, words.gettext, *SEPARATORS.get(code, ()))


def translations(text: str) -> tuple[str, ...]:
    """A message in the other languages, where it is another text there: a paper may come back in any of them."""
    found = []
    for code, _name in LANGUAGES[1:]:
        try:
            found.append(tongue(code).translate(text))
        except Missing:  # a language without its file wrote no papers here
            continue
    return tuple(dict.fromkeys(one for one in found if one != text))
