"""What was taken in as signed, as pages that can be bound: PDF as it is, a picture on A4, a Word copy by its text.

The kept bytes are never changed by this; a file that cannot be opened becomes a page that says so, so a dossier is
never held up by one broken scan.
"""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from center.attachments.kinds import kind_of
from center.cases.wholeness import BROKEN, LOCKED
from center.words import N_
from db.errors import Invalid
from db.words import Phrase
from db.zips import BROKEN_ZIP
from reports.cases.binding import Binder
from reports.deeds import SHARES, Cell, Form, Group
from reports.document import Block, Document, Part, Text

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
EDGE, FOOT = 12 * MM, 18 * MM
DOTS = 200  # an inch: what a printer shows of a photograph
SET_AGAIN = N_("以下按存档的 Word 签署稿的文字排出，版式以存档的原件为准。")
NOT_BOUND = N_("“{name}”装订不进来，原件存放在本案附件里，可以单独打开或打印。")
BROKEN_PDF: tuple[type[Exception], ...] = (  # pypdf looks into a file as it stands; besides its own kind it raises
    ValueError, TypeError, AttributeError, LookupError,  # a number, a page or a reference that is none
    ArithmeticError,  # a page without width or height
    RuntimeError,  # pages that hold themselves (RecursionError), packed in an unknown way (NotImplementedError)
    OSError,  # a place outside the file
)
COUNTED = ("pdf", "picture")
"""Kinds of files whose pages are known without setting them anew."""
HEADINGS = ("Title", "Heading 1")


def pdf_of_file(name: str, data: bytes, made_at: datetime) -> bytes:
    """The pages of a kept file as a PDF. Raises Invalid with what is wrong with the file."""
    kind = kind_of(name, data)
    code = kind.code if kind else ""
    if code == "pdf":
        pages_in(name, data, whole=True)
        return data
    if code == "picture":
        return picture(name, data)
    if code == "word" and kind.endings[0] == ".docx":
        return _written(of_word(name, data, made_at))
    raise Invalid(NOT_BOUND, name=name)


def bindable(name: str, data: bytes, made_at: datetime) -> tuple[bytes, Invalid | None]:
    """The same, or a page that says why it could not be bound, and the reason."""
    try:
        return pdf_of_file(name, data, made_at), None
    except Invalid as why:
        return notice(Phrase(NOT_BOUND, name=name), made_at), why


def notice(words: str, made_at: datetime, title: str = "") -> bytes:
    """One page with a sentence."""
    return _written(Document("case_notice", title, "", (Part(title, (Text(words, "left"),)),), made_at=made_at,
                             layout="deed", numbered=False))


def count(name: str, data: bytes) -> int:
    """How many pages a file will take. Raises Invalid when it cannot be opened."""
    return pages_in(name, pdf_of_file(name, data, datetime(2000, 1, 1)))


def sheets_of(name: str, data: bytes) -> int | None:
    """Pages of a piece of evidence, as a dossier binds it: a PDF has its own, a picture one (a TIFF one for each
    frame). None for what a hand counts: another kind, or a file that cannot be opened."""
    try:
        if not countable(name, data):
            return None
        return pages_in(name, data) if kind_of(name, data).code == "pdf" else _frames(name, data)
    except Invalid:
        return None


def countable(name: str, data: bytes) -> bool:
    """Whether its pages are known without setting it anew. Raises Invalid for a program."""
    kind = kind_of(name, data)
    return kind is not None and kind.code in COUNTED


