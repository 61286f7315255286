"""Words for people: each can be found by where it stands, is one constant template, and gets what its gaps ask for."""
from __future__ import annotations

import ast
import re
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
def files(extract) -> dict[str, ast.Module]:
    """The parsed files in which people's words stand."""
    paths = [path for folder in ("db", "center", "reports", "views") for path in (TOP / folder).rglob("*.py")]
    return {path.relative_to(TOP).as_posix(): extract.parsed(path.read_bytes()) for path in paths}


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


# Chinese in the window's code that nobody translates, and why.
STAYS = {
    "views/headless.py": "make run without a screen, for who builds the program",
    "views/looking.py": "make look, the same", "views/looking_book.py": "make look, the same",
    "views/screen.py": "make look, the same",
    "views/cli/arguments.py": "the grammar of the command line, with column names as examples",
    "views/languages.py": "a language is called by its own name", "views/speech.py": "days in Chinese",
    "views/state/setup.py": "the recovery key's paper",
    "views/state/shown.py": "codes' names as keys of their tones",
    "views/state/inspection.py": "states' names as keys of their tones",
}
FILE_NAMES = (".xlsx", ".dqbak", ".pdf", ".png")
DATA = {"文档", "党群中心备份_", '{"values": {"姓名": "张三"}}'}  # names of files; what a person types
LOOKING = {"startswith", "endswith", "removesuffix", "removeprefix", "compile", "sub", "match", "fullmatch", "measure",
           "split", "replace", "strip", "rstrip", "search", "glob"}


def unmarked(extract, tree: ast.Module, known: set[str]) -> list[tuple[int, str]]:
    """(line, text) of Chinese texts that are neither a message nor a docstring, nor only compared or looked for."""
    quiet: set[int] = set()
    for node in extract.nodes(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            quiet.add(id(node.value))
        elif isinstance(node, ast.Compare) or (isinstance(node, ast.Call) and extract.name_of(node) in LOOKING):
            quiet |= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Dict):
            quiet |= {id(key) for key in node.keys}
    return [
        (node.lineno, node.value) for node in extract.nodes(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in quiet
        and re.search(r"[\u3400-\u9fff]", node.value) and node.value not in known
        and not node.value.endswith(FILE_NAMES) and node.value not in DATA
    ]


def test_the_window_says_nothing_that_is_not_marked(extract, files):
    known = {text for tree in files.values() for word in extract.calls(tree) for text in word.templates or ()}
    found = [
        f"{name}:{line} {text!r}" for name, tree in sorted(files.items())
        if name.startswith("views/") and name not in STAYS for line, text in unmarked(extract, tree, known)
    ]
    assert not found, "give these N_(…), and gaps instead of an f-string:\n" + "\n".join(found)


@pytest.mark.parametrize(("source", "count"), [
    ("Label(a, '保存')", 1), ("x = f'新增{label}'", 1), ("Label(a, N_('保存'))", 0), ("'说明'\nx = 1", 0),
    ("if word == '是': pass", 0), ("TONES = {'达标': 'green'}", 0), ("name = '样例.xlsx'", 0),
])
def test_an_unmarked_text_would_be_seen(extract, source: str, count: int):
    tree = ast.parse(source)
    known = {text for word in extract.calls(tree) for text in word.templates or ()}
    assert len(unmarked(extract, tree, known)) == count


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


def test_the_pot_is_that_of_the_code(written: bytes):
    from babel.messages.pofile import read_po

    kept = (TOP / "templates" / "locale" / "messages.pot").read_bytes()
    there, here = ({one.id for one in read_po(BytesIO(text)) if one.id} for text in (kept, written))
    assert kept == written, f"make words; new: {sorted(here - there)[:20]}, gone: {sorted(there - here)[:20]}"


# ---- a refusal says why and what to do: its template holds a word that tells the reader what comes next
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


def silent(extract, name: str, tree: ast.Module) -> list[str]:
    """The refusals that state a fault and stop there."""
    return [
        f"{name}:{word.line} {text}" for word in extract.calls(tree) if word.called in extract.ERRORS
        for text in word.templates or () if text not in NOTES and not TELLS.search(text)
    ]


def test_every_refusal_says_what_to_do(extract, files):
    assert [fault for name, tree in files.items() for fault in silent(extract, name, tree)] == []


def test_a_refusal_that_only_complains_would_be_seen(extract):
    assert silent(extract, "a.py", ast.parse("raise Missing('这条记录没有了')"))
    assert not silent(extract, "a.py", ast.parse("raise Missing('这条记录没有了，请在名单里再找一下')"))
