"""The course of a case as plain data: which step may follow at which stage, and which one usually comes next.

人民调解法第十七条至第三十三条. What a step asks for is told by its command; here stands only what may be done at all.
Tests walk EDGES. `facts` None asks by stage alone.
"""
from __future__ import annotations

from dataclasses import dataclass

from center.cases.facts import CaseFacts, Party
from center.cases.parties import NAMESAKES, two_sides, unclear
from center.words import N_
from db.codes import code_list
from db.errors import Invalid, Problems
from db.words import Listed, Phrase

OPEN = ("registered", "accepted", "mediating", "agreed", "performing")
STAGES = (*OPEN, "failed", "declined", "withdrawn", "closed", "filed")
FIRST_STEPS = {"application": "apply", "own": "own", "referral": "referral"}
"""Source of a case → the step that it begins with."""


@dataclass(frozen=True)
class Edge:
    """One step, the stages it may be done at (none: it begins a case), and the stage after it (None: it stays)."""

    step: str
    start: tuple[str, ...]
    end: str | None
    command: str


EDGES: tuple[Edge, ...] = (
    Edge("apply", (), "registered", "cases.register"),
    Edge("own", (), "registered", "cases.register"),
    Edge("referral", (), "registered", "cases.register"),
    Edge("review", ("registered",), None, "cases.review"),
    Edge("accept", ("registered",), "accepted", "cases.accept"),
    Edge("notify", ("accepted", "mediating"), None, "cases.notify"),
    Edge("session", ("accepted", "mediating"), "mediating", "cases.session"),
    Edge("session", ("accepted", "mediating"), "agreed", "cases.session"),
    Edge("agree", ("accepted", "mediating", "agreed"), "agreed", "cases.agree"),
    Edge("agree", ("accepted", "mediating", "agreed"), "performing", "cases.agree"),
    Edge("sign", ("agreed",), "performing", "cases.sign"),
    Edge("sign", ("agreed", "performing"), None, "cases.sign"),
    Edge("perform", ("performing",), None, "cases.perform"),
    Edge("urge", ("performing",), None, "cases.urge"),
    Edge("remedies", ("declined", "failed", "withdrawn"), None, "cases.remedies"),
    Edge("visit", ("performing", "closed"), None, "cases.visit"),
    Edge("close", ("performing", "failed", "withdrawn", "declined"), "closed", "cases.close"),
    Edge("file", ("closed",), "filed", "dossier.file"),
    Edge("inquire", ("accepted", "mediating", "agreed"), None, "cases.inquire"),
    Edge("confirm", ("performing", "closed"), None, "cases.confirm"),
    Edge("reply", STAGES[:-1], None, "cases.reply"),
    Edge("extend", ("accepted", "mediating"), None, "cases.extend"),
    Edge("note", STAGES[:-1], None, "cases.note"),
    Edge("escalation", OPEN, None, "cases.escalate"),
    Edge("report", STAGES[:-1], None, "cases.report"),
    Edge("violence", OPEN, None, "cases.violence"),
    Edge("leave", ("registered", "accepted", "mediating", "agreed"), None, "cases.leave"),
    Edge("decline", ("registered",), "declined", "cases.decline"),
    Edge("refuse", ("registered",), "declined", "cases.refuse"),
    Edge("refuse", ("accepted", "mediating"), "failed", "cases.refuse"),
    Edge("withdraw", ("registered", "accepted", "mediating"), "withdrawn", "cases.withdraw"),
    Edge("terminate", ("accepted", "mediating", "agreed"), "failed", "cases.terminate"),
    Edge("reopen", ("filed",), "closed", "cases.reopen"),
)
PUSHED = ("accept", "session", "agree", "sign")
"""Never the next step where there is family violence, and the last of the list: nobody is pushed to be reconciled."""
WRONG = N_("这件案件现在是“{stage}”，不能办理{step}；可以办理：{steps}")
UNTOLD = N_("还有 {count} 位当事人没有告知权利义务")
UNREPLIED = N_("委托移送单位还没有反馈")
UNREPORTED = N_("有可能引起治安案件、刑事案件的情况还没有报告")


def open_edges(stage: str, facts: CaseFacts | None) -> tuple[Edge, ...]:
    """The lawful steps, each once, the usual next one first (Ctrl+Enter)."""
    found: dict[str, Edge] = {}
    for edge in EDGES:
        if stage in edge.start and (facts is None or _lawful(edge, facts)):
            found.setdefault(edge.step, edge)
    if facts is None:
        return tuple(found.values())
    first = next_step(stage, facts)
    shy = PUSHED if facts.row["violence"] else ()
    return tuple(sorted(found.values(), key=lambda edge: (edge.step != first, edge.step in shy)))


