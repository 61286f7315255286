"""Making one condition of a list: which columns may be asked, and what each of them offers to tick, choose or type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from center.listing import (
    ANY,
    EMPTY,
    HAS,
    IS,
    NOT_FILLED,
    RANGE,
    SPAN,
    Condition,
    bound,
    labels,
    ops,
    spans,
    tally,
)
from center.seeing import seen
from center.words import N_, say, spoken
from db.errors import Invalid, Problems
from db.listing import Query
from views.state.listing import ListState

FILLED = N_("已填")
LOW, HIGH, TEXT, WHOLE = "low", "high", "text", "whole"
MOST = 500  # values offered to tick; the search box finds the others
HINT_SPAN, HINT_AMOUNT = N_("如 2026-03、0318"), N_("元")


class Offer(NamedTuple):
    """One line to tick or to choose; `count` is how many rows have it ('' where that is not counted)."""

    value: object
    label: str
    count: str = ""


class Typing(NamedTuple):
    """One box to type into."""

    key: str
    label: str
    text: str = ""
    hint: str = ""


def asked(state: ListState) -> list[tuple[str, str]]:
    """(path, label) of the columns that may be asked, those on the screen first."""
    first = [one.path for one in state.columns]
    every = sorted(seen(state.desk, state.record),
                   key=lambda at: first.index(at.path) if at.path in first else len(first))
    return [(at.path, spoken(at.label)) for at in every]


class Filtering:
    """One condition in the making. With `ticks` several of `offers` count together, else one is enough."""

    def __init__(self, state: ListState, path: str) -> None:
        self.state, self.at = state, next(at for at in seen(state.desk, state.record) if at.path == path)
        self.ops, self.was = ops(state.desk, self.at), state.condition(path)
        self.ticks = ANY in self.ops
        self._all = self._counted() if self.ticks else self._plain()
        self.offers = self._all[:MOST]
        self.typings = self._typings()
        self.note = say(N_("这一项是遮盖的，只能看填没填")) if self.ops == (EMPTY,) and self.at.sensitive else ""

    @property
    def label(self) -> str:
        """The column's name."""
        return spoken(self.at.label)

    # ---- what is offered
    def _counted(self) -> list[Offer]:
        state, at = self.state, self.at
        found = tally(state.desk, state.without(at.path), at.path)
        if at.kind == "yes":
            found = {value: found.get(value, 0) for value in (True, False, None)}
        elif at.kind in ("code", "codes"):
            order = {code: place for place, code in enumerate(at.field.codes.items)}
            found = {value: found[value] for value in sorted(found, key=lambda one: order.get(one, len(order)))}
        ticked = self.was.value if self.was and self.was.op == ANY else ()
        found |= {value: 0 for value in ticked if value not in found}
        empty = found.pop(None, 0)
        called = labels(at, list(found))
        there = [value for value in found if value in called]
        offers = [Offer(value, spoken(called[value]), f"{found[value]:,}") for value in there]
        return [*offers, Offer(None, say(NOT_FILLED), f"{empty:,}")]

    def _plain(self) -> list[Offer]:
        dated = SPAN in self.ops and self._dated
        named = [Offer(token, say(name)) for token, name in spans(self.at).items()] if dated else []
        return [*named, Offer(False, say(FILLED)), Offer(True, say(NOT_FILLED))]

    @property
    def _dated(self) -> bool:
        return self.at.kind != "id_card"

    def narrowed(self, text: str) -> list[Offer]:
        """The offers that fit a text; those that are ticked are asked for by value, so hiding them loses nothing."""
        wanted = text.strip().lower()
        if not wanted:
            return self._all[:MOST]
        found = [one for one in self._all if wanted in one.label.lower()]
        if self.at.kind == "ref" and not found:  # as the search box finds it: pinyin, part of an address
            target = self.at.field.rel_model
            if self.state.desk.may(f"{target.domain}.read"):
                hits = set(self.state.desk.ids(Query(target, search=wanted)))
                found = [one for one in self._all if one.value in hits]
        return found[:MOST]

    def ticked(self) -> list[object]:
        """The values that the condition of now has."""
        if self.was is None or self.was.op not in (ANY, SPAN, EMPTY) or isinstance(self.was.value, list):
            return []
        return list(self.was.value) if self.ticks else [self.was.value]

    def _typings(self) -> tuple[Typing, ...]:
        value = self.was.value if self.was else None
        if SPAN in self.ops or RANGE in self.ops:
            pair = value if self.was and self.was.op in (SPAN, RANGE) and not isinstance(value, str) else (None, None)
            low, high = ("" if one is None else one if isinstance(one, str) else self.at.field.show(one)
                         for one in pair)
            if SPAN in self.ops:
                hint = say(HINT_SPAN)
            else:
                hint = say(HINT_AMOUNT) if self.at.kind == "amount" else ""
            first, last = (N_("从"), N_("到")) if self._dated else (N_("出生从"), N_("到"))
            return Typing(LOW, say(first), low, hint), Typing(HIGH, say(last), high, "")
        if HAS in self.ops:
            op = self.was.op if self.was else ""
            return (Typing(TEXT, say(N_("包含")), value if op == HAS else ""),
                    Typing(WHOLE, say(N_("等于")), value if op == IS else ""))
        return ()

    # ---- what was answered
    def of_offers(self, values: Iterable[object]) -> Condition | None:
        """The condition of what was ticked or chosen; None when nothing was."""
        values = tuple(values)
        if not values:
            return None
        if self.ticks:
            return Condition(self.at.path, ANY, values)
        return Condition(self.at.path, EMPTY if isinstance(values[0], bool) else SPAN, values[0])

    def of_texts(self, texts: Mapping[str, str]) -> Condition | None:
        """The condition of what was typed; None when nothing was. Raises Problems by the key of a box."""
        given = {key: text.strip() for key, text in texts.items() if text.strip()}
        if not given:
            return None
        if WHOLE in given:
            return Condition(self.at.path, IS, self._read(WHOLE, given[WHOLE]))
        if TEXT in given:
            return Condition(self.at.path, HAS, given[TEXT])
        if SPAN in self.ops:
            low, high = (self._day(key, given[key]) if key in given else None for key in (LOW, HIGH))
        else:
            low, high = (self._read(key, given[key]) if key in given else None for key in (LOW, HIGH))
        if low is not None and high is not None and low > high:
            raise Problems({HIGH: Invalid("“到”在“从”的前面，请对调一下")})
        return Condition(self.at.path, SPAN if SPAN in self.ops else RANGE, (low, high))

    def _day(self, key: str, text: str) -> str | None:
        try:
            day = bound(self.at, text, self.state.desk.today())
        except Problems as wrong:
            raise Problems({key: next(iter(wrong.fields.values()))}) from wrong
        return (day.first if key == LOW else day.last).isoformat()

    def _read(self, key: str, text: str) -> object:
        value = self.at.field.read(text, self.state.desk.today())
        if isinstance(value, Invalid):
            raise Problems({key: value})
        return value
