"""The copyright file of the package: our list of licences, then the text of every one that is shipped."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

import contents

_MOST = 400_000  # bytes: a browser's worth of notices is named, not copied twice
_KINDS = ("LICEN", "COPYING", "NOTICE", "AUTHORS", "OFL", "FANDOL", "GPL")


def text(bundle: Path) -> str:
    """Everything, for /usr/share/doc; `bundle` is the frozen folder."""
    head = (
        "党群服务中心工作台 · Party-Service Center workbench\n\n"
        "License: Apache-2.0 (on Debian systems also in /usr/share/common-licenses/Apache-2.0)\n\n"
        "This package carries a Python, Tk and the libraries it needs. First the list, then the texts.\n"
    )
    parts = [head, (contents.TOP / "docs" / "licences.md").read_text("utf-8")]
    seen = set()
    for name, words in _texts(bundle):
        if words not in seen:
            parts.append(f"{'=' * 100}\n{name}\n{'=' * 100}\n\n{words.strip()}\n")
            seen.add(words)
    return "\n".join(parts)


def _texts(bundle: Path) -> Iterator[tuple[str, str]]:
    yield "the program", (contents.TOP / "LICENSE").read_text("utf-8")
    yield from _of_python()
    yield from _of_the_freezer()
    for path in sorted((bundle / "_internal").rglob("*")):
        if path.is_file() and path.name.upper().startswith(_KINDS) and path.suffix not in (".ttf", ".py", ".so"):
            inside = path.relative_to(bundle / "_internal").as_posix()
            if path.stat().st_size <= _MOST:
                yield inside, path.read_text("utf-8", "replace")
            else:
                yield inside, f"(see /opt/{contents.NAME}/{contents.version()}/_internal/{inside})"
    yield from _of_the_system(bundle)


def _of_python() -> Iterator[tuple[str, str]]:
    for name in ("LICENSE.txt", "LICENSE"):
        path = Path(sysconfig.get_path("stdlib")) / name
        if path.is_file():
            yield "Python", path.read_text("utf-8")
            return


def _of_the_freezer() -> Iterator[tuple[str, str]]:
    """PyInstaller's loader is in the program; the licence has an exception for what it loads."""
    try:
        files = distribution("pyinstaller").files or []
    except PackageNotFoundError:
        return
    for file in files:
        if file.name.startswith("COPYING"):
            yield "PyInstaller's loader", file.read_text("utf-8")


def _of_the_system(bundle: Path) -> Iterator[tuple[str, str]]:
    """The copyright files of the Debian packages that our copies of system libraries came from."""
    libraries = [path.name for path in (bundle / "_internal").glob("lib*.so*")]
    if not libraries or not shutil.which("dpkg-query"):
        return
    command = ["dpkg-query", "--search", *(f"*/{name}" for name in sorted(libraries))]
    found = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    for package in sorted({line.split(":")[0] for line in found.stdout.splitlines()}):
        path = Path("/usr/share/doc") / package / "copyright"
        if path.is_file():
            yield f"system library from {package}", path.read_text("utf-8", "replace")
