"""The pages of a case at other sizes and in other languages: the account that walks the others may open no case."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from db.listing import Query, record_row
from db.models.cases import Case
from tests.disputes import SIDES
from tests.gui.geometry import faults
from tests.gui.test_case import window  # noqa: F401  the chair's window, for this file
from tests.gui.walking import calm, furnish
from views import languages
from views.kit import theme
from views.window import Window

pytestmark = pytest.mark.gui

FORMS = ("sign", "agree", "session", "violence", "note", "escalation")
LOOKS = (((1366, 768), 1.25, "dark", "en"), ((1180, 760), 1.0, "light", "zh_TW"))


@pytest.mark.parametrize("look", LOOKS)
def test_the_pages_of_a_case_are_whole_in_other_sizes_and_languages(window: Window, look) -> None:  # noqa: F811
    found = []
    try:
        furnish(window, *look)
        for page in case_pages(window):
            calm(window)
            found += faults(page, window.root)
            if page == "case":
                found += [f"at the sides: {text}" for text in cut(window.bench.page)]
            if getattr(window.root, "kit_overlay", None) is not None:
                window.root.kit_overlay.close()
    finally:
        furnish(window, (1366, 768), 1.0, "light", languages.CHINESE)
    assert not [one for one in found if "cut short" not in one or "Zone" not in one], "\n".join(found)


def cut(page) -> list[str]:
    """What is cut short among the parties, the periods and what is missing: there everything has lines enough."""
    shown = [zone.itemcget(item, "text") for zone in (page.parties, page.due) for item in zone.find_all()
             if zone.type(item) == "text"]
    return [text for text in shown if text.endswith("…")]


def test_a_long_name_of_a_party_stands_on_two_lines_in_a_narrow_window(window: Window) -> None:  # noqa: F811
    from views.pages.case_parties import _name

    first, second = _name("安和物业服务有限公司晨光分公司", 150)
    assert first + second == "安和物业服务有限公司晨光分公司" and _name("李秀兰", 150) == ["李秀兰"]


def case_pages(seat: Window) -> Iterator[str]:
    """A case that waits for signatures with its forms, one with family violence, the two pages that begin one."""
    bench = seat.bench
    cases = sorted(bench.desk.ids(Query(Case)))
    page = bench.show("case")
    page.open(cases[0])
    yield "case"
    for step in FORMS:
        page.do_step(step)
        yield step
    page.open_note()
    yield "case note"
    page.open(harmed(bench.desk))
    yield "case, violence"
    for key in ("case_new", "simple_case"):
        bench.show(key)
        yield key
        bench.page.save()
        yield f"{key}, problems"
        bench.page.give_up()


def harmed(desk) -> int:
    """A case with family violence of which nothing is decided yet, made once."""
    made = [rid for rid in desk.ids(Query(Case)) if record_row(Case, rid)["violence"]]
    return made[0] if made else desk.do(
        "cases.register", values={"name": "婚姻家庭纠纷", "type": "family", "source": "application", "committee": 1,
                                  "violence": True}, parties=[SIDES[0], SIDES[1]])


def test_the_band_of_family_violence_is_as_high_as_its_sentences_at_once(window: Window) -> None:  # noqa: F811
    bench = window.bench
    case = harmed(bench.desk)
    if "case" in bench.pages:
        bench.go("home")
        bench.pages.pop("case").destroy()
    page = bench.show("case")
    page.open(case)
    calm(window)
    assert 0 <= page.violence.winfo_height() - page.violence.high < theme.px(30)
    assert not page.violence.spots  # what is next stands below, under the same words
    bench.go("home")
