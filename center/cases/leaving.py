"""当事人退出: one of several parties will not be mediated, or left; the mediation goes on between the others.

人民调解法第十七、二十三条: who clearly refuses is not mediated, and each may end it for herself; the others decide
freely whether they go on. The row of the party goes (undo brings it back); what stays of her is the step: who
(`present`), why (`reason`), who said so for her (`subject`) and who acted for her (`subject_facts`), and every paper
that was signed or looked at, which hangs on that step then.
"""
from __future__ import annotations

from typing import Any

from center.cases.course import may_leave
from center.cases.facts import CaseFacts, Party
from center.cases.given import Found, day, refuse, rows_of, texts
from center.cases.naming import gone
from center.cases.steps import RIGHT, argued, begin, done, since
from center.commands import command
from center.words import N_
from db.errors import Invalid
from db.listing import id_of_uid
from db.models.case_work import CasePaper, CaseStep
from db.models.cases import CaseAgent, CaseParty
from db.tx import Tx
from db.words import Listed

KIND = "leave"
WHICH = "请选是哪一位当事人退出"
ONE_BY_ONE = "退出的当事人请一位一位办理，各写各的原因"
WHY = "请写退出的原因，例如 明确拒绝调解；登记错了的也写明"
ENDS = "这一位退出以后只剩一方，不能再调解；请办理“当事人拒绝调解”或者“终止调解”"
PROMISED = "协议里写着这一位的履行内容，请先修改协议，再办理退出"
NOT_ACTING = "这一位没有登记为该当事人的代表人、监护人或代理人，请先在当事人下面登记"


@command(N_("当事人退出"), right=RIGHT, name="cases.leave")
def leave(tx: Tx, case: Any, party: Any, why: str, on: Any = None, by: str = "") -> str:
    """A party is taken out of a case that goes on between the others; returns the step's uid. Until somebody signs.

    `by`: the name of who acts for her and said so. Problems at `party`, `why`, `on`, `by`.
    """
    facts, found = begin(tx, case, KIND), {}
    after, label = since(facts)
    when = day(tx.today, found, on, after=after, label=label)
    one = _one(facts, party, found)
    values = texts(CaseStep, tx.today, found, ("reason",), reason=why)
    if "reason" in found:
        found["reason"] = Invalid(WHY)
    speaker = (by or "").strip()
    if one and speaker and speaker != one.name and speaker not in [agent.name for agent in one.agents]:
        found["by"] = Invalid(NOT_ACTING)
    refuse(argued(found))
    if speaker and speaker != one.name:
        values["subject"] = speaker
    acting = str(Listed(dict.fromkeys(agent.name for agent in one.agents))) or None
    uid = done(tx, facts, KIND, when, present=one.name, subject_facts=acting, **values)
    _keep_papers(tx, facts, one, id_of_uid(CaseStep, bytes.fromhex(uid)))
    take_out(tx, one)
    return uid


def take_out(tx: Tx, one: Party) -> None:
    """Remove a party with those who act for it; what the case was called after it follows."""
    for agent in one.agents:
        tx.remove(CaseAgent, agent.id)
    gone(tx, one.row)
    tx.remove(CaseParty, one.id)


def _one(facts: CaseFacts, given: Any, found: Found) -> Party | None:
    """Who leaves; what is wrong stands at `party`."""
    some = rows_of(facts.parties, given, found, "party")
    if len(some) != 1:
        found.setdefault("party", Invalid(ONE_BY_ONE if some else WHICH))
        return None
    if some[0] not in may_leave(facts):
        found["party"] = Invalid(ENDS)
    elif any(some[0].id in (one.row["debtor"], one.row["creditor"]) for one in facts.promises):
        found["party"] = Invalid(PROMISED)
    return some[0]


def _keep_papers(tx: Tx, facts: CaseFacts, one: Party, step: int) -> None:
    """What she signed stays in the dossier, under the step by which she left."""
    tx.change_many(CasePaper, {paper.id: {"party": None, "step": step} for paper in facts.papers
                               if paper.party == one.id})
