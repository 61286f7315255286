"""Writes a Document as .docx, for text papers that people go on editing; the same typography as the PDF."""
from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from reports.document import (
    DEMO_MARK,
    Chart,
    Document,
    Facts,
    Heading,
    MissingGlyph,
    PageBreak,
    Part,
    Signatures,
    Space,
    Table,
    Text,
    chinese_date,
    show,
)
from reports.excel.package import entry
from reports.fonts import STYLES

TWIPS = 20                      # in a point
MM = 1440 / 25.4                # twips in a millimetre
LEAD = 28.95                    # points between lines: 22 lines on 225 mm
HEADINGS = {1: "hei", 2: "kai", 3: "fang"}
SHARES = 20                     # squares in a full bar
CONTROLS = {code: None for code in (*range(9), 11, 12, *range(14, 32))}      # what XML cannot hold


def write_docx(document: Document, path: Path, *, progress: Callable[[int, int], None] | None = None,
               check: Callable[[], None] = lambda: None, fonts: Path | None = None) -> tuple[MissingGlyph, ...]:
    """Write `path`. Returns no warnings: Word looks for glyphs in the fonts of the computer that opens it."""
    from docx import Document as Word
    word = Word()
    _defaults(word)
    for number, part in enumerate(document.parts):
        check()
        _section(word, document, part, first=number == 0)
        _Body(word, document, part, check).fill(first=number == 0)
    _properties(word, document)
    _save(word, path, document)
    if progress:
        progress(1, 1)
    return ()


