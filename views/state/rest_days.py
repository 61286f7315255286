"""Rest days on the settings page: what stands for each year, and what a pasted 放假通知 would write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from center.desk import Desk
from center.settings.notice import read as read_notice
from center.words import N_, say
from db.codes import code_list
from db.listing import Query
from db.models.settings import RestDay
from db.words import Listed


@dataclass(frozen=True)
class Year:
    """The rest days of one year: how many are off and worked, the holidays, and where they come from."""

    year: int
    rest: int
    work: int
    names: tuple[str, ...]
    sources: tuple[str, ...]


def rest_years(desk: Desk) -> list[Year]:
    """The years that have rest days, newest first, and this year and the next even without any."""
    rows = desk.rows(RestDay, desk.ids(Query(RestDay, sort=(("day", "asc"),))), ("day", "kind", "name", "source"))
    this = desk.today().year
    found: dict[int, list] = {this: [], this + 1: []}
    for row in rows:
        found.setdefault(int(row.texts[0][:4]), []).append(row.texts)
    worked = code_list("rest_kind").items["work"]
    return [
        Year(
            year,
            sum(texts[1] != worked for texts in some),
            sum(texts[1] == worked for texts in some),
            tuple(dict.fromkeys(texts[2] for texts in some if texts[2])),
            tuple(dict.fromkeys(texts[3] for texts in some if texts[3])),
        )
        for year, some in sorted(found.items(), reverse=True)
    ]


def notice_words(text: str, known: Mapping[str, str]) -> str:
    """What would be written of a pasted notice. Raises Problems at `text`."""
    notice = read_notice(text)
    new = sum(day.isoformat() not in known for day, _kind, _name in notice.days)
    return say(
        N_("{year}年：{names}；放假 {rest} 天，调休上班 {work} 天，其中 {new} 天是新的"),
        year=notice.year,
        names=Listed(notice.holidays),
        rest=sum(kind == "rest" for _day, kind, _name in notice.days),
        work=sum(kind == "work" for _day, kind, _name in notice.days),
        new=new,
    )
