"""The form of each step of a case: its fields, and the command that its texts are given to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from center.cases.book import articles, text
from center.cases.closing import mandate, mandated
from center.cases.course import doubts, may_leave
from center.cases.escalating import RISKS, departments
from center.cases.parties import TOLD_APART, unclear
from center.cases.violence import ADULT, KINDS, duty, victims
from center.cases.workers import PRESIDING
from center.words import N_, say
from db.errors import Problems
from db.listing import Query
from db.models.case_work import CaseStep
from db.models.cases import Case
from db.models.mediation import Mediator
from db.words import Listed, Phrase
from views.state import case_agreement
from views.state.case import CaseState, code
from views.state.case_asks import (
    DECIDED_BY,
    Ask,
    StepSheet,
    chosen,
    day,
    do,
    late,
    of,
    one_party,
    parties_of,
    people,
    sheet,
)
from views.state.case_new import IN_OFFICE, MEDIATES
from views.state.case_told import Sign

Texts = Mapping[str, str]
WHO_TOLD, WHO_AGREES = N_("告知了哪些当事人"), N_("同意调解的当事人")
WHO_EXTENDS, ASKED, VISITED = N_("同意延长的当事人"), N_("被调查人"), N_("回访对象")
CONSENT = N_("登记同意调解")
CORRECT, RIGHT_DAY, WHY_CORRECT = N_("更正受理日期"), N_("正确的受理日期"), N_("更正的原因")
WHICH_PARTY, UNTIL = N_("哪一位当事人"), N_("延长到")
SAID_BY, HERSELF = N_("由谁代为提出"), N_("不填按本人")
SIGNS, RISK, RISK_HELP = N_("激化的苗头"), N_("有可能引起"), N_("由决定人定；选了就要报告，看不出的不填")
REPORTED, TOLD_ON, NOT_YET = N_("报告哪个部门"), N_("报告日期"), N_("还没有报告的先空着")
TOLD_WHICH, TOLD_ALSO = N_("已经报告的部门"), N_("另外还报告了")
REST_OWED = N_("报告了哪个选哪个，没有选的仍是尚未报告")
GOES_ON = N_("登记以后整件案件停止调解。其他当事人之间还愿意调解的，不在这里登记：按 Esc 回到案件，"
             "在“其他走向”里办理“当事人退出”，案件在其余当事人之间继续。")
MANDATE = N_("由委托代理人撤回申请的，应当在委托权限以内，请先看委托书。{agents}")
AS_RECORDED = N_("{name}登记的权限：{mandate}")
LOOKED_BY, WHY_LEAVES = N_("看过委托书的决定人"), N_("退出的原因")
LEAVING = N_("退出以后，案件在其余当事人之间继续；办理经过里写着谁、哪天、为什么退出。这一位已登记的签字件留在卷里，"
             "还没有登记的请先登记。")
OTHER_WAYS = N_("退出的当事人仍可以依法通过仲裁、行政、司法等途径维护权利，请一并告知。")
ONLY_CONSENT = N_("这里只登记同意，不受理、不编号；受理另外办理。")
REFERRAL_TEXT, LETTER_KNOWS = N_("反馈内容"), N_("可不填，函里写明受理和结果")


def sheet_of(state: CaseState, step: str, who: Sign | None = None) -> StepSheet:
    """The form of a step. Raises KeyError for a step that has none."""
    made = case_agreement.sign(state, who) if step == "sign" else SHEETS[step](state)
    told = tuple(dict.fromkeys((*made.told, *(say(one) for one in doubts(state.facts, step)))))
    return made if told == made.told else StepSheet(**{**made.__dict__, "told": told})


def _plain(command: str, step: str, *asks: Callable[[CaseState], Ask] | Ask) -> Callable[[CaseState], StepSheet]:
    """A form whose fields are the command's arguments."""

    def make(state: CaseState) -> StepSheet:
        found = [one if isinstance(one, Ask) else one(state) for one in asks]
        if state.facts.row["violence"] and step in ("session", "reply"):
            found.append(Ask("decided_by", DECIDED_BY, required=True, width=14))
        return sheet(state, step, code("case_step", step), found, lambda texts: do(state, command, texts))

    return make


def _needed(record: type, name: str, path: str = "", **changes: Any) -> Ask:
    return of(record, name, path, required=True, **changes)


def _decline(state: CaseState) -> StepSheet:
    reasons = tuple((one, one) for one in (*text("declined", "reasons"), text("declined", "refused")))
    ask = Ask("why", CaseStep.reason.label, "code", True, width=40, choices=reasons)
    return sheet(state, "decline", code("case_step", "decline"), [ask, day(state)],
                 lambda texts: do(state, "cases.decline", texts))


