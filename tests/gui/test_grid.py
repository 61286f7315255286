"""The DataGrid in a real window: pooled, keyboard-driven, edited in place."""

from __future__ import annotations

from array import array

import pytest

from tests.gui.hands import click, press, type_text, wait
from views.kit import shapes, theme
from views.kit.grid import DataGrid
from views.kit.grid_columns import Cell, Column

COLUMNS = [
    Column("name", "姓名", 92, look="title"),
    Column("age", "年龄", 64, align="e"),
    Column("phone", "手机", 138, priority=2),
    Column("address", "住址", 200, flex=True),
    Column("tags", "标签", 160, look="chips", tones={"党员": "red"}),
    Column("updated", "更新", 104, priority=3, look="dim"),
]


def fetch(ids):
    return [
        (
            one,
            (
                f"居民{one}",
                str(one % 90),
                "138 0000 0000",
                f"和平里{one}号",
                "党员、志愿者" if one % 3 == 0 else "",
                "2026-01-01",
            ),
        )
        for one in ids
    ]


@pytest.fixture
def grid(window):
    made = DataGrid(window, COLUMNS, fetch, checks=True)
    made.pack(fill="both", expand=True)
    made.show(array("q", range(1, 100_001)))
    wait(window, lambda: bool(made.view.slots))
    return made


def shown(grid) -> list[str]:
    """All texts on the body, top to bottom."""
    body = grid.body
    found = [
        (body.coords(item)[1], body.itemcget(item, "text")) for item in body.find_all() if body.type(item) == "text"
    ]
    return [text for _, text in sorted(found) if text]


def test_a_hundred_thousand_rows_scroll_with_a_pool_of_items(grid):
    # rare items (chips) are made the first time a row on the screen needs them
    for _ in range(3):
        grid.view.scroll(1)
    items, pictures = len(grid.body.find_all()), shapes.kept()
    for _ in range(33):
        grid.view.scroll(3_001)
        grid.update()
    assert len(grid.body.find_all()) == items
    assert shapes.kept() == pictures
    assert grid.view.first > 90_000
    assert any(text.startswith("居民9") for text in shown(grid))


def test_only_a_few_pages_are_kept(window):
    asked = []

    def counted(ids):
        asked.append(len(ids))
        return fetch(ids)

    made = DataGrid(window, COLUMNS, counted)
    made.pack(fill="both", expand=True)
    made.show(array("q", range(1, 100_001)))
    wait(window, lambda: bool(made.view.slots))
    assert sum(asked) <= 64
    for _ in range(100):
        made.view.scroll(640)
    assert len(made.pages._pages) <= 32


def test_keys_move_the_selection_and_tell_it_once_it_rests(grid, window):
    told = []
    grid.on_select = told.append
    for key, expected in (("<Down>", 2), ("<Down>", 3), ("<Up>", 2), ("<End>", 100_000), ("<Home>", 1)):
        press(grid.body, key)
        assert grid.selected == expected
    press(grid.body, "<Next>")
    assert grid.selected == 1 + grid.view.page_rows
    wait(window, lambda: told and told[-1] == grid.selected)
    assert len(told) < 6


def test_space_checks_and_shift_reaches(grid):
    seen = []
    grid.on_check = seen.append
    press(grid.body, "<space>")
    assert grid.checked == {1}
    press(grid.body, "<Shift-Down>")
    press(grid.body, "<Shift-Down>")
    assert grid.checked == {1, 2, 3} == seen[-1]
    press(grid.body, "<Control-a>")
    assert len(grid.checked) == 100_000
    press(grid.body, "<Control-A>")
    assert grid.checked == set()


def test_the_selected_row_stays_when_the_list_changes(grid):
    grid.select_id(500)
    grid.checked = {500, 501}
    grid.show(array("q", range(400, 501)))
    assert grid.selected == 500
    assert grid.checked == {500}
    grid.show(array("q", [1, 2]))
    assert grid.selected == 1


