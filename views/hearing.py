"""What the Desk says was changed, told to every page of a workbench."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from db.errors import UserError
from views import trouble
from views.railing import brand

if TYPE_CHECKING:
    from views.bench import Bench


class Hearing:
    """Listens until `stop()`. What a job changed is told by `tell()` on the window's thread, when the job is done."""

    def __init__(self, bench: Bench) -> None:
        self.bench = bench
        self._changed: set[str] = set()
        self.stop = bench.desk.listen(self._heard)

    def _heard(self, names: frozenset[str]) -> None:
        self._changed |= names
        if threading.current_thread() is not threading.main_thread():
            return  # told on the window's thread when the job is done
        try:
            self.tell()
        except UserError as error:
            # the act itself was done: what a page has to say about it is no refusal
            trouble.show(self.bench.root, error)

    def tell(self) -> None:
        """Tell the pages which records changed."""
        names, self._changed = frozenset(self._changed), set()
        if not names or not self.bench.winfo_exists():
            return
        if "centres" in names:
            self.bench.rail.put_brand(brand())
        for page in tuple(self.bench.pages.values()):
            page.changed(names)
