"""Dossiers: what is signed is frozen, the contents page agrees with the pages, filing is all or nothing."""
from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from pypdf import PdfReader

from center.attachments import Upload
from center.attachments.reading import attached
from center.cases.facts import facts
from center.cases.masking import masked
from center.cases.papers import bytes_of, contents, missing
from center.desk import Desk
from center.stopping import Cancelled
from center.words import say
from db.errors import Denied, Invalid, Problems, UserError
from db.listing import Query, record_row
from db.models.case_work import CasePaper
from db.models.cases import Case
from reports.cases.dossier import bound, dossier
from reports.cases.taken_in import count
from tests import volumes
from tests.stores import copy_desk
from tests.volumes import NAMES, handler, leaf, oral, photograph, uid_of, word_copy
from views import system
from views.state.attaching import Attachments, looked_at
from views.state.counter import Counter
from views.state.dossier import DossierState

CASE = 1


def first_rows(desk: Desk) -> None:
    """One closed case of three parties; two simple ones."""
    volumes.committee(desk)
    sun = handler(desk)
    assert volumes.three_parties(sun) == CASE
    for number in (1, 2):
        oral(sun, number, f"2026-11-0{number}")


@pytest.fixture
def sun(desk) -> Desk:
    """The mediator of the cases."""
    return handler(desk)


@pytest.fixture(scope="module")
def made(master, tmp_path_factory):
    """The bound dossier of the case as it is about to be filed, its anonymous copy, and the facts.

    With evidence of which one file is broken, a corrected scan and an edited Word copy as records, and the identity of
    all looked at in the original.
    """
    opened = copy_desk(master, tmp_path_factory.mktemp("made") / "store")
    sun = handler(opened)
    for name, data in (("渗水.jpg", photograph()), ("断.jpg", b"\xff\xd8\xff\xda\x00\x08abcdef\xff\xd9")):
        sun.do("attachments.add", owner="cases", row=uid_of(CASE), file=Upload(name, data))
    told = facts(sun, CASE)
    first, second = (step.id for step in told.of("session"))
    for given in ({"file": Upload("一.png", photograph(900, 1300, "PNG"))},
                  {"file": Upload("二.png", photograph(901, 1300, "PNG")), "who": "孙秀英", "why": "漏签一方"}):
        sun.do("case_papers.sign", case=CASE, kind="record", step=first, **given)
    sun.do("case_papers.sign", case=CASE, kind="record", step=second,
           file=Upload("改.docx", word_copy("出两千五百元。")))
    for name in NAMES:
        sun.do("case_papers.check_original", case=CASE, party=name, by="陈晓梅")
    head = {"filer": 3, "retention": "long", "filed_on": "2026-11-20"}
    found = (bound(sun, CASE, head=head), bound(sun, CASE, anonymous=True, also=("郑桂芳",)), told)
    opened.close()
    return found


@pytest.fixture
def book(made):
    """The first of them."""
    return made[0]


def page_texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def refusal(desk: Desk, order: str, **given) -> dict[str, str]:
    with pytest.raises(Problems) as refused:
        desk.do(order, **given)
    return {name: str(problem) for name, problem in refused.value.fields.items()}


# ---- the bound file
def test_every_page_bears_its_number_and_the_contents_page_tells_the_same(book):
    texts = page_texts(book.data)
    assert len(texts) == book.front + book.pages
    for number, text in enumerate(texts[book.front:], start=1):
        assert text.rstrip().split("\n")[-1].strip() == str(number)
    listed = texts[1].split("\n")
    for item in book.items:
        if span := book.span(item.part):
            assert any(line.startswith(span) or f" {span}" in line for line in listed), (item.part, span)
    assert not texts[0].rstrip().endswith("1") and f"本卷共{book.pages}页" in texts[-2]


def test_bookmarks_lead_to_the_pages_that_the_contents_page_names(book):
    read = PdfReader(BytesIO(book.data))
    found = {}

    def walk(marks) -> None:
        for mark in marks:
            if isinstance(mark, list):
                walk(mark)
            else:
                found[mark.title] = read.get_destination_page_number(mark) + 1

    walk(read.outline)
    assert found["卷宗封面"] == 1 and found["卷内目录"] == 2
    for paper in book.papers:
        if len(book.of(paper.part)) > 1:
            assert found[str(paper.label)] == book.front + paper.first
    assert found["调解协议书或结果文书"] == book.front + book.of("result")[0].first


