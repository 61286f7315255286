"""The page on which a dispute is told: its facts, any number of parties, and by one key it stands in the register."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from center.cases.given import FILL
from center.words import N_, say
from db.errors import Invalid, Problems, UserError
from db.models.cases import Case, CaseParty
from db.words import Phrase
from views import trouble
from views.kit import keys, theme
from views.kit.controls import Button, Field, Label, Panel, Rule
from views.kit.form_fields import field_for, insert
from views.kit.scroller import Scroller
from views.kit.suggest import SuggestField
from views.kit.surface import within
from views.pages.kept_words import KeptWords
from views.state.case_asks import Ask
from views.state.case_new import AGENTS, NewCase, of_agent

if TYPE_CHECKING:
    from views.bench import Bench

COLUMNS, USUAL, LONG = 12, 3, 6
NARROW = 920  # design px, below which a field takes twice as much of its row
SPANS = {"side": 2, "kind": 2, "sex": 2, "address": 6, "agent.kind": 3, "manner": 2, "scope": 2, "violence": 2}
SIMPLE_NARROW = {"name": 5, "side": 3, "phone": 4}
SIMPLE_SPANS = dict.fromkeys(("type", "performance", "amount", "finished", "declined", "clause"), 2)
"""Twelfths of a row that a field takes, by its name; in a narrow window twice as many, but for SIMPLE_NARROW."""
PARTY, MORE, REFERRAL = N_("当事人 {nth}"), N_("再加一位当事人（Ctrl+N）"), N_("委托移送")
FACTS, PARTIES, RESULT = N_("案件"), N_("当事人"), N_("协议")
KEPT = N_("上次没填完的已放回来")
CHOSEN_FROM = frozenset(("mediators", "committees", "studios"))
LEFT_TO_DO = N_("有 {count} 处要改，改好再保存；填的内容都还在")


class NewCasePage(Panel):
    """`open()` begins one, or goes on with what was left half typed. `simple` is 简易登记, on the same fields."""

    hints = N_("Tab 下一格　Ctrl+N 再加当事人　Ctrl+S 登记　Ctrl+Enter 登记　Esc 返回，填的内容留着")
    simple, title, word, kept = False, N_("登记案件"), N_("登记"), "case_new"
    least = 2

    def __init__(self, bench: Bench) -> None:
        super().__init__(bench.area, "surface")
        self.bench = bench
        self.state = NewCase(bench.desk, bench.counter, self.simple)
        self.fields: dict[str, Field] = {}
        self.asks: dict[str, Ask] = {}
        self.blocks: list[Panel] = []
        self._grids: dict[Panel, Sequence[Ask]] = {}
        self.words: KeptWords | None = None
        self._tag = f"NewCase{id(self)}"
        self._head()
        Rule(self).pack(fill="x")
        self.note = Label(self, "", 13, "red", wrap=1000)
        self.scroller = Scroller(self)
        self.scroller.pack(fill="both", expand=True, padx=(24, 10), pady=(12, 0))
        self._build()
        self._hook()

    def _head(self) -> None:
        head = Panel(self)
        head.pack(fill="x", padx=24, pady=(18, 14))
        Button(head, "", self.leave, rank="quiet", icon="chevron-left", tip=N_("返回登记簿（Esc）")).pack(side="left")
        Label(head, self.title, 22, bold=True).pack(side="left", padx=(4, 0))
        Label(head, N_("不收费，须各方自愿"), 13, "ink3").pack(side="left", padx=(12, 0), pady=(7, 0))
        Button(head, self.word, self.save, rank="primary", icon="check").pack(side="right", padx=(8, 0))
        Button(head, N_("放弃"), self.give_up, rank="quiet", tip=N_("不要填的内容")).pack(side="right")

    # ---- fields
    def _build(self) -> None:
        body = self.scroller.inside
        self._parties = Panel(body)
        self._facts = self._section(body, FACTS, self.state.case_asks())
        self.referral = Panel(body)
        self._fill_section(self.referral, REFERRAL, self.state.referral_asks())
        parts = [self._facts, self._parties] if not self.simple else [self._parties, self._facts]
        if self.simple:
            parts.insert(1, self._section(body, RESULT, self.state.result_asks()))
        for part in parts:
            part.pack(fill="x", padx=(0, 14))
        self._heading(self._parties, PARTIES)
        self._more = Button(self._parties, MORE, self.add, rank="quiet", icon="plus")
        self._more.pack(anchor="w", pady=(0, 8))
        while len(self.blocks) < self.least:
            self._block()
        self.fields["source"].on_change = self._source
        if "manner" in self.fields:
            self.fields["manner"].on_change = self._again

    def _again(self) -> None:
        """Some fields are there only when another one calls for them."""
        held = {path: field.get() for path, field in self.fields.items()}
        for grid, asks in self._grids.items():
            called = [ask.path for ask in asks if ask.when is None or ask.when(held)]
            if called != grid.called:
                self._lay(grid, asks, getattr(grid, "narrow", False))

    def _section(self, body: Panel, title: str, asks: Sequence[Ask]) -> Panel:
        panel = Panel(body)
        self._fill_section(panel, title, asks)
        return panel

    def _heading(self, panel: Panel, title: str) -> None:
        head = Panel(panel)
        head.pack(fill="x", pady=(0, 8))
        Label(head, title, 14, bold=True).pack(side="left")
        Rule(head).pack(side="left", fill="x", expand=True, padx=(12, 0))

    def _fill_section(self, panel: Panel, title: str, asks: Sequence[Ask]) -> None:
        self._heading(panel, title)
        grid = Panel(panel)
        grid.pack(fill="x")
        self._place(grid, asks)

    def _place(self, grid: Panel, asks: Sequence[Ask]) -> None:
        for ask in asks:
            self.fields[ask.path], self.asks[ask.path] = self._field(grid, ask), ask
        self._grids[grid] = asks
        self._lay(grid, asks, False)
        tk.Misc.bind(grid, "<Configure>", lambda event: self._fit(grid, asks, event.width), add="+")

    def _fit(self, grid: Panel, asks: Sequence[Ask], width: int) -> None:
        # Tk keeps uniform columns only under what stands in one of them: their width is told instead
        grid.columnconfigure(tuple(range(COLUMNS)), minsize=width // COLUMNS)
        if not hasattr(grid, "need"):  # before a problem under a field makes it wider
            grid.need = self._need(asks)
        narrow = width < max(theme.px(NARROW), grid.need)
        if getattr(grid, "narrow", False) != narrow:
            grid.narrow = narrow
            self._lay(grid, asks, narrow)

    def _need(self, asks: Sequence[Ask]) -> int:
        """Device px that a row of four takes, so that no label is wider than its field: another language's may be."""
        return max((self.fields[ask.path].winfo_reqwidth() + theme.px(16)) * COLUMNS // self._span(ask) for ask in asks)

    def _span(self, ask: Ask, narrow: bool = False) -> int:
        if ask.kind == "long":
            return LONG * (2 if narrow else 1)
        name = ask.path.partition(".")[2] or ask.path
        if narrow and self.simple and "." in ask.path:
            return SIMPLE_NARROW[name]  # a party on one line also there
        return (2 if narrow else 1) * (SPANS | (SIMPLE_SPANS if self.simple else {})).get(name, USUAL)

    def _lay(self, grid: Panel, asks: Sequence[Ask], narrow: bool) -> None:
        """Mostly four in a row, two in a narrow window; long texts take half or all, as do addresses."""
        row = at = 0
        held = {path: field.get() for path, field in self.fields.items()}
        grid.called = [ask.path for ask in asks if ask.when is None or ask.when(held)]
        for ask in asks:
            if ask.path not in grid.called:
                self.fields[ask.path].grid_remove()
                continue
            span = self._span(ask, narrow)
            if at + span > COLUMNS:
                row, at = row + 1, 0
            self.fields[ask.path].grid(row=row, column=at, columnspan=span, sticky="new",
                                       padx=(0 if at == 0 else 8, 0 if at + span == COLUMNS else 8))
            at += span

    def _field(self, grid: Panel, ask: Ask) -> Field:
        options = {"required": ask.required, "help": ask.help}
        if ask.path.endswith(".name") and not of_agent(ask.path):
            field = SuggestField(grid, ask.label, self.state.residents, **options)
        else:
            choices = list(ask.choices) if ask.kind == "code" else None
            field = field_for(grid, ask, options, choices, lambda: self.bench.desk.today().isoformat(),
                              self.state.typing)
        field.put(ask.start)
        if ask.into:
            field.on_change = lambda: insert(ask, field, self.fields[ask.into])
        return field

    def _block(self) -> None:
        """One more party."""
        nth = len(self.blocks)
        block = Panel(self._parties)
        block.pack(fill="x", before=self._more)
        if not self.simple:
            Label(block, Phrase(PARTY, nth=nth + 1), 13, "ink2").pack(anchor="w", pady=(0, 4))
        grid = Panel(block)
        grid.pack(fill="x")
        asks = self.state.party_asks(nth)
        self._place(grid, asks)
        if not self.simple:
            for name in ("kind", *(f"{line}.{one}" for line in AGENTS[:-1] for one in ("kind", "name"))):
                self.fields[f"p{nth}.{name}"].on_change = self._again
        self.blocks.append(block)
        if self.words is not None:
            for ask in asks:
                self.words.take_in(ask.path, self.fields[ask.path])
        self._tie(block)

    def _source(self) -> None:
        """Who referred it is asked for when somebody did."""
        if self.fields["source"].get() == "referral":
            self.referral.pack(fill="x", padx=(0, 14), after=self._facts)
        else:
            self.referral.pack_forget()

    # ---- keys
    def _hook(self) -> None:
        for letter in "sS":
            keys.on_tag(self, self._tag, f"<Control-{letter}>", lambda _event: self.save() or "break")
        for name in ("Return", "KP_Enter"):
            keys.on_tag(self, self._tag, f"<Control-{name}>", lambda _event: self.save() or "break")
        keys.on_tag(self, self._tag, "<Escape>", lambda _event: self.leave() or "break")
        self._tie(self)

    def _tie(self, part: Panel) -> None:
        for widget in within(part):
            if self._tag not in widget.bindtags():
                widget.bindtags((*widget.bindtags(), self._tag))

    # ---- coming and going
    def open(self) -> None:
        """Begin, or go on."""
        self._renew()
        if self.words is None:
            kept = self.bench.desk.draft_of(f"words:{self.kept}", 0)
            count = max([int(path[1:].split(".")[0]) + 1 for path in (kept.texts if kept else {})
                         if path[:1] == "p" and path[1:2].isdigit()], default=0)
            while len(self.blocks) < count:
                self._block()
            self.words = KeptWords(self.bench, self.kept, 0, self.fields, self)
            if self.words.given:
                self._say(say(KEPT), "ink2")
                self._source()
                self._again()
        self.focus_grid()

    def shown(self) -> None:
        """In front."""
        self.bench.status.put(say(N_("带 * 为必填")))
        self._renew()
        if self.words is None:
            self.open()

    def _renew(self) -> None:
        """A page that stood here since yesterday asks for today."""
        ask, field = self.asks["registered_on"], self.fields["registered_on"]
        today = self.bench.desk.today().isoformat()
        if ask.start != today:
            if field.get() == ask.start:
                field.put(today)
            self.asks["registered_on"] = replace(ask, start=today)

    def changed(self, names: frozenset[str]) -> None:
        """What is typed here stays; when who may preside changed, the page is made anew the next time."""
        if names & CHOSEN_FROM and self.bench.page is not self:
            self.keep_place()
            for key in [key for key, page in self.bench.pages.items() if page is self]:
                del self.bench.pages[key]
            self.destroy()

    def keep_place(self) -> None:
        """What was typed is kept by itself."""
        if self.words is not None:
            self.words.typed()  # a long text tells of its changes only when the window rests
            self.words.keep()

    def come_back(self, _place: None) -> None:
        """What was left half typed stands here again."""
        self.open()

    def focus_grid(self) -> None:
        """Into the first field."""
        first = "p0.name" if self.simple else "source"
        self.fields[first].focus_set()

    def add(self) -> None:
        """Ctrl+N: one more party, the caret in its name."""
        self._block()
        self.update_idletasks()
        self.fields[f"p{len(self.blocks) - 1}.name"].focus_set()

    def leave(self) -> None:
        """Esc: back to the register; what was typed stays as a draft."""
        self.keep_place()
        self.bench.go_list(Case).focus_grid()

    def give_up(self) -> None:
        """Let it go."""
        if self.words is not None:
            self.words.give_up()
        self._fresh()
        self.bench.go_list(Case).focus_grid()

    def _fresh(self) -> None:
        """Empty again: two parties, nothing typed."""
        while len(self.blocks) > self.least:
            nth = len(self.blocks) - 1
            for path in [path for path in self.fields if path.startswith(f"p{nth}.")]:
                del self.fields[path], self.asks[path]
            block = self.blocks.pop()
            self._grids = {grid: asks for grid, asks in self._grids.items() if grid.master is not block}
            block.destroy()
        for path, field in self.fields.items():
            field.put(self.asks[path].start)
            field.problem(None)
        self._say("")
        self._source()
        self._again()
        self.words = None

    # ---- saving
    def texts(self) -> dict[str, str]:
        """What the fields hold."""
        return {path: field.get() if field.winfo_manager() else "" for path, field in self.fields.items()}

    def save(self) -> None:
        """Ctrl+S, Ctrl+Enter."""
        texts = self.texts()
        self.bench.act(lambda: self.write(texts), self._saved, self._refused)

    def write(self, texts: dict[str, str]) -> int:
        """The act; returns the case's id."""
        return self.state.register(texts)

    def _saved(self, case: int) -> None:
        if self.words is not None:
            self.words.done()
        self._fresh()
        self.bench.told()
        self.after_save(case)

    def after_save(self, case: int) -> None:
        """The page of the case, at its next step."""
        self.bench.show("case").open(case)

    def _refused(self, error: UserError) -> None:
        found = error.fields if isinstance(error, Problems) else {"": error}
        self._again()
        told = self.state.told_of(self.texts())
        if "name" in found and self._nobody():  # without anybody there is nothing to call the case by
            found = {path: problem for path, problem in found.items() if path != "name"}
            found.setdefault("parties.0.name", Invalid(FILL, label=CaseParty.name.label))
        places = {_typed_place(self.state.place_of(path), told): problem for path, problem in found.items()}
        wrong = []
        for path, field in self.fields.items():
            problem = places.pop(path, None)
            field.problem(say(problem) if problem is not None else None)
            wrong += [field] if problem is not None else []
        rest = [say(problem) for problem in places.values()]
        if wrong:
            self.update_idletasks()  # a page just shown does not know yet where its fields stand
            min(wrong, key=lambda field: (field.winfo_rooty(), field.winfo_rootx())).focus_set()
        count = len(found) - len(rest)
        words = [say(LEFT_TO_DO, count=count)] if count else []
        self._say("；".join([*dict.fromkeys(rest), *words]))
        if not count and not rest:
            trouble.show(self.bench.root, error)

    def _nobody(self) -> bool:
        return not any(self.fields[f"p{nth}.name"].get().strip() for nth in range(len(self.blocks)))

    def _say(self, words: str, ink: str = "red") -> None:
        self.note.put(words)
        if words:
            self.note.on("surface", ink)
            self.note.pack(fill="x", padx=24, pady=(10, 0), before=self.scroller)
        else:
            self.note.pack_forget()


def _typed_place(path: str, told: Sequence[int]) -> str:
    """Parties of whom nothing was typed were left out: the problem's number counts the others, `told`."""
    number, _, rest = path[1:].partition(".")
    if path[:1] != "p" or not number.isdigit() or int(number) >= len(told):
        return path
    return f"p{told[int(number)]}.{rest}"
