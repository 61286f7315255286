"""Papers about members: the roster of 16 items, the ten facts of each Party organisation, the statistics."""
from __future__ import annotations

from dataclasses import replace
from itertools import product, zip_longest

from center.desk import Desk
from center.members.statistics import Section, sections
from center.words import N_
from db.listing import Query, rows
from db.listing import ids as listed
from db.models.members import Branch, Member
from db.questions.compliance import branch_rows
from db.questions.members import members_at, members_of_branch
from db.record import column
from db.words import Listed, Phrase
from reports.document import Document, Part, Signatures, Table, TableColumn, Text
from reports.lists import list_table, table_column
from reports.numbers import Number, hundredths
from reports.papers import Params, document, paper, papers

ITEMS = ("person.name", "person.sex", "person.id_card", "person.ethnicity", "person.birth", "person.education",
         "category", "branch", "joined", "full_since", "post", "person.phone", "person.landline", "person.address",
         "standing", "lost", "lost_on", "mobile", "mobile_to")
TEN = {
    "name": N_("党组织名称"), "secretary": N_("党组织书记"), "contact": N_("党组织联系人"), "phone": N_("联系电话"),
    "kind": N_("组织类别"), "unit_situation": N_("党组织所在单位情况"), "unit_name": N_("单位名称"),
    "unit_nature": N_("单位性质类别"), "unit_party_state": N_("单位建立党组织情况"),
    "credit_code": N_("法人单位统一社会信用代码"),
}
SIGNERS = (N_("单位负责人"), N_("审核人"), N_("填表人"), N_("联系电话"))
PHONES, LOST, MOBILE = N_("联系电话"), N_("失联"), N_("流动")
GROUPS = {"person.phone": PHONES, "person.landline": PHONES, "lost": LOST, "lost_on": LOST, "mobile": MOBILE,
          "mobile_to": MOBILE}
ALL = N_("合计")


@paper("members_roster", N_("党员花名册"), personal=True)
def members_roster(desk: Desk, given: Params) -> Document:
    """The roster: 16 items in their official order, as of the period's end, by name in pinyin order."""
    among = members_at(desk.as_of(given.period))
    ids = list(listed(desk.store, Query(Member, among=tuple(among))))
    table = list_table(desk, Member, ids, given.masked, paths=ITEMS, groups=GROUPS, numbered=True)
    part = Part("党员花名册", (table, Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["members_roster"], given, "党员花名册", (part,),
                    unit_line=Phrase(N_("共 {count} 人"), count=len(ids)), meta={"record": "members"})


@paper("branches_form", N_("党组织基本信息表"))
def branches_form(desk: Desk, given: Params) -> Document:
    """The ten facts of every Party organisation in official wording, with the number of its members.

    An organisation stands before those below it, and its members are its own and theirs.
    """
    order = _downward([(row["id"], row["parent"]) for row in branch_rows()])
    own = {rid: tuple(members_of_branch(rid, desk.as_of(given.period))) for rid in order}
    facts = (replace(table_column(column(Branch, path)), label=label) for path, label in TEN.items())
    heads = (TableColumn("序号", 5, "center", "whole"), *facts, TableColumn("党员数", 7, "right", "whole"))
    body = []
    for place, row in enumerate(rows(Branch, list(order), tuple(TEN), masked=True), start=1):
        members = tuple(rid for branch in order[row.id] for rid in own[branch])
        body.append((place, *row.texts, Number(len(members), Member, members)))
    everyone = tuple(rid for members in own.values() for rid in members)
    total = ("", ALL, *("",) * (len(TEN) - 1), Number(len(everyone), Member, everyone))
    note = N_("党员数：正常党籍、组织关系在本组织的党员；有下级组织的含下级，合计不重复计算。")
    listing = Part("党组织基本信息", (Table(heads, body, total, note), Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["branches_form"], given, "党组织基本信息表", (listing,),
                    unit_line=Phrase(N_("共 {count} 个"), count=len(order)))


def _downward(links: list[tuple[int, int | None]]) -> dict[int, list[int]]:
    """From (id, parent): every id, from above, with itself and all that is below it. Ids of a circle come last."""
    found: dict[int, list[int]] = {}

    def enter(rid: int) -> list[int]:
        found[rid] = below = [rid]
        for child, parent in links:
            if parent == rid and child not in found:
                below += enter(child)
        return below

    known = {rid for rid, _parent in links}
    for rid, parent in links:
        if parent not in known and rid not in found:
            enter(rid)
    for rid, _parent in links:
        if rid not in found:
            enter(rid)
    return found


@paper("members_statistics", N_("党员情况统计表"))
def members_statistics(desk: Desk, given: Params) -> Document:
    """The statistics in two halves on one page; every number is a `Number` that knows its members."""
    found = sections(desk, given.period)
    total = sum(len(cell.found) for cell in found[0].cells)
    left, right = ([row for section in half for row in _rows(section, total)] for half in _halved(found))
    empty = ("",) * 4
    body = [(*one, *other) for one, other in zip_longest(left, right, fillvalue=empty)]
    heads = (TableColumn("项目", 8, "center"), TableColumn("分类", 14), TableColumn("人数", 7, "right", "whole"),
             TableColumn("占比", 9, "right", "percent"))
    everyone = tuple(rid for cell in found[0].cells for rid in cell.found.ids)
    sums = (ALL, "", Number(total, Member, everyone), hundredths(total, total))
    agree = all(sum(len(cell.found) for cell in section.cells) == total for section in found)
    day = desk.as_of(given.period)
    basis = Phrase(N_("口径：截至 {day} 组织关系在本中心的党员（不含在职报到党员），党龄从转正之日算起。"),
                   day=f"{day:%Y-%m-%d}")
    sums_up = Phrase(N_("核对：各项相加均为 {count} 人。"), count=total)
    note = Listed((basis, sums_up if agree else N_("注意：各项相加与总数不一致，请核对。")), "\n")
    table = Table((*heads, *heads), body, (*sums, *sums), merge=(0, 4))
    part = Part("党员情况统计", (table, Text(note, style="note"), Signatures(SIGNERS)))
    return document(desk, papers()["members_statistics"], given, "党员情况统计表", (part,), unit_line=N_("单位：人"))


def _halved(found: tuple[Section, ...]) -> tuple[list[Section], list[Section]]:
    """The breakdowns in two heaps of nearly as many rows; the first one stays at the left."""
    def unequal(sides: tuple[bool, ...]) -> int:
        return abs(sum(len(one.cells) * (1 if side else -1) for one, side in zip(found, sides, strict=True)))

    sides = min(((True, *rest) for rest in product((True, False), repeat=len(found) - 1)), key=unequal)
    return tuple([one for one, side in zip(found, sides, strict=True) if side is wanted] for wanted in (True, False))


def _rows(section: Section, total: int) -> list[tuple]:
    """A breakdown's rows; the cell of its name goes on downwards."""
    return [(section.label if place == 0 else None, cell.label,
             Number(len(cell.found), cell.found.record, cell.found.ids), hundredths(len(cell.found), total))
            for place, cell in enumerate(section.cells)]