def test_sections_stand_in_the_order_of_the_list_and_empty_ones_are_named_on_the_contents_page(book):
    contents_page = page_texts(book.data)[1]
    names = ["申请书", "告知书", "身份证明", "委托书", "调查记录", "证据材料", "调解记录", "协议书", "履行凭证",
             "回访记录", "司法确认", "结案报告表", "情况说明", "封底"]
    places = [contents_page.index(name) for name in names]
    assert places == sorted(places) and "无" in contents_page and "待签" in contents_page


def test_evidence_and_scans_are_pages_of_the_dossier(book):
    _list, photo, _broken = book.of("evidence")
    read = PdfReader(BytesIO(book.data))
    for paper in (photo, book.of("record")[0]):
        assert len(read.pages[book.front + paper.first - 1].images) == 1


def test_a_kept_file_that_cannot_be_opened_becomes_a_page_that_says_so(book):
    paper = book.of("evidence")[-1]
    assert paper.why is not None and "装订不进来" in page_texts(book.data)[book.front + paper.first - 1]
    with pytest.raises(Invalid):
        count("断.jpg", photograph()[:5000])


def test_an_edited_word_copy_stands_in_the_dossier_with_its_own_words(book):
    text = page_texts(book.data)[book.front + book.of("record")[1].first - 1].replace("\n", "")
    assert "出两千五百元" in text and "原件为准" in text


def test_sheets_of_any_size_and_turned_ones_stand_upright_on_a4(sun):
    sizes = ((842, 1191), (420, 595), (612, 792))
    for name, data in (("杂.pdf", leaf(*sizes)), ("横.pdf", leaf((842, 595), turned=90))):
        sun.do("attachments.add", owner="cases", row=uid_of(2), file=Upload(name, data))
    read = PdfReader(BytesIO(bound(sun, 2).data))
    assert {tuple(sorted(round(side) for side in page.mediabox[2:])) for page in read.pages} == {(595, 842)}
    assert not any(page.rotation for page in read.pages)
    assert sum("signed" in page.extract_text() for page in read.pages) == 4


def test_a_correction_is_told_on_the_contents_page_and_in_the_statement(book):
    texts = page_texts(book.data)
    assert "第 2 版" in texts[1] and "由孙秀英更正，原因：漏签一方" in texts[-2].replace("\n", "")


def test_that_originals_were_looked_at_stands_on_one_page_of_all_parties(book):
    [paper] = book.of("identity")
    assert "陈晓梅" in page_texts(book.data)[book.front + paper.first - 1]


def test_who_files_and_how_long_stand_on_the_cover_before_the_act(book):
    text = page_texts(book.data)[0]
    assert "陈晓梅" in text and "长期" in text


def test_the_same_case_gives_the_same_bytes(sun):
    assert bound(sun, 2).data == bound(sun, 2).data


def test_a_required_section_without_a_paper_is_a_page_that_names_what_is_missing(desk, sun):
    open_case = volumes.three_parties(sun, "mediating")
    book = bound(sun, open_case)
    [lacking] = book.of("result")
    assert "缺：还没有" in page_texts(book.data)[book.front + lacking.first - 1]
    state = DossierState(sun, Counter(sun))
    state.load(open_case)
    state.book = book
    names = [str(state.page_name(page)) for page in range(book.front + book.pages)]
    assert len(set(names[book.front:])) == book.pages and f"{lacking.first} {lacking.label}" in names


def test_a_dossier_of_forty_pages_is_bound(sun):
    for nth in range(20):
        sun.do("attachments.add", owner="cases", row=uid_of(CASE), file=Upload(f"{nth}.jpg", photograph(1600, 1200)))
    book = bound(sun, CASE)
    assert book.front + book.pages >= 40


def test_a_dossier_can_be_stopped_and_is_only_for_who_may_open_the_case(desk, sun):
    with pytest.raises(Cancelled):
        bound(sun, CASE, cancel=lambda: True)
    for role in ("head", "admin", "street"):
        with pytest.raises(Denied):
            dossier(handler(desk, "x", role), CASE)


