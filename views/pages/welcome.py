"""The first page of a computer without a centre: set one up, look at the demo, or bring one from a backup."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import UserError
from views import languages
from views.kit import toast
from views.kit.controls import Button, Label, Link, Panel, Pills
from views.pages.front import Front
from views.state import keeping

if TYPE_CHECKING:
    from views.window import Window


class WelcomePage(Front):
    """Two choices; `on_create()` and `on_demo()`; `on_restore()` for a computer that takes over from another.

    `on_language(code)` when another language was chosen.
    """

    def __init__(
        self,
        root,
        on_create: Callable[[], object],
        on_demo: Callable[[], object],
        on_restore: Callable[[], object] | None = None,
        on_language: Callable[[str], object] = lambda _code: None,
    ) -> None:
        words = N_("党员名册、中心台账、标准化自查，一次录入，各种报表自己出来。数据只存在这台电脑上，不联网。")
        super().__init__(root, say(N_("党群服务中心工作台")), say(words))
        row = Panel(self.inside)
        row.pack(fill="x", pady=(28, 0))
        self.create = self._choice(
            row, say(N_("建立本中心")), say(N_("填中心名称和第一个账号，大约一分钟")), on_create, "primary", "plus"
        )
        self.demo = self._choice(
            row,
            say(N_("看看演示中心")),
            say(N_("虚构的人和两年的台账，随便点，不影响正式数据")),
            on_demo,
            "secondary",
            "eye",
        )
        if on_restore:
            Link(self.inside, say(N_("换了电脑？从备份恢复")), on_restore).pack(anchor="w", pady=(22, 0))
        self.languages = Pills(self.inside, list(languages.LANGUAGES), on_language, chosen=languages.current())
        self.languages.pack(anchor="w", pady=(26, 0))

    def _choice(self, row: Panel, text: str, note: str, act, rank: str, icon: str) -> Button:
        box = Panel(row)
        box.pack(fill="x", pady=(0, 16))
        button = Button(box, text, act, rank=rank, icon=icon, height=44)
        button.pack(fill="x")
        Label(box, note, 13, "ink3", wrap=self.width).pack(fill="x", pady=(6, 0))
        return button

    def focus_first(self) -> None:
        """On the first choice."""
        self.create.focus_set()


def speak(window: Window, code: str) -> None:
    """Another language from the welcome page on, for setting up, and at every later start."""
    mute: list[UserError | None] = []

    def change() -> None:
        window.look.language = code
        mute.append(languages.use(code))

    def go() -> None:  # once the key or the click is over: the page it came to is made anew
        if window.refurnish(change):
            keeping.keep(window.folder, window.look)
            getattr(window.front, "languages", window.front).focus_set()
        if mute and mute[0] is not None:
            toast.show(window.root, say(mute[0]))

    window.root.after_idle(go)