class _Body:
    """Adds a part's blocks to the end of the Word document."""

    def __init__(self, word, document: Document, part: Part, check: Callable[[], None]) -> None:
        self.word, self.document, self.part, self.check = word, document, part, check
        self.official = document.layout == "text"
        self.size = 16 if self.official else 12
        self.lead = LEAD if self.official else 20
        self.on_cover = False

    def fill(self, first: bool) -> None:
        document = self.document
        if first and document.cover:
            self.cover()
        elif first:
            self.line(document.title, "biao", 22, "center", lead=34)
            under = document.subtitle or (f"（{document.period}）" if document.period else "")
            if under:
                self.line(under, "kai", self.size, "center")
            if document.notice and self.official:
                self.line(document.notice, "kai", 12, "justify", lead=20)
        elif self.part.title:
            self.line(self.part.title, "biao", 18, "center")
        if self.official:
            self.line("", "fang", self.size)
        else:
            date = f"填报日期：{chinese_date(document.made_at)}"
            self.line(f"{document.filler_line}　　　　{date}　　　　{document.unit_line}", "song", 10.5, lead=18)
        for block in self.part.blocks:
            self.check()
            _ADD[type(block)](self, block)

    def cover(self) -> None:
        """The title of a cover page in two lines, with room above and under it; its foot comes before the break."""
        document = self.document
        for _ in range(3):
            self.line("", "fang", self.size)
        for line in document.title.replace("（", "\n（", 1).split("\n"):
            self.line(line, "biao", 28, "center", lead=42)
        self.line(document.subtitle or document.period, "kai", 18, "center", lead=40)
        self.line("", "fang", self.size)
        self.on_cover = True

    def cover_foot(self) -> None:
        """The notice, the organ and the date at the foot of the cover page."""
        document, self.on_cover = self.document, False
        if document.notice:
            self.line(document.notice, "kai", 12, "justify", lead=20)
        for text in ("", document.org, chinese_date(document.made_at)):
            self.line(text, "fang", self.size, "center")

    def line(self, text: str, style: str, size: float, align: str = "left", *, indent: float = 0, lead: float = 0,
             outline: int | None = None):
        """One paragraph; `indent` in characters, `outline` is the heading level for Word's navigation."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
        from docx.shared import Pt
        paragraph = self.word.add_paragraph()
        form = paragraph.paragraph_format
        form.alignment = {"left": WD_ALIGN_PARAGRAPH.LEFT, "center": WD_ALIGN_PARAGRAPH.CENTER,
                          "right": WD_ALIGN_PARAGRAPH.RIGHT, "justify": WD_ALIGN_PARAGRAPH.JUSTIFY}[align]
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(lead or self.lead)
        form.first_line_indent = Pt(indent * size) if indent else None
        form.keep_with_next = outline is not None or None
        _run(paragraph, text, style, size)
        if outline is not None:
            _child(paragraph._p.get_or_add_pPr(), "w:outlineLvl", **{"w:val": str(outline - 1)})
        return paragraph

    def heading(self, block: Heading) -> None:
        self.line(block.text, HEADINGS[block.level], self.size, indent=2 if self.official else 0, outline=block.level)

    def text(self, block: Text) -> None:
        note = block.style == "note"
        for text in block.text.split("\n"):
            self.line(text, "fang", 12 if note else self.size, block.align, indent=2 if block.align == "justify" else 0,
                      lead=20 if note else 0)

    def facts(self, block: Facts) -> None:
        rows = []
        for start in range(0, len(block.pairs), block.columns):
            pairs = block.pairs[start:start + block.columns]
            cells = [cell for name, value in pairs for cell in (_cell(name, "hei", "center", grey=True), _cell(value))]
            spare = 2 * (block.columns - len(pairs))
            if spare:
                cells[-1] = _cell(pairs[-1][1], span=spare + 1)
            rows.append(_row(cells))
        self.append(_grid([3, 7] * block.columns, self.width, rows))

    def table(self, block: Table) -> None:
        columns = [block.columns[i] for i in block.shown]
        size = self.type_size(sum(max(column.width_chars, 4) for column in columns))
        rows = _header(columns, block.grouped, size)
        bands = list(block.group_rows)[::-1]
        for number, row in enumerate(block.each()):
            while bands and bands[-1][0] <= number:
                rows.append(_row([_cell(bands.pop()[1], "hei", span=len(columns), size=size)]))
            rows.append(_values(block, row, "song", size))
        rows += [_row([_cell("") for _ in columns])] * block.blank_rows
        if block.total is not None:
            rows.append(_values(block, block.total, "hei", size))
        self.append(_grid([max(column.width_chars, 4) for column in columns], self.width, rows))
        if block.note:
            self.line(block.note, "song", 9, lead=14)

    def chart(self, block: Chart) -> None:
        """Word papers show a chart as a table with bars of squares: it can be edited like everything else."""
        top = block.maximum or max(block.values, default=0) or 1
        rows = [_row([_cell(label, keep=True), _cell(show("number", value), align="center", keep=True),
                      _cell("■" * round(SHARES * max(0, min(1, value / top))), keep=True)])
                for label, value in zip(block.labels, block.values, strict=True)]
        self.append(_grid([30, 12, 58], self.width, rows))
        if block.title:
            self.line(block.title, "hei", 12, "center")

    def signatures(self, block: Signatures) -> None:
        if block.labels:
            self.line("　　　　　　".join(f"{label.rstrip('：')}：" for label in block.labels), "fang", self.size)
        if block.seal:
            self.line("", "fang", self.size)
            self.line("", "fang", self.size)
            organ = f"{self.document.org}（盖章）" if self.official else "（盖章）　　　　"
            self.line(organ, "fang", self.size, "right")
        if block.date_line and (block.seal or self.official):
            date = chinese_date(self.document.made_at) if self.official else "年　　月　　日"
            self.line(f"{date}　　　　", "fang", self.size, "right")

    def space(self, block: Space) -> None:
        for _ in range(max(1, round(block.lines))):
            self.line("", "fang", self.size)

    def page_break(self, _: PageBreak) -> None:
        if self.on_cover:
            self.cover_foot()
        self.word.add_page_break()

    @property
    def width(self) -> int:
        """The type area in twips."""
        return round(_area(self.document, self.part)[2] * MM)

    def type_size(self, characters: float) -> float:
        """10.5 points, or what lets so many characters stand on the page's width, but never under 8."""
        fits = self.width / TWIPS / (characters * 0.56)
        return max(8, min(10.5, round(fits * 2) / 2))

    def append(self, xml: str) -> None:
        """A table, before the section's own properties, and a short line under it."""
        from docx.oxml import parse_xml
        body = self.word.element.body
        body.insert(list(body).index(body.sectPr), parse_xml(xml))
        self.line("", "song", 10.5, lead=10)


_ADD = {Heading: _Body.heading, Text: _Body.text, Facts: _Body.facts, Table: _Body.table, Chart: _Body.chart,
        Signatures: _Body.signatures, Space: _Body.space, PageBreak: _Body.page_break}


# -- tables as XML: python-docx looks through a whole table for every cell ------------------------------


def _fonts(style: str, size: float) -> str:
    name = STYLES[style].office
    return (f'<w:rPr><w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:hint="eastAsia"/>'
            f'<w:sz w:val="{round(size * 2)}"/><w:szCs w:val="{round(size * 2)}"/></w:rPr>')


def _cell(text: str, style: str = "song", align: str = "left", *, grey: bool = False, span: int = 1,
          merge: str = "", size: float = 10.5, keep: bool = False) -> str:
    """A table cell; `merge` is "restart" or "continue" for cells that hang together downwards, `keep` keeps its row
    on the page of what follows it."""
    extra = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    extra += f'<w:vMerge w:val="{merge}"/>' if merge else ""
    extra += '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if grey else ""
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line.translate(CONTROLS))}</w:t>'
                           for line in text.split("\n"))
    stay = "<w:keepNext/>" if keep else ""
    return (f'<w:tc><w:tcPr>{extra}<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr>{stay}<w:jc w:val="{align}"/></w:pPr>'
            f"<w:r>{_fonts(style, size)}{lines}</w:r></w:p></w:tc>")


