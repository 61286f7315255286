"""Setting a centre up: what is asked, what is wrong with it, and the recovery key that is typed back."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from center import opening
from center.accounts.keys import SHORTEST
from center.words import N_, say
from db.codes import code_list

ASKED_BACK = (2, 6)  # the groups of the recovery key (from 1) that are typed back

ONE_STORE = N_("一套数据只放在一台电脑上，本机可以建几个账号共用；不要放在网络盘或共享文件夹里。")
BOTH_LOST = N_("密码和恢复钥匙都丢了，数据就再也打不开，谁也帮不上忙。请把恢复钥匙打印出来锁好。")

FIELDS = ("name", "level", "login", "person", "password", "again", "folder")
LABELS = {
    "name": N_("中心名称"),
    "level": N_("层级"),
    "login": N_("登录名"),
    "person": N_("您的姓名"),
    "password": N_("密码"),
    "again": N_("再输一次密码"),
    "folder": N_("数据文件夹"),
}


def levels() -> tuple[tuple[str, str], ...]:
    """(code, name) of what a centre may be."""
    return tuple(code_list("centre_level").items.items())


def problems(texts: Mapping[str, str]) -> dict[str, str]:
    """Sentences by field, all at once."""
    empty = [name for name in FIELDS if not texts.get(name, "").strip()]
    found = {name: say(N_("请填写{label}"), label=say(LABELS[name])) for name in empty}
    if "again" in found:
        found["again"] = say(N_("请再输一次密码"))
    if "level" not in found and code_list("centre_level").code_of(texts["level"]) is None:
        found["level"] = say(N_("请从下拉里选一项"))
    if "password" not in found and len(texts["password"]) < SHORTEST:
        found["password"] = say(N_("密码至少 {count} 个字符，请再加长一些"), count=SHORTEST)
    if "again" not in found and texts["again"] != texts.get("password"):
        found["again"] = say(N_("两次输入的密码不一样，请重新输入"))
    if "folder" not in found and opening.exists(Path(texts["folder"])):
        found["folder"] = say(N_("这个文件夹里已经有一套中心数据，请另选一个空文件夹"))
    return found


def make(texts: Mapping[str, str]) -> opening.Made:
    """Make the centre; slow on purpose (the key is stretched), so call it in a job. Raises UserError kinds."""
    level = code_list("centre_level").code_of(texts["level"])
    centre = {"name": texts["name"].strip(), "level": level}
    return opening.create(
        Path(texts["folder"]).expanduser(), centre, texts["login"].strip(), texts["person"].strip(), texts["password"]
    )


def groups(recovery: str) -> tuple[str, ...]:
    """The eight groups of a recovery key."""
    return tuple(recovery.split("-"))


def typed_back(recovery: str, typed: Mapping[int, str]) -> dict[int, str]:
    """Sentences for the groups that were not typed back right; {} when the paper in her hand is the right one."""
    parts = groups(recovery)
    wrong = say(N_("和纸上的不一样，请对照第 {place} 组再输一次"), place="{place}")
    return {
        place: wrong.format(place=place)
        for place in ASKED_BACK
        if typed.get(place, "").strip().upper() != parts[place - 1]
    }


def sheet(centre: str, login: str, recovery: str, demo: bool, made_at):
    """The recovery key as a paper to print and lock away: a Document."""
    from reports.document import Document, Facts, Part, Space, Text

    parts = groups(recovery)
    lines = tuple((f"第 {place} 组", one) for place, one in enumerate(parts, start=1))
    blocks = (
        Text(say(N_("忘记密码时，用它可以给账号设一个新密码。请锁在柜子里，不要拍照，不要放在电脑里。"))),
        Facts((("中心", centre), ("账号", login)), columns=1),
        Space(1),
        Facts(lines, columns=2),
        Space(1),
        Text(say(BOTH_LOST)),
        Text(say(ONE_STORE), style="note"),
    )
    return Document("recovery", "恢复钥匙", centre, (Part("", blocks),), demo=demo, made_at=made_at, made_by=login)
