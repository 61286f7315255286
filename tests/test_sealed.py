"""Sealed texts: who is named opens them; whoever holds the file, the data key or every right does not."""
from __future__ import annotations

import json
import zipfile

import pytest

from center import backups, opening
from center.accounts import keys
from center.accounts.second import agree
from center.desk import Desk
from center.history import timeline
from center.sealed import can_open, fields, mine, of_mine, unspared, would_lose
from db import driver, keyring, sealing
from db.errors import Denied, Missing, Problems
from db.listing import Query
from db.models.governance import Rule
from db.models.sealed import SealedKey, SealedText
from db.questions import sealed as asked
from db.wrapping import FAST
from tests.sealing import OTHER, SECRET, WANG, ZHAO, again, first_rows, read, states, uid, write  # noqa: F401  a fixture calls first_rows
from tests.stores import LOGIN, PASSWORD, Clock
from views.cli import main


@pytest.fixture
def row(desk: Desk) -> str:
    """The uid of the row that the texts belong to."""
    return uid()


def everything(connection) -> str:
    """All that stands in all tables of an open store, as one text."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = [row for name in names for row in connection.execute(f'SELECT * FROM "{name}"')]
    return "\n".join(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
                     for row in rows for value in row)


# ---- who opens it ---------------------------------------------------------------------------------------------


def test_who_is_named_opens_it_and_who_holds_every_right_does_not(desk, row):
    write(desk, row, SECRET, "wang")
    assert read(desk, row) == SECRET and states(desk, row) == {LOGIN: "open", "wang": "open"}
    wang, zhao = opening.hand_over(desk, "wang", WANG), opening.hand_over(desk, "zhao", ZHAO)
    assert read(wang, row) == SECRET and can_open(wang, "rules", row, "note")
    refused = read(zhao, row)
    assert isinstance(refused, Denied) and "没有授权给您" in str(refused)
    assert not can_open(zhao, "rules", row, "note") and fields(zhao, "rules", row) == ("note",)


def test_who_cannot_open_it_can_neither_overwrite_nor_grant_nor_revoke_nor_take_it_away(desk, row):
    write(desk, row)
    zhao = opening.hand_over(desk, "zhao", ZHAO)
    for act in (lambda: write(zhao, row, OTHER), lambda: write(zhao, row, ""),
                lambda: zhao.do("sealed.grant", owner="rules", row=row, account="zhao"),
                lambda: zhao.do("sealed.revoke", owner="rules", row=row, account=LOGIN)):
        with pytest.raises(Denied):
            act()
    assert read(desk, row) == SECRET


def test_who_may_not_read_the_record_is_not_even_told_what_is_sealed(desk, row):
    write(desk, row, SECRET)
    keys.add_account(desk, "street", "街道", ("street",), WANG, kdf=FAST)
    street = opening.hand_over(desk, "street", WANG)
    assert isinstance(read(street, row), Denied) and not can_open(street, "rules", row, "note")
    with pytest.raises(Denied):
        fields(street, "rules", row)


def test_a_text_of_nothing_is_missing_and_an_empty_text_goes(desk, row):
    assert read(desk, row) is None and write(desk, row, "  ") is None
    write(desk, row)
    assert write(desk, row, "") is None and read(desk, row) is None
    desk.undo()
    assert read(desk, row) == SECRET
    with pytest.raises(Missing):
        desk.do("sealed.seal", owner="rules", row="00" * 16, field="note", text=SECRET)


def test_a_grant_opens_and_a_revoke_closes_with_another_content_key(desk, row):
    rid = write(desk, row)
    assert desk.do("sealed.grant", owner="rules", row=row, account="wang") == 1
    wang = opening.hand_over(desk, "wang", WANG)
    assert read(wang, row) == SECRET
    before = SealedText.get_by_id(rid).box
    assert desk.do("sealed.revoke", owner="rules", row=row, account="wang") == 1
    assert SealedText.get_by_id(rid).box != before
    assert isinstance(read(wang, row), Denied) and read(desk, row) == SECRET and unspared(desk) == 0
    with pytest.raises(Problems, match="没有人能打开"):
        desk.do("sealed.revoke", owner="rules", row=row, account=LOGIN)


def test_an_account_that_never_signed_in_waits_and_does_not_stop_the_writing(desk, row):
    keys.add_account(desk, "sun", "孙", ("head",), WANG, kdf=FAST)
    write(desk, row, SECRET, "sun")
    assert states(desk, row)["sun"] == "waiting"
    with pytest.raises(Problems, match="登录一次"):
        desk.do("sealed.grant", owner="rules", row=row, account="sun")
    sun = opening.hand_over(desk, "sun", WANG)
    assert "再授权一次" in str(read(sun, row))
    desk.do("sealed.grant", owner="rules", row=row, account="sun")
    assert read(sun, row) == SECRET


def test_a_closed_account_is_left_out_and_an_unknown_one_is_told(desk, row):
    keys.close_account(desk, "wang")
    write(desk, row, SECRET, "wang")
    assert states(desk, row) == {LOGIN: "open"}
    for command, wrong in (("sealed.grant", "wang"), ("sealed.grant", "nobody")):
        with pytest.raises(Problems):
            desk.do(command, owner="rules", row=row, account=wrong)
    with pytest.raises(Missing):
        write(desk, row, OTHER, "nobody")


# ---- every other door -----------------------------------------------------------------------------------------


def test_whoever_reads_all_tables_finds_no_clear_text(desk, row):
    write(desk, row)
    write(desk, row, OTHER, "wang")
    desk.undo()
    desk.redo()
    write(desk, row, "")
    desk.undo()
    desk.do("sealed.revoke", owner="rules", row=row, account="wang")
    assert read(desk, row) == OTHER
    zhao = again(desk, "zhao", ZHAO)
    text = everything(zhao.store.database.connection())
    assert '"rules"' in text or "rules" in text
    assert SECRET not in text and OTHER not in text and SECRET[2:8] not in text
    assert not zhao.find(SECRET[:6])[0] and not zhao.ids(Query(SealedText, search=SECRET[:4]))
    zhao.close()


def test_the_keys_in_the_keyring_and_the_data_key_open_nothing(desk, row):
    rid = write(desk, row)
    ring, data_key = desk.keyring, desk.data_key
    entry, found = ring._content["entries"][LOGIN], SealedText.get_by_id(rid)
    for key in (data_key, bytes(32)):
        assert sealing.unlock_pair(entry["pair"], key, ring._context(LOGIN)) is None
        assert sealing.opened(found.box, key, f"rules|{row}|note".encode()) is None


def test_a_backup_holds_cipher_text_only_and_restores_to_what_opens(desk, row, tmp_path):
    write(desk, row, SECRET, "wang")
    target = tmp_path / "out.dqbak"
    backups.back_up(desk, target)
    key = desk.store.key
    with zipfile.ZipFile(target) as whole:
        whole.extractall(tmp_path / "copy")
    connection = driver.connect(tmp_path / "copy" / "store.db", key)
    text = everything(connection)
    connection.close()
    assert "sealed_texts" in text and SECRET not in text and SECRET.encode() not in target.read_bytes()
    restored = tmp_path / "other"
    backups.restore(target, restored, lambda ring: ring.unlock("zhao", ZHAO, Clock()()))
    for login, password, opens in ((LOGIN, PASSWORD, True), ("zhao", ZHAO, False), ("wang", WANG, True)):
        there = opening.sign_in(restored, login, password, clock=Clock())
        assert (read(there, row) == SECRET) is opens
        there.close()


def test_the_command_line_opens_it_for_who_is_named_and_for_nobody_else(desk, row, tmp_path, monkeypatch, capsys):
    write(desk, row, SECRET + "{}", "wang")
    folder = str(desk.store.folder)
    desk.close()
    given = json.dumps({"owner": "rules", "row": row, "field": "note"})
    for login, password, opens in (("wang", WANG, True), ("zhao", ZHAO, False)):
        monkeypatch.setenv("CENTER_USER", login)
        monkeypatch.setenv("CENTER_PASSWORD", password)
        assert (main(["do", "--data", folder, "--accept-clock", "sealed.open", given]) == 0) is opens
        told = capsys.readouterr()
        assert (SECRET + "{}" in told.out) is opens and SECRET not in told.err
    for words in (["list", "sealed_texts"], ["find", SECRET[:4]]):
        main([words[0], "--data", folder, *words[1:]])
        assert SECRET not in capsys.readouterr().out


def test_the_audit_and_the_history_tell_who_and_no_word_of_it(desk, row):
    write(desk, row)
    desk.do("sealed.grant", owner="rules", row=row, account="wang")
    read(desk, row)
    told = "\n".join(one.what for one in timeline(desk, Rule, desk.id_of(Rule, row))[0])
    assert "打开了保密内容" in told and "授权wang查看保密内容" in told and SECRET not in told
    assert backups.check(desk)["audit_whole"]


def test_a_cipher_text_that_is_moved_to_another_row_or_given_another_key_opens_nothing(desk, row):
    rid = write(desk, row)
    other = desk.do("rules.add", values={"name": "另一份"})
    uid = bytes(Rule.get_by_id(other).uid).hex()
    desk.store.execute('UPDATE "sealed_texts" SET "owner_uid" = ? WHERE "id" = ?', (uid, rid))
    assert "改动过" in str(read(desk, uid))
    desk.store.execute('UPDATE "sealed_texts" SET "owner_uid" = ? WHERE "id" = ?', (row, rid))
    assert read(desk, row) == SECRET


# ---- passwords ------------------------------------------------------------------------------------------------


def test_a_changed_password_keeps_what_was_sealed(desk, row):
    write(desk, row)
    keys.change_password(desk, PASSWORD, "chenguang-2027", kdf=FAST)
    assert read(desk, row) == SECRET
    desk = again(desk, LOGIN, "chenguang-2027")
    assert read(desk, row) == SECRET
    desk.close()


def test_a_reset_password_loses_it_until_somebody_who_can_open_it_grants_again(desk, row):
    write(desk, row, SECRET, "wang")
    zhao = opening.hand_over(desk, "zhao", ZHAO)
    assert would_lose("wang") and not would_lose("zhao")
    agree(zhao, LOGIN, PASSWORD)
    keys.reset_account(zhao, "wang", "admin-knows-1", kdf=FAST)
    assert not zhao.keyring.public("wang")
    wang = opening.hand_over(desk, "wang", "admin-knows-1")
    refused = read(wang, row)
    assert isinstance(refused, Denied) and "密码被重设过" in str(refused)
    assert states(desk, row)["wang"] == "lost" and not would_lose("wang")
    with pytest.raises(Denied):
        wang.do("sealed.grant", owner="rules", row=row, account="wang")
    desk.do("sealed.grant", owner="rules", row=row, account="wang")
    assert read(wang, row) == SECRET


def test_an_account_from_before_gets_its_pair_at_the_next_sign_in(desk, row):
    ring = desk.keyring
    del ring._content["entries"]["wang"]["pair"]
    ring._save()
    desk.store.execute('DELETE FROM "sealed_keys" WHERE "login" = ?', ("wang",))
    write(desk, row, SECRET, "wang")
    assert states(desk, row)["wang"] == "waiting"
    wang = opening.hand_over(desk, "wang", WANG)
    assert wang.keyring.public("wang") == asked.public_of("wang")
    again(desk, "wang", WANG).close()
    assert keyring.load(desk.store.folder).public("wang") == wang.keyring.public("wang")


def test_a_public_key_that_somebody_exchanged_is_put_right_and_told_at_sign_in(desk):
    forged = sealing.new_pair().public.hex()
    SealedKey.update(public=forged).where(SealedKey.login == "wang").execute()
    wang = opening.hand_over(desk, "wang", WANG)
    assert asked.public_of("wang") == wang.keyring.public("wang")
    assert desk.store.execute("SELECT count(*) FROM audit WHERE action = 'new_pair'").fetchone()[0] == 1


def test_a_locked_window_opens_nothing_until_the_password_is_typed(desk, row):
    write(desk, row)
    pair = desk.keyring.pair(LOGIN)
    opening.lock(desk)
    assert not pair.usable and pair.private == b"" and desk.keyring.pair(LOGIN) is None
    assert "重新登录" in str(read(desk, row)) and not can_open(desk, "rules", row, "note")
    opening.unlock(desk, PASSWORD)
    assert read(desk, row) == SECRET
    pair = desk.keyring.pair(LOGIN)
    desk.close()
    assert not pair.usable


# ---- undo -----------------------------------------------------------------------------------------------------


def test_undo_puts_the_old_cipher_text_back_and_it_opens(desk, row):
    rid = write(desk, row)
    before = SealedText.get_by_id(rid).box
    write(desk, row, OTHER)
    assert read(desk, row) == OTHER
    desk.undo()
    assert SealedText.get_by_id(rid).box == before and read(desk, row) == SECRET
    desk.redo()
    assert read(desk, row) == OTHER


def test_undoing_a_revoke_gives_the_grant_back(desk, row):
    write(desk, row, SECRET, "wang")
    write(desk, row, OTHER)
    desk.do("sealed.revoke", owner="rules", row=row, account="wang")
    desk.undo()
    assert read(opening.hand_over(desk, "wang", WANG), row) == OTHER
    desk.undo()
    assert read(desk, row) == SECRET


def test_texts_of_a_row_that_is_gone_for_good_go_too(desk, row):
    write(desk, row)
    desk.do("rules.remove", id=desk.id_of(Rule, row))
    assert asked.lost() == []
    desk.store.execute("DELETE FROM trace")
    assert len(asked.lost()) == 1 and desk.do("sealed.sweep") == 1
    assert not SealedText.select().count()


def test_a_half_typed_text_is_kept_under_ones_own_key(desk):
    box = mine(desk, SECRET)
    assert SECRET not in box and of_mine(desk, box) == SECRET
    assert isinstance(of_mine(opening.hand_over(desk, "zhao", ZHAO), box), Denied)
