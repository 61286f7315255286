"""Where a clerk is in the window, and back there: after another clerk's turn, or when the window was built anew.

A page may have `keep()` (write down at once what is half typed), `keep_place()` (where one is on it) and
`come_back(place)`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from db.errors import UserError
from views.state.whereabouts import Whereabouts

if TYPE_CHECKING:
    from views.bench import Bench


def whereabouts(bench: Bench) -> Whereabouts:
    """Where she is; what is half typed is kept as drafts first."""
    keep(bench)
    left = dict(bench.left)
    left |= {key: page.keep_place() for key, page in bench.pages.items() if hasattr(page, "keep_place")}
    return Whereabouts(bench.key, left)


def keep(bench: Bench) -> None:
    """Write down at once what is half typed on any page."""
    for page in bench.pages.values():
        if hasattr(page, "keep"):
            page.keep()
    over = getattr(bench.root, "kit_overlay", None)
    getattr(over, "keep", lambda: None)()


def cover(bench: Bench) -> None:
    """Nobody is there: what was revealed for a moment is masked again."""
    if bench.counter.cover_all() and bench.page is not None:
        bench.page.changed(frozenset())
    for page in bench.pages.values():
        pane = getattr(page, "detail", None)
        if pane is not None:
            pane.cover()


def come_back(bench: Bench, where: Whereabouts) -> bool:
    """Go where she was; False when that is no longer hers or no longer there."""
    bench.left = dict(where.left)
    if not where.key:
        return False
    try:
        bench.show(where.key)
    except UserError:
        bench.left.clear()
        return False
    return True
