"""A case in the window by keys alone: told, accepted and mediated step by step; a small one in one act; both timed.

The time is that of the hands: every key counts, four a second; a Chinese character is its pinyin and one key more.
"""
from __future__ import annotations

import tkinter as tk
from collections.abc import Iterator
from dataclasses import replace

import pytest

from center.desk import Desk, Who
from db.listing import Query, record_row
from db.models.cases import Case
from db.models.mediation import Mediator
from db.pinyin import syllables
from tests.disputes import agreed, committee_of, disputes_desk, told
from tests.gui.geometry import faults
from tests.gui.hands import click, press, wait
from tests.gui.seats import show
from tests.gui.test_keys import bound, written
from tests.gui.walking import calm
from views.kit import tooltip
from views.kit.focus import focused
from views.kit.surface import Label, within
from views.kit.toast import Toast
from views.pages import case_acts
from views.taking_back import ACT
from views.window import Window

pytestmark = pytest.mark.gui
A_SECOND = 4  # keys


class Keys:
    """Presses keys into whatever has them, and counts."""

    def __init__(self, root: tk.Tk) -> None:
        self.root, self.count = root, 0

    def press(self, *sequences: str) -> None:
        for sequence in sequences:
            self.count += 1
            widget = focused(self.root)
            assert widget is not None, f"nobody has the keys at {sequence}"
            widget.event_generate(sequence)
            self.root.update()

    def type(self, text: str) -> None:
        """Signs one by one; a Chinese word is committed by the input method, and counted as it was typed."""
        widget = focused(self.root)
        for sign in text:
            if sign.isascii():
                self.count += 1
                widget.event_generate("<space>" if sign == " " else "<minus>" if sign == "-" else f"<Key-{sign}>")
            else:
                self.count += len((syllables(sign) or ("x",))[0]) + 1
                if widget.winfo_class() == "Entry" and widget.selection_present():
                    widget.delete("sel.first", "sel.last")
                widget.insert("insert", sign)
        self.root.update()

    def choose(self, initials: str) -> None:
        """A choice by the initials of its name."""
        self.press("<Control-a>")
        self.type(initials)
        self.press("<Return>")

    def tab(self, times: int = 1) -> None:
        self.press(*["<Tab>"] * times)

    @property
    def seconds(self) -> float:
        return self.count / A_SECOND


@pytest.fixture(scope="module")
def window(tmp_path_factory) -> Iterator[Window]:
    """The chair's window on a centre with a committee; one for this file."""
    desk = disputes_desk(tmp_path_factory.mktemp("case") / "store")
    case = told(desk, *committee_of(desk))
    agreed(desk, case)
    made = Window(desk.store.folder, mode="light", scale=1.0, size=(1366, 768), upkeep=False)
    made.work(desk)
    yield show(made)
    made.close()


def at(page, path: str) -> bool:
    """Whether the keys are in a field."""
    widget = focused(page)
    while widget is not None:
        if widget is page.fields[path]:
            return True
        widget = widget.master
    return False


def walk(keys: Keys, page, path: str) -> None:
    """Tab on to a field."""
    for _step in range(40):
        if at(page, path):
            return
        keys.tab()
    raise AssertionError(f"Tab does not reach {path}")


def done_step(keys: Keys, window: Window) -> None:
    """Ctrl+S in the form of a step, and it is gone."""
    keys.press("<Control-s>")
    assert getattr(window.root, "kit_overlay", None) is None, window.root.kit_overlay.form.wrong.text


