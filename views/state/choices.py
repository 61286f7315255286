"""Every page and command one account may use, as choices of the palette: of the menu, the catalog, the table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from center import catalog
from center.desk import Desk
from center.words import N_, say
from db.record import record_name
from views.shortcuts import WINDOW
from views.state.menu import MENU, PARTS, beside, lists, menu, place_of

ACCOUNT = "account"
ICONS = {"people": "user", "members": "flag", "branches": "network", "staff": "id-card", "items": "clipboard-list"}
# what a person may want without standing on the right page: act of the table → icon, the words else
ACTS = {"lock": "lock", "blank": "eye-off", "undo": "undo-2", "redo": "redo-2", "switch_mode": "moon",
        "show_shortcuts": "keyboard", "help_here": "circle-help", "print_here": "printer"}
RIGHTS = {"show_removed": "undo", "undo": "undo", "redo": "undo", "print_here": "export"}
OTHERS = (
    ("do:switch_counter", N_("临柜模式：打开、关闭"), "store", True),
    ("do:show_removed", N_("最近删除"), "archive-restore", True),
    ("do:change_clerk", N_("换一个人"), "users-round", True),
    ("do:leave", N_("退出登录"), "log-out", True),
)

# pages that stand behind a button of 楼栋房屋: page, words, icon, rights
HOUSES = (
    ("sheet", N_("楼栋长填报表"), "file-spreadsheet", ("places.read",)),
    ("making", N_("批量建楼"), "building-2", ("places.edit",)),
    ("intake", N_("按名单建楼"), "upload", ("places.edit", "import")),
)


@dataclass(frozen=True)
class Choice:
    """One line. `kind` is record, page or command; `keys` its shortcut as read; `rid` the row of a record.

    `under` is another word it is found by, less surely: a part by the page it belongs to.
    """

    key: str
    kind: str
    label: str
    detail: str = ""
    icon: str = "file-text"
    keys: str = ""
    part: str = ""
    rid: int = 0
    under: str = ""


def of(desk: Desk) -> tuple[Choice, ...]:
    """Pages, then commands, each in the order of the menu."""
    return (*_pages(desk), *_settings(desk.may), *_papers(desk), *_records(desk), *_acts(desk.may), *_others(desk.may))


def icon(record: str) -> str:
    """The icon of a record: its own, or that of the place where it is listed."""
    if record in ICONS:
        return ICONS[record]
    place = place_of(catalog.record(record))
    return next((one.icon for group in MENU for one in group.places if one.key == place), "file-text")


def _pages(desk: Desk) -> Iterator[Choice]:
    for group in menu(desk.may):
        for place in group.places:
            label = say(place.label)
            yield Choice(f"go:{place.key}", "page", label, say(group.label) if group.label else "", place.icon)
            for record in lists(place, desk.may):
                if len(place.records) > 1:
                    yield Choice(f"list:{record_name(record)}", "page", say(record.label), label, place.icon)
            for key, words in beside(place.key, desk.may):
                yield Choice(f"go:{key}", "page", say(words), label, place.icon)
    above = say(N_("楼栋房屋"))
    for key, words, name, rights in HOUSES:
        if all(map(desk.may, rights)):
            yield Choice(f"show:{key}", "page", say(words), above, name, under=above)


def _settings(may: Callable[[str], bool]) -> Iterator[Choice]:
    page = say(N_("设置"))
    yield Choice("go:settings", "page", page, "", "settings")
    for key, label, right in PARTS:
        if not right or may(right):
            part = ACCOUNT if key == "password" else ""
            kind = "command" if part else "page"
            yield Choice(f"settings:{key}", kind, say(label), page, "settings", part=part, under=page)


def _papers(desk: Desk) -> Iterator[Choice]:
    if not desk.may("export"):
        return
    from views.state.papers import PapersState

    for group, some in PapersState(desk).groups():
        for one in some:
            label = say(N_("打印{label}"), label=say(one.label))
            yield Choice(f"paper:{one.name}", "command", label, say(group), "printer")


def _records(desk: Desk) -> Iterator[Choice]:
    known = catalog.commands()
    for record in catalog.records():
        name = record_name(record)
        if not place_of(record) or not desk.may(f"{record.domain}.edit"):
            continue
        label = say(record.label)
        if f"{name}.add" in known:
            yield Choice(f"add:{name}", "command", say(N_("新增{label}"), label=label), "", "plus")
        if desk.may("import"):
            yield Choice(f"import:{name}", "command", say(N_("导入{label}"), label=label), "", "upload")


def _acts(may: Callable[[str], bool]) -> Iterator[Choice]:
    for one in WINDOW:
        if one.act in ACTS and (one.act not in RIGHTS or may(RIGHTS[one.act])):
            part = ACCOUNT if one.act == "lock" else ""
            yield Choice(f"do:{one.act}", "command", say(one.words), "", ACTS[one.act], say(one.shown), part)


def _others(may: Callable[[str], bool]) -> Iterator[Choice]:
    for key, label, name, mine in OTHERS:
        right = RIGHTS.get(key.removeprefix("do:"), "")
        if not right or may(right):
            yield Choice(key, "command", say(label), "", name, part=ACCOUNT if mine else "")
