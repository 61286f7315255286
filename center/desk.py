"""The Desk: what one signed-in account may ask and do. The window and the command line use the same one."""
from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from center import catalog
from center.accounts import keepers, second
from center.clock import LAST_DAY, ClockDoubt, clock, doubt, staying
from center.finding import Hit, find
from center.following import follow, leave
from center.listing import guard
from center.measures import Count, counted
from center.numbers import number
from center.periods import Period, as_of
from center.rights import may
from center.seeing import asked_for, hidden, see, seen, viewer
from center.stopping import Cancel, Progress, step
from center.taking import take
from db import listing, personal, undoing
from db.days import shanghai
from db.errors import Denied, Missing
from db.keyring import Keyring
from db.listing import Query, Row
from db.personal import Kept
from db.questions.journal import newest_act
from db.record import Record, record_name
from db.sight import gone
from db.store import Store
from db.tx import Tx
from db.undoing import Step

MANY = 50  # rows of one step
SETTING_UP = ("init", "settings.load_numbers", "cases.accept", "cases.simple", "cases.open_note", "demo.mediate",
              "case_papers.sign", "dossier.file", "dossier.bind")
"""Never taken back: who opens the store; numbers of cases; signed papers; whom reading a note took it from."""


@dataclass(frozen=True)
class Who:
    """The signed-in account."""

    login: str
    name: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """One page of a list: texts already shown and masked."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    total: int


@dataclass(frozen=True)
class Entry:
    """One record to show or edit: `values` by path, `texts` masked by path."""

    id: int
    uid: str
    revision: int
    title: str
    values: dict[str, Any]
    texts: dict[str, str]


class Desk:
    """Reads and writes for one account. Made by `center.opening`."""

    def __init__(self, store: Store, who: Who, keyring: Keyring | None = None, data_key: bytes | None = None,
                 clock: Callable[[], datetime] = clock, release: Callable[[], None] = lambda: None) -> None:
        self.store, self.who, self.keyring, self.data_key = store, who, keyring, data_key
        self._clock, self._release, self._accepted = clock, release, False
        self._listeners: list[Callable[[frozenset[str]], None]] = []
        self._last_day = store.fact(LAST_DAY)
        self.since, self.closed = self._here().replace(microsecond=0), False
        self.beside: tuple[str, datetime, str] | None = None  # who agreed, when, to what (center.accounts.second)
        self.by_sheet = False  # signed in by the recovery sheet, which could set any password
        catalog.load()

    # ---- time ----------------------------------------------------------------------------------------------

    def now(self) -> datetime:
        """The moment that acts are written with: the clock's, or the last act's while the clock is in doubt."""
        return newest_act() or self._here() if self.clock_doubt() else self._here()

    def today(self) -> date:
        """The day that deadlines and numbers count from."""
        return self.now().date()

    def as_of(self, period: Period) -> date:
        """The day a period is looked at: its last, or today while it runs."""
        return as_of(period, self.today())

    def _here(self) -> datetime:
        """The clock's moment; in the demo centre that of the day on which it stays."""
        here = shanghai(self._clock())
        return here if self._last_day is None else staying(here, self._last_day)

    def clock_doubt(self) -> ClockDoubt | None:
        """Why the clock is not believed; None when it is, or a person has said that it is right."""
        return None if self._accepted or self._last_day else doubt(shanghai(self._clock()))

    def accept_clock(self) -> None:
        """A person has looked and says that the computer's time is right."""
        self._accepted = True

    # ---- writing -------------------------------------------------------------------------------------------

    def may(self, right: str) -> bool:
        """Whether this account holds a right."""
        return may(self.who.roles, right)

    def need(self, right: str) -> None:
        """Raise Denied with a sentence when the right is not held."""
        if not self.may(right):
            raise Denied("{name}没有这项权限，请找中心负责人或有权限的同事办理", name=self.who.name)

    def do(self, what: str | Callable, reason: str = "", draft: int | None = None, **arguments: Any) -> Any:
        """Do one command in one transaction as one undo step; returns what the command returns.

        `draft` is the half-typed form that this finishes: it goes with the same commit. Raises UserError kinds; then
        nothing was written.
        """
        order = catalog.command(what if isinstance(what, str) else what.command)
        self.need(order.right)
        if unsure := self.clock_doubt():
            raise unsure
        seen = second.mark(self, second.guarded(self, order.name, arguments))
        with self.store.writing():
            tx = Tx(self.store, command=order.name, label=order.label, account=self.who.login, reason=reason,
                    now=self._here(), need=self.need, viewer=viewer(self), ring=self.keyring)
            result = order.function(tx, **arguments)
            follow(tx)
            self._tell_second(tx, seen)
            self._tell_second(tx, keepers.looked(self, tx))
            tx.finish()
            if draft is not None:
                personal.drop_draft(self.who.login, draft)
        self._announce(tx.changed)
        return result

    def _tell_second(self, tx: Tx, seen: tuple[str, str] | None) -> None:
        if seen is not None:
            tx.told(seen[0], text=seen[1])
            self.beside = None

    def undo(self, act: int | None = None, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        """Take back this account's newest act (or one act); returns its human name. Cancelled: all stays."""
        last = self.next_undo()
        if last is None:
            raise Missing("没有可以撤销的操作")
        if act is not None and act != last.act:
            raise Missing("请从最近一步开始撤销")
        self._step("undo", "撤销：" + last.label, last.act, undoing.undo, progress, cancel)
        return last.label

    def redo(self, act: int | None = None, progress: Progress | None = None, cancel: Cancel | None = None) -> str:
        """Do again what was taken back last (or one undo); returns its human name. Cancelled: all stays."""
        last = self.next_redo()
        if last is None:
            raise Missing("没有可以重做的操作")
        if act is not None and act != last.act:
            raise Missing("请从最近撤销的一步开始重做")
        self._step(undoing.REDO, last.label, last.act, undoing.redo, progress, cancel)
        return last.label

    def _step(self, command: str, label: str, act: int, step_of: Callable, progress: Progress | None,
              cancel: Cancel | None) -> None:
        self.need("undo")
        if unsure := self.clock_doubt():
            raise unsure
        with self.store.writing():
            tx = Tx(self.store, command=command, label=label, account=self.who.login, now=self.now(),
                    undoes=act if command == "undo" else None)
            step_of(tx, act, lambda done, total: step(progress, cancel, done, total))
            leave(tx)
            self._tell_second(tx, keepers.looked(self, tx))
            tx.finish()
        self._announce(tx.changed)

    def next_undo(self) -> Step | None:
        """What undo would take back."""
        return undoing.last_act(self.who.login, SETTING_UP)

    def next_redo(self) -> Step | None:
        """What redo would do again; nothing once something new was done."""
        return undoing.last_undone(self.who.login)

    def long_ago(self, step: Step) -> bool:
        """Whether a step lies before this sign-in, or touches so much that nobody takes it back in passing."""
        return step.at < self.since or step.rows > MANY

    def listen(self, callback: Callable[[frozenset[str]], None]) -> Callable[[], None]:
        """Call back after each committed act with the names of the changed records, on the thread that acted.

        Returns what ends it.
        """
        self._listeners.append(callback)

        def end() -> None:
            if callback in self._listeners:
                self._listeners.remove(callback)

        return end

    def _announce(self, changed: set[str]) -> None:
        for callback in tuple(self._listeners):
            callback(frozenset(changed))

    # ---- her own -------------------------------------------------------------------------------------------

    def preference(self, key: str, otherwise: Any = None) -> Any:
        """A choice that this account made (a list's columns, the tour seen): JSON values."""
        found = personal.preference(self.who.login, key)
        return otherwise if found is None else found

    def preferences(self, prefix: str) -> dict[str, Any]:
        """All choices of this account whose key begins with a prefix."""
        return personal.preferences(self.who.login, prefix)

    def prefer(self, key: str, value: Any) -> None:
        """Keep a choice of this account; None forgets it. No act: nothing of the centre's records changes."""
        with self.store.writing():
            personal.prefer(self.who.login, key, value)

    def drafts(self) -> list[Kept]:
        """The half-typed forms of this account, newest first."""
        return personal.drafts(self.who.login)

    def draft(self, number: int) -> Kept | None:
        """One of them."""
        return personal.draft(self.who.login, number)

    def draft_of(self, record: type[Record] | str, rid: int) -> Kept | None:
        """The half-typed change of one row; a small form has a name instead of a record."""
        return personal.draft_of_row(self.who.login, record if isinstance(record, str) else record_name(record), rid)

    def keep_draft(self, one: Kept, sheet: bytes | None = None) -> int:
        """Keep a half-typed form (id 0: a new one); returns its id. No act. Too late once closed: 0.

        `sheet` are the packed rows of a table that is being imported; without it those kept before stay.
        """
        if self.closed:
            return 0
        with self.store.writing():
            number = personal.keep_draft(self.who.login, one)
            if sheet is not None:
                personal.keep_sheet(number, sheet)
            return number

    def sheet(self, number: int) -> bytes | None:
        """The packed rows that were kept with a draft."""
        return personal.sheet(self.who.login, number)

    def drop_draft(self, number: int) -> None:
        """Let a half-typed form go."""
        with self.store.writing():
            personal.drop_draft(self.who.login, number)

    # ---- handing out ---------------------------------------------------------------------------------------

    def reveal(self, record: type[Record], rid: int, path: str, reason: str) -> str:
        """The full text of one masked value; needs the right and a reason, and is audited."""
        self.need(f"{record.domain}.read")
        self.need("reveal")
        asked_for(self.may, record, [path])
        if not reason.strip():
            raise Denied("请写明为什么要查看完整内容")
        see(self, record, rid)
        [row] = listing.rows(record, [rid], [path], masked=False) or [None]
        if row is None:
            raise gone(record)
        self.told("reveal", record_name(record), listing.record_row(record, rid)["uid"].hex(), path, reason)
        return row.texts[0]

    def told(self, action: str, record: str = "", uid: str = "", text: str = "", reason: str = "",
             seen: tuple[str, str] | None = None) -> None:
        """Audit that something was handed out (reveal, export, print); `seen` by a second person, or not yet."""
        with self.store.writing():
            tx = Tx(self.store, command=action, label=text or action, account=self.who.login, now=self.now(),
                    reason=reason)
            self._tell_second(tx, seen)
            tx.told(action, record or None, uid or None, text)
            tx.finish()

    def hand_out(self, what: str, rows: int, masked: bool, reason: str = "") -> None:
        """Ask to hand a paper or list out, before it is written; permitted or Denied, and audited."""
        self.need("export")
        if not masked:
            self.need("reveal")
            if not reason.strip():
                raise Denied("导出完整号码，请写明用途")
        self.told("export", text=f"{what}（{rows} 行，{'已遮盖' if masked else '完整号码'}）", reason=reason,
                  seen=None if masked else second.mark(self, second.EXPORT))

    # ---- reading -------------------------------------------------------------------------------------------

    def moment(self) -> AbstractContextManager:
        """Around several questions that must agree: all are answered as of one moment, whoever writes meanwhile."""
        return self.store.moment()

    def ids(self, query: Query) -> array:
        """Ids of a list, in order, as array('q')."""
        self.need(f"{query.record.domain}.read")
        return listing.ids(self.store, guard(self, query))

    def first_ids(self, query: Query) -> array | None:
        """Enough of a very wide search to paint a page at once; None when `ids` answers at once."""
        self.need(f"{query.record.domain}.read")
        return listing.first(self.store, guard(self, query))

    def rows(self, record: type[Record], ids: Sequence[int], paths: Sequence[str] = (),
             masked: bool = True) -> list[Row]:
        """Rows of texts in the order of `ids`. Unmasked only with the right; the caller asks `hand_out` first."""
        self.need(f"{record.domain}.read")
        if not masked:
            self.need("reveal")
        asked_for(self.may, record, paths)
        if shut := hidden(self, record):
            ids = [rid for rid in ids if rid not in shut]
        return listing.rows(record, ids, paths or [at.path for at in seen(self, record)], masked)

    def page(self, query: Query, offset: int = 0, limit: int = 50, paths: Sequence[str] = (),
             masked: bool = True) -> Page:
        """A page of a list with its headings and its total."""
        asked = paths or tuple(at.path for at in seen(self, query.record))
        with self.moment():
            found = self.ids(query)
            rows = self.rows(query.record, found[offset:offset + limit], asked, masked)
        return Page(tuple(listing.column(query.record, path).label for path in asked), tuple(rows), len(found))

    def get(self, record: type[Record], rid: int) -> Entry:
        """One record for detail and form. Raises Missing."""
        from center.editing import current

        self.need(f"{record.domain}.read")
        paths = [at.path for at in seen(self, record)]
        with self.moment():
            see(self, record, rid)
            row, values = listing.record_row(record, rid), current(record, rid)
            [shown] = listing.rows(record, [rid], paths)
            title = listing.title_of(record, rid)
        return Entry(rid, row["uid"].hex(), row["revision"], title,
                     {path: values[path] for path in paths}, dict(zip(paths, shown.texts, strict=True)))

    def id_of(self, record: type[Record], uid: str) -> int:
        """The inside id of a uid in hex. Raises Missing."""
        try:
            rid = listing.id_of_uid(record, bytes.fromhex(uid))
        except ValueError:
            rid = None
        if rid is None or rid in hidden(self, record):
            raise Missing("没有编号为 {uid} 的{label}，请核对编号", uid=uid, label=record.label)
        return rid

    def take(self, record: type[Record], texts: Mapping[str, str]) -> dict[str, Any]:
        """Typed texts by path → values by path; an unreadable text gives its Invalid as the value."""
        return take(record, texts, self.today(), lambda target: hidden(self, target))

    def find(self, text: str, limit: int = 20) -> tuple[list[Hit], bool]:
        """Search everything this account may read: hits, and whether there are more."""
        return find(self, text, limit)

    def measure(self, name: str, period: Period) -> Count:
        """One named number, with its names for who may read them. Raises Missing, Denied."""
        return counted(self, catalog.measures(), name, period)

    def number(self, key: str) -> Any:
        """An official number in force today."""
        return number(key, self.today())

    @property
    def demo(self) -> bool:
        """Whether this is the demo centre: 演示数据 stands on every page and paper."""
        return self.store.fact("demo") == "yes"

    def handed_to(self, who: Who) -> Desk:
        """The Desk of another account on the same open store and lock; only one of the two may be closed."""
        return Desk(self.store, who, self.keyring, self.data_key, self._clock, self._release)

    def close(self) -> None:
        """Close the store and free its lock."""
        self.closed = True
        self.store.close()
        self._release()
