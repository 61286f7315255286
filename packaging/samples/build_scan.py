"""Makes `templates/samples/演示签字件.pdf`: the page that stands for every signed paper of the demo centre.

`python packaging/samples/build_scan.py`. The same code gives the same bytes.
"""
from __future__ import annotations

from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "templates" / "samples" / "演示签字件.pdf"
LINES = ("这一页代替各方签字、盖章以后扫描的原件。", "演示中心里人物、事情都是虚构的，没有真的签字。",
         "实际使用时，这里是您扫描或拍照放进来的那一份。")


def build(target: Path = TARGET) -> Path:
    """Write the page."""
    pdfmetrics.registerFont(TTFont("hei", ROOT / "templates" / "fonts" / "DqHei.ttf"))
    pdfmetrics.registerFont(TTFont("song", ROOT / "templates" / "fonts" / "DqSong.ttf"))
    width, height = A4
    page = Canvas(str(target), pagesize=A4, invariant=1)
    page.setFont("hei", 22)
    page.drawCentredString(width / 2, height - 200, "演示签字件")
    page.setFont("song", 13)
    for place, line in enumerate(LINES):
        page.drawCentredString(width / 2, height - 260 - 26 * place, line)
    page.showPage()
    page.save()
    return target


if __name__ == "__main__":
    print(build())