def test_a_case_of_three_parties_is_entered_by_keys_alone_in_under_ten_minutes(window: Window) -> None:
    bench, keys = window.bench, Keys(window.root)
    bench.go("cases")
    window.root.update()
    keys.press("<Control-n>")
    page = bench.page
    assert bench.key == "case_new" and at(page, "source")
    walk(keys, page, "type")
    keys.choose("lljf")
    walk(keys, page, "host")
    keys.type("孙秀英")
    keys.press("<Return>")
    walk(keys, page, "brief")
    keys.type("厨房顶面渗水，橱柜泡坏，楼上与物业互相推诿，要求修复并赔偿")
    walk(keys, page, "requests")
    keys.type("修复管道，赔偿损失")
    told = (("李秀兰", "13812340001", "和平里三区三号楼二单元三零二"),
            ("王建国", "15912340002", "和平里三区三号楼二单元四零二"), ("安和物业", "87654321", "和平里三区一号楼"))
    for nth, (name, phone, address) in enumerate(told):
        if nth == 2:
            keys.press("<Control-n>")
            assert at(page, "p2.name")
            keys.press("<Shift-Tab>")
            keys.choose("dw")
        walk(keys, page, f"p{nth}.name")
        keys.type(name)
        walk(keys, page, f"p{nth}.phone")
        keys.type(phone)
        walk(keys, page, f"p{nth}.address")
        keys.type(address)
    walk(keys, page, "p2.agent.name")
    keys.type("周明")
    keys.press("<Control-Return>")
    assert bench.key == "case", page.note.text
    case = bench.page.state
    assert case.facts.stage == "registered" and len(case.facts.parties) == 3 and case.next.step == "review"
    assert case.facts.row["name"] == "李秀兰与王建国、安和物业邻里纠纷"
    keys.press("<Control-Return>")
    keys.type("各方都愿意调解")
    done_step(keys, window)
    for step in ("accept", "notify"):
        assert case.next.step == step
        keys.press("<Control-Return>")
        done_step(keys, window)
        offered = [note for note in window.root.kit_toasts if note.winfo_exists() and note.about == ACT]
        assert step != "accept" or not offered, "a number was given: what came before is taken back no more"
    assert case.facts.number and case.facts.stage == "accepted"
    print(f"three parties: {keys.count} keys, {keys.seconds / 60:.1f} minutes")
    assert keys.seconds < 600
    told_of = record_row(Case, case.facts.id)
    assert told_of["limit_on"] and len(case.facts.parties) == 3


def test_a_simple_case_is_entered_in_ninety_seconds(window: Window) -> None:
    bench, keys = window.bench, Keys(window.root)
    page = bench.show("simple_case")
    window.root.update()
    assert at(page, "p0.name")
    before = len(bench.desk.ids(Query(Case)))
    for nth, (name, phone) in enumerate((("赵国强", "13912340003"), ("钱小红", "13912340004"))):
        walk(keys, page, f"p{nth}.name")
        keys.type(name)
        walk(keys, page, f"p{nth}.phone")
        keys.type(phone)
    walk(keys, page, "facts")
    keys.type("楼道堆放杂物影响通行，双方争吵")
    walk(keys, page, "clauses")
    keys.type("赵国强当天清走杂物，以后不再堆放")
    walk(keys, page, "type")
    keys.choose("lljf")
    keys.press("<Control-s>")
    wait(window.root, lambda: len(bench.desk.ids(Query(Case))) == before + 1)
    print(f"simple: {keys.count} keys, {keys.seconds:.0f} seconds")
    assert keys.seconds < 90
    newest = max(bench.desk.ids(Query(Case)))
    row = record_row(Case, newest)
    assert row["stage"] == "closed" and row["number"] and row["outcome"] == "oral"
    wait(window.root, lambda: getattr(window.root, "kit_overlay", None) is not None)
    assert page.fields["p0.name"].get() == "" and tooltip.showing() == ""
    window.root.kit_overlay.close()


def shown(zone) -> list[str]:
    return [zone.itemcget(item, "text") for item in zone.find_all() if zone.type(item) == "text"
            and zone.itemcget(item, "state") != "hidden"]


