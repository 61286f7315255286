"""What Ctrl+P prints of the settings: the part that is seen, or a sentence where there is nothing to print."""

from __future__ import annotations

from collections.abc import Callable

from center.desk import Desk
from center.words import N_, say
from db.listing import Query
from db.models.centre import Centre
from db.models.settings import RestDay
from db.models.staff import Account
from db.record import Record
from views.state import rights
from views.state.menu import PARTS
from views.state.printing import Sheet, list_sheet, paper_sheet, record_sheet

NOTHING = N_("“{part}”没有要打印的内容")
RIGHTS = N_("谁能改什么")


def sheet(desk: Desk, part: str) -> Sheet | str:
    """The paper of a part of the settings, or why there is none."""
    label, right = next((label, right) for key, label, right in PARTS if key == part)
    if right and not desk.may(right):
        return rights.closed(right)
    make = MADE.get(part)
    made = make(desk) if make else None
    return made if made is not None else say(NOTHING, part=say(label))


def _list(record: type[Record], order: str, *paths: str) -> Callable[[Desk], Sheet]:
    return lambda desk: list_sheet(desk, record, desk.ids(Query(record, sort=((order, "asc"),))), paths)


def _centre(desk: Desk) -> Sheet | None:
    ids = desk.ids(Query(Centre))
    return record_sheet(desk, Centre, ids[0]) if len(ids) else None


def _rights(desk: Desk) -> Sheet:
    return Sheet(desk, say(RIGHTS), lambda: _rights_paper(desk), ours=True)


def _rights_paper(desk: Desk):
    """Every thing with the roles that may see it and those that may change it: a Document."""
    from db.questions.accounts import centre_row
    from db.questions.journal import newest_change
    from reports.document import Document, Part, Table, TableColumn

    rows: list[tuple] = []
    bands = []
    for heading, things in rights.table(desk):
        bands.append((len(rows), heading))
        rows += [(one.label, rights.words(one.read) if one.read else "", rights.words(one.edit)) for one in things]
    heads = (TableColumn(N_("事项"), 24), TableColumn(N_("能看"), 34), TableColumn(N_("能改、能做"), 34))
    org = (centre_row() or {}).get("name") or ""
    part = Part(RIGHTS, (Table(heads, tuple(rows), group_rows=tuple(bands)),))
    return Document("rights", RIGHTS, org, (part,), demo=desk.demo, made_at=newest_change(), made_by=desk.who.name)


def _paper(name: str) -> Callable[[Desk], Sheet]:
    def made(desk: Desk) -> Sheet:
        from reports.papers import params

        return paper_sheet(desk, name, params(desk))

    return made


MADE: dict[str, Callable[[Desk], Sheet | None]] = {
    "numbers": _paper("official_numbers"),
    "dossier_table": _paper("dossier_table"),
    "transcription": _paper("transcription_fields"),
    "case_texts": _paper("case_texts"),
    "rest_days": _list(RestDay, "day", "day", "kind", "name", "source"),
    "centre": _centre,
    "accounts": _list(Account, "id", "login", "name", "roles", "active", "pledged_on"),
    "rights": _rights,
}
