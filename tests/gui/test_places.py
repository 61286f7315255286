"""Places in the window: many made and taken back by keys alone, the tree walked down to a door and to its form."""
from __future__ import annotations

import pytest

from db.listing import Query
from db.models.places import Building, Compound, Door
from tests.gui.hands import press, type_text, wait
from views.kit.focus import focused
from views.pages.long_save import Note

pytestmark = pytest.mark.gui


def texts(canvas) -> list[str]:
    """What a canvas shows now."""
    return [canvas.itemcget(item, "text") for item in canvas.find_all()
            if canvas.type(item) == "text" and canvas.itemcget(item, "state") != "hidden"]


def tab(root, until) -> None:
    """Tab on until the keys are in a widget."""
    for _time in range(30):
        root.focus_get().event_generate("<Tab>")
        root.update()
        if focused(root) is until:
            return
    pytest.fail("Tab does not lead there")


def test_576_doors_are_made_by_keys_alone_and_taken_back_as_one_act(seat):
    root, bench, desk = seat.root, seat.bench, seat.desk
    bench.go("places")
    page = bench.page
    wait(root, page.tree.winfo_ismapped)
    assert any("还没有登记小区和楼栋" in words for words in texts(page.tree))
    press(page.buttons["making"]._canvas, "<Return>")
    making = bench.page
    assert bench.key == "making" and str(making.button.cget("state")) == "disabled"
    fields = making.form.fields
    assert focused(root) is fields["compound"].entry.inner
    type_text(fields["compound"].entry.inner, "晨光花园")
    tab(root, fields["buildings"].entry.inner)
    fields["buildings"].entry.inner.delete(0, "end")
    type_text(fields["buildings"].entry.inner, "12")
    wait(root, lambda: making.total.text == "新建 12 栋、48 单元、576 户")
    assert making.note.text == "会新建小区“晨光花园”" and "12号楼" in texts(making.grid_.body)
    making.find()
    root.update()
    assert focused(root) is making.grid_.body and making.grid_.cell == (1, "units")
    press(making.grid_.body, "<Right>")
    press(making.grid_.body, "<Return>")
    focused(root).delete(0, "end")
    type_text(focused(root), "7")
    press(focused(root), "<Return>")
    wait(root, lambda: making.total.text == "新建 12 栋、48 单元、584 户")
    making.grid_.on_edit(1, "floors", "6")
    press(making.grid_.body, "<Control-s>")
    wait(root, lambda: bench.key == "places")
    assert len(desk.ids(Query(Door))) == 576 and page.state.node.name == "晨光花园"
    assert desk.next_undo().label == "批量建楼：12 栋 48 单元 576 户"
    renamed(seat, making)
    bench.undo()
    wait(root, lambda: root.kit_overlay is not None)  # so many rows at once are asked about
    assert page.state.lines
    press(focused(root), "<Return>")
    wait(root, lambda: not page.state.lines)
    assert not len(desk.ids(Query(Door))) and not len(desk.ids(Query(Compound)))


def renamed(seat, making) -> None:
    """A compound whose many doors follow is saved in a job under a note; a page behind thinks of it when shown."""
    root, bench, desk = seat.root, seat.bench, seat.desk
    page = bench.go_form(Compound, desk.ids(Query(Compound))[0])
    page.form.put_one("name", "新名苑")
    thought = making.state.known
    page.save()
    note = root.kit_overlay
    assert isinstance(note, Note) and note.close() == "break" and root.kit_overlay is note
    wait(root, lambda: bench.key == "list:compounds")
    assert root.kit_overlay is None and len(desk.ids(Query(Door, search="新名苑12-4-602"))) == 1
    assert making.state.known is thought
    desk.undo()
    wait(root, lambda: not bench.jobs.busy)
    bench.show("places").state.find("晨光花园")


def test_the_tree_is_walked_by_keys_and_leads_to_forms_and_lists(seat):
    root, bench, desk = seat.root, seat.bench, seat.desk
    desk.do("places.make", wish={"compound": "晨光花园", "buildings": 3, "units": 2, "floors": 6, "doors": 2})
    bench.go("places")
    page = bench.page
    wait(root, page.tree.winfo_ismapped)
    assert focused(root) is page.tree and page.about.title == "晨光花园"
    for key in ("<Right>", "<Right>", "<Down>"):
        press(page.tree, key)
    assert page.state.node.name == "2号楼"
    wait(root, lambda: page.about.title == "晨光花园2号楼")
    assert "24" in texts(page.flow) and page.acts["picture"].winfo_ismapped()
    press(page.tree, "<Control-n>")
    form = bench.page
    assert bench.key == "form:units" and form.form.fields["building"].entry.text() == "晨光花园2号楼"
    form.discard()
    bench.go("places")
    page.find()
    page.search.entry.put("3-2-501")
    press(page.search.entry.inner, "<Return>")
    assert page.state.node.kind == "doors" and page.about.title == "晨光花园3号楼2单元501"
    press(page.tree, "<Control-e>")
    assert bench.key == "form:doors"
    bench.page.discard()
    bench.go("places")
    assert page.show_row(Compound, desk.ids(Query(Compound))[0])
    page._list(page.about.tallies[0])
    assert bench.key == "list:buildings" and len(bench.page.grid_.ids) == 3
    desk.do("buildings.edit", id=desk.ids(Query(Building))[0], values={"name": "老楼"})
    bench.go("places")
    assert page.keep_place() == ("compound", "compounds", page.state.node.id)
    page.come_back(("compound", "compounds", page.state.node.id))
