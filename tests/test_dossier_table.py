"""必须与按需, the fields to copy and the fixed texts: tables of the office that a chair changes, and what follows."""
from __future__ import annotations

import pytest
from python_calamine import CalamineWorkbook

from center.attachments import Upload
from center.cases import transcribing
from center.cases.book import kept_under
from center.cases.compulsory import lines, moved, table_on
from center.cases.facts import told
from center.cases.filing import lacking
from center.cases.fixed_texts import fixed_texts, history
from center.cases.papers import contents
from center.desk import Desk
from center.numbers import shipped
from center.words import say
from db.errors import Denied, Problems
from db.questions.settings import own_value
from reports.papers import hand_out, params
from tests.closed_doors import words_of
from tests.test_dossier import CASE, bound, page_texts, refusal
from tests.test_dossier import first_rows as first_rows
from tests.volumes import handler, leaf, sign_all, uid_of
from views.state.settings_paper import sheet

SIMPLE = 2
FILING = {"case": SIMPLE, "filer": "陈晓梅", "retention": "long"}


@pytest.fixture
def sun(desk) -> Desk:
    """The mediator of the cases."""
    return handler(desk)


@pytest.fixture
def chair(desk) -> Desk:
    """Who keeps the tables."""
    return handler(desk, "wu", "chair")


def line(desk: Desk, part: str):
    return next(one for one in lines(desk) if one.part == part)


def test_what_the_chair_makes_compulsory_is_refused_by_name_when_filing_and_still_prints(chair, sun):
    sign_all(sun, SIMPLE)
    assert chair.do("dossier.need", part="回访记录", need="必须", source="区司法局 2026 年 3 号文")
    why = refusal(sun, "dossier.file", **FILING, file=Upload("卷宗.pdf", leaf()))
    assert list(why) == ["visit"] and "回访记录" in say(why["visit"])
    printed = page_texts(bound(sun, SIMPLE).data)
    assert any("缺：还没有人民调解回访记录" in text for text in printed), "printing goes on"
    chair.do("dossier.need", part="visit", need="按需")
    assert sun.do("dossier.file", **FILING, file=Upload("卷宗.pdf", leaf()))


def test_each_line_tells_its_own_ground_and_who_set_it_also_when_several_change_on_one_day(desk, chair):
    assert [(one.part, one.step.who) for one in lines(chair) if one.required] == [
        ("intake", ""), ("record", ""), ("result", "")]
    chair.do("dossier.need", part="visit", need="必须", source="甲文")
    desk.do("dossier.need", part="notice", need="必须", source="乙文")
    assert [(line(chair, part).step.source, bool(line(chair, part).step.who)) for part in ("visit", "notice")] == [
        ("甲文", True), ("乙文", True)]
    assert line(chair, "visit").step.who != line(chair, "notice").step.who
    desk.undo()
    assert not line(chair, "notice").required and line(chair, "notice").step.who == ""
    assert line(chair, "visit").step.source == "甲文" and line(chair, "intake").usual


def test_a_change_that_is_to_come_is_told_and_what_is_decided_today_holds_on_behind_it(chair):
    chair.do("dossier.need", part="visit", need="必须", source="甲文", effective_from="2027-01-01")
    assert (line(chair, "visit").required, line(chair, "visit").coming) == (False, "2027-01-01")
    chair.do("dossier.need", part="notice", need="必须")
    assert not line(chair, "notice").coming, "the planned list knows it too"
    assert chair.do("dossier.usual") == 1 and not any(one.coming for one in lines(chair)), "back for good"
    chair.undo()
    assert line(chair, "visit").coming and line(chair, "notice").required


def test_the_papers_are_bound_in_the_order_of_the_office_and_the_back_stays_last(chair, sun):
    chair.do("dossier.place", part="closing", to=2)
    assert [one.part for one in contents(sun, CASE)][:3] == ["intake", "closing", "notice"] and moved(chair).who
    titles = [one.part for one in bound(sun, CASE).papers]
    assert titles.index("closing") < titles.index("notice") and titles[-1] == "back"
    for given in ({"part": "back", "to": 1}, {"part": "visit", "to": 99}, {"part": "天气", "to": 2},
                  {"part": "visit", "to": "²"}):
        with pytest.raises(Problems):
            chair.do("dossier.place", **given)
    assert chair.do("dossier.usual") == 1 and moved(chair) is None


def test_an_order_that_was_typed_as_a_number_names_no_paper_twice_and_leaves_none_out(desk):
    desk.do("settings.set_number", key="dossier.order", value="notice,notice,back,intake", source="甲文")
    order = table_on(desk.today()).order
    assert order[:2] == ("notice", "identity") and order[-2:] == ("intake", "back"), "behind what it follows as shipped"
    assert len(order) == len(set(order)) == len(lines(desk))


def test_what_cannot_be_in_a_case_is_asked_of_none(chair, sun):
    for part in ("notice", "identity", "authority", "closing"):
        chair.do("dossier.need", part=part, need=True)
    simple = told(SIMPLE, sun.today())
    assert set(lacking(simple, table_on(sun.today()))) == {"result"}, "its one form stands for the others"


