"""The one table of shortcuts: what the window binds and what the help says."""

from __future__ import annotations

from typing import NamedTuple

from center.words import N_


class Shortcut(NamedTuple):
    """`keys` as Tk binds them, `shown` as people read them, `act` a method of the workbench."""

    keys: str
    shown: str
    act: str
    words: str


QUICK_KEYS = 6  # Ctrl+1 to Ctrl+6: the lines of quick entry on 今日待办, which shows them
SHORTCUTS = (
    Shortcut("Control-k", "Ctrl+K", "find_anyone", N_("找人、找事")),
    Shortcut("Control-f", "Ctrl+F", "find_here", N_("在本页查找")),
    Shortcut("Control-n", "Ctrl+N", "add_here", N_("新增一条")),
    Shortcut("Control-s", "Ctrl+S", "save_here", N_("保存")),
    Shortcut("Control-e", "Ctrl+E", "edit_here", N_("修改选中的一条")),
    Shortcut("Control-p", "Ctrl+P", "print_here", N_("打印")),
    Shortcut("Control-z", "Ctrl+Z", "undo", N_("撤销上一步")),
    Shortcut("Control-b", "Ctrl+B", "flip_side", N_("窄窗口：打开、收起右侧")),
    Shortcut("Control-d", "Ctrl+D", "switch_mode", N_("浅色、深色")),
)
