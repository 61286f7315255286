"""A case opened, the year's table and a dossier of forty pages, in a store of 10,000 cases with 40,000 kept papers.

Opened is the page of a case in the window, read anew and drawn, and what it reads alone, in processor time; the table
is the official one of a year with what accumulated and the year before; the dossier is bound of forty pages, most of
them kept scans. Each beside its floor: plain SQL of the same rows, one plain GROUP BY, the scans alone written one
after another by pypdf.
"""
from __future__ import annotations

import hashlib
import random
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from benchmarks.figures import Figure, seconds

CASES, PAPERS, SCANS, ROUNDS = 10_000, 4, 40, 9
MOST_OPEN, MOST_TABLE, MOST_DOSSIER = 100.0, 1.0, 2.0
LOGIN, PASSWORD = "lin", "chenguang-2026"
TYPES = ("neighbour", "property", "family", "contract", "damage", "traffic", "housing", "other")
KINDS = ("register", "record", "agreement", "visit")
TABLES = ("cases", "case_parties", "case_workers", "case_steps", "agreements", "case_papers", "case_guests")
YEAR = """SELECT c."type", c."source", c."outcome", count(*), sum(a."amount") FROM "cases" c
          LEFT JOIN "agreements" a ON a."case_id" = c."id"
          WHERE c."accepted_on" >= ? AND c."accepted_on" < ? GROUP BY c."type", c."source", c."outcome" """

Row = Mapping[str, Any]


def measure(cases: int = CASES, rounds: int = ROUNDS, scans: int = SCANS, window: bool = True) -> list[Figure]:
    """All figures at one size."""
    from center import opening
    from db.wrapping import FAST

    with tempfile.TemporaryDirectory() as folder:
        centre = {"name": "晨光社区党群服务中心", "level": "community"}
        desk = opening.create(Path(folder) / "store", centre, LOGIN, "林晓", PASSWORD, kdf=FAST).desk
        try:
            case = fill(desk, cases, scans)
            return [*opened(desk, case, rounds, window), year(desk, cases, rounds), bound(desk, case, min(rounds, 3))]
        finally:
            desk.close()


# ---- the store
def fill(desk: Any, cases: int, scans: int) -> int:
    """The chair's committee and its cases, by plain SQL, and one more by the steps, with forty pages; returns that."""
    from dataclasses import replace

    desk.who = replace(desk.who, roles=("head", "admin", "chair"))
    office(desk)
    rng = random.Random(5)
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for rid in range(1, cases + 1):
        for name, row in told(rng, rid):
            rows[name].append(row | {"uid": rng.randbytes(16), "revision": 1})
    with desk.store.writing():
        for name, lot in rows.items():
            put(desk.store, name, lot)
    return whole(desk, scans)


def office(desk: Any) -> None:
    """The committee, its chair by the login, a recorder."""
    from db.models.mediation import Committee, Mediator

    committee = desk.do("committees.add", values=desk.take(Committee, {
        "name": "晨光社区人民调解委员会", "short_name": "晨光", "kind": "居调委会"}))
    for name, duty, login in (("林晓", "主任", LOGIN), ("陈晓梅", "记录员", "")):
        values = {"person.name": name, "duty": duty} | ({"login": login} if login else {})
        desk.do("mediators.add", values=desk.take(Mediator, values) | {"committee": committee})


def told(rng: random.Random, rid: int) -> Iterator[tuple[str, Row]]:
    """The rows of one closed case of 2025 or 2026."""
    on = f"{2025 + rid % 2}-{rng.randint(1, 10):02d}-{rng.randint(1, 28):02d}"
    yield "cases", {"id": rid, "name": f"某{rid}与某邻里纠纷", "number": f"（{on[:4]}）晨光人调字第{rid + 1000}号",
                    "stage": "closed", "type": rng.choice(TYPES), "source": rng.choice(("own", "application")),
                    "committee_id": 1, "registered_on": on, "accepted_on": on, "closed_on": on, "outcome": "written",
                    "scope": "workers" if rid % 50 == 0 else "ordinary", "historical": False, "simple": False,
                    "hard": False, "violence": False}
    for place, side in enumerate(("applicant", "respondent"), start=1):
        yield "case_parties", {"case_id": rid, "side": side, "kind": "person", "name": f"某{rid}", "place": place,
                               "agreed_on": on, "told_on": on}
    yield "case_workers", {"case_id": rid, "mediator_id": 1, "role": "host", "since": on}
    for kind in ("apply", "accept", "notify", "session"):
        yield "case_steps", {"case_id": rid, "kind": kind, "on": on, "record": "双方各自说明经过，愿意各让一步。"}
    yield "agreements", {"case_id": rid, "form": "written", "clauses": "略", "amount": rng.randint(0, 999_999),
                         "agreed_on": on, "effective_on": on}
    for kind in KINDS[:PAPERS]:
        yield "case_papers", {"case_id": rid, "kind": kind, "part": "result", "version": 1, "signed_on": on,
                              "origin": "scan"}


def put(store: Any, table: str, rows: Sequence[Row]) -> None:
    """Many rows of one table, as they are."""
    if rows:
        names = tuple(rows[0])
        fields = ", ".join(f'"{name}"' for name in names)
        sql = f'INSERT INTO "{table}" ({fields}) VALUES ({", ".join("?" * len(names))})'
        store.execute_many(sql, ([row[name] for name in names] for row in rows))


