"""What the head has to sign because it was done by one account alone."""

from __future__ import annotations

from center.accounts import second
from center.acts import act_words
from center.desk import Desk
from center.words import N_, say, spoken
from db.questions.journal import names_of_accounts


def waiting(desk: Desk) -> list[tuple[int, str]]:
    """(act, words) of each, oldest first; nothing for who may not sign."""
    if not desk.may(second.RIGHT):
        return []
    template, names = N_("{at} {who}：{label}，原因：{reason}（{due} 前会签）"), names_of_accounts()
    return [
        (
            one["act"],
            say(
                template,
                at=one["at"][:16].replace("T", " "),
                who=names.get(one["account"], one["account"]),
                label=spoken(act_words(one["label"])),
                reason=one["reason"] or "—",
                due=one["due"].isoformat(),
            ),
        )
        for one in second.waiting(desk)
    ]


def sign(desk: Desk, act: int) -> None:
    """会签. Raises Denied, Missing."""
    desk.do("accounts.countersign", act=act)
