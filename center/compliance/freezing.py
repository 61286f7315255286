"""Texts of ours as plain data and back: what an inspection freezes can be said again in the language of a reader.

A text that a person typed stays a JSON text. A sentence keeps its template and what was filled in, so that the Chinese
that was frozen and what a window shows are one and the same finding.
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from db.words import Listed, Phrase, Word

SAID, GAPS, PARTS, JOINT, WORD = "say", "with", "list", "joint", "word"


def packed(value: Any) -> Any:
    """Data with texts of ours in it → data that JSON can hold."""
    if isinstance(value, Phrase):
        return {SAID: value.template, GAPS: packed(value.params)}
    if isinstance(value, Listed):
        return {PARTS: packed(value.parts), JOINT: value.joint}
    if isinstance(value, Word):
        return {WORD: str(value)}
    if isinstance(value, Mapping):
        return {key: packed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [packed(one) for one in value]
    return value


def unpacked(value: Any) -> Any:
    """What `packed` made, read back. Plain texts (of inspections frozen earlier, too) stay what they are."""
    if isinstance(value, list):
        return [unpacked(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {SAID, GAPS}:
        return Phrase(value[SAID], **unpacked(value[GAPS]))
    if value.keys() == {PARTS, JOINT}:
        return Listed(unpacked(value[PARTS]), value[JOINT])
    if value.keys() == {WORD}:
        return Word(value[WORD])
    return {key: unpacked(one) for key, one in value.items()}
