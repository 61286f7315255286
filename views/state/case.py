"""One case as its page shows it: who it is about, what was done, what is next, what is due and what is missing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from center.cases.clocks import Clock, clocks, numbers_on
from center.cases.course import Edge, open_edges
from center.cases.facts import CaseFacts, facts
from center.cases.notes import Note, note
from center.desk import Desk
from center.words import N_, say
from db.codes import code_list
from db.models.cases import Case
from db.words import Listed, Phrase
from views.speech import short_day
from views.state.counter import Counter, shortened

COVERED = N_("临柜模式：内容已遮盖，按回车显示")
NO_NUMBER, DAY_NTH = N_("尚未编号"), N_("{day}受理，第 {nth} 天")
REGISTERED, BEGUN, TODAY = N_("{day}登记"), N_("{day}受理"), N_("今天受理")
OPEN_TO = N_("能看本案：{names}")
OPEN_TO_ALL = N_("能看本案：有人民调解查阅权限的人")
OPEN_STAGES = ("accepted", "mediating", "agreed")
EDIT = "cases.edit"


@dataclass(frozen=True)
class Chip:
    """A word in a pill; `icon` before it."""

    words: str
    tone: str = "grey"
    icon: str = ""


class CaseState:
    """The case that is open. `load` reads it whole; everything else is told from that. Raises Missing, Denied."""

    def __init__(self, desk: Desk, counter: Counter) -> None:
        self.desk, self.counter = desk, counter
        self.facts: CaseFacts | None = None
        self.clocks: tuple[Clock, ...] = ()
        self.edges: tuple[Edge, ...] = ()
        self._note: Note | None = None
        self._told: dict[Callable, Any] = {}

    def once(self, make: Callable[[CaseState], Any]) -> Any:
        """What is told of the case, worked out once: a zone draws itself anew under the pointer."""
        if make not in self._told:
            self._told[make] = make(self)
        return self._told[make]

    def load(self, case: int) -> None:
        """Read one case."""
        self._told = {}
        today = self.desk.today()
        with self.desk.moment():
            self.facts, self._note = facts(self.desk, case), note(self.desk, case)
        self.clocks = clocks(self.facts, today, numbers_on(today))
        self.edges = open_edges(self.facts.stage, self.facts) if self.desk.may(EDIT) else ()

    @property
    def may_edit(self) -> bool:
        """Whether this account does steps."""
        return self.desk.may(EDIT)

    @property
    def may_change(self) -> bool:
        """Whether anything of it may be written here: a filed case is opened again by its correction first."""
        return self.may_edit and not self.facts.row["filed_on"]

    @property
    def covered(self) -> bool:
        """At a public counter nobody's matter is read over the shoulder, until Enter."""
        return self.counter.covers(Case, self.facts.id)

    def uncover(self) -> bool:
        """Enter: show it. False when it is shown already."""
        if not self.counter.uncover(Case, self.facts.id):
            return False
        self._told = {}
        return True

    def named(self, name: str) -> str:
        """A name as it may be shown now."""
        return shortened(name) if self.covered else name

    def note(self) -> Note:
        """What may be painted of its note under the second key; nothing of it is opened."""
        return self._note

    # ---- the head
    @property
    def title(self) -> str:
        """`李秀兰与王建国渗水纠纷`."""
        return say(COVERED) if self.covered else self.facts.row["name"]

    @property
    def chips(self) -> tuple[Chip, ...]:
        """Its type, its stage, and how far it is closed to others."""
        row = self.facts.row
        found = [Chip(code("dispute_type", row["type"]), "blue")] if row["type"] else []
        found.append(Chip(code("case_stage", row["stage"]), "grey"))
        if row["manner"] == "closed":
            found.append(Chip(code("session_manner", "closed"), "violet", "lock"))
        if self.facts.restricted:
            found.append(Chip(code("case_scope", "workers"), "violet", "lock"))
        marks = ((row["hard"], Case.hard.label, "amber"), (row["simple"], Case.simple.label, "grey"),
                 (row["historical"], Case.historical.label, "grey"))
        return (*found, *(Chip(words, tone) for on, words, tone in marks if on))

    @property
    def line(self) -> tuple[str, ...]:
        """Number, source, since when, who mediates: under the title."""
        row, today = self.facts.row, self.desk.today()
        number = row["number"] or row["old_number"] or NO_NUMBER
        begun = row["accepted_on"]
        if begun and begun.first == today:
            since = TODAY
        elif begun and self.facts.stage in OPEN_STAGES:
            since = Phrase(DAY_NTH, day=short_day(begun.first, today), nth=(today - begun.first).days)
        else:
            since = Phrase(BEGUN if begun else REGISTERED, day=short_day((begun or row["registered_on"]).first, today))
        return tuple(one for one in (number, code("case_source", row["source"]) if row["source"] else "", since,
                                     self.facts.studio or self.facts.committee["name"]) if one)

    @property
    def status(self) -> str:
        """Who can read this case."""
        if not self.facts.restricted:
            return OPEN_TO_ALL
        return Phrase(OPEN_TO, names=Listed(self.facts.readers))

    # ---- steps
    @property
    def next(self) -> Edge | None:
        """The usual next lawful step: Ctrl+Enter."""
        return self.edges[0] if self.edges else None

    def lawful(self, step: str) -> Edge | None:
        """The edge of a step, when it may be done now."""
        return next((edge for edge in self.edges if edge.step == step), None)

    def clock(self, key: str) -> Clock | None:
        """One of its periods."""
        return next((one for one in self.clocks if one.key == key), None)


def code(codes: str, value: str | None) -> str:
    """The name of a code, '' without one."""
    return code_list(codes).items.get(value or "", "")
