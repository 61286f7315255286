"""backup, restore, check and support: keeping what was recorded."""

from __future__ import annotations

import json
import os
import platform
import sys
import zipfile
from argparse import Namespace
from importlib.metadata import distributions

from center import backups, catalog
from center.about import VERSION
from center.clock import clock
from center.words import N_, say
from db.errors import Unreadable
from db.keyring import Keyring
from db.listing import Query
from db.record import record_name
from views.cli.arguments import folder
from views.cli.speaking import Answer, credentials, desk
from views.logs import log_file


def backup(arguments: Namespace) -> Answer:
    """Write a verified backup."""
    with desk(arguments) as opened:
        manifest = backups.back_up(opened, arguments.to)
    rows = sum(manifest.counts.values())
    return Answer(
        {"file": str(arguments.to), "made_at": manifest.made_at, "encrypted": manifest.encrypted, "rows": rows},
        say(N_("已备份并核对：{file}（{rows} 行）"), file=arguments.to, rows=rows),
    )


def restore(arguments: Namespace) -> Answer:
    """Restore a backup, unlocked by the recovery key or by an account of the backup."""
    recovery = arguments.recovery or os.environ.get("CENTER_RECOVERY", "")

    def unlock(ring: Keyring) -> bytes:
        return ring.unlock_recovery(recovery, clock()) if recovery else ring.unlock(*credentials(), clock())

    manifest = backups.restore(arguments.file, folder(arguments), unlock)
    return Answer(
        {"made_at": manifest.made_at, "rows": sum(manifest.counts.values())},
        say(N_("已恢复 {day} 的备份；原来的数据改名留在同一文件夹"), day=manifest.made_at),
    )


def check(arguments: Namespace) -> Answer:
    """Check the store, its audit chain and the newest automatic backup."""
    with desk(arguments) as opened:
        found = backups.check(opened)
    good = found["audit_whole"]
    broken = found["audit_broken_at"]
    if good:
        words = say(N_("数据完好，操作日志连续"))
    elif broken is None:
        words = say(N_("操作日志末尾少了一截，请联系管理员"))
    else:
        words = say(N_("操作日志在第 {at} 条断开，请联系管理员"), at=broken)
    return Answer(found | {"ok": good}, words, 0 if good else 1)


def support(arguments: Namespace) -> Answer:
    """Versions, counts and the program's log for whoever helps; no personal value is in it."""
    with desk(arguments) as opened:
        counts = {
            record_name(one): len(opened.ids(Query(one)))
            for one in catalog.records()
            if opened.may(f"{one.domain}.read")
        }
        encrypted = opened.store.encrypted
    facts = {
        "version": VERSION,
        "python": sys.version,
        "system": platform.platform(),
        "encrypted": encrypted,
        "counts": counts,
        "libraries": {dist.name: dist.version for dist in distributions()},
    }
    try:
        with zipfile.ZipFile(arguments.to, "w", zipfile.ZIP_DEFLATED) as box:
            box.writestr("facts.json", json.dumps(facts, ensure_ascii=False, indent=1))
            if log_file().exists():
                box.write(log_file(), "program.log")
    except OSError as error:
        raise Unreadable(
            "写不了“{file}”，请换一个能写入的文件夹，或看看磁盘是不是满了", file=str(arguments.to)
        ) from error
    words = say(N_("已写出 {file}，里面没有个人信息"), file=arguments.to)
    return Answer({"file": str(arguments.to), "counts": counts}, words)
