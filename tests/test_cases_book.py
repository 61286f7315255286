"""The data of people's mediation: every step has its article, every named code is there, the table its columns."""
from __future__ import annotations

from center.cases.book import articles, book
from center.cases.keeping import BY_STEPS
from db.codes import code_list
from db.models.cases import Case


def test_every_step_shows_the_article_it_rests_on():
    for step in code_list("case_step").items:
        assert articles(step) and all(one.text.endswith("。") for one in articles(step)), step
    assert set(book("law")["steps"]) <= set(code_list("case_step").items)


def test_the_dossier_holds_every_part_once_and_every_paper_in_one():
    parts = book("dossier")["part"]
    assert [one["code"] for one in parts] == list(code_list("dossier_part").items)
    papers = [paper for one in parts for paper in one["papers"]]
    assert len(papers) == len(set(papers))
    assert set(papers) == set(code_list("case_paper_kind").items) - {"cover", "contents"}


def test_the_table_has_its_forty_one_columns_in_order_and_every_type_once():
    columns = book("statistics")["column"]
    assert [one["no"] for one in columns] == list(range(1, 42))
    for name in ("committee_kind", "case_source", "referral_kind", "dispute_type", "agreement_form"):
        there = [one["code"] for one in columns if one.get("by") == name]
        assert sorted(there) == sorted(code_list(name).items), name
    full = len(code_list("dispute_type").items)
    folded = book("statistics")["folded"]
    assert full == 18 and full - sum(len(codes) - 1 for codes in folded.values()) == 15


def test_every_book_names_its_source():
    assert all(book(name)["source"] for name in ("law", "texts", "dossier", "clauses", "review", "statistics"))


def test_what_only_steps_write_are_fields_of_a_case():
    assert set(BY_STEPS) <= set(Case._meta.fields)
