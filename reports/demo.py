"""The demo centre with its papers: what `center.demo` tells, printed and bound as the office would."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from center.demo import making
from center.demo.dispute_papers import Bindery
from center.desk import Desk
from center.opening import Made
from reports.sketches import sketch


def make(folder: Path, *given: Any, **named: Any) -> tuple[Made, dict[str, int]]:
    """As `center.demo.making.make`, with everything that is signed or bound in it."""
    return making.make(folder, *given, bindery=Bindery(_paper, _volume, _joint, sketch), **named)


def _paper(desk: Desk, case: int, kind: str, party: int | None, step: int | None) -> tuple[bytes, int]:
    from reports.cases.making import pdf_of
    from reports.cases.taken_in import pages_in

    data = pdf_of(desk, case, kind, party, step)
    return data, pages_in(kind, data)


def _volume(desk: Desk, case: int, head: Mapping[str, Any]) -> tuple[bytes, int]:
    from reports.cases.dossier import bound

    book = bound(desk, case, head=head)
    return book.data, book.pages


def _joint(desk: Desk, cases: Sequence[int], period: str, head: Mapping[str, Any]) -> tuple[bytes, int]:
    from reports.cases.dossier import joint

    book = joint(desk, cases, period, head)
    return book.data, book.pages
