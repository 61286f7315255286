"""The small form of one step over the case page: articles, fields in two columns, every problem at its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from center.words import N_, say
from db.errors import Problems, UserError
from views import trouble
from views.kit import theme
from views.kit.controls import ChoiceField, Field, Label, Panel
from views.kit.form_fields import field_for, insert
from views.kit.overlay import Overlay
from views.kit.scroller import Scroller
from views.pages.kept_words import KeptWords, note
from views.pages.small_form import foot
from views.state.case_asks import Ask, StepSheet

if TYPE_CHECKING:
    from views.bench import Bench

FIELDS, LAW, HALF = 620, 340, 24  # design px of the two columns; characters from which a field takes a whole row
TALL = 0.82  # share of the window that the box may take
NUMBER, FACTS = N_("{law}{number}"), N_("事实和条文供参考，怎么办由承办人决定")


class StepForm:
    """`sheet.give(texts)` does the step; `done(result)` after it, when the box is closed."""

    def __init__(self, bench: Bench, sheet: StepSheet, done: Callable[[Any], object], keep: int | None = None) -> None:
        self.bench, self.sheet, self._done = bench, sheet, done
        self._texts: list[Label] = []
        room = bench.root.winfo_width() / theme.scale() - 40
        beside = bool(sheet.articles or sheet.told) and room >= FIELDS + LAW
        self.box = Overlay(bench.root, width=round(min(room, FIELDS + (LAW if beside else 0))))
        inside = self.box.inside
        Label(inside, sheet.title, 17, bold=True, wrap=FIELDS - 48).pack(fill="x", padx=24, pady=(20, 8))
        middle = Panel(inside)
        if beside:
            self._law(middle, LAW - 24).pack(side="right", fill="y", padx=(10, 24))
        left = Panel(middle)
        left.pack(side="left", fill="both", expand=True, padx=(24, 10))
        self.wrong = Label(left, "", 13, "red", wrap=FIELDS - 60)
        self.scroller = Scroller(left, inside.ground)
        self.fields: dict[str, Field] = {}
        self._hidden: set[str] | None = None
        self._wanted: set[str] = set()  # fields that a refusal spoke of
        self._build(self.scroller.inside, beside)
        self.words = None
        if keep is not None:
            self.words = KeptWords(bench, f"case-{sheet.step}", keep, self._typed(), self.box)
            note(inside, self.words)
        middle.pack(fill="both", expand=True)
        self.scroller.pack(fill="both", expand=True)
        foot(self.box, self.fields, self.save, say(sheet.word), above=14)
        self._size()
        self.box.form = self
        self.box.open(next(iter(self.fields.values()), None))

    def _law(self, master: Panel, wide: float) -> Panel:
        """What to look at, and the articles of the step."""
        panel = Panel(master, "sunken")
        for words in self.sheet.told:
            Label(panel, words, 13, "amber", wrap=wide - 32).pack(fill="x", padx=14, pady=(8, 0))
        for one in self.sheet.articles:
            Label(panel, say(NUMBER, law=one.law, number=one.number), 12, "ink", True,
                  wrap=wide - 32).pack(fill="x", padx=14, pady=(8, 0))
            self._texts.append(Label(panel, one.text, 12, "ink2", wrap=wide - 32))
            self._texts[-1].pack(fill="x", padx=14, pady=(1, 0))
        Label(panel, FACTS, 12, "ink3", wrap=wide - 32).pack(fill="x", padx=14, pady=8)
        return panel

    def _build(self, body: Panel, beside: bool) -> None:
        if not beside and (self.sheet.articles or self.sheet.told):  # it scrolls with the fields then
            self._law(body, self.box._width - 70).grid(row=0, column=0, columnspan=2, sticky="ew", pady=(0, 10))
        body.columnconfigure((0, 1), weight=1, uniform="step")
        for ask in self.sheet.asks:
            self.fields[ask.path] = self._field(body, ask)
        if any(ask.when for ask in self.sheet.asks):
            for field in self.fields.values():
                field.on_change = self._followed(field.on_change)
        self._place()

    def _followed(self, before: Callable[[], object] | None) -> Callable[[], None]:
        def changed() -> None:
            if before:
                before()
            self._place()

        return changed

    def _place(self) -> None:
        """Two in a row; a field that the others do not call for is not there, and Tab does not meet it."""
        held = {path: field.get() for path, field in self.fields.items()}
        hidden = {ask.path for ask in self.sheet.asks if ask.when and not ask.when(held)} - self._wanted
        if hidden == self._hidden:
            return
        self._hidden = hidden
        row, side = 1, 0
        for ask in self.sheet.asks:
            field = self.fields[ask.path]
            if ask.path in hidden:
                field.grid_remove()
                continue
            whole = ask.kind in ("long", "codes") or ask.width >= HALF
            if whole and side:
                row, side = row + 1, 0
            pad = (0, 0) if whole else (0, 10) if side == 0 else (10, 0)
            field.grid(row=row, column=side, columnspan=2 if whole else 1, sticky="new", padx=pad)
            row, side = (row + 1, 0) if whole or side else (row, 1)

    def _field(self, body: Panel, ask: Ask) -> Field:
        desk = self.bench.desk
        options = {"required": ask.required, "help": ask.help}
        choices = ask.offer if ask.offer is not None else list(ask.choices) if ask.kind == "code" else None
        field = field_for(body, ask, options, choices, lambda: desk.today().isoformat(), self.sheet.typing)
        if ask.shown and isinstance(field, ChoiceField):
            field.put(ask.start, ask.shown)
        else:
            field.put(ask.start)
        if ask.into:
            field.on_change = lambda: insert(ask, field, self.fields[ask.into])
        return field

    def _typed(self) -> dict[str, Field]:
        return {ask.path: self.fields[ask.path] for ask in self.sheet.asks if ask.kind in ("text", "long", "name")}

    def _size(self) -> None:
        """As high as the fields, but never higher than the window leaves room for."""
        self.box.update_idletasks()
        whole = round(self.bench.root.winfo_height() * TALL)
        while self._texts and self.box.winfo_reqheight() > whole and self._too_tall(whole):
            self._texts.pop().pack_forget()  # its number stays
            self.box.update_idletasks()
        canvas, high = self.scroller._canvas, self.scroller.inside.winfo_reqheight()
        canvas.configure(height=high)
        self.box.update_idletasks()
        over = self.box.winfo_reqheight() - whole
        if over > 0:
            canvas.configure(height=max(theme.px(90), high - over))

    def _too_tall(self, whole: int) -> bool:
        """Whether the articles alone leave no room for title and buttons."""
        return any(part.winfo_reqheight() > whole - theme.px(130) for part in self._beside())

    def _beside(self) -> list[Panel]:
        return [part for part in self.scroller.master.master.winfo_children() if part is not self.scroller.master]

    def texts(self) -> dict[str, str]:
        """What the fields hold; those that are not asked for are empty."""
        return {path: "" if path in self._hidden else field.get() for path, field in self.fields.items()}

    def save(self) -> None:
        """Do it; Ctrl+S, Enter in a line, Ctrl+Enter."""
        texts = self.texts()
        self.bench.act(lambda: self.sheet.give(texts), self._finished, self._refused)

    def _finished(self, result: Any) -> None:
        if self.words is not None:
            self.words.done()
        self.box.close()
        self._done(result)

    def _refused(self, error: UserError) -> None:
        found = error.fields if isinstance(error, Problems) else {"": error}
        found = {self.sheet.renamed.get(path, path): problem for path, problem in found.items()}
        rest, first = [], None
        self._wanted |= self._hidden & set(found)
        self._place()
        for path, field in self.fields.items():
            problem = found.get(path)
            field.problem(say(problem) if problem is not None else None)
            first = field if first is None and problem is not None else first
        for path, problem in found.items():
            if path not in self.fields:
                rest.append(self.sheet.about(path) + say(problem))
        self.wrong.put("\n".join(dict.fromkeys(rest)))
        if rest:
            self.wrong.pack(fill="x", pady=(0, 8), before=self.scroller)
        else:
            self.wrong.pack_forget()
        if first is not None:
            first.focus_set()
        elif not rest:
            trouble.show(self.bench.root, error)
