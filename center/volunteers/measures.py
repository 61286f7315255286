"""Numbers of volunteers; each opens its names."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.measures import Count, Found, measure
from center.periods import Period
from center.words import N_
from db.models.volunteers import Volunteer
from db.questions.compliance import rows_between
from db.questions.volunteers import volunteers_at

if TYPE_CHECKING:
    from center.desk import Desk


@measure("volunteers.active", N_("在册志愿者"))
def active(desk: Desk, period: Period) -> Count:
    """Everybody registered and not left on the day a period is looked at."""
    return Count(Found(Volunteer, tuple(rid for rid, _entered in volunteers_at(desk.as_of(period)))))


@measure("volunteers.entered", N_("已录入全国系统的志愿者"))
def entered(desk: Desk, period: Period) -> Count:
    """Of them those who were entered into the national system too, as it stands now (民政部令第67号 art. 4)."""
    rows = volunteers_at(desk.as_of(period))
    return Count(Found(Volunteer, tuple(rid for rid, done in rows if done)),
                 Found(Volunteer, tuple(rid for rid, _done in rows)))


@measure("volunteers.joined", N_("新登记的志愿者"))
def joined(_desk: Desk, period: Period) -> Count:
    """Who registered within the period."""
    rows = rows_between(Volunteer, "registered_on", period.start, period.end)
    return Count(Found(Volunteer, tuple(row["id"] for row in rows)))
