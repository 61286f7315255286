"""What keeps others from reading: the lock (Ctrl+L, idle), the blank screen, and a second clerk at the same window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from center.words import N_, say
from views import returning
from views.idle import Idle
from views.kit import choosers, clipboard, cover, overlay, popover, toast

if TYPE_CHECKING:
    from center.desk import Desk
    from views.window import Window

MINUTES = "lock.idle_minutes"
BUSY = N_("有一项工作正在进行，请等它完成，或先取消")


class Guard:
    """One for the window. `kept` is where each account was when another one took her place."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page: cover.Cover | None = None
        self.kept: dict[str, Any] = {}
        self.idle = Idle(window.root, self.lock)

    def watch(self) -> None:
        """Somebody has signed in: begin to count; in the demo nobody knows a password by heart, so it never locks."""
        desk = self.window.desk
        choosers.used_by("" if desk is None else f"{desk.store.folder} {desk.who.login}")
        self.idle.watch(0 if desk is None or desk.demo else float(desk.number(MINUTES)))

    @property
    def locked(self) -> bool:
        """Whether the lock page stands."""
        from views.pages.lock import LockPage

        return isinstance(self.page, LockPage)

    # ---- the lock
    def lock(self, other: bool = False) -> None:
        """Cover everything until her password is typed; what is half typed is kept first. `other`: 换一个人."""
        from center import opening
        from views.pages.lock import LockPage

        window = self.window
        if window.bench is None or window.desk.keyring is None or self.locked:
            return
        self.unblank()
        self.idle.stop()
        choosers.give_up(window.root)
        returning.keep(window.bench)
        returning.cover(window.bench)
        opening.lock(window.desk)
        hint = self._demo_hint() if window.desk.demo else ""
        busy = lambda: say(BUSY) if window.jobs.busy else ""  # noqa: E731
        self.page = LockPage(window.root, window.desk, self.unlock, self.take_over, busy, hint, other)
        self.page.stand()

    def _demo_hint(self) -> str:
        from center.demo.making import PASSWORD, SEATS

        return say(SEATS, password=PASSWORD)

    def unlock(self) -> None:
        """She is back, exactly where she was."""
        self._uncover()
        self.watch()

    def take_over(self, desk: Desk) -> None:
        """Another clerk: the first one's place is kept, the second goes to her own."""
        window = self.window
        clipboard.forget(window.root)
        old = window.desk.who.login
        self.kept[old] = returning.whereabouts(window.bench)
        sweep(window.root)
        self._uncover()
        window.bench.destroy()
        window.work(desk, self.kept.pop(desk.who.login, None))

    # ---- the blank screen
    def blank(self) -> None:
        """One key: nothing is to be seen; the same key brings it back. A locked window stays locked."""
        if self.locked:
            return
        if self.page is not None:
            self.unblank()
        elif self.window.bench is not None:
            from views.pages.blank import BlankPage

            self.page = BlankPage(self.window.root, self.unblank)
            self.page.stand()

    def unblank(self) -> None:
        """The page again."""
        if self.page is not None and not self.locked:
            self._uncover()

    def _uncover(self) -> None:
        page, self.page = self.page, None
        if page is not None:
            page.go()

    def forget(self) -> None:
        """Signed out: nobody's place is kept, and nothing is covered."""
        self.idle.stop()
        clipboard.forget(self.window.root)
        self._uncover()
        self.kept.clear()


def sweep(root: Any) -> None:
    """Take away what stands over the page: questions, lists, notes."""
    while getattr(root, "kit_overlay", None) is not None:
        overlay.dismiss(root.kit_overlay)
    popover.of(root).hide()
    toast.clear(root)
