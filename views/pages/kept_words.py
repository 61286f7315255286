"""What is typed into a small form over a page, or beside one, is a draft too: given back when the same is opened again.

For fields of more than a word; never for passwords. The draft belongs to one account and goes when the act is done.
"""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from center.drafts import WORDS
from center.words import N_, say
from db.errors import UserError
from db.personal import Kept
from views.kit import toast
from views.kit.controls import Label, Link, Panel
from views.kit.fields import Field
from views.kit.resting import Rest

if TYPE_CHECKING:
    from views.bench import Bench

SHORT = 40  # signs of a draft's title


@dataclass(frozen=True)
class Shut:
    """How words are kept that nobody else may read: `close` before they are written, `unseal` after (None: no more)."""

    title: str
    close: Callable[[str], str]
    unseal: Callable[[str], str | None]


class KeptWords:
    """Of some fields that hold now what the row says; `what` and `rid` say what they are about.

    `keep()` writes at once, `done()` after the act. A box that is destroyed writes by itself.
    """

    def __init__(self, bench: Bench, what: str, rid: int, fields: Mapping[str, Field], box: tk.Misc | None = None,
                 shut: Shut | None = None):
        self.bench, self.record, self.rid, self.fields = bench, WORDS + what, rid, dict(fields)
        self._shut = shut
        self._start = self._now = self._texts()
        self._written: dict[str, str] = {}
        self._over = False
        self._rest = Rest(bench, self.keep, lambda: bench.jobs.busy)
        kept = bench.desk.draft_of(self.record, rid)
        self.given = {} if kept is None else self._opened(kept.texts)
        self.number = kept.id if kept else 0
        for name, text in self.given.items():
            self.fields[name].put(text)
        self._written = dict(self.given)
        if box is not None:
            for field in self.fields.values():
                self._listen(field)
            box.keep = self.keep
            tk.Misc.bind(box, "<Destroy>", lambda event: self.leave() if event.widget is box else None, add="+")

    def _opened(self, texts: Mapping[str, str]) -> dict[str, str]:
        read = self._shut.unseal if self._shut else str
        found = {name: read(text) for name, text in texts.items() if name in self.fields}
        return {name: text for name, text in found.items() if text is not None}

    def _listen(self, field: Field) -> None:
        before = field.on_change

        def typed() -> None:
            if before:
                before()
            self.typed()

        field.on_change = typed

    def take_in(self, name: str, field: Field) -> None:
        """One more field, which stands there since: what it holds now is its start."""
        self.fields[name] = field
        self._start[name] = self._now[name] = field.get()
        self._listen(field)

    def _texts(self) -> dict[str, str]:
        return {name: field.get() for name, field in self.fields.items()}

    def typed(self) -> None:
        """A field changed; it is written when she rests."""
        if not self._over:
            self._now = self._texts()
            self._rest.touched()

    def keep(self) -> None:
        """Write what differs from the start; nothing does: the draft goes."""
        self._rest.cancel()
        mine = {name: text for name, text in self._now.items() if text != self._start[name]}
        if self._over or mine == self._written or self.bench.desk.closed:
            return
        try:
            if mine:
                one = Kept(self.number, self.record, self.rid, self._title(mine), self._closed(mine), {},
                           self.bench.desk.now())
                self.number = self.bench.desk.keep_draft(one)
            elif self.number:
                self.bench.desk.drop_draft(self.number)
                self.number = 0
            self._written = mine
        except UserError as error:
            toast.show(self.bench.root, say(N_("草稿没有存上：{why}"), why=say(error)), about="words")

    def _title(self, mine: Mapping[str, str]) -> str:
        return self._shut.title if self._shut else " ".join(next(iter(mine.values())).split())[:SHORT]

    def _closed(self, mine: dict[str, str]) -> dict[str, str]:
        return {name: self._shut.close(text) for name, text in mine.items()} if self._shut else mine

    def leave(self) -> None:
        """The fields go, or show something else."""
        self.keep()
        self._over = True

    def done(self) -> None:
        """What was typed is written as an act; the box that held it may be gone by then."""
        self._now, self._over = dict(self._start), False
        self.leave()

    def give_up(self) -> None:
        """不要了: as the row says."""
        for name, text in self._start.items():
            self.fields[name].put(text)
        self._now = dict(self._start)
        self.keep()


def note(master: tk.Misc, words: KeptWords) -> None:
    """One line over the fields when something was given back, with the way to be rid of it."""
    if words.given:
        row = Panel(master)
        row.pack(fill="x", padx=24, pady=(0, 8))
        Link(row, N_("不要了"), lambda: (words.give_up(), row.destroy())).pack(side="right")
        Label(row, N_("上次没填完的已放回来"), 13, "ink2").pack(side="left")
