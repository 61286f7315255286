"""Sheets that were read, perhaps corrected, and not imported: closing the window would lose that work."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.words import N_, say

if TYPE_CHECKING:
    from views.state.importing import ImportState
    from views.window import Window


def words(window: Window) -> str:
    """What closing would lose; '' when no preview stands."""
    found = list(_sheets(window))
    if len(found) > 1:
        return say(N_("有 {sheets} 份表格还没有导入，关闭后要重新打开并重改"), sheets=len(found))
    if not found:
        return ""
    count = found[0].history.places
    if count:
        return say(N_("有一份表格还没有导入，关闭后要重新打开并重改 {count} 处"), count=count)
    return say(N_("有一份表格还没有导入，关闭后要重新打开"))


def _sheets(window: Window) -> Iterator[ImportState]:
    """Of every page that was built, of those left before the window was built anew, of a clerk who stepped aside."""
    places = [*window.bench.pages.values(), *window.bench.left.values()] if window.bench is not None else []
    for where in window.guard.kept.values():
        places += where.left.values()
    for place in places:
        state = getattr(place, "state", None)
        if getattr(state, "waits", False):  # only an import preview has it
            yield state
