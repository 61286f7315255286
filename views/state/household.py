"""One household beside the building's picture: who lives there, how the door is used, what may be done."""

from __future__ import annotations

from dataclasses import dataclass

from center import catalog
from center.desk import Desk
from center.households import Household, Resident, household
from center.places.tree import floor_words
from center.words import N_, say
from db.codes import code_list
from db.models.places import Door
from db.questions.households import members_among, residents_of
from db.questions.volunteers import volunteers_among
from db.words import Listed, Phrase
from views.speech import day_words
from views.state.counter import Counter, shortened
from views.state.printing import Sheet, record_sheet
from views.state.timeline import Timeline
from views.state.typing import CHOSEN, offered

PEOPLE, CHILDREN, YEARS = N_("{count} 人"), N_("儿童 {count} 人"), N_("{years} 岁")
REPORTED = N_("报来 {reported} 人，登记 {count} 人")
NOTE = "visits.note"
ALL = "all"  # everybody of a household together, the children too


@dataclass(frozen=True)
class Line:
    """Somebody of the household: `chip` is (word, tone), None without one."""

    id: int
    name: str
    detail: str
    chip: tuple[str, str] | None = None


@dataclass(frozen=True)
class Fact:
    """One line of facts; `odd` when it should be looked at."""

    label: str
    text: str
    odd: bool = False


