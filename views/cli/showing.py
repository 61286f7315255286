"""today and show: what is due for this account, and one row; both can be written out as the window prints them."""

from __future__ import annotations

import shutil
from argparse import Namespace
from pathlib import Path
from tempfile import TemporaryDirectory

from center import catalog
from center.cases.clocks import clocks, numbers_on
from center.cases.facts import facts
from center.desk import Desk
from center.duties import home
from center.listing import column_named
from center.words import N_, say, spoken
from db.errors import Unreadable
from db.models.cases import Case
from db.record import Record, columns
from views.cli.speaking import Answer, desk
from views.state.printing import Sheet, record_sheet, today_sheet


def today(arguments: Namespace) -> Answer:
    """今日待办 of this account; with --to as the paper."""
    with desk(arguments) as opened:
        found = home(opened)
        if arguments.to:
            return _written(today_sheet(opened, found), arguments)
    due = [{"title": spoken(one.title), "detail": spoken(one.words), "person": one.person,
            "due": one.due.isoformat() if one.due else "", "urgent": one.urgent} for one in found.duties]
    words = "\n".join("  ".join(str(one[key]) for key in ("due", "title", "detail") if one[key]) for one in due)
    return Answer({"day": found.day.isoformat(), "duties": due}, words or say(N_("没有到期的事项")))


def show(arguments: Namespace) -> Answer:
    """One row, masked; with --to its 记录单, with --reveal one value in full, for a reason."""
    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        rid = opened.id_of(record, arguments.id)
        if arguments.to:
            return _written(record_sheet(opened, record, rid), arguments)
        if arguments.reveal:
            at = column_named(record, arguments.reveal)
            text = opened.reveal(record, rid, at.path, arguments.reason)
            return Answer({"path": at.path, "text": text}, text)
        entry = opened.get(record, rid)
        due = _clocks(opened, record, rid)
    shown = [(at.label, entry.texts.get(at.path, "")) for at in columns(record)]
    lines = [f"{spoken(label)}  {spoken(text)}" for label, text in shown if text]
    lines += [f"{one['label']}  {one['due']}  {one['words']}" for one in due]
    data = {"title": entry.title, "revision": entry.revision, "texts": entry.texts}
    return Answer(data | ({"clocks": due} if record is Case else {}), "\n".join(lines))


def _clocks(opened: Desk, record: type[Record], rid: int) -> list[dict[str, str]]:
    """What runs in a case, as its page tells it: the days are counted by the rest days that are known now."""
    if record is not Case:
        return []
    today = opened.today()
    return [{"key": one.key, "label": spoken(one.label), "due": str(one.due), "words": spoken(one.words)}
            for one in clocks(facts(opened, rid), today, numbers_on(today)) if one.due]


def _written(sheet: Sheet, arguments: Namespace) -> Answer:
    """Make the PDF where nobody looks, ask whether it may leave, and only then put it where it was wanted."""
    target: Path = arguments.to
    sheet.use(arguments.language)
    with TemporaryDirectory() as folder:
        made = Path(folder) / "sheet.pdf"
        sheet.write(made)
        sheet.hand_out()
        try:
            shutil.copyfile(made, target)
        except OSError as error:
            raise Unreadable("写不进“{name}”，请换一个位置再存", name=target.name) from error
    return Answer({"file": str(target)}, say(N_("已写出 {file}"), file=target))
