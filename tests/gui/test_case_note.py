"""A half-typed 保密笔记 is given back to who typed it, and stands nowhere in the clear."""
from __future__ import annotations

import pytest

from db.listing import Query
from db.models.cases import Case
from tests.gui.hands import type_text
from tests.gui.test_case import window  # noqa: F401  the chair's window, for this file
from views.window import Window

pytestmark = pytest.mark.gui
SECRET = "她怕对方知道"


def test_a_note_half_typed_and_left_is_given_back_and_kept_sealed(window: Window) -> None:  # noqa: F811
    bench = window.bench
    page = bench.show("case")
    page.open(sorted(bench.desk.ids(Query(Case)))[0])
    page.open_note()
    box = window.root.kit_overlay
    type_text(box.field.inner, SECRET)
    box.close()
    [kept] = [one for one in bench.desk.drafts() if one.record == "words:case_note"]
    assert SECRET not in kept.title + "".join(kept.texts.values())
    page.open_note()
    box = window.root.kit_overlay
    assert box.field.get().strip() == SECRET
    box.field.put("")
    box.close()
    assert not [one for one in bench.desk.drafts() if one.record == "words:case_note"]
