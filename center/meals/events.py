"""What a diner's pauses and categories add to the timeline of her row; days to come are no history yet."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from center.history import Event, on
from center.words import N_, say
from db.codes import code_list
from db.models.meals import MealCategory, MealDiner, MealPause
from db.questions.meals import categories_of, pauses_of
from db.record import Record, record_name
from db.words import Word

if TYPE_CHECKING:
    from center.desk import Desk

PAUSED, BACK = N_("暂停用餐"), N_("恢复用餐")
COUNTED, ENDED = N_("列入助餐类别"), N_("不再列入助餐类别")


def events(desk: Desk, record: type[Record], rid: int) -> Iterator[Event]:
    """The days on which pauses and categories began and ended."""
    if record is not MealDiner or not desk.may("meals.read"):
        return
    today = desk.today()
    for row in pauses_of(rid):
        for day, what in ((row["since"], PAUSED), (row["until"], BACK)):
            if day and day.first <= today:
                yield on(day, say(what), target=(record_name(MealPause), row["id"]))
    names = code_list("meal_category").items
    for row in categories_of(rid):
        name = say(Word(names.get(row["category"], row["category"])))
        for day, what in ((row["since"], COUNTED), (row["until"], ENDED)):
            if day and day.first <= today:
                yield on(day, say(what), name, target=(record_name(MealCategory), row["id"]))
