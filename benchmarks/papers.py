"""How fast papers are written, each against its rival and its floor in the same run.

`python -m benchmarks.papers` prints CPU seconds (medians of interleaved rounds) and ratios. The rival of the
roster is XlsxWriter in constant-memory mode, the fastest writer in pure Python (skipped when it is not
installed: it is no dependency); the floors are the least XML and the least PDF that hold the same words.
"""
from __future__ import annotations

import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from statistics import median
from time import process_time
from xml.sax.saxutils import escape

from reports.document import Document, Part, Table, TableColumn
from reports.write import write

MADE = datetime(2026, 11, 20, 15, 30)
NAMES = "张王李赵陈刘杨黄周吴"
COLUMNS = tuple(TableColumn(label, width, kind=kind) for label, width, kind in (
    ("序号", 6, "whole"), ("姓名", 8, "text"), ("性别", 4, "text"), ("民族", 6, "text"), ("出生日期", 11, "date"),
    ("公民身份证号", 19, "text"), ("学历", 10, "text"), ("人员类别", 8, "text"), ("所在党支部", 16, "text"),
    ("加入日期", 11, "date"), ("转正日期", 11, "date"), ("岗位", 10, "text"), ("电话", 12, "text"),
    ("住址", 26, "text"), ("月交党费", 9, "amount"), ("备注", 10, "text")))


def rows_of(count: int) -> Iterator[tuple]:
    """Invented members, the same ones each time."""
    for n in range(1, count + 1):
        year, month, day = 1940 + n % 65, 1 + n % 12, 1 + n % 28
        yield (n, NAMES[n % 10] + NAMES[n * 7 % 10] + NAMES[n * 3 % 10], "男" if n % 2 else "女", "汉族",
               f"{year}-{month:02}-{day:02}", f"110105{year}{month:02}{day:02}{n % 1000:03}X", "大学本科", "正式党员",
               f"第{n % 40}党支部", f"{year + 22}-07-01", f"{year + 23}-07-01", "社区工作者", f"138{n:08}",
               f"幸福里小区{n % 60}号楼{n % 5}单元{n % 900}室", n % 9000, "")


def paper(rows: int, columns: int = len(COLUMNS)) -> Document:
    """A roster of `rows` members with the first `columns` columns."""
    table = Table(COLUMNS[:columns], lambda: (row[:columns] for row in rows_of(rows)), count=rows)
    return Document("bench", "花名册", "晨光社区", (Part("花名册", (table,), landscape=True),), made_at=MADE)


def roster_xlsx(rows: int = 100_000, rounds: int = 3) -> dict[str, float]:
    """A roster to Excel; returns CPU seconds by writer."""
    writers = {"ours": lambda path: write(paper(rows), path), "floor": lambda path: floor_xlsx(rows, path)}
    try:
        import xlsxwriter  # noqa: F401
        writers["XlsxWriter"] = lambda path: rival_xlsx(rows, path)
    except ImportError:
        print("XlsxWriter is not installed: no rival", file=sys.stderr)
    return _compare(f"roster of {rows:,} rows to Excel", writers, ".xlsx", rounds)


def list_pdf(rows: int = 10_000, rounds: int = 3) -> dict[str, float]:
    """A list of eight columns to PDF; returns CPU seconds by writer."""
    return _compare(f"list of {rows:,} rows to PDF", {"ours": lambda path: write(paper(rows, 8), path),
                                                     "floor": lambda path: floor_pdf(rows, path)}, ".pdf", rounds)


def _compare(title: str, writers: dict[str, Callable[[Path], object]], ending: str, rounds: int) -> dict[str, float]:
    """Run the writers in turn, `rounds` times, and print the medians and the ratios."""
    times: dict[str, list[float]] = {name: [] for name in writers}
    sizes = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"a{ending}"
        write(paper(5), path)               # imports and fonts are paid once a session, not once a paper
        for _ in range(rounds):
            for name, writer in writers.items():
                start = process_time()
                writer(path)
                times[name].append(process_time() - start)
                sizes[name] = path.stat().st_size
    found = {name: median(each) for name, each in times.items()}
    print(title)
    for name, seconds in found.items():
        ratio = "" if name == "ours" else f"   ours is {found['ours'] / seconds:.2f} x of it"
        print(f"  {name:12} {seconds:7.3f} s cpu   {sizes[name] / 1e6:6.1f} MB{ratio}")
    return found


