"""Reading users' workbooks safely: `read_table(path)` gives a `RawTable` of plain values."""
from __future__ import annotations

from reports.reading.reader import Cancelled, read_table
from reports.reading.table import Limits, RawTable

__all__ = ["Cancelled", "Limits", "RawTable", "read_table"]
