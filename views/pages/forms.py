"""The form of any record as a page: built once, refilled; what is typed is kept as a draft while it grows."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from center import drafts
from center.words import N_, say
from db.errors import Conflict, Missing, Problems, UserError
from db.personal import Kept
from db.record import Record, record_name
from views import trouble
from views.kit import toast
from views.kit.controls import Label, Panel, Rule
from views.kit.form import Form
from views.kit.resting import Rest
from views.pages import long_save
from views.pages.attaching import FormFiles
from views.pages.drafts import dropped
from views.pages.form_bands import ClashBand, EarlierBand, NamesakeBand
from views.pages.form_head import FormHead
from views.state.forms import Clash, FormField, FormState
from views.state.typing import FormTyping

if TYPE_CHECKING:
    from views.bench import Bench

WIDEST = 880  # design px: longer lines are hard to read


class FormPage(Panel):
    """`open(id or None)` fills it, `take_up(draft)` goes on where she was. Leaving asks nothing and loses nothing."""

    hints = N_("Tab 下一格　Ctrl+S 保存　Ctrl+Z 撤销这一格　Esc 返回，没填完的自动存成草稿")

    def __init__(self, bench: Bench, record: type[Record]) -> None:
        super().__init__(bench.area, "surface")
        self.bench, self.record = bench, record
        self.state = FormState(bench.desk, record)
        self.rid: int | None = None
        self._opened = self._away = self._back_again = self._counted = False
        self._later, self._place, self.back = "", ("", 0), ""
        # a long act may be writing: the window would stand still until it is done
        self._rest = Rest(self, self.keep, lambda: bench.jobs.busy)
        self._written: dict[str, str] = {}
        self._mine: dict[str, tuple[str, str]] = {}
        self._build()
        tk.Misc.bind(self, "<Unmap>", lambda _event: self._left_page(), add="+")

    def _build(self) -> None:
        self.head = FormHead(self, self.leave, self.save, lambda: self.save(again=True), self.discard)
        self.head.pack(fill="x", padx=24, pady=(18, 14))
        Rule(self).pack(fill="x")
        self.note = Label(self, "", 13, "red", wrap=WIDEST)
        body = Panel(self)
        body.pack(fill="both", expand=True, padx=(24, 10), pady=(14, 0))
        self.typing = FormTyping(self.bench.desk, self.record, self.bench.act)
        self.form = Form(
            body,
            self.state.fields,
            choices=self._choices,
            on_save=self.save,
            on_cancel=self.leave,
            on_change=self.head.droppable,
            on_typed=self._typed,
            on_nothing=lambda: self.bench.status.put(say(N_("这一格没有可以撤销的了"))),
            today=lambda: self.bench.desk.today().isoformat(),
            typing=self.typing,
        )
        self.form.pack(fill="both", expand=True)
        self.files = FormFiles(self.form, self.bench, self.record)
        self.band: Panel | None = None
        self._body = body
        self._seen: dict[str, str] = {}  # the ID as it was last checked: a refusal of saving stays until it is changed
        self._listen()

    def _listen(self) -> None:
        self.form.on_leave_window(self.keep)
        for one in self.state.fields:
            if one.kind == "id_card":
                inner = self.form.fields[one.path].entry.inner
                inner.bind("<FocusOut>", lambda _event, path=one.path: self._left(path), add="+")

    def _choices(self, field: FormField):
        if field.kind == "ref":
            return lambda typed: self.state.offer(field.path, typed, self.bench.counter)
        return list(field.choices) if field.kind == "code" else None

    # ---- coming and going
    def shown(self) -> None:
        """In front: the caret stands where it stood."""
        self.bench.status.put(say(N_("带 * 为必填")))
        self._back_again, self._away = self._away, False
        if self.state.draft and self.bench.desk.draft(self.state.draft) is None:
            self._opened = False  # given up elsewhere
        if self._back_again and self._opened:
            self._later = self.after_idle(self._go_back)

    def _go_back(self) -> None:
        self._back_again, self._later = False, ""
        self.form.go_to(*self._place)

    def _left_page(self) -> None:
        self._away = True
        if not self.bench.desk.closed:
            self.keep()

    def changed(self, names: frozenset[str]) -> None:
        """Others wrote: what is typed here stays; a conflict is told on saving."""
        self.typing.forget()

    def keep_place(self) -> tuple[int | None, int]:
        """Whose form, and its draft: for `come_back`."""
        return (self.rid if self._opened else None), self.state.draft

    def come_back(self, place: tuple[int | None, int]) -> None:
        """Open what `keep_place` told, if it is still there."""
        rid, draft = place
        kept = self.bench.desk.draft(draft) if draft else None
        if kept is not None:
            self.take_up(kept)
        else:
            self.open(rid)

    def add(self) -> None:
        """Ctrl+N: a second new form; the first one stays as a draft."""
        self.keep()
        self._fill(None)

    def open(self, rid: int | None, back: str = "") -> None:
        """Fill the form with a row, or empty it for a new one; a new one that she left half-typed is given back.

        `back` is the key of the page that it was opened from and leads back to; without one it is the list.
        """
        self.keep()
        self.back = back
        if rid is None and self._back_again and self._opened and self.rid is None and self.state.draft:
            return
        self._fill(rid)

    def _fill(self, rid: int | None) -> None:
        try:
            entry = None if rid is None else self.bench.desk.get(self.record, rid)
        except Missing as error:
            trouble.show(self.bench.root, error)
            self._back()
            return
        self._start(entry, None if rid is None else self.bench.desk.draft_of(self.record, rid))

    def take_up(self, kept: Kept, back: str = "") -> None:
        """Go on with a draft; of a row that is gone it becomes a new form."""
        self.keep()
        self.back = back
        gone = ""
        try:
            entry = None if kept.rid is None else self.bench.desk.get(self.record, kept.rid)
        except Missing:
            entry = None
            gone = say(N_("原来那条{label}已经删除了。您填的内容都在，可以存成新的一条"), label=self.record.label)
        self._start(entry, kept)
        if gone:
            self._say(gone)

    def _start(self, entry: Any, kept: Kept | None) -> None:
        self.rid, self._opened = entry.id if entry else None, True
        self.state = FormState(self.bench.desk, self.record, entry)
        clashes = self.state.take_up(kept) if kept else []
        self._written = dict(self.state.changed)
        self._stop()
        self._show(clashes, kept)

    def _show(self, clashes: Sequence[Clash], kept: Kept | None) -> None:
        state = self.state
        self.head.show(state.title, state.about, new=state.entry is None)
        self._say("")
        self._put()
        self.files.show(state.entry.uid if state.entry else "")
        self._tell_kept()
        self._band(clashes)
        if kept is not None and kept.at < self.bench.desk.since and state.entry is not None and not clashes:
            when = drafts.moment(kept.at, self.bench.desk.today())
            self._say(say(N_("这是 {when} 没填完的修改，接着填就行；不要了请点“放弃”"), when=when), "ink2")
        self._place = (kept.beside.get("focus", ""), kept.beside.get("top", 0)) if kept else ("", 0)
        self.form.go_to(*self._place)

    def _put(self) -> None:
        """The row as it stands, and what was typed over it."""
        state = self.state
        labels = {one.path: state.label_of(one.path) for one in state.fields if one.kind in ("ref", "code")}
        self.form.fill(state.start, labels)
        if mine := state.changed:
            self.form.put_over(mine, state.labels())
        self._seen = {}

    def _band(self, clashes: Sequence[Clash]) -> None:
        if self.band is not None:
            self.band.destroy()
        self.band = None
        self._mine = {one.path: (self.state.texts[one.path], one.mine) for one in clashes}
        earlier = []
        if self.rid is None and not self.state.draft:
            earlier = [one for one in drafts.of_record(self.bench.desk, self.record) if one.rid is None]
        if clashes:
            self.band = ClashBand(self.form.head, clashes, self._choose)
        elif earlier:
            self.band = EarlierBand(self.form.head, earlier, self.bench.desk.today(),
                                    lambda one: self.take_up(one, self.back), self._drop,
                                    self.bench.counter.draft)
        if self.band is not None:
            self.band.pack(fill="x")
        self.form.show_head(self.band is not None)

    def _choose(self, path: str, mine: bool) -> None:
        self.form.put_one(path, *(self._mine[path] if mine else self.state.now(path)))

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
        """Esc: back to the list; what was typed stays as a draft."""
        self.keep()
        kept = bool(self.state.draft)
        self._go_list()
        if kept:
            days = int(self.bench.desk.number(drafts.KEPT_FOR))
            self.bench.status.put(say(N_("没填完的已存成草稿，{days} 天内都能接着填"), days=days))

    def _go_list(self) -> Any:
        """To the page that it was opened from, else to the list."""
        page = self.bench.show(self.back) if self.back else self.bench.go_list(self.record)
        page.focus_grid()
        return page

    def _back(self) -> None:
        self._opened = False
        self._stop()
        self.form.settled()
        self._go_list()

    # ---- drafts
    def _typed(self) -> None:
        self._count()
        self._place = self.form.place()
        self._rest.touched()

    def _stop(self) -> None:
        self._rest.cancel()
        if self._later:
            self.after_cancel(self._later)
        self._later = ""
        self._back_again = False

    def keep(self) -> None:
        """Write what is half typed into the store at once; nothing when nothing changed since."""
        self._rest.cancel()
        if not self._opened or self.bench.desk.closed:
            return
        self.state.typed(self.form.changes())
        if self.state.changed == self._written:
            return
        try:
            self.state.keep(*self._place)
        except UserError as error:
            self._say(say(N_("草稿没有存上：{why}"), why=say(error)))
            return
        self._written = dict(self.state.changed)
        self._tell_kept()

    def _tell_kept(self) -> None:
        at, today = self.state.kept_at if self.state.draft else None, self.bench.desk.today()
        self.head.kept.put(say(N_("草稿 · {when} 已自动保存"), when=drafts.moment(at, today)) if at else "")

    def discard(self) -> None:
        """Let go what was typed; the note offers to take it back."""
        self.keep()
        kept = self.state.drop()
        self._back()
        if kept is not None:
            self._dropped(kept)

    def _drop(self, kept: Kept) -> None:
        self.bench.desk.drop_draft(kept.id)
        self._band([])
        self._dropped(kept)

    def _dropped(self, kept: Kept) -> None:
        def again(number: int) -> None:
            self.bench.show(f"form:{record_name(self.record)}").take_up(kept._replace(id=number))

        dropped(self.bench, kept, again)

    # ---- saving
    def save(self, again: bool = False) -> None:
        """Ctrl+S: write, or show every problem at its field."""
        self.state.typed(self.form.changes())
        given = self.state.save, lambda rid: self._saved(rid, again), lambda error: self._refused(error, again)
        rows = self.state.carried
        if rows > long_save.MANY:
            long_save.save(self.bench, rows, *given)
        else:
            self.bench.act(*given)

    def _saved(self, rid: int, again: bool) -> None:
        doubts, wrote = self.state.doubts(), self.state.entry is None or bool(self.state.changed)
        self._opened = False
        self._stop()
        self.form.settled()
        if wrote:
            self.bench.told()
        if doubts:  # stays until she closes it: nothing else says it
            words = say(N_("已保存，请看一眼：{doubts}"), doubts="；".join(doubts.values()))
            toast.show(self.bench.root, words, about="doubts", stays=True)
        if again:
            self._fill(None)
            return
        page = self._go_list()
        getattr(page, "reveal_row", lambda _rid: None)(rid)

    def _refused(self, error: UserError, again: bool) -> None:
        if isinstance(error, Problems):
            rest = self.form.problems(self.state.problems)
            self._say("；".join(rest))
            self._counted = not rest
            self._count()
            self._ask_namesakes(again)
        elif isinstance(error, Conflict):
            self._conflict(again)
        else:
            trouble.show(self.bench.root, error)

    def _ask_namesakes(self, again: bool) -> None:
        """Somebody of this name is entered already: who it is can be said here."""
        found = self.state.namesakes(self.bench.counter)
        if not found and not isinstance(self.band, NamesakeBand):
            return  # what stands over the fields has nothing to do with it
        if self.band is not None:
            self.band.destroy()
        self.band = NamesakeBand(self.form.head, found, lambda one: self._picked(one, again)) if found else None
        if self.band is not None:
            self.band.pack(fill="x")
        self.form.show_head(self.band is not None)

    def _picked(self, chosen: str, again: bool) -> None:
        self.state.typed(self.form.changes())
        self.state.pick(chosen)
        self.save(again)

    def _count(self) -> None:
        """How much is still to be put right: less with every field that is typed into."""
        if self._counted:
            count = sum(bool(field.problem_text) for field in self.form.fields.values())
            self._say(say(N_("有 {count} 处要改，改好再保存；填的内容都还在"), count=count) if count else "")
            self._counted = bool(count)

    def _conflict(self, again: bool) -> None:
        """Somebody else wrote meanwhile: what she did not touch is taken over, the rest stands side by side."""
        try:
            clashes = self.state.catch_up()
        except Missing as gone:
            self.keep()
            kept = self.bench.desk.draft(self.state.draft)
            self.take_up(kept, self.back) if kept else trouble.show(self.bench.root, gone)
            return
        place = self.form.place()
        self._put()
        if not clashes:
            self.save(again)
            return
        self._band(clashes)
        self._say(say(N_("这条{label}刚被别人改过，您填的都还在。请看上面几项，再保存一次"), label=self.record.label))
        self.form.go_to(place[0], 0)

    def destroy(self) -> None:
        """Signing out, closing: what is half typed is written first, and no timer outlives the page."""
        self.keep()
        self._opened = False
        self._stop()
        super().destroy()
