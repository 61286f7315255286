"""The page of gaps: Enter leads to the form that fills one, the chain's numbers open the places behind them."""

from __future__ import annotations

import pytest

from db.models.cover import DutyTerm
from db.models.places import Building
from tests.gui.hands import press, wait

pytestmark = pytest.mark.gui


def test_a_gap_is_filled_from_the_keyboard_and_is_gone(seat) -> None:
    desk, bench = seat.desk, seat.bench
    street = desk.do("streets.add", values={"name": "示例街道"})
    community = desk.do("communities.add", values={"name": "晨光社区", "street": street})
    compound = desk.do("compounds.add", values={"name": "晨光里", "community": community})
    for number in ("1", "2"):
        desk.do("buildings.add", values={"name": f"晨光里{number}号楼", "number": number, "compound": compound})
    bench.go("gaps")
    seat.root.update()
    page = bench.page
    page._pick("building_head")
    assert len(page.grid_.ids) == 2 and page.state.area == "晨光社区"
    page.focus_grid()
    press(page.grid_.body, "<Return>")
    wait(seat.root, lambda: bench.key == "form:duty_terms")
    form = bench.page.form
    assert form.fields["building"].entry.text() == "晨光里1号楼" and form.fields["role"].entry.text() == "楼栋长"
    form.fields["person.name"].put("林德胜")
    form.fields["since"].put("2026-03-01")
    bench.save_here()
    wait(seat.root, lambda: DutyTerm.select().count() == 1)
    bench.go("gaps")
    assert [row.texts[2] for row in page.state.fetch(page.grid_.ids)] == ["2号楼"]
    level = page.chain.boxes[3]
    level.lacking._fire(None)
    assert page.state.kind == "building" and len(page.grid_.ids) == 2
    desk.do("buildings.edit", id=1, values={"group": 1})
    level.counted._fire(None)
    assert bench.key == "list:buildings" and list(bench.page.grid_.ids) == [1]
    assert Building.get_by_id(1).group_id == 1
