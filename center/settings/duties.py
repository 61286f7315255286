"""What is due with the store itself: a backup that is too old."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from center.duties import Duty, backup_line, duties
from center.words import N_
from db.words import Phrase

if TYPE_CHECKING:
    from center.desk import Desk


@duties("settings", N_("数据安全"))
def due(desk: Desk, today: date) -> Iterable[Duty]:
    """The newest backup is older than the setting allows, or there is none."""
    line, limit = backup_line(desk, today), int(desk.number("backup.max_age_days"))
    if not line.old:
        return
    if line.made_at is None:
        yield Duty("settings", "backup", N_("还没有备份过"), N_("请做一次备份，并放一份在别的盘上"),
                   "", today, urgent=True)
        return
    yield Duty("settings", "backup", N_("备份太久了"),
               Phrase(N_("上次备份 {day}，已 {days} 天，超过 {limit} 天"), day=f"{line.made_at:%Y-%m-%d}",
                      days=line.days, limit=limit),
               "", line.made_at.date() + timedelta(days=limit), urgent=True)
