"""What is due around the committees: terms and letters of appointment that end, screening rounds."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from center.duties import Duty, duties
from center.mediation.checking import term_until
from center.mediation.numbers import AHEAD_DAYS, SCREENING_AHEAD, TERM_YEARS
from center.words import N_
from db.questions.mediation import committees, roster, rounds_open
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("mediation", N_("调解组织"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """For who reads the organisations; rounds for who reads cases."""
    last, years = today + timedelta(days=int(desk.number(AHEAD_DAYS))), int(desk.number(TERM_YEARS))
    for committee in committees():
        until = term_until(committee, years)
        if until and until.last <= last:
            yield Duty("mediation", "term", N_("调委会届满"), committee["name"], due=until.last, record="committees",
                       id=committee["id"])
        yield from _letters(desk, committee, today, last)
    if desk.may("cases.read"):
        for row in rounds_open(today + timedelta(days=int(desk.number(SCREENING_AHEAD)))):
            yield Duty("mediation", "screening", N_("矛盾纠纷排查"), row["name"], due=row["due_on"].last,
                       record="screenings", id=row["id"])


def _letters(desk: Desk, committee: dict[str, Any], today: date, last: date) -> Iterator[Duty]:
    for row in roster(committee["id"], today):
        if row["letter_until"] and row["letter_until"].last <= last:
            yield Duty("mediation", "letter", N_("调解员聘期届满"),
                       Phrase(N_("{name}　聘书 {letter}"), name=row["name"], letter=row["letter"] or "—"), row["name"],
                       row["letter_until"].last, "mediators", row["id"], mine=row["login"] == desk.who.login)
