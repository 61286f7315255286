"""What is typed into small forms: kept when they are closed, locked or left, given back, gone with the act."""

from __future__ import annotations

from tests.gui.hands import press, type_text, wait
from tests.gui.test_lock import unlock
from views.kit import resting


def ready(seat) -> None:
    wait(seat.root, lambda: not seat.jobs._open)
    seat.root.update()


def test_a_pasted_notice_and_a_changed_number_are_given_back(seat, monkeypatch) -> None:
    monkeypatch.setattr(resting, "REST", 30)
    bench, root = seat.bench, seat.root
    settings = bench.show("settings")
    settings.pick("rest_days")
    settings.part.add()
    root.update()
    type_text(settings.part.box_field.inner, "国务院办公厅关于放假的通知")
    wait(root, lambda: bench.desk.drafts())  # while she rests: a kill loses nothing
    type_text(settings.part.box_field.inner, "，第二行")
    press(settings.part.box_field.inner, "<Escape>")
    assert getattr(root, "kit_overlay", None) is None
    settings.part.add()
    root.update()
    assert settings.part.box_field.get() == "国务院办公厅关于放假的通知，第二行"
    assert "没认出" in settings.part.box_said.text
    settings.part.box_field.put("")
    root.update()
    root.kit_overlay.close()
    assert not bench.desk.drafts()
    settings.pick("numbers")
    part = settings.part
    part.grid_.select_id(next(one for one in part.grid_.ids if one > 0))
    root.update()
    part.edit()
    part.box_fields["source"].put("市委组织部某号文件")
    seat.guard.lock()
    assert [one.title for one in bench.desk.drafts()] == ["市委组织部某号文件"]
    unlock(seat)
    root.kit_overlay.close()
    part.edit()
    assert part.box_fields["source"].get() == "市委组织部某号文件"
    bench.go("home")
    assert not [one for one in bench.page.state.home.duties if one.kind == "draft"]
    part.box_fields["value"].put(part.box_fields["value"].get())
    part.box_save()
    root.update()
    assert getattr(root, "kit_overlay", None) is None and not bench.desk.drafts()


def test_a_half_typed_answer_stays_with_its_indicator(seat) -> None:
    bench = seat.bench
    page = bench.show("inspection")
    ready(seat)
    page.go_on()
    ready(seat)
    one = next(line for line in page.state.sheet.lines if page.state.may_answer(line) == "answer")
    page.grid_.select_id(page.state.place_of(one.indicator.code))
    ready(seat)
    page.why.remark.put("资料在二楼档案柜")
    other = next(line for line in page.state.sheet.lines if line is not one)
    page.grid_.select_id(page.state.place_of(other.indicator.code))
    ready(seat)
    assert page.why.remark.get() != "资料在二楼档案柜"
    page.grid_.select_id(page.state.place_of(one.indicator.code))
    ready(seat)
    assert page.why.remark.get() == "资料在二楼档案柜"
    page.why.points.put("1")
    page.keep()
    assert len(bench.desk.drafts()) == 1
    page.why.answer()
    ready(seat)
    assert not bench.desk.drafts() and page.why.remark.get() == "资料在二楼档案柜"
