"""Reading users' workbooks safely: `read_table(path)` gives a `RawTable` of plain values."""
from __future__ import annotations

from center.stopping import Cancelled
from reports.reading.reader import read_table
from reports.reading.table import Limits, RawTable

__all__ = ["Cancelled", "Limits", "RawTable", "read_table"]
