"""A paragraph on the canvas: lines from `breaking`, stretched to the measure with character spacing."""
from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from reports.pdf.breaking import SQUEEZE, Breaker, Line

LATIN = 0.7                     # the share of a line from which it is not Chinese


@dataclass(frozen=True)
class Type:
    """How a paragraph is set: size, line height and character pitch in points, indent in characters."""
    size: float
    lead: float
    pitch: float = 0            # a character takes size + pitch
    indent: float = 0
    align: str = "left"         # justify left center right
    grey: float = 0             # 0 is black


@dataclass(frozen=True)
class Paragraph:
    """Broken lines, ready to be drawn line by line."""
    lines: tuple[Line, ...]
    type: Type
    measure: float

    @property
    def height(self) -> float:
        """In points."""
        return len(self.lines) * self.type.lead

    def draw_line(self, canvas, number: int, x: float, top: float) -> None:
        """Draw one line whose upper edge is `top`."""
        line, kind = self.lines[number], self.type
        signs = [(sign, token.face) for token in line.tokens for sign in token.text]
        if not signs:
            return
        natural = sum(face.width(sign, kind.size) for sign, face in signs)
        spacing = self._spacing(line, signs, natural)
        length = natural + spacing * (len(signs) - 1)
        shift = {"center": (self.measure - length) / 2, "right": self.measure - length}.get(kind.align, line.start)
        baseline = top - (kind.lead - kind.size) / 2 - kind.size * 0.86
        text = canvas.beginText(x + shift, baseline)
        text.setFillGray(kind.grey)
        text.setCharSpace(spacing)
        for _, group in groupby(signs, key=lambda pair: id(pair[1])):
            group = list(group)
            for font, part in group[0][1].runs("".join(sign for sign, _ in group)):
                text.setFont(font.fontName, kind.size)
                text.textOut(part)
        text.setCharSpace(0)
        canvas.drawText(text)

    def _spacing(self, line: Line, signs: list, natural: float) -> float:
        """Points between two characters: the pitch, or what fills the measure."""
        pitch = self.type.pitch
        if self.type.align != "justify" or not line.stretch or len(signs) < 2:
            return pitch
        if sum(sign.isascii() for sign, _face in signs) > LATIN * len(signs):
            return pitch                # a language written with blanks: its words are not spaced out
        room = self.measure - line.start
        if natural + pitch * len(signs) > room + 0.5 and signs[-1][0] in SQUEEZE:
            natural -= self.type.size / 2           # its empty half may hang over the margin
        return (room - natural) / (len(signs) - 1)


def set_paragraph(runs, measure: float, kind: Type) -> Paragraph:
    """Break runs [(face, text)] for a measure in points."""
    breaker = Breaker(measure, kind.size, kind.pitch, kind.align == "justify")
    lines = breaker.lines(runs, kind.indent * (kind.size + kind.pitch))
    return Paragraph(tuple(lines), kind, measure)
