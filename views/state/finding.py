"""The find-anyone box: hits for what is typed, one of them marked."""

from __future__ import annotations

from center import catalog
from center.desk import Desk
from center.finding import Hit
from center.words import N_, say
from views.state.menu import place_of

LIMIT = 8
SPARE = 4  # of what is found, few kinds have no list of their own


class FindState:
    """What was typed and what it found; `mark` is the place of the marked hit."""

    def __init__(self, desk: Desk, limit: int = LIMIT) -> None:
        self.desk, self.limit = desk, limit
        self.text, self.hits, self.more, self.mark = "", (), False, 0

    def look(self, text: str) -> tuple[Hit, ...]:
        """Search; records without a list of their own (accounts) are left out."""
        self.text, self.mark = text.strip(), 0
        found, self.more = self.desk.find(self.text, self.limit + SPARE) if self.text else ([], False)
        shown = [hit for hit in found if place_of(catalog.record(hit.record))]
        self.more = self.more or len(shown) > self.limit
        self.hits = tuple(shown[: self.limit])
        return self.hits

    def step(self, by: int) -> None:
        """Mark the next or the one before."""
        self.mark = max(0, min(len(self.hits) - 1, self.mark + by))

    @property
    def marked(self) -> Hit | None:
        """The hit that Enter opens."""
        return self.hits[self.mark] if self.hits else None

    @property
    def note(self) -> str:
        """What stands under the hits."""
        if not self.text:
            return say(N_("姓名、拼音首字母（zs）、身份证或电话后四位、住址（3-2-501），可以连着写：zs 3-2"))
        if not self.hits:
            return say(N_("没有找到“{text}”，换个字再试，或用首字母、电话后四位"), text=self.text)
        return say(N_("还有更多，再多写一个字")) if self.more else say(N_("↑↓ 选择，回车打开"))
