"""`run` and `look`: the window where there is a screen, else the same work without one."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from center.words import N_, say
from db.errors import UserError
from views import languages
from views.folders import default_folder
from views.state.keeping import moved_to

CAME = N_("程序已经打开，窗口已到最前面")
SILENT = N_(
    "程序已经打开（程序编号 {pid}），但没有回应：它可能正忙，请到任务栏找它的窗口；一直没有回应的，先结束它再打开"
)
NO_WINDOW = N_("窗口打不开（{reason}）。请在桌面上运行；远程登录的请先去掉 DISPLAY，程序就在 out/ 里做出报告和画面")


def start(arguments: Namespace) -> int:
    """Exit code. `run` opens the window on the data folder; without a screen it makes the demo's papers in out/."""
    lang = getattr(arguments, "lang", None) or ""
    languages.use(languages.asked(option=lang))  # what is said before there is a window
    try:
        if arguments.verb == "look":
            if getattr(arguments, "handbook", False):
                from views.looking_book import handbook_pictures

                return handbook_pictures()
            from views.looking import look

            return look(arguments.to)
        if not has_screen():
            from views.headless import run

            return run()
        folder = arguments.data or moved_to(default_folder())
        return _window(folder, getattr(arguments, "file", None), lang)
    except UserError as error:
        print(say(error), file=sys.stderr)
        return 1


def has_screen() -> bool:
    """Whether a window can be opened: Linux needs a display and tkinter, the others only tkinter."""
    from importlib.util import find_spec

    if find_spec("_tkinter") is None:
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY"))


def _window(folder: Path, file: Path | None = None, lang: str = "") -> int:
    import tkinter

    from views.doorbell import ring

    first = ring(folder, file)
    if first.there:
        print(say(CAME) if first.came else say(SILENT, pid=first.pid), file=sys.stderr)
        return 0 if first.came else 1
    from views import tidying

    tidying.later()
    from views.window import Window

    try:
        window = Window(folder, lang=lang)
    except tkinter.TclError as error:
        print(say(NO_WINDOW, reason=str(error)), file=sys.stderr)
        return 1
    window.open()
    if file is not None:
        from views.opened import offer

        offer(window, file)
    window.run()
    return 0
