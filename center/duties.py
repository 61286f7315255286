"""今日待办: what each domain says is due, sorted for one account, with today's plan, quiet numbers and the backup line.

A domain declares in `center/<domain>/duties.py`; the file is found by its name, so a new domain's duties appear
without touching anything here. A duty lists facts with a day; what follows from them a person decides.
"""
from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from center import backups, catalog
from center.measures import Count
from center.periods import Period, month_of
from db.codes import code_list
from db.questions.duties import shifts_of
from db.words import Listed

if TYPE_CHECKING:
    from center.desk import Desk

MONTHS = 12
OWN = "drafts"  # no domain: what is an account's own, whatever else it may read


@dataclass(frozen=True)
class Duty:
    """One thing that is due. `kind` is a word for its icon; title and detail are words for people.

    `due` None has no day of its own. It opens row `id` of `record`, or the heap `ids`; without a record, the page of
    its domain. `mine`: this account's holder is named in it. `urgent`: it belongs into the alarm band. `soon`: its own
    rule says already that the end is near, as where it is listed (amber). `over` is what its own rule calls it once
    its day is past, where 逾期 is not the word.
    """

    domain: str
    kind: str
    title: str
    detail: str = ""
    person: str = ""
    due: date | None = None
    record: str = ""
    id: int = 0
    mine: bool = False
    urgent: bool = False
    ids: tuple[int, ...] = ()
    soon: bool = False
    over: str = ""

    @property
    def words(self) -> str:
        """The detail with what it is called past its day, for where both stand in one line."""
        return Listed((self.detail, self.over), "，") if self.over else self.detail


@dataclass(frozen=True)
class Turn:
    """One line of today's plan: a slot of the roster and who has it."""

    slot: str
    person: str
    regime: str
    id: int
    mine: bool


@dataclass(frozen=True)
class Backup:
    """The backup line: when the newest was made (None: never), how many days ago, and whether that is too long."""

    made_at: datetime | None
    days: int | None
    old: bool


@dataclass(frozen=True)
class Home:
    """The home page of one account on one day; every group is sorted by day.

    `urgent` is the alarm band, and stands in no group; `later` is what can be prepared.
    """

    day: date
    urgent: tuple[Duty, ...]
    overdue_and_today: tuple[Duty, ...]
    within_three_days: tuple[Duty, ...]
    this_month: tuple[Duty, ...]
    later: tuple[Duty, ...]
    plan: tuple[Turn, ...]
    backup: Backup
    domains: tuple[tuple[str, str], ...] = field(default=())

    @property
    def duties(self) -> tuple[Duty, ...]:
        """All of them, in the order of the page."""
        return self.urgent + self.overdue_and_today + self.within_three_days + self.this_month + self.later

    @property
    def counts(self) -> dict[str, int]:
        """How many duties: `all`, `mine`, and of each domain that has any."""
        found = {"all": len(self.duties), "mine": sum(duty.mine for duty in self.duties)}
        return found | {name: sum(duty.domain == name for duty in self.duties) for name, _label in self.domains}

    def only(self, domain: str = "", mine: bool = False) -> Home:
        """The same page with the duties of one domain, or with mine."""
        def keep(some: tuple[Duty, ...]) -> tuple[Duty, ...]:
            return tuple(duty for duty in some if (not domain or duty.domain == domain) and (duty.mine or not mine))

        return Home(self.day, keep(self.urgent), keep(self.overdue_and_today), keep(self.within_three_days),
                    keep(self.this_month), keep(self.later), self.plan, self.backup, self.domains)


@dataclass(frozen=True)
class Figure:
    """A quiet number: the running month's count with its names, and the 12 finished months, oldest first."""

    name: str
    label: str
    unit: str
    value: int
    before: tuple[int, ...]
    count: Count
    period: Period


Due = Callable[["Desk", date], Iterable[Duty]]
DUTIES: dict[str, tuple[str, Due]] = {}
FIGURES: list[tuple[str, str, str]] = []


