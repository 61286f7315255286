"""Sealed texts for tests: a row they belong to, two further accounts, and writing and reading one."""
from __future__ import annotations

from center import opening
from center.accounts import keys
from center.desk import Desk
from center.sealed import grants
from db.errors import Denied, Missing
from db.models.governance import Rule
from db.wrapping import FAST

SECRET, OTHER = "双方约定不对外说的一句话", "改过以后的另一句话"
WANG, ZHAO = "wang-secret-1", "zhao-secret-1"


def first_rows(desk: Desk) -> None:
    """A row that texts belong to, and two further accounts that have signed in: wang and zhao may do everything."""
    desk.do("rules.add", values={"name": "调解室使用办法"})
    for login, password in (("wang", WANG), ("zhao", ZHAO)):
        keys.add_account(desk, login, login, ("head", "admin"), password, kdf=FAST)
        opening.hand_over(desk, login, password)


def uid() -> str:
    """The uid of the row that the texts belong to, in hex."""
    return bytes(Rule.select(Rule.uid).order_by(Rule.id).limit(1).scalar()).hex()


def write(desk: Desk, row: str, text: str = SECRET, *accounts: str) -> int | None:
    return desk.do("sealed.seal", owner="rules", row=row, field="note", text=text, accounts=list(accounts))


def read(desk: Desk, row: str, field: str = "note") -> str | Denied | None:
    """The clear text, the refusal of who may not, None where there is no such text."""
    try:
        return desk.do("sealed.open", owner="rules", row=row, field=field)
    except Denied as refused:
        return refused
    except Missing:
        return None


def states(desk: Desk, row: str) -> dict[str, str]:
    return {one.account: one.state for one in grants(desk, "rules", row, "note")}


def again(desk: Desk, login: str, password: str) -> Desk:
    """Everybody out, and one in."""
    folder, clock = desk.store.folder, desk._clock
    desk.close()
    return opening.sign_in(folder, login, password, clock=clock)
