"""The real window by keyboard: what is bound is written, Tab reaches everything in reading order, with a ring."""

from __future__ import annotations

import re
import shutil
import tkinter as tk
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import ImageGrab

from center import catalog, opening
from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.stores import PASSWORD, id_card
from views.kit import tab_order
from views.kit.buttons import Button, Link
from views.kit.pills import Pills
from views.pages.shortcut_table import ShortcutTable, in_columns, lines
from views.shortcuts import SCOPES
from views.window import Window

pytestmark = pytest.mark.gui
PAGES = ("home", "people", "members", "items", "papers", "inspection", "settings")
NO_KEY = {
    "Button", "ButtonPress", "ButtonRelease", "Motion", "Enter", "Leave", "FocusIn", "FocusOut", "Configure", "Map",
    "Unmap", "Destroy", "MouseWheel", "Visibility", "Expose", "B1", "Double", "Activate", "Deactivate",
}  # fmt: skip
# where a widget's own keys are written: its class → scopes of the table
WRITTEN = {
    "CTk": ("window", "move"),
    "DataGrid": ("list", "import"),
    "DutyList": ("list", "move"),
    "PdfView": ("paper",),
    "Tokens": ("conditions",),
}
FIELDS = ("move", "choice", "search", "form", "palette", "conditions")


@pytest.fixture(scope="module")
def bench(centre: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator:
    """One signed-in window for this file."""
    folder = tmp_path_factory.mktemp("keys") / "store"
    shutil.copytree(centre, folder)
    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, "lin", PASSWORD))
    yield show(window).bench
    window.close()


def within(widget: tk.Misc) -> Iterator[tk.Misc]:
    yield widget
    for child in widget.winfo_children():
        yield from within(child)


def bound(widget: tk.Misc) -> set[str]:
    """The keys bound on a widget itself, as the table writes them; both cases of a letter are one."""
    found = set()
    for sequence in tk.Misc.bind(widget) or ():
        parts = [part for part in sequence.strip("<>").split("-") if part != "Key"]
        if parts and "<" not in sequence[1:] and not NO_KEY & set(parts):
            found.add(plain("-".join(parts)))
    return found


def plain(keys: str) -> str:
    keys = {"KP_Enter": "Return", "Control-KP_Enter": "Control-Return", "ISO_Left_Tab": "Shift-Tab"}.get(keys, keys)
    *held, last = keys.replace("Key-", "").split("-")
    return "-".join([*sorted(held), last.lower() if len(last) == 1 else last])


def written(*scopes: str) -> set[str]:
    return {plain(key) for scope in SCOPES if scope.key in scopes for one in scope.shortcuts for key in one.keys}


def visit(bench, key: str) -> None:
    bench.go(key)
    bench.root.update()
    if key in ("papers", "inspection"):
        wait(bench.root, lambda: not bench.jobs._open)


def test_what_is_bound_is_what_is_written(bench) -> None:
    for key in PAGES:
        visit(bench, key)
    bench.go_form(catalog.record("members"))
    bench.root.update()
    unwritten = {}
    for widget in within(bench.root):
        name = type(widget.master if type(widget.master).__name__ == "DataGrid" else widget).__name__
        extra = bound(widget) - written(*WRITTEN.get(name, FIELDS))
        if extra:
            unwritten[name] = extra
    assert not unwritten
    assert written("window") <= bound(bench.root)
    assert written("list") - {"App"} <= bound(bench.pages["list:members"].grid_.body)
    assert written("paper") <= bound(bench.pages["papers"].view)
    bench.page.leave()


def test_letters_are_bound_in_both_cases(bench) -> None:
    for widget in within(bench.root):
        sequences = set(tk.Misc.bind(widget) or ())
        for sequence in sequences:
            if re.fullmatch(r"<Control-Key-[a-z]>", sequence):
                assert sequence[:-2] + sequence[-2].upper() + ">" in sequences, (widget, sequence)


@pytest.mark.parametrize("key", ["k", "d", "w", "y", "h", "t", "slash", "o", "e", "b", "p"])
def test_in_a_field_ctrl_with_a_letter_changes_no_text(bench, key) -> None:
    entry = tk.Entry(bench.area)
    entry.place(x=0, y=0)
    entry.insert(0, "张三丰")
    entry.icursor(1)
    bench.root.clipboard_clear()
    bench.root.clipboard_append("贴")
    before = entry.bindtags()
    entry.bindtags([tag for tag in before if tag != str(bench.root)])  # the field alone, without the window's shortcut
    press(entry, f"<Control-Key-{key}>")
    assert entry.get() == "张三丰" and not entry.selection_present()
    entry.destroy()


# ---- Tab
def control_of(stop: tk.Misc) -> tk.Misc:
    return stop.master if type(stop).__name__ in ("CTkCanvas", "Entry") else stop


