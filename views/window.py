"""The main window: one root; before signing in one front page at a time, afterwards the workbench.

Signed in, `lock`, `blank` and the change of clerks are the `guard`'s; `refurnish` builds the workbench anew in place.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.places import has_centre
from views import languages, returning, system
from views.guarding import BUSY, Guard, sweep
from views.shortcuts import WINDOW
from views.state import keeping
from views.state.signing import SignIn

if TYPE_CHECKING:
    from center import opening
    from center.desk import Desk

TITLE = N_("党群服务中心工作台")
UPKEEP_AFTER = 8000  # ms after signing in: the first clicks come first
WARM_AFTER = 700  # ms after the page for signing in stands: it is drawn, and she types
TOUR_AFTER = 1200  # ms after signing in: the first page stands
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
        lang: str = "",
    ) -> None:
        from views.kit import start

        system.sweep()
        self.folder, self.look, self.upkeep = folder, keeping.read(folder), upkeep
        self.mute = languages.use(languages.asked(self.look.language, lang))  # why another language is spoken
        start.prepare(mode or self.look.mode, scale or self.look.scale, folder if folder.is_dir() else None)
        start.spare(self.look.slow, self.look.family)
        self.root = start.window(say(TITLE), *size)
        from views import tidying, trouble
        from views.kit import keys
        from views.kit.jobs import Jobs

        trouble.install(self.root)
        for one in WINDOW:
            for name in one.keys:
                keys.shortcut(self.root, name, lambda one=one: self._pressed(one.act, *one.arguments))
        self.root.bind("<Escape>", self._escape, add="+")
        tidying.on_this_thread(self.root)
        self.jobs = Jobs(self.root, self._progress)
        self.front: Any = None
        self.bench: Any = None
        self.desk: Desk | None = None
        self.guard, self._question = Guard(self), None
        self._typed: dict[str, str] = {}  # on the page that sets a centre up, in case she comes back
        self.bell: Any = None
        self._hang_bell()
        self.root.protocol("WM_DELETE_WINDOW", self.ask_close)

    def _pressed(self, act: str, *arguments: Any) -> None:
        """A shortcut: of the workbench, and only while it is to be seen; blanking works on the blank screen too."""
        if self.bench is not None and (self.guard.page is None or act == "blank"):
            getattr(self.bench, act)(*arguments)
        elif self.bench is None and act == "help_here" and getattr(self.root, "kit_overlay", None) is None:
            from views.pages import handbook

            handbook.open_in_front(self.root, self.front)

    def _hang_bell(self) -> None:
        """From now on a second start on this folder brings this window forward."""
        from views.doorbell import Doorbell

        if self.bell is None and self.folder.is_dir():
            try:
                self.bell = Doorbell(self.root, self.folder, self._rung)
            except OSError:
                return  # a folder that cannot be written says so when somebody signs in

    def _rung(self, file: Path | None) -> None:
        from views.doorbell import come_forward

        come_forward(self.root)
        if file is not None and self.guard.page is None:
            from views.opened import offer

            offer(self, file)

    # ---- life
    def run(self) -> None:
        """Until the window is closed."""
        self.root.mainloop()

    def open(self) -> None:
        """The page to start with: signing in, or welcome when there is no centre yet."""
        if self.mute is not None:
            from views.kit import toast

            toast.show(self.root, say(self.mute))
        self.ask_in() if has_centre(self.folder) else self.welcome()

    def ask_close(self) -> None:
        """Close. What is half typed is kept; a running job is asked about, once."""
        from views.kit import overlay

        if self.bench is not None:
            returning.keep(self.bench)
        if self._question is not None and self._question.winfo_exists():
            return
        words = self._in_the_way()
        if not words:
            self.close()
        elif self.guard.locked:
            self.guard.page.say(words)
        else:
            self.guard.unblank()
            buttons = [("close", say(N_("仍然关闭"))), ("stay", say(N_("继续工作")))]
            self._question = overlay.ask(
                self.root, words, "", buttons, lambda key: self.close() if key == "close" else None
            )

    def _in_the_way(self) -> str:
        """Why closing now would lose something; '' when it would not."""
        page = self.bench.page if self.bench else None
        if page is not None and not hasattr(page, "keep") and getattr(getattr(page, "form", None), "dirty", False):
            return say(N_("有内容还没有保存"))
        return say(N_("有一项工作正在进行，关闭会取消它")) if self.jobs.busy else ""

    def close(self) -> None:
        """Stop jobs, close the store, free its lock, destroy the window."""
        from views import tidying
        from views.kit import start

        self.guard.idle.stop()
        if self.bell is not None:
            self.bell.take_down()
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
        if self.bench is not None and self.guard.page is None:
            from views.kit import toast

            toast.put_away(self.root)
            pane = getattr(self.bench.page, "detail", None)
            if pane is None or not pane.cover():
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
        from views.pages.welcome import WelcomePage, speak

        act = lambda code: speak(self, code)  # noqa: E731
        self._put(WelcomePage(self.root, self.set_up, self.make_demo, self.choose_backup, act))

    def set_up(self) -> None:
        """The set-up page."""
        from views.pages.setup import SetupPage

        def back(typed: dict[str, str]) -> None:
            self._typed = typed
            self.welcome()

        self._put(SetupPage(self.root, self.jobs, self.folder, self.keep_key, back, self._typed))

    def keep_key(self, made: opening.Made) -> None:
        """The recovery key, then the workbench."""
        from views.pages.recovery import RecoveryPage

        self.desk, self._typed = made.desk, {}
        chosen = made.desk.store.folder
        keeping.keep_moved(self.folder, chosen)
        self.folder = chosen
        if self.look != keeping.Look():
            keeping.keep(chosen, self.look)  # what she chose before there was a centre
        SignIn(chosen).remember(made.desk.who.login)
        self._hang_bell()
        self._put(RecoveryPage(self.root, self.jobs, made, lambda: self.work(made.desk)))

    def choose_backup(self) -> None:
        """A computer that takes over from another: which backup, and the recovery key that opens it."""
        from views.kit import choosers

        name = choosers.ask_open(parent=self.root, title=say(N_("选择备份文件")))
        if name:
            self.ask_key(Path(name))

    def ask_key(self, backup: Path) -> None:
        """The recovery key that opens a backup, then put it back."""
        from views.kit import overlay

        words = say(N_("恢复钥匙是打印在纸上的 8 组字母和数字。恢复后用它给账号设新密码，或照常用原来的密码登录。"))
        overlay.ask_text(
            self.root, say(N_("打开备份")), say(N_("恢复钥匙")), lambda key: self.restore(backup, key), help=words
        )

    def restore(self, backup: Path, recovery: str) -> None:
        """Put a backup into the data folder in a job, then sign in."""
        from views.pages.waiting import WaitingPage

        folder = self.folder
        page = self._put(WaitingPage(self.root, say(N_("从备份恢复")), say(N_("正在检查备份并放进这台电脑"))))

        def work(_job) -> None:
            from center.backups import restore
            from center.clock import clock

            restore(backup, folder, lambda ring: ring.unlock_recovery(recovery, clock()))

        job = self.jobs.run(say(N_("从备份恢复")), work, lambda _none: self.open(), self._failed, self.welcome)
        page.on_cancel(job.cancel)

    def ask_in(self, recover: bool = False) -> None:
        """Signing in, or the recovery key."""
        from views.pages.signin import SignInPage

        self._put(SignInPage(self.root, self.jobs, self.folder, self.work, recover, self.ask_in))
        self.root.after(WARM_AFTER, self._warm)

    def _warm(self) -> None:
        """While she types her password: load what the workbench is made of, which the first page did without."""
        if self.bench is None:
            self.jobs.run("", lambda _job: import_module("views.bench"), lambda _module: None).quiet = True

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
    def work(self, desk: Desk, where: Any = None) -> None:
        """The workbench of a Desk; `where` this clerk was (`Whereabouts`), if she was here before."""
        self._put(None)
        self.desk = desk
        self._furnish(where)
        self.guard.watch()
        self.root.after(UPKEEP_AFTER, self._upkeep)
        if self.upkeep:
            self.root.after(TOUR_AFTER, self._tour)

    def _tour(self) -> None:
        """A first look around, for an account that has not had it; never while something else is asked or typed."""
        if self.bench is not None and self.guard.page is None and not self.bench.key.startswith("form:"):
            from views.pages import tour

            tour.offer(self.bench)

    def _furnish(self, where: Any = None) -> None:
        from views.bench import Bench

        self.bench = Bench(self.root, self.desk, self.jobs, self.sign_out, self._keep_mode, self)
        self.bench.pack(fill="both", expand=True)
        self.root.update_idletasks()
        self.bench.start(where)

    def refurnish(self, change: Callable[[], object] = lambda: None) -> bool:
        """Build the workbench anew on the same Desk, after `change()` (the size of texts, the language, …).

        What is half typed is kept, and she is where she was. False, with a note, while a job runs.
        """
        from views.kit import start, toast

        if self.jobs.busy:
            toast.show(self.root, say(BUSY))
            return False
        where = returning.whereabouts(self.bench) if self.bench is not None else None
        sweep(self.root)
        if self.bench is not None:
            self.bench.destroy()
            self.bench = None
        try:
            change()
        finally:  # a full disk, say: what she chose is not kept, but the window is not left empty
            start.refit(self.root)
            self.root.title(say(TITLE))
            if where is not None:
                self._furnish(where)
            elif self.desk is None:
                self.open()
        return True

    def _upkeep(self) -> None:
        """A while after the window stands: what the program does once a day by itself, told in short notes."""
        desk, bench = self.desk, self.bench
        if desk is None or bench is None or not self.upkeep:
            return
        from center.upkeep import daily
        from views.state.menu import HOME

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
            toast.show(self.root, say(BUSY))
            return
        self.guard.forget()
        if self.bench is not None:
            returning.keep(self.bench)
        sweep(self.root)
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
        keeping.keep(self.folder, self.look)


def demo_folder(folder: Path) -> Path:
    """Where the demo centre of a data folder lives: beside it, so that a real centre never mixes with it."""
    return folder.with_name(f"{folder.name}-{DEMO_NAME}")


def open_demo(folder: Path) -> Desk:
    """The demo centre's Desk; made when it is not there. Runs in a job: this thread's connection is closed again."""
    from center import opening
    from center.demo.making import PASSWORD, USER
    from reports.demo import make

    desk = opening.sign_in(folder, USER, PASSWORD) if opening.exists(folder) else make(folder)[0].desk
    desk.store.close()
    return desk
