"""A kept file that looks whole from outside and cannot be opened is a sentence and a page, never a torn dossier."""
from __future__ import annotations

import io
import re
import zipfile
from datetime import datetime

import pytest

from center.cases.wholeness import form_of
from db.errors import Invalid
from reports.cases.taken_in import bindable, pages_in

AT = datetime(2026, 11, 20)


def word(change: str, to: bytes) -> bytes:
    """A Word document with a table, one part of which is changed."""
    import docx

    made, changed = io.BytesIO(), io.BytesIO()
    document = docx.Document()
    document.add_table(1, 1).cell(0, 0).text = "修好立管"
    document.save(made)
    with zipfile.ZipFile(made) as before, zipfile.ZipFile(changed, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            after.writestr(part, re.sub(change.encode(), to, data, flags=re.S) if part == "word/document.xml" else data)
    return changed.getvalue()


def pdf(size: bytes, packing: bytes = b"/ASCII85Decode") -> bytes:
    """A PDF of one page with another size or packing than it was made with."""
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    canvas = Canvas(made, pageCompression=1)
    canvas.drawString(50, 50, "x")
    canvas.save()
    return made.getvalue().replace(b"595.2756 841.8898", size).replace(b"/ASCII85Decode", packing)


def fax() -> bytes:
    """A TIFF of two pages, the second of which does not say how wide it is."""
    from PIL import Image

    made = io.BytesIO()
    page = Image.new("L", (60, 40), 200)
    page.save(made, "TIFF", save_all=True, append_images=[page])
    before, width, after = made.getvalue().rpartition(b"\x00\x01\x04\x00\x01\x00\x00\x00\x3c\x00\x00\x00")
    assert width
    return before + b"\xff\xff" + width[2:] + after


@pytest.mark.parametrize(("name", "data"), [
    ("断开.docx", word("</w:body>.*", b"")), ("空.docx", word(".+", b"")),
    ("少一样.docx", word("<w:tblGrid>.*</w:tblGrid>", b"")),
    ("没有宽.pdf", pdf(b"0.000000 841.8898")), ("怎么压的.pdf", pdf(b"595.2756 641.8898", b"/ASCII85Decoda")),
    ("传真.tif", fax())],
    ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_whole_outside_and_broken_inside_is_told_on_a_page(name, data):
    assert form_of(name, data) in ("pdf", "word", "picture")
    page, why = bindable(name, data, AT)
    assert isinstance(why, Invalid) and name in str(why) and pages_in("page", page) == 1
