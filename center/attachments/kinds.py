"""What kind of file it is, by its content and never by its name; programs and macros are refused outright."""
from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from db.errors import Invalid
from db.zips import BROKEN_ZIP


class Kind(NamedTuple):
    """`code` of the list attachment_kind; `endings` that fit the content, the usual one first."""

    code: str
    endings: tuple[str, ...]


PROGRAM = "“{name}”是程序文件，不能当附件；请只添加文档和图片"
MACROS = "“{name}”里带宏，不能当附件；请另存为不带宏的文件再添加"
_PROGRAMS = (b"MZ", b"\x7fELF", b"#!", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"L\x00\x00\x00\x01\x14\x02")
_RUNNABLE = {".exe", ".com", ".bat", ".cmd", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".ps1", ".sh", ".scr", ".hta",
             ".reg", ".lnk", ".jar", ".msi", ".desktop", ".py", ".apk", ".url"}
_STARTS = (
    (b"%PDF", Kind("pdf", (".pdf",))),
    (b"\xff\xd8\xff", Kind("picture", (".jpg", ".jpeg"))),
    (b"\x89PNG\r\n\x1a\n", Kind("picture", (".png",))),
    (b"GIF8", Kind("picture", (".gif",))),
    (b"BM", Kind("picture", (".bmp",))),
    (b"II*\x00", Kind("picture", (".tif", ".tiff"))),
    (b"MM\x00*", Kind("picture", (".tif", ".tiff"))),
    (b"ID3", Kind("sound", (".mp3",))),
    (b"\xff\xfb", Kind("sound", (".mp3",))),
    (b"#!AMR", Kind("sound", (".amr",))),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLD = {".doc": "word", ".wps": "word", ".xls": "sheet", ".et": "sheet", ".ppt": "slides", ".dps": "slides"}
_PARTS = (("word/", Kind("word", (".docx",))), ("xl/", Kind("sheet", (".xlsx",))),
          ("ppt/", Kind("slides", (".pptx",))), ("OFD.xml", Kind("ofd", (".ofd",))))
_TEXTS = (".txt", ".csv", ".md")
# \u202a and the like turn the reading direction: an ending could be shown before the name.
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*\u202a-\u202e\u2066-\u2069]')


def kind_of(name: str, data: bytes) -> Kind | None:
    """The kind of a file, None for one we do not know. Raises Invalid for programs and for macros."""
    ending = Path(name).suffix.lower()
    if ending in _RUNNABLE or (data.startswith(_PROGRAMS) and not data.startswith(b"#!AMR")):
        raise Invalid(PROGRAM, name=name)
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    if data.startswith(b"RIFF"):
        return {b"WEBP": Kind("picture", (".webp",)), b"WAVE": Kind("sound", (".wav",))}.get(data[8:12])
    if data[4:8] == b"ftyp":
        return _boxed(data[8:12])
    if data.startswith(b"PK\x03\x04"):
        return _zipped(name, data)
    if data.startswith(_OLE):
        return _old(name, ending, data)
    return Kind("text", _TEXTS) if _is_text(data) else None


def _boxed(brand: bytes) -> Kind:
    if brand in (b"heic", b"heix", b"mif1"):
        return Kind("picture", (".heic",))
    return Kind("sound", (".m4a",)) if brand == b"M4A " else Kind("film", (".mp4", ".mov"))


def _zipped(name: str, data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            inside = parts.namelist()
    except BROKEN_ZIP:
        return None
    if any(part.lower().endswith("vbaproject.bin") for part in inside):
        raise Invalid(MACROS, name=name)
    return next((kind for start, kind in _PARTS if any(part.startswith(start) for part in inside)), None)


def _old(name: str, ending: str, data: bytes) -> Kind | None:
    if b"_\x00V\x00B\x00A\x00" in data or b"V\x00B\x00A\x00\x00" in data:
        raise Invalid(MACROS, name=name)
    code = _OLD.get(ending)
    return Kind(code, (ending,)) if code else None


def _is_text(data: bytes) -> bool:
    if b"\x00" in data:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def plain(name: str) -> str:
    """A name without folders, control signs and what no system takes in one."""
    return _NOT_IN_NAMES.sub("", Path(name.replace("\\", "/")).name).strip(" .")


def named(name: str, kind: Kind, longest: int = 100) -> str:
    """A plain name of at most so many signs, whose ending fits the content: the system opens files by it."""
    bare = plain(name)
    stem, ending = Path(bare).stem or "附件", Path(bare).suffix
    if ending.lower() not in kind.endings:
        stem, ending = bare or stem, kind.endings[0]
    return stem[:longest - len(ending)] + ending
