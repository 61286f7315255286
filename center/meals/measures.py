"""Numbers of the meal service; each opens its names. A day's diners are those of its weekday who are not paused."""
from __future__ import annotations

from typing import TYPE_CHECKING

from center.meals.rules import DELIVERED
from center.measures import Count, Found, measure
from center.periods import Period
from center.words import N_
from db.models.meals import MealDiner
from db.questions.meals import diners_at, eating_on

if TYPE_CHECKING:
    from center.desk import Desk


@measure("meals.diners", N_("助餐对象"))
def diners(desk: Desk, period: Period) -> Count:
    """Everybody who had begun and not ended on the day a period is looked at, paused or not."""
    return Count(Found(MealDiner, tuple(diners_at(desk.as_of(period)))))


@measure("meals.today", N_("当天用餐人数"))
def today(desk: Desk, period: Period) -> Count:
    """Who eats on the day a period is looked at, of all diners of that day."""
    day = desk.as_of(period)
    return Count(Found(MealDiner, tuple(rid for rid, _mode in eating_on(day))), Found(MealDiner, tuple(diners_at(day))))


@measure("meals.delivered", N_("当天送餐人数"))
def delivered(desk: Desk, period: Period) -> Count:
    """To whom a meal is carried that day."""
    return _by_mode(desk, period, DELIVERED)


@measure("meals.hall", N_("当天堂食人数"))
def hall(desk: Desk, period: Period) -> Count:
    """Who eats in the canteen that day."""
    return _by_mode(desk, period, "hall")


@measure("meals.fetched", N_("当天自取人数"))
def fetched(desk: Desk, period: Period) -> Count:
    """Who fetches the meal that day."""
    return _by_mode(desk, period, "fetched")


@measure("meals.by_other", N_("当天代取人数"))
def by_other(desk: Desk, period: Period) -> Count:
    """For whom somebody else fetches it that day."""
    return _by_mode(desk, period, "by_other")


def _by_mode(desk: Desk, period: Period, mode: str) -> Count:
    rows = eating_on(desk.as_of(period))
    return Count(Found(MealDiner, tuple(rid for rid, how in rows if how == mode)))
