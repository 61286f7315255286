"""Who may see and change what: `templates/roles.toml` in the clerk's words, for the settings and their quiet lines."""

from __future__ import annotations

from dataclasses import dataclass

from center import catalog
from center.desk import Desk
from center.rights import holders as codes_of
from center.words import N_, say
from db.codes import code_list
from db.words import Listed
from views.state.menu import MENU

WHO_CHANGES = N_("由{roles}修改")
WHO_CHANGES_NOT_YOU = N_("由{roles}修改，您可以查看")
WHO_SEES = N_("这一页由{roles}查看和修改。您的账号没有这项权限，需要时请找他们")
EVERYONE = N_("每个人")
OWN = N_("每个人改自己的")

ALONE = (
    (N_("导出和打印"), "export"),
    (N_("查看完整证件号、电话、住址"), "reveal"),
    (N_("导入表格"), "import"),
    (N_("撤销和重做"), "undo"),
    (N_("会签"), "countersign"),
    (N_("看准确的统计数，不看名单"), "figures"),
)
SETTINGS = (
    (N_("口径与标准参数、休息日"), "settings.read", "settings.edit"),
    (N_("卷宗文书、抄录栏目、文书文字"), "mediation.read", "mediation.edit"),
    (N_("账号和角色"), "accounts.edit", "accounts.edit"),
    (N_("备份和备份位置"), "backup", "backup"),
)


@dataclass(frozen=True)
class Access:
    """One thing: who may see it, who may change it (names of roles), and whether this account may."""

    label: str
    read: tuple[str, ...]
    edit: tuple[str, ...]
    mine: str  # 'edit', 'read' or ''


def holders(right: str) -> tuple[str, ...]:
    """The names of the roles that hold a right."""
    names = code_list("role").items
    return tuple(names.get(code, code) for code in codes_of(right))


def words(roles: tuple[str, ...]) -> str:
    """Roles in a line; 每个人 when it is all of them, — when nobody."""
    if len(roles) == len(code_list("role").items):
        return say(EVERYONE)
    return say(Listed(roles)) if roles else "—"


def line(desk: Desk, right: str) -> str:
    """The quiet line of a page: who may change it, and that this account may only look."""
    template = WHO_CHANGES if desk.may(right) else WHO_CHANGES_NOT_YOU
    return say(template, roles=Listed(holders(right)))


def closed(right: str) -> str:
    """What stands where this account may not even look."""
    return say(WHO_SEES, roles=Listed(holders(right)))


def table(desk: Desk) -> list[tuple[str, list[Access]]]:
    """(heading, things): the lists of the rail, what is a right of its own, the settings."""
    found = []
    for group in MENU:
        lines = [_place(desk, place.label, place.records) for place in group.places if place.records]
        lines += [_one(desk, place.label, place.right, "") for place in group.places if place.right]
        if lines:
            found.append((group.label, lines))
    found.append((N_("单列的权限"), [_one(desk, label, "", right) for label, right in ALONE]))
    found.append((N_("设置"), [_one(desk, *one) for one in SETTINGS]))
    return found


def _place(desk: Desk, label: str, records: tuple[str, ...]) -> Access:
    domain = catalog.record(records[0]).domain
    return _one(desk, label, f"{domain}.read", f"{domain}.edit")


def _one(desk: Desk, label: str, read: str, edit: str) -> Access:
    mine = "edit" if edit and desk.may(edit) else "read" if read and desk.may(read) else ""
    return Access(label, holders(read) if read else (), holders(edit) if edit else (), mine)