def test_who_only_mediates_changes_no_table(sun):
    for command, given in (("dossier.need", {"part": "visit", "need": "必须"}),
                           ("dossier.place", {"part": "visit", "to": 1}), ("transcriptions.fields", {"fields": "案号"}),
                           ("case_texts.edit", {"key": "notice.nature", "text": "别的"})):
        with pytest.raises(Denied):
            sun.do(command, **given)


def test_the_fields_to_copy_are_named_in_order_and_come_back_as_shipped(chair):
    shipped = transcribing.order(chair.today())
    assert chair.do("transcriptions.fields", fields=["协议金额", "案号"], source="上级系统录入页")
    order, step = transcribing.standing_order(chair)
    assert order == ("amount", "number") and step.source == "上级系统录入页" and step.who
    for wrong in ("", "案号、案号", "天气"):
        with pytest.raises(Problems) as refused:
            chair.do("transcriptions.fields", fields=wrong)
        assert set(refused.value.fields) == {"fields"}
    assert chair.do("transcriptions.usual") and transcribing.order(chair.today()) == shipped


def test_a_text_worded_by_the_office_stands_on_the_next_paper_and_not_on_a_signed_one(chair, sun, tmp_path):
    target, old, new = tmp_path / "申请书.pdf", "现自愿申请人民调解委员会进行调解", "自愿到调委会来，随时可以不调。"

    def paper() -> str:
        hand_out(sun, "case_application", params(sun, settings={"case": uid_of(CASE)}), target)
        return words_of(target)

    assert old in paper()
    sun.do("case_papers.sign", case=CASE, kind="application", file=Upload("申请书.pdf", target.read_bytes()))
    chair.do("case_texts.edit", key="申请书：自愿申请的声明", text=new, source="区司法局表样")
    assert new in paper() and old not in paper()
    in_volume = "".join("".join(page_texts(bound(sun, CASE).data)).split())
    assert old in in_volume and new not in in_volume, "signed bytes stay"
    one = next(text for text in fixed_texts(chair) if text.key == "application.statement")
    assert one.local and one.step.source == "区司法局表样" and len(history(chair, one.key)) == 2
    chair.undo()
    assert old in paper()
    chair.do("case_texts.edit", key=one.key, text=new)
    assert chair.do("case_texts.usual", key=one.key) and old in paper()
    assert own_value(kept_under("application", "statement")) is None, "what a newer program ships counts again"


def test_the_fields_to_copy_and_the_texts_are_printed_as_they_are_set(chair, sun, tmp_path):
    chair.do("transcriptions.fields", fields=["协议金额", "案号"], source="上级系统录入页")
    chair.do("case_texts.edit", key="notice.read", text="另写的声明。", source="区司法局表样")
    for part, label, says in (("transcription", "抄录栏目和顺序表", "1协议金额抄录2案号抄录"),
                              ("case_texts", "文书文字一览表", "另写的声明。本地改过区司法局表样")):
        made = sheet(sun, part)
        made.write(tmp_path / made.file_name)
        text = "".join(words_of(tmp_path / made.file_name).split())
        assert label in text and says in text and "数据截至" in text
        hand_out(sun, made.document.name, params(sun), tmp_path / "a.xlsx")
        cells = "".join(str(cell) for row in CalamineWorkbook.from_path(str(tmp_path / "a.xlsx"))
                        .get_sheet_by_index(0).to_python() for cell in row)
        assert says.replace("1", "1.0", 1).replace("2案", "2.0案") in cells


def test_the_copy_that_names_nobody_has_no_text_of_the_office(chair, sun):
    chair.do("case_texts.edit", key="notice.read", text="有疑问找郑桂芳。")
    assert any("郑桂芳" in text for text in page_texts(bound(sun, CASE).data))
    assert not any("郑桂芳" in text for text in page_texts(bound(sun, CASE, anonymous=True).data))


def test_the_gaps_of_a_text_are_words_to_the_clerk_and_only_its_own(chair):
    one = next(text for text in fixed_texts(chair) if text.key == "register.opening")
    assert "【日期】" in one.value and "{" not in one.value
    for wrong, said in (("【案号】立案", "没有【案号】这个空"), ("{day}起", "大括号"), ("　", "请写这段文字")):
        with pytest.raises(Problems, match=said):
            chair.do("case_texts.edit", key=one.key, text=wrong)
    assert chair.do("case_texts.edit", key=one.key, text="【当事人】的纠纷，【日期】受理。")
    assert not chair.do("case_texts.edit", key=one.key, text="【当事人】的纠纷，【日期】受理。")


def test_a_number_of_mediation_that_no_law_fixes_is_marked_as_such():
    some = {key: one for key, one in shipped().items() if one["section"] == "人民调解"}
    fixed = {key for key, one in some.items() if not one["uncertain"]}
    assert all(one["source"] for one in some.values())
    assert fixed == {"case.limit_days", "case.confirm_days", "committee.least", "committee.most",
                     "committee.term_years"}
    local = [one["source"] + one.get("note", "") for key, one in some.items() if key not in fixed]
    assert all("以当地" in said or "本软件默认值" in said for said in local)
