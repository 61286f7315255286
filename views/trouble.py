"""The one place for errors of the window: what the user can fix is a sentence, the rest is our bug.

A bug gets an incident number, a log entry without personal values (types and places only, never
messages or data), and a panel that says nothing was saved and offers the details to copy.
"""

from __future__ import annotations

import logging
import secrets
import sys
import threading
import tkinter as tk
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from center.words import N_, say
from db.errors import UserError
from views.kit import clipboard, overlay, toast
from views.kit.buttons import Button
from views.kit.surface import Label, Panel

log = logging.getLogger(__name__)
_ROOT = Path(__file__).resolve().parents[1]


def install(window: tk.Tk) -> None:
    """Send every error of a Tk callback here, and those of threads to the log."""
    window.report_callback_exception = lambda kind, error, trace: handle(window, error, trace)
    threading.excepthook = lambda args: record(args.exc_value, args.exc_traceback)


def guarded(window: tk.Misc, act: Callable[[], object]) -> Callable[[], None]:
    """`act` wrapped so that a UserError becomes its sentence; bugs go on to Tk's own report."""

    def run() -> None:
        try:
            act()
        except UserError as error:
            show(window, error)

    return run


def handle(window: tk.Misc, error: BaseException, trace: TracebackType | None = None) -> str:
    """Show an error; returns the incident number ("" for a UserError)."""
    if isinstance(error, UserError):
        show(window, error)
        return ""
    number, details = record(error, trace or error.__traceback__)
    _bug(window, number, details)
    return number


def show(window: tk.Misc, error: UserError, title: str = N_("请看一下")) -> None:
    """What the user can fix, in a sentence."""
    overlay.tell(window, title, say(error))


def record(error: BaseException | None, trace: TracebackType | None) -> tuple[str, str]:
    """Log a bug; returns its number and the details that may be handed on."""
    number = secrets.token_hex(4).upper()
    details = describe(error, trace)
    log.error("incident %s\n%s", number, details)
    return number, details


def describe(error: BaseException | None, trace: TracebackType | None) -> str:
    """The kind of error and the places it came through. No message: messages quote people's data."""
    lines = [f"Python {sys.version.split()[0]} {sys.platform}"]
    for frame in traceback.extract_tb(trace):
        lines.append(f"{_short(frame.filename)}:{frame.lineno} {frame.name}")
    while error is not None:
        lines.append(type(error).__qualname__)
        error = error.__cause__
    return "\n".join(lines)


def _short(name: str) -> str:
    path = Path(name)
    return path.relative_to(_ROOT).as_posix() if path.is_relative_to(_ROOT) else path.name


def _bug(window: tk.Misc, number: str, details: str) -> None:
    root = window.winfo_toplevel()
    older = getattr(root, "kit_trouble", None)
    if older is not None and older.winfo_exists():
        return  # one panel is enough while errors repeat; each is in the log
    box = root.kit_trouble = overlay.Overlay(root)
    inside = box.inside
    Label(inside, N_("程序出错了，没有保存任何内容"), 17, bold=True).pack(fill="x", padx=24, pady=(20, 8))
    words = N_(
        "刚才这一步没有完成，之前保存的内容都在。可以重试；再出现时，请把编号和详情发给维护人员。"
        "详情里没有任何个人信息。"
    )
    Label(inside, words, 14, "ink2", wrap=412).pack(fill="x", padx=24, pady=(0, 8))
    Label(inside, say(N_("编号 {number}"), number=number), 13, "ink3").pack(fill="x", padx=24, pady=(0, 12))
    row = Panel(inside)
    row.pack(fill="x", padx=24, pady=(8, 20))

    def copy() -> None:
        clipboard.put(root, f"{number}\n{details}")
        toast.show(root, N_("详情已复制"))

    close = Button(row, N_("知道了"), box.close, rank="primary")
    close.pack(side="right", padx=(8, 0))
    Button(row, N_("复制详情"), copy, icon="copy").pack(side="right")
    box.open(close)