# ---- frozen papers
def test_the_bytes_of_a_signed_paper_are_kept_and_nobody_changes_them(desk, sun):
    scan = photograph(900, 1300)
    rid = sun.do("case_papers.sign", case=CASE, kind="agreement", file=Upload("扫描.jpg", scan), signed_on="2026-11-12")
    row = record_row(CasePaper, rid)
    assert row["version"] == 1 and row["sha256"] == hashlib.sha256(scan).hexdigest() and row["origin"] == "scan"
    [kept] = attached(sun, CasePaper, row["uid"].hex())
    for order, given in (("attachments.remove", {"id": kept.id}),
                         ("attachments.rename", {"id": kept.id, "name": "别的"}),
                         ("attachments.add", {"owner": "case_papers", "row": row["uid"].hex(),
                                              "file": Upload("别的.jpg", photograph())})):
        with pytest.raises(Invalid, match="不能改动"):
            sun.do(order, **given)
    assert bytes_of(facts(sun, CASE).papers[0])[1] == scan


def test_a_correction_says_who_and_why_and_both_versions_stay(desk, sun):
    first, second = photograph(900, 1300), photograph(901, 1300)
    sun.do("case_papers.sign", case=CASE, kind="agreement", file=Upload("一.jpg", first))
    assert set(refusal(sun, "case_papers.sign", case=CASE, kind="agreement", file=Upload("二.jpg", second))) == {
        "who", "why"}
    sun.do("case_papers.sign", case=CASE, kind="agreement", file=Upload("二.jpg", second), who="孙秀英", why="漏签一方")
    old, new = facts(sun, CASE).papers
    assert (old.version, old.row["replaced_by"], old.row["replaced_why"], old.row["replaced_on"]) == (
        1, "孙秀英", "漏签一方", "2026-11-20")
    assert new.version == 2 and (bytes_of(old)[1], bytes_of(new)[1]) == (first, second)


def test_a_signed_paper_does_not_vanish_by_undo_and_neither_does_what_it_was_made_of(desk, sun):
    volumes.three_parties(sun, "mediating")
    case = max(facts(sun, rid).id for rid in sun.ids(Query(Case)))
    last = facts(sun, case).of("session")[-1].id
    gao = handler(desk, "wu", "chair")
    gao.do("case_papers.sign", case=case, kind="record", step=last, file=Upload("一.jpg", photograph()))
    assert gao.next_undo() is None, "a signed paper leaves by a correction only: who, when, why"
    with pytest.raises(UserError):
        sun.undo()
    assert facts(sun, case).of("session")[-1].id == last and len(facts(sun, case).papers) == 1
    sun.do("cases.agree", case=case, form="书面协议", clauses="修好立管", on="2026-11-10")
    gao.do("case_papers.sign", case=case, kind="agreement", file=Upload("协议.jpg", photograph()))
    with pytest.raises(Problems, match="已经有签字件"):
        sun.undo()
    assert facts(sun, case).agreement


def test_a_kept_version_is_looked_at_in_a_copy_that_goes_with_the_program(sun):
    rid = sun.do("case_papers.sign", case=CASE, kind="agreement", file=Upload("一.jpg", photograph()))
    files = Attachments(sun, CasePaper, record_row(CasePaper, rid)["uid"].hex())
    folder = system.private_folder()
    copy = files.open_in(files.kept[0], folder)
    assert copy.read_bytes() == photograph() and folder.stat().st_mode & 0o077 == 0
    copy.write_bytes(b"changed in the viewer")
    assert bytes_of(facts(sun, CASE).papers[0])[1] == photograph(), "the kept bytes are not those that were opened"
    system.remove_all()
    assert not copy.exists() and not folder.exists()


def test_a_character_that_no_font_has_is_told_where_the_dossier_is_looked_at(sun, tmp_path):
    for rid in (party.id for party in facts(sun, CASE).parties[:1]):
        sun.do("case_parties.edit", id=rid, values={"name": "李𪚥兰"}, revision=None)
    state = DossierState(sun, Counter(sun))
    state.load(CASE)
    state.book = state.make(tmp_path / "卷.pdf")
    assert state.book.unseen == "𪚥" and "𪚥，打印后请手写补上" in say(state.status)


@pytest.mark.parametrize(("name", "data", "words"), [
    ("断.jpg", photograph()[:5000], "不完整"), ("断.png", photograph(kind="PNG")[:-40], "不完整"),
    ("坏.pdf", b"%PDF-1.4\n1 0 obj", "不完整"), ("坏.docx", word_copy("一")[:2000], "不完整"),
    ("空.pdf", b"", "空文件"), ("大.pdf", b"%PDF" + bytes(61 * 1024 * 1024), "最大 20 MB"),
    ("表.csv", b"a,b\n", "不能当签字件"), ("锁.pdf", leaf(password="x"), "有密码")],
    ids=lambda one: one if isinstance(one, str) else "")