def _frames(name: str, data: bytes) -> int:
    from PIL import Image

    try:
        with Image.open(BytesIO(data)) as opened:
            return getattr(opened, "n_frames", 1) if opened.format == "TIFF" else 1
    except (OSError, ValueError, TypeError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid(BROKEN, name=name) from error


def pages_in(name: str, data: bytes, whole: bool = False) -> int:
    """Pages of a PDF. Raises Invalid for one that is broken or has a password; `whole`: each page is tried."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        read = PdfReader(BytesIO(data))
        if read.is_encrypted and not read.decrypt(""):
            raise Invalid(LOCKED, name=name)
        found = len(read.pages)
        if whole:
            Binder("", "").add(data, number=1)
    except (PyPdfError, *BROKEN_PDF) as error:
        raise Invalid(BROKEN, name=name) from error
    if not found:
        raise Invalid(BROKEN, name=name)
    return found


# ---- pictures
def picture(name: str, data: bytes) -> bytes:
    """Each frame of a picture upright on one A4 page, no larger than a printer shows. Raises Invalid."""
    from PIL import Image, ImageOps, ImageSequence
    from reportlab.pdfgen.canvas import Canvas

    target = BytesIO()
    canvas = Canvas(target, pageCompression=1, invariant=1)
    try:
        with Image.open(BytesIO(data)) as opened:
            opened.draft("RGB", tuple(round(side / 72 * DOTS) for side in A4))
            several = ImageSequence.Iterator(opened) if opened.format == "TIFF" else [opened]
            for frame in several:
                _on_page(canvas, ImageOps.exif_transpose(frame))
    except (OSError, ValueError, TypeError, SyntaxError, Image.DecompressionBombError) as error:
        raise Invalid(BROKEN, name=name) from error
    canvas.save()
    return target.getvalue()


def _on_page(canvas: Any, frame: Any) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    page = A4 if frame.height >= frame.width else (A4[1], A4[0])
    room = (page[0] - 2 * EDGE, page[1] - EDGE - FOOT)
    if frame.mode not in ("RGB", "L"):
        frame = _on_white(frame)
    dots = (round(room[0] / 72 * DOTS), round(room[1] / 72 * DOTS))
    if frame.width > dots[0] or frame.height > dots[1]:
        frame.thumbnail(dots, Image.Resampling.BILINEAR, reducing_gap=2.0)
    packed = BytesIO()
    frame.save(packed, "JPEG", quality=80)
    scale = min(room[0] / frame.width, room[1] / frame.height)
    wide, high = frame.width * scale, frame.height * scale
    canvas.setPageSize(page)
    canvas.drawImage(ImageReader(packed), (page[0] - wide) / 2, FOOT + (room[1] - high) / 2, wide, high)
    canvas.showPage()


def _on_white(frame: Any) -> Any:
    """What is see-through is white, as on paper."""
    from PIL import Image

    seen = frame.convert("RGBA")
    ground = Image.new("RGB", seen.size, "white")
    ground.paste(seen, mask=seen.getchannel("A"))
    return ground


# ---- Word
def of_word(name: str, data: bytes, made_at: datetime) -> Document:
    """The text of a Word copy, paragraph by paragraph and table by table. Raises Invalid."""
    from docx import Document as open_word
    from docx.opc.exceptions import OpcError
    from docx.oxml.exceptions import XmlchemyError
    from docx.table import Table as WordTable
    from lxml.etree import XMLSyntaxError

    try:
        word = open_word(BytesIO(data))
        blocks = [_table(one) if isinstance(one, WordTable) else _paragraph(one) for one in word.iter_inner_content()]
    except (*BROKEN_ZIP, OpcError, XmlchemyError, XMLSyntaxError, LookupError, TypeError, AttributeError) as error:
        raise Invalid(BROKEN, name=name) from error
    said = (Text(SET_AGAIN, "left", "note"), *[one for one in blocks if one is not None])
    return Document("case_word", "", "", (Part("", said),), made_at=made_at, layout="deed", numbered=False)


def _paragraph(one: Any) -> Block | None:
    if not one.text.strip():
        return None
    align = {1: "center", 2: "right"}.get(int(one.alignment)) if one.alignment is not None else None
    if one.style is not None and one.style.name in HEADINGS:
        align = "center"
    return Text(one.text.strip(), align or "left")


def _table(one: Any) -> Block | None:
    """A table as a ruled form: joined cells stay joined, their widths as the copy has them."""
    widths = [column.width or 1 for column in one.columns]
    rows, above = [], set()
    for row in one.rows:
        found: list[tuple[Any, int]] = []
        for place, cell in enumerate(row.cells):
            wide = widths[place] if place < len(widths) else 1
            if found and found[-1][0]._tc is cell._tc:
                found[-1] = (cell, found[-1][1] + wide)
            else:
                found.append((cell, wide))
        rows.append(_cells(found, above))
        above = {cell._tc for cell, _wide in found}
    return Form((Group(tuple(rows)),)) if rows else None


def _cells(found: Sequence[tuple[Any, int]], above: set[Any]) -> tuple[Cell, ...]:
    """The cells of a row in shares of the width; what goes on from the row above is not said again."""
    if len(found) > SHARES:
        return (Cell("　".join(cell.text.strip() for cell, _wide in found), SHARES),)
    whole, left, cells = sum(wide for _cell, wide in found), SHARES, []
    for nth, (cell, wide) in enumerate(found):
        waiting = len(found) - nth - 1
        share = left if not waiting else max(1, min(left - waiting, round(SHARES * wide / whole)))
        left -= share
        cells.append(Cell("" if cell._tc in above else cell.text.strip(), share))
    return tuple(cells)


def _written(document: Document) -> bytes:
    from reports.cases.making import bytes_of

    return bytes_of(document, ".pdf")
