"""In the window: a chair's password and a role that opens cases ask for a second person who may agree to that."""
from __future__ import annotations

import os
from pathlib import Path

from center import opening
from center.accounts import keys
from center.desk import Desk
from db.questions.accounts import account_of
from tests.gui.hands import wait
from tests.gui.test_settings import idle, part_of
from tests.stores import PASSWORD, QUICK
from views.kit.pictures import snapshot
from views.state.second import waiting

GIVEN, OWN, LATER = "given-2026-a", "chosen-2026-a", "another-2026-a"


def staffed(desk: Desk) -> Desk:
    """A chair who keeps her own password, a clerk, and the desk of an administrator."""
    for login, name, role in (("wu", "吴敏", "chair"), ("gao", "高建民", "mediator"), ("chen", "陈敏", "entry"),
                              ("adm", "方圆", "admin")):
        keys.add_account(desk, login, name, (role,), GIVEN, QUICK)
    for login in ("wu", "gao", "adm"):
        keys.change_password(opening.hand_over(desk, login, GIVEN), GIVEN, OWN, QUICK)
    return opening.hand_over(desk, "adm", OWN)


def asked(root):
    return getattr(getattr(root, "kit_overlay", None), "second", None)


def choose(seat, part, login: str) -> None:
    part.grid_.show(part.state.ids())
    seat.root.update()
    part.grid_.select_id(account_of(login)["id"])


def kept(root, name: str) -> None:
    """A picture for who wants to look: LOOK_AT names the folder."""
    if folder := os.environ.get("LOOK_AT"):
        root.update()
        snapshot(root, Path(folder) / f"{name}.png")


def test_the_chairs_password_and_a_role_ask_for_somebody_who_opens_cases_herself(seat):
    root, bench = seat.root, seat.bench
    desk = bench.desk = staffed(seat.desk)
    part = part_of(seat, "accounts")
    choose(seat, part, "wu")
    part.reset()
    form = root.kit_overlay
    for field in form.fields.values():
        field.put(LATER)
    form.save()
    wait(root, lambda: asked(root) is not None)
    box = asked(root)
    kept(root, "reset-asked")
    assert box.wanted.who == {"lin", "gao"}
    box.fields["login"].put("chen")
    box.fields["password"].put(GIVEN)
    box.agree()
    assert "chen 不能复核这一步，请找高建民（gao）、林晓（lin）" in box.fields["login"].problem_text
    kept(root, "reset-low")
    assert desk.keyring.unlock("wu", OWN, desk.now()) == desk.data_key
    box.fields["login"].put("lin")
    box.fields["password"].put(PASSWORD)
    box.agree()
    wait(root, lambda: root.kit_overlay is None)
    assert desk.keyring.unlock("wu", LATER, desk.now()) == desk.data_key
    choose(seat, part, "adm")
    part.edit()
    form = root.kit_overlay
    form.fields["roles"].put("系统管理员、调委会主任")
    form.save()
    wait(root, lambda: asked(root) is not None)
    kept(root, "role-asked")
    asked(root).box.close()
    assert account_of("adm")["roles"] == ("admin",) and root.kit_overlay is form
    form.close()
    part.new_recovery()  # a sheet of her own would set the chair's password too
    form = root.kit_overlay
    form.fields["password"].put(OWN)
    form.save()
    wait(root, lambda: asked(root) is not None)
    assert not hasattr(part, "recovery")
    asked(root).box.close()
    form.close()
    idle(seat)


def test_what_was_done_where_nobody_could_agree_stands_for_the_head_to_sign(seat):
    keys.add_account(seat.desk, "wu", "吴敏", ("chair",), GIVEN, QUICK)
    part = part_of(seat, "accounts")
    choose(seat, part, "wu")
    part.reset()
    form = seat.root.kit_overlay
    for field in form.fields.values():
        field.put(LATER)
    form.save()
    wait(seat.root, lambda: seat.root.kit_overlay is None)
    part.shown()
    kept(seat.root, "countersign")
    told = [words.partition("林晓：")[2] for _act, words in waiting(seat.desk)]
    assert [words.partition("（")[0] for words in told] == ["新增账号 wu", "重设 wu 的密码"]
    idle(seat)
