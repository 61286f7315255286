"""From openpyxl's workbook to the file: table rows put into their sheets, fixed times, the digest last."""
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

LEVEL = 3                       # deflate: 3 is twice as fast as 6 and an eighth larger


@dataclass(frozen=True)
class Slot:
    """Row `row` of a sheet stands for the rows that `pieces` gives."""
    row: int
    pieces: Callable[[], Iterable[bytes]]


def save(book, path: Path, slots: dict[str, list[Slot]], made_at: datetime,
         late: dict[str, Callable[[], bytes]]) -> None:
    """Write the workbook. `slots` by part name (xl/worksheets/sheet1.xml); `late` parts are asked for at the end."""
    memory = io.BytesIO()
    book.save(memory)
    source = zipfile.ZipFile(memory)
    moment = made_at.timetuple()[:6] if made_at.year >= 1980 else (1980, 1, 1, 0, 0, 0)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name in late:
                continue
            with target.open(entry(name, moment), "w") as file:
                for piece in _fill(_mended(name, source.read(name), made_at), slots.get(name, ())):
                    file.write(piece)
        for name, content in late.items():
            with target.open(entry(name, moment), "w") as file:
                file.write(content())


def entry(name: str, moment: tuple) -> zipfile.ZipInfo:
    """The same on every system: zipfile would note the system and the clock."""
    entry = zipfile.ZipInfo(name, moment)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry._compresslevel = LEVEL            # public only from Python 3.13 on, under another name that keeps this one
    entry.create_system = 0
    return entry


def _fill(xml: bytes, slots: Iterable[Slot]) -> Iterable[bytes]:
    """The sheet with every slot's row replaced by its pieces."""
    place = 0
    for slot in slots:
        row = re.compile(rb'<row r="%d"[^>]*?(?:/>|>.*?</row>)' % slot.row, re.DOTALL).search(xml, place)
        if row is None:
            raise RuntimeError(f"no row {slot.row} to be replaced")
        yield xml[place:row.start()]
        yield from slot.pieces()
        place = row.end()
    yield xml[place:]


def _mended(name: str, content: bytes, made_at: datetime) -> bytes:
    """Two things of openpyxl put right: the clock's time in the properties, and line breaks in footers."""
    if name == "docProps/core.xml":
        stamp = f"{made_at:%Y-%m-%dT%H:%M:%SZ}".encode()
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
    if name.startswith("xl/worksheets/"):
        footers = rb"<(odd|first)Footer>.*?</\1Footer>"
        return re.sub(footers, lambda found: found[0].replace(b"_x000a_", b"&#10;"), content)
    return content
