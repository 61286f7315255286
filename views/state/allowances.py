"""以案定补 without a screen: the settled cases of a period with their conditions, what was claimed, confirmed, paid."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta

from center.cases.allowances import LACKED, Claim, claimed, proposed, within
from center.desk import Desk
from center.periods import Period, period, period_of
from center.seeing import hidden
from center.words import N_, say
from db.codes import code_list
from db.fields import Amount
from db.models.case_after import Allowance
from db.models.cases import Case
from views.kit.grid_columns import Column, Row

LACKS, READY, CLAIMED, CONFIRMED, PAID = N_("缺条件"), N_("可申报"), N_("已申报"), N_("已审核"), N_("已发放")
NOBODY = N_("没有主持调解的调解员")
COLUMNS = (
    Column("number", N_("案号"), 210, look="title", sortable=False),
    Column("payee", N_("领款人"), 90, sortable=False), Column("grade", N_("案件等级"), 110, sortable=False),
    Column("amount", N_("补贴金额（元）"), 140, "e", sortable=False),
    Column("state", N_("状态"), 210, look="chips", sortable=False),
    Column("by", N_("审核人"), 110, sortable=False, priority=1),
    Column("lacks", N_("还缺的条件"), 200, look="chips", flex=True, sortable=False),
)


class AllowanceState:
    """One period; ids of rows are those of the cases."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.kind = desk, "month"
        self.period: Period = period_of("month", desk.today())
        self.load()

    def load(self) -> None:
        """Read the period. Raises Denied."""
        with self.desk.moment():
            self.claims: dict[int, Claim] = {one.case: one for one in proposed(self.desk, self.period)}
            shut = hidden(self.desk, Allowance)
            self._made = [row for row in claimed(self.period) if row["id"] not in shut]
            shown = self.desk.rows(Case, list(self.claims), ["number", "name"])
        self._names = {row.id: row.texts[0] or row.texts[1] for row in shown}

    def turn(self, kind: str) -> None:
        """Another kind of period."""
        self.kind, self.period = kind, period_of(kind, self.period.start)
        self.load()

    def step(self, by: int) -> None:
        """The period before or after."""
        day = self.period.end + timedelta(days=1) if by > 0 else self.period.start - timedelta(days=1)
        self.period = period_of(self.kind, day)
        self.load()

    @property
    def may(self) -> bool:
        """Whether this account writes."""
        return self.desk.may("cases.edit")

    # ---- the list
    def columns(self) -> list[Column]:
        """With the tones of states and of conditions."""
        tones = {str(say(LACKS)): "grey", str(say(READY)): "blue", str(say(CLAIMED)): "amber",
                 str(say(CONFIRMED)): "green", str(say(PAID)): "green"}
        lacks = {str(say(word)): "amber" for word in (*LACKED.values(), NOBODY)}
        return [replace(one, tones=tones if one.key == "state" else lacks) for one in COLUMNS]

    def ids(self) -> array:
        """Cases by day of closing."""
        return array("q", list(self.claims))

    def fetch(self, ids: Iterable[int]) -> list[Row]:
        """Rows of texts."""
        return [Row(rid, self._texts(self.claims[rid])) for rid in ids if rid in self.claims]

    def _texts(self, one: Claim) -> tuple:
        grade = say(code_list("case_grade").items[one.grade])
        by = one.row["confirmed_by"] or "" if one.row else ""
        lacks = (*one.lacking, *([NOBODY] if one.mediator is None else []))
        return (self._names.get(one.case, ""), one.payee, grade, Amount("").format(one.amount),
                tuple(str(say(word)) for word in self._told_of(one)), by, tuple(str(say(word)) for word in lacks))

    def _told_of(self, one: Claim) -> tuple[str, ...]:
        """How far it is, and the period of its paper where that is not the one which is looked at."""
        other = one.row and not within(one.row["period"], self.period)
        return (self.state_of(one), *([period(one.row["period"]).label] if other else []))

    @staticmethod
    def state_of(one: Claim) -> str:
        """How far a claim is."""
        if one.row is None:
            return READY if one.ready else LACKS
        return PAID if one.row["paid_on"] else CONFIRMED if one.row["confirmed_on"] else CLAIMED

    def of(self, cases: Sequence[int], *states: str) -> list[Claim]:
        """Those of some cases that are so far."""
        return [self.claims[rid] for rid in cases if rid in self.claims and self.state_of(self.claims[rid]) in states]

    @property
    def told(self) -> str:
        """For the status bar: how many, and how much was claimed."""
        ready = sum(one.ready and one.row is None for one in self.claims.values())
        words = N_("本期成功并结案 {count} 件，可申报 {ready} 件，已申报 {made} 件，金额 {money} 元")
        return say(words, count=sum(one.here for one in self.claims.values()), ready=ready, made=len(self._made),
                   money=Amount("").format(sum(row["amount"] for row in self._made)))

    # ---- acts
    def claim(self, cases: Sequence[int]) -> int:
        """Claim for those that are ready; how many."""
        some = [one.case for one in self.of(cases, READY)]
        made = self.desk.do("allowances.claim", cases=some, period=self.period.text) if some else 0
        self.load()
        return made

    def confirm(self, cases: Sequence[int], by: str) -> int:
        """A named person confirms what was claimed. Raises Problems."""
        rows = [one.row["id"] for one in self.of(cases, CLAIMED)]
        made = self.desk.do("allowances.confirm", ids=rows, by=by)
        self.load()
        return made

    def reopen(self, cases: Sequence[int]) -> int:
        """Take back who confirmed those that are not paid yet; how many."""
        made = self.desk.do("allowances.reopen", ids=[one.row["id"] for one in self.of(cases, CONFIRMED)])
        self.load()
        return made

    def pay(self, cases: Sequence[int], on: str) -> int:
        """What was confirmed is paid on a day. Raises Problems."""
        rows = [one.row["id"] for one in self.of(cases, CONFIRMED)]
        made = self.desk.do("allowances.pay", ids=rows, on=on or None)
        self.load()
        return made
