"""涉家暴: what the law asks for by who is harmed, what is done about it, and by whose decision.

反家庭暴力法第五条、第十四条，未成年人保护法第十一条. The program shows duty, choices and articles; a named person
decides. Whoever reported stays unnamed: the step has no 经办人, and no notice goes out without a named decision.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from center.cases.book import Article, articles, book, laws, text
from center.cases.facts import PERSON, CaseFacts, Party
from center.cases.given import day, refuse, rows_of, texts
from center.cases.steps import begin, decided, done
from center.commands import command
from center.words import N_
from db.codes import code_list
from db.errors import Invalid
from db.models.cases import Case
from db.tx import Tx
from db.words import Phrase

MINOR, UNABLE, ADULT = "minor", "unable", "adult"
ORDER, NONE = (MINOR, UNABLE, ADULT), "none"
DUTIES = {
    MINOR: N_("受害人不满 18 周岁：要立即向公安、民政、教育等有关部门报告（强制报告）"),
    UNABLE: N_("受害人没有完全行为能力：要及时向公安机关报案，报案人的信息保密"),
    ADULT: N_("受害人是有完全行为能力的成年人：怎么办由本人决定，要告知本人有哪些办法"),
}
WHO = "请选受害人是哪一位；受害人不是当事人的，选未成年人、没有完全行为能力或者成年人"
NO_FIT = N_("{duty}；没有办的请选“不适用”并写理由")
FILL_WAY = "请选怎样处置"
FILL_BY = "请写谁决定的"
FILL_WHY = "选了“不适用”，请写理由"
KINDS = {MINOR: N_("未成年人"), UNABLE: N_("没有完全行为能力的人"), ADULT: N_("有完全行为能力的成年人")}
CONTACTS = ("phone", "address")
"""What leads to a party: shown of the other side only by a named decision."""


@dataclass(frozen=True)
class Choice:
    """One thing that may be done: a code of `violence_way` with its words; `reason`: it must be given."""

    way: str
    words: str
    reason: bool


@dataclass(frozen=True)
class Duty:
    """What is asked for when somebody of this kind is harmed. `told`: what a capable adult is told, as a list."""

    kind: str
    words: Phrase
    articles: tuple[Article, ...]
    choices: tuple[Choice, ...]
    told: tuple[str, ...]
    hint: str


def kind_of(party: Party) -> str:
    """Who is harmed, by age and capacity as they were told: minor, unable or adult."""
    return MINOR if party.minor else UNABLE if party.row["capacity"] in ("limited", "none") else ADULT


def duty(kind: str) -> Duty:
    """Duty, choices and articles for a victim of this kind."""
    names, known = code_list("violence_way").items, book("law")["victims"][kind]
    choices = tuple(Choice(way, names[way], way == NONE) for way in known["ways"] if way in names)
    told = tuple(text("violence", "capable")) if kind == ADULT else ()
    return Duty(kind, Phrase(DUTIES[kind]), laws(known["laws"]), choices, told, text("violence", "hint"))


def victims(facts: CaseFacts) -> tuple[tuple[Party, str], ...]:
    """Who may be harmed: the persons among the parties, each with her kind; who needs protection most, first."""
    some = [(party, kind_of(party)) for party in facts.parties if party.kind == PERSON]
    return tuple(sorted(some, key=lambda one: ORDER.index(one[1])))


def harmed(facts: CaseFacts) -> str:
    """The name of who is harmed, as the newest decision told it; '' while nobody has."""
    return next((step.row["subject"] for step in reversed(facts.of("violence")) if step.row["subject"]), "")


def needs_decision(facts: CaseFacts, party: Party | None = None) -> bool:
    """Whether turning to a party (None: any) asks for a named decision: of everybody but who is harmed."""
    return bool(facts.row["violence"]) and not (party is not None and party.name == harmed(facts))


def decision(facts: CaseFacts, by: str, party: Party | None = None) -> None:
    """Raise Problems at `decided_by` when a party is to be turned to and nobody has decided it; asked each time."""
    found: dict[str, Invalid] = {}
    if needs_decision(facts, party):
        decided(facts, by, found)
    refuse(found)


@command(N_("处置涉家暴"), right="cases.edit", name="cases.violence")
def violence(tx: Tx, case: Any, way: str = "", by: str = "", on: Any = None, note: str = "", victim: Any = "") -> str:
    """What is done about violence and who decided it. Marks the case 涉家暴, so that only who handles it opens it.

    `victim`: a party (id, uid or name), or minor, unable, adult for somebody who is no party. Returns the step's uid.
    Raises Problems with all that is missing: way, by, the reason of none, a way that the law does not leave open.
    """
    facts, found = begin(tx, case, "violence"), {}
    when = day(tx.today, found, on, after=facts.row["registered_on"], label=N_("登记日期"))
    given = texts(Case, tx.today, found, violence_way=way, violence_by=by, violence_note=note)
    said = {name.removeprefix("violence_"): given.get(name) for name in given}
    for name in [name for name in found if name.startswith("violence_")]:
        found[name.removeprefix("violence_")] = found.pop(name)
    party, kind = _victim(facts, victim, found)
    _fits(said, kind, found)
    refuse(found)
    tx.change(Case, facts.id, {**given, "violence": True, "scope": "workers", "violence_on": when})
    beside = duty(kind).articles if kind else articles("violence")
    return done(tx, facts, "violence", when, by=None, decided_by=said["by"], record=said.get("note"),
                subject=party.name if party else None, result=None,
                article=f"{beside[0].law}{beside[0].number}" if beside else None)


def _victim(facts: CaseFacts, given: Any, found: dict[str, Invalid]) -> tuple[Party | None, str]:
    """(the party, her kind) of who is harmed; kind '' when nobody said who and only adults are parties."""
    words = {str(word): kind for kind, word in KINDS.items()} | {kind: kind for kind in KINDS}
    if given in words:
        return None, words[given]
    if given not in ("", None):
        [party] = rows_of(facts.parties, given, found, "victim") or [None]
        return party, kind_of(party) if party else ""
    known = victims(facts)
    if any(kind != ADULT for _party, kind in known):
        found["victim"] = Invalid(WHO)
    return None, ""


def _fits(said: dict[str, Any], kind: str, found: dict[str, Invalid]) -> None:
    way = said.get("way")
    if way is None:
        found.setdefault("way", Invalid(FILL_WAY))
    if not said.get("by"):
        found.setdefault("by", Invalid(FILL_BY))
    if way == NONE and not said.get("note"):
        found["note"] = Invalid(FILL_WHY)
    if way and kind and way not in [choice.way for choice in duty(kind).choices]:
        found["way"] = Invalid(NO_FIT, duty=Phrase(DUTIES[kind]))
