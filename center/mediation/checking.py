"""Whether a committee is made up as the law says: 3–9 members, a chair, a woman, minorities where mixed, its term.

人民调解法第八、九条. Findings are facts with their article; numbers are settings. Pure but for the reading at its door.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.mediation import numbers as keys
from center.words import N_
from db.days import Day, months_after
from db.listing import record_row
from db.models.mediation import Committee
from db.questions.mediation import roster
from db.words import Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

GOOD, WRONG, UNKNOWN = "good", "wrong", "unknown"
STATES = {GOOD: N_("符合"), WRONG: N_("不符合"), UNKNOWN: N_("看不出")}
MEMBERS = ("chair", "deputy", "member")
HAN, WOMAN = "01", "2"
ARTICLE, TERM_ARTICLE = N_("人民调解法第8条"), N_("人民调解法第9条")


@dataclass(frozen=True)
class Finding:
    """One rule: its words, whether it holds, what stands there, and the article. `mediators` are those it is about."""

    rule: Word
    state: str
    fact: Word
    article: Word
    mediators: tuple[int, ...] = ()


@dataclass(frozen=True)
class Rules:
    """The numbers in force."""

    least: int = 3
    most: int = 9
    term_years: int = 3
    ahead_days: int = 90


def check(desk: Desk, committee: int) -> tuple[Finding, ...]:
    """All rules for one committee today. Raises Denied."""
    desk.need("mediation.read")
    rules = Rules(*(int(desk.number(key)) for key in (keys.LEAST, keys.MOST, keys.TERM_YEARS, keys.AHEAD_DAYS)))
    today = desk.today()
    return judged(record_row(Committee, committee), roster(committee, today), today, rules)


def judged(committee: Mapping[str, Any], people: Sequence[Mapping[str, Any]], today: date,
           rules: Rules) -> tuple[Finding, ...]:
    """The rules over rows of a committee and of who is in office (with sex and ethnicity). Pure."""
    members = [one for one in people if one["duty"] in MEMBERS]
    found = [_size(members, rules), _chair(members), _woman(members)]
    found += [_minority(members)] if committee["mixed"] else []
    return (*found, _term(committee, today, rules))


def _ids(some: Sequence[Mapping[str, Any]]) -> tuple[int, ...]:
    return tuple(one["id"] for one in some)


def _size(members: Sequence[Mapping[str, Any]], rules: Rules) -> Finding:
    good = rules.least <= len(members) <= rules.most
    rule = Phrase(N_("委员 {least} 至 {most} 人"), least=rules.least, most=rules.most)
    fact = Phrase(N_("现有委员 {count} 人（聘任调解员、记录员不算）"), count=len(members))
    return Finding(rule, GOOD if good else WRONG, fact, ARTICLE, _ids(members))


def _chair(members: Sequence[Mapping[str, Any]]) -> Finding:
    chairs = [one for one in members if one["duty"] == "chair"]
    fact = Phrase(N_("现有主任 {count} 人"), count=len(chairs))
    return Finding(N_("设主任一人"), GOOD if len(chairs) == 1 else WRONG, fact, ARTICLE, _ids(chairs))


def _woman(members: Sequence[Mapping[str, Any]]) -> Finding:
    women = [one for one in members if one["sex"] == WOMAN]
    blank = [one for one in members if not one["sex"]]
    state = GOOD if women else UNKNOWN if blank else WRONG
    fact = (Phrase(N_("有 {count} 位委员没有填性别，请补上"), count=len(blank)) if state == UNKNOWN
            else Phrase(N_("妇女成员 {count} 人"), count=len(women)))
    return Finding(N_("应当有妇女成员"), state, fact, ARTICLE, _ids(women or blank))


def _minority(members: Sequence[Mapping[str, Any]]) -> Finding:
    some = [one for one in members if one["ethnicity"] and one["ethnicity"] != HAN]
    blank = [one for one in members if not one["ethnicity"]]
    state = GOOD if some else UNKNOWN if blank else WRONG
    fact = (Phrase(N_("有 {count} 位委员没有填民族，请补上"), count=len(blank)) if state == UNKNOWN
            else Phrase(N_("少数民族成员 {count} 人"), count=len(some)))
    return Finding(N_("多民族居住的地区应当有人数较少民族的成员"), state, fact, ARTICLE, _ids(some or blank))


def term_until(committee: Mapping[str, Any], years: int) -> Day | None:
    """When the term ends: the day that is written, else so many years after the election; None without either."""
    if committee["until"]:
        return committee["until"]
    return Day(months_after(committee["elected_on"].last, 12 * years)) if committee["elected_on"] else None


def _term(committee: Mapping[str, Any], today: date, rules: Rules) -> Finding:
    rule = Phrase(N_("每届任期 {years} 年"), years=rules.term_years)
    until = term_until(committee, rules.term_years)
    if until is None:
        return Finding(rule, UNKNOWN, N_("没有填产生日期，请补上"), TERM_ARTICLE)
    left = (until.last - today).days
    if left < 0:
        return Finding(rule, WRONG, Phrase(N_("{day} 已届满，请换届"), day=until), TERM_ARTICLE)
    words = N_("{day} 届满，还有 {left} 天，请准备换届") if left <= rules.ahead_days else N_("{day} 届满")
    return Finding(rule, GOOD, Phrase(words, day=until, left=left), TERM_ARTICLE)
