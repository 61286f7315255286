"""The form of any record as a page: built once, refilled; what is wrong stands at its field, what was typed stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from db.errors import Conflict, Missing, Problems, UserError
from db.record import Record
from views import trouble
from views.kit import overlay
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.form import Form
from views.state.forms import FormField, FormState

if TYPE_CHECKING:
    from views.bench import Bench

WIDEST = 880  # design px: longer lines are hard to read


class FormPage(Panel):
    """`open(id or None)` fills it; a half-typed form that is opened for something else asks first."""

    hints = N_("Tab 下一格　Ctrl+S 保存　Esc 返回")

    def __init__(self, bench: Bench, record: type[Record]) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.record = bench, record
        self.state = FormState(bench.desk, record)
        self.rid: int | None = None
        self._opened = False
        self._build()

    def _build(self) -> None:
        head = Panel(self)
        head.pack(fill="x", padx=24, pady=(18, 14))
        Button(head, "", self.leave, rank="quiet", icon="chevron-left", tip=say(N_("返回列表（Esc）"))).pack(
            side="left"
        )
        self.title = Label(head, "", 22, bold=True)
        self.title.pack(side="left", padx=(4, 0))
        self.about = Label(head, "", 14, "ink3")
        self.about.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.save_button = Button(head, say(N_("保存")), self.save, rank="primary", icon="check")
        self.save_button.pack(side="right", padx=(8, 0))
        self.next_button = Button(head, say(N_("保存并再加一条")), lambda: self.save(again=True))
        self.next_button.pack(side="right", padx=(8, 0))
        Button(head, say(N_("取消")), self.leave).pack(side="right")
        Rule(self).pack(fill="x")
        self.note = Label(self, "", 13, "red", wrap=WIDEST)
        body = Panel(self)
        body.pack(fill="both", expand=True, padx=(24, 10), pady=(14, 0))
        self.form = Form(
            body,
            self.state.fields,
            choices=self._choices,
            on_save=self.save,
            on_cancel=self.leave,
            today=lambda: self.bench.desk.today().isoformat(),
        )
        self.form.pack(fill="both", expand=True)
        self._body = body
        self._seen: dict[str, str] = {}  # the ID as it was last checked: a refusal of saving stays until it is changed
        for one in self.state.fields:
            if one.kind == "id_card":
                inner = self.form.fields[one.path].entry.inner
                inner.bind("<FocusOut>", lambda _event, path=one.path: self._left(path), add="+")

    def _choices(self, field: FormField):
        if field.kind == "ref":
            return lambda typed: self.state.offer(field.path, typed)
        return list(field.choices) if field.kind == "code" else None

    # ---- coming and going
    def shown(self) -> None:
        """In front: the caret stands in the first field."""
        self.bench.status.put(say(N_("带 * 为必填")))

    def changed(self, names: frozenset[str]) -> None:
        """Others wrote: what is typed here stays; a conflict is told on saving."""

    def open(self, rid: int | None) -> None:
        """Fill the form with a row, or empty it for a new one."""
        if self._opened and self.form.dirty:
            if rid == self.rid:
                self.form.focus_first()
                return
            self._ask_drop(lambda: self._fill(rid))
            return
        self._fill(rid)

    def _fill(self, rid: int | None) -> None:
        try:
            entry = None if rid is None else self.bench.desk.get(self.record, rid)
        except Missing as error:
            trouble.show(self.bench.root, error)
            self._back()
            return
        self.rid, self._opened = rid, True
        self.state = FormState(self.bench.desk, self.record, entry)
        self._show()

    def _show(self) -> None:
        state = self.state
        self.title.put(state.title)
        self.about.put(state.about)
        if state.entry is None:
            self.next_button.pack(side="right", padx=(8, 0), after=self.save_button)
        else:
            self.next_button.pack_forget()
        self._say("")
        labels = {one.path: state.label_of(one.path) for one in state.fields if one.kind in ("ref", "code")}
        self.form.fill(state.texts, labels)
        self._seen = {}
        self.form.scroller.scroll(-100_000)
        self.form.focus_first()

    def _left(self, path: str) -> None:
        """An ID number was left: what is wrong is told now, what it says fills the empty fields."""
        changes = self.form.changes()
        text = changes.get(path, "")
        if self._seen.get(path, "") == text:
            return
        self._seen[path] = text
        wrong, follow = self.state.settle(path, changes)
        self.form.fields[path].problem(wrong or None)
        for one, found in follow.items():
            self.form.fields[one].put(found)

    def _say(self, words: str, ink: str = "red") -> None:
        self.note.put(words)
        if words:
            self.note.on("surface", ink)
            self.note.pack(fill="x", padx=24, pady=(12, 0), before=self._body)
        else:
            self.note.pack_forget()

    def leave(self) -> None:
        """Esc: back to the list; what was typed is not thrown away unasked."""
        if self.form.dirty:
            self._ask_drop(self._back)
        else:
            self._back()

    def _ask_drop(self, then) -> None:
        def answer(key: str) -> None:
            if key == "save":
                self.save()
            elif key == "drop":
                self.form.settled()
                then()

        buttons = [("drop", say(N_("不保存"))), ("stay", say(N_("继续填"))), ("save", say(N_("保存")))]
        overlay.ask(self.bench.root, say(N_("填的内容还没有保存")), "", buttons, answer)

    def _back(self) -> None:
        self._opened = False
        self.form.settled()
        page = self.bench.go_list(self.record)
        page.focus_grid()

    # ---- saving
    def save(self, again: bool = False) -> None:
        """Ctrl+S: write, or show every problem at its field."""
        self.state.typed(self.form.changes())
        self.bench.act(self.state.save, lambda rid: self._saved(rid, again), self._refused)

    def _saved(self, rid: int, again: bool) -> None:
        doubts, wrote = self.state.doubts(), self.state.entry is None or bool(self.state.changed)
        self.form.settled()
        if wrote:
            self.bench.told()
        if again:
            self._fill(None)
            return
        self._opened = False
        page = self.bench.go_list(self.record)
        page.reveal_row(rid)
        page.focus_grid()
        if doubts:
            self.bench.status.put(say(N_("已保存。请看一眼：")) + "；".join(doubts.values()))

    def _refused(self, error: UserError) -> None:
        if isinstance(error, Problems):
            rest = self.form.problems(self.state.problems)
            count = len(self.state.problems)
            words = "；".join(rest) or say(N_("有 {count} 处要改，改好再保存；填的内容都还在"), count=count)
            self._say(words)
        elif isinstance(error, Conflict):
            self._conflict(error)

    def _conflict(self, error: UserError) -> None:
        try:
            theirs = self.state.after_conflict()
        except Missing as gone:
            trouble.show(self.bench.root, gone)
            return
        names = {one.path: one.label for one in self.state.fields}
        changed = "；".join(f"{names[path]}：{text or say(N_('（空）'))}" for path, text in theirs.items())
        words = say(error) + (
            say(N_("。别人刚改成 {changed}；再按一次保存，就按您填的为准"), changed=changed) if changed else ""
        )
        self._say(words)
