"""The attachments of a row: listed under its facts, added by the button or by dropping files, opened and kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from center.attachments.reading import Kept
from center.words import N_, say
from db.record import Record
from views import system
from views.kit import choosers, dropping, overlay, toast
from views.kit.form import Form
from views.pages.flow import Flow
from views.pages.pen import Pen
from views.pages.reason import ask_reason
from views.state.attaching import Attachments

if TYPE_CHECKING:
    from views.bench import Bench

LAST_ROW = 999  # of a form's grid, below every field


class Attaching:
    """What the pane does with the files of its row. `redraw()` after each change."""

    def __init__(self, bench: Bench, redraw: Callable[[], object]) -> None:
        self.bench, self._redraw = bench, redraw
        self.state: Attachments | None = None

    # ---- drawing
    def write(self, pen: Pen) -> None:
        """The section; nothing at all where there is no file and none may be added."""
        state = self.state
        if state is None or not (state.kept or state.may_edit):
            return
        pen.space(6)
        pen.rule()
        pen.space(14)
        pen.heading(say(N_("附件")), say(N_("{count} 个"), count=len(state.kept)) if state.kept else "")
        for one in state.kept:
            self._one(pen, one)
        if state.may_edit:
            pen.link(say(N_("添加附件")), self.choose)
            pen.space(3)
            pen.text(say(N_("只放与服务有关的文件，不要放身份证照片。")), 12, "ink3")
            pen.space(2)

    def _one(self, pen: Pen, one: Kept) -> None:
        pen.text(one.name)
        pen.space(2)
        pen.text(self.state.about(one), 12, "ink3")
        pen.space(3)
        words = [(say(N_("打开")), lambda: self.open(one))]
        if self.bench.desk.may("export"):
            words.append((say(N_("另存")), lambda: self.keep(one)))
        if self.state.may_edit:
            words += [(say(N_("改名")), lambda: self.rename(one)), (say(N_("删除")), lambda: self.remove(one))]
        pen.words(words)
        pen.space(8)

    # ---- acts
    def choose(self) -> None:
        """添加附件: several files at once."""
        names = choosers.ask_several(parent=self.bench.root, title=say(N_("选择附件")))
        if names:
            self.add([Path(name) for name in names])

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; those that cannot be are named with why, the others stand."""
        state = self.state
        if state is None or not paths or self.bench.doubted(lambda: self.add(paths)):
            return
        state.desk.need(f"{state.record.domain}.edit")
        self.bench.act(lambda: state.add(paths), self._added)

    def _added(self, done: tuple[list[str], list[str]]) -> None:
        added, refused = done
        self._redraw()
        if refused:
            overlay.tell(self.bench.root, say(N_("有文件没有添加")), "\n".join(refused))
        elif added:
            self.bench.told(say(N_("已添加 {count} 个附件"), count=len(added)) if len(added) > 1 else "")

    def open(self, one: Kept) -> None:
        """In the system's viewer, from a private folder that goes when the program does."""
        self.bench.act(lambda: self.state.open_in(one, system.private_folder()), self._opened)

    def _opened(self, path: Path) -> None:
        self._redraw()
        self.bench.act(lambda: system.open_file(path))

    def keep(self, one: Kept) -> None:
        """另存: where to, and why where people's papers are."""
        if self.state.needs_reason:
            help = say(N_("个人档案里的附件另存到别处要写明用途，会记入操作日志。"))
            ask_reason(self.bench, say(N_("另存附件")), help, lambda reason: self._where(one, reason))
        else:
            self._where(one, "")

    def _where(self, one: Kept, reason: str) -> None:
        name = choosers.ask_save(parent=self.bench.root, initialfile=one.name, defaultextension=Path(one.name).suffix)
        if name:
            target = Path(name)
            self.bench.act(lambda: self.state.copy_to(one, target, reason), lambda _none: self._kept(target))

    def _kept(self, target: Path) -> None:
        self._redraw()
        toast.show(self.bench.root, say(N_("已存成 {name}"), name=target.name))

    def rename(self, one: Kept) -> None:
        """改名."""
        overlay.ask_text(self.bench.root, say(N_("附件改名")), say(N_("名字")), lambda name: self._rename(one, name),
                         text=Path(one.name).stem)

    def _rename(self, one: Kept, name: str) -> None:
        self.bench.act(lambda: self.state.rename(one, name), lambda _none: (self._redraw(), self.bench.told()))

    def remove(self, one: Kept) -> None:
        """删除, with 撤销 beside the note."""
        self.bench.act(lambda: self.state.remove(one), lambda _none: (self._redraw(), self.bench.told()))


class FormFiles(Flow):
    """The same section under the fields of a saved row's form; a new row has none before it is saved."""

    def __init__(self, form: Form, bench: Bench, record: type[Record]) -> None:
        super().__init__(form.scroller.inside, pad=0)
        self.form, self.bench, self.record = form, bench, record
        self.files = Attaching(bench, self.redraw)
        dropping.accept(form, self.files.add)
        form.take_in(self)

    def show(self, uid: str) -> None:
        """The files of the row with this uid; '' takes the section away."""
        self.files.state = Attachments(self.bench.desk, self.record, uid) if uid else None
        if uid:
            self.grid(row=LAST_ROW, column=0, columnspan=2, sticky="ew", pady=(4, 20))
        else:
            self.grid_remove()
        self.write(self.files.write)
