"""今日待办 without a screen: which lines stand in the list, what a line opens, quick entry, the words around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from center import catalog
from center.desk import Desk
from center.drafts import KIND as DRAFT
from center.duties import Backup, Duty, Figure, Home, figures, home
from center.words import N_, say, spoken
from db.days import SHANGHAI
from db.errors import Missing
from db.record import Record
from views import speech
from views.shortcuts import QUICK_KEYS
from views.state.counter import Counter
from views.state.menu import MENU, place_of

MINE = "mine"
GROUPS = (
    ("overdue_and_today", N_("逾期和今天")),
    ("within_three_days", N_("三天内")),
    ("this_month", N_("本月")),
    ("later", N_("以后")),
)
ICONS = {
    "voice": "message-square-text",
    "rule": "book-open-check",
    "check": "clipboard-list",
    "check.fire": "flame",
    "supervisor": "user-check",
    "assets": "package",
    "election": "flag",
    "probation": "hourglass",
    "term": "user-check",
    "missing": "user-check",
    "inspection": "clipboard-check",
    "rectification": "wrench",
    "item_list": "list-checks",
    "backup": "hard-drive",
    "pledge": "signature",
    "countersign": "signature",
    DRAFT: "pencil",
}
SOME_DUTY = "calendar-clock"
PAGES = {"compliance": "inspection", "cover": "gaps", "mediation": "committee"}
"""What a duty of no row opens, where it is a page of its own."""


@dataclass(frozen=True)
class Head:
    """The small heading of a group, and how many stand under it."""

    words: str
    count: int


@dataclass(frozen=True)
class Line:
    """One row of the list. `left` is what remains, `tone` the tone of its pill ('' is no pill)."""

    duty: Duty
    icon: str
    title: str
    detail: str
    person: str
    day: str
    left: str
    tone: str


@dataclass(frozen=True)
class Target:
    """What Enter opens: a list with these rows (`ids`), one row (`id`), or a page of the window.

    `part` is a part of the settings; `period` and `code` lead into an inspection; `draft` into a half-typed form.
    """

    page: str = ""
    record: type[Record] | None = None
    id: int = 0
    ids: tuple[int, ...] = ()
    label: str = ""
    part: str = ""
    period: str = ""
    code: str = ""
    draft: int = 0


@dataclass(frozen=True)
class Quick:
    """One line of quick entry: it opens the empty form of `record`, or its `page`."""

    record: type[Record]
    label: str
    icon: str
    page: str
    keys: str


QUICK = (
    ("cases", N_("简易登记"), "handshake", "simple_case"),
    ("cases", N_("登记案件"), "scale", "case_new"),
    ("voices", N_("群众反映"), "message-square-text", ""),
    ("certificates", N_("出具证明"), "file-badge", ""),
    ("seal_uses", N_("用印登记"), "stamp", ""),
    ("people", N_("新增人员"), "user-plus", ""),
    ("members", N_("新增党员"), "flag", ""),
    ("checks", N_("检查登记"), "clipboard-list", ""),
)


class HomeState:
    """`load` reads (call it in a job when it takes long), `take` shows it; `pick` is '', MINE or a domain."""

    def __init__(self, desk: Desk, counter: Counter | None = None) -> None:
        self.desk, self.counter = desk, counter or Counter(desk)
        self.home: Home | None = None
        self.figures: tuple[Figure, ...] = ()
        self.pick = ""

    # ---- reading
    def load(self) -> Home:
        """What is due for this account."""
        return home(self.desk)

    def count(self) -> tuple[Figure, ...]:
        """The quiet numbers: thirteen months of each, so always in a job."""
        return figures(self.desk)

    def take(self, found: Home) -> None:
        """Show it; a filter that has nothing left is taken away."""
        self.home = found
        if self.pick and self.pick not in [choice[0] for choice in self.choices()]:
            self.pick = ""

    @property
    def old(self) -> bool:
        """Whether midnight has passed since it was read."""
        return self.home is not None and self.home.day != self.desk.today()

    # ---- words
    @property
    def day(self) -> str:
        """`11月24日 星期二`."""
        day = self.home.day if self.home else self.desk.today()
        return speech.heading(day)

    @property
    def badge(self) -> str:
        """How much is overdue or due today, the alarm with it; '' when nothing is."""
        count = len(self.home.overdue_and_today) + len(self.home.urgent) if self.home else 0
        return str(count) if count else ""

    def choices(self) -> list[tuple[str, str, int]]:
        """(key, label, count) of the filters; only 全部 when there is nothing to tell apart."""
        if self.home is None:
            return []
        counts = self.home.counts
        found = [("", say(N_("全部")), counts["all"])]
        if counts["mine"]:
            found.append((MINE, say(N_("我的")), counts["mine"]))
        return found + [(name, say(label), counts[name]) for name, label in self.home.domains]

    @property
    def status(self) -> str:
        """`共 11 件，1 件须马上处理`."""
        if self.home is None:
            return ""
        total, urgent = len(self.home.duties), len(self.home.urgent)
        words = say(N_("共 {count} 件"), count=total) if total else say(N_("没有到期的事"))
        return words + (say(N_("，{count} 件须马上处理"), count=urgent) if urgent else "")

    # ---- the list
    @property
    def seen(self) -> Home:
        """The page as filtered."""
        if self.pick == MINE:
            return self.home.only(mine=True)
        return self.home.only(self.pick) if self.pick else self.home

    def lines(self) -> list[Head | Line]:
        """The groups with their rows, in the order of the page; a group without any is left out."""
        if self.home is None:
            return []
        seen, found = self.seen, []
        for name, label in GROUPS:
            some = getattr(seen, name)
            if some:
                found.append(Head(say(label), len(some)))
                found += [self._line(duty) for duty in some]
        return found

    def alarms(self) -> list[Line]:
        """The alarm band: whatever the filter, it is never hidden."""
        return [self._line(duty) for duty in self.home.urgent] if self.home else []

    def _line(self, duty: Duty) -> Line:
        line = line_of(duty, self.home.day)
        title, detail, person = self.counter.duty(duty)
        return replace(line, title=title, detail=detail, person=person)

    def empty(self) -> str:
        """What the list says when no row stands in it."""
        if self.home is None:
            return ""
        if self.pick:
            return say(N_("这一类没有到期的事"))
        return say(N_("今天没有到期的事"))

    # ---- what opens
    def target(self, duty: Duty) -> Target:
        """What Enter on a duty opens."""
        if duty.kind == DRAFT:
            return Target(f"form:{duty.record}", draft=duty.id)
        if duty.domain == "settings":
            return Target("settings", part="backup" if self.desk.may("backup") else "about")
        if duty.domain == "accounts":
            return Target("settings", part="accounts" if self.desk.may("accounts.edit") else "password")
        if not duty.record:
            return Target(PAGES.get(duty.domain) or _page_of(duty.domain))
        record = catalog.record(duty.record)
        if duty.domain == "compliance":
            return self._mending(record, (duty.ids or (duty.id,))[0])
        if duty.ids:
            return Target(record=record, ids=duty.ids, label=f"{spoken(duty.title)} · {len(duty.ids):,}")
        return Target(record=record, id=duty.id)

    def _mending(self, record: type[Record], rid: int) -> Target:
        """A thing to mend is answered on its inspection's page, at its indicator."""
        from db.models.compliance import Inspection

        try:
            row = self.desk.get(record, rid).values
            period = self.desk.get(Inspection, row["inspection"]).values["period"]
        except Missing:
            return Target("inspection")
        return Target("inspection", period=period, code=row["code"] or "")

    def names(self, figure: Figure) -> Target:
        """The names behind a quiet number."""
        counted = figure.count.counted
        label = f"{say(figure.label)} · {figure.period.label} · {figure.value:,}"
        return Target(record=counted.record, ids=tuple(counted.ids), label=label)

    def quick(self) -> tuple[Quick, ...]:
        """Quick entry: only what this account may write."""
        found = [(catalog.record(name), say(label), icon, page) for name, label, icon, page in QUICK]
        found = [each for each in found if self.desk.may(f"{each[0].domain}.edit")][:QUICK_KEYS]
        return tuple(Quick(*each, keys=f"Alt+{nth}") for nth, each in enumerate(found, start=1))


