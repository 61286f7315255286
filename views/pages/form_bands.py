"""What may stand over the fields of a form: an earlier draft to go on with, or what somebody else changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from center.drafts import when
from center.words import N_, say
from db.personal import Kept
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Pills
from views.kit.text_fit import Fit
from views.state.forms import Clash

MOST = 3
NAMED = 104  # design px of a field's label
SHOWN = 200  # design px of one of the two texts
WIDE = 640  # design px of a line of words over the fields


class EarlierBand(Panel):
    """Half-typed forms of the same record: `go_on(draft)`, `drop(draft)`; `called(draft)` names one."""

    def __init__(
        self,
        master: Panel,
        drafts: Sequence[Kept],
        today: date,
        go_on: Callable[[Kept], object],
        drop: Callable[[Kept], object],
        called: Callable[[Kept], str],
    ) -> None:
        super().__init__(master, "amber_soft")
        for one in drafts[:MOST]:
            row = Panel(self)
            row.pack(fill="x", padx=14, pady=6)
            words = say(N_("上次没填完：{name}　{when}"), name=called(one), when=when(one, today))
            Button(row, N_("放弃"), lambda one=one: drop(one), rank="quiet", height=28).pack(side="right")
            Button(row, N_("接着填"), lambda one=one: go_on(one), height=28).pack(side="right", padx=(12, 6))
            Label(row, words, 14).pack(side="left")
        if len(drafts) > MOST:
            more = say(N_("还有 {count} 份，在列表的“草稿”里"), count=len(drafts) - MOST)
            Label(self, more, 13, "ink2").pack(fill="x", padx=14, pady=(0, 8))


class ClashBand(Panel):
    """Fields that she and somebody else changed, side by side; `choose(path, mine)` for each. Hers are on first."""

    def __init__(self, master: Panel, clashes: Sequence[Clash], choose: Callable[[str, bool], object]) -> None:
        super().__init__(master, "amber_soft")
        words = say(N_("别人也改了下面 {count} 处。逐项选用哪个，不选就按您填的"), count=len(clashes))
        Label(self, words, 14, bold=True).pack(fill="x", padx=14, pady=(10, 4))
        self.rows: dict[str, Pills] = {}
        for one in clashes:
            row = Panel(self)
            row.pack(fill="x", padx=14, pady=3)
            name = Panel(row, width=NAMED, height=32)
            name.pack(side="left")
            Label(name, one.label, 13, "ink2", wrap=NAMED).pack(side="left")
            choices = [
                ("mine", say(N_("您填的：{text}"), text=_short(one.mine))),
                ("now", say(N_("现在的：{text}"), text=_short(one.now))),
            ]
            self.rows[one.path] = Pills(row, choices, lambda key, path=one.path: choose(path, key == "mine"))
            self.rows[one.path].pack(side="left", padx=(12, 0))
        Panel(self, height=8).pack()


class NamesakeBand(Panel):
    """People of the name that was typed: `pick(choice)` says that it is one of them, and saves."""

    def __init__(
        self, master: Panel, found: Sequence[tuple[str, str, str, str]], pick: Callable[[str], object]
    ) -> None:
        super().__init__(master, "amber_soft")
        words = N_("已经登记过同名的人。是同一个人的，请选出来；不是的，请填手机号或出生日期，好分清")
        Label(self, words, 14, bold=True, wrap=WIDE).pack(fill="x", padx=14, pady=(10, 4))
        self.buttons: list[Button] = []
        for value, title, _tone, detail in found:
            row = Panel(self)
            row.pack(fill="x", padx=14, pady=3)
            self.buttons.append(Button(row, N_("就是这个人"), lambda value=value: pick(value), height=28))
            self.buttons[-1].pack(side="left", padx=(0, 12))
            Label(row, say(N_("{name}　{facts}"), name=title, facts=detail), 14).pack(side="left")
        Panel(self, height=8).pack()


def _short(text: str) -> str:
    text = " ".join(text.split())
    return Fit(theme.font(14)).elide(text, theme.px(SHOWN)) if text else say(N_("（空）"))
