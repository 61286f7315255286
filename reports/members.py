"""Papers about members: the roster of 16 items, the ten facts of each Party organisation, the statistics."""
from __future__ import annotations

from center.desk import Desk
from center.members.statistics import sections
from center.words import N_
from db.listing import Query, ids as listed, rows
from db.models.members import Branch, Member
from db.questions.members import members_at, members_of_branch
from db.record import column
from reports.document import Document, Part, Signatures, Table, TableColumn, Text
from reports.lists import list_table, table_column
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

ITEMS = ("person.name", "person.sex", "person.id_card", "person.ethnicity", "person.birth", "person.education", "category",
         "branch", "joined", "full_since", "post", "person.phone", "person.landline", "person.address", "standing",
         "lost", "lost_on", "mobile", "mobile_to")
TEN = ("name", "secretary", "contact", "phone", "kind", "unit_situation", "unit_name", "unit_nature", "unit_party_state", "credit_code")
SIGNERS = ("单位负责人", "审核人", "填表人", "联系电话")
GROUPS = {"person.phone": "联系电话", "person.landline": "联系电话", "lost": "失联", "lost_on": "失联", "mobile": "流动", "mobile_to": "流动"}


@paper("members_roster", N_("党员花名册"), personal=True)
def members_roster(desk: Desk, given: Params) -> Document:
    """The roster: 16 items in their official order, as of the period's end, by name in pinyin order."""
    among = members_at(given.period.end)
    ids = list(listed(desk.store, Query(Member, among=tuple(among))))
    table = list_table(desk, Member, ids, given.masked, paths=ITEMS, groups=GROUPS, numbered=True)
    part = Part("党员花名册", (table, Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["members_roster"], given, "党员花名册", (part,), unit_line=f"共 {len(ids)} 人",
                    meta={"record": "members"})


@paper("branches_form", N_("党组织基本信息表"))
def branches_form(desk: Desk, given: Params) -> Document:
    """The ten facts of every Party organisation, all in one sheet, with the number of its members."""
    ids = list(desk.ids(Query(Branch)))
    heads = (TableColumn("序号", 5, "center", "whole"), *(table_column(column(Branch, path)) for path in TEN), TableColumn("党员数", 7, "right", "whole"))
    body = []
    for place, row in enumerate(rows(Branch, ids, TEN, masked=True), start=1):
        members = tuple(members_of_branch(row.id, given.period.end))
        body.append((place, *row.texts, Number(len(members), Member, members)))
    listing = Part("党组织基本信息", (Table(heads, body), Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["branches_form"], given, "党组织基本信息表", (listing,), unit_line=f"共 {len(ids)} 个")


@paper("members_statistics", N_("党员情况统计表"))
def members_statistics(desk: Desk, given: Params) -> Document:
    """The statistics; every number is a `Number` that knows its members, and each breakdown adds up to the total."""
    found = sections(desk, given.period)
    total = sum(len(cell.found) for cell in found[0].cells)
    body = []
    for section in found:
        for place, cell in enumerate(section.cells):
            number = Number(len(cell.found), cell.found.record, cell.found.ids)
            body.append((section.label if place == 0 else "", cell.label, number, _share(len(cell.found), total)))
        check = sum(len(cell.found) for cell in section.cells)
        body.append(("", "小计", check, _share(check, total)))
    heads = (TableColumn("项目", 12), TableColumn("分类", 20), TableColumn("人数", 10, "right", "whole"), TableColumn("占比", 10, "right", "percent"))
    agree = all(sum(len(cell.found) for cell in section.cells) == total for section in found)
    note = f"口径：截至 {given.period.end:%Y-%m-%d} 组织关系在本中心的党员，不含在职报到党员；党龄从转正之日算起。" + (
        f"各项小计均等于总数 {total} 人。" if agree else "注意：各项小计与总数不一致，请核对。")
    part = Part("党员情况统计", (Table(heads, body), Text(note, style="note"), Signatures(SIGNERS)))
    return document(desk, papers()["members_statistics"], given, "党员情况统计表", (part,), unit_line="单位：人")


def _share(part: int, whole: int) -> int | None:
    """Hundredths of a percent, rounded half up; nothing of nothing is empty."""
    return (part * 20000 + whole) // (2 * whole) if whole else None
