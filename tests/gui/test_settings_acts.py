"""In the settings of the real window: a new recovery sheet, a second pair of eyes, what is printed."""
from __future__ import annotations

from center.accounts import keys, second
from db import keyring
from db.errors import Denied
from db.listing import Query
from db.models.members import Member
from tests.gui.hands import press, wait
from tests.gui.test_settings import idle, part_of
from tests.stores import PASSWORD, QUICK, Clock
from views.kit.toast import _shown
from views.pages.printing import PrintBox
from views.state import setup
from views.state.list_many import Many
from views.state.second import waiting


def words(root) -> list[str]:
    return [note._words.cget("text") for note in _shown(root)]


def anew(part, root) -> None:
    part.new_recovery()
    root.kit_overlay.fields["password"].put(PASSWORD)
    root.kit_overlay.save()
    wait(root, part.recovery.print_button.winfo_viewable)


def test_a_new_recovery_sheet_holds_once_it_is_typed_back_and_going_back_keeps_the_old_one(seat):
    part, root = part_of(seat, "accounts"), seat.root
    old = seat.desk.keyring.new_recovery(seat.desk.data_key, QUICK)
    part.new_recovery()
    box = root.kit_overlay
    box.save()
    assert box.fields["password"].problem_text == "请填写密码"
    box.fields["password"].put("wrong-one")
    box.save()
    assert "不对" in box.fields["password"].problem_text
    box.fields["password"].put(PASSWORD)
    box.save()
    wait(root, part.recovery.print_button.winfo_viewable)
    press(part.recovery.print_button._canvas, "<Escape>")
    assert root.kit_overlay is None
    ring = keyring.load(seat.folder)
    assert ring.unlock_recovery(old, Clock()()) == seat.desk.data_key
    anew(part, root)
    press(part.recovery.back._canvas, "<Return>")
    assert root.kit_overlay is None
    assert keyring.load(seat.folder).unlock_recovery(old, Clock()()) == seat.desk.data_key
    anew(part, root)
    page = part.recovery
    for place, field in page.fields.items():
        field.put(setup.groups(page.made.recovery)[place - 1])
    page.go_on()
    assert root.kit_overlay is None and "旧的那张作废了" in words(root)[-1]
    ring = keyring.load(seat.folder)
    assert ring.unlock_recovery(page.made.recovery, Clock()()) == seat.desk.data_key
    try:
        ring.unlock_recovery(old, Clock()())
    except Denied as refused:
        assert "恢复钥匙不对" in str(refused)
    else:
        raise AssertionError("the old sheet still opens")


def test_many_removals_and_full_numbers_ask_another_account_and_the_head_signs_what_was_done_alone(seat, tmp_path):
    root, bench, desk = seat.root, seat.bench, seat.desk
    desk.do("settings.set_number", key=second.ROWS, value="3", source="本中心定的")
    bench.go_list(Member)
    page, ids = bench.page, list(desk.ids(Query(Member)))
    page.acts._remove(Many(desk, Member, ids[:3]), "重复登记")
    wait(root, lambda: len(desk.ids(Query(Member))) == 5)
    idle(seat)
    part = part_of(seat, "accounts")
    part.shown()
    root.update()
    [(act, told)] = waiting(desk)
    assert "批量删除" in told and "重复登记" in told
    part.sign(act)
    assert not waiting(desk)
    keys.add_account(desk, "chen", "陈敏", ("entry",), "another-2026-a", QUICK)
    bench.go_list(Member)
    target = tmp_path / "full.xlsx"
    bench.page.handing.export(ids[3:6], target, "街道核对")
    wait(root, lambda: getattr(getattr(root, "kit_overlay", None), "second", None) is not None)
    box = root.kit_overlay.second
    assert not target.exists()
    box.fields["login"].put("chen")
    box.fields["password"].put("wrong-one")
    box.agree()
    assert "不对" in box.fields["password"].problem_text
    box.fields["password"].put("another-2026-a")
    box.agree()
    wait(root, target.exists)
    idle(seat)


def test_ctrl_p_prints_the_part_that_is_seen_or_says_that_there_is_nothing(seat):
    part_of(seat, "using")
    press(seat.bench.page.list.canvas, "<Control-p>")
    assert words(seat.root) == ["“临柜、锁屏和演示”没有要打印的内容"]
    part_of(seat, "accounts")
    seat.bench.print_here()
    over = lambda: getattr(getattr(seat.root, "kit_overlay", None), "printing", None)  # noqa: E731
    wait(seat.root, lambda: isinstance(over(), PrintBox), 30)
    assert seat.root.kit_overlay.printing.sheet.label == "账号一览表"
    seat.root.kit_overlay.close()
    idle(seat)
