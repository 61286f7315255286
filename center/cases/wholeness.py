"""Whether a signed paper's file came whole: a broken scan is refused at its field, not found out years later.

Only the outside of a file is looked at here, by the rules of its format; `reports.cases.taken_in` opens it.
"""
from __future__ import annotations

import re
import struct
import zipfile
import zlib
from io import BytesIO

from center.attachments import looked_at
from center.attachments.kinds import kind_of
from center.words import N_
from db.errors import Invalid
from db.models.case_work import Agreement, CaseStep, Performance
from db.models.cases import Case
from db.zips import BROKEN_ZIP

BROKEN = N_("“{name}”不完整，打不开，可能扫描或拷贝时断了；请重新扫描或拷贝后再选，填好的内容都还在")
LOCKED = N_("“{name}”有密码，装不进卷宗；请去掉密码另存一份再选")
OTHER = N_("“{name}”不能当签字件；请用 PDF、图片（JPG、PNG）或者 .docx")
KNOWN = (".pdf", ".docx", ".jpg", ".jpeg", ".png", ".gif", ".bmp", ".tif", ".tiff", ".webp")
TAIL = 4096
UNPACKED = 400 << 20  # bytes of all parts of a .docx without their packing: a reader holds them in memory
LOCK = re.compile(rb"/Encrypt\s+\d+\s+\d+\s+R")


def form_of(name: str, data: bytes) -> str:
    """`pdf`, `picture` or `word`. Raises Invalid for what is broken, locked, or no such file."""
    kind = kind_of(name, data)
    if kind is None and name.lower().endswith(KNOWN):
        raise Invalid(BROKEN, name=name)
    if kind is None or kind.code not in ("pdf", "picture", "word") or kind.endings[0] in (".doc", ".wps", ".heic"):
        raise Invalid(OTHER, name=name)
    if kind.code == "pdf" and LOCK.search(data):
        raise Invalid(LOCKED, name=name)
    whole(name, data)
    return kind.code


@looked_at(Case, CaseStep, Performance, Agreement)
def whole(name: str, data: bytes) -> None:
    """Raises Invalid for a file that came broken: evidence that nobody can open is refused on its day too."""
    kind = kind_of(name, data)
    ending = kind.endings[0] if kind else ""
    if kind is None and name.lower().endswith(KNOWN) or not _WHOLE.get(ending, lambda _data: True)(data):
        raise Invalid(BROKEN, name=name)


def _pdf(data: bytes) -> bool:
    return b"%%EOF" in data[-TAIL:] and b"startxref" in data[-TAIL:]


def _jpeg(data: bytes) -> bool:
    """The end mark comes after the picture itself; one of a small preview before it does not count."""
    at, end = 2, len(data)
    while at + 4 <= end and data[at] == 0xFF:
        mark, size = data[at + 1], struct.unpack_from(">H", data, at + 2)[0]
        if mark == 0xDA:
            return data.rfind(b"\xff\xd9") > at
        at += 2 + size
    return False


def _png(data: bytes) -> bool:
    at = 8
    while at + 12 <= len(data):
        size = struct.unpack_from(">I", data, at)[0]
        body, check = data[at + 4:at + 8 + size], data[at + 8 + size:at + 12 + size]
        if len(check) < 4 or zlib.crc32(body) != struct.unpack(">I", check)[0]:
            return False
        if body[:4] == b"IEND":
            return True
        at += 12 + size
    return False


def _gif(data: bytes) -> bool:
    return data.rstrip(b"\x00")[-1:] == b";"


def _bmp(data: bytes) -> bool:
    return len(data) >= struct.unpack_from("<I", data, 2)[0]


def _webp(data: bytes) -> bool:
    return len(data) >= struct.unpack_from("<I", data, 4)[0] + 8


def _docx(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            small = sum(part.file_size for part in parts.infolist()) <= UNPACKED  # else it would fill the memory
            return small and "word/document.xml" in parts.namelist() and parts.testzip() is None
    except BROKEN_ZIP:
        return False


_WHOLE = {".pdf": _pdf, ".jpg": _jpeg, ".png": _png, ".gif": _gif, ".bmp": _bmp, ".webp": _webp, ".docx": _docx}
