"""The workbook of rows that could not be imported, with the reasons: corrected, it is imported again."""
from __future__ import annotations

from pathlib import Path

from center.desk import Desk
from center.importing import FailedRows
from db.questions.accounts import centre_row
from reports.document import Document, Part, Table, TableColumn, Text

REASON_WIDTH, WIDTH = 50, 16
HINT = "请照“原因”一栏改好这些行，再导入一次；“原因”一栏不用删。"


def write_failed(desk: Desk, failed: FailedRows, target: Path) -> None:
    """Write the failed rows as they stood in the file; it holds full numbers, for it is corrected by hand.

    Raises what `reports.write.write` raises.
    """
    from reports.write import write

    heads = tuple(TableColumn(heading, REASON_WIDTH if at == len(failed.headings) - 1 else WIDTH)
                  for at, heading in enumerate(failed.headings))
    part = Part(failed.sheet or "要改的行", (Text(HINT, style="note"), Table(heads, failed.rows)), landscape=True)
    org = (centre_row() or {}).get("name") or ""
    desk.told("export", text=f"导入未成功的行（{len(failed.rows)} 行，原文）")
    sheet = Document("failed_rows", "导入未成功的行", org, (part,), demo=desk.demo, made_at=desk.now(),
                     made_by=desk.who.name, confidential=True)
    write(sheet, target)
