"""归档 from the page of a dossier: one case as it stands, or a period's simple cases under one cover. No Tk.

Each is bound first and filed in one act: a process that is killed leaves the whole dossier or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from center.attachments import Upload
from center.cases.filing import candidates, filers
from db.codes import code_list
from db.days import Day
from db.errors import Invalid, Problems

if TYPE_CHECKING:
    from views.state.dossier import DossierState


def people(state: DossierState) -> list[tuple[str, str]]:
    """Who may be named as 立卷人: (id, name)."""
    return [(str(rid), name) for rid, name in filers(state.desk, state.facts.row["committee"]).items()]


def file(state: DossierState, texts: Mapping[str, str], progress: Any = None, cancel: Any = None) -> int:
    """Bind it as it is to stand, and file it in one act. Raises Problems at filer, retention, or a section."""
    from reports.cases.dossier import bound

    head = _head(state, texts)
    book = bound(state.desk, state.facts.id, head=head, progress=progress, cancel=cancel)
    return state.desk.do("dossier.file", case=state.facts.id, filer=head["filer"], retention=head["retention"],
                         statement=texts.get("statement", ""), file=Upload("卷宗.pdf", book.data),
                         pages=book.pages, as_of=book.as_of)


def _head(state: DossierState, texts: Mapping[str, str]) -> dict[str, Any]:
    filer = texts.get("filer", "")
    wrong = {} if filer in dict(people(state)) else {"filer": Invalid("请从本调委会的人员里选立卷人")}
    if texts.get("retention") not in code_list("case_retention").items:
        wrong["retention"] = Invalid("请选保管期限")
    if wrong:
        raise Problems(wrong)
    return {"filer": int(filer), "retention": texts["retention"], "statement": texts.get("statement") or None,
            "filed_on": Day(state.desk.today())}


def bind(state: DossierState, texts: Mapping[str, str], progress: Any = None, cancel: Any = None) -> int:
    """Bind a period's simple cases of this committee and file them all in one act; how many."""
    from reports.cases.dossier import joint

    desk, committee = state.desk, state.facts.row["committee"]
    period, head = texts.get("period", "").strip(), _head(state, texts)
    try:
        cases = candidates(desk, committee, period)
    except Invalid as error:
        raise Problems({"period": error}) from error
    if not cases:
        raise Problems({"period": Invalid("这段时间没有可以合订的简易案件，请另选时间")})
    book = joint(desk, cases, period, head, progress=progress, cancel=cancel)
    desk.do("dossier.bind", committee=committee, period=period, cases=list(cases), filer=head["filer"],
            retention=head["retention"], statement=texts.get("statement", ""), file=Upload("卷宗.pdf", book.data),
            pages=book.pages, as_of=book.as_of)
    return len(cases)
