"""One paper of a case as it is printed: in full, as the form demands, and written down when it leaves the computer."""

from __future__ import annotations

from center.cases.facts import CaseFacts, facts
from center.desk import Desk
from center.words import N_
from db.codes import code_list
from db.words import Word
from views.state.case import code
from views.state.printing import Sheet

SHORT = {"人民调解申请书": N_("申请书"), "人民调解受理登记表": N_("受理登记表"), "人民调解调查记录": N_("调查记录"),
         "人民调解证据材料": N_("证据清单"), "人民调解记录": N_("调解记录"), "人民调解协议书": N_("调解协议书"),
         "人民调解口头协议登记表": N_("口头协议登记表"), "人民调解回访记录": N_("回访记录"),
         "矛盾纠纷激化情况报告": N_("激化情况报告")}


def short_name(kind: str) -> str:
    """A paper's name where there is little room, as people say it; a name that the office changed stays as it is."""
    name = code_list("case_paper_kind").items[kind]
    return Word(SHORT.get(name, name))


class CaseSheet(Sheet):
    """`kind` is a code of `case_paper_kind`; `blank` prints head and number only, for the hand."""

    def __init__(self, desk: Desk, of: CaseFacts, kind: str, party: int | None = None, step: int | None = None,
                 blank: bool = False) -> None:
        from reports.cases.making import document_of

        super().__init__(desk, code("case_paper_kind", kind),
                         lambda: document_of(desk, of.id, kind, party, step, blank))
        self.case = of.id

    def hand_out(self) -> None:
        """Ask whether it may leave, and write down that it does. Raises Denied, ClockDoubt."""
        from center.cases.showing import hand_out

        hand_out(self.desk, self.case, self.label, 1)


def oral_sheet(desk: Desk, case: int) -> CaseSheet:
    """人民调解口头协议登记表 of a case."""
    return CaseSheet(desk, facts(desk, case), "oral")
