"""What stands over a form: back, whose form it is, when its draft was kept, and the buttons."""

from __future__ import annotations

from collections.abc import Callable

from center.words import N_
from views.kit.controls import Button, Label, Panel


class FormHead(Panel):
    """Calls `leave()`, `save()`, `again()` (save, and a new one) and `discard()`."""

    def __init__(
        self,
        master: Panel,
        leave: Callable[[], object],
        save: Callable[[], object],
        again: Callable[[], object],
        discard: Callable[[], object],
    ) -> None:
        super().__init__(master)
        self.new = True
        Button(self, "", leave, rank="quiet", icon="chevron-left", tip=N_("返回（Esc）")).pack(side="left")
        # the buttons first: where there is little room a long name gives way, not they
        self.save_button = Button(self, N_("保存"), save, rank="primary", icon="check")
        self.save_button.pack(side="right", padx=(8, 0))
        self.next_button = Button(self, N_("保存并再加一条"), again)
        self.next_button.pack(side="right", padx=(8, 0))
        self.drop_button = Button(self, N_("放弃"), discard, rank="quiet", tip=N_("不要填的内容（可撤销）"))
        self.title = Label(self, "", 22, bold=True, wrap=720)
        self.title.pack(side="left", padx=(4, 0))
        self.about = Label(self, "", 14, "ink3")
        self.about.pack(side="left", padx=(12, 0), pady=(6, 0))
        self.kept = Label(self, "", 13, "ink3")
        self.kept.pack(side="left", padx=(12, 0), pady=(7, 0))

    def show(self, title: str, about: str, new: bool) -> None:
        """Whose form it is; only a new one is followed by another."""
        self.new = new
        self.title.put(title)
        self.about.put(about)
        if new:
            self.next_button.pack(side="right", padx=(8, 0), after=self.save_button)
        else:
            self.next_button.pack_forget()

    def droppable(self, dirty: bool) -> None:
        """放弃 stands there only while there is something to give up."""
        if dirty:
            self.drop_button.pack(side="right", after=self.next_button if self.new else self.save_button)
        else:
            self.drop_button.pack_forget()
