"""The main window: one root; before signing in one front page at a time, afterwards the workbench."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from center import opening
from center.desk import Desk, clock
from center.words import N_, say
from views import system
from views.shortcuts import QUICK_KEYS, SHORTCUTS
from views.state import keeping
from views.state.menu import HOME
from views.state.signing import SignIn

TITLE = N_("党群服务中心工作台")
UPKEEP_AFTER = 8000  # ms after signing in: the first clicks come first
DEMO_NAME = "demo"


class Window:
    """The window on one data folder. Make it, then `open()` and `run()`; `close()` leaves nothing behind.

    Without `upkeep` nothing is done unasked after signing in (for pictures and tests).
    """

    def __init__(
        self,
        folder: Path,
        *,
        mode: str = "",
        scale: float | None = None,
        size: tuple[int, int] = (1440, 900),
        upkeep: bool = True,
    ) -> None:
        from views.kit import start

        system.sweep()
        self.folder, self.look, self.upkeep = folder, keeping.read(folder), upkeep
        start.prepare(mode or self.look.mode, scale or self.look.scale, folder if folder.is_dir() else None)
        self.root = start.window(say(TITLE), *size)
        from views import tidying, trouble
        from views.kit import keys
        from views.kit.jobs import Jobs

        trouble.install(self.root)
        for one in SHORTCUTS:
            keys.shortcut(self.root, one.keys, lambda act=one.act: self.bench and getattr(self.bench, act)())
        for nth in range(1, QUICK_KEYS + 1):
            keys.shortcut(self.root, f"Control-Key-{nth}", lambda nth=nth: self.bench and self.bench.enter(nth))
        self.root.bind("<Escape>", self._escape, add="+")
        tidying.on_this_thread(self.root)
        self.jobs = Jobs(self.root, self._progress)
        self.front: Any = None
        self.bench: Any = None
        self.desk: Desk | None = None
        self.root.protocol("WM_DELETE_WINDOW", self.ask_close)

    # ---- life
    def run(self) -> None:
        """Until the window is closed."""
        self.root.mainloop()

    def open(self) -> None:
        """The page to start with: signing in, or welcome when there is no centre yet."""
        self.ask_in() if opening.exists(self.folder) else self.welcome()

    def ask_close(self) -> None:
        """Close; a half-typed form or a running job is asked about first."""
        from views.kit import overlay

        page = self.bench.page if self.bench else None
        dirty = page is not None and getattr(getattr(page, "form", None), "dirty", False)
        if not dirty and not self.jobs.busy:
            self.close()
            return
        words = say(N_("有内容还没有保存")) if dirty else say(N_("有一项工作正在进行，关闭会取消它"))
        buttons = [("close", say(N_("仍然关闭"))), ("stay", say(N_("继续工作")))]
        overlay.ask(self.root, words, "", buttons, lambda key: self.close() if key == "close" else None)

    def close(self) -> None:
        """Stop jobs, close the store, free its lock, destroy the window."""
        from views import tidying
        from views.kit import start

        self.jobs.close()
        self.bench = None
        start.close(self.root)
        self.jobs.wait()
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        tidying.stop()
        system.remove_all()

    def _escape(self, _event: Any) -> None:
        # no shortcut: the key goes on to the form or the question that also waits for it
        if self.bench is not None:
            self.bench.hide_side()

    def _progress(self, *news: Any) -> None:
        if self.bench is not None:
            self.bench.status.progress(*news)
        elif hasattr(self.front, "progress"):
            self.front.progress(*news)

    # ---- before signing in
    def _put(self, page: Any) -> Any:
        if self.front is not None:
            self.front.destroy()
        self.front = page
        if page is not None:
            page.pack(fill="both", expand=True)
            page.focus_first()
        return page

    def welcome(self) -> None:
        """Two choices: set up a centre, or look at the demo."""
        from views.pages.welcome import WelcomePage

        self._put(WelcomePage(self.root, self.set_up, self.make_demo, self.choose_backup))

    def set_up(self) -> None:
        """The set-up page."""
        from views.pages.setup import SetupPage

        self._put(SetupPage(self.root, self.jobs, self.folder, self.keep_key, self.welcome))

    def keep_key(self, made: opening.Made) -> None:
        """The recovery key, then the workbench."""
        from views.pages.recovery import RecoveryPage

        self.desk = made.desk
        chosen = made.desk.store.folder
        keeping.keep_moved(self.folder, chosen)
        self.folder = chosen
        SignIn(chosen).remember(made.desk.who.login)
        self._put(RecoveryPage(self.root, self.jobs, made, lambda: self.work(made.desk)))

    def choose_backup(self) -> None:
        """A computer that takes over from another: which backup, and the recovery key that opens it."""
        from views.kit import choosers, overlay

        name = choosers.ask_open(parent=self.root, title=say(N_("选择备份文件")))
        if name:
            words = say(N_("恢复钥匙是打印在纸上的 8 组字母和数字。恢复后用它给账号设新密码，或照常用原来的密码登录。"))
            overlay.ask_text(
                self.root,
                say(N_("打开备份")),
                say(N_("恢复钥匙")),
                lambda key: self.restore(Path(name), key),
                help=words,
            )

    def restore(self, backup: Path, recovery: str) -> None:
        """Put a backup into the data folder in a job, then sign in."""
        from views.pages.waiting import WaitingPage

        folder = self.folder
        page = self._put(WaitingPage(self.root, say(N_("从备份恢复")), say(N_("正在检查备份并放进这台电脑"))))

        def work(_job) -> None:
            from center.backups import restore

            restore(backup, folder, lambda ring: ring.unlock_recovery(recovery, clock()))

        job = self.jobs.run(say(N_("从备份恢复")), work, lambda _none: self.open(), self._failed, self.welcome)
        page.on_cancel(job.cancel)

    def ask_in(self, recover: bool = False) -> None:
        """Signing in, or the recovery key."""
        from views.pages.signin import SignInPage

        self._put(SignInPage(self.root, self.jobs, self.folder, self.work, recover, self.ask_in))

    def make_demo(self) -> None:
        """Make (or open) the demo centre beside the real folder, then its workbench."""
        from views.pages.waiting import WaitingPage

        folder = demo_folder(self.folder)
        words = say(N_("正在建演示中心：虚构的人和两年的台账，大约十几秒"))
        page = self._put(WaitingPage(self.root, say(N_("看看演示中心")), words))
        job = self.jobs.run(
            say(N_("建演示中心")), lambda _job: open_demo(folder), self.work, self._failed, self.welcome
        )
        page.on_cancel(job.cancel)

    def _failed(self, error: BaseException) -> None:
        from views import trouble

        self.welcome()
        trouble.handle(self.root, error)

    # ---- signed in
    def work(self, desk: Desk) -> None:
        """The workbench of a Desk."""
        from views.bench import Bench

        self._put(None)
        self.desk = desk
        self.bench = Bench(self.root, desk, self.jobs, self.sign_out, self._keep_mode)
        self.bench.pack(fill="both", expand=True)
        self.root.update_idletasks()
        self.bench.start()
        self.root.after(UPKEEP_AFTER, self._upkeep)

    def _upkeep(self) -> None:
        """A while after the window stands: what the program does once a day by itself, told in short notes."""
        desk, bench = self.desk, self.bench
        if desk is None or bench is None or not self.upkeep:
            return
        from center.upkeep import daily

        def said(sentences: list[str]) -> None:
            from views.kit import toast

            for words in sentences:
                toast.show(self.root, words)
            if HOME in bench.pages:
                bench.pages[HOME].reload()  # a backup is no record: nobody else tells the page

        bench.work(say(N_("每天的例行工作")), lambda _job: daily(desk), said)

    def sign_out(self) -> None:
        """Back to signing in (from the demo: to where she came from); the store is closed and its lock free."""
        from views.kit import toast

        if self.jobs.busy:
            toast.show(self.root, say(N_("有一项工作正在进行，请等它完成，或先取消")))
            return
        if self.bench is not None:
            self.bench.destroy()
            self.bench = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None
        self.open()

    def _keep_mode(self) -> None:
        from views.kit import theme

        self.look.mode = theme.mode()
        if self.folder.is_dir():
            keeping.keep(self.folder, self.look)


def demo_folder(folder: Path) -> Path:
    """Where the demo centre of a data folder lives: beside it, so that a real centre never mixes with it."""
    return folder.with_name(f"{folder.name}-{DEMO_NAME}")


def open_demo(folder: Path) -> Desk:
    """The demo centre's Desk; made when it is not there. Runs in a job: this thread's connection is closed again."""
    from center.demo.making import PASSWORD, USER, make

    desk = opening.sign_in(folder, USER, PASSWORD) if opening.exists(folder) else make(folder)[0].desk
    desk.store.close()
    return desk
