"""The forms of what the parties agree: the agreement, who signed it, what was performed, the court's confirmation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.mediation.clauses import of_an_agreement
from center.words import N_, say
from db.codes import code_list
from db.models.case_work import Agreement, CaseStep, Performance
from db.words import Phrase
from views.state.case import CaseState, code
from views.state.case_asks import DECIDED_BY, Ask, StepSheet, chosen, day, do, late, of, one_party, sheet
from views.state.case_told import Sign

Texts = Mapping[str, str]
JOINT = "、"
PROMISES = 5  # lines of what is promised that a form of an agreement has; the next one shows when one is filled
PROMISED = ("what", "debtor", "creditor", "amount", "due_on")
WHICH, ALL_PROMISES, CLAUSE = N_("哪一项"), N_("全部"), N_("插入常用条款")
NTH_WHAT, WHO_SIGNED = N_("第 {nth} 项履行内容"), N_("谁签署")
SEAL, EVERYBODY = N_("调委会印章"), N_("全部还没签的")
SIGN_TOLD = N_("特别授权的代理人才能代签；未成年人由法定代理人或监护人签")
LOOKED, NONE_OF_THEM = N_("符合下列哪种情形"), N_("都不符合的不用勾")
CHECK_FIRST = N_("申请前请逐项核对下列情形，有的人民法院不予确认，核对后写明核对人")


def agree(state: CaseState) -> StepSheet:
    """What was agreed, and who promised what to whom; the next promise shows when one is filled."""
    facts, agreement = state.facts, state.facts.agreement or {}
    phrases = of_an_agreement(state.desk, facts.row["type"])
    simple = bool(facts.row["simple"])

    def start(name: str) -> str:
        value = agreement.get(name)
        return Agreement._meta.fields[name].show(value, masked=False) if value is not None else ""

    asks = [chosen("form", Agreement.form.label, "agreement_form",
                   agreement.get("form") or ("oral" if simple else "written"), required=True),
            day(state, label=Agreement.agreed_on.label),
            of(Agreement, "facts", start=start("facts") or facts.row["brief"] or ""),
            Ask("clause", CLAUSE, "code", width=40, choices=tuple((name, name) for name in phrases), into="clauses",
                inserts=phrases),
            of(Agreement, "clauses", start=start("clauses")), of(Agreement, "duties", start=start("duties")),
            of(Agreement, "performance", start=start("performance"), kind="text", width=40),
            of(Agreement, "amount", start=start("amount")),
            of(Agreement, "copies", start=start("copies") or str(len(facts.parties) + 1))]
    lines = max(PROMISES, len(facts.promises) + 1)
    for nth in range(lines):
        asks += _promise(state, nth)
    renamed = {f"promises.{nth}.{name}": f"{name}{nth}" for nth in range(lines) for name in PROMISED}
    return sheet(state, "agree", code("case_step", "agree"), asks, lambda texts: _give_agreement(state, texts, lines),
                 renamed=renamed)


def _promise(state: CaseState, nth: int) -> list[Ask]:
    row = state.facts.promises[nth].row if nth < len(state.facts.promises) else {}

    def start(name: str) -> str:
        return Performance._meta.fields[name].show(row[name], masked=False) if row.get(name) is not None else ""

    def begun(texts: Texts) -> bool:
        return any(texts[f"{name}{nth}"].strip() for name in PROMISED)

    def next_one(texts: Texts) -> bool:
        return nth == 0 or begun(texts) or bool(texts[f"what{nth - 1}"].strip())

    return [Ask(f"what{nth}", Phrase(NTH_WHAT, nth=nth + 1), width=40, start=start("what"), when=next_one),
            one_party(state, f"debtor{nth}", Performance.debtor.label, start=str(row.get("debtor") or ""), when=begun),
            one_party(state, f"creditor{nth}", Performance.creditor.label, start=str(row.get("creditor") or ""),
                      when=begun),
            of(Performance, "amount", f"amount{nth}", start=start("amount"), when=begun),
            of(Performance, "due_on", f"due_on{nth}", start=start("due_on"), when=begun)]


def _give_agreement(state: CaseState, texts: Texts, lines: int) -> Any:
    promises = []
    for nth in range(lines):
        one = {name: texts[f"{name}{nth}"].strip() for name in PROMISED}
        if any(one.values()):
            promises.append({name: int(words) if name in ("debtor", "creditor") and words.isdigit() else words
                             for name, words in one.items() if words})
    plain = {name: texts[name] for name in ("form", "on", "facts", "clauses", "duties", "performance", "amount",
                                            "copies")}
    return do(state, "cases.agree", plain, promises=promises)


def sign(state: CaseState, who: Sign | None) -> StepSheet:
    """Who signed: all that have not, or one."""
    facts = state.facts
    waiting = [(f"party:{one.id}", one.name) for one in facts.parties if not one.row["signed_on"]]
    waiting += [(f"worker:{one.id}", one.name) for one in facts.workers
                if not one.left and one.role in ("host", "mediator") and not one.row["signed_on"]]
    if facts.agreement is not None and not facts.agreement["sealed_on"]:
        waiting.append(("seal:", say(SEAL)))
    first = "all" if who is None else f"party:{who.party}" if who.party else f"worker:{who.worker}" if who.worker \
        else "seal:"
    asks = [Ask("who", WHO_SIGNED, "code", True, width=20, choices=(("all", say(EVERYBODY)), *waiting), start=first),
            chosen("by", N_("签署方式"), "signing_by", help=N_("不填按本人")), day(state)]
    return sheet(state, "sign", code("case_step", "sign"), asks, lambda texts: _give_sign(state, texts, waiting),
                 told=(SIGN_TOLD,))


def _give_sign(state: CaseState, texts: Texts, waiting: list[tuple[str, str]]) -> Any:
    keys = [key for key, _name in waiting] if texts["who"] == "all" else [texts["who"]]
    ids: dict[str, list[int]] = {"party": [], "worker": []}
    for key in keys:
        kind, _, rid = key.partition(":")
        if kind in ids and rid.isdigit():
            ids[kind].append(int(rid))
    return do(state, "cases.sign", {"by": texts["by"], "on": texts["on"]}, seal="seal:" in keys, **ids)


# ---- after it
def _which(state: CaseState) -> Ask:
    choices = [("all", say(ALL_PROMISES)), *((str(one.id), one.row["what"]) for one in state.facts.promises)]
    owing = [str(one.id) for one in state.facts.promises if one.row["state"] not in ("done", "sued")]
    return Ask("performance", WHICH, "code", True, width=40, choices=tuple(choices), start=owing[0] if owing else "all")


def perform(state: CaseState) -> StepSheet:
    """How far a promise is."""
    asks = [_which(state), chosen("state", Performance.state.label, "performance_state", "done", required=True),
            day(state, "done_on", Performance.done_on.label), of(Performance, "paid"), of(Performance, "proof")]
    return sheet(state, "perform", code("case_step", "perform"), asks,
                 lambda texts: _give_promise(state, "cases.perform", texts))


def _give_promise(state: CaseState, command: str, texts: Texts) -> Any:
    which = texts["performance"]
    rest = {name: words for name, words in texts.items() if name != "performance"}
    if rest.get("state") in ("none", "sued"):
        rest["done_on"] = ""
    return do(state, command, rest, performance=int(which) if which.isdigit() else which)


def urge(state: CaseState) -> StepSheet:
    """Somebody was asked to do what she promised."""
    asks = [_which(state), day(state), of(CaseStep, "record")]
    if state.facts.row["violence"]:  # urging turns to the other side: only by somebody's decision
        asks.append(Ask("decided_by", DECIDED_BY, required=True, width=14))
    return sheet(state, "urge", code("case_step", "urge"), asks,
                 lambda texts: _give_promise(state, "cases.urge", texts))


def confirm(state: CaseState) -> StepSheet:
    """Where the confirmation by the court stands; before it is asked for, what no court confirms."""
    agreement = state.facts.agreement
    after = {None: "declined", "wanted": "applied", "applied": "valid"}.get(agreement["confirm"], "applied")
    checked = state.facts.row["type"] in code_list("dispute_type").flags["checklist"]

    def at_court(texts: Texts) -> bool:
        return texts["state"] not in ("", "wanted", "declined")

    def decided(texts: Texts) -> bool:
        return texts["state"] in ("valid", "refused")

    def applies(texts: Texts) -> bool:
        return texts["state"] == "applied"

    asks = [chosen("state", Agreement.confirm.label, "confirmation_state", after, required=True), day(state),
            of(Agreement, "confirm_looked", "looked", label=LOOKED, width=40, help=NONE_OF_THEM, when=applies,
               start=JOINT.join(agreement["confirm_looked"] or ()) if checked else "", lines=checked),
            of(Agreement, "confirm_looked_by", "looked_by", required=checked and not agreement["confirm_looked_by"],
               start=agreement["confirm_looked_by"] or "", when=applies),
            of(Agreement, "court", start=agreement["court"] or "", when=at_court),
            of(Agreement, "ruling", when=decided), late(state)]
    return sheet(state, "confirm", code("case_step", "confirm"), asks, lambda texts: _give_confirm(state, texts),
                 told=(Phrase(CHECK_FIRST),) if checked else ())


def _give_confirm(state: CaseState, texts: Texts) -> Any:
    return do(state, "cases.confirm", {name: words for name, words in texts.items() if name != "looked"},
               looked=texts["looked"])
