"""A list at the keyboard: conditions, columns, selection, menus, many rows at once, copy and paste."""

from __future__ import annotations

import gc
import shutil
import weakref

import pytest

from center import opening
from db.listing import Query
from db.models.members import Branch, Member
from tests.gui.hands import click, press, wait
from tests.gui.seats import show
from tests.stores import PASSWORD, add_branch, id_card
from views.kit import theme
from views.kit.menu import Menu
from views.pages import list_acts
from views.pages.list_columns import ColumnsFlyout
from views.pages.list_filter import FilterFlyout
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture(scope="module")
def seat(centre, tmp_path_factory):
    """One window for all of these tests: `page` puts the list back as it was."""
    folder = tmp_path_factory.mktemp("lists") / "store"
    shutil.copytree(centre, folder)
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, "lin", PASSWORD))
    yield show(window)
    window.close()


@pytest.fixture
def page(seat):
    bench = seat.bench
    while getattr(seat.root, "kit_overlay", None) is not None:
        seat.root.kit_overlay.close()
    bench.go("members")
    wait(seat.root, lambda: bool(bench.page.grid_.view.slots))
    bench.page.grid_.uncheck()
    bench.page.acts._standard()
    bench.page.grid_.select(0, at_once=True)
    return bench.page


def flyout(page):
    box = page.bench.root.kit_overlay
    wait(page.bench.root, box.winfo_viewable)
    return box


def idle(seat) -> None:
    wait(seat.root, lambda: not seat.jobs.busy, 30)


@pytest.fixture
def menus(monkeypatch: pytest.MonkeyPatch) -> list[Menu]:
    """The menus that are shown."""
    seen: list[Menu] = []

    class Seen(Menu):
        def __init__(self, *given) -> None:
            super().__init__(*given)
            seen.append(self)

    monkeypatch.setattr(list_acts, "Menu", Seen)
    return seen


def choose(menu: Menu, words: str) -> None:
    place = next(place for place, item in enumerate(menu.items) if item and words in item.label)
    menu.choose(place)


def test_a_condition_is_made_changed_and_taken_away_by_keyboard(seat, page) -> None:
    root = seat.root
    press(page.tools.filter_button._canvas, "<space>")
    box = flyout(page)
    assert isinstance(box, FilterFlyout)
    box.search.put("所在")
    press(box.search.inner, "<Return>")
    assert box.making.label == "所在党支部" and [one.count for one in box.offers] == ["4", "4", "0"]
    press(box.grid_.body, "<space>")
    press(box.grid_.body, "<Return>")
    assert page.state.total == 4 and page.grid_.checked == set()
    tokens = page.tools.tokens
    wait(root, tokens.winfo_viewable)
    assert tokens.items[0][1] in ("所在党支部：第一党支部", "所在党支部：第二党支部")
    press(tokens, "<Return>")
    box = flyout(page)
    assert len(box.grid_.checked) == 1
    press(box.grid_.body, "<Control-a>")
    press(box.grid_.body, "<Return>")
    assert page.state.total == 8
    press(tokens, "<BackSpace>")
    assert not page.state.conditions and not tokens.winfo_manager()


def test_days_are_typed_as_people_type_them_and_a_wrong_one_is_told_there(page) -> None:
    page.flip_filters("joined")
    box = flyout(page)
    box.boxes["low"].put("2030")
    box.boxes["high"].put("2020")
    press(box.boxes["high"].entry.inner, "<Return>")
    assert "对调" in box.boxes["high"].problem_text
    box.boxes["low"].put("1990年")
    press(box.boxes["low"].entry.inner, "<Return>")
    assert page.state.tokens() == [("joined", "加入党组织日期：1990-01-01 到 2020-12-31")]
    page.flip_filters("joined")
    press(flyout(page).grid_.body, "<Escape>")
    assert getattr(page.bench.root, "kit_overlay", None) is None


def test_a_press_elsewhere_closes_what_was_opened(seat, page) -> None:
    page.flip_filters()
    box = flyout(page)
    box.event_generate("<Button-1>", x=-50, y=300, rootx=box.winfo_rootx() - 50, rooty=box.winfo_rooty() + 300)
    assert not box.winfo_exists() and seat.root.kit_overlay is None
    page.flip_columns()
    page.flip_columns()
    assert seat.root.kit_overlay is None


def test_columns_are_shown_moved_widened_and_sorted_by_keyboard_and_stay(seat, page) -> None:
    page.flip_columns()
    box = flyout(page)
    assert isinstance(box, ColumnsFlyout)
    body = box.grid_.body
    press(body, "<Down>")
    press(body, "<space>")
    assert "person.sex" not in page.state.columns_.paths and box.path == "person.sex"
    box.grid_.select_id(box.places["branch"])
    press(body, "<Alt-Up>")
    press(body, "<Right>")
    press(body, "<Return>")
    box.grid_.select_id(box.places["person.birth"])
    press(body, "<Shift-Return>")
    assert page.state.sort == (("branch", "asc"), ("person.birth", "asc"))
    press(body, "<Escape>")
    assert page.state.columns_.paths[1] == "branch"
    kept = seat.bench.desk.preference("list.members.columns")
    assert kept["paths"][1] == "branch" and kept["widths"]["branch"] > 0
    assert [span.column.key for span in page.grid_.view.spans][1:3] == ["person.name", "branch"]


