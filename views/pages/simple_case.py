"""简易登记: parties, fact, result, signatures on one page; one key writes it and shows the 口头协议登记表 to print."""

from __future__ import annotations

from center.words import N_, say
from views.kit import toast
from views.pages.case_new import NewCasePage
from views.state.case_paper import oral_sheet

DONE = N_("已登记受理并编号，接着打印口头协议登记表请各方签名")


class SimpleCasePage(NewCasePage):
    """The same fields as a new case, the few that a small dispute needs, in the order in which they are told."""

    hints = N_("Tab 下一格　Ctrl+N 再加当事人　Ctrl+S 登记并打印　Esc 返回，填的内容留着")
    simple, title, word, kept = True, N_("简易登记"), N_("登记并打印"), "case_simple"

    def write(self, texts: dict[str, str]) -> int:
        """Registered, accepted, told, agreed and signed in one act."""
        return self.state.settle(texts)

    def after_save(self, case: int) -> None:
        """The paper to sign; behind it the page is empty again for the next one."""
        from views.pages.printing import offer

        toast.show(self.bench.root, say(DONE), N_("打开案件"), lambda: self.bench.show("case").open(case))
        self.open()
        if self.bench.desk.may("export"):
            offer(self.bench, oral_sheet(self.bench.desk, case))
