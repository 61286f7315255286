"""Words for people: each can be found by where it stands, is one constant template, and gets what its gaps ask for."""
from __future__ import annotations

import ast
from importlib.util import module_from_spec, spec_from_file_location
from io import BytesIO
from pathlib import Path
from string import Formatter

import pytest

TOP = Path(__file__).parent.parent
SPEC = spec_from_file_location("extract_words", TOP / "packaging" / "words" / "extract.py")


@pytest.fixture(scope="module")
def extract():
    import sys

    module = module_from_spec(SPEC)
    sys.modules[SPEC.name] = module
    SPEC.loader.exec_module(module)
    yield module
    del sys.modules[SPEC.name]


@pytest.fixture(scope="module")
def files() -> dict[str, ast.Module]:
    """The parsed files in which people's words stand."""
    paths = [path for folder in ("db", "center", "reports", "views") for path in (TOP / folder).rglob("*.py")]
    return {path.relative_to(TOP).as_posix(): ast.parse(path.read_text("utf-8")) for path in paths}


def gaps(template: str) -> set[str]:
    """The names that a template asks for."""
    names = (name for _text, name, _spec, _how in Formatter().parse(template) if name is not None)
    return {name.split(".")[0].split("[")[0] for name in names}


def faults(extract, name: str, tree: ast.Module) -> list[str]:
    """Every message of an error that is no constant template, or whose gaps are not what it is given."""
    found = []
    for word in extract.calls(tree):
        if word.called not in (*extract.ERRORS, "say"):
            continue
        if word.templates is None:
            # What came from elsewhere (`error.message`) was a template where it was made; `say` shows those too.
            if word.called != "say" and not isinstance(word.node.args[0], ast.Attribute | ast.Subscript):
                found.append(f"{name}:{word.line} {word.called}: a message put together; give its parts as params")
            continue
        given = {keyword.arg for keyword in word.node.keywords}
        for template in word.templates if None not in given else ():
            if gaps(template) != given:
                asked = sorted(gaps(template))
                found.append(f"{name}:{word.line} {template!r} asks for {asked}, is given {sorted(given)}")
    return found


def test_every_message_is_one_template_that_gets_what_it_asks_for(extract, files):
    assert [fault for name, tree in files.items() for fault in faults(extract, name, tree)] == []


@pytest.mark.parametrize("source", [
    "raise Missing(f'没有 {name}')", "raise Denied('没有' + name)", "raise errors.Unreadable('没有 {}'.format(name))",
    "x = Invalid('没有 {name}')", "x = Invalid('没有', name=name)", "x = say(N_('没有 {name}'), label=1)",
])
def test_a_pasted_message_would_be_seen(extract, source: str):
    assert faults(extract, "a.py", ast.parse(source))


@pytest.mark.parametrize("source", [
    "raise Missing('没有 {name}', name=name)", "A = '没有'\nraise Denied(A)", "x = Invalid('甲' if y else '乙')",
    "x = Invalid('没有 {name}', **words)", "say(N_('没有 {name:%Y}'), name=1)", "say(error)",
])
def test_a_template_with_its_params_is_right(extract, source: str):
    assert faults(extract, "a.py", ast.parse(source)) == []


def test_a_sentence_is_translated_before_its_gaps_are_filled():
    from center import words
    from db.errors import Missing

    words.speak({"没有 {name}": "no {name}"}.get)
    try:
        assert words.say("没有 {name}", name="x") == words.say(Missing("没有 {name}", name="x")) == "no x"
    finally:
        words.speak(str)
    assert words.say("没有 {name}", name="x") == "没有 x"


def test_words_are_found_by_where_they_stand(extract):
    source = '''
A = "有一个名字"
class Member(Record):
    label = "党员"
    name = Text("姓名", required=True, help="照身份证", section="基本", key="不算")
@command("受理", right="不算")
def accept(tx): raise Invalid(A if tx else "两个之一")
@measure("x", N_("人数"))
def count(): "文字 in a docstring"; log("不算")
'''
    found = [text for _line, _function, text, _comments in extract.words_of(BytesIO(source.encode()))]
    assert set(found) == {"有一个名字", "党员", "姓名", "照身份证", "基本", "受理", "两个之一", "人数"}


@pytest.fixture(scope="module")
def written(extract) -> bytes:
    """The .pot file of all words."""
    return extract.text(extract.catalog())


def test_the_catalog_holds_words_of_every_part(written: bytes):
    from babel.messages.pofile import read_po

    words = read_po(BytesIO(written))
    ids = {message.id for message in words if message.id}
    assert len(ids) > 500
    for word in ("党员", "公民身份证号", "新增{label}", "导入", "党员花名册", "请填写{label}", "性别", "男",
                 "磁盘已满，刚才的内容没有保存。请清理磁盘后再试", "已撤销：{label}"):
        assert word in ids, word


def test_the_same_words_give_the_same_file(extract, written: bytes):
    assert extract.text(extract.catalog()) == written
