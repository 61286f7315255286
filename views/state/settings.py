"""The settings page: official numbers with their sources and history, accounts, and what is said about the program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from center.accounts import keys
from center.desk import Desk
from center.history import timeline
from center.numbers import shipped
from center.numbers import shown as words_of
from center.sealed import unspared, would_lose
from center.words import N_, say
from db.codes import code_list
from db.errors import Invalid, Problems
from db.listing import Query
from db.models.settings import OfficialNumber
from db.models.staff import Account
from db.questions.accounts import account_of
from db.words import Listed, Word
from views.folders import TREE

PATHS = ("key", "name", "value", "unit", "source", "effective_from", "uncertain", "local", "note")
LICENCES = TREE / "docs" / "licences.md"
UNSPARED = N_("您能打开的保密内容有 {count} 份还没有交给现在的恢复钥匙；大家的密码都丢了，这些就再也打不开。")
LOSES = N_("重设后 {login} 打不开原来授权给他的保密内容，要请能打开的同事再授权一次。")


@dataclass(frozen=True)
class Value:
    """One value of an official number: texts as stored, `id` of its row."""

    id: int
    key: str
    name: str
    value: str
    unit: str
    source: str
    since: str
    uncertain: bool
    local: bool
    note: str

    @property
    def shown(self) -> str:
        """The value with its unit."""
        value = words_of(self.key, self.value)
        if not self.unit:
            return value
        return f"{value}%" if self.unit == "%" else Listed((value, Word(self.unit)), " ")

    @property
    def marks(self) -> tuple[str, ...]:
        """待核实, 本地改过."""
        return tuple(
            word for on, word in ((self.local, say(N_("本地改过"))), (self.uncertain, say(N_("待核实")))) if on
        )


@dataclass(frozen=True)
class Change:
    """One step of a number's history: the row, when and by whom it was written, and what it stood at before."""

    row: Value
    at: str
    who: str
    old: str
    new: str
    reason: str


class NumbersState:
    """The numbers in force by section; `load()` again after a change."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.load()

    def load(self) -> None:
        """Read every row of the table; the newest whose day has come is in force, the others are history or to come."""
        ids = self.desk.ids(Query(OfficialNumber))
        rows = [
            Value(
                row.id,
                row.texts[0],
                Word(row.texts[1]),
                *row.texts[2:6],
                row.texts[6] == "是",
                row.texts[7] == "是",
                row.texts[8],
            )
            for row in self.desk.rows(OfficialNumber, ids, PATHS)
        ]
        self._by_key: dict[str, list[Value]] = {}
        for row in sorted(rows, key=lambda row: (row.since, row.id), reverse=True):
            self._by_key.setdefault(row.key, []).append(row)
        self.sections: dict[str, list[Value]] = {}
        for key, entry in shipped().items():
            if key in self._by_key:
                self.sections.setdefault(entry["section"], []).append(self.in_force(key))
        self._rows = {row.id: row for some in self.sections.values() for row in some}

    def ids(self) -> list[int]:
        """Rows of the grid: a section's head is negative."""
        found = []
        for nth, some in enumerate(self.sections.values(), start=1):
            found += [-nth, *(row.id for row in some)]
        return found

    def head(self, nth: int) -> tuple[str, str, str, str]:
        """A section's band."""
        name = list(self.sections)[nth - 1]
        return "", name, say(N_("{count} 项"), count=len(self.sections[name])), ""

    def row(self, rid: int) -> Value:
        """The value of a grid row."""
        return self._rows[rid]

    def history(self, key: str) -> list[Value]:
        """Every value a number has had or will have, newest first."""
        return self._by_key[key]

    def changes(self, key: str) -> list[Change]:
        """Who changed a number when, from what to what; newest first. The last one is how it came with the program."""
        rows = sorted(self._by_key[key], key=lambda row: (row.since, row.id))
        found, old = [], ""
        for row in rows:
            events, _more = timeline(self.desk, OfficialNumber, row.id)
            newest = events[0] if events else None
            at = f"{newest.at:%Y-%m-%d %H:%M}" if newest else ""
            who, reason = (newest.who, newest.reason) if newest else ("", "")
            found.append(Change(row, at, who, old, row.shown, reason))
            old = row.shown
        return found[::-1]

    def told(self, one: Change) -> str:
        """Who wrote it when, and on what ground; what came with the program has no writer."""
        if not one.old:
            return one.row.source
        by = say(N_("{at} {who} 改，依据：{source}"), at=one.at, who=one.who, source=one.row.source)
        return by if one.row.local else say(N_("{at} {who} 恢复默认值"), at=one.at, who=one.who)

    def reset(self, key: str) -> None:
        """Back to the shipped value; what stood stays as history. Raises Denied."""
        self.desk.do("settings.reset_number", key=key)
        self.load()

    def in_force(self, key: str) -> Value:
        """The value that counts today."""
        today = self.desk.today().isoformat()
        return next((row for row in self._by_key[key] if row.since <= today), self._by_key[key][-1])

    def when(self, row: Value) -> str:
        """The day a value counts from; one that has not begun says so."""
        to_come = row.since > self.desk.today().isoformat()
        return say(N_("{day} 起，未到"), day=row.since) if to_come else row.since

    @property
    def may_edit(self) -> bool:
        """Whether this account may change numbers."""
        return self.desk.may("settings.edit")

    def change(self, key: str, value: str, source: str, since: str) -> None:
        """A new value with its own source; the old one stays as history. Raises Problems."""
        day = None
        if since.strip():
            day = OfficialNumber._meta.fields["effective_from"].read(since, None)
            if isinstance(day, Invalid):
                raise Problems({"since": day})
        self.desk.do("settings.set_number", reason=source, key=key, value=value, source=source, effective_from=day)
        self.load()


