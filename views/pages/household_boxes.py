"""The small forms over a building's picture: who moves out or to another door, and a visit at a door."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from center.words import N_, say
from db.codes import code_list
from db.errors import Problems, UserError
from db.models.places import Door
from views import trouble
from views.kit.controls import Button, ChoiceField, DateField, Field, Label, LongField, Panel
from views.kit.overlay import Overlay, saved_by_keys
from views.pages.kept_words import KeptWords
from views.state.household import HouseholdState

if TYPE_CHECKING:
    from views.bench import Bench

VISIT = "visit"


def ask_move(bench: Bench, state: HouseholdState, done: Callable[[], object]) -> Overlay:
    """Who moves, on which day, and to which door of ours, if it is one."""
    box = Overlay(bench.root)
    _head(box, say(N_("登记迁出、搬家")), state.label())
    people = state.who()
    fields = {
        "who": ChoiceField(box.inside, say(N_("谁")), people, required=True),
        "on": _day(box, bench, say(N_("从哪天起不住在这里"))),
        "door": ChoiceField(box.inside, say(N_("搬到哪一户")), state.doors, of=Door.label,
                            help=say(N_("搬到本辖区别处的才写，例如 3-2-501"))),
    }
    if people:
        fields["who"].put(people[0][0])

    def save() -> None:
        if not fields["who"].get():
            fields["who"].problem(say(N_("请选谁搬走")))
            return
        texts = {name: field.get() for name, field in fields.items()}
        bench.act(lambda: state.move_out(texts["who"], texts["on"], texts["door"]), finish, refused)

    finish, refused = _ends(bench, box, fields, done)
    return _open(box, fields, save, say(N_("登记")))


def ask_visit(bench: Bench, state: HouseholdState, done: Callable[[], object]) -> Overlay:
    """Why somebody went there, when, and what to remember."""
    box = Overlay(bench.root)
    _head(box, say(N_("登记走访")), state.label())
    fields = {
        "purpose": ChoiceField(box.inside, say(N_("事由")), list(code_list("visit_purpose").items.items())),
        "on": _day(box, bench, say(N_("日期"))),
        "note": LongField(box.inside, say(N_("说明")), help=say(N_("只写与服务有关的事实"))),
    }
    fields["purpose"].put(VISIT)
    words = KeptWords(bench, "visit", state.door, {"note": fields["note"]}, box)

    def save() -> None:
        texts = {name: field.get() for name, field in fields.items()}
        bench.act(lambda: state.note(texts["purpose"], texts["note"], texts["on"]), finish, refused)

    finish, refused = _ends(bench, box, fields, lambda: (words.done(), done()))
    return _open(box, fields, save, say(N_("登记")))


def _head(box: Overlay, title: str, door: str) -> None:
    Label(box.inside, title, 17, bold=True).pack(fill="x", padx=24, pady=(20, 2))
    Label(box.inside, door, 13, "ink3").pack(fill="x", padx=24, pady=(0, 12))


def _day(box: Overlay, bench: Bench, label: str) -> DateField:
    field = DateField(box.inside, label, today=lambda: bench.desk.today().isoformat())
    field.put(bench.desk.today().isoformat())
    return field


def _ends(bench: Bench, box: Overlay, fields: Mapping[str, Field],
          done: Callable[[], object]) -> tuple[Callable, Callable]:
    """What follows a save, and a refusal: each problem at its field, the others in a note."""

    def finish(_result: object) -> None:
        done()
        box.close()

    def refused(error: UserError) -> None:
        known = error.fields if isinstance(error, Problems) else {}
        for name, field in fields.items():
            field.problem(say(known[name]) if name in known else None)
        if not set(known) & set(fields):
            trouble.show(bench.root, error)

    return finish, refused


def _open(box: Overlay, fields: Mapping[str, Field], save: Callable[[], object], word: str) -> Overlay:
    for field in fields.values():
        field.pack(fill="x", padx=24)
    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(4, 20))
    Button(row, word, save, rank="primary").pack(side="right", padx=(8, 0))
    Button(row, say(N_("取消")), box.close).pack(side="right")
    saved_by_keys(box, fields.values(), save)
    box.fields = fields
    box.open(next(iter(fields.values())))
    return box
