"""The left side of a case: parties with those who act for them, who handles it, what was agreed about the mediation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from center.cases.facts import Party, Worker
from center.cases.recusal import warnings
from center.words import N_
from db.models.cases import CaseAgent, CaseParty
from db.words import Listed, Phrase
from views.state.case import CaseState, Chip, code

YEARS, ACTS = N_("{years} 岁"), N_("{role} {name}")
ROLES = {"representative": N_("代表人"), "guardian": N_("监护人"), "agent": N_("代理人")}
AUTHORISED = {"special": N_("有特别授权"), "general": N_("一般代理"), None: N_("缺代理权限")}
MINOR, CHOSEN_BY = N_("未成年"), N_("当事人选定")
LEFT, MAY_STEP_BACK = N_("已退出"), N_("看回避")
TAKING_PART, RECORDER, FILER, MANNER, COST, FREE = (N_("参加人"), N_("记录人"), N_("立卷人"), N_("方式"), N_("收费"),
                                                    N_("不收费"))
CONSENTED, UNCONSENTED, FROM = N_("各方同意"), N_("还没有各方同意"), N_("来文")


@dataclass(frozen=True)
class Someone:
    """A party or who handles the case: the first character in a disc, chips behind the name, lines under it."""

    key: str
    id: int
    name: str
    mark: str
    chips: tuple[Chip, ...]
    lines: tuple[str, ...]
    organisation: bool = False
    red: bool = False
    tip: str = ""


def parties(state: CaseState) -> tuple[Someone, ...]:
    """Applicants, respondents, others."""
    return tuple(_party(state, one) for one in state.facts.parties)


def shown(record: type, path: str, value: Any) -> str:
    """A value of a row as the page shows it: masked."""
    return record._meta.fields[path].show(value, masked=True) if value else ""


def _party(state: CaseState, party: Party) -> Someone:
    row, name = party.row, state.named(party.name)
    chips = [Chip(code("party_side", party.side))]
    if party.minor:
        chips.append(Chip(MINOR, "amber"))
    elif party.needs_guardian:
        chips.append(Chip(code("party_capacity", row["capacity"]), "amber"))
    lines = () if state.covered else _lines(party)
    return Someone(f"party:{party.id}", party.id, name, name[:1], tuple(chips), lines,
                   party.kind == "organisation", party.side != "third" and party.kind == "person")


def _lines(party: Party) -> tuple[str, ...]:
    row = party.row
    age = Phrase(YEARS, years=party.age) if party.age is not None else ""
    facts = Listed((one for one in (code("sex", row["sex"]), age, shown(CaseParty, "phone", row["phone"])) if one),
                   "，")
    lines = [facts, shown(CaseParty, "address", row["address"])]
    for agent in party.agents:
        words = [Phrase(ACTS, role=ROLES[agent.kind], name=agent.name)]
        if agent.row["relation"]:
            words.append(agent.row["relation"])
        if agent.kind == "agent":
            words.append(AUTHORISED[agent.row["authority"]])
        if agent.row["phone"]:
            words.append(shown(CaseAgent, "phone", agent.row["phone"]))
        lines.append(Listed(words, "，"))
    return tuple(line for line in lines if line)


def workers(state: CaseState) -> tuple[Someone, ...]:
    """Who presides first; who withdrew is said to have. A warning of 回避 stands there until it is answered."""
    order = ("host", "mediator")
    found = [one for one in state.facts.workers if one.role in order]
    return tuple(_worker(state, one) for one in sorted(found, key=lambda one: (one.left, order.index(one.role))))


def _worker(state: CaseState, one: Worker) -> Someone:
    chips = [Chip(N_("主持"))] if one.role == "host" and not one.left else []
    doubts = () if one.left or one.row["recusal_looked"] else warnings(state.facts, one.mediator)
    if one.left:
        chips.append(Chip(LEFT))
    elif doubts:
        chips.append(Chip(MAY_STEP_BACK, "amber"))
    line = [CHOSEN_BY] if one.row["chosen"] == "parties" else []
    committee = state.facts.committee["name"]
    line.append(one.row["why"] if one.left else committee)
    studio = () if one.left else (state.facts.studio.removeprefix(committee),)  # in full it stands in the head
    answered = one.row["recusal_looked"]
    lines = [Listed((part for part in line if part), "，"), *filter(None, studio), *doubts[:1]]
    if answered and not (one.left and answered == one.row["why"]):  # who withdrew by it: once is enough
        lines.append(answered)
    return Someone(f"worker:{one.id}", one.id, one.name, one.name[:1], tuple(chips), tuple(lines),
                   tip=Listed(doubts, "；") if doubts else "")


def agreed(state: CaseState) -> tuple[tuple[str, str], ...]:
    """Label and words: who else takes part, who writes, open or closed, and that it costs nothing."""
    facts, row = state.facts, state.facts.row
    found = []
    if facts.guests and not state.covered:
        names = Listed(f"{one['name']}{one['unit'] or ''}" for one in facts.guests)
        consent = CONSENTED if all(one["consented"] for one in facts.guests) else UNCONSENTED
        found.append((TAKING_PART, Listed((names, consent), "，")))
    for role, label in (("recorder", RECORDER), ("filer", FILER)):
        names = [one.name for one in facts.workers if one.role == role and not one.left]
        if names:
            found.append((label, Listed(names)))
    manner = code("session_manner", row["manner"])
    if row["manner_why"] and not state.covered:
        manner = Listed((manner, row["manner_why"]), "，")
    found += [(MANNER, manner), (COST, FREE)]
    if row["referred_by"] and not state.covered:
        found.append((FROM, Listed((one for one in (row["referrer"], row["letter"]) if one), " ")
                      or code("referral_kind", row["referred_by"])))
    return tuple(found)
