"""Asking why: one line, with the reasons that were given lately below it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from views.kit import keys
from views.kit.choice import ChoiceField
from views.kit.controls import Button, Label, Panel
from views.kit.overlay import Overlay
from views.state.reasons import reasons, remember

if TYPE_CHECKING:
    from views.bench import Bench

WIDE = 412  # design px of a question's words


def ask_reason(bench: Bench, title: str, help: str, answer: Callable[[str], object]) -> Overlay:
    """`answer(reason)` on 确定 or Enter, never with an empty one; nothing on Escape."""
    box = Overlay(bench.root)
    Label(box.inside, title, 17, bold=True, wrap=WIDE).pack(fill="x", padx=24, pady=(20, 8))
    Label(box.inside, help, 14, "ink2", wrap=WIDE).pack(fill="x", padx=24, pady=(0, 12))
    field = ChoiceField(box.inside, say(N_("用途")), [(one, one) for one in reasons(bench.desk)])
    field.pack(fill="x", padx=24)

    def take() -> None:
        reason = field.get().strip()
        if not reason:
            field.problem(say(N_("请写明用途")))
            return
        box.close()
        remember(bench.desk, reason)
        answer(reason)

    row = Panel(box.inside)
    row.pack(fill="x", padx=24, pady=(2, 20))
    Button(row, say(N_("确定")), take, rank="primary").pack(side="right", padx=(8, 0))
    Button(row, say(N_("取消")), box.close).pack(side="right")
    for name in ("Return", "KP_Enter"):
        keys.shortcut(field.entry.inner, name, lambda: take() if not field.popover.shown_for(field.entry) else None)
    box.field = field
    box.open(field)
    return box
