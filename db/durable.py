"""Writing a small file so that a power cut leaves either the old one or the new one, never half of one."""
from __future__ import annotations

import os
from pathlib import Path


def write(path: Path, data: bytes, lasting: bool = True) -> None:
    """Replace the file at `path` by `data`; on return it is on the disk. Raises OSError, the old file then stands.

    Not `lasting`: a power cut may take it, and nobody waits for the disk.
    """
    part = path.with_name(path.name + ".part")
    # Readable by its owner only: these files hold keys and people.
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
        if lasting:
            file.flush()
            os.fsync(file.fileno())
    if lasting:
        rename(part, path)
    else:
        os.replace(part, path)


def rename(source: Path, target: Path) -> None:
    """Rename within one disk, replacing `target`; durable on return."""
    os.replace(source, target)
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Bring renames in `folder` to the disk; Windows does that by itself and has no call for it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
