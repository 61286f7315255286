"""The timeline beside a row, day by day: what stands over a day, beside an event and under it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from center.desk import Desk
from center.history import Event, timeline
from center.words import N_, say
from db.record import Record
from db.words import Listed
from views.speech import day_words, short_day

FIRST, PAGE = 8, 50  # events shown at first, and on each page after “看更早的”: one canvas must not grow for ever
LINES = 6  # of one event


@dataclass(frozen=True)
class DayGroup:
    """The events of one day, newest first; `words` stand over them."""

    words: str
    events: tuple[Event, ...]


class Timeline:
    """The events of one row, as many as were asked for."""

    def __init__(self, desk: Desk, record: type[Record], rid: int) -> None:
        self.desk, self.record, self.rid = desk, record, rid
        self.limit, self.skipped = FIRST, 0
        self.events: list[Event] = []
        self.more = False
        self.read()

    def read(self) -> None:
        """Ask again, for as many as are shown."""
        found, self.more = timeline(self.desk, self.record, self.rid, self.skipped + self.limit)
        self.events = found[self.skipped:]

    def older(self) -> None:
        """The next page of them; the first time the page that is shown grows."""
        if self.limit == PAGE:
            self.skipped += PAGE
        self.limit = PAGE
        self.read()

    def newest(self) -> None:
        """Back to the first page."""
        self.skipped = 0
        self.read()

    def days(self) -> list[DayGroup]:
        """The events under their days."""
        today = self.desk.today()
        found: dict[date, list[Event]] = {}
        for one in self.events:
            found.setdefault(one.at.date(), []).append(one)
        return [DayGroup(day_label(day, today), tuple(events)) for day, events in found.items()]


def day_label(day: date, today: date) -> str:
    """今天, 昨天, 11月18日, 2025年3月5日."""
    if day == today:
        return say(N_("今天"))
    if day == today - timedelta(days=1):
        return say(N_("昨天"))
    return short_day(day, today) if day.year == today.year else day_words(day)


def beside(event: Event) -> str:
    """The time of an act; '' for what is only known by its day."""
    return f"{event.at:%H:%M}" if event.timed else ""


def under(event: Event) -> list[str]:
    """The lines under an event: what it was about, then who and why."""
    why = say(N_("用途：{reason}"), reason=event.reason) if event.reason else ""
    who = Listed((part for part in (event.who, why) if part), " · ")
    lines = list(event.lines)
    if len(lines) > LINES + 1:
        lines = [*lines[:LINES], say(N_("……共 {count} 项"), count=len(event.lines))]
    return [*lines, *([who] if who else [])]
