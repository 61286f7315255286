"""The language of the window and the command line: which one is spoken now; there are those of `center/tongues.py`."""

from __future__ import annotations

import os

from center.tongues import CHINESE, LANGUAGES, LOCALE, tongue
from center.words import speak
from db.errors import Missing

__all__ = ["CHINESE", "FROM_OUTSIDE", "LANGUAGES", "LOCALE", "asked", "current", "use"]
FROM_OUTSIDE = "CENTER_LANG"

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
    try:
        chosen = tongue(code, LOCALE)
    except Missing as missing:
        return missing
    speak(chosen.translate, chosen.joint, chosen.stop, chosen.gap)
    _spoken = code
    return None
