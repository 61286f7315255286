"""Drawing a topic of the handbook on a Flow: words of several looks in one line, key caps, steps, rows, pictures."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from views.kit import shapes, theme
from views.kit.line_break import NOT_FIRST, NOT_LAST
from views.kit.text_fit import Fit
from views.pages.breaking import TOKENS
from views.pages.flow import Flow
from views.pages.pen import Pen
from views.state.handbook import PICTURES, Topic
from views.state.handbook_text import Block, Span

WIDEST = 760  # design px: longer lines are hard to read
LEAD = 27  # design px from line to line
INDENT, FIRST_CELL = 26, 190  # design px: text of a step; the first cell of a row
CAP_PAD, CAP_HIGH, CAP_GAP = 16, 21, 3


@dataclass
class _Piece:
    """Some signs of one look that stand together in a line; `words` of a key cap is the whole cap."""

    words: str
    width: int
    span: Span


class Gallery:
    """The pictures of the topic shown now, at the width they are shown in; Tk forgets a picture nobody holds."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, int], tk.PhotoImage] = {}

    def photo(self, name: str, width: int) -> tk.PhotoImage | None:
        """A picture no wider than `width` device px, never larger than the scale of the window; None if it is gone."""
        from PIL import Image, ImageTk

        if (name, width) not in self._kept:
            try:
                picture = Image.open(PICTURES / name).convert("RGB")
            except OSError:
                return None
            share = min(width / picture.width, theme.scale())
            size = round(picture.width * share), round(picture.height * share)
            self._kept[name, width] = ImageTk.PhotoImage(
                picture if size == picture.size else picture.resize(size, Image.Resampling.LANCZOS)
            )
        return self._kept[name, width]

    def forget(self) -> None:
        """Another topic is shown."""
        self._kept.clear()


def write_topic(pen: Pen, topic: Topic, follow: Callable[[str], object], gallery: Gallery) -> None:
    """The whole topic. `follow(key)` is what a link does."""
    edge, pen.right = pen.right, min(pen.right, pen.left + theme.px(WIDEST))
    pen.space(26)
    pen.text(topic.title, 24, bold=True)
    pen.space(14)
    before = ""
    for block in topic.blocks:
        _gap(pen, before, block.kind)
        if block.kind == "picture":
            _picture(pen, block, gallery, edge)
        else:
            _WRITERS[block.kind](pen, block, follow)
        before = block.kind
    pen.space(40)


def _gap(pen: Pen, before: str, kind: str) -> None:
    if kind == "heading":
        pen.space(20)
    elif kind == before and kind in ("step", "point", "row"):
        pen.space(4)
    elif before:
        pen.space(10)


def _text(pen: Pen, block: Block, follow: Callable[[str], object]) -> None:
    write_spans(pen, block.spans, follow)


def _heading(pen: Pen, block: Block, _follow: Callable[[str], object]) -> None:
    pen.text(block.spans[0].text if block.spans else "", 17, bold=True)
    pen.space(2)


def _step(pen: Pen, block: Block, follow: Callable[[str], object]) -> None:
    side = theme.px(20)
    middle = pen.y + theme.px(LEAD) // 2
    canvas = pen.canvas
    ground = shapes.pill(side, side, theme.color("accent_soft"))
    canvas.create_image(pen.left, middle, anchor="w", image=ground)
    canvas.create_text(
        pen.left + side // 2, middle, text=block.mark, font=theme.font(12, True), fill=theme.color("accent_ink")
    )
    write_spans(pen, block.spans, follow, indent=INDENT + 4)


def _point(pen: Pen, block: Block, follow: Callable[[str], object]) -> None:
    middle = pen.y + theme.px(LEAD) // 2
    pen.canvas.create_image(pen.left + theme.px(7), middle, anchor="w", image=shapes.disc(5, "ink3"))
    write_spans(pen, block.spans, follow, indent=INDENT)


def _note(pen: Pen, block: Block, follow: Callable[[str], object]) -> None:
    top = pen.y
    pen.space(9)
    write_spans(pen, block.spans, follow, indent=16, ink="ink2", right=14)
    pen.space(9)
    canvas = pen.canvas
    band = canvas.create_rectangle(pen.left, top, pen.right, pen.y, fill=theme.color("sunken"), width=0)
    canvas.tag_lower(band)
    canvas.create_rectangle(pen.left, top, pen.left + theme.px(3), pen.y, fill=theme.color("line_strong"), width=0)


def _row(pen: Pen, block: Block, follow: Callable[[str], object]) -> None:
    top = pen.y
    mark = Span(block.mark, "key" if block.keys else "bold")
    room = round((pen.right - pen.left) / theme.scale()) - FIRST_CELL + 14
    write_spans(pen, (mark,), follow, right=room)
    low, pen.y = pen.y, top
    write_spans(pen, block.spans, follow, indent=FIRST_CELL)
    pen.y = max(low, pen.y) + theme.px(4)
    pen.canvas.create_rectangle(pen.left, pen.y, pen.right, pen.y + 1, fill=theme.color("line_soft"), width=0)


