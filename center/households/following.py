"""What follows when it is written where somebody lives: nobody has two homes, and an empty address is the door's."""
from __future__ import annotations

from collections.abc import Mapping

from center.following import follows
from center.words import N_
from db.errors import Invalid, Problems
from db.models.households import Residency
from db.models.people import Person
from db.models.places import Building, Door, Unit
from db.questions.households import lived_in_gone, lived_in_houses, living_twice, moved_above, without_address
from db.tx import Tx

GONE = N_("{door}已经停用，请核对门牌；还在用的，请先在户室里改停用日期")
GONE_ABOVE = N_("{door}所在的楼栋或单元已经停用，请核对门牌；还在用的，请先改它的停用日期")
LIVED_IN_HOUSE = N_("{building}还登记着 {count} 人，请先登记迁出，再填拆除日期")
LIVED_IN = N_("{door}还登记着 {count} 人，请先登记迁出，再填停用日期")
TWICE = N_("{name}现在住在{door}，请先登记迁出，或用“搬到别处”")


@follows(Residency)
def one_home(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Refuse a second home of one human; raises Problems, so that nothing of the act is kept.

    The address of who has none becomes the name of her door. What somebody typed there is never changed here.
    """
    fresh = [rid for rid, names in rows.items() if names & {"person", "door", "until"}]
    gone = lived_in_gone(tx.today, residencies=fresh)
    if gone is not None:
        raise Problems({"door": Invalid(GONE, door=gone[0])})
    above = moved_above(tx.today, fresh)
    if above is not None:
        raise Problems({"door": Invalid(GONE_ABOVE, door=above)})
    twice = living_twice(fresh)
    if twice is not None:
        name, door = twice
        raise Problems({"door": Invalid(TWICE, name=name, door=door)})
    for person, door in list(without_address(fresh)):
        tx.change(Person, person, {"address": door})


@follows(Door)
def nobody_left(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """A door does not end while people are registered behind it; raises Problems."""
    ended = lived_in_gone(tx.today, doors=[rid for rid, names in rows.items() if "valid_to" in names])
    if ended is not None:
        raise Problems({"valid_to": Invalid(LIVED_IN, door=ended[0], count=ended[1])})


@follows(Unit)
def nobody_left_in_unit(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Nor does a unit; raises Problems."""
    ended = lived_in_gone(tx.today, units=[rid for rid, names in rows.items() if "valid_to" in names])
    if ended is not None:
        raise Problems({"valid_to": Invalid(LIVED_IN, door=ended[0], count=ended[1])})


@follows(Building)
def nobody_left_in_house(tx: Tx, rows: Mapping[int, frozenset[str]]) -> None:
    """Nor does a building while people are registered in it; raises Problems."""
    ended = lived_in_houses(tx.today, [rid for rid, names in rows.items() if "valid_to" in names])
    if ended is not None:
        raise Problems({"valid_to": Invalid(LIVED_IN_HOUSE, building=ended[0], count=ended[1])})
