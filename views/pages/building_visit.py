"""A work list of one building: what for, until when; made at once and opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.places.building import BuildingFacts
from center.words import N_, say
from db.codes import code_list
from views.kit.controls import ChoiceField, DateField, Field, Label, TextField
from views.kit.overlay import Overlay
from views.pages.small_form import foot, refusing

if TYPE_CHECKING:
    from views.bench import Bench

MAKE = "visits.make"


def ask_list(bench: Bench, given: BuildingFacts) -> Overlay:
    """What the list is for; Enter makes it with every door of the building."""
    box = Overlay(bench.root)
    Label(box.inside, say(N_("做上门清单")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 2))
    Label(box.inside, say(N_("{building}的每一户，按走的先后排好"), building=given.name), 13, "ink3", wrap=412).pack(
        fill="x", padx=24, pady=(0, 12))
    fields = _fields(box, given.name, bench.desk.today().isoformat())

    def save() -> None:
        texts = {name: field.get() for name, field in fields.items()}
        bench.act(lambda: bench.desk.do(MAKE, places={"buildings": [given.id]}, **texts), made,
                  refusing(bench, fields))

    def made(rid: int) -> None:
        box.close()
        bench.told()
        bench.show("visit").open(rid)

    for field in fields.values():
        field.pack(fill="x", padx=24)
    foot(box, fields, save, say(N_("做清单")))
    box.fields = fields
    box.open(fields["purpose"])
    return box


def _fields(box: Overlay, building: str, day: str) -> dict[str, Field]:
    """What for, how the list is called, until when; filled as most people want it."""
    purposes = list(code_list("visit_purpose").items.items())
    fields: dict[str, Field] = {
        "purpose": ChoiceField(box.inside, say(N_("做什么")), purposes, required=True),
        "name": TextField(box.inside, say(N_("清单名称")), required=True),
        "due_on": DateField(box.inside, say(N_("完成期限")), today=lambda: day),
    }
    fields["purpose"].put(purposes[0][0])
    fields["name"].put(f"{building} {day}")
    return fields
