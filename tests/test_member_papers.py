"""The papers about members: the ten facts downwards, the statistics on one page."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from center.desk import Desk
from center.members.statistics import Section, sections
from center.periods import period
from reports import papers
from reports.document import Table
from reports.members import _downward, _halved
from reports.numbers import Number
from tests.stores import demo_desk


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    opened = demo_desk(tmp_path_factory.mktemp("demo") / "store")
    yield opened
    opened.close()


def table_of(desk: Desk, name: str) -> Table:
    made = papers.make(desk, name, papers.params(desk, "2026Q3"))
    return next(block for block in made.parts[0].blocks if isinstance(block, Table))


@pytest.mark.parametrize(("links", "found"), [
    ([(3, None), (1, 3), (2, 1)], {3: [3, 1, 2], 1: [1, 2], 2: [2]}),
    ([(1, 2), (2, None), (4, 9)], {2: [2, 1], 1: [1], 4: [4]}),
    ([(1, 2), (2, 1)], {1: [1, 2], 2: [2]}), ([], {})])
def test_organisations_stand_before_those_below_them(links: list, found: dict) -> None:
    assert _downward(links) == found


def test_the_ten_facts_have_their_official_words(desk: Desk) -> None:
    table = table_of(desk, "branches_form")
    assert [column.label for column in table.columns][1:] == [
        "党组织名称", "党组织书记", "党组织联系人", "联系电话", "组织类别", "党组织所在单位情况", "单位名称",
        "单位性质类别", "单位建立党组织情况", "法人单位统一社会信用代码", "党员数"]


def test_an_organisation_counts_the_members_below_it(desk: Desk) -> None:
    table = table_of(desk, "branches_form")
    counts = [row[-1] for row in table.rows]
    assert table.rows[0][1] == "中共晨光社区总支部委员会" and counts[0] == sum(counts[1:]) == table.total[-1]
    assert all(isinstance(count, Number) and len(set(count.ids)) == count for count in counts)


def test_the_halves_hold_every_breakdown_once(desk: Desk) -> None:
    found = sections(desk, period("2026Q3"))
    left, right = _halved(found)
    assert sorted(one.name for one in (*left, *right)) == sorted(one.name for one in found)
    assert left[0] == found[0]
    assert abs(sum(len(one.cells) for one in left) - sum(len(one.cells) for one in right)) <= 2
    assert _halved(found[:1]) == ([found[0]], [])
    assert isinstance(found[0], Section)


def test_the_statistics_are_one_page_with_their_signatures(desk: Desk, tmp_path: Path) -> None:
    papers.hand_out(desk, "members_statistics", papers.params(desk, "2026Q3"), tmp_path / "statistics.pdf")
    with pypdfium2.PdfDocument(tmp_path / "statistics.pdf") as book:
        assert len(book) == 1
        text = book[0].get_textpage().get_text_range()
        assert "单位负责人" in text and "（盖章）" in text and "合计" in text


def test_each_half_of_the_statistics_adds_up_to_all_members(desk: Desk) -> None:
    table = table_of(desk, "members_statistics")
    total = table.total[2]
    assert total == table.total[6] == desk.measure("members.total", period("2026Q3")).value
    for place in (0, 4):
        sums: list[int] = []
        for row in table.rows:
            if row[place]:
                sums.append(0)
            if row[place] != "":
                sums[-1] += row[place + 2]
        assert set(sums) == {total}
