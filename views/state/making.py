"""批量建楼 without a screen: texts as typed become a wish, the wish a plan, the plan the lines of the preview."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from center.desk import Desk
from center.offering import offer
from center.places.making import Known, Line, Plan, Wish, known_of, plan_of, preview, settled
from center.places.names import short
from center.places.numbers import MAKE_MOST
from center.places.proposing import LABELS, LIMITS, PATTERNS, own_of
from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Missing, Problems
from db.models.places import Community, Compound, Grid
from db.record import Record
from db.words import Listed
from views.state.typing import CHOSEN

MORE = N_("例外")
WHERE = N_("在哪里")
MANY = N_("建多少")


@dataclass(frozen=True)
class Ask:
    """One field of the form, as the kit's form wants it."""

    path: str
    label: str
    kind: str = "whole"
    required: bool = False
    section: str = ""
    width: int = 8
    help: str = ""


ASKS = (
    Ask("compound", N_("小区"), "ref", section=WHERE, width=12, help=N_("没有的就新建")),
    Ask("community", N_("社区"), "ref", section=WHERE, width=12, help=N_("新小区要选")),
    Ask("grid", N_("网格"), "ref", section=WHERE, width=12),
    Ask("kind", N_("楼栋类型"), "code", True, WHERE),
    Ask("compound_kind", N_("新小区类型"), "code", section=WHERE),
    Ask("name", N_("楼宇名称"), "text", section=WHERE, help=N_("例如 中信大厦")),
    Ask("first", LABELS["first"], "text", section=MANY, help=N_("例如 1、A、12甲")),
    Ask("buildings", LABELS["buildings"], required=True, section=MANY),
    Ask("units", LABELS["units"], required=True, section=MANY, help=N_("没有单元写 0")),
    Ask("floors", LABELS["floors"], required=True, section=MANY),
    Ask("doors", LABELS["doors"], required=True, section=MANY, help=N_("每单元每层")),
    Ask("pattern", N_("室号写法"), "code", True, MANY),
    Ask("skip_floors", N_("没有的楼层"), "text", section=MORE, help=N_("例如 4、13-14")),
    Ask("skip_buildings", N_("没有的楼号"), "text", section=MORE),
    Ask("shops", N_("底层是商铺"), "yes", section=MORE),
    Ask("shop_rooms", LABELS["shop_rooms"], section=MORE, help=N_("不写就同住户数")),
    Ask("basement", LABELS["basement"], section=MORE),
    Ask("garages", LABELS["garages"], section=MORE),
    Ask("skip_numbers", N_("没有的室号"), "text", section=MORE),
    Ask("step", LABELS["step"], section=MORE, help=N_("单号双号写 2")),
    Ask("through", N_("室号跨单元接着编"), "yes", section=MORE),
)
REFS: dict[str, type[Record]] = {"compound": Compound, "community": Community, "grid": Grid}
WHOLE = tuple(ask.path for ask in ASKS if ask.kind == "whole")
EMPTY_ZERO = ("shop_rooms", "basement", "garages")
START = {"kind": "homes", "first": "1", "buildings": "1", "units": "4", "floors": "6", "doors": "2",
         "pattern": "{floor}{door:02}", "step": "1", "shops": "否", "through": "否"}
PRESETS = {
    "homes": {"units": "4", "floors": "6", "doors": "2", "pattern": "{floor}{door:02}"},
    "mixed": {"units": "2", "floors": "18", "doors": "4", "pattern": "{floor}{door:02}", "shops": "是"},
    "office": {"units": "0", "floors": "12", "doors": "8", "pattern": "{floor}{door:02}"},
    "plant": {"units": "0", "floors": "3", "doors": "4", "pattern": "{floor}{door:02}"},
    "public": {"units": "0", "floors": "3", "doors": "8", "pattern": "{floor}{door:02}"},
    "bungalow": {"units": "0", "floors": "1", "doors": "1", "pattern": "{serial}"},
    "selfbuilt": {"units": "0", "floors": "3", "doors": "1", "pattern": "{floor}{door:02}"},
    "garage": {"units": "0", "floors": "1", "doors": "20", "pattern": "{serial}"},
}
"""What is usual for a kind of building; taken for the fields that nobody has touched."""
EXAMPLES = {"{floor}{door:02}": N_("501（楼层加两位）"), "{floor:02}{door:02}": N_("0501（楼层写两位）"),
            "{floor}{letter}": N_("5A（楼层加字母）"), "{serial}": N_("1、2、3（从头接着编）")}
