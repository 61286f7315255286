"""Runs first in the frozen program: the programs we start (viewer, fc-list, xrdb) get the user's environment back.

The frozen program's own loader points LD_LIBRARY_PATH at our libraries. Inherited by a PDF viewer, it would load
our copies in place of the system's and fail. The loader has read it by now, so nothing here needs it any more.
"""

import os
import sys

if sys.platform.startswith("linux"):
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if before:
        os.environ["LD_LIBRARY_PATH"] = before
    # our own child (--read-sheet) is started as a program of its own, so its loader sets the path again
    os.environ["PYINSTALLER_RESET_ENVIRONMENT"] = "1"