def test_a_case_is_opened_from_its_list_walked_by_f6_and_left_by_escape(window: Window) -> None:
    bench = window.bench
    page = bench.go_list(Case)
    first = min(bench.desk.ids(Query(Case)))
    page.grid_.select_id(first)
    press(page.grid_.body, "<Return>")
    page = bench.page
    assert bench.key == "case" and page.state.facts.id == first
    wait(window.root, lambda: focused(page) is page.middle)
    assert page.middle.key == "next" and "下一步：签署" in shown(page.middle)
    assert {"李秀兰", "王建国", "138****1241"} <= {part for text in shown(page.parties) for part in text.split("，")}
    order = []
    for _zone in range(3):
        press(focused(page), "<F6>")
        order.append(focused(page))
    assert order == [page.due, page.parties, page.middle]
    press(page.buttons.winfo_children()[0], "<F6>")  # the keys hold on the head of the page too
    assert focused(page) is page.parties
    for zone in page.zones:  # everything that acts is reached by ↓, and has a ring
        keys = [spot.key for spot in zone.spots]
        zone.go_to(keys[0])
        seen = [zone.key]
        for _spot in keys[1:]:
            press(zone, "<Down>")
            seen.append(zone.key)
        assert seen == keys and zone.itemcget(zone._ring, "state") == "normal"
        assert bound(zone) <= written("case", "move", "window")
    press(page.middle, "<Escape>")
    assert bench.key == "list:cases" and bench.page.grid_.selected == first


