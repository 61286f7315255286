"""抄录: a case's fields in the order of the superior's system, one key copies each; what was typed there is ticked.

The order is a setting. What a person copies in full is asked for one value at a time (`center.cases.showing`).
"""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.cases import numbers as keys
from center.cases.facts import CaseFacts, facts
from center.cases.given import Found, day, locked, refuse, texts
from center.commands import command
from center.numbers import number, shipped, typed
from center.settings.writing import Step, sourced, steps, write
from center.words import N_
from db.codes import code_list
from db.errors import Invalid
from db.models.case_after import Transcription
from db.models.case_work import Agreement, Performance
from db.models.cases import Case, CaseParty
from db.questions.journal import names_of_accounts
from db.questions.mediation import transcribed
from db.tx import Tx

if TYPE_CHECKING:
    from center.desk import Desk

READ, LOCAL = "mediation.read", N_("本地口径")
SECRET = {"applicant_id": ("applicant", "id_card"), "applicant_phone": ("applicant", "phone"),
          "respondent_id": ("respondent", "id_card"), "respondent_phone": ("respondent", "phone")}
"""Fields that stand masked: the side and the field of the party."""


@dataclass(frozen=True)
class Line:
    """One field: its code and label, the text to copy (masked where it is a number of a party), and whether it is
    ticked. `parties` are those whose full value must be asked for one by one."""

    field: str
    label: str
    text: str
    done: bool
    parties: tuple[int, ...] = ()

    @property
    def path(self) -> str:
        """The field of `case_parties` that `parties` are asked for; '' when the text is all there is."""
        return SECRET[self.field][1] if self.field in SECRET else ""


def order(today: date) -> tuple[str, ...]:
    """The fields of the setting in force on a day, in its order."""
    known = code_list("transcription_field").items
    return tuple(one for one in str(number(keys.TRANSCRIPTION, today)).split(",") if one in known)


def standing_order(desk: Desk) -> tuple[tuple[str, ...], Step]:
    """The same with who gave it, when and on what ground. Raises Denied."""
    desk.need(READ)
    today = desk.today()
    return order(today), steps(keys.TRANSCRIPTION, shipped()[keys.TRANSCRIPTION], today)[-1]


def lines(desk: Desk, case: int) -> tuple[Line, ...]:
    """What is to be typed there, in order. Raises Denied, Missing."""
    told, row = facts(desk, case), transcribed(case)
    done = set(row["fields"] or ()) if row else set()
    labels, some = code_list("transcription_field").items, order(desk.today())
    return tuple(Line(one, labels[one], _text(told, one), one in done, _secret(told, one)) for one in some)


def _secret(case: CaseFacts, name: str) -> tuple[int, ...]:
    if name not in SECRET:
        return ()
    side, path = SECRET[name]
    return tuple(one.id for one in case.side(side) if one.row[path])


def _text(case: CaseFacts, name: str) -> str:
    """The text of one field as the other system takes it: no mask words, days in ISO, money in yuan."""
    if name in SECRET:
        side, path = SECRET[name]
        field = CaseParty._meta.fields[path]
        return "、".join(field.show(one.row[path]) for one in case.side(side) if one.row[path])
    if name in ("applicant", "respondent"):
        return "、".join(one.name for one in case.side(name))
    if name == "mediator":
        return "、".join(one.name for one in case.workers if one.role in ("host", "mediator") and not one.left)
    if name == "people":
        return str(case.row["people"] or len(case.parties))
    if name == "sessions":
        return str(len(case.of("session")))
    if name == "performance":
        states = Performance._meta.fields["state"].codes.items
        return "、".join(dict.fromkeys(str(states[one.row["state"]]) for one in case.promises if one.row["state"]))
    if name in ("form", "amount", "clauses", "effective_on"):
        value = (case.agreement or {}).get(name)
        return Agreement._meta.fields[name].show(value).replace(",", "") if name == "amount" else str(
            Agreement._meta.fields[name].show(value))
    return str(Case._meta.fields[name].show(case.row[name]))


@command(N_("勾选已录入"), right="cases.edit", name="transcriptions.tick")
def tick(tx: Tx, case: Any, field: str, on: bool = True) -> bool:
    """A field was typed into the superior's system, or not. Once all of them are, the day and the account are kept."""
    rid = locked(tx, Case, case)
    items = code_list("transcription_field").items
    if field not in items:
        refuse({"field": Invalid("没有这一栏，请从抄录栏目里选")})
    row = transcribed(rid)
    known = [one for one in items if row and one in (row["fields"] or ())]
    ticked = tuple(one for one in items if one in known and one != field or on and one == field)
    wanted = set(order(tx.today))
    whole = wanted <= set(ticked)
    values = {"fields": ticked, "done_on": _today(tx) if whole else None,
              "by": names_of_accounts().get(tx.account, tx.account) if ticked else None}
    if row is None:
        tx.add(Transcription, {"case": rid, **values})
        return True
    return tx.change(Transcription, row["id"], values)


@command(N_("登记上级系统编号"), right="cases.edit", name="transcriptions.number")
def note_number(tx: Tx, case: Any, number: str) -> bool:
    """The number that the superior's system gave the case."""
    rid, found = locked(tx, Case, case), Found()
    values = texts(Transcription, tx.today, found, ("number",), number=number)
    refuse(found)
    row = transcribed(rid)
    if row is None:
        tx.add(Transcription, {"case": rid, **values})
        return True
    return tx.change(Transcription, row["id"], values)


def _today(tx: Tx) -> Any:
    return day(tx.today, {}, None)


# ---- the order of the other system
@command(N_("改抄录栏目"), right="mediation.edit", name="transcriptions.fields")
def arrange(tx: Tx, fields: Any, source: str = LOCAL) -> bool:
    """Which fields are copied, in the order of the other system: names or codes, a list or parted by 、; False when
    they stand so. Raises Problems at `fields`, `source`."""
    text = fields if isinstance(fields, str) else "、".join(map(str, fields))
    found: dict[str, Invalid] = {}
    kept = typed(keys.TRANSCRIPTION, text)
    if isinstance(kept, Invalid):
        found["fields"] = kept
    elif len(set(kept.split(","))) < len(kept.split(",")):
        found["fields"] = Invalid("有栏目写了两次，请去掉一个")
    sourced(source, found)
    refuse(found)
    if kept == ",".join(order(tx.today)):
        return False
    write(tx, keys.TRANSCRIPTION, shipped()[keys.TRANSCRIPTION], kept, source)
    return True


@command(N_("恢复抄录栏目的默认值"), right="mediation.edit", name="transcriptions.usual")
def usual(tx: Tx) -> bool:
    """The fields as shipped; False when they are so."""
    entry = shipped()[keys.TRANSCRIPTION]
    if ",".join(order(tx.today)) == entry["value"]:
        return False
    write(tx, keys.TRANSCRIPTION, entry, entry["value"], entry["source"], shipped=True)
    return True
