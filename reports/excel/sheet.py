"""One worksheet of a paper: titles, texts, facts, headers and print set-up; table rows are left to `stream`."""
from __future__ import annotations

import re
from collections.abc import Callable

from openpyxl.styles import Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from center.words import N_, say
from reports.document import (
    DEMO_MARK,
    NO_DAY,
    SEAL,
    Chart,
    Document,
    Facts,
    Heading,
    PageBreak,
    Part,
    Signatures,
    Space,
    Table,
    Text,
    chinese_date,
    sealed,
    width_of,
    with_colon,
)
from reports.excel.charts import chart_object
from reports.excel.columns import column_widths, set_columns
from reports.excel.package import Slot
from reports.excel.stream import AIR, LINE, Body, clean
from reports.excel.styles import BOX, LIGHT, STRIPE, body_styles, dress, put

HIGHEST = 409                   # points: Excel opens no file with a higher row
CENTIMETRE = 0.185              # a character's width
UNIT = re.compile(r"(?<=.)（(?=[^（]{1,4}）$)")
NARROW, WIDEST = 8, 15          # centimetres of a chart
CHOICES_IN_PLACE = 250          # Excel takes 255 characters of choices in the validation itself


class SheetWriter:
    """Fills one worksheet from the top; `row` is the next free row."""

    def __init__(self, sheet, document: Document, part: Part, digest, check: Callable[[], None],
                 tick: Callable[[int], None], lists: Callable[[tuple[str, ...]], str]) -> None:
        self.sheet, self.document, self.part = sheet, document, part
        self.digest, self.check, self.tick, self.lists = digest, check, tick, lists
        self.widths = column_widths(part)
        self.row = 1
        self.slots: list[Slot] = []
        self.ranges: list[tuple[str, str]] = []
        self.shown = [i for i in range(len(self.widths)) if not self._hidden(i)] or [0]
        set_columns(sheet, part, self.widths)

    def _hidden(self, place: int) -> bool:
        return bool(self.sheet.column_dimensions[get_column_letter(place + 1)].hidden) or any(
            isinstance(block, Table) and place < len(block.columns) and block.columns[place].hidden
            for block in self.part.blocks)

    def fill(self, first: bool) -> None:
        """Everything of the part."""
        self._marks()
        self._title(first)
        for block in self.part.blocks:
            self.check()
            _FILL[type(block)](self, block)
        if self.document.notice:
            self.text(self.document.notice, "small", "left")
        self._print_setup()

    # -- lines over the whole width -----------------------------------------------------------------

    def text(self, text: str, face: str, align: str = "left", height: float = 0, first: int = 0,
             last: int | None = None, stay: bool = False) -> None:
        """A text over the columns from `first` to `last`, counted among the shown ones; one row down unless `stay`."""
        left, right = self.shown[first], self.shown[-1 if last is None else last]
        cell = dress(put(self.sheet.cell(self.row, left + 1), clean(text)), face, align)
        if right > left:
            self.sheet.merge_cells(start_row=self.row, end_row=self.row, start_column=left + 1, end_column=right + 1)
        room = sum(self.widths[i] for i in self.shown if left <= i <= right)
        size = cell.font.size
        lines = sum(max(1, -(-width_of(line) * size // (room * 10.5))) for line in text.split("\n"))
        wanted = min(height or lines * size * 1.35 + AIR, HIGHEST)
        before = self.sheet.row_dimensions[self.row].height or 0
        self.sheet.row_dimensions[self.row].height = max(before, wanted)
        if not stay:
            self.row += 1

    def halves(self, left: str, right: str, face: str) -> None:
        """Two texts at the ends of one row, each with room after its length; without that, under one another."""
        if len(self.shown) < 2:
            self.text(f"{left}　{right}".strip("　"), face)
            return
        share = (width_of(left) + 2) / (width_of(left) + width_of(right) + 4)
        middle = self._column_at(share * self._room(0, len(self.shown)))
        if left and self._room(middle, len(self.shown)) < 0.8 * width_of(right):    # no edge leaves room for it
            self.text(left, face)
            self.text(right, face, "right")
            return
        self.text(left, face, "left", last=middle - 1, stay=True)
        self.text(right, face, "right", first=middle)

    def _room(self, first: int, end: int) -> float:
        """Characters in the shown columns from `first` up to `end`."""
        return sum(self.widths[i] for i in self.shown[first:end])

    def _column_at(self, wanted: float, first: int = 0, end: int | None = None) -> int:
        """The first column boundary after `first`, before `end`, with `wanted` characters at its left."""
        end = len(self.shown) if end is None else end
        for place in range(first + 1, end):
            if self._room(first, place) >= wanted:
                return place
        return max(end - 1, first + 1)

    def _marks(self) -> None:
        if self.document.demo or self.document.confidential:
            mark = say(N_("【{mark}】"), mark=DEMO_MARK) if self.document.demo else ""
            self.halves(self.document.confidential_line, mark, "small")

    def _title(self, first: bool) -> None:
        document = self.document
        if first:
            self.text(document.title, "title", "center")
            if under := document.under:
                self.text(under, "under", "center")
            if self.part.whose:
                self.text(self.part.whose, "part", "center")
            if document.translated:     # over the table, where reading it back takes it for a note and not for a row
                self.text(document.translated, "small", "center")
        elif self.part.title:
            self.text(self.part.title, "title", "center")
        if document.layout == "form":
            self.halves(document.filler_line, f"{document.date_line}　　{document.unit_line}".rstrip("　"), "line")

    # -- blocks -------------------------------------------------------------------------------------

    def heading(self, block: Heading) -> None:
        self.text(block.text, f"level{block.level}")

    def paragraph(self, block: Text) -> None:
        align = "left" if block.align == "justify" else block.align
        face, most = "small" if block.style == "note" else "text", int(self._room(0, len(self.shown)) * 8)
        for line in block.text.split("\n"):
            line = f"　　{line}" if block.align == "justify" else line
            for start in range(0, max(len(line), 1), most):         # a row holds about twenty lines
                self.text(line[start:start + most], face, align)

    def facts(self, block: Facts) -> None:
        """Each pair takes its share of the columns; with few columns the pairs stand under one another."""
        if len(self.shown) < 2:
            for name, value in block.pairs:
                self.text(f"{with_colon(name)}{value}", "body")
            return
        beside = block.columns if len(self.shown) >= 2 * block.columns else 1
        edges = [0]
        for place in range(1, beside):
            wanted = place * self._room(0, len(self.shown)) / beside
            room_for_others = len(self.shown) - 2 * (beside - place)
            edges.append(min(max(self._column_at(wanted), edges[-1] + 2), room_for_others))
        edges.append(len(self.shown))
        for start in range(0, len(block.pairs), beside):
            self._facts_row(block.pairs[start:start + beside], edges)
        self.row += 1

    def _facts_row(self, pairs: tuple[tuple[str, str], ...], edges: list[int]) -> None:
        for place, (name, value) in enumerate(pairs):
            start, end = edges[place], edges[place + 1] if place < len(pairs) - 1 else edges[-1]
            middle = self._column_at(min(width_of(name), 16) + 1.5, start, edges[place + 1])
            self.text(name, "head", "center", first=start, last=middle - 1, stay=True)
            self.text(value, "body", first=middle, last=end - 1, stay=True)
        self._box(self.row, 0, len(self.shown) - 1)
        self.row += 1

    def _box(self, row: int, first: int, last: int) -> None:
        for place in self.shown[first:last + 1]:
            self.sheet.cell(row, place + 1).border = BOX

    def chart(self, block: Chart) -> None:
        """Labels and values in the first columns, the chart at their right, or under them if that is narrow."""
        if not block.values:
            return
        self.row += 1       # its few numbers are no rows of the table over them
        first, longest = self.row, max(map(width_of, block.labels))
        middle = self._column_at(longest + 2) if len(self.shown) > 1 else 1
        label, value = self.shown[0], self.shown[middle] if middle < len(self.shown) else self.shown[0] + 1
        for name, number in zip(block.labels, block.values, strict=True):
            self.text(name, "body", "center", last=middle - 1, height=LINE + AIR, stay=True)
            dress(self.sheet.cell(self.row, value + 1, number), "body", "center")
            self._box(self.row, 0, middle)
            self.row += 1
        room = self._room(middle + 1, len(self.shown)) * CENTIMETRE
        at, top = (middle + 1, first) if room >= NARROW else (0, self.row)
        width = min(room if room >= NARROW else self._room(0, len(self.shown)) * CENTIMETRE, WIDEST)
        made = chart_object(self.sheet, block, (label + 1, value + 1), first, width)
        self.sheet.add_chart(made, f"{get_column_letter(self.shown[at] + 1)}{top}")
        self.row = max(self.row, top + int(made.height * 28.35 / 15) + 1)

    def signatures(self, block: Signatures) -> None:
        self.row += 1
        first = self.row
        if block.labels:
            self.text("　　　　　　".join(map(with_colon, block.labels)), "line", height=24)
        if block.seal:
            self.text(f"{say(SEAL)}　　　　" if self.document.layout == "form" else sealed(self.document.org), "line",
                      "right", height=24)
        if block.date_line:
            official = self.document.layout == "text"
            self.text(chinese_date(self.document.made_at) if official else f"{say(NO_DAY)}　　", "line", "right")
        if self.sheet.protection.sheet:     # who fills in a locked sheet signs it too
            for row in range(first, self.row):
                self.sheet.cell(row, self.shown[0] + 1).protection = Protection(locked=False)

    def space(self, block: Space) -> None:
        self.row += max(1, round(block.lines))

    def page_break(self, _: PageBreak) -> None:
        from openpyxl.worksheet.pagebreak import Break
        self.sheet.row_breaks.append(Break(id=self.row - 1))

    # -- tables -------------------------------------------------------------------------------------

    def table(self, block: Table) -> None:
        if not block.columns:
            return
        head = self.row
        self._header(block)
        first, rows = self.row, block.size()
        filled = rows + len([1 for at, _ in block.group_rows if at < rows])
        last = first + filled + block.blank_rows + (block.total is not None) - 1
        if last >= first:
            self._slot(block, first, rows)
        self._validations(block, first, max(last - (block.total is not None), first))
        if any(column.locked for column in block.columns):
            self._protect()
        right = get_column_letter(len(block.columns))
        if filled:
            self.ranges.append((self.sheet.title, f"A{first}:{right}{first + filled - 1}"))
        if block.total is not None:
            self.ranges.append((self.sheet.title, f"A{last}:{right}{last}"))
        if self.sheet.freeze_panes is None and head <= 6:
            self.sheet.freeze_panes = self.sheet.cell(first, 1)
        if sum(isinstance(other, Table) for other in self.part.blocks) == 1:
            self.sheet.print_title_rows = f"{head}:{first - 1}"
        self.row = last + 1
        if block.note:
            self.text(block.note, "small")

    def _slot(self, block: Table, first: int, rows: int) -> None:
        body = Body(block, first, [width - 0.8 for width in self.widths], self.digest, self.check, self.tick)
        body.styles = body_styles(self.sheet, block.columns)
        body.stripes = body_styles(self.sheet, block.columns, fill=STRIPE) if block.stripes else body.styles
        body.totals = body_styles(self.sheet, block.columns, "total")
        body.band = dress(self.sheet.cell(first, 1), "head", box=True).style_id
        right = get_column_letter(len(block.columns))
        for before, (at, _) in enumerate(block.group_rows):
            if at < rows:               # merged by its name only: openpyxl would make cells in the streamed rows
                self.sheet.merged_cells.add(f"A{first + at + before}:{right}{first + at + before}")
        for place in block.merge:
            letter = get_column_letter(place + 1)
            for top, bottom in block.spans(place):
                self.sheet.merged_cells.add(f"{letter}{first + top}:{letter}{first + bottom}")
        self.slots.append(Slot(first, lambda: body.xml(rows)))

    def _header(self, block: Table) -> None:
        """One header row, or two with merged upper cells."""
        deep = 2 if block.grouped else 1
        low = self.row + deep - 1
        tallest, start = 1, 0
        for place, column in enumerate(block.columns):
            face = "required" if column.required and block.blank_rows else "head"      # red only where one types in
            label, room = clean(column.label), max(int(self.widths[place] - 1), 1)
            if deep == 2 and width_of(label) > room:    # a form's: no bracket is left alone at the end of a line
                label = UNIT.sub("\n（", label)
            self._head(low, place, label, face)
            tallest = max(tallest, sum(-(-width_of(line) // room) for line in label.split("\n")))
            if deep == 2:
                self._head(self.row, place, clean(column.group) or label, face)
                start = self._merge_group(block, place, start)
        self.sheet.row_dimensions[low].height = tallest * LINE + AIR + 4
        self.row = low + 1

    def _head(self, row: int, place: int, text: str, face: str) -> None:
        dress(put(self.sheet.cell(row, place + 1), text), face, "center", box=True, fill=LIGHT)

    def _merge_group(self, block: Table, place: int, start: int) -> int:
        """Merge upper cells when a group ends at `place`; returns where the next one starts."""
        columns, row = block.columns, self.row
        if not columns[place].group:
            self.sheet.merge_cells(start_row=row, end_row=row + 1, start_column=place + 1, end_column=place + 1)
            return place + 1
        if place + 1 < len(columns) and columns[place + 1].group == columns[place].group:
            return start
        if place > start:
            self.sheet.merge_cells(start_row=row, end_row=row, start_column=start + 1, end_column=place + 1)
        return place + 1

    def _validations(self, block: Table, first: int, last: int) -> None:
        for place, column in enumerate(block.columns, 1):
            if not (column.choices or column.note):
                continue
            rule = DataValidation(type="list" if column.choices else None, allow_blank=True)
            if column.choices:
                rule.formula1 = self._choices(column.choices)
                rule.errorStyle, rule.showErrorMessage = "warning", True
                rule.errorTitle, rule.error = clean(column.label)[:32], say(N_("不在下拉列表中，确定要这样填写吗？"))
            if column.note:
                rule.showInputMessage, rule.promptTitle = True, clean(column.label)[:32]
                rule.prompt = clean(column.note)[:255]
            letter = get_column_letter(place)
            rule.add(f"{letter}{first}:{letter}{last}")
            self.sheet.add_data_validation(rule)

    def _protect(self) -> None:
        """Only what is unlocked can be typed into; widths and heights may still be changed."""
        guard = self.sheet.protection
        guard.sheet, guard.formatColumns, guard.formatRows = True, False, False

    def _choices(self, choices: tuple[str, ...]) -> str:
        """The choices in the rule itself, or where they stand in the hidden sheet if they are many."""
        text = ",".join(choices)
        if len(text) <= CHOICES_IN_PLACE and not any("," in choice or '"' in choice for choice in choices):
            return f'"{text}"'
        return self.lists(choices)

    # -- print --------------------------------------------------------------------------------------

    def _print_setup(self) -> None:
        sheet, document = self.sheet, self.document
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
        sheet.page_setup.orientation = "landscape" if self.part.landscape else "portrait"
        whole = any(isinstance(block, Table) and block.within for block in self.part.blocks)
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, int(whole)
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.print_options.horizontalCentered = True
        margins = sheet.page_margins
        margins.left = margins.right = 0.6
        margins.top, margins.bottom, margins.header, margins.footer = 0.8, 0.8, 0.35, 0.35
        foot = _in_footer(document.foot) or _in_footer(document.translated)
        sheet.oddFooter.center.text = say(N_("第 &P 页 共 &N 页")) + foot
        sheet.oddFooter.center.size = 9
        sheet.HeaderFooter.differentFirst = True            # the first page has its marks in row 1
        sheet.firstFooter.center.text, sheet.firstFooter.center.size = sheet.oddFooter.center.text, 9
        if document.confidential:
            sheet.oddHeader.left.text = _plain(document.confidential_line)
            sheet.oddHeader.left.size = 9
        if document.demo:
            sheet.oddHeader.right.text, sheet.oddHeader.right.size = say(DEMO_MARK), 9


def _plain(text: str) -> str:
    """Text for a header or footer, where & begins a code."""
    return text.replace("&", "&&")


def _in_footer(notice: str) -> str:
    """The notice as the footer's second line; a footer holds 255 characters in all."""
    return f"\n{_plain(notice)}" if notice and len(notice) <= 180 else ""


_FILL = {Heading: SheetWriter.heading, Text: SheetWriter.paragraph, Facts: SheetWriter.facts, Table: SheetWriter.table,
         Chart: SheetWriter.chart, Signatures: SheetWriter.signatures, Space: SheetWriter.space,
         PageBreak: SheetWriter.page_break}
