"""Numbers of cases: by committee and year, without gaps, never twice, however many number at once."""
from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import peewee
import pytest

from center import opening
from center.cases.facts import facts
from center.cases.numbering import gaps, number_for, parsed, serials, together
from center.desk import Desk, Who
from center.duties import home
from db.errors import Problems, UserError
from db.listing import record_row
from db.models.cases import Case
from db.models.mediation import Committee, Mediator
from db.store import Store
from tests.stores import LOGIN, PASSWORD, Clock

DAY = "2026-11-02"
TREE = Path(__file__).resolve().parent.parent
NUMBERER = """
import sys
from pathlib import Path
from center.desk import Desk, Who
from db import keyring
from db.store import Store
from tests.stores import LOGIN, PASSWORD, Clock
folder, clock = Path(sys.argv[1]), Clock()
ring = keyring.load(folder)
key = ring.sign_in(LOGIN, PASSWORD, clock())
# The lock of the folder is left aside: what does the database itself hold?
desk = Desk(Store.open(folder, ring.file_key(key), key), Who("wu", "wu", ("chair",)), ring, key, clock)
print("ready", flush=True)
sys.stdin.readline()
for case in sys.argv[2:]:
    print(desk.do("cases.accept", case=int(case), on="2026-11-02", agreed="all"), flush=True)
desk.close()
"""


def first_rows(desk: Desk) -> None:
    """A committee whose year begins at 18, its mediator, and twelve registered cases."""
    chair = Desk(desk.store, Who("wu", "wu", ("chair",)), clock=desk._clock)
    committee = chair.do("committees.add", values=chair.take(Committee, {
        "name": "红旗社区人民调解委员会", "short_name": "红旗", "kind": "居调委会", "start_year": "2026",
        "start_serial": "18"}))
    chair.do("mediators.add", values=chair.take(Mediator, {"person.name": "wu", "duty": "主任"}) | {
        "committee": committee})
    for place in range(12):
        register(chair, f"{place}号纠纷")


def register(desk: Desk, name: str, committee: str = "红旗社区人民调解委员会", **values: str) -> int:
    """A case that lacks nothing but its number."""
    return desk.do("cases.register", values={
        "name": name, "type": "邻里", "source": "主动调解", "registered_on": DAY, "committee": committee} | values,
        parties=[{"side": "申请人", "name": "甲某"}, {"side": "被申请人", "name": "乙某"}],
        workers=[{"mediator": "wu", "role": "主持调解"}])


@pytest.fixture
def chair(desk):
    """The chair at the same store."""
    return Desk(desk.store, Who("wu", "wu", ("chair",)), clock=desk._clock)


def accept(desk: Desk, case: int, on: str = DAY) -> str:
    """Accept a case; its number."""
    return desk.do("cases.accept", case=case, on=on, agreed="all")


def test_numbers_go_on_from_the_set_one_and_every_year_begins_anew(chair):
    assert [accept(chair, case) for case in (1, 2)] == ["（2026）红旗人调字第018号", "（2026）红旗人调字第019号"]
    old = register(chair, "去年的", registered_on="2025-12-30")
    assert accept(chair, old, "2025-12-31") == "（2025）红旗人调字第001号"
    assert accept(chair, 3) == "（2026）红旗人调字第020号" and not gaps(chair, 1, 2026)


def test_imported_numbers_are_gone_on_from_and_what_is_missing_among_them_is_reported(chair):
    with chair.store.writing():
        for serial in (3, 5, 1207):
            Case.insert(uid=os.urandom(16), revision=1, name="旧", committee=1, registered_on="2026-01-02",
                        stage="closed", accepted_on="2026-01-02", historical=True,
                        number=f"(2026)红旗人调字第{serial}号").execute()
    assert accept(chair, 1) == "（2026）红旗人调字第1208号"
    missing = gaps(chair, 1, 2026)
    assert missing[:3] == (4, 6, 7) and len(missing) == 1208 - 3 + 1 - 4 and gaps(chair, 1, 2024) == ()


def test_what_is_registered_declined_or_refused_takes_no_number(chair):
    chair.do("cases.decline", case=1, why="不属于民间纠纷")
    chair.do("cases.refuse", case=2, party="乙某")
    chair.do("cases.withdraw", case=3, party="甲某")
    assert serials(1, 2026) == [] and accept(chair, 4).endswith("018号")


def test_a_number_is_never_given_back(chair):
    accept(chair, 1)
    with pytest.raises(Problems):
        chair.do("cases.remove", id=1)
    chair.do("cases.withdraw", case=1, party="甲某")
    chair.undo()  # the withdrawal
    assert chair.next_undo() is None and accept(chair, 2).endswith("019号")
    assert chair.get(Case, 1).values["number"].endswith("018号") and accept(chair, 3).endswith("020号")


