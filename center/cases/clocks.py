"""What runs in a case: the usual month, judicial confirmation, performances, the return visit, the reply. Pure.

The month is a usual time (令75号第三十三条), no period of procedure: it does not roll over rest days, and past it the
words are 超一般期限. Confirmation is one: its start day is not counted and its last day rolls (民事诉讼法第八十五条).
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from center.cases import numbers as keys
from center.cases.facts import CaseFacts, Promise
from center.numbers import number
from center.words import N_
from center.workdays import deadline
from db.days import Day, months_after, show_day
from db.questions.settings import rest_days
from db.words import Phrase, Word

NONE, RUNNING, AMBER, RED, DONE, SILENT = "none", "running", "amber", "red", "done", "silent"
IDLE, LEFT, TODAY = N_("未起算"), N_("还有 {left} 天"), N_("今天到期")
OVER, OVER_LIMIT = N_("已过期 {days} 天"), N_("超一般期限 {days} 天")
ENDED, EXTENDED, DECLINED, SUED = N_("已办"), N_("已延长到 {day}"), N_("各方不申请"), N_("反悔起诉")
LIMIT, LONGER, CONFIRM = N_("调解期限"), N_("延长的期限"), N_("司法确认")
VISIT, REPLY = N_("回访"), N_("反馈移送单位")
REPORT, UNREPORTED, REPORTED = N_("报告有关部门"), N_("尚未报告"), N_("已报告")
PERFORM, PERFORMS = N_("履行"), N_("第 {n} 项履行")


def limit_on(accepted: Day, mode: str, days: int) -> Day:
    """The last day of the usual time: `days` after acceptance (not counted), or the same day of the next month."""
    return Day(months_after(accepted.last, 1) if mode == "month" else accepted.last + timedelta(days=days))


def confirm_due(effective: Day, days: int, rest: Mapping[str, str]) -> Day:
    """The last day for both to ask the court: the day of effect is not counted, a rest day rolls over."""
    return Day(deadline(effective.last, days, rest))


def visit_due(performed: Day, days: int) -> Day:
    """Until when a return visit should follow the performance."""
    return Day(performed.last + timedelta(days=days))


def reply_due(referred: Day, days: int) -> Day:
    """Until when who referred a case should hear of it, where the letter names no day."""
    return Day(referred.last + timedelta(days=days))


@dataclass(frozen=True)
class Numbers:
    """The official numbers that clocks count with, and the rest days (ISO day → rest or work)."""

    limit_mode: str
    limit_days: int
    amber_days: int
    confirm_days: int
    visit_days: int
    reply_days: int
    rest: Mapping[str, str] = field(default_factory=dict)


def numbers_on(today: date) -> Numbers:
    """As they are in force on a day."""
    whole = (keys.LIMIT_DAYS, keys.AMBER_DAYS, keys.CONFIRM_DAYS, keys.VISIT_DAYS, keys.REPLY_DAYS)
    return Numbers(str(number(keys.LIMIT_MODE, today)), *(int(number(key, today)) for key in whole), rest_days())


@dataclass(frozen=True)
class Clock:
    """One period. `key`: limit, extended, perform, confirm, visit, reply or report; `id`: the promise of a `perform`.

    `state`: none (not begun), running, amber, red (past), done, silent. `left`: days to `due`, below 0 past it.
    """

    key: str
    label: Word
    due: Day | None
    left: int | None
    state: str
    words: Word
    id: int = 0


def clocks(case: CaseFacts, today: date, numbers: Numbers) -> tuple[Clock, ...]:
    """All periods of a case, in the order of its course."""
    found = [*_report(case, today), _limit(case, today, numbers)]
    if case.row["extended_to"]:
        found.append(_extended(case, today, numbers))
    found += [_promise(case, one, place, today, numbers) for place, one in enumerate(case.promises, start=1)]
    if case.agreement:
        found += [_confirm(case, today, numbers), _visit(case, today, numbers)]
    if case.row["referred_by"]:
        found.append(_reply(case, today, numbers))
    return tuple(found)


def running(key: str, label: Word, due: Day | None, today: date, amber: int, over: Word = OVER, id: int = 0) -> Clock:
    """A period that runs to a day: how many days are left and how near that is."""
    if due is None:
        return Clock(key, label, None, None, NONE, IDLE, id)
    left = (due.last - today).days
    state = RED if left < 0 else AMBER if left <= amber else RUNNING
    words = Phrase(over, days=-left) if left < 0 else Phrase(LEFT, left=left) if left else TODAY
    return Clock(key, label, due, left, state, words, id)


def _limit(case: CaseFacts, today: date, numbers: Numbers) -> Clock:
    due, longer = case.row["limit_on"], case.row["extended_to"]
    if longer:
        return Clock("limit", LIMIT, due, None, SILENT, Phrase(EXTENDED, day=show_day(longer)))
    if case.row["accepted_on"] and case.stage not in ("accepted", "mediating"):
        return Clock("limit", LIMIT, due, None, DONE, ENDED)
    return running("limit", LIMIT, due, today, numbers.amber_days, OVER_LIMIT)


def _extended(case: CaseFacts, today: date, numbers: Numbers) -> Clock:
    due = case.row["extended_to"]
    if case.stage not in ("accepted", "mediating"):
        return Clock("extended", LONGER, due, None, DONE, ENDED)
    return running("extended", LONGER, due, today, numbers.amber_days, OVER_LIMIT)


def _promise(case: CaseFacts, one: Promise, place: int, today: date, numbers: Numbers) -> Clock:
    """It runs only with an agreement that is in force: before, nobody owes anything by a day."""
    label = Phrase(PERFORMS, n=place) if len(case.promises) > 1 else PERFORM
    due, state = one.row["due_on"], one.row["state"]
    if case.effective_on is None:
        return Clock("perform", label, due, None, NONE, IDLE, one.id)
    if state in ("done", "sued"):
        return Clock("perform", label, due, None, DONE if state == "done" else SILENT,
                     ENDED if state == "done" else SUED, one.id)
    return running("perform", label, due, today, numbers.amber_days, id=one.id)


def confirm_by(case: CaseFacts, numbers: Numbers) -> Day | None:
    """The last day to ask the court by the rest days known now: next year's are told after the agreement was made."""
    counted = case.effective_on and case.agreement["confirm_due"]
    return confirm_due(case.effective_on, numbers.confirm_days, numbers.rest) if counted else None


