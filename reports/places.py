"""Papers of a building: its file with the plan of its doors; and the sheet that its head fills in.

On paper the plan carries door numbers and duty persons only. How a door is used, who lives behind it and what it is
visited for never print by door, in no format: only counts do, each for those who may see its layer.
"""
from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from center.desk import Desk
from center.enterprises.measures import Coverage, of_building
from center.households.layers import KINDS, occupancy
from center.households.rules import is_child
from center.periods import Period
from center.places.building import LIVED, BuildingFacts, DoorFact, facts
from center.places.numbers import CHILD_AGE
from center.places.plan import Block, Line, Plan, plan
from center.words import N_
from db.errors import Missing
from db.listing import id_of_uid, lookup
from db.models.households import Residency
from db.models.places import Building, Door
from db.questions.households import members_among, residents_of
from db.record import column
from db.words import Listed, Phrase
from reports import building_sheet as building_sheet
from reports.document import Block as PaperBlock
from reports.document import Document, Facts, Heading, Part, Signatures, Table, TableColumn, width_of
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

_HEX = re.compile(r"[0-9a-f]{32}")
MOST = 12  # doors beside one another in one table
ONE_PAGE = 460  # points that the plan takes at most, so that the file of a tall building stays on one page
DUTIES = (("building_head", N_("楼栋长")), ("core_household", N_("党员中心户")), ("cadre", N_("下沉包保干部")),
          ("grid_head", N_("网格长")), ("grid_worker", N_("专职网格员")))
OWN = ("code", "kind", "built", "elevators", "facilities", "fire_points", "note")
UNIT, UNIT_HEAD, NO_HEAD = N_("{number}单元"), N_("{unit} 单元长 {names}"), N_("{unit} 单元长空缺")
NO_UNIT, NONE = N_("不分单元"), "—"
EMPTY = "　"
NOTE = N_("图上只有门牌和三长；入住、党员等情况只列总数，不逐户标注。")


@paper("building_file", N_("楼栋档案"), needs=("building",))
def building_file(desk: Desk, given: Params) -> Document:
    """One building: its facts, the plan of its door numbers, and its counts. `building` is its uid in hex, or its
    name."""
    found = facts(desk, _building(given.need("building")))
    blocks = (Facts(tuple(_facts(found)), 3), *_plan_tables(found), _counts(desk, found, given.period),
              Signatures((N_("填表人"), N_("审核人")), seal=False))
    title, count = Phrase(N_("{building}档案"), building=found.name), Phrase(N_("共 {n} 户（间）"), n=len(found.doors))
    made = document(desk, papers()["building_file"], given, title, (Part("", blocks),), unit_line=count,
                    meta={"record": "buildings", "uid": found.uid})
    return replace(made, period="")  # a building has no month


def _building(text: str) -> int:
    """The building that is meant. Raises Missing."""
    rid = id_of_uid(Building, bytes.fromhex(text)) if _HEX.fullmatch(text) else None
    if rid is None:
        rid = next(iter(lookup(Building, text.strip(), 1)), None)
    if rid is None:
        raise Missing("没有这栋楼，可能已经删除，请另选一栋")
    return rid


# ---- facts
def _facts(given: BuildingFacts) -> Iterator[tuple[str, str]]:
    """The pairs of the head; what is not known stands empty, to be written on."""
    head = given.head
    own = {name: (column(Building, name).label, column(Building, name).field.show(head[name])) for name in OWN}
    storeys = head["storeys"] if head["storeys"] is not None else len([one for one in given.floors if one > 0])
    committee = {True: N_("有"), False: N_("无")}.get(head["committee"], EMPTY)
    pairs = [own["code"], own["kind"], (N_("所属社区"), head["community"]), (N_("所属小区"), given.compound),
             (N_("所属网格"), given.grid), own["built"], (N_("地上层数"), storeys and str(storeys)),
             (N_("单元数"), len(given.units) and str(len(given.units))), own["elevators"],
             (N_("物业公司"), head["property"]), (N_("业主委员会"), committee)]
    if given.duty_seen:
        pairs += [(label, _names(given, role)) for role, label in DUTIES]
    pairs += [(N_("楼栋党小组"), head["group"]), own["facilities"], own["fire_points"], own["note"]]
    for label, text in pairs:
        yield label, text or EMPTY


def _names(given: BuildingFacts, role: str) -> str:
    """Names only: no telephone leaves on this paper."""
    some = [_with_door(given, one.name, one.door) for one in given.of(role)]
    return Listed(some) if some else ""


def _with_door(given: BuildingFacts, name: str, door: str) -> str:
    number = door.removeprefix(given.name)
    return Phrase(N_("{name}（{door}）"), name=name, door=number) if number else name


