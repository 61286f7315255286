"""Pages of a PDF as pictures, drawn by pdfium, which takes one thread at a time: a lock sees to it."""

from __future__ import annotations

import threading
from pathlib import Path

_ONE = threading.Lock()


class PdfPages:
    """A PDF that stays open while it is looked at. Sizes in points."""

    def __init__(self, path: Path) -> None:
        import pypdfium2

        self.path = path
        with _ONE:
            self._file = pypdfium2.PdfDocument(path)
            self.sizes: list[tuple[float, float]] = [self._file.get_page_size(at) for at in range(len(self._file))]

    def draw(self, at: int, width: int):
        """Page `at` (from 0) as a Pillow picture `width` device pixels wide."""
        with _ONE:
            page = self._file[at]
            try:
                return page.render(scale=width / self.sizes[at][0]).to_pil().convert("RGB")
            finally:
                page.close()

    def close(self) -> None:
        """Free the file."""
        with _ONE:
            self._file.close()
