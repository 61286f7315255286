"""The child process that opens a user's file: whatever the file does to a parser, only this process dies.

It takes one JSON request on standard input and gives JSON lines on standard output: first what it found,
then batches of rows, last the warnings; or `refused` with a sentence.
"""
from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from db.errors import Invalid, Unreadable
from reports.reading.sheets import NO_ROWS, Source, open_sheet, walk
from reports.reading.table import Cell, Limits

VERB = "--read-sheet"
TOO_BIG = "这个文件展开后太大，内存装不下。请把表格另存为新的 .xlsx，或拆成几份再导入"
_BATCH = 500
_MERGES = 20_000


def child_command() -> list[str]:
    """How to start this module: the frozen program's executable with a private verb, or the module from the tree."""
    if getattr(sys, "frozen", False):
        return [sys.executable, VERB]
    return [sys.executable, "-m", "reports.reading.child"]


def request(path: Path, sheet: str | None, limits: Limits) -> bytes:
    """The one line that the child reads."""
    return json.dumps({"path": os.fspath(path), "sheet": sheet, "limits": asdict(limits)}).encode()


def main(argv: list[str]) -> int:
    """Reads the request, writes the lines. 0 also when the file was refused: the refusal is the answer."""
    asked = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**asked["limits"])
    gc.disable()  # a short life of rows without cycles: collecting would cost a third of the time
    confine(limits)
    with os.fdopen(os.dup(1), "wb") as out:
        os.dup2(2, 1)
        answer(Path(asked["path"]), asked["sheet"], limits, out)
    return 0


def confine(limits: Limits) -> None:
    """Caps memory and processor time where the system can; no core file with people's data is left behind."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (int(limits.seconds) + 1, int(limits.seconds) + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def answer(path: Path, sheet: str | None, limits: Limits, out: IO[bytes]) -> None:
    """All lines for one file."""
    encode = json.JSONEncoder(ensure_ascii=False, default=_day, check_circular=False, separators=(",", ":")).encode

    def send(thing: Any) -> None:
        out.write(encode(thing).encode("utf-8", "replace") + b"\n")

    try:
        source = open_sheet(path, sheet, limits)
        send({"kind": source.kind, "sheets": source.sheets, "sheet": source.sheet, "total": source.total,
              "merged": source.merged[:_MERGES]})
        for batch in _batches(walk(source, limits), source):
            send(batch)
        send({"warnings": [[warning.message, warning.params] for warning in source.warnings]})
    except Unreadable as error:
        send({"refused": [error.message, error.params]})
    except MemoryError:
        send({"refused": [TOO_BIG, {}]})


def _batches(rows: Iterator[list[Cell]], source: Source) -> Iterator[list[list[Cell]]]:
    batch, seen = [], False
    for row in rows:
        batch.append(row)
        seen = seen or bool(row)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if not seen:
        raise Unreadable(NO_ROWS)
    if batch:
        yield batch


def _day(value: date) -> dict[str, str]:
    return {"": value.isoformat()}


def decode_line(line: bytes) -> Any:
    """One line back as Python values: `{"": iso}` is a date or datetime."""
    return json.loads(line, object_hook=_hook)


def _hook(thing: dict[str, Any]) -> Any:
    text = thing.get("")
    if text is None:
        return thing
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def warning_of(pair: list[Any]) -> Invalid:
    """A warning as it was before it crossed the pipe."""
    return Invalid(pair[0], **pair[1])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
