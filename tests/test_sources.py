"""Where official numbers come from: every one has a sentence, a changed one its own, an inspection the ones it used."""

from __future__ import annotations

from datetime import date

import pytest

from center.desk import Desk, Who
from center.duties import Duty
from center.numbers import shipped, standing
from center.periods import quarter_of
from db.models.settings import OfficialNumber
from reports.papers import papers
from tests.stores import LOGIN, Clock
from views.state.inspection import InspectionState
from views.state.sources import DUTIES, PAPERS, name_of, of_duty, of_paper, source_of, value_of

DAY = date(2026, 11, 20)


def test_every_official_number_says_where_it_comes_from(desk: Desk) -> None:
    for key, entry in shipped().items():
        lines = source_of(desk, key).split("\n")
        assert lines[0].startswith(f"{entry['label']}：") and entry["source"] in lines[1]
        assert any("待核实" in line for line in lines) == entry["uncertain"]
        assert not entry.get("note") or lines[-1] == entry["note"]
        assert "{" not in "".join(lines)


def test_a_number_changed_here_shows_its_new_source_and_day(desk: Desk) -> None:
    desk.do("settings.set_number", key="voice.reply_workdays", value="7", source="街道〔2026〕3号", reason="改")
    told = source_of(desk, "voice.reply_workdays")
    assert "7" in told.split("\n")[0] and "街道〔2026〕3号" in told and "本地改过" in told
    assert desk.today().isoformat() in told
    assert value_of(desk, "voice.reply_workdays").startswith("7")


def test_whoever_may_not_open_the_settings_may_know_the_source(desk: Desk) -> None:
    clerk = Desk(desk.store, Who(LOGIN, "林晓", ("meals",)), clock=Clock())
    assert not clerk.may("settings.read")
    assert "国办发〔2021〕56号" in source_of(clerk, "space.per_100_households")


def test_without_a_store_the_shipped_ones_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(OfficialNumber._meta.database, "obj", None)  # the store of the test before is gone
    stands = standing("backup.max_age_days", DAY)
    assert stands.value == str(shipped()["backup.max_age_days"]["value"]) and not stands.local


def test_what_is_due_and_what_is_printed_know_their_numbers(desk: Desk) -> None:
    assert {key for keys in DUTIES.values() for key in keys} <= set(shipped())
    assert {key for keys in PAPERS.values() for key in keys} <= set(shipped())
    assert set(PAPERS) <= set(papers())
    assert name_of("voice.reply_workdays") in of_duty(desk, Duty("reception", "voice", "群众反映待答复"))
    assert of_duty(desk, Duty("governance", "check.fire", "检查到期")) == ""
    assert of_paper("members_statistics") == ("statistics.age_bands",) and of_paper("members_roster") == ()


def test_an_indicator_knows_the_numbers_it_was_counted_with(desk: Desk) -> None:
    state = InspectionState(desk)
    state.period = quarter_of(DAY)
    state.take(state.load())
    line = next(one for one in state.sheet.lines if one.indicator.code == "1.1")
    assert [key for key, _value in state.numbers(line)] == ["space.rule", "space.per_100_households"]
    assert dict(state.numbers(line))["space.rule"] == "按百户"


def test_a_frozen_inspection_keeps_the_numbers_of_its_day(desk: Desk) -> None:
    desk.do("compliance.open", period="2026Q4")
    desk.do("settings.set_number", key="space.per_100_households", value="50", source="区〔2026〕1号", reason="改")
    state = InspectionState(desk)
    state.period = quarter_of(DAY)
    state.take(state.load())
    line = next(one for one in state.sheet.lines if one.indicator.code == "1.1")
    assert dict(state.numbers(line))["space.per_100_households"] == "30 平方米"
