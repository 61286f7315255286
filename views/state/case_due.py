"""The right side of a case: each period with what is left of it, what is missing, the papers that are there."""

from __future__ import annotations

from dataclasses import dataclass

from center.cases.clocks import AMBER, DONE, NONE, RED, RUNNING, SILENT, Clock
from center.cases.facts import CaseFacts, Step
from center.cases.papers import missing
from center.cases.recusal import unanswered
from center.words import N_
from db.words import Listed, Phrase
from views.speech import WEEKDAYS, money, short_day
from views.state.case import CaseState, Chip, code
from views.state.case_told import signs

TONES = {RED: "red", AMBER: "amber", RUNNING: "grey", NONE: "grey", DONE: "green", SILENT: "grey"}
SHORT = {RUNNING: N_("剩 {left} 天"), AMBER: N_("剩 {left} 天")}
BEGUN, FULL = N_("{day}受理"), N_("{day} {weekday}满 {days} 天")
UNTIL = N_("{day} {weekday}")
MUST, WHEN = N_("必须"), N_("按需")
SIGNATURES, STILL = N_("协议书签名与印章"), N_("还差 {names}")
AUTHORITY, NO_SPECIAL = N_("委托书缺代理权限"), N_("缺特别授权")
SPECIAL, OR_ITS_OWN = N_("{name}，代签协议要有特别授权"), N_("{name}，代签协议要有特别授权，或者登记代表人来签")
GUARDIAN, NEEDS_GUARDIAN = N_("缺法定代理人或监护人"), N_("{name}，由法定代理人或监护人参加")
CONSENT = N_("还没有登记同意调解")
RECUSAL, WHY_RECUSAL = N_("回避提示还没有处理"), N_("{name}：{why}")
OPPONENT, UNKNOWN = N_("还没有被申请人"), N_("登记可以先空着，受理前补上")
KIND, WHY_KIND = N_("还没有选纠纷类型"), N_("受理前选定，统计表每件只归一类")
HOST, NOBODY = N_("还没有主持的调解员"), N_("受理前指定，或者由当事人选定")
AGREED_BEFORE = N_("须各方同意并写明原因")
DECIDED, TOLD = N_("{day}决定报告{unit}"), N_("{day}报告{unit}")
UNBEGUN = {"perform": N_("协议生效后才起算"), "confirm": N_("协议生效次日起 {days} 天，遇休息日顺延"),
           "visit": N_("履行完以后起算")}

UNREACHED = {"accepted": ("record", "result"), "mediating": ("result",), "agreed": ("result",)}
"""Stage → sections that cannot be there yet; whose signatures an agreement lacks is told by itself."""


@dataclass(frozen=True)
class Due:
    """One period: `share` of it that has passed (None: no bar), words under it, the step that answers it."""

    key: str
    label: str
    chip: Chip
    share: float | None
    left: str
    right: str
    step: str = ""


@dataclass(frozen=True)
class Lack:
    """Something missing: whether it must be there, what, whose; `act` names what the button does, `rid` for whom."""

    key: str
    chip: Chip
    title: str
    detail: str
    act: str
    rid: int = 0


@dataclass(frozen=True)
class Papers:
    """Papers of one kind that are kept: how many, the last day."""

    kind: str
    words: str
    day: str


# ---- periods
def dues(state: CaseState) -> tuple[Due, ...]:
    """Each period as it is shown, those that still run first among equals."""
    return tuple(_due(state, one) for one in state.clocks if not (one.key == "limit" and one.state == SILENT))


def _due(state: CaseState, clock: Clock) -> Due:
    words = Phrase(SHORT[clock.state], left=clock.left) if clock.state in SHORT and clock.left else clock.words
    chip = Chip(words, TONES[clock.state])
    key = f"due:{clock.key}:{clock.id}"
    if clock.key in ("limit", "extended"):
        return _limit(state, clock, chip, key)
    left, today = "", state.desk.today()
    detail = _promised(state.facts, clock.id, today) if clock.key == "perform" and not state.covered else ""
    if clock.state == NONE and clock.key in UNBEGUN and not detail:
        from center.cases.numbers import CONFIRM_DAYS

        left = Phrase(UNBEGUN[clock.key], days=state.desk.number(CONFIRM_DAYS)) if clock.key == "confirm" \
            else UNBEGUN[clock.key]
    elif clock.key == "report":
        left = _reported(state) if not state.covered else ""
    elif clock.due is not None and not detail:
        left = Phrase(UNTIL, day=short_day(clock.due.last, today), weekday=WEEKDAYS[clock.due.last.weekday()])
    return Due(key, clock.label, chip, None, Listed((one for one in (detail, left) if one), "，"), "",
               clock.key if state.lawful(clock.key) else "")


def _reported(state: CaseState) -> str:
    """To whom it must be told, since when; once it was, to whom and when."""
    facts, today = state.facts, state.desk.today()
    told = [Phrase(TOLD, day=short_day(one.on.first, today), unit=one.row["record"] or "")
            for one in (facts.of("report") if facts.unreported else facts.of("report")[-1:])]
    return Listed((*(Phrase(DECIDED, day=short_day(one.on.first, today), unit=Listed(_untold(facts, one)))
                     for one in facts.unreported), *told), "；")


def _untold(facts: CaseFacts, step: Step) -> list[str]:
    """Whom a step against escalation must still be reported to."""
    return [name for name, on in facts.reported(step).items() if on is None]


