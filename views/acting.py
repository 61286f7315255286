"""Acts that may be refused, and the question about the computer's clock, for the workbench."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from center.accounts.second import SecondWanted
from center.clock import ClockDoubt
from center.words import N_, say
from db.errors import Conflict, Problems, UserError
from views import trouble
from views.kit import overlay
from views.kit.focus import focused

if TYPE_CHECKING:
    from views.bench import Bench


def act(
    bench: Bench,
    work: Callable[[], Any],
    done: Callable[[Any], object],
    refused: Callable[[UserError], object] | None,
) -> None:
    """See `Bench.act`."""
    try:
        result = work()
    except ClockDoubt as doubt:
        ask_clock(bench, doubt, lambda: act(bench, work, done, refused))
    except SecondWanted as wanted:
        ask_second(bench, wanted, lambda: act(bench, work, done, refused))
    except (Problems, Conflict) as error:
        if refused is None:
            trouble.show(bench.root, error)
        else:
            refused(error)
    except UserError as error:
        trouble.show(bench.root, error)
    else:
        done(result)


def ask_clock(bench: Bench, doubt: ClockDoubt, then: Callable[[], object]) -> None:
    """Ask whether the computer's time is right; goes on with `then` when it is."""

    def answer(key: str) -> None:
        if key == "right":
            bench.desk.accept_clock()
            then()

    buttons = [("right", say(N_("时间没错，继续"))), ("wrong", say(N_("我去校准")))]
    overlay.ask(bench.root, say(N_("请先看一下电脑时间")), say(doubt), buttons, answer)


def ask_second(
    bench: Bench, wanted: SecondWanted, then: Callable[[], object], otherwise: Callable[[], object] | None = None
) -> None:
    """Ask another account to agree on the spot; goes on with `then` when it does, with `otherwise` when nobody does."""
    from views.pages.second import SecondBox

    SecondBox(bench, wanted, then, otherwise)


def in_text(bench: Bench) -> bool:
    """Whether the keys are in a field of a form, which takes back its own typing."""
    focus = focused(bench.root)
    return isinstance(focus, tk.Text) or (bench.key.startswith("form:") and isinstance(focus, tk.Entry))
