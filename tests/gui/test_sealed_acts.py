"""Sealed texts in the real window: locking wipes the second key, and a button hands them to a new recovery sheet."""
from __future__ import annotations

from center.accounts import keys
from center.sealed import unspared
from db import keyring
from db.errors import Denied
from db.models.governance import Rule
from tests.gui.hands import click, wait
from tests.gui.test_settings import part_of
from tests.sealing import read
from tests.stores import PASSWORD, QUICK
from views.kit.controls import Button


def sealed(desk) -> str:
    """The uid of a rule with a sealed note."""
    uid = bytes(Rule.get_by_id(desk.do("rules.add", values={"name": "调解室使用办法"})).uid).hex()
    desk.do("sealed.seal", owner="rules", row=uid, field="note", text="不对外说的话")
    return uid


def test_a_locked_window_has_no_second_key_until_it_is_unlocked(seat):
    desk, guard = seat.desk, seat.guard
    uid = sealed(desk)
    guard.lock()
    assert isinstance(read(desk, uid), Denied)
    guard.page.password.put(PASSWORD)
    guard.page.go_in()
    wait(seat.root, lambda: not guard.locked)
    assert read(desk, uid) == "不对外说的话"


def test_after_a_new_sheet_her_own_page_hands_it_what_she_can_open(seat):
    desk = seat.desk
    sealed(desk)
    part = part_of(seat, "password")
    assert not part.sealed.winfo_children()
    keys.change_recovery(desk, keyring.draw_recovery(), kdf=QUICK)
    part.shown()
    assert unspared(desk) >= 1
    seat.root.update()
    [button] = [one for one in part.sealed.winfo_children() if isinstance(one, Button)]
    click(button)
    wait(seat.root, lambda: not part.sealed.winfo_children())
    assert unspared(desk) == 0
