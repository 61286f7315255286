"""A real window for each test, closed without leaving timers behind."""

from __future__ import annotations

import pytest

from tests.gui.hands import wait
from tests.gui.seats import centre, empty_seat, seat  # noqa: F401  fixtures of the whole window
from views.kit import start, toast


@pytest.fixture(autouse=True)
def patient_toasts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A busy computer may take longer to look than a toast stays: here it stays until it is looked at."""
    monkeypatch.setattr(toast, "STAY", 600_000)


def _window(scale: float):
    start.prepare("light", scale)
    root = start.window("测试", 1366, 768)
    root.minsize(1, 1)
    root.geometry("1366x768+0+0")
    wait(root, root.winfo_viewable)
    root.focus_force()
    wait(root, lambda: root.focus_displayof() is not None)
    return root


@pytest.fixture
def window():
    """A window of 1366x768 at scale 1, light."""
    root = _window(1.0)
    yield root
    start.close(root)


@pytest.fixture
def big_window():
    """The same at scale 1.5."""
    root = _window(1.5)
    yield root
    start.close(root)