def whole(desk: Any, scans: int) -> int:
    """A case of three parties that went through every step, with a scan at each paper and as evidence: forty pages."""
    from center.attachments import Upload
    from center.cases.papers import contents

    sides = (("申请人", "李秀兰"), ("被申请人", "王建国"), ("其他当事人", "周明"))
    day = str(desk.today())
    case = desk.do("cases.register", values={"name": "李秀兰与王建国渗水纠纷", "type": "neighbour", "source": "own",
                                             "registered_on": day, "brief": "厨房顶面渗水。"},
                   parties=[{"side": side, "kind": "个人", "name": name} for side, name in sides],
                   workers=[{"mediator": "林晓", "role": "主持调解"}])
    desk.do("cases.accept", case=case, agreed="all", on=day)
    desk.do("cases.notify", case=case, on=day)
    for name in ("王建国", "周明"):
        desk.do("cases.inquire", case=case, subject=name, record="问：渗水多久了？\n答：今年九月起。", on=day)
    desk.do("cases.session", case=case, result="达成协议", record="各方同意。", on=day)
    desk.do("cases.agree", case=case, form="书面协议", clauses="王建国修好接口。", on=day)
    papers = [slot for item in contents(desk, case) for slot in item.papers if slot.waits]
    for slot in papers:
        share = max(scans // len(papers), 1)
        desk.do("case_papers.sign", case=case, kind=slot.kind, party=slot.party, step=slot.step,
                file=Upload("签字件.pdf", leaf(share)))
    return case


@cache
def leaf(pages: int = 1) -> bytes:
    """A scan-like PDF: a picture of grey noise on each page."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    rng, target = random.Random(pages), BytesIO()
    canvas = Canvas(target, pagesize=(595, 842), invariant=1)
    for _page in range(pages):
        seen = ImageReader(Image.frombytes("L", (310, 438), rng.randbytes(310 * 438)))
        canvas.drawImage(seen, 0, 0, 595, 842)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


# ---- measured
def opened(desk: Any, case: int, rounds: int, window: bool) -> list[Figure]:
    """The page of a case: read alone, and brought to the front and drawn."""
    from views.state.case import CaseState
    from views.state.counter import Counter

    floor = median(worked(lambda: plain(desk, case)) for _ in range(rounds)) * 1000
    ours = median(worked(lambda: CaseState(desk, Counter(desk)).load(case)) for _ in range(rounds)) * 1000
    words, many = "plain SQL of the same rows", f"of {CASES:,}"
    found = [Figure(f"a case {many}, read", ours, floor, words, "ms", most=MOST_OPEN)]
    return [*found, Figure(f"a case {many}, opened", drawn(desk, case, rounds), floor, words, "ms", most=MOST_OPEN)] \
        if window else found


def worked(act: Callable[[], object]) -> float:
    """Seconds of the processor."""
    start = process_time()
    act()
    return process_time() - start


def plain(desk: Any, case: int) -> list:
    """The case and all that hangs on it, table by table."""
    return [desk.store.execute(f'SELECT * FROM "{name}" WHERE "{"id" if name == "cases" else "case_id"}" = ?',
                               (case,)).fetchall() for name in TABLES]


def drawn(desk: Any, case: int, rounds: int) -> float:
    """Milliseconds until the page of a case stands on the screen, from another page: the least of the rounds."""
    from views.window import Window

    window = Window(desk.store.folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(desk)
    bench = window.bench

    def settle() -> None:
        window.root.update()
        while window.jobs.busy:
            window.root.update()
        window.root.winfo_pointerxy()

    def once() -> None:
        bench.show("case").open(case)
        settle()

    times = []
    try:
        for _round in range(rounds + 1):
            bench.show("list:people")
            settle()
            times.append(seconds(once)[0])
    finally:
        window.close()
    return min(times[1:]) * 1000  # the first time it is built


def year(desk: Any, cases: int, rounds: int) -> Figure:
    """The official table of a year."""
    from center.cases.statistics import table
    from center.periods import period

    def floor() -> None:
        for asked in (2026, 2025):
            desk.store.execute(YEAR, (f"{asked}-01-01", f"{asked + 1}-01-01")).fetchall()

    asked, times = period("2026"), []
    for _round in range(rounds):
        times.append((seconds(lambda: table(desk, asked))[0], seconds(floor)[0]))
    if sum(one.value for one in table(desk, asked).now[:1]) < cases // 3:
        raise ValueError("cases that the table does not count")
    ours, other = (median(some) for some in zip(*times, strict=True))
    return Figure(f"the year's table, {cases:,} cases", ours, other, "one GROUP BY for each year", most=MOST_TABLE)


def bound(desk: Any, case: int, rounds: int) -> Figure:
    """The dossier of forty pages, beside its scans one after another. The first in a process loads the writers."""
    from pypdf import PdfReader, PdfWriter

    from center.cases.papers import bytes_of, contents
    from reports.cases.dossier import dossier

    scans = [bytes_of(slot)[1] for item in contents(desk, case) for slot in item.papers if slot.bytes_kept]

    def floor() -> None:
        whole = PdfWriter()
        for scan in scans:
            whole.append(BytesIO(scan))
        whole.write(BytesIO())

    dossier(desk, case)
    ours = [seconds(lambda: dossier(desk, case)) for _ in range(rounds)]
    pages = len(PdfReader(BytesIO(ours[0][1])).pages)
    if len({hashlib.sha256(data).digest() for _time, data in ours}) != 1:
        raise ValueError("the same dossier has other bytes")
    other = median(seconds(floor)[0] for _ in range(rounds))
    return Figure(f"a dossier of {pages} pages", median(time for time, _data in ours), other, "its scans, by pypdf",
                  most=MOST_DOSSIER)
