"""A new recovery sheet: the old one is worth nothing from then on; and acts that need more than a row."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import opening
from center.accounts import keys
from db import keyring
from db.errors import Denied, Problems
from db.questions.journal import chain_rows
from tests.stores import CENTRE, LOGIN, PASSWORD, QUICK, Clock
from tests.test_cli import Shell
from views.state.settings import AccountsState


@pytest.fixture
def made(tmp_path: Path):
    made = opening.create(tmp_path / "store", CENTRE, LOGIN, "林晓", PASSWORD, clock=Clock(), kdf=QUICK)
    yield made
    made.desk.close()


def opens(made, key: str) -> bool:
    try:
        return keyring.load(made.desk.store.folder).unlock_recovery(key, made.desk.now()) == made.desk.data_key
    except Denied:
        return False


def test_the_old_sheet_opens_until_the_new_one_was_typed_back_and_nothing_afterwards(made):
    drawn = keys.draw_recovery(made.desk, PASSWORD)
    assert opens(made, made.recovery) and not opens(made, drawn)
    keys.change_recovery(made.desk, drawn, QUICK)
    assert opens(made, drawn) and not opens(made, made.recovery)
    assert [row["action"] for row in chain_rows()][-1] == "new_recovery"


def test_a_new_sheet_sets_a_forgotten_password(made):
    drawn = keys.draw_recovery(made.desk, PASSWORD)
    keys.change_recovery(made.desk, drawn, QUICK)
    folder = made.desk.store.folder
    made.desk.close()
    opening.sign_in_with_recovery(folder, drawn, LOGIN, "another-2026-a", clock=Clock()).close()
    opening.sign_in(folder, LOGIN, "another-2026-a", clock=Clock()).close()


def test_a_new_sheet_is_for_whoever_keeps_the_accounts_and_knows_her_password(made):
    state = AccountsState(made.desk)
    for password in ("", "wrong-one"):
        with pytest.raises(Problems) as refused:
            state.draw_recovery({"password": password})
        assert set(refused.value.fields) == {"password"}
    keys.add_account(made.desk, "chen", "陈敏", ("entry",), "another-2026-a", QUICK)
    other = opening.hand_over(made.desk, "chen", "another-2026-a")
    with pytest.raises(Denied, match="权限"):
        keys.draw_recovery(other, "another-2026-a")
    with pytest.raises(Denied, match="权限"):
        keys.change_recovery(other, keyring.draw_recovery())
    assert opens(made, made.recovery)


def test_the_command_line_makes_one_too(tmp_path):
    shell, target = Shell(tmp_path / "data"), tmp_path / "new.txt"
    old = shell("init", "--center", "晨光", "--admin", "lin")["recovery"]
    refused = shell("account", "recovery", "--recovery-to", str(tmp_path / "gone" / "x"), code=1)["error"]
    assert "还没有换" in refused
    ring = keyring.load(tmp_path / "data")
    ring.unlock_recovery(old, Clock()())
    new = shell("account", "recovery", "--recovery-to", str(target))["recovery"]
    ring = keyring.load(tmp_path / "data")
    assert target.read_text().strip() == new and ring.unlock_recovery(new, Clock()())
    with pytest.raises(Denied, match="恢复钥匙不对"):
        ring.unlock_recovery(old, Clock()())
    assert shell("check")["audit_whole"]


def test_half_an_act_on_an_account_is_not_offered_and_refused_with_the_way_to_do_it(tmp_path):
    shell = Shell(tmp_path / "data")
    shell("init", "--center", "晨光", "--admin", "lin")
    words = '{"login": "chen", "name": "陈敏", "roles": ["entry"]}'
    assert "account add" in shell("do", "accounts.note", words, code=1)["error"]
    assert shell("list", "accounts")["total"] == 1
    known = {one["name"] for one in shell("commands")["commands"]}
    assert "accounts.change" in known and not known & {"accounts.note", "accounts.close", "import"}
