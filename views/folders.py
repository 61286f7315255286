"""Where a store lives when nobody says: one folder a person, by the custom of each system."""
from __future__ import annotations

import os
import sys
from pathlib import Path

NAME = "dangqun-center"
TREE = Path(__file__).resolve().parent.parent


def default_folder() -> Path:
    """CENTER_DATA, else the system's place for a person's program data."""
    if os.environ.get("CENTER_DATA"):
        return Path(os.environ["CENTER_DATA"])
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home()) / NAME
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / NAME
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / NAME
