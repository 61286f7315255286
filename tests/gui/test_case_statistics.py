"""The page of the statistics: arrows choose a number, its cases stand at the right, Enter opens the register."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from center import opening
from center.accounts import keys
from db.days import Day
from db.models.cases import Case
from db.models.mediation import Committee, TypedFigure
from tests.case_rows import add, writing
from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.stores import QUICK, Clock, new_desk
from views.pages.case_statistics import StatisticsPage
from views.window import Window

pytestmark = pytest.mark.gui
OWN = "password-1"


@pytest.fixture
def mediator(tmp_path: Path) -> Iterator[Window]:
    """The window of a mediator; two cases of October, one of them closed to her."""
    desk = new_desk(tmp_path / "store")
    with writing(desk) as tx:
        home = tx.add(Committee, {"name": "晨光调委会", "short_name": "晨光", "kind": "residents"})
        told = {"committee": home, "registered_on": Day("2026-10-01"), "type": "neighbour", "source": "own",
                "accepted_on": "2026-10-02", "closed_on": "2026-11-03", "outcome": None, "stage": "accepted",
                "parties": 2, "agreement": None}
        for name, scope in (("厨房渗水", "ordinary"), ("隐名甲", "workers")):
            add(tx, told | {"name": name, "scope": scope})
    keys.add_account(desk, "gao", "高建民", ("mediator",), OWN, kdf=QUICK)
    desk.close()
    window = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(tmp_path / "store", "gao", OWN, clock=Clock()))
    yield show(window)
    window.close()


def read(window: Window, page: StatisticsPage, text: str) -> None:
    """Until the table of that period stands there."""
    wait(window.root, lambda: page.state.found is not None and page.state.found.period.text == text)


def test_a_number_is_walked_to_and_opens_the_cases_in_sight(mediator: Window) -> None:
    bench = mediator.bench
    page: StatisticsPage = bench.show("case_statistics")
    read(mediator, page, "2026-11")
    page.focus_grid()
    press(page.tables, "<Prior>")
    read(mediator, page, "2026-10")
    # where it stands depends on how many columns there is room for
    block, column = next((nth, one.heads.index(head)) for nth, one in enumerate(page.state.blocks)
                         for head in one.heads if getattr(head, "short", "") == "邻里")
    for key in ["<Down>"] * (3 * block) + ["<Right>"] * column:
        press(page.tables, key)
    wait(mediator.root, lambda: page.pane.chosen.title == "邻里纠纷 2 件")
    assert [line.name for line in page.pane.chosen.lines] == ["厨房渗水"] and page.pane.chosen.more == 1
    words = [page.pane.flow.itemcget(item, "text") for item in page.pane.flow.find_all()
             if page.pane.flow.type(item) == "text"]
    assert "另有 1 件不在您的查阅范围" in words and not any("隐名" in text for text in words)
    press(page.tables, "<Return>")
    wait(mediator.root, lambda: bench.key == "list:cases")
    [row] = bench.page.grid_.ids
    assert Case.get_by_id(row).name == "厨房渗水"
    bench.go("case_statistics")
    assert page.state.spot == (block, 0, column)
    page.bases.pick("closed")
    wait(mediator.root, lambda: page.state.found.basis == "closed")
    assert page.state.text((0, 0, 0)) == "0" and page.state.text((0, 1, 0)) == "0"
    page.views.pick("folded")
    wait(mediator.root, lambda: page.state.found.folded)
    types = [head for one in page.state.blocks for head in one.heads if getattr(head, "by", "") == "dispute_type"]
    assert len(types) == 15 and "劳动\n争议" in [head.short for head in types]
    page.list._on_pick("team_funds")
    wait(mediator.root, lambda: bench.key == "papers" and bench.page.state.document is not None)
    bench.page.list._on_pick("case_statistics")
    assert bench.page is page


def test_the_form_of_a_typed_figure_leads_back_to_the_statistics(mediator: Window) -> None:
    bench = mediator.bench
    page: StatisticsPage = bench.show("case_statistics")
    read(mediator, page, "2026-11")
    form = bench.go_form(TypedFigure, back="case_statistics")
    form.form.put_over(page.state.typing() | {"kind": "screening"})
    form.leave()
    assert bench.key == "case_statistics"