def line_of(duty: Duty, today: date) -> Line:
    """A duty in the words of its row."""
    left, tone = remaining(duty.due, today, duty.soon)
    left = spoken(duty.over) if duty.over and tone == "red" else left
    title, detail, person = map(str, map(spoken, (duty.title, duty.detail, duty.person)))
    return Line(duty, icon_of(duty), title, detail, person, day_words(duty.due, today), left, tone)


def icon_of(duty: Duty) -> str:
    """The icon of a kind (`check.fire`, else `check`), else that of the place where its record is listed."""
    known = ICONS.get(duty.kind) or ICONS.get(duty.kind.partition(".")[0])
    if known:
        return known
    place = place_of(catalog.record(duty.record)) if duty.record else ""
    return next((one.icon for group in MENU for one in group.places if one.key == place), SOME_DUTY)


def remaining(due: date | None, today: date, soon: bool = False) -> tuple[str, str]:
    """(words, tone) of how long there is still time; `soon`: what is due says itself that its end is near."""
    if due is None:
        return "", ""
    days = (due - today).days
    if days < 0:
        return say(N_("逾期 {days} 天"), days=f"{-days:,}"), "red"
    if days == 0:
        return say(N_("今天")), "amber"
    return say(N_("剩 {days} 天"), days=days), "amber" if soon or days == 1 else "grey"


def day_words(day: date | None, today: date) -> str:
    """`11月24日`; with the year when it is another one."""
    return "" if day is None else speech.short_day(day, today)


def backup_words(backup: Backup, today: date) -> tuple[str, str]:
    """(title, when) of the backup line."""
    if backup.made_at is None:
        return say(N_("还没有备份过")), say(N_("请做一次备份，并放一份在别的盘上"))
    clock = f"{backup.made_at.astimezone(SHANGHAI):%H:%M}"
    when = {0: say(N_("今天 {clock} 备份"), clock=clock), 1: say(N_("昨天 {clock} 备份"), clock=clock)}.get(
        backup.days,
        say(N_("上次备份 {day}，已 {days} 天"), day=day_words(backup.made_at.date(), today), days=backup.days),
    )
    return (say(N_("备份太久了")) if backup.old else say(N_("备份可用"))), when


def before_words(figure: Figure) -> str:
    """The line under a quiet number's name: the last finished month."""
    return say(N_("上月 {count}"), count=f"{figure.before[-1]:,}") if figure.before else ""


def _page_of(domain: str) -> str:
    """The first place that lists a record of a domain; the settings when none does."""
    for place in (one for group in MENU for one in group.places):
        if any(catalog.record(name).domain == domain for name in place.records):
            return place.key
    return "settings"


def fitting(widths: Sequence[int], room: int, more: int, turned: bool) -> int:
    """How many filters stand side by side in `room`; beside 更多 (`more` wide) unless all do and none is hidden."""
    if sum(widths) <= room - (more if turned else 0):
        return len(widths)
    used, kept = more, 0
    for width in widths:
        used += width
        if used > room:
            break
        kept += 1
    return max(1, kept)
