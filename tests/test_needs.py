"""A missing part of the set-up: skipped and counted at a person's computer, failed where CI=true."""

from __future__ import annotations

import pytest

from tests.needs import lack


def test_what_is_missing_is_skipped_with_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="没有加密"):
        lack("没有加密")


def test_what_is_missing_fails_where_nobody_reads_the_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match="没有加密"):
        lack("没有加密")
