"""What becomes of each row: new, update, unchanged, refused, asked or skipped, and why."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from center.editing import NO_RULES, RULES
from center.importing.besides import BESIDES
from center.importing.cell import ASK, CHANGED, EMPTY, OK, RANK, REFUSED, WARNING, Cell
from center.importing.matching import Matcher, covered
from center.importing.rows import (
    ASK_ROW,
    EMPTY_VALUE,
    MISSING,
    NEW,
    OTHER_NAME,
    REFUSED_ROW,
    SAME_PERSON,
    SKIP,
    TAKEN,
    TWIN,
    UNCHANGED,
    UPDATE,
    Fault,
    PreviewRow,
)
from db.errors import Invalid
from db.listing import title_of
from db.record import Record, column, columns

_WHO = Invalid("姓名和电话与已登记的一个人相同。请选“是同一人，更新”或“不是，新建”")
_NAMESAKE = Invalid("已登记有同名的人，这一行没有身份证号和电话可以对，先按另一个人登记，请核对")
_OTHER_NAME = Invalid("这个身份证号登记的是另一个姓名。请核对姓名和号码；确是同一人改了名，选“是同一人，更新”")
_OWNED = "这个{label}已经是“{title}”的，请核对；“{title}”写错了的，请先改正那一条"
_GIVEN_TWICE = "和第 {number} 行的{label}相同，可说的不是同一条。请改正其中一行的{label}"
_TAKEN_NUMBER = Invalid("这个身份证号已经登记在另一个人名下，请核对")
_WILL_MAKE = Invalid("还没有登记，导入时一起新建")


class Judge:
    """Judges the rows of one preview, in order: twins look back at the rows before them."""

    def __init__(self, record: type[Record], matcher: Matcher, today: date, place: Mapping[str, int],
                 create_missing: bool, allowed: set[tuple[str, str]]) -> None:
        self.record, self.matcher, self.today, self.place = record, matcher, today, place
        self.create_missing, self.allowed = create_missing, allowed
        self.rules, self.typed = RULES.get(record, NO_RULES), record in RULES
        self.phone_paths = [at.path for at in columns(record) if at.kind == "phone"]
        self._paths = list(place)
        self._required = [at for at in columns(record) if at.required]
        self._keys: dict[tuple, list[int]] = {}
        self._beside = BESIDES.get(record, ())
        self._humans: dict[tuple | None, set[int]] = {}  # who → rows about her, and the other way round
        self._who: dict[int, tuple | None] = {}

    # ---- judging -------------------------------------------------------------------------------------------

    def judge(self, row: PreviewRow, rows: Sequence[PreviewRow]) -> None:
        """Set the row's state, changes and faults."""
        row.faults, row.changes, row.twin = [], {}, None
        if row.answer == "skip":
            row.state = SKIP
            return
        self._settle(row)
        if self._is_twin(row, rows):
            return
        existing = self.matcher.existing(row)
        row.changes = _differences(row.values, existing)
        if row.target is not None and not row.changes and not self._refused(row, existing):
            row.state = UNCHANGED
            return
        if not self.typed:
            told = Invalid("{label}不能用表格增改，请在程序里办理", label=self.record.label)
            row.faults.append(Fault("", REFUSED, told))
            row.state = REFUSED_ROW
            return
        self._check(row, existing)
        self._check_beside(row, existing, rows)
        self._ask(row, existing)
        self._decide(row, existing)

    def forget_keys(self) -> None:
        """Begin anew: all rows are going to be judged, in order."""
        self._keys, self._humans, self._who = {}, {}, {}

    def knows_twin(self, rows: Sequence[PreviewRow], everyone: Sequence[PreviewRow]) -> bool:
        """Whether a row shares a key with another one, now or before."""
        chosen = {row.index for row in rows}
        for row in rows:
            if row.twin is not None or any(set(self._keys.get(key, ())) - chosen for key in self.matcher.keys_of(row)):
                return True
            if self._beside and (self._family(row) | self._humans.get(self._who.get(row.index), set())) - chosen:
                return True
        return any(other.twin in chosen for other in everyone)

    def _settle(self, row: PreviewRow) -> None:
        """A sure or answered candidate becomes the row's human."""
        if not row.candidates:
            return
        row.person = row.target = None
        if row.answer == "same":
            self.matcher.settle(row, row.chosen or row.candidates[0][0])
        elif row.answer != "new":
            sure = [person for person, _words in row.candidates if self._surely(row, person)]
            row.person = row.target = None
            if len(sure) == 1:
                self.matcher.settle(row, sure[0])

    def _surely(self, row: PreviewRow, person: int) -> bool:
        """Whether a candidate's stored row says all that the file says, or is her row at the very same place."""
        self.matcher.settle(row, person)
        if row.target is None and not (self.matcher.several and self.matcher.there(row)):
            return False
        stored, number = self.matcher.existing(row), f"{self.matcher.prefix}id_card"
        if all(covered(stored.get(path), value) for path, value in row.values.items()):
            return True
        known, said = stored.get(number), row.values.get(number)
        return self.matcher.several and (known is None or said is None or known == said)

    def _is_twin(self, row: PreviewRow, rows: Sequence[PreviewRow]) -> bool:
        """The same ID (or name and phone) in an earlier row: identical is unchanged, another one is asked."""
        base, sure, at = self._earlier(row, rows)
        if base is None:
            return False
        row.twin = base.index
        if self.matcher.whole(row) == self.matcher.whole(base) and not self._refused(row, {}):
            row.state = UNCHANGED
            return True
        if row.answer == "new" and not sure:
            row.twin = None
            return False
        if row.answer == "same":
            if base.target is not None or not self.typed:
                return False
            row.changes = {path: value for path, value in row.values.items() if base.values.get(path) != value}
            whole = self.rules.complete({**base.values, **row.values})
            self._problems(row, whole)
            row.state = REFUSED_ROW if self._refused(row, {}) or _any(row, REFUSED) else UPDATE
            return True
        if self._two_things(row, base):
            label = column(self.record, at).label
            row.faults.append(Fault(at, REFUSED, Invalid(_GIVEN_TWICE, number=base.number, label=label)))
            row.state = REFUSED_ROW
            return True
        path = at if at in self.place else self._key_path(sure)
        row.faults.append(Fault(path, ASK, self._twin_words(base.number, sure), TWIN))
        row.state = REFUSED_ROW if self._refused(row, {}) else ASK_ROW
        return True

    def _two_things(self, row: PreviewRow, base: PreviewRow) -> bool:
        """Whether two rows of one code say by their numbers that they are two."""
        mine, others = self.matcher.named(row), self.matcher.named(base)
        return bool(mine and others) and not set(mine) & set(others)

    def _twin_words(self, number: int, sure: bool) -> Invalid:
        if self.matcher.prefix is None:
            return Invalid("和第 {number} 行是同一条，内容不一样。两行只能留一行，请改正其中一行", number=number)
        if sure:
            return Invalid("和第 {number} 行是同一个身份证号，内容不一样。请只留一行，或改正号码", number=number)
        return Invalid("和第 {number} 行姓名、电话相同，内容不一样。请确认是不是同一个人", number=number)

    def _earlier(self, row: PreviewRow, rows: Sequence[PreviewRow]) -> tuple[PreviewRow | None, bool, str]:
        """(the first earlier row that is taken and has the same key, whether the key alone is proof, its path)."""
        for key in self.matcher.keys_of(row):
            seen = self._keys.setdefault(key, [])
            if row.index not in seen:
                seen.append(row.index)
                seen.sort()
            sure = key[0] != "name"
            for index in seen:
                other = rows[index]
                if index >= row.index:
                    break
                if other.state not in TAKEN or other.twin is not None or self.matcher.apart(row, other):
                    continue
                if sure or not self._known_apart(row, other):
                    return other, sure, key[0][-1] if isinstance(key[0], tuple) else ""
        return None, False, ""

    def _known_apart(self, row: PreviewRow, other: PreviewRow) -> bool:
        """Two ID numbers, or two rows of the store: then name and phone alike mean nothing."""
        if row.target is not None and other.target is not None and row.target != other.target:
            return True
        path = f"{self.matcher.prefix}id_card"
        return bool(row.values.get(path) and other.values.get(path))

    def _key_path(self, sure: bool) -> str:
        if self.matcher.prefix is None:
            return self._paths[0] if self._paths else ""
        return self.matcher.prefix + ("id_card" if sure else "name")

    def _check(self, row: PreviewRow, existing: Mapping[str, Any]) -> None:
        whole = self.rules.complete({**existing, **row.changes})
        if existing:
            row.changes = {path: value for path, value in whole.items()
                           if value is not None and existing.get(path) != value}
        else:
            row.changes = whole
        self._problems(row, whole)
        row.faults += [Fault(path, REFUSED, problem) for path, problem in row.told.items()]
        if row.candidates and not row.answer and row.person is None and not self._told_apart(row):
            row.faults.append(Fault(self._key_path(False), WARNING, _NAMESAKE))
        known = self.rules.doubts(whole, self.today)
        row.faults += [Fault(path, WARNING, doubt) for path, doubt in known.items()]
        if row.answer not in ("new", "same"):
            asked = self.rules.asks(whole, self.today)
            row.faults += [Fault(path, ASK, ask, EMPTY_VALUE) for path, ask in asked.items()
                           if self._own(row, path).state != REFUSED]

    def _check_beside(self, row: PreviewRow, existing: Mapping[str, Any], rows: Sequence[PreviewRow]) -> None:
        """What it says against the other rows about the same human, of the store and of the lines before it."""
        if not self._beside:
            return
        if self.matcher.prefix is None:
            if row.changes:
                self._add_beside(row, existing, ())
            return
        if not self._who:
            for one in rows:
                self._place_human(one)
        self._place_human(row)
        others, before = self.matcher.others(row), []
        for one in (rows[index] for index in sorted(self._family(row) - {row.index})):
            if one.answer == "skip" or (one.index < row.index and one.state not in TAKEN):
                continue
            if one.target in others:
                others[one.target] = {**others[one.target], **one.values}
            elif one.index < row.index and one.twin is None and one.target is None:
                before.append(one.values)
        self._add_beside(row, existing, [*others.values(), *before])

    def _add_beside(self, row: PreviewRow, existing: Mapping[str, Any], others: Sequence[Mapping[str, Any]]) -> None:
        values = {**existing, **row.changes, "id": row.target}
        problems = {path: problem for one in self._beside for path, problem in one(values, others, self.today).items()}
        row.faults += [Fault(path, REFUSED, problem) for path, problem in problems.items()
                       if self._own(row, path).state != REFUSED]

    def _family(self, row: PreviewRow) -> set[int]:
        """Rows of the file about the same human."""
        return self._humans.get(self.matcher.who(row), set())

    def _place_human(self, row: PreviewRow) -> None:
        who = self.matcher.who(row)
        self._humans.get(self._who.get(row.index), set()).discard(row.index)
        self._who[row.index] = who
        if who is not None:
            self._humans.setdefault(who, set()).add(row.index)

    def _problems(self, row: PreviewRow, whole: Mapping[str, Any]) -> None:
        problems = self.rules.check(whole, self.today)
        for at in self._required:
            if whole.get(at.path) is None and at.path not in problems:
                problems[at.path] = Invalid("请填写{label}", label=at.label)
        for path, problem in problems.items():
            if self._own(row, path).state != REFUSED:
                row.faults.append(Fault(path, REFUSED, problem))

    def _ask(self, row: PreviewRow, existing: Mapping[str, Any]) -> None:
        if row.index in self.matcher.owned:
            path, owner = self.matcher.owned[row.index]
            told = Invalid(_OWNED, label=column(self.record, path).label, title=title_of(self.record, owner))
            row.faults.append(Fault(path, REFUSED, told))
        if row.index in self.matcher.clashes:
            row.faults.append(Fault(self._key_path(True), REFUSED, _TAKEN_NUMBER))
        if row.candidates and row.person is None and not row.answer and self._told_apart(row):
            row.faults.append(Fault(self._key_path(False), ASK, _WHO, SAME_PERSON))
        name = f"{self.matcher.prefix}name"
        if row.person is not None and row.answer != "same" and name in row.changes and existing.get(name):
            row.faults.append(Fault(name, ASK, _OTHER_NAME, OTHER_NAME))
        for path, cell in self._cells(row):
            if cell.missing and not self._may_make(row, path, cell):
                row.faults.append(Fault(path, ASK, cell.message, MISSING))

    def _told_apart(self, row: PreviewRow) -> bool:
        return any(row.values.get(self.matcher.prefix + name) for name in ("id_card", "phone"))

    def _may_make(self, row: PreviewRow, path: str, cell: Cell) -> bool:
        return self.create_missing or row.answer == "new" or (path, cell.missing) in self.allowed

    def _decide(self, row: PreviewRow, existing: Mapping[str, Any]) -> None:
        if self._refused(row, existing) or _any(row, REFUSED):
            row.state = REFUSED_ROW
        elif _any(row, ASK):
            row.state = ASK_ROW
        elif row.target is None:
            row.state = NEW
        else:
            row.state = UPDATE if row.changes else UNCHANGED

    def _refused(self, row: PreviewRow, existing: Mapping[str, Any]) -> bool:
        for path, cell in self._cells(row) if row.added else zip(self._paths, row.cells, strict=True):
            if cell.state == REFUSED and not self._stands(path, cell, existing):
                return True
        return False

    def _stands(self, path: str, cell: Cell, existing: Mapping[str, Any]) -> bool:
        """Whether the cell is what is stored, told with less: stars, or a name that several have."""
        value = existing.get(path)
        if value is None:
            return False
        return value in cell.among or (cell.masked and column(self.record, path).field.show(value) == cell.raw.strip())

    # ---- showing -------------------------------------------------------------------------------------------

    def _cells(self, row: PreviewRow) -> list[tuple[str, Cell]]:
        cells = list(zip(self._paths, row.cells, strict=True))
        return cells + list(row.added.items()) if row.added else cells

    def _own(self, row: PreviewRow, path: str) -> Cell:
        place = self.place.get(path)
        if place is not None:
            return row.cells[place]
        return (row.added or {}).get(path, EMPTY)

    def shown(self, row: PreviewRow, path: str) -> Cell:
        """The cell at a path with what its row says about it: the worst state and its message."""
        cell = self._own(row, path)
        if cell.missing:
            cell = replace(cell, state=OK, message=None)
            if self._may_make(row, path, cell):
                cell = replace(cell, state=WARNING, message=_WILL_MAKE)
        if (cell.masked or cell.among) and self._stands(path, cell, self.matcher.existing(row)):
            cell = replace(cell, state=OK, message=None)
        for fault in row.faults:
            if fault.path == path and RANK[fault.level] > RANK[cell.state]:
                cell = replace(cell, state=fault.level, message=fault.message)
        return cell

    def outside(self, row: PreviewRow) -> list[Fault]:
        """Faults at paths that the file has no column for: they stand at the row's first cell."""
        return [fault for fault in row.faults if fault.path not in self.place]

    def remarks(self, row: PreviewRow) -> list[tuple[str, str, Invalid]]:
        """(path, level, message) of all that is to be said about a row."""
        found = []
        for path in self._paths:
            cell = self.shown(row, path)
            if cell.state != OK and cell.message is not None:
                found.append((path, cell.state, cell.message))
        return found + [(fault.path, fault.level, fault.message) for fault in self.outside(row)]

    def counts(self, rows: Sequence[PreviewRow]) -> dict[str, int]:
        """Rows by state; `warned` rows to be taken with a warning; `changed` cells rewritten in them."""
        found = dict.fromkeys((NEW, UPDATE, UNCHANGED, REFUSED_ROW, ASK_ROW, SKIP), 0)
        warned = changed = 0
        for row in rows:
            found[row.state] += 1
            if row.state in (NEW, UPDATE):
                warned += self.warned(row)
                changed += sum(cell.state == CHANGED for cell in row.cells)
        return {"rows": len(rows), **found, "warned": warned, "changed": changed}

    def warned(self, row: PreviewRow) -> bool:
        """Whether something should be looked at although the row is taken."""
        return _any(row, WARNING) or any(cell.state == WARNING or cell.missing for cell in row.cells)


def _differences(values: Mapping[str, Any], existing: Mapping[str, Any]) -> dict[str, Any]:
    """What the file says that the store does not know yet."""
    if not existing:
        return dict(values)
    return {path: value for path, value in values.items() if not covered(existing.get(path), value)}


def _any(row: PreviewRow, level: str) -> bool:
    return any(fault.level == level for fault in row.faults)
