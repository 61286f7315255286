"""What an act is called, in every language: the store keeps it in Chinese, with the name of the row it was done to."""
from __future__ import annotations

import re

from center import catalog
from center.words import N_
from db.words import Listed, Phrase, Word

UNDO, UNDONE = "撤销：", N_("撤销：{label}")
_TEMPLATES: list[tuple[re.Pattern[str], Word]] = []
_NAMES: dict[str, Word] = {}


def act_label(template: Word) -> Word:
    """A template that acts are called by (`登记迁入 {name}`), so that what the store keeps can be said again."""
    parts = re.split(r"(\{\w+\})", str(template))
    pattern = "".join(f"(?P<{part[1:-1]}>.+)" if part[:1] == "{" else re.escape(part) for part in parts)
    _TEMPLATES.append((re.compile(pattern, re.S), template))
    return template


def act_name(word: Word) -> Word:
    """What stands in such a template for a name of ours (`儿童`), said again in its turn."""
    return _NAMES.setdefault(str(word), word)


def act_words(label: str, named: bool = True) -> str:
    """The stored label of an act as a text of ours (`新增党员`, then `张三` as typed); its Chinese is the label itself.

    Not `named`: without the name.
    """
    if label.startswith(UNDO):
        return Phrase(UNDONE, label=act_words(label.removeprefix(UNDO), named))
    known = {str(one.label): one.label for one in catalog.commands().values()}
    if label in known:
        return known[label]
    if named:
        for pattern, template in _TEMPLATES:
            if found := pattern.fullmatch(label):
                return Phrase(template, **{gap: _NAMES.get(text, text) for gap, text in found.groupdict().items()})
    for called in sorted(known, key=len, reverse=True):
        if label.startswith(called + " "):
            if not named:
                return known[called]
            name = label.removeprefix(called + " ")
            return Listed((known[called], _NAMES.get(name, name)), " ")
    return Word(label)
