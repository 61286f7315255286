"""Writes a Document as .docx, for text papers that people go on editing; the same typography as the PDF."""
from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from center.words import say
from reports.deeds import Form, Stamp
from reports.document import (
    NO_DAY,
    SEAL,
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
    sealed,
    show,
    tail_of,
    torn_before,
    with_colon,
)
from reports.word.cells import cell, header_rows, row_of, ruled, values_row
from reports.word.deeds import ADD, head
from reports.word.page import add_child, add_run, save, set_defaults, set_properties, set_section, type_area
from reports.word.spacing import settle

TWIPS = 20                      # in a point
MM = 1440 / 25.4                # twips in a millimetre
POINTS = 72 / 25.4              # in a millimetre
LEAD = 28.95                    # points between lines: 22 lines on 225 mm
HEADINGS = {1: "hei", 2: "kai", 3: "fang"}
SHARES = 20                     # squares in a full bar
ON_THE_PAGE = 300               # points that a table may take that is to leave room for the rest of its page
EMPTY = 16                      # points of an empty line of a paper to sign, as in the PDF
ROW, LEAST_ROW = 20, 8.2        # points: a row as it comes, and the lowest that can be read


def write_docx(document: Document, path: Path | BytesIO, *, progress: Callable[[int, int], None] | None = None,
               check: Callable[[], None] = lambda: None, fonts: Path | None = None) -> tuple[MissingGlyph, ...]:
    """Write `path`. Returns no warnings: Word looks for glyphs in the fonts of the computer that opens it."""
    from docx import Document as Word
    word = Word()
    set_defaults(word)
    for number, part in enumerate(document.parts):
        check()
        set_section(word, document, part, first=number == 0)
        _Body(word, document, part, check).fill(first=number == 0)
    set_properties(word, document)
    save(word, path, document)
    if progress:
        progress(1, 1)
    return ()


