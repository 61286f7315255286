"""The palette: what is typed finds records, pages and commands this account may use; pinyin, recent choices first."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from center import catalog
from center.aside import aside
from center.desk import Desk
from center.finding import Hit
from center.words import N_, say, spoken
from db.errors import Missing
from db.pinyin import syllables
from views.state import choices
from views.state.choices import Choice
from views.state.finding import FindState

RECENT, KEPT = "palette.recent", 12
ONLY_COMMANDS = (">", "》", "＞")
RECORDS, PAGES, COMMANDS, LAST = N_("记录"), N_("页面"), N_("命令"), N_("最近用过")
NO_MATCH = 99
SURE = 2  # so good a match of a page or a command goes before people


@dataclass(frozen=True)
class Head:
    """The heading of a group."""

    label: str


class PaletteState:
    """`look(text)` fills `lines` (heads and choices) and marks the best; `rows` is how many choices have room.

    `part` shows only the commands of one part (the account's menu). `cover` shortens names at the counter.
    """

    def __init__(
        self, desk: Desk, rows: int = 12, part: str = "", cover: Callable[[Hit], Hit] = lambda hit: hit
    ) -> None:
        self.desk, self.rows, self.part, self.cover = desk, rows, part, cover
        self.finding = FindState(desk, rows)
        self.recent: list[str] = [] if part else list(desk.preference(RECENT, []))
        self.text, self.mark = "", -1
        self.lines: list[Head | Choice] = []
        self.more = False

    @cached_property
    def known(self) -> tuple[Choice, ...]:
        """Every page and command of this account."""
        found = choices.of(self.desk)
        return tuple(one for one in found if one.part == self.part) if self.part else found

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The records found."""
        return self.finding.hits

    # ---- looking
    def look(self, text: str) -> None:
        """Other lines for another text."""
        self.text = text.strip()
        only = self.text.startswith(ONLY_COMMANDS)
        words = self.text.lstrip("".join(ONLY_COMMANDS)).lower().split()
        self.more = False
        if self.part or only:
            groups = [("" if self.part else COMMANDS, self._matching(words, "command", self.rows))]
        elif not words:
            self.finding.look("")
            groups = self._at_first()
        else:
            groups = self._found(words)
        self.lines = []
        for label, some in groups:
            if some:
                self.lines += [Head(say(label))] * bool(label) + list(some)
        self.mark = next((at for at, one in enumerate(self.lines) if isinstance(one, Choice)), -1)

    def _at_first(self) -> list[tuple[str, list[Choice]]]:
        recent = [one for one in map(self._recalled, self.recent) if one][: self.rows // 2]
        shown = {one.key for one in recent}
        rest = [one for one in self.known if one.key not in shown and one.kind == "page"]
        return [(LAST, recent), (PAGES, rest[: self.rows - len(recent)])]

    def _found(self, words: list[str]) -> list[tuple[str, list[Choice]]]:
        pages, commands = (self._matching(words, kind, self.rows) for kind in ("page", "command"))
        others = min(len(pages), max(2, self.rows // 4)), min(len(commands), max(2, self.rows // 3))
        self.finding.limit = max(3, self.rows - sum(others))
        self.finding.look(self.text)
        self.more = self.finding.more
        records = [self._of_hit(hit) for hit in self.finding.hits]
        room = self.rows - len(records)
        pages = pages[: max(others[0], room - others[1])]
        commands = commands[: max(others[1], room - len(pages))]
        groups = [(RECORDS, records), (PAGES, pages), (COMMANDS, commands)]
        sure = [group for group in groups[1:] if group[1] and self._score(group[1][0], words) <= SURE]
        return sure + [group for group in groups if group not in sure]

    def _matching(self, words: list[str], kind: str, most: int) -> list[Choice]:
        scored = [(self._score(one, words), at, one) for at, one in enumerate(self.known) if one.kind == kind]
        return [one for score, _at, one in sorted(scored) if score < NO_MATCH][:most]

    def _score(self, one: Choice, words: list[str]) -> int:
        """0 is best; a recent choice is a little better."""
        if not words:
            return self.recent.index(one.key) if one.key in self.recent else KEPT
        worst = max(min(_match(one.label, word), _under(one, word)) for word in words)
        if worst < NO_MATCH and one.key in self.recent:
            return max(0, worst - 2)
        return worst

    def _of_hit(self, hit: Hit) -> Choice:
        seen = self.cover(hit)
        icon = choices.icon(hit.record)
        return Choice(f"record:{hit.record}:{hit.uid}", "record", seen.title, spoken(seen.detail), icon, rid=hit.id)

    def _recalled(self, key: str) -> Choice | None:
        """A recent choice as it is now; None when it is gone or no longer hers."""
        if not key.startswith("record:"):
            return next((one for one in self.known if one.key == key), None)
        _kind, name, uid = key.split(":")
        try:
            record = catalog.record(name)
            if not self.desk.may(f"{record.domain}.read"):
                return None
            rid = self.desk.id_of(record, uid)
            if rid in aside(self.desk, record):  # nobody asked for it now
                return None
            return self._of_hit(Hit(name, rid, uid, self.desk.rows(record, [rid], record.title)[0].texts[0],
                                    say(record.label)))
        except Missing:
            return None

    # ---- choosing
    def step(self, by: int) -> None:
        """Mark the next choice or the one before."""
        places = [at for at, one in enumerate(self.lines) if isinstance(one, Choice)]
        if places:
            now = places.index(self.mark) if self.mark in places else 0
            self.mark = places[max(0, min(len(places) - 1, now + by))]

    @property
    def marked(self) -> Choice | None:
        """What Enter chooses."""
        one = self.lines[self.mark] if 0 <= self.mark < len(self.lines) else None
        return one if isinstance(one, Choice) else None

    def keep(self, one: Choice) -> None:
        """Remember a choice: it comes first the next time."""
        if not self.part:
            self.recent = [one.key, *(key for key in self.recent if key != one.key)][:KEPT]
            self.desk.prefer(RECENT, self.recent)

    @property
    def note(self) -> str:
        """What stands under the lines."""
        if self.text and not any(isinstance(one, Choice) for one in self.lines):
            return say(N_("没有找到“{text}”，换个字再试，或用首字母、电话后四位"), text=self.text)
        if self.part:
            return say(N_("↑↓ 选择，回车执行"))
        if not self.text:
            return say(N_("姓名、拼音首字母（zs）、身份证或电话后四位、住址（3-2-501）、页面、命令；先打 > 只找命令"))
        if self.more:
            return say(N_("还有更多，再多写一个字"))
        return say(N_("↑↓ 选择，回车打开，Ctrl+回车打开这个人的表"))


def _match(label: str, word: str) -> int:
    """How well a word fits a label: 0 whole, small is good, NO_MATCH not at all."""
    plain, initials, full = _spellings(label)
    if word in (plain, initials, full):
        return 0 if len(word) > 1 else 3
    for score, spelling in ((1, plain), (2, initials), (3, full)):
        if spelling.startswith(word):
            return score + 2 * (len(word) < 2)
    if word in plain:
        return 4
    tails = _tails(label)
    return 5 if len(word) > 1 and any(tail.startswith(word) for tail in tails) else NO_MATCH


def _under(one: Choice, word: str) -> int:
    """How well a word fits what a choice belongs to: never better than the choice that is called so itself."""
    if not one.under or len(word) < 2 or _match(one.under, word) > SURE:
        return NO_MATCH
    return SURE + 1


_known: dict[str, tuple[str, str, str]] = {}
_known_tails: dict[str, tuple[str, ...]] = {}


def _spellings(label: str) -> tuple[str, str, str]:
    if label not in _known:
        parts = syllables(label)
        _known[label] = (label.lower(), "".join(part[:1] for part in parts), "".join(parts))
    return _known[label]


def _tails(label: str) -> tuple[str, ...]:
    """From each sign on: 党员 is found in 新增党员 by dy and dangyuan."""
    if label not in _known_tails:
        parts = syllables(label)
        _known_tails[label] = tuple(_from(parts, at) for at in range(1, len(parts))) + tuple(
            "".join(part[:1] for part in parts[at:]) for at in range(1, len(parts))
        )
    return _known_tails[label]


def _from(parts: Iterable[str], at: int) -> str:
    return "".join(list(parts)[at:])

