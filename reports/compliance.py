"""The self-inspection's paper: cover, totals, ten dimensions, every indicator, what to mend, what it rests on."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from center import catalog
from center.about import VERSION
from center.attachments.reading import Kept
from center.compliance.comparing import Change, Comparison, compare
from center.compliance.scoring import POINT, show_points
from center.compliance.sheet import Sheet, SheetLine, sheet_of
from center.compliance.standard import Dimension
from center.desk import Desk
from center.words import N_
from db.days import Day, show_day
from db.models.compliance import Inspection
from db.questions.accounts import centre_row
from db.questions.journal import newest_change
from db.words import Following, Listed, Phrase, Word
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
)
from reports.numbers import Number
from reports.papers import Params, document, paper, papers

SIGNERS = (N_("自评人"), N_("负责人"), N_("检查人"))
MOST_NAMES, MOST_GOOD = 12, 6
DIMENSIONS = (TableColumn("序号", 6, "center", "whole"), TableColumn("维度", 22),
              TableColumn("指标数", 8, "right", "whole"),
              TableColumn("应得分", 8, "right", "points"), TableColumn("自评", 8, "right", "points"),
              TableColumn("考核", 8, "right", "points"), TableColumn("待填", 8, "right", "whole"),
              TableColumn("未确认", 8, "right", "whole"))
TOTALS_NOTE = N_("自评、考核为各项得分之和；有“不适用”指标时，总分按应得分折算到 100 分。“—”是没有填，先按 0 分。")
UNCONFIRMED_NOTE = N_("“未确认”是程序按台账提出建议、没有人确认的项目，按没有得分计。")
INDICATORS = (TableColumn("编号", 6, "center"), TableColumn("指标", 30), TableColumn("分值", 6, "right", "points"),
              TableColumn("自评", 6, "right", "points"), TableColumn("考核", 6, "right", "points"),
              TableColumn("方式", 8, "center"), TableColumn("依据", 44), TableColumn("状态", 8, "center"))
ISSUES = (TableColumn("序号", 5, "center", "whole"), TableColumn("编号", 6, "center"), TableColumn("问题", 40),
          TableColumn("整改措施", 24), TableColumn("责任人", 10, "center"), TableColumn("时限", 12, "center", "date"),
          TableColumn("完成日期", 12, "center", "date"), TableColumn("复查", 16))
BASIS = (TableColumn("编号", 6, "center"), TableColumn("指标", 24), TableColumn("口径", 30),
         TableColumn("分子", 7, "right", "whole"), TableColumn("分母", 7, "right", "whole"),
         TableColumn("算进来的记录", 20), TableColumn("数量", 7, "right", "whole"), TableColumn("名称", 40))
FILES = (TableColumn("编号", 6, "center"), TableColumn("指标", 34), TableColumn("证明材料", 50),
         TableColumn("添加日期", 12, "center", "date"), TableColumn("备注", 14, "center"))

COMPARED = (TableColumn("编号", 6, "center"), TableColumn("指标", 20), TableColumn("上期", 6, "right", "points"),
            TableColumn("本期", 6, "right", "points"), TableColumn("增减", 6, "right"), TableColumn("变化", 40))


@paper("compliance_report", N_("党群服务中心标准化自查报告"), takes=("standard",), usual="quarter")
def compliance_report(desk: Desk, given: Params) -> Document:
    """The inspection of the period as it was frozen; without one a 草稿 of what the ledgers give today."""
    sheet = sheet_of(desk, given.period, given.settings.get("standard", "hongleishibiao"))
    parts = (Part("总表", (*_front(sheet), *_totals(sheet))),
             *_compared(compare(desk, sheet)),
             Part("明细", (_indicators(sheet),), landscape=True),
             Part("问题整改", (*_issues(sheet), Signatures(SIGNERS)), landscape=True),
             *_files(sheet),
             Part("依据数据", (_basis(sheet),), landscape=True))
    under = sheet.period.label if sheet.id else Phrase(N_("{period}（草稿）"), period=sheet.period.label)
    return document(desk, papers()["compliance_report"], given, sheet.standard.title, parts,
                    subtitle=under, notice=Word(sheet.standard.disclaimer), layout="text",
                    cover=True, meta={"standard": sheet.standard.name, "version": sheet.standard.version,
                                      "state": sheet.state or "draft"})


def state_words(sheet: Sheet) -> str:
    """自评中, 自评已提交 …; 草稿 without an inspection."""
    return Inspection._meta.fields["state"].show(sheet.state) if sheet.state else N_("草稿（还没有建立自查）")


def _front(sheet: Sheet) -> Iterator[Block]:
    name = (centre_row() or {}).get("name") or ""
    at, made = sheet.submitted_at, newest_change()
    submitted = Listed((_day(at), f"{at:%H:%M}"), " ") if at else "—"
    points = Phrase(N_("{points} 分（满分 100 分）"), points=show_points(sheet.total.points))
    when = Phrase(N_("{day} {clock}（程序版本 {version}）"), day=_day(made), clock=f"{made:%H:%M}", version=VERSION)
    yield Facts(((N_("被评中心"), name), (N_("检查周期"), sheet.period.label),
                 (N_("模板版本"), sheet.standard.version), (N_("检查阶段"), state_words(sheet)),
                 (N_("自评提交"), submitted), (N_("评定总分"), points),
                 (N_("评定等级"), sheet.grade_words if sheet.id else N_("草稿不评等级")),
                 (N_("模板来源"), Word(sheet.standard.source)), (N_("生成时间"), when)), columns=1)
    yield PageBreak()


def _day(moment: datetime) -> Phrase:
    return show_day(Day(moment))


def _totals(sheet: Sheet) -> Iterator[Block]:
    yield Heading(1, N_("一、总分与等级"))
    yield Text(summary(sheet))
    yield Heading(1, N_("二、十个维度得分"))
    rows = [_dimension(sheet, place) for place in range(len(sheet.standard.dimensions))]
    full = sum(sheet.full(one.code) for one in sheet.standard.dimensions)
    sums = ("", N_("合计"), len(sheet.lines), _points(full), _points(_sum(sheet, "own")),
            _points(_sum(sheet, "street")), sum(row[-2] for row in rows), sheet.own.unconfirmed)
    note = Following(TOTALS_NOTE, UNCONFIRMED_NOTE) if sheet.own.unconfirmed else TOTALS_NOTE
    yield Table(DIMENSIONS, rows, sums, note)
    got = [(sheet.got(one.code, "got") or 0) / POINT for one in sheet.standard.dimensions]
    names = tuple(one.name for one in sheet.standard.dimensions)
    yield Chart("bar", names, tuple(got), 10, N_("各维度得分（每项满分 10 分）"))


def summary(sheet: Sheet) -> str:
    """The paragraph with totals, grade and how many indicators are full, short, open and not applicable."""
    full = sum(line.state == "达标" for line in sheet.lines)
    short = sum(line.state.startswith("差") for line in sheet.lines)
    parts = [Phrase(N_("自评总分{points}分"), points=show_points(sheet.own.points))]
    if sheet.street:
        parts.append(Phrase(N_("考核总分{points}分"), points=show_points(sheet.street.points)))
    if sheet.id is not None:
        parts.append(sheet.grade_words)
    ended = N_("{words}（草稿，不评等级）。") if sheet.id is None else N_("{words}。")
    sentences = [Phrase(ended, words=Listed(parts, "，"))]
    if sheet.id is not None and not sheet.grade:
        sentences.append(N_("等级由定级人确认，确认前只作暂列。"))
    more = [Phrase(N_("{count}项指标中，达标{full}项，未得满分{short}项"), count=len(sheet.lines), full=full,
                   short=short)]
    if sheet.total.blank:
        more.append(Phrase(N_("还没有填写{count}项（先按0分）"), count=sheet.total.blank))
    more += _unconfirmed(sheet)
    if sheet.total.not_applicable:
        more.append(Phrase(N_("不适用{count}项（分值去掉后折算）"), count=sheet.total.not_applicable))
    ended = N_("{words}；要由人填写的项目不从上期照抄。") if sheet.id is None else N_("{words}。")
    return Following(*sentences, Phrase(ended, words=Listed(more, "，")))


def _unconfirmed(sheet: Sheet) -> Iterator[Phrase]:
    """What nobody said yes to, by number: once submitted that stays true, whatever the street has scored since."""
    if waiting := sheet.unconfirmed:
        words = N_("请确认{count}项（{codes}，没有人确认前按没有得分计）")
        if waiting[0].frozen:
            words = N_("提交自评时没有人确认{count}项（{codes}，自评按没有得分计）")
        yield Phrase(words, count=len(waiting), codes=Listed(line.indicator.code for line in waiting))


def _compared(found: Comparison | None) -> Iterator[Part]:
    """与上期比较: the totals, and every indicator whose points changed; nothing without a previous inspection."""
    if found is None or found.now.id is None:
        return
    before, now = found.previous, found.now
    words = Phrase(N_("上期（{period}）{before}分，本期{now}分，{difference}。"), period=before.period.label,
                   before=show_points(before.total.points), now=show_points(now.total.points),
                   difference=_difference(found.difference))
    if not found.changed:
        yield Part("与上期比较", (Text(Following(words, N_("各项指标得分没有变化。"))),))
        return
    rows = [_change(one) for one in found.changed]
    sums = ("", N_("总分"), before.total.points / POINT, now.total.points / POINT, _signed(found.difference), "")
    note = N_("只列得分有变化的指标；总分按 100 分折算。")
    yield Part("与上期比较", (Text(words), Table(COMPARED, rows, sums, note)))


def _change(one: Change) -> tuple[Any, ...]:
    return one.code, one.name, _points(one.before), _points(one.now), _signed(one.difference), one.why


def _difference(points: int) -> str:
    if not points:
        return N_("持平")
    return Phrase(N_("提高{points}分") if points > 0 else N_("降低{points}分"), points=show_points(abs(points)))


def _signed(points: int) -> str:
    """+0.5, -1.0 or 0.0."""
    return ("+" if points > 0 else "-" if points < 0 else "") + show_points(abs(points))


def _dimension(sheet: Sheet, place: int) -> tuple[Any, ...]:
    one = sheet.standard.dimensions[place]
    lines, own = sheet.of(one.code), sheet.own_of(one.code)
    blank = own.blank if sheet.street is None else 0
    return (place + 1, one.name, len(lines), _points(sheet.full(one.code)), _points(sheet.got(one.code)),
            _points(sheet.got(one.code, "street")), blank, own.unconfirmed)


def _sum(sheet: Sheet, column: str) -> int | None:
    known = [value for one in sheet.standard.dimensions if (value := sheet.got(one.code, column)) is not None]
    return sum(known) if known else None


def _points(points: int | None) -> float | str:
    return "—" if points is None else points / POINT


def _indicators(sheet: Sheet) -> Table:
    rows, bands = [], []
    for one in sheet.standard.dimensions:
        got = sheet.got(one.code, "got")
        bands.append((len(rows), _band(one, got, sheet.full(one.code))))
        rows += [_indicator(line) for line in sheet.of(one.code)]
    return Table(INDICATORS, rows, group_rows=tuple(bands))


def _band(one: Dimension, got: int | None, full: int) -> Phrase:
    return Phrase(N_("{code} {name}　{got} / {full} 分"), code=one.code, name=one.name, got=show_points(got),
                  full=show_points(full))


def _indicator(line: SheetLine) -> tuple[Any, ...]:
    one, basis = line.indicator, line.basis or Word(line.indicator.evidence)
    if line.files:
        basis = Listed((basis, Phrase(N_("证明材料 {count} 件"), count=len(line.files))), "；")
    return (one.code, one.name, _points(one.points), _points(line.own), _points(line.street), line.method, basis,
            line.state)


def _files(sheet: Sheet) -> Iterator[Part]:
    """证明材料: what is attached to the indicators, each under its number and title; nothing without files."""
    rows = [(line.indicator.code, line.indicator.name, one.name, one.added_on, _after(sheet, one))
            for line in sheet.lines for one in line.files]
    if rows:
        sums = ("", N_("合计"), Phrase(N_("{count} 件"), count=len(rows)), None, "")
        note = N_("文件和自查存放在一起，在程序里点开指标可以看。")
        yield Part("证明材料", (Table(FILES, rows, sums, note),), landscape=True)


def _after(sheet: Sheet, one: Kept) -> str:
    """What came to a frozen inspection later is told apart."""
    late = sheet.submitted_at is not None and one.added_on > sheet.submitted_at.date().isoformat()
    return N_("提交后添加") if late else one.note


def _issues(sheet: Sheet) -> Iterator[Block]:
    if sheet.rectifications:
        yield Table(ISSUES, [(place, *_issue(one)) for place, one in enumerate(sheet.rectifications, start=1)])
        return
    yield Text(N_("还没有列出问题清单。下面是现在没有得满分的指标："))
    short = [line for line in sheet.lines if line.applies and (line.got or 0) < line.indicator.points]
    words = (Phrase(N_("{name}：{state}，{basis}"), name=line.indicator.name, state=line.state,
                    basis=line.basis or N_("没有填写")) for line in short)
    yield Table(ISSUES, [(place, line.indicator.code, text, None, None, None, None, None)
                         for place, (line, text) in enumerate(zip(short, words, strict=True), start=1)])


def _issue(one: Mapping[str, Any]) -> tuple[str | None, ...]:
    due, done, rechecked = (one[name] and str(one[name]) for name in ("due_on", "done_on", "rechecked_on"))
    looked = Listed(filter(None, (one["result"], rechecked and show_day(one["rechecked_on"]))), " ")
    return one["code"], one["problem"], one["measure"], one["owner"], due, done, looked


def _basis(sheet: Sheet) -> Table:
    rows = []
    for line in sheet.lines:
        one, evidence = line.indicator, line.evidence
        for place, group in enumerate(evidence.get("groups", ())):
            most = MOST_GOOD if place == 0 else MOST_NAMES
            head = (Word(one.formula), evidence["numerator"], evidence["denominator"])
            names = _names(group["facts"], most)
            rows.append((one.code, one.name, *(head if place == 0 else (None,) * 3), group["label"],
                         _size(line, group), names))
    return Table(BASIS, rows, merge=(2, 3, 4),
                 note=N_("名称是计算时台账里的名称；居民和党员的姓名不抄在这里，在程序里点数字可以看到。"))


def _size(line: SheetLine, group: Mapping[str, Any]) -> int:
    if not group["record"]:
        return group["size"]
    one = line.indicator
    called = Phrase(N_("{code} {name}：{heap}"), code=one.code, name=one.name, heap=group["label"])
    return Number(group["size"], catalog.record(group["record"]), tuple(group["ids"]), called)


def _names(facts: list[str], most: int) -> str:
    counted = list(dict.fromkeys(facts))
    some = Listed(counted[:most], "；")
    return Phrase(N_("{names}等 {count} 条"), names=some, count=len(facts)) if len(counted) > most else some
