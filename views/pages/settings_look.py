"""How the window looks on this computer: colours, size of texts, language, font, an old computer; all at once."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable
from typing import TYPE_CHECKING

from center.words import N_, say
from views import languages
from views.kit import theme, toast
from views.kit.controls import ChoiceField, Label, Panel, Pills
from views.kit.scroller import Scroller
from views.state import keeping

if TYPE_CHECKING:
    from views.bench import Bench

MODES = (("light", N_("浅色")), ("dark", N_("深色")), ("auto", N_("随系统")))
SPEEDS = (("", N_("一般电脑")), ("slow", N_("低速电脑")))
OWN = "0"
FAMILY_GONE = N_("选定的字体“{name}”这台电脑上没有了，已改用“{used}”")
WRAP = 560


class LookPart(Panel):
    """Each choice holds at once; size, language, font and speed build the window anew in place."""

    def __init__(self, master: tk.Misc, bench: Bench) -> None:
        super().__init__(master)
        self.bench, self.look = bench, bench.window.look
        scroller = Scroller(self)
        scroller.pack(fill="both", expand=True)
        self.inside = Panel(scroller.inside)
        self.inside.pack(fill="x", padx=(24, 16), pady=18)
        Label(self.inside, say(N_("外观和语言")), 19, bold=True).pack(fill="x", pady=(0, 4))
        words = say(N_("只管这台电脑，改了马上生效。正在填的内容会先存好。"))
        Label(self.inside, words, 13, "ink3", wrap=WRAP).pack(fill="x", pady=(0, 12))
        sizes = [(OWN, say(N_("随系统"))), *((str(one), f"{one:.0%}") for one in keeping.SCALES)]
        modes = [(key, say(label)) for key, label in MODES]
        self.mode = self._pills(N_("颜色（Ctrl+D 换深浅）"), modes, self._mode, self._mode_now())
        self.scale = self._pills(N_("大小"), sizes, self._scale, str(self.look.scale or OWN))
        self.language = self._pills(N_("语言"), list(languages.LANGUAGES), self._language, languages.current())
        speeds = [(key, say(label)) for key, label in SPEEDS]
        self.speed = self._pills(N_("电脑快慢"), speeds, self._slow, "slow" if self.look.slow else "")
        slow = say(N_("低速电脑：圆角画得简单，首页不画小曲线，窗口打开和缩放快约三分之一。"))
        Label(self.inside, slow, 12, "ink3", wrap=WRAP).pack(fill="x", pady=(4, 0))
        self._fonts()

    def _pills(
        self, title: str, choices: list[tuple[str, str]], act: Callable[[str], object], chosen: str
    ) -> Pills:
        Label(self.inside, say(title), 13, "ink2").pack(fill="x", pady=(14, 4))
        pills = Pills(self.inside, choices, act, chosen=chosen)
        pills.chosen = chosen  # '' is a key too
        pills.set_choices(choices)
        pills.pack(anchor="w")
        return pills

    def _fonts(self) -> None:
        families = [("", say(N_("自动"))), *((name, name) for name in theme.families(self))]
        if gone := theme.missing_family():
            words = say(FAMILY_GONE, name=gone, used=theme.family())
            Label(self.inside, words, 13, "amber", wrap=WRAP).pack(fill="x", pady=(14, 0))
        row = Panel(self.inside, width=300, height=76)
        row.pack(anchor="w", pady=(14, 0))
        self.family = ChoiceField(row, say(N_("字体")), families)
        self.family.put(self.look.family, self.look.family or say(N_("自动")))
        self.family.on_change = self._family
        self.family.pack(fill="x")

    def changed(self, names: frozenset[str]) -> None:
        """Ctrl+D may have been pressed."""
        self.shown()

    def shown(self) -> None:
        """In front."""
        if self.mode.chosen != self._mode_now():
            self.mode.chosen = self._mode_now()
            self.mode.set_choices([(key, say(label)) for key, label in MODES])

    def _mode_now(self) -> str:
        return "auto" if self.look.mode == "auto" else theme.mode()

    # ---- choices
    def _mode(self, mode: str) -> None:
        from views.kit import surroundings

        theme.set_mode(surroundings.desktop_mode() if mode == "auto" else mode)
        self.look.mode = mode
        self._keep()

    def _scale(self, scale: str) -> None:
        from views.kit import surroundings

        wanted = float(scale) or None
        self._anew(lambda look: setattr(look, "scale", wanted),
                   lambda: theme.set_scale(wanted or surroundings.screen_scale()), "scale")

    def _language(self, code: str) -> None:
        def speak() -> None:
            mute = languages.use(code)
            if mute is not None:
                toast.show(root, say(mute))

        root = self.bench.root
        self._anew(lambda look: setattr(look, "language", code), speak, "language")

    def _slow(self, speed: str) -> None:
        slow = speed == "slow"
        self._anew(lambda look: setattr(look, "slow", slow), lambda: theme.set_slow(slow), "speed")

    def _family(self) -> None:
        name = self.family.get()
        if name != self.look.family and (not name or name in theme.families(self)):
            self._anew(lambda look: setattr(look, "family", name), lambda: theme.wish_family(name), "family")

    def _anew(self, write: Callable[[keeping.Look], object], change: Callable[[], object], field: str) -> None:
        """Build the window anew once this event is over (it destroys what was pressed); the keys come back here."""
        window = self.bench.window

        def both() -> None:
            write(window.look)
            change()

        def go() -> None:
            if not window.refurnish(both):
                self._put_back()
                return
            keeping.keep(window.folder, window.look)
            part = getattr(window.bench.page, "part", None)
            if isinstance(part, LookPart):
                getattr(part, field).focus_set()

        self.after_idle(go)

    def _put_back(self) -> None:
        """A job runs: nothing was changed, and the pills say so."""
        now = {self.scale: str(self.look.scale or OWN), self.language: languages.current(),
               self.speed: "slow" if self.look.slow else ""}
        for pills, chosen in now.items():
            pills.chosen = chosen
            pills.set_choices(pills._choices)

    def _keep(self) -> None:
        keeping.keep(self.bench.window.folder, self.look)