def duties(domain: str, label: str) -> Callable[[Due], Due]:
    """Write a domain's `due(desk, today)` into the list; `label` is its word in the filter."""

    def note(function: Due) -> Due:
        if domain in DUTIES:
            raise ValueError(f"{domain} has declared its duties twice")
        DUTIES[domain] = (label, function)
        return function

    return note


def figure(domain: str, measure: str, unit: str) -> None:
    """Put a measure among the quiet numbers of those who may read the domain."""
    FIGURES.append((domain, measure, unit))


@cache
def declared() -> dict[str, tuple[str, Due]]:
    """Every domain's duties in menu order: domain → (label, function)."""
    catalog.load()
    for domain in catalog.DOMAINS:
        if find_spec(f"center.{domain}.duties"):
            import_module(f"center.{domain}.duties")
    import_module(f"center.{OWN}")
    return {domain: DUTIES[domain] for domain in (OWN, *catalog.DOMAINS) if domain in DUTIES}


def home(desk: Desk, today: date | None = None) -> Home:
    """The page for this account: only what it may read. `today` None is the Desk's."""
    day = today or desk.today()
    found, domains = [], []
    with desk.moment():
        for domain, (label, due) in declared().items():
            if domain == OWN or desk.may(f"{domain}.read"):
                own = [duty for duty in due(desk, day) if duty.domain == OWN or desk.may(f"{duty.domain}.read")]
                found += own
                domains += [(domain, label)] if own else []
    found.sort(key=lambda duty: (duty.due or date.max, duty.title, duty.detail))
    urgent = tuple(duty for duty in found if duty.urgent)
    groups = _grouped([duty for duty in found if not duty.urgent], day, int(desk.number("duty.soon_days")))
    return Home(day, urgent, *groups, plan(desk, day), backup_line(desk, day), tuple(domains))


def _grouped(found: list[Duty], day: date, soon: int) -> tuple[tuple[Duty, ...], ...]:
    """Overdue and today, soon, this month, later; what has no day of its own stands at the end of this month."""
    near = day + timedelta(days=soon)
    end = max(near, date(day.year, day.month, monthrange(day.year, day.month)[1]))
    groups: tuple[list[Duty], ...] = ([], [], [], [])
    for duty in found:
        place = 2 if duty.due is None else sum(duty.due > edge for edge in (day, near, end))
        groups[place].append(duty)
    return tuple(tuple(sorted(group, key=lambda duty: duty.due or end)) for group in groups)


def plan(desk: Desk, day: date) -> tuple[Turn, ...]:
    """Today's shifts, morning first; empty for who may not read the roster."""
    if not desk.may("staff.read"):
        return ()
    slots, regimes = code_list("day_slot").items, code_list("regime_kind").items
    order = list(slots)
    rows = sorted(shifts_of(day), key=lambda row: (order.index(row["slot"]) if row["slot"] in order else 99, row["id"]))
    return tuple(Turn(slots.get(row["slot"], row["slot"]), row["name"], regimes.get(row["regime"], ""), row["id"],
                      row["name"] == desk.who.name) for row in rows)


def backup_line(desk: Desk, day: date) -> Backup:
    """The newest backup: one that somebody made, or the program's own into the store's folder."""
    made = backups.newest(desk.store.folder)
    days = max((day - made.date()).days, 0) if made else None
    return Backup(made, days, days is None or days > int(desk.number("backup.max_age_days")))


def figures(desk: Desk, today: date | None = None) -> tuple[Figure, ...]:
    """The quiet numbers this account may read. Slower than `home` (13 counts each): ask for it in a job."""
    declared()
    now = month_of(today or desk.today())
    months = [now]
    while len(months) <= MONTHS:
        months.append(month_of(months[-1].start - timedelta(days=1)))
    found = []
    for domain, name, unit in FIGURES:
        if desk.may(f"{domain}.read") and desk.may(f"{name.partition('.')[0]}.read"):
            count = desk.measure(name, now)
            before = tuple(desk.measure(name, month).value for month in reversed(months[1:]))
            found.append(Figure(name, catalog.measures()[name].label, unit, count.value, before, count, now))
    return tuple(found)
