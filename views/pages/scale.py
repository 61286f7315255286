"""The threshold scale of a share: which part gives which points, and where the share stands."""

from __future__ import annotations

from center.words import N_, say
from views.kit import shapes, theme
from views.pages.pen import Pen
from views.state.inspection import Scale

HIGH = 8
TONES = ("line", "amber_line", "green_line")


def draw_scale(pen: Pen, scale: Scale) -> None:
    """Draw it in 60 design pixels: points over the bar, limits under it."""
    canvas, p, end = pen.canvas, theme.px, 100.0
    span = max(1.0, end - scale.start)

    def x(at: float) -> int:
        return pen.left + round((pen.right - pen.left) * (min(end, max(scale.start, at)) - scale.start) / span)

    top = pen.y + p(20)
    limits = [scale.start, *(limit for limit, _points in scale.steps), end]
    words = ["0", *(points for _limit, points in scale.steps)]
    for place, (low, high) in enumerate(zip(limits, limits[1:], strict=False)):
        tone = "green_line" if place == len(words) - 1 else TONES[min(place, 1)]
        left, right = x(low), max(x(high), x(low) + p(4))
        canvas.create_rectangle(left + (1 if place else 0), top, right, top + p(HIGH), fill=theme.color(tone), width=0)
        middle = min(max((left + right) // 2, pen.left + p(14)), pen.right - p(14))
        canvas.create_text(middle, pen.y, anchor="n", text=say(N_("{points} 分"), points=words[place]),
                           font=theme.font(12), fill=theme.color("ink2"))
        anchor = "nw" if low <= scale.start else "ne" if left > pen.right - p(20) else "n"
        canvas.create_text(left, top + p(14), anchor=anchor, text=f"{low:g}%", font=theme.font(12),
                           fill=theme.color("ink3"))
    if scale.at is not None:
        canvas.create_image(x(scale.at), top + p(HIGH) // 2, image=shapes.disc(15, "surface"))
        canvas.create_image(x(scale.at), top + p(HIGH) // 2, image=shapes.disc(11, "ink"))
    pen.space(54)
