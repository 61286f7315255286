"""The command line: everything the window does, through the same Desk. Imports no tkinter."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable

from center.words import N_, say
from db.errors import UserError
from db.record import Record
from views import languages
from views.cli import (
    accounts,
    asking,
    beside,
    doing,
    dossiers,
    inspecting,
    intake,
    keeping,
    making,
    sheet_back,
    showing,
    taking_back,
    visiting,
)
from views.cli.arguments import parser
from views.cli.speaking import Answer, explain

VERBS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "init": making.init,
    "demo": making.demo,
    "records": asking.records,
    "commands": asking.commands,
    "papers": asking.papers,
    "list": asking.listed,
    "find": asking.find,
    "today": showing.today,
    "show": showing.show,
    "inspection": inspecting.sheet,
    "visit": visiting.visit,
    "timeline": beside.events,
    "attachments": beside.attachments,
    "handbook": asking.handbook,
    "import": doing.import_file,
    "intake": intake.intake,
    "do": doing.do,
    "paper": doing.paper,
    "sheet": sheet_back.sheet,
    "dossier": dossiers.dossier,
    "undo": doing.undo,
    "redo": taking_back.redo,
    "removed": taking_back.removed,
    "drafts": taking_back.drafts,
    "account": accounts.account,
    "support": keeping.support,
    "backup": keeping.backup,
    "restore": keeping.restore,
    "check": keeping.check,
}


def main(argv: list[str]) -> int:
    """Run one command; returns the exit code: 0 done, 1 the user's to fix, 2 wrong usage."""
    arguments = parser().parse_args(argv)
    if mute := languages.use(languages.asked(option=arguments.lang or "")):
        print(mute, file=sys.stderr)
    try:
        answer = VERBS[arguments.verb](arguments)
    except UserError as error:
        about = "centres" if arguments.verb == "init" else getattr(arguments, "record", "")
        name = getattr(arguments, "command", "") or f"{about}."
        return _refused(error, arguments.json, doing.record_of(name))
    if arguments.json:
        print(json.dumps(answer.data, ensure_ascii=False))
        if answer.words:
            print(answer.words, file=sys.stderr)
    else:
        print(answer.words or json.dumps(answer.data, ensure_ascii=False, indent=1))
    return answer.code


def _refused(error: UserError, as_json: bool, record: type[Record] | None) -> int:
    data = explain(error, record)
    if as_json:
        print(json.dumps(data, ensure_ascii=False))
    for line in [
        data["error"],
        *(
            say(N_("  {label}：{problem}"), label=problem["label"], problem=problem["message"])
            if problem["label"]
            else f"  {problem['message']}"  # about the whole record
            for problem in data.get("problems", ())
        ),
    ]:
        print(line, file=sys.stderr)
    return 1
