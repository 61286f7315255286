"""The course of a case in lines: steps that were done (alike ones together), the next one, and the usual ones after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from center.cases.book import Article, articles
from center.cases.clocks import NONE
from center.cases.course import doubts
from center.cases.facts import CaseFacts, Step
from center.cases.violence import duty, victims
from center.words import N_
from db.codes import code_list
from db.days import Day, show_day
from db.words import Listed, Phrase, Word
from views.speech import money, short_day
from views.state.case import CaseState, code

NUMBERS, OTHER_LAW = N_("第{numbers}条"), N_("{law}{number}")
TOGETHER, TIMES, NTH = N_("审查、受理"), N_("{step} {count} 次"), N_("第 {nth} 次调解")
RESULT = N_("{result}：{words}")
LOOKED, FOUND = N_("{who}核对过不予确认的情形，没有"), N_("{who}核对过不予确认的情形，有 {count} 种")
LOOKED_ON, TICKED, UNTICKED = N_("不予确认的情形，{day}申请，{who}核对："), N_("■ {case}"), N_("□ {case}")
MAY_BECOME = N_("有可能引起{case}：{words}")
LATE = N_("补记")
SIGNED, WAITING, SEAL, SEALED, UNSEALED = N_("已签"), N_("待签"), N_("调委会印章"), N_("已盖"), N_("待盖")
COURSE = ("review", "accept", "notify", "inquire", "session", "agree", "sign", "perform", "confirm", "visit",
          "close", "file")
MERGED = {"inquire", "notify", "sign", "perform", "urge", "visit"}
HINTS = {"sign": N_("各方签齐并盖章之日生效"), "notify": N_("调解前告知，不收费"),
         "accept": N_("须各方同意，一方明确拒绝的不得调解"),
         "confirm": N_("自生效之日起共同申请，不申请的也记下来"), "visit": N_("看履行情况、满意程度和有没有新的苗头"),
         "reopen": N_("要更正的，写明谁、什么时候、为什么"),
         "remedies": N_("告知可以依法通过仲裁、行政、司法等途径维权"), "terminate": N_("终止后告知其他途径"),
         "file": N_("归档只看必须的文书，打印不受影响"), "report": N_("应当及时报告，报告了就登记日期"),
         "violence": N_("先处置，不劝和；由决定人定"),
         "session": N_("当事人可以随时要求终止，可以要求不公开"), "agree": N_("不要书面的可以口头约定，由调解员记下来")}
WORDS = {"review": N_("登记审查"), "accept": N_("受理编号"), "notify": N_("登记告知"), "session": N_("登记调解"),
         "agree": N_("登记协议"), "sign": N_("登记签署"), "perform": N_("登记履行"), "visit": N_("登记回访"),
         "close": N_("办理结案"), "file": N_("立卷归档"), "remedies": N_("登记告知"), "reply": N_("登记反馈"),
         "violence": N_("登记处置"), "report": N_("登记报告"),
         "terminate": N_("终止调解"), "urge": N_("登记督促"), "reopen": N_("办理更正")}
PAPERS = {"review": "application", "accept": "register", "notify": "notice", "inquire": "inquiry",
          "session": "record", "agree": "agreement", "sign": "agreement", "perform": "performance",
          "visit": "visit", "confirm": "confirmation", "terminate": "termination", "remedies": "termination",
          "decline": "declined", "close": "closing", "reply": "reply", "file": "cover",
          "escalation": "escalation", "report": "escalation"}
"""The paper that belongs to a step, printed from the band."""
DO = N_("办理")
AFTER = N_("生效后 {days} 天内共同申请")


@dataclass(frozen=True)
class Done:
    """One line of what was done: `days` at the right, `law` beside the title, `tip` the articles."""

    key: str
    title: str
    law: str
    days: str
    detail: str
    tip: str
    steps: tuple[int, ...]
    late: bool = False


@dataclass(frozen=True)
class Sign:
    """Somebody whose signature the agreement needs: `party`, `worker` or the committee's seal (both 0)."""

    name: str
    on: str
    state: str
    party: int = 0
    worker: int = 0


@dataclass(frozen=True)
class Next:
    """What is next."""

    step: str
    title: str
    law: str
    tip: str
    hint: str
    word: str
    paper: str
    signs: tuple[Sign, ...]
    doubts: tuple[Phrase, ...]


def law(step: str) -> str:
    """`第23、24条` of 人民调解法; another law by its name; '' where none is shown."""
    return _numbers(articles(step))


