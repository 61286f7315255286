"""What an act is called, in every language: the store keeps it in Chinese, with the name of the row it was done to."""
from __future__ import annotations

from center import catalog
from center.words import N_
from db.words import Listed, Phrase, Word

UNDO, UNDONE = "撤销：", N_("撤销：{label}")


def act_words(label: str, named: bool = True) -> str:
    """The stored label of an act as a text of ours (`新增党员`, then `张三` as typed); its Chinese is the label itself.

    Not `named`: without the name.
    """
    if label.startswith(UNDO):
        return Phrase(UNDONE, label=act_words(label.removeprefix(UNDO), named))
    known = {str(one.label): one.label for one in catalog.commands().values()}
    if label in known:
        return known[label]
    for called in sorted(known, key=len, reverse=True):
        if label.startswith(called + " "):
            if not named:
                return known[called]
            return Listed((known[called], label.removeprefix(called + " ")), " ")
    return Word(label)
