"""What the form of a step asks for, and how its texts become the step's command: plain data, no screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from datetime import date
from typing import Any

from center.cases.book import Article, articles
from center.cases.facts import CaseFacts
from center.words import N_, say
from db.codes import code_list
from db.fields import Typed
from db.questions.settings import rest_days
from db.record import Record
from views.kit.dates import Left, left
from views.state.case import CaseState
from views.state.typing import READ

SAVE, ABOUT = N_("登记"), N_("{name}：")
DAY, LATE, DECIDED_BY = N_("日期"), N_("补记的依据"), N_("决定人")
JOINTS = "、,，;；"


@dataclass(frozen=True)
class Ask:
    """One field of a form, as the kit draws it. `choices` are (value, name); `offer` gives them for typed text.

    `into` names a field that a chosen value's text (`inserts`) is added to: clauses. `when(texts)` says whether the
    field is asked for at all, of what the others hold: without it it always is; what is not asked for is empty.
    `lines`: each of several choices on a line with its box.
    """

    path: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    width: int = 12
    choices: tuple[tuple[str, str], ...] = ()
    start: str = ""
    shown: str = ""
    offer: Callable[[str], Sequence[tuple]] | None = None
    field: Typed | None = None
    into: str = ""
    inserts: Mapping[str, str] = made(default_factory=dict)
    section: str = ""
    sensitive: bool = False
    purpose: str = ""
    when: Callable[[Mapping[str, str]], bool] | None = None
    lines: bool = False


@dataclass(frozen=True)
class StepSheet:
    """One form: `give(texts)` does it, through the Desk. `told` are doubts to look at first.

    `renamed`: path of a problem → the field it stands at; `names`: what a path's row is called.
    """

    step: str
    title: str
    asks: tuple[Ask, ...]
    give: Callable[[Mapping[str, str]], Any]
    articles: tuple[Article, ...] = ()
    told: tuple[str, ...] = ()
    word: str = SAVE
    renamed: Mapping[str, str] = made(default_factory=dict)
    names: Mapping[str, str] = made(default_factory=dict)
    today: date | None = None

    @property
    def typing(self) -> Typing:
        """What helps typing into it."""
        return Typing(self.today or date.today())

    def about(self, path: str) -> str:
        """Whose problem it is, before its sentence: `party.12.agreed_on` is 王建国's."""
        name = self.names.get(".".join(path.split(".")[:2]), "")
        return say(ABOUT, name=name) if name else ""


class Typing:
    """Readers for fields of records; the rest is plain."""

    def __init__(self, today: date) -> None:
        self._today = today

    def reader(self, column: Ask) -> Callable[[str], Left] | None:
        """The field's own reader, for the kinds that are spelled anew."""
        if column.field is None or column.kind not in READ or column.kind == "codes":
            return None
        return lambda text: left(column.field, text, self._today)

    def suggest(self, _column: Ask) -> None:
        """Nothing of other cases is offered."""

    def of(self, column: Ask) -> str:
        """What is chosen from."""
        return column.label

    def create(self, _column: Ask) -> None:
        """Nothing is made by the way."""

    def ahead(self, column: Ask) -> bool:
        """Whether a date takes days to come."""
        return column.field is not None and column.field.argument == "future"

    def rest(self) -> Mapping[str, str]:
        """The rest days that a calendar marks."""
        return rest_days()


# ---- making asks
def of(record: type[Record], name: str, path: str = "", **changes: Any) -> Ask:
    """A field of a record as a form asks for it."""
    at = record._meta.fields[name]
    choices = tuple(at.codes.items.items()) if at.kind in ("code", "codes") else ()
    kind = at.kind if at.kind not in ("ref",) else "text"
    ask = Ask(path or name, at.label, kind, at.required, at.help, at.width, choices, field=at)
    return replace(ask, **changes)


def day(state: CaseState, path: str = "on", label: str = DAY, start: str | None = None, **changes: Any) -> Ask:
    """A day, today unless told."""
    start = state.desk.today().isoformat() if start is None else start
    return Ask(path, label, "date", path == "on", width=14, start=start, **changes)


def late(state: CaseState, on: str = "on") -> Ask:
    """What a row rests on that is entered later than its day: asked for when the day is not today."""
    today = state.desk.today().isoformat()
    return Ask("late_why", LATE, width=14, when=lambda texts: texts[on].strip() not in ("", today))


def chosen(path: str, label: str, codes: str, start: str = "", **changes: Any) -> Ask:
    """One of a code list."""
    return Ask(path, label, "code", width=14, choices=tuple(code_list(codes).items.items()), start=start, **changes)


def people(state: CaseState, path: str, label: str, ids: Sequence[int] | None = None, **changes: Any) -> Ask:
    """Several parties, ticked; those with `ids` to begin with (None: all)."""
    names = [one.name for one in state.facts.parties if ids is None or one.id in ids]
    choices = tuple((str(one.id), one.name) for one in state.facts.parties)
    return Ask(path, label, "codes", True, width=30, choices=choices, start="、".join(names), **changes)


def one_party(state: CaseState, path: str, label: str, **changes: Any) -> Ask:
    """One party."""
    choices = tuple((str(one.id), one.name) for one in state.facts.parties)
    return Ask(path, label, "code", width=14, choices=choices, **changes)


def parties_of(facts: CaseFacts, text: str) -> list[int]:
    """Ids of the parties that were ticked by name; a name that no party has is kept out."""
    for joint in JOINTS:
        text = text.replace(joint, "\n")
    names = {word.strip() for word in text.split("\n")}
    return [one.id for one in facts.parties if one.name in names]


def sheet(state: CaseState, step: str, title: str, asks: Sequence[Ask], give: Callable, **more: Any) -> StepSheet:
    """A form of a step of this case, with its articles."""
    return StepSheet(step, title, tuple(asks), give, articles(step), names=state.facts.names,
                     today=state.desk.today(), **more)


def do(state: CaseState, command: str, texts: Mapping[str, str], **more: Any) -> Any:
    """A step's command with what stands in the fields; an empty one is told by the command itself."""
    return state.desk.do(command, case=state.facts.id, **texts, **more)
