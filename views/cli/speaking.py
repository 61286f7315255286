"""What a command answers: one object for machines, words for people, and an exit code."""

from __future__ import annotations

import getpass
import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from center import opening
from center.accounts.second import agree
from center.demo.making import PASSWORD, USER
from center.desk import Desk
from center.words import N_, say
from db.errors import Denied, Problems, UserError
from db.record import Record, columns
from views.cli.arguments import folder


@dataclass
class Answer:
    """`data` is printed with --json, `words` without."""

    data: dict[str, Any] = field(default_factory=dict)
    words: str = ""
    code: int = 0


def explain(error: UserError, record: type[Record] | None = None) -> dict[str, Any]:
    """A refusal as data: {"error", "problems": [{"path", "label", "message"}]}."""
    if not isinstance(error, Problems):
        return {"error": say(error), "kind": type(error).__name__}
    labels = {at.path: at.label for at in columns(record)} if record else {}
    labels |= {path: say(words) for path, words in error.called.items()}
    problems = [
        {"path": path, "label": labels.get(path, path), "message": say(problem)}
        for path, problem in error.fields.items()
    ]
    return {"error": say(N_("有几处需要改")), "kind": "Problems", "problems": problems}


def credentials(store: Path | None = None) -> tuple[str, str]:
    """Who unlocks: CENTER_USER and CENTER_PASSWORD, else a prompt; a demo centre made without them opens by itself.

    Raises Denied when nobody can be asked.
    """
    user, password = os.environ.get("CENTER_USER", ""), os.environ.get("CENTER_PASSWORD", "")
    if user and password:
        return user, password
    if store is not None and not user and opening.has_login(store, USER):
        return USER, PASSWORD
    if not sys.stdin.isatty():
        raise Denied("请设置 CENTER_USER 和 CENTER_PASSWORD，或在终端里运行以便输入")
    user = user or input(say(N_("登录名：")))
    return user, password or getpass.getpass(say(N_("密码：")))


@contextmanager
def desk(arguments: Namespace, known: tuple[str, str] | None = None) -> Iterator[Desk]:
    """The Desk of the asked folder, closed afterwards; `known` are credentials that were asked for already."""
    opening.need_centre(folder(arguments))
    opened = opening.sign_in(folder(arguments), *(known or credentials(folder(arguments))))
    try:
        if arguments.accept_clock:
            opened.accept_clock()
        if os.environ.get("CENTER_SECOND_USER"):
            agree(opened, os.environ["CENTER_SECOND_USER"], os.environ.get("CENTER_SECOND_PASSWORD", ""))
        yield opened
    finally:
        opened.close()
