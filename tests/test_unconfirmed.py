"""What the ledgers propose and nobody confirms: told apart, confirmed by a named person, and never counted silently."""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from center import words
from center.attachments import Upload
from center.attachments.reading import attached
from center.compliance.freezing import packed, unpacked
from center.compliance.scoring import Line, total
from center.compliance.sheet import Sheet, sheet
from center.desk import Desk
from center.words import N_, say
from db.errors import Denied, Invalid, Problems
from db.listing import Query
from db.models.centre import Centre
from db.models.compliance import Score
from db.questions.compliance import rectification_rows, score_rows
from db.words import Listed, Phrase, Word
from reports.compliance import summary
from reports.document import Table
from reports.papers import hand_out, make, params
from tests.stores import demo_desk
from views.state.inspection import InspectionState
from views.state.inspection_open import open_words, proposals, submit_words

NAME, QUARTER = "compliance_report", "2026Q4"
WAITING = ("1.1", "1.5", "6.6")
PHOTO = Upload("门头照片.png", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(40))


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


@pytest.fixture
def desk(centre: Desk) -> Iterator[Desk]:
    """The demo centre; what the test does is undone after it."""
    before = centre.next_undo().act
    yield centre
    while centre.next_undo().act != before:
        centre.undo()


@pytest.fixture
def rid(desk: Desk) -> int:
    """This quarter's inspection, just opened."""
    return desk.do("compliance.open", period=QUARTER)


def codes(found: Sheet) -> tuple[str, ...]:
    return tuple(line.indicator.code for line in found.unconfirmed)


def line(found: Sheet, code: str):
    return next(one for one in found.lines if one.indicator.code == code)


def page(desk: Desk) -> InspectionState:
    state = InspectionState(desk)
    state.take(state.load())
    return state


def tables(desk: Desk) -> dict[str, list[Table]]:
    paper = make(desk, NAME, params(desk, QUARTER))
    return {part.title: [block for block in part.blocks if isinstance(block, Table)] for part in paper.parts}


def test_a_total_tells_what_is_proposed_from_what_is_blank() -> None:
    given, waiting = Line(100, 100, proposed=True), Line(100, None, proposed=True)
    found = total([given, waiting, Line(100, None), Line(100, None, applies=False, proposed=True)])
    assert (found.open, found.unconfirmed, found.blank, found.not_applicable) == (2, 1, 1, 1)


def test_every_place_names_the_same_items(desk: Desk, rid: int) -> None:
    found, state = sheet(desk, rid), page(desk)
    assert codes(found) == WAITING and found.own.unconfirmed == 3 and found.own.blank == 47
    assert [one.state for one in found.unconfirmed] == ["请确认"] * 3
    assert open_words(found) == "3 项请确认，47 项待填，先按 0 分" == state.notes[-1]
    assert "3 项请确认（1.1、1.5、6.6）还没有人确认" in submit_words(found) and "47 项待填" in submit_words(found)
    assert "请确认3项（1.1、1.5、6.6，没有人确认前按没有得分计）" in summary(found)
    [totals] = tables(desk)["总表"]
    assert totals.total[-2:] == (47, 3) and sum(row[-1] for row in totals.rows) == 3
    assert tuple(row[0] for row in tables(desk)["明细"][0].rows if row[7] == "请确认") == WAITING


def test_one_act_confirms_all_and_says_who(desk: Desk, rid: int) -> None:
    state = page(desk)
    assert proposals(state.waiting).startswith("1.1 面积达标：2.0 分")
    assert state.confirm_all() == 3
    found = sheet(desk, rid)
    assert codes(found) == () and page(desk).waiting == ()
    assert all(one.own == one.proposed for one in found.lines if one.indicator.code in WAITING)
    assert line(found, "1.1").confirmed == f"{desk.who.name}于2026年11月20日确认"
    assert line(found, "1.1").confirmed in line(found, "1.1").basis
    assert desk.next_undo().label == "全部按建议确认 3 项"
    desk.undo()
    assert codes(sheet(desk, rid)) == WAITING and not line(sheet(desk, rid), "1.1").confirmed


