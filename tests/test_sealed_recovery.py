"""The recovery key brings sealed texts back, audited; and a computer that cannot seal stores nothing open."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import opening
from center.accounts import keys
from center.accounts.second import agree
from center.desk import Desk
from center.sealed import can_open, fields, mine, unspared
from db import keyring, sealing
from db.errors import Denied, Problems, UserError
from db.wrapping import FAST
from tests.sealing import OTHER, SECRET, WANG, ZHAO, again, first_rows, read, uid, write  # noqa: F401  a fixture calls first_rows
from tests.stores import LOGIN, PASSWORD, Clock, new_desk


@pytest.fixture
def row(desk: Desk) -> str:
    """The uid of the row that the texts belong to."""
    return uid()


@pytest.fixture
def sheet(desk: Desk) -> str:
    """A recovery sheet of before anything was sealed."""
    drawn = keyring.draw_recovery()
    keys.change_recovery(desk, drawn, kdf=FAST)
    opening.hand_over(desk, "zhao", ZHAO)  # nothing is sealed yet: the next sign-in takes the new sheet for granted
    return drawn


def test_the_recovery_key_gives_an_account_back_what_it_was_named_for_and_no_more(desk, row, sheet):
    write(desk, row)
    desk.do("sealed.seal", owner="rules", row=row, field="other", text=OTHER)
    desk.do("sealed.grant", owner="rules", row=row, account="wang", field="other")
    folder, clock = desk.store.folder, desk._clock
    desk.close()
    wang = opening.sign_in_with_recovery(folder, sheet, "wang", "wang-secret-2", clock=clock)
    assert isinstance(read(wang, row), Denied) and read(wang, row, "other") == OTHER
    assert wang.store.execute("SELECT count(*) FROM audit WHERE action = 'recovered'").fetchone()[0] == 1
    lin = again(wang, LOGIN, PASSWORD)
    assert read(lin, row) == SECRET
    lin.close()


def test_when_nobody_is_left_the_sheet_gives_all_to_a_named_account_with_a_reason(desk, row, sheet):
    write(desk, row)
    zhao = opening.hand_over(desk, "zhao", ZHAO)
    with pytest.raises(Problems, match="为什么"):
        zhao.do("sealed.rescue", recovery=sheet, account="wang")
    with pytest.raises(Denied):
        zhao.do("sealed.rescue", reason="办案人员都离职了", recovery=keyring.draw_recovery(), account="wang")
    assert zhao.do("sealed.rescue", reason="办案人员都离职了", recovery=sheet, account="wang") == 1
    assert read(opening.hand_over(desk, "wang", WANG), row) == SECRET
    assert isinstance(read(zhao, row), Denied)


def test_who_only_draws_a_new_sheet_gets_nothing_by_it_until_the_texts_are_handed_to_it(desk, row, sheet):
    write(desk, row)
    zhao = opening.hand_over(desk, "zhao", ZHAO)
    drawn = keyring.draw_recovery()
    agree(zhao, LOGIN, PASSWORD)
    keys.change_recovery(zhao, drawn, kdf=FAST)
    write(desk, row, OTHER)
    assert zhao.do("sealed.rescue", reason="试", recovery=drawn, account="zhao") == 0
    assert isinstance(read(zhao, row), Denied) and unspared(desk) == 1 and zhao.do("sealed.hand_to_recovery") == 0
    assert desk.do("sealed.hand_to_recovery") == 1 and unspared(desk) == 0
    assert zhao.do("sealed.rescue", reason="办案人员都离职了", recovery=drawn, account="zhao") == 1
    assert read(zhao, row) == OTHER


# ---- without the means ----------------------------------------------------------------------------------------


def test_where_the_computer_cannot_seal_nothing_is_stored_open(desk, row, monkeypatch):
    write(desk, row)
    monkeypatch.setattr(sealing, "AESGCM", None)
    for act in (lambda: write(desk, row, OTHER), lambda: mine(desk, OTHER),
                lambda: desk.do("sealed.seal", owner="rules", row=row, field="new", text=OTHER)):
        with pytest.raises(UserError, match="没有加密组件"):
            act()
    assert fields(desk, "rules", row) == ("note",) and not can_open(desk, "rules", row, "note")


def test_a_centre_made_where_nothing_seals_gets_its_keys_where_it_can(tmp_path: Path, monkeypatch):
    with monkeypatch.context() as without:
        without.setattr(sealing, "AESGCM", None)
        new_desk(tmp_path / "store").close()
    desk = opening.sign_in(tmp_path / "store", LOGIN, PASSWORD, clock=Clock())
    desk.do("rules.add", values={"name": "办法"})
    write(desk, uid())
    assert read(desk, uid()) == SECRET and unspared(desk) == 1
    with pytest.raises(Denied, match="换一次恢复钥匙"):
        desk.do("sealed.hand_to_recovery")
    desk.close()