def test_two_committees_never_give_the_same_number(chair):
    other = {"name": "晨光物业人民调解委员会", "short_name": "红旗", "kind": "企事业单位调委会"}
    with pytest.raises(Problems) as refused:
        chair.do("committees.add", values=chair.take(Committee, other))
    assert set(refused.value.fields) == {"short_name"}
    chair.do("committees.add", values=chair.take(Committee, other | {"short_name": "晨光物业"}))
    with pytest.raises(Problems) as refused:
        chair.do("committees.edit", id=2, values={"short_name": "红旗"})
    assert set(refused.value.fields) == {"short_name"}
    accept(chair, 1)
    with pytest.raises(Problems) as refused:
        chair.do("cases.edit", id=1, values={"committee": 2})
    assert set(refused.value.fields) == {"committee"}


def test_a_number_that_stands_already_is_refused_at_its_field(chair):
    with chair.store.writing():
        Case.insert(uid=os.urandom(16), revision=1, name="占", committee=1, registered_on=DAY, stage="closed",
                    number="（2026）红旗人调字第018号", historical=True).execute()
    assert accept(chair, 1).endswith("019号"), "the next free one is taken"
    assert number_for(record_row(Committee, 1), 2026).endswith("020号")
    assert parsed("（2026）红旗人调字第018号") == (2026, 18) and parsed("第18号") is None


def test_two_accounts_that_number_at_once_in_threads_get_every_number_once(chair):
    others = [Desk(chair.store, Who("wu", "wu", ("chair",)), clock=chair._clock) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(lambda desk, cases: [accept(desk, case) for case in cases], desk, range(first, 13, 2))
                  for first, desk in ((1, others[0]), (2, others[1]))]
        given = [number for half in halves for number in half.result()]
    assert sorted(parsed(one)[1] for one in given) == list(range(18, 30)) == serials(1, 2026)


def start(folder: Path, *cases: int) -> subprocess.Popen:
    """A process that opens the store, says so, and accepts these cases when it is told to."""
    return subprocess.Popen([sys.executable, "-c", NUMBERER, str(folder), *map(str, cases)], cwd=TREE, text=True,
                            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_a_second_process_is_kept_out_by_the_lock(desk):
    with pytest.raises(UserError):
        opening.sign_in(desk.store.folder, LOGIN, PASSWORD, clock=Clock())


def test_two_processes_that_number_at_once_get_every_number_once_even_without_the_lock(desk):
    folder = desk.store.folder
    desk.close()
    two = [start(folder, *range(first, 13, 2)) for first in (1, 2)]
    for process in two:
        assert process.stdout.readline() == "ready\n", process.stderr.read()
    for process in two:
        process.stdin.write("go\n")
        process.stdin.flush()
    told = [process.communicate(timeout=60) for process in two]
    assert [process.returncode for process in two] == [0, 0], told
    given = [number for out, _errors in told for number in out.split()]
    assert sorted(parsed(one)[1] for one in given) == list(range(18, 30))
    again = opening.sign_in(folder, LOGIN, PASSWORD, clock=Clock())
    try:
        assert serials(1, 2026) == list(range(18, 30))
    finally:
        again.close()


def test_a_start_that_would_leave_a_gap_is_refused(chair):
    accept(chair, 1)
    with pytest.raises(Problems) as refused:
        chair.do("committees.edit", id=1, values={"start_serial": 40})
    assert set(refused.value.fields) == {"start_serial"}
    chair.do("committees.edit", id=1, values={"start_serial": 10})
    assert accept(chair, 2).endswith("019号")


@pytest.mark.pg
def test_a_server_too_gives_every_number_once(postgres):
    store = Store.over(peewee.PostgresqlDatabase(postgres))
    first_rows(Desk(store, Who("wu", "wu", ("chair",)), clock=Clock()))
    two = [Desk(store, Who("wu", "wu", ("chair",)), clock=Clock()) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        halves = [pool.submit(lambda desk, cases: [accept(desk, case) for case in cases], desk, range(first, 13, 2))
                  for first, desk in ((1, two[0]), (2, two[1]))]
        given = [number for half in halves for number in half.result()]
    assert sorted(parsed(one)[1] for one in given) == list(range(18, 30)) == serials(1, 2026)
    case = 1
    two[0].do("cases.session", case=case, result="达成协议", on=DAY)
    two[0].do("cases.agree", case=case, form="书面", clauses="修", on=DAY, promises=[{"what": "修"}])
    two[0].do("cases.sign", case=case, party="all", worker="all", seal=True, on=DAY)
    assert facts(two[0], case).effective_on == DAY and home(two[0], date(2026, 11, 20)).duties
    store.close()


def test_a_volume_of_several_names_the_cases_that_it_holds_and_no_other():
    def of(*which: int, year: int = 2026) -> list[str]:
        return [f"（{year}）红旗人调字第{one:03d}号" for one in which]

    head = "（2026）红旗人调字"
    assert together(of(7, 8, 10, 13)) == f"{head}第007、008、010、013号"
    assert together(of(4, 1, 3, 2, 7)) == f"{head}第001号至第004号、第007号"
    assert together(of(998, 999, 1000)) == f"{head}第998号至第1000号" and together(of(5)) == f"{head}第005号"
    assert together(of(180, year=2025) + of(1, 2)) == f"（2025）红旗人调字第180号；{head}第001、002号"
    assert together(["旧7", "旧8"]) == "旧7；旧8" and together([]) is None
