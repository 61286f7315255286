"""The benchmark's floors and ours hold the same words: else its ratios would say nothing."""
from __future__ import annotations

import pypdfium2
from python_calamine import CalamineWorkbook

from benchmarks.papers import floor_pdf, floor_xlsx, list_pdf, paper, roster_xlsx
from reports.write import write


def test_the_floor_workbook_holds_the_rosters_words(tmp_path):
    floor_xlsx(40, tmp_path / "floor.xlsx")
    write(paper(40), tmp_path / "ours.xlsx")
    floor = CalamineWorkbook.from_path(str(tmp_path / "floor.xlsx")).get_sheet_by_index(0).to_python()
    ours = CalamineWorkbook.from_path(str(tmp_path / "ours.xlsx")).get_sheet_by_index(0).to_python()
    assert len(floor) == 40 and [row[1] for row in floor] == [row[1] for row in ours[-40:]]


def test_the_floor_pdf_holds_the_lists_words(tmp_path):
    floor_pdf(40, tmp_path / "floor.pdf")
    book = pypdfium2.PdfDocument(tmp_path / "floor.pdf")
    assert len(book) == 2 and "大学本科" in book[1].get_textpage().get_text_range()
    book.close()


def test_both_benchmarks_print_their_ratios(capsys):
    assert set(roster_xlsx(20, 1)) >= {"ours", "floor"} and set(list_pdf(20, 1)) == {"ours", "floor"}
    assert capsys.readouterr().out.count("x of it") >= 2
