"""Pills, discs, boxes and ticks, drawn by Pillow at 4x and kept: X11 canvases cannot smooth edges."""

from __future__ import annotations

from PIL import Image, ImageDraw, ImageTk

from views.kit import theme

_OVERSAMPLE = 4
_photos: dict[tuple, ImageTk.PhotoImage] = {}


def _rounded(width: int, height: int, radius: int, fill: str | None, line: str | None, line_width: int):
    q = _OVERSAMPLE
    picture = Image.new("RGBA", (width * q, height * q))
    pen = ImageDraw.Draw(picture)
    box = (0, 0, width * q - 1, height * q - 1)
    pen.rounded_rectangle(box, radius * q, fill=fill, outline=line, width=line_width * q if line else 0)
    return picture.resize((width, height), Image.Resampling.LANCZOS)


def pill(
    width: int,
    height: int,
    fill: str | None,
    line: str | None = None,
    radius: int | None = None,
    line_width: int = 1,
    ground: str | None = None,
) -> ImageTk.PhotoImage:
    """A rounded rectangle. Sizes in *device* pixels (they come from measured text), colours as hex.

    With the colour of its `ground` it has no transparent corners: X11 draws hundreds of such twice as fast.
    """
    radius = height // 2 if radius is None else radius
    key = (width, height, radius, fill, line, line_width, ground)
    if key not in _photos:
        picture = _rounded(max(1, width), max(1, height), radius, fill, line, line_width)
        if ground is not None:
            whole = Image.new("RGB", picture.size, ground)
            whole.paste(picture, mask=picture.getchannel("A"))
            picture = whole
        _photos[key] = ImageTk.PhotoImage(picture)
    return _photos[key]


def loose_pill(width: int, height: int, fill: str) -> ImageTk.PhotoImage:
    """A pill that is not kept: for sizes that change with the window. The caller holds it."""
    return ImageTk.PhotoImage(_rounded(max(1, width), max(1, height), min(width, height) // 2, fill, None, 1))


def disc(size: int, token: str) -> ImageTk.PhotoImage:
    """A filled circle, `size` in design pixels."""
    device = theme.px(size)
    return pill(device, device, theme.color(token))


def checkbox(on: bool, ground: str = "surface", ring: bool = False) -> ImageTk.PhotoImage:
    """A 16-px check box with its tick in one picture; `ring` shows the keyboard's focus."""
    size = theme.px(16)
    line = theme.color("accent" if on or ring else "line_strong")
    fill = theme.color("accent" if on else ground)
    key = ("check", size, fill, line, on, ring)
    if key not in _photos:
        box = _rounded(size, size, theme.px(4), fill, line, 2 if ring and not on else 1)
        if on:
            _tick(box, theme.color("on_accent"))
        _photos[key] = ImageTk.PhotoImage(box)
    return _photos[key]


def _tick(box: Image.Image, color: str) -> None:
    q, side = _OVERSAMPLE, box.width
    tick = Image.new("RGBA", (side * q, side * q))
    points = [(0.25, 0.52), (0.43, 0.69), (0.75, 0.33)]
    line = [(x * side * q, y * side * q) for x, y in points]
    ImageDraw.Draw(tick).line(line, fill=color, width=round(side * q * 0.1), joint="curve")
    box.alpha_composite(tick.resize(box.size, Image.Resampling.LANCZOS))


def kept() -> int:
    """How many pictures are kept: a test holds this flat while a list scrolls."""
    return len(_photos)


def forget() -> None:
    """Drop the pictures of a window that is gone (pictures belong to one Tk)."""
    _photos.clear()