def _row(cells: Iterable[str], head: bool = False) -> str:
    mark = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    return f'<w:tr><w:trPr>{mark}</w:trPr>{"".join(cells)}</w:tr>'


def _values(table: Table, row: Sequence, style: str, size: float) -> str:
    """One row; a None in a merged column goes on from the cell above."""
    return _row(_cell(show(table.columns[i].kind, row[i]), style, table.columns[i].align, size=size,
                      merge=("continue" if row[i] is None else "restart") if i in table.merge else "")
                for i in table.shown)


def _header(columns: Sequence, grouped: bool, size: float) -> list[str]:
    labels = [_cell(column.label, "hei", "center", grey=True, size=size) for column in columns]
    if not grouped:
        return [_row(labels, head=True)]
    upper, lower, place = [], [], 0
    while place < len(columns):
        name, end = columns[place].group, place + 1
        while name and end < len(columns) and columns[end].group == name:
            end += 1
        if name:
            upper.append(_cell(name, "hei", "center", grey=True, span=end - place, size=size))
            lower += labels[place:end]
        else:
            upper.append(_cell(columns[place].label, "hei", "center", grey=True, merge="restart", size=size))
            lower.append(_cell("", grey=True, merge="continue"))
        place = end
    return [_row(upper, head=True), _row(lower, head=True)]


def _grid(shares: Sequence[float], width: int, rows: Sequence[str]) -> str:
    """A ruled table of `width` twips."""
    from docx.oxml.ns import nsdecls
    widths = [round(width * share / sum(shares)) for share in shares]
    sides = "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
                    for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in widths)
    return (f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
            f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
            f'<w:bottom w:w="40" w:type="dxa"/><w:right w:w="60" w:type="dxa"/>'
            f'</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>')


# -- the document ---------------------------------------------------------------------------------------


def _child(parent, name: str, **attributes: str):
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(key.replace("__", ":")), value)
    parent.append(element)
    return element


def _run(paragraph, text: str, style: str, size: float):
    from docx.oxml.ns import qn
    from docx.shared import Pt
    run = paragraph.add_run(text.translate(CONTROLS))
    run.font.name, run.font.size = STYLES[style].office, Pt(size)
    run._r.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), STYLES[style].office)
    return run


def _defaults(word) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt
    normal = word.styles["Normal"]
    normal.font.name, normal.font.size = STYLES["fang"].office, Pt(16)
    normal.element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), STYLES["fang"].office)
    _child(normal.element.get_or_add_rPr(), "w:lang", **{"w:val": "en-US", "w:eastAsia": "zh-CN"})
    normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)
    word.settings.odd_and_even_pages_header_footer = True


def _area(document: Document, part: Part) -> tuple[float, float, float, float]:
    """Left edge, upper edge, width and depth of the type area in millimetres, as in the PDF."""
    if document.layout == "text":
        return (35, 28, 225, 154) if part.landscape else (28, 37, 156, 225)
    return (15, 18, 267, 172) if part.landscape else (20, 20, 174, 256)


def _section(word, document: Document, part: Part, first: bool) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.shared import Mm
    section = word.sections[0] if first else word.add_section(WD_SECTION.NEW_PAGE)
    wide, high = (297, 210) if part.landscape else (210, 297)
    section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    left, top, width, depth = _area(document, part)
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
    _run(paragraph, "　— " if align == "left" else "— ", "song", 14)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = _run(paragraph, "", "song", 14)
        if kind:
            _child(run._r, "w:fldChar", w__fldCharType=kind)
        else:
            _child(run._r, "w:instrText").text = text
    _run(paragraph, " —　" if align == "right" else " —", "song", 14)
    if document.notice:
        _run(footer.add_paragraph(), document.notice, "song", 8)


def _header_line(header, document: Document) -> None:
    text = "　　　　".join(filter(None, (document.confidential_line, DEMO_MARK if document.demo else "")))
    if text:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        header.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _run(header.paragraphs[0], text, "hei", 9)


def _properties(word, document: Document) -> None:
    core, moment = word.core_properties, document.made_at.replace(tzinfo=None)
    core.title, core.author, core.language = document.title.replace("\n", ""), document.org, "zh-CN"
    core.subject, core.comments = document.period or document.subtitle, document.notice[:255]
    core.last_modified_by = document.made_by or document.org
    core.created = core.modified = moment
    core.revision = 1


def _save(word, path: Path, document: Document) -> None:
    """Through memory, so that the parts get the act's time instead of the clock's."""
    memory = io.BytesIO()
    word.save(memory)
    source = zipfile.ZipFile(memory)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            with target.open(entry(name, document.made_at.timetuple()[:6]), "w") as file:
                file.write(source.read(name))
