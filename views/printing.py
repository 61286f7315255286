"""Printing on each system: which printers there are, and the command that hands a PDF to one of them.

Linux and macOS print through CUPS (`lp`, `lpstat`); Windows through the program that opens PDF files. Nothing here
knows the window; everything that talks to a printer may take seconds and belongs in a job.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from center.words import N_
from db.errors import Missing, UserError

NO_TOOLS = N_("这台电脑没有装打印服务。请点“打开 PDF”，在打开的程序里打印")
NO_PRINTER = N_("这台电脑还没有打印机。请接上打印机、在系统设置里添加，或点“打开 PDF”存到 U 盘去别处打印")
GONE = N_("找不到打印机“{name}”，可能拔掉了或改了名字。请另选一台，或点“打开 PDF”")
REFUSED = N_("打印机“{name}”没有收下这份文件。请看看它开机没有、连好没有，再打印一次，或点“打开 PDF”")
USUAL = N_("系统默认打印机")

LISTING, SENDING = 10, 60  # s a print service may take to answer
BOTH_SIDES = "sides=two-sided-long-edge"
ONE_SIDE = "sides=one-sided"
_DEVICES = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"
_CHOSEN = r"Software\Microsoft\Windows NT\CurrentVersion\Windows"


@dataclass(frozen=True)
class Order:
    """How to print. `printer` '' is the system's own choice; `pages` like `1-3,5`, '' all of them."""

    printer: str = ""
    copies: int = 1
    pages: str = ""
    both: bool = False


@dataclass(frozen=True)
class Printers:
    """What the system says: `usual` is its own choice, '' when it has none; `why` there is no printer at all."""

    names: tuple[str, ...] = ()
    usual: str = ""
    why: str = ""


def chooses(system: str = sys.platform) -> bool:
    """Whether copies, pages and both sides can be asked for here; on Windows the program that prints decides."""
    return system != "win32"


def command(order: Order, path: Path, system: str = sys.platform) -> tuple[str, ...]:
    """What hands the file over: the words of `lp`; on Windows the verb of the shell, the file, and its argument."""
    if system == "win32":
        return ("printto", str(path), f'"{order.printer}"') if order.printer else ("print", str(path))
    words = ["lp", "-t", path.stem]
    if order.printer:
        words += ["-d", order.printer]
    if order.copies > 1:
        words += ["-n", str(order.copies)]
    if order.pages:
        words += ["-P", order.pages]
    words += ["-o", BOTH_SIDES if order.both else ONE_SIDE, "-o", "fit-to-page", "--", str(path)]
    return tuple(words)


def printers(system: str = sys.platform) -> Printers:
    """Ask the system. Never raises: no service and no printer are answers."""
    if system == "win32":
        return _windows()
    if shutil.which("lp") is None or shutil.which("lpstat") is None:
        return Printers(why=NO_TOOLS)
    names = tuple(dict.fromkeys(line.split()[0] for line in _answer("lpstat", "-a").splitlines() if line.split()))
    if not names:
        return Printers(why=NO_PRINTER)
    usual = _answer("lpstat", "-d").partition(":")[2].strip()
    return Printers(names, usual if usual in names else "")


def send(order: Order, path: Path, system: str = sys.platform) -> None:
    """Print a PDF. Raises Missing (no service, the printer is gone) or UserError (it did not take the file)."""
    found = printers(system)
    if found.why:
        raise Missing(found.why)
    if order.printer and order.printer not in found.names:
        raise Missing(GONE, name=order.printer)
    words = command(order, path, system)
    if not (_shell(words) if system == "win32" else _run(words)):
        raise UserError(REFUSED, name=order.printer or found.usual or USUAL)


def _answer(*words: str) -> str:
    try:
        done = subprocess.run(words, capture_output=True, timeout=LISTING, env=_plain(), check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode("utf-8", "replace")


def _run(words: tuple[str, ...]) -> bool:
    try:
        done = subprocess.run(words, capture_output=True, timeout=SENDING, env=_plain(), check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def _plain() -> dict[str, str]:
    # answers come in the desktop's language otherwise; the names of printers stay as they are
    return {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def _shell(words: tuple[str, ...]) -> bool:
    try:
        os.startfile(words[1], words[0], *words[2:])
    except OSError:
        return False
    return True


def _windows() -> Printers:
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _DEVICES) as key:
            names = tuple(winreg.EnumValue(key, at)[0] for at in range(winreg.QueryInfoKey(key)[1]))
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CHOSEN) as key:
            usual = str(winreg.QueryValueEx(key, "Device")[0]).partition(",")[0]
    except OSError:
        return Printers(why=NO_PRINTER)
    return Printers(names, usual if usual in names else "") if names else Printers(why=NO_PRINTER)
