"""A small form over a page: a few fields, two buttons, saving by the keys too, and each problem at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Invalid, UserError
from views import trouble
from views.kit.controls import Button, DateField, Label, Panel
from views.kit.fields import Field
from views.kit.overlay import Overlay, saved_by_keys

if TYPE_CHECKING:
    from views.bench import Bench


def small_form(
    bench: Bench,
    title: str,
    make: Callable[[Panel], dict[str, Field]],
    act: Callable[[dict[str, str]], object],
    done: Callable[[], object],
    *,
    words: str = "",
    go: str = "",
    width: int = 440,
) -> Overlay:
    """Open it: `make(inside)` gives its fields by name, unpacked; it is closed before `done()`.

    The box holds them as `fields`. `width` in design pixels.
    """
    box = Overlay(bench.root, width=width)
    Label(box.inside, title, 17, bold=True).pack(fill="x", padx=24, pady=(20, 4 if words else 8))
    if words:
        Label(box.inside, words, 13, "ink2", wrap=width - 48).pack(fill="x", padx=24, pady=(0, 10))
    box.fields = make(box.inside)
    for field in box.fields.values():
        field.pack(fill="x", padx=24)
    ends(bench, box, box.fields, act, lambda: (box.close(), done()), go)
    box.open(next(iter(box.fields.values())))
    return box


def day_field(bench: Bench, inside: Panel, label: str) -> DateField:
    """A day that begins with today's."""
    field = DateField(inside, label, today=lambda: bench.desk.today().isoformat())
    field.put(bench.desk.today().isoformat())
    return field


def ends(
    bench: Bench,
    box: Overlay,
    fields: Mapping[str, Field],
    act: Callable[[dict[str, str]], object],
    done: Callable[[], object],
    go: str = "",
) -> None:
    """Under the packed fields: 保存 (or `go`) does `act(texts)`, then `done()`, which closes the box; 取消 closes it.

    A refusal is shown at the fields it names, else as its sentence; the box stays open then.
    """

    def save() -> None:
        texts = {name: field.get() for name, field in fields.items()}
        bench.act(lambda: act(texts), lambda _none: done(), refusing(bench, fields))

    foot(box, fields, save, go)


def refusing(bench: Bench, fields: Mapping[str, Field]) -> Callable[[UserError], None]:
    """What shows a refusal: each problem at its field, and where it names none of them, its sentence."""

    def refused(error: UserError) -> None:
        found = getattr(error, "fields", {})
        shown_at(fields, found)
        if not set(found) & set(fields):
            trouble.show(bench.root, error)

    return refused


def shown_at(fields: Mapping[str, Field], found: Mapping[str, Invalid]) -> None:
    """Each problem at its field; the fields that have none any more lose theirs. The keys go to the first that has one:
    what lies below the fold of a long form is seen then."""
    for name, field in fields.items():
        field.problem(say(found[name]) if name in found else None)
    wrong = next((field for name, field in fields.items() if name in found and field.winfo_manager()), None)
    if wrong is not None:
        wrong.focus_set()


def foot(box: Overlay, fields: Mapping[str, Field], save: Callable[[], object], go: str = "", icon: str = "",
         above: int = 2) -> None:
    """The buttons of a box: 保存 (or `go`) does `save()`, as Ctrl+S and Enter in a line do; 取消 closes it."""
    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(above, 20))
    saved_by_keys(box, fields.values(), save)
    Button(row, go or say(N_("保存")), save, rank="primary", icon=icon).pack(side="right", padx=(8, 0))
    Button(row, say(N_("取消")), box.close).pack(side="right")
