"""What the demo's committee does beside the steps of a case: rounds, typed figures, guests, 抄录, 评查; by commands."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from center import catalog
from center.demo.dispute_office import COMMITTEE, figures
from center.taking import take
from db.codes import code_list
from db.listing import record_row
from db.models.case_after import ScreeningFinding
from db.models.cases import Case, CaseGuest
from db.models.mediation import TypedFigure
from db.questions.mediation import checks_of, committees, findings_of, rounds_between
from db.tx import Tx

BY = "马玉兰"
MENDED, LEFT = 2, 5  # places of the items of a sheet that had a fault: put right, and not yet


def do(tx: Tx, name: str, **given: Any) -> Any:
    """A command inside this act."""
    return catalog.command(name).function(tx, **given)


def look(tx: Tx, _done: Mapping[str, int], on: str, found: Sequence[Mapping[str, Any]] = ()) -> None:
    """A round of looking for disputes, and what it found."""
    day = date.fromisoformat(on)
    rounds = [row for row in rounds_between(day - timedelta(days=14), day + timedelta(days=14), committee())
              if not row["done_on"]]
    if not rounds:
        return
    do(tx, "screenings.finish", screening=rounds[0]["id"], on=on)
    for one in found:
        values = take(ScreeningFinding, {name: value for name, value in one.items() if name != "open"}
                      | {"found_on": on}, tx.today)
        row = do(tx, "screening_findings.add", values=values | {"screening": rounds[0]["id"]})
        if one.get("open"):
            do(tx, "screening_findings.open_case", finding=row)


def typed(tx: Tx, _done: Mapping[str, int], on: str, month: str) -> None:
    """What no case can tell of a month; rounds and findings as the screening register has them."""
    first, near = date.fromisoformat(month), timedelta(days=45)
    done = [row["id"] for row in rounds_between(first - near, first + 2 * near, committee())
            if str(row["done_on"] or "")[:7] == month[:7]]
    rows = figures(first, date.fromisoformat(on), len(done), len(findings_of(done)))
    tx.add_many(TypedFigure, [one | {"committee": committee(), "given_by": "孙秀英"} for one in rows])


def invite(tx: Tx, done: Mapping[str, int], on: str, of: str, guest: Mapping[str, str]) -> None:
    """Somebody takes part in a case with everybody's consent."""
    values = take(CaseGuest, {**guest, "consented": "是", "consented_on": on}, tx.today)
    do(tx, "case_guests.add", values=values | {"case": done[of]})


def copy(tx: Tx, done: Mapping[str, int], on: str, of: str, fields: int) -> None:
    """So many fields of a case were typed into the superior's system."""
    for name in list(code_list("transcription_field").items)[:fields]:
        do(tx, "transcriptions.tick", case=done[of], field=name)


def judge(tx: Tx, done: Mapping[str, int], on: str, of: str) -> None:
    """The volume of a case is looked through: two faults, one of them put right."""
    volume = record_row(Case, done[of])["volume"]
    do(tx, "volume_checks.begin", volume=volume)
    for place, row in enumerate(checks_of(volume), start=1):
        faulty = place in (MENDED, LEFT)
        do(tx, "volume_checks.judge", check=row["id"], result="要改正" if faulty else "符合", by=BY, on=on,
           problem="有一处日期写得不清楚" if place == MENDED else "委托书没有写委托日期" if faulty else "")
        if place == MENDED:
            do(tx, "volume_checks.mend", check=row["id"], by="陈晓梅", on=on)


PLAIN: dict[str, Callable[..., None]] = {"look": look, "typed": typed, "invite": invite, "copy": copy, "judge": judge}


def committee() -> int:
    """The demo's own."""
    return next(row["id"] for row in committees() if row["name"] == COMMITTEE)
