"""Text files and web pages in whatever encoding the office's old programs wrote them."""
from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator

_DELIMITERS = "\t,;|"


def decode(data: bytes, hint: str = "") -> tuple[str, int]:
    """(text, characters that could not be read). UTF-8, UTF-16 with or without mark, GB18030; `hint` goes first."""
    if data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        return _lossy(data, "utf-16")
    if unmarked := unmarked_utf16(data[:4096]):
        return _lossy(data, unmarked)
    for encoding in (*([hint] if hint else []), "utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding), 0
        except (UnicodeDecodeError, LookupError):
            continue
    return _lossy(data, "gb18030")


def unmarked_utf16(head: bytes) -> str:
    """`utf-16-le` or `utf-16-be` when a text begins without a mark but can only be that; else ''."""
    if 0 not in head:
        return ""
    head = head[: len(head) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = head.decode(encoding, "replace")
        plain = sum(" " <= letter <= "~" or letter in "\t\r\n" or "\u3000" <= letter <= "\u9fff" for letter in text)
        if plain > len(text) * 0.9:
            return encoding
    return ""


def _lossy(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, "replace")
    return text, text.count("\ufffd")


def declared_encoding(head: bytes) -> str:
    """The charset a web page names for itself; GB2312 is read as GB18030, its superset. '' when none."""
    match = re.search(rb"""charset\s*=\s*["']?\s*([\w-]+)""", head[:4096], re.IGNORECASE)
    name = match[1].decode("ascii", "ignore").lower() if match else ""
    return "gb18030" if name in ("gb2312", "gbk", "gb18030", "gb_2312-80") else name.replace("utf8", "utf-8")


def text_rows(text: str) -> Iterator[list[str]]:
    """Rows of a comma, tab or semicolon separated text."""
    start = re.match(r"\ufeff?sep=(.)\r?\n", text)
    if start:
        text, delimiter = text[start.end():], start[1]
    else:
        delimiter = _delimiter(text)
    csv.field_size_limit(1 << 20)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _delimiter(text: str) -> str:
    """The separator that most of the first lines have, outside quotes."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text[:65536].splitlines()[:20]]
    def weight(mark: str) -> tuple[int, int]:
        return sum(mark in line for line in lines), sum(line.count(mark) for line in lines)

    return max(_DELIMITERS, key=weight)
