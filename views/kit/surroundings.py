"""What must be right around us before Tk starts: locale, input method, scale, dark or light."""

from __future__ import annotations

import locale
import os
import shutil
import subprocess
import sys
from pathlib import Path

_INPUT_METHODS = {"fcitx5": "fcitx", "fcitx": "fcitx", "ibus-daemon": "ibus"}


def settle_locale() -> None:
    """A UTF-8 character type, or what an input method commits is lost (measured with fcitx5)."""
    try:
        locale.setlocale(locale.LC_CTYPE, "")
        utf8 = (
            locale.nl_langinfo(locale.CODESET).upper().replace("-", "") == "UTF8" if sys.platform != "win32" else True
        )
    except locale.Error:
        utf8 = False
    if utf8:
        return
    os.environ["LC_ALL"] = os.environ["LC_CTYPE"] = "C.UTF-8"
    try:
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    except locale.Error:
        # very old systems have no C.UTF-8: only the input method suffers, the window still opens
        return


def settle_input_method() -> None:
    """Point Tk at the running input method when the session forgot to (XMODIFIERS unset)."""
    if not sys.platform.startswith("linux") or os.environ.get("XMODIFIERS"):
        return
    for name in _running():
        if name in _INPUT_METHODS:
            os.environ["XMODIFIERS"] = f"@im={_INPUT_METHODS[name]}"
            return


def _running() -> list[str]:
    names = []
    for entry in Path("/proc").glob("[0-9]*/comm"):
        try:
            names.append(entry.read_text().strip())
        except OSError:
            continue  # the process ended meanwhile
    return names


def screen_scale() -> float:
    """Scale of the desktop: GDK_SCALE, QT_SCALE_FACTOR, Xft.dpi, or Windows' system DPI; else 1.0."""
    for name in ("GDK_SCALE", "QT_SCALE_FACTOR"):
        value = _number(os.environ.get(name, ""))
        if value > 1.0:
            return min(value, 3.0)
    if sys.platform == "win32":
        return _windows_scale()
    return _xft_scale()


def _number(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 0.0


def _xft_scale() -> float:
    program = shutil.which("xrdb")
    if not program or not os.environ.get("DISPLAY"):
        return 1.0
    try:
        answer = subprocess.run([program, "-query"], capture_output=True, text=True, timeout=2, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return 1.0
    for line in answer.stdout.splitlines():
        if line.startswith("Xft.dpi:"):
            dpi = _number(line.split(":", 1)[1].strip())
            return max(1.0, round(dpi / 96, 2)) if dpi else 1.0
    return 1.0


def _windows_scale() -> float:
    import ctypes

    # one scale for the whole program (system DPI): our canvases are scaled by hand, once
    try:
        ctypes.windll.shcore.SetProcessDpiAwareness(1)
        return max(1.0, ctypes.windll.user32.GetDpiForSystem() / 96)
    except (AttributeError, OSError):
        return 1.0


def desktop_mode() -> str:
    """ "dark" or "light" as the desktop says, asked once: CustomTkinter's own poll costs 12 % of a core."""
    import darkdetect

    try:
        return "dark" if darkdetect.isDark() else "light"
    except OSError:
        return "light"
