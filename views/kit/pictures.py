"""Pictures of the window, for `make look`."""

from __future__ import annotations

import os
import tkinter as tk
from pathlib import Path


def snapshot(window: tk.Misc, path: Path) -> Path:
    """Write what the window shows as PNG (needs a screen: X11 or Xvfb, Windows, macOS) and return the path."""
    from PIL import ImageGrab

    window.update()
    left, top = window.winfo_rootx(), window.winfo_rooty()
    box = (left, top, left + window.winfo_width(), top + window.winfo_height())
    display = os.environ.get("DISPLAY")
    picture = ImageGrab.grab(bbox=box, xdisplay=display) if display else ImageGrab.grab(bbox=box)
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.convert("RGB").save(path)
    return path