def _accept(state: CaseState) -> StepSheet:
    asks = [people(state, "agreed", WHO_AGREES), day(state), late(state)]
    if unclear(state.facts.parties):
        asks.append(Ask("namesakes", TOLD_APART, required=True, width=40))

    def give(texts: Texts) -> Any:
        told = {name: words for name, words in texts.items() if name != "agreed"}
        return do(state, "cases.accept", told, agreed=parties_of(state.facts, texts["agreed"]))

    return sheet(state, "accept", code("case_step", "accept"), asks, give)


def _consent(state: CaseState) -> StepSheet:
    """Parties agree to mediation, before the acceptance or who came in after it: nobody is mediated without it (art.
    17). It gives no number."""
    silent = [one.id for one in state.facts.parties if not one.row["agreed_on"]]
    asks = [people(state, "parties", WHO_AGREES, ids=silent), day(state)]
    made = sheet(state, "consent", CONSENT, asks, lambda texts: do(
        state, "cases.consent", {"on": texts["on"]}, parties=parties_of(state.facts, texts["parties"])),
        told=(ONLY_CONSENT,) if state.facts.stage == "registered" else ())
    return replace(made, articles=articles("accept"))


def _notify(state: CaseState) -> StepSheet:
    asks = [people(state, "parties", WHO_TOLD), day(state), late(state)]
    if state.facts.row["violence"]:
        asks.append(Ask("decided_by", DECIDED_BY, required=True, width=14))

    def give(texts: Texts) -> Any:
        ids = parties_of(state.facts, texts["parties"])
        return do(state, "cases.notify", {name: words for name, words in texts.items() if name != "parties"},
                   parties=ids)

    return sheet(state, "notify", code("case_step", "notify"), asks, give, told=(text("notice", "nature"),))


def _extend(state: CaseState) -> StepSheet:
    asks = [people(state, "agreed", WHO_EXTENDS, ids=()), replace(day(state, "to", UNTIL, ""), required=True),
            of(Case, "extended_why", "why", required=True, width=40, help="")]

    def give(texts: Texts) -> Any:
        return do(state, "cases.extend", {"to": texts["to"], "why": texts["why"]},
                   agreed=parties_of(state.facts, texts["agreed"]))

    return sheet(state, "extend", code("case_step", "extend"), asks, give)


def _violence(state: CaseState) -> StepSheet:
    """Who is harmed, what is done and who decided it; each duty with its articles stands over the form."""
    row, some = state.facts.row, victims(state.facts)
    choices = [(str(party.id), party.name) for party, _kind in some]
    choices += [(kind, say(words)) for kind, words in KINDS.items()]
    first = str(some[0][0].id) if some and some[0][1] != ADULT else ""
    asks = [Ask("victim", N_("受害人"), "code", width=20, choices=tuple(choices), start=first),
            chosen("way", Case.violence_way.label, "violence_way", row["violence_way"] or "", required=True),
            Ask("by", Case.violence_by.label, required=True, width=14, start=row["violence_by"] or ""),
            day(state), of(Case, "violence_note", "note", start=row["violence_note"] or "")]

    def give(texts: Texts) -> Any:
        who = texts["victim"]
        rest = {name: words for name, words in texts.items() if name != "victim"}
        return do(state, "cases.violence", rest, victim=int(who) if who.isdigit() else who)

    kinds = dict.fromkeys(kind for _party, kind in some) or KINDS
    told = [duty(kind).words for kind in kinds]
    if ADULT in kinds:
        told.append(Phrase(N_("能告知的办法：{ways}"), ways=Listed(duty(ADULT).told)))
    return sheet(state, "violence", code("case_step", "violence"), asks, give, told=(*told, duty(ADULT).hint))


def _escalate(state: CaseState) -> StepSheet:
    """Signs, measures, who decided; whether it may become a public-security or criminal case, and whom that is told."""
    asks = [of(CaseStep, "reason", "signs", label=SIGNS, width=40), _needed(CaseStep, "measures", width=40),
            _needed(CaseStep, "decided_by", "by"), on(state), chosen("risk", RISK, RISKS, help=RISK_HELP),
            Ask("reported_to", REPORTED, width=14),
            day(state, "told_on", TOLD_ON, "", help=NOT_YET, when=lambda texts: bool(texts["reported_to"].strip()))]
    return sheet(state, "escalation", code("case_step", "escalation"), asks,
                 lambda texts: do(state, "cases.escalate", texts))


def _report(state: CaseState) -> StepSheet:
    """Which of the departments that are owed were told; the rest stay 尚未报告."""
    owed = departments(state.facts)
    asks = [Ask("reported_to", TOLD_WHICH, "codes", width=30, choices=tuple((name, name) for name in owed),
                start=owed[0] if len(owed) == 1 else "", help=REST_OWED if len(owed) > 1 else "", lines=True),
            day(state, label=TOLD_ON), Ask("also", TOLD_ALSO, width=14)]
    return sheet(state, "report", code("case_step", "report"), asks if owed else asks[1:],
                 lambda texts: do(state, "cases.report", texts))


