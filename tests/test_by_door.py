"""What a list of doors goes out with: its order tells no more of a door than its columns do."""
from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from db.listing import Query
from db.models.places import Door
from reports import papers
from reports.by_door import in_order
from tests.test_building import kept

__all__ = ["kept"]


def test_a_list_of_doors_sorted_by_their_use_goes_out_in_the_order_of_the_doors(kept, tmp_path: Path) -> None:  # noqa: F811
    desk, _found = kept
    ids, told = list(desk.ids(Query(Door))), []
    by_use = list(desk.ids(Query(Door, sort=(("use", "desc"), ("number", "desc")))))
    assert by_use != ids and in_order(desk, Door, by_use, (("use", "desc"),)) == ids
    assert in_order(desk, Door, by_use[:3], (("number", "desc"),)) == by_use[:3]
    for nth, sort in enumerate(("-入住情况,-室号", "")):
        given = papers.params(desk, settings={"sort": sort, "columns": "室号"})
        papers.hand_out(desk, "list_doors", given, tmp_path / f"{nth}.xlsx")
        told.append(list(load_workbook(tmp_path / f"{nth}.xlsx").worksheets[0].iter_rows(values_only=True)))
    assert told[0] == told[1]
