"""Undo and redo in text fields: typed, committed by an input method, pasted and filled in."""

from __future__ import annotations

import pytest

from tests.gui.hands import press, type_text
from views.kit import undo_entry
from views.kit.controls import ChoiceField, Entry, LongField, TextField
from views.kit.undo_entry import History


class Watch:
    """A clock in seconds."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


def typing(history: History, watch: Watch, text: str, pause: float = 0.1, start: str = "") -> str:
    for sign in text:
        watch.now += pause
        start += sign
        history.note(start, len(start))
    return start


def back(history: History) -> list[str]:
    found = []
    while (state := history.back()) is not None:
        found.append(state.text)
    return found


def test_a_word_is_one_step_and_a_pause_begins_another(watch: Watch):
    history = History("", watch)
    typing(history, watch, "abc")
    watch.now += 2
    typing(history, watch, "def", start="abc")
    assert back(history) == ["abc", ""]
    assert [history.forth().text, history.forth().text, history.forth()] == ["abc", "abcdef", None]


def test_words_are_parted_at_a_stop_and_deleting_is_a_step_of_its_own(watch: Watch):
    history = History("", watch)
    text = typing(history, watch, "一二，三四")
    for cut in range(1, 3):
        watch.now += 0.1
        history.note(text[:-cut], 5 - cut)
    assert back(history) == ["一二，三四", "一二，", ""]


def test_what_an_input_method_commits_is_a_step(watch: Watch):
    history = History("", watch)
    for text in ("张小明", "张小明和平里"):
        watch.now += 0.1
        history.note(text, len(text))
    assert back(history) == ["张小明", ""]


def test_typing_over_a_selection_is_one_step(watch: Watch):
    history = History("旧名字", watch)
    watch.now += 5
    history.note("", 0)
    history.note("新", 1)
    assert back(history) == ["旧名字"]


def test_typing_after_undo_forgets_what_lay_ahead_and_fifty_states_are_kept(watch: Watch):
    history = History("", watch)
    for number in range(80):
        watch.now += 2
        history.note("字" * (number + 1), number + 1)
    assert len(history.states) == undo_entry.MOST and len(back(history)) == undo_entry.MOST - 1
    watch.now += 2
    history.note("别的", 2)
    assert history.forth() is None


@pytest.fixture
def entry(window) -> Entry:
    made = Entry(window)
    made.pack()
    window.update()
    return made


def test_ctrl_z_and_ctrl_y_work_in_every_entry_also_with_capslock(entry: Entry):
    inner = entry.inner
    type_text(inner, "张三")
    type_text(inner, "李四")
    press(inner, "<Control-z>")
    assert entry.text() == "张三"
    press(inner, "<Control-Lock-Key-Z>", state=0x6)
    assert entry.text() == ""
    press(inner, "<Control-y>")
    press(inner, "<Control-Shift-Z>")
    assert entry.text() == "张三李四" and inner.index("insert") == 4


def test_a_pasted_text_and_one_that_was_filled_in_are_taken_back(entry: Entry, window):
    inner = entry.inner
    press(inner, "<Key>", keysym="a")
    window.clipboard_clear()
    window.clipboard_append("粘来的")
    inner.event_generate("<<Paste>>")
    entry.put("2026-03-18")
    press(inner, "<Control-z>")
    assert entry.text() == "a粘来的"
    press(inner, "<Control-z>")
    assert entry.text() == "a"


def test_rare_characters_stay_whole(entry: Entry):
    inner = entry.inner
    type_text(inner, "周𬱖")
    type_text(inner, "𠅤")
    press(inner, "<BackSpace>")
    assert entry.text() == "周𬱖"
    press(inner, "<Control-z>")
    assert entry.text() == "周𬱖𠅤"
    press(inner, "<BackSpace>")
    press(inner, "<BackSpace>")
    assert entry.text() == "周"


def test_a_key_with_nothing_to_take_back_goes_on_until_something_was_typed(entry: Entry, window):
    heard = []
    window.bind("<Control-z>", lambda _event: heard.append("act"))
    press(entry.inner, "<Control-z>")
    assert heard == ["act"]
    type_text(entry.inner, "找")
    for _ in range(3):
        press(entry.inner, "<Control-z>")
    assert heard == ["act"] and entry.text() == ""


def test_a_password_keeps_no_history(window):
    secret = Entry(window, secret=True)
    secret.pack()
    window.update()
    type_text(secret.inner, "chenguang-2026")
    press(secret.inner, "<Control-z>")
    assert secret.text() == "chenguang-2026" and not hasattr(secret.inner, "kit_history")


def test_an_entry_that_is_gone_leaves_nothing_behind(entry: Entry, window):
    def commands() -> int:
        return len(window.tk.splitlist(window.tk.call("info", "commands")))

    before = commands()
    type_text(entry.inner, "张三")
    assert commands() > before
    entry.destroy()
    window.update()
    assert commands() < before


def test_a_choice_is_taken_back_with_its_value_and_offers_nothing(window):
    field = ChoiceField(window, "性别", [("1", "男"), ("2", "女")])
    field.pack()
    undo_entry.attach(field.entry.inner)
    window.update()
    field.put("1")
    field.put("2")
    press(field.entry.inner, "<Control-z>")
    assert field.get() == "1" and not field.popover.shown_for(field.entry)


def test_a_long_text_goes_back_by_pauses_and_says_when_there_is_no_more(window, monkeypatch):
    said = []
    monkeypatch.setattr(undo_entry, "PAUSE", 0.0)
    field = LongField(window, "备注")
    field.pack()
    window.update()
    field.inner.kit_nothing = lambda: said.append("no more")
    for sign in "ab":
        press(field.inner, "<Key>", keysym=sign)
        window.update()  # the pause
    press(field.inner, "<Control-z>")
    assert field.get() == "a" and not said
    press(field.inner, "<Control-y>")
    assert field.get() == "ab"
    for _ in range(3):
        press(field.inner, "<Control-z>")
    assert field.get() == "" and said == ["no more"]


def test_another_text_in_a_field_is_another_history(window):
    field = TextField(window, "姓名")
    field.pack()
    window.update()
    type_text(field.entry.inner, "张三")
    field.put("李四")
    undo_entry.forget(field.entry.inner)
    press(field.entry.inner, "<Control-z>")
    assert field.get() == "李四"
