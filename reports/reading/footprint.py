"""How much memory another process holds: the watch over the child where the system itself sets no limit."""
from __future__ import annotations

import sys
from pathlib import Path


def footprint(pid: int) -> int | None:
    """Bytes of private or resident memory of a process; None when this system cannot tell."""
    if sys.platform == "win32":
        return _windows(pid)
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return None
    return int(pages) * 4096


def _windows(pid: int) -> int | None:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
            (name, ctypes.c_size_t) for name in ("peak_set", "set", "peak_paged", "paged", "peak_nonpaged", "nonpaged",
                                                 "pagefile", "peak_pagefile", "private")]

    query_limited = 0x1000
    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.OpenProcess.restype = wintypes.HANDLE
    kernel.K32GetProcessMemoryInfo.argtypes = [wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD]
    kernel.CloseHandle.argtypes = [wintypes.HANDLE]
    handle = kernel.OpenProcess(query_limited, False, pid)
    if not handle:
        return None
    counters = Counters(cb=ctypes.sizeof(Counters))
    read = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.cb)
    kernel.CloseHandle(handle)
    return counters.private if read else None
