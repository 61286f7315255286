"""The official papers of a case: filled from it, empty where a hand must write, the same in PDF and in Word."""
from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from docx import Document as WordFile

from center.cases.facts import facts
from center.desk import Desk, Who
from center.words import speaking
from db.errors import Invalid, Missing
from db.listing import Query
from db.models.cases import Case, CaseAgent, CaseGuest, CaseParty, CaseWorker
from db.models.mediation import Committee, Mediator
from reports.cases.making import Line, bytes_of, document_of, makers, pdf_of, word_of
from reports.deeds import Entries, Form, Lead, Rules, Signing, Stamp
from reports.document import Document, Text
from reports.papers import hand_out, make, papers, params
from reports.telling import told
from tests.stores import new_desk

HOW = "（签名、盖章或者按指印）"
UNIT = "安和物业服务有限公司红旗分公司"
SAID = "甲说橱柜变形。\n乙说地漏松了。"
CLAUSES = "乙赔偿甲3,000元。\n物业修好立管。\n争议就此了结。"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory):
    opened = new_desk(tmp_path_factory.mktemp("papers") / "store")
    yield Desk(opened.store, Who("wu", "吴主任", ("chair",)), clock=opened._clock)
    opened.close()


@pytest.fixture(scope="module")
def whole(desk):
    """A case of three parties, one a minor with a guardian, one a company with a representative and two agents."""
    committee = desk.do("committees.add", values=desk.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会", "phone": "0431-88880000"}))
    staff = {name: desk.do("mediators.add", values=desk.take(Mediator, {
        "person.name": name, "duty": "委员", "login": login}) | {"committee": committee})
        for name, login in (("陈晓梅", "chen"), ("高明", "gao"))}
    case = registered(desk, committee, "李秀兰与王小雨、安和物业渗水纠纷", source="委托移送", referred_by="公安机关",
                      referrer="红旗派出所", letter="红公移12号", referred_on="2026-11-01",
                      brief="九月起厨房顶面渗水。", requests="1、赔偿损失\n2、修好地漏")
    for name, role in (("陈晓梅", "host"), ("高明", "recorder"), ("高明", "filer")):
        desk.do("case_workers.add", values={"case": case, "mediator": staff[name], "role": role})
    add = {"甲": party(desk, case, "申请人", "李秀兰", sex="女", ethnicity="汉族", birth="1959-11-08",
                     occupation="退休", phone="13842301241", address="3号楼2单元302"),
           "乙": party(desk, case, "被申请人", "王小雨", sex="女", birth="2010-05-06"),
           "丙": party(desk, case, "被申请人", UNIT, kind="单位")}
    for who, row in (("乙", {"kind": "法定代理人或监护人", "name": "王芳", "relation": "母亲"}),
                     ("丙", {"kind": "法定代表人或负责人", "name": "周明", "relation": "负责人"}),
                     ("丙", {"kind": "委托代理人", "name": "韩雪", "authority": "特别授权", "given_on": "2026-11-08"}),
                     ("丙", {"kind": "委托代理人", "name": "赵普", "authority": "一般代理"})):
        desk.do("case_agents.add", values=desk.take(CaseAgent, row) | {"party": add[who]})
    desk.do("case_guests.add", values=desk.take(CaseGuest, {"name": "赵德胜", "kind": "邻里", "consented": "是"})
            | {"case": case})
    run(desk, case)
    return case


def registered(desk: Desk, committee: int, name: str, **texts: str) -> int:
    return desk.do("cases.add", values=desk.take(Case, {"name": name, "registered_on": "2026-11-01", "type": "邻里"}
                                                 | texts) | {"committee": committee})


def party(desk: Desk, case: int, side: str, name: str, **texts: str) -> int:
    given = {"side": side, "kind": "个人", "name": name} | texts
    return desk.do("case_parties.add", values=desk.take(CaseParty, given) | {"case": case})


def run(desk: Desk, case: int) -> None:
    """From acceptance to the return visit."""
    for rid in list(desk.ids(Query(CaseWorker))):
        desk.do("case_workers.edit", id=rid, values={"recusal_looked": "不需回避"}, revision=None)
    desk.do("cases.accept", case=case, on="2026-11-03", agreed="all")
    desk.do("cases.notify", case=case, on="2026-11-03")
    desk.do("cases.inquire", case=case, on="2026-11-05", subject="孙秀英", record="问：见过渗水吗？\n答：见过。")
    for day, result in (("2026-11-06", "有待继续调解"), ("2026-11-15", "达成协议")):
        desk.do("cases.session", case=case, on=day, begins="9:00", ends="11:10", result=result, record=SAID)
    money = {"debtor": "王小雨", "creditor": "李秀兰", "amount": "3000", "due_on": "2026-12-10"}
    desk.do("cases.agree", case=case, form="书面协议", on="2026-11-15", facts="厨房渗水。", clauses=CLAUSES,
            amount="3000", promises=[{"what": "向李秀兰支付赔偿款"} | money])
    desk.do("cases.sign", case=case, party="all", worker="all", seal=True, on="2026-11-16")
    desk.do("cases.perform", case=case, performance="all", state="已履行", done_on="2026-11-18", proof="收条")
    desk.do("cases.visit", case=case, record="款项已收到。", on="2026-11-19", subject="李秀兰", satisfaction="满意",
            sued=False, tension=False)


@pytest.fixture(scope="module")
def begun(desk, whole):
    """A case that was only just told, by one party."""
    row = facts(desk, whole).row
    case = registered(desk, row["committee"], "刚登记的纠纷")
    party(desk, case, "申请人", "孙一")
    return case


def words(document: Document) -> str:
    """Everything a paper says."""
    return "\n".join(str(one) for part in document.parts for block in part.blocks for one in said(block))


def said(block: Any) -> list[str]:
    if isinstance(block, Text):
        return [block.text]
    if isinstance(block, Lead):
        return [f"{block.label}{block.text}"]
    if isinstance(block, Entries):
        return [f"{name} {value}" for name, value in block.pairs]
    if isinstance(block, Form):
        return [one.text for group in block.groups for row in group.rows for one in row]
    if isinstance(block, Signing):
        return [f"{one.label}（{one.name}）{one.hint}" for one in block.places]
    return [block.organ, block.day] if isinstance(block, Stamp) else []


def text_of(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as file:
        return [page.get_textpage().get_text_range() for page in file]


def test_every_kind_of_paper_has_a_form_and_stands_on_the_shelf():
    from db.codes import code_list

    assert set(makers()) == set(code_list("case_paper_kind").items)
    for kind in makers():
        one = papers()[f"case_{kind}"]
        assert one.domain == "cases" and one.needs == ("case",) and set(one.formats) == {"pdf", "docx"}


def test_a_paper_is_made_without_a_file_that_a_killed_process_would_leave(desk, whole, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    assert pdf_of(desk, whole, "agreement").startswith(b"%PDF")
    assert word_of(desk, whole, "agreement").startswith(b"PK")


def test_the_agreement_is_filled_from_the_case(desk, whole):
    text = words(document_of(desk, whole, "agreement"))
    for part in ("当事人李秀兰，女，汉族，67岁，退休，住3号楼2单元302，联系方式13842301241。",
                 "法定代理人王芳（母亲）", "代表人周明（负责人）", "一、乙赔偿甲3,000元。", "三、争议就此了结。",
                 "3,000元（人民币叁仟元整），2026年12月10日前履行", "一式四份", f"当事人（李秀兰）{HOW}",
                 f"法定代理人（王芳）{HOW}", f"委托代理人（韩雪）{HOW}", "2026年11月16日"):
        assert part in text, part
    assert "王小雨，女，民族＿＿＿＿，16岁，职业或职务＿＿＿＿" in text, "what nobody told is a named blank to write on"
    assert document_of(desk, whole, "agreement").subtitle == "编号：（2026）红旗人调字第001号"


def test_an_agent_without_special_authority_signs_the_record_and_not_the_agreement(desk, whole):
    assert "（赵普）（签名" not in words(document_of(desk, whole, "agreement"))
    assert f"委托代理人（赵普）{HOW}" in words(document_of(desk, whole, "record"))


def test_a_minor_whose_guardian_is_unknown_has_a_place_for_one(desk, whole):
    case = facts(desk, whole)
    alone = replace(case, parties=tuple(replace(one, agents=()) for one in case.parties))
    assert f"法定代理人（）{HOW}" in words(document_of(desk, whole, "agreement", told=alone))


def test_each_session_has_a_record_that_ends_with_the_read_and_agreed_sentence(desk, whole):
    made = document_of(desk, whole, "record")
    assert len(made.parts) == 2
    first, second = (words(replace(made, parts=(part,))) for part in made.parts)
    assert "第一次" in first and "2026年11月6日9:00至11:10" in first and "③有待继续调解 ■" in first
    assert "第二次" in second and "①达成协议 ■" in second and "以上笔录已阅" in second and "乙说地漏松了。" in second
    step = facts(desk, whole).of("session")[1].id
    assert words(document_of(desk, whole, "record", step=step)) == second


def test_ages_are_those_of_the_day_of_the_paper(desk, whole):
    for kind in ("closing", "application"):
        assert "66岁" in words(document_of(desk, whole, kind)), "she had her birthday after the acceptance"


def test_a_blank_paper_has_only_its_head(desk, whole):
    text = words(document_of(desk, whole, "record", blank=True))
    assert "李秀兰、王小雨" in text and "地漏" not in text and "9:00" not in text and "■" not in text
    blank = document_of(desk, whole, "agreement", blank=True)
    assert "叁仟" not in words(blank) and any(isinstance(one, Rules) for one in blank.parts[0].blocks)
    assert "王小雨，性别＿＿＿＿，民族＿＿＿＿，＿＿＿＿岁" in words(blank), "the hand is told what to write where"
    assert "支付赔偿款" not in words(document_of(desk, whole, "performance", blank=True))


def test_who_is_not_known_yet_has_a_place_on_the_forms(desk, begun):
    assert "调解孙一、＿＿＿＿＿＿＿＿＿＿之间的纠纷" in words(document_of(desk, begun, "register"))
    for kind in ("register", "record", "agreement", "oral"):
        text = words(document_of(desk, begun, kind))
        assert f"当事人（孙一）{HOW}" in text and f"当事人（）{HOW}" in text, kind
    notice = words(document_of(desk, begun, "notice"))
    assert f"当事人（）{HOW}" not in notice, "a notice goes to who is there"
    case = facts(desk, begun)
    unit = replace(case.parties[0], row={**case.parties[0].row, "kind": "organisation"})
    alone = replace(case, parties=(unit,))
    assert "代表人＿＿＿＿" in words(document_of(desk, begun, "agreement", told=alone))
    form = next(block for block in document_of(desk, begun, "application", told=alone).parts[0].blocks)
    assert [group.label for group in form.groups] == ["申请人", "代表人", "被申请人"]


def test_the_forms_have_the_fields_of_the_national_ones_and_invent_none(desk, whole):
    said = words(document_of(desk, whole, "register"))
    assert "□ ①当事人申请" in said and "□ ②人民调解委员会主动调解" in said and "■ ③公安机关委托移送" in said
    oral = document_of(desk, whole, "oral")
    labels = [one.text for group in oral.parts[0].blocks[0].groups for row in group.rows for one in row if one.label]
    assert labels[-4:] == ["纠纷主要事实、争议事项", "协议内容", "履行方式、时限", "备注"]
    assert "2026年11月15日" in words(oral), "an oral agreement holds from the day on which it was reached"
    assert document_of(desk, whole, "cover").title == "调解卷宗"
    assert "已向被调查人宣读" in words(document_of(desk, whole, "inquiry")), "who was asked may be no party"
    assert "赵德胜（邻里）" in words(document_of(desk, whole, "record"))
    closing = document_of(desk, whole, "closing").parts[0].blocks[0]
    order = [row[0].text for group in closing.groups for row in group.rows]
    assert order == ["卷号", "承办单位", "受案时间", "当事人信息", "案件来源", "纠纷简要事实", "处理结果", "负责人意见"]
    assert "提交的材料真实" in words(document_of(desk, whole, "confirmation"))


@pytest.mark.parametrize("kind", sorted(makers()))
def test_every_paper_is_made_at_any_step_blank_or_not(desk, whole, begun, kind):
    for case in (begun, whole):
        for blank in (False, True):
            made = document_of(desk, case, kind, blank=blank)
            assert made.parts and all(part.blocks for part in made.parts)
    if kind not in ("cover", "contents", "closing", "statement", "back", "identity", "reply", "escalation"):
        assert HOW in words(document_of(desk, begun, kind))
    assert document_of(desk, begun, kind).subtitle in ("", "编号：（　　　　）红旗人调字第　　　号")


def test_the_same_case_gives_the_same_bytes_and_no_page_number_of_its_own(desk, whole):
    first = pdf_of(desk, whole, "agreement")
    assert first == pdf_of(desk, whole, "agreement")
    pages = text_of(first)
    assert len(pages) == 2 and "各持一份" in pages[1] and "李秀兰" in pages[1]
    assert not any("页" in page for page in pages)


def test_a_paper_handed_out_has_page_numbers_and_asks_no_reason(desk, whole, tmp_path):
    uid, target = facts(desk, whole).uid, tmp_path / "协议.pdf"
    assert hand_out(desk, "case_agreement", params(desk, settings={"case": uid}), target) == ()
    assert "第 2 页" in text_of(target.read_bytes())[1]
    one = facts(desk, whole).parties[0].id
    given = params(desk, settings={"case": uid, "party": str(one), "blank": "1"})
    assert "李秀兰" in words(make(desk, "case_identity", given))


def test_nothing_is_lost_where_a_form_goes_on_over_pages(desk, whole):
    case = facts(desk, whole)
    lines = [f"第{nth}句，写得很长很长，为的是一行写不下，要接着写在下一行上，看看会不会丢字。" for nth in range(1, 61)]
    long = replace(case, agreement=case.agreement | {"clauses": "\n".join(lines)})
    text = "".join(text_of(pdf_of(desk, whole, "oral", told=long))).replace("\r\n", "")
    assert all(f"第{nth}句，" in text for nth in range(1, 61)) and "履行方式、时限" in text


def test_identity_is_a_look_at_the_original_and_wants_no_scan(desk, whole):
    assert "□ 已核对原件，不留复印件" in words(document_of(desk, whole, "identity"))
    one = facts(desk, whole).parties[0].id
    desk.do("case_papers.check_original", case=whole, party=one, by="高明", on="2026-11-03")
    text = words(document_of(desk, whole, "identity", party=one))
    assert "■ 已核对原件，不留复印件" in text and "高明" in text and "2026年11月3日" in text


def test_the_letter_to_who_referred_the_case_says_what_came_of_it(desk, whole):
    text = words(document_of(desk, whole, "reply"))
    for part in ("红旗派出所", "红公移12号", "2026年11月3日受理", "达成书面协议", "2026年11月16日起生效", "已履行"):
        assert part in text


def test_the_receipt_says_the_sum_in_capitals(desk, whole):
    assert "今收到王小雨依（2026）红旗人调字第001号人民调解协议交来款项3,000元（人民币叁仟元整）。" in words(
        document_of(desk, whole, "performance"))


def test_years_of_retention_are_printed_only_where_the_office_has_settled_them(desk, whole):
    kept = {"kind": "single", "retention": "short"}
    text = words(document_of(desk, whole, "cover", volume=kept))
    assert "保管期限 短期" in text and "5年" not in text
    assert "2026年11月3日至2026年11月16日" in text and "人民调解员 陈晓梅" in text and "立卷人 高明" in text


def test_the_contents_have_the_pages_that_the_dossier_gives(desk, whole):
    text = words(document_of(desk, whole, "contents", lines=[Line("受理登记表", "1-2"), Line("调解记录", "3")]))
    assert "受理登记表\n1-2" in text and "履行凭证" not in text
    assert "履行凭证" in words(document_of(desk, whole, "contents"))


def test_a_long_text_is_not_moved_away_from_its_heading(desk, whole):
    case = facts(desk, whole)
    for length in (60, 1400):
        long = replace(case, row={**case.row, "brief": "渗" * length})
        pages = text_of(pdf_of(desk, whole, "register", told=long))
        [page] = [page for page in pages if "纠纷简要情况" in page]
        assert "渗渗渗" in page, length


def test_the_papers_of_a_closed_case_are_closed_with_it(desk, whole, begun):
    desk.do("cases.edit", id=begun, values={"scope": "workers"}, revision=None)
    other = Desk(desk.store, Who("gao", "高明", ("mediator",)), clock=desk._clock)
    with pytest.raises(Missing):
        pdf_of(other, begun, "register")
    with pytest.raises(Invalid):
        document_of(desk, whole, "record", step=999_999)


def test_papers_go_out_as_word(desk, whole):
    for kind in ("cover", "application", "register", "record", "performance", "closing"):
        file = WordFile(io.BytesIO(word_of(desk, whole, kind)))
        text = "\n".join([one.text for one in file.paragraphs]
                         + [cell.text for table in file.tables for row in table.rows for cell in row.cells])
        assert "李秀兰" in text
    agreement = WordFile(io.BytesIO(word_of(desk, whole, "agreement")))
    assert any("法定代理人（王芳）" in one.text and HOW in one.text for one in agreement.paragraphs)
    assert "v:oval" in agreement.element.xml, "the place of the seal"
    names = [one for one in agreement.paragraphs if HOW in one.text or "（签名）" in one.text]
    assert names and all(one.paragraph_format.keep_with_next for one in names), "no seal on a page of its own"
    rows = WordFile(io.BytesIO(word_of(desk, whole, "identity"))).tables[0].rows
    kept = [bool(row.cells[1].paragraphs[0].paragraph_format.keep_with_next) for row in rows]
    assert kept == [True, True, True, False] * (len(rows) // 4), "the boxes of one person stay on one page"


def test_a_paper_in_english_keeps_names_and_what_was_typed(desk, whole):
    made = replace(document_of(desk, whole, "agreement"), language="en")
    with speaking("en"):
        text = words(told(made))
    assert "李秀兰" in text and "乙赔偿甲3,000元。" in text and "Nov 16, 2026" in text and "当事人（" not in text
    assert len(text_of(bytes_of(made, ".pdf"))) >= 2
