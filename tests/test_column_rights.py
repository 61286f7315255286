"""A column with a right of its own (入住情况 of a door) is shown by no door to who does not hold it, nor asked for."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import catalog
from center.desk import Desk
from center.history import timeline
from center.importing import preview_of
from center.listing import Condition, sortable, tally, typed, understood
from center.periods import period
from center.rights import may
from center.seeing import seen
from db.errors import Denied
from db.fields import Text
from db.listing import Query, record_row
from db.models.places import Door, SentSheet
from db.questions.journal import told_of
from db.record import column
from reports.document import Table
from reports.papers import Params, make
from reports.records import sheet
from tests import test_households as house
from tests.sheets import Sheet
from views.state.counter import Counter
from views.state.detail import DetailState
from views.state.forms import FormState
from views.state.list_filter import asked
from views.state.list_many import Many
from views.state.listing import ListState

HIDDEN = ("use", "reported")
LABELS = ("入住情况", "报来人数")


def first_rows(desk: Desk) -> None:
    house.first_rows(desk)
    desk.do("doors.edit", id=house.door("501"), values={"use": "rented", "reported": 7})


@pytest.fixture
def other(desk: Desk) -> Desk:
    """Who reads doors and no households."""
    return house.of_role(desk, "mediator")


def door() -> int:
    return house.door("501")


def test_list_detail_form_and_record_sheet_leave_the_column_out(other: Desk):
    assert not set(HIDDEN) & {at.path for at in seen(other, Door)}
    state = ListState(other, Door)
    every = [one.path for one in (*state.columns_.visible, *state.columns_.hidden)]
    assert "number" in every and not set(HIDDEN) & set(every)
    detail = DetailState(other, Door, door())
    assert not any(label in repr((detail.sections(), detail.gaps)) for label in (*LABELS, "出租"))
    assert not set(HIDDEN) & {one.path for one in FormState(other, Door, other.get(Door, door())).fields}
    assert not set(HIDDEN) & {one.path for one in Many(other, Door, [door()]).fields()}
    given = Params(period("2026-11"))
    assert not any(label in repr(sheet(other, Door, door(), given)) for label in (*LABELS, "出租"))


def test_the_desk_gives_neither_its_text_nor_its_value(other: Desk):
    entry = other.get(Door, door())
    assert not set(HIDDEN) & (entry.values.keys() | entry.texts.keys())
    assert "出租" not in repr(other.page(Query(Door))) + repr(other.rows(Door, [door()]))
    for path in HIDDEN:
        with pytest.raises(Denied, match="另有权限"):
            other.rows(Door, [door()], ["number", path])
    with pytest.raises(Denied, match="另有权限"):
        other.rows(SentSheet, [], ["cells"])
    assert "出租" not in repr(other.find("晨光花园3号楼501"))


def test_it_may_not_be_asked_for_by_condition_order_or_count(desk: Desk, other: Desk):
    for query in (Query(Door, filters=(("use", "any", ("rented",)),)), Query(Door, sort=(("use", "asc"),)),
                  Query(Door, filters=(("reported", "empty", False),))):
        assert len(desk.ids(query)) >= 1
        for ask in (other.ids, other.first_ids):
            with pytest.raises(Denied, match="另有权限"):
                ask(query)
    with pytest.raises(Denied, match="另有权限"):
        tally(other, Query(Door), "use")
    at = column(Door, "use")
    assert not sortable(other, at) and "use" not in dict(asked(ListState(other, Door)))
    with pytest.raises(Denied):
        other.ids(Query(Door, filters=(tuple(typed(other, Door, "入住情况=出租")),)))
    condition, lost = understood(other, Door, Condition("use", "any", ["rented"]))
    assert condition is None and lost is not None
    assert desk.ids(Query(Door, search="出租")).tolist() == []


def test_lists_blank_sheets_and_exports_hold_it_for_nobody_else(desk: Desk, other: Desk):
    def heads(opened: Desk, name: str) -> list[str]:
        made = make(opened, name, Params(period("2026-11")))
        return [str(one.label) for part in made.parts for block in part.blocks if isinstance(block, Table)
                for one in block.columns]

    assert set(LABELS) <= set(heads(desk, "blank_doors")) and not set(LABELS) & set(heads(other, "blank_doors"))
    assert not set(LABELS) & {*heads(desk, "list_doors"), *heads(other, "list_doors")}, "no list carries it by door"
    with pytest.raises(Denied):
        make(other, "list_doors", Params(period("2026-11"), settings={"columns": "室号,入住情况"}))
    with pytest.raises(Denied):
        make(other, "list_doors", Params(period("2026-11"), settings={"where": "入住情况=出租"}))


def test_the_timeline_tells_that_a_door_was_changed_and_not_how_it_is_used(desk: Desk, other: Desk):
    desk.do("households.use", doors=[door()], use="vacant")
    assert "空置" in repr(timeline(desk, Door, door()))
    events = timeline(other, Door, door())
    assert events[0] and not any(word in repr(events) for word in ("空置", "出租", "报来人数"))
    audit = repr(told_of([record_row(Door, door())["uid"].hex()], 20))
    assert "出租" not in audit and "空置" not in audit, "who reads the audit need not serve households"


def test_who_may_not_see_it_writes_it_neither_by_form_command_nor_import(desk: Desk, monkeypatch):
    from center import rights

    monkeypatch.setitem(rights._roles(), "doors_only", ("places.*", "import", "export", "undo"))
    only = house.of_role(desk, "doors_only")
    for order, given in (("doors.edit", {"id": door(), "values": {"use": "own"}}),
                         ("doors.add", {"values": {"building": 1, "number": "901", "use": "own"}}),
                         ("doors.edit_many", {"ids": [door()], "values": {"reported": 1}}),
                         ("households.use", {"doors": [door()], "use": "own"}),
                         ("places.send_sheet", {"building": 1})):
        with pytest.raises(Denied):
            only.do(order, **given)
    only.do("doors.edit", id=door(), values={"zone": "A"})
    assert record_row(Door, door())["use"] == "rented", "what she may not see stays as it is"
    preview = preview_of(only, Door, Sheet([["所属楼栋", "室号", "入住情况"], ["晨光花园3号楼", "901", "出租"]]))
    assert "入住情况" in preview.extra and "use" not in {at.path for at in preview.mappable()}
    preview.map(2, "use")
    assert "入住情况" in preview.extra, "nor by hand"
    only.do("import", preview=preview)
    assert record_row(Door, house.door("901"))["use"] is None


def test_a_visit_list_is_not_narrowed_by_it_and_no_measure_tells_it(desk: Desk, other: Desk, monkeypatch):
    from center import rights

    monkeypatch.setitem(rights._roles(), "visitor", ("places.read", "visits.*"))
    visitor = house.of_role(desk, "visitor")
    where = {"buildings": [1]}
    with pytest.raises(Denied):
        visitor.do("visits.make", name="空户", purpose="notice", places=where | {"use": "出租"})
    visitor.do("visits.make", name="各户", purpose="notice", places=where)
    with pytest.raises(Denied):
        other.measure("households.rented", period("2026"))


def test_a_figure_needs_the_right_of_its_names_or_that_of_exact_figures(desk: Desk):
    year = period("2026")
    for name in catalog.measures():
        if name.startswith(("households.", "places.", "visits.")):
            for role in ("admin", "volunteers"):
                asker, held = house.of_role(desk, role), may((role,), f"{name.partition('.')[0]}.read")
                if held:
                    assert asker.measure(name, year).counted.ids == desk.measure(name, year).counted.ids
                else:
                    with pytest.raises(Denied):
                        asker.measure(name, year)
    street = house.of_role(desk, "street")
    for name in catalog.measures():
        whole, bare = desk.measure(name, year), street.measure(name, year)
        assert (bare.value, bare.share) == (whole.value, whole.share), name
        if not name.startswith("compliance."):
            assert all(rid < 0 for rid in bare.counted.ids), name


def test_the_command_line_neither_lists_nor_shows_it(desk: Desk, other: Desk, monkeypatch, tmp_path: Path):
    from argparse import Namespace

    from views.cli import asking, showing

    class Opened:
        def __enter__(self):
            return other

        def __exit__(self, *_given):
            return None

    for module in (asking, showing):
        monkeypatch.setattr(module, "desk", lambda _arguments: Opened())
    given = dict(record="doors", search="", filter=[], sort="", columns="", view="", limit=50, reveal="", all=False,
                 uid=False)
    assert "出租" not in asking.listed(Namespace(**given)).words
    for key, value in (("columns", "室号,入住情况"), ("sort", "入住情况"), ("filter", ["入住情况=出租"])):
        with pytest.raises(Denied):
            asking.listed(Namespace(**given | {key: value}))
    uid = record_row(Door, door())["uid"].hex()
    assert "出租" not in repr(showing.show(Namespace(record="doors", id=uid, to="", reveal="", reason="")))


def test_such_a_column_is_neither_searched_nor_required():
    for wrong in ("search", "required"):
        with pytest.raises(ValueError):
            Text("x", right="households.read", **{wrong: True})


def test_at_the_counter_it_is_what_the_list_says(other: Desk):
    assert "出租" not in repr(Counter(other).texts(Door, door(), ["number"], ["501"]))
