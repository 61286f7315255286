"""The timeline of a row, drawn under its facts: days, dots on a line, what was done, who, when and why."""

from __future__ import annotations

from collections.abc import Callable

from center.history import Event
from center.words import N_, say
from views.kit import shapes, theme
from views.kit.text_fit import Fit
from views.pages.breaking import broken
from views.pages.pen import Pen
from views.state.timeline import Timeline, beside, under

INDENT, DOT = 21, 9  # design px


def write_timeline(pen: Pen, timeline: Timeline, open_row: Callable[[str, int], object],
                   turn: Callable[[Callable[[], None]], object]) -> None:
    """Everything that was done, newest first; an event of another row opens it, the last line shows older ones.

    `turn(leaf)` leafs and draws again.
    """
    if not timeline.events and not timeline.skipped:
        return
    pen.space(6)
    pen.rule()
    pen.space(14)
    pen.heading(say(N_("动态")))
    newest = not timeline.skipped
    if timeline.skipped:
        pen.link(say(N_("回到最新的")), lambda: turn(timeline.newest))
    for group in timeline.days():
        pen.text(group.words, 12, "ink3")
        pen.space(6)
        for place, event in enumerate(group.events):
            _event(pen, event, newest, place == len(group.events) - 1, open_row)
            newest = False
        pen.space(4)
    if timeline.more:
        pen.link(say(N_("看更早的")), lambda: turn(timeline.older))


def _event(pen: Pen, event: Event, newest: bool, last: bool, open_row: Callable[[str, int], object]) -> None:
    top, canvas = pen.y, pen.canvas
    time = beside(event)
    room = theme.font(12).measure(time) / theme.scale() + 10 if time else 0
    if time:
        canvas.create_text(pen.right, top + theme.px(2), anchor="ne", text=time, font=theme.font(12),
                           fill=theme.color("ink3"))
    pen.text(event.what, 14, "accent_ink" if event.target else "ink", indent=INDENT, right=round(room))
    pen.space(3)
    _lines(pen, under(event))
    if event.target:
        pen.area(top - theme.px(4), lambda: open_row(*event.target))
    pen.space(12)
    _dot(pen, top, newest, last)


def _lines(pen: Pen, lines: list[str]) -> None:
    """In one text: an item a line would make a long history slow."""
    if not lines:
        return
    face = theme.font(12)
    x = pen.left + theme.px(INDENT)
    shown = "\n".join(broken(line, max(1, pen.right - x), Fit(face).width) for line in lines)
    item = pen.canvas.create_text(x, pen.y, anchor="nw", text=shown, font=face, fill=theme.color("ink2"))
    pen.y = pen.canvas.bbox(item)[3]


def _dot(pen: Pen, top: int, newest: bool, last: bool) -> None:
    x, middle, canvas = pen.left + theme.px(5), top + theme.px(10), pen.canvas
    if not last:
        canvas.create_rectangle(x, middle, x + 1, pen.y + theme.px(10), fill=theme.color("line"), width=0)
    side = theme.px(DOT)
    ring = shapes.pill(side, side, theme.color(canvas.ground), theme.color("line_strong"))
    canvas.create_image(x + 1, middle, image=shapes.disc(DOT, "red_line") if newest else ring)