# ---- the plan
def _plan_tables(given: BuildingFacts) -> Iterator[PaperBlock]:
    """The plan as one table; of a broad building as one for each unit."""
    drawn = plan(given)
    blocks = [(nth, block) for nth, block in enumerate(drawn.blocks) if block.columns]
    whole = sum(block.columns for _nth, block in blocks)
    if whole <= MOST:
        yield _table(given, drawn, blocks, max(whole, min(MOST, _widest(drawn.lines))), wide=True)
        return
    for nth, block in blocks:
        yield Heading(2, _head(given, block) or given.short)
        yield _table(given, drawn, [(nth, block)], min(block.columns, MOST), wide=False)
    if any(line.wide for line in drawn.lines):
        yield Heading(2, NO_UNIT)
        yield _table(given, Plan((), tuple(line for line in drawn.lines if line.wide)), [], MOST, wide=True)


def _widest(lines: Sequence[Line]) -> int:
    return max((len(line.wide) for line in lines), default=0)


def _table(given: BuildingFacts, drawn: Plan, blocks: list[tuple[int, Block]], count: int, wide: bool) -> Table:
    """Floors down, doors across; the cells are door numbers and nothing else."""
    heads = [TableColumn(N_("层"), 5, "center")]
    for _nth, block in blocks:
        group = _head(given, block) if wide and block.unit is not None else ""
        wide_enough = max(8, width_of(group) // block.columns + 2)
        heads += [TableColumn(Phrase(N_("第{nth}户"), nth=place + 1), wide_enough, "center", group=group)
                  for place in range(block.columns)]
    del heads[count + 1:]
    heads += [TableColumn("", 8, "center") for _more in range(count + 1 - len(heads))]
    rows: list[tuple] = []
    starts = {nth: sum(block.columns for other, block in blocks if other < nth) for nth, _block in blocks}
    for line in drawn.lines:
        floor = NONE if line.floor is None else str(line.floor)
        places = {starts[cell.block] + cell.column: cell.door for cell in line.cells if cell.block in starts}
        if line.wide and wide:
            places = dict(enumerate(line.wide))
        rows += [(floor, *cells) for cells in _broken(places, count)]
    return Table(tuple(heads), rows, within=ONE_PAGE if wide else 0)


def _broken(places: dict[int, DoorFact], count: int) -> Iterator[list[str | None]]:
    """Rows of `count` door numbers; what is longer goes on below."""
    for start in range(0, max(places, default=-1) + 1, count):
        yield [places[at].number if at in places else None for at in range(start, start + count)]


def _head(given: BuildingFacts, block: Block) -> str:
    """The unit and the name of its head; nobody else, and no telephone."""
    if block.unit is None:
        return ""
    unit = Phrase(UNIT, number=block.number)
    if not given.duty_seen:
        return unit
    names = [one.name for one in given.of("unit_head", block.unit)]
    return Phrase(UNIT_HEAD, unit=unit, names=Listed(names)) if names else Phrase(NO_HEAD, unit=unit)


# ---- counts
def _counts(desk: Desk, given: BuildingFacts, period: Period) -> Table:
    """One row of counts, of homes or of a tower's enterprises; what she may not see has no column."""
    homes = [one for one in given.doors if one.home]
    others = [one for one in given.doors if not one.home]
    cells: list[tuple[str, object]] = [(N_("住宅"), _doors(homes))] if homes or not others else []
    cells += [(N_("其他房屋"), _doors(others))] if others else []
    if desk.may(LIVED) and homes:
        marks = occupancy(desk, given.id, [one.id for one in homes])    # the page's own count
        cells += [(kind.label, _doors([one for one in homes if marks[one.id].kind == kind.key])) for kind in KINDS]
        cells += _people(desk, given, homes)
    if desk.may("enterprises.read"):
        firms = of_building(desk, period, given.id)
        cells += _firms(firms) if firms.present.ids or not homes else ()
    heads = tuple(TableColumn(label, 8, "right", "whole") for label, _value in cells)
    return Table(heads, [tuple(value for _label, value in cells)], note=NOTE)


def _doors(doors: Sequence[DoorFact]) -> Number:
    return Number(len(doors), Door, tuple(one.id for one in doors))


def _firms(found: Coverage) -> Iterator[tuple[str, object]]:
    """How many enterprises are in a tower, and how far the Party's organisation reaches among them."""
    told = ((N_("在驻企业"), found.present), (N_("应建党组织"), found.due), (N_("已建党组织"), found.organised))
    for label, some in told:
        yield label, Number(len(some), some.record, some.ids)


def _people(desk: Desk, given: BuildingFacts, homes: Sequence[DoorFact]) -> Iterator[tuple[str, object]]:
    """Doors lived in and residents; children are a number that opens no names."""
    today, age = desk.today(), int(desk.number(CHILD_AGE))
    rows = residents_of([one.id for one in given.doors], today)
    lived = {row["door"] for row in rows}
    yield N_("有人居住"), _doors([one for one in homes if one.id in lived])
    yield N_("登记人数"), Number(len(rows), Residency, tuple(row["id"] for row in rows))
    yield N_("其中儿童"), sum(is_child(row["birth"], today, age) for row in rows)
    if desk.may("members.read"):
        members = members_among([row["person"] for row in rows])
        ids = tuple(row["id"] for row in rows if row["person"] in members)
        yield N_("其中党员"), Number(len(ids), Residency, ids)
