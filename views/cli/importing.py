"""import: read the file in a child process, judge every cell, then write what is good as one act."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from center import catalog
from center.addresses.importing import WholeAddresses
from center.importing import failed_rows, joined_columns, preview_of, problems, summary
from center.words import N_, say, spoken
from db.errors import Unreadable
from db.record import Record, columns
from db.words import Listed
from views.cli.speaking import Answer, desk

if TYPE_CHECKING:
    from center.desk import Desk
    from center.importing import Preview

JOINED = N_("合起来认作“{into}”的列：{names}")
LEVELS = {"refused": N_("不能导入"), "ask": N_("要确认"), "warning": N_("请看一眼"), "changed": N_("已改写")}
DONE = N_(
    "{verb}：共 {rows} 行，新增 {added}，更新 {updated}，没有变化 {unchanged}，不能导入 {refused}，要确认 {ask}"
)


def run(arguments: Namespace) -> Answer:
    """`ask` rows wait unless --ask says new or skip; exit code 1 only when no row could be taken."""
    from reports.failed import write_failed
    from reports.reading import read_table

    record = catalog.record(arguments.record)
    with desk(arguments) as opened:
        opened.need("import")
        table = read_table(arguments.file, sheet=arguments.sheet)
        preview = _judged(opened, record, table, arguments)
        found, numbers = problems(preview), summary(preview)
        failed = failed_rows(preview)
        if arguments.failed and failed:
            write_failed(opened, failed, arguments.failed)
        if not arguments.dry_run and numbers["added"] + numbers["updated"]:
            numbers = opened.do("import", preview=preview)
    taken = numbers["added"] + numbers["updated"] + numbers["unchanged"]
    aside = {
        "sheet": table.sheet,
        "other_sheets": [name for name in table.sheets if name != table.sheet],
        "not_imported": preview.extra,
        "joined": dict(zip(("columns", "into"), joined_columns(preview) or (), strict=False)),
    }
    data = numbers | {"dry_run": arguments.dry_run, **aside, "problems": found}
    return Answer(data, _words(arguments, numbers, found) + _aside(aside), 0 if taken else 1)


def _judged(opened: Desk, record: type[Record], table: Any, arguments: Namespace) -> Preview:
    """The preview, with rows that are asked about answered. Raises Unreadable: whole addresses, no headings."""
    try:
        preview = preview_of(opened, record, table, create_missing=arguments.create_missing)
    except WholeAddresses as error:
        raise Unreadable("{why}。在命令行请用 intake", why=error) from None
    if arguments.ask:
        preview.answer_all(arguments.ask)
    if not any(one.path for one in preview.headings):
        raise Unreadable(
            "没有认出表头：前 10 行里找不到{label}的列名。"
            "请看看是不是选错了文件或工作表，或先在第一行写上列名，例如 {names}",
            label=record.label,
            names=Listed(at.label for at in columns(record)[:4]),
        )
    return preview


def _aside(aside: dict) -> str:
    """What of the file was not looked at: nothing is left out without a word."""
    words = ""
    if aside["joined"]:
        words += "\n  " + say(JOINED, into=aside["joined"]["into"], names=Listed(aside["joined"]["columns"]))
    if aside["not_imported"]:
        words += "\n  " + say(N_("不导入的列：{names}"), names=Listed(aside["not_imported"]))
    if aside["other_sheets"]:
        told = N_("读的是工作表“{sheet}”；文件里还有：{others}（用 --sheet 指定）")
        words += "\n  " + say(told, sheet=aside["sheet"], others=Listed(aside["other_sheets"]))
    return words


def _words(arguments: Namespace, numbers: dict, found: list[dict]) -> str:
    written = numbers["added"] + numbers["updated"]
    verb = N_("预览（没有写入）") if arguments.dry_run else N_("已导入") if written else N_("没有写入")
    names = ("rows", "added", "updated", "unchanged", "refused", "ask")
    lines = [say(DONE, verb=verb, **{name: numbers[name] for name in names})]
    lines += [
        f"  {one['cell']} {spoken(one['column'])} [{spoken(LEVELS.get(one['level'], one['level']))}] {one['message']}"
        for one in found
        if one["level"] != "changed"
    ]
    return "\n".join(lines)