def _numbers(found: Sequence[Article]) -> str:
    first = articles("apply")[0].law  # the page says once that articles without a name are of this law
    ours = [one.number.removeprefix("第").removesuffix("条") for one in found if one.law == first]
    if ours:
        return Phrase(NUMBERS, numbers=Listed(ours[:2]))
    return Phrase(OTHER_LAW, law=found[0].law, number=found[0].number) if found else ""


def told(found: Sequence[Article]) -> str:
    """Articles in full, as they stand in the book."""
    return "\n".join(f"{one.law}{one.number} {one.text}" for one in found)


def done(state: CaseState) -> tuple[Done, ...]:
    """What was done, earliest first."""
    groups: list[list[Step]] = []
    for step in state.facts.steps:
        last = groups[-1] if groups else []
        if last and (step.kind == last[-1].kind and step.kind in MERGED
                     or [one.kind for one in last] == ["review"] and step.kind == "accept"):
            last.append(step)
        else:
            groups.append([step])
    sessions = [step.id for step in state.facts.of("session")]
    if groups and groups[-1][-1].kind == "sign" and state.next is not None and state.next.step == "sign":
        groups.pop()  # who has signed stands in the band
    return tuple(_done(state, group, sessions) for group in groups)


def _done(state: CaseState, group: list[Step], sessions: list[int]) -> Done:
    last, count = group[-1], len(group)
    title = code("case_step", last.kind)
    if count > 1 and group[0].kind == "review":
        title = TOGETHER
    elif count > 1:
        title = Phrase(TIMES, step=title, count=count)
    elif last.kind == "session":
        title = Phrase(NTH, nth=sessions.index(last.id) + 1)
    detail = "" if state.covered else _signers(group) if last.kind == "sign" else _detail(state.facts, last)
    number = last.row["article"] or "" if last.kind == "violence" else law(last.kind)  # which one, by who is harmed
    return Done(f"step:{last.id}", title, number, _days(group, state.desk.today()), detail,
                told(articles(last.kind)), tuple(one.id for one in group), bool(last.row["late"]))


def _signers(group: list[Step]) -> str:
    """Who signed, over all times."""
    return Listed(dict.fromkeys(name for step in group for name in (step.row["present"] or "").split("、") if name))


def _days(group: list[Step], today: date) -> str:
    days = list(dict.fromkeys(short_day(one.on.first, today) for one in group))
    return Listed(days[-2:])


def _detail(facts: CaseFacts, step: Step) -> str:
    """In one line what came of a step."""
    row = step.row
    words = " ".join((row["record"] or row["reason"] or row["measures"] or "").split())
    if step.kind == "session" and row["result"]:
        result = code("session_result", row["result"])
        return Phrase(RESULT, result=result, words=words) if words else result
    if step.kind in ("apply", "own", "referral"):
        return words or facts.row["brief"] or ""
    if step.kind == "accept":
        return words or facts.number
    if step.kind == "notify":
        return words or Listed(one.name for one in facts.parties if one.row["told_on"])
    if step.kind == "escalation" and row["subject_facts"]:
        return Phrase(MAY_BECOME, case=Word(row["subject_facts"]), words=" ".join(row["measures"].split()))
    if step.kind == "inquire" and row["subject"]:
        return Phrase(RESULT, result=row["subject"], words=words) if words else row["subject"]
    if step.kind in ("refuse", "withdraw", "leave") and row["present"]:
        return Phrase(RESULT, result=row["present"], words=words) if words else row["present"]
    if step.kind == "confirm" and _checked(facts, step):
        found = facts.agreement["confirm_looked"] or ()
        looked = Phrase(FOUND if found else LOOKED, who=facts.agreement["confirm_looked_by"], count=len(found))
        return Listed((Word(words), looked), "；")
    if step.kind == "confirm" and not row["record"]:
        return Word(words)
    if step.kind == "agree" and facts.agreement:
        return words or " ".join(facts.agreement["clauses"].split())
    return words or row["decided_by"] or row["by"] or ""


def _checked(facts: CaseFacts, step: Step) -> bool:
    """Whether a step asked for the confirmation, after somebody had gone through what no court confirms."""
    applied = code_list("confirmation_state").items["applied"]
    last = [one.id for one in facts.of("confirm") if one.row["reason"] == applied][-1:]
    return bool(facts.agreement and facts.agreement["confirm_looked_by"]) and step.id in last


