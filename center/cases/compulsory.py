"""必须与按需: the office's own table of a dossier's papers. It blocks 归档, never printing.

Two values of the settings hold it, which sections must be there and in which order they are bound; `table_on` is the
only reader. 人民调解法第二十七条 names what is filed at least; all else is local, so every change has its ground.
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from center.acts import act_label, act_name
from center.cases import numbers as keys
from center.cases.slots import Section, Table, sections
from center.commands import command
from center.numbers import number, shipped
from center.settings.writing import Step, changed, refuse, sourced, steps, write
from center.words import N_
from db.codes import CodeList, code_list
from db.errors import Invalid
from db.models.settings import OfficialNumber
from db.questions.settings import number_rows
from db.tx import Tx
from db.words import Listed, Word

if TYPE_CHECKING:
    from center.desk import Desk

READ, EDIT = "mediation.read", "mediation.edit"
LAST = "back"  # 封底: nothing is bound behind it
MUST, WHERE_NEEDED = N_("必须"), N_("按需")
NEEDS = {MUST: True, "yes": True, True: True, WHERE_NEEDED: False, "no": False, False: False}
LOCAL = N_("本地口径")
NEEDED = act_label(N_("卷宗文书“{paper}”改为{need}"))
MOVED = act_label(N_("卷宗文书“{paper}”移到第 {place} 位"))
TOLD = {
    "intake": N_("有一种就行；不要求两种都有"),
    "notice": N_("简易登记由口头协议登记表代"),
    "identity": N_("看过原件，写核对人和日期就行，不要求留复印件"),
    "authority": N_("有委托代理人才要；代签协议没有特别授权的，按需也不能归档"),
    "record": N_("没有开过调解会的不要"),
    "escalation": N_("有激化情况报告的案件才列进目录"),
    "result": N_("按办成的结果：协议书或口头协议登记表；调解不成的是终止告知书，没有受理的是不予受理告知"),
    "performance": N_("协议里约定了要履行的事才要"),
    "visit": N_("达成协议的才要"),
    "confirmation": N_("达成协议、没有说不申请的才要"),
    "back": N_("总在最后"),
}
"""What is to be known about a section before one makes it compulsory."""


def table_on(today: date) -> Table:
    """The table in force on a day. A section that the kept order does not know stands behind the one it follows as
    shipped."""
    known = {section.code for section in sections()} - {LAST}
    order = [code for code in _codes(str(number(keys.ORDER, today))) if code in known]
    above = 0
    for code in _codes(str(shipped()[keys.ORDER]["value"])):
        if code in order:
            above = order.index(code) + 1
        elif code in known:
            order.insert(above, code)
            above += 1
    order += sorted(known - set(order))
    return Table((*order, LAST), frozenset(_codes(str(number(keys.REQUIRED, today)))))


def _codes(value: str) -> list[str]:
    return [code for code in dict.fromkeys(value.split(",")) if code]


@dataclass(frozen=True)
class Line:
    """One section of the table: its place, whether it is compulsory (and is as shipped), what is to be known about it,
    and how it came to be so: `step` is as shipped where nobody changed it. `coming` is the day from which it will be
    the other way, '' for none."""

    part: str
    place: int
    label: Word
    papers: Word
    required: bool
    usual: bool
    told: Word
    step: Step
    coming: str = ""

    @property
    def need(self) -> Word:
        """必须 or 按需."""
        return MUST if self.required else WHERE_NEEDED

    @property
    def usually(self) -> Word:
        """The same as shipped."""
        return MUST if self.usual else WHERE_NEEDED


def lines(desk: Desk) -> tuple[Line, ...]:
    """The whole table in its order. Raises Denied."""
    desk.need(READ)
    today = desk.today()
    table, needs = table_on(today), _steps(keys.REQUIRED, today)
    known, labels = {section.code: section for section in sections()}, code_list("dossier_part").items
    usual, later = _codes(needs[0].value), _to_come(keys.REQUIRED, today)

    def line(place: int, code: str) -> Line:
        now = code in table.required
        return Line(code, place, labels[code], _papers(known[code]), now, code in usual, TOLD.get(code, ""),
                    changed(needs, _has(code)) or needs[0], _coming(later, code, now))

    return tuple(line(place, code) for place, code in enumerate(table.order, start=1))


def _coming(later: list[dict[str, Any]], code: str, now: bool) -> str:
    return next((str(row["effective_from"]) for row in later if (code in _codes(row["value"])) != now), "")


def moved(desk: Desk) -> Step | None:
    """Who gave the papers their order, when and on what ground; None while it is as shipped. Raises Denied."""
    desk.need(READ)
    newest = _steps(keys.ORDER, desk.today())[-1]
    return newest if newest.local else None


def _steps(key: str, today: date) -> tuple[Step, ...]:
    return steps(key, shipped()[key], today)


def _has(code: str) -> Callable[[str], bool]:
    return lambda value: code in _codes(value)


def _papers(section: Section) -> Word:
    names = code_list("case_paper_kind").items
    return Listed([names[kind] for kind in section.kinds])


# ---- acts
@command(N_("改卷宗文书的必须或按需"), right=EDIT, name="dossier.need")
def need(tx: Tx, part: str, need: Any, source: str = LOCAL, effective_from: Any = None) -> bool:
    """A section (name or code) is compulsory for 归档 (必须) or not (按需), from a day on; False when it was so.

    Raises Problems at `part`, `need`, `source`, `effective_from`.
    """
    found: dict[str, Invalid] = {}
    code, wanted = _part(part, found), _wanted(need, found)
    since = day_of(tx, effective_from, found)
    sourced(source, found)
    refuse(found)
    have = _codes(str(number(keys.REQUIRED, since)))
    if (code in have) == wanted:
        return False
    kept = [one for one in table_on(since).order if one in have and one != code or wanted and one == code]
    tx.rename(NEEDED.format(paper=act_name(_list().items[code]), need=act_name(MUST if wanted else WHERE_NEEDED)))
    write(tx, keys.REQUIRED, shipped()[keys.REQUIRED], ",".join(kept), source, since.isoformat())
    for row in _to_come(keys.REQUIRED, since):  # what is decided now holds on, also behind a change planned before
        have = _codes(row["value"])
        if (code in have) != wanted:
            value = ",".join([*have, code] if wanted else [one for one in have if one != code])
            tx.change(OfficialNumber, row["id"], {"value": value})
    return True


def _to_come(key: str, since: date) -> list[dict[str, Any]]:
    return [row for row in number_rows(key) if str(row["effective_from"] or "") > since.isoformat()]


@command(N_("移动卷宗文书"), right=EDIT, name="dossier.place")
def place(tx: Tx, part: str, to: Any, source: str = LOCAL) -> bool:
    """A section (name or code) is bound at another place, counted from 1; False when it stands there.

    Raises Problems at `part`, `to`, `source`.
    """
    found: dict[str, Invalid] = {}
    code, order = _part(part, found), list(table_on(tx.today).order)
    if code == LAST:
        found["part"] = Invalid("封底总在最后，不用移动")
    if not str(to).isdecimal() or not 1 <= int(to) < len(order):
        found["to"] = Invalid("请写 1 到 {most} 之间的位置，封底总在最后", most=len(order) - 1)
    sourced(source, found)
    refuse(found)
    if order.index(code) == int(to) - 1:
        return False
    order.remove(code)
    order.insert(int(to) - 1, code)
    tx.rename(MOVED.format(paper=act_name(_list().items[code]), place=int(to)))
    write(tx, keys.ORDER, shipped()[keys.ORDER], ",".join(order), source)
    return True


@command(N_("恢复卷宗文书的默认值"), right=EDIT, name="dossier.usual")
def usual(tx: Tx) -> int:
    """The table as shipped from today on, also where a change was planned; how many of its two values changed."""
    count = 0
    for key in (keys.REQUIRED, keys.ORDER):
        entry, value = shipped()[key], str(shipped()[key]["value"])
        days = [tx.today] if str(number(key, tx.today)) != value else []
        days += [row["effective_from"] for row in _to_come(key, tx.today) if row["value"] != value]
        for day in days:
            write(tx, key, entry, value, entry["source"], day, shipped=True)
        count += bool(days)
    return count


def day_of(tx: Tx, given: Any, found: dict[str, Invalid]) -> date:
    """The day a value counts from: today unless another is given; what cannot be read goes into `found`."""
    if given in (None, ""):
        return tx.today
    read = OfficialNumber._meta.fields["effective_from"].read(str(given), None)
    if isinstance(read, Invalid) or read is None:
        found["effective_from"] = read or Invalid("请填写从哪天起")
        return tx.today
    return read.first


def _list() -> CodeList:
    return code_list("dossier_part")


def _part(given: str, found: dict[str, Invalid]) -> str:
    code = _list().code_of(str(given))
    if code is None:
        found["part"] = Invalid("没有叫“{given}”的卷宗文书，请从这些里选：{names}", given=given,
                                names=Listed(_list().items.values()))
    return code or ""


def _wanted(given: Any, found: dict[str, Invalid]) -> bool:
    known = NEEDS.get(given if isinstance(given, bool) else str(given).strip())
    if known is None:
        found["need"] = Invalid("请写“必须”或者“按需”")
    return bool(known)
