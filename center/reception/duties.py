"""What is due at reception: reports of residents that wait for an answer; and the quiet numbers of the front desk."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, duties, figure
from center.reception.voices import deadline_of
from center.words import N_
from db.questions.reception import open_voices
from db.questions.settings import rest_days

if TYPE_CHECKING:
    from center.desk import Desk

figure("reception", "reception.voices", N_("件"))
figure("reception", "reception.certificates", N_("份"))
figure("staff", "reception.visits", N_("人次"))


@duties("reception", N_("群众反映"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """What has no answer yet, with its last day; who reported it is not named."""
    until = today + timedelta(days=int(desk.number("duty.ahead_days")))
    workdays, rest = int(desk.number("voice.reply_workdays")), rest_days()
    for row in open_voices():
        day = deadline_of(row["received_on"], row["due_on"], workdays, rest)
        if day <= until:
            title = N_("群众反映待答复") if row["owner"] else N_("群众反映待交办")
            yield Duty("reception", "voice", title, row["matter"], row["name"] or "", day, "voices", row["id"],
                       mine=row["name"] == desk.who.name)
