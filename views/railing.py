"""The rail as the workbench has it: the places this role may go to, whose window it is, which place is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center import catalog
from center.words import N_, say
from db.codes import code_list
from db.questions.accounts import centre_row
from views.kit.rail import Rail, RailGroup, RailItem
from views.state.menu import BELONGS, Group, place_of

if TYPE_CHECKING:
    from views.bench import Bench

FIND, ACCOUNT = "find", "account"


def rail_of(bench: Bench, groups: tuple[Group, ...]) -> Rail:
    """The rail of a workbench, with the account that signed in."""
    found = [
        RailGroup(
            say(group.label) if group.label else "",
            [RailItem(one.key, say(one.label), one.icon) for one in group.places],
        )
        for group in groups
    ]
    if not found or found[0].label:
        found.insert(0, RailGroup("", []))
    found[0].items.append(RailItem(FIND, say(N_("找人、找事")), "search", "Ctrl K"))
    rail = Rail(bench, found, bench.go, brand=brand())
    who = bench.desk.who
    roles = code_list("role").items
    rail.put_account(who.name, roles.get(who.roles[0], "") if who.roles else "")
    mark(rail, bench)
    return rail


def mark(rail: Rail, bench: Bench) -> None:
    """What must be seen on every page: a demo, a store that is not encrypted, a counter where others look on."""
    rail.put_marks(bench.desk.demo, not bench.desk.store.encrypted, bench.counter.on)


def entry_of(page: str) -> str:
    """The entry of the rail that is lit while a page is shown."""
    kind, _, name = page.partition(":")
    if name and kind in ("list", "form", "import"):
        return place_of(catalog.record(name)) or "settings"  # rest days and the like are reached from there
    return BELONGS.get(kind, page)


def brand() -> str:
    """The centre's name without the words that stand under it anyway."""
    name = (centre_row() or {}).get("name") or ""
    return name.removesuffix("党群服务中心") or name
