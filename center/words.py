"""Words for people. The message id is the Chinese sentence; translation happens where it is shown."""
from __future__ import annotations

from collections.abc import Callable

from db.errors import UserError

_translate: Callable[[str], str] = str


def N_(text: str) -> str:
    """Mark a string for translation that is shown later."""
    return text


def speak(translate: Callable[[str], str]) -> None:
    """Set the language: a function from the Chinese message to the shown one."""
    global _translate
    _translate = translate


def say(message: str | UserError, **params: object) -> str:
    """The sentence in the chosen language, its parameters filled in."""
    if isinstance(message, UserError):
        message, params = message.message, message.params
    text = _translate(message)
    return text.format(**params) if params else text