def test_a_broken_or_too_large_scan_is_a_sentence_at_the_file_and_nothing_is_written(desk, sun, name, data, words):
    before = desk.store.execute("SELECT count(*) FROM act").fetchone()
    told = refusal(sun, "case_papers.sign", case=CASE, kind="agreement", file=Upload(name, data))
    assert list(told) == ["file"] and words in told["file"] and name in told["file"]
    assert desk.store.execute("SELECT count(*) FROM act").fetchone() == before and not facts(sun, CASE).papers


def test_evidence_that_came_broken_is_refused_by_name_and_the_other_files_are_added(sun, tmp_path):
    state = DossierState(sun, Counter(sun))
    state.load(CASE)
    files = {"断.jpg": photograph()[:5000], "照片.jpg": photograph(), "坏.png": b"\x89PNG\r\n\x1a\nabc"}
    for name, data in files.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "看").mkdir()
    told = state.add_evidence([tmp_path / name for name in files])
    assert len(told) == 2 and all("不完整" in one for one in told) and "断.jpg" in told[0]
    assert [one.name for one in Attachments(sun, Case, state.facts.uid).kept] == ["照片.jpg"]
    state.load(CASE)
    [file] = state.files("evidence")  # opened from the dossier, through a copy in a private folder
    assert looked_at(sun, file.id, tmp_path / "看").read_bytes() == files["照片.jpg"] and not state.files("record")


def test_the_two_lines_of_a_handwritten_paper_stand_under_its_section(sun):
    sun.do("case_papers.sign", case=CASE, kind="agreement", file=Upload("协议.jpg", photograph()),
           summary="王建国赔三千元。\n物业修立管。")
    state = DossierState(sun, Counter(sun))
    state.load(CASE)
    assert next(row for row in state.rows if row.part == "result").detail == "王建国赔三千元。 物业修立管。"


def test_all_that_is_wrong_with_a_signed_paper_is_told_at_once(sun):
    told = refusal(sun, "case_papers.sign", case=CASE, kind="record", file=Upload("空.pdf", b""),
                   signed_on="2027-01-01")
    assert set(told) == {"step", "file", "signed_on"}


def test_identity_is_looked_at_in_the_original_and_no_scan_is_asked(sun):
    assert "当事人身份证明" in [str(slot.label) for item in missing(sun, CASE) for slot in item.papers]
    for name in NAMES:
        sun.do("case_papers.check_original", case=CASE, party=name, by="陈晓梅")
    [item] = [item for item in contents(sun, CASE) if item.part == "identity"]
    assert not item.why


# ---- the anonymous copy
def test_the_copy_for_teaching_names_nobody_anywhere(made):
    copy = made[1]
    text = "".join(page_texts(copy.data)).replace("\n", "")
    for name in (*NAMES, "安和", "秀兰", "建国", "周明", "韩雪", "郑桂芳", "孙秀英", "陈晓梅", "高建民", "红旗",
                 "和平里", "302", "13842301241", "15943343251", "李阿姨", "老王", "181号"):
        assert name not in text, name
    assert "甲与乙、丙单位渗水纠纷" in text and "教学用匿名副本" in text and "3,000元" in text and "原件不附" in text
    read = PdfReader(BytesIO(copy.data))
    assert not any(list(page.images) for page in read.pages)
    assert "李秀兰" not in str(read.metadata) + "".join(str(mark) for mark in read.outline)


def test_one_person_is_called_the_same_in_every_text_and_facts_stay(made):
    told = made[2]
    copy = masked(told)
    assert [party.name for party in copy.parties] == ["甲", "乙", "丙单位"]
    assert "甲阿姨电话××××××，找过老乙家两次" in copy.row["brief"]
    assert copy.agreement["amount"] == told.agreement["amount"] and copy.steps[0].on == told.steps[0].on
    assert copy.parties[0].row["birth"] is None and copy.parties[0].row["age"] == told.parties[0].age
    assert copy.parties[0].row["address"] == "某小区某号楼" and copy.number == "（××××）某人调字第×号"


def test_a_unit_is_hidden_also_under_the_name_that_people_say() -> None:
    from center.cases.masking import _short_units

    assert {"宏图装饰", "宏图"} <= set(_short_units("宏图装饰工程有限公司"))
    assert list(_short_units("物业")) == []
