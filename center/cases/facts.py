"""One case as it stands, read once: every page, paper, clock and step works on these frozen facts.

Rows are dicts by field name as `db.listing.record_row` gives them: a Ref as its id, days as `Day`, money in cents.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.mediation.studios import full_name
from center.seeing import see
from db.days import Day, years_between
from db.errors import Invalid
from db.listing import record_row
from db.models.case_work import Agreement, CasePaper, CaseStep, Performance
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty, CaseWorker, Volume
from db.models.mediation import Committee, Studio
from db.questions.cases import chair_names, mediators_named, rows_under
from db.questions.journal import names_of_accounts

if TYPE_CHECKING:
    from center.desk import Desk

ADULT = 18  # 民法典第十七条
PERSON, ORGANISATION = "person", "organisation"
HOST = "host"
JOINTS = re.compile("[、,，;；\n]")


@dataclass(frozen=True)
class Agent:
    """Who acts for a party: representative, guardian or agent."""

    id: int
    row: Mapping[str, Any]

    @property
    def name(self) -> str:
        """As it was told."""
        return self.row["name"]

    @property
    def kind(self) -> str:
        """representative, guardian or agent."""
        return self.row["kind"]


@dataclass(frozen=True)
class Party:
    """One party with those who act for it. `age` in full years on the day that was asked for; None: not known."""

    id: int
    row: Mapping[str, Any]
    agents: tuple[Agent, ...] = ()
    minor: bool = False
    age: int | None = None

    @property
    def name(self) -> str:
        """As it was told for this case."""
        return self.row["name"]

    @property
    def side(self) -> str:
        """applicant, respondent or third."""
        return self.row["side"]

    @property
    def kind(self) -> str:
        """person or organisation."""
        return self.row["kind"]

    @property
    def needs_guardian(self) -> bool:
        """Under 18, or without full capacity: it acts through 法定代理人 or 监护人."""
        return self.kind == PERSON and (self.minor or self.row["capacity"] in ("limited", "none"))

    def acting(self, kind: str) -> tuple[Agent, ...]:
        """Those who act for it in one way."""
        return tuple(agent for agent in self.agents if agent.kind == kind)

    def may_sign(self, agent: Agent) -> Invalid | None:
        """Why somebody may not sign the agreement for this party; None when she may."""
        if agent.kind == "agent" and agent.row["authority"] != "special" and self.kind == ORGANISATION:
            return Invalid("委托代理人代签协议要有特别授权，请先补特别授权，或由代表人签")
        if agent.kind == "agent" and agent.row["authority"] != "special":
            return Invalid("委托代理人代签协议要有特别授权，请先补特别授权，或由本人签")
        if agent.kind == "agent" and self.needs_guardian:
            return None  # the guardian gave the authority
        if agent.kind == "guardian" and not self.needs_guardian:
            return Invalid("这位当事人已成年并有完全行为能力，请由本人或有特别授权的代理人签")
        if agent.kind == "representative" and self.kind != ORGANISATION:
            return Invalid("个人没有代表人，请由本人或有特别授权的代理人签")
        return None


@dataclass(frozen=True)
class Worker:
    """Who handles the case; `login` opens it. `role`: host, mediator, recorder or filer."""

    id: int
    mediator: int
    name: str
    role: str
    login: str
    row: Mapping[str, Any]
    gone: bool = False

    @property
    def left(self) -> bool:
        """Withdrawn (回避), replaced, or no longer of the committee."""
        return self.gone or self.row["until"] is not None


@dataclass(frozen=True)
class Step:
    """One thing that was done: `kind` is a code of `case_step`."""

    id: int
    kind: str
    on: Day
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Promise:
    """One thing that the agreement promises (`performances`)."""

    id: int
    row: Mapping[str, Any]


@dataclass(frozen=True)
class Kept:
    """One version of one paper (`case_papers`)."""

    id: int
    kind: str
    version: int
    party: int | None
    step: int | None
    row: Mapping[str, Any]


@dataclass(frozen=True)
class CaseFacts:
    """All of one case. Steps are in the order of their days; parties: applicants, respondents, others."""

    id: int
    uid: str
    row: Mapping[str, Any]
    committee: Mapping[str, Any]
    studio: str = ""
    parties: tuple[Party, ...] = ()
    workers: tuple[Worker, ...] = ()
    guests: tuple[Mapping[str, Any], ...] = ()
    steps: tuple[Step, ...] = ()
    agreement: Mapping[str, Any] | None = None
    promises: tuple[Promise, ...] = ()
    papers: tuple[Kept, ...] = ()
    volume: Mapping[str, Any] | None = None
    chairs: tuple[str, ...] = ()
    registrar: str = ""

    @property
    def stage(self) -> str:
        """Code of `case_stage`."""
        return self.row["stage"]

    @property
    def number(self) -> str:
        """（2026）红旗人调字第001号; '' before acceptance."""
        return self.row["number"] or ""

    @property
    def host(self) -> Worker | None:
        """Who presides now."""
        return next((one for one in self.workers if one.role == HOST and not one.left), None)

    @property
    def restricted(self) -> bool:
        """仅办案人员, or 涉家暴."""
        return self.row["scope"] == "workers" or bool(self.row["violence"])

    @property
    def undecided_violence(self) -> bool:
        """涉家暴 and nobody has decided what is done about it: nothing pushes to mediate."""
        return bool(self.row["violence"]) and not self.row["violence_way"]

    @property
    def effective_on(self) -> Day | None:
        """From when the agreement binds."""
        return self.agreement["effective_on"] if self.agreement else None

    @property
    def readers(self) -> tuple[str, ...]:
        """Names of who opens it when it is restricted (能看本案): who handles it, else who registered it; the chair."""
        first = [one.name for one in self.workers if not one.left] or ([self.registrar] if not self.workers else [])
        return tuple(dict.fromkeys([name for name in (*first, *self.chairs) if name]))

    @property
    def signed(self) -> bool:
        """Whether anybody has signed the agreement: what it says, and for whom, stays as it was signed."""
        return any(one.row["signed_on"] for one in (*self.parties, *self.workers))

    @property
    def names(self) -> dict[str, str]:
        """By the beginning of a problem's path (`party.12`) whose it is."""
        found = {f"party.{one.id}": one.name for one in self.parties}
        found |= {f"worker.{one.id}": one.name for one in self.workers}
        found |= {f"guest.{one['id']}": one["name"] for one in self.guests}
        return found | {f"performance.{one.id}": one.row["what"] for one in self.promises}

    def of(self, kind: str) -> tuple[Step, ...]:
        """The steps of one kind, earliest first."""
        return tuple(step for step in self.steps if step.kind == kind)

    @property
    def unreported(self) -> tuple[Step, ...]:
        """Steps against escalation of which a department must be told (人民调解法第二十五条) and was not told yet."""
        last = max((step.id for step in self.of("report")), default=0)
        return tuple(step for step in self.of("escalation") if step.row["subject_facts"]
                     and (None in self.reported(step).values() if departments(step) else step.id > last))

    def reported(self, step: Step) -> dict[str, Day | None]:
        """Department of a step against escalation → the day on which it was told, None while it was not. A report
        covers what was noted before it, for the departments that it names."""
        later = [one for one in self.of("report") if one.id > step.id]
        return {name: next((one.on for one in later if name in departments(one)), None) for name in departments(step)}

    def party(self, rid: int) -> Party | None:
        """One of its parties; None when it is another case's."""
        return next((one for one in self.parties if one.id == rid), None)

    def side(self, side: str) -> tuple[Party, ...]:
        """The parties of one side."""
        return tuple(one for one in self.parties if one.side == side)


