"""The demo centre 晨光社区: invented people and 24 months of work, the same for the same seed.

`community(size, seed, until)` is plain data: record name → rows of field values. A Ref holds the place of
the row in the list of the record it points at; `center.demo.fill` turns places into ids.
"""
from __future__ import annotations

from datetime import date
from random import Random
from typing import Any, NamedTuple

from center.demo import duty, homes, ledgers, office, party, places, reception, residents, rounds, services, towers
from center.demo.dispute_office import NAMED

UNTIL = date(2026, 11, 20)


class Size(NamedTuple):
    """How large a demo centre is."""

    people: int
    members: int
    staff: int
    expenses: int
    assets: int
    supervisors: int


SIZES = {"small": Size(600, 60, 8, 144, 40, 6), "full": Size(20_000, 600, 34, 600, 180, 20)}


def people(seed: int = 1, size: int = 600, until: date = UNTIL) -> list[dict[str, Any]]:
    """`size` invented residents, alone."""
    return residents.people(Random(f"{seed}/people"), size, until)


def community(size: str = "small", seed: int = 1, until: date = UNTIL) -> dict[str, list[dict[str, Any]]]:
    """All rows of the demo centre by record name; every Ref points backwards. Raises KeyError for no such size."""
    scale, full = SIZES[size], size == "full"
    start = date(until.year - 2, until.month, 1)
    everyone = people(seed, scale.people, until)

    def chance(part: str) -> Random:
        return Random(f"{seed}/{part}")

    households = residents.households(everyone)
    homes.misspell(everyone)
    groups = party.branches(full, until, chance("branches"))
    members = party.members(chance("members"), scale.members, everyone, groups, until)
    groups += party.below(everyone, members, until)
    built = places.tree(full, chance("places"), everyone, groups)
    taken = {row["person"] for row in members}
    workers = office.staff(chance("staff"), scale.staff, everyone, taken, until)
    taken |= {row["person"] for row in workers}
    residents.mediators(everyone, taken, NAMED, until)
    trainings, attendances = office.trainings(chance("trainings"), workers, start, until)
    supervisors, activities = ledgers.supervisors(chance("supervisors"), scale.supervisors, everyone, taken,
                                                  start, until)
    proofs = reception.certificates(chance("certificates"), scale.expenses // 3, everyone, workers, start, until)
    rows = {
        "centres": [office.centre(len(everyone), households)],
        "zones": office.zones(), "facilities": office.facilities(chance("facilities"), until),
        "branches": groups, **built, "people": everyone,
        "residencies": homes.residencies(chance("homes"), everyone, built["doors"], until), "members": members,
        "staff": workers,
        "accounts": office.accounts(workers, everyone, until), "trainings": trainings, "attendances": attendances,
        "windows": office.windows(full, workers), "item_lists": ledgers.item_lists(until),
        "items": ledgers.items(chance("items")), "shifts": office.shifts(chance("shifts"), workers, full, start, until),
        "rules": ledgers.rules(until), "budgets": ledgers.budgets(until, full),
        "expenses": ledgers.expenses(chance("expenses"), scale.expenses, start, until),
        "assets": ledgers.assets(chance("assets"), scale.assets, until),
        "checks": ledgers.checks(chance("checks"), start, until),
        "supervisors": supervisors, "supervisor_activities": activities,
        "voices": reception.voices(chance("voices"), scale.expenses // 2, workers, built, start, until),
        "certificates": proofs, "seal_uses": reception.seal_uses(chance("seals"), proofs, start, until),
    }
    rows["duty_terms"] = duty.terms(chance("duty"), rows, until)
    rows["incentives"] = duty.incentives(chance("incentives"), rows["duty_terms"], until)
    rows["enterprises"] = towers.enterprises(chance("enterprises"), rows, until)
    rows["council_members"] = towers.councils(chance("councils"), rows, until)
    rows["visit_lists"], rows["visit_stops"] = rounds.lists(rows, until)
    rows["volunteers"] = services.volunteers(chance("volunteers"), rows, until)
    rows["meal_diners"] = services.diners(chance("diners"), rows, until)
    rows["meal_pauses"] = services.pauses(rows["meal_diners"], until)
    rows["meal_categories"] = services.categories(rows["meal_diners"], workers, until)
    return rows
