"""Questions about members: who is one at a day, and the facts that statistics group by."""
from __future__ import annotations

from datetime import date

from db.days import Day
from db.models.members import Member
from db.models.people import Person


def members_at(day: date) -> list[int]:
    """Ids of the members who had joined by the end of a day; an unknown joining date counts as joined."""
    query = Member.select(Member.id).where(Member.joined.is_null() | (Member.joined <= day.isoformat()))
    return [rid for (rid,) in query.order_by(Member.id).tuples()]


def facts_at(day: date) -> list[dict]:
    """What statistics group by, one dict a member who had joined by that day; `branch` is its official name."""
    query = (Member.select(Member.id, Member.category, Member.full_since, Member.joined, Member.branch, Member.standing,
                           Person.sex, Person.ethnicity, Person.birth, Person.education)
             .join(Person, on=(Member.person == Person.id))
             .where(Member.joined.is_null() | (Member.joined <= day.isoformat())).order_by(Member.id))
    names = ("id", "category", "full_since", "joined", "branch", "standing", "sex", "ethnicity", "birth", "education")
    rows = [dict(zip(names, row, strict=True)) for row in query.tuples()]
    for row in rows:
        row["birth"], row["full_since"] = (Day(row[name]) if row[name] else None for name in ("birth", "full_since"))
    return rows


def members_of_branch(branch: int, day: date) -> list[int]:
    """Ids of a branch's members at a day."""
    joined_by_then = Member.joined.is_null() | (Member.joined <= day.isoformat())
    query = Member.select(Member.id).where(Member.branch == branch, joined_by_then)
    return [rid for (rid,) in query.order_by(Member.id).tuples()]
