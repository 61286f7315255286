"""The inspection's acts: open, count, answer, submit, score, list the problems, mend, re-check, grade, close.

What is submitted is frozen: the template, the numbers used and what they rested on stand with the inspection, so
records that change later never change it. Grades are given by a named person; the program only proposes.
"""
from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from center import catalog
from center.attachments import guarded
from center.commands import command
from center.compliance.evidence import Noting, frozen
from center.compliance.freezing import packed, unpacked
from center.compliance.scoring import POINT, Line, score, show_points, total
from center.compliance.standard import Indicator, Standard, freeze, load, thaw
from center.numbers import number
from center.periods import period as read_period
from center.taking import take
from center.words import N_
from db.errors import Invalid, Problems
from db.listing import record_row
from db.models.compliance import Inspection, Rectification, Score
from db.questions.accounts import account_of
from db.questions.compliance import rectification_rows, score_row, score_rows
from db.tx import Tx
from db.words import Listed, Phrase, Word

STEPS = {
    "opened": ("submitted",),
    "submitted": ("scored", "listed"),
    "scored": ("listed",),
    "listed": ("rectified",),
    "rectified": ("rechecked", "listed"),
    "rechecked": ("graded",),
    "graded": ("closed",),
    "closed": (),
}
FIRST, LAST = "opened", "closed"
APPLIES, NOT_APPLICABLE = "适用", "不适用"
STEP_OF_A_POINT = POINT // 10


class _Counting:
    """What a measure asks, answered from inside the act."""

    def __init__(self, tx: Tx) -> None:
        self.store, self._today = tx.store, tx.today

    def today(self) -> date:
        return self._today

    def number(self, key: str) -> Any:
        return number(key, self._today)


@command(N_("建立自查"), right="compliance.edit", name="compliance.open")
def open_inspection(tx: Tx, period: str, standard: str = "hongleishibiao") -> int:
    """Open the inspection of a period with today's template; counts what can be counted. Returns its id."""
    span, template = read_period(period), load(standard)
    tx.rename(f"建立{span.label}自查")
    rid = tx.add(Inspection, {"period": span.text, "standard": template.name, "version": template.version,
                              "template": freeze(template), "state": FIRST, "opened_on": tx.today.isoformat()})
    tx.add_many(Score, [{"inspection": rid, "code": one.code, "method": one.method, "points": one.points,
                         "applicable": APPLIES} for one in template.indicators])
    _count(tx, rid, template, span.text)
    return rid


@command(N_("重新计算自查"), right="compliance.edit", name="compliance.compute")
def compute(tx: Tx, inspection: int) -> None:
    """Count again from the ledgers as they stand now; only before submission."""
    row = _at(tx, inspection, "opened")
    tx.rename(f"重新计算{read_period(row['period']).label}自查")
    _count(tx, inspection, thaw(row["template"]), row["period"])


def _count(tx: Tx, inspection: int, standard: Standard, period: str) -> None:
    rows, span, measures = score_rows(inspection), read_period(period), catalog.measures()
    for one in standard.indicators:
        name = one.measure or one.proposes
        if name not in measures:
            continue
        noting = Noting(_Counting(tx))
        evidence = measures[name].function(noting, span)
        scored = score(one.rule, one.points, evidence.numerator, evidence.denominator)
        told = {"explanation": scored.explanation, "asked": noting.asked}
        if who := _evidence(rows[one.code]).get("confirmed"):
            told["confirmed"] = who
        values = {"proposed": scored.points, "evidence": _stored(frozen(evidence) | told)}
        if one.measure:
            values["own"] = scored.points
        tx.change(Score, rows[one.code]["id"], values)


def _evidence(row: dict[str, Any]) -> dict[str, Any]:
    return unpacked(json.loads(row["evidence"])) if row["evidence"] else {}


def _stored(evidence: dict[str, Any]) -> str:
    return json.dumps(packed(evidence), ensure_ascii=False)


