"""A form of any record: fields from its sheet, texts as typed, drafts of them, and a save that keeps them if refused.

What was typed lies over the row as it stands; where somebody else changed the same field meanwhile there is a `Clash`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from center.desk import Desk, Entry
from center.drafts import short
from center.editing import RULES
from center.following import carried
from center.people.knowing import AMONG, OWNER
from center.purposes import purpose
from center.seeing import seen
from center.words import N_, say
from db.errors import Conflict, Invalid, Missing, Problems
from db.personal import Kept
from db.record import Column, Record, record_name
from views.state.counter import Counter
from views.state.typing import CHOSEN, among, offered


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


@dataclass(frozen=True)
class Clash:
    """A field that she and somebody else changed: what she typed, and how it stands now (masked as on the form)."""

    path: str
    label: str
    mine: str
    now: str


class FormState:
    """One form: new (`entry` None) or of one row. Texts are what the controls hold; `draft` is its id in the store."""

    def __init__(
        self, desk: Desk, record: type[Record], entry: Entry | None = None, given: Mapping[str, str] | None = None
    ) -> None:
        self.desk, self.record, self.entry = desk, record, entry
        fields = [_field(at) for at in seen(desk, record)]
        # The sheet has the official order of the paper; a form keeps what belongs together under one heading.
        headings = list(dict.fromkeys(one.section for one in fields))
        self.fields = tuple(sorted(fields, key=lambda one: headings.index(one.section)))
        self._columns = {at.path: at for at in seen(desk, record)}
        self.texts = {one.path: self._start(one) for one in self.fields} | dict(given or {})
        self._before = {one.path: self._start(one) for one in self.fields}
        self._was = self._plain()
        self.problems: dict[str, str] = {}
        self._namesakes: tuple[int, ...] = ()
        self._picked: tuple[str, int] | None = None  # (the name as it was typed, who of that name is meant)
        self._filled: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self.draft = 0
        self.kept_at: datetime | None = None

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
        return say(N_("新增{label}") if self.entry is None else N_("修改{label}"), label=self.record.label)

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

    def _plain(self) -> dict[str, str]:
        """The row's values in full, to see what changed: a mask may hide it."""
        if self.entry is None:
            return {}
        return {one.path: self._plain_text(one.path, self.entry.values.get(one.path)) for one in self.fields}

    def _plain_text(self, path: str, value: Any) -> str:
        if value is None:
            return ""
        return f"{CHOSEN}{value}" if self._columns[path].kind == "ref" else self._text(path, value)

    @property
    def start(self) -> dict[str, str]:
        """What the form shows of the row as it stands, before anything is typed."""
        return dict(self._before)

    # ---- typing
    def typed(self, changes: Mapping[str, str]) -> None:
        """Take what the controls hold: only what differs from the start."""
        self.texts = self._before | dict(changes)

    @property
    def changed(self) -> dict[str, str]:
        """What differs from the start."""
        return {path: text for path, text in self.texts.items() if text.strip() != self._before[path].strip()}

    def offer(self, path: str, typed: str, counter: Counter | None = None) -> list[tuple[str, str, str, str]]:
        """Records a link may point at: (`#id`, title, '', detail), those that fit what was typed first."""
        target = self._columns[path].field.rel_model
        return offered(self.desk, target, typed, counter)

    # ---- saving
    def values(self) -> dict[str, Any]:
        """Values by path of what changed; an unreadable text gives its Invalid."""
        chosen = {path: int(text[1:]) for path, text in self.changed.items() if self._is_chosen(path, text)}
        typed = {path: text for path, text in self.changed.items() if path not in chosen}
        if self._picked and self.texts.get(f"{OWNER}.name") == self._picked[0]:
            chosen[OWNER] = self._picked[1]
        return self.desk.take(self.record, typed) | chosen

    def namesakes(self, counter: Counter | None = None) -> list[tuple[str, str, str, str]]:
        """After a refusal: people of this name, one of whom may be meant, as `offer` gives them."""
        target = self.record._meta.fields[OWNER].rel_model if self._namesakes else None
        if target is None or not self.desk.may(f"{target.domain}.read"):
            return []
        return among(self.desk, target, self._namesakes, counter)

    def pick(self, chosen: str) -> None:
        """It is this one (`#id` of `namesakes`), as long as the name stays."""
        self._picked = self.texts[f"{OWNER}.name"], int(chosen[1:])

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
        self.problems, self._namesakes, name = {}, (), record_name(self.record)
        draft = self.draft or None
        try:
            if self.entry is None:
                return self.desk.do(f"{name}.add", draft=draft, values=self.values())
            if self.changed:
                self._refuse_stale()
                self.desk.do(f"{name}.edit", draft=draft, id=self.entry.id, revision=self.entry.revision,
                             values=self.values())
            elif draft:
                self.desk.drop_draft(draft)
            return self.entry.id
        except Problems as refused:
            self.problems = {path: say(problem) for path, problem in refused.fields.items()}
            self._namesakes = next((one.params[AMONG] for one in refused.fields.values() if AMONG in one.params), ())
            raise

    @property
    def carried(self) -> int:
        """How many rows are written anew with this one: the doors of a compound that gets another name."""
        return carried(self.record, self.entry.id, self.changed) if self.entry is not None else 0

    def _refuse_stale(self) -> None:
        """The row's revision does not tell of its human's facts: somebody may have changed those on another page."""
        try:
            now = self.desk.get(self.record, self.entry.id)
        except Missing as gone:
            told = Conflict("这条{label}刚被别人删除了，您填的内容还在，可以存成新的一条", label=self.record.label)
            raise told from gone
        at = {path: self._plain_text(path, now.values.get(path)) for path in self.changed}
        if any(text != self._was[path] for path, text in at.items()):
            raise Conflict("这条{label}刚被别人改过，请重新打开后再改，您填的内容还在", label=self.record.label)

    def catch_up(self) -> list[Clash]:
        """After a Conflict: take the row as it stands now, keep what was typed. Raises Missing when it is gone."""
        mine, was = self.changed, self._was
        self.entry = self.desk.get(self.record, self.entry.id)
        return self._lay_over(mine, was)

    def _lay_over(self, mine: Mapping[str, str], was: Mapping[str, str]) -> list[Clash]:
        self._before = {one.path: self._start(one) for one in self.fields}
        self._was = self._plain()
        self.texts = self._before | {path: text for path, text in mine.items() if path in self._before}
        return [Clash(one.path, one.label, self.shown(one.path, mine[one.path]), self.label_of(one.path))
                for one in self.fields
                if one.path in mine and one.path in was and was[one.path] != self._was.get(one.path, "")
                and mine[one.path] != self._was.get(one.path, "")]

    def now(self, path: str) -> tuple[str, str]:
        """(text, label) of a field as the row stands: what a form without changes would show."""
        return self._before[path], self.label_of(path)

    # ---- drafts
    def shown(self, path: str, text: str) -> str:
        """A field's text in words: a chosen record or code by its name."""
        at = self._columns[path]
        if at.kind == "code":
            return at.field.codes.items.get(text, text)
        return self.chosen_label(path, text) if self._is_chosen(path, text) else text

    def chosen_label(self, path: str, text: str) -> str:
        """What a chosen record is called: as it stands, else as it was called when it was chosen."""
        target = self._columns[path].field.rel_model
        rows = self.desk.rows(target, [int(text[1:])], [target.title[0]])
        return rows[0].texts[0] if rows else self._labels.get(path, "")

    def labels(self) -> dict[str, str]:
        """By path what the chosen records of `texts` are called, for the controls."""
        return {path: self.chosen_label(path, text) for path, text in self.changed.items()
                if self._is_chosen(path, text)}

    def keep(self, focus: str = "", top: int = 0) -> datetime:
        """Write what was typed into the store, as this form's draft; when. Nothing typed: the draft goes."""
        mine, now = self.changed, self.desk.now()
        if not mine:
            self.drop()
            return now
        beside = {"was": {path: self._was[path] for path in mine if path in self._was}, "labels": self.labels(),
                  "focus": focus, "top": top}
        rid = self.entry.id if self.entry else None
        one = Kept(self.draft, record_name(self.record), rid, self._draft_title(), mine, beside, now)
        self.draft, self.kept_at = self.desk.keep_draft(one), now
        return now

    def _draft_title(self) -> str:
        path = self.record.title[0]
        if self.entry:
            return self.entry.title
        if path in self.texts:
            return " ".join(self.shown(path, self.texts.get(path, "")).split())
        return short(next((self.shown(at, text) for at, text in self.changed.items()), ""))

    def take_up(self, kept: Kept) -> list[Clash]:
        """Give a draft back: its texts over the row as it stands now. Raises nothing for what the record lost."""
        self.draft, self.kept_at = kept.id, kept.at
        self._labels = dict(kept.beside.get("labels", {}))
        was = kept.beside.get("was", {}) if self.entry else {}  # where the row is gone nothing stands against it
        return self._lay_over(self._still_there(kept.texts), was)

    def _still_there(self, texts: Mapping[str, str]) -> dict[str, str]:
        """A chosen record that is gone becomes the name it was chosen by: the field says then that there is none."""
        found = dict(texts)
        for path, text in texts.items():
            if path in self._columns and self._is_chosen(path, text):
                target = self._columns[path].field.rel_model
                if not self.desk.rows(target, [int(text[1:])], [target.title[0]]):
                    found[path] = self._labels.get(path, "")
        return found

    def drop(self) -> Kept | None:
        """Let this form's draft go; returns it, to give it back."""
        kept = self.desk.draft(self.draft) if self.draft else None
        if kept is not None:
            self.desk.drop_draft(kept.id)
        self.draft, self.kept_at = 0, None
        return kept


def _field(at: Column) -> FormField:
    choices = tuple(at.field.codes.items.items()) if at.kind in ("code", "codes") else ()
    return FormField(at.path, at.label, at.kind, at.required, at.help, at.section, at.sensitive, at.width, choices,
                     purpose(at))
