"""Questions about humans."""
from __future__ import annotations

from typing import Any

from db.models.people import Person


def person_with_id(id_card: str | None) -> int | None:
    """The id of the person with this ID number."""
    return Person.select(Person.id).where(Person.id_card == id_card).scalar() if id_card else None


def namesakes(name: str) -> list[dict[str, Any]]:
    """Everybody of a name, with what tells them apart: id, sex, id_card, phone, birth."""
    asked = (Person.id, Person.sex, Person.id_card, Person.phone, Person.birth)
    return list(Person.select(*asked).where(Person.name == name).order_by(Person.id).dicts())
