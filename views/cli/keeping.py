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
from center.desk import clock
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
        f"已备份并核对：{arguments.to}（{rows} 行）",
    )


def restore(arguments: Namespace) -> Answer:
    """Restore a backup, unlocked by the recovery key or by an account of the backup."""
    recovery = arguments.recovery or os.environ.get("CENTER_RECOVERY", "")

    def unlock(ring: Keyring) -> bytes:
        return ring.unlock_recovery(recovery, clock()) if recovery else ring.unlock(*credentials(), clock())

    manifest = backups.restore(arguments.file, folder(arguments), unlock)
    return Answer(
        {"made_at": manifest.made_at, "rows": sum(manifest.counts.values())},
        f"已恢复 {manifest.made_at} 的备份；原来的数据改名留在同一文件夹",
    )


def check(arguments: Namespace) -> Answer:
    """Check the store, its audit chain and the newest automatic backup."""
    with desk(arguments) as opened:
        found = backups.check(opened)
    good = found["audit_whole"]
    broken = found["audit_broken_at"]
    cut = "操作记录末尾少了一截" if broken is None else f"操作记录从第 {broken} 条起被改动过"
    words = "数据完好，操作记录连续" if good else cut + "，请联系技术人员"
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
    return Answer({"file": str(arguments.to), "counts": counts}, f"已写出 {arguments.to}，里面没有个人信息")