def test_columns_leave_by_priority_when_the_window_is_narrow(grid, window):
    assert {span.column.key for span in grid.view.spans} >= {"updated", "phone"}
    window.geometry("660x600")
    wait(window, lambda: grid.view.size[0] == 660)
    kept = {span.column.key for span in grid.view.spans}
    assert "updated" not in kept
    assert {"name", "age", "address", "tags"} <= kept


def test_a_click_on_a_header_sorts_up_then_down(grid):
    asked = []
    grid.on_sort = asked.extend
    span = grid.view.span_of("name")
    for _ in range(2):
        click(grid.view.head, span.x + 20, 10)
    assert asked == [("name", "asc"), ("name", "desc")]


def test_dragging_a_headers_edge_makes_a_column_wider(grid):
    head, span = grid.view.head, grid.view.span_of("name")
    edge = span.x + span.width
    head.event_generate("<Button-1>", x=edge, y=10)
    head.event_generate("<B1-Motion>", x=edge + 60, y=10)
    head.event_generate("<ButtonRelease-1>", x=edge + 60, y=10)
    assert grid.view.span_of("name").width == span.width + 60


def test_a_click_selects_and_a_double_click_opens(grid, window):
    opened = []
    grid.on_open = opened.append
    click(grid.body, 300, 3 * theme.px(40) + 5)
    assert grid.selected == 4
    click(grid.body, 300, 3 * theme.px(40) + 5)
    assert opened == [4]
    press(grid.body, "<Return>")
    assert opened == [4, 4]


def test_long_text_is_elided_never_cut(window):
    made = DataGrid(window, [Column("name", "姓名", 100)], lambda ids: [(one, ("名" * 200,)) for one in ids])
    made.pack(fill="both", expand=True)
    made.show(array("q", [1]))
    wait(window, lambda: bool(made.view.slots))
    text = next(text for text in shown(made) if text.startswith("名"))
    assert text.endswith("…")
    assert theme.font(14).measure(text) <= 84


def test_an_empty_list_says_so(grid):
    grid.set_empty("没有符合条件的居民")
    grid.show(array("q"))
    assert "没有符合条件的居民" in shown(grid)
    assert grid.selected is None
    press(grid.body, "<Down>")
    press(grid.body, "<space>")


def test_a_row_deleted_meanwhile_is_an_empty_line(window):
    made = DataGrid(window, COLUMNS, lambda ids: fetch([one for one in ids if one != 2]))
    made.pack(fill="both", expand=True)
    made.show(array("q", [1, 2, 3]))
    wait(window, lambda: bool(made.view.slots))
    assert {"居民1", "居民3"} <= set(shown(made))
    assert "居民2" not in shown(made)


def test_group_heads_are_drawn_and_stepped_over(window):
    def rows(ids):
        return [(one, ("7", "服务流程标准化", "8 项", "7.0 / 10 分")) if one < 0 else fetch([one])[0] for one in ids]

    made = DataGrid(window, COLUMNS, rows)
    made.pack(fill="both", expand=True)
    made.show(array("q", [-1, 1, 2, -2, 3]))
    wait(window, lambda: bool(made.view.slots))
    assert "服务流程标准化" in shown(made)
    assert made.selected == 1
    press(made.body, "<Down>")
    press(made.body, "<Down>")
    assert made.selected == 3
    press(made.body, "<Up>")
    assert made.selected == 2
    press(made.body, "<Home>")
    assert made.selected == 1
    heights = [slot.height for slot in made.view.slots[:4]]
    assert heights == [36, 40, 40, 36]


def test_the_theme_changes_without_a_restart(grid):
    before = grid.body.cget("bg")
    theme.set_mode("dark")
    assert grid.body.cget("bg") == theme.pair("surface")[1] != before
    assert grid.body.itemcget(grid.view.slots[3].ground, "fill") == theme.pair("surface")[1]
    theme.set_mode("light")
    assert grid.body.cget("bg") == before


