"""What reading a zip raises when the file is broken or made to do harm; .xlsx, .docx and .ods are zips.

`zipfile` has no one kind for it: what its own reading does not foresee comes up as it is. Each kind was met on real
files with bytes changed, and has its file in `tests/broken_zips.py`.
"""
from __future__ import annotations

import lzma
import zipfile
import zlib

BROKEN_ZIP: tuple[type[Exception], ...] = (
    zipfile.BadZipFile,  # no list of parts, a part that is another than the list says, a wrong checksum
    zlib.error, lzma.LZMAError,  # packed bytes that are none; where bzip2 packed them, it is an OSError
    EOFError,  # a part that ends before its length
    OSError,  # a place before the beginning of the file
    ValueError,  # the same in memory; a name that is no UTF-8
    RuntimeError,  # a part with a password; NotImplementedError: a way of packing that nobody knows
)
