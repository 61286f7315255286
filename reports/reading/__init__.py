"""Reading users' workbooks safely: `read_table(path)` gives a `RawTable` of plain values."""
from __future__ import annotations

from center.stopping import Cancelled
from reports.reading.reader import read_table
from reports.reading.table import Limits, RawTable

__all__ = ["KINDS", "Cancelled", "Limits", "RawTable", "read_table"]

KINDS = (".xlsx", ".xlsm", ".xls", ".et", ".csv", ".htm", ".html")
"""How the names of tables end, for choosing and dropping a file; what it is in truth is seen when it is read."""
