"""The keyring: who knows a password or holds the recovery sheet opens the data, nobody else does."""
from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone

import pytest

from db import driver, keyring, wrapping
from db.errors import Denied, Missing, Unreadable, UserError
from db.places import KEYRING, KEYRING_COPY
from tests.needs import ARGON2ID

REAL = wrapping.STRONG  # while tests run, what is made costs little
NOW = datetime(2026, 11, 20, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def made(tmp_path):
    """(keyring, data key, recovery key) of a new store."""
    return keyring.create(tmp_path, "admin", "first-secret", kdf=wrapping.FAST)


def test_every_login_and_the_recovery_key_open_the_same_data(made, tmp_path):
    ring, data_key, recovery = made
    ring.add_login(data_key, "clerk", "other-secret", wrapping.FAST)
    again = keyring.load(tmp_path)
    assert again.logins == ("admin", "clerk")
    assert len(data_key) == driver.KEY_BYTES
    assert again.unlock("admin", "first-secret", NOW) == data_key
    assert again.unlock(" clerk ", "other-secret", NOW) == data_key
    assert again.unlock_recovery(recovery, NOW) == data_key
    assert again.file_key(data_key) == (data_key if driver.ENCRYPTED else None)


def test_neither_key_nor_passwords_stand_in_the_file(made, tmp_path):
    ring, data_key, recovery = made
    text = (tmp_path / KEYRING).read_bytes()
    for secret in (b"first-secret", data_key, data_key.hex().encode(), recovery.encode(), recovery[:9].encode()):
        assert secret not in text


def test_the_recovery_key_has_eight_groups_and_is_taken_however_it_is_typed(made):
    ring, data_key, recovery = made
    groups = recovery.split("-")
    assert len(groups) == 8 and all(len(group) == 4 for group in groups)
    assert not set(recovery) & set("0O1I")
    assert ring.unlock_recovery(recovery.lower().replace("-", " "), NOW) == data_key
    assert ring.unlock_recovery(recovery.replace("-", "－"), NOW) == data_key


def test_a_recovery_key_that_cannot_be_one_is_told_without_counting(made):
    ring, _, recovery = made
    for typed in ("", recovery[:-1], recovery[:-1] + "0"):
        for _ in range(5):
            with pytest.raises(Denied, match="8 组"):
                ring.unlock_recovery(typed, NOW)
    assert ring.wait(keyring.RECOVERY, NOW) == 0


def test_a_new_recovery_key_makes_the_old_sheet_worthless(made):
    ring, data_key, old = made
    new = ring.new_recovery(data_key, wrapping.FAST)
    assert ring.unlock_recovery(new, NOW) == data_key
    with pytest.raises(Denied, match="恢复钥匙不对"):
        ring.unlock_recovery(old, NOW)


def test_a_password_typed_with_full_width_digits_is_the_same_password(tmp_path):
    ring, data_key, _ = keyring.create(tmp_path, "admin", "abc12345", kdf=wrapping.FAST)
    assert ring.unlock("admin", "ａｂｃ１２３４５", NOW) == data_key


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(made):
    ring, _, _ = made
    said = set()
    for login in ("admin", "nobody"):
        with pytest.raises(Denied) as refused:
            ring.unlock(login, "wrong", NOW)
        said.add(str(refused.value))
    assert said == {"账号或密码不对，请再输一次"}


def test_wrong_tries_are_slowed_more_and_more_but_never_for_good(made, tmp_path):
    ring, data_key, _ = made
    now, waits = NOW, []
    for _ in range(12):
        with pytest.raises(Denied):
            keyring.load(tmp_path).unlock("admin", "wrong", now)
        waits.append(keyring.load(tmp_path).wait("admin", now))
        now += timedelta(seconds=waits[-1])
    assert waits[:5] == [0, 0, 5, 10, 20]
    assert waits[-1] == keyring.LONGEST_WAIT
    assert keyring.load(tmp_path).unlock("admin", "first-secret", now) == data_key
    assert keyring.load(tmp_path).wait("admin", now) == 0


def test_during_the_wait_even_the_right_password_is_told_to_wait(made):
    ring, data_key, _ = made
    for _ in range(3):
        with pytest.raises(Denied):
            ring.unlock("admin", "wrong", NOW)
    with pytest.raises(Denied, match="请等 3 秒再试"):
        ring.unlock("admin", "first-secret", NOW + timedelta(seconds=2.5))
    assert ring.unlock("admin", "first-secret", NOW + timedelta(seconds=5)) == data_key


def test_one_login_is_not_slowed_by_another(made):
    ring, data_key, _ = made
    ring.add_login(data_key, "clerk", "other-secret", wrapping.FAST)
    for _ in range(3):
        with pytest.raises(Denied):
            ring.unlock("clerk", "wrong", NOW)
    assert ring.unlock("admin", "first-secret", NOW) == data_key


def test_a_clock_put_back_does_not_lock_anybody_out(made):
    ring, data_key, _ = made
    for _ in range(6):
        with pytest.raises(Denied):
            ring.unlock("admin", "wrong", NOW + timedelta(days=3650))
    assert ring.unlock("admin", "first-secret", NOW) == data_key


def test_a_changed_password_opens_and_the_old_one_does_not(made, tmp_path):
    ring, data_key, _ = made
    ring.change_password("admin", "first-secret", "second-secret", NOW, wrapping.FAST)
    with pytest.raises(Denied):
        keyring.load(tmp_path).unlock("admin", "first-secret", NOW)
    assert keyring.load(tmp_path).unlock("admin", "second-secret", NOW) == data_key
    with pytest.raises(Denied):
        ring.change_password("admin", "wrong", "third", NOW, wrapping.FAST)


def test_an_administrator_resets_a_forgotten_password_and_its_wait(made):
    ring, data_key, _ = made
    ring.add_login(data_key, "clerk", "forgotten", wrapping.FAST)
    for _ in range(4):
        with pytest.raises(Denied):
            ring.unlock("clerk", "wrong", NOW)
    ring.reset_login(data_key, "clerk", "fresh", wrapping.FAST)
    assert ring.unlock("clerk", "fresh", NOW) == data_key
    with pytest.raises(Missing):
        ring.reset_login(data_key, keyring.RECOVERY[1:], "x", wrapping.FAST)


def test_a_removed_login_opens_nothing_and_the_last_one_stays(made):
    ring, data_key, _ = made
    ring.add_login(data_key, "clerk", "other-secret", wrapping.FAST)
    ring.remove_login("clerk")
    with pytest.raises(Denied):
        ring.unlock("clerk", "other-secret", NOW)
    with pytest.raises(Denied, match="最后一个"):
        ring.remove_login("admin")
    with pytest.raises(Missing):
        ring.remove_login("clerk")


@pytest.mark.parametrize(("login", "password"), [
    ("", "x"), ("  ", "x"), ("#recovery", "x"), ("a\nb", "x"), ("new", ""),
])
def test_names_and_passwords_that_cannot_be_used_are_refused(made, login, password):
    ring, data_key, _ = made
    with pytest.raises(Denied):
        ring.add_login(data_key, login, password, wrapping.FAST)


def test_a_name_that_is_taken_is_refused(made):
    ring, data_key, _ = made
    with pytest.raises(Denied, match="已经有了"):
        ring.add_login(data_key, "admin", "x", wrapping.FAST)


def test_a_second_store_in_the_same_folder_is_refused(made, tmp_path):
    with pytest.raises(Denied, match="已经有一套数据"):
        keyring.create(tmp_path, "other", "x", kdf=wrapping.FAST)


@pytest.mark.parametrize("harm", [b"", b"{", b"\x00" * 900, None, "flip"])
@pytest.mark.parametrize("name", [KEYRING, KEYRING_COPY])
def test_a_damaged_copy_is_repaired_from_the_other_one(made, tmp_path, name, harm):
    _, data_key, _ = made
    whole = (tmp_path / name).read_bytes()
    if harm is None:
        (tmp_path / name).unlink()
    else:
        (tmp_path / name).write_bytes(whole.replace(b'"box": "', b'"box": "A') if harm == "flip" else harm)
    assert keyring.load(tmp_path).unlock("admin", "first-secret", NOW) == data_key
    assert (tmp_path / KEYRING).read_bytes() == (tmp_path / KEYRING_COPY).read_bytes() == whole


def test_two_damaged_copies_and_none_at_all_are_told_apart(made, tmp_path):
    for name in (KEYRING, KEYRING_COPY):
        (tmp_path / name).write_bytes(b"{")
    with pytest.raises(Unreadable, match="从备份恢复"):
        keyring.load(tmp_path)
    with pytest.raises(Missing):
        keyring.load(tmp_path / "empty")


def test_a_keyring_of_a_newer_program_is_refused_and_left_alone(made, tmp_path):
    ring, _, _ = made
    newer = keyring._pack({**ring._content, "version": 2})
    (tmp_path / KEYRING).write_bytes(newer)
    with pytest.raises(Unreadable, match="升级程序"):
        keyring.load(tmp_path)
    assert (tmp_path / KEYRING).read_bytes() == newer


def test_an_entry_moved_to_another_login_does_not_open(made, tmp_path):
    ring, data_key, _ = made
    ring.add_login(data_key, "clerk", "other-secret", wrapping.FAST)
    entries = ring._content["entries"]
    entries["admin"] = entries["clerk"]
    with pytest.raises(Denied):
        ring.unlock("admin", "other-secret", NOW)


def test_the_head_of_the_audit_is_remembered_and_cannot_be_forged(made, tmp_path):
    ring, data_key, _ = made
    assert ring.head(data_key) == (0, bytes(32))
    ring.set_head(data_key, 7, b"h" * 32)
    assert keyring.load(tmp_path).head(data_key) == (7, b"h" * 32)
    ring._content["head"]["seq"] = 6
    with pytest.raises(Unreadable, match="日志标记"):
        ring.head(data_key)


def test_without_the_cryptography_package_logins_are_checked_all_the_same(tmp_path, monkeypatch):
    monkeypatch.setattr(wrapping, "AESGCM", None)
    monkeypatch.setattr(wrapping, "Argon2id", None)
    kdf = {**wrapping.SCRYPT, "n": 2}
    ring, data_key, recovery = keyring.create(tmp_path, "admin", "first-secret", sealed=False, kdf=kdf)
    assert not ring.sealed and ring.file_key(data_key) is None
    assert ring.unlock("admin", "first-secret", NOW) == data_key == ring.unlock_recovery(recovery, NOW)
    with pytest.raises(Denied):
        ring.unlock("admin", "wrong", NOW)
    entry = json.loads((tmp_path / KEYRING).read_bytes())["keyring"]["entries"]["admin"]
    assert entry["cipher"] == "pad-hmac-sha256" and entry["kdf"]["name"] == "scrypt"


@ARGON2ID
def test_a_sealed_store_on_a_computer_without_the_means_is_a_sentence(made, monkeypatch):
    ring, _, _ = made
    monkeypatch.setattr(wrapping, "Argon2id", None)
    with pytest.raises(Unreadable, match="没有加密组件"):
        ring.unlock("admin", "first-secret", NOW)


def test_the_real_parameters_are_64_mib(tmp_path, monkeypatch):
    monkeypatch.setattr(wrapping, "STRONG", REAL)
    ring, data_key, _ = keyring.create(tmp_path, "admin", "first-secret")
    kdf = ring._content["entries"]["admin"]["kdf"]
    assert kdf in ({"name": "argon2id", "memory": 65536, "rounds": 3, "lanes": 1},
                   {"name": "scrypt", "n": 65536, "r": 8, "p": 1})
    assert ring.unlock("admin", "first-secret", NOW) == data_key


def test_a_folder_that_cannot_be_written_is_a_sentence(made, tmp_path):
    ring, data_key, _ = made
    ring.folder = tmp_path / "gone"
    with pytest.raises(UserError, match="写不进"):
        ring.add_login(data_key, "clerk", "x", wrapping.FAST)
