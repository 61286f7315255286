"""`read_table`: one user's file as a `RawTable`, read in a child process under limits of memory and time."""
from __future__ import annotations

import logging
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from center.stopping import Cancel, Cancelled, Progress
from center.unswept import unswept
from db.errors import Unreadable
from reports.reading.child import TOO_BIG, child_command, decode_line, request, warning_of
from reports.reading.footprint import footprint
from reports.reading.table import Limits, RawTable

_ROOT = Path(__file__).resolve().parents[2]
_TICK = 0.1
_WATCH = 0.5
_LOG = logging.getLogger(__name__)


def read_table(path: str | Path, *, sheet: str | None = None, progress: Progress | None = None,
               cancel: Cancel | None = None, limits: Limits | None = None) -> RawTable:
    """The sheet (by name, else the first that looks like a table) of an .xlsx, .xls, .et, .csv or web-page "xls".

    `progress(done, total)` counts rows, total 0 when unknown; `cancel()` true raises `Cancelled`.
    Raises Unreadable with a sentence for everything the file can do wrong.
    """
    limits = limits or Limits()
    path = Path(path)
    _check_file(path, limits)
    with tempfile.TemporaryFile() as trouble, _start(trouble) as child:
        try:
            child.stdin.write(request(path.absolute(), sheet, limits) + b"\n")
            child.stdin.close()
            with unswept():
                return _collect(path, _lines(child, cancel, limits), progress)
        except BrokenPipeError as error:
            raise Unreadable(_CRASHED) from error
        except _Stopped as stopped:
            child.kill()
            raise _sentence(child.wait(), trouble) if not stopped.args else stopped.args[0] from None
        finally:
            child.kill()
            child.stdout.close()


_CRASHED = "读这个文件时出了错，文件多半已经损坏（本程序没有受影响）。请用 Excel 或 WPS 打开它，另存为新的 .xlsx 再导入"
_SLOW = "读了 {seconds} 秒还没有读完，已经停下。请把表格另存为新的 .xlsx，或拆成几份再导入"


class _Stopped(Exception):
    """The lines ended before the last one; the argument, if any, is the error to raise."""


def _check_file(path: Path, limits: Limits) -> None:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Unreadable("“{name}”是文件夹，请选里面的表格文件", name=path.name)
        with path.open("rb"):
            pass
    except FileNotFoundError as error:
        raise Unreadable("没有找到文件“{name}”，请看看它是不是被移走或改了名", name=path.name) from error
    except PermissionError as error:
        raise Unreadable("“{name}”打不开，多半正在 Excel 或 WPS 里开着。请关掉它再试", name=path.name) from error
    except OSError as error:
        raise Unreadable("“{name}”读不出来。如果在 U 盘上，请先复制到电脑里再试", name=path.name) from error
    if size > limits.file_bytes:
        raise Unreadable("文件有 {size} MB，太大了，一次最多 {limit} MB。请删去图片或拆成几份再导入", size=size >> 20,
                         limit=limits.file_bytes >> 20)


def _start(trouble: IO[bytes]) -> subprocess.Popen[bytes]:
    flags = {"creationflags": subprocess.CREATE_NO_WINDOW} if sys.platform == "win32" else {}
    frozen = getattr(sys, "frozen", False)
    return subprocess.Popen(child_command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=trouble,
                            cwd=None if frozen else _ROOT, bufsize=1 << 18, **flags)


def _lines(child: subprocess.Popen[bytes], cancel: Cancel | None, limits: Limits) -> Iterator[bytes]:
    """The child's lines, while a clock, a memory watch and the person's cancel may stop it."""
    arrived: queue.Queue[bytes] = queue.Queue(maxsize=64)
    threading.Thread(target=_pump, args=(child.stdout, arrived), daemon=True).start()
    deadline, watch = time.monotonic() + limits.seconds, time.monotonic() + _WATCH
    while True:
        if cancel and cancel():
            raise _Stopped(Cancelled())
        now = time.monotonic()
        if now > deadline:
            raise _Stopped(Unreadable(_SLOW, seconds=int(limits.seconds)))
        if now > watch:
            watch = now + _WATCH
            if (footprint(child.pid) or 0) > limits.memory_bytes:
                raise _Stopped(Unreadable(TOO_BIG))
        try:
            line = arrived.get(timeout=_TICK)
        except queue.Empty:
            continue
        if not line:
            return
        yield line


def _pump(stream: IO[bytes], arrived: queue.Queue[bytes]) -> None:
    """Moves lines from the pipe, which no system lets us wait on with a time limit, into a queue."""
    try:
        for line in stream:
            arrived.put(line)
    except ValueError:
        pass  # the pipe was closed under us: the reading was stopped
    arrived.put(b"")


def _collect(path: Path, lines: Iterator[bytes], progress: Progress | None) -> RawTable:
    table, total = None, 0
    for line in lines:
        thing = decode_line(line)
        if isinstance(thing, list):
            table.rows.extend(thing)
            if progress:
                progress(len(table.rows), total)
        elif "refused" in thing:
            raise Unreadable(thing["refused"][0], **thing["refused"][1])
        elif "kind" in thing:
            total = thing["total"]
            merged = [tuple(box) for box in thing["merged"]]
            table = RawTable(thing["kind"], path.name, thing["sheets"], thing["sheet"], [], merged=merged)
        else:
            table.warnings = [warning_of(pair) for pair in thing["warnings"]]
            return _trim(table)
    raise _Stopped


def _trim(table: RawTable) -> RawTable:
    """Without blank rows at both ends; `first_row` says where the rest begins."""
    rows = table.rows
    while rows and not rows[-1]:
        rows.pop()
    blank = next((at for at, row in enumerate(rows) if row), 0)
    table.rows, table.first_row = rows[blank:], blank + 1
    return table


def _sentence(status: int, trouble: IO[bytes]) -> Unreadable:
    """What a dead child means for the person; the log gets the kind of error only, never a value of the file."""
    trouble.seek(0)
    text = trouble.read()[-20000:]
    last = text.decode("utf-8", "replace").strip().rpartition("\n")[2].partition(":")[0]
    _LOG.info("reading child ended with %s (%s)", status, last[:60] if last.replace(".", "").isidentifier() else "")
    memory = b"memory allocation of" in text or b"MemoryError" in text
    return Unreadable(TOO_BIG if memory else _CRASHED)
