"""Colours, fonts and scale of the window: one place, light and dark, switched without a restart."""

from __future__ import annotations

import sys
import tkinter as tk
import tkinter.font as tkfont
import tomllib
from collections.abc import Callable
from functools import cache

import customtkinter as ctk

from views.kit.places import TEMPLATES

MODES = ("light", "dark")
TONES = ("red", "amber", "green", "violet", "blue", "grey")

_state = {"mode": "light", "scale": 1.0, "family": "TkDefaultFont", "wished": "", "slow": False, "drawing": None}
_followers: dict[str, tuple[tk.Misc, list[Callable[[], None]]]] = {}
_fonts: dict[tuple[int, bool], tkfont.Font] = {}
_ctk_fonts: dict[tuple[int, bool], ctk.CTkFont] = {}


@cache
def _file() -> dict:
    with (TEMPLATES / "theme.toml").open("rb") as source:
        return tomllib.load(source)


def pair(token: str) -> tuple[str, str]:
    """(light, dark) of a colour token, as CustomTkinter wants it. KeyError for an unknown token."""
    light, dark = _file()["colors"][token]
    return light, dark


def color(token: str) -> str:
    """The token's colour in the mode shown now, as "#RRGGBB"."""
    return pair(token)[MODES.index(_state["mode"])]


def mode() -> str:
    """ "light" or "dark"."""
    return _state["mode"]


def set_mode(wanted: str) -> None:
    """Show "light" or "dark" at once: CustomTkinter's widgets, then every follower of ours."""
    if wanted not in MODES:
        raise ValueError(f"unknown mode {wanted!r}")
    _state["mode"] = wanted
    ctk.set_appearance_mode(wanted)
    for widget, repaints in list(_followers.values()):
        if widget.winfo_exists():
            for repaint in repaints:
                repaint()


def follow(widget: tk.Misc, repaint: Callable[[], None]) -> None:
    """Call `repaint` now and after every change of mode, as long as `widget` lives."""
    name = str(widget)
    if name not in _followers:
        _followers[name] = (widget, [])

        def forget(event: tk.Event) -> None:
            # a toplevel also hears the <Destroy> of everything in it
            if event.widget is widget:
                _followers.pop(name, None)

        tk.Misc.bind(widget, "<Destroy>", forget, add="+")
    _followers[name][1].append(repaint)
    repaint()


def scale() -> float:
    """Device pixels per design pixel, at least 1.0 (below, 1-px borders would vanish)."""
    return _state["scale"]


def set_scale(value: float) -> None:
    """Set before the window is made; changing it needs a new window."""
    _state["scale"] = max(1.0, float(value))
    ctk.set_widget_scaling(_state["scale"])


def px(value: float) -> int:
    """Design pixels to device pixels, rounded once."""
    return round(value * _state["scale"])


def font(size: int = 14, bold: bool = False) -> tkfont.Font:
    """A shared font for raw Tk widgets and canvases; `size` in design pixels."""
    key = (size, bold)
    if key not in _fonts:
        weight = "bold" if bold else "normal"
        _fonts[key] = tkfont.Font(family=_state["family"], size=-px(size), weight=weight)
    return _fonts[key]


def ctk_font(size: int = 14, bold: bool = False) -> ctk.CTkFont:
    """A shared font for CustomTkinter widgets (they scale it themselves)."""
    key = (size, bold)
    if key not in _ctk_fonts:
        _ctk_fonts[key] = ctk.CTkFont(_state["family"], size, "bold" if bold else "normal")
    return _ctk_fonts[key]


def family() -> str:
    """The family chosen for this computer."""
    return _state["family"]


def slow() -> bool:
    """Whether an old computer is to be spared: corners are drawn plainly, pictures that only please are left out."""
    return bool(_state["slow"])


def set_slow(on: bool) -> None:
    """Set before widgets are made: those that are there keep their corners."""
    if _state["drawing"] is None:
        _state["drawing"] = ctk.DrawEngine.preferred_drawing_method
    _state["slow"] = on
    # corners from polygons are jagged, and drawn nearly twice as fast as those from letters of a font
    ctk.DrawEngine.preferred_drawing_method = "polygon_shapes" if on else _state["drawing"]


def families(window: tk.Misc) -> list[str]:
    """The families for Chinese that this computer has, of those the theme knows."""
    have = {name.lower(): name for name in tkfont.families(window)}
    known = [name for names in _file()["fonts"].values() for name in names]
    return sorted({have[name.lower()] for name in known if name.lower() in have})


def wish_family(name: str) -> None:
    """The family somebody chose, '' for what suits the computer; taken by the next `settle_fonts`."""
    _state["wished"] = name


def missing_family() -> str:
    """The chosen family when this computer does not have it; '' when it has, or none was chosen."""
    wished = _state["wished"]
    return wished if wished and wished.lower() != _state["family"].lower() else ""


def settle_fonts(window: tk.Tk) -> None:
    """Choose the family for this computer and give it to Tk's own named fonts too."""
    _fonts.clear()
    _ctk_fonts.clear()
    _followers.clear()
    have = {name.lower(): name for name in tkfont.families(window)}
    lists = _file()["fonts"]
    wanted = [*filter(None, [_state["wished"]]), *lists.get(sys.platform, lists["linux"])]
    fallback = tkfont.nametofont("TkDefaultFont", window).actual("family")
    found = (have[name.lower()] for name in wanted if name.lower() in have)
    _state["family"] = next(found, fallback)
    for name in tkfont.names(window):
        if name.startswith("Tk") and name != "TkFixedFont":
            tkfont.nametofont(name, window).configure(family=_state["family"], size=-px(14))
