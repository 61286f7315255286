"""Writes a Document to a file, whole or not at all; the ending of the name chooses the format."""
from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import Any

from center.stopping import Cancelled
from center.tongues import CHINESE
from center.words import speaking
from db.errors import Invalid, Unreadable
from reports.document import Document, MissingGlyph
from reports.telling import told

FORMATS = (".pdf", ".xlsx", ".docx")


def write(document: Document, path: str | Path, *, progress: Callable[[int, int], None] | None = None,
          cancel: Callable[[], bool] | None = None, fonts: Path | None = None) -> tuple[MissingGlyph, ...]:
    """Write `document` to `path` (.pdf, .xlsx or .docx), replacing an older file in one step.

    `progress(done, total)` counts table rows; `cancel()` is asked now and then and stops the writing when true.
    `fonts` is a folder of the office's own fonts for PDF. The paper is in its own `language`, whatever the window
    speaks. Returns the characters that no font can draw (PDF).
    Raises `Invalid` (unknown ending), `Unreadable` (cannot be written there), `Cancelled`; then nothing changed.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in FORMATS:
        raise Invalid("不认识的文件类型“{ending}”，请用 .pdf、.xlsx 或 .docx。", ending=ending)

    def check() -> None:
        if cancel is not None and cancel():
            raise Cancelled

    def produce(draft: Path) -> tuple[MissingGlyph, ...]:
        return _spoken(document, ending, draft, progress=progress, check=check, fonts=fonts)

    try:
        return _replace(target, produce)
    except OSError as error:
        raise _explain(error, target) from error


def in_memory(document: Document, ending: str) -> tuple[bytes, tuple[MissingGlyph, ...]]:
    """A .pdf or .docx as bytes, with what no font can draw: a secret paper leaves no file where a process is killed."""
    box = BytesIO()
    found = _spoken(document, ending, box)
    return box.getvalue(), found


def _spoken(document: Document, ending: str, target: Path | BytesIO, **more: Any) -> tuple[MissingGlyph, ...]:
    """Written in the language of the paper."""
    with speaking(document.language):
        ready = document if document.language == CHINESE else told(document)
        return _writers(ending)(ready, target, **more)


def _writers(ending: str) -> Callable[..., tuple[MissingGlyph, ...]]:
    """The writer of a format; its libraries are imported now, when they are needed."""
    if ending == ".pdf":
        from reports.pdf import write_pdf
        return write_pdf
    if ending == ".xlsx":
        from reports.excel import write_xlsx
        return write_xlsx
    from reports.word import write_docx
    return write_docx


def _replace(target: Path, produce: Callable[[Path], tuple[MissingGlyph, ...]]) -> tuple[MissingGlyph, ...]:
    """Let `produce` write a draft beside the target, then put it in the target's place in one step."""
    handle, name = tempfile.mkstemp(suffix=target.suffix, prefix=".draft-", dir=target.parent)
    os.close(handle)
    draft = Path(name)
    try:
        warnings = produce(draft)
        with draft.open("rb+") as file:
            os.fsync(file.fileno())
        draft.chmod(0o644)
        os.replace(draft, target)
        return warnings
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()


def _explain(error: OSError, target: Path) -> Unreadable:
    """What the clerk can do about it."""
    name, folder = target.name, str(target.parent)
    if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
        return Unreadable("磁盘已满，“{name}”没有写出。请清理磁盘或换一个位置再试。", name=name)
    if target.is_dir():
        return Unreadable("“{name}”是一个文件夹，请换一个文件名。", name=name)
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return Unreadable("文件夹“{folder}”不存在，请重新选择保存位置。", folder=folder)
    if isinstance(error, PermissionError) and target.exists() and os.access(folder, os.W_OK):
        return Unreadable("“{name}”正在别处打开，请先关闭它再试，或换一个文件名。", name=name)
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return Unreadable("不能写入文件夹“{folder}”，请换一个位置。", folder=folder)
    reason = error.strerror or str(error)
    return Unreadable("“{name}”没有写出（{reason}）。请换一个位置再试。", name=name, reason=reason)
