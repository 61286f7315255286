"""The building's picture at a public counter: no colours and no counts by door until a layer is picked."""
from __future__ import annotations

from tests import test_building
from views.state.counter import Counter
from views.state.one_building import BuildingState

kept = test_building.kept


def test_at_a_public_counter_no_layer_is_on_until_one_is_picked(kept) -> None:
    desk, found = kept
    counter = Counter(desk)
    state = BuildingState(desk, counter)
    state.load(found["building"])
    assert state.layer is not None and state.counted is not None, "in the back office it is as ever"
    counter.on = True
    state.load(found["building"])
    assert state.layer is None and state.covered and state.legend == []
    assert {tone for tone, _word in state.looks().values()} == {"empty"}
    assert not any("人" in str(word) for _tone, word in state.looks().values())
    assert state.counted is None and state.lived is None
    assert state.counts([one.id for one in state.facts.doors]) == (0, 0)
    assert "人" not in "".join(map(str, state.sums(found["units"][0]))) and "选一个图层" in str(state.status)
    assert all(len(pill) == 2 for pill in state.pills), "not even how many doors a layer marks"
    state.pick("occupancy")
    assert not state.covered and state.legend and state.counted == ("住户", "人")
    state.load(found["building"])
    assert state.layer.key == "occupancy", "somebody wrote: what was picked stays"
    state.pick("occupancy")
    assert state.covered, "picked again it goes"
    state.pick("members")
    counter.on = False
    state.load(found["building"])
    counter.on = True
    state.load(found["building"])
    assert state.layer is None, "the counter was switched on again"
