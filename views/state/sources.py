"""Where an official number comes from, in the clerk's words; and which numbers stand behind what is shown. No Tk."""

from __future__ import annotations

from collections.abc import Iterable

from center.desk import Desk
from center.duties import Duty
from center.numbers import shipped, standing
from center.numbers import shown as words_of
from center.words import N_, say
from db.words import Listed

# What a duty's day is counted with; a duty that is not here takes its day from a record.
DUTIES = {
    "voice": ("voice.reply_workdays",),
    "assets": ("asset.check_months",),
    "item_list": ("item.review_months",),
    "backup": ("backup.max_age_days",),
    "countersign": ("second.later_workdays",),
    "probation": ("probation.years",),
    "election": ("term.committee", "term.branch", "term.community"),
}
# What the numbers of a paper are counted with.
PAPERS = {
    "members_statistics": ("statistics.age_bands",),
    "voices_ledger": ("voice.reply_workdays",),
    "case_statistics": ("case.basis", "case.types"),
    "case_posted": ("case.basis", "case.types", "statistics.small_cell", "statistics.posted_period"),
}


def name_of(key: str) -> str:
    """What a number is called."""
    return say(shipped()[key]["label"])


def value_of(desk: Desk, key: str) -> str:
    """A number in force today, with its unit."""
    return in_words(key, standing(key, desk.today()).value)


def in_words(key: str, value: str) -> str:
    """A stored value of a number with its unit."""
    value, unit = words_of(key, value), shipped()[key]["unit"]
    return f"{value}%" if unit == "%" else Listed((value, unit), " ") if unit else value


def source_of(desk: Desk, key: str) -> str:
    """What the number is, its source, since when, and what is to be known about it: one line each.

    KeyError for an unknown key.
    """
    stands = standing(key, desk.today())
    lines = [
        say(N_("{name}：{value}"), name=name_of(key), value=in_words(key, stands.value)),
        say(N_("出处：{source}"), source=stands.source),
    ]
    if stands.since:
        lines.append(say(N_("施行日期：{day}"), day=stands.since))
    if stands.uncertain:
        lines.append(say(N_("待核实：还没有对过正式文件，请照当地文件核对")))
    if stands.local:
        lines.append(say(N_("本地改过，和自带的不一样")))
    if stands.note:
        lines.append(say(stands.note))
    return "\n".join(lines)


def sources_of(desk: Desk, keys: Iterable[str]) -> str:
    """The same for several numbers, with an empty line between them."""
    return "\n\n".join(source_of(desk, key) for key in keys)


def of_duty(desk: Desk, duty: Duty) -> str:
    """Behind a line of 今日待办: the numbers its day was counted with; '' when it stands in a record."""
    keys = DUTIES.get(duty.kind) or DUTIES.get(duty.kind.partition(".")[0], ())
    return sources_of(desk, keys)


def of_paper(name: str) -> tuple[str, ...]:
    """The numbers behind a paper's own."""
    return PAPERS.get(name, ())