@command(N_("填写自评"), right="compliance.edit", name="compliance.answer")
def answer(tx: Tx, inspection: int, code: str, points: Any = None, note: str = "", applicable: bool = True) -> None:
    """A person's answer to an asked indicator: points (None takes it back), or 不适用 where the template allows."""
    row = _at(tx, inspection, "opened")
    one, own = _indicator(row, code), score_row(inspection, code)
    if one.measure:
        raise Problems({"points": Invalid("{code} 由台账算出，不能手填；请改台账后重新计算", code=code)})
    if not applicable and not one.na_allowed:
        raise Problems({"applicable": Invalid("{code} 不能记“不适用”，请填得分", code=code)})
    tx.rename(f"填写自评 {code} {one.name}")
    values = {"own": _points(points, one) if applicable else None, "note": note or None,
              "applicable": APPLIES if applicable else NOT_APPLICABLE}
    known = _evidence(own)
    if known.pop("confirmed", None):  # her own answer takes its place
        values["evidence"] = _stored(known)
    tx.change(Score, own["id"], values)


@command(N_("确认自评"), right="compliance.edit", name="compliance.confirm")
def confirm(tx: Tx, inspection: int, code: str, note: str = "") -> None:
    """A person confirms what the ledgers propose."""
    row = _at(tx, inspection, "opened")
    one, own = _indicator(row, code), score_row(inspection, code)
    if own["proposed"] is None:
        raise Problems({"points": Invalid("{code} 没有可确认的数，请直接填写得分", code=code)})
    tx.rename(f"确认自评 {code} {one.name}")
    _confirm(tx, own, note)


@command(N_("全部按建议确认"), right="compliance.edit", name="compliance.confirm_all")
def confirm_all(tx: Tx, inspection: int, codes: list[str] | None = None) -> int:
    """A person confirms everything the ledgers propose and nobody has confirmed (or only `codes`). Returns how many.

    What she was shown is what she confirms: with `codes`, an indicator that no longer waits is refused.
    """
    _at(tx, inspection, "opened")
    waiting = {code: row for code, row in score_rows(inspection).items() if is_unconfirmed(row)}
    if not waiting:
        raise Problems({"": Invalid("没有请确认的项目，可以直接提交自评")})
    gone = [code for code in codes or () if code not in waiting]
    if gone:
        raise Problems({"codes": Invalid("{codes} 已经不是“请确认”了，请重新打开看一看", codes=Listed(gone))})
    for code in waiting if codes is None else codes:
        _confirm(tx, waiting[code])
    done = len(waiting if codes is None else codes)
    tx.rename(f"全部按建议确认 {done} 项")
    return done


def _confirm(tx: Tx, row: dict[str, Any], note: str = "") -> None:
    """Take the proposed score; who did so, when, and what was proposed then, is kept with the evidence."""
    who = (account_of(tx.account) or {"name": tx.account})["name"]
    sign = {"by": who, "on": tx.today.isoformat(), "points": row["proposed"]}
    tx.change(Score, row["id"], {"own": row["proposed"], "note": note or row["note"], "applicable": APPLIES,
                                 "evidence": _stored(_evidence(row) | {"confirmed": sign})})


@command(N_("提交自评"), right="compliance.edit", name="compliance.submit")
def submit(tx: Tx, inspection: int) -> dict[str, Any]:
    """Count a last time and freeze. Returns total (hundredths of a point), how many were left open (counted 0), the
    codes of those `unconfirmed` (proposed, and confirmed by nobody), and all that in `words`.
    """
    row = _at(tx, inspection, "opened")
    _count(tx, inspection, thaw(row["template"]), row["period"])
    rows = score_rows(inspection)
    whole = total(lines(rows, "own"))
    _move(tx, row, "submitted", "提交自评", submitted_at=tx.now, total=whole.points)
    codes = [code for code, own in rows.items() if is_unconfirmed(own)]
    return {"total": whole.points, "open": whole.open, "unconfirmed": codes,
            "words": _submitted(whole.points, whole.blank, codes)}


def _submitted(points: int, blank: int, codes: list[str]) -> Word:
    said = [Phrase(N_("自评总分 {points} 分"), points=show_points(points))]
    if codes:
        words = N_("{count} 项没有人确认（{codes}），按没有得分计")
        said.append(Phrase(words, count=len(codes), codes=Listed(codes)))
    if blank:
        said.append(Phrase(N_("{count} 项没有填写，按 0 分计"), count=blank))
    return Listed(said, "；")


@command(N_("填写考核分"), right="compliance.edit", name="compliance.score")
def score_street(tx: Tx, inspection: int, code: str, points: Any, note: str | None = None) -> None:
    """The street's score of one indicator."""
    row = _at(tx, inspection, "submitted")
    one, own = _indicator(row, code), score_row(inspection, code)
    if own["applicable"] == NOT_APPLICABLE:
        raise Problems({"points": Invalid("{code} 自评记了“不适用”，不用打分", code=code)})
    tx.rename(f"考核分 {code} {one.name}")
    tx.change(Score, own["id"], {"street": _points(points, one)} | ({"note": note} if note is not None else {}))