class AccountsState:
    """Who may sign in."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def ids(self) -> list[int]:
        """Accounts, in the order they were made."""
        return list(self.desk.ids(Query(Account, sort=(("id", "asc"),))))

    def fetch(self, ids: list[int]) -> list[tuple[int, tuple]]:
        """login, name, roles, state."""
        rows = self.desk.rows(Account, ids, ("login", "name", "roles", "active"))
        return [
            (row.id, (*row.texts[:3], say(N_("在用")) if row.texts[3] != "否" else say(N_("已停用")))) for row in rows
        ]

    def login(self, rid: int) -> str:
        """The login of a row."""
        return self.fetch([rid])[0][1][0]

    def roles(self) -> list[tuple[str, str]]:
        """(code, name) of the roles."""
        return list(code_list("role").items.items())

    def add(self, texts: Mapping[str, str]) -> None:
        """A new account. Raises Problems, Denied."""
        found = {
            name: Invalid("请填写{label}", label=label)
            for name, label in (("login", N_("登录名")), ("name", N_("姓名")), ("roles", N_("角色")))
            if not texts.get(name, "").strip()
        }
        roles = Account._meta.fields["roles"].read(texts.get("roles", ""), None)
        if isinstance(roles, Invalid):
            found["roles"] = roles
        found |= _password(texts)
        if found:
            raise Problems(found)
        keys.add_account(self.desk, texts["login"].strip(), texts["name"].strip(), roles, texts["password"])

    def given(self, rid: int) -> tuple[str, str]:
        """(name, roles) of a row, as texts."""
        _login, name, roles, _state = self.fetch([rid])[0][1]
        return name, roles

    def edit(self, rid: int, texts: Mapping[str, str]) -> None:
        """Another name, other roles. Raises Problems, Denied."""
        roles = Account._meta.fields["roles"].read(texts.get("roles", ""), None)
        if isinstance(roles, Invalid):
            raise Problems({"roles": roles})
        self.desk.do("accounts.change", id=rid, name=texts.get("name", ""), roles=roles or ())

    def pledged(self) -> str:
        """The day of one's own pledge; '' when it is not signed."""
        row = account_of(self.desk.who.login)
        return str(row["pledged_on"] or "") if row else ""

    def pledge(self) -> None:
        """Sign it today."""
        self.desk.do("accounts.pledge", id=account_of(self.desk.who.login)["id"])

    def reset(self, login: str, texts: Mapping[str, str]) -> None:
        """A new password for somebody who forgot hers."""
        if found := _password(texts):
            raise Problems(found)
        keys.reset_account(self.desk, login, texts["password"])

    def loses(self, login: str) -> str:
        """What a new password takes from somebody, as a sentence; '' when it takes nothing."""
        return say(LOSES, login=login) if would_lose(login) else ""

    def unspared(self) -> str:
        """That sealed texts she can open would be lost with all passwords, as a sentence; '' when none would."""
        count = unspared(self.desk)
        return say(UNSPARED, count=count) if count else ""

    def draw_recovery(self, texts: Mapping[str, str]) -> str:
        """A new recovery key to print, for whoever types her password again. Raises Problems, Denied."""
        if not texts.get("password"):
            raise Problems({"password": Invalid("请填写{label}", label=N_("密码"))})
        return keys.draw_recovery(self.desk, texts["password"])

    def change_recovery(self, drawn: str) -> None:
        """The new sheet holds, the old one is worth nothing. Raises Denied."""
        keys.change_recovery(self.desk, drawn)

    def change(self, old: str, texts: Mapping[str, str]) -> None:
        """One's own password."""
        if found := _password(texts):
            raise Problems(found)
        keys.change_password(self.desk, old, texts["password"])

    def close(self, login: str) -> None:
        """The account can no longer sign in."""
        keys.close_account(self.desk, login)


def _password(texts: Mapping[str, str]) -> dict[str, Invalid]:
    if len(texts.get("password", "")) < keys.SHORTEST:
        return {"password": Invalid("密码至少 {count} 个字符，请再加长一些", count=keys.SHORTEST)}
    return {} if texts.get("again") == texts["password"] else {"again": Invalid("两次输入的密码不一样，请重新输入")}


def licences() -> str:
    """The list of what is shipped, with licences: the tables of docs/licences.md as plain lines."""
    try:
        lines = LICENCES.read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return "\n".join(_plain(line) for line in lines if not line.startswith(("|--", "|:-", "|-", "# "))).strip()


def _plain(line: str) -> str:
    cells = (
        [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else [line.lstrip("#").strip()]
    )
    return "　".join(cell.replace("`", "") for cell in cells if cell)
