"""The picture of a building of 34 floors × 8 doors, within one frame: against a bare canvas of as many texts.

Run with a screen: `xvfb-run -a python benchmarks/picture.py`. Every time includes drawing (an X round trip).
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from types import SimpleNamespace

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.figures import Figure
from benchmarks.grid import timed

FLOORS, UNITS, EACH, ROUNDS, FRAME = 34, 4, 2, 60, 16.0


def building(number: int):
    """Invented facts: every door with how it is used."""
    from center.places.building import BuildingFacts, DoorFact

    doors, start = [], number * 1000
    for unit in range(1, UNITS + 1):
        doors += [DoorFact(start + len(doors) + (floor - 1) * EACH + nth, f"{floor}{nth:02}", unit, floor, "home")
                  for floor in range(1, FLOORS + 1) for nth in range(1, EACH + 1)]
    return BuildingFacts(number, "", f"晨光花园{number}号楼", f"{number}号楼", "晨光花园", "第4网格",
                         tuple(range(1, FLOORS + 1)), tuple((one, str(one)) for one in range(1, UNITS + 1)),
                         tuple(doors), (), True, {"group": "", "secretary": ""})


def state(number: int):
    """A building as the page sees it, its layers answered from memory."""
    from center.places.layers import Kind, Layer, Mark
    from views.state.one_building import BuildingState

    made = BuildingState(SimpleNamespace(may=lambda _right: True), SimpleNamespace(on=False, person=str))
    made.facts, doors = building(number), building(number).doors
    kinds = (Kind("own", "自住", "grey"), Kind("rented", "出租", "blue"), Kind("vacant", "空置", "hollow"))
    made.layers = (Layer("use", "入住", "", kinds, None, 1, False), Layer("members", "党员", "", kinds, None, 2, True))
    made.layer, made.living = made.layers[0], {one.id: one.id % 5 for one in doors}
    made.marks = {"use": {one.id: Mark(kinds[(one.id + number) % 3].key, f"{one.id % 5} 人") for one in doors},
                  "members": {one.id: Mark("rented", "1 人") for one in doors if one.id % 9 == 0}}
    return made


def floor(window) -> list[float]:
    """The least it can cost: a bare canvas on which as many texts change."""
    import tkinter as tk

    canvas = tk.Canvas(window, bd=0, highlightthickness=0, bg="white")
    canvas.place(x=0, y=0, relwidth=1.0, relheight=1.0)
    wide = UNITS * EACH
    items = [canvas.create_text(60 + 70 * x, 42 + 20 * y, anchor="w", text="")
             for y in range(FLOORS) for x in range(wide)]

    def step(n: int) -> None:
        for nth, item in enumerate(items):
            canvas.itemconfigure(item, text=str(n * 100 + nth))

    found = [timed(window, lambda n=n: step(n)) for n in range(ROUNDS)]
    canvas.destroy()
    return found


def measure() -> list[Figure]:
    """Figures of the first drawing, of the next building, of another layer, of an arrow key."""
    from views.kit import start
    from views.kit.controls import Label
    from views.pages.building_canvas import BuildingCanvas

    start.prepare("light", 1.0)
    window = start.window("benchmark", 1366, 900)
    Label(window, "楼栋", 22, icon="building-2").pack()
    window.update()
    bare = statistics.median(floor(window))
    canvas = BuildingCanvas(window, lambda _door: None, lambda _door: None)
    canvas.pack(fill="both", expand=True)
    window.update()
    states = [state(1), state(2)]
    first = timed(window, lambda: canvas.show(states[0]))
    found = {"first": [first], "next": [], "layer": [], "step": []}
    for n in range(1, ROUNDS):
        one = states[n % 2]
        found["next"].append(timed(window, lambda one=one: canvas.show(one)))

        def other(one=one, n=n) -> None:
            one.layer = one.layers[n // 2 % 2]
            canvas.recolour()

        found["layer"].append(timed(window, other))
        found["step"].append(timed(window, lambda n=n: canvas.step(1 if n % 16 < 8 else -1, n % 2)))
    start.close(window)
    names = {"first": "building of 34 × 8, drawn first", "next": "building, the next one drawn",
             "layer": "building, another layer", "step": "building, an arrow key"}
    goals = {"next": FRAME, "layer": FRAME, "step": FRAME}
    return [Figure(words, statistics.median(found[name]), bare, "a bare canvas with as many texts", "ms",
                   most=goals.get(name)) for name, words in names.items()]


if __name__ == "__main__":
    from benchmarks.figures import HEADING

    print(HEADING)
    for figure in measure():
        print(figure.line())
