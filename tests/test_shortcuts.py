"""The table of shortcuts: nothing collides, nothing takes a key of an input method or of the desktop."""

from __future__ import annotations

import re

import pytest

from views.bench import Bench
from views.shortcuts import SCOPES, TAKEN, WINDOW, Scope

ALL = [(scope.key, one) for scope in SCOPES for one in scope.shortcuts]


def plain(keys: str) -> tuple[str, ...]:
    """`Control-Key-5` and `Control-5` are the same key."""
    *held, last = keys.replace("Key-", "").split("-")
    return (*sorted(held), last.lower() if len(last) == 1 else last)


@pytest.mark.parametrize("scope", SCOPES, ids=lambda scope: scope.key)
def test_no_two_shortcuts_of_a_scope_share_a_key(scope: Scope) -> None:
    keys = [plain(key) for one in scope.shortcuts for key in one.keys]
    assert len(keys) == len(set(keys))


def test_a_key_of_the_window_means_the_same_everywhere_or_is_the_fields_own() -> None:
    window = {plain(key): one.act for one in WINDOW for key in one.keys}
    theirs = {("form", plain(f"Control-{key}")) for key in ("s", "z", "y", "Shift-z")}
    both = {(scope, plain(key)) for scope, one in ALL if scope != "window" for key in one.keys if plain(key) in window}
    assert both <= theirs


def test_none_is_a_key_of_an_input_method_or_of_the_desktop() -> None:
    taken = {plain(key) for keys in TAKEN.values() for key in keys}
    ours = {plain(key): one.shown for _scope, one in ALL for key in one.keys}
    assert not {shown for key, shown in ours.items() if key in taken}


def test_none_is_a_bare_letter_or_a_bare_modifier() -> None:
    for _scope, one in ALL:
        for key in one.keys:
            assert not re.fullmatch(r"[A-Za-z0-9]|Shift-[A-Za-z0-9]|(Control|Alt|Shift)(_[LR])?", key), key


def test_every_shortcut_of_the_window_is_an_act_of_the_workbench() -> None:
    for one in WINDOW:
        assert callable(getattr(Bench, one.act)) and one.words and one.shown


def test_every_shortcut_of_the_window_is_found_only_once_in_words() -> None:
    shown = [one.shown for one in WINDOW]
    assert len(shown) == len(set(shown))
