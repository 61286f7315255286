"""The demo's signed papers and bound volumes: the pages that an office prints and binds on those days, no stand-ins."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from center.attachments import Upload
from center.cases.facts import facts
from center.cases.filing import filers
from center.cases.slots import STEPS
from center.desk import Desk
from center.periods import quarter_of
from db.codes import code_list
from db.days import Day

FILER = "陈晓梅"
Pages = tuple[bytes, int]


class Bindery(NamedTuple):
    """Who prints, binds and draws, given by whoever makes the demo (`reports.demo`): a PDF and its pages each; of a
    picture of evidence its bytes."""

    paper: Callable[[Desk, int, str, int | None, int | None], Pages]
    volume: Callable[[Desk, int, Mapping[str, Any]], Pages]
    joint: Callable[[Desk, Sequence[int], str, Mapping[str, Any]], Pages]
    sketch: Callable[[str], bytes]


def photographed(bindery: Bindery, on: str, sketch: str, name: str) -> dict[str, Any]:
    """What `photograph` is given for a photo of evidence."""
    return {"on": on, "file": Upload(f"{name}.png", bindery.sketch(sketch))}


def signed(desk: Desk, bindery: Bindery, case: int, kind: str, on: str, party: str = "",
           nth: int = 1, **more: str) -> dict[str, Any]:
    """What `case_papers.sign` is given for a paper that was printed, signed and put away as it is."""
    told = facts(desk, case)
    step = told.of(STEPS[kind])[nth - 1].id if kind in STEPS else None
    whose = next((one.id for one in told.parties if one.name == party), None)
    data, pages = bindery.paper(desk, case, kind, whose, step)
    return {"kind": kind, "file": Upload("签字件.pdf", data), "pages": pages, "origin": "made", "party": whose,
            "step": step, "signed_on": on, **more}


def file(desk: Desk, bindery: Bindery, case: int, retention: str) -> None:
    """One case, one volume."""
    head = _head(desk, case, retention)
    data, pages = bindery.volume(desk, case, head)
    desk.do("dossier.file", case=case, filer=head["filer"], retention=retention, file=Upload("卷宗.pdf", data),
            pages=pages)


def bind(desk: Desk, bindery: Bindery, cases: Sequence[int], on: date) -> None:
    """The small cases of the quarter before a day as one volume."""
    period = quarter_of(quarter_of(on).start - timedelta(days=1)).text
    head = _head(desk, cases[0], "短期")
    data, pages = bindery.joint(desk, cases, period, head)
    desk.do("dossier.bind", committee=facts(desk, cases[0]).committee["id"], period=period, cases=cases,
            filer=head["filer"], retention="短期", file=Upload("卷宗.pdf", data), pages=pages)


def _head(desk: Desk, case: int, retention: str) -> dict[str, Any]:
    """What is chosen for the cover."""
    names = filers(desk, facts(desk, case).row["committee"])
    return {"filer": next(rid for rid, name in names.items() if name == FILER), "statement": None,
            "retention": code_list("case_retention").code_of(retention), "filed_on": Day(desk.today())}