def _confirm(case: CaseFacts, today: date, numbers: Numbers) -> Clock:
    """Silent once the parties said that they do not apply."""
    due, state = confirm_by(case, numbers), case.agreement["confirm"]
    if state == "declined":
        return Clock("confirm", CONFIRM, due, None, SILENT, DECLINED)
    if state in ("applied", "valid", "refused", "withdrawn"):
        return Clock("confirm", CONFIRM, due, None, DONE, ENDED)
    return running("confirm", CONFIRM, due, today, numbers.amber_days)


def performed_on(case: CaseFacts) -> Day | None:
    """The day on which all was done that was promised; where nothing was promised, the day of effect."""
    if case.effective_on is None or any(one.row["state"] != "done" for one in case.promises):
        return None
    return max([one.row["done_on"] for one in case.promises], default=case.effective_on)


def _visit(case: CaseFacts, today: date, numbers: Numbers) -> Clock:
    """Done by a visit after all was performed; one before that looked at something else."""
    performed = performed_on(case)
    if performed and any(step.on >= performed for step in case.of("visit")):
        return Clock("visit", VISIT, None, None, DONE, ENDED)
    if case.stage == "filed" or performed is None:
        return Clock("visit", VISIT, None, None, NONE, IDLE)
    return running("visit", VISIT, visit_due(performed, numbers.visit_days), today, numbers.amber_days)


def _report(case: CaseFacts, today: date) -> list[Clock]:
    """A possible public-security or criminal case is reported at once (人民调解法第二十五条): the law gives no days, so
    it is red from the day on which somebody decided so."""
    if case.unreported:
        due = case.unreported[0].on
        return [Clock("report", REPORT, due, (due.last - today).days, RED, UNREPORTED)]
    told = any(step.row["subject_facts"] for step in case.of("escalation"))
    return [Clock("report", REPORT, None, None, DONE, REPORTED)] if told else []


def _reply(case: CaseFacts, today: date, numbers: Numbers) -> Clock:
    due, begun = case.row["reply_due"], case.row["referred_on"] or case.row["registered_on"]
    if case.row["replied_on"]:
        return Clock("reply", REPLY, due, None, DONE, ENDED)
    due = due or reply_due(begun, numbers.reply_days)
    return running("reply", REPLY, due, today, numbers.amber_days)
