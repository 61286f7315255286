"""The small forms over a building's picture: who moves out or to another door, and a visit at a door."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Problems
from db.models.places import Door
from views.kit.controls import ChoiceField, Field, LongField, Panel
from views.kit.overlay import Overlay
from views.pages.kept_words import KeptWords
from views.pages.small_form import day_field, small_form
from views.state.household import HouseholdState

if TYPE_CHECKING:
    from views.bench import Bench

VISIT = "visit"


def ask_move(bench: Bench, state: HouseholdState, done: Callable[[], object]) -> Overlay:
    """Who moves, on which day, and to which door of ours, if it is one."""
    people = state.who()

    def make(inside: Panel) -> dict[str, Field]:
        who = ChoiceField(inside, say(N_("谁")), people, required=True)
        if people:
            who.put(people[0][0])
        return {"who": who, "on": day_field(bench, inside, say(N_("从哪天起不住在这里"))),
                "door": ChoiceField(inside, say(N_("搬到哪一户")), state.doors, of=Door.label,
                                    help=say(N_("搬到本辖区别处的才写，例如 3-2-501")))}

    def act(texts: dict[str, str]) -> None:
        if not texts["who"]:
            raise Problems({"who": Invalid("请选谁搬走")})
        state.move_out(texts["who"], texts["on"], texts["door"])

    return small_form(bench, say(N_("登记迁出、搬家")), make, act, done, words=state.label(), go=say(N_("登记")),
                      width=460)


def ask_visit(bench: Bench, state: HouseholdState, done: Callable[[], object]) -> Overlay:
    """Why somebody went there, when, and what to remember."""
    def make(inside: Panel) -> dict[str, Field]:
        fields = {
            "purpose": ChoiceField(inside, say(N_("事由")), list(code_list("visit_purpose").items.items())),
            "on": day_field(bench, inside, say(N_("日期"))),
            "note": LongField(inside, say(N_("说明")), help=say(N_("只写与服务有关的事实"))),
        }
        fields["purpose"].put(VISIT)
        return fields

    box = small_form(bench, say(N_("登记走访")), make,
                     lambda texts: state.note(texts["purpose"], texts["note"], texts["on"]),
                     lambda: (words.done(), done()), words=state.label(), go=say(N_("登记")), width=460)
    words = KeptWords(bench, "visit", state.door, {"note": box.fields["note"]}, box)
    return box
