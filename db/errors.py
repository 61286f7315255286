"""Errors that are the user's to put right; everything else that is raised is our bug.

`message` is the Chinese sentence as a template: it is the id under which babel translates it, so it
never has values pasted in. `str(error)` is the finished Chinese sentence.
"""
from __future__ import annotations

from collections.abc import Mapping


class UserError(Exception):
    """A sentence in the clerk's words: what is wrong and what to do. `params` fill the template."""

    def __init__(self, message: str, **params: object) -> None:
        super().__init__(message)
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return self.message.format(**self.params) if self.params else self.message

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and (self.message, self.params) == (other.message, other.params)

    def __hash__(self) -> int:
        return hash((type(self), self.message))


class Invalid(UserError):
    """A value that cannot be taken. Used as a returned value by `Typed.read`, raised only inside `Problems`."""


class Problems(UserError):
    """All problems of one form or row at once: `fields` maps a path to its `Invalid`; '' is the whole record.

    `called`: what a path is called where no column says it, for who is shown no form.
    """

    def __init__(self, fields: Mapping[str, Invalid]) -> None:
        super().__init__("{text}", text="；".join(str(problem) for problem in fields.values()))
        self.fields = dict(fields)
        self.called: dict[str, str] = {}


class Denied(UserError):
    """The account may not do this, or the password is wrong."""


class Conflict(UserError):
    """Somebody else changed the same record since it was read."""


class Missing(UserError):
    """The record, file or name asked for is not there."""


class Unreadable(UserError):
    """A file or store that cannot be read or written."""