def checklist(facts: CaseFacts, step: Step) -> tuple[Phrase, ...]:
    """What no court confirms, a line with its box each, under who went through it; () for another step."""
    if step.kind != "confirm" or not _checked(facts, step):
        return ()
    found = facts.agreement["confirm_looked"] or ()
    head = Phrase(LOOKED_ON, day=show_day(step.on), who=facts.agreement["confirm_looked_by"])
    return (head, *(Phrase(TICKED if one in found else UNTICKED, case=Word(name))
                    for one, name in code_list("unconfirmable").items.items()))


# ---- what is next
def next_of(state: CaseState) -> Next | None:
    """The usual next step; None where there is none (filed), or for who only reads."""
    edge = state.next
    if edge is None:
        return None
    step, facts = edge.step, state.facts
    laws = duty(victims(facts)[0][1]).articles if step == "violence" and victims(facts) else articles(step)
    return Next(step, code("case_step", step), _numbers(laws), told(laws), HINTS.get(step, ""),
                WORDS.get(step, DO), paper_of(facts, step), signs(state) if step == "sign" else (),
                doubts(facts, step))


def paper_of(facts: CaseFacts, step: str) -> str:
    """The paper that belongs to a step, '' for none: what was not accepted is not ended either, nobody applied for what
    the committee took up itself."""
    if step == "review" and facts.row["source"] == "own":
        return PAPERS["accept"]
    return "declined" if step == "remedies" and facts.of("decline") else PAPERS.get(step, "")


def signs(state: CaseState) -> tuple[Sign, ...]:
    """Who signs the agreement, and who has."""
    facts, today = state.facts, state.desk.today()

    def sign(name: str, on: Day | None, words: tuple[str, str], **who: int) -> Sign:
        return Sign(state.named(name), short_day(on.first, today) if on else "", words[0] if on else words[1], **who)

    people = [sign(one.name, one.row["signed_on"], (SIGNED, WAITING), party=one.id) for one in facts.parties]
    people += [sign(one.name, one.row["signed_on"], (SIGNED, WAITING), worker=one.id) for one in facts.workers
               if not one.left and one.role in ("host", "mediator")]
    sealed = facts.agreement["sealed_on"] if facts.agreement else None
    return (*people, Sign(SEAL, short_day(sealed.first, today) if sealed else "", SEALED if sealed else UNSEALED))


def ahead(state: CaseState) -> tuple[tuple[str, str, str, str], ...]:
    """The usual steps after the next one: (title, law, words at the right, articles)."""
    facts, edge = state.facts, state.next
    if facts.stage in ("failed", "declined", "withdrawn"):
        course = ("remedies", "close", "file")
    elif facts.stage in ("closed", "filed"):
        course = ("file",) if facts.stage == "closed" else ()
    else:
        course = COURSE
    passed = {step.kind for step in facts.steps}
    done_to = max((course.index(step) + 1 for step in passed if step in course), default=0)
    at = course.index(edge.step) + 1 if edge and edge.step in course else done_to
    if facts.undecided_violence or facts.row["violence"] and facts.effective_on is None:
        return ()  # what is done about it: nothing leads on to an agreement, also when it is decided
    left = [step for nth, step in enumerate(course) if step not in passed and (not edge or step != edge.step)
            and step != "inquire" and (nth >= at or step == "confirm" and _may_still_apply(state))]
    return tuple((code("case_step", step), law(step), _ahead(state, step), told(articles(step))) for step in left)


def _may_still_apply(state: CaseState) -> bool:
    agreement = state.facts.agreement
    return agreement is not None and agreement["confirm"] is None and state.lawful("confirm") is not None


def _ahead(state: CaseState, step: str) -> str:
    facts, today = state.facts, state.desk.today()
    if step == "perform":
        due = [one.row for one in facts.promises if one.row["due_on"]]
        found = [short_day(row["due_on"].first, today) if row["amount"] is None else
                 Phrase(N_("{day}付 {amount}"), day=short_day(row["due_on"].first, today), amount=money(row["amount"]))
                 for row in due]
        return Listed(found[:2], "，")
    clock = state.clock(step)
    if step == "confirm" and (clock is None or clock.state == NONE):
        from center.cases.numbers import CONFIRM_DAYS

        return Phrase(AFTER, days=state.desk.number(CONFIRM_DAYS))
    return clock.words if clock is not None and clock.state != NONE else ""
