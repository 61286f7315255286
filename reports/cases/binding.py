"""Pages of many papers as one PDF: their order, continuous numbers at the foot, bookmarks. Knows nothing of cases."""
from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
SAME = 6  # points by which a sheet may differ from A4
SIZE, UP = 10.5, 9 * MM
NUMBER_FONT = "/BoundNo"


@dataclass
class Mark:
    """A bookmark: its words, the page it leads to (from 0), and those under it."""

    title: str
    page: int
    under: list[Mark] = field(default_factory=list)


class Binder:
    """Takes papers one after another; `bytes` gives the bound file."""

    def __init__(self, title: str, author: str, up: float = UP) -> None:
        """`up`: how far above the edge the numbers stand, in points."""
        from pypdf import PdfWriter
        from pypdf.generic import DictionaryObject, NameObject

        self.writer = PdfWriter()
        self.writer.add_metadata({"/Title": title, "/Author": author, "/Producer": "pypdf"})
        self.writer.page_layout = "/SinglePage"
        self.writer.page_mode = "/UseOutlines"
        self.count, self._up = 0, up
        self._font = self.writer._add_object(DictionaryObject({
            NameObject("/Type"): NameObject("/Font"), NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Times-Roman")}))

    def add(self, data: bytes, number: int = 0) -> int:
        """Take the pages of a PDF; with `number` they are numbered from it. Returns how many there were."""
        from pypdf import PdfReader

        read = PdfReader(BytesIO(data))
        if read.is_encrypted:
            read.decrypt("")
        for nth, page in enumerate(read.pages):
            self._take(page, number + nth if number else 0)
        return len(read.pages)

    def _take(self, page: Any, number: int) -> None:
        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        if page.rotation or not _is_a4(wide, high) or page.mediabox.left or page.mediabox.bottom:
            taken = self._fitted(page)
        else:
            taken = self.writer.add_page(page)
        for name in ("/Annots", "/AA", "/Thumb"):
            taken.pop(name, None)
        if number:
            self._number(taken, number)
        self.count += 1

    def _fitted(self, page: Any) -> Any:
        """A sheet of another size, or turned: upright in the middle of an A4 page with a margin for the number."""
        from pypdf import PageObject, Transformation

        wide, high = float(page.mediabox.width), float(page.mediabox.height)
        turned = page.rotation % 360
        placed = Transformation().translate(-float(page.mediabox.left), -float(page.mediabox.bottom)).rotate(-turned)
        placed = placed.translate(*{90: (0, wide), 180: (wide, high), 270: (high, 0)}.get(turned, (0, 0)))
        if turned in (90, 270):
            wide, high = high, wide
        sheet = A4 if high >= wide else (A4[1], A4[0])
        foot, edge = UP + 5 * MM, 5 * MM
        scale = min((sheet[0] - 2 * edge) / wide, (sheet[1] - foot - edge) / high)
        across, up = (sheet[0] - wide * scale) / 2, foot + (sheet[1] - foot - edge - high * scale) / 2
        taken = self.writer.add_page(PageObject.create_blank_page(width=sheet[0], height=sheet[1]))
        taken.merge_transformed_page(page, placed.scale(scale).translate(across, up))
        return taken

    def _number(self, page: Any, number: int) -> None:
        """Its number at the foot on white, drawn after whatever the page holds: no page is read through for it."""
        from pypdf.generic import ArrayObject, DictionaryObject, NameObject

        resources = DictionaryObject(_object(page.get("/Resources")) or {})
        fonts = DictionaryObject(_object(resources.get("/Font")) or {})
        fonts[NameObject(NUMBER_FONT)] = self._font
        resources[NameObject("/Font")] = fonts
        page[NameObject("/Resources")] = resources
        text, wide = str(number), len(str(number)) * SIZE / 2
        middle = float(page.mediabox.width) / 2
        drawn = (f"\nQ q 1 g {middle - wide / 2 - 3:.2f} {self._up - 3:.2f} {wide + 6:.2f} {SIZE + 2:.2f} re f 0 g BT "
                 f"{NUMBER_FONT} {SIZE} Tf {middle - wide / 2:.2f} {self._up:.2f} Td ({text}) Tj ET Q\n")
        held = page.get("/Contents")
        inside = _object(held)
        before = list(inside) if isinstance(inside, ArrayObject) else [held] if held is not None else []
        page[NameObject("/Contents")] = ArrayObject([self._stream("q\n"), *before, self._stream(drawn)])

    def _stream(self, text: str) -> Any:
        from pypdf.generic import DecodedStreamObject

        stream = DecodedStreamObject()
        stream.set_data(text.encode("ascii"))
        return self.writer._add_object(stream)

    def mark(self, marks: list[Mark], parent: Any = None) -> None:
        """Enter bookmarks."""
        for one in marks:
            made = self.writer.add_outline_item(title=one.title, page_number=one.page, parent=parent)
            self.mark(one.under, made)

    def bytes(self) -> bytes:
        """The bound file."""
        target = BytesIO()
        self.writer.write(target)
        return target.getvalue()


def _object(value: Any) -> Any:
    return value.get_object() if value is not None else None


def _is_a4(wide: float, high: float) -> bool:
    return all(abs(one - other) <= SAME for one, other in zip(sorted((wide, high)), A4, strict=True))
