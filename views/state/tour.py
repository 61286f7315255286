"""The first look around: five steps, who has not seen it yet, and that it was seen. No Tk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from center.desk import Desk
from center.words import N_, say

SEEN = "tour"
DONE = "seen"


@dataclass(frozen=True)
class Step:
    """One coach mark: `place` is what it stands beside, then a few words and one sentence."""

    place: str
    title: str
    words: str


STEPS = (
    Step("rail", N_("去处都在左边"), N_("各个页面都从这里去。最上面的今日待办，会把到期的事排好。")),
    Step("find", N_("找人、找事，按 Ctrl+K"), N_("打两个字或拼音首字母，人、页面、要做的动作都找得到。")),
    Step("quick", N_("有人来，先记一笔"), N_("这里是快速登记，每一项后面写着它的快捷键，在哪一页都能用。")),
    Step("list", N_("选一行，按回车"), N_("用上下键选，按回车打开。窗口最下面一行写着这一页常用的键。")),
    Step("help", N_("没把握，按 F1"), N_("手册会翻到眼前这一页的说明，再按一次回来，填了一半的内容都在。")),
)


def wanted(desk: Desk) -> bool:
    """Whether this account has not seen it yet."""
    return desk.preference(SEEN) != DONE


def seen(desk: Desk) -> None:
    """It was walked through or skipped: never again unasked."""
    if wanted(desk):
        desk.prefer(SEEN, DONE)


def steps(here: Collection[str]) -> tuple[Step, ...]:
    """The steps whose place is `here` for this account: nobody is told of what she has not."""
    return tuple(step for step in STEPS if step.place in here)


def count_words(at: int, count: int) -> str:
    """`2 / 5`."""
    return say(N_("{at} / {count}"), at=at + 1, count=count)
