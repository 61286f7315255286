"""The self-inspection's paper: cover, totals, ten dimensions, every indicator, what to mend, what it rests on."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from center import catalog
from center.about import VERSION
from center.compliance.comparing import Change, Comparison, compare
from center.compliance.scoring import POINT, show_points
from center.compliance.sheet import Sheet, SheetLine, sheet_of
from center.desk import Desk
from center.words import N_
from db.days import show_day
from db.models.compliance import Inspection
from db.questions.accounts import centre_row
from db.questions.journal import newest_change
from reports.document import (
    Block,
    Chart,
    Document,
    Facts,
    Heading,
    PageBreak,
    Part,
    Signatures,
    Table,
    TableColumn,
    Text,
    chinese_date,
)
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

SIGNERS = ("自评人", "负责人", "检查人")
MOST_NAMES, MOST_GOOD = 12, 6
DIMENSIONS = (TableColumn("序号", 6, "center", "whole"), TableColumn("维度", 22),
              TableColumn("指标数", 8, "right", "whole"),
              TableColumn("应得分", 8, "right", "points"), TableColumn("自评", 8, "right", "points"),
              TableColumn("考核", 8, "right", "points"), TableColumn("待填", 8, "right", "whole"))
TOTALS_NOTE = "自评、考核为各项得分之和；有“不适用”指标时，总分按应得分折算到 100 分。“—”是没有填，先按 0 分。"
INDICATORS = (TableColumn("编号", 6, "center"), TableColumn("指标", 30), TableColumn("分值", 6, "right", "points"),
              TableColumn("自评", 6, "right", "points"), TableColumn("考核", 6, "right", "points"),
              TableColumn("方式", 8, "center"), TableColumn("依据", 44), TableColumn("状态", 8, "center"))
ISSUES = (TableColumn("序号", 5, "center", "whole"), TableColumn("编号", 6, "center"), TableColumn("问题", 40),
          TableColumn("整改措施", 24), TableColumn("责任人", 10, "center"), TableColumn("时限", 12, "center", "date"),
          TableColumn("完成日期", 12, "center", "date"), TableColumn("复查", 16))
BASIS = (TableColumn("编号", 6, "center"), TableColumn("指标", 24), TableColumn("口径", 30),
         TableColumn("分子", 7, "right", "whole"), TableColumn("分母", 7, "right", "whole"),
         TableColumn("算进来的记录", 20), TableColumn("数量", 7, "right", "whole"), TableColumn("名称", 40))


COMPARED = (TableColumn("编号", 6, "center"), TableColumn("指标", 20), TableColumn("上期", 6, "right", "points"),
            TableColumn("本期", 6, "right", "points"), TableColumn("增减", 6, "right"), TableColumn("变化", 40))


@paper("compliance_report", N_("党群服务中心标准化自查报告"), takes=("standard",))
def compliance_report(desk: Desk, given: Params) -> Document:
    """The inspection of the period as it was frozen; without one a 草稿 of what the ledgers give today."""
    sheet = sheet_of(desk, given.period, given.settings.get("standard", "hongleishibiao"))
    parts = (Part("总表", (*_front(sheet), *_totals(sheet))),
             *_compared(compare(desk, sheet)),
             Part("明细", (_indicators(sheet),), landscape=True),
             Part("问题整改", (*_issues(sheet), Signatures(SIGNERS)), landscape=True),
             Part("依据数据", (_basis(sheet),), landscape=True))
    draft = "（草稿）" if sheet.id is None else ""
    return document(desk, papers()["compliance_report"], given, sheet.standard.title, parts,
                    subtitle=f"{sheet.period.label}{draft}", notice=sheet.standard.disclaimer, layout="text",
                    cover=True, meta={"standard": sheet.standard.name, "version": sheet.standard.version,
                                      "state": sheet.state or "draft"})


def state_words(sheet: Sheet) -> str:
    """自评中, 自评已提交 …; 草稿 without an inspection."""
    return Inspection._meta.fields["state"].show(sheet.state) if sheet.state else "草稿（还没有建立自查）"


def _front(sheet: Sheet) -> Iterator[Block]:
    name = (centre_row() or {}).get("name") or ""
    at, made = sheet.submitted_at, newest_change()
    submitted = f"{chinese_date(at)} {at:%H:%M}" if at else "—"
    yield Facts((("被评中心", name), ("检查周期", sheet.period.label),
                 ("模板版本", sheet.standard.version), ("检查阶段", state_words(sheet)),
                 ("自评提交", submitted), ("评定总分", f"{show_points(sheet.total.points)} 分（满分 100 分）"),
                 ("评定等级", sheet.grade_words if sheet.id else "草稿不评等级"), ("模板来源", sheet.standard.source),
                 ("生成时间", f"{chinese_date(made)} {made:%H:%M}（程序版本 {VERSION}）")), columns=1)
    yield PageBreak()


def _totals(sheet: Sheet) -> Iterator[Block]:
    yield Heading(1, "一、总分与等级")
    yield Text(summary(sheet))
    yield Heading(1, "二、十个维度得分")
    rows = [_dimension(sheet, place) for place in range(len(sheet.standard.dimensions))]
    full = sum(sheet.full(one.code) for one in sheet.standard.dimensions)
    sums = ("", "合计", len(sheet.lines), _points(full), _points(_sum(sheet, "own")), _points(_sum(sheet, "street")),
            sum(row[-1] for row in rows))
    yield Table(DIMENSIONS, rows, sums, TOTALS_NOTE)
    got = [(sheet.got(one.code, "got") or 0) / POINT for one in sheet.standard.dimensions]
    names = tuple(one.name for one in sheet.standard.dimensions)
    yield Chart("bar", names, tuple(got), 10, "各维度得分（每项满分 10 分）")


def summary(sheet: Sheet) -> str:
    """The paragraph with totals, grade and how many indicators are full, short, open and not applicable."""
    full = sum(line.state == "达标" for line in sheet.lines)
    short = sum(line.state.startswith("差") for line in sheet.lines)
    text = f"自评总分{show_points(sheet.own.points)}分"
    if sheet.street:
        text += f"，考核总分{show_points(sheet.street.points)}分"
    if sheet.id is None:
        text += "（草稿，不评等级）。"
    else:
        text += f"，{sheet.grade_words}。" + ("" if sheet.grade else "等级由定级人确认，确认前只作暂列。")
    text += f"{len(sheet.lines)}项指标中，达标{full}项，未得满分{short}项"
    if sheet.total.open:
        text += f"，还没有填写{sheet.total.open}项（先按0分）"
    if sheet.total.not_applicable:
        text += f"，不适用{sheet.total.not_applicable}项（分值去掉后折算）"
    if sheet.id is None:
        text += "；要由人填写的项目不从上期照抄"
    return text + "。"


def _compared(found: Comparison | None) -> Iterator[Part]:
    """与上期比较: the totals, and every indicator whose points changed; nothing without a previous inspection."""
    if found is None or found.now.id is None:
        return
    before, now = found.previous, found.now
    words = (f"上期（{before.period.label}）{show_points(before.total.points)}分，"
             f"本期{show_points(now.total.points)}分，{_difference(found.difference)}。")
    if not found.changed:
        yield Part("与上期比较", (Text(words + "各项指标得分没有变化。"),))
        return
    rows = [_change(one) for one in found.changed]
    sums = ("", "总分", before.total.points / POINT, now.total.points / POINT, _signed(found.difference), "")
    yield Part("与上期比较", (Text(words), Table(COMPARED, rows, sums, "只列得分有变化的指标；总分按 100 分折算。")))


def _change(one: Change) -> tuple[Any, ...]:
    return one.code, one.name, _points(one.before), _points(one.now), _signed(one.difference), one.why


def _difference(points: int) -> str:
    return "持平" if not points else f"{'提高' if points > 0 else '降低'}{show_points(abs(points))}分"


def _signed(points: int) -> str:
    """+0.5, -1.0 or 0.0."""
    return ("+" if points > 0 else "-" if points < 0 else "") + show_points(abs(points))


def _dimension(sheet: Sheet, place: int) -> tuple[Any, ...]:
    one = sheet.standard.dimensions[place]
    lines = sheet.of(one.code)
    waiting = sum(line.applies and line.got is None for line in lines)
    return (place + 1, one.name, len(lines), _points(sheet.full(one.code)), _points(sheet.got(one.code)),
            _points(sheet.got(one.code, "street")), waiting)


def _sum(sheet: Sheet, column: str) -> int | None:
    known = [value for one in sheet.standard.dimensions if (value := sheet.got(one.code, column)) is not None]
    return sum(known) if known else None


def _points(points: int | None) -> float | str:
    return "—" if points is None else points / POINT


def _indicators(sheet: Sheet) -> Table:
    rows, bands = [], []
    for one in sheet.standard.dimensions:
        got = sheet.got(one.code, "got")
        bands.append((len(rows), f"{one.code} {one.name}　{show_points(got)} / {show_points(sheet.full(one.code))} 分"))
        rows += [_indicator(line) for line in sheet.of(one.code)]
    return Table(INDICATORS, rows, group_rows=tuple(bands))


def _indicator(line: SheetLine) -> tuple[Any, ...]:
    one = line.indicator
    return (one.code, one.name, _points(one.points), _points(line.own), _points(line.street), line.method,
            line.basis or one.evidence, line.state)


def _issues(sheet: Sheet) -> Iterator[Block]:
    if sheet.rectifications:
        yield Table(ISSUES, [(place, *_issue(one)) for place, one in enumerate(sheet.rectifications, start=1)])
        return
    yield Text("还没有列出问题清单。下面是现在没有得满分的指标：")
    short = [line for line in sheet.lines if line.applies and (line.got or 0) < line.indicator.points]
    words = (f"{line.indicator.name}：{line.state}，{line.basis or '没有填写'}" for line in short)
    yield Table(ISSUES, [(place, line.indicator.code, text, None, None, None, None, None)
                         for place, (line, text) in enumerate(zip(short, words, strict=True), start=1)])


def _issue(one: Mapping[str, Any]) -> tuple[str | None, ...]:
    due, done, rechecked = (one[name] and str(one[name]) for name in ("due_on", "done_on", "rechecked_on"))
    looked = f"{one['result'] or ''} {show_day(one['rechecked_on']) if rechecked else ''}".strip()
    return one["code"], one["problem"], one["measure"], one["owner"], due, done, looked


def _basis(sheet: Sheet) -> Table:
    rows = []
    for line in sheet.lines:
        one, evidence = line.indicator, line.evidence
        for place, group in enumerate(evidence.get("groups", ())):
            most = MOST_GOOD if place == 0 else MOST_NAMES
            head = (one.code, one.name, one.formula, evidence["numerator"], evidence["denominator"])
            names = _names(group["facts"], most)
            rows.append((*(head if place == 0 else (None,) * 5), group["label"], _size(group), names))
    return Table(BASIS, rows, merge=(0, 1, 2, 3, 4),
                 note="名称是计算时台账里的名称；居民和党员的姓名不抄在这里，在程序里点数字可以看到。")


def _size(group: dict[str, Any]) -> int:
    if not group["record"]:
        return group["size"]
    return Number(group["size"], catalog.record(group["record"]), tuple(group["ids"]))


def _names(facts: list[str], most: int) -> str:
    counted = list(dict.fromkeys(facts))
    more = f"等 {len(facts)} 条" if len(counted) > most else ""
    return "；".join(counted[:most]) + more