def test_only_what_was_shown_is_confirmed(desk: Desk, rid: int) -> None:
    assert desk.do("compliance.confirm_all", inspection=rid, codes=["6.6"]) == 1
    with pytest.raises(Problems, match="6.6 已经不是"):
        desk.do("compliance.confirm_all", inspection=rid, codes=["1.1", "6.6"])
    assert codes(sheet(desk, rid)) == ("1.1", "1.5")
    desk.do("compliance.confirm_all", inspection=rid)
    with pytest.raises(Problems, match="没有请确认的项目"):
        desk.do("compliance.confirm_all", inspection=rid)


def test_who_confirmed_outlives_a_recount_and_gives_way_to_an_answer(desk: Desk, rid: int) -> None:
    desk.do("compliance.confirm", inspection=rid, code="1.1")
    desk.do("compliance.compute", inspection=rid)
    assert line(sheet(desk, rid), "1.1").confirmed
    desk.do("compliance.answer", inspection=rid, code="1.1", points=1)
    assert not line(sheet(desk, rid), "1.1").confirmed and not line(sheet(desk, rid), "1.1").unconfirmed


def test_a_confirmation_of_other_points_says_what_was_proposed_then(desk: Desk, rid: int) -> None:
    desk.do("compliance.confirm", inspection=rid, code="1.1")
    [place] = desk.ids(Query(Centre))
    desk.do("centres.edit", id=place, revision=None, values={"area": 10})
    desk.do("compliance.compute", inspection=rid)
    assert line(sheet(desk, rid), "1.1").confirmed.endswith("确认，当时建议 2.0 分")


def test_a_submission_says_what_nobody_confirmed_and_counts_it_as_no_score(desk: Desk, rid: int) -> None:
    before = sheet(desk, rid).own.points
    done = desk.do("compliance.submit", inspection=rid)
    assert done["unconfirmed"] == list(WAITING) and done["total"] == before and done["open"] == 50
    assert say(done["words"]).endswith("3 项没有人确认（1.1、1.5、6.6），按没有得分计；47 项没有填写，按 0 分计")
    found = sheet(desk, rid)
    assert [one.state for one in found.unconfirmed] == ["未确认"] * 3 and page(desk).waiting == ()
    assert open_words(found) == "3 项未确认，47 项没有填，按 0 分"
    assert line(found, "1.1").basis.endswith("台账建议 2.0 分，没有人确认，按没有得分计")
    with pytest.raises(Problems, match="现在是"):
        desk.do("compliance.confirm_all", inspection=rid)


def test_after_the_street_has_scored_the_paper_still_says_so(desk: Desk, rid: int, tmp_path: Path) -> None:
    for act in ("submit", "score_rest", "finish_scoring", "list_issues"):
        desk.do(f"compliance.{act}", inspection=rid)
    told = "提交自评时没有人确认3项（1.1、1.5、6.6，自评按没有得分计）"
    assert told in summary(sheet(desk, rid))
    [totals] = tables(desk)["总表"]
    assert totals.total[-2:] == (0, 3) and "没有人确认的项目" in totals.note
    problem = next(row["problem"] for row in rectification_rows(rid) if row["code"] == "1.1")
    assert problem == "面积达标：差 2.0 分，台账建议 2.0 分，没有人确认，按没有得分计"
    hand_out(desk, NAME, params(desk, QUARTER), tmp_path / "report.xlsx")
    cells = [str(cell) for row in openpyxl.load_workbook(tmp_path / "report.xlsx")["总表"].values for cell in row]
    assert any(told in cell for cell in cells)


# ---- evidence files


def attach(desk: Desk, rid: int, code: str, file: Upload = PHOTO) -> int:
    return desk.do("attachments.add", owner="scores", row=line(sheet(desk, rid), code).uid, file=file)