SIDES = ("applicant", "respondent", "third")


def departments(step: Step) -> tuple[str, ...]:
    """The departments that a step against escalation, or a report, names, each once."""
    return named(step.row["record"])


def named(text: str | None) -> tuple[str, ...]:
    """Several names as they are typed in one field, each once."""
    return tuple(dict.fromkeys(name for one in JOINTS.split(text or "") if (name := one.strip())))


def facts(desk: Desk, case: int) -> CaseFacts:
    """One case for who may read it. Raises Denied, Missing (also when it is closed to her)."""
    desk.need("cases.read")
    with desk.moment():
        see(desk, Case, case)
        return told(case, desk.today())


def told(case: int, today: date) -> CaseFacts:
    """The same inside a command, which has asked `tx.row(Case, case)` first. Ages are those of `today`."""
    row = record_row(Case, case)
    agreement = next(iter(rows_under(Agreement, "case", [case])), None)
    return CaseFacts(
        case, row["uid"].hex(), row, record_row(Committee, row["committee"]),
        _studio(row["studio"]),
        _parties(case, today), _workers(case), tuple(rows_under(CaseGuest, "case", [case])),
        tuple(Step(one["id"], one["kind"], one["on"], one) for one in rows_under(CaseStep, "case", [case], "on")),
        agreement, _promises(agreement), _papers(case), record_row(Volume, row["volume"]) if row["volume"] else None,
        tuple(chair_names(row["committee"])), names_of_accounts().get(row["registered_by"], ""),
    )


def _studio(rid: int | None) -> str:
    """What it is called in full, '' for none."""
    if rid is None:
        return ""
    row = record_row(Studio, rid)
    return full_name(row["name"], record_row(Committee, row["committee"])["name"])


def age_on(row: Mapping[str, Any], day: date) -> int | None:
    """A party's full years on a day: from its birth date, else as it was told."""
    return years_between(row["birth"], day) if row["birth"] else row["age"]


def _parties(case: int, today: date) -> tuple[Party, ...]:
    rows = rows_under(CaseParty, "case", [case], "place")
    agents: dict[int, list[Agent]] = {}
    for row in rows_under(CaseAgent, "party", [row["id"] for row in rows]):
        agents.setdefault(row["party"], []).append(Agent(row["id"], row))
    rows.sort(key=lambda row: SIDES.index(row["side"]) if row["side"] in SIDES else len(SIDES))
    found = []
    for row in rows:
        age = age_on(row, today) if row["kind"] == PERSON else None
        found.append(Party(row["id"], row, tuple(agents.get(row["id"], ())), age is not None and age < ADULT, age))
    return tuple(found)


def _workers(case: int) -> tuple[Worker, ...]:
    rows = rows_under(CaseWorker, "case", [case])
    named = mediators_named([row["mediator"] for row in rows])
    return tuple(Worker(row["id"], row["mediator"], named[row["mediator"]]["name"], row["role"],
                        named[row["mediator"]]["login"] or "", row, named[row["mediator"]]["until"] is not None)
                 for row in rows)


def _promises(agreement: Mapping[str, Any] | None) -> tuple[Promise, ...]:
    rows = rows_under(Performance, "agreement", [agreement["id"]], "due_on") if agreement else []
    return tuple(Promise(row["id"], row) for row in rows)


def _papers(case: int) -> tuple[Kept, ...]:
    return tuple(Kept(row["id"], row["kind"], row["version"], row["party"], row["step"], row)
                 for row in rows_under(CasePaper, "case", [case], "kind", "version"))
