"""Somebody of the same name is entered already: who it is can be said, and nobody is entered twice."""
from __future__ import annotations

import pytest

from center.desk import Desk
from db.errors import Problems
from db.listing import record_row
from db.models.households import Residency
from db.models.people import Person
from tests.test_households import door, first_rows, homes, person, problems
from views.state.forms import FormState

__all__ = ["first_rows"]


def test_a_namesake_may_be_chosen_and_what_was_typed_beside_the_name_goes_to_her(desk: Desk):
    typed = desk.take(Residency, {"姓名": "周玉梅", "手机号": "15400000078"})
    desk.do("residencies.add", values=typed | {"door": door("502"), "person": person("周玉梅")})
    assert Person.select().where(Person.name == "周玉梅").count() == 1 and homes("周玉梅")[0][0] == "502"
    assert record_row(Person, person("周玉梅"))["phone"] == "15400000078"
    other = desk.take(Residency, {"姓名": "周玉梅"}) | {"door": door("502"), "person": person("林德胜")}
    assert "对不上" in problems(desk.do, "residencies.add", values=other)["person.name"]


def test_the_form_offers_the_namesakes_and_is_saved_with_the_one_that_is_picked(desk: Desk):
    form = FormState(desk, Residency)
    assert not form.namesakes()
    typed = {"person.name": "周玉梅", "door": f"#{door('502')}"}
    form.typed(typed)
    with pytest.raises(Problems):
        form.save()
    [(value, name, _tone, _told)] = form.namesakes()
    assert (value, name) == (f"#{person('周玉梅')}", "周玉梅")
    form.pick(value)
    form.typed(typed | {"person.name": "周玉"})
    assert "person" not in form.values(), "another name is another human"
    form.typed(typed)
    form.save()
    assert Person.select().where(Person.name == "周玉梅").count() == 1 and homes("周玉梅")[0][0] == "502"
