"""A building that was written wrongly is put right: the stay was there from the beginning, so nothing is counted."""
from __future__ import annotations

from typing import Any

from center.acts import act_label
from center.commands import command
from center.taking import read
from center.words import N_
from db.errors import Denied, Invalid, Problems
from db.models.enterprises import Enterprise, Tenancy
from db.questions.enterprises import room_of, stays_of
from db.record import column
from db.tx import Tx
from db.words import Phrase

CORRECTED = act_label(N_("更正所在楼宇 {name}"))


@command(N_("更正所在楼宇"), right="enterprises.edit", name="enterprises.correct")
def correct(tx: Tx, id: int, building: Any = None, door: Any = None, room: str = "") -> bool:
    """It was never in the building (id or name) that stands there: row and newest stay get the right one.

    A room (`door`, id or its address) brings its building. Needs a reason; a move from one building to another is an
    edit instead. Raises Denied, Problems.
    """
    if not tx.reason.strip():
        raise Denied("更正要写明原因；企业真的搬了，请修改所在楼宇，按迁移登记")
    given = {"building": building, "door": door, "room": room or None}
    values = {path: read(column(Enterprise, path), value, tx.today) for path, value in given.items()}
    if wrong := {path: value for path, value in values.items() if isinstance(value, Invalid)}:
        raise Problems(wrong)
    if values["door"]:
        there, number = room_of(values["door"])
        if values["building"] not in (None, there):
            raise Problems({"door": Invalid("这个房间不在所选的楼宇里，请核对这两格")})
        values |= {"building": there, "room": number or values["room"]}
    if values["building"] is None:
        raise Problems({"building": Invalid("请选正确的楼宇")})
    row, stays = tx.row(Enterprise, id), stays_of(id)
    if stays and stays[-1]["building"] == row["building"]:
        tx.change(Tenancy, stays[-1]["id"], {"building": values["building"]})
    tx.rename(Phrase(CORRECTED, name=row["name"]))
    return tx.change(Enterprise, id, values)
