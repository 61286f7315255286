"""证据材料清单: every attachment with its pages, as many as the dossier binds; what no machine counts a hand does."""
from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from center.attachments import Upload
from center.cases.facts import facts
from center.cases.papers import contents
from reports.cases import taken_in
from reports.cases.dossier import bound
from reports.cases.making import document_of
from reports.deeds import Form
from tests.cases_under_way import accepted
from tests.volumes import leaf, photograph, word_copy

A4 = (595.28, 841.89)


def frames(count: int) -> bytes:
    """A scan of several sheets in one TIFF."""
    made, first = BytesIO(), Image.new("L", (90, 120), "white")
    first.save(made, "TIFF", save_all=True, append_images=[first] * (count - 1))
    return made.getvalue()


@pytest.fixture(scope="module")
def case(office) -> int:
    case = accepted(office)
    office.do("cases.inquire", case=case, subject="乙某", record="看了现场")
    now = facts(office, case)
    given = [("转账单.pdf", leaf(A4, A4, A4)), ("现场.jpg", photograph(120, 90)), ("说明.docx", word_copy()),
             ("收据.tif", frames(2))]
    for name, data in given:
        office.do("attachments.add", owner="cases", row=now.uid, file=Upload(name, data))
    office.do("attachments.add", owner="case_steps", row=now.of("inquire")[0].row["uid"].hex(),
              file=Upload("勘验图.pdf", leaf()))
    return case


def listed(document) -> dict[str, str]:
    """Name → what stands under 页数."""
    [form] = [block for part in document.parts for block in part.blocks if isinstance(block, Form)]
    rows = [[str(cell.text) for cell in row] for row in form.groups[1].rows]
    return {row[1]: row[4] for row in rows if row[1]}


def test_the_list_tells_the_pages_that_the_dossier_binds(office, case):
    told = listed(document_of(office, case, "evidence"))
    assert told == {"转账单": "3", "现场": "1", "说明": "", "收据": "2", "勘验图": "1"}
    whole = bound(office, case)
    pages = {one.label.rsplit(".", 1)[0]: one.last - one.first + 1 for one in whole.of("evidence")[1:]}
    assert told == {name: str(count) if name != "说明" else "" for name, count in pages.items()}
    assert list(pages) == list(told), "in the same order"


def test_what_the_dossier_has_counted_is_not_opened_again(office, case):
    [first, *_rest] = [slot.file for item in contents(office, case) if item.part == "evidence" for slot in item.papers
                       if slot.file]
    assert listed(document_of(office, case, "evidence", counted={first.id: 77}))["转账单"] == "77"
    assert listed(document_of(office, case, "evidence", blank=True)) == {}


def test_what_cannot_be_opened_is_left_to_a_hand():
    for name, data in (("a.pdf", b"%PDF-1.4 broken"), ("a.jpg", b"\xff\xd8\xff"), ("a.txt", "写了两句".encode())):
        assert taken_in.sheets_of(name, data) is None, name