def _promised(facts: CaseFacts, rid: int, today) -> str:
    row = next((one.row for one in facts.promises if one.id == rid), None)
    if row is None:
        return ""
    day = short_day(row["due_on"].first, today) if row["due_on"] else ""
    paid = money(row["amount"]) if row["amount"] else ""
    return Listed((one for one in (day, row["what"], paid) if one), " ")


def _limit(state: CaseState, clock: Clock, chip: Chip, key: str) -> Due:
    begun, today = state.facts.row["accepted_on"], state.desk.today()
    if begun is None or clock.due is None:
        return Due(key, clock.label, chip, None, "", "")
    whole = max(1, (clock.due.last - begun.first).days)
    share = min(1.0, max(0.0, (today - begun.first).days / whole)) if clock.left is not None else None
    right = Phrase(FULL, day=short_day(clock.due.last, today), weekday=WEEKDAYS[clock.due.last.weekday()], days=whole)
    return Due(key, clock.label, chip, share, Phrase(BEGUN, day=short_day(begun.first, today)), right,
               "extend" if clock.left is not None and state.lawful("extend") else "")


# ---- what is missing
def lacks(state: CaseState) -> tuple[Lack, ...]:
    """What this stage asks for and is not there yet; then the papers that are missing, compulsory ones first."""
    if state.facts.stage in ("filed", "declined", "withdrawn"):
        return tuple(_papers(state))
    found = [lack for ask in (_before_acceptance, _joined_late, _signatures, _acting) for lack in ask(state)]
    return (*found, *sorted(_papers(state), key=lambda one: one.chip.words != MUST))


def _lack(key: str, must: bool, title: str, detail: str, act: str, rid: int = 0) -> Lack:
    return Lack(key, Chip(MUST, "red") if must else Chip(WHEN, "grey"), title, detail, act, rid)


def _before_acceptance(state: CaseState) -> list[Lack]:
    facts, found = state.facts, []
    if facts.stage != "registered":
        return []
    if not facts.side("respondent"):
        found.append(_lack("opponent", True, OPPONENT, UNKNOWN, "party"))
    if not facts.row["type"]:
        found.append(_lack("type", True, KIND, WHY_KIND, "type"))
    if facts.host is None:
        found.append(_lack("host", True, HOST, NOBODY, "worker"))
    for worker, told in unanswered(facts):
        name = next(state.named(one.name) for one in facts.workers if one.id == worker)
        found.append(_lack(f"recusal:{worker}", True, RECUSAL, Phrase(WHY_RECUSAL, name=name, why=told[0]), "recusal",
                           worker))
    return found + _unasked(state)


def _joined_late(state: CaseState) -> list[Lack]:
    """Who came into an accepted case has not said that she agrees."""
    return _unasked(state) if state.facts.stage in ("accepted", "mediating", "agreed") else []


def _unasked(state: CaseState) -> list[Lack]:
    """Whose consent is not noted. It is noted for itself, before the acceptance: that alone gives the number."""
    names = [state.named(one.name) for one in state.facts.parties if not one.row["agreed_on"]]
    asked = names and not state.facts.row["violence"]  # there nobody is pushed to agree
    return [_lack("consent", True, CONSENT, Listed(names), "consent")] if asked else []


def _signatures(state: CaseState) -> list[Lack]:
    if state.facts.stage != "agreed" or state.facts.agreement is None:
        return []
    waiting = [one.name for one in signs(state) if not one.on]
    return [_lack("signs", True, SIGNATURES, Phrase(STILL, names=Listed(waiting)), "sign")] if waiting else []


def _acting(state: CaseState) -> list[Lack]:
    found = []
    for party in state.facts.parties:
        if party.needs_guardian and not party.acting("guardian"):
            detail = Phrase(NEEDS_GUARDIAN, name=state.named(party.name))
            found.append(_lack(f"guardian:{party.id}", True, GUARDIAN, detail, "agent", party.id))
        for agent in party.acting("agent") if not party.row["signed_on"] else ():
            only = party.kind == "organisation" and not party.acting("representative")  # nobody else may sign for it
            if agent.row["authority"] is None or only and agent.row["authority"] != "special":
                detail = Phrase(OR_ITS_OWN if only else SPECIAL, name=state.named(agent.name))
                title = NO_SPECIAL if agent.row["authority"] else AUTHORITY
                found.append(_lack(f"authority:{agent.id}", only, title, detail, "authority", agent.id))
    return found


def _papers(state: CaseState) -> list[Lack]:
    """Sections of the dossier that are not there yet. 必须 is what 归档 waits for: of two papers one is enough."""
    if state.facts.stage == "registered":
        return []
    later = UNREACHED.get(state.facts.stage, ())
    return [_lack(f"part:{item.part}", item.blocks, code("dossier_part", item.part),
                  Listed(item.why, "；") if item.why and not state.covered else "", "dossier")
            for item in missing(state.desk, state.facts.id) if item.part not in later]


# ---- papers
def kept(state: CaseState) -> tuple[Papers, ...]:
    """The papers of a case by kind, newest versions only, in the order of the days."""
    today, groups = state.desk.today(), {}
    for one in state.facts.papers:
        if not one.row["replaced_on"]:
            groups.setdefault(one.kind, []).append(one.row["signed_on"] or one.row["made_on"])
    found = []
    for kind, days in groups.items():
        name = code("case_paper_kind", kind)
        words = Phrase(N_("{paper} {count} 份"), paper=name, count=len(days)) if len(days) > 1 else name
        last = max((day for day in days if day), default=None)
        found.append((last or "", Papers(kind, words, short_day(last.first, today) if last else "")))
    return tuple(one for _day, one in sorted(found, key=lambda pair: pair[0]))
