"""What there is: the domains are written out; records, commands and measures are found in them."""
from __future__ import annotations

from functools import cache
from importlib import import_module

from center.commands import COMMANDS, Command
from center.measures import MEASURES, Measure
from db.errors import Missing
from db.models import RECORDS
from db.record import Record, record_name

DOMAINS = (
    "centre", "people", "members", "staff", "service", "governance", "reception", "compliance", "settings", "accounts",
    "importing", "attachments", "places", "addresses", "households", "cover", "enterprises",
    "visits", "volunteers", "meals", "mediation", "cases", "sealed",
)


@cache
def load() -> None:
    """Import every domain, so that its commands and measures are in the lists; and what belongs to none of them."""
    for domain in (*DOMAINS, "removed"):
        import_module(f"center.{domain}")


def records() -> tuple[type[Record], ...]:
    """All records, in menu order."""
    return RECORDS


def record(name: str) -> type[Record]:
    """The record of an English name. Raises Missing naming what there is."""
    for one in RECORDS:
        if record_name(one) == name:
            return one
    names = "、".join(record_name(one) for one in RECORDS)
    raise Missing("没有叫 {name} 的记录，请从这里选：{names}", name=name, names=names)


def commands() -> dict[str, Command]:
    """All commands by name."""
    load()
    return COMMANDS


def typed_in(record: type[Record]) -> bool:
    """Whether rows of it are changed in a form; others (a queue, what follows) are written by acts of their own."""
    return f"{record_name(record)}.edit" in commands()


def measures() -> dict[str, Measure]:
    """All measures by name."""
    load()
    return MEASURES


def command(name: str) -> Command:
    """The command of a name. Raises Missing."""
    load()
    if name not in COMMANDS:
        raise Missing("没有叫 {name} 的命令，请用 commands 看有哪些", name=name)
    return COMMANDS[name]
