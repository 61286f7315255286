"""init and demo: making a store."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

from center import catalog, opening
from center.words import N_, say
from db.codes import code_list
from db.errors import Denied, Invalid, Problems, Unreadable
from db.words import Listed
from views.cli.arguments import folder
from views.cli.speaking import Answer


def init(arguments: Namespace) -> Answer:
    """Set up a centre. Asks nothing; the recovery key comes back once."""
    password = os.environ.get("CENTER_PASSWORD", "")
    if not password:
        raise Denied("请把第一个账号的密码放在 CENTER_PASSWORD 里再运行 init")
    level = code_list("centre_level").code_of(arguments.level)
    if level is None:
        raise Problems(
            {"level": Invalid("层级请写：{names}", names=Listed(code_list("centre_level").items.values()))}
        )
    login = (
        os.environ.get("CENTER_USER") or arguments.admin
    )  # what unlocks the store afterwards; --admin is then the name
    if arguments.recovery_to:
        refusal = Unreadable(
            "写不了恢复钥匙的文件“{file}”，请换一个能写入的位置；中心还没有建立", file=str(arguments.recovery_to)
        )
        try_out(arguments.recovery_to, refusal)
    made = opening.create(
        folder(arguments), {"name": arguments.center, "level": level}, login, arguments.admin, password
    )
    encrypted = made.desk.store.encrypted
    made.desk.close()
    if arguments.recovery_to:
        arguments.recovery_to.write_text(made.recovery + "\n", encoding="utf-8")
    told = N_("已建立“{name}”。恢复钥匙（只显示这一次，请抄下或打印后锁好）：\n{key}")
    words = say(told, name=arguments.center, key=made.recovery)
    return Answer({"recovery": made.recovery, "encrypted": encrypted}, words)


def try_out(target: Path, refusal: Unreadable) -> None:
    """The key is shown once: whether its file can be written must be known before it holds. Raises `refusal`."""
    try:
        target.touch(mode=0o600)  # the key opens everything: its owner's only
        with target.open("a", encoding="utf-8"):
            pass
    except OSError as error:
        raise refusal from error


def demo(arguments: Namespace) -> Answer:
    """Make the demo centre: invented people, 演示数据 on every page and paper."""
    from center.demo.making import PASSWORD, SEATS, USER
    from reports.demo import make

    user = os.environ.get("CENTER_USER") or USER
    password = os.environ.get("CENTER_PASSWORD") or PASSWORD
    made, counts = make(
        folder(arguments), user, password, size=arguments.size, seed=arguments.seed, until=arguments.until
    )
    made.desk.close()
    made_of = Listed(Listed((catalog.record(name).label, str(count)), " ") for name, count in counts.items())
    words = say(N_("演示中心已建好：{counts}。登录名 {user}"), counts=made_of, user=user)
    if user == USER and password == PASSWORD:
        words += "\n" + say(SEATS, password=PASSWORD)
    return Answer({"user": user, "recovery": made.recovery, "counts": counts}, words)
