"""更正所在楼宇: an enterprise whose building was written wrongly, put right with a reason; a move is an edit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Problems, UserError
from db.models.places import Building
from views import trouble
from views.kit.controls import Button, ChoiceField, Label, Panel, TextField
from views.kit.overlay import Overlay, saved_by_keys
from views.state.typing import CHOSEN, offered

if TYPE_CHECKING:
    from views.bench import Bench

FACTS = {("enterprises", "building"): "enterprises.correct"}
"""Facts that are put right by an act of their own, since an edit of them means that something happened."""


def ask_building(bench: Bench, enterprise: int, name: str, done: Callable[[], object]) -> Overlay:
    """Which building it was in all the time, and why another one stood there."""
    box = Overlay(bench.root)
    Label(box.inside, say(N_("更正所在楼宇")), 17, bold=True).pack(fill="x", padx=24, pady=(20, 2))
    help = say(N_("{name}：登记错了才更正，态势表不算迁出、迁入。真的搬了，请点“修改”，按迁入登记"), name=name)
    Label(box.inside, help, 13, "ink3", wrap=412).pack(fill="x", padx=24, pady=(0, 12))
    fields = {
        "building": ChoiceField(box.inside, say(N_("正确的楼宇")),
                                lambda typed: offered(bench.desk, Building, typed, bench.counter),
                                of=Building.label, required=True),
        "reason": TextField(box.inside, say(N_("更正原因")), required=True),
    }

    def save() -> None:
        texts = {name: field.get().strip() for name, field in fields.items()}
        if not texts["reason"]:
            fields["reason"].problem(say(N_("请写明为什么更正")))
            return
        chosen = texts["building"]
        house = int(chosen[1:]) if chosen[:1] == CHOSEN and chosen[1:].isdigit() else chosen
        order = FACTS["enterprises", "building"]
        bench.act(lambda: bench.desk.do(order, texts["reason"], id=enterprise, building=house), finish, refused)

    def finish(_changed: object) -> None:
        box.close()
        bench.told()
        done()

    def refused(error: UserError) -> None:
        known = error.fields if isinstance(error, Problems) else {}
        for path, field in fields.items():
            field.problem(say(known[path]) if path in known else None)
        if not set(known) & set(fields):
            trouble.show(bench.root, error)

    _lay(box, fields, save)
    return box


def _lay(box: Overlay, fields: dict, save: Callable[[], object]) -> None:
    for field in fields.values():
        field.pack(fill="x", padx=24)
    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(4, 20))
    Button(row, say(N_("更正")), save, rank="primary").pack(side="right", padx=(8, 0))
    Button(row, say(N_("取消")), box.close).pack(side="right")
    saved_by_keys(box, fields.values(), save)
    box.fields = fields
    box.open(fields["building"])
