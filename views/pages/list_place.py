"""Where one is on a list, and back there: what is searched, filtered and sorted, the row, how far it is scrolled."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from views.pages.lists import ListPage

ASKED = ("search", "pill", "conditions", "sort", "among", "among_label", "aside")


class ListPlace(NamedTuple):
    """Plain data; `asked` by name of the state's field."""

    asked: dict[str, Any]
    selected: int | None
    first: int


def keep(page: ListPage) -> ListPlace:
    """Where one is."""
    asked = {name: copy(getattr(page.state, name)) for name in ASKED}
    return ListPlace(asked, page.grid_.selected, page.grid_.view.first)


def come_back(page: ListPage, place: ListPlace) -> None:
    """There again; a row that is gone meanwhile is not selected."""
    state = page.state
    for name, value in place.asked.items():
        setattr(state, name, copy(value))
    page.tools.follow_state()
    page.reload()
    view = page.grid_.view
    view.first = max(0, min(place.first, len(page.grid_.ids) - 1))
    view.paint()
    if place.selected is not None:
        page.grid_.select_id(place.selected)
