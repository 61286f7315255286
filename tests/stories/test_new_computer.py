"""Story: the old computer is going; a backup on a stick and the recovery key on paper bring it all to the new one."""
from __future__ import annotations

from pathlib import Path

import pytest

from center import backups, opening
from center.desk import Desk
from db.errors import Denied
from db.listing import Query
from db.models.members import Member
from reports import papers
from tests.stores import CENTRE, LOGIN, PASSWORD, QUICK, Clock, add_branch, add_member, id_card


@pytest.fixture
def old(tmp_path: Path):
    made = opening.create(tmp_path / "old", CENTRE, LOGIN, "林晓", PASSWORD, clock=Clock(), kdf=QUICK)
    add_branch(made.desk)
    for number in range(1, 41):
        name, card = f"王䶮{'红芳明强'[number % 4]}", id_card(f"19{30 + number}0105", number)
        add_member(made.desk, name, card, 手机号=f"154{number:08d}")
    yield made
    made.desk.close()


def roster(desk: Desk, target: Path) -> bytes:
    papers.hand_out(desk, "members_roster", papers.params(desk, "2026Q4", reason="核对"), target)
    return target.read_bytes()


def test_everything_moves_with_one_file_and_one_sheet_of_paper(old: opening.Made, tmp_path: Path):
    stick = tmp_path / "stick" / "晨光.dqbak"
    stick.parent.mkdir()
    backups.back_up(old.desk, stick)
    before = roster(old.desk, tmp_path / "old.pdf")
    seen = [entry for entry in old.desk.rows(Member, old.desk.ids(Query(Member)))]
    new = tmp_path / "new"

    with pytest.raises(Denied, match="恢复钥匙不对"):
        backups.restore(stick, new, lambda ring: ring.unlock_recovery("2222-" * 7 + "2222", Clock().now))
    assert not opening.exists(new)
    backups.restore(stick, new, lambda ring: ring.unlock_recovery(old.recovery.lower().replace("-", " "), Clock().now))

    there = opening.sign_in_with_recovery(new, old.recovery, LOGIN, "new-password-2026", clock=Clock())
    assert there.rows(Member, there.ids(Query(Member))) == seen
    assert there.find("wy")[0]
    assert roster(there, tmp_path / "new.pdf") == before, "the same store, person and act give the same paper"
    assert backups.check(there)["audit_whole"] is True
    there.close()

    with pytest.raises(Denied):
        opening.sign_in(new, LOGIN, PASSWORD, clock=Clock())
    opening.sign_in(new, LOGIN, "new-password-2026", clock=Clock()).close()


def test_a_restore_keeps_what_stood_there(old: opening.Made, tmp_path: Path):
    stick = tmp_path / "晨光.dqbak"
    backups.back_up(old.desk, stick)
    add_member(old.desk, "李后来", id_card("19800101", 1))
    folder = old.desk.store.folder
    old.desk.close()
    backups.restore(stick, folder, lambda ring: ring.unlock(LOGIN, PASSWORD, Clock().now))
    again = opening.sign_in(folder, LOGIN, PASSWORD, clock=Clock())
    assert again.find("李后来") == ([], False) and len(again.ids(Query(Member))) == 40
    again.close()
    assert list(folder.glob("center.db.replaced-*"))
