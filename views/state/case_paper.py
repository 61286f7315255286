"""One paper of a case as it is printed: in full, as the form demands, and written down when it leaves the computer."""

from __future__ import annotations

from center.cases.facts import CaseFacts, facts
from center.desk import Desk
from views.state.case import code
from views.state.printing import Sheet


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
