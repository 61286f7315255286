"""A building for tests, written as one act: its compound, grid, units, doors, people and duty persons."""
from __future__ import annotations

from typing import Any

from center.desk import Desk
from db.days import Day
from db.models.cover import DutyTerm
from db.models.households import Residency
from db.models.members import Branch, Member
from db.models.people import Person
from db.models.places import Building, Community, Compound, Door, Grid, Unit
from db.tx import Tx
from tests.stores import id_card


def stand(desk: Desk, units: int = 3, floors: int = 18, each: int = 2, **more: Any) -> dict[str, Any]:
    """晨光花园3号楼 with its doors by (unit, number); `more` are fields of the building. Nobody lives there yet."""
    with desk.store.writing():
        tx = writer(desk)
        community = tx.add(Community, {"name": "晨光社区", "code": "990101001001"})
        compound = tx.add(Compound, {"name": "晨光花园", "community": community, "property": "示例物业公司"})
        grid = tx.add(Grid, {"name": "第4网格", "community": community})
        values = {"name": "晨光花园3号楼", "number": "3", "compound": compound, "grid": grid, "kind": "homes",
                  "floors": floors} | more
        building = tx.add(Building, values)
        found = {"building": building, "compound": compound, "grid": grid, "units": [], "doors": {}}
        rows = []
        for unit in range(1, units + 1):
            name = f"晨光花园3号楼{unit}单元"
            found["units"].append(tx.add(Unit, {"name": name, "number": str(unit), "building": building}))
            rows += [{"name": f"{name}{floor}{nth:02}", "building": building, "unit": found["units"][-1],
                      "number": f"{floor}{nth:02}", "floor": floor, "kind": "home"}
                     for floor in range(1, floors + 1) for nth in range(1, each + 1)]
        ids = tx.add_many(Door, rows)
        found["doors"] = {(found["units"].index(row["unit"]) + 1, row["number"]): rid
                          for rid, row in zip(ids, rows, strict=True)}
        tx.finish()
    return found


def writer(desk: Desk) -> Tx:
    """The one writer, of an act of its own."""
    return Tx(desk.store, command="test", label="测试", account=desk.who.login, now=desk.now())


def live(desk: Desk, door: int, name: str, birth: str = "1958-03-02", number: int = 1, member: bool = False) -> int:
    """Somebody who lives there now; returns the person."""
    with desk.store.writing():
        tx = writer(desk)
        card = id_card(birth.replace("-", ""), number)
        person = tx.add(Person, {"name": name, "birth": Day(birth), "sex": "male", "id_card": card})
        tx.add(Residency, {"person": person, "door": door})
        if member:
            branch = tx.add(Branch, {"name": f"{name}所在支部"})
            tx.add(Member, {"person": person, "branch": branch, "category": "full"})
        tx.finish()
    return person


def appoint(desk: Desk, name: str, role: str, phone: str = "13800001241", **place: Any) -> int:
    """Somebody with a duty; returns the term."""
    with desk.store.writing():
        tx = writer(desk)
        person = tx.add(Person, {"name": name, "phone": phone})
        term = tx.add(DutyTerm, {"person": person, "role": role, **place})
        tx.finish()
    return term
