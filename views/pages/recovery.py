"""The recovery key, at set-up or a new one: shown once, saved or printed, two groups typed back before going on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from subprocess import Popen

from center.opening import Made
from center.words import N_, say
from db.errors import Missing, UserError
from db.questions.accounts import centre_row
from views import system
from views.kit import choosers, theme, toast
from views.kit.controls import Button, Label, Panel, TextField
from views.kit.dates import Left
from views.kit.fields import submit_on_enter
from views.kit.jobs import Jobs
from views.pages.front import Front
from views.state import setup

WARNING = N_(
    "只显示这一次。打印出来或抄在纸上，锁进柜子，不要拍照。存成 PDF 的请存到 U 盘，印好就删，不要留在电脑里。"
)
ANEW = N_(
    "这是新的一把，只显示这一次。打印出来锁进柜子，下面输回两组后才生效，旧的那张随即作废。"
    "这以前的备份仍要用旧的打开；按 Esc 不换，旧的照用。"
)
KEPT, KEPT_ANEW = N_("已经收好，开始使用"), N_("已经收好，换成这把")
SECOND, SEEKING = 1000, 5  # ms; how many seconds the system may look for a viewer


class RecoveryPage(Front):
    """`on_done()` once two groups were typed back right. With `on_back` it is to take the place of an older one."""

    def __init__(
        self,
        root,
        jobs: Jobs,
        made: Made,
        on_done: Callable[[], object],
        *,
        on_back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(
            root,
            say(N_("恢复钥匙")),
            say(ANEW if on_back else WARNING),
            520,
        )
        self.jobs, self.made, self._on_done = jobs, made, on_done
        self._folders: list[Path] = []
        self._timer = ""
        self._key()
        Label(self.inside, say(setup.BOTH_LOST), 13, "red", wrap=520).pack(fill="x", pady=(14, 12))
        row = Panel(self.inside)
        row.pack(fill="x", pady=(0, 22))
        self.print_button = Button(row, say(N_("打印")), self.print, icon="printer")
        self.print_button.pack(side="left")
        Button(row, say(N_("存成 PDF")), self.choose, icon="download").pack(side="left", padx=(8, 0))
        Label(self.inside, say(N_("请照纸上的输回两组，确认已经抄好")), 14, bold=True).pack(fill="x", pady=(0, 10))
        pair = Panel(self.inside)
        pair.pack(fill="x")
        pair.columnconfigure((0, 1), weight=1, uniform="pair")
        self.fields: dict[int, TextField] = {}
        for place, number in enumerate(setup.ASKED_BACK):
            field = TextField(pair, say(N_("第 {place} 组"), place=number), reader=lambda text: Left(text.upper()))
            field.grid(row=0, column=place, sticky="ew", padx=(0, 8) if place == 0 else (8, 0))
            submit_on_enter(field, self.go_on)
            self.fields[number] = field
        self._ends(on_back)

    def _ends(self, on_back: Callable[[], object] | None) -> None:
        row = Panel(self.inside)
        row.pack(fill="x", pady=(10, 0))
        words = KEPT_ANEW if on_back else KEPT
        self.go = Button(row, say(words), self.go_on, rank="primary", icon="check", height=38)
        self.go.pack(side="right")
        self.back = None
        if on_back:
            self.back = Button(row, say(N_("返回（旧的仍有效）")), on_back, height=38)
            self.back.pack(side="right", padx=(0, 8))

    def _key(self) -> None:
        box = Panel(self.inside, "sunken")
        box.pack(fill="x", pady=(20, 0))
        for place, group in enumerate(setup.groups(self.made.recovery)):
            cell = Panel(box)
            cell.grid(row=place // 4, column=place % 4, sticky="ew", padx=14, pady=12)
            box.columnconfigure(place % 4, weight=1)
            Label(cell, f"{place + 1}", 12, "ink3").pack(anchor="w")
            letters = Label(cell, group, 19, bold=True)
            letters.configure(font=("DejaVu Sans Mono", -theme.px(19), "bold"))
            letters.pack(anchor="w")

    def focus_first(self) -> None:
        """On printing: that comes first."""
        self.print_button.focus_set()

    # ---- paper
    def choose(self) -> None:
        """Ask where the PDF goes."""
        name = choosers.ask_save(
            parent=self.winfo_toplevel(),
            defaultextension=".pdf",
            filetypes=[("PDF", "*.pdf")],
            initialfile=say(N_("恢复钥匙.pdf")),
        )
        if name:
            self.save(Path(name), self._told)

    def print(self) -> None:
        """A PDF in the system's viewer. It lies in a private folder that goes with this page."""
        folder = system.private_folder()
        self._folders.append(folder)
        self.save(folder / "recovery.pdf", self._hand_over)

    def _hand_over(self, target: Path) -> None:
        if not self.winfo_exists():  # she went on while it was being written
            system.remove(target.parent)
            return
        try:
            seeking = system.open_file(target)
        except (Missing, OSError):
            self._no_viewer()
            return
        self.say("")
        toast.show(self, say(N_("已交给系统打开")))
        if seeking is not None:
            self._wait_for(seeking, SEEKING)

    def _wait_for(self, seeking: Popen, left: int) -> None:
        """The system looks for a viewer by itself; that it found none is only known a moment later."""
        found = seeking.poll()
        if found is None and left:
            self._timer = self.after(SECOND, self._wait_for, seeking, left - 1)
            return
        self._timer = ""
        if found:
            self._no_viewer()

    def _no_viewer(self) -> None:
        self._forget()
        self.say(say(N_("这台电脑打不开 PDF。请点“存成 PDF”存到 U 盘，换一台电脑打开打印，或照屏幕抄在纸上")))

    def _forget(self) -> None:
        while self._folders:
            system.remove(self._folders.pop())

    def destroy(self) -> None:
        """The paper goes with the page: the key must not stay on this computer."""
        if self._timer:
            self.after_cancel(self._timer)
            self._timer = ""
        self._forget()
        super().destroy()

    def save(self, target: Path, then: Callable[[Path], object]) -> None:
        """Write the paper in a job."""
        desk = self.made.desk
        paper = setup.sheet(
            (centre_row() or {}).get("name", ""), desk.who.login, self.made.recovery, desk.demo, desk.now()
        )

        def work(_job):
            from reports.write import write

            return write(paper, target)

        self.jobs.run(say(N_("恢复钥匙")), work, lambda _missing: then(target), self._failed)

    def _told(self, target: Path) -> None:
        toast.show(self, say(N_("已存成 {name}，请拷走打印，不要留在这台电脑上"), name=target.name))

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, UserError):
            raise error
        if self.winfo_exists():  # she may have gone on while it was being written
            self.say(say(error))

    # ---- typing back
    def go_on(self) -> None:
        """Check the two groups."""
        wrong = setup.typed_back(self.made.recovery, {place: field.get() for place, field in self.fields.items()})
        for place, field in self.fields.items():
            field.problem(wrong.get(place))
        if wrong:
            self.fields[next(iter(wrong))].focus_set()
        else:
            self._forget()
            self._on_done()
