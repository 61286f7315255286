"""What the settings page says of backups: where the newest stands, that one was written, that the store is whole."""

from __future__ import annotations

from pathlib import Path

from center import backups
from center.desk import Desk
from center.settings import places
from center.settings.places import Place
from center.words import N_, say


def place_words(place: Place) -> str:
    """What there is to say about a backup place."""
    if place.newest is None:
        return say(N_("还没有备份到这里"))
    at = f"{place.newest:%Y-%m-%d %H:%M}"
    if place.same_disk:
        return say(N_("最近一次：{at}。和数据在同一块盘上，盘坏了会一起丢，请再加一个别的位置"), at=at)
    return say(N_("最近一次：{at}"), at=at)


def back_up_to(desk: Desk, path: str) -> str:
    """Write a verified backup to one of the places; returns what to say. In a job."""
    manifest = places.back_up_to(desk, path)
    return say(
        N_("已备份到“{path}”，并试着打开过一遍（{at}）"), path=path, at=str(manifest.made_at)[:16].replace("T", " ")
    )


def back_up(desk: Desk, target: Path) -> str:
    """Write a verified backup; returns what to say. In a job."""
    manifest = backups.back_up(desk, target)
    return say(
        N_("已备份到 {name}，并试着打开过一遍（{at}）"),
        name=target.name,
        at=str(manifest.made_at)[:16].replace("T", " "),
    )


def last_backup(folder: Path) -> str:
    """A sentence about the newest automatic backup."""
    found = backups.last_backup(folder)
    if found is None:
        return say(N_("还没有自动备份"))
    return say(N_("最近一次自动备份：{at}（{name}）"), at=f"{found[1]:%Y-%m-%d %H:%M}", name=found[0])


def check(desk: Desk) -> str:
    """Check the store through and through; what to say. In a job."""
    found = backups.check(desk)
    whole = (
        say(N_("操作日志完整，共 {count} 条"), count=found["audit_rows"])
        if found["audit_whole"]
        else say(N_("操作日志末尾少了一截，请联系管理员"))
        if found["audit_cut"] and found["audit_broken_at"] is None
        else say(N_("操作日志在第 {at} 条断开，请联系管理员"), at=found["audit_broken_at"])
    )
    words = [say(N_("数据文件完好")), whole]
    words.append(say(N_("备份 {name} 能打开"), name=found["backup"]) if found["backup"] else say(N_("还没有自动备份")))
    return "；".join(words)
