"""Setting a centre up: its name and level, the first account, where the data live, and what can be lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from center.opening import Made
from center.words import N_, say
from db.errors import UserError
from views.kit.controls import Button, ChoiceField, Field, Label, Panel, TextField, submit_on_enter
from views.kit.jobs import Jobs
from views.pages.front import Front, busy_words, working
from views.state import setup


class SetupPage(Front):
    """`on_made(made)` with the new centre; `on_back(typed)`, which may be `given` again: nothing typed is lost."""

    def __init__(
        self,
        root,
        jobs: Jobs,
        folder: Path,
        on_made: Callable[[Made], object],
        on_back: Callable[[dict[str, str]], object],
        given: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(root, say(N_("建立本中心")))
        self.jobs, self._on_made = jobs, on_made
        self.fields: dict[str, Field] = {}
        self._field("name", hint=say(N_("例如 晨光社区党群服务中心")))
        self._choice("level")
        pair = self._pair("login", "person")
        self._field("login", pair[0], hint=say(N_("自己好记的，例如 lin")))
        self._field("person", pair[1])
        pair = self._pair("password", "again")
        self._field("password", pair[0], secret=True, help=say(N_("至少 8 个字符")))
        self._field("again", pair[1], secret=True)
        self._field("folder", help=say(N_("本机硬盘，不要网络盘")))
        for name, text in {"folder": str(folder), "level": "community", **(given or {})}.items():
            self.fields[name].put(text)
        for last in ("again", "folder"):
            submit_on_enter(self.fields[last], self.make)
        for words in (setup.ONE_STORE, setup.BOTH_LOST):
            Label(self.inside, say(words), 13, "ink2", wrap=self.width).pack(fill="x", pady=(2, 6))
        self.buttons = Panel(self.inside)
        self.buttons.pack(fill="x", pady=(8, 0))
        self.save = Button(self.buttons, say(N_("建立")), self.make, rank="primary", icon="check", height=38)
        # the way back stands behind it: Tab comes to 建立 first
        self.save.pack(side="left")
        self.back = Button(self.buttons, say(N_("返回")), lambda: on_back(self.read()), height=38)
        self.back.pack(side="left", padx=(8, 0))
        self.working = False

    def _field(self, name: str, master=None, **options) -> None:
        field = TextField(master or self.inside, say(setup.LABELS[name]), required=True, **options)
        self._place(name, field, master)

    def _choice(self, name: str) -> None:
        self._place(name, ChoiceField(self.inside, say(setup.LABELS[name]), list(setup.levels()), required=True), None)

    def _place(self, name: str, field: Field, master) -> None:
        first = not self.fields
        if master is None:
            field.pack(fill="x", pady=(20 if first else 0, 4))
        else:
            field.pack(fill="x")
        self.fields[name] = field

    def _pair(self, *_names: str) -> tuple[Panel, Panel]:
        row = Panel(self.inside)
        row.pack(fill="x", pady=(0, 4))
        row.columnconfigure((0, 1), weight=1, uniform="pair")
        halves = Panel(row), Panel(row)
        halves[0].grid(row=0, column=0, sticky="ew", padx=(0, 8))
        halves[1].grid(row=0, column=1, sticky="ew", padx=(8, 0))
        return halves

    def focus_first(self) -> None:
        """In the centre's name."""
        self.fields["name"].focus_set()

    def read(self) -> dict[str, str]:
        """What was typed."""
        return {name: field.get() for name, field in self.fields.items()}

    def make(self) -> None:
        """Check, then make the centre in a job (the key is stretched for a second)."""
        if self.working:
            return
        texts = self.read()
        found = setup.problems(texts)
        for name, field in self.fields.items():
            field.problem(found.get(name))
        if found:
            self.fields[next(iter(found))].focus_set()
            return
        self._busy(True)
        self.jobs.run(say(N_("建立本中心")), lambda _job: _made(texts), self._done, self._failed)

    def _busy(self, on: bool) -> None:
        self.working = on
        working(self, on, self.save, busy_words(), say(N_("建立")))

    def _done(self, made: Made) -> None:
        self._busy(False)
        self._on_made(made)

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if not isinstance(error, UserError):
            raise error
        self.say(say(error), before=self.buttons)


def _made(texts: dict[str, str]) -> Made:
    made = setup.make(texts)
    made.desk.store.close()  # this thread's connection; the window's own opens by itself
    return made