# ---- how it ends, who handles it
def _terminate(state: CaseState) -> StepSheet:
    outcomes = tuple((key, code("case_outcome", key)) for key in ("failed", "refused"))
    asks = [Ask("outcome", Case.outcome.label, "code", True, width=14, choices=outcomes, start="failed"), day(state),
            of(Case, "end_reason", "why", required=True, width=40)]
    return sheet(state, "terminate", code("case_step", "terminate"), asks,
                 lambda texts: do(state, "cases.terminate", texts), told=(text("termination", "remedies"),))


def _leaves(command: str, step: str) -> Callable[[CaseState], StepSheet]:
    """A party refuses, or takes its application back; of several, the others may go on without it."""

    def make(state: CaseState) -> StepSheet:
        some = [one for one in state.facts.parties if step != "withdraw" or one.side == "applicant"]
        agents = tuple((one.name, one.name) for party in some for one in party.agents)
        start = str(some[0].id) if len(some) == 1 else ""
        asks = [replace(one_party(state, "party", WHICH_PARTY, required=True), start=start,
                        choices=tuple((str(one.id), one.name) for one in some)), day(state),
                *([Ask("by", SAID_BY, "code", width=14, choices=agents, help=HERSELF)] if agents else []),
                *_mandated(state, step), of(CaseStep, "reason", "why", width=40)]
        told = [GOES_ON] if any(one in may_leave(state.facts) for one in some) else []
        if step == "withdraw" and (acting := mandated(state.facts)):
            told.insert(0, Phrase(MANDATE, agents=Listed((Phrase(AS_RECORDED, name=one.name, mandate=mandate(one))
                                                          for one in acting), "；")))
        return sheet(state, step, code("case_step", step), asks, lambda texts: _give_party(state, command, texts),
                     told=tuple(told))

    return make


def _mandated(state: CaseState, step: str) -> list[Ask]:
    """Who looked at the mandate, when an agent takes the application back: a named person decides."""
    names = {one.name for one in mandated(state.facts)} if step == "withdraw" else ()
    return [Ask("decided_by", LOOKED_BY, required=True, width=14, when=lambda texts: texts["by"] in names)] if names \
        else []


def _give_party(state: CaseState, command: str, texts: Texts) -> Any:
    return do(state, command, {name: words for name, words in texts.items() if name != "party"},
              party=int(texts["party"]) if texts["party"].isdigit() else texts["party"])


def leave(state: CaseState, party: int = 0) -> StepSheet:
    """One party leaves, the others go on: who may, so that two sides stay."""
    some = may_leave(state.facts)
    agents = tuple((one.name, one.name) for party_ in some for one in party_.agents)
    start = str(party or (some[0].id if len(some) == 1 else ""))
    asks = [replace(one_party(state, "party", WHICH_PARTY, required=True), start=start,
                    choices=tuple((str(one.id), one.name) for one in some)), day(state),
            *([Ask("by", SAID_BY, "code", width=14, choices=agents, help=HERSELF)] if agents else []),
            of(CaseStep, "reason", "why", label=WHY_LEAVES, required=True, width=40)]
    return sheet(state, "leave", code("case_step", "leave"), asks,
                 lambda texts: _give_party(state, "cases.leave", texts), told=(LEAVING, OTHER_WAYS))


def mediators(state: CaseState, presiding: bool) -> tuple[tuple[str, ...], ...]:
    """Who may be appointed: (id, name, '', duty) of the committee's people who are in office. 记录员 preside over no
    case and take no part (`center.cases.workers.fitting`)."""
    desk = state.desk
    of_this = ("committee", "eq", state.facts.row["committee"])
    ids = desk.ids(Query(Mediator, filters=(of_this, *(MEDIATES if presiding else IN_OFFICE))))
    rows = desk.rows(Mediator, ids, ["person.name", "duty"])
    return tuple((str(row.id), row.texts[0], "", row.texts[1]) for row in rows)


def appoint(state: CaseState) -> StepSheet:
    """Who presides, takes part, records or files."""
    role = "mediator" if state.facts.host else "host"
    asks = [Ask("mediator", Mediator.label, "code", True, width=20, choices=mediators(state, True), when=_presides),
            Ask("helper", Mediator.label, "code", True, width=20, choices=mediators(state, False),
                when=lambda texts: not _presides(texts)),
            chosen("role", N_("办案分工"), "worker_role", role, required=True),
            chosen("chosen", N_("怎样确定"), "worker_chosen", "assigned"), day(state, "since", N_("开始日期"))]
    return sheet(state, "appoint", N_("指定办案人员"), asks, lambda texts: _give_worker(state, texts))


