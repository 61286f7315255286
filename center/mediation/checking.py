"""Whether a committee is made up as the law says: 3–9 members, a chair, a woman, minorities where mixed, its term; and
whether somebody works in each of its personal studios.

人民调解法第八、九条. Findings are facts with their article; numbers are settings. Pure but for the reading at its door.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.mediation import numbers as keys
from center.mediation.studios import full_name
from center.words import N_
from db.days import Day, months_after
from db.listing import record_row
from db.models.mediation import Committee
from db.questions.mediation import roster, studios
from db.words import Listed, Phrase, Word

if TYPE_CHECKING:
    from center.desk import Desk

GOOD, WRONG, UNKNOWN = "good", "wrong", "unknown"
STATES = {GOOD: N_("符合"), WRONG: N_("不符合"), UNKNOWN: N_("看不出")}
MEMBERS = ("chair", "deputy", "member")
HAN, WOMAN, CLERK = "01", "2", "clerk"
ARTICLE, TERM_ARTICLE = N_("人民调解法第8条"), N_("人民调解法第9条")
GUIDANCE = N_("司法部指导意见（2018）")
STAFFED = N_("{studio}：有调解员在任")
STANDS = N_("{studio}：在办")


@dataclass(frozen=True)
class Finding:
    """One rule: its words, whether it holds, what stands there, and the article. `mediators` are those it is about,
    `studio` the one that it is about."""

    rule: Word
    state: str
    fact: Word
    article: Word
    mediators: tuple[int, ...] = ()
    studio: int = 0


@dataclass(frozen=True)
class Rules:
    """The numbers in force."""

    least: int
    most: int
    term_years: int
    ahead_days: int


def check(desk: Desk, committee: int) -> tuple[Finding, ...]:
    """All rules for one committee and its studios today. Raises Denied."""
    desk.need("mediation.read")
    rules = Rules(*(int(desk.number(key)) for key in (keys.LEAST, keys.MOST, keys.TERM_YEARS, keys.AHEAD_DAYS)))
    today = desk.today()
    row = record_row(Committee, committee)
    own = [one for one in studios() if one["committee"] == committee]
    people = roster(None, today) if own else ()
    return (*judged(row, roster(committee, today), today, rules),
            *(found for one in own for found in _studio(
                one, [person for person in people if person["studio"] == one["id"]], row, today, rules)))


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


def _studio(studio: Mapping[str, Any], people: Sequence[Mapping[str, Any]], committee: Mapping[str, Any], today: date,
            rules: Rules) -> list[Finding]:
    """One studio with who is in office there, of whichever committee. A studio without anybody cannot mediate; one that
    is closed only has to be left by everybody."""
    called, rid = full_name(studio["name"], committee["name"]), studio["id"]
    shut = studio["closed_on"] is not None and studio["closed_on"].last <= today
    if shut and not people:
        return []
    strange = [one for one in people if one["committee"] != committee["id"]]
    own = [one for one in people if one["committee"] == committee["id"] and one["duty"] != CLERK]
    found = []
    if not shut:
        state, about = (WRONG, strange) if strange else (GOOD, own) if own else (WRONG, [])
        fact = (Phrase(N_("{names}是别的调委会的，请改所在工作室"), names=_names(strange)) if strange
                else Phrase(N_("调解员 {count} 人：{names}"), count=len(own), names=_names(own)) if own
                else N_("没有在任的调解员，请补上；不办了的填停办日期"))
        found.append(Finding(Phrase(STAFFED, studio=called), state, fact, GUIDANCE, _ids(about), rid))
    until = term_until(committee, rules.term_years)
    if shut:
        fact = Phrase(N_("{day} 已停办，{names}还填着这个工作室，请改正"), day=studio["closed_on"],
                      names=_names(people))
        found.append(Finding(Phrase(STANDS, studio=called), WRONG, fact, GUIDANCE, _ids(people), rid))
    elif until is not None and until.last < today:
        fact = Phrase(N_("所属调委会 {day} 已届满，请换届后核对"), day=until)
        found.append(Finding(Phrase(STANDS, studio=called), WRONG, fact, GUIDANCE, (), rid))
    return found


def _names(some: Sequence[Mapping[str, Any]]) -> Listed:
    return Listed(one["name"] for one in some)