def test_a_header_is_dragged_to_another_place(page) -> None:
    head, view = page.grid_.view.head, page.grid_.view
    span, target = view.span_of("person.phone"), view.span_of("person.sex")
    for sequence, x in (("<Button-1>", span.x + 20), ("<B1-Motion>", span.x), ("<B1-Motion>", target.x + 3),
                        ("<ButtonRelease-1>", target.x + 3)):
        head.event_generate(sequence, x=x, y=10)
    assert page.state.columns_.paths[:3] == ["person.name", "person.phone", "person.sex"] and not page.state.sort
    click(head, view.span_of("person.sex").x + 10, 10)
    assert page.state.sort == (("person.sex", "asc"),)


def test_more_columns_than_have_room_are_scrolled_sideways(page) -> None:
    for path in ("post", "lost", "mobile", "mobile_to", "note", "duty", "lost_on"):
        page.state.columns_.flip(path)
    page.relay()
    view = page.grid_.view
    assert view.sideways and {"post", "note", "person.id_card"} <= {span.column.key for span in view.spans}
    assert next(span for span in view.spans if span.column.key == "person.name").frozen
    press(page.grid_.body, "<Right>")
    assert view.shift > 0
    page.state.columns_.restore()
    page.relay()
    assert not view.sideways and view.shift == 0


def test_shift_reaches_and_gives_free_again_escape_clears_and_sorting_keeps(seat, page) -> None:
    grid = page.grid_
    press(grid.body, "<Shift-Down>")
    press(grid.body, "<Shift-Down>")
    press(grid.body, "<Shift-Up>")
    assert len(grid.checked) == 2
    chosen = set(grid.checked)
    grid.sort_by("person.birth")
    grid.sort_by("person.birth")
    assert grid.checked == chosen and "已选 2 条" in seat.bench.status._text.text
    assert page.tools._strip.winfo_manager() and not page.tools.right.winfo_manager()
    assert page.chosen() == [one for one in grid.ids if one in chosen]
    press(grid.body, "<Escape>")
    assert not grid.checked and page.tools.right.winfo_manager()
    grid.body.event_generate("<Button-1>", x=300, y=5)
    grid.body.event_generate("<Shift-Button-1>", x=300, y=theme.px(40) * 3 + 5)
    assert len(grid.checked) == 4


def test_one_field_is_changed_on_the_chosen_rows_and_taken_back(seat, page) -> None:
    root, grid = seat.root, page.grid_
    press(grid.body, "<Control-a>")
    page.acts.ask_edit()
    box = root.kit_overlay
    from views.pages.list_edit import EditMany

    box.close()
    asked = EditMany(page.acts, page.acts._many())
    asked.apply()
    assert "先选一项" in asked.field.problem_text
    asked.field.put("joined", "加入党组织日期")
    asked.value.put("三百年前")
    asked.apply()
    assert asked.value.problem_text
    asked.value.put("1999-07-01")
    asked.apply()
    idle(seat)
    assert {texts[5] for _rid, texts in page.state.fetch(page.state.ids())} == {"1999-07-01"}
    assert root.kit_toasts[-1]._words.cget("text") == "已修改 8 条"
    assert len(grid.checked) == 8
    seat.bench.undo()
    idle(seat)
    assert {texts[5] for _rid, texts in page.state.fetch(page.state.ids())} == {""}


def test_after_a_row_is_removed_the_keys_stand_on_the_next_one_and_the_note_names_it(seat, page) -> None:
    grid = page.grid_
    grid.select(2, at_once=True)
    gone, after = grid.ids[2], grid.ids[3]
    press(grid.body, "<Delete>")
    wait(seat.root, lambda: gone not in grid.ids and grid.selected == after)
    assert page.bench.desk.next_undo().label.startswith("删除党员 ")
    page.bench.undo()
    wait(seat.root, lambda: gone in grid.ids)


