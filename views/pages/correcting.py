"""更正所在楼宇: an enterprise whose building was written wrongly, put right with a reason; a move is an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Invalid, Problems
from db.models.places import Building
from views.kit.controls import ChoiceField, Field, Panel, TextField
from views.kit.overlay import Overlay
from views.pages.small_form import small_form
from views.state.typing import CHOSEN, offered

if TYPE_CHECKING:
    from views.bench import Bench

FACTS = {("enterprises", "building"): "enterprises.correct"}
"""Facts that are put right by an act of their own, since an edit of them means that something happened."""


def ask_building(bench: Bench, enterprise: int, name: str, done: Callable[[], object]) -> Overlay:
    """Which building it was in all the time, and why another one stood there."""
    words = say(N_("{name}：登记错了才更正，态势表不算迁出、迁入。真的搬了，请点“修改”，按迁入登记"), name=name)

    def make(inside: Panel) -> dict[str, Field]:
        return {
            "building": ChoiceField(inside, say(N_("正确的楼宇")),
                                    lambda typed: offered(bench.desk, Building, typed, bench.counter),
                                    of=Building.label, required=True),
            "reason": TextField(inside, say(N_("更正原因")), required=True),
        }

    def act(texts: dict[str, str]) -> None:
        reason, chosen = texts["reason"].strip(), texts["building"].strip()
        if not reason:
            raise Problems({"reason": Invalid("请写明为什么更正")})
        house = int(chosen[1:]) if chosen[:1] == CHOSEN and chosen[1:].isdigit() else chosen
        bench.desk.do(FACTS["enterprises", "building"], reason, id=enterprise, building=house)

    return small_form(bench, say(N_("更正所在楼宇")), make, act, lambda: (bench.told(), done()), words=words,
                      go=say(N_("更正")), width=460)
