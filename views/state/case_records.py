"""Forms of what hangs on a case (parties, agents, guests): their fields as a step's form, saved by their record."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from center.cases.book import articles
from center.words import N_
from db.errors import Problems
from db.models.cases import CaseParty
from db.record import Record
from views.state.case import CaseState
from views.state.case_asks import SAVE, Ask, StepSheet
from views.state.case_new import NewCase, agent_asks, agent_values, of_agent
from views.state.forms import FormField, FormState
from views.state.typing import CHOSEN

PARTY = ("side", "kind", "person", "name", "sex", "age", "id_card", "credit_code", "phone", "address", "occupation",
         "capacity", "agreed_on", "note")
OF_A_HUMAN = ("person", "sex", "birth", "age", "id_card", "occupation", "capacity")
OF_A_UNIT = ("credit_code",)
NEW_PARTY = N_("添加当事人")


def record_sheet(state: CaseState, record: type[Record], paths: Sequence[str], title: str, *, rid: int | None = None,
                 given: Mapping[str, Any] | None = None, step: str = "",
                 starts: Mapping[str, str] | None = None) -> StepSheet:
    """A row's form with some of its fields; `given` are values of a new row that are not asked for."""
    desk = state.desk
    form = FormState(desk, record, desk.get(record, rid) if rid is not None else None)
    asks = [_ask(form, one, state, (starts or {}).get(one.path, "")) for one in _fields(form, paths)]

    def give(texts: Mapping[str, str]) -> Any:
        if rid is not None:
            form.typed(dict(texts))
            return form.save()
        form.typed(dict(texts))
        return desk.do(f"{record._meta.table_name}.add", values=form.values() | dict(given or {}))

    return StepSheet(step or record._meta.table_name, title, tuple(asks), give, articles(step) if step else (),
                     word=N_("保存") if rid is not None else SAVE, today=desk.today())


def party_sheet(state: CaseState, side: str) -> StepSheet:
    """One more party: chosen from the residents (its empty cells are filled from there then), or typed; with those who
    act for it, line by line."""
    form = FormState(state.desk, CaseParty)
    starts = {"side": side, "kind": "person"}
    asks = [_ask(form, one, state, starts.get(one.path, "")) for one in _fields(form, PARTY)]

    def give(texts: Mapping[str, str]) -> Any:
        form.typed({path: words for path, words in texts.items() if not of_agent(path)})
        values = {path: int(words[1:]) if path == "person" and words[:1] == CHOSEN and words[1:].isdigit() else words
                  for path, words in form.changed.items()}
        agents = agent_values(texts, "", texts.get("kind") == "organisation")
        try:
            return state.desk.do("cases.add_party", case=state.facts.id, values=values | {"agents": agents})
        except Problems as problems:
            raise Problems({place_of_new(path): problem for path, problem in problems.fields.items()}) from problems

    return StepSheet("case_parties", NEW_PARTY, (*asks, *agent_asks("", late=True)), give, today=state.desk.today())


def place_of_new(path: str) -> str:
    """The field of that form at which a problem of `cases.add_party` stands."""
    return NewCase.place_of(path).removeprefix("p0.")


def _fields(form: FormState, paths: Sequence[str]) -> list[FormField]:
    known = {one.path: one for one in form.fields}
    return [known[path] for path in paths if path in known]


def _ask(form: FormState, one: FormField, state: CaseState, start: str = "") -> Ask:
    offer = None
    if one.kind == "ref":
        offer = lambda typed: form.offer(one.path, typed, state.counter)  # noqa: E731
    return Ask(one.path, one.label, one.kind, one.required, one.help, one.width, one.choices,
               form.start.get(one.path, "") or start, form.label_of(one.path), offer,
               form._columns[one.path].field, sensitive=one.sensitive, purpose=one.purpose,
               when=_when(one.path) if form.record is CaseParty else None)


def _when(path: str) -> Callable[[Mapping[str, str]], bool] | None:
    """A human and an organisation are not asked the same."""
    if path not in (*OF_A_HUMAN, *OF_A_UNIT):
        return None
    return lambda texts: (texts.get("kind") == "organisation") == (path in OF_A_UNIT)