@pytest.fixture
def sheet(window):
    """A wide sheet whose second column holds a wrong cell."""
    data = {
        one: [str(one), Cell("3.7E+17", "red"), Cell("1960-06", "blue", "1960.6"), "男", "x" * 20]
        for one in range(1, 60)
    }
    columns = [
        Column(key, label, 300, editable=key != "no")
        for key, label in (("no", "序号"), ("id", "身份证"), ("birth", "出生"), ("sex", "性别"), ("note", "备注"))
    ]
    edits = []

    def edit(one, key, text):
        edits.append((one, key, text))
        data[one][[column.key for column in columns].index(key)] = text

    made = DataGrid(
        window,
        columns,
        lambda ids: [(one, data[one]) for one in ids],
        wide=True,
        frozen=1,
        cells=True,
        number=lambda position, one: str(position + 4),
        on_edit=edit,
    )
    made.edits = edits
    made.pack(fill="both", expand=True)
    made.show(array("q", range(1, 60)))
    wait(window, lambda: bool(made.view.slots))
    made.select(0, "id")
    return made


def test_enter_edits_the_cell_and_goes_down(sheet, window):
    press(sheet.body, "<Return>")
    wait(window, lambda: window.focus_get() is sheet.editor.entry)
    sheet.editor.entry.delete(0, "end")
    type_text(sheet.editor.entry, "11010519491231002X")
    press(sheet.editor.entry, "<Return>")
    assert sheet.edits == [(1, "id", "11010519491231002X")]
    assert sheet.cell == (2, "id")
    assert "11010519491231002X" in shown(sheet)
    wait(window, lambda: window.focus_get() is sheet.body)


def test_escape_leaves_the_cell_as_it_was_and_tab_goes_on(sheet, window):
    press(sheet.body, "<F2>")
    type_text(sheet.editor.entry, "9")
    press(sheet.editor.entry, "<Escape>")
    assert sheet.edits == []
    press(sheet.body, "<F2>")
    press(sheet.editor.entry, "<Tab>")
    assert sheet.edits == []
    assert sheet.cell == (1, "birth")


def test_typing_on_a_cell_starts_with_what_was_typed(sheet):
    press(sheet.body, "<Key>", keysym="a")
    assert sheet.editor.open
    assert sheet.editor.entry.get() == "a"


def test_a_cell_that_may_not_be_edited_is_not(sheet):
    opened = []
    sheet.on_open = opened.append
    sheet.select(0, "no")
    press(sheet.body, "<Return>")
    assert not sheet.editor.open
    assert opened == [1]


def test_clicking_another_cell_keeps_what_was_typed(sheet, window):
    press(sheet.body, "<F2>")
    type_text(sheet.editor.entry, "改")
    click(sheet.body, 700, 5 * theme.px(40) + 8)
    assert [edit[2] for edit in sheet.edits] == ["3.7E+17改"]


def test_a_wide_sheet_scrolls_under_its_frozen_columns(sheet, window):
    frozen = sheet.view.frozen_edge
    press(sheet.body, "<Right>")
    for _ in range(3):
        press(sheet.body, "<Right>")
    assert sheet.cell == (1, "note")
    assert sheet.view.shift > 0
    span = sheet.view.span_of("note")
    assert sheet.view.left_of(span) + span.width <= sheet.view.size[0]
    assert sheet.view.span_at(frozen - 5).column.key == "no"
    assert sheet.view.frozen_edge == frozen


def test_what_was_and_what_is_stand_in_one_cell(sheet):
    texts = shown(sheet)
    assert "1960.6 → " in texts
    assert "1960-06" in texts


def test_it_is_drawn_to_scale(big_window):
    made = DataGrid(big_window, COLUMNS, fetch, checks=True)
    made.pack(fill="both", expand=True)
    made.show(array("q", range(1, 100)))
    wait(big_window, lambda: bool(made.view.slots))
    assert made.view.slots[0].height == 60
    assert made.view.span_of("name").width == 138