class HouseholdState:
    """A door and its household as this account may see them. Raises Denied without `places.read`, Missing."""

    def __init__(self, desk: Desk, counter: Counter, door: int) -> None:
        self.desk, self.counter, self.door = desk, counter, door
        self.entry = desk.get(Door, door)
        self.house: Household | None = household(desk, door) if desk.may("households.read") else None

    # ---- what may be seen and done
    @property
    def covered(self) -> bool:
        """Whether names and the address are hidden now: at a public counter, until Enter on the door."""
        return self.counter.covers(Door, self.door)

    @property
    def may_move(self) -> bool:
        """Whether this account registers who moves."""
        return self.desk.may("households.edit")

    @property
    def may_use(self) -> bool:
        """Whether this account says how a door is used."""
        return self.desk.may("places.edit") and self.desk.may(Door.use.right)

    @property
    def may_note(self) -> bool:
        """Whether a visit may be noted."""
        return NOTE in catalog.commands() and self.desk.may("visits.edit")

    # ---- words
    @property
    def title(self) -> str:
        """`2单元1102`: which door of the building."""
        unit, number = self.entry.values.get("unit"), self.entry.texts["number"]
        if not unit:
            return number
        above = self.desk.rows(Door, [self.door], ["building", "unit"])[0].texts
        return above[1].removeprefix(above[0]) + number

    @property
    def subtitle(self) -> str:
        """`11 层 · 户主林德胜 · 3 人`."""
        house, floor = self.house, self.entry.values.get("floor")
        parts = [floor_words(floor) if floor is not None else self.entry.texts["kind"]]
        if house is not None and not self.covered:
            if house.head is not None:
                parts.append(Phrase(N_("户主{name}"), name=self._name(house.head)))
            parts.append(Phrase(PEOPLE, count=house.count) if house.count else N_("没有登记居住的人"))
        return Listed((part for part in parts if part), " · ")

    @property
    def lines(self) -> tuple[Line, ...]:
        """The grown-ups, 户主 first; who is a Party member, else a volunteer, is for who may read that."""
        if self.house is None:
            return ()
        people = self.house.residents
        told = self.desk.may("members.read") and not self.covered
        members = members_among([one.person for one in people]) if told else set()
        chips = dict.fromkeys(self._volunteers([one.person for one in people]), (N_("志愿者"), "green"))
        chips |= dict.fromkeys(members, (N_("党员"), "red"))
        return tuple(Line(one.id, self._name(one), self._detail(one), chips.get(one.person)) for one in people)

    def _volunteers(self, people: list[int]) -> set[int]:
        return volunteers_among(people, self.desk.today()) if self.desk.may("volunteers.read") else set()

    @property
    def children(self) -> str:
        """`儿童 1 人`; '' without any, and at a public counter until Enter."""
        count = self.house.children if self.house and not self.covered else 0
        return Phrase(CHILDREN, count=count) if count else ""

    @property
    def unnamed(self) -> str:
        """How many grown-ups live there, for who may not read people."""
        house = self.house
        known = house is not None and house.hidden and house.adults and not self.covered
        return Phrase(PEOPLE, count=house.adults) if known else ""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is known of the door."""
        texts = self.entry.texts
        found = [Fact(N_("住址"), self.counter.title(Door, self.door, self.entry.title))]
        found += [Fact(Door._meta.fields[name].label, texts[name]) for name in ("kind", "use")
                  if name in texts and not (self.covered and name == "use")]
        house = self.house
        if house is not None and house.reported is not None and not self.covered:
            odd = house.reported != house.count
            words = Phrase(REPORTED, reported=house.reported, count=house.count)
            found.append(Fact(N_("人数"), words if odd else Phrase(PEOPLE, count=house.count), odd))
        if not self.covered:
            found.append(Fact(N_("备注"), texts["note"]))
        if house is not None and house.updated is not None:
            found.append(Fact(N_("更新"), Listed((day_words(house.updated.date()), house.updated_by), " ")))
        return tuple(one for one in found if one.text)

    def timeline(self) -> Timeline | None:
        """What was done with the door; not at a public counter, where names stand in it."""
        return None if self.covered else Timeline(self.desk, Door, self.door)

    def _name(self, one: Resident) -> str:
        return shortened(one.name) if self.covered else one.name

    def _detail(self, one: Resident) -> str:
        relation = code_list("household_relation").items.get(one.relation or "", "")
        sex = code_list("sex").items.get(one.sex or "", "")
        age = Phrase(YEARS, years=one.age) if one.age is not None else ""
        return Listed((part for part in (relation, sex, age) if part), " · ")

    # ---- acts
    def rows(self) -> tuple[int, ...]:
        """Ids of the residencies, the children's among them: the list behind the count."""
        self.desk.need("households.read")
        return tuple(one["id"] for one in residents_of([self.door], self.desk.today()))

    def who(self) -> list[tuple[str, str]]:
        """Who may move: (value, label) of everybody together, then of each grown-up."""
        if self.house is None or not self.house.count:
            return []
        each = [(str(one.id), one.name) for one in self.lines]
        if self.house.count == 1 and each:
            return each
        whole = say(N_("全家 {count} 人"), count=self.house.count)
        if self.house.children:
            whole = say(N_("全家 {count} 人，其中儿童 {children} 人"), count=self.house.count,
                        children=self.house.children)
        return [(ALL, whole), *each]

    def doors(self, typed: str) -> list[tuple[str, str, str, str]]:
        """Doors to move to, as a field offers them: those that fit what was typed first."""
        return offered(self.desk, Door, typed, self.counter)

    def move_out(self, who: str, on: str, to: str = "") -> None:
        """They move out, or to another door of ours (chosen, or its address as written). Raises Problems."""
        ids = list(self.rows()) if who == ALL else [int(who)] if who.isdigit() else []
        if to.strip():
            door = int(to[1:]) if to[:1] == CHOSEN and to[1:].isdigit() else to
            self.desk.do("households.move_together", ids=ids, door=door, on=on)
        else:
            self.desk.do("households.move_out", ids=ids, on=on)

    def use(self, use: str) -> None:
        """Say how the door is used."""
        self.desk.do("households.use", doors=[self.door], use=use)

    def uses(self) -> list[tuple[str, str, bool]]:
        """(code, name, whether it is so now) of how a door may be used."""
        now = None if self.covered else self.entry.values.get("use")
        return [(code, name, code == now) for code, name in code_list("door_use").items.items()]

    def note(self, purpose: str, note: str, on: str) -> None:
        """A visit at this door, without a list. Raises Problems."""
        self.desk.do(NOTE, door=self.door, purpose=purpose, note=note, on=on)

    def label(self) -> str:
        """What a list of its people is called."""
        return self.title if self.counter.on else self.entry.title

    def sheet(self) -> Sheet:
        """The door's record on one page."""
        return record_sheet(self.desk, Door, self.door)
