"""What is still open in an inspection, in words: what waits for a person's yes apart from what nobody has filled in."""

from __future__ import annotations

from collections.abc import Iterable

from center.compliance.inspecting import FIRST
from center.compliance.scoring import show_points
from center.compliance.sheet import Sheet, SheetLine
from center.words import N_, say
from db.words import Listed, Phrase


def open_words(sheet: Sheet) -> str:
    """How many wait for a yes, how many are not filled in; both count as no score."""
    found, frozen = sheet.total, sheet.state not in ("", FIRST)
    waiting = found.unconfirmed if sheet.street is None else 0
    if not waiting:
        return say(N_("{count} 项待填，先按 0 分"), count=found.open) if found.open else say(N_("各项都已填"))
    if not found.blank:
        words = N_("{count} 项未确认，按 0 分") if frozen else N_("{count} 项请确认，先按 0 分")
        return say(Phrase(words, count=waiting))
    words = N_("{count} 项请确认，{rest} 项待填，先按 0 分")
    if frozen:
        words = N_("{count} 项未确认，{rest} 项没有填，按 0 分")
    return say(Phrase(words, count=waiting, rest=found.blank))


def submit_words(sheet: Sheet) -> str:
    """What is said before the own assessment is submitted; by code what nobody has confirmed."""
    said = []
    if waiting := sheet.unconfirmed:
        words = N_("{count} 项请确认（{codes}）还没有人确认，这样提交就按没有得分计（0 分）")
        said.append(Phrase(words, count=len(waiting), codes=Listed(line.indicator.code for line in waiting)))
    if sheet.own.blank:
        said.append(Phrase(N_("{count} 项待填，按 0 分"), count=sheet.own.blank))
    said = said or [N_("各项都已填")]
    said.append(N_("提交后冻结：之后改台账不影响这次检查"))
    return say(N_("{words}。"), words=Listed(said, "；"))


def proposals(lines: Iterable[SheetLine]) -> str:
    """What the ledgers propose, a line each, for who is to confirm it all at once."""
    return "\n".join(
        say(N_("{code} {name}：{points} 分"), code=line.indicator.code, name=line.indicator.name,
            points=show_points(line.proposed))
        for line in lines
    )
