"""Who lives behind which door, from when to when. A household is a door and the people who live there now."""
from __future__ import annotations

from db.fields import Code, Date, Long, Ref
from db.models.people import Person
from db.models.places import Door
from db.record import Record


class Residency(Record):
    """One person at one door. Without `until` she lives there now; a person has at most one such row."""

    label = "居住登记"
    domain = "households"
    title = ("person.name",)
    same = ("door",)
    sheet = ("person.name", "person.sex", "person.id_card", "person.birth", "person.phone", "door", "relation",
             "since", "until", "registration", "note")

    person = Ref("人员", Person, required=True)
    door = Ref("住处", Door, required=True, section="居住", width=26, help="可以照平常写，例如 晨光花园3-2-501")
    relation = Code("与户主关系", "household_relation", section="居住", width=10)
    since = Date("迁入日期", section="居住", width=12)
    until = Date("迁出日期", section="居住", width=12)
    registration = Code("人户情况", "residence_match", section="居住", width=12, help="只在办理的服务要用时填")
    note = Long("备注", section="居住", width=20, help="只写与服务有关的事实")

    class Meta:
        table_name = "residencies"