def test_rows_that_refuse_are_named_and_the_others_can_go_alone(seat, page) -> None:
    bench, root = seat.bench, seat.root
    add_branch(bench.desk, "空支部")
    bench.go("branches")
    page = bench.page
    press(page.grid_.body, "<Control-a>")
    press(page.grid_.body, "<Delete>")
    root.kit_overlay.field.put("撤并")
    press(root.kit_overlay.field.entry.inner, "<Return>")
    idle(seat)
    box = root.kit_overlay
    words = [child.text for child in box.inside.winfo_children() if hasattr(child, "text")]
    assert words[0] == "有 2 条不能删除，所以一条都没有删" and words[1].startswith("第")
    assert len(bench.desk.ids(Query(Branch))) == 3
    go = next(child for row in box.inside.winfo_children() for child in row.winfo_children()
              if getattr(child, "_text", "") == "只删能删的 1 条")
    go.invoke()
    idle(seat)
    assert len(bench.desk.ids(Query(Branch))) == 2 and not page.grid_.checked


def test_chosen_rows_are_copied_masked_and_a_block_is_pasted_into_the_preview(seat, page) -> None:
    root = seat.root
    page.grid_.toggle(0)
    page.grid_.toggle(2)
    press(page.grid_.body, "<Control-c>")
    lines = root.clipboard_get().splitlines()
    assert len(lines) == 3 and lines[0].startswith("姓名\t性别") and "****" in lines[1]
    root.clipboard_clear()
    block = f"姓名\t身份证号码\t所在支部\t人员类别\n林德胜\t{id_card('19600610', 51)}\t第一党支部\t正式党员\n"
    root.clipboard_append(block)
    press(page.grid_.body, "<Control-v>")
    wait(root, lambda: seat.bench.key == "import:members" and seat.bench.page.state is not None, 20)
    preview = seat.bench.page
    assert preview.name.text == "粘贴的表格" and preview.state.takes == 1
    idle(seat)
    assert len(seat.bench.desk.ids(Query(Member))) == 8


def test_a_row_has_a_menu_at_the_menu_key_and_the_right_button(seat, page, menus) -> None:
    body = page.grid_.body
    press(body, "<Menu>")
    words = [item.label for item in menus[-1].items if item]
    assert words[0] == "修改这一条" and "删除" in words
    press(menus[-1].canvas, "<Down>")
    press(menus[-1].canvas, "<Escape>")
    assert seat.root.kit_overlay is None
    span = page.grid_.view.span_of("branch")
    body.event_generate("<Button-3>", x=span.x + 10, y=theme.px(40) * 2 + 5)
    assert page.grid_.current == 2
    choose(menus[-1], "只看“")
    assert page.state.total == 4 and page.state.conditions[0].path == "branch"
    page.acts.head_menu("category", 300, 200)
    choose(menus[-1], "不显示")
    assert "category" not in page.state.columns_.paths


def test_a_view_is_saved_opened_and_forgotten(seat, page, menus) -> None:
    root = seat.root
    page.state.narrow("person.sex", "2")
    page.reload()
    women = page.state.total
    page.acts.views()
    choose(menus[-1], "存为新视图")
    box = root.kit_overlay
    box.field.put("女党员")
    press(box.field.entry.inner, "<Return>")
    assert page.view_button.cget("text") == "女党员"
    page.acts.views()
    choose(menus[-1], "恢复默认")
    assert page.state.total == 8 and page.view_button.cget("text") == "视图"
    page.acts.views()
    choose(menus[-1], "女党员")
    assert page.state.total == women and page.tools.tokens.items
    page.acts.views()
    choose(menus[-1], "删除“女党员”")
    assert page.state.views.names() == ()


def test_the_paper_shows_what_is_seen(seat, page, tmp_path) -> None:
    page.state.narrow("person.sex", "2")
    page.grid_.sort_by("person.birth")
    page.handing.export(page.handing.ids(), tmp_path / "名单.xlsx")
    wait(seat.root, lambda: (tmp_path / "名单.xlsx").exists() and not seat.jobs.busy, 30)
    from reports.reading import read_table

    rows = [[cell for cell in row if cell is not None] for row in read_table(tmp_path / "名单.xlsx").rows]
    heads = next(row for row in rows if "姓名" in row)
    from db.record import column

    assert [one for one in heads if one != "系统编号"] == [column(Member, path).label for path in page.seen_paths()]
    told = [str(cell) for row in rows for cell in row]
    assert "筛选：性别：女" in told and f"共 {page.state.total} 条" in told
    page.only_these(tuple(page.state.ids()[:1]), "女 1")
    assert [text for _path, text in page.state.tokens()] == ["只看：女 1"]
    press(page.tools.tokens, "<BackSpace>")
    assert page.state.among is None and page.state.total == 8


def test_what_was_opened_and_closed_leaves_nothing_behind(seat, page) -> None:
    # only those opened here: a test that failed before keeps its own alive in its traceback
    opened = []
    for path in ("branch", "joined", ""):
        page.flip_filters(path)
        opened.append(weakref.ref(flyout(page)))
        flyout(page).close()
    page.flip_columns()
    opened.append(weakref.ref(flyout(page)))
    flyout(page).close()
    seat.root.update()
    gc.collect()
    assert not [one() for one in opened if one() is not None] and seat.root.kit_overlay is None
