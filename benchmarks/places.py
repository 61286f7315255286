"""The tree, a building's page, the gaps page and the address reader: 8,000 doors, then fifty such communities.

Each beside a plain SQL floor of the same store in the same run; the street of fifty beside the one community. Asked is
what a page reads of the store, in processor time, since the two sizes are minutes apart; opened is the page in the
window, read anew and drawn, on the wall: the least of the rounds, for the rest is what others do on the machine.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.figures import Figure, seconds
from benchmarks.streets import Street, fill

MANY, ROUNDS, TEXTS = 50, 9, 20_000
MOST, MOST_READING, MOST_RATIO = 100.0, 2.0, 3.0
LOGIN, PASSWORD = "lin", "chenguang-2026"
CHANGED = frozenset({"buildings", "units", "doors", "residencies", "duty_terms"})
TREE, PICTURE, COVER = "tree of places", "building page", "gaps page"

BUILDINGS = """SELECT b."id", b."name", count(d."id") FROM "buildings" b JOIN "compounds" c ON c."id" = b."compound_id"
               JOIN "doors" d ON d."building_id" = b."id" WHERE c."community_id" = ? GROUP BY b."id", b."name" """
DOORS = """SELECT d."id", d."number", d."floor", d."use", u."number", count(r."id") FROM "doors" d
           JOIN "units" u ON u."id" = d."unit_id"
           LEFT JOIN "residencies" r ON r."door_id" = d."id" AND r."until" IS NULL
           WHERE d."building_id" = ? GROUP BY d."id", d."number", d."floor", d."use", u."number" """
HEADS = """SELECT b."id", b."name", t."id" FROM "buildings" b JOIN "compounds" c ON c."id" = b."compound_id"
           LEFT JOIN "duty_terms" t ON t."building_id" = b."id" WHERE c."community_id" = ?"""
UNIT_HEADS = """SELECT u."id", u."name", t."id" FROM "units" u JOIN "buildings" b ON b."id" = u."building_id"
                JOIN "compounds" c ON c."id" = b."compound_id" LEFT JOIN "duty_terms" t ON t."unit_id" = u."id"
                WHERE c."community_id" = ?"""
FLOORS = {TREE: (BUILDINGS,), PICTURE: (DOORS,), COVER: (HEADS, UNIT_HEADS)}
"""The plain questions of each page; the one parameter is the community or the building, 1."""

Found = dict[str, tuple[float, float, str]]


def measure(communities: int = MANY, rounds: int = ROUNDS, texts: int = TEXTS) -> list[Figure]:
    """Every page and the reader at both sizes, and what the size costs."""
    small, large = pages(1, rounds, texts), pages(communities, rounds, texts)
    floor, doors = "plain SQL of the same rows", 8_000
    figures = [Figure(f"{name}, {doors:,} doors", ours, other, floor, unit, most=_most(unit))
               for name, (ours, other, unit) in small.items()]
    figures += [Figure(f"{name}, {doors * communities:,} doors", ours, other, floor, unit)
                for name, (ours, other, unit) in large.items()]
    return figures + [Figure(f"{name}, street ÷ community", large[name][0], small[name][0],
                             "the same with 8,000 doors", small[name][2], most_ratio=MOST_RATIO) for name in small]


def _most(unit: str) -> float:
    return MOST if unit == "ms" else MOST_READING


def pages(communities: int, rounds: int, texts: int, window: bool = True) -> Found:
    """Name → (ours, the floor, unit) in a store of so many communities."""
    from center import opening
    from db.wrapping import FAST

    street = Street(communities)
    addresses = street.addresses(texts)
    with tempfile.TemporaryDirectory() as folder:
        centre = {"name": "晨光社区党群服务中心", "level": "community"}
        place = Path(folder) / "store"
        desk = opening.create(place, centre, LOGIN, "林晓", PASSWORD, kdf=FAST).desk
        fill(desk.store, street)
        del street
        found = asked(desk, rounds) | reading(desk, addresses)
        if window:
            found |= opened(desk, rounds)
        desk.close()
    return found


# ---- asked
def asked(desk: Any, rounds: int) -> Found:
    """What each page reads before it draws, beside its floor."""
    found = {}
    for name, act in reads(desk):
        times = [(worked(act), worked(lambda name=name: plain(desk, name))) for _ in range(rounds)]
        ours, floor = (median(some) * 1000 for some in zip(*times, strict=True))
        found[f"{name}, asked"] = ours, floor, "ms"
    return found


def worked(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = process_time()
    act()
    return process_time() - start


def plain(desk: Any, name: str) -> list:
    """The floor: the page's rows by plain questions."""
    return [desk.store.execute(question, (1,)).fetchall() for question in FLOORS[name]]


def reads(desk: Any) -> Iterator[tuple[str, Callable[[], object]]]:
    """(name, what the page asks)."""
    from views.state.counter import Counter
    from views.state.gaps import GapsState
    from views.state.household import HouseholdState
    from views.state.one_building import BuildingState
    from views.state.places import PlacesState

    def tree() -> object:
        state = PlacesState(desk)
        return state.about(state.node)

    def picture() -> object:
        counter = Counter(desk)
        state = BuildingState(desk, counter)
        state.load(1)
        house = HouseholdState(desk, counter, state.facts.doors[100].id)
        return state.layers, house.lines, house.facts, house.timeline()

    def cover() -> object:
        state = GapsState(desk)
        state.take(state.load(state.community))
        return state.found

    yield TREE, tree
    yield PICTURE, picture
    yield COVER, cover


# ---- opened
def opened(desk: Any, rounds: int) -> Found:
    """Each page brought to the front of the window and drawn, beside the floor of what it reads."""
    from views.window import Window

    window = Window(desk.store.folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(desk)
    bench, found = window.bench, {}
    try:
        for name, show in ((TREE, lambda: bench.show("places")), (COVER, lambda: bench.show("gaps")),
                           (PICTURE, lambda: bench.show("building").open(1))):
            times = [_once(window, show) for _ in range(rounds + 1)][1:]  # the first time it is built
            floor = min(seconds(lambda name=name: plain(desk, name))[0] for _ in range(rounds))
            found[f"{name}, opened"] = min(times) * 1000, floor * 1000, "ms"
    finally:
        window.close()
    return found


def _once(window: Any, show: Callable[[], object]) -> float:
    bench = window.bench
    bench.show("list:streets")
    for key in ("places", "gaps"):  # a building's page reads anew by itself
        if key in bench.pages:
            bench.pages[key].changed(CHANGED)
    _drawn(window)

    def open_it() -> None:
        show()
        _drawn(window)

    return seconds(open_it)[0]


def _drawn(window: Any) -> None:
    """Until no job works and everything is on the screen: events and the X server's answer."""
    window.root.update()
    while window.jobs.busy:
        window.root.update()
    window.root.winfo_pointerxy()


# ---- read
def reading(desk: Any, addresses: list[str]) -> Found:
    """Addresses beside as many exact look-ups by the index of names."""
    from center.addresses.reading import Places

    def exact() -> None:
        for text in addresses:
            desk.store.execute('SELECT "id" FROM "doors" WHERE "name" = ?', (text,)).fetchone()

    read: list[Any] = []
    ours = worked(lambda: read.extend(Places.load().read_all(addresses)))
    if sum(not one.reason for one in read) < len(addresses) * 0.9:
        raise ValueError("addresses that nobody can read")
    return {f"{len(addresses):,} addresses read": (ours, worked(exact), "s")}
