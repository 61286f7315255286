"""dossier: what a case's dossier holds and lacks, its bound PDF, the copy for teaching, 归档 and 多案一卷."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from center.attachments import Upload
from center.cases.filing import candidates, filers
from center.cases.papers import contents
from center.cases.showing import hand_out
from center.desk import Desk
from center.words import N_, say
from db.codes import code_list
from db.days import Day
from db.errors import Invalid, Problems, Unreadable
from db.listing import Query, record_row
from db.models.cases import Case, Volume
from db.models.mediation import Committee
from views.cli.speaking import Answer, desk

if TYPE_CHECKING:
    from reports.cases.dossier import Bound

MARKS = {"signed": "✓", "ready": "✓", "blank": "□", "missing": "!", "none": "-"}
LINE = N_("{mark} {nth} {name}　{pages}　{why}")


def dossier(arguments: Namespace) -> Answer:
    """Several cases, or a period, make one volume."""
    with desk(arguments) as opened:
        if arguments.period or len(arguments.case) > 1:
            return _joint(opened, arguments)
        if not arguments.case:
            raise Invalid("请写案件的 32 位编号，或用 --period 和 --committee 合订简易案件")
        case = opened.id_of(Case, arguments.case[0])
        if arguments.file or arguments.to:
            return _single(opened, case, arguments)
        return _listed(opened, case)


def _listed(opened: Desk, case: int) -> Answer:
    items = contents(opened, case)
    data = [{"part": item.part, "state": item.state, "required": item.required, "blocks": item.blocks,
             "papers": len(item.papers), "pages": item.pages, "versions": item.versions, "why": [*map(say, item.why)]}
            for item in items]
    words = [say(LINE, mark=MARKS[item.state], nth=nth, name=item.label, pages=item.pages or "",
                 why="；".join(map(say, item.why)) or say(item.note)).rstrip() for nth, item in enumerate(items, 1)]
    return Answer({"contents": data}, "\n".join(words))


def _head(opened: Desk, committee: int, arguments: Namespace) -> dict[str, Any] | None:
    """What is chosen for 归档; None when nothing is to be filed."""
    if not arguments.file:
        return None
    people = {name: rid for rid, name in filers(opened, committee).items()}
    wrong = {} if arguments.filer in people else {"filer": Invalid("请从本调委会的人员里选立卷人")}
    kept = code_list("case_retention").code_of(arguments.retention)
    if kept is None:
        wrong["retention"] = Invalid("请选保管期限")
    if wrong:
        raise Problems(wrong)
    return {"filer": people[arguments.filer], "retention": kept, "statement": arguments.statement or None,
            "filed_on": Day(opened.today())}


def _single(opened: Desk, case: int, arguments: Namespace) -> Answer:
    from reports.cases.dossier import bound

    head = _head(opened, record_row(Case, case)["committee"], arguments)
    if arguments.to:
        hand_out(opened, case, N_("调解卷宗"), 1, "export")
    book = bound(opened, case, head=head, anonymous=arguments.anonymous, also=arguments.also)
    if head:
        whole = book if not arguments.anonymous else bound(opened, case, head=head)
        volume = opened.do("dossier.file", case=case, filer=head["filer"], retention=head["retention"],
                           statement=arguments.statement, file=Upload("卷宗.pdf", whole.data), pages=whole.pages,
                           as_of=whole.as_of)
        return _written(book, arguments, volume)
    return _written(book, arguments)


def _committee(opened: Desk, uid: str) -> int:
    """The one that is named; the only one there is where none is named."""
    if uid:
        return opened.id_of(Committee, uid)
    there = list(opened.ids(Query(Committee)))
    if len(there) != 1:
        raise Invalid("有几个调委会，请用 --committee 写明是哪一个（32 位编号）")
    return there[0]


def _joint(opened: Desk, arguments: Namespace) -> Answer:
    from reports.cases.dossier import joint

    if not arguments.period:
        raise Invalid("几件案件合订一卷，请用 --period 写明是哪个月或者哪个季度")
    cases = [opened.id_of(Case, uid) for uid in arguments.case]
    if not cases:
        cases = list(candidates(opened, _committee(opened, arguments.committee), arguments.period))
    if not cases:
        raise Invalid("这段时间没有可以合订的简易案件，请另选时间")
    committee = record_row(Case, cases[0])["committee"]
    head = _head(opened, committee, arguments)
    if arguments.to:
        for case in cases:
            hand_out(opened, case, N_("调解卷宗"), 1, "export")
    book = joint(opened, cases, arguments.period, head)
    volume = None
    if head:
        volume = opened.do("dossier.bind", committee=committee, period=arguments.period, cases=cases,
                           filer=head["filer"], retention=head["retention"], statement=arguments.statement,
                           file=Upload("卷宗.pdf", book.data), pages=book.pages, as_of=book.as_of)
    return _written(book, arguments, volume)


def _written(book: Bound, arguments: Namespace, volume: int | None = None) -> Answer:
    data: dict[str, Any] = {"pages": book.pages, "front": book.front}
    words = [say(N_("正文 {pages} 页"), pages=book.pages)]
    if book.unseen:
        data["missing_glyphs"] = list(book.unseen)
        words.append(say(book.by_hand))
    if arguments.to:
        try:
            arguments.to.write_bytes(book.data)
        except OSError as error:
            raise Unreadable("写不进“{name}”，请换一个位置再存", name=arguments.to.name) from error
        data["file"] = str(arguments.to)
        words.append(say(N_("已写出 {file}"), file=arguments.to))
    if volume:
        data["volume"] = record_row(Volume, volume)["uid"].hex()
        words.append(say(N_("已归档")))
    return Answer(data, "\n".join(words))
