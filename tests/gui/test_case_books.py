"""Around the cases at the window: a finding becomes a case, claims are made and confirmed, a register is imported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from center.desk import Desk, Who
from db.models.case_after import ScreeningFinding
from db.models.cases import Case
from tests.gui.hands import press, wait
from tests.gui.seats import show
from tests.stores import new_desk
from tests.test_case_register import GOOD, HEADS, row
from tests.test_mediation import first_rows
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture
def window(tmp_path: Path) -> Iterator[Window]:
    """The window of the chair of a committee with a round of screening and two simple cases."""
    desk = new_desk(tmp_path / "store")
    first_rows(desk)
    window = Window(tmp_path / "store", mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(Desk(desk.store, Who("wu", "吴某", ("chair",)), clock=desk._clock))
    yield show(window)
    window.close()


def workbook(folder: Path) -> Path:
    """A register as a file: a title, headings, two good rows and one whose amount cannot be read."""
    from openpyxl import Workbook

    book, target = Workbook(), folder / "登记簿.xlsx"
    sheet = book.active
    for cells in (["2023年登记簿"], HEADS, GOOD, row((1, "红2"), (5, "老类型甲")), row((1, "红3"), (10, "一千多"))):
        sheet.append(cells)
    book.save(target)
    return target


def test_screening_claims_committee_register_and_the_pane_beside_a_case(window, tmp_path):
    bench = window.bench
    bench.show("screening")
    page = bench.page
    found_by_the_way(window)
    page.found.select_id(1)
    press(page.found.body, "<Control-Return>")
    wait(window.root, lambda: bench.key == "case")
    assert Case.get_by_id(3).name == "甲某与乙某邻里纠纷" and Case.get_by_id(3).number is None
    claims(window)
    committee(window)
    imported(window, tmp_path)
    typed_elsewhere(window)


def found_by_the_way(window: Window) -> None:
    """The form of a finding leads back to the rounds, saved or left; from the list it leads to the list."""
    bench, page = window.bench, window.bench.page
    for matter, leave in (("楼道堆物", "save"), ("说到一半", "discard")):
        page.add()
        form = bench.page
        assert bench.key == "form:screening_findings"
        form.form.fields["matter"].put(matter)
        getattr(form, leave)()
        wait(window.root, lambda: bench.key == "screening")
        assert list(page.state.found_ids()) == [1, 2]
    assert page.found.selected == 2
    bench.go_form(ScreeningFinding, 2)
    bench.page.leave()
    assert bench.key == "list:screening_findings"
    bench.show("screening")


def claims(window: Window) -> None:
    """Nothing is claimed for a case that lacks a condition; Esc leads back from the case that is looked at."""
    bench = window.bench
    bench.show("allowances")
    page = bench.page
    assert list(page.grid_.ids) == [1, 2]
    page.grid_.check_all()
    bench.save_here()
    window.root.update()
    assert [page.state.state_of(one) for one in page.state.claims.values()] == ["缺条件", "缺条件"]
    assert page.state.fetch([1])[0].texts[-1] == ("立卷归档", "回访")
    page.open_row(1)
    assert bench.key == "case"
    bench.page.leave()
    assert bench.key == "allowances"
    bench.open_record("cases", 2)
    bench.page.leave()
    assert bench.key == "list:cases"


def committee(window: Window) -> None:
    """Enter at a rule leads to those whom it is about."""
    bench = window.bench
    bench.show("committee")
    page = bench.page
    assert [texts[1] for _rid, texts in page.state.fetch_rules(page.rules.ids)] == [
        ("不符合",), ("符合",), ("符合",), ("符合",)]
    page.rules.select_id(3)
    press(page.rules.body, "<Return>")
    wait(window.root, lambda: bench.key == "list:mediators")
    assert list(bench.page.grid_.ids) == [2]


def imported(window: Window, folder: Path) -> None:
    """A row is put right in the window, then all good ones are written and can be taken back."""
    bench = window.bench
    bench.show("register")
    page = bench.page
    page.read(workbook(folder))
    wait(window.root, lambda: page.state is not None)
    assert page.state.register.numbers == {"rows": 3, "new": 1, "ask": 1, "refused": 1, "known": 0,
                                               "differs": 0}
    for place, path, text in ((2, "type", "other"), (3, "amount", "1100")):
        page.grid_.select_id(place)
        press(page.grid_.body, "<Return>")
        wait(window.root, lambda: getattr(window.root, "kit_overlay", None) is not None)
        assert page.state.mends(place)[0].key == path
        page.state.mend(place, {path: text})
        window.root.kit_overlay.close()
        page._fill()
    assert page.state.count == 3
    bench.save_here()
    wait(window.root, lambda: page.state.register.numbers["known"] == 3)
    assert Case.select().where(Case.historical == True).count() == 3  # noqa: E712
    bench.undo()
    wait(window.root, lambda: page.state.register.numbers["new"] == 3)


def typed_elsewhere(window: Window) -> None:
    """One key copies a field, one ticks it and goes on."""
    from views.kit import clipboard
    from views.pages.transcribe import beside

    page = window.bench.show("case")
    page.open(2)
    pane = beside(page, window.bench, 2)
    window.root.update()
    press(pane.grid_.body, "<Return>")
    assert clipboard.text(window.root) == "（2026）红旗人调字第002号"
    press(pane.grid_.body, "<space>")
    wait(window.root, lambda: pane.lines[0].done)
    assert pane.grid_.selected == 2
    pane.copy(7)
    wait(window.root, lambda: clipboard.text(window.root) == "13900000001")
    press(pane.grid_.body, "<Escape>")
    assert not pane.winfo_ismapped()
