"""Papers of commercial buildings: the book of enterprises, the situation table, the members of joint conferences."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from center.desk import Desk
from center.enterprises.measures import Coverage, coverage
from center.enterprises.situation import By, Line, Situation, Stay, by_month, present, situation
from center.measures import Found
from center.periods import month_of
from center.places.numbers import ORGANISATION_FROM
from center.words import N_
from db.fields import YES
from db.listing import rows
from db.models.enterprises import CouncilMember, Enterprise
from db.questions.enterprises import council_rows
from db.record import column
from db.words import Listed, Phrase
from reports.document import Block, Chart, Document, Part, Row, Signatures, Table, TableColumn, Text
from reports.numbers import Number, hundredths
from reports.papers import Params, document, paper, papers

STAY, PARTY, REACH = N_("入驻"), N_("党建"), N_("联系人")
GROUPS = ("union", "league", "women")
LEDGER = ("name", "credit_code", "industry", "room", "came", "came_on", "staff", "members", "organisation_state",
          "guide", *GROUPS, "contact", "phone", "needs")
HEADS = (
    TableColumn("序号", 5, "center", "whole"), TableColumn("企业名称", 22), TableColumn(N_("统一社会信用代码"), 23),
    TableColumn("行业门类", 15), TableColumn(N_("房号"), 8), TableColumn(N_("方式"), 6, "center", group=STAY),
    TableColumn(N_("日期"), 13, "center", "date", group=STAY), TableColumn(N_("从业人数"), 6, "center"),
    TableColumn(N_("党员"), 5, "center", group=PARTY), TableColumn(N_("党组织"), 12, group=PARTY),
    TableColumn(N_("指导员"), 8, "center", group=PARTY), TableColumn(N_("群团组织"), 12),
    TableColumn(N_("姓名"), 8, "center", group=REACH), TableColumn(N_("电话"), 15, "center", group=REACH),
    TableColumn("企业需求", 16))
BAND = N_("{building}（{count} 家）")
AT_ONCE = 1000
SIGNERS = (N_("填表人"), N_("审核人"))
ALL, FIRMS = N_("合计"), N_("单位：家")
BY: dict[By, tuple[str, str]] = {"building": (N_("按楼宇"), N_("楼宇")), "industry": (N_("按行业"), N_("行业门类"))}
MOVES = (N_("期初"), N_("新设"), N_("迁入"), N_("迁出"), N_("注销"), N_("期末"))
MOST_BARS, MOST_NAMES = 12, 8
CHART = N_("期末在驻企业（{by}）")
ORGANISED, WORKED = N_("党的组织覆盖"), N_("党的工作覆盖")


@paper("enterprises_ledger", N_("楼宇企业台账"), personal=True)
def enterprises_ledger(desk: Desk, given: Params) -> Document:
    """Every enterprise that is in our buildings at the period's end, a band over each building; then how far the Party
    reaches."""
    first: dict[int, Stay] = {}
    for stay in present(desk, given.period):
        first.setdefault(stay.enterprise, stay)
    stays = list(first.values())
    parts = (Part("楼宇企业台账", (_ledger(desk, stays, given.masked), Signatures(SIGNERS)), landscape=True),
             _coverage(desk, given))
    return document(desk, papers()["enterprises_ledger"], given, "楼宇企业台账", parts,
                    unit_line=Phrase(N_("共 {count} 家"), count=len(stays)), counted_to=desk.as_of(given.period))


def _ledger(desk: Desk, stays: Sequence[Stay], masked: bool) -> Table:
    """So narrow that it can be read on A4: the building stands in the bands, the three organisations in one column."""
    bands, at = [], 0
    for _building, some in groupby(stays, lambda stay: stay.building):
        lot = list(some)
        bands.append((at, Phrase(BAND, building=lot[0].place, count=len(lot))))
        at += len(lot)
    ids = [stay.enterprise for stay in stays]

    def body() -> Iterator[Row]:
        for start in range(0, len(ids), AT_ONCE):
            found = desk.rows(Enterprise, ids[start:start + AT_ONCE], LEDGER, masked)
            for place, row in enumerate(found, start=start + 1):
                yield (place, *_told(dict(zip(LEDGER, row.texts, strict=True))))

    return Table(HEADS, body, group_rows=tuple(bands), count=len(ids))


def _told(texts: dict[str, str]) -> Iterator[object]:
    """One enterprise; of the three organisations those that it has."""
    for path, text in texts.items():
        if path == GROUPS[0]:
            yield Listed([column(Enterprise, name).label for name in GROUPS if texts[name] == YES], "、")
        elif path not in GROUPS:
            yield text


def _coverage(desk: Desk, given: Params) -> Part:
    lines, total = coverage(desk, given.period)
    number = {"width_chars": 8, "align": "right", "kind": "whole"}
    share = {"width_chars": 9, "align": "right", "kind": "percent"}
    heads = (TableColumn("楼宇", 20), TableColumn("在驻企业", **number), TableColumn("党员数", **number),
             TableColumn("应建", group=ORGANISED, **number), TableColumn("已建", group=ORGANISED, **number),
             TableColumn("覆盖率", group=ORGANISED, **share), TableColumn("其余企业", group=WORKED, **number),
             TableColumn("有指导员", group=WORKED, **number), TableColumn("覆盖率", group=WORKED, **share))
    note = Phrase(N_("口径：应建是有 {least} 名以上党员的企业，已建含单独组建和联合组建；其余是还没有党组织的企业。"
                     "党建情况按现在的登记。"), least=desk.number(ORGANISATION_FROM))
    table = Table(heads, [_covered(line) for line in lines], _covered(total), note)
    return Part("党建覆盖情况", (table, Signatures(SIGNERS)))


def _covered(line: Coverage) -> Row:
    organisation, work = line.shares
    return (line.label, _number(line.present), line.members, _number(line.due), _number(line.organised),
            _hundredths(organisation), _number(line.rest), _number(line.guided), _hundredths(work))


def _hundredths(share: Fraction | None) -> int | str:
    """Hundredths of a percent, rounded half up; "—" where nothing could be covered."""
    return "—" if share is None else hundredths(share.numerator, share.denominator)


def _number(found: Found) -> Number:
    return Number(len(found), found.record, found.ids)


@paper("situation", N_("市场主体态势表"))
def situation_table(desk: Desk, given: Params) -> Document:
    """期初＋新设＋迁入－迁出－注销＝期末, checked line by line: by building, then by industry, with charts."""
    made = {by: situation(given.period, by) for by in BY}
    parts = [_situation(desk, by, found) for by, found in made.items()]
    months = by_month(given.period, desk.as_of(given.period))
    if given.period != month_of(given.period.start) and months:
        parts.insert(0, _months(months, made["building"].total))
    return document(desk, papers()["situation"], given, "市场主体态势表", tuple(parts), unit_line=FIRMS,
                    counted_to=desk.as_of(given.period))


def _months(lines: Sequence[Line], total: Line) -> Part:
    """Of a quarter or a year: one row a month, with who stood at the end of each."""
    heads = (TableColumn(N_("月份"), 24), *(TableColumn(move, 8, "right", "whole") for move in MOVES))
    chart = Chart("bar", tuple(line.label for line in lines), tuple(float(len(line.closing)) for line in lines),
                  title=Phrase(CHART, by=N_("月份")))
    return Part(N_("按月"), (Table(heads, [_line(line) for line in lines], _line(total)), chart, Signatures(SIGNERS)))


def _situation(desk: Desk, by: By, found: Situation) -> Part:
    title, label = BY[by]
    heads = (TableColumn(label, 24), *(TableColumn(move, 8, "right", "whole") for move in MOVES))
    table = Table(heads, [_line(line) for line in found.lines], _line(found.total), Listed(_notes(desk, found), "\n"))
    return Part(title, (table, *_chart(label, found), Signatures(SIGNERS)))


def _line(line: Line) -> Row:
    cells = (line.opening, line.new, line.came_in, line.out, line.closed, line.closing)
    return (line.label, *map(_number, cells))


def _notes(desk: Desk, found: Situation) -> list[str]:
    """Whether the table agrees, and what it could not know, with the names."""
    told = [N_("核对：每行都是期初＋新设＋迁入－迁出－注销＝期末。") if found.agrees
            else N_("注意：有的行期初＋新设＋迁入－迁出－注销不等于期末，请补齐下列企业的方式和日期。")]
    if len(found.odd):
        told.append(Phrase(N_("来去的方式或日期没有写全：{names}。"), names=_names(desk, found.odd)))
    if len(found.inside):
        told.append(Phrase(N_("其中 {count} 家在辖区楼宇之间搬迁，迁出、迁入各计一次：{names}。"),
                           count=len(found.inside), names=_names(desk, found.inside)))
    if len(found.unplaced):
        told.append(Phrase(N_("没有写所在楼宇、没有计入的：{names}。"), names=_names(desk, found.unplaced)))
    return told


def _names(desk: Desk, found: Found) -> Listed | Phrase:
    names = Listed(row.texts[0] for row in desk.rows(Enterprise, found.ids[:MOST_NAMES], ("name",)))
    more = len(found) - MOST_NAMES
    return names if more <= 0 else Phrase(N_("{names}等 {count} 家"), names=names, count=len(found))


def _chart(label: str, found: Situation) -> list[Block]:
    """Who stands at the end, the largest first; what does not fit is one bar."""
    lines = sorted((line for line in found.lines if len(line.closing)), key=lambda line: -len(line.closing))
    if len(lines) < 2:
        return []
    names, counts = [line.label for line in lines], [float(len(line.closing)) for line in lines]
    if len(lines) > MOST_BARS:
        names[MOST_BARS - 1:], counts[MOST_BARS - 1:] = [N_("其他")], [sum(counts[MOST_BARS - 1:])]
    return [Chart("bar", tuple(names), tuple(counts), title=Phrase(CHART, by=label))]


@paper("council_roster", N_("联席会议成员名册"), personal=True)
def council_roster(desk: Desk, given: Params) -> Document:
    """Who sits in the joint conference of each building at the period's end."""
    day = desk.as_of(given.period)
    found = council_rows(day)
    paths = ("name", "unit", "side", "duty", "phone", "since", "note")
    shown = {row.id: row.texts for row in rows(CouncilMember, [row["id"] for row in found], paths, given.masked)}
    heads = (TableColumn("楼宇", 20), TableColumn("序号", 5, "center", "whole"),
             *(TableColumn(at.label, max(at.width, 6)) for at in (column(CouncilMember, path) for path in paths)))
    body, place, before = [], 0, None
    for row in found:
        place = place + 1 if row["building"] == before else 1
        body.append((row["place"] if place == 1 else None, place, *shown[row["id"]]))
        before = row["building"]
    none = [] if body else [Text(N_("还没有登记联席会议成员。"))]
    part = Part("联席会议成员", (Table(heads, body, merge=(0,)), *none, Signatures(SIGNERS)), landscape=True)
    return document(desk, papers()["council_roster"], given, "联席会议成员名册", (part,),
                    unit_line=Phrase(N_("共 {count} 人"), count=len(body)), counted_to=day)
