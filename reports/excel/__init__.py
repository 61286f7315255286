"""The Excel writer: workbooks that print like the PDF and can be read, checked and imported again."""
from reports.excel.seal import read_meta, verify
from reports.excel.writer import write_xlsx

__all__ = ["read_meta", "verify", "write_xlsx"]