@command(N_("考核照自评"), right="compliance.edit", name="compliance.score_rest")
def score_rest(tx: Tx, inspection: int) -> int:
    """The street agrees with the rest: every indicator it has not scored gets the own score. Returns how many."""
    _at(tx, inspection, "submitted")
    rest = [row for row in score_rows(inspection).values() if row["street"] is None and row["applicable"] == APPLIES]
    for row in rest:
        tx.change(Score, row["id"], {"street": row["own"] or 0})
    return len(rest)


@command(N_("完成考核"), right="compliance.edit", name="compliance.finish_scoring")
def finish_scoring(tx: Tx, inspection: int) -> int:
    """All scores of the street are in; returns its total."""
    row, rows = _at(tx, inspection, "submitted"), score_rows(inspection)
    whole = total(lines(rows, "street"))
    if whole.open:
        raise Problems({"": Invalid("还有 {count} 项没有考核分，请补填或选“其余照自评”", count=whole.open)})
    _move(tx, row, "scored", "完成考核", street_total=whole.points)
    return whole.points


@command(N_("列出问题清单"), right="compliance.edit", name="compliance.list_issues")
def list_issues(tx: Tx, inspection: int) -> int:
    """One thing to mend for each indicator that is not full. Returns how many."""
    row = _at(tx, inspection, "submitted", "scored")
    standard, found = thaw(row["template"]), []
    for code, own in score_rows(inspection).items():
        got = own["street"] if own["street"] is not None else own["own"]
        if own["applicable"] == APPLIES and (got or 0) < own["points"]:
            problem = _problem(standard.indicator(code), got, own)
            found.append({"inspection": inspection, "code": code, "problem": problem})
    tx.add_many(Rectification, found)
    _move(tx, row, "listed", "列出问题清单")
    return len(found)


def _problem(one: Indicator, got: int | None, own: dict[str, Any]) -> str:
    why = _evidence(own).get("explanation") or own["note"] or "没有填写"
    if not got and is_unconfirmed(own):
        why = f"台账建议 {show_points(own['proposed'])} 分，没有人确认，按没有得分计"
    return f"{one.name}：差 {show_points(one.points - (got or 0))} 分，{why}"[:200]


@command(N_("填写整改"), right="compliance.edit", name="compliance.mend")
def mend(tx: Tx, id: int, values: dict[str, Any]) -> bool:
    """Measure, owner, due_on, done_on of one thing to mend (typed texts or values)."""
    row = tx.row(Rectification, id)
    _at(tx, row["inspection"], "listed")
    allowed = {"measure", "owner", "due_on", "done_on"}
    taken = take(Rectification, {name: values[name] for name in values if name in allowed}, tx.today)
    wrong = {name: value for name, value in taken.items() if isinstance(value, Invalid)}
    if wrong:
        raise Problems(wrong)
    tx.rename(f"填写整改 {row['code']}")
    return tx.change(Rectification, id, taken)


@command(N_("完成整改"), right="compliance.edit", name="compliance.finish_mending")
def finish_mending(tx: Tx, inspection: int) -> None:
    """Everything on the list has an owner and a day on which it was done."""
    row, rows = _at(tx, inspection, "listed"), rectification_rows(inspection)
    owners = sum(not one["owner"] for one in rows)
    undone = sum(not one["done_on"] for one in rows)
    if owners or undone:
        raise Problems({"": Invalid("还有 {owners} 项没有责任人、{undone} 项没有完成日期，请补填",
                                    owners=owners, undone=undone)})
    _move(tx, row, "rectified", "完成整改")


@command(N_("复查"), right="compliance.edit", name="compliance.recheck")
def recheck(tx: Tx, id: int, passed: bool, result: str = "") -> None:
    """The re-check of one thing; what did not pass goes back to be mended, and the inspection with it."""
    one = tx.row(Rectification, id)
    row = _at(tx, one["inspection"], "rectified")
    words = result.strip() or ("通过" if passed else "退回重新整改")
    values = {"rechecked_on": tx.today.isoformat(), "result": words} | ({} if passed else {"done_on": None})
    tx.change(Rectification, id, values)
    if not passed:
        _move(tx, row, "listed", f"复查退回 {one['code']}")


