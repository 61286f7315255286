"""对比上期: every indicator that got other points than in the inspection before, and why; a line leads to its row."""

from __future__ import annotations

import tkinter as tk
from collections.abc import Callable

from center.compliance.comparing import Change, Comparison
from center.compliance.scoring import show_points
from center.words import N_, say
from views.kit import theme
from views.kit.controls import Button, Label, Panel, Rule
from views.kit.overlay import Overlay
from views.kit.text_fit import Fit
from views.pages.flow import scrolled
from views.pages.pen import Pen

WIDE, HIGH, LOWEST = 640, 460, 300  # design px of the overlay and its list; the list gives way on a low screen
PAD, NOW, CHANGE = 24, 150, 56


def show(window: tk.Misc, compared: Comparison, choose: Callable[[str], object]) -> Overlay:
    """Open it over the page; `choose(code)` when a line is followed."""
    box = Overlay(window, width=WIDE)
    head = Panel(box.inside)
    head.pack(fill="x", padx=PAD, pady=(18, 4))
    Label(head, say(N_("对比上期")), 17, bold=True).pack(side="left")
    close = Button(head, "", box.close, rank="quiet", icon="x", tip=say(N_("关闭（Esc）")))
    close.pack(side="right")
    Label(box.inside, totals(compared), 14, "ink2").pack(fill="x", padx=PAD, pady=(0, 14))
    Rule(box.inside).pack(fill="x")
    high = min(HIGH, max(LOWEST, round(window.winfo_toplevel().winfo_height() / theme.scale()) - 240))
    body = Panel(box.inside, width=WIDE - 2, height=high)
    body.pack(fill="x", pady=(0, 8))
    scroller, flow = scrolled(body, PAD)
    scroller.pack(fill="both", expand=True)

    def follow(code: str) -> None:
        box.close()
        choose(code)

    flow.write(lambda pen: _write(pen, compared, follow))
    box.flow = flow
    box.open(flow if compared.changed else close)
    return box


def totals(compared: Comparison) -> str:
    """`2026年第三季度 84.5 分 → 2026年第四季度 87.0 分，多 2.5 分`."""
    before, now = compared.previous, compared.now
    return say(
        N_("{before} {old} 分 → {now} {new} 分，{change}"),
        before=before.period.label,
        old=show_points(before.total.points),
        now=now.period.label,
        new=show_points(now.total.points),
        change=change_words(compared.difference),
    )


def change_words(points: int) -> str:
    """A difference in hundredths, in words."""
    if not points:
        return say(N_("没有变化"))
    word = N_("多 {points} 分") if points > 0 else N_("少 {points} 分")
    return say(word, points=show_points(abs(points)))


def _write(pen: Pen, compared: Comparison, follow: Callable[[str], object]) -> None:
    pen.space(6)
    for one in compared.changed:
        _line(pen, one, follow)
    if not compared.changed:
        pen.space(60)
        pen.middle(say(N_("各项得分都和上期一样")))
    pen.space(12)


def _line(pen: Pen, one: Change, follow: Callable[[str], object]) -> None:
    canvas, top = pen.canvas, pen.y
    pen.space(10)
    middle = pen.y + theme.px(10)
    text, bold = theme.font(14), theme.font(14, True)
    tone = "green" if one.difference > 0 else "amber"
    sign = "+" if one.difference > 0 else "−"
    canvas.create_text(
        pen.right, middle, anchor="e", text=sign + show_points(abs(one.difference)), font=bold, fill=theme.color(tone)
    )
    points = f"{show_points(one.before)} → {show_points(one.now)}"
    canvas.create_text(
        pen.right - theme.px(CHANGE), middle, anchor="e", text=points, font=text, fill=theme.color("ink2")
    )
    canvas.create_text(pen.left, middle, anchor="w", text=one.code, font=text, fill=theme.color("ink3"))
    room = pen.right - theme.px(CHANGE + NOW) - pen.left - theme.px(44)
    canvas.create_text(
        pen.left + theme.px(44),
        middle,
        anchor="w",
        text=Fit(text).elide(one.name, room),
        font=text,
        fill=theme.color("ink"),
    )
    pen.space(24)
    if one.why:
        pen.text(one.why, 12, "ink2", indent=44, right=CHANGE)
    pen.space(10)
    pen.area(top, lambda: follow(one.code))
    canvas.create_rectangle(pen.left, pen.y - 1, pen.right, pen.y, fill=theme.color("line_soft"), width=0)
