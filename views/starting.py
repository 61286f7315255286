"""`run` and `look`: the window where there is a screen, else the same work without one."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from db.errors import UserError
from views.folders import default_folder
from views.state.keeping import moved_to

NO_WINDOW = "窗口打不开（{reason}）。请在桌面上运行；远程登录的请先去掉 DISPLAY，程序就在 out/ 里做出报告和画面"


def start(arguments: Namespace) -> int:
    """Exit code. `run` opens the window on the data folder; without a screen it makes the demo's papers in out/."""
    try:
        if arguments.verb == "look":
            from views.looking import look

            return look(arguments.to)
        if not has_screen():
            from views.headless import run

            return run()
        return _window(arguments.data or moved_to(default_folder()))
    except UserError as error:
        print(str(error), file=sys.stderr)
        return 1


def has_screen() -> bool:
    """Whether a window can be opened: Linux needs a display and tkinter, the others only tkinter."""
    from importlib.util import find_spec

    if find_spec("_tkinter") is None:
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY"))


def _window(folder: Path) -> int:
    import tkinter

    from views.window import Window

    try:
        window = Window(folder)
    except tkinter.TclError as error:
        print(NO_WINDOW.format(reason=error), file=sys.stderr)
        return 1
    window.open()
    window.run()
    return 0
