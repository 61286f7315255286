"""What is due in cases: the question to the store and the clocks agree, over random cases."""
from __future__ import annotations

import random
from datetime import date, timedelta

from center.cases import duties
from center.duties import home
from db.days import Day
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case
from tests.case_rows import offices, writing
from tests.stores import new_desk, of

STAGES = ("registered", "accepted", "mediating", "performing", "failed", "closed", "filed")


def test_what_is_asked_of_the_store_is_all_that_the_clocks_tell(tmp_path, monkeypatch):
    """Of random cases on any day: the question leaves out none of which a clock would tell."""
    desk, rng = new_desk(tmp_path / "store"), random.Random(5)

    def some(*days: str) -> Day | None:
        return rng.choice([None, *map(Day, days)])

    with writing(desk) as tx:
        home_of = next(iter(offices(tx)[0]))
        for _ in range(150):
            stage = rng.choice(STAGES)
            begun = {} if stage == "registered" else {
                "accepted_on": Day("2026-09-02"), "limit_on": rng.choice([Day("2026-10-02"), Day("2026-11-18")]),
                "extended_to": some("2026-11-20")}
            case = tx.add(Case, {
                "name": "甲与乙", "committee": home_of, "registered_on": Day("2026-09-01"), "stage": stage, **begun,
                "violence": rng.random() < 0.3, "closed_on": Day("2026-11-01"),
                "violence_way": rng.choice((None, "told")), "referred_by": rng.choice((None, "court")),
                "referred_on": some("2026-09-01", "2026-11-02"), "reply_due": some("2026-11-25"),
                "replied_on": some("2026-11-01"), "simple": rng.random() < 0.3})
            agreement = tx.add(Agreement, {
                "case": case, "form": "oral", "clauses": "略", "effective_on": some("2026-10-01", "2026-11-10"),
                "confirm_due": Day("2026-11-19"), "confirm": rng.choice((None, "wanted", "applied", "declined"))})
            for _ in range(rng.randint(0, 2)):
                state = rng.choice((None, "done", "done", "partly", "sued"))
                tx.add(Performance, {"agreement": agreement, "what": "付款", "due_on": some("2026-11-15"),
                                     "state": state, "done_on": Day("2026-11-12") if state == "done" else None})
            if rng.random() < 0.4:
                tx.add(CaseStep, {"case": case, "kind": "visit", "on": rng.choice([Day("2026-11-11"),
                                                                                    Day("2026-11-13")])})
    chair, days = of(desk, "wu", "chair"), [date(2026, 9, 1) + timedelta(days=6 * n) for n in range(20)]
    def told(day: date) -> list[tuple[int, str]]:
        return sorted((duty.id, str(duty.title)) for duty in home(chair, day).duties if duty.domain == "cases")

    asked = [told(one) for one in days]
    monkeypatch.setattr(duties, "waiting", lambda *_given: [rid for (rid,) in Case.select(Case.id).where(
        Case.stage != "filed").order_by(Case.id).tuples()])
    assert asked == [told(one) for one in days] and any(asked)
    desk.close()
