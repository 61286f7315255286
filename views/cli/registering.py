"""import cases: a register of past cases is judged row by row, then what is good is written as one act."""

from __future__ import annotations

from argparse import Namespace

from center.cases.register import Register, preview
from center.cases.register_again import AGAIN, OTHER
from center.cases.register_cells import LABELS
from center.cases.register_rows import STATES
from center.words import N_, say, spoken
from db.codes import code_list
from db.errors import Invalid
from db.words import Listed
from views.cli.speaking import Answer, desk

DONE = N_("{verb}：共 {rows} 行，导入 {new} 件，已有 {known}，内容不同 {differs}，要确认 {ask}，不能导入 {refused}")
LINE = N_("  第 {row} 行 {column} [{state}] {message}")


def run(arguments: Namespace) -> Answer:
    """Exit code 1 only when no row could be taken and none was there already."""
    from reports.failed import write_failed
    from reports.reading import read_table

    types = _types(arguments.types)
    with desk(arguments) as opened:
        opened.need("cases.import")
        table = read_table(arguments.file, sheet=arguments.sheet)
        others = {(line, AGAIN): OTHER for line in arguments.another}
        found = preview(opened, table, arguments.committee, types, others)
        if wrong := sorted(set(arguments.another) - {row.line for row in found.rows}):
            raise Invalid("--another 的第 {rows} 行不是案件的行，请照预览里的行号写", rows=Listed(map(str, wrong)))
        failed = found.failed(table)
        if arguments.failed and failed:
            write_failed(opened, failed, arguments.failed)
        written = {}
        if not arguments.dry_run and found.numbers["new"]:
            written = opened.do("cases.import_register", rows=found.rows, types=types)
    numbers = found.numbers
    data = {"dry_run": arguments.dry_run, **numbers, "written": written, "unmapped": dict(found.unmapped),
            "not_imported": list(found.left_out), "skipped": [list(one) for one in found.skipped],
            "problems": [{"row": row.line, "column": LABELS.get(key, ""), "state": row.state, "message": say(why)}
                         for row in found.rows for key, why in row.why]}
    there = numbers["new"] + numbers["known"] + numbers["differs"]
    return Answer(data, _words(arguments.dry_run, found), 0 if there else 1)


def _types(given: list[str]) -> dict[str, str]:
    """`旧名=现在的类型` by the codes of the list. Raises Invalid."""
    types = {}
    for text in given:
        old, equals, new = text.partition("=")
        code = code_list("dispute_type").code_of(new)
        if not equals or code is None:
            names = Listed(code_list("dispute_type").items.values())
            raise Invalid("--type 请写成 旧名=现在的类型，现在的类型从这里选：{names}", names=names)
        types[old.strip()] = code
    return types


def _words(dry: bool, found: Register) -> str:
    numbers = found.numbers
    verb = N_("预览（没有写入）") if dry else N_("已导入") if numbers["new"] else N_("没有写入")
    lines = [say(DONE, verb=verb, **numbers)]
    for row in found.rows:
        lines += [say(LINE, row=row.line, column=spoken(LABELS.get(key, "")), state=spoken(STATES[row.state]),
                      message=why) for key, why in row.why]
    if any(key == AGAIN for row in found.rows for key, _why in row.why):
        lines.append("  " + say(N_("可能已有的：用 --another 行号 说明是另一件，就导入；是同一件的不用管")))
    if found.unmapped:
        told = N_("  认不出的类型：{names}。用 --type 旧名=现在的类型 说明，或在“旧类型对照”里登记")
        lines.append(say(told, names=Listed(found.unmapped)))
    if found.left_out:
        lines.append("  " + say(N_("不导入的列：{names}"), names=Listed(found.left_out)))
    if found.skipped:
        lines.append("  " + say(N_("不是案件的行：{lines}"), lines=found.others))
    return "\n".join(lines)
