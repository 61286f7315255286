"""What the window remembers on this computer: light or dark, how large, which language and font. No personal value."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

FILE = "window.json"
ELSEWHERE = "data-folder.txt"
SCALES = (1.0, 1.1, 1.25, 1.5)


@dataclass
class Look:
    """`mode` light, dark or auto; `scale` device pixels a design pixel, None as the desktop says.

    `language` is a code of `views.languages`, '' for Chinese; `slow` spares an old computer; `family` is the font
    somebody chose, '' for what suits the computer.
    """

    mode: str = "light"
    scale: float | None = None
    language: str = ""
    slow: bool = False
    family: str = ""


def read(folder: Path) -> Look:
    """What was kept; the defaults when nothing readable stands there."""
    try:
        data = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Look()
    if not isinstance(data, dict):
        return Look()
    mode, scale, language, family = (data.get(name) for name in ("mode", "scale", "language", "family"))
    return Look(
        mode if mode in ("light", "dark", "auto") else "light",
        float(scale) if isinstance(scale, int | float) and 1 <= scale <= 3 else None,
        language if isinstance(language, str) else "",
        data.get("slow") is True,
        family if isinstance(family, str) else "",
    )


def keep(folder: Path, look: Look) -> None:
    """Write it down, also before there is a centre; a folder that cannot be written is no trouble worth telling."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / FILE).write_text(json.dumps(asdict(look)), encoding="utf-8")
    except OSError:
        return


def moved_to(folder: Path) -> Path:
    """The data folder that was chosen at set-up when it is not `folder` itself."""
    try:
        told = (folder / ELSEWHERE).read_text(encoding="utf-8").strip()
    except OSError:
        return folder
    return Path(told) if told else folder


def keep_moved(folder: Path, chosen: Path) -> None:
    """Remember in the usual folder that the data lie in another one. Raises OSError."""
    if chosen.resolve() != folder.resolve():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ELSEWHERE).write_text(str(chosen.resolve()) + "\n", encoding="utf-8")
