"""调委会核对 without a screen: the rules of one committee, who is in office, training hours, letters that end."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from center.desk import Desk
from center.mediation.checking import GOOD, STATES, UNKNOWN, WRONG, Finding, check
from center.mediation.studios import full_names
from center.words import N_, say
from db.models.mediation import Mediator
from db.models.people import Person
from db.questions.mediation import committees, roster, training_hours
from views.kit.grid_columns import Column, Row

TONES = {GOOD: "green", WRONG: "red", UNKNOWN: "amber"}
RULES = (
    Column("rule", N_("要求"), 280, look="title", flex=True, sortable=False),
    Column("state", N_("核对"), 116, look="chips", sortable=False),
    Column("fact", N_("现在的情况"), 330, flex=True, sortable=False),
    Column("article", N_("依据"), 190, sortable=False, priority=1),
)
PEOPLE = (
    Column("name", N_("姓名"), 88, look="title", sortable=False), Column("duty", N_("职务"), 110, sortable=False),
    Column("sex", N_("性别"), 72, sortable=False), Column("work", N_("专职兼职"), 84, sortable=False, priority=4),
    Column("studio", N_("所在工作室"), 258, flex=True, sortable=False, priority=3),
    Column("grade", N_("等级"), 84, sortable=False), Column("letter", N_("聘书号"), 118, sortable=False, priority=2),
    Column("letter_until", N_("聘期届满"), 98, sortable=False, priority=1),
    Column("trainings", N_("今年培训（次）"), 108, "e", sortable=False),
    Column("hours", N_("今年学时"), 80, "e", sortable=False),
)


class CommitteeState:
    """One committee at a time; rules have their place as id, people the id of the mediator."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.committee = desk, 0
        self.load()

    def load(self) -> None:
        """Read the chosen committee. Raises Denied."""
        self.desk.need("mediation.read")
        with self.desk.moment():
            self._load()

    def _load(self) -> None:
        self.areas = [(one["id"], one["name"]) for one in committees()]
        if self.committee not in [rid for rid, _name in self.areas]:
            self.committee = self.areas[0][0] if self.areas else 0
        today = self.desk.today()
        self.rules: tuple[Finding, ...] = check(self.desk, self.committee) if self.committee else ()
        self.people = {row["id"]: row for row in (roster(self.committee, today) if self.committee else ())}
        self.hours = training_hours(date(today.year, 1, 1), today)
        self.studios = full_names()

    def rule_columns(self) -> list[Column]:
        """With the tones of the states."""
        tones = {str(say(STATES[state])): tone for state, tone in TONES.items()}
        return [replace(one, tones=tones) if one.key == "state" else one for one in RULES]

    def rule_ids(self) -> array:
        """Places of the rules."""
        return array("q", range(1, len(self.rules) + 1))

    def fetch_rules(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        return [Row(one, (say(rule.rule), (str(say(STATES[rule.state])),), say(rule.fact), say(rule.article)))
                for one in ids if one <= len(self.rules) for rule in [self.rules[one - 1]]]

    def people_ids(self) -> array:
        """Mediators in office."""
        return array("q", list(self.people))

    def fetch_people(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        return [Row(rid, self._person(rid)) for rid in ids if rid in self.people]

    def _person(self, rid: int) -> tuple:
        row, fields = self.people[rid], Mediator._meta.fields
        count, hours = self.hours.get(rid, (0, 0))
        names = ("duty", "work", "grade", "letter", "letter_until")
        shown = {name: say(fields[name].show(row[name])) for name in names}
        return (row["name"], shown["duty"], say(Person._meta.fields["sex"].show(row["sex"])), shown["work"],
                self.studios.get(row["studio"], ""), shown["grade"], shown["letter"], shown["letter_until"],
                str(count) if count else "", str(hours) if hours else "")

    @property
    def told(self) -> str:
        """For the status bar."""
        wrong = sum(rule.state == WRONG for rule in self.rules)
        unknown = sum(rule.state == UNKNOWN for rule in self.rules)
        hours = sum(self.hours.get(rid, (0, 0))[1] for rid in self.people)
        return say(N_("在任 {people} 人；{wrong} 条不符合，{unknown} 条看不出；今年共培训 {hours} 学时"),
                   people=len(self.people), wrong=wrong, unknown=unknown, hours=hours)

    @property
    def name(self) -> str:
        """Of the chosen committee."""
        return dict(self.areas).get(self.committee, "")
