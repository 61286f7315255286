"""import, do, paper and undo: writing and handing out."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from pathlib import Path
from typing import Any

from center import catalog
from center.acts import act_words
from center.attachments import read_upload
from center.commands import Command
from center.desk import Desk
from center.words import N_, say
from db.errors import Invalid, Missing, Problems
from db.listing import record_row
from db.models import RECORDS
from db.record import Record, record_name
from views.cli.speaking import Answer, desk
from views.cli.whose import called

ELSEWHERE = {
    "accounts.note": N_("account add 登录名"),
    "accounts.close": N_("account close 登录名"),
    "import": N_("import 记录名 文件"),
    "cases.import_register": N_("import cases 文件"),
}
"""Commands that are only half of the act: a row of the accounts without its key in the keyring, say."""

_UID = re.compile(r"[0-9a-f]{32}")


def do(arguments: Namespace) -> Answer:
    """One command. Values are texts as a clerk types them, by path or Chinese heading; `id` is a uid in hex."""
    order = catalog.command(arguments.command)
    given = _given(order, arguments.arguments)
    record = None if "case" in order.parameters else record_of(order.name)  # values of a step are not those of its case
    with desk(arguments) as opened:
        _complete(order, given)
        taken = {key: _argument(opened, record, key, value) for key, value in given.items()}
        try:
            result = opened.do(order.name, arguments.reason, **taken)
        except Problems as error:
            if order.name.startswith("cases."):
                error.called = called(opened, taken, error.fields)
            raise
        shown = _result(record, order.name, result)
    said = [say(N_("已完成：{label}"), label=order.label)]
    if isinstance(result, dict) and "words" in result:  # what the act itself has to say
        said.append(say(result["words"]))
    elif isinstance(result, str):  # a text somebody asked to see
        said.append(result)
    return Answer({"command": order.name, **shown}, "\n".join(said))


def _given(order: Command, text: str) -> dict[str, Any]:
    """The arguments by name; values may stand without their name. Raises Invalid."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as error:
        raise Invalid("参数不是正确的 JSON，请改正：{error}", error=str(error)) from error
    if not isinstance(given, dict):
        raise Invalid("参数请写成 JSON 对象，例如 {example}", example='{"values": {"姓名": "张三"}}')
    known = order.parameters
    if "values" in known and "values" not in given:
        given = {key: given.pop(key) for key in ("id", "ids", "revision") if key in given} | {"values": given}
    if unknown := sorted(set(given) - set(known)):
        raise Invalid("{command} 没有这些参数：{names}；请改用 {known}", command=order.name, names="、".join(unknown),
                      known="、".join(known))
    return given


def _complete(order: Command, given: dict[str, Any]) -> None:
    """Refuse what is not a command line's to do, what lacks an argument, and values that are not by name."""
    if order.name in ELSEWHERE:
        raise Invalid("“{label}”不能单独用 do 做，请用：{instead}", label=order.label, instead=ELSEWHERE[order.name])
    if lacking := [name for name in order.required if name not in given]:
        raise Invalid("{command} 还缺 {names}，请写上", command=order.name, names="、".join(lacking))
    if odd := [name for name in order.written_as("str") if not isinstance(given.get(name, ""), str)]:
        raise Invalid("{names} 请写成带引号的文字，例如 {example}", names="、".join(odd), example='{"value": "45"}')
    if odd := [name for name in order.written_as("bool") if not isinstance(given.get(name, True), bool)]:
        raise Invalid("{names} 请写 true 或 false", names="、".join(odd))
    if not isinstance(given.get("values", {}), dict):
        raise Invalid("values 请写成列名和内容，例如 {example}", example='{"values": {"姓名": "张三"}}')


def record_of(name: str) -> type[Record] | None:
    """The record whose plain command this is: `members.add` → Member."""
    prefix = name.rpartition(".")[0]
    return next((one for one in RECORDS if record_name(one) == prefix), None)


def _argument(opened: Desk, record: type[Record] | None, key: str, value: Any) -> Any:
    if key == "values" and record is not None:
        return opened.take(record, value)
    if key == "file":
        return read_upload(Path(str(value)), int(opened.number("attachments.max_mb")))
    if key == "row":  # a uid that stays one: it is read together with the name of its record
        return value
    if isinstance(value, str) and _UID.fullmatch(value):
        return opened.id_of(record, value) if record and key == "id" else _any_id(opened, value)
    if key == "ids" and record is not None:
        return [_argument(opened, record, "id", one) for one in value]
    if key == "id":  # never the number used inside: it would hit somebody else's row without a word
        raise Invalid("id 请写记录的 32 位编号（list --uid 会列出），现在是“{value}”", value=str(value))
    return value


def _any_id(opened: Desk, uid: str) -> int:
    for record in RECORDS:
        try:
            return opened.id_of(record, uid)
        except Missing:
            continue
    raise Missing("没有编号为 {uid} 的记录，请核对编号", uid=uid)


def _result(record: type[Record] | None, name: str, result: Any) -> dict[str, Any]:
    if record is not None and name.endswith((".add", ".register", ".simple")):
        return {"id": record_row(record, result)["uid"].hex()}
    if isinstance(result, bool):
        return {"changed": result}
    return {} if result is None else {"result": result}


def paper(arguments: Namespace) -> Answer:
    """Write one paper to a file."""
    from reports import papers as shelf

    settings = {}
    for text in arguments.settings:
        key, equals, value = text.partition("=")
        if not equals:
            raise Invalid("--set 请写成 名称=值，“{text}”里没有等号", text=text)
        settings[key.strip()] = value.strip()
    with desk(arguments) as opened:
        given = shelf.params(
            opened, arguments.period, reason=arguments.reveal, settings=settings, language=arguments.language,
            usual=shelf.paper_of(arguments.name).usual,
        )
        missing = shelf.hand_out(opened, arguments.name, given, arguments.to)
    warnings = [{"character": one.character, "where": one.where} for one in missing]
    words = say(N_("已写出 {file}"), file=arguments.to) + "".join(
        "\n" + say(N_("提醒：没有字体能印出“{sign}”（{where}）"), sign=one.character, where=one.where)
        for one in missing
    )
    return Answer({"file": str(arguments.to), "period": given.period.text, "missing_glyphs": warnings}, words)


def undo(arguments: Namespace) -> Answer:
    """Take back the last act."""
    with desk(arguments) as opened:
        label = opened.undo()
    return Answer({"undone": label}, say(N_("已撤销：{label}"), label=act_words(label)))


def import_file(arguments: Namespace) -> Answer:
    """Import a workbook: preview, then one act. `cases` is the register of past cases."""
    if arguments.record == "cases":
        from views.cli.registering import run
    else:
        from views.cli.importing import run

    return run(arguments)
