"""Words for people. The message id is the Chinese sentence; translation happens where it is shown.

`N_` marks a text, `say` gives it in the chosen language, `spoken` does so with whatever is a text of ours and leaves
alone what a person typed. A paper is written inside `with speaking(code)`: what the window speaks never reaches it, and
Chinese is spoken there unless another language was asked for.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from center.tongues import CHINESE, IN_CHINESE, Tongue, tongue
from db.errors import Problems, UserError
from db.words import JOINT, Following, Listed, Phrase, Word

_window: Tongue = IN_CHINESE
_speaking: ContextVar[Tongue | None] = ContextVar("speaking", default=None)


def N_(text: str) -> Word:
    """Mark a string for translation that is shown later."""
    return Word(text)


def speak(translate: Callable[[str], str], joint: str = JOINT, stop: str = "；", gap: str = "") -> None:
    """Set the window's language: a function from the Chinese message to the shown one, what stands between the parts
    of a list, between clauses, and between whole sentences."""
    global _window
    _window = Tongue("", translate, joint, stop, gap)


@contextmanager
def speaking(code: str = CHINESE) -> Iterator[None]:
    """Inside, this thread speaks that language, whatever the window speaks. Raises Missing."""
    token = _speaking.set(tongue(code))
    try:
        yield
    finally:
        _speaking.reset(token)


def _spoken_now() -> Tongue:
    return _speaking.get() or _window


def say(message: str | UserError, /, **params: object) -> str:
    """The sentence in the chosen language, its parameters filled in (those that are texts of ours translated too)."""
    if isinstance(message, Problems):
        return _spoken_now().stop.join(say(problem) for problem in message.fields.values())
    if isinstance(message, UserError):
        message, params = message.message, message.params
    if isinstance(message, Listed):
        return _between(message.joint).join(map(_plain, message.parts))
    if isinstance(message, Following):
        return _spoken_now().gap.join(map(_plain, message.parts))
    if isinstance(message, Phrase):
        message, params = message.template, message.params
    text = _spoken_now().translate(message) if message else ""  # a catalogue has its own head under the empty text
    return text.format(**{name: spoken(value) for name, value in params.items()}) if params else text


def spoken(text: object) -> object:
    """What is shown of a text: ours (`Word`) in the chosen language, everything else as it is."""
    return say(text) if isinstance(text, Word | UserError) else text


def _between(joint: str) -> str:
    """What stands between the parts of a list: as the language has it, or a sign that is everybody's (` · `)."""
    now = _spoken_now()
    return {"": now.joint, "；": now.stop, "，": "，" if now.joint == JOINT else now.joint}.get(joint, joint)


def _plain(text: object) -> str:
    return str(spoken(text))


def listed(texts: object) -> str:
    """Texts of ours and of people, in one line, as the language separates them."""
    return say(Listed(texts))
