"""`make run` without a screen: the demo centre, an import, the compliance report, and a picture, all under out/."""

from __future__ import annotations

import shutil
import sys
import time
from pathlib import Path

from center.desk import Desk
from views import screen
from views.folders import TREE

OUT = (Path.cwd() if getattr(sys, "frozen", False) else TREE) / "out"  # the installed program may not write to its own
SAMPLE = TREE / "templates" / "samples" / "党员花名册（样例）.xlsx"
REPORT = "compliance_report"
DRAWN = 1.2  # seconds until the first page stands with its numbers
LONGEST = 15.0  # seconds a picture may take to settle


def run(out: Path = OUT) -> int:
    """Make everything, print where it is; exit code 0."""
    from reports.demo import make

    out.mkdir(parents=True, exist_ok=True)
    folder = out / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    print("这里没有屏幕，用演示中心把一遍工作做出来：")
    made, counts = make(folder)
    desk = made.desk
    try:
        state = "已加密" if desk.store.encrypted else "未加密"
        print(f"  演示中心（{state}）：{folder}　{sum(counts.values())} 条记录")
        for words in (*_import(desk), *_papers(desk, out)):
            print(f"  {words}")
    finally:
        desk.close()
    print(f"  {picture(folder, out / 'home.png')}")
    return 0


def _import(desk: Desk) -> list[str]:
    if not SAMPLE.exists():
        return [f"没有样例文件 {SAMPLE.name}，略过导入"]
    from center.importing import preview_of, summary
    from db.models.members import Member
    from reports.reading import read_table

    preview = preview_of(desk, Member, read_table(SAMPLE), create_missing=True)
    numbers = summary(preview)
    if numbers["added"] + numbers["updated"]:
        numbers = desk.do("import", preview=preview)
    return [
        f"导入 {SAMPLE.name}：共 {numbers['rows']} 行，新增 {numbers['added']}，更新 {numbers['updated']}，"
        f"要改 {numbers['refused']}，要确认 {numbers['ask']}"
    ]


def _papers(desk: Desk, out: Path) -> list[str]:
    from center.periods import quarter_of
    from reports.papers import hand_out, paper_of, params

    given = params(desk, quarter_of(desk.today()).text)
    label, told = paper_of(REPORT).label, []
    for kind in ("xlsx", "pdf"):
        target = out / f"{label}.{kind}"
        hand_out(desk, REPORT, given, target)
        told.append(f"{label}：{target}")
    return told


def picture(folder: Path, target: Path) -> str:
    """A picture of the first page, on an Xvfb of our own; a sentence with where it is, or why there is none."""
    from importlib.util import find_spec

    if find_spec("_tkinter") is None:
        return "没有画面：这个 Python 没有 tkinter（sudo apt-get install python3-tk）"
    if not screen.can_make():
        return screen.NO_XVFB
    try:
        with screen.own_screen():
            _draw(folder, target)
    except OSError as error:
        return f"没有画面：虚拟屏幕没有开起来（{type(error).__name__}）"
    return f"今日待办的画面：{target}"


def _draw(folder: Path, target: Path) -> None:
    from views.kit.pictures import snapshot
    from views.window import Window, open_demo

    window = Window(folder, mode="light", scale=1.0, upkeep=False)
    try:
        window.work(open_demo(folder))
        settle(window.root, DRAWN)
        snapshot(window.root, target)
    finally:
        window.close()


def settle(root, seconds: float = 0.4) -> None:
    """Let the window draw itself: run its events for a moment."""
    end = time.monotonic() + min(seconds, LONGEST)
    done = []
    root.after(round(seconds * 1000), lambda: done.append(True))
    while not done and time.monotonic() < end + LONGEST:
        root.update()
        root.tk.dooneevent()
