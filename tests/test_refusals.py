"""Every refusal says why and what to do: its template holds a word that tells the reader what comes next."""

from __future__ import annotations

import ast
import re
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
SPEC = spec_from_file_location("extract_refusals", TOP / "packaging" / "words" / "extract.py")
TELLS = re.compile("请|可以|不用|先|改成|改用|另选|重新|联系")

# Not refusals: notes beside a value that was taken, and frames around another sentence.
NOTES = {
    "已整理成规范的写法",
    "读作 {text}",
    "还没有登记，导入时一起新建",
    "一格里有两个号码，已分开",
    "写的是“同上”，取上面一行的内容",
    "从旁边一格的两个号码里分出来的",
    "就是“{title}”",
    "有内容写在很远的格子里，只读了前 {columns} 列",
    "第 {row} 行以后连着 {count} 行都是空的，再往后没有读",
    "{name}：{why}",
    "{why}",
    "{text}",
}


@pytest.fixture(scope="module")
def extract():
    module = module_from_spec(SPEC)
    sys.modules[SPEC.name] = module
    SPEC.loader.exec_module(module)
    yield module
    del sys.modules[SPEC.name]


def silent(extract, name: str, tree: ast.Module) -> list[str]:
    """The refusals that state a fault and stop there."""
    return [
        f"{name}:{word.line} {text}"
        for word in extract.calls(tree)
        if word.called in extract.ERRORS
        for text in word.templates or ()
        if text not in NOTES and not TELLS.search(text)
    ]


def test_every_refusal_says_what_to_do(extract) -> None:
    paths = [path for folder in extract.FOLDERS for path in sorted((TOP / folder).rglob("*.py"))]
    found = [
        fault
        for path in paths
        for fault in silent(extract, path.relative_to(TOP).as_posix(), ast.parse(path.read_text("utf-8")))
    ]
    assert found == []


def test_a_refusal_that_only_complains_would_be_seen(extract) -> None:
    assert silent(extract, "a.py", ast.parse("raise Missing('这条记录没有了')"))
    assert not silent(extract, "a.py", ast.parse("raise Missing('这条记录没有了，请在名单里再找一下')"))
