"""A dossier in the window by keys alone: its sections walked, a broken scan refused at its field, signed, filed."""
from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator

import pytest

from center.cases.facts import facts
from center.desk import Desk
from db.listing import record_row
from db.models.cases import Case
from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.gui.test_keys import bound, written
from tests.gui.walking import calm
from tests.volumes import committee, handler, leaf, oral, photograph
from views.kit import choosers, toast
from views.kit.focus import focused
from views.window import Window

pytestmark = pytest.mark.gui
CASE = 1


def first_rows(desk: Desk) -> None:
    """A small closed case whose one form still waits for its signatures."""
    committee(desk)
    oral(handler(desk))


@pytest.fixture
def window(desk: Desk) -> Iterator[Window]:
    """A mediator's window on it."""
    made = Window(desk.store.folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    made.work(handler(desk))
    yield show(made)
    made.close()


@pytest.fixture
def page(window):
    """The dossier, bound."""
    page = window.bench.show("dossier")
    page.open(CASE)
    bound_again(window, page)
    return page


def bound_again(window: Window, page) -> None:
    calm(window)
    wait(window.root, lambda: page.state.book is not None and not window.jobs._open)
    calm(window)


def fields(window: Window) -> dict[str, str]:
    """What a small form says at its fields."""
    return {type(one).__name__ + one.label_text: one._problem for one in within(window.root.kit_overlay)
            if getattr(one, "_problem", "")}


def within(widget: tk.Misc) -> Iterator[tk.Misc]:
    yield widget
    for child in widget.winfo_children():
        yield from within(child)


def test_the_contents_are_walked_by_the_arrows_and_the_page_follows(window, page):
    assert page.part == "result" and page.state.number_of(page.view.current).startswith(
        page.state.book.span("result").split("-")[0])
    for _section in range(5):
        press(page.list, "<Down>")
    calm(window)
    assert page.part == "statement" and page.thumbs.current == page.view.current
    press(page.list, "<Next>")
    calm(window)
    assert page.part == "back" == page.state.row_at(page.view.current).part
    assert page.thumbs.drawn >= 3


def test_every_key_of_the_page_is_in_the_table(window, page):
    assert bound(page.list) <= written("dossier", "move", "window")
    assert bound(page.view) <= written("dossier", "paper", "move", "window")


def test_a_broken_scan_is_told_at_its_field_and_what_was_typed_stays(window, page, tmp_path):
    broken = tmp_path / "断.jpg"
    broken.write_bytes(photograph()[:4000])
    page.pick("result")
    press(page.list, "<Return>")
    calm(window)
    entry = focused(window.root)
    entry.insert("insert", str(broken))
    press(entry, "<Return>")
    calm(window)
    assert [text for text in fields(window).values() if "不完整" in text] and entry.get() == str(broken)
    assert not [one for one in facts(page.bench.desk, CASE).papers if one.kind == "oral"]
    window.root.kit_overlay.close()


def test_what_lacks_is_told_before_filing(window, page):
    press(page.more_button, "<Control-Return>")  # the keys hold on the head too
    calm(window)
    assert page.part == "result" and window.root.kit_overlay is not None
    window.root.kit_overlay.close()
    calm(window)


def test_the_bound_pdf_goes_to_a_file_and_is_written_down(window, page, tmp_path, monkeypatch):
    target = tmp_path / "卷宗.pdf"
    monkeypatch.setattr(choosers, "ask_save", lambda **_options: str(target))
    page.edit()
    assert target.read_bytes() == page.state.book.data
    [(text,)] = window.bench.desk.store.execute(
        "SELECT text FROM audit WHERE action = 'export' ORDER BY seq DESC LIMIT 1").fetchall()
    assert "卷宗" in text and "赵一" not in text
    toast.clear(window.root)


def test_nothing_of_it_is_seen_at_a_public_counter(window, page):
    window.bench.switch_counter()
    calm(window)
    assert page.view.pages is None and "门口" not in page.state.name
    assert not any(row.detail for row in page.state.rows)
    window.bench.switch_counter()
    bound_again(window, page)
    toast.clear(window.root)


def test_signed_and_filed_by_keys(window, page, tmp_path):
    scan = tmp_path / "签.pdf"
    scan.write_bytes(leaf())
    page.pick("result")
    press(page.list, "<Return>")
    calm(window)
    focused(window.root).insert("insert", str(scan))
    press(focused(window.root), "<Return>")
    bound_again(window, page)
    assert page.file_button.winfo_ismapped()
    assert not page.state.blocking and page.state.strip(page.view.current)[1].endswith("第 1 版")
    press(page.list, "<Control-Return>")
    calm(window)
    box = window.root.kit_overlay
    press(focused(window.root), "<Control-s>")
    bound_again(window, page)
    assert box.winfo_exists() and any("保管期限" in text for text in fields(window).values())
    wrong = [one for one in within(box) if getattr(one, "_problem", "")]
    assert focused(window.root) is wrong[0].entry.inner, "the keys stand at the first that is wrong, which is seen then"
    chosen = [one for one in within(box) if getattr(one, "label_text", "") in ("立卷人", "保管期限")]
    for field, text in zip(chosen, ("陈晓梅", "长期"), strict=True):
        field.entry.put(text)
        press(field.entry.inner, "<Return>")
    window.bench.save_here()
    bound_again(window, page)
    assert record_row(Case, CASE)["stage"] == "filed" and not page.state.may_edit
    assert not page.file_button.winfo_ismapped() and "归档" not in page.hints, "nothing is left to file"
    toast.clear(window.root)