def _picture(pen: Pen, block: Block, gallery: Gallery, edge: int) -> None:
    """As wide as the pane: a picture of a window may be wider than a line of text should be."""
    photo = gallery.photo(block.mark, edge - pen.left - 2)
    if photo is None:
        return
    pen.space(4)
    canvas = pen.canvas
    right, bottom = pen.left + photo.width() + 1, pen.y + photo.height() + 1
    canvas.create_rectangle(pen.left, pen.y, right, bottom, outline=theme.color("line_strong"))
    canvas.create_image(pen.left + 1, pen.y + 1, anchor="nw", image=photo)
    pen.y = bottom + theme.px(6)
    pen.text("".join(span.text for span in block.spans), 12, "ink3")
    pen.space(6)


_WRITERS = {
    "text": _text,
    "heading": _heading,
    "step": _step,
    "point": _point,
    "note": _note,
    "row": _row,
}


# ---- words of several looks in one line
def write_spans(
    pen: Pen,
    spans: Sequence[Span],
    follow: Callable[[str], object],
    indent: int = 0,
    ink: str = "ink",
    right: int = 0,
) -> None:
    """A paragraph. Closing marks never begin a line and opening ones never end it; key caps stay whole."""
    left, end = pen.left + theme.px(indent), pen.right - theme.px(right)
    links: dict[int, tuple[Span, list[int]]] = {}
    for line in _lines(_pieces(spans), end - left):
        x = left
        for piece in line:
            items = _draw(pen, piece, x, ink)
            if piece.span.link:
                links.setdefault(id(piece.span), (piece.span, []))[1].extend(items)
            x += piece.width
        pen.space(LEAD)
    for span, items in links.values():
        box = pen.canvas.bbox(items[0])
        pen.canvas.link(lambda to=span.link: follow(to), box, *items)


def _fit(span: Span) -> Fit:
    font = theme.font(*{"key": (13, False), "bold": (15, True), "quiet": (13, False)}.get(span.style, (15, False)))
    if id(font) not in _fits or _fits[id(font)].font is not font:
        _fits[id(font)] = Fit(font)
    return _fits[id(font)]


_fits: dict[int, Fit] = {}


def _pieces(spans: Sequence[Span]) -> list[_Piece]:
    made = []
    for span in spans:
        fit = _fit(span)
        if span.style == "key":
            made.append(_Piece(span.text, fit.width(span.text) + theme.px(CAP_PAD + 2 * CAP_GAP), span))
        else:
            made += [_Piece(token, fit.width(token), span) for token in TOKENS.findall(span.text)]
    return made


def _lines(pieces: list[_Piece], room: int) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    used = 0
    for piece in pieces:
        line = lines[-1]
        # a closing mark after a key cap hangs out rather than begin a line
        if line and used + piece.width > room and piece.words[0] not in NOT_FIRST:
            line = []
            while lines[-1][1:] and lines[-1][-1].words[-1] in NOT_LAST:
                line.insert(0, lines[-1].pop())
            used = sum(one.width for one in line)
            lines.append(line)
            if piece.words.isspace():
                continue
        line.append(piece)
        used += piece.width
    return [_joined(line) for line in lines]


def _joined(line: list[_Piece]) -> list[_Piece]:
    """Neighbours of one look as one text: fewer items, and Tk's own spacing between them."""
    made: list[_Piece] = []
    for piece in line:
        if made and made[-1].span is piece.span and piece.span.style != "key":
            last = made[-1]
            made[-1] = _Piece(last.words + piece.words, last.width + piece.width, piece.span)
        else:
            made.append(_Piece(piece.words, piece.width, piece.span))
    return made


def _draw(pen: Pen, piece: _Piece, x: int, ink: str) -> list[int]:
    canvas: Flow = pen.canvas
    middle, font = pen.y + theme.px(LEAD) // 2, _fit(piece.span).font
    if piece.span.style == "key":
        wide, high = piece.width - theme.px(2 * CAP_GAP), theme.px(CAP_HIGH)
        cap = shapes.pill(wide, high, theme.color("grey_soft"), theme.color("line_strong"), radius=theme.px(5))
        left = x + theme.px(CAP_GAP)
        image = canvas.create_image(left, middle, anchor="w", image=cap)
        color = theme.color("ink2")
        return [image, canvas.create_text(left + wide // 2, middle, text=piece.words, font=font, fill=color)]
    color = theme.color("accent_ink" if piece.span.link else "ink3" if piece.span.style == "quiet" else ink)
    item = canvas.create_text(x, middle, anchor="w", text=piece.words, font=font, fill=color)
    if not piece.span.link:
        return [item]
    y = middle + font.metrics("ascent") // 2 + theme.px(3)
    return [item, canvas.create_line(x, y, x + piece.width, y, dash=(1, 2), fill=theme.color("ink3"))]
