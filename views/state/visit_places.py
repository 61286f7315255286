"""Choosing where a list goes, without a screen: the places there are, the typed ranges, how many doors that makes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.desk import Desk
from center.visits.choosing import PLACES, planned, read_ids
from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Problems, UserError
from db.listing import Query
from db.models.places import Building, Community, Compound, Grid, Unit

OFFERED = (("communities", Community), ("compounds", Compound), ("grids", Grid), ("buildings", Building))
FIRMS = "enterprises"


class PlacesState:
    """`texts` by field: where, houses, unit_numbers, floors, what (a kind of door, `enterprises`, '' all doors)."""

    def __init__(self, desk: Desk, list_id: int) -> None:
        self.desk, self.list = desk, list_id

    def offered(self) -> list[tuple[str, str, str, str]]:
        """(value, label, words, kind of place): communities, compounds, grids, and buildings outside compounds."""
        found = []
        for name, record in OFFERED:
            alone = (("compound", "empty", True),) if record is Building else ()
            ids = self.desk.ids(Query(record, filters=alone))
            found += [(f"{name}:{row.id}", row.texts[0], "", say(record.label))
                      for row in self.desk.rows(record, ids, ("name",))]
        return found

    def what(self) -> list[tuple[str, str]]:
        """(value, name) of what one goes to: ordinary doors, doors of one kind, enterprises."""
        return [("", say(N_("住户、商户、办公"))), *code_list("door_kind").items.items(), (FIRMS, say(N_("楼宇企业")))]

    def places(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """What was typed as the command takes it. Raises Problems at the fields."""
        where = texts.get("where", "").strip()
        if not where:
            raise Problems({"where": Invalid("请选地方")})
        found: dict[str, Any] = self._where(where)
        for name in ("houses", "unit_numbers", "floors"):
            if texts.get(name, "").strip():
                found[name] = texts[name]
        if texts.get("what") and texts["what"] != FIRMS:
            found["kinds"] = [texts["what"]]
        return found

    def _where(self, text: str) -> dict[str, Any]:
        name, colon, number = text.partition(":")
        if colon and name in PLACES and number.isdigit():
            return {name: [int(number)]}
        refused: Problems | None = None
        for key, record in (*OFFERED, ("units", Unit)):
            try:
                return {key: read_ids(record, [text], "where")}
            except Problems as error:
                refused = refused or error
        told = Invalid("没有叫“{text}”的地方，请从下拉里选，或写楼栋、单元的全名", text=text)
        raise Problems({"where": told}) from refused

    def count(self, texts: Mapping[str, str]) -> str:
        """How many that makes, in words; what is wrong is told when she adds them."""
        try:
            found = planned(self.places(texts), self.desk.today(), texts.get("what") == FIRMS)
        except UserError:
            return ""
        if texts.get("what") == FIRMS:
            return say(N_("这些地方现有 {count} 家企业"), count=len(found))
        return say(N_("这些地方现有 {count} 户"), count=len(found))

    def add(self, texts: Mapping[str, str]) -> int:
        """Put them on the list; how many were new. Raises Problems at the fields, Invalid, Denied."""
        try:
            places = self.places(texts)
            return self.desk.do("visits.extend", list=self.list, places=places, enterprises=texts.get("what") == FIRMS)
        except Problems as error:
            at = {"houses": "houses", "unit_numbers": "unit_numbers", "floors": "floors", "kinds": "what"}
            raise Problems({at.get(path, "where"): told for path, told in error.fields.items()}) from error
