"""The settings: numbers with their sources, rest days, accounts, backup, how it looks, about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.models.settings import RestDay
from views.kit.controls import Label, Panel, Rule
from views.pages.choices import ChoiceList
from views.state.menu import PARTS

if TYPE_CHECKING:
    from views.bench import Bench

LISTED = 212


class SettingsPage(Panel):
    """Parts are built when first chosen and kept, like pages."""

    hints = N_("↑↓ 选择　回车 修改")

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.part, self.side = bench, None, None
        self.parts: dict[str, Any] = {}
        self.rowconfigure(0, weight=1)
        self.columnconfigure(2, weight=1)
        left = Panel(self, "surface", width=LISTED, height=10)
        left.grid(row=0, column=0, sticky="ns")
        Label(left, say(N_("设置")), 22, bold=True).pack(fill="x", padx=24, pady=(20, 8))
        self.list = ChoiceList(left, self.pick)
        self.list.pack(fill="both", expand=True)
        self.list.put(self._choices())
        Rule(self, upright=True).grid(row=0, column=1, sticky="ns")
        self.place = Panel(self)
        self.place.grid(row=0, column=2, sticky="nsew")
        self.place.rowconfigure(0, weight=1)
        self.place.columnconfigure(0, weight=1)

    def _choices(self) -> list:
        may = self.bench.desk.may
        parts = {key: (key, say(label)) for key, label, right in PARTS if not right or may(right)}
        groups = (
            (say(N_("标准")), ("numbers", "rest_days")),
            (say(N_("账号")), ("accounts", "password")),
            (say(N_("本机")), ("backup", "look", "about")),
        )
        found = [(heading, [parts[key] for key in keys if key in parts]) for heading, keys in groups]
        return [group for group in found if group[1]]

    def shown(self) -> None:
        """In front."""
        if self.part is None:
            self.pick(self._choices()[0][1][0][0])
        self.bench.status.put("")

    def keep_place(self) -> str:
        """Which part is shown."""
        return self.list.chosen

    def come_back(self, place: str) -> None:
        """The part that was shown."""
        if place in [key for _heading, parts in self._choices() for key, _label in parts]:
            self.pick(place)

    def changed(self, names: frozenset[str]) -> None:
        """Records changed: parts that show them read again."""
        for part in self.parts.values():
            part.changed(names)

    def pick(self, key: str) -> None:
        """Show another part; the rest days are an ordinary list."""
        if key == "rest_days":
            self.bench.go_list(RestDay)
            return
        self.list.choose(key)
        if key not in self.parts:
            self.parts[key] = self._build(key)
        if self.part is not None:
            self.part.grid_remove()
        if self.bench.page is self:
            self.bench.drop_side(self)
        self.part = self.parts[key]
        self.part.grid(row=0, column=0, sticky="nsew")
        self.side = getattr(self.part, "side", None)
        self.bench.take_side(self)

    def _build(self, key: str) -> Any:
        if key == "numbers":
            from views.pages.numbers import NumbersPart

            return NumbersPart(self.place, self.bench)
        if key in ("accounts", "password"):
            from views.pages import accounts

            return (accounts.AccountsPart if key == "accounts" else accounts.PasswordPart)(self.place, self.bench)
        from views.pages import about

        return {"backup": about.BackupPart, "look": about.LookPart, "about": about.AboutPart}[key](
            self.place, self.bench
        )

    def edit(self) -> None:
        """Ctrl+E."""
        if hasattr(self.part, "edit"):
            self.part.edit()

    def add(self) -> None:
        """Ctrl+N."""
        if hasattr(self.part, "add"):
            self.part.add()
