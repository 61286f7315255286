"""Makes the demo centre: a store of its own, marked 演示数据 on every page and paper."""
from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from center import catalog, opening
from center.accounts import second
from center.accounts.keys import change_password
from center.clock import clock
from center.demo.dispute_papers import Bindery
from center.demo.disputes import Mediation
from center.demo.fill import fill
from center.demo.inspections import StoryClock, begins, inspect
from center.desk import Desk
from center.rights import may
from center.words import N_
from db.days import read_day
from db.errors import Invalid
from db.listing import Query
from db.models.staff import Account
from db.questions.accounts import account_rows
from db.wrapping import FAST

USER, PASSWORD = "demo", "demo-2026"
NAME = "晨光社区党群服务中心（演示）"
SEATS = N_("演示账号的密码都是 {password}。demo 何敏是中心负责人兼调委会主任，demo8 孙秀英是调解员，两人都能打开"
           "仅办案人员的案件；demo1 是中心负责人和系统管理员，不办案，看不到案件内容。")
"""Who signs in as whom, to be said wherever the password is told."""
BY_ACTS = ("accounts", "committees", "studios", "mediators", "cases", "volumes", "screenings")
"""Made by acts of their own, all or in part."""


def make(folder: Path, user: str = USER, password: str = PASSWORD, *, bindery: Bindery, size: str = "small",
         seed: int = 1, until: str = "2026-11-20",
         clock: Callable[[], datetime] = clock) -> tuple[opening.Made, dict[str, int]]:
    """Make and fill the demo centre in an empty folder; returns it open, and how many rows each record got.

    `bindery` prints its papers and binds its volumes: `reports.demo.make` gives it.

    Its acts are dated inside the demo's time, and never later than `clock`. Its Desk stays on the day `until` for
    ever: whoever looks at it next year finds the same dues and the same days on page and paper.

    Raises Invalid for a day that cannot be read, Denied when the folder already holds a centre.
    """
    day = read_day(until)
    if day is None or day.date is None:
        raise Invalid("“{day}”不是日期，请写成 2026-11-20", day=until)
    last: date = day.date
    story = StoryClock(clock)
    story.until(last)
    story.go(begins(last), 8, 30)
    kdf = FAST if password == PASSWORD else None  # stretching a password that everybody knows protects nothing
    made = opening.create(folder, {"name": NAME, "level": "community"}, user, "何敏", password, demo=True, clock=story,
                          kdf=kdf)
    try:
        counts = fill(made.desk, size, seed, last)
        mediation = Mediation(made.desk, story, last, bindery)
        mediation.begin()
        _let_in(made.desk, user, password, kdf)
        story.meanwhile(mediation.until)
        inspect(made.desk, story, last)
        mediation.finish(last)
        counts |= {name: made.desk.page(Query(catalog.record(name))).total for name in BY_ACTS}
    except BaseException:
        made.desk.close()
        opening.clear(folder)  # made a moment ago, of invented people: half of it helps nobody
        raise
    story.finish()
    return opening.Made(made.desk.handed_to(made.desk.who), made.recovery), counts  # a Desk that knows its last day


def _let_in(desk: Desk, user: str, password: str, kdf: dict | None) -> None:
    """Everybody who has an account signs in with the demo's one password; once, so that notes can be sealed for her.

    She says that it is her own now, so that she may agree to what another one does.
    """
    logins = [row.texts[0] for row in desk.rows(Account, desk.ids(Query(Account)), ["login"])]
    for login in logins:
        if login != user:
            desk.keyring.add_login(desk.data_key, login, password, kdf)
            change_password(opening.hand_over(desk, login, password), password, password, kdf)
    opening.hand_over(desk, user, password)
    head = next(row["login"] for row in account_rows() if row["login"] != user and may(row["roles"], second.RIGHT))
    for one in second.waiting(desk):  # the accounts that were made above: no duty of whoever looks at the demo
        opening.hand_over(desk, head, password).do("accounts.countersign", act=one["act"])
