"""A private fontconfig file, for computers without a Chinese font or with a home nobody may write."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from html import escape
from pathlib import Path

from views.kit.places import TEMPLATES

_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">{system}</include>
  <dir>{ours}</dir>
  <dir>{toolkit}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def has_chinese_font() -> bool:
    """Whether the system can draw simplified Chinese. Without fontconfig's tools we say no: ours is then added."""
    program = shutil.which("fc-list")
    if not program:
        return False
    try:
        answer = subprocess.run([program, ":lang=zh-cn", "family"], capture_output=True, timeout=5, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(answer.stdout.strip())


def home_is_writable() -> bool:
    """CustomTkinter copies three small fonts into ~/.fonts when it is imported."""
    home = Path(os.path.expanduser("~"))
    fonts = home / ".fonts"
    return os.access(fonts if fonts.is_dir() else home, os.W_OK | os.X_OK)


def settle(folder: Path | None = None) -> bool:
    """Set FONTCONFIG_FILE to a private file if one is needed; True if it was. Call before any Tk.

    `folder` is where the file and fontconfig's cache go; a folder in the temporary directory if None.
    """
    if not sys.platform.startswith("linux") or os.environ.get("FONTCONFIG_FILE"):
        return False
    if has_chinese_font() and home_is_writable():
        return False
    place = folder or Path(tempfile.gettempdir()) / f"dangqun-fonts-{os.getuid()}"
    try:
        os.environ["FONTCONFIG_FILE"] = str(write(place))
    except OSError:
        return False  # nowhere to write at all: the window opens with whatever fonts there are
    return True


def write(folder: Path) -> Path:
    """Write fonts.conf into `folder` (made if missing) and return its path. OSError if it cannot."""
    import importlib.util

    folder.mkdir(parents=True, exist_ok=True)
    toolkit = Path(importlib.util.find_spec("customtkinter").origin).parent / "assets" / "fonts"
    target = folder / "fonts.conf"
    text = _CONF.format(
        system="/etc/fonts/fonts.conf",
        ours=escape(str(TEMPLATES / "fonts")),
        toolkit=escape(str(toolkit)),
        cache=escape(str(folder / "cache")),
    )
    target.write_text(text, encoding="utf-8")
    return target
