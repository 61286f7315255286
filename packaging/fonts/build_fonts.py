"""Cuts the source fonts down to the characters offices need and converts them to TrueType; see README.md.

    python packaging/fonts/build_fonts.py SOURCES OUT
"""
from __future__ import annotations

import sys
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

FONTS = {       # built font: (source file, whether it holds every hanzi)
    "DqSong": ("NotoSerifSC_400Regular.ttf", True),
    "DqBiaoSong": ("NotoSerifSC_700Bold.ttf", False),
    "DqHei": ("NotoSansSC_500Medium.ttf", False),
    "DqKai": ("LXGWWenKai-Regular.ttf", False),
    "DqFangSong": ("FandolFang-Regular.otf", False),
}
RARE = ("DqRare", "NotoSerifCJK-Regular.ttc", "Noto Serif CJK SC")  # what DqSong has not; its font in the collection
WEIGHTS = {"DqBiaoSong": "Bold", "DqHei": "Medium"}
SIGNS = ("–—―‘’“”…‰′″※€℃℅№™≈≠≤≥①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳■□▲△◆◇○◎●★☆〇〔〕《》「」『』【】"
         "㎡㎏㎜㎝㎞￥·×÷√°±∶∵∴←→↑↓☐☑☒✓✗")
DROPPED = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG", "DSIG", "STAT", "HVAR", "MVAR", "avar"]
ERROR = 1.0     # thousandths of an em that a converted curve may be off


def codepage(encoding: str, leads: range, trails: range) -> set[int]:
    """The characters of a double-byte code page."""
    signs = set()
    for lead in leads:
        for trail in trails:
            try:
                signs.add(ord(bytes((lead, trail)).decode(encoding)))
            except UnicodeDecodeError:
                continue
    return signs


def usual(sources: Path) -> set[int]:
    """Latin, GB 2312, signs, and the 8105 characters of the national list."""
    listed = {ord(sign) for sign in (sources / "8105.txt").read_text("utf-8") if ord(sign) > 0x2E80}
    latin = {*range(0x20, 0x7F), *range(0xA0, 0x100)}
    forms = {*range(0x3000, 0x3020), *range(0xFF00, 0xFFEF)}
    return listed | latin | forms | set(map(ord, SIGNS)) | codepage("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF))


def every() -> set[int]:
    """All hanzi a name may be written with, as far as a font has them."""
    return ({*range(0x4E00, 0x9FFD), *range(0x3400, 0x4DC0), *range(0x20000, 0x323B0)}
            | codepage("gbk", range(0x81, 0xFF), range(0x40, 0xFF)))


def to_truetype(font: TTFont) -> None:
    """Replace CFF outlines by TrueType ones."""
    glyph_set, order, glyphs = font.getGlyphSet(), font.getGlyphOrder(), {}
    for name in order:
        pen = TTGlyphPen(glyph_set)
        glyph_set[name].draw(Cu2QuPen(pen, ERROR, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    for table in ("CFF ", "CFF2", "VORG"):
        if table in font:
            del font[table]
    font["glyf"].compile(font)
    _largest_values(font, len(order))
    for name in order:
        if hasattr(glyphs[name], "xMin"):
            font["hmtx"][name] = (font["hmtx"][name][0], glyphs[name].xMin)
    font.sfntVersion = "\000\001\000\000"


def _largest_values(font: TTFont, count: int) -> None:
    """The tables that TrueType needs and CFF does not."""
    largest = font["maxp"]
    largest.tableVersion, largest.maxZones, largest.numGlyphs = 0x00010000, 1, count
    for name in ("maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                 "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
                 "maxCompositeContours", "maxComponentDepth"):
        setattr(largest, name, 0)
    largest.recalc(font)
    post = font["post"]
    post.formatType = 3.0
    post.extraNames, post.mapping = [], {}


def rename(font: TTFont, name: str) -> None:
    """The font's own name in every language, style and full name with its weight."""
    full = f"{name}-{WEIGHTS.get(name, 'Regular')}"
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = name
        elif record.nameID in (3, 4, 6):
            record.string = full


def of_collection(source: Path, full: str) -> int:
    """The place of a font in a collection, by its full name."""
    for place, font in enumerate(TTCollection(source, lazy=True).fonts):
        if font["name"].getDebugName(4) == full:
            return place
    raise SystemExit(f"{source.name} has no {full}")


def build(source: Path, target: Path, characters: set[int], place: int = -1) -> None:
    """One font; `place` is where it stands in a collection."""
    font = TTFont(source, fontNumber=place)
    options = subset.Options()
    options.layout_features, options.name_IDs = [], ["*"]
    options.hinting = options.glyph_names = options.recalc_timestamp = False
    options.notdef_outline = True
    options.drop_tables += DROPPED
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    if "glyf" not in font:
        to_truetype(font)
    rename(font, target.stem)
    font.save(target)
    print(f"{target.name}: {font['maxp'].numGlyphs} glyphs, {target.stat().st_size / 1e6:.1f} MB")


def main(sources: Path, out: Path) -> None:
    """All fonts."""
    small = usual(sources)
    for name, (file, whole) in FONTS.items():
        build(sources / file, out / f"{name}.ttf", small | every() if whole else small)
    rare(sources, out)


def rare(sources: Path, out: Path) -> None:
    """Hanzi that some names are written with (𠮷) and no font above has."""
    name, file, full = RARE
    known = set(TTFont(out / "DqSong.ttf", lazy=True).getBestCmap())
    build(sources / file, out / f"{name}.ttf", every() - known, of_collection(sources / file, full))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
