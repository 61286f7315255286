"""Choosing a file: the system's dialog, in Chinese on every desktop, without hidden files, in a folder she knows."""

from __future__ import annotations

import tkinter as tk
from pathlib import Path
from tkinter import filedialog
from typing import Any

from center.words import N_, say
from views.kit import cover

# What Tk's own dialogs say (library/tkfbox.tcl, msgbox.tcl of Tk 8.6 and 9.0; the two blanks are theirs). Tk's
# Chinese file lacks some and is left out of some packages. No "&": a line under half a sign tells nobody a key.
_WORDS = {
    "&Open": N_("打开"),
    "&Save": N_("保存"),
    "&Cancel": N_("取消"),
    "&OK": N_("确定"),
    "&Yes": N_("是"),
    "&No": N_("否"),
    "Open": N_("打开"),
    "Save As": N_("另存为"),
    "Choose Directory": N_("选择文件夹"),
    "&Directory:": N_("文件夹："),
    "&Selection:": N_("选中："),
    "File &name:": N_("文件名："),
    "File &names:": N_("文件名："),
    "Files of &type:": N_("文件类型："),
    "Show &Hidden Files and Directories": N_("显示隐藏的文件"),
    "Show &Hidden Directories": N_("显示隐藏的文件夹"),
    'File "%1$s"  does not exist.': N_("没有这个文件：%1$s"),
    'File "%1$s" does not exist.': N_("没有这个文件：%1$s"),
    'Directory "%1$s" does not exist.': N_("没有这个文件夹：%1$s"),
    'Cannot change to the directory "%1$s".\nPermission denied.': N_("打不开这个文件夹，没有权限：%1$s"),
    'Invalid file name "%1$s".': N_("文件名不能这样写：%1$s"),
    'File "%1$s" already exists.\nDo you want to overwrite it?': N_("已经有这个文件：%1$s\n要替换它吗？"),
}
_DOCUMENTS = ("文档", "Documents")
_last: dict[str, Path] = {}  # by who chose: the second clerk at this window starts from her own folders
_who = {"account": ""}


def ask_open(**options: Any) -> str:
    """Which file to read: its path, '' when she cancels. Options as in `tkinter.filedialog`; needs `parent`."""
    return _ask(filedialog.askopenfilename, options)


def ask_several(**options: Any) -> tuple[str, ...]:
    """Which files to read: their paths, () when she cancels."""
    settle(options["parent"])
    names = options["parent"].tk.splitlist(
        filedialog.askopenfilenames(initialdir=str(start_folder()), **options) or ())
    if cover.of(options["parent"]) is not None:
        return ()
    if names:
        _last[_who["account"]] = Path(names[0]).parent
    return tuple(names)


def ask_folder(**options: Any) -> str:
    """Which folder: its path, '' when she cancels; it must be there."""
    return _ask(filedialog.askdirectory, {"mustexist": True, **options})


def ask_save(**options: Any) -> str:
    """Where a file goes: its path, '' when she cancels; the dialog itself asks before it replaces a file."""
    return _ask(filedialog.asksaveasfilename, options)


def give_up(window: tk.Misc) -> None:
    """The window is being locked: a dialog that is open goes, as by 取消."""
    if window.tk.call("tk", "windowingsystem") == "x11":
        window.tk.eval("set ::tk::Priv(selectFilePath) {}")  # what its code waits for


def used_by(account: str) -> None:
    """Whose folders these are from now on; '' before anybody has signed in."""
    _who["account"] = account


def start_folder() -> Path:
    """Where a dialog opens: the folder she used last, else her documents, else her home."""
    home, last = Path.home(), _last.get(_who["account"])
    wanted = [*([last] if last else []), *(home / name for name in _DOCUMENTS)]
    return next((folder for folder in wanted if folder.is_dir()), home)


def settle(window: tk.Misc) -> None:
    """Words of the spoken language, no hidden files, for Tk's own dialogs. Once for each root."""
    root = window.winfo_toplevel()
    if getattr(root, "kit_choosers", False) or root.tk.call("tk", "windowingsystem") != "x11":
        return
    root.kit_choosers = True
    call = root.tk.call
    call("package", "require", "msgcat")
    call("::msgcat::mclocale", "zh_cn")
    for source, words in _WORDS.items():
        call("namespace", "eval", "::tk", call("list", "::msgcat::mcset", "zh_cn", source, say(words)))
    # the dialog's code is loaded at its first call, and would set these two again
    root.tk.eval("catch {tk_getOpenFile -load-only}")
    root.tk.eval("set ::tk::dialog::file::showHiddenVar 0; set ::tk::dialog::file::showHiddenBtn 0")


def _ask(dialog: Any, options: dict[str, Any]) -> str:
    settle(options["parent"])
    name = dialog(initialdir=str(start_folder()), **options)
    if not name or cover.of(options["parent"]) is not None:  # '' or, by some versions, an empty tuple
        return ""  # and nothing that somebody chose after the window was locked
    _last[_who["account"]] = Path(name).parent
    return str(name)
