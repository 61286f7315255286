"""Native charts, beside the few cells that hold their numbers."""
from __future__ import annotations

from reports.document import Chart

HEIGHT = 8                      # centimetres
BLUE = "2E5C8F"
WHOLE = 10                      # up to here the axis of a count goes by ones
TITLE = 1100                    # hundredths of a point


def chart_object(sheet, chart: Chart, columns: tuple[int, int], first_row: int, width: float):
    """The chart over the columns of labels and of values from `first_row` on; `width` in centimetres."""
    from openpyxl.chart import BarChart, RadarChart, Reference
    last = first_row + len(chart.values) - 1
    made = RadarChart() if chart.kind == "radar" else BarChart()
    made.add_data(Reference(sheet, min_col=columns[1], min_row=first_row, max_row=last), titles_from_data=False)
    made.set_categories(Reference(sheet, min_col=columns[0], min_row=first_row, max_row=last))
    made.legend = None
    if chart.title:
        _title(made, chart.title)
    made.width, made.height = width, max(HEIGHT, 0.62 * len(chart.values) + 2)
    made.x_axis.delete = made.y_axis.delete = False         # openpyxl 3.1 leaves axes out otherwise
    made.y_axis.scaling.min = 0
    if chart.maximum:
        made.y_axis.scaling.max = chart.maximum
    elif max(chart.values) <= WHOLE and all(value == int(value) for value in chart.values):
        made.y_axis.majorUnit = 1                           # half a person or enterprise is none
    series = made.series[0]
    series.graphicalProperties.line.solidFill = BLUE
    if chart.kind == "radar":
        made.type = "marker"
    else:
        _lying_bars(made, series)
    return made


def _title(made, text: str) -> None:
    """Excel's own title would be larger than the sheet's."""
    from openpyxl.chart.title import title_maker
    from openpyxl.drawing.text import CharacterProperties, ParagraphProperties
    made.title = title_maker(text)
    for paragraph in made.title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=CharacterProperties(sz=TITLE, b=True))
        for run in paragraph.r:
            run.rPr = CharacterProperties(sz=TITLE, b=True)
    made.title.overlay = False


def _lying_bars(made, series) -> None:
    from openpyxl.chart.label import DataLabelList
    made.type, made.gapWidth = "bar", 60
    made.x_axis.scaling.orientation = "maxMin"              # the first bar on top
    series.graphicalProperties.solidFill = BLUE
    labels = DataLabelList()
    labels.showVal = True
    labels.showSerName = labels.showCatName = labels.showLegendKey = labels.showPercent = False
    series.dLbls = labels
