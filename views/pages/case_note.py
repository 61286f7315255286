"""保密笔记 of a case: opened by a key, for who handles it and the chair; a half-typed one is kept under her own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.cases.notes import Note, note, opened
from center.sealed import mine, of_mine
from center.words import N_, say
from db.errors import Denied
from db.words import Listed
from views import trouble
from views.kit.controls import Label, LongField
from views.kit.overlay import Overlay
from views.pages import kept_words
from views.pages.small_form import foot

if TYPE_CHECKING:
    from views.pages.case import CasePage

TITLE, FIELD = N_("保密笔记"), N_("内容")
READERS = N_("只有这些人能打开：{names}。打开会记入日志，管理员也看不到。")
WAITING = N_("还不能打开的：{names}，本人登录一次后再保存一遍")
WIDE = 620  # design px


def open_note(page: CasePage) -> None:
    """Show it, to read and to write anew; who may not unwrap it is told whom to ask."""
    desk, case = page.bench.desk, page.state.facts.id
    told = note(desk, case)
    text = opened(desk, case) if told.there else ""
    if isinstance(text, Denied):
        trouble.show(page.bench.root, text)
        return
    box = Overlay(page.bench.root, width=WIDE)
    _told(page, box, told)
    field = LongField(box.inside, FIELD, lines=8)
    field.pack(fill="x", padx=24, pady=(12, 0))
    field.put(text or "")
    words = kept_words.KeptWords(page.bench, "case_note", case, {"note": field}, box, _shut(page))
    kept_words.note(box.inside, words)

    def save() -> None:
        text = field.get()
        page.bench.act(lambda: desk.do("cases.write_note", case=case, text=text), done,
                       lambda error: field.problem(say(error)))

    def done(_none: object) -> None:
        words.done()
        box.close()
        page.bench.told()

    foot(box, {"note": field}, save)
    box.field = field
    box.open(field)


def _told(page: CasePage, box: Overlay, told: Note) -> None:
    """Over the text: who reads it, and who cannot yet."""
    Label(box.inside, TITLE, 17, bold=True).pack(fill="x", padx=24, pady=(20, 6))
    names = [grant.name for grant in told.readers] or list(page.state.facts.readers)
    Label(box.inside, say(READERS, names=say(Listed(names))), 13, "ink2", wrap=WIDE - 48).pack(fill="x", padx=24)
    if told.waiting:
        Label(box.inside, say(WAITING, names=say(Listed(told.waiting))), 13, "amber", wrap=WIDE - 48).pack(
            fill="x", padx=24, pady=(4, 0))


def _shut(page: CasePage) -> kept_words.Shut:
    """A draft of it is as closed as the note: under the key of who types it."""
    desk = page.bench.desk

    def unseal(box: str) -> str | None:
        found = of_mine(desk, box)
        return None if isinstance(found, Denied) else found

    return kept_words.Shut(TITLE, lambda text: mine(desk, text), unseal)
