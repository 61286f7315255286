"""A dispute that may flare up: what was done against it, who decided it, and whom it was, or must be, reported to.

人民调解法第二十五条. A named person says whether it may become a public-security or a criminal case; then the
department that hears of it is compulsory, and until each was told the case says 尚未报告. How the columns of a step are
used: `reason` the signs, `measures`, `decided_by`, `record` the department, `subject_facts` the case that it may become
(its name).
"""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.cases.facts import CaseFacts, Step, named
from center.cases.given import EVERY, Found, day, refuse, texts
from center.cases.steps import REGISTERED, RIGHT, argued, begin, done
from center.commands import command
from center.words import N_
from db.codes import code_list
from db.errors import Invalid
from db.models.case_work import CaseStep
from db.tx import Tx
from db.words import Listed

KIND, REPORT = "escalation", "report"
RISKS = "escalation_risk"
WHERE = N_("有可能引起治安案件、刑事案件的，应当及时报告，请写报告哪个部门，例如当地派出所")
WHOM = N_("请写报告了哪个部门")
WHICH = N_("请选报告了哪个部门，没有选的仍是尚未报告：{owed}")
NOT_OWED = N_("“{names}”不是登记要报告的部门（{owed}）；部门写错了的，请先在办理经过的“激化苗头处置”里修改文字")
NOBODY = N_("没有")
UNKNOWN = N_("请选治安案件或者刑事案件；看不出的不填")
DECIDED = N_("处置日期")


@command(N_("处置激化苗头"), right=RIGHT, name="cases.escalate")
def escalate(tx: Tx, case: Any, measures: str, by: str, reported_to: str = "", on: Any = None, signs: str = "",
             risk: str = "", told_on: Any = "") -> str:
    """What was done against escalation and who decided it; returns the step's uid.

    `risk`: security or criminal (or its name) when it may become such a case; then `reported_to` is compulsory.
    `told_on`: the day on which that department was told, empty while it was not. Problems at the arguments' names.
    """
    facts, found = begin(tx, case, KIND), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=REGISTERED)
    values = texts(CaseStep, tx.today, found, ("measures", "decided_by"), measures=measures, decided_by=by,
                   record=reported_to, reason=signs)
    values |= _risk(risk, found)
    told = day(tx.today, found, told_on, "told_on", when, DECIDED) if told_on not in (None, "") else None
    found |= lacking(values)
    if told is not None and not values.get("record"):
        found.setdefault("record", Invalid(WHOM))
    refuse(argued(found, decided_by="by", record="reported_to", reason="signs"))
    uid = done(tx, facts, KIND, when, tension=True, **_by(facts), **values)
    if told is not None:
        done(tx, facts, REPORT, told, record=values["record"], **_by(facts))
    return uid


@command(N_("报告有关部门"), right=RIGHT, name="cases.report")
def report(tx: Tx, case: Any, reported_to: Any = "", on: Any = None, also: str = "") -> str:
    """Which departments were told of what is still to be reported; the others stay owed. Returns the step's uid.

    `reported_to`: names (one text, or several), or all; it may be empty where only one is owed. `also`: departments
    that nobody had noted, and that were told besides.
    """
    facts, found = begin(tx, case, REPORT), {}
    owed, others = departments(facts), named(also)
    chosen = _told(owed, reported_to, bool(others), found)
    latest = max((step.on for step in facts.unreported if not chosen or set(chosen) & set(_untold(facts, step))),
                 default=facts.unreported[0].on)
    when = day(tx.today, found, on, after=latest, label=DECIDED)
    values = texts(CaseStep, tx.today, found, record="、".join(dict.fromkeys((*chosen, *others))))
    refuse(argued(found, record="reported_to"))
    return done(tx, facts, REPORT, when, **_by(facts), **values)


def departments(facts: CaseFacts) -> tuple[str, ...]:
    """Whom the case must still be reported to, each once."""
    return tuple(dict.fromkeys(name for step in facts.unreported for name in _untold(facts, step)))


def _untold(facts: CaseFacts, step: Step) -> list[str]:
    return [name for name, on in facts.reported(step).items() if on is None]


def _told(owed: tuple[str, ...], given: Any, others: bool, found: Found) -> tuple[str, ...]:
    """The departments that were named, of those that are owed; what is wrong stands at `reported_to`."""
    if given == EVERY:
        return owed
    chosen = named("、".join(map(str, given)) if isinstance(given, list | tuple) else str(given or ""))
    if strange := [name for name in chosen if name not in owed]:
        found["reported_to"] = Invalid(NOT_OWED, names=Listed(strange), owed=Listed(owed) if owed else NOBODY)
    elif not chosen and len(owed) > 1 and not others:
        found["reported_to"] = Invalid(WHICH, owed=Listed(owed))
    return chosen or (owed if len(owed) == 1 and not others else ())


def lacking(values: Mapping[str, Any]) -> Found:
    """The sentence at `record` where a possible public-security or criminal case names no department."""
    return {"record": Invalid(WHERE)} if values.get("subject_facts") and not values.get("record") else {}


def _risk(given: str, found: Found) -> dict[str, str]:
    """What the case may become, by its name: a code list may change, what a person decided stays."""
    known = code_list(RISKS).items
    if not (given or "").strip():
        return {}
    name = known.get(given, given)
    if name not in known.values():
        found["risk"] = Invalid(UNKNOWN)
        return {}
    return {"subject_facts": str(name)}


def _by(facts: CaseFacts) -> dict[str, None]:
    """With family violence the step has no 经办人: who reported is kept secret (反家庭暴力法第十四条)."""
    return {"by": None} if facts.row["violence"] else {}
