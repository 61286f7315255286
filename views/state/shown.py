"""Which columns a list shows first and how: the sheet's first eight unless a record asks otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from center.words import spoken
from db.record import Column, Record, column, columns, record_name

FIRST = {
    "people": ("name", "sex", "birth", "phone", "address", "id_card", "education", "ethnicity"),
    "members": (
        "person.name",
        "person.sex",
        "category",
        "branch",
        "person.phone",
        "joined",
        "full_since",
        "person.id_card",
        "standing",
    ),
    "branches": ("name", "kind", "secretary", "phone", "unit_name", "elected_on", "committee_size"),
    "staff": ("person.name", "person.sex", "post", "duty", "person.phone", "hired_on", "left_on"),
    "items": ("name", "number", "kind", "days", "fee", "one_window", "place", "phone"),
    "residencies": ("person.name", "relation", "door", "since", "until", "person.phone", "person.birth"),
    "duty_terms": ("person.name", "role", "building", "unit", "person.phone", "grid", "since", "until", "compound"),
    "enterprises": ("name", "building", "room", "industry", "members", "organisation_state", "contact", "phone"),
    "centres": ("name", "level", "community", "address", "phone", "hours"),
    "rules": ("name", "topic", "version", "effective_on", "review_by", "current", "posted_on"),
    "assets": ("name", "number", "kind", "count", "value", "place", "keeper", "state", "checked_on"),
    "voices": ("matter", "source", "received_on", "owner", "due_on", "answered_on", "ticket", "satisfaction"),
    "certificates": ("number", "issued_on", "person", "kind", "purpose", "requested_by", "issuer", "voided_on"),
    "committees": ("name", "short_name", "kind", "elected_on", "until", "phone", "address", "mixed"),
    "mediators": ("person.name", "duty", "work", "grade", "person.phone", "committee", "since", "until", "letter_until",
                  "studio"),
    "cases": ("name", "number", "stage", "type", "accepted_on", "limit_on", "outcome", "closed_on", "source",
              "registered_on"),
    "case_parties": ("name", "case", "side", "kind", "person", "phone", "capacity", "signed_on"),
    "case_agents": ("name", "party", "kind", "relation", "authority", "given_on", "phone"),
    "agreements": ("case", "form", "amount", "agreed_on", "effective_on", "confirm", "applied_on", "decided_on"),
    "volumes": ("name", "number", "kind", "filed_on", "filer", "pages", "retention", "period", "committee"),
}
CASE = 29  # half characters: the usual name of a case
ROOM = {  # record → column → half characters, where one line of a list needs more than the lines of a paper
    "cases": {"type": 16},
    "case_parties": {"name": 20, "case": CASE},
    "case_agents": {"party": 20, "kind": 16},
    "case_workers": {"case": CASE},
    "case_guests": {"case": CASE},
    "case_steps": {"case": CASE},
    "agreements": {"case": CASE},
    "performances": {"agreement": CASE, "debtor": 16, "creditor": 16},
    "case_papers": {"kind": 19, "case": CASE, "part": 17, "party": 16},
    "volumes": {"number": 31},
    "screening_findings": {"screening": 26},
    "allowances": {"case": CASE},
    "transcriptions": {"case": CASE},
    "clause_templates": {"types": 30},
}
CHIPS = {  # record → column → tone of a word; grey for other words, "" is not worth a chip
    "members": {"category": {"预备党员": "amber"}, "standing": {"正常": ""}},
    "people": {},
    "items": {"kind": {}},
    "branches": {"kind": {"党委": "red", "党总支部": "violet"}},
    "assets": {"state": {"在用": "green"}},
    "facilities": {"state": {"完好": "green"}},
    "staff": {"post": {}},
    "checks": {"kind": {}},
    "rules": {"topic": {}},
    "expenses": {"category": {}},
    "voices": {"source": {}},
}
FLEXIBLE = ("address", "name", "summary", "subject", "duty", "purpose", "title_text", "findings", "matter", "document")
PILLS = {
    "members": "category",
    "branches": "kind",
    "staff": "post",
    "items": "kind",
    "windows": "kind",
    "zones": "kind",
    "facilities": "state",
    "expenses": "category",
    "assets": "state",
    "checks": "kind",
    "trainings": "kind",
    "shifts": "slot",
    "supervisor_activities": "kind",
    "voices": "source",
    "certificates": "kind",
    "seal_uses": "seal",
    "enterprises": "organisation_state",
    "council_members": "side",
}
STEP, PAD = 8, 20  # design pixels of half a Chinese character, and of a cell's margins
NARROW, NAME, WIDE = 64, 104, 300
LONGEST = 22  # half characters: what a code's name may widen its column to


@dataclass(frozen=True)
class Shown:
    """One column of a list: sizes in design pixels; `priority` 0 always stays, the highest leaves first.

    `sortable`: the account may sort by it.
    """

    column: Column
    width: int
    priority: int
    look: str
    flex: bool
    tones: dict[str, str]
    sortable: bool = True

    @property
    def path(self) -> str:
        return self.column.path

    @property
    def label(self) -> str:
        return self.column.label

    @property
    def align(self) -> str:
        return "e" if getattr(self.column.field, "align", "left") == "right" else "w"


def shown(record: type[Record]) -> tuple[Shown, ...]:
    """The columns of a record's list, the title first."""
    name = record_name(record)
    paths = FIRST.get(name) or _first_eight(record)
    return tuple(_one(record, name, path, place) for place, path in enumerate(paths))


def every(record: type[Record]) -> tuple[Shown, ...]:
    """All columns that a list of the record could show: those of `shown`, then the others in the order of the paper."""
    first = shown(record)
    name, known = record_name(record), {one.path for one in first}
    rest = [at.path for at in columns(record) if at.path not in known]
    return (*first, *(_one(record, name, path, len(first) + place) for place, path in enumerate(rest)))


def wide(text: str) -> int:
    """How many half Chinese characters a text of ours takes as it is shown."""
    return sum(1 + (sign > "\u2e7f") for sign in spoken(text))


def _first_eight(record: type[Record]) -> tuple[str, ...]:
    paths = [at.path for at in columns(record) if at.kind != "long"]
    title = record.title[0]
    return tuple([title] + [path for path in paths if path != title])[:8]


def _one(record: type[Record], name: str, path: str, place: int) -> Shown:
    at = column(record, path)
    chips = CHIPS.get(name, {}).get(path)
    look = "title" if place == 0 else "chips" if chips is not None else "text"
    label = max(ROOM.get(name, {}).get(path, at.width), wide(at.label) + 2)
    names = at.field.codes.items.values() if at.kind == "code" else ()
    if any(spoken(name) != name for name in names):  # in another language they are longer, and a chip has its pill
        label = max(label, min(LONGEST, max(map(wide, names)) + 3) if look == "chips" else 7)
    width = min(WIDE, max(NARROW, label * STEP + PAD, NAME if at.kind == "name" else 0))
    flex = (path.rpartition(".")[2] in FLEXIBLE and at.kind not in ("name", "code")) or path == "branch"
    return Shown(at, width, place, look, flex, chips or {})
