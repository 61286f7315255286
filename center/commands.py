"""Commands: functions with `tx` first. The Desk is their only caller; the decorator only writes them into a list."""
from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from db.words import Word


@dataclass(frozen=True)
class Command:
    """One thing a person can do. `name` is `members.add`; `label` the human words of its undo step."""

    name: str
    label: str
    right: str
    function: Callable[..., Any]

    @property
    def parameters(self) -> tuple[str, ...]:
        """Names of the arguments after `tx`, for the command line and its help."""
        return tuple(inspect.signature(self.function).parameters)[1:]

    @property
    def required(self) -> tuple[str, ...]:
        """Those of them that have no default."""
        known = inspect.signature(self.function).parameters
        return tuple(name for name in self.parameters if known[name].default is inspect.Parameter.empty)


    def written_as(self, kind: str) -> tuple[str, ...]:
        """The arguments whose hint is exactly this: `str`, `bool`."""
        known = inspect.signature(self.function).parameters
        return tuple(name for name in self.parameters if known[name].annotation == kind)


COMMANDS: dict[str, Command] = {}


def command(label: str, right: str, name: str = "") -> Callable:
    """Write a function into the list of commands; its name is `<domain>.<function>` unless given."""

    def note(function: Callable) -> Callable:
        domain = function.__module__.split(".")[1]
        full = name or f"{domain}.{function.__name__}"
        if full in COMMANDS:
            raise ValueError(f"two commands are called {full}")
        COMMANDS[full] = Command(full, Word(label), right, function)
        function.command = full
        return function

    return note