def test_signatures_are_noted_from_the_band_and_the_page_follows(window: Window) -> None:
    bench = window.bench
    page = bench.show("case")
    page.open(min(bench.desk.ids(Query(Case))))
    window.root.update()
    party = page.state.facts.parties[0]
    page.middle.go_to(f"sign:{party.id}:0")
    press(page.middle, "<Return>")
    box = window.root.kit_overlay
    assert box.form.fields["who"].get() == f"party:{party.id}"
    press(focused(page), "<Control-s>")
    assert page.state.facts.parties[0].row["signed_on"] and f"sign:{party.id}:0" not in [
        spot.key for spot in page.middle.spots]
    bench.undo()
    wait(window.root, lambda: page.state.facts.parties[0].row["signed_on"] is None)
    other = next(spot for spot in page.middle.spots if spot.key == "other")
    box = other.box
    click(page.middle, (box.left + box.right) // 2, (box.top + box.bottom) // 2 - page.middle.top)
    menu = window.root.kit_overlay
    assert menu is not None
    menu.close()
    press(page.middle, "<Control-p>")
    assert window.root.kit_overlay is not None
    window.root.kit_overlay.close()


def test_what_was_half_typed_of_a_new_case_is_there_again(window: Window) -> None:
    bench = window.bench
    page = bench.show("case_new")
    page.add()
    page.fields["p2.name"].put("第三位")
    page.fields["brief"].put("说到一半")
    page.leave()
    bench.pages.pop("case_new").destroy()
    page = bench.show("case_new")
    assert page.fields["brief"].get() == "说到一半" and page.fields["p2.name"].get() == "第三位"
    page.give_up()
    assert bench.desk.draft_of("words:case_new", 0) is None


def test_nothing_is_clipped_on_the_pages_of_a_case_in_a_small_window(window: Window) -> None:
    """A zone may cut a line short: the whole of it is told where the pointer rests."""
    bench, found = window.bench, []
    window.root.geometry("1024x700+0+0")
    calm(window)
    page = bench.show("case")
    page.open(min(bench.desk.ids(Query(Case))))
    calm(window)
    found += faults("case", window.root)
    for step in ("sign", "violence", "note"):
        page.do_step(step)
        calm(window)
        found += faults(step, window.root)
        window.root.kit_overlay.close()
    for key in ("case_new", "simple_case"):
        bench.show(key)
        calm(window)
        found += faults(key, window.root)
        bench.page.leave()
    assert not [one for one in found if "cut short" not in one or "Zone" not in one], "\n".join(found)


def test_alt_one_begins_a_simple_case_wherever_a_mediator_is(window: Window) -> None:
    bench = window.bench
    bench.go("home")
    press(window.root, "<Alt-Key-1>")
    assert bench.key == "simple_case" and at(bench.page, "p0.name")
    bench.page.leave()
    press(window.root, "<Alt-Key-2>")
    assert bench.key == "case_new"
    bench.page.leave()


def test_an_organisation_is_asked_for_no_sex_and_what_it_was_asked_for_by_mistake_does_not_go_along(
        window: Window) -> None:
    page = window.bench.show("case_new")
    page.fields["p0.name"].put("安和物业")
    page.fields["p0.age"].put("45")
    page.fields["p0.kind"].put("organisation")
    window.root.update()
    assert not page.fields["p0.sex"].winfo_manager() and page.fields["p1.sex"].winfo_manager()
    assert page.texts()["p0.age"] == ""
    page.leave()
    window.bench.pages.pop("case_new").destroy()
    page = window.bench.show("case_new")
    assert not page.fields["p0.id_card"].winfo_manager()
    page.give_up()
    assert page.fields["p0.id_card"].winfo_manager()


def test_a_full_number_vanishes_by_itself(window: Window, monkeypatch: pytest.MonkeyPatch) -> None:
    page = window.bench.show("case")
    page.open(min(window.bench.desk.ids(Query(Case))))

    def notes() -> list[Toast]:
        return [one for one in within(window.root) if isinstance(one, Toast) and one.about == "case-value"]

    case_acts.show_value(page, page.state.facts.parties[0], "phone")
    assert case_acts.SECONDS == 30 and len(notes()) == 1 and not notes()[0]._timer, "it stays until its time is over"
    notes()[0].go()
    monkeypatch.setattr(case_acts, "SECONDS", 0)
    case_acts.show_value(page, page.state.facts.parties[0], "phone")
    wait(window.root, lambda: not notes())


def test_who_handles_no_cases_is_told_so_when_she_begins_one(window: Window) -> None:
    bench, wu = window.bench, window.bench.desk
    bench.go("home")
    bench.desk = Desk(wu.store, Who("h", "赵某", ("head",)), clock=wu._clock)
    before = bench.page
    assert bench.show("case_new") is before and bench.key == "home"
    bench.desk = wu
    box = window.root.kit_overlay
    assert "赵某没有这项权限" in "".join(one.text for one in within(box) if isinstance(one, Label))
    box.close()


def test_a_page_that_stood_since_yesterday_asks_for_today(window: Window) -> None:
    bench = window.bench
    page, today = bench.show("case_new"), bench.desk.today().isoformat()
    for typed, then in (("2026-11-23", today), ("2026-11-20", "2026-11-20")):
        page.asks["registered_on"] = replace(page.asks["registered_on"], start="2026-11-23")
        page.fields["registered_on"].put(typed)
        page.shown()
        assert page.fields["registered_on"].get() == then
    page.give_up()


def test_who_came_to_the_committee_may_be_chosen_at_once_and_nothing_typed_is_lost(window: Window) -> None:
    bench = window.bench
    page = bench.show("case_new")
    page.fields["brief"].put("说到一半")
    bench.go("home")
    bench.desk.do("mediators.add", values=bench.desk.take(Mediator, {"person.name": "马玉兰", "duty": "委员"})
                  | {"committee": 1})
    wait(window.root, lambda: "case_new" not in bench.pages)
    page = bench.show("case_new")
    assert "马玉兰" in [name for _rid, name in page.asks["host"].choices]
    assert page.fields["brief"].get() == "说到一半"
    page.give_up()


def test_without_anybody_the_name_of_the_first_party_is_asked_for(window: Window) -> None:
    bench = window.bench
    for key in ("case_new", "simple_case"):
        page = bench.show(key)
        window.root.update()
        page.save()
        wait(window.root, lambda: page.fields["p0.name"].problem_text)  # noqa: B023  at once
        assert page.fields["p0.name"].problem_text == "请填写姓名或名称" and at(page, "p0.name")
        page.give_up()


def test_a_field_that_is_not_called_for_is_not_met_by_tab_and_stands_there_when_it_is_refused(window: Window) -> None:
    bench, keys = window.bench, Keys(window.root)
    page = bench.show("case")
    page.open(min(bench.desk.ids(Query(Case))))
    page.do_step("note")
    form = window.root.kit_overlay.form
    assert not form.fields["late_why"].winfo_manager()
    form.fields["on"].put("2026-11-24")
    form.fields["record"].put("电话里说过")
    form.fields["on"].put("2026-11-23")
    window.root.update()
    assert form.fields["late_why"].winfo_ismapped()
    form.save()
    wait(window.root, lambda: form.fields["late_why"].problem_text)
    keys.press("<Escape>")
