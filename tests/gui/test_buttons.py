"""A primary button that is off can still be read, in light and dark."""

from __future__ import annotations

from views.kit import theme
from views.kit.controls import Button


def _light(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((_light(one), _light(other)))
    return (light + 0.05) / (dark + 0.05)


def test_a_primary_button_that_is_off_can_be_read_and_comes_back(window):
    button = Button(window, "生成", rank="primary", icon="check")
    on = button.cget("fg_color")
    button.enable(False)
    for words, ground in zip(button.cget("text_color_disabled"), button.cget("fg_color"), strict=True):
        assert contrast(words, ground) >= 4.5
    button.enable(True)
    assert button.cget("fg_color") == on == theme.pair("accent")
