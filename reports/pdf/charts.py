"""Calm charts, drawn with lines: bars lying down (Chinese labels are long) and a radar."""
from __future__ import annotations

from math import cos, pi, sin

from reports.document import Chart, show
from reports.pdf.sheet import Sheet

BAR, RADAR = 20, 250            # points: a bar's pitch, a radar's height
BLUE = (0.18, 0.36, 0.56)


def chart_height(chart: Chart) -> float:
    """Points, with the title under it."""
    body = RADAR if chart.kind == "radar" else BAR * len(chart.values) + 8
    return body + (24 if chart.title else 6)


def draw_chart(sheet: Sheet, chart: Chart) -> None:
    """Draw at the sheet's place and go under it."""
    sheet.need(chart_height(chart))
    top = sheet.y
    if chart.values:
        (_radar if chart.kind == "radar" else _bars)(sheet, chart, top - 4)
    sheet.y = top - chart_height(chart)
    sheet.canvas.setFillGray(0)
    if chart.title:
        sheet.text(sheet.area.left + sheet.area.width / 2, sheet.y + 8, chart.title, "hei", 11, "center")


def _scale(chart: Chart) -> float:
    return chart.maximum or max(chart.values) or 1


def _bars(sheet: Sheet, chart: Chart, top: float) -> None:
    canvas, face = sheet.canvas, sheet.faces["song"]
    names, room = max(face.width(label, 10.5) for label in chart.labels), sheet.area.width * 0.45
    size = max(7.5, min(10.5, 10.5 * room / names)) if names else 10.5     # a long label in smaller type, not cut
    left = sheet.area.left + min(names, room) + 10
    length = sheet.area.left + sheet.area.width - left - 48
    for number, (label, value) in enumerate(zip(chart.labels, chart.values, strict=True)):
        y = top - BAR * (number + 1) + 4
        canvas.setFillGray(0.93)
        canvas.rect(left, y, length, 12, stroke=0, fill=1)
        canvas.setFillColorRGB(*BLUE)
        canvas.rect(left, y, max(0, min(1, value / _scale(chart))) * length, 12, stroke=0, fill=1)
        canvas.setFillGray(0)
        sheet.text(left - 6, y + 2.5, label, "song", size, "right")
        sheet.text(left + length + 6, y + 2.5, show("number", value), "song", 10.5)


def _radar(sheet: Sheet, chart: Chart, top: float) -> None:
    canvas, count = sheet.canvas, len(chart.values)
    x0, y0, radius = sheet.area.left + sheet.area.width / 2, top - RADAR / 2, RADAR / 2 - 26

    def point(place: int, share: float) -> tuple[float, float]:
        angle = 2 * pi * place / count
        return x0 + radius * share * sin(angle), y0 + radius * share * cos(angle)

    canvas.setLineWidth(0.5)
    canvas.setStrokeGray(0.75)
    for share in (0.2, 0.4, 0.6, 0.8, 1):
        _polygon(canvas, [point(i, share) for i in range(count)], fill=0)
    for i in range(count):
        canvas.line(x0, y0, *point(i, 1))
    shares = [max(0, min(1, value / _scale(chart))) for value in chart.values]
    canvas.setStrokeColorRGB(*BLUE)
    canvas.setFillColorRGB(*BLUE, alpha=0.16)
    canvas.setLineWidth(1.2)
    _polygon(canvas, [point(i, share) for i, share in enumerate(shares)], fill=1)
    canvas.setFillColorRGB(*BLUE, alpha=1)
    for i, share in enumerate(shares):
        canvas.circle(*point(i, share), 1.8, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.setStrokeGray(0)
    for i, label in enumerate(chart.labels):
        x, y = point(i, 1.08)
        align = "center" if abs(x - x0) < 8 else "left" if x > x0 else "right"
        sheet.text(x, y - 4, f"{label} {show('number', chart.values[i])}", "song", 10.5, align)


def _polygon(canvas, points: list[tuple[float, float]], fill: int) -> None:
    path = canvas.beginPath()
    path.moveTo(*points[0])
    for each in points[1:]:
        path.lineTo(*each)
    path.close()
    canvas.drawPath(path, stroke=1, fill=fill)