CELLS = {"units": "units", "floors": "floors", "doors": "doors", "skip": "skip_floors"}
"""Columns of the preview that may be changed for one building: column → what it changes."""


class MakingState:
    """One form being filled in. `typed(texts)` after each change; `lines` is the preview."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.texts: dict[str, str] = dict(START)
        self.special: dict[str, dict[str, Any]] = {}
        self.wish, self.known, self.plan = Wish(), Known(), Plan(())
        self.problems: dict[str, Invalid] = {}
        self.lines: list[Line] = []

    # ---- the form
    def begin(self, at: Mapping[str, int | None]) -> tuple[dict[str, str], dict[str, str]]:
        """An empty form at a place: its texts, and what chosen rows are called."""
        self.special = {}
        texts = START | {path: f"{CHOSEN}{at[path]}" for path in REFS if at.get(path)}
        labels = self.labels(texts)
        texts = {path: text for path, text in texts.items() if text[:1] != CHOSEN or path in labels}
        self.typed(texts)
        return texts, labels

    def labels(self, texts: Mapping[str, str]) -> dict[str, str]:
        """What the chosen compound and grid are called; those that are gone have no name."""
        found = {}
        for path, record in REFS.items():
            if re.fullmatch(f"{CHOSEN}\\d+", texts.get(path) or ""):
                try:
                    found[path] = self.desk.get(record, int(texts[path][1:])).title
                except Missing:
                    continue
        return found

    def choices(self, ask: Ask) -> Any:
        """What a field offers: a list, a function from what was typed, or None for typed text."""
        if ask.kind == "ref":
            target = REFS[ask.path]
            return lambda text: [(f"{CHOSEN}{one.id}", one.title, "", one.detail)
                                 for one in offer(self.desk, target, text)]
        if ask.path == "pattern":
            return [(key, EXAMPLES[key]) for key in PATTERNS]
        if ask.kind == "code":
            return list(code_list("building_kind" if ask.path == "kind" else "compound_kind").items.items())
        return None

    def usual(self, kind: str, texts: Mapping[str, str]) -> dict[str, str]:
        """What changes in the form when another kind is chosen: fields that hold what was usual for the one before."""
        was, now = {**START, **PRESETS.get(self.texts.get("kind", ""), {})}, {**START, **PRESETS.get(kind, {})}
        return {path: now[path] for path in now if path != "kind" and now[path] != was[path]
                and texts.get(path, "") in (was[path], START[path])}

    def typed(self, texts: Mapping[str, str]) -> None:
        """The form as it stands: read it, and think of everything it asks for."""
        self.texts, self.problems = dict(texts), {}
        values = self._read(texts)
        self.plan, self.lines = Plan(()), []
        if self.problems:
            return
        try:
            self.wish = settled(Wish(**values, special=self.special))
            self.known = known_of(self.wish)
        except Problems as refused:
            self.problems = dict(refused.fields)
            return
        except Missing as gone:
            self.problems = {"compound": Invalid("{why}", why=str(gone))}
            return
        self.plan = plan_of(self.wish, self.known)
        self.problems = dict(self.plan.problems)
        self.lines = preview(self.plan)

    def _read(self, texts: Mapping[str, str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for ask in ASKS:
            text = unicodedata.normalize("NFKC", texts.get(ask.path) or "").strip()
            if ask.path in WHOLE:
                values[ask.path] = self._whole(ask, text)
            elif ask.kind == "yes":
                values[ask.path] = text == "是"
            elif ask.kind == "ref":
                values[ask.path] = int(text[1:]) if re.fullmatch(f"{CHOSEN}\\d+", text) else text or (
                    "" if ask.path == "compound" else None)
            elif ask.path == "skip_floors":
                values[ask.path] = self._floors(ask.path, text)
            elif ask.path in ("skip_buildings", "skip_numbers"):
                values[ask.path] = tuple(part for part in re.split(r"[、,;\s]+", text.upper()) if part)
            else:
                values[ask.path] = text
        if values["name"] and not values["compound"]:
            values["first"] = ""
        return values

    def _whole(self, ask: Ask, text: str) -> int:
        if not text and ask.path in EMPTY_ZERO:
            return 0
        if text.isascii() and text.isdigit():
            return int(text)
        low, high = LIMITS[ask.path]
        self.problems[ask.path] = Invalid("{label}请填 {low} 到 {high} 的数", label=ask.label, low=low, high=high)
        return low

    def _floors(self, path: str, text: str) -> tuple[int, ...]:
        floors = read_floors(text)
        if floors is None:
            self.problems[path] = Invalid("没有的楼层请写数字，例如 4、13-14")
        return floors or ()

    # ---- the preview
    @property
    def total(self) -> str:
        """How much it will be, and what stays as it is."""
        if not self.plan.places and not self.plan.there:
            return ""
        plan = self.plan
        words = say(N_("新建 {buildings} 栋、{units} 单元、{doors} 户"), buildings=f"{plan.count('buildings'):,}",
                    units=f"{plan.count('units'):,}", doors=f"{plan.count('doors'):,}")
        return words

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know before she says yes."""
        found = []
        if self.plan.count("compounds"):
            found.append(say(N_("会新建小区“{name}”"), name=self.known.name))
        if self.plan.there:
            found.append(say(N_("已有的 {count} 户不动"), count=f"{self.plan.there:,}"))
        if (doors := self.plan.count("doors")) > (most := int(self.desk.number(MAKE_MOST))):
            found.append(say(N_("一次最多建 {most} 户，现在是 {count} 户，请减少栋数"), most=f"{most:,}",
                             count=f"{doors:,}"))
        return tuple(found)

    @property
    def ready(self) -> bool:
        """Whether there is something to make, and not too much of it."""
        doors = self.plan.count("doors")
        return bool(self.plan.places) and not self.problems and doors <= int(self.desk.number(MAKE_MOST))

    def number(self, line: Line) -> str:
        """A line's building number, also of a building that is there."""
        kind, colon, rid = line.key.partition(":")
        if not colon:
            return line.number
        return next((number for number, one in self.known.buildings.items() if one == int(rid)), "")

    def row(self, line: Line) -> tuple[str, ...]:
        """The texts of a line: name, units, floors, doors a floor, missing floors, doors, first and last, notes."""
        own = own_of(self.wish, self.number(line))
        notes = say(Listed(line.notes, "，")) if line.notes else ""
        return (short(line.name, self.known.name), str(own.units), str(own.floors), str(own.doors),
                "、".join(map(str, own.skip_floors)), f"{line.doors:,}", line.span, notes)

    def change(self, line: Line, column: str, text: str) -> str:
        """One building otherwise than the others; returns what is wrong with it, '' when it was taken."""
        name, text = CELLS[column], unicodedata.normalize("NFKC", text).strip()
        if name == "skip_floors":
            value: Any = read_floors(text)
            if value is None:
                return say(N_("没有的楼层请写数字，例如 4、13-14"))
        else:
            low, high = LIMITS[name]
            if not (text.isascii() and text.isdigit() and low <= int(text) <= high):
                return say(N_("请填 {low} 到 {high} 的数"), low=low, high=high)
            value = int(text)
        self.special = {**self.special, self.number(line): {**self.special.get(self.number(line), {}), name: value}}
        self.typed(self.texts)
        return ""

    # ---- the act
    def make(self, progress: Any = None) -> dict[str, Any]:
        """Make it, as one act. Raises Problems, Denied."""
        return self.desk.do("places.make", wish=self.wish, progress=progress)

    def made(self, counts: Mapping[str, int]) -> str:
        """What was made, in words."""
        return say(N_("已建 {buildings} 栋、{units} 单元、{doors} 户"), buildings=counts["buildings"],
                   units=counts["units"], doors=counts["doors"])


def read_floors(text: str) -> tuple[int, ...] | None:
    """Floors as people write them: 4、13-14; None when it is not that."""
    found: list[int] = []
    for part in filter(None, re.split(r"[、,;层\s]+", unicodedata.normalize("NFKC", text))):
        match = re.fullmatch(r"(\d{1,3})(?:[-~至到](\d{1,3}))?", part)
        if not match:
            return None
        found += range(int(match[1]), int(match[2] or match[1]) + 1)
    return tuple(dict.fromkeys(found))
