"""What the head has to sign because it was done by one account alone."""

from __future__ import annotations

from typing import Any

from center.accounts import second
from center.acts import act_words
from center.desk import Desk
from center.words import N_, say, spoken
from db.questions.journal import names_of_accounts


def waiting(desk: Desk) -> list[tuple[int, str]]:
    """(act, words) of each, oldest first; nothing for who may not sign."""
    if not desk.may(second.RIGHT):
        return []
    names = names_of_accounts()
    return [(one["act"], _words(one, names.get(one["account"], one["account"]))) for one in second.waiting(desk)]


def _words(one: dict[str, Any], who: str) -> str:
    told = {"at": one["at"][:16].replace("T", " "), "who": who, "label": spoken(act_words(one["label"])),
            "due": one["due"].isoformat()}
    if not one["reason"]:
        return say(N_("{at} {who}：{label}（{due} 前会签）"), **told)
    return say(N_("{at} {who}：{label}，原因：{reason}（{due} 前会签）"), reason=one["reason"], **told)


def sign(desk: Desk, act: int) -> None:
    """会签. Raises Denied, Missing."""
    desk.do("accounts.countersign", act=act)
