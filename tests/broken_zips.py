"""Zips that are broken or made to do harm, one for each thing that reading them raises (`db/zips.py`)."""
from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

LOCAL, LISTED, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"


def zipped(part: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A whole zip of one part."""
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", method) as parts:
        parts.writestr(part, "<row>一</row>" * 50)
    return memory.getvalue()


def broken_zips(part: str) -> dict[str, tuple[bytes, tuple[type[Exception], ...]]]:
    """What is wrong → the file, and what reading it raises: in memory, from a disk, in other versions of Python."""
    return {
        "no list of parts": (zipped(part)[:-30], (zipfile.BadZipFile,)),
        "deflate": (_other_bytes(part, zipfile.ZIP_DEFLATED), (zlib.error,)),
        "bzip2": (_other_bytes(part, zipfile.ZIP_BZIP2), (OSError,)),
        "lzma": (_other_bytes(part, zipfile.ZIP_LZMA, head=9), (lzma.LZMAError,)),
        "shorter than it says": (put(zipped(part, zipfile.ZIP_STORED), LISTED, 20, struct.pack("<II", 9999, 9999)),
                                 (EOFError, zipfile.BadZipFile)),
        "before the beginning": (put(zipped(part), END, 16, struct.pack("<I", 10 ** 6)),
                                 (ValueError, OSError, zipfile.BadZipFile)),
        "a name that is none": (zipped(part + "文").replace("文".encode(), b"\xff\xff\xff"), (UnicodeDecodeError,)),
        "a password": (_flagged(zipped(part)), (RuntimeError,)),
        "an unknown packing": (put(put(zipped(part), LISTED, 10, b"\x63\0"), LOCAL, 8, b"\x63\0"),
                               (NotImplementedError,)),
        "a version to come": (put(zipped(part), LISTED, 6, b"\xff\0"), (NotImplementedError,)),
    }


def _other_bytes(part: str, method: int, head: int = 0) -> bytes:
    """The packed bytes are 0xff behind their own `head`; what stands around them is as it was."""
    data = zipped(part, method)
    size = zipfile.ZipFile(io.BytesIO(data)).infolist()[0].compress_size
    start = 30 + len(part.encode())
    return data[:start + head] + b"\xff" * (size - head) + data[start + size:]


def _flagged(data: bytes) -> bytes:
    return put(put(data, LISTED, 8, b"\x01\0"), LOCAL, 6, b"\x01\0")


def put(data: bytes, mark: bytes, place: int, value: bytes) -> bytes:
    """Other bytes so many places behind the first of a mark."""
    at = data.index(mark) + place
    return data[:at] + value + data[at + len(value):]
