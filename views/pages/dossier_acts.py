"""What is done from the page of a dossier: papers taken in, 归档, kept versions opened, prints, files and the copy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from center.cases.filing import LACKS
from center.cases.slots import File, Slot
from center.words import N_, say
from db.words import Listed
from views import system, trouble
from views.kit import choosers, overlay, toast
from views.kit.menu import Item, Menu
from views.pages import dossier_forms
from views.state import dossier_copies
from views.state.case_paper import short_name
from views.state.dossier import Row
from views.state.dossier_copies import DossierSheet

if TYPE_CHECKING:
    from views.pages.dossier import DossierPage

ALSO = N_("登记过的当事人、代理人、参加人、办案人员都会替换。笔录里还提到别的人，请写在这里，用顿号隔开；"
          "生成后请再看一遍。")


def fill(page: DossierPage, row: Row) -> None:
    """What lacks in a section is put in."""
    if row.act == "check":
        dossier_forms.check_form(page)
    elif row.act == "evidence":
        names = choosers.ask_several(parent=page.bench.root, title=say(N_("选择证据材料")))
        add_evidence(page, [Path(name) for name in names])
    elif row.act == "sign":
        dossier_forms.sign_form(page, row.part)


def add_evidence(page: DossierPage, paths: Sequence[Path]) -> None:
    """Attach files to the case; those that cannot be are named with why."""
    if paths:
        page.bench.act(lambda: page.state.add_evidence(paths), lambda refused: _added(page, refused))


def _added(page: DossierPage, refused: list[str]) -> None:
    if refused:
        overlay.tell(page.bench.root, say(N_("有文件没有添加")), "\n".join(refused))
    else:
        page.bench.told()


def dropped(page: DossierPage, paths: Sequence[Path]) -> None:
    """A file that is dropped is the signed version of the section in front; on evidence it is evidence."""
    if page.state.facts is None or not page.state.may_edit or not paths:
        return
    if page.part == "evidence" or not (page.part and page.state.slots(page.part)):
        add_evidence(page, list(paths))
    else:
        dossier_forms.sign_form(page, page.part, str(paths[0]))


def file(page: DossierPage) -> None:
    """归档, or what still stands before it."""
    state = page.state
    if state.facts is None or not page.bench.desk.may("cases.edit"):
        return
    if state.may_file:
        dossier_forms.file_form(page)
        return
    lines = [say(LACKS, part=item.label, why=Listed(item.why, "；")) for item in state.blocking]
    overlay.tell(page.bench.root, say(state.standing), "\n".join(lines))
    if state.blocking:
        page.pick(state.blocking[0].part)


def more(page: DossierPage) -> None:
    """The menu of the page."""
    if page.state.facts is None:
        return
    items: list[Item | None] = []
    if page.state.may_edit and page.part and page.state.slots(page.part):
        items.append(Item(say(N_("登记签字件，更正另出新版")), lambda: dossier_forms.sign_form(page, page.part)))
    for slot in page.state.slots(page.part) if page.part and not page.state.covered else ():
        for kept in slot.versions:
            if kept.row["sha256"]:
                words = say(N_("看{paper}第 {version} 版原件"), paper=slot.label, version=kept.version)
                items.append(Item(words, lambda kept=kept: open_kept(page, kept)))
        if page.may_hand_out:
            items.append(Item(say(N_("导出{paper}的 Word 稿"), paper=slot.label),
                              lambda slot=slot: export_word(page, slot)))
    items += [Item(say(N_("打开附件：{text}"), text=file.name), lambda file=file: open_file(page, file))
              for file in page.state.files(page.part)]
    if page.bench.desk.may("cases.edit"):
        items += [None] * bool(items) + [Item(say(N_("多案一卷")), lambda: dossier_forms.joint_form(page))]
    items.append(Item(say(N_("哪些必须，哪些按需")), lambda: page.bench.show("settings").pick("dossier_table")))
    if items:
        Menu(page.bench.root, items, page.more_button)


def open_kept(page: DossierPage, kept: Any) -> None:
    """A kept version in the system's viewer, through a copy that goes with the program."""
    from db.models.case_work import CasePaper
    from views.state.attaching import Attachments

    files = Attachments(page.bench.desk, CasePaper, bytes(kept.row["uid"]).hex())
    page.bench.act(lambda: files.open_in(files.kept[0], system.private_folder()),
                   lambda path: page.bench.act(lambda: system.open_file(path)))


def open_file(page: DossierPage, file: File) -> None:
    """An attachment in the system's viewer, through such a copy too."""
    from views.state.attaching import looked_at

    page.bench.act(lambda: looked_at(page.bench.desk, file.id, system.private_folder()),
                   lambda path: page.bench.act(lambda: system.open_file(path)))


# ---- handing out
def print_it(page: DossierPage) -> None:
    """Ctrl+P: the whole dossier."""
    from views.pages.printing import offer

    if page.state.book is not None and page.may_hand_out:
        offer(page.bench, DossierSheet(page.state))


def export(page: DossierPage) -> None:
    """Ctrl+E: the bound PDF to a file."""
    if page.state.book is None or not page.may_hand_out:
        return
    name = choosers.ask_save(parent=page.bench.root, defaultextension=".pdf", filetypes=[("PDF", "*.pdf")],
                             initialfile=dossier_copies.file_name(page.state))
    if name:
        page.bench.act(lambda: dossier_copies.export(page.state, Path(name)), lambda _none: _kept(page, Path(name)))


def export_word(page: DossierPage, slot: Slot) -> None:
    """One paper as .docx: edited and signed, it may be taken in as the signed version."""
    name = choosers.ask_save(parent=page.bench.root, defaultextension=".docx", filetypes=[("Word", "*.docx")],
                             initialfile=f"{short_name(slot.kind)}.docx")
    if name:
        page.bench.act(lambda: dossier_copies.word(page.state, slot, Path(name)), lambda _none: _kept(page, Path(name)))


def ask_copy(page: DossierPage) -> None:
    """The copy for teaching: further names first, then where to."""
    if page.state.facts is not None and not page.state.covered:
        overlay.ask_text(page.bench.root, say(N_("匿名副本，培训用")), say(N_("还要替换的人名")),
                         lambda also: _copy_where(page, also), help=say(ALSO))


def _copy_where(page: DossierPage, also: str) -> None:
    name = choosers.ask_save(parent=page.bench.root, defaultextension=".pdf", filetypes=[("PDF", "*.pdf")],
                             initialfile=dossier_copies.file_name(page.state, anonymous=True))
    if not name:
        return
    target = Path(name)
    page.bench.work(say(N_("生成匿名副本")),
                    lambda job: dossier_copies.anonymous(page.state, target, also, job.progress),
                    lambda _none: _kept(page, target), lambda error: trouble.handle(page.bench.root, error))


def _kept(page: DossierPage, target: Path) -> None:
    toast.show(page.bench.root, say(N_("已存成 {name}"), name=target.name), say(N_("打开")),
               lambda: page.bench.act(lambda: system.open_file(target)))
