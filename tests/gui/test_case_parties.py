"""Parties of a case in the window by keys: a second agent opens on need, consent is noted for itself, one leaves."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.disputes import committee_of, disputes_desk
from tests.gui.hands import press
from tests.gui.seats import show
from tests.gui.test_case import Keys, at, done_step
from views.pages import case_acts
from views.window import Window

pytestmark = pytest.mark.gui


@pytest.fixture(scope="module")
def window(tmp_path_factory) -> Iterator[Window]:
    """The chair's window on a centre with a committee; one for this file."""
    desk = disputes_desk(tmp_path_factory.mktemp("parties") / "store")
    committee_of(desk)
    made = Window(desk.store.folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    made.work(desk)
    yield show(made)
    made.close()


def test_a_second_agent_opens_by_keys_and_a_party_leaves_while_the_others_go_on(window: Window) -> None:
    bench, keys = window.bench, Keys(window.root)
    page = bench.show("case_new")
    window.root.update()
    page.fields["type"].put("neighbour")
    for nth, name in enumerate(("郑桂芳", "韩雪", "周明")):
        if nth == 2:
            keys.press("<Control-n>")
        page.fields[f"p{nth}.name"].put(name)
    page.fields["p0.agent.name"].focus_set()
    window.root.update()
    keys.tab(3)
    assert at(page, "p1.side"), "who has no agent meets no more fields"
    page.fields["p0.agent.name"].focus_set()
    window.root.update()
    keys.type("丁某")
    keys.tab(3)
    assert at(page, "p0.agent2.name")
    keys.type("戊某")
    keys.tab(3)
    assert at(page, "p0.agent2.authority")
    keys.press("<Control-Return>")
    case = bench.page.state
    assert [agent.name for agent in case.facts.parties[0].agents] == ["丁某", "戊某"]
    page = bench.page
    page.due.focus_force()
    page.due.go_to("lack:consent")
    press(page.due, "<Return>")
    done_step(keys, window)
    assert all(one.row["agreed_on"] for one in case.facts.parties) and not case.facts.number
    rid = next(one.id for one in case.facts.parties if one.name == "周明")
    page.parties.go_to(f"party:{rid}")
    press(page.parties, "<Return>")
    window.root.kit_overlay.close()
    case_acts.party_leaves(page, rid)
    window.root.update()
    form = window.root.kit_overlay.form
    assert form.fields["party"].get() == str(rid)
    form.fields["why"].focus_set()
    window.root.update()
    keys.type("明确拒绝调解")
    done_step(keys, window)
    assert len(case.facts.parties) == 2 and case.facts.stage == "registered" and case.facts.of("leave")