def rival_xlsx(rows: int, path: Path) -> None:
    """The same roster with XlsxWriter, its body styled like ours."""
    import xlsxwriter
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet()
        plain = book.add_format({"border": 1, "font_size": 10.5, "valign": "vcenter"})
        sheet.write_row(0, 0, [column.label for column in COLUMNS], plain)
        for number, row in enumerate(rows_of(rows), 1):
            sheet.write_row(number, 0, row, plain)


def floor_xlsx(rows: int, path: Path) -> None:
    """The least a workbook can be: no styles, no cell names; numbers and inline strings."""
    def lines() -> Iterator[str]:
        for row in rows_of(rows):
            cells = [f"<c><v>{value}</v></c>" if type(value) is int else
                     f'<c t="inlineStr"><is><t>{escape(value)}</t></is></c>' for value in row]
            yield f"<row>{''.join(cells)}</row>"

    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as book:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
                      'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
                      f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
                      f'<Override PartName="/xl/s.xml" ContentType="{kind}.worksheet+xml"/></Types>')
        relation = f'<Relationships xmlns="{package}/relationships"><Relationship Id="r" Type="{office}/'
        book.writestr("_rels/.rels", f'{relation}officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/_rels/workbook.xml.rels", f'{relation}worksheet" Target="s.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets>'
                      '<sheet name="a" sheetId="1" r:id="r"/></sheets></workbook>')
        with book.open("xl/s.xml", "w") as sheet:
            sheet.write(f'<worksheet xmlns="{main}"><sheetData>'.encode())
            buffer = []
            for line in lines():
                buffer.append(line)
                if len(buffer) == 1000:
                    sheet.write("".join(buffer).encode())
                    buffer.clear()
            sheet.write(("".join(buffer) + "</sheetData></worksheet>").encode())


def floor_pdf(rows: int, path: Path) -> None:
    """The least a list in PDF can be: words at fixed places, thirty rows a page, no wrapping, no embedded font."""
    font = (b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts"
            b"[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
            b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>]>>")
    bodies = [b"<</Type/Catalog/Pages 2 0 R>>", b"", font]
    pages, page = [], []

    def flush() -> None:
        lines = [f"20 {550 - 17 * n} m 800 {550 - 17 * n} l" for n in range(len(page) + 1)]
        words = [f"1 0 0 1 {20 + 96 * column} {538 - 17 * n} Tm <{text.encode('utf-16-be').hex()}> Tj"
                 for n, row in enumerate(page) for column, text in enumerate(row)]
        stream = zlib.compress("\n".join((*lines, "S BT /F 9 Tf", *words, "ET")).encode())
        bodies.append(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
        bodies.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Resources<</Font<</F 3 0 R>>>>"
                      b"/Contents %d 0 R>>" % len(bodies))
        pages.append(len(bodies))

    for row in rows_of(rows):
        page.append([str(value) for value in row[:8]])
        if len(page) == 30:
            flush()
            page.clear()
    if page:
        flush()
    kids = " ".join(f"{number} 0 R" for number in pages)
    bodies[1] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
    with path.open("wb") as file:
        places = [file.write(b"%PDF-1.4\n")]
        for number, body in enumerate(bodies, 1):
            places.append(places[-1] + file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body)))
        table = "".join(f"{place:010} 00000 n \n" for place in places[:-1])
        count = len(bodies) + 1
        file.write(f"xref\n0 {count}\n0000000000 65535 f \n{table}trailer<</Size {count}/Root 1 0 R>>\n"
                   f"startxref\n{places[-1]}\n%%EOF".encode())


if __name__ == "__main__":
    roster_xlsx()
    list_pdf()