def enabled_controls(root: tk.Misc) -> set[str]:
    """Everything a mouse could press on the page: it must be reached by Tab too."""
    found = set()
    for widget in within(root):
        if not widget.winfo_ismapped() or not widget.winfo_viewable():
            continue
        pressable = isinstance(widget, Button | Link | Pills) and widget.winfo_width() > 1
        if pressable and not (isinstance(widget, Button) and str(widget.cget("state")) == "disabled"):
            found.add(str(widget))
        if isinstance(widget, tk.Entry) and str(widget.cget("state")) == "normal":
            found.add(str(widget.master))
    return found


@pytest.mark.parametrize("key", [*PAGES, "form"])
def test_tab_reaches_every_control_in_reading_order_and_comes_round(bench, key) -> None:
    root = bench.root
    if key == "form":
        bench.go_form(catalog.record("members"))
    else:
        visit(bench, key)
    root.focus_force()
    root.update()
    order = tab_order.stops(root)
    order[0].focus_set()
    root.update()
    walked = [root.focus_get()]
    for _ in range(len(order) + 5):
        press(root.focus_get(), "<Tab>")
        if root.focus_get() is walked[0]:
            break
        walked.append(root.focus_get())
    assert walked == order
    reached = {str(control_of(stop)) for stop in walked}
    assert not enabled_controls(root) - reached
    press(walked[0], "<<PrevWindow>>")
    assert root.focus_get() is walked[-1]
    area = [stop for stop in walked if str(stop).startswith(str(bench.area))]
    rows = [stop.winfo_rooty() // 30 for stop in area if stop.winfo_height() < 60]
    back = [area[at + 1] for at in range(len(rows) - 1) if rows[at + 1] < rows[at]]
    # once from a list beside, or from the head to what is scrolled
    assert len(back) <= (key in ("papers", "form")), back
    if key == "form":
        bench.page.leave()


@pytest.mark.parametrize("key", ["home", "members", "papers", "settings"])
def test_every_stop_shows_that_it_has_the_keys(bench, key) -> None:
    root = bench.root
    visit(bench, key)
    bare = []
    for stop in tab_order.stops(root):
        control = control_of(stop)
        bench.area.focus_set()
        root.update()
        before = picture(control)
        stop.focus_set()
        root.update()
        if picture(control) == before:
            bare.append(f"{type(control).__name__} {control}")
    assert not bare


def test_a_long_list_that_gets_the_keys_stays_at_its_chosen_line(bench) -> None:
    visit(bench, "papers")
    names = bench.page.list
    names.choose("list_doors")
    for stop in (bench.area, names.canvas):
        stop.focus_set()
        bench.root.update()
    [(top, bottom)] = [place[1:] for place in names._places if place[0] == "list_doors"]
    assert top > names.winfo_height() and names.top <= top and bottom <= names.top + names.winfo_height()


def picture(widget: tk.Misc) -> bytes:
    x, y = widget.winfo_rootx(), widget.winfo_rooty()
    box = (x - 3, y - 3, x + widget.winfo_width() + 3, y + widget.winfo_height() + 3)
    return ImageGrab.grab((max(0, box[0]), max(0, box[1]), box[2], box[3]), xdisplay="").tobytes()


# ---- the table
def test_ctrl_slash_shows_every_shortcut_and_escape_takes_it_away(bench) -> None:
    root = bench.root
    press(root, "<Control-Key-slash>")
    box = root.kit_overlay
    shown = " ".join(
        widget.itemcget(item, "text")
        for widget in within(box) if isinstance(widget, tk.Canvas)
        for item in widget.find_all() if widget.type(item) == "text"
    )  # fmt: skip
    for scope in SCOPES:
        assert scope.label in shown
        for keys, _words in lines(scope):
            assert keys in shown
    press(root.focus_get(), "<Escape>")
    assert root.kit_overlay is None
    assert [scope for some in in_columns(3) for scope in some] == list(SCOPES)
    assert ShortcutTable.__doc__


# ---- a whole act without the mouse
def test_a_new_member_is_entered_and_saved_without_the_mouse(bench) -> None:
    """Alt+5 · name Tab ID number Tab … branch ↵ · Ctrl+S: the keys are counted, typed words apart."""
    root, pressed = bench.root, []

    def key(name: str) -> None:
        pressed.append(name)
        press(root.focus_get(), name)

    def word(text: str) -> None:
        root.focus_get().insert("insert", text)
        root.update()

    before = len(bench.go_list(catalog.record("members")).grid_.ids)
    bench.go("home")
    root.update()
    key("<Alt-Key-5>")
    wait(root, lambda: bench.key == "form:members")
    form = bench.page.form
    wait(root, lambda: root.focus_get() is form.fields["person.name"].entry.inner)
    for path, text in (("person.name", "尉迟小凤"), ("person.id_card", id_card("19871215", 33)), ("branch", "第二")):
        while root.focus_get() is not form.fields[path].entry.inner:
            key("<Tab>")
        word(text)
    key("<Return>")
    key("<Control-Key-s>")
    wait(root, lambda: bench.key == "list:members")
    assert len(bench.page.grid_.ids) == before + 1 and bench.page.detail.state.title == "尉迟小凤"
    assert len(pressed) <= 18, pressed
