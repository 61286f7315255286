"""Work that needs a second person's agreement: what is told when nobody agrees."""

from __future__ import annotations

from center.accounts.second import SecondWanted
from tests.gui.hands import press, wait
from views import errands


def test_escape_in_the_box_of_the_second_person_says_that_the_work_is_cancelled(seat) -> None:
    root, told = seat.root, []

    def work(_job) -> None:
        raise SecondWanted("{what}要另一个账号当场复核", what="导出完整号码")

    def asked() -> bool:
        return getattr(getattr(root, "kit_overlay", None), "second", None) is not None

    errands.run(seat.bench, "导出", work, lambda _none: told.append("done"), lambda _error: told.append("failed"),
                lambda: told.append("cancelled"))
    wait(root, asked)
    assert told == []
    press(root.kit_overlay.second.fields["login"].entry.inner, "<Escape>")
    assert told == ["cancelled"] and not asked()
