"""The settings: numbers with their sources, rest days, accounts, backup, how it looks, about."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from views.kit.controls import Label, Panel, Rule
from views.pages.choices import ChoiceList
from views.state import rights
from views.state.menu import PARTS
from views.state.settings_paper import sheet

if TYPE_CHECKING:
    from views.bench import Bench

LISTED = 212


MADE = {
    "numbers": ("numbers", "NumbersPart"),
    "rest_days": ("settings_days", "RestDaysPart"),
    "dossier_table": ("settings_dossier", "DossierTablePart"),
    "transcription": ("settings_transcription", "TranscriptionPart"),
    "case_texts": ("settings_texts", "CaseTextsPart"),
    "centre": ("settings_centre", "CentrePart"),
    "accounts": ("accounts", "AccountsPart"),
    "password": ("accounts", "PasswordPart"),
    "rights": ("settings_rights", "RightsPart"),
    "backup": ("settings_backup", "BackupPart"),
    "using": ("settings_using", "UsingPart"),
    "look": ("settings_look", "LookPart"),
    "about": ("about", "AboutPart"),
}
CHANGED_BY = {
    "numbers": "settings.edit",
    "rest_days": "settings.edit",
    "dossier_table": "mediation.edit",
    "transcription": "mediation.edit",
    "case_texts": "mediation.edit",
    "centre": "centre.edit",
    "accounts": "accounts.edit",
    "backup": "backup",
}
OWN = ("password",)


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
        self.who = Label(self.place, "", 12, "ink3")
        self.who.grid(row=1, column=0, sticky="ew", padx=24, pady=(8, 10))

    def _choices(self) -> list:
        # all of them for everybody: what is not hers to see says whose it is
        parts = {key: (key, say(label)) for key, label, _right in PARTS}
        groups = (
            (say(N_("标准")), ("numbers", "rest_days")),
            (say(N_("人民调解")), ("dossier_table", "transcription", "case_texts")),
            (say(N_("中心和账号")), ("centre", "accounts", "password", "rights")),
            (say(N_("数据安全")), ("backup", "using")),
            (say(N_("本机")), ("look", "about")),
        )
        return [(heading, [parts[key] for key in keys]) for heading, keys in groups]

    def shown(self) -> None:
        """In front."""
        if self.part is None:
            may = self.bench.desk.may
            self.pick(next(key for key, _label, right in PARTS if not right or may(right)))
        else:
            self._look_again()
        self.bench.status.put("")

    def mode_changed(self) -> None:
        """Ctrl+D was pressed here."""
        self._look_again()

    def _look_again(self) -> None:
        if hasattr(self.part, "shown"):
            self.part.shown()

    def keep_place(self) -> str:
        """Which part is shown."""
        return self.list.chosen

    def focus_grid(self) -> None:
        """Into the list of parts."""
        self.list.canvas.focus_set()

    def come_back(self, place: str) -> None:
        """The part that was shown."""
        if place in [key for _heading, parts in self._choices() for key, _label in parts]:
            self.pick(place)

    def changed(self, names: frozenset[str]) -> None:
        """Records changed: parts that show them read again."""
        for part in self.parts.values():
            part.changed(names)

    def pick(self, key: str) -> None:
        """Show another part."""
        self.list.choose(key)
        kept = key in self.parts
        if not kept:
            self.parts[key] = self._build(key)
        if self.part is not None:
            self.part.grid_remove()
        if self.bench.page is self:
            self.bench.drop_side(self)
        self.part = self.parts[key]
        self.part.grid(row=0, column=0, sticky="nsew")
        if kept:
            self._look_again()  # since it was built a stick may have gone, the colours may have changed
        self.who.put(self._who(key))
        self.side = getattr(self.part, "side", None)
        self.bench.take_side(self)

    def _who(self, key: str) -> str:
        """The quiet line of a part: who may change it; '' where that is said by the page, or nothing is changed."""
        if key in CHANGED_BY:
            return rights.line(self.bench.desk, CHANGED_BY[key]) if self._open(key) else ""
        return say(rights.OWN) if key in OWN else ""

    def _open(self, key: str) -> bool:
        right = next(right for one, _label, right in PARTS if one == key)
        return not right or self.bench.desk.may(right)

    def _build(self, key: str) -> Any:
        if not self._open(key):
            return ClosedPart(self.place, key)
        module, name = MADE[key]
        return getattr(import_module(f"views.pages.{module}"), name)(self.place, self.bench)

    def edit(self) -> None:
        """Ctrl+E."""
        if hasattr(self.part, "edit"):
            self.part.edit()

    def print(self) -> None:
        """Ctrl+P: the part that is seen, or why there is nothing to print."""
        from views.kit import toast
        from views.pages.printing import offer

        made = sheet(self.bench.desk, self.list.chosen)
        if isinstance(made, str):
            toast.show(self.bench.root, made)
        else:
            offer(self.bench, made)

    def add(self) -> None:
        """Ctrl+N."""
        if hasattr(self.part, "add"):
            self.part.add()


class ClosedPart(Panel):
    """What stands where this account may not look: whose it is."""

    def __init__(self, master: Panel, key: str) -> None:
        super().__init__(master)
        label, right = next((label, right) for one, label, right in PARTS if one == key)
        Label(self, say(label), 19, bold=True).pack(fill="x", padx=24, pady=(18, 12))
        Label(self, rights.closed(CHANGED_BY.get(key, right)), 14, "ink2", wrap=520).pack(fill="x", padx=24)

    def changed(self, names: frozenset[str]) -> None:
        """Nothing here shows records."""
