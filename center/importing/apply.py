"""The command `import`: what the preview accepted is written in bulk, as one act that can be undone."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from center.commands import command
from center.importing.knowing import ELSEWHERE
from center.importing.preview import Preview
from center.importing.refs import NewRef
from center.importing.report import summary
from center.importing.rows import NEW, UPDATE, PreviewRow
from center.stopping import Cancel, Progress, step
from center.unswept import unswept
from center.words import N_
from db.errors import Denied
from db.models.people import Person
from db.record import Record
from db.tx import Tx

_BATCH = 1_000


@command(N_("导入"), right="import", name="import")
def run(tx: Tx, preview: Preview, progress: Progress | None = None, cancel: Cancel | None = None) -> dict[str, int]:
    """Write the preview's new and changed rows; refused, asked and skipped ones wait.

    Returns the numbers of `summary` with `created` (records made because rows named them). Raises Cancelled:
    then nothing was written.
    """
    numbers = summary(preview)
    writer = _Writer(tx, preview, progress, cancel)
    with unswept():
        made = writer.make_missing()
        writer.write()
    tx.rename(f"导入{preview.record.label} {numbers['added'] + numbers['updated']} 行")
    return numbers | {"created": made}


def may_import(desk: Any, record: type[Record]) -> None:
    """Raise Denied when the account may not import this record: it needs the right to import and to edit.

    Of what steps write nobody imports a table.
    """
    desk.need("import")
    if not desk.may(f"{record.domain}.edit"):
        raise Denied("您没有录入{label}的权限，请找中心负责人或有权限的同事导入", label=record.label)
    if record in ELSEWHERE:
        raise Denied(ELSEWHERE[record], label=record.label)


class _Writer:
    """Writes one preview, in batches so that progress is told and a stop is heard."""

    def __init__(self, tx: Tx, preview: Preview, progress: Progress | None, cancel: Cancel | None) -> None:
        self.tx, self.record, self.matcher = tx, preview.record, preview.matcher
        self.prefix, self.owner = preview.matcher.prefix or "", preview.matcher.owner
        self.preview, self._progress, self._cancel = preview, progress, cancel
        self._made: dict[NewRef, int] = {}
        self._met: dict[tuple, int] = {}  # who was entered already, where one human may have several rows
        taken = [row for row in preview.rows if row.state in (NEW, UPDATE)]
        self.later = [row for row in taken if row.twin is not None and row.target is None]
        self.new = [row for row in taken if row.target is None and row.twin is None]
        self.changed = [row for row in taken if row.target is not None]
        self._done, self._total = 0, len(taken)

    def make_missing(self) -> int:
        """Make the records that rows name and that are not there; returns how many."""
        rows = (*self.new, *self.changed, *self.later)
        wanted = dict.fromkeys(value for row in rows for value in row.changes.values() if isinstance(value, NewRef))
        for ref in wanted:
            self._made[ref] = self.tx.add(ref.record, {ref.record.title[0]: ref.name})
        return len(wanted)

    def write(self) -> None:
        """New rows in bulk, then changes one by one."""
        self._merge_twins()
        for batch in _batches(self.new):
            self._add(batch)
            self._tell(len(batch))
        for batch in _batches(self.changed):
            for row in batch:
                self._change(row)
            self._tell(len(batch))

    def _tell(self, count: int) -> None:
        self._done += count
        step(self._progress, self._cancel, self._done, self._total)

    def _merge_twins(self) -> None:
        """A row that a person called the same as an earlier new one adds its values to that one."""
        for row in self.later:
            base = self.preview.rows[row.twin]
            base.changes = base.changes | row.changes

    def _values(self, row: PreviewRow) -> tuple[dict[str, Any], dict[str, Any]]:
        """(the record's own values, its human's) of what a row writes."""
        own: dict[str, Any] = {}
        human: dict[str, Any] = {}
        for path, value in row.changes.items():
            if isinstance(value, NewRef):
                value = self._made[value]
            if self.owner and path.startswith(self.prefix):
                human[path.removeprefix(self.prefix)] = value
            else:
                own[path] = value
        return own, human

    def _add(self, rows: Sequence[PreviewRow]) -> None:
        parts = [self._values(row) for row in rows]
        if self.owner:
            people = self._strangers([(at, parts[at][1]) for at, row in enumerate(rows) if row.person is None])
            for at, row in enumerate(rows):
                parts[at][0][self.owner] = people.get(at, row.person)
                if row.person is not None and parts[at][1]:
                    self.tx.change(Person, row.person, parts[at][1])
        self.tx.add_many(self.record, [own for own, _human in parts])

    def _strangers(self, rows: Sequence[tuple[int, dict[str, Any]]]) -> dict[int, int]:
        """Place → new human. One who stands in several rows (two homes, two duties) is entered once."""
        keys = {at: _who(facts) if self.matcher.several else None for at, facts in rows}
        fresh = {keys[at] or at: (at, facts) for at, facts in reversed(rows) if keys[at] not in self._met}
        first = sorted(fresh.values(), key=lambda one: one[0])
        ids = dict(zip((at for at, _facts in first), self.tx.add_many(Person, [facts for _at, facts in first]),
                       strict=True))
        self._met |= {keys[at]: rid for at, rid in ids.items() if keys[at]}
        for at, facts in rows:
            if at not in ids:
                ids[at] = self._met[keys[at]]
                self.tx.change(Person, ids[at], {name: value for name, value in facts.items() if value is not None})
        return ids

    def _change(self, row: PreviewRow) -> None:
        own, human = self._values(row)
        if human:
            person = row.person or self.matcher.rows[row.target][self.owner]
            self.tx.change(Person, person, human)
        if own:
            self.tx.change(self.record, row.target, own)


def _who(facts: dict[str, Any]) -> tuple | None:
    """What tells that two rows are about one human; None when nothing does."""
    number, name, phone = facts.get("id_card"), facts.get("name"), facts.get("phone")
    return ("id_card", number) if number else (name, phone) if name and phone else None


def _batches(rows: Sequence[PreviewRow]) -> Iterable[Sequence[PreviewRow]]:
    return (rows[start:start + _BATCH] for start in range(0, len(rows), _BATCH))
