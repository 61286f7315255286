"""A face: one style of type made of several font files; each character is drawn by the first file that has it."""
from __future__ import annotations

from pathlib import Path
from unicodedata import category

from reportlab.pdfbase import pdfmetrics

from db.errors import Missing
from reports.document import MissingGlyph
from reports.fonts import STYLES, font_files
from reports.pdf.uni_font import UniFont

_opened: dict[Path, UniFont] = {}
BOX = "□"       # where a character is to be written by hand: what fonts draw themselves looks like another sign


def _open(path: Path) -> UniFont:
    """A font, read once a process. Its name must be its own: reportlab takes equal names for the same font."""
    font = _opened.get(path)
    if font is None:
        font = UniFont(str(path), str(path))
        pdfmetrics.registerFont(font)
        _opened[path] = font
    return font


def unseen(sign: str) -> bool:
    """Whether a character without a glyph is nothing to be seen: controls, spaces, zero-width and variant signs."""
    return category(sign) in ("Cc", "Cf", "Zs", "Zl", "Zp") or "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100"


class _Widths(dict):
    """{character: width in thousandths of the size}, filled as characters are met."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, sign: str) -> int:
        font = self._face.font_for(sign) or self._face.main
        width = font.face.charWidths.get(ord(sign), 1000) if sign in font.signs else 0 if unseen(sign) else 1000
        self[sign] = width
        return width


class Face:
    """Made for one paper: remembers which characters no font could draw. Files after the first open when needed."""

    def __init__(self, files: tuple[Path, ...]) -> None:
        self._waiting = list(files)
        self._fonts: list[UniFont] = []
        self._next()
        self.main = self._fonts[0]
        self.covers = self.main.signs.issuperset
        self.widths = _Widths(self)
        self.missing: dict[str, str] = {}

    def _next(self) -> UniFont:
        self._fonts.append(_open(self._waiting.pop(0)))
        return self._fonts[-1]

    def font_for(self, sign: str) -> UniFont | None:
        """The first font that has the character, or None."""
        for font in self._fonts:
            if sign in font.signs:
                return font
        while self._waiting:
            font = self._next()
            if sign in font.signs:
                return font
        return None

    def runs(self, text: str) -> list[tuple[UniFont, str]]:
        """The text cut where the font changes."""
        if self.covers(text):
            return [(self.main, text)]
        parts: list[tuple[UniFont, str]] = []
        for sign in text:
            font = self.font_for(sign)
            if font is None and unseen(sign):
                continue
            if font is None:
                self.missing.setdefault(sign, text)
                font, sign = self.font_for(BOX) or self.main, BOX
            if parts and parts[-1][0] is font:
                parts[-1] = (font, parts[-1][1] + sign)
            else:
                parts.append((font, sign))
        return parts

    def width(self, text: str, size: float) -> float:
        """The width of a text in points."""
        return sum(map(self.widths.__getitem__, text)) * size / 1000


class Faces:
    """The five styles of one paper, by name: fang hei kai biao song."""

    def __init__(self, folder: Path | None = None, language: str = "") -> None:
        self._folder, self._language = folder, language
        self._made: dict[str, Face] = {}

    def __getitem__(self, style: str) -> Face:
        if style not in self._made:
            files = font_files(style, self._folder, self._language)
            if not files:
                raise Missing("程序自带的字体文件不见了，不能生成 PDF。请重新安装本软件。")
            self._made[style] = Face(files)
        return self._made[style]

    def warnings(self) -> tuple[MissingGlyph, ...]:
        """Characters that no font has, sorted, each with a text in which it stands."""
        found: dict[str, str] = {}
        for style in STYLES:
            if style in self._made:
                found = self._made[style].missing | found
        return tuple(MissingGlyph(sign, found[sign]) for sign in sorted(found))
