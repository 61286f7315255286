"""What is written in the tables of the office stands on paper: compulsory sections, phrases, the old names of types."""
from __future__ import annotations

from center.cases.register import preview
from center.desk import Desk
from db.listing import Query
from db.models.mediation import ClauseTemplate
from reports.papers import hand_out, params
from tests import volumes
from tests.closed_doors import words_of
from tests.test_case_register import row, sheet
from tests.test_dossier import bound, page_texts
from tests.test_dossier import first_rows as first_rows
from tests.test_mediation import of
from tests.volumes import handler
from views.state.case import CaseState
from views.state.case_new import NewCase
from views.state.case_sheets import sheet_of
from views.state.counter import Counter


def clause_of(desk: Desk, case: int) -> dict[str, str]:
    """The phrases that the form of an agreement offers."""
    state = CaseState(desk, Counter(desk))
    state.load(case)
    return next(dict(ask.inserts) for ask in sheet_of(state, "agree").asks if ask.path == "clause")


def test_a_section_that_the_office_made_compulsory_is_missed_in_the_dossier(desk):
    sun = handler(desk)
    case = volumes.three_parties(sun, "mediating")

    def missed() -> list[str]:
        return [text for text in page_texts(bound(sun, case).data) if "缺：还没有" in text]

    before = missed()
    desk.do("settings.set_number", key="dossier.required", value="intake,record,result,performance",
            source="本区司法所口径", effective_from="2026-01-01")
    assert len(missed()) == len(before) + 1
    desk.do("settings.set_number", key="dossier.required", value="intake,record", source="本区司法所口径",
            effective_from="2026-01-02")
    assert len(missed()) == len(before) - 1


def test_an_edited_phrase_is_what_both_forms_offer_and_what_is_printed(desk, tmp_path):
    sun, chair = handler(desk), of(desk, "wu", "chair")
    chair.do("clauses.load")
    [first] = [rid for rid in chair.ids(Query(ClauseTemplate)) if
               chair.get(ClauseTemplate, rid).values["name"] == "赔偿一次付清"]
    chair.do("clause_templates.edit", id=first, values={"text": "从今以后各走各的门。"})
    case = volumes.three_parties(sun, "mediating")
    simple = next(ask for ask in NewCase(sun, Counter(sun), simple=True).result_asks() if ask.path == "clause")
    words = clause_of(sun, case)["赔偿一次付清"]
    assert words == simple.inserts["赔偿一次付清"] == "从今以后各走各的门。"
    sun.do("cases.agree", case=case, form="written", clauses=words)
    target = tmp_path / "协议.pdf"
    hand_out(sun, "case_agreement", params(sun, settings={"case": volumes.uid_of(case)}), target)
    assert words in words_of(target)


def test_an_old_name_of_a_type_stands_in_the_register_as_the_office_mapped_it(desk, tmp_path):
    chair = of(desk, "wu", "chair")
    for name, code in (("老类型甲", "land"), ("老类型乙", "wages")):
        rid = chair.do("type_names.add", values={"name": name, "type": code})
    chair.do("type_names.edit", id=rid, values={"type": "traffic"})
    rows = preview(desk, sheet(row((5, "老类型甲")), row((1, "红2"), (3, "丁某"), (5, "老类型乙")))).rows
    chair.do("cases.import_register", rows=rows)
    target = tmp_path / "登记簿.xlsx"
    hand_out(chair, "case_register_book", params(chair, "2023"), target)
    written = words_of(target)
    assert all(word in written for word in ("山林土地", "道路交通")) and "农民工工资" not in written
