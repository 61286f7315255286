"""The whole window: start, page switch, a key in the search box, and an hour of nobody there.

Start is a whole process until the window takes keys, beside a bare CustomTkinter window with two widgets, in turn.
All people are invented. Needs a screen; an Xvfb of our own is made where there is none.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.search import typed

TOP = Path(__file__).resolve().parent.parent
PEOPLE, LOT = 100_000, 20_000
ROUNDS, SWITCHES, IDLE, SETTLED = 9, 60, 60.0, 5.0
PACE = 0.18  # s from key to key of a quick typist
MOST_START, MOST_SWITCH, MOST_KEY, MOST_IDLE = 2.0, 50.0, 50.0, 0.1
LOGIN, PASSWORD = "lin", "chenguang-2026"

BARE = """
import customtkinter as ctk
root = ctk.CTk()
ctk.CTkLabel(root, text="姓名").pack()
ctk.CTkButton(root, text="保存").pack()
root.update()
root.winfo_pointerxy()
print("up", flush=True)
"""
OURS = """
import sys
from pathlib import Path
from views import tidying
tidying.later()
from views.window import Window
window = Window(Path(sys.argv[1]), upkeep=False)
window.open()
window.root.update()
window.root.winfo_pointerxy()
print("up", flush=True)
"""


def started(program: str, compiled: str, *arguments: str) -> float:
    """Seconds from making a process until its window stands; `compiled` keeps what Python compiled before."""
    alike = os.environ | {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": compiled}
    begun = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program, *arguments], cwd=TOP, stdout=subprocess.PIPE,
                          env=alike) as child:
        assert child.stdout.readline().strip() == b"up", "the window did not come up"
        taken = time.perf_counter() - begun
        child.kill()
    return taken


def start_up(folder: Path) -> list[Figure]:
    """Our window (the page for signing in) beside a bare one, both compiled before, as installed programs are."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as compiled:
        for nth in range(1 + ROUNDS):
            times = started(BARE, compiled), started(OURS, compiled, str(folder))
            if nth:
                bare.append(times[0])
                ours.append(times[1])
    words = "a bare CustomTkinter window"
    return [Figure("start to a usable window", statistics.median(ours), statistics.median(bare), words,
                   most_ratio=MOST_START)]


def fill(folder: Path) -> None:
    """A centre with many people."""
    from benchmarks.importing import invented
    from center import opening
    from db.days import read_day
    from db.models.people import Person
    from db.tx import Tx
    from db.wrapping import FAST

    desk = opening.create(folder, {"name": "晨光社区党群服务中心", "level": "community"}, LOGIN, "林晓", PASSWORD,
                          kdf=FAST).desk
    rows = [{"name": name, "id_card": card, "phone": phone, "address": home, "sex": "1",
             "birth": read_day(f"{card[6:10]}-{card[10:12]}-{card[12:14]}")}
            for name, card, phone, home in invented(PEOPLE)]
    for begin in range(0, PEOPLE, LOT):
        with desk.store.writing():
            tx = Tx(desk.store, command="people.add", label="建测速中心", account=LOGIN, now=desk.now())
            tx.add_many(Person, rows[begin:begin + LOT])
            tx.finish()
    desk.close()


def p99(times: list[float]) -> float:
    """The time that one in a hundred exceeds."""
    return sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]


def drawn(window) -> None:
    """Until everything is on the screen: events, timers that are due, and the X server's answer."""
    window.root.update()
    window.root.winfo_pointerxy()


def inside(folder: Path) -> list[Figure]:
    """Page switch, key to paint and idle, in one window on a filled centre."""
    from center import opening
    from views.window import Window

    window = Window(folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    window.work(opening.sign_in(folder, LOGIN, PASSWORD))
    window.root.focus_force()
    try:
        return [*switching(window), *keys(window), *idle(window)]
    finally:
        window.close()


def switching(window) -> list[Figure]:
    """From one page to another that was built before, drawn."""
    places = [one.key for group in window.bench.groups for one in group.places]
    taken = []
    for nth in range(SWITCHES + len(places)):
        begun = time.perf_counter()
        window.bench.go(places[nth % len(places)])
        drawn(window)
        if nth >= len(places):
            taken.append(1000 * (time.perf_counter() - begun))
    middle = statistics.median(taken)
    return [Figure("page switch", middle, middle, f"itself; p99 {p99(taken):.0f} ms", "ms", most=MOST_SWITCH)]


def keys(window) -> list[Figure]:
    """One key in the search box of a list until its rows are painted, beside the question alone."""
    from db.listing import Query
    from db.models.people import Person

    window.bench.go("people")
    page, taken, asked, texts = window.bench.page, [], [], list(typed(PEOPLE, 40))
    rest(window, SETTLED)  # the pages switched to before still count and draw beside the window
    for text in texts:
        begun = time.perf_counter()
        page.search.put(text)
        while page.state.search != text.strip():
            window.root.update()
        drawn(window)
        taken.append(1000 * (time.perf_counter() - begun))
        rest(window, max(0.001, PACE - taken[-1] / 1000))
    for text in texts:
        begun = time.perf_counter()
        window.bench.desk.ids(Query(Person, search=text.strip()))
        asked.append(1000 * (time.perf_counter() - begun))
    words = "the question without a window"
    return [Figure(f"key to paint, {PEOPLE:,} people, p50", statistics.median(taken), statistics.median(asked), words,
                   "ms"),
            Figure(f"key to paint, {PEOPLE:,} people, p99", p99(taken), p99(asked), words, "ms", most=MOST_KEY)]


def idle(window) -> list[Figure]:
    """Processor time while nobody touches the window, in per cent of one core."""
    window.bench.go("people")
    rest(window, SETTLED)  # what a page still had to do after it came is not idleness
    before, end = used(), time.monotonic() + IDLE
    rest(window, IDLE)
    span = IDLE + max(0.0, time.monotonic() - end)
    share = 100 * (used() - before) / span
    return [Figure(f"idle for {IDLE:.0f} s", share, share, "itself", "%", most=MOST_IDLE)]


def rest(window, seconds: float) -> None:
    """Leave the window alone for a while; its own loop runs."""
    window.root.after(int(seconds * 1000), window.root.quit)
    window.root.mainloop()


def used() -> float:
    """Seconds of processor time of this process."""
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return spent.ru_utime + spent.ru_stime


def measure() -> list[Figure]:
    """All of it."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "centre"
        fill(folder)
        try:
            return [*start_up(folder), *inside(folder)]
        finally:
            shutil.rmtree(folder, ignore_errors=True)
