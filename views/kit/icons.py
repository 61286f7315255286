"""Lucide icons drawn by Pillow at the exact device size, and kept. Names as on lucide.dev."""

from __future__ import annotations

import json
from functools import cache

import customtkinter as ctk
from PIL import Image, ImageDraw, ImageFont, ImageTk

from views.kit import theme
from views.kit.places import TEMPLATES

_FOLDER = TEMPLATES / "icons"
_photos: dict[tuple, ImageTk.PhotoImage] = {}
_ctk_images: dict[tuple, ctk.CTkImage] = {}


@cache
def _glyphs() -> dict[str, str]:
    return json.loads((_FOLDER / "lucide.json").read_text(encoding="utf-8"))


@cache
def _face(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(_FOLDER / "lucide.ttf"), size)


def draw(name: str, size: int, color: str) -> Image.Image:
    """The icon as an RGBA picture, `size` device pixels square. KeyError for an unknown name."""
    picture = Image.new("RGBA", (size, size))
    glyph = chr(int(_glyphs()[name], 16))
    pen = ImageDraw.Draw(picture)
    pen.text((size / 2, size / 2), glyph, font=_face(size), fill=color, anchor="mm")
    return picture


def photo(name: str, size: int = 18, token: str = "ink2") -> ImageTk.PhotoImage:
    """For canvases and raw labels, in the mode shown now; `size` in design pixels."""
    key = (name, theme.px(size), theme.color(token))
    if key not in _photos:
        _photos[key] = ImageTk.PhotoImage(draw(*key))
    return _photos[key]


def image(name: str, size: int = 18, token: str = "ink2") -> ctk.CTkImage:
    """For CustomTkinter widgets: holds both modes."""
    key = (name, size, token)
    if key not in _ctk_images:
        light, dark = (draw(name, theme.px(size), color) for color in theme.pair(token))
        _ctk_images[key] = ctk.CTkImage(light, dark, (size, size))
    return _ctk_images[key]


def app_icon() -> Image.Image:
    """The program's own icon, 256 px."""
    with Image.open(_FOLDER / "app-256.png") as source:
        return source.convert("RGBA")


def forget() -> None:
    """Drop the pictures of a window that is gone (pictures belong to one Tk)."""
    _photos.clear()
    _ctk_images.clear()
