"""Words for people. The message id is the Chinese sentence; translation happens where it is shown.

`N_` marks a text, `say` gives it in the chosen language, `spoken` does so with whatever is a text of ours and leaves
alone what a person typed. Papers call neither: they stay Chinese.
"""
from __future__ import annotations

from collections.abc import Callable

from db.errors import Problems, UserError
from db.words import JOINT, Listed, Phrase, Word

_translate: Callable[[str], str] = str
_joint, _stop = JOINT, "；"


def N_(text: str) -> Word:
    """Mark a string for translation that is shown later."""
    return Word(text)


def speak(translate: Callable[[str], str], joint: str = JOINT, stop: str = "；") -> None:
    """Set the language: a function from the Chinese message to the shown one, what stands between the parts of a
    list, and between sentences."""
    global _translate, _joint, _stop
    _translate, _joint, _stop = translate, joint, stop


def say(message: str | UserError, /, **params: object) -> str:
    """The sentence in the chosen language, its parameters filled in (those that are texts of ours translated too)."""
    if isinstance(message, Problems):
        return _stop.join(say(problem) for problem in message.fields.values())
    if isinstance(message, UserError):
        message, params = message.message, message.params
    if isinstance(message, Listed):
        return (message.joint or _joint).join(map(spoken, message.parts))
    if isinstance(message, Phrase):
        message, params = message.template, message.params
    text = _translate(message)
    return text.format(**{name: spoken(value) for name, value in params.items()}) if params else text


def spoken(text: object) -> object:
    """What is shown of a text: ours (`Word`) in the chosen language, everything else as it is."""
    return say(text) if isinstance(text, Word | UserError) else text


def listed(texts: object) -> str:
    """Texts of ours and of people, in one line, as the language separates them."""
    return say(Listed(texts))
