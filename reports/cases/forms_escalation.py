"""矛盾纠纷激化情况报告, by which a committee tells a department what may become a public-security or criminal case.

人民调解法第二十五条. The layout is our own: no national form is known.
"""
from __future__ import annotations

from collections.abc import Sequence

from center.cases.book import text
from center.cases.facts import CaseFacts, Step, departments
from center.words import N_
from db.codes import code_list
from db.days import show_day
from db.words import Phrase, Word
from reports.cases.blocks import prose
from reports.cases.making import Asked, Made, form
from reports.cases.wording import (
    GAP,
    LONG_GAP,
    NO_DAY,
    boxes,
    fixed,
    numbered,
    numeral,
    told_of,
)
from reports.deeds import SIGN_NAME, Lead, Sign, Signing, Stamp
from reports.document import Block, Text

TITLE, REPORTER = N_("矛盾纠纷激化情况报告"), N_("报告人")
TO, ITEM, CONTACT = N_("{unit}："), N_("{nth}、{text}"), N_("联系电话：{phone}")
PARTIES, BRIEF, SIGNS = N_("当事人"), N_("纠纷简要情况"), N_("激化的苗头")
REPORTED, TOLD, STILL = N_("报告的部门"), N_("{unit}，{day}报告"), N_("{unit}，报告日期：{day}")
MEASURES, DECISION, MAY_BECOME = N_("已经采取的预防措施"), N_("决定"), N_("有可能引起：{cases}")


@form("escalation")
def escalation(asked: Asked) -> Made:
    """One report for each step that names a department, or the one that was asked for; without any, a blank one."""
    steps: tuple[Step | None, ...] = (_noted(asked),) if asked.step else (None,) if asked.blank else tuple(
        step for step in asked.told.of("escalation") if step.row["record"]) or (None,)
    return Made(TITLE, tuple(_report(asked, step) for step in steps), numbered(asked.told))


def _noted(asked: Asked) -> Step:
    """The step itself; of a row that tells of the report, the newest that it reported."""
    if asked.step.kind != "report":
        return asked.step
    before = [step for step in asked.told.of("escalation") if step.id < asked.step.id]
    named = [step for step in before if set(departments(step)) & set(departments(asked.step))]
    return max(named or before, key=lambda step: step.id) if before else asked.step


def _report(asked: Asked, step: Step | None) -> tuple[Block, ...]:
    told, empty = asked.told, asked.blank or step is None
    row = {} if empty else step.row
    on = NO_DAY if empty else show_day(step.on)
    by = row.get("decided_by") or GAP * 2
    parties = [Text(told_of(one, asked.on, asked.blank, "")) for one in told.parties] or [
        Text(told_of(None, asked.on)) for _ in range(2)]
    heads = ((PARTIES, parties), (BRIEF, prose(told.row["brief"], asked.blank, 1)),
             (SIGNS, [Text(Phrase(MAY_BECOME, cases=_cases(row))), *prose(row.get("reason"), empty, 2)]),
             (MEASURES, prose(row.get("measures"), empty, 1, fill=empty)),
             (DECISION, [Text(fixed(text("escalation", "decided"), by=by, day=on))]),
             (REPORTED, [Text(one) for one in _reported(told, None if empty else step)]))
    to = asked.step.row["record"] if asked.step and asked.step.kind == "report" else row.get("record")
    blocks: list[Block] = [Lead(Phrase(TO, unit=(to if not empty else "") or LONG_GAP), ""),
                           Text(fixed(text("escalation", "opening"), name=told.row["name"]))]
    for nth, (head, some) in enumerate(heads, start=1):
        blocks += _headed(Phrase(ITEM, nth=numeral(nth), text=head), some)
    return (*blocks, Text(text("escalation", "end")), *_who(asked, row, empty),
            Stamp(told.committee["name"], "" if empty else on), *_reached(asked))


def _headed(head: Phrase, some: Sequence[Block]) -> list[Block]:
    """A section that begins on the line of its heading, as a pen does: a plain report is one page."""
    first, *rest = some
    return [Lead(head, first.text, 2), *rest] if isinstance(first, Text) else [Lead(head, GAP * 4, 2), *some]


def _reported(told: CaseFacts, step: Step | None) -> list[Phrase]:
    """Each department with the day on which it was told; a line for the day where it was not yet."""
    days = told.reported(step) if step and step.kind == "escalation" else {}
    if not days:
        return [Phrase(STILL, unit=LONG_GAP, day=NO_DAY)]
    return [Phrase(TOLD, unit=name, day=show_day(on)) if on else Phrase(STILL, unit=name, day=NO_DAY)
            for name, on in days.items()]


def _cases(row: dict) -> Phrase:
    """The cases that it may become as boxes; a name that is no longer in the code list stands among them."""
    names = list(code_list("escalation_risk").items.values())
    chosen = row.get("subject_facts")
    if chosen and chosen not in names:
        names.append(Word(chosen))
    return boxes((name, name == chosen) for name in names)


def _who(asked: Asked, row: dict, empty: bool) -> list[Block]:
    """Who reports signs. Not with family violence: 反家庭暴力法第十四条 keeps secret who reported, and a paper passes
    through many hands before the police can keep it, so it carries no reporter and no handler, whoever is harmed
    (whether she is capable is not known on the day). Who decided answers for it and is named; the committee reports by
    its seal."""
    if asked.told.row["violence"]:
        return [Text(text("escalation", "secret"), "left", "note")]
    return [Signing((Sign(REPORTER, "" if empty else row.get("by") or "", SIGN_NAME, day=False),), pairs=True)]


def _reached(asked: Asked) -> list[Block]:
    phone = asked.told.committee["phone"]
    return [Text(Phrase(CONTACT, phone=phone), "left", "note")] if phone else []
