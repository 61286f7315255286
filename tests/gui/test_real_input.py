"""Real X events: focus, hit testing and shortcuts as the hand makes them, not as a test sends them."""

from __future__ import annotations

import subprocess
from array import array

from tests.gui.hands import wait
from tests.needs import XDOTOOL
from views.kit import keys
from views.kit.controls import Panel, SearchBox
from views.kit.grid import DataGrid
from views.kit.grid_columns import Column

pytestmark = XDOTOOL


def do(window, then, *words: object) -> None:
    """xdotool, while the window's loop runs (blocking would stop both); back when done and `then` holds."""
    hand = subprocess.Popen(["xdotool", *map(str, words)])
    wait(window, lambda: hand.poll() is not None and then())


def test_search_walk_check_and_edit_by_hand(window):
    told, edits = [], []
    head = Panel(window)
    head.pack(fill="x")
    box = SearchBox(head, "姓名", told.append, on_down=lambda: grid.focus_set())
    box.pack(side="left")
    columns = [Column("name", "姓名", 200, editable=True), Column("phone", "手机", 200)]
    texts = {one: [f"居民{one}", "138"] for one in range(1, 500)}

    def edit(one, key, text):
        edits.append((one, key, text))
        texts[one][0] = text

    grid = DataGrid(
        window, columns, lambda ids: [(one, texts[one]) for one in ids], checks=True, cells=True, on_edit=edit
    )
    grid.pack(fill="both", expand=True)
    grid.show(array("q", range(1, 500)))
    keys.shortcut(window, "Control-f", box.focus_set)
    wait(window, lambda: bool(grid.view.slots))
    do(window, lambda: window.focus_get() is box.entry.inner, "key", "ctrl+f")
    do(window, lambda: told and told[-1] == "wang 3-2", "type", "--delay", "15", "wang 3-2")
    do(window, lambda: window.focus_get() is grid.body, "key", "Down")
    do(window, lambda: grid.checked == {3}, "key", "--delay", "40", "Down", "Down", "space")
    x, y = grid.body.winfo_rootx() + 120, grid.body.winfo_rooty() + 5 * 40 + 20
    do(window, lambda: grid.cell == (6, "name"), "mousemove", x, y, "click", "1")
    do(window, lambda: window.focus_get() is grid.editor.entry, "key", "F2")
    do(window, lambda: grid.editor.entry.get() == "Ouyang", "type", "--delay", "15", "Ouyang")
    do(window, lambda: edits == [(6, "name", "Ouyang")] and grid.cell == (7, "name"), "key", "Return")
    do(window, lambda: grid.view.first == 6, "mousemove", x, y, "click", "5", "click", "5")
