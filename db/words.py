"""Texts of the program, told apart from what people typed: only they are translated, and only where they are shown.

A `Word` is the Chinese text itself, so everything may compare, join, store and print it: papers stay Chinese, and the
window says it in the chosen language (`center.words.spoken`). No layer below the window knows of languages.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

JOINT = "、"


class Word(str):
    """A text of the program: the label of a field, the name of a code."""

    __slots__ = ()


class Phrase(Word):
    """A template with its gaps filled, which remembers both: it can be said again in another language."""

    __slots__ = ("params", "template")

    def __new__(cls, template: str, **params: Any) -> Phrase:
        self = super().__new__(cls, template.format(**params))
        self.template, self.params = template, params
        return self

    def __reduce__(self) -> tuple:
        return _again, (self.template, self.params)


class Listed(Word):
    """Several texts with 、 between, or with `joint`: ， and ； become what the language has for them, ` · ` is of
    every language. Those of ours are said one by one."""

    __slots__ = ("joint", "parts")

    def __new__(cls, parts: Iterable[str], joint: str = "") -> Listed:
        parts = tuple(parts)
        self = super().__new__(cls, (joint or JOINT).join(parts))
        self.parts, self.joint = parts, joint
        return self

    def __reduce__(self) -> tuple:
        return Listed, (self.parts, self.joint)


class Following(Word):
    """Whole sentences after one another, with what each language puts between them."""

    __slots__ = ("parts",)

    def __new__(cls, *parts: str) -> Following:
        self = super().__new__(cls, "".join(parts))
        self.parts = parts
        return self

    def __reduce__(self) -> tuple:
        return Following, self.parts


def _again(template: str, params: dict[str, Any]) -> Phrase:
    """A Phrase that was copied, or sent to another process."""
    return Phrase(template, **params)
