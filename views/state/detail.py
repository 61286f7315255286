"""One row beside the list: its name, chips, facts (masked), and what was done to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from center.desk import Desk, Entry
from center.history import related
from center.seeing import seen
from center.words import N_
from db.days import Day, years_between
from db.record import Record, record_name
from db.words import Listed, Phrase
from views.state.attaching import Attachments
from views.state.counter import Counter
from views.state.printing import Sheet, paper_sheet, record_sheet
from views.state.shown import CHIPS
from views.state.timeline import Timeline


@dataclass(frozen=True)
class Fact:
    """One line of the pane; `hidden` when its text is masked and may be asked for."""

    path: str
    label: str
    text: str
    hidden: bool


class DetailState:
    """One row as the pane shows it. `reveal` asks for one full value, which is audited."""

    def __init__(self, desk: Desk, record: type[Record], rid: int) -> None:
        self.desk, self.record = desk, record
        self.entry: Entry = desk.get(record, rid)
        self._columns = {at.path: at for at in seen(desk, record)}

    def at_counter(self, counter: Counter) -> None:
        """Only what may be seen at a public counter now."""
        entry, paths = self.entry, tuple(self.entry.texts)
        texts = counter.texts(self.record, entry.id, paths, tuple(entry.texts.values()))
        title = counter.title(self.record, entry.id, entry.title)
        self.entry = replace(entry, title=title, texts=dict(zip(paths, texts, strict=True)))

    @property
    def title(self) -> str:
        return self.entry.title or N_("（未填）")

    @property
    def subtitle(self) -> str:
        """Sex and age of a human, else the first two facts."""
        texts, values = self.entry.texts, self.entry.values
        owner = next((at.owner + "." for at in self._columns.values() if at.kind == "name" and at.owner), "")
        birth = values.get(f"{owner}birth")
        if f"{owner}sex" in texts:
            years = years_between(birth, self.desk.today()) if isinstance(birth, Day) else None
            age = "" if years is None else Phrase(N_("{years} 岁"), years=years)
            return Listed((part for part in (texts[f"{owner}sex"], age) if part), " · ")
        rest = [text for path, text in texts.items() if text and path != self.record.title[0]]
        return Listed(rest[:2], " · ")

    @property
    def chips(self) -> tuple[tuple[str, str], ...]:
        """(word, tone) of the state of things."""
        found = []
        for path, tones in CHIPS.get(record_name(self.record), {}).items():
            text = self.entry.texts.get(path, "")
            tone = tones.get(text, "grey")
            if text and tone:
                found.append((text, tone))
        return tuple(found)

    def sections(self) -> tuple[tuple[str, tuple[Fact, ...]], ...]:
        """The filled facts under their headings; the title is left out, it stands on top."""
        found: dict[str, list[Fact]] = {}
        for path, at in self._columns.items():
            text = self.entry.texts.get(path, "")
            if text and path != self.record.title[0]:
                found.setdefault(at.section, []).append(Fact(path, at.label, text, at.sensitive))
        return tuple((name or N_("基本信息"), tuple(facts)) for name, facts in found.items())

    @property
    def gaps(self) -> tuple[str, ...]:
        """Labels of what is not filled in."""
        texts = self.entry.texts
        return tuple(at.label for path, at in self._columns.items() if not texts.get(path) and at.kind != "long")

    @property
    def hidden(self) -> tuple[Fact, ...]:
        """The masked facts."""
        return tuple(fact for _name, facts in self.sections() for fact in facts if fact.hidden)

    def reveal(self, path: str, reason: str) -> str:
        """The full text of one masked fact. Raises Denied without the right or a reason."""
        return self.desk.reveal(self.record, self.entry.id, path, reason)

    def timeline(self) -> Timeline:
        """What was done with it, newest first."""
        return Timeline(self.desk, self.record, self.entry.id)

    def attachments(self) -> Attachments:
        """Its files."""
        return Attachments(self.desk, self.record, self.entry.uid)

    def related(self) -> list[tuple[str, int, str]]:
        """Where else the same human is: (record's name, id, what it is called there)."""
        return [(record_name(other), rid, other.label) for other, rid in related(self.desk, self.record, self.entry.id)]

    @property
    def paper(self) -> str:
        """The name of the paper that is made of this one row (a certificate); '' when there is none."""
        from reports.papers import papers

        name = record_name(self.record).removesuffix("s")
        one = papers().get(name)
        return name if one is not None and one.needs == ("id",) and self.desk.may("export") else ""

    def sheet(self) -> Sheet:
        """What to print of it: its own paper as of the day the row was made, else the record on one page."""
        from center.periods import period
        from reports.papers import Params

        if not self.paper:
            return record_sheet(self.desk, self.record, self.entry.id)
        day = next((value for value in self.entry.values.values() if isinstance(value, Day)), None)
        span = period(day[:4]) if day else period(str(self.desk.today().year))
        name, uid, label = record_name(self.record), self.entry.uid, self.record.label
        given = Params(span, settings={"id": uid})
        return paper_sheet(self.desk, self.paper, given, also=lambda: self.desk.told("print", name, uid, label))

    def remove(self) -> None:
        """Delete the row; one undo step."""
        self.desk.do(f"{record_name(self.record)}.remove", id=self.entry.id, revision=self.entry.revision)
