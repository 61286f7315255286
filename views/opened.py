"""A file that was opened in the file manager: a backup. Nothing that stands on this computer is touched by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from center import opening
from center.words import N_, say
from db import backup
from db.errors import UserError

if TYPE_CHECKING:
    from views.window import Window

STANDS = N_(
    "{name} 是 {day} 做的备份，检查完好。这台电脑上已有中心，打开备份不会动它。"
    "要换回这份备份，请联系技术人员。"
)


def offer(window: Window, path: Path) -> None:
    """Say what the backup is; where there is no centre yet, ask for the recovery key that puts it back."""
    from views import trouble
    from views.kit import overlay

    try:
        found = backup.inspect(path)
    except UserError as error:
        trouble.show(window.root, error)
        return
    if opening.exists(window.folder):
        words = say(STANDS, name=path.name, day=found.made_at[:10])
        overlay.tell(window.root, say(N_("这是一份备份")), words)
    else:
        window.ask_key(path)
