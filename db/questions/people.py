"""Questions about humans."""
from __future__ import annotations

from db.models.people import Person


def person_with_id(id_card: str | None) -> int | None:
    """The id of the person with this ID number."""
    return Person.select(Person.id).where(Person.id_card == id_card).scalar() if id_card else None
