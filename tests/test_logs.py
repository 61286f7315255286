"""The log names an error of ours and its causes, and always comes to an end."""
from __future__ import annotations

from views.logs import places_of


def test_causes_that_go_round_in_a_circle_are_told_once():
    first, second = ValueError("姓名"), KeyError("身份证")
    first.__cause__, second.__context__ = second, first
    assert places_of(first).splitlines() == ["ValueError", "KeyError"]
