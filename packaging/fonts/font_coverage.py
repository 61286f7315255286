"""Says which Chinese character sets a font covers, and which rare names it lacks.

    python packaging/fonts/font_coverage.py FONT…
"""
from __future__ import annotations

import sys

from build_fonts import codepage
from fontTools.ttLib import TTFont

RARE = "䶮㛃𬱖𠅤㬎㻏㟃䒟𣲗𣲘𬇕𬭸𬭎𫖯𫘦𨱏𬬭𫍽𬸦䲟𬀩𬎆㭎㳚㸌鿏鿍"
SETS = {
    "GB 2312 hanzi": codepage("gb2312", range(0xB0, 0xF8), range(0xA1, 0xFF)),
    "GB 2312 signs": codepage("gb2312", range(0xA1, 0xAA), range(0xA1, 0xFF)),
    "URO": set(range(0x4E00, 0x9FA6)),
    "extension A": set(range(0x3400, 0x4DB6)),
}


def report(path: str) -> str:
    """One line: outlines, glyphs, what is missing."""
    font = TTFont(path, lazy=True)
    known = set(font.getBestCmap())
    outlines = "TrueType" if "glyf" in font else "CFF"
    lacks = ", ".join(f"{name} lacks {len(wanted - known)}" for name, wanted in SETS.items())
    rare = "".join(sign for sign in RARE if ord(sign) not in known) or "none"
    return f"{path}: {outlines}, {font['maxp'].numGlyphs} glyphs, {lacks}, rare names missing: {rare}"


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(report(name))
