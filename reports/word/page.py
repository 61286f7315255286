"""Everything of a Word paper that is no block: fonts, margins, page numbers, properties, and the file itself."""
from __future__ import annotations

import io
import zipfile
from pathlib import Path

from center.words import say
from reports.document import DEMO_MARK, Document, Part
from reports.excel.package import entry
from reports.fonts import STYLES
from reports.word.cells import CONTROLS

MOST = 255      # characters of a property


def add_child(parent, name: str, **attributes: str):
    """An XML element at the end of another; `w__val` is the attribute w:val."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key.replace("__", ":")), value)
    parent.append(element)
    return element


def add_run(paragraph, text: str, style: str, size: float):
    """Text at the end of a paragraph; `size` in points."""
    from docx.oxml.ns import qn
    from docx.shared import Pt
    run = paragraph.add_run(text.translate(CONTROLS))
    run.font.name, run.font.size = STYLES[style].office, Pt(size)
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), STYLES[style].office)
    return run


def set_defaults(word) -> None:
    """The style that a person goes on typing in."""
    from docx.oxml.ns import qn
    from docx.shared import Pt
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = STYLES["fang"].office, Pt(16)
    normal.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), STYLES["fang"].office)
    add_child(normal.element.get_or_add_rPr(), "w:lang", **{"w:val": "en-US", "w:eastAsia": "zh-CN"})
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    word.settings.odd_and_even_pages_header_footer = True


def type_area(document: Document, part: Part) -> tuple[float, float, float, float]:
    """Left edge, upper edge, width and depth of the type area in millimetres, as in the PDF."""
    if document.layout == "deed":
        return (27, 27, 245, 158) if part.landscape else (27, 28, 156, 242)
    if document.layout == "text":
        return (35, 28, 225, 154) if part.landscape else (28, 37, 156, 225)
    return (15, 18, 267, 172) if part.landscape else (20, 20, 174, 256)


def set_section(word, document: Document, part: Part, first: bool) -> None:
    """The paper and margins of a part; the first one has the head and foot of all."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm
    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    wide, high = (297, 210) if part.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    left, top, width, depth = type_area(document, part)
    section.left_margin, section.right_margin = Mm(left), Mm(wide - left - width)
    section.top_margin, section.bottom_margin = Mm(top), Mm(high - top - depth)
    section.header_distance, section.footer_distance = Mm(10), Mm(12)
    if first:
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            _footer(footer, document, align)
        for header in (section.header, section.even_page_header):
            _header_line(header, document)


def _footer(footer, document: Document, align: str) -> None:
    """— 1 — at the outer side, and the notice under it."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    paragraph = footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT if align == "right" else WD_ALIGN_PARAGRAPH.LEFT
    add_run(paragraph, "　— " if align == "left" else "— ", "song", 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = add_run(paragraph, "", "song", 14)
        if kind:
            add_child(run._r, "w:fldChar", w__fldCharType=kind)
        else:
            add_child(run._r, "w:instrText").text = text
    add_run(paragraph, " —　" if align == "right" else " —", "song", 14)
    if document.foot:
        add_run(footer.add_paragraph(), document.foot, "song", 8)


def _header_line(header, document: Document) -> None:
    text = "　　　　".join(filter(None, (document.confidential_line, say(DEMO_MARK) if document.demo else "")))
    if text:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        add_run(header.paragraphs[0], text, "hei", 9)


def set_properties(word, document: Document) -> None:
    """What the file says about itself: the act's time, never the clock's."""
    core, moment = word.core_properties, document.made_at.replace(tzinfo=None)
    core.title, core.author, core.language = document.title.replace("\n", "")[:MOST], document.org[:MOST], document.tag
    core.subject, core.comments = (document.period or document.subtitle)[:MOST], document.notice[:MOST]
    core.last_modified_by = (document.made_by or document.org)[:MOST]
    core.created = core.modified = moment
    core.revision = 1


def save(word, path: Path | io.BytesIO, document: Document) -> None:
    """Through memory, so that the parts get the act's time instead of the clock's."""
    memory = io.BytesIO()
    word.save(memory)
    source = zipfile.ZipFile(memory)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            with target.open(entry(name, document.made_at.timetuple()[:6]), "w") as file:
                file.write(source.read(name))
