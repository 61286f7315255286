"""Which font files draw which style of type, and what Word and Excel call those fonts.

Shipped fonts (templates/fonts/, licences beside them) come first, so the same paper gives the same
bytes on every computer; a folder of the office's own fonts goes before them only when it is named.
"""
from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from pathlib import Path

SHIPPED = Path(__file__).resolve().parent.parent / "templates" / "fonts"
LAST_RESORT, RARE = "DqSong.ttf", "DqRare.ttf"      # RARE: hanzi of names that are in no other font


@dataclass(frozen=True)
class Style:
    """A style of type: its shipped file, the family names under which offices own it, its name in Word and Excel."""
    shipped: str
    families: tuple[str, ...]
    office: str


STYLES = {
    "fang": Style("DqFangSong.ttf", ("仿宋_GB2312", "仿宋", "FangSong", "FangSong_GB2312", "FZFangSong-Z02",
                                     "方正仿宋_GBK"), "仿宋_GB2312"),
    "hei": Style("DqHei.ttf", ("黑体", "SimHei", "方正黑体_GBK"), "黑体"),
    "kai": Style("DqKai.ttf", ("楷体_GB2312", "楷体", "KaiTi", "KaiTi_GB2312", "方正楷体_GBK"), "楷体_GB2312"),
    "biao": Style("DqBiaoSong.ttf", ("方正小标宋简体", "方正小标宋_GBK", "FZXiaoBiaoSong-B05S", "小标宋"),
                  "方正小标宋简体"),
    "song": Style("DqSong.ttf", ("宋体", "SimSun", "方正书宋_GBK"), "宋体"),
}


def font_files(style: str, folder: Path | None = None, language: str = "") -> tuple[Path, ...]:
    """The files of one style in the order in which a character looks for its glyph; DqSong and DqRare are the last.

    The others have simplified characters only, so a Traditional paper takes DqSong: no word is drawn in two faces.
    """
    wanted = STYLES[style]
    if language == "zh_TW":
        wanted = replace(wanted, shipped=LAST_RESORT)
    own = [path for path in _own_fonts(folder) if family_names(path) & set(wanted.families)]
    names = dict.fromkeys((wanted.shipped, LAST_RESORT, RARE))
    return (*own, *(SHIPPED / name for name in names if (SHIPPED / name).is_file()))


def _own_fonts(folder: Path | None) -> list[Path]:
    if folder is None or not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".ttf")


def family_names(path: Path) -> frozenset[str]:
    """The family and full names in a TrueType file; empty when it has no TrueType outlines or is damaged.

    reportlab embeds outlines of the `glyf` table only; a font with CFF outlines is passed over.
    """
    try:
        with path.open("rb") as file:
            tables = _tables(file.read(12 + 16 * 64))
            if "glyf" not in tables or "name" not in tables:
                return frozenset()
            start, length = tables["name"]
            file.seek(start)
            return _names(file.read(length))
    except (OSError, struct.error, UnicodeDecodeError):
        return frozenset()


def _tables(head: bytes) -> dict[str, tuple[int, int]]:
    """{table name: (offset, length)} of an sfnt file."""
    count = struct.unpack_from(">H", head, 4)[0]
    found = {}
    for place in range(12, 12 + 16 * min(count, 64), 16):
        tag, _, start, length = struct.unpack_from(">4sLLL", head, place)
        found[tag.decode("latin-1").strip()] = (start, length)
    return found


def _names(table: bytes) -> frozenset[str]:
    _, count, texts = struct.unpack_from(">HHH", table)
    found = set()
    for place in range(6, 6 + 12 * count, 12):
        platform, _, _, meaning, length, start = struct.unpack_from(">6H", table, place)
        if meaning in (1, 4) and platform in (0, 3):
            found.add(table[texts + start:texts + start + length].decode("utf-16-be"))
    return frozenset(found)
