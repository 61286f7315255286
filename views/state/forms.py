"""A form of any record: fields from its sheet, texts as typed, and a save that keeps them when it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from center.desk import Desk, Entry
from center.editing import RULES
from center.purposes import purpose
from center.words import say
from db.errors import Invalid, Problems
from db.listing import Query
from db.record import Column, Record, columns, record_name

CHOSEN = "#"  # a chosen record is `#12`, so that a typed “12” still means a name
OFFER = 20


@dataclass(frozen=True)
class FormField:
    """One field to draw: `kind` chooses the control, `choices` are (value, name) of a code."""

    path: str
    label: str
    kind: str
    required: bool
    help: str
    section: str
    sensitive: bool
    width: int
    choices: tuple[tuple[str, str], ...]
    purpose: str = ""


class FormState:
    """One form: new (`entry` None) or of one row. Texts are what the controls hold."""

    def __init__(
        self, desk: Desk, record: type[Record], entry: Entry | None = None, given: Mapping[str, str] | None = None
    ) -> None:
        self.desk, self.record, self.entry = desk, record, entry
        fields = [_field(at) for at in columns(record) if at.kind != "files"]
        # The sheet has the official order of the paper; a form keeps what belongs together under one heading.
        headings = list(dict.fromkeys(one.section for one in fields))
        self.fields = tuple(sorted(fields, key=lambda one: headings.index(one.section)))
        self._columns = {at.path: at for at in columns(record)}
        self.texts = {one.path: self._start(one) for one in self.fields} | dict(given or {})
        self._before = {one.path: self._start(one) for one in self.fields}
        self.problems: dict[str, str] = {}
        self._filled: dict[str, str] = {}

    def _start(self, one: FormField) -> str:
        if self.entry is None:
            return ""
        value = self.entry.values.get(one.path)
        if one.kind == "ref":
            return f"{CHOSEN}{value}" if value else ""
        if one.kind == "code":
            return value or ""
        return self.entry.texts.get(one.path, "")

    # ---- words
    @property
    def title(self) -> str:
        """`新增党员`, or the row's own name."""
        return f"新增{self.record.label}" if self.entry is None else f"修改{self.record.label}"

    @property
    def about(self) -> str:
        """Whose form it is; '' for a new one."""
        return self.entry.title if self.entry else ""

    @property
    def sections(self) -> tuple[tuple[str, tuple[FormField, ...]], ...]:
        """The fields under their headings, in order."""
        found: dict[str, list[FormField]] = {}
        for one in self.fields:
            found.setdefault(one.section, []).append(one)
        return tuple((name, tuple(some)) for name, some in found.items())

    def label_of(self, path: str) -> str:
        """The text a chosen record or code is shown by."""
        return self.entry.texts.get(path, "") if self.entry else ""

    # ---- typing
    def typed(self, changes: Mapping[str, str]) -> None:
        """Take what the controls hold: only what differs from the start."""
        self.texts = self._before | dict(changes)

    @property
    def changed(self) -> dict[str, str]:
        """What differs from the start."""
        return {path: text for path, text in self.texts.items() if text.strip() != self._before[path].strip()}

    def offer(self, path: str, typed: str) -> list[tuple[str, str]]:
        """Records a link may point at: (`#id`, title), those that fit what was typed first."""
        target = self._columns[path].field.rel_model
        ids = self.desk.ids(Query(target, search=typed))[:OFFER]
        rows = self.desk.rows(target, ids, [target.title[0]])
        return [(f"{CHOSEN}{row.id}", row.texts[0]) for row in rows]

    # ---- saving
    def values(self) -> dict[str, Any]:
        """Values by path of what changed; an unreadable text gives its Invalid."""
        chosen = {path: int(text[1:]) for path, text in self.changed.items() if self._is_chosen(path, text)}
        typed = {path: text for path, text in self.changed.items() if path not in chosen}
        return self.desk.take(self.record, typed) | chosen

    def _is_chosen(self, path: str, text: str) -> bool:
        return self._columns[path].kind == "ref" and text[:1] == CHOSEN and text[1:].isdigit()

    def check(self) -> dict[str, str]:
        """Sentences by path of what cannot be read yet, without saving."""
        return {path: say(value) for path, value in self.values().items() if isinstance(value, Invalid)}

    def settle(self, path: str, changes: Mapping[str, str]) -> tuple[str, dict[str, str]]:
        """A field was left: (what is wrong with it or '', texts by path that follow and fill empty fields).

        Only an ID number says more than itself: sex and birth date. What was typed is never replaced.
        """
        self.typed(changes)
        values = self.values()
        value = values.get(path)
        if isinstance(value, Invalid):
            return say(value), {}
        if value is None or self._columns[path].kind != "id_card":
            return "", {}
        front = path.removesuffix("id_card")
        names = [name for name in (f"{front}sex", f"{front}birth") if self._open_to_fill(name)]
        before = dict(self.entry.values) if self.entry else {}
        good = {one: found for one, found in values.items() if not isinstance(found, Invalid)}
        whole = RULES[self.record].complete({one: at for one, at in (before | good).items() if one not in names})
        follow = {name: self._text(name, whole[name]) for name in names if whole.get(name) is not None}
        self._filled |= follow
        return "", follow

    def _open_to_fill(self, path: str) -> bool:
        """Empty, or still as an earlier ID number filled it: a mended number must not leave the wrong birth date."""
        text = self.texts.get(path)
        return text is not None and (not text.strip() or text == self._filled.get(path))

    def _text(self, path: str, value: Any) -> str:
        at = self._columns[path]
        return value if at.kind == "code" else at.field.show(value, masked=False)

    def doubts(self) -> dict[str, str]:
        """What should be looked at but blocks nothing, by path."""
        before = dict(self.entry.values) if self.entry else {}
        good = {path: value for path, value in self.values().items() if not isinstance(value, Invalid)}
        rules = RULES[self.record]
        whole = rules.complete(before | good)
        today = self.desk.today()
        return {path: say(problem) for path, problem in (rules.doubts(whole, today) | rules.asks(whole, today)).items()}

    def save(self) -> int:
        """Write; returns the row's id. Raises Problems (kept in `problems`), Conflict and the Desk's other refusals."""
        self.problems, name = {}, record_name(self.record)
        try:
            if self.entry is None:
                return self.desk.do(f"{name}.add", values=self.values())
            if self.changed:
                self.desk.do(f"{name}.edit", id=self.entry.id, revision=self.entry.revision, values=self.values())
            return self.entry.id
        except Problems as refused:
            self.problems = {path: say(problem) for path, problem in refused.fields.items()}
            raise

    def after_conflict(self) -> dict[str, str]:
        """Take the row as it stands now and keep what was typed; returns the others' new texts of typed fields."""
        mine = self.changed
        old = self.entry
        self.entry = self.desk.get(self.record, old.id)
        self._before = {one.path: self._start(one) for one in self.fields}
        self.texts = self._before | mine
        now = self.entry
        return {path: now.texts.get(path, "") for path in mine if now.values.get(path) != old.values.get(path)}


def _field(at: Column) -> FormField:
    choices = tuple(at.field.codes.items.items()) if at.kind == "code" else ()
    return FormField(at.path, at.label, at.kind, at.required, at.help, at.section, at.sensitive, at.width, choices,
                     purpose(at))
