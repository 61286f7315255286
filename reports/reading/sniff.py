"""What a file really is, by its content and never by its extension; what is no table gets a sentence."""
from __future__ import annotations

import mmap
import re
import zipfile
from pathlib import Path

from db.errors import Unreadable
from db.zips import BROKEN_ZIP
from reports.reading.decode import unmarked_utf16

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HEAD = 8192
_BIFF = (b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00", b"\x09\x00\x04\x00")
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")

DAMAGED = "文件已经损坏，打不开。请用 Excel 或 WPS 打开它另存一份，或向发来的人再要一份"
PASSWORD = "文件设了打开密码。请用 Excel 或 WPS 打开，去掉密码后另存一份再导入"


def sniff(path: Path) -> str:
    """`xlsx`, `xlsb`, `ods`, `xls`, `et`, `html` or `csv`. Raises Unreadable with what to do for anything else."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise Unreadable("文件是空的，里面一个字也没有。请确认拿到的是完整的文件")
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06"):
        return _zip(path)
    if head[:8] == OLE:
        return _ole(path)
    if head[:4] in _BIFF:
        return "xls"
    _refuse_foreign(head)
    return _text(head)


def _zip(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except BROKEN_ZIP as error:
        raise Unreadable(DAMAGED) from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    if any(name.startswith("xl/") for name in names):
        return "xlsx"
    if b"opendocument.spreadsheet" in mime:
        return "ods"
    if any(name.startswith("word/") for name in names) or b"opendocument.text" in mime:
        raise Unreadable("这是 Word 文档，不是表格。请把里面的表格复制到 Excel 里，存成 .xlsx 再导入")
    if any(name.startswith("ppt/") for name in names):
        raise Unreadable("这是演示文稿，不是表格。请换成 Excel 表格再导入")
    raise Unreadable("这是压缩包。请先解压，再选里面的 Excel 表格")


def _ole(path: Path) -> str:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if _stream(data, "EncryptedPackage"):
            raise Unreadable(PASSWORD)
        if _stream(data, "Workbook") or _stream(data, "Book"):
            return "et" if path.suffix.lower() == ".et" else "xls"
        if _stream(data, "WordDocument"):
            raise Unreadable("这是 Word 文档，不是表格。请把里面的表格复制到 Excel 里，存成 .xlsx 再导入")
    raise Unreadable("认不出这个文件里的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")


def _stream(data: mmap.mmap, name: str) -> bool:
    """Whether a compound file has a stream of that name: directory entries stand on multiples of 128 bytes."""
    word = name.encode("utf-16-le") + b"\0\0"
    at = data.find(word)
    while at >= 0:
        if at % 128 == 0:
            return True
        at = data.find(word, at + 2)
    return False


def _refuse_foreign(head: bytes) -> None:
    if head.startswith(b"%PDF"):
        raise Unreadable("这是 PDF 文件，不是表格。请向发来的人要原来的 Excel 表格")
    if head.startswith(_PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP") or head[4:12] == b"ftypheic":
        raise Unreadable("这是一张图片，不是表格。请找原来的 Excel 文件；只有照片的话，请照着录成表格再导入")
    if head.startswith(_ARCHIVES):
        raise Unreadable("这是压缩包。请先解压，再选里面的 Excel 表格")
    if head.startswith(b"{\\rtf"):
        raise Unreadable("这是 Word 文档，不是表格。请把里面的表格复制到 Excel 里，存成 .xlsx 再导入")


def _text(head: bytes) -> str:
    text = _readable(head)
    if text is None:
        raise Unreadable("认不出这是什么文件。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
    start = text.lstrip("\ufeff \r\n\t").lower()
    spreadsheet_xml = "urn:schemas-microsoft-com:office:spreadsheet" in start and "<html" not in start
    if start.startswith("mime-version:") or spreadsheet_xml:
        raise Unreadable("这是网页存档格式的表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
    if start.startswith("<") and re.search(r"<(html|table|tr|body|meta)[\s>]", start):
        return "html"
    if start.startswith("<?xml"):
        raise Unreadable("这是 XML 文件，不是表格。请用 Excel 或 WPS 打开，另存为 .xlsx 再导入")
    return "csv"


def _readable(head: bytes) -> str | None:
    """The head as rough text, or None when it is binary. Only for looking at marks, not for reading values."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace")
    if unmarked := unmarked_utf16(head[:4096]):
        return head[: len(head) // 2 * 2].decode(unmarked, "replace")
    if sum(head.count(code) for code in (*range(9), *range(14, 27))) > len(head) // 50:
        return None
    return head.decode("gb18030", "replace")
