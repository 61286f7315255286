"""What a small form over a page ends with: its two buttons, saving by the keys too, and each problem at its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views import trouble
from views.kit.controls import Button, Panel
from views.kit.fields import Field
from views.kit.overlay import Overlay, saved_by_keys

if TYPE_CHECKING:
    from views.bench import Bench


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
        bench.act(lambda: act(texts), lambda _none: done(), refused)

    def refused(error: UserError) -> None:
        found = getattr(error, "fields", {})
        for name, field in fields.items():
            field.problem(say(found[name]) if name in found else None)
        if not found:
            trouble.show(bench.root, error)

    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(2, 20))
    saved_by_keys(box, fields.values(), save)
    Button(row, go or say(N_("保存")), save, rank="primary").pack(side="right", padx=(8, 0))
    Button(row, say(N_("取消")), box.close).pack(side="right")
