"""The clipboard of the real window: a long copy of our own comes back whole, what others copy is theirs."""

from __future__ import annotations

import tkinter as tk

from views.kit import clipboard

LONG = "\t".join(("姓名", "籍贯", "住址")) + "\n" + "王建国\t山东省某某市\t晨光花园3号楼\n" * 900


def test_a_long_copy_of_our_own_comes_back_sign_for_sign_and_goes_when_it_is_forgotten(window) -> None:
    clipboard.put(window, LONG)
    assert clipboard.text(window) == LONG
    clipboard.forget(window)
    assert clipboard.text(window) == ""


def test_what_another_program_copied_since_is_what_is_pasted_and_is_never_emptied(window) -> None:
    clipboard.put(window, LONG)
    other = tk.Tk()
    try:
        other.clipboard_clear()
        other.clipboard_append("别的程序里复制的")
        other.update()
        window.update()
        assert clipboard.text(window) == "别的程序里复制的"
        clipboard.forget(window)
        assert clipboard.text(window) == "别的程序里复制的"
    finally:
        other.destroy()


def test_a_copy_of_an_entry_is_not_taken_for_the_list_that_was_copied_before(window) -> None:
    clipboard.put(window, "甲")
    field = tk.Entry(window)
    field.pack()
    field.insert(0, "乙")
    field.selection_range(0, "end")
    field.event_generate("<<Copy>>")
    assert clipboard.text(window) == "乙"
