"""Choosing a file in Tk's own dialog (Linux): its words, its folder, and our keys in its entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gui.hands import wait
from views.kit import choosers
from views.kit.focus import focused

BOX = ".__tk_filedialog"
NAME = f"{BOX}.contents.f2.ent"


@pytest.fixture
def dialog(window, tmp_path, monkeypatch):
    """Opens the dialog and calls `then()` while it is open; gives the answer. Errors in callbacks are kept."""
    if window.tk.call("tk", "windowingsystem") != "x11":
        pytest.skip("只有 Linux 用 Tk 自己的对话框")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(choosers, "_last", {})
    errors = []
    window.report_callback_exception = lambda *told: errors.append(told)

    def ask(then, chooser=choosers.ask_open) -> str:
        def once_open() -> None:
            try:
                wait(window, lambda: int(window.tk.call("winfo", "exists", NAME)) and _text(window, "winfo viewable"))
                then()
            finally:
                window.tk.call("set", "::tk::Priv(selectFilePath)", "")

        window.after(50, once_open)
        answer = chooser(parent=window)
        assert not errors
        return answer

    return ask


def _text(window, words: str, path: str = NAME) -> str:
    return str(window.tk.eval(f"{words} {path}"))


def test_backspace_in_the_name_of_tks_dialog_deletes_one_character_and_the_dialog_stays(window, dialog):
    def type_and_delete() -> None:
        window.tk.call(NAME, "insert", "end", "ab")
        window.tk.call(NAME, "icursor", "end")
        window.tk.call("focus", "-force", NAME)
        window.tk.call("event", "generate", NAME, "<BackSpace>")
        window.update()
        assert window.tk.call(NAME, "get") == "a" and int(_text(window, "winfo viewable", BOX))
        assert focused(window) is None

    assert dialog(type_and_delete) == ""


def test_the_dialog_speaks_chinese_hides_hidden_files_and_opens_in_the_documents(window, dialog, tmp_path):
    folder = tmp_path / "文档"
    folder.mkdir()
    seen = []

    def look() -> None:
        seen.append(window.tk.call(f"{BOX}.contents.f2.ok", "cget", "-text"))
        seen.append(window.tk.call(f"{BOX}.contents.f2.cancel", "cget", "-text"))
        seen.append(window.tk.eval("wm title .__tk_filedialog"))
        seen.append(window.tk.eval("set ::tk::dialog::file::__tk_filedialog(selectPath)"))

    dialog(look)
    assert seen == ["打开", "取消", "打开", str(folder)]
    seen.clear()
    dialog(look, choosers.ask_save)
    assert seen[0] == "保存" and seen[2] == "另存为"
    assert str(window.tk.eval("set ::tk::dialog::file::showHiddenVar")) == "0"


def test_the_folder_used_last_comes_first(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(choosers, "_last", {})
    choosers.used_by("")
    assert choosers.start_folder() == tmp_path
    choosers._ask(lambda **_options: str(tmp_path / "表" / "甲.xlsx"), {"parent": _Quiet()})
    assert choosers.start_folder() == tmp_path
    (tmp_path / "表").mkdir()
    assert choosers.start_folder() == tmp_path / "表"
    choosers.used_by("第二个人")
    assert choosers.start_folder() == tmp_path
    choosers.used_by("")
    assert choosers.start_folder() == tmp_path / "表"


class _Quiet:
    """A window whose dialogs are settled already."""

    kit_choosers = True

    def winfo_toplevel(self):
        return self