def _presides(texts: Texts) -> bool:
    return texts["role"] in PRESIDING


def _give_worker(state: CaseState, texts: Texts) -> Any:
    at = "mediator" if _presides(texts) else "helper"
    rest = {name: words for name, words in texts.items() if name not in ("mediator", "helper")}
    try:
        return do(state, "cases.appoint", rest, mediator=int(texts[at]) if texts[at].isdigit() else texts[at])
    except Problems as problems:  # who is chosen stands in the field that the role calls for
        raise Problems({at if path == "mediator" else path: problem
                        for path, problem in problems.fields.items()}) from problems


def recuse(state: CaseState, worker: int, warned: tuple[str, ...]) -> StepSheet:
    """What was decided about 回避, or that somebody leaves the case."""
    asks = [Ask("decision", N_("谁看过、怎样决定"), required=True, width=40),
            Ask("withdraw", N_("退出本案"), "code", width=14, start="no",
                choices=(("no", say(N_("不退出"))), ("yes", say(N_("退出"))))), day(state)]
    return sheet(state, "recuse", N_("回避、退出"), asks, lambda texts: do(
        state, "cases.recuse", {"decision": texts["decision"], "on": texts["on"]}, worker=worker,
        withdraw=texts["withdraw"] == "yes"), told=warned)


def on(state: CaseState) -> Ask:
    """The day of the step."""
    return day(state)


def _correct(state: CaseState) -> StepSheet:
    """The day of acceptance was mistyped: the number stays, the month is counted anew."""
    begun = state.facts.row["accepted_on"]
    asks = [day(state, label=RIGHT_DAY, start=begun.first.isoformat() if begun else ""),
            Ask("why", WHY_CORRECT, required=True, width=40)]
    return sheet(state, "correct", CORRECT, asks, lambda texts: do(state, "cases.correct_acceptance", texts),
                 word=N_("更正"))


def _late(state: CaseState) -> Ask:
    return replace(late(state), width=40)  # a line of its own, so that the pairs below stay together


_SESSION = (on, lambda _state: chosen("result", CaseStep.result.label, "session_result", required=True), _late,
            of(CaseStep, "begins"), of(CaseStep, "ends"), of(CaseStep, "place"), of(CaseStep, "present", width=14),
            of(CaseStep, "record"))
SHEETS: dict[str, Callable[[CaseState], StepSheet]] = {
    "review": _plain("cases.review", "review", _needed(CaseStep, "reason", "why", label=N_("审查意见"), width=40), on),
    "decline": _decline, "accept": _accept, "notify": _notify, "extend": _extend, "violence": _violence,
    "inquire": _plain("cases.inquire", "inquire", _needed(CaseStep, "subject", label=ASKED), on, _late,
                      of(CaseStep, "subject_facts", width=40), of(CaseStep, "place"), of(CaseStep, "present", width=14),
                      of(CaseStep, "begins"), of(CaseStep, "ends"), of(CaseStep, "record")),
    "session": _plain("cases.session", "session", *_SESSION),
    "escalation": _escalate, "report": _report,
    "agree": case_agreement.agree, "perform": case_agreement.perform, "urge": case_agreement.urge,
    "confirm": case_agreement.confirm, "terminate": _terminate,
    "refuse": _leaves("cases.refuse", "refuse"), "withdraw": _leaves("cases.withdraw", "withdraw"),
    "visit": _plain("cases.visit", "visit", of(CaseStep, "subject", label=VISITED), on, _late,
                    _needed(CaseStep, "record"), of(CaseStep, "satisfaction"), of(CaseStep, "sued"),
                    of(CaseStep, "sued_result", when=lambda texts: texts["sued"] == "是"), of(CaseStep, "tension"),
                    of(CaseStep, "measures", width=40)),
    "remedies": _plain("cases.remedies", "remedies", on),
    "close": _plain("cases.close", "close", on),
    "reply": _plain("cases.reply", "reply", of(Case, "reply", "text", label=REFERRAL_TEXT, help=LETTER_KNOWS), on),
    "note": _plain("cases.note", "note", lambda _state: chosen("kind", N_("补充记载什么"), "case_step", "note"), on,
                   _late, _needed(CaseStep, "record"), of(CaseStep, "subject"), of(CaseStep, "place")),
    "reopen": _plain("cases.reopen", "reopen", Ask("who", DECIDED_BY, required=True, width=14),
                     Ask("why", WHY_CORRECT, required=True, width=40)),
    "correct": _correct, "consent": _consent, "leave": leave,
}
