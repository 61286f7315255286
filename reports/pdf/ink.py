"""Text in one face and one size, measured, broken into cells and drawn as operators; what repeats is remembered."""
from __future__ import annotations

from reports.pdf.breaking import balance, wrap_cell
from reports.pdf.face import Face

CACHE = 20_000          # texts whose width and lines are remembered: rosters repeat themselves


class Ink:
    """Text operators of one face in one size on one PDF."""

    def __init__(self, face: Face, size: float, doc) -> None:
        self.face, self.size, self.doc = face, size, doc
        self.select = f"{face.main.getSubsetInternalName(0, doc)} {size:g} Tf"
        self._widths: dict[str, float] = {}
        self._lines: dict[tuple[str, float, bool], list[str]] = {}

    def width(self, text: str) -> float:
        """In points."""
        width = self._widths.get(text)
        if width is None:
            width = self.face.width(text, self.size)
            if len(self._widths) < CACHE:
                self._widths[text] = width
        return width

    def lines(self, text: str, room: float, even: bool = False) -> list[str]:
        """The text broken for a cell of `room` points, into `even` lines if it is centred."""
        lines = self._lines.get((text, room, even))
        if lines is None:
            widths, units = self.face.widths, room * 1000 / self.size
            lines = wrap_cell(text, widths, units)
            if even:
                lines = balance(text, lines, widths, units)
            if len(self._lines) < CACHE:
                self._lines[text, room, even] = lines
        return lines

    def show(self, x: float, y: float, text: str) -> str:
        """The operators that draw a text at its baseline; the font selected stays selected."""
        face, doc = self.face, self.doc
        if face.covers(text):
            return f"1 0 0 1 {x:.1f} {y:.1f} Tm <{face.main.encode(text, doc).hex()}> Tj"
        parts = []
        for font, run in face.runs(text):
            code = f"1 0 0 1 {x:.1f} {y:.1f} Tm <{font.encode(run, doc).hex()}> Tj"
            if font is not face.main:
                code = f"{font.getSubsetInternalName(0, doc)} {self.size:g} Tf {code} {self.select}"
            parts.append(code)
            x += face.width(run, self.size)
        return " ".join(parts)
