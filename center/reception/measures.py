"""Numbers of the front desk; each opens its names."""
from __future__ import annotations

from dataclasses import dataclass

from center.compliance.evidence import Asking
from center.measures import Count, Found, measure
from center.periods import Period
from center.words import N_
from db.models.reception import Certificate, Voice
from db.models.staff import Shift
from db.questions.compliance import rows_between
from db.questions.reception import unanswered_at


@dataclass(frozen=True)
class Sum(Count):
    """A number that is added up over its records and is not how many there are (visits of shifts)."""

    amount: int = 0

    @property
    def value(self) -> int:
        """The sum."""
        return self.amount


@measure("reception.voices", N_("群众反映"))
def voices(_asking: Asking, period: Period) -> Count:
    """What came in within the period."""
    rows = rows_between(Voice, "received_on", period.start, period.end)
    return Count(Found(Voice, tuple(row["id"] for row in rows)))


@measure("reception.voices_open", N_("未答复的群众反映"))
def voices_open(_asking: Asking, period: Period) -> Count:
    """What had come in by the period's end and was not answered by then."""
    return Count(Found(Voice, tuple(unanswered_at(period.end))))


@measure("reception.certificates", N_("出具证明"))
def certificates(_asking: Asking, period: Period) -> Count:
    """Certificates given out in the period; those made void do not count."""
    rows = rows_between(Certificate, "issued_on", period.start, period.end, "voided_on")
    return Count(Found(Certificate, tuple(row["id"] for row in rows if not row["voided_on"])))


@measure("reception.visits", N_("窗口接待"))
def visits(_asking: Asking, period: Period) -> Sum:
    """Visits that the duty roster counted; behind the number stand the shifts that had any."""
    rows = [row for row in rows_between(Shift, "day", period.start, period.end, "visits") if row["visits"]]
    found = Found(Shift, tuple(row["id"] for row in rows))
    return Sum(found, amount=sum(row["visits"] for row in rows))
