"""The meal service: its diners, the days on which they do not eat, the groups they belong to."""
from __future__ import annotations

from center.editing import editing
from center.meals import following as following
from center.meals import measures as measures
from center.meals.rules import (
    ask_diner,
    check_category,
    check_diner,
    check_pause,
    complete_diner,
    doubts_category,
    doubts_diner,
)
from db.models.meals import MealCategory, MealDiner, MealPause

editing(MealDiner, check=check_diner, complete=complete_diner, doubts=doubts_diner, asks=ask_diner)
editing(MealPause, check=check_pause)
editing(MealCategory, check=check_category, doubts=doubts_category)
