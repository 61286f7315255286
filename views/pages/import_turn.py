"""Ctrl+Z and Ctrl+Y in the import preview: its own corrections and answers, never an act done elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from center.words import N_, say
from views.guarding import BUSY
from views.kit import toast

if TYPE_CHECKING:
    from views.pages.importing import ImportPage
    from views.state.import_history import Step


def turn(page: ImportPage, again: bool) -> bool:
    """Take back the newest step of the preview, or do it again, and name it. False without a preview."""
    state, root = page.state, page.bench.root
    if state is None:
        return False
    step = state.history.next(again)
    if step is None:
        nothing = N_("预览里没有可以重做的了") if again else N_("预览里没有可以撤销的了")
        toast.show(root, say(nothing), about="preview")
    elif page.bench.jobs.busy:
        toast.show(root, say(BUSY))  # it may be the very import that reads these rows now
    elif step.anew:
        page.anew(lambda: state.turn(again), lambda: _tell(page, step, again))
    else:
        page.grid_.editor.cancel()
        page.act(lambda: state.turn(again))
        _tell(page, step, again)
    return True


def _tell(page: ImportPage, step: Step, again: bool) -> None:
    if step.number:
        page.panel.look_at(step.number, page.state.column_of(step.path))
        page.grid_.focus_set()
    words = N_("已重做：{label}") if again else N_("已撤销：{label}")
    toast.show(page.bench.root, say(words, label=step.words), about="preview")