class _Body:
    """Adds a part's blocks to the end of the Word document."""

    def __init__(self, word, document: Document, part: Part, check: Callable[[], None]) -> None:
        self.word, self.document, self.part, self.check = word, document, part, check
        self.official = document.layout == "text"
        self.deed = document.layout == "deed"
        self.size = 16 if self.official else 14 if self.deed else 12
        self.lead = LEAD if self.official else 25 if self.deed else 20
        self.on_cover = False
        self.firm: list = []            # paragraphs whose lines are never set closer: a seal's
        self.torn = True                # whether a long paragraph is held by the names under it
        self.loose: Any = None          # such a paragraph that is not held
        self.many = False               # whether names stand in rows that may go over pages

    def fill(self, first: bool) -> None:
        """All of the part; a paper to sign as close as saves a page. Where the names and the paragraph before them do
        not fit on one page the paragraph is let go, if its end stays with them; else the names stand in rows."""
        body = self.word.element.body
        before = len(body) - 1
        self.blocks(first)
        if not self.deed:
            return
        _, _, width, depth = (each * POINTS for each in type_area(self.document, self.part))
        if settle(list(body)[before:-1], width, depth, self.firm, self.loose) or self.many:
            return
        for one in list(body)[before:-1]:
            body.remove(one)
        self.many, self.torn, self.loose = not self.torn, False, None
        self.fill(first)

    def blocks(self, first: bool) -> None:
        """The title of the part and its blocks."""
        document = self.document
        if self.deed:
            head(self, document.title if first else self.part.title, first)
        elif first and document.cover:
            self.cover()
        elif first:
            self.line(document.title, "biao", 22, "center", lead=34)
            if under := document.under:
                self.line(under, "kai", self.size, "center")
            if self.part.whose:
                self.line(self.part.whose, "hei", 14, "center", lead=24)
            if document.notice and self.official:
                self.line(document.notice, "kai", 12, "justify", lead=20)
        elif self.part.title:
            self.line(self.part.title, "biao", 18, "center")
        if self.official:
            self.line("", "fang", self.size)
        elif not self.deed:
            ends = (document.filler_line, document.date_line, document.unit_line)
            self.line("　　　　".join(ends), "song", 10.5, lead=18)
        tail = tail_of(self.part.blocks) if self.deed else -1
        torn = torn_before(self.part.blocks, tail)
        for place, block in enumerate(self.part.blocks):
            self.check()
            (ADD | _ADD)[type(block)](self, block)
            if torn and place == tail - 1 and isinstance(block, Text) and not self.torn and not self.many:
                self.loose = self.word.paragraphs[-1]._p
            elif isinstance(block, Text) and place >= tail >= 0 or torn and place == tail - 1:
                self.keep_end(isinstance(block, Form))          # what is signed stays with its last lines
            elif self.deed and isinstance(block, Stamp) and _only_notes(self.part.blocks[place + 1:]):
                self.word.paragraphs[-1].paragraph_format.keep_with_next = True

    def keep_end(self, form: bool) -> None:
        """The last line, or the last row of a form and the line under it, stays with what follows."""
        last = [self.word.paragraphs[-1]]
        if form:
            last += [one for cell in self.word.tables[-1].rows[-1].cells for one in cell.paragraphs]
        for one in last:
            one.paragraph_format.keep_with_next = True

    def cover(self) -> None:
        """The title of a cover page in two lines, with room above and under it; its foot comes before the break."""
        document = self.document
        for _ in range(0 if document.translated else 3):    # translations are longer, and it stays one page
            self.line("", "fang", self.size)
        for line in document.title.replace("（", "\n（", 1).replace(" (", "\n(", 1).split("\n"):
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
        add_run(paragraph, text, style, size)
        if outline is not None:
            add_child(paragraph._p.get_or_add_pPr(), "w:outlineLvl", **{"w:val": str(outline - 1)})
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
            cells = [one for name, value in pairs for one in (cell(name, "hei", "center", grey=True), cell(value))]
            spare = 2 * (block.columns - len(pairs))
            if spare:
                cells[-1] = cell(pairs[-1][1], span=spare + 1)
            rows.append(row_of(cells))
        shares = [3, 7] if block.columns < 3 else [9, 12]       # a label of six characters stays on one line
        self.append(ruled(shares * block.columns, self.width, rows))

    def table(self, block: Table) -> None:
        columns = [block.columns[i] for i in block.shown]
        size = self.type_size(sum(max(column.width_chars, 4) for column in columns))
        room = max(LEAST_ROW, ON_THE_PAGE / (block.size() + 2))
        pitch = room if block.within and room < ROW else 0      # a plan that shall stay on its page
        size = min(size, pitch / 1.3) if pitch else size
        rows = header_rows(columns, block.grouped, size)
        bands = list(block.group_rows)[::-1]
        for number, row in enumerate(block.each()):
            while bands and bands[-1][0] <= number:
                rows.append(row_of([cell(bands.pop()[1], "hei", span=len(columns), size=size)]))
            rows.append(values_row(block, row, "song", size))
        rows += [row_of([cell("") for _ in columns])] * block.blank_rows
        if block.total is not None:
            rows.append(values_row(block, block.total, "hei", size))
        self.append(ruled([max(column.width_chars, 4) for column in columns], self.width, rows, pitch))
        if block.note:
            self.line(block.note, "song", 9, lead=14)

    def chart(self, block: Chart) -> None:
        """Word papers show a chart as a table with bars of squares: it can be edited like everything else."""
        top = block.maximum or max(block.values, default=0) or 1
        rows = [row_of([cell(label, keep=True), cell(show("number", value), align="center", keep=True),
                        cell("■" * round(SHARES * max(0, min(1, value / top))), keep=True)])
                for label, value in zip(block.labels, block.values, strict=True)]
        self.append(ruled([30, 12, 58], self.width, rows))
        if block.title:
            self.line(block.title, "hei", 12, "center")

    def signatures(self, block: Signatures) -> None:
        if block.labels:
            self.line("　　　　　　".join(map(with_colon, block.labels)), "fang", self.size)
        if block.seal:
            self.line("", "fang", self.size)
            self.line("", "fang", self.size)
            organ = sealed(self.document.org) if self.official else f"{say(SEAL)}　　　　"
            self.line(organ, "fang", self.size, "right")
        if block.date_line:
            date = chinese_date(self.document.made_at) if self.official else say(NO_DAY)
            self.line(f"{date}　　　　", "fang", self.size, "right")

    def space(self, block: Space) -> None:
        for _ in range(max(1, round(block.lines)) if not self.deed else round(block.lines)):
            self.line("", "fang", self.size, lead=EMPTY if self.deed else 0)

    def page_break(self, _: PageBreak) -> None:
        if self.on_cover:
            self.cover_foot()
        self.word.add_page_break()

    @property
    def width(self) -> int:
        """The type area in twips."""
        return round(type_area(self.document, self.part)[2] * MM)

    def type_size(self, characters: float) -> float:
        """10.5 points, or what lets so many characters stand on the page's width, but never under 8."""
        fits = self.width / TWIPS / (characters * 0.56)
        return max(8, min(10.5, round(fits * 2) / 2))

    def append(self, xml: str) -> None:
        """A table, before the section's own properties, and a short line under it."""
        self.append_close(xml)
        self.line("", "song", 10.5, lead=10)

    def append_close(self, xml: str) -> None:
        """A table with a line of no height under it: the next one stands close, with columns of its own."""
        from docx.oxml import parse_xml
        body = self.word.element.body
        body.insert(list(body).index(body.sectPr), parse_xml(xml))
        self.line("", "song", 1, lead=1)


def _only_notes(blocks: tuple) -> bool:
    """Whether small print is all that is left: it stays with the seal over it."""
    return bool(blocks) and all(isinstance(one, Text) and one.style == "note" for one in blocks)


_ADD = {Heading: _Body.heading, Text: _Body.text, Facts: _Body.facts, Table: _Body.table, Chart: _Body.chart,
        Signatures: _Body.signatures, Space: _Body.space, PageBreak: _Body.page_break}
