"""The file's own sheet in the import preview: a grid of judged cells, corrected where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from views.kit.grid import SHEET_ROW, DataGrid
from views.kit.grid_columns import Cell, Column
from views.state.import_parts import Shown

if TYPE_CHECKING:
    from views.pages.importing import ImportPage


def sheet_of(page: ImportPage) -> DataGrid:
    """A grid over the rows of the page's preview; ids are the file's row numbers, below 0 those left out."""
    state = page.state
    columns = [
        Column(str(one.index), state.letter(one.index), state.width(one.index), sortable=False,
               editable=state.editable(one.index))
        for one in state.headings
    ]
    grid = DataGrid(
        page,
        columns,
        lambda numbers: _rows(page, numbers),
        number=lambda _position, number: _number(page, number),
        wide=True,
        cells=True,
        row=SHEET_ROW,
        frozen=0,
        on_edit=lambda number, key, text: page.act(lambda: page.state.correct_cell(number, int(key), text)),
        on_select=lambda number: _selected(page, number),
        on_open=lambda number: _uncover(page, number),
        edit_text=lambda one, key: state.text_to_edit(one, int(key)),
    )
    _keys(page, grid)
    return grid


def _keys(page: ImportPage, grid: DataGrid) -> None:
    def following(step: int) -> str:
        page.panel.step(step)
        return "break"

    def enter() -> str:
        """At the counter Enter shows the row first."""
        if grid.selected is None or not _uncover(page, grid.selected):
            grid.open_current()
        return "break"

    for key, step in (("<Control-Down>", 1), ("<Control-Up>", -1)):
        grid.body.bind(key, lambda _event, step=step: following(step))
    for key in ("<Return>", "<KP_Enter>"):
        grid.body.bind(key, lambda _event: enter())


def _rows(page: ImportPage, numbers: list[int]) -> list[tuple]:
    state = page.state
    left = [(number, state.left_out(-number)) for number in numbers if number < 0]
    rows = state.fetch([number for number in numbers if number > 0])
    return [*left, *((number, [_cell(one) for one in cells]) for number, cells in rows)]


def _number(page: ImportPage, number: int) -> str | Cell:
    tone = page.state.row_tone(number)
    return Cell(str(number), tone, strong=True) if tone else str(number)


def _cell(one: Shown) -> Cell | str:
    if not (one.tone or one.was or one.strong):
        return one.text
    return Cell(one.text, one.tone, one.was, tint=one.tone not in ("", "grey"), strong=one.strong)


def _selected(page: ImportPage, number: int | None) -> None:
    if page.state is not None and page.state.cover.leave(number):
        page.changed(frozenset())
    if number is not None and page.grid_.cell_key:
        page.panel.follow(number, int(page.grid_.cell_key))


def _uncover(page: ImportPage, number: int) -> bool:
    uncovered = page.state.cover.uncover(number)
    if uncovered:
        page.changed(frozenset())
    return uncovered
