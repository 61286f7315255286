"""Questions behind the compliance indicators: rows of plain values, and the few counts that need their own query."""
from __future__ import annotations

from datetime import date, datetime
from typing import Any

from peewee import fn

from db.journal import Audit
from db.models.compliance import Inspection, Rectification, Score
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.staff import Attendance, Staff, Training
from db.record import Record

CONSENTED = ("given", "separate")


def rows_of(record: type[Record], *names: str) -> list[dict[str, Any]]:
    """Every row of a small record: its id and the named fields (a Ref as its id), in the order entered."""
    fields = [record._meta.fields[name] for name in names]
    return list(record.select(record.id, *fields).order_by(record.id).dicts())


def rows_between(record: type[Record], day: str, start: date, end: date, *names: str) -> list[dict[str, Any]]:
    """Rows whose field `day` lies in start…end; a day known to the month only counts from its first day."""
    field = record._meta.fields[day]
    fields = [record._meta.fields[name] for name in names]
    query = record.select(record.id, field, *fields).where(field >= str(start.year), field <= end.isoformat())
    return [row for row in query.order_by(field, record.id).dicts() if start <= row[day].first <= end]


def staff_rows() -> list[dict[str, Any]]:
    """Workers, and of the human name, sex, id_card, birth, education, phone."""
    return list(Staff.select(Staff.id, Staff.post, Staff.duty, Staff.hired_on, Staff.left_on, Person.name, Person.sex,
                             Person.id_card, Person.birth, Person.education, Person.phone)
                .join(Person).order_by(Staff.id).dicts())


def hours_by_staff(start: date, end: date) -> dict[int, int]:
    """Staff id → class hours of the trainings held in start…end."""
    hours = fn.SUM(fn.COALESCE(Attendance.hours, Training.hours))
    query = Attendance.select(Attendance.staff, hours).join(Training)
    query = query.where(Training.held_on >= start.isoformat(), Training.held_on <= end.isoformat())
    return dict(query.group_by(Attendance.staff).tuples())


def branch_sizes() -> dict[int, tuple[int, int]]:
    """Branch id → (full members, all members) whose relation is here and in force."""
    query = Member.select(Member.branch, Member.category, fn.COUNT(Member.id)).where(
        (Member.standing == "1") | Member.standing.is_null())
    sizes: dict[int, list[int]] = {}
    for branch, category, count in query.group_by(Member.branch, Member.category).tuples():
        size = sizes.setdefault(branch, [0, 0])
        size[0] += count if category == "1" else 0
        size[1] += count
    return {branch: (full, whole) for branch, (full, whole) in sizes.items()}


def branch_rows() -> list[dict[str, Any]]:
    """Party organisations with what the rule check and the election check need."""
    return rows_of(Branch, "name", "kind", "secretary", "parent", "committee_size", "elected_on", "term_years",
                   "late_approved_on", "unit_nature")


def member_rows() -> list[dict[str, Any]]:
    """Members with the 16 items of their sheet, by field name; the human's facts beside them."""
    own = (Member.id, Member.category, Member.branch, Member.joined, Member.full_since, Member.post, Member.standing,
           Member.lost, Member.lost_on, Member.mobile, Member.mobile_to)
    human = (Person.name, Person.sex, Person.id_card, Person.ethnicity, Person.birth, Person.education, Person.phone,
             Person.landline, Person.address)
    return list(Member.select(*own, *human).join(Person).order_by(Member.id).dicts())


def id_rows() -> list[tuple[int, str, str | None]]:
    """(person id, ID number, birth as text) of everybody who has a number."""
    query = Person.select(Person.id, Person.id_card, Person.birth).where(Person.id_card.is_null(False))
    # Straight from the cursor: peewee's rows made a hundred thousand people four times dearer.
    return Person._meta.database.execute(query.order_by(Person.id)).fetchall()


def people_count() -> int:
    """How many people the store holds."""
    return Person.select().count()


def people_without_consent() -> list[int]:
    """People whose data rest on consent (or on nothing) and who have not consented."""
    query = Person.select(Person.id).where((Person.basis == "consent") | Person.basis.is_null())
    query = query.where(Person.consent.is_null() | Person.consent.not_in(CONSENTED))
    return [rid for (rid,) in Person._meta.database.execute(query.order_by(Person.id)).fetchall()]


def people_entered_twice() -> list[int]:
    """People who share name and birthday with another row."""
    twice = (Person.select(Person.name, Person.birth).where(Person.birth.is_null(False))
             .group_by(Person.name, Person.birth).having(fn.COUNT(Person.id) > 1)).alias("twice")
    query = Person.select(Person.id).join(twice, on=(Person.name == twice.c.name) & (Person.birth == twice.c.birth))
    return [rid for (rid,) in query.order_by(Person.id).tuples()]


def newest_backup() -> datetime | None:
    """When the newest backup was made."""
    at = Audit.select(fn.MAX(Audit.at)).where(Audit.action == "backup").scalar()
    return datetime.fromisoformat(at) if isinstance(at, str) else at


def audited() -> int:
    """How many rows the audit holds."""
    return Audit.select().count()


def inspection_id(period: str, standard: str) -> int | None:
    """The inspection of a period, None when there is none."""
    query = Inspection.select(Inspection.id).where(Inspection.period == period, Inspection.standard == standard)
    return query.scalar()


def score_rows(inspection: int) -> dict[str, dict[str, Any]]:
    """The scores of an inspection by indicator code."""
    query = Score.select(*Score._meta.sorted_fields).where(Score.inspection == inspection).order_by(Score.id)
    return {row["code"]: row for row in query.dicts()}


def score_row(inspection: int, code: str) -> dict[str, Any] | None:
    """One score of an inspection."""
    query = Score.select(*Score._meta.sorted_fields).where(Score.inspection == inspection, Score.code == code)
    return query.dicts().first()


def inspections_of(standard: str) -> list[tuple[int, str]]:
    """(id, period) of every inspection by a standard."""
    query = Inspection.select(Inspection.id, Inspection.period).where(Inspection.standard == standard)
    return list(query.order_by(Inspection.period).tuples())


def rectification_rows(inspection: int) -> list[dict[str, Any]]:
    """The mending list of an inspection, in the order found."""
    query = Rectification.select(*Rectification._meta.sorted_fields).where(Rectification.inspection == inspection)
    return list(query.order_by(Rectification.id).dicts())
