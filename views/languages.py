"""The languages of the window and the command line: which there are, which one is spoken now.

Chinese is what the program is written in and loads nothing. The others are read from `templates/locale` by the standard
library; nothing depends on a locale of the computer, so one that was never generated there does no harm.
"""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from center.words import N_, speak
from db.errors import Missing

LOCALE = Path(__file__).resolve().parents[1] / "templates" / "locale"
CHINESE = "zh_CN"
LANGUAGES = ((CHINESE, "简体中文"), ("zh_TW", "繁體中文"), ("en", "English"))
"""(code, its own name): a language is found by its own name, whatever is spoken now."""
FROM_OUTSIDE = "CENTER_LANG"
SEPARATORS = {"en": (", ", "; ")}  # between the parts of a list, and between sentences

UNKNOWN = N_("没有“{code}”这种语言，继续用简体中文。请从这里选：{known}")
BROKEN = N_("{name}的字句文件读不出来，继续用简体中文。请重新安装本软件")

_spoken = CHINESE


def current() -> str:
    """The code of the language that is spoken."""
    return _spoken


def asked(kept: str = "", option: str = "") -> str:
    """Which language to begin with: the option, else CENTER_LANG, else what was kept, else Chinese."""
    return option or os.environ.get(FROM_OUTSIDE, "") or kept or CHINESE


def use(code: str) -> Missing | None:
    """Speak a language from now on; what is shown already stays as it is until it is shown anew.

    A language that is not there is told as one sentence, and Chinese is spoken.
    """
    global _spoken
    _spoken = CHINESE
    speak(str)
    if code == CHINESE:
        return None
    names = dict(LANGUAGES)
    if code not in names:
        return Missing(UNKNOWN, code=code, known="、".join(names))
    try:
        with (LOCALE / code / "LC_MESSAGES" / "messages.mo").open("rb") as file:
            words = gettext.GNUTranslations(file)
    except (OSError, ValueError, EOFError):
        return Missing(BROKEN, name=names[code])
    speak(words.gettext, *SEPARATORS.get(code, ()))
    _spoken = code
    return None
