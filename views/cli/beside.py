"""timeline and attachments: what stands beside one row."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from center import catalog
from center.history import timeline
from center.words import N_, say
from db.errors import Missing
from views.cli.speaking import Answer, desk
from views.state.attaching import Attachments
from views.state.timeline import beside, day_label, under


def events(arguments: Namespace) -> Answer:
    """Everything that was done with one row, newest first."""
    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        rid = opened.id_of(record, arguments.id)
        found, more = timeline(opened, record, rid, arguments.limit)
        today = opened.today()
    data = [
        {"at": one.at.isoformat() if one.timed else one.at.date().isoformat(), "what": one.what, "who": one.who,
         "lines": list(one.lines), "reason": one.reason}
        for one in found
    ]
    lines = []
    for one in found:
        lines.append(f"{day_label(one.at.date(), today)} {beside(one)}  {one.what}".replace("   ", "  "))
        lines += [f"    {line}" for line in under(one)]
    return Answer({"events": data, "more": more}, "\n".join(lines))


def attachments(arguments: Namespace) -> Answer:
    """The files of one row; with --save one of them is written out."""
    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        opened.id_of(record, arguments.id)
        files = Attachments(opened, record, arguments.id)
        if arguments.save:
            one = next((kept for kept in files.kept if kept.uid == arguments.save), None)
            if one is None:
                raise Missing("这条{label}没有编号为 {uid} 的附件，请核对编号", label=record.label, uid=arguments.save)
            target = arguments.to or Path(one.name)
            files.copy_to(one, target, arguments.reason)
            return Answer({"file": str(target)}, say(N_("已写出 {file}"), file=target))
        data = [{"id": one.uid, "name": one.name, "size": one.size, "added_on": one.added_on, "note": one.note}
                for one in files.kept]
        words = "\n".join(f"{one.uid}  {one.name}  {files.about(one)}" for one in files.kept)
    return Answer({"attachments": data}, words or say(N_("没有附件")))