def next_step(stage: str, facts: CaseFacts) -> str:
    """The code of the usual next step; '' when there is none that is usual."""
    if facts.undecided_violence and stage in OPEN:
        return "violence"
    if facts.unreported and stage in STAGES[:-1]:
        return "report"  # art. 25: at once
    step = _usual(stage, facts)
    return "note" if facts.row["violence"] and step in PUSHED else step


def _usual(stage: str, facts: CaseFacts) -> str:
    waits = bool(facts.row["referred_by"]) and not facts.row["replied_on"]
    if stage == "registered":
        return "accept" if facts.of("review") else "review"
    if stage in ("accepted", "mediating"):
        return _mediating(facts)
    if stage == "agreed":
        return "sign" if facts.agreement else "agree"
    if stage == "performing":
        return _performing(facts) or ("reply" if waits else "close")
    if stage in ("declined", "failed") and not facts.row["remedies_told_on"]:
        return "remedies"
    if stage in ("declined", "failed", "withdrawn"):
        return "reply" if waits else "close"
    return {"closed": "file", "filed": "reopen"}.get(stage, "")


def _mediating(facts: CaseFacts) -> str:
    sessions = facts.of("session")
    if untold(facts):
        return "notify"
    if facts.row["simple"]:
        return "agree"
    return "terminate" if sessions and sessions[-1].row["result"] == "failed" else "session"


def _performing(facts: CaseFacts) -> str:
    states = [promise.row["state"] for promise in facts.promises]
    if any(state is None for state in states):
        return "perform"
    if any(state in ("partly", "none") for state in states) and not facts.of("urge"):
        return "urge"
    return "" if facts.of("visit") else "visit"


def _lawful(edge: Edge, facts: CaseFacts) -> bool:
    """What the stage alone does not tell."""
    agreement, stage = facts.agreement, facts.stage
    if edge.step == "agree":
        return stage != "accepted" or bool(facts.row["simple"])
    if edge.step == "sign":
        return bool(agreement) and (stage == "agreed" or _unsigned(facts, agreement["form"] == "oral"))
    if edge.step in ("perform", "urge"):
        return bool(facts.promises) and facts.effective_on is not None
    if edge.step == "confirm":
        return facts.effective_on is not None and agreement["confirm"] not in ("valid", "refused")
    if edge.step == "visit":
        return stage == "performing" or agreement is not None
    if edge.step == "reply":
        return bool(facts.row["referred_by"])
    if edge.step == "report":
        return bool(facts.unreported)
    if edge.step == "leave":
        return bool(may_leave(facts))
    return True


def may_leave(facts: CaseFacts) -> tuple[Party, ...]:
    """The parties without whom there are still two sides, so that the others may go on; none once somebody signed."""
    if facts.signed:
        return ()
    return tuple(one for one in facts.parties if two_sides([other for other in facts.parties if other is not one]))


def _unsigned(facts: CaseFacts, oral: bool) -> bool:
    """Whether somebody may still sign what binds already: a recorder, of an oral agreement anybody."""
    parties = oral and any(one.row["signed_on"] is None for one in facts.parties)
    seal = oral and facts.agreement["sealed_on"] is None
    return parties or seal or any(not one.left and one.row["signed_on"] is None for one in facts.workers)


def at(facts: CaseFacts, step: str) -> None:
    """Raise Problems when a step cannot be done now: which stage it is, and what can be done."""
    lawful = open_edges(facts.stage, facts)
    if not any(edge.step == step for edge in lawful):
        steps, stages = code_list("case_step").items, code_list("case_stage").items
        told = Listed(steps[edge.step] for edge in lawful)
        raise Problems({"": Invalid(WRONG, stage=stages[facts.stage], step=steps[step], steps=told)})


def untold(facts: CaseFacts) -> tuple[int, ...]:
    """Ids of the parties that were not yet told their rights and duties."""
    return tuple(party.id for party in facts.parties if not party.row["told_on"])


def doubts(facts: CaseFacts, step: str) -> tuple[Phrase, ...]:
    """What should be looked at before a step but blocks nothing."""
    found = []
    if step in ("session", "agree") and untold(facts):
        found.append(Phrase(UNTOLD, count=len(untold(facts))))
    if step in ("close", "file") and facts.row["referred_by"] and not facts.row["replied_on"]:
        found.append(Phrase(UNREPLIED))
    if step in ("close", "file") and facts.unreported:
        found.append(Phrase(UNREPORTED))
    if step == "accept" and unclear(facts.parties):
        found.append(Phrase(NAMESAKES))
    return tuple(found)