def test_evidence_files_stand_on_the_line_and_on_the_paper(desk: Desk, rid: int) -> None:
    assert "证明材料" not in tables(desk)
    attach(desk, rid, "1.3")
    [file] = line(sheet(desk, rid), "1.3").files
    assert file.name == "门头照片.png" and page(desk).files(line(sheet(desk, rid), "1.3")).kept == (file,)
    [listed] = tables(desk)["证明材料"]
    assert listed.rows == [("1.3", "门头标识牌规范醒目", "门头照片.png", "2026-11-20", "")]
    assert listed.total[2] == "1 件"
    row = next(row for row in tables(desk)["明细"][0].rows if row[0] == "1.3")
    assert row[6].endswith("证明材料 1 件")


def test_what_comes_after_submission_is_told_apart_and_a_closed_one_takes_nothing(desk: Desk, rid: int) -> None:
    aid = attach(desk, rid, "1.3")
    for act in ("submit", "score_rest", "finish_scoring", "list_issues"):
        desk.do(f"compliance.{act}", inspection=rid)
    assert tables(desk)["证明材料"][0].rows[0][-1] == ""
    closed = next(one for one in score_rows(1).values())["uid"].hex()
    assert not page(desk).files(line(sheet(desk, 1), "1.3")).may_edit
    with pytest.raises(Invalid, match="已经结束"):
        desk.do("attachments.add", owner="scores", row=closed, file=PHOTO)
    desk.do("attachments.remove", id=aid)
    assert attached(desk, Score, line(sheet(desk, rid), "1.3").uid) == ()


def test_a_draft_has_no_place_for_files(centre: Desk) -> None:
    state = page(centre)
    assert state.state == "" and state.files(state.line(1)) is None and state.waiting == ()
    assert open_words(state.sheet) == "3 项请确认，47 项待填，先按 0 分"


def test_without_the_right_to_edit_nothing_is_confirmed(desk: Desk, rid: int, monkeypatch: pytest.MonkeyPatch) -> None:
    state = page(desk)
    with monkeypatch.context() as patch:
        patch.setattr(desk, "who", replace(desk.who, roles=("street",)))
        assert state.waiting == ()
        with pytest.raises(Denied):
            desk.do("compliance.confirm_all", inspection=rid)


# ---- languages


@pytest.mark.parametrize("text", [
    Phrase(N_("满 {need} 学时"), need=40), Word("正常"), "某某小区", Listed((N_("不适用"), "没有开展"), "；"),
    Phrase(N_("{name}：不符合，{text}"), name="一支部", text=Phrase(N_("共 {count} 个"), count=3)),
])
def test_a_frozen_sentence_comes_back_as_what_it_was(text: str) -> None:
    back = unpacked(json.loads(json.dumps(packed({"facts": [text]}))))["facts"][0]
    assert back == text and type(back) is type(text) and packed(back) == packed(text)


def test_an_inspection_is_said_in_the_language_of_the_window(desk: Desk, rid: int) -> None:
    chinese = {one.indicator.code: str(one.basis) for one in sheet(desk, rid).lines}
    words.speak(lambda text: f"⟦{text}⟧")
    try:
        found = sheet(desk, rid)
        assert {one.indicator.code: str(one.basis) for one in found.lines} == chinese
        said = line(found, "1.7")
        assert say(said.evidence["explanation"]).startswith("⟦") and say(said.indicator.formula).startswith("⟦")
        for one in found.lines:
            for group in one.evidence.get("groups", ()):
                assert say(group["label"]).startswith("⟦"), group["label"]
        assert all(words.spoken(fact).startswith("⟦") for fact in line(found, "6.5").evidence["groups"][0]["facts"])
        assert "⟦" not in summary(found)
    finally:
        words.speak(str)


def test_an_inspection_frozen_by_an_earlier_version_is_still_read(desk: Desk, rid: int) -> None:
    plain = {"numerator": 1, "denominator": 2, "note": "", "explanation": "1 ÷ 2 = 50%", "asked": {},
             "groups": [{"label": "正常", "size": 1, "record": "", "ids": [], "facts": ["一台"]}]}
    assert unpacked(json.loads(json.dumps(plain))) == plain
