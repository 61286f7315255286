"""The disk fills up half-way: an act, a backup and a paper each end with a sentence, and nothing is lost or half there.

`max_page_count` makes the engine say "full" at an exact page. A file size limit, set in a child process, stops every
other kind of file in the middle of a write.
"""
from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from center.desk import Desk, Who
from db import chain
from db.errors import UserError
from db.journal import Act, Audit, Trace
from db.listing import Query
from db.models.members import Branch
from db.questions.journal import chain_rows
from db.store import Store
from db.tx import Tx
from tests.stores import LOGIN, NOON, PASSWORD, Clock, add_branch, new_desk

TOP = Path(__file__).parent.parent
KEY = bytes(range(32))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def desk(request: pytest.FixtureRequest, tmp_path: Path):
    store = Store.create(tmp_path, request.param)
    opened = Desk(store, Who(LOGIN, "林晓", ("head", "admin")), clock=Clock())
    add_branch(opened, "旧支部")
    yield opened
    store.close()


def fill(desk: Desk, spare: int) -> None:
    """Leave room for so many more pages."""
    pages = desk.store.execute("PRAGMA page_count").fetchone()[0]
    desk.store.execute(f"PRAGMA max_page_count = {pages + spare}").fetchone()


def make_room(desk: Desk) -> None:
    desk.store.execute("PRAGMA max_page_count = 1000000").fetchone()


def counts() -> tuple[int, ...]:
    return tuple(table.select().count() for table in (Branch, Act, Audit, Trace))


def import_branches(desk: Desk, rows: int) -> None:
    with desk.store.writing():
        tx = Tx(desk.store, command="import", label="导入", account=LOGIN, now=NOON)
        for start in range(0, rows, 100):
            tx.add_many(Branch, [{"name": f"第{start + at}支部", "note": "说明" * 200} for at in range(100)])
        tx.finish()


@pytest.mark.parametrize("spare", [0, 3, 60])
def test_an_act_that_meets_a_full_disk_is_undone_and_told(desk: Desk, spare: int):
    before = counts()
    fill(desk, spare)
    with pytest.raises(UserError, match="磁盘已满"):
        import_branches(desk, 1000)
    assert counts() == before
    assert chain.verify(chain_rows(), desk.store.audit_key).whole
    make_room(desk)
    import_branches(desk, 1000)
    assert desk.page(Query(Branch)).total == 1001 and desk.undo() == "导入"


def test_single_records_stop_at_the_full_disk_and_go_on_after_it(desk: Desk):
    fill(desk, 4)
    saved = 0
    with pytest.raises(UserError, match="磁盘已满"):
        for number in range(500):
            add_branch(desk, f"第{number}支部")
            saved += 1
    assert saved and desk.page(Query(Branch)).total == saved + 1
    make_room(desk)
    add_branch(desk, "新支部")
    desk.store.close()
    desk.store.database.connect()
    assert desk.page(Query(Branch)).total == saved + 2
    assert desk.store.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


CHILD = """
import json, os, resource, sys
from pathlib import Path
from center import backups, opening
from db.errors import UserError
from tests.stores import Clock
folder, target, what, limit = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], int(sys.argv[4])
desk = opening.sign_in(folder, sys.argv[5], sys.argv[6], clock=Clock())
from benchmarks.papers import paper
from reports.write import write
write(paper(3), target.with_name("warm" + target.suffix)) if what == "paper" else None
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
try:
    backups.back_up(desk, target) if what == "backup" else write(paper(1500), target)
    said = "written"
except UserError as error:
    said = str(error)
print(json.dumps({"said": said, "kind": what}))
sys.stdout.flush()
os._exit(0)
"""


def in_a_small_room(folder: Path, target: Path, what: str, limit: int) -> str:
    """What the program says when no file may grow past `limit` bytes."""
    pytest.importorskip("resource", reason="file size limits are a matter of Unix")
    done = subprocess.run([sys.executable, "-c", CHILD, str(folder), str(target), what, str(limit), LOGIN, PASSWORD],
                          cwd=TOP, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])["said"]


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small") / "store"
    opened = new_desk(folder)
    import_branches(opened, 200)
    opened.close()
    return folder


def test_a_backup_that_finds_no_room_leaves_the_older_one(centre: Path, tmp_path: Path):
    target = tmp_path / "usb" / "a.dqbak"
    target.parent.mkdir()
    target.write_bytes(b"the older one")
    said = in_a_small_room(centre, target, "backup", (centre / "center.db").stat().st_size // 2)
    assert "磁盘" in said or "写不进" in said
    assert target.read_bytes() == b"the older one"
    assert [path.name for path in target.parent.iterdir()] == ["a.dqbak"]
    assert not [path for path in centre.iterdir() if path.name.startswith(".backup-")]


def test_the_store_is_whole_after_that(centre: Path, tmp_path: Path):
    from center import backups, opening

    opened = opening.sign_in(centre, LOGIN, PASSWORD, clock=Clock())
    backups.back_up(opened, tmp_path / "a.dqbak")
    assert backups.check(opened)["audit_whole"]
    opened.close()


@pytest.mark.parametrize("ending", ["xlsx", "pdf", "docx"])
def test_a_paper_that_finds_no_room_leaves_the_older_one(centre: Path, tmp_path: Path, ending: str):
    target = tmp_path / f"花名册.{ending}"
    target.write_bytes(b"the older one")
    said = in_a_small_room(centre, target, "paper", 20_000)
    assert "花名册" in said and ("没有写出" in said)
    assert target.read_bytes() == b"the older one"
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".draft-")]


def test_a_disk_too_full_for_a_new_centre_is_told_and_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    from center import opening
    from tests.stores import CENTRE, QUICK

    made = Store.create

    def small(folder: Path, *keys: bytes) -> Store:
        store = made(folder, *keys)
        store.execute("PRAGMA max_page_count = 1").fetchone()  # the engine keeps what it has: no page more
        return store

    monkeypatch.setattr(Store, "create", small)
    with pytest.raises(UserError, match="磁盘已满"):
        opening.create(tmp_path, CENTRE | {"note": "字" * 5000}, LOGIN, "林晓", PASSWORD, clock=Clock(), kdf=QUICK)
    assert not opening.exists(tmp_path)
    monkeypatch.undo()
    opening.create(tmp_path, CENTRE, LOGIN, "林晓", PASSWORD, clock=Clock(), kdf=QUICK).desk.close()