@command(N_("完成复查"), right="compliance.edit", name="compliance.finish_recheck")
def finish_recheck(tx: Tx, inspection: int) -> None:
    """Everything on the list was looked at again after it was done."""
    row = _at(tx, inspection, "rectified")
    left = sum(not one["rechecked_on"] or one["rechecked_on"].last < one["done_on"].first
               for one in rectification_rows(inspection))
    if left:
        raise Problems({"": Invalid("还有 {count} 项没有复查，请先逐项复查", count=left)})
    _move(tx, row, "rechecked", "完成复查")


@command(N_("定级"), right="compliance.grade", name="compliance.grade")
def grade(tx: Tx, inspection: int, grade: str, by: str) -> None:
    """A named person gives the grade; it may differ from the proposed one."""
    row = _at(tx, inspection, "rechecked")
    labels = {word: one.label for one in thaw(row["template"]).bands for word in (one.grade, one.label)}
    problems = {}
    if grade not in labels:
        problems["grade"] = Invalid("等级请写 {labels}", labels=Listed(dict.fromkeys(labels.values())))
    if not by.strip():
        problems["by"] = Invalid("请写定级人姓名：等级由人确定")
    if problems:
        raise Problems(problems)
    _move(tx, row, "graded", f"定级 {labels[grade]}", grade=labels[grade], grade_by=by.strip())


@command(N_("结束自查"), right="compliance.grade", name="compliance.close")
def close(tx: Tx, inspection: int) -> None:
    """Close it for good."""
    _move(tx, _at(tx, inspection, "graded"), LAST, "结束自查")


def lines(rows: dict[str, dict[str, Any]], column: str) -> list[Line]:
    """Score rows as lines to add up; `column` is own or street."""
    return [Line(row["points"], row[column], row["applicable"] != NOT_APPLICABLE, row["proposed"] is not None)
            for row in rows.values()]


def is_unconfirmed(row: dict[str, Any]) -> bool:
    """Whether the ledgers propose a score for this row of an inspection that nobody has confirmed or replaced."""
    return row["applicable"] != NOT_APPLICABLE and row["own"] is None and row["proposed"] is not None


@guarded(Score)
def closed(score: int) -> Invalid | None:
    """Why the evidence files of an indicator can no longer be changed: the inspection is closed."""
    inspection = record_row(Inspection, record_row(Score, score)["inspection"])
    return Invalid("这次自查已经结束，证明材料不能再增减，请放到下一次自查里") if inspection["state"] == LAST else None


def _at(tx: Tx, inspection: int, *states: str) -> dict[str, Any]:
    """The inspection's row, which must be in one of the states. Raises Problems with what to do instead."""
    row = tx.row(Inspection, inspection)
    if row["state"] not in states:
        show = Inspection._meta.fields["state"].show
        raise Problems({"": Invalid("这次自查现在是“{state}”，要在“{wanted}”时才能这样做，请先走到那一步",
                                    state=show(row["state"]),
                                    wanted="”或“".join(show(state) for state in states))})
    return row


def _move(tx: Tx, row: dict[str, Any], to: str, what: str, **values: Any) -> None:
    if to not in STEPS[row["state"]]:
        raise ValueError(f"{row['state']} -> {to}")
    tx.rename(f"{read_period(row['period']).label}自查：{what}")
    tx.change(Inspection, row["id"], {"state": to, **values})


def _indicator(row: dict[str, Any], code: str) -> Indicator:
    standard = thaw(row["template"])
    if not any(one.code == code for one in standard.indicators):
        raise Problems({"code": Invalid("没有编号为 {code} 的指标，请核对编号", code=code)})
    return standard.indicator(code)


def _points(given: Any, one: Indicator) -> int | None:
    """Hundredths of a point from what was typed in points. Raises Problems."""
    if given is None or given == "":
        return None
    try:
        points = Decimal(str(given)) * POINT
    except InvalidOperation:
        raise Problems({"points": Invalid("请写得分，例如 1 或 0.5")}) from None
    if points != int(points) or points % STEP_OF_A_POINT or not 0 <= points <= one.points:
        raise Problems({"points": Invalid("{code} 的得分请填 0 到 {full} 之间的数，最多一位小数", code=one.code,
                                          full=show_points(one.points))})
    return int(points)
