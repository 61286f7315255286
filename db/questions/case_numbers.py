"""Numbers of cases as they stand, over all rows: a number is taken whoever may open its case."""
from __future__ import annotations

from db.models.cases import Case


def numbers_of(committee: int, year: int) -> list[tuple[str, bool]]:
    """(number, whether it came with an imported register) of a committee's cases of a year."""
    query = Case.select(Case.number, Case.historical)
    query = query.where(Case.committee == committee, Case.number.contains(str(year)))
    return [(number, bool(old)) for number, old in query.tuples()]


def numbered_as(short_name: str, besides: int) -> bool:
    """Whether another committee has given numbers under a short name, perhaps one that it has no more."""
    alike = Case.number.contains(f"）{short_name}人调字") | Case.number.contains(f"){short_name}人调字")
    return Case.select(Case.id).where(Case.committee != besides, alike).exists()


def years_of(committee: int) -> list[str]:
    """Days of acceptance of a committee's numbered cases, as `2026`."""
    query = Case.select(Case.accepted_on).where(Case.committee == committee, Case.number.is_null(False))
    return sorted({str(day)[:4] for (day,) in query.distinct().tuples() if day})
