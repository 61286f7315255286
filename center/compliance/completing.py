"""补填: what can honestly be completed behind an indicator: fields left empty in records that were counted as faults.

Only an empty field is offered. What is overdue, broken or not done stays as it is: it belongs on the mending list,
and no score is promised for filling anything in.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from center.compliance.house import CENTRE_FACTS, GUIDE, STAFF_FACTS
from center.compliance.work import ELEMENTS, SIXTEEN
from center.words import N_
from db import listing
from db.models.centre import Centre, Facility, Zone
from db.models.governance import Asset, Check, Expense, Rule
from db.models.members import Branch, Member
from db.models.service import Item, ItemList, Window
from db.models.staff import Account, Staff
from db.questions.accounts import centre_row
from db.record import Record, column
from db.words import Phrase

MOST = 200
HUMAN = ("name", "sex", "id_card", "ethnicity", "birth", "education", "phone", "landline", "address")


@dataclass(frozen=True)
class Gap:
    """One empty field: `path` in the form of row `id` of `record`; `words` say what is lacking."""

    record: type[Record]
    id: int
    path: str
    words: str


@dataclass(frozen=True)
class Way:
    """How to look behind a measure: the heap of faults, and the paths of which an empty one is a gap.

    `proofs`: paths of which one must be filled, as a sign that the thing was done and only the date is missing.
    `depends`: path → (other path, its value) for what is needed only then; `either`: one of these is enough.
    `hint` follows the words: what must be true before a person fills it in.
    """

    record: type[Record]
    heap: str
    paths: tuple[str, ...]
    proofs: tuple[str, ...] = ()
    depends: Mapping[str, tuple[str, Any]] | None = None
    either: tuple[str, ...] = ()
    hint: str = ""


def _of_person(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"person.{name}" if name in HUMAN else name for name in names)


_DONE = Way(Check, "逾期或没有做", ("done_on",), proofs=("result", "checker"), hint=N_("做过的补录实际日期"))
WAYS = {
    "compliance.zones": Way(Zone, "还没有公示或没写用途", ("purpose",)),
    "compliance.terminals": Way(Facility, "不正常", ("state",)),
    "compliance.fire_checks": _DONE,
    "compliance.self_checks": _DONE,
    "compliance.centre_profile": Way(Centre, "", tuple(CENTRE_FACTS)),
    "compliance.area": Way(Centre, "", ("area", "households")),
    "compliance.staff_ratio": Way(Centre, "", ("residents",)),
    "compliance.organisation_rules": Way(Branch, "不符合", ("secretary", "committee_size")),
    "compliance.elections": Way(Branch, "逾期或没有当选日期", ("elected_on",)),
    "compliance.one_window": Way(Item, "综合窗口不受理", ("one_window",)),
    "compliance.ab_posts": Way(Window, "缺A岗或B岗", ("post_a", "post_b"), hint=N_("已定人的补登记")),
    "compliance.guides": Way(Item, "有空栏", GUIDE),
    "compliance.staff_roster": Way(Staff, "有空栏", _of_person(STAFF_FACTS)),
    "compliance.pledges": Way(Account, "还没有签", ("pledged_on",), hint=N_("签过的补录签署日期")),
    "compliance.items_published": Way(ItemList, "没有发布日期", ("version", "published_on"),
                                      hint=N_("发布过的补录日期")),
    "compliance.items_complete": Way(Item, "缺要素", ELEMENTS),
    "compliance.items_reviewed": Way(ItemList, "超过期限没有复核", ("reviewed_on",), hint=N_("复核过的补录日期")),
    "compliance.rules_valid": Way(Rule, "复审期限已过或没有写", ("review_by",)),
    "compliance.online_guides": Way(Item, "没有写", ("online",)),
    "compliance.expenses": Way(Expense, "缺类别、凭证号或审批人", ("category", "voucher", "approver")),
    "compliance.assets": Way(Asset, "没有盘点或已过期", ("checked_on",), hint=N_("盘点过的补录日期")),
    "compliance.data_quality": Way(
        Member, "党员 16 项有缺", _of_person(SIXTEEN), either=("person.phone", "person.landline"),
        depends={"full_since": ("category", "1"), "lost_on": ("lost", True), "mobile_to": ("mobile", True)}),
}


def gaps(measure: str, evidence: Mapping[str, Any]) -> tuple[Gap, ...]:
    """The gaps behind one counted indicator (its measure's name and its frozen evidence), as the records stand now.

    In the order of the heap, at most 200; empty when there is nothing a person could honestly fill in.
    """
    way = WAYS.get(measure)
    if way is None:
        return ()
    ids = _centre() if not way.heap else [rid for group in evidence.get("groups", ()) if group["label"] == way.heap
                                          for rid in group["ids"]]
    title, asked = way.record.title[0], _asked(way)
    found: list[Gap] = []
    for rid, values in listing.values(way.record, ids, (title, *asked)).items():
        row = dict(zip(asked, values[1:], strict=True))
        found += [Gap(way.record, rid, path, _words(way, values[0], path)) for path in _empty(way, row)]
        if len(found) >= MOST:
            break
    return tuple(found[:MOST])


def _centre() -> list[int]:
    row = centre_row()
    return [row["id"]] if row else []


def _asked(way: Way) -> tuple[str, ...]:
    others = [path for path, (other, _value) in (way.depends or {}).items() for path in (path, other)]
    return tuple(dict.fromkeys((*way.paths, *way.proofs, *way.either, *others)))


def _empty(way: Way, row: Mapping[str, Any]) -> list[str]:
    lacking = {path for path, value in row.items() if value in (None, "", ())}
    if way.proofs and lacking.issuperset(way.proofs):
        return []
    needed = list(way.paths)
    needed += [path for path, (other, value) in (way.depends or {}).items() if row[other] == value]
    if way.either and lacking.issuperset(way.either):
        needed.append(way.either[0])
    return [path for path in needed if path in lacking]


def _words(way: Way, called: Any, path: str) -> str:
    given = {"name": called or way.record.label, "field": column(way.record, path).label}
    if way.hint:
        return Phrase(N_("{name}：缺{field}（{hint}）"), **given, hint=way.hint)
    return Phrase(N_("{name}：缺{field}"), **given)
