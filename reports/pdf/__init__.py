"""The PDF writer: official layout drawn straight on a reportlab canvas."""
from reports.pdf.writer import write_pdf

__all__ = ["write_pdf"]
