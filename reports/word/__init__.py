"""The Word writer: text papers that people go on editing."""
from reports.word.writer import write_docx

__all__ = ["write_docx"]
